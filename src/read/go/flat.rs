//! Config structs as Packer takes them: squashed structs bubbled up, and each field with the
//! type that the flat struct has for it and what it is in HCL.

use super::builtin;
use super::constraint::Built;
use super::form::Forms;
use super::packages::{Decl, PackageId, Packages};
use super::quote::unquote;
use super::resolve::Scope;
use super::snake_case::snake_case;
use super::tag::Tags;
use super::types::{Named, StructField, Ty};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, nearest};
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

/// A struct that a spec is made of.
#[derive(Debug)]
pub(crate) struct FlatStruct {
    pub(crate) decl: Rc<Decl>,
    pub(crate) name: String,
    pub(crate) fields: Vec<FlatField>,
}

/// One of its fields.
#[derive(Debug)]
pub(crate) struct FlatField {
    pub(crate) field: StructField,
    /// The name in HCL.
    pub(crate) name: String,
    /// The tag of the flat struct.
    pub(crate) tags: Tags,
    pub(crate) ty: FlatTy,
    pub(crate) entry: Entry,
}

/// The type of a field of a flat struct.
#[derive(Debug)]
pub(crate) enum FlatTy {
    /// As it is written.
    As(Ty),
    Pointer(Box<FlatTy>),
    Slice(Box<FlatTy>),
    /// The flat form of a struct.
    Flat(Rc<Named>),
}

/// What a field is in the spec.
#[derive(Debug)]
pub(crate) enum Entry {
    Attr(Cty),
    /// An attribute of a type that HCL does not have.
    Unknown,
    Block(Rc<Named>),
    Blocks(Rc<Named>),
    /// The type says itself what it is.
    SelfDefined,
}

/// The type of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cty {
    Bool,
    Number,
    String,
    List(Box<Cty>),
    /// A map of strings: packer-sdc knows no other.
    Map,
}

impl Packages {
    /// The structs of a package that are asked for, in the order of their names.
    pub(crate) fn flat(
        &mut self,
        package: PackageId,
        names: &[String],
        asked: &Place,
        findings: &mut Diagnostics,
    ) -> Vec<FlatStruct> {
        let mut names: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
        names.sort();
        names.dedup();
        let mut structs = Vec::new();
        let mut left_out = Vec::new();
        for name in names {
            match self.asked_for(package, name, asked) {
                Ok(decl) => structs.extend(self.flat_struct(&decl, findings)),
                Err(why) => left_out.push(why),
            }
        }
        // Published lines name types that are gone; without any there is nothing to make.
        for mut finding in left_out {
            if !structs.is_empty() {
                finding.severity = crate::diagnostics::Severity::Warning;
            }
            findings.push(finding);
        }
        structs
    }

    fn asked_for(
        &mut self,
        package: PackageId,
        name: &str,
        asked: &Place,
    ) -> Result<Rc<Decl>, Diagnostic> {
        let wrong = |message: String| Diagnostic::error("go-no-struct", message).at(asked.clone());
        let Some(decl) = self.find(package, name) else {
            let all = self.names(package);
            let path = self.get(package).path.clone();
            let finding = wrong(format!("`{path}` has no struct `{name}`"));
            if let Some(place) = self.find_elsewhere(package, name) {
                return Err(finding.related("declared for other platforms here", place));
            }
            return Err(match nearest(name, all.iter().map(String::as_str)) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding,
            });
        };
        let named = Ty::of(&decl);
        if decl.get().alias {
            let of = decl.file.text(decl.get().ty.span).to_owned();
            let finding = wrong(format!(
                "`{name}` is another name for `{of}`, and no struct"
            ));
            return Err(finding.related("here", decl.place()));
        }
        match self.underlying(&named) {
            Ok(Ty::Struct(_)) => Ok(decl),
            Ok(_) => {
                Err(wrong(format!("`{name}` is no struct")).related("it is this", decl.place()))
            }
            Err(problem) => Err(problem.at(decl.file.place(decl.get().ty.span))),
        }
    }

    /// A struct with its squashed ones in it.
    pub(crate) fn flat_struct(
        &mut self,
        decl: &Rc<Decl>,
        findings: &mut Diagnostics,
    ) -> Option<FlatStruct> {
        let name = decl.name().to_owned();
        if !decl.get().params.is_empty() {
            let message = format!("`{name}` is generic, and a spec is for one type");
            let finding = Diagnostic::error("go-generic", message).at(decl.place());
            findings.push(
                finding.help(
                    "declare a struct with the type that is meant, and squash this one into it",
                ),
            );
            return None;
        }
        self.platform(decl, decl.place(), findings);
        let mut walk = Walk {
            packages: self,
            own: decl.package,
            fields: Vec::new(),
            names: HashMap::new(),
            tags: HashMap::new(),
            inside: Vec::new(),
            squashed: 0,
            findings,
        };
        walk.structure(&decl.clone(), &[]);
        let fields = walk.fields;
        Some(FlatStruct {
            decl: Rc::clone(decl),
            name,
            fields,
        })
    }

    /// Whether a package is known by names alone: its structs have no fields that we know, and
    /// no flat forms.
    pub(super) fn is_opaque(&self, id: PackageId) -> bool {
        builtin::is_standard(&self.get(id).path)
    }

    /// Says where what is made depends on the platform.
    fn platform(&self, decl: &Decl, place: Place, findings: &mut Diagnostics) {
        if decl.built == Built::Here && !self.target.is_given {
            let file = decl.file.source.name();
            let name = Path::new(file)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy();
            let message = format!(
                "`{}` is read from `{name}`, which is not for every platform",
                decl.name()
            );
            let finding = Diagnostic::note("go-platform", message).at(place);
            findings.push(finding.help(
                "say for which one specs are made, with `goos` and `goarch` in sdc.toml: the output is then the same everywhere",
            ));
        }
    }
}

/// How many structs may be squashed into one.
const MOST_SQUASHED: usize = 1000;

/// A walk over the fields of a struct and those of squashed ones.
struct Walk<'a> {
    packages: &'a mut Packages,
    /// The package of the flat struct.
    own: PackageId,
    fields: Vec<FlatField>,
    /// Where each name of Go, and each of HCL, was first used.
    names: HashMap<String, Place>,
    tags: HashMap<String, Place>,
    /// The structs that the walk is in.
    inside: Vec<Rc<Decl>>,
    /// How many it has been in.
    squashed: usize,
    findings: &'a mut Diagnostics,
}

impl Walk<'_> {
    fn structure(&mut self, decl: &Rc<Decl>, args: &[Ty]) {
        let scope = Scope::of(decl, args);
        let own = self.packages.resolve(&decl.get().ty, &scope);
        let Ok(Ty::Struct(fields)) = self.packages.underlying(&own) else {
            return;
        };
        self.inside.push(Rc::clone(decl));
        for field in fields.iter() {
            self.field(field);
        }
        self.inside.pop();
    }

    fn field(&mut self, field: &StructField) {
        let exported = field.name.chars().next().is_some_and(char::is_uppercase);
        let tag = field.tag.map(|tag| field.file.text(tag));
        let tag_text = tag
            .map_or_else(|| Some(String::new()), unquote)
            .unwrap_or_default();
        let squashed = |tags: &Tags| tags.has_option("mapstructure", "squash");
        let tags = match Tags::parse(&tag_text) {
            Ok(tags) if !exported => {
                if squashed(&tags) {
                    let message = format!(
                        "`{}` is squashed, and not exported: its fields would be lost",
                        field.name
                    );
                    let finding = Diagnostic::error("go-squash", message).at(field.place());
                    self.findings
                        .push(finding.help("begin its name with a capital letter"));
                }
                return;
            }
            _ if matches!(field.ty, Ty::Func(_)) => return,
            Ok(tags) => tags,
            Err(_) if !exported => return,
            Err(why) => {
                let place = field.file.place(field.tag.unwrap_or_default());
                let message = format!("the tag of `{}` cannot be read: {why}", field.name);
                self.findings
                    .push(Diagnostic::error("go-tag", message).at(place));
                return;
            }
        };
        if tags.has_option("mapstructure-to-hcl2", "skip") {
            return;
        }
        if squashed(&tags) {
            self.squash(field);
            return;
        }
        self.keep(field, tags);
    }

    /// Takes the fields of a squashed struct in its place.
    fn squash(&mut self, field: &StructField) {
        let place = field.file.place(field.type_span);
        let found = self.packages.unalias(&field.ty);
        let lost = |what: &str| {
            let message = format!(
                "`{}` is squashed, and {what}: its fields would be lost",
                field.name
            );
            Diagnostic::error("go-squash", message).at(place.clone())
        };
        let named = match found {
            Err(problem) => return self.findings.push(problem.at(place)),
            Ok(Ty::Named(named)) => named,
            Ok(Ty::Struct(fields)) => {
                fields.iter().for_each(|field| self.field(field));
                return;
            }
            Ok(Ty::Pointer(_)) => {
                let finding = lost("a pointer").help("take the `*` away");
                return self.findings.push(finding);
            }
            Ok(_) => return self.findings.push(lost("no struct")),
        };
        match self.packages.underlying(&Ty::Named(Rc::clone(&named))) {
            Err(problem) => return self.findings.push(problem.at(place)),
            Ok(Ty::Struct(_)) => {}
            Ok(_) => return self.findings.push(lost("no struct")),
        }
        let Ok(decl) = &named.decl else {
            return self.findings.push(lost("its fields are not known"));
        };
        if self.packages.is_opaque(decl.package) {
            return self.findings.push(lost("a struct of Go's own library"));
        }
        if self.inside.iter().any(|outer| Rc::ptr_eq(outer, decl)) || self.inside.len() > 100 {
            let message = format!("`{}` contains itself", named.name);
            self.findings
                .push(Diagnostic::error("go-squash", message).at(place));
            return;
        }
        self.squashed += 1;
        if self.squashed > MOST_SQUASHED {
            // Two in each of two in each would go on for ever.
            if self.squashed == MOST_SQUASHED + 1 {
                self.findings.push(lost("one of too many"));
            }
            return;
        }
        self.packages.platform(decl, place, self.findings);
        self.structure(decl, &named.args);
    }

    /// Takes a field as it is.
    fn keep(&mut self, field: &StructField, mut tags: Tags) {
        let named = tags.name("mapstructure").filter(|name| !name.is_empty());
        let name = named.map_or_else(|| snake_case(&field.name), str::to_owned);
        // What the spec is called by ends at a comma, as in any tag.
        tags.set("cty", &name);
        tags.set("hcl", &name);
        let mut forms = Forms::new(self.packages, self.own);
        let form = forms.form(&field.ty);
        let place = field.file.place(field.type_span);
        for finding in forms.said {
            self.findings.push(finding.at(place.clone()));
        }
        let (ty, mut entry) = match form {
            Ok(form) => form,
            Err(problem) => return self.findings.push(problem.at(place)),
        };
        if tags.has_option("mapstructure-to-hcl2", "self-defined") {
            entry = Entry::SelfDefined;
        }
        if let Entry::Block(named) | Entry::Blocks(named) = &entry {
            self.has_flat_form(named, place);
        }
        if let Some(first) = self.names.insert(field.name.clone(), field.place()) {
            let message = format!("two fields are called `{}`", field.name);
            self.findings.push(Diagnostic::error("go-duplicate", message)
                .at(field.place())
                .related("the first is here", first)
                .help("a squashed struct's fields are this one's; name one of them differently, or leave it out with `mapstructure-to-hcl2:\",skip\"`"));
            return;
        }
        if let Some(first) = self.tags.insert(name.clone(), field.place()) {
            let message = format!("two fields are called `{name}` in HCL");
            self.findings.push(
                Diagnostic::error("go-duplicate", message)
                    .at(field.place())
                    .related("the first is here", first)
                    .help("give one of them another name with `mapstructure:\"…\"`"),
            );
            return;
        }
        if name == "-" {
            let message = format!(
                "`{}` is left out by mapstructure, and called `-` in the spec",
                field.name
            );
            self.findings.push(
                Diagnostic::warning("go-tag", message)
                    .at(field.place())
                    .help("leave it out of the spec too, with `mapstructure-to-hcl2:\",skip\"`"),
            );
        }
        self.fields.push(FlatField {
            field: field.clone(),
            name,
            tags,
            ty,
            entry,
        });
    }

    /// Whether the flat form of a struct is there that another module has to make.
    fn has_flat_form(&mut self, named: &Named, place: Place) {
        let Ok(decl) = &named.decl else { return };
        let flat = format!("Flat{}", named.name);
        if !self.packages.is_foreign(decl.package)
            || self.packages.find(decl.package, &flat).is_some()
        {
            return;
        }
        let path = &self.packages.get(decl.package).path;
        let message = format!("`{path}` has no `{flat}`: this will not compile");
        let finding = Diagnostic::warning("go-no-flat", message).at(place);
        self.findings.push(finding.help(
            "that module makes no spec of the struct: declare one of your own with its fields, or leave it out with `mapstructure-to-hcl2:\",skip\"`",
        ));
    }
}
