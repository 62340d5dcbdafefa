//go:generate packer-sdc mapstructure-to-hcl2 -type Config,Disk

package image

// Config is what a template may hold.
type Config struct {
	// Where to build.
	Region string `mapstructure:"region" required:"true"`
	// What to call it.
	Name string `mapstructure:"name"`
	// The disk.
	Disk Disk `mapstructure:"disk"`
}

// Disk is a part of it.
type Disk struct {
	// How large it is.
	Size int `mapstructure:"size" required:"true"`
	// Two have one of this name, and the page does not say which is meant.
	Name string `mapstructure:"name" required:"true"`
}
