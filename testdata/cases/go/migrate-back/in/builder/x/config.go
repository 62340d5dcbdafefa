//go:generate packer-sdc struct-markdown
//go:generate packer-sdc mapstructure-to-hcl2 -type Config

package x

// Config is it.
type Config struct {
	// The disk.
	Disk Disk `mapstructure:"disk"`
}
