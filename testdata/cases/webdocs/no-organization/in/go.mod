module github.com/happy/packer-plugin-cloud
