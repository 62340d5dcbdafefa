package a

type S0 struct {
	A0 S1 `mapstructure:",squash"`
	B0 S1 `mapstructure:",squash"`
}

type S1 struct {
	A1 S2 `mapstructure:",squash"`
	B1 S2 `mapstructure:",squash"`
}

type S2 struct {
	A2 S3 `mapstructure:",squash"`
	B2 S3 `mapstructure:",squash"`
}

type S3 struct {
	A3 S4 `mapstructure:",squash"`
	B3 S4 `mapstructure:",squash"`
}

type S4 struct {
	A4 S5 `mapstructure:",squash"`
	B4 S5 `mapstructure:",squash"`
}

type S5 struct {
	A5 S6 `mapstructure:",squash"`
	B5 S6 `mapstructure:",squash"`
}

type S6 struct {
	A6 S7 `mapstructure:",squash"`
	B6 S7 `mapstructure:",squash"`
}

type S7 struct {
	A7 S8 `mapstructure:",squash"`
	B7 S8 `mapstructure:",squash"`
}

type S8 struct {
	A8 S9 `mapstructure:",squash"`
	B8 S9 `mapstructure:",squash"`
}

type S9 struct {
	A9 S10 `mapstructure:",squash"`
	B9 S10 `mapstructure:",squash"`
}

type S10 struct {
	A10 S11 `mapstructure:",squash"`
	B10 S11 `mapstructure:",squash"`
}

type S11 struct {
	A11 S12 `mapstructure:",squash"`
	B11 S12 `mapstructure:",squash"`
}

type S12 struct {
	A12 S13 `mapstructure:",squash"`
	B12 S13 `mapstructure:",squash"`
}

type S13 struct {
	A13 S14 `mapstructure:",squash"`
	B13 S14 `mapstructure:",squash"`
}

type S14 struct {
	A14 S15 `mapstructure:",squash"`
	B14 S15 `mapstructure:",squash"`
}

type S15 struct {
	A15 S16 `mapstructure:",squash"`
	B15 S16 `mapstructure:",squash"`
}

type S16 struct {
	A16 S17 `mapstructure:",squash"`
	B16 S17 `mapstructure:",squash"`
}

type S17 struct {
	A17 S18 `mapstructure:",squash"`
	B17 S18 `mapstructure:",squash"`
}

type S18 struct {
	A18 S19 `mapstructure:",squash"`
	B18 S19 `mapstructure:",squash"`
}

type S19 struct {
	A19 S20 `mapstructure:",squash"`
	B19 S20 `mapstructure:",squash"`
}

type S20 struct {
	A20 S21 `mapstructure:",squash"`
	B20 S21 `mapstructure:",squash"`
}

type S21 struct {
	A21 S22 `mapstructure:",squash"`
	B21 S22 `mapstructure:",squash"`
}

type S22 struct {
	A22 S23 `mapstructure:",squash"`
	B22 S23 `mapstructure:",squash"`
}

type S23 struct {
	A23 S24 `mapstructure:",squash"`
	B23 S24 `mapstructure:",squash"`
}

type S24 struct {
	A24 S25 `mapstructure:",squash"`
	B24 S25 `mapstructure:",squash"`
}

type S25 struct {
	A25 S26 `mapstructure:",squash"`
	B25 S26 `mapstructure:",squash"`
}

type S26 struct {
	A26 S27 `mapstructure:",squash"`
	B26 S27 `mapstructure:",squash"`
}

type S27 struct {
	A27 S28 `mapstructure:",squash"`
	B27 S28 `mapstructure:",squash"`
}

type S28 struct {
	A28 S29 `mapstructure:",squash"`
	B28 S29 `mapstructure:",squash"`
}

type S29 struct {
	A29 S30 `mapstructure:",squash"`
	B29 S30 `mapstructure:",squash"`
}

type S30 struct {
	A30 S31 `mapstructure:",squash"`
	B30 S31 `mapstructure:",squash"`
}

type S31 struct {
	A31 S32 `mapstructure:",squash"`
	B31 S32 `mapstructure:",squash"`
}

type S32 struct {
	A32 S33 `mapstructure:",squash"`
	B32 S33 `mapstructure:",squash"`
}

type S33 struct {
	A33 S34 `mapstructure:",squash"`
	B33 S34 `mapstructure:",squash"`
}

type S34 struct {
	A34 S35 `mapstructure:",squash"`
	B34 S35 `mapstructure:",squash"`
}

type S35 struct {
	A35 S36 `mapstructure:",squash"`
	B35 S36 `mapstructure:",squash"`
}

type S36 struct {
	A36 S37 `mapstructure:",squash"`
	B36 S37 `mapstructure:",squash"`
}

type S37 struct {
	A37 S38 `mapstructure:",squash"`
	B37 S38 `mapstructure:",squash"`
}

type S38 struct {
	A38 S39 `mapstructure:",squash"`
	B38 S39 `mapstructure:",squash"`
}

type S39 struct {
	A39 S40 `mapstructure:",squash"`
	B39 S40 `mapstructure:",squash"`
}

type S40 struct{}
