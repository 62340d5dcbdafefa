package a

//go:generate packer-sdc mapstructure-to-hcl2 -typ Config
//go:generate packer-sdc mapstructure-to-hcl2
//go:generate packer-sdc mapstructure-to-hcl2 -type Nobody
