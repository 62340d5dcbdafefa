//go:generate packer-sdc mapstructure-to-hcl2 -type Empty
package odd

import (
	"net"
	"net/http"
	"os"
	"time"

	unlike "example.com/acme/packer-plugin-odd/dashed"
	. "example.com/acme/packer-plugin-odd/other"
	"example.com/acme/packer-plugin-odd/other"
	"github.com/hashicorp/packer-plugin-sdk/common"
	"github.com/hashicorp/packer-plugin-sdk/communicator"
	"github.com/hashicorp/packer-plugin-sdk/multistep/commonsteps"
	"github.com/hashicorp/packer-plugin-sdk/shutdowncommand"
	"github.com/hashicorp/packer-plugin-sdk/template/config"
)

type Local struct {
	Q string `mapstructure:"q"`
}

type (
	Num    int64
	Word   string
	Locals []Local
	Same   Local
	Alias  = string
	AliasN = Num
	AliasL = []string
	AliasM = map[string]string
)

const (
	_ = iota
	one
	two
	four = 1 << two
	big  = four*two + len("abc") - 'a'%3
)

const typed Num = 0x10

// Every struct is one thing that may be read in more than one way.

type Empty struct{}

type EmptyLines struct {
}

type Basics struct {
	S    string
	B    bool
	I    int
	I8   int8
	I16  int16
	I32  int32
	I64  int64
	U    uint
	U8   uint8
	U16  uint16
	U32  uint32
	U64  uint64
	Uptr uintptr
	By   byte
	Ru   rune
	F32  float32
	F64  float64
	C64  complex64
	C128 complex128
}

type Pointers struct {
	S  *string
	SS **string
	B  *bool
	L  *Local
	M  *map[string]string
	Sl *[]string
	Ls *[]Local
	D  *time.Duration
	T  *config.Trilean
	N  *Num
	O  *other.Plain
	F  *func()
}

type Durations struct {
	A time.Duration `mapstructure:"a"`
	B time.Month
	C time.Weekday
	D os.FileMode
	E net.IP
	F http.Header
	G os.Signal
	H net.HardwareAddr
	I *os.FileMode
}

type Named struct {
	A Num
	B Word
	C other.Mode
	D other.Level
	E other.Flag
	F unlike.Size
	G *unlike.Size
}

type Structs struct {
	A Local
	B other.Plain
	C unlike.Box
	D Same
	E *Local
	F *other.Plain
}

type Slices struct {
	A []string
	B []int
	C []bool
	D []*string
	E [][]string
	F [][][]int
	G []map[string]string
	H []byte
	I []Local
	J []other.Plain
	K []unlike.Box
	L Locals
	M other.Plains
	N other.Names
	O other.Nested
	P []interface{}
	Q []any
	R []func()
	S [][2]string
	T []struct{ A int }
	U []chan int
	V [][]any
}

type Maps struct {
	A map[string]string
	B map[string]int
	C map[string][]string
	D map[int]bool
	E map[string]interface{}
	F map[string]any
	G map[string]map[string]string
	H other.Labels
	I other.Counts
	J map[string]Local
	K map[string]time.Duration
	L map[Word]Num
	M map[[2]string]struct{}
}

type Formless struct {
	A interface{}
	B any
	C error
	D [3]string
	E chan int
	F <-chan int
	G chan<- string
	H chan (<-chan int)
	I other.Handler
	J other.Doer
	K other.Pair
	L other.Events
	M *func(a, b int, rest ...string) (err error)
	N interface{ Do(x int) error }
	O struct{ A int }
	P struct{}
	Q [2]Local
	R interface{ String() string }
}

type Wide struct {
	A struct {
		X, Y int
		Z    string `json:"z"`
	}
	B string
	C interface {
		A()
		LongerName(argument string) (result error)
	}
	D int
}

type Funcs struct {
	A func()
	B func(string) error `mapstructure:"b"`
	C string
}

type Lengths struct {
	A [one]string
	B [four]string
	C [big]string
	D [typed]string
	E [2 * (one + 1)]string
	F [len("four") &^ 1]string
	G ['a' - 'A']string
	H [0b11 | 0o10]string
	I [1_000]string
}

type Aliases struct {
	A Alias
	B AliasN
	C AliasL
	D AliasM
	E os.FileMode
	F *Alias
	G []Alias
	H map[string]Alias
}

type Embedded struct {
	Local
	other.Plain
	Num
	*Same
}

type Squash struct {
	other.Squashed      `mapstructure:",squash"`
	common.PackerConfig `mapstructure:",squash"`
	Own                 string `mapstructure:"own"`
}

type SquashNamed struct {
	Inner other.Squashed `mapstructure:",squash"`
	Last  string
}

type SquashDot struct {
	Squashed `mapstructure:",squash"`
	C        Mode
}

type SquashGeneric struct {
	other.Generic[Word] `mapstructure:",squash"`
	X                   string
}

type SquashGenericSlice struct {
	other.Generic[[]string] `mapstructure:",squash"`
	X                       other.List[int]
	Y                       other.List[Local]
}

type Anonymous struct {
	In struct {
		A string `mapstructure:"a"`
		B int
	} `mapstructure:",squash"`
	C string
}

type Communicator struct {
	Comm communicator.Config `mapstructure:",squash"`
}

type Communicators struct {
	Comm communicator.Config `mapstructure:"comm"`
	SSH  communicator.SSH    `mapstructure:",squash"`
}

type Steps struct {
	commonsteps.HTTPConfig         `mapstructure:",squash"`
	commonsteps.ISOConfig          `mapstructure:",squash"`
	commonsteps.FloppyConfig       `mapstructure:",squash"`
	commonsteps.CDConfig           `mapstructure:",squash"`
	shutdowncommand.ShutdownConfig `mapstructure:",squash"`
}

type Configs struct {
	A config.Trilean
	B config.KeyValue
	C config.KeyValues
	D config.NameValue
	E config.NameValues
	F config.NameValueFilter
	G []config.NameValue
	H []config.KeyValues `mapstructure-to-hcl2:",skip"`
}

type OwnGeneric[T any] struct {
	V T
}

type Instances struct {
	A other.Generic[string]
	B *other.Generic[int]
	C []other.Generic[bool]
	D other.List[string]
	E OwnGeneric[string] `mapstructure-to-hcl2:",skip"`
}

type Naming struct {
	HTTPServerURL2 string
	ABC123Def      string
	X              string
	XY             string
	X_y            string
	VpcID          string
	IPv4Address    string
	Émile          string
	ÄÖ             string
	A1B2           string
	日本             string
	Ｗide           string
}

type Tags struct {
	A string `mapstructure:"a" json:"x" required:"true"`
	B string `json:"b"   mapstructure:"b,omitempty"`
	C string `mapstructure:",omitempty"`
	D string `hcl:"other" cty:"more,opt"`
	E string `mapstructure:"-"`
	F string "mapstructure:\"f\" doc:\"a \\\"quoted\\\" word\\t\""
	G string `mapstructure:"g" cty:"x" mapstructure:"z"`
	H string `doc:"é日 \u00e9"`
	I string ``
	J string `required:"true"`
	K string `mapstructure:"with-dash"`
	L string `mapstructure:"with.dot"`
	M string `mapstructure:"Upper"`
	N string `mapstructure:""`
	O string `mapstructure:"g2,remain"`
}

type Skipped struct {
	A string `mapstructure-to-hcl2:",skip"`
	B string
	C time.Time `mapstructure-to-hcl2:",skip"`
	D string    `mapstructure-to-hcl2:"skip"`
}

type SelfDefined struct {
	A other.Labels `mapstructure-to-hcl2:",self-defined"`
	B Local        `mapstructure-to-hcl2:",self-defined"`
	C string       `mapstructure-to-hcl2:",self-defined"`
}

type Several struct {
	A, B, C string `json:"abc"`
	d, E    int
}

type Unexported struct {
	a string
	B string
	_ int
	_ string `mapstructure:"x"`
}

type lowerCase struct {
	A string
	B Local
}

type Parens struct {
	A (string)
	B ([]string)
	C *(Local)
	D [](Local)
	E (func())
	F map[(string)](int)
}

type Columns struct {
	S                                          string `mapstructure:"s"`
	VeryLongNameOfAFieldThatGoesPastFortySigns string `mapstructure:"very_long_name_of_a_field_that_goes_past_forty_signs"`
	Z                                          string `mapstructure:"z"`
	EvenMoreOfALongNameOfAFieldThatGoesPastForty string `mapstructure:"even_more_of_a_long_name_of_a_field_that_goes_past_forty"`
	Middling                                   string `mapstructure:"middling_width_of_a_name"`
	Q                                          string
}

type Commented struct {
	A any
	B string
	C any
	LongerName chan int
	D string
	E [2]int
	VeryLongNameOfAFieldThatGoesPastFortySignsAgain any
	F any
	G any
}

type OneEntry struct {
	Only any
}

type SameAs other.Plain

type SameAsSame SameAs

type SameAsGeneric other.Generic[string]

type Self struct {
	Inner *Self
	Many  []Self
	Map   map[string]string
}

type Raw struct {
	A string `mapstructure:"a"
`
	B string
}

type Lines struct {
	A struct {
	}
	B func(
		a int,
		b string,
	) error
	C map[string]string
}

type Chans struct {
	A chan struct{}
	B []<-chan int
	C map[string]chan<- int
	D func(...interface{}) (int, error)
	E *func(func(int) func() string) func()
	F *func(int, string)
	G *func(a int, _ string) (x, y int)
}

type Both struct {
	A Mode
	B other.Mode
	C Names2
}

type Names2 = other.Names
