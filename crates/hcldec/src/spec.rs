//! What a body must hold, and how its content becomes a value. The kinds of spec, and
//! what they mean, are those of Go's `hcldec` package; where this goes further (other
//! accepted names, documentation, a rest of attributes), it says so.

mod build;
mod implied;

use super::{Context, Expression, Type, Value, standard_functions};
use crate::diagnostics::Diagnostics;
use indexmap::IndexMap;

/// A description of a body, or of one item of a body, and of the value that comes of it.
///
/// ```
/// use hcldec::{AttrSpec, BlockListSpec, ObjectSpec, Spec, Type};
///
/// let disk = ObjectSpec::new().attr(AttrSpec::new("size", Type::Number).required());
/// let spec = Spec::from(
///     ObjectSpec::new()
///         .attr(AttrSpec::new("name", Type::String).required().doc("Name of the image."))
///         .block_list(BlockListSpec::new("disk", disk)),
/// );
/// assert_eq!(
///     spec.implied_type().to_string(),
///     "object({disk=list(object({size=number})), name=string})"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Spec {
    /// An object, each of its attributes by a spec of its own, all over the same body.
    Object(ObjectSpec),
    /// A tuple, each of its elements by a spec of its own, all over the same body.
    Tuple(Vec<Spec>),
    /// The value of an attribute, `name = value`.
    Attr(AttrSpec),
    /// The value of the one block of a type, or null where there is none.
    Block(BlockSpec),
    /// The list of the values of all blocks of a type. They must have one type.
    BlockList(BlockListSpec),
    /// The tuple of the values of all blocks of a type, whose types may differ.
    BlockTuple(BlockListSpec),
    /// The set of the values of all blocks of a type. They must have one type.
    BlockSet(BlockListSpec),
    /// A map from the labels to the values of all blocks of a type. They must have one type.
    BlockMap(BlockMapSpec),
    /// An object from the labels to the values of all blocks of a type, whose types may differ.
    BlockObject(BlockMapSpec),
    /// A map of all attributes of the one block of a type, whatever their names.
    BlockAttrs(BlockAttrsSpec),
    /// A label of the block whose body is read.
    BlockLabel(BlockLabelSpec),
    /// A value, whatever the body holds.
    Literal(Value),
    /// The value of one spec, or of another where that is null.
    Default(Box<DefaultSpec>),
    /// What an expression makes of the value of another spec.
    Transform(Box<TransformSpec>),
}

/// [`Spec::Object`]: the attributes of the object that is made, by their names there.
///
/// Equal whatever the order; the order is kept for those who write the spec.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectSpec {
    /// The spec of each attribute of the object.
    pub fields: IndexMap<String, Spec>,
    /// The type of any further attribute of the body, which becomes one of the object's
    /// under its own name. Without it, and in Go's hcldec always, a further attribute
    /// is an error. An object with a rest has no type of its own before it is read, so
    /// blocks of it need [`Spec::BlockTuple`] and [`Spec::BlockObject`].
    pub rest: Option<Type>,
}

/// [`Spec::Attr`]: an attribute and the type that its value is converted to.
#[derive(Clone, Debug, PartialEq)]
pub struct AttrSpec {
    /// The name in HCL.
    pub name: String,
    /// What its value must convert to.
    pub ty: Type,
    /// Whether leaving it out is an error; else it is null then.
    pub required: bool,
    /// Other names that are accepted in its place, as by serde's `alias`. More than one
    /// of all its names in one body is an error.
    pub aliases: Vec<String>,
    /// What it means, its default among that: Markdown for the author of a template.
    pub doc: String,
}

/// [`Spec::Block`]: a block that stands at most once.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockSpec {
    /// The block type: the name before the labels and the brace.
    pub type_name: String,
    /// What the block's body holds.
    pub nested: Box<Spec>,
    /// Whether leaving it out is an error; else it is null then.
    pub required: bool,
    /// Other block types that are accepted in its place, see [`AttrSpec::aliases`].
    pub aliases: Vec<String>,
    /// What it means: Markdown for the author of a template.
    pub doc: String,
}

/// [`Spec::BlockList`], [`Spec::BlockTuple`] and [`Spec::BlockSet`]: a block that repeats.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockListSpec {
    /// The block type: the name before the labels and the brace.
    pub type_name: String,
    /// What the body of each block holds.
    pub nested: Box<Spec>,
    /// How many there must be.
    pub min_items: usize,
    /// How many there may be; any number where this is none.
    pub max_items: Option<usize>,
    /// Other block types that are accepted in its place, see [`AttrSpec::aliases`].
    pub aliases: Vec<String>,
    /// What it means: Markdown for the author of a template.
    pub doc: String,
}

/// [`Spec::BlockMap`] and [`Spec::BlockObject`]: a block that repeats, told apart by labels.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockMapSpec {
    /// The block type: the name before the labels and the brace.
    pub type_name: String,
    /// What each label is, for messages; a level of the result for each. Never empty.
    pub label_names: Vec<String>,
    /// What the body of each block holds.
    pub nested: Box<Spec>,
    /// Other block types that are accepted in its place, see [`AttrSpec::aliases`].
    pub aliases: Vec<String>,
    /// What it means: Markdown for the author of a template.
    pub doc: String,
}

/// [`Spec::BlockAttrs`]: a block that stands at most once and holds only attributes,
/// whatever their names.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockAttrsSpec {
    /// The block type: the name before the brace.
    pub type_name: String,
    /// What the value of each attribute must convert to.
    pub element_type: Type,
    /// Whether leaving it out is an error; else it is null then.
    pub required: bool,
    /// Other block types that are accepted in its place, see [`AttrSpec::aliases`].
    pub aliases: Vec<String>,
    /// What it means: Markdown for the author of a template.
    pub doc: String,
}

/// [`Spec::BlockLabel`]: a label of the block whose body is read.
///
/// The labels that the spec of a block's body names, from 0 without a gap, say how many
/// labels the block must have, after those that a [`BlockMapSpec`] takes for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockLabelSpec {
    /// Which one, from 0.
    pub index: usize,
    /// What it is, for messages.
    pub name: String,
}

/// [`Spec::Default`]: a spec, and what stands in where it gives null.
///
/// Both read the same body. What either requires is required, whichever of them counts
/// in the end.
#[derive(Clone, Debug, PartialEq)]
pub struct DefaultSpec {
    /// The spec that counts.
    pub primary: Spec,
    /// The one that stands in.
    pub default: Spec,
}

/// [`Spec::Transform`]: a spec, and what is made of its value.
#[derive(Clone, Debug, PartialEq)]
pub struct TransformSpec {
    /// The spec of the value.
    pub wrapped: Spec,
    /// What is made of it, where the variable `nested` is that value. It may call the
    /// functions of the spec-file format.
    pub result: Expression,
}

impl TransformSpec {
    /// What the expression makes of a value.
    pub(super) fn apply(&self, value: Value, found: &mut Diagnostics) -> Value {
        let mut context = Context::new();
        context.functions = standard_functions();
        context.variables.insert("nested".to_owned(), value);
        self.result.evaluate(&context, found)
    }
}

/// A type whose HCL form is known; `sdc gen-spec` writes the impls.
///
/// ```
/// use hcldec::{AttrSpec, BlockSpec, Hcl2Spec, ObjectSpec, Spec, Type};
///
/// struct Network { cidr: String }
/// struct Config { image: String, network: Option<Network> }
///
/// impl Hcl2Spec for Network {
///     fn hcl2_spec() -> Spec {
///         ObjectSpec::new().attr(AttrSpec::new("cidr", Type::String).required()).into()
///     }
/// }
///
/// impl Hcl2Spec for Config {
///     fn hcl2_spec() -> Spec {
///         ObjectSpec::new()
///             .attr(AttrSpec::new("image", Type::String).required().alias("image_id"))
///             .block(BlockSpec::new("network", Network::hcl2_spec()))
///             .into()
///     }
/// }
///
/// assert_eq!(
///     Config::hcl2_spec().implied_type().to_string(),
///     "object({image=string, network=object({cidr=string})})"
/// );
/// ```
pub trait Hcl2Spec {
    /// The spec of a body that holds a value of this type.
    fn hcl2_spec() -> Spec;
}
