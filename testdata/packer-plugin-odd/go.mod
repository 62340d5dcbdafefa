module example.com/acme/packer-plugin-odd

go 1.23.0

require (
	github.com/hashicorp/hcl/v2 v2.24.0
	github.com/hashicorp/packer-plugin-sdk v0.6.10
	github.com/zclconf/go-cty v1.16.3
)

replace github.com/zclconf/go-cty => github.com/nywilken/go-cty v1.13.3
