module github.com/acme/packer-plugin-a
