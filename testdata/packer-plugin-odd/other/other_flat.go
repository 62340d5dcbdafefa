package other

import "github.com/hashicorp/hcl/v2/hcldec"

// FlatPlain and the others are what their own generated files would hold.
type FlatPlain struct{}

func (*FlatPlain) HCL2Spec() map[string]hcldec.Spec { return nil }

type FlatSquashed struct{}

func (*FlatSquashed) HCL2Spec() map[string]hcldec.Spec { return nil }

type FlatGeneric struct{}

func (*FlatGeneric) HCL2Spec() map[string]hcldec.Spec { return nil }
