//! The shape of what is read of a Go file: its package, imports, types and constants. Names
//! and expressions are ranges of the text, so that reading one costs next to nothing.

use crate::diagnostics::{Place, SourceFile};
use std::ops::Range;
use std::sync::Arc;

/// A range of bytes of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Of a file of less than 4 GiB; what lies behind is taken for its end.
    #[must_use]
    pub(super) fn new(start: usize, end: usize) -> Self {
        let short = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: short(start),
            end: short(end),
        }
    }

    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    pub(super) fn end(self) -> usize {
        self.end as usize
    }

    /// From the beginning of this to the end of that.
    pub(super) fn to(self, that: Self) -> Self {
        Self {
            start: self.start,
            end: that.end,
        }
    }

    /// As the range that it is.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// What a file declares.
#[derive(Debug)]
pub struct File {
    /// Its text.
    pub source: Arc<SourceFile>,
    /// The name of its package; empty where it has no package clause.
    pub package: Span,
    /// Its imports.
    pub imports: Vec<Import>,
    /// Its types, in their order; those inside of functions are not there.
    pub types: Vec<TypeDecl>,
    /// Its constants.
    pub constants: Vec<Constants>,
}

impl File {
    /// The text of a range.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.source.text().get(span.range()).unwrap_or_default()
    }

    /// A range as a place that findings name.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.source, span.range())
    }
}

/// One `import`.
#[derive(Clone, Copy, Debug)]
pub struct Import {
    /// The name that it is given, `.` and `_` included.
    pub name: Option<Span>,
    /// The path, in its quotes.
    pub path: Span,
}

/// One type of a `type` declaration.
#[derive(Debug)]
pub struct TypeDecl {
    /// Its name.
    pub name: Span,
    /// The names of its type parameters.
    pub params: Vec<Span>,
    /// Whether it is another name for a type, `type A = B`.
    pub alias: bool,
    /// What it is.
    pub ty: TypeExpr,
    /// The comment right above it; where it stands alone, that above `type`.
    pub doc: Option<Span>,
    /// Of the first in a group of types, the comment above the group.
    pub group_doc: Option<Span>,
}

/// One line of a `const` declaration.
#[derive(Debug)]
pub struct Constants {
    /// The names.
    pub names: Vec<Span>,
    /// Their expressions: those of an earlier line where this one has none.
    pub values: Vec<Span>,
    /// Which line of its group it is, from 0.
    pub iota: u32,
}

/// A type as it is written.
#[derive(Debug)]
pub struct TypeExpr {
    /// All of it.
    pub span: Span,
    /// What it is.
    pub kind: TypeKind,
}

/// The kinds of types.
#[derive(Debug)]
pub enum TypeKind {
    /// `T`, `pkg.T`, `pkg.T[A, B]`
    Name {
        /// The name of the import.
        package: Option<Span>,
        /// The name.
        name: Span,
        /// Its arguments, where it is an instance of a generic type.
        args: Vec<TypeExpr>,
    },
    /// `*T`
    Pointer(Box<TypeExpr>),
    /// `[]T`
    Slice(Box<TypeExpr>),
    /// `[N]T`, with the expression of its length.
    Array(Span, Box<TypeExpr>),
    /// `map[K]V`
    Map(Box<TypeExpr>, Box<TypeExpr>),
    /// `chan T`, `<-chan T`, `chan<- T`, with what stands before `T`.
    Chan(&'static str, Box<TypeExpr>),
    /// `func(…) …`
    Func(Signature),
    /// `interface{ … }`
    Interface(Vec<Element>),
    /// `struct{ … }`
    Struct(Vec<Field>),
    /// `(T)`
    Paren(Box<TypeExpr>),
}

/// What a function takes and gives.
#[derive(Debug, Default)]
pub struct Signature {
    /// Its parameters.
    pub params: Vec<Param>,
    /// Its results.
    pub results: Vec<Param>,
}

/// A parameter or result.
#[derive(Debug)]
pub struct Param {
    /// Its name, if those of its list have names.
    pub name: Option<Span>,
    /// Whether it stands for any number, `...T`.
    pub variadic: bool,
    /// Its type, which it may share with others of its list.
    pub ty: Arc<TypeExpr>,
}

/// What an interface asks for.
#[derive(Debug)]
pub enum Element {
    /// `Name(…) …`
    Method(Span, Signature),
    /// `A | ~B`: terms, and whether each has a tilde.
    Union(Vec<(bool, TypeExpr)>),
}

/// One line of a struct's fields.
#[derive(Debug)]
pub struct Field {
    /// Their names; an embedded field has none of its own.
    pub names: Vec<Span>,
    /// Their type.
    pub ty: TypeExpr,
    /// Their tag, in its quotes.
    pub tag: Option<Span>,
    /// The comment right above.
    pub doc: Option<Span>,
}

impl Field {
    /// Where it is: at its first name, or the type that is embedded.
    #[must_use]
    pub fn span(&self) -> Span {
        self.names.first().copied().unwrap_or(self.ty.span)
    }
}
