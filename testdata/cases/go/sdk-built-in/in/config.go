package a

import (
	"github.com/hashicorp/packer-plugin-sdk/multistep/commonsteps"
	"github.com/hashicorp/packer-plugin-sdk/shell"
	"github.com/hashicorp/packer-plugin-sdk/template/config"
)

type Config struct {
	commonsteps.CDConfig `mapstructure:",squash"`
	shell.Provisioner    `mapstructure:",squash"`
	Tags                 config.KeyValues
	Wait                 config.Trilean
}
