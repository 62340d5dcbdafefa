package odd

// A package may call its types as the language calls its own.

type string2 = string

type float64 string

type Shadow struct {
	A float64
	B []float64 `mapstructure-to-hcl2:",skip"`
	C string2
}

func body() {
	type Config struct {
		Inner string
	}
	_ = '}'
	_ = '"'
	_ = '\''
	_ = "}`"
	_ = `}"
	type Config struct {`
	/* } */ // }
outer:
	for {
		break outer
	}
	if x := (struct{ a int }{1}); x.a > 0 {
	}
}

type Config struct {
	Outer string
}

func (c *Config) Method(f func() struct{ A int }, g interface{ M() }) map[string]struct{} {
	return map[string]struct{}{}
}

func generic[T interface{ ~int | ~string }](t T) (r struct{}) { return }

var v = struct {
	A int
}{1}

var (
	w = []struct{ A int }{{1}, {2}}
	x = func() int {
		return 1
	}
)

type After struct {
	X string
}
