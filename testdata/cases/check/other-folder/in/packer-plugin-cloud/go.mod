module github.com/other/packer-plugin-cloud
