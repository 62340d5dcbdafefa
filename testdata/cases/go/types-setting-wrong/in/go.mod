module example.com/packer-plugin-a

require (
	example.org/Cloud/sdk/v2 v2.3.4
	example.org/local v0.0.0
)

replace example.org/local => ./local
