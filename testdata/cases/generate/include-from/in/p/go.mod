module github.com/acme/packer-plugin-cloud
