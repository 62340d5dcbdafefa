//! The messages, by the names and numbers of Packer's `hcl_spec.proto`. Maps are sorted, so
//! that equal messages have equal bytes.

use prost::{Message, Oneof};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Message)]
pub(super) struct Spec {
    #[prost(oneof = "Kind", tags = "1, 2, 3, 4")]
    pub(super) block: Option<Kind>,
}

#[derive(Clone, PartialEq, Oneof)]
pub(super) enum Kind {
    #[prost(message, tag = "1")]
    Object(Object),
    #[prost(message, tag = "2")]
    Attr(Attr),
    #[prost(message, tag = "3")]
    Block(Box<Block>),
    #[prost(message, tag = "4")]
    BlockList(Box<BlockList>),
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Object {
    #[prost(btree_map = "string, message", tag = "1")]
    pub(super) attributes: BTreeMap<String, Spec>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Attr {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(message, optional, tag = "2")]
    pub(super) ty: Option<CtyType>,
    #[prost(bool, tag = "3")]
    pub(super) required: bool,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Block {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(bool, tag = "2")]
    pub(super) required: bool,
    #[prost(message, optional, tag = "3")]
    pub(super) nested: Option<Spec>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct BlockList {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(message, optional, tag = "2")]
    pub(super) nested: Option<Spec>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct CtyType {
    #[prost(oneof = "TypeDef", tags = "1, 2, 3")]
    pub(super) type_def: Option<TypeDef>,
}

#[derive(Clone, PartialEq, Oneof)]
pub(super) enum TypeDef {
    #[prost(message, tag = "1")]
    Primitive(CtyPrimitive),
    #[prost(message, tag = "2")]
    List(Box<CtyElement>),
    #[prost(message, tag = "3")]
    Map(Box<CtyElement>),
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct CtyPrimitive {
    #[prost(string, tag = "1")]
    pub(super) type_string: String,
}

/// `CtyList` and `CtyMap`, which are alike.
#[derive(Clone, PartialEq, Message)]
pub(super) struct CtyElement {
    #[prost(message, optional, boxed, tag = "1")]
    pub(super) element_type: Option<Box<CtyType>>,
}
