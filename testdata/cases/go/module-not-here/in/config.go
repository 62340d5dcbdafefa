package a

import (
	"example.org/Cloud/sdk/v2/types"
	"example.org/local/part"
	"example.org/nobody/has"
)

type Config struct {
	Size   types.Size
	Squash types.Base `mapstructure:",squash"`
	Part   part.Part
	Has    has.It
	Labels map[string]types.Label
}
