// Decodes many inputs by HashiCorp's hcldec in one run. .ci/judges compiles this file together
// with the sources of the hcldec command, in place of its main: so all that reads specs and
// inputs and decodes them is theirs.

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hcldec"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// What the sources of the command take for the parser of spec files.
var parser = hclparse.NewParser()

// An input; these come on standard input.
type request struct {
	Spec string
	Name string
	Text string
}

// What is wrong, and the bytes of the text where it is.
type finding struct {
	Message string `json:"message"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// What came of an input; a line of standard output each.
type answer struct {
	// The value with its type, where nothing is wrong.
	Value json.RawMessage `json:"value,omitempty"`
	Wrong []finding       `json:"wrong,omitempty"`
	// Whether the text could be parsed at all.
	Parsed bool `json:"parsed"`
	// What is wrong with the spec.
	Spec string `json:"spec,omitempty"`
	// What the decoder died of.
	Panic string `json:"panic,omitempty"`
}

func init() {
	// The command decodes blocks of this type, and has left it out of its list. Files are
	// initialised by their names, so the list is used after this.
	specBlockTypes = append(specBlockTypes, "block_attrs")
}

func main() {
	decoder := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		var r request
		if err := decoder.Decode(&r); err != nil {
			return
		}
		if err := encoder.Encode(judge(r)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		out.Flush()
	}
}

func judge(r request) (a answer) {
	defer func() {
		if cause := recover(); cause != nil {
			a = answer{Panic: fmt.Sprint(cause)}
		}
	}()
	parser := hclparse.NewParser()
	file, diags := parser.ParseHCL([]byte(r.Spec), "spec.hcldec")
	if diags.HasErrors() {
		return answer{Spec: diags.Error()}
	}
	variables, functions, body, diags := decodeSpecDecls(file.Body)
	spec, more := decodeSpecRoot(body)
	if diags = append(diags, more...); diags.HasErrors() {
		return answer{Spec: diags.Error()}
	}

	if strings.HasSuffix(r.Name, ".json") {
		file, diags = parser.ParseJSON([]byte(r.Text), r.Name)
	} else {
		file, diags = parser.ParseHCL([]byte(r.Text), r.Name)
	}
	if diags.HasErrors() {
		return answer{Wrong: findings(diags)}
	}
	// As the command does it: no names at all is no context.
	var context *hcl.EvalContext
	if len(variables)+len(functions) > 0 {
		context = &hcl.EvalContext{Variables: variables, Functions: functions}
	}
	value, diags := hcldec.Decode(file.Body, spec, context)
	if diags.HasErrors() {
		return answer{Parsed: true, Wrong: findings(diags)}
	}
	text, err := ctyjson.Marshal(value, cty.DynamicPseudoType)
	if err != nil {
		return answer{Parsed: true, Panic: err.Error()}
	}
	return answer{Parsed: true, Value: text}
}

func findings(diags hcl.Diagnostics) []finding {
	var all []finding
	for _, diag := range diags {
		if diag.Severity != hcl.DiagError {
			continue
		}
		f := finding{Message: diag.Summary + "; " + diag.Detail, Start: -1, End: -1}
		if diag.Subject != nil && diag.Subject.Filename != "spec.hcldec" {
			f.Start, f.End = diag.Subject.Start.Byte, diag.Subject.End.Byte
		}
		all = append(all, f)
	}
	return all
}
