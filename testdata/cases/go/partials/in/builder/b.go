package builder

// The group.
type (
	First struct {
		// One.
		One string `mapstructure:"one" required:"true"`
	}
	// Second is the second.
	Second struct {
		Two *[]string "mapstructure:\"two\""
		// TODO: write it.
		Three int `mapstructure:"three"`
		Four  int `mapstructure:"four" undocumented:"true"`
	}
)

// DatasourceOutput is what comes back.
type DatasourceOutput struct {
	// The name.
	ID string `mapstructure:"id"`
}
