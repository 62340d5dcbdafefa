package a

import "example.org/Cloud/sdk/v2/types"

type Config struct {
	Size  types.Size
	Count types.Count
	Sizes types.Sizes
	Tags  types.Tags
	Many  []types.Size
}
