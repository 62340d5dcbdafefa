package image

// Config is that of the builder.
type Config struct {
	// What it is called, as <your-name>. See
	// [region](#region), or <b>nothing</b>.
	Name string `mapstructure:"name" required:"true"`
	// Where to build.
	Region string `mapstructure:"region" required:"true"`
}
