//! Decides what HCL form a type has. A struct becomes a body, in the model under its
//! path; everything else is a value, or a list, set or map of bodies or values.

mod by_hand;
mod data;
mod defaults;
mod enums;
mod evaluate;
mod fields;
mod flatten;
mod helpers;
mod literal;
mod opaque;

use super::attributes::Container;
use super::crates::{Crates, override_line};
use super::derives::is_output;
use super::items::ItemId;
use super::leaf_types::{Fields, Form};
use super::ty::Ty;
use crate::diagnostics::{Diagnostic, Located, Place};
use crate::model::{ConfigStruct, Field, FieldType, HOLDS_ANYTHING, Model, Nesting, Role, Value};
use hcldec::Type;
use indexmap::IndexMap;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;

/// Why a field has any type whose own cannot be found.
const NOT_FOUND: &str = "its type is not found";

/// So many instances of one generic type are taken for endless.
const MAX_INSTANCES: usize = 64;

/// The form of a type in HCL.
#[derive(Clone, Debug)]
pub(super) struct Hcl {
    pub(super) shape: Shape,
    /// Whether serde makes a value of nothing at all: `Option`, and what decodes as one.
    pub(super) optional: bool,
    /// The strings that are accepted, where they are listed.
    pub(super) values: Vec<Value>,
    pub(super) format: Option<&'static str>,
    pub(super) opaque: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Value(Type),
    /// A body, by its path in the model.
    Body(String),
    List(Box<Shape>),
    Set(Box<Shape>),
    Map(Box<Shape>),
    /// Nothing: `()`.
    Unit,
}

/// How many parts the type of a value may have: far more than anybody writes.
const MAX_PARTS: usize = 10_000;

/// A tuple, unless it has more parts than anybody writes.
pub(super) fn tuple_of(elements: Vec<Type>) -> Hcl {
    let ty = Type::Tuple(elements);
    if parts(&ty, MAX_PARTS) == 0 {
        return Hcl::any("it has too many parts");
    }
    Hcl::value(ty)
}

/// How many more parts than these a type could have; 0 where it has more.
fn parts(ty: &Type, left: usize) -> usize {
    let left = left.saturating_sub(1);
    match ty {
        _ if left == 0 => 0,
        Type::Bool | Type::Number | Type::String | Type::Any => left,
        Type::List(element) | Type::Set(element) | Type::Map(element) => parts(element, left),
        Type::Tuple(elements) => elements.iter().fold(left, |left, ty| parts(ty, left)),
        Type::Object { attributes, .. } => {
            attributes.values().fold(left, |left, ty| parts(ty, left))
        }
    }
}

/// A list, set or map; any type where that of its elements is not known.
fn of_elements(collection: fn(Box<Type>) -> Type, element: Type) -> Type {
    if element.has_any() {
        return Type::Any;
    }
    collection(Box::new(element))
}

impl Hcl {
    pub(super) fn new(shape: Shape) -> Self {
        Self {
            shape,
            optional: false,
            values: Vec::new(),
            format: None,
            opaque: None,
        }
    }

    pub(super) fn value(ty: Type) -> Self {
        Self::new(Shape::Value(ty))
    }

    /// What a known helper decodes.
    pub(super) fn of_leaf(form: Form) -> Self {
        match form {
            Form::Number => Self::value(Type::Number),
            Form::String(format) => Self {
                format,
                ..Self::value(Type::String)
            },
            _ => Self::value(Type::String),
        }
    }

    pub(super) fn any(why: impl Into<String>) -> Self {
        Self {
            opaque: Some(why.into()),
            ..Self::value(Type::Any)
        }
    }

    /// A list, set or map of it. The elements of one in HCL have one type, so where that is
    /// not known nothing is known of the whole.
    fn within(self, wrap: impl FnOnce(Box<Shape>) -> Shape) -> Self {
        let shape = match self.shape {
            Shape::Value(ty) if ty.has_any() => Shape::Value(Type::Any),
            shape => wrap(Box::new(shape)),
        };
        Self {
            shape,
            optional: false,
            ..self
        }
    }
}

/// Turns types into the model.
pub(super) struct Lower {
    pub(super) crates: Crates,
    /// The bodies by path, in the order in which they were first reached; none while one
    /// is being made.
    pub(super) bodies: IndexMap<String, Option<ConfigStruct>>,
    /// What the user says that types are.
    type_overrides: BTreeMap<String, Type>,
    /// Keys of the table that were of use.
    used: HashSet<String>,
    /// The folder of the package.
    root: PathBuf,
    known: HashMap<Ty, Hcl>,
    under_way: HashSet<Ty>,
    instances: HashMap<ItemId, usize>,
    containers: HashMap<(ItemId, bool), Option<Rc<Container>>>,
    /// Whether names are those that serde writes, and not those that it reads.
    output: bool,
    /// How many defaults are being made of each other.
    defaults_under_way: usize,
    /// Types that are a part of another.
    pub(super) parts: HashSet<ItemId>,
}

impl Lower {
    pub(super) fn new(
        crates: Crates,
        type_overrides: BTreeMap<String, Type>,
        root: PathBuf,
    ) -> Self {
        Self {
            crates,
            type_overrides,
            root,
            bodies: IndexMap::new(),
            used: HashSet::new(),
            known: HashMap::new(),
            under_way: HashSet::new(),
            instances: HashMap::new(),
            containers: HashMap::new(),
            output: false,
            defaults_under_way: 0,
            parts: HashSet::new(),
        }
    }

    /// Makes the body of a type that was asked for; false if it has none.
    pub(super) fn root(&mut self, ty: &Ty) -> bool {
        let Ty::Data(id, _) = ty else { return false };
        let item = self.crates.item(*id);
        let place = item.parsed.place(item.span);
        let path = self.crates.name_of(ty);
        self.output = is_output(&item);
        let before = self.crates.diagnostics.len();
        let hcl = self.hcl(ty, &place);
        let source_path = self.crates.path_of(&item);
        self.crates.advise(before, &source_path);
        match &hcl.shape {
            Shape::Body(inner) if *inner == path => {}
            Shape::Body(inner) => {
                let Some((fields, rest)) = self.fields_of(inner) else {
                    return false;
                };
                self.body(&item, &path, |_| (fields, rest));
            }
            // The type overrides say what it holds.
            Shape::Value(Type::Object {
                attributes,
                optional,
            }) => {
                let fields = attributes.iter().map(|(name, ty)| Field {
                    required: !optional.contains(name),
                    ..self.field(name, &Hcl::value(ty.clone()), &place)
                });
                let fields = fields.collect();
                self.body(&item, &path, |_| (fields, None));
            }
            _ => return false,
        }
        let role = if self.output {
            Role::Output
        } else {
            Role::Config
        };
        if let Some(Some(body)) = self.bodies.get_mut(&path) {
            body.root = true;
            body.role = role;
        }
        true
    }

    /// Takes back that a type was asked for.
    pub(super) fn not_a_root(&mut self, ty: &Ty) {
        let path = self.crates.name_of(ty);
        if let Some(Some(body)) = self.bodies.get_mut(&path) {
            body.root = false;
        }
    }

    /// Says which rows of the type table nothing has the path of, now that all was read.
    pub(super) fn report_unused(&mut self, types: &[(Located<String>, Located<String>)]) {
        let unused = types
            .iter()
            .filter(|(path, _)| !self.used.contains(&path.value));
        let fields = self.bodies.values().flatten().flat_map(|body| {
            let of = |field: &Field| field.source_path.clone();
            body.fields.iter().map(of).chain([body.path.clone()])
        });
        let near: Vec<String> = fields.collect();
        for (path, _) in unused {
            let message = format!(
                "no type or field that is read has the path `{}`",
                path.value
            );
            let wrong = Diagnostic::warning("unused-type", message).at(path.place.clone());
            let near = near.iter().map(String::as_str);
            self.crates
                .diagnostics
                .push(wrong.did_you_mean(&path.value, near));
        }
    }

    /// Says why a type that was asked for has no body.
    pub(super) fn no_body(&mut self, ty: &Ty) {
        let Ty::Data(id, _) = ty else { return };
        let item = self.crates.item(*id);
        let place = item.parsed.place(item.span);
        let path = self.crates.path_of(&item);
        let hcl = self.hcl(ty, &place);
        let form = self.value_type(&hcl.shape);
        let message = match &hcl.opaque {
            Some(why) => format!("`{}` cannot be the body of a block: {why}", item.name),
            None => format!(
                "`{}` cannot be the body of a block: it is a `{form}`",
                item.name
            ),
        };
        let wrong = Diagnostic::error("no-body", message).at(place);
        let mut wrong = wrong.help("a struct with named fields that derives `Deserialize` can");
        if item.parsed.file.text().contains("cfg_attr") {
            wrong = wrong.help("if a feature derives it, turn that on with `--features`");
        }
        if hcl.opaque.is_some() {
            wrong = wrong.help(override_line(&path, "object({name=string})"));
        }
        self.crates.report(wrong);
    }

    /// The form of a type. The place is where it was asked for.
    pub(super) fn hcl(&mut self, ty: &Ty, place: &Place) -> Hcl {
        match ty {
            Ty::Data(id, _) => self.data(*id, ty, place),
            Ty::Known(form, name, args) => match self.given(name) {
                Some(ty) => Hcl::value(ty),
                None => self.known(*form, name, args, place),
            },
            Ty::List(element) => self.hcl(element, place).within(Shape::List),
            Ty::Tuple(elements) => {
                let types = elements.iter().map(|ty| {
                    let hcl = self.hcl(ty, place);
                    self.value_type(&hcl.shape)
                });
                tuple_of(types.collect())
            }
            Ty::Const(_) | Ty::Wrong => Hcl::any(NOT_FOUND),
            Ty::Param(name) => Hcl::any(format!("nothing says what the parameter `{name}` is")),
            Ty::Opaque(why) => Hcl::any(why.to_string()),
        }
    }

    /// What the type table says of a path.
    fn given(&mut self, path: &str) -> Option<Type> {
        let path = path.replace(' ', "");
        let found = self.type_overrides.get(&path)?.clone();
        self.used.insert(path);
        Some(found)
    }

    fn known(&mut self, form: Form, name: &str, args: &[Ty], place: &Place) -> Hcl {
        let argument = |i: usize| args.get(i).or(args.last()).cloned();
        let mut of = |i: usize| match argument(i) {
            Some(ty) => self.hcl(&ty, place),
            None => Hcl::any("its type is not written out"),
        };
        match form {
            Form::String(format) => Hcl {
                format,
                ..Hcl::value(Type::String)
            },
            Form::Number => Hcl::value(Type::Number),
            Form::Bool => Hcl::value(Type::Bool),
            Form::Inner(i) => of(i),
            Form::Option => Hcl {
                optional: true,
                ..of(0)
            },
            Form::List => of(0).within(Shape::List),
            Form::Set => of(0).within(Shape::Set),
            Form::Map => {
                let key = if args.len() > 1 {
                    of(0).shape
                } else {
                    Shape::Value(Type::String)
                };
                match key {
                    // What decodes a key decodes a string, however it does so.
                    Shape::Value(Type::String | Type::Number | Type::Bool | Type::Any) => {
                        of(1).within(Shape::Map)
                    }
                    _ => Hcl::any("the keys of this map are no strings"),
                }
            }
            Form::ListOfArray => match argument(0) {
                Some(array @ Ty::List(_)) => self.hcl(&array, place),
                _ => of(0).within(Shape::List),
            },
            Form::MapOfAny => Hcl::any(HOLDS_ANYTHING),
            Form::Unit => Hcl::new(Shape::Unit),
            Form::Any(why) => Hcl::any(why),
            Form::Struct(names, fields) => {
                let field = match fields {
                    Fields::Numbers => Hcl::value(Type::Number),
                    Fields::OfArgument => of(0),
                };
                self.known_struct(name, args, names, &field, place)
            }
        }
    }

    /// A struct of the standard library.
    fn known_struct(
        &mut self,
        name: &str,
        args: &[Ty],
        names: &[&str],
        field: &Hcl,
        place: &Place,
    ) -> Hcl {
        let arguments: Vec<String> = args.iter().map(|ty| self.crates.name_of(ty)).collect();
        let arguments = match arguments.as_slice() {
            [] => String::new(),
            list => format!("<{}>", list.join(", ")),
        };
        let path = format!("{name}{arguments}");
        let last = name.rsplit("::").next().unwrap_or(name);
        let fields = names.iter().map(|name| Field {
            required: true,
            ..self.field(name, field, place)
        });
        let body = ConfigStruct {
            name: format!("{last}{arguments}"),
            path: path.clone(),
            root: false,
            local: false,
            file_module: String::new(),
            visible_in: None,
            role: Role::Config,
            file: String::new(),
            place: place.clone(),
            doc: String::new(),
            deprecated: None,
            fields: fields.collect(),
            rest: None,
            deny_unknown: true,
        };
        self.bodies.entry(path.clone()).or_insert(Some(body));
        Hcl::new(Shape::Body(path))
    }

    /// A field of that form with nothing else to say about it.
    fn field(&self, name: &str, hcl: &Hcl, place: &Place) -> Field {
        Field {
            name: name.to_owned(),
            source_name: name.to_owned(),
            source_path: name.to_owned(),
            source_type: String::new(),
            ty: self.field_type(&hcl.shape),
            required: false,
            default: None,
            aliases: Vec::new(),
            values: hcl.values.clone(),
            deprecated: None,
            hidden: false,
            format: hcl.format,
            opaque: hcl.opaque.clone(),
            variants: Vec::new(),
            documented_as_required: None,
            flattened_from: None,
            doc: String::new(),
            place: place.clone(),
        }
    }

    /// Blocks for bodies, and for lists, sets and maps of them; attributes for the rest.
    pub(super) fn field_type(&self, shape: &Shape) -> FieldType {
        let block = |nesting, nested: &String| FieldType::Block {
            nesting,
            nested: nested.clone(),
        };
        let body = |inner: &Shape| match inner {
            Shape::Body(path) => Some(path.clone()),
            _ => None,
        };
        match shape {
            Shape::Body(path) => block(Nesting::Single, path),
            Shape::List(inner) if body(inner).is_some() => {
                block(Nesting::List, &body(inner).unwrap_or_default())
            }
            Shape::Set(inner) if body(inner).is_some() => {
                block(Nesting::Set, &body(inner).unwrap_or_default())
            }
            Shape::Map(inner) if body(inner).is_some() => {
                block(Nesting::Map, &body(inner).unwrap_or_default())
            }
            shape => FieldType::Attribute(self.value_type(shape)),
        }
    }

    /// The type of a value of that shape; a body within becomes an object.
    pub(super) fn value_type(&self, shape: &Shape) -> Type {
        self.value_type_in(shape, &mut Vec::new())
    }

    fn value_type_in(&self, shape: &Shape, around: &mut Vec<String>) -> Type {
        match shape {
            Shape::Value(ty) => ty.clone(),
            Shape::Unit => Type::Any,
            Shape::List(inner) => self.collection(Type::List, inner, around),
            Shape::Set(inner) => self.collection(Type::Set, inner, around),
            Shape::Map(inner) => self.collection(Type::Map, inner, around),
            Shape::Body(path) => self.object_type(path, around),
        }
    }

    fn collection(
        &self,
        collection: fn(Box<Type>) -> Type,
        element: &Shape,
        around: &mut Vec<String>,
    ) -> Type {
        of_elements(collection, self.value_type_in(element, around))
    }

    /// A body as the type of an object; any type where it contains itself.
    fn object_type(&self, path: &str, around: &mut Vec<String>) -> Type {
        let Some(Some(body)) = self.bodies.get(path) else {
            return Type::Any;
        };
        if around.iter().any(|outer| outer == path) {
            return Type::Any;
        }
        if let Some(rest) = &body.rest {
            let free = body.fields.is_empty();
            return if free {
                of_elements(Type::Map, rest.clone())
            } else {
                Type::Any
            };
        }
        around.push(path.to_owned());
        let mut attributes = BTreeMap::new();
        let mut optional = std::collections::BTreeSet::new();
        for field in &body.fields {
            let ty = match &field.ty {
                FieldType::Attribute(ty) => ty.clone(),
                FieldType::Block { nesting, nested } => {
                    let object = self.object_type(nested, around);
                    match nesting {
                        Nesting::Single => object,
                        Nesting::List => of_elements(Type::List, object),
                        Nesting::Set => of_elements(Type::Set, object),
                        Nesting::Map => of_elements(Type::Map, object),
                    }
                }
            };
            attributes.insert(field.name.clone(), ty);
            if !field.required {
                optional.insert(field.name.clone());
            }
        }
        around.pop();
        Type::Object {
            attributes,
            optional,
        }
    }

    /// The bodies that were asked for and all that their blocks reach.
    pub(super) fn into_model(self) -> (Model, Crates) {
        let mut reached: HashSet<String> = HashSet::new();
        let mut order = Vec::new();
        let roots = self.bodies.values().flatten().filter(|body| body.root);
        let roots: Vec<String> = roots.map(|body| body.path.clone()).collect();
        for root in roots {
            let mut todo = vec![root];
            while let Some(path) = todo.pop() {
                let Some(Some(body)) = self.bodies.get(&path) else {
                    continue;
                };
                if !reached.insert(path.clone()) {
                    continue;
                }
                order.push(path);
                let nested = body
                    .fields
                    .iter()
                    .rev()
                    .filter_map(|field| match &field.ty {
                        FieldType::Block { nested, .. } => Some(nested.clone()),
                        FieldType::Attribute(_) => None,
                    });
                todo.extend(nested);
            }
        }
        let mut bodies = self.bodies;
        let types = order
            .iter()
            .filter_map(|path| bodies.get_mut(path)?.take())
            .collect();
        (Model { types }, self.crates)
    }
}
