module example.com/plugin

require github.com/hashicorp/packer-plugin-sdk v0.6.1

replace github.com/hashicorp/packer-plugin-sdk => ../sdk
