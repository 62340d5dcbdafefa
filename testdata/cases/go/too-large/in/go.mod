module example.com/packer-plugin-a
