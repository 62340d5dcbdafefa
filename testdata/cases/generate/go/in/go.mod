module github.com/acme/packer-plugin-tiny

go 1.21
