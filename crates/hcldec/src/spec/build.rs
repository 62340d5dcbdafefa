//! Specs in the short form in which generated code writes them.

use super::{
    AttrSpec, BlockAttrsSpec, BlockLabelSpec, BlockListSpec, BlockMapSpec, BlockSpec, DefaultSpec,
    ObjectSpec, Spec,
};
use crate::{Type, Value};

impl Spec {
    /// This spec, or that one where this gives null.
    #[must_use]
    pub fn or(self, default: impl Into<Spec>) -> Self {
        Self::Default(Box::new(DefaultSpec {
            primary: self,
            default: default.into(),
        }))
    }
}

impl ObjectSpec {
    /// Without attributes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an attribute of the object, by any spec. A second of one name replaces the first.
    #[must_use]
    pub fn field(mut self, key: impl Into<String>, spec: impl Into<Spec>) -> Self {
        self.fields.insert(key.into(), spec.into());
        self
    }

    /// Adds an attribute under its own name.
    #[must_use]
    pub fn attr(self, attr: AttrSpec) -> Self {
        self.field(attr.name.clone(), attr)
    }

    /// Adds a block that stands at most once, under its own name.
    #[must_use]
    pub fn block(self, block: BlockSpec) -> Self {
        self.field(block.type_name.clone(), block)
    }

    /// Adds a block that repeats, as a list, under its own name.
    #[must_use]
    pub fn block_list(self, blocks: BlockListSpec) -> Self {
        self.field(blocks.type_name.clone(), Spec::BlockList(blocks))
    }

    /// Adds a block that repeats, as a tuple, under its own name.
    #[must_use]
    pub fn block_tuple(self, blocks: BlockListSpec) -> Self {
        self.field(blocks.type_name.clone(), Spec::BlockTuple(blocks))
    }

    /// Adds a block that repeats, as a set, under its own name.
    #[must_use]
    pub fn block_set(self, blocks: BlockListSpec) -> Self {
        self.field(blocks.type_name.clone(), Spec::BlockSet(blocks))
    }

    /// Adds a block that is told apart by labels, as a map, under its own name.
    #[must_use]
    pub fn block_map(self, blocks: BlockMapSpec) -> Self {
        self.field(blocks.type_name.clone(), Spec::BlockMap(blocks))
    }

    /// Adds a block that is told apart by labels, as an object, under its own name.
    #[must_use]
    pub fn block_object(self, blocks: BlockMapSpec) -> Self {
        self.field(blocks.type_name.clone(), Spec::BlockObject(blocks))
    }

    /// Adds a block that holds any attributes, under its own name.
    #[must_use]
    pub fn block_attrs(self, block: BlockAttrsSpec) -> Self {
        self.field(block.type_name.clone(), block)
    }

    /// Accepts any further attribute of that type.
    #[must_use]
    pub fn rest(mut self, ty: Type) -> Self {
        self.rest = Some(ty);
        self
    }
}

/// The attributes of the object by name; a second of one name replaces the first.
impl<K: Into<String>> FromIterator<(K, Spec)> for ObjectSpec {
    fn from_iter<I: IntoIterator<Item = (K, Spec)>>(fields: I) -> Self {
        Self {
            fields: fields
                .into_iter()
                .map(|(k, spec)| (k.into(), spec))
                .collect(),
            rest: None,
        }
    }
}

impl AttrSpec {
    /// An attribute that may be left out.
    #[must_use]
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Self {
            name: name.into(),
            ty,
            required: false,
            aliases: Vec::new(),
            doc: String::new(),
        }
    }
}

impl BlockSpec {
    /// A block that may be left out.
    #[must_use]
    pub fn new(type_name: impl Into<String>, nested: impl Into<Spec>) -> Self {
        Self {
            type_name: type_name.into(),
            nested: Box::new(nested.into()),
            required: false,
            aliases: Vec::new(),
            doc: String::new(),
        }
    }
}

impl BlockListSpec {
    /// Any number of blocks.
    #[must_use]
    pub fn new(type_name: impl Into<String>, nested: impl Into<Spec>) -> Self {
        Self {
            type_name: type_name.into(),
            nested: Box::new(nested.into()),
            min_items: 0,
            max_items: None,
            aliases: Vec::new(),
            doc: String::new(),
        }
    }

    /// Sets how many there must be.
    #[must_use]
    pub fn min_items(mut self, min: usize) -> Self {
        self.min_items = min;
        self
    }

    /// Sets how many there may be.
    #[must_use]
    pub fn max_items(mut self, max: usize) -> Self {
        self.max_items = Some(max);
        self
    }
}

impl BlockMapSpec {
    /// Any number of blocks, told apart by one label.
    #[must_use]
    pub fn new(
        type_name: impl Into<String>,
        label_name: impl Into<String>,
        nested: impl Into<Spec>,
    ) -> Self {
        Self {
            type_name: type_name.into(),
            label_names: vec![label_name.into()],
            nested: Box::new(nested.into()),
            aliases: Vec::new(),
            doc: String::new(),
        }
    }

    /// Adds a further label.
    #[must_use]
    pub fn label(mut self, name: impl Into<String>) -> Self {
        self.label_names.push(name.into());
        self
    }
}

impl BlockAttrsSpec {
    /// A block that may be left out.
    #[must_use]
    pub fn new(type_name: impl Into<String>, element_type: Type) -> Self {
        Self {
            type_name: type_name.into(),
            element_type,
            required: false,
            aliases: Vec::new(),
            doc: String::new(),
        }
    }
}

impl BlockLabelSpec {
    /// The label at that index, from 0.
    #[must_use]
    pub fn new(index: usize, name: impl Into<String>) -> Self {
        Self {
            index,
            name: name.into(),
        }
    }
}

/// What all specs of attributes and blocks have.
macro_rules! named {
    ($($spec:ty)*) => {$(
        impl $spec {
            /// Adds another accepted name.
            #[must_use]
            pub fn alias(mut self, name: impl Into<String>) -> Self {
                self.aliases.push(name.into());
                self
            }

            /// Sets what it means, in Markdown.
            #[must_use]
            pub fn doc(mut self, markdown: impl Into<String>) -> Self {
                self.doc = markdown.into();
                self
            }
        }
    )*};
}
named!(AttrSpec BlockSpec BlockListSpec BlockMapSpec BlockAttrsSpec);

macro_rules! required {
    ($($spec:ty)*) => {$(
        impl $spec {
            /// Makes leaving it out an error.
            #[must_use]
            pub fn required(mut self) -> Self {
                self.required = true;
                self
            }
        }
    )*};
}
required!(AttrSpec BlockSpec BlockAttrsSpec);

macro_rules! into_spec {
    ($($spec:ident => $variant:ident,)*) => {$(
        impl From<$spec> for Spec {
            fn from(spec: $spec) -> Self {
                Self::$variant(spec)
            }
        }
    )*};
}
into_spec! {
    ObjectSpec => Object,
    AttrSpec => Attr,
    BlockSpec => Block,
    BlockAttrsSpec => BlockAttrs,
    BlockLabelSpec => BlockLabel,
}

impl From<Value> for Spec {
    fn from(value: Value) -> Self {
        Self::Literal(value)
    }
}
