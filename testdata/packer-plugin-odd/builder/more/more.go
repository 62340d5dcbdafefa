// Package more has further structs that config code is made of, each with something odd.
package more

import (
	"fmt"
	"time"

	"example.com/acme/packer-plugin-odd/other"
	boot "github.com/hashicorp/packer-plugin-sdk/bootcommand"
	"github.com/hashicorp/packer-plugin-sdk/common"
	"github.com/hashicorp/packer-plugin-sdk/communicator"
	"github.com/hashicorp/packer-plugin-sdk/shutdowncommand"
	"github.com/hashicorp/packer-plugin-sdk/template/config"
	"github.com/hashicorp/packer-plugin-sdk/template/interpolate"
)

type (
	// Mode is a string by name.
	Mode string
	// Level is a number by name.
	Level int
	// Flag is a bool by name.
	Flag bool
	// Modes are several.
	Modes []Mode
	// Words is another name.
	Words = []string
)

// Letters has names that are no ASCII.
type Letters struct {
	Grüße   string `mapstructure:"grüße"`
	Ährchen int
	ΑΒΓ     []string `mapstructure:"alphabet"`
}

// Numbers has all kinds that are left.
type Numbers struct {
	A int8
	B uint64
	C float32
	D rune
	E byte
	F uintptr
	G *float64
	H []int16
	I *uint
}

// ByName has named types of each kind.
type ByName struct {
	Mode   Mode
	Level  *Level
	Flag   Flag
	Words  Words
	Levels []int
}

// TagOrder has other tags around ours.
type TagOrder struct {
	A string `json:"a" mapstructure:"e" required:"true" yaml:"c"`
	B string `xml:"x,attr"`
	C string `mapstructure:"f,omitempty" json:"-"`
	D string `mapstructure:",omitempty"`
}

// TagsThere has what is added to others already.
type TagsThere struct {
	A string `mapstructure:"a" cty:"x" hcl:"y"`
	B string `hcl:"z" mapstructure:"b"`
}

// ManyNames are in one line.
type ManyNames struct {
	A, B, C string
	D, E    *int `required:"false"`
}

// LongNames make columns wide.
type LongNames struct {
	A                                             string `mapstructure:"a"`
	AVeryLongNameThatTakesMoreThanFortyCharacters string `mapstructure:"a_very_long_name_that_takes_more_than_forty_characters"`
	B                                             string `mapstructure:"b"`
	C                                             string `mapstructure:"another_name_that_is_quite_long_but_not_as_long"`
	D                                             string
}

// Inner is squashed.
type Inner struct {
	Deepest `mapstructure:",squash"`
	Inside  string `mapstructure:"inside"`
}

// Deepest is squashed where it is squashed.
type Deepest struct {
	Depth int `mapstructure:"depth"`
}

// Chain squashes what squashes.
type Chain struct {
	First string `mapstructure:"first"`
	Inner `mapstructure:",squash"`
	Last  string `mapstructure:"last"`
}

// Plain embeds without squashing.
type Plain struct {
	Inner
	Other *Deepest
}

// SDK squashes what all builders do.
type SDK struct {
	common.PackerConfig `mapstructure:",squash"`
	Comm                communicator.Config `mapstructure:",squash"`

	ctx interpolate.Context
}

// Boots squashes by a name that is not the package's.
type Boots struct {
	boot.VNCConfig                 `mapstructure:",squash"`
	shutdowncommand.ShutdownConfig `mapstructure:",squash"`
}

// Filters have no tags.
type Filters struct {
	Pairs  config.KeyValueFilter  `mapstructure:"pairs"`
	Named  config.NameValueFilter `mapstructure:",squash"`
	Three  config.Trilean         `mapstructure:"three"`
	Values config.KeyValues       `mapstructure:"value"`
	Names  []config.NameValue     `mapstructure:"name"`
}

// Times are durations where they can be.
type Times struct {
	One time.Duration
	Ptr *time.Duration
	Map map[string]string
}

// Lists are of lists.
type Lists struct {
	A [][]string
	B []map[string]string
	C [][][]int
	D []byte
	E [][]byte
}

// Anything is of no type that HCL has.
type Anything struct {
	A interface{} `mapstructure:"a"`
	B any         `mapstructure:"b"`
	C error       `mapstructure:"c"`
	D fmt.Stringer
	E []any
	F map[string]any
}

// Others come from another package.
type Others struct {
	One  other.Plain   `mapstructure:"one"`
	Ptr  *other.Plain  `mapstructure:"ptr"`
	Many []other.Plain `mapstructure:"many"`
	Text other.Mode    `mapstructure:"text"`
}

// Hidden has fields that nobody sees.
type Hidden struct {
	a    string
	B    string `mapstructure:"b"`
	_    int
	c, D string
	Func func() error
}

// Generic has a type parameter, and is squashed.
type Generic[T any] struct {
	Item T `mapstructure:"item"`
}

// Made squashes one made of it.
type Made struct {
	Generic[string] `mapstructure:",squash"`
	Count           int `mapstructure:"count"`
}

// Humps have names in all forms.
type Humps struct {
	HTTPServer    string
	ServerHTTP2   string
	ID            string
	VMName1       string
	A1B2          string
	Already_Snake string
	X             string
}
