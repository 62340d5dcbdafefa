// Package other holds what the odd structs use from elsewhere.
package other

import "time"

type Plain struct {
	A string `mapstructure:"a"`
}

type Squashed struct {
	Deep `mapstructure:",squash"`
	B    int           `mapstructure:"b" required:"true"`
	Wait time.Duration `mapstructure:"wait"`
}

type Deep struct {
	D1     bool
	hidden string
}

type (
	Mode    string
	Level   uint8
	Flag    bool
	Plains  []Plain
	Names   []string
	Nested  [][]string
	Labels  map[string]string
	Counts  map[string]int
	Handler func(int) error
	Doer    interface{ Do() }
	Pair    [2]string
	Events  chan int
	Text    *string
)

type Generic[T any] struct {
	Value T `mapstructure:"value"`
}

type List[T any] []T

type Mixed struct {
	// Upper and lower.
	A, B string
	c, D int `mapstructure:"d"`
}
