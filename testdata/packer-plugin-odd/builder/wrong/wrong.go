// Package wrong holds structs of which packer-sdc makes files that do not compile, or that
// lack fields.
package wrong

import (
	"net/url"
	"time"

	"example.com/acme/packer-plugin-odd/other"
	two "example.com/acme/packer-plugin-odd/two/other"
	"github.com/hashicorp/packer-plugin-sdk/template/config"
)

type Local struct {
	Q string
}

type FlatLocal struct{}

type (
	AliasLocal   = Local
	AliasOther   = other.Plain
	AliasPointer = *Local
	AliasSlice   = []Local
	Pointer      *Local
	OfPointers   []*Local
	OfAliases    []AliasOther
)

type AliasOfLocal struct{ F AliasLocal }
type AliasOfOther struct{ F AliasOther }
type AliasOfPointer struct{ F AliasPointer }
type AliasOfSlice struct{ F AliasSlice }
type SliceOfAlias struct{ F []AliasOther }
type SliceOfPointers struct{ F []*other.Plain }
type SliceOfOwnPointers struct{ F []*Local }
type SliceOfNamed struct{ F []other.Mode }
type SliceOfNamedPointers struct{ F []*other.Level }
type SliceOfDurations struct{ F []time.Duration }
type SliceOfTrileans struct{ F []*config.Trilean }
type SliceOfNamedSlices struct{ F []other.Names }
type SliceOfNamedMaps struct{ F []other.Labels }
type SlicesOfNamed struct{ F [][]other.Mode }
type MapOfNamed struct{ F map[string]other.Mode }
type MapOfNamedKeys struct{ F map[other.Mode][]other.Names }
type ArrayOfNamed struct{ F [2]other.Mode }
type ChanOfOther struct{ F chan other.Plain }
type FuncOfOther struct{ F *func(other.Mode) *url.URL }
type NamedPointer struct{ F Pointer }
type NamedOfPointers struct{ F OfPointers }
type NamedOfAliases struct{ F OfAliases }
type PointerToPointer struct{ F **Local }
type TwoOthers struct {
	A other.Mode
	B two.Thing
}
type BackQuoted struct {
	F string "mapstructure:\"f\" doc:\"`x`\""
}
type GenericOfOther struct {
	F other.List[two.Thing]
	G other.Generic[two.Thing]
}
type InlineOther struct {
	F struct{ A other.Mode }
}
type SquashAlias struct {
	AliasOther `mapstructure:",squash"`
}

// From here on there is nothing right to be made.

type MapOfOther struct{ F map[string]other.Plain }
type ArrayOfOther struct{ F [2]other.Plain }
type SliceOfSlices struct{ F []other.Plains }
type SliceOfInterfaces struct{ F []other.Doer }
type SliceOfErrors struct{ F []error }
type Undefined struct{ F Locl }
type UndefinedOther struct{ F other.Plane }
type NoImport struct{ F othr.Plain }
type Standard struct {
	A time.Time
	B []*url.URL
}
type BadTag struct {
	A string `mapstructure:a`
	B string `mapstructure`
	C string `mapstructure:"c" "d"`
}
type SquashPointer struct {
	*other.Squashed `mapstructure:",squash"`
}
type SquashNoStruct struct {
	F other.Mode `mapstructure:",squash"`
}
type hidden struct{ A string }
type SquashHidden struct {
	hidden `mapstructure:",squash"`
}
type SquashStandard struct {
	url.URL `mapstructure:",squash"`
}
type SameName struct {
	other.Squashed `mapstructure:",squash"`
	B              string
}
type SameTag struct {
	X string `mapstructure:"x"`
	Y string `mapstructure:"x"`
}
type Dots struct{ F [...]string }
type Recursive []Recursive
type OfRecursive struct{ F Recursive }
type Endless Endless2
type Endless2 Endless
type OfEndless struct{ F Endless }
type Ring struct {
	Inner Ring `mapstructure:",squash"`
}
type AliasRing = AliasRing2
type AliasRing2 = AliasRing
type OfAliasRing struct{ F AliasRing }
type Doubled[A any] struct {
	D *Doubled[map[string]struct{ L, R A }] `mapstructure:"d"`
}
type G0[A any] struct{ F other.List[A] }
type G1[A any] struct {
	G0[map[*A]A] `mapstructure:",squash"`
}
type OfGeneric struct {
	G1[string] `mapstructure:",squash"`
	D          Doubled[int]
}
