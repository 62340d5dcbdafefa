module example.com/packer-plugin-a

require example.org/lib v1.0.0
