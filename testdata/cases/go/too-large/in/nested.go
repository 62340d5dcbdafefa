package a

type T0 struct {
	A T1 `mapstructure:"a"`
	B T1 `mapstructure:"b"`
}

type T1 struct {
	A T2 `mapstructure:"a"`
	B T2 `mapstructure:"b"`
}

type T2 struct {
	A T3 `mapstructure:"a"`
	B T3 `mapstructure:"b"`
}

type T3 struct {
	A T4 `mapstructure:"a"`
	B T4 `mapstructure:"b"`
}

type T4 struct {
	A T5 `mapstructure:"a"`
	B T5 `mapstructure:"b"`
}

type T5 struct {
	A T6 `mapstructure:"a"`
	B T6 `mapstructure:"b"`
}

type T6 struct {
	A T7 `mapstructure:"a"`
	B T7 `mapstructure:"b"`
}

type T7 struct {
	A T8 `mapstructure:"a"`
	B T8 `mapstructure:"b"`
}

type T8 struct {
	A T9 `mapstructure:"a"`
	B T9 `mapstructure:"b"`
}

type T9 struct {
	A T10 `mapstructure:"a"`
	B T10 `mapstructure:"b"`
}

type T10 struct {
	A T11 `mapstructure:"a"`
	B T11 `mapstructure:"b"`
}

type T11 struct {
	A T12 `mapstructure:"a"`
	B T12 `mapstructure:"b"`
}

type T12 struct {
	A T13 `mapstructure:"a"`
	B T13 `mapstructure:"b"`
}

type T13 struct {
	A T14 `mapstructure:"a"`
	B T14 `mapstructure:"b"`
}

type T14 struct {
	A T15 `mapstructure:"a"`
	B T15 `mapstructure:"b"`
}

type T15 struct {
	A T16 `mapstructure:"a"`
	B T16 `mapstructure:"b"`
}

type T16 struct {
	A T17 `mapstructure:"a"`
	B T17 `mapstructure:"b"`
}

type T17 struct {
	A T18 `mapstructure:"a"`
	B T18 `mapstructure:"b"`
}

type T18 struct {
	A T19 `mapstructure:"a"`
	B T19 `mapstructure:"b"`
}

type T19 struct {
	A T20 `mapstructure:"a"`
	B T20 `mapstructure:"b"`
}

type T20 struct {
	A T21 `mapstructure:"a"`
	B T21 `mapstructure:"b"`
}

type T21 struct {
	A T22 `mapstructure:"a"`
	B T22 `mapstructure:"b"`
}

type T22 struct {
	A T23 `mapstructure:"a"`
	B T23 `mapstructure:"b"`
}

type T23 struct {
	A T24 `mapstructure:"a"`
	B T24 `mapstructure:"b"`
}

type T24 struct {
	A T25 `mapstructure:"a"`
	B T25 `mapstructure:"b"`
}

type T25 struct {
	A T26 `mapstructure:"a"`
	B T26 `mapstructure:"b"`
}

type T26 struct {
	A T27 `mapstructure:"a"`
	B T27 `mapstructure:"b"`
}

type T27 struct {
	A T28 `mapstructure:"a"`
	B T28 `mapstructure:"b"`
}

type T28 struct {
	A T29 `mapstructure:"a"`
	B T29 `mapstructure:"b"`
}

type T29 struct {
	A T30 `mapstructure:"a"`
	B T30 `mapstructure:"b"`
}

type T30 struct {
	A T31 `mapstructure:"a"`
	B T31 `mapstructure:"b"`
}

type T31 struct {
	A T32 `mapstructure:"a"`
	B T32 `mapstructure:"b"`
}

type T32 struct {
	A T33 `mapstructure:"a"`
	B T33 `mapstructure:"b"`
}

type T33 struct {
	A T34 `mapstructure:"a"`
	B T34 `mapstructure:"b"`
}

type T34 struct {
	A T35 `mapstructure:"a"`
	B T35 `mapstructure:"b"`
}

type T35 struct {
	A T36 `mapstructure:"a"`
	B T36 `mapstructure:"b"`
}

type T36 struct {
	A T37 `mapstructure:"a"`
	B T37 `mapstructure:"b"`
}

type T37 struct {
	A T38 `mapstructure:"a"`
	B T38 `mapstructure:"b"`
}

type T38 struct {
	A T39 `mapstructure:"a"`
	B T39 `mapstructure:"b"`
}

type T39 struct {
	A T40 `mapstructure:"a"`
	B T40 `mapstructure:"b"`
}

type T40 struct{}
