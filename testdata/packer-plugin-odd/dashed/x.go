// Package unlike is not called by its folder.
package unlike

import "github.com/hashicorp/hcl/v2/hcldec"

type Size string

type Box struct {
	Side int `mapstructure:"side"`
}

type FlatBox struct{}

func (*FlatBox) HCL2Spec() map[string]hcldec.Spec { return nil }
