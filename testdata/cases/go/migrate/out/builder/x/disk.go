package x

//go:generate packer-sdc mapstructure-to-hcl2 -type Disk
//go:generate stringer -type Kind

// Disk is one.
type Disk struct {
	Size int `mapstructure:"size" required:"true"`
}
