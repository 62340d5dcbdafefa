module example.com/packer-plugin-a

require github.com/hashicorp/packer-plugin-sdk v0.0.1
