package a

type Config struct {
	Name string `mapstructure:"name"`
}

type Alias = Config

type Number int
