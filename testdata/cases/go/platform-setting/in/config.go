package a

type Config struct {
	Disk Disk `mapstructure:",squash"`
}
