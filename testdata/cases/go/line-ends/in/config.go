package a

// Config says
// it.
type Config struct {
	// Name it.
	//
	// Twice.
	Name string `mapstructure:"name"`
	/* Block
	   it. */
	Size map[string]*int `mapstructure:"size" required:"true"`
}
