package a

type Config struct {
	Name string `mapstructure:"name"`
	Other string string
}

const a int = 

func f() {
	x := 'a'
}

type Second struct {
	Size [4 string
}

var x = "open

type Last struct {
