//go:build ignore

// Writes the tables of types beside this file: std.txt from the Go that runs it, sdk.txt
// from the versions of packer-plugin-sdk in Go's module cache. Only names, types and tags
// are taken over. A version that is not there has the types of the one before it; the module
// proxy refuses 0.2.10, 0.3.3 and 0.6.8.
//
//	for v in 0.2.0 0.6.10; do go mod download github.com/hashicorp/packer-plugin-sdk@v$v; done
//	go run src/read/go/tables/make.go
package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

const (
	folder = "src/read/go/tables/"
	sdk    = "github.com/hashicorp/packer-plugin-sdk"
)

func main() {
	write("std.txt", standard())
	write("sdk.txt", versions())
}

func write(name, text string) {
	must(os.WriteFile(folder+name, []byte(text), 0o644))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func output(name string, args ...string) string {
	out, err := exec.Command(name, args...).Output()
	must(err)
	return strings.TrimSpace(string(out))
}

// Go's own library: what each exported type is made of, structs without their fields.
func standard() string {
	imports := importer.ForCompiler(token.NewFileSet(), "source", nil)
	var table strings.Builder
	for _, path := range strings.Fields(output("go", "list", "std")) {
		inner := strings.Contains("/"+path+"/", "/internal/") || strings.HasPrefix(path, "vendor/")
		// What these declare depends on the platform.
		if inner || path == "syscall" || path == "unsafe" || path == "runtime/cgo" {
			continue
		}
		pkg, err := imports.Import(path)
		must(err)
		used := map[string]bool{}
		qualifier := func(other *types.Package) string {
			if other == pkg {
				return ""
			}
			used[other.Path()] = true
			return other.Name()
		}
		var decls []string
		for _, name := range pkg.Scope().Names() {
			object, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || !object.Exported() {
				continue
			}
			decls = append(decls, declaration(object, qualifier))
		}
		if len(decls) > 0 {
			section(&table, path, pkg.Name(), used, decls)
		}
	}
	return table.String()
}

func declaration(object *types.TypeName, qualifier types.Qualifier) string {
	name := object.Name()
	if alias, ok := object.Type().(*types.Alias); ok {
		return fmt.Sprintf("type %s = %s", name, types.TypeString(alias.Rhs(), qualifier))
	}
	params := ""
	if named, ok := object.Type().(*types.Named); ok && named.TypeParams().Len() > 0 {
		var all []string
		for param := range named.TypeParams().TypeParams() {
			all = append(all, param.Obj().Name())
		}
		params = "[" + strings.Join(all, ", ") + " any]"
	}
	made := ""
	switch under := object.Type().Underlying().(type) {
	case *types.Struct:
		made = "struct{}"
	case *types.Interface:
		made = "interface{}"
	case *types.Signature:
		made = "func()"
	default:
		made = types.TypeString(under, qualifier)
	}
	return fmt.Sprintf("type %s%s %s", name, params, made)
}

func section(table *strings.Builder, title, name string, used map[string]bool, decls []string) {
	fmt.Fprintf(table, "== %s\npackage %s\n", title, name)
	var paths []string
	for path := range used {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		fmt.Fprintf(table, "import %q\n", path)
	}
	for _, decl := range decls {
		fmt.Fprintln(table, decl)
	}
}

// The SDK: for each package the types that specs can use, once for each version in which
// they changed.
func versions() string {
	cache := output("go", "env", "GOMODCACHE")
	dirs, err := filepath.Glob(filepath.Join(cache, sdk+"@v*"))
	must(err)
	sort.Slice(dirs, func(i, j int) bool { return older(dirs[i], dirs[j]) })
	last := map[string]string{}
	sections := map[string][]string{}
	for _, dir := range dirs {
		version := dir[strings.LastIndex(dir, "@v")+2:]
		here := map[string]bool{}
		must(filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			relative, _ := filepath.Rel(dir, path)
			if relative == "cmd" || entry.Name() == "testdata" || entry.Name() == "test-data" {
				return filepath.SkipDir
			}
			pkg := sdk + "/" + filepath.ToSlash(relative)
			text := packageTypes(path)
			if text != "" {
				here[pkg] = true
			}
			if text != "" && last[pkg] != text {
				last[pkg] = text
				sections[pkg] = append(sections[pkg], fmt.Sprintf("== %s %s\n%s", pkg, version, text))
			}
			return nil
		}))
		for pkg := range last {
			if !here[pkg] && last[pkg] != "" {
				last[pkg] = ""
				sections[pkg] = append(sections[pkg], fmt.Sprintf("== %s %s\n", pkg, version))
			}
		}
	}
	var pkgs []string
	for pkg := range sections {
		pkgs = append(pkgs, pkg)
	}
	sort.Strings(pkgs)
	var table strings.Builder
	for _, pkg := range pkgs {
		for _, text := range sections[pkg] {
			table.WriteString(text)
		}
	}
	return table.String()
}

func older(a, b string) bool {
	numbers := func(dir string) (n [3]int) {
		parts := strings.SplitN(dir[strings.LastIndex(dir, "@v")+2:], ".", 3)
		for i := range parts {
			n[i], _ = strconv.Atoi(parts[i])
		}
		return n
	}
	x, y := numbers(a), numbers(b)
	for i := range x {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}

// The types of a package with a struct that mapstructure decodes: such structs, with the
// exported fields, named types that are none, and what these are made of. Without any tag, a
// struct is decoded by the names of its fields: in template/config all are of plain values.
func packageTypes(dir string) string {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	must(err)
	all := map[string]found{}
	kept := map[string]bool{}
	name, plain := "", strings.HasSuffix(dir, "template/config")
	configs := plain
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".hcl2spec.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		must(err)
		name = file.Name.Name
		for _, decl := range file.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok || group.Tok != token.TYPE {
				continue
			}
			for _, spec := range group.Specs {
				spec := spec.(*ast.TypeSpec)
				if !spec.Name.IsExported() {
					continue
				}
				keep := true
				switch made := spec.Type.(type) {
				case *ast.StructType:
					tagged := shrink(made)
					configs = configs || tagged
					keep = tagged || plain && !leadsOut(made)
				case *ast.InterfaceType, *ast.FuncType:
					continue
				}
				all[spec.Name.Name] = found{file, set, spec}
				if keep {
					kept[spec.Name.Name] = true
				}
			}
		}
	}
	if !configs || len(kept) == 0 {
		return ""
	}
	used := map[string]bool{}
	var decls []string
	var todo []string
	for name := range kept {
		todo = append(todo, name)
	}
	for len(todo) > 0 {
		one := all[todo[0]]
		todo = todo[1:]
		decls = append(decls, print(one.set, one.spec))
		imports(one.file, one.spec.Type, used)
		for _, name := range local(one.spec.Type) {
			if _, ok := all[name]; ok && !kept[name] {
				kept[name] = true
				todo = append(todo, name)
			}
		}
	}
	sort.Strings(decls)
	var text strings.Builder
	section(&text, "", name, used, decls)
	return strings.TrimPrefix(text.String(), "== \n")
}

// A declaration of a type, and where it stands.
type found struct {
	file *ast.File
	set  *token.FileSet
	spec *ast.TypeSpec
}

// Whether a type is made of any that another package declares.
func leadsOut(node ast.Node) bool {
	leads := false
	ast.Inspect(node, func(node ast.Node) bool {
		_, ok := node.(*ast.SelectorExpr)
		leads = leads || ok
		return true
	})
	return leads
}

// The names that the types of a type's fields and elements have in its own package.
func local(node ast.Node) []string {
	var names []string
	ast.Inspect(node, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			return false
		case *ast.Field:
			for _, name := range local(node.Type) {
				names = append(names, name)
			}
			return false
		case *ast.Ident:
			names = append(names, node.Name)
		}
		return true
	})
	return names
}

// Takes out what a spec does not see; says whether anything is left that mapstructure is told
// of.
func shrink(structure *ast.StructType) bool {
	tagged := false
	var kept []*ast.Field
	for _, field := range structure.Fields.List {
		field.Doc, field.Comment = nil, nil
		if field.Tag != nil && strings.Contains(field.Tag.Value, "mapstructure:") {
			tagged = true
		}
		if len(field.Names) == 0 || field.Names[0].IsExported() {
			kept = append(kept, field)
		}
	}
	structure.Fields.List = kept
	return tagged
}

func print(set *token.FileSet, spec *ast.TypeSpec) string {
	spec.Doc, spec.Comment = nil, nil
	var text strings.Builder
	must(format.Node(&text, set, &ast.GenDecl{Tok: token.TYPE, Specs: []ast.Spec{spec}}))
	var lines []string
	for _, line := range strings.Split(text.String(), "\n") {
		if words := strings.Fields(line); len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return strings.Join(lines, "\n")
}

func imports(file *ast.File, node ast.Node, used map[string]bool) {
	ast.Inspect(node, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		qualifier, _ := selector.X.(*ast.Ident)
		for _, spec := range file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if qualifier != nil && filepath.Base(path) == qualifier.Name {
				used[path] = true
			}
		}
		return true
	})
}
