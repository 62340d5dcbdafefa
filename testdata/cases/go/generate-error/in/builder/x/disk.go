package x

import "time"

//go:generate go tool packer-sdc mapstructure-to-hcl2 -type Disk
//go:generate stringer -type Kind

// Disk is one.
type Disk struct {
	Size time.Time `mapstructure:"size" required:"true"`
}
