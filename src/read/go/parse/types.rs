//! The types of declarations. Where Go tells an array from an instance, or a name from a
//! type, only by what follows, this looks ahead over the brackets.

use super::{Failed, MAX_DEPTH, Parsed, Parser};
use crate::diagnostics::{Diagnostic, Place};
use crate::read::go::lex::{Keyword, Kind};
use crate::read::go::syntax::{Element, Field, Param, Signature, Span, TypeExpr, TypeKind};
use std::sync::Arc;

impl Parser<'_> {
    pub(super) fn ty(&mut self) -> Parsed<TypeExpr> {
        if self.depth >= MAX_DEPTH {
            let message = "the type is nested too deeply to be read";
            let place = Place::new(self.source, self.token.span.range());
            let finding = Diagnostic::error("too-deep", message);
            self.findings.push(finding.at(place));
            return Err(Failed);
        }
        self.depth += 1;
        let start = self.token.span;
        let kind = self.kind();
        self.depth -= 1;
        let kind = kind?;
        Ok(TypeExpr {
            span: start.to(self.last),
            kind,
        })
    }

    fn boxed(&mut self) -> Parsed<Box<TypeExpr>> {
        self.ty().map(Box::new)
    }

    fn kind(&mut self) -> Parsed<TypeKind> {
        match self.token.kind {
            Kind::Ident => return self.named(),
            Kind::LeftBracket => return self.list(),
            _ => {}
        }
        let first = self.token.kind;
        if !begins_type(first) {
            return Err(self.wrong("a type"));
        }
        self.step();
        match first {
            Kind::Star => Ok(TypeKind::Pointer(self.boxed()?)),
            Kind::LeftParen => {
                let inner = self.boxed()?;
                self.expect(Kind::RightParen, "`)`")?;
                Ok(TypeKind::Paren(inner))
            }
            Kind::Arrow => {
                self.expect(Kind::Keyword(Keyword::Chan), "`chan`")?;
                Ok(TypeKind::Chan("<-chan ", self.boxed()?))
            }
            Kind::Keyword(Keyword::Chan) => {
                let sends = self.take(Kind::Arrow);
                let words = if sends { "chan<- " } else { "chan " };
                Ok(TypeKind::Chan(words, self.boxed()?))
            }
            Kind::Keyword(Keyword::Map) => {
                self.expect(Kind::LeftBracket, "`[`")?;
                let key = self.boxed()?;
                self.expect(Kind::RightBracket, "`]`")?;
                Ok(TypeKind::Map(key, self.boxed()?))
            }
            Kind::Keyword(Keyword::Func) => Ok(TypeKind::Func(self.signature()?)),
            Kind::Keyword(Keyword::Struct) => Ok(TypeKind::Struct(self.braces(Self::field)?)),
            _ => Ok(TypeKind::Interface(self.braces(Self::element)?)),
        }
    }

    /// A slice or an array.
    fn list(&mut self) -> Parsed<TypeKind> {
        self.step();
        if self.take(Kind::RightBracket) {
            return Ok(TypeKind::Slice(self.boxed()?));
        }
        let start = self.token.span;
        while !self.at(Kind::RightBracket) {
            if matches!(
                self.token.kind,
                Kind::Semicolon | Kind::RightBrace | Kind::RightParen
            ) {
                return Err(self.wrong("`]`"));
            }
            self.any()?;
        }
        let length = start.to(self.last);
        self.step();
        Ok(TypeKind::Array(length, self.boxed()?))
    }

    /// A name, with a package, and with arguments where it is an instance.
    fn named(&mut self) -> Parsed<TypeKind> {
        let mut name = self.name()?;
        let mut package = None;
        if self.take(Kind::Dot) {
            package = Some(name);
            name = self.name()?;
        }
        let mut args = Vec::new();
        if self.take(Kind::LeftBracket) {
            while !self.at(Kind::RightBracket) {
                args.push(self.ty()?);
                if !self.take(Kind::Comma) {
                    break;
                }
            }
            self.expect(Kind::RightBracket, "`]`")?;
        }
        Ok(TypeKind::Name {
            package,
            name,
            args,
        })
    }

    /// Lines in braces.
    fn braces<T>(&mut self, one: impl Fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        self.expect(Kind::LeftBrace, "`{`")?;
        let mut all = Vec::new();
        loop {
            while self.take(Kind::Semicolon) {}
            if self.take(Kind::RightBrace) {
                return Ok(all);
            }
            all.push(one(self)?);
            if !matches!(self.token.kind, Kind::Semicolon | Kind::RightBrace) {
                return Err(self.wrong("the end of the line"));
            }
        }
    }

    fn field(&mut self) -> Parsed<Field> {
        let doc = self.token.lead;
        let mut names = Vec::new();
        if self.at(Kind::Ident) && !self.is_embedded() {
            names.push(self.name()?);
            while self.take(Kind::Comma) {
                names.push(self.name()?);
            }
        }
        let ty = self.ty()?;
        let tag = self.token.span;
        let tag = self.take(Kind::Text).then_some(tag);
        Ok(Field {
            names,
            ty,
            tag,
            doc,
        })
    }

    /// Whether the name that comes next is a type by itself, and not that of a field.
    fn is_embedded(&mut self) -> bool {
        let ends = |kind| matches!(kind, Kind::Semicolon | Kind::RightBrace | Kind::Text);
        self.ahead(|parser| {
            parser.step();
            match parser.token.kind {
                Kind::Dot => Ok(true),
                Kind::LeftBracket => Ok(parser.brackets()? && ends(parser.token.kind)),
                kind => Ok(ends(kind)),
            }
        })
    }

    /// Whether the name that comes next is that of a parameter, with its type behind it.
    fn is_param_name(&mut self) -> bool {
        let ends = |kind| matches!(kind, Kind::Comma | Kind::RightParen);
        self.ahead(|parser| {
            parser.step();
            match parser.token.kind {
                Kind::Dot => Ok(false),
                Kind::LeftBracket => Ok(!parser.brackets()? || !ends(parser.token.kind)),
                kind => Ok(!ends(kind)),
            }
        })
    }

    /// Passes over brackets, and says whether anything is in them.
    fn brackets(&mut self) -> Parsed<bool> {
        let before = self.token.span;
        self.any()?;
        Ok(self.last.end() > before.end() + 1)
    }

    /// Looks ahead, and comes back.
    fn ahead(&mut self, look: impl Fn(&mut Self) -> Parsed<bool>) -> bool {
        let (lexer, token, last) = (self.lexer, self.token, self.last);
        let before = self.findings.len();
        let found = look(self).unwrap_or(false);
        (self.lexer, self.token, self.last) = (lexer, token, last);
        if self.findings.len() > before {
            // What is wrong there is said when it is read.
            let mut nth = 0;
            self.findings.retain(|_| {
                nth += 1;
                nth <= before
            });
        }
        found
    }

    fn element(&mut self) -> Parsed<Element> {
        let method = self.at(Kind::Ident)
            && self.ahead(|parser| {
                parser.step();
                Ok(parser.at(Kind::LeftParen))
            });
        if method {
            let name = self.name()?;
            return Ok(Element::Method(name, self.signature()?));
        }
        self.union()
    }

    fn union(&mut self) -> Parsed<Element> {
        let mut terms = Vec::new();
        loop {
            let tilde = self.take(Kind::Tilde);
            terms.push((tilde, self.ty()?));
            if !self.take(Kind::Pipe) {
                return Ok(Element::Union(terms));
            }
        }
    }

    fn signature(&mut self) -> Parsed<Signature> {
        let params = self.params()?;
        let mut results = Vec::new();
        if self.at(Kind::LeftParen) {
            results = self.params()?;
        } else if begins_type(self.token.kind) {
            results.push(Param {
                name: None,
                variadic: false,
                ty: Arc::new(self.ty()?),
            });
        }
        Ok(Signature { params, results })
    }

    /// Parameters in parentheses: all of them have names, or none has.
    fn params(&mut self) -> Parsed<Vec<Param>> {
        self.expect(Kind::LeftParen, "`(`")?;
        let mut params: Vec<Param> = Vec::new();
        while !self.at(Kind::RightParen) {
            let named = self.at(Kind::Ident) && self.is_param_name();
            let name = if named { Some(self.name()?) } else { None };
            let variadic = self.take(Kind::Ellipsis);
            let ty = Arc::new(self.ty()?);
            params.push(Param { name, variadic, ty });
            if !self.take(Kind::Comma) {
                break;
            }
        }
        self.expect(Kind::RightParen, "`)`")?;
        if params.iter().any(|param| param.name.is_some()) {
            share_types(&mut params);
        }
        Ok(params)
    }

    /// The parameters of a generic type, if it is one: `[` begins an array as well.
    pub(super) fn type_params(&mut self) -> Parsed<Vec<Span>> {
        let mut names = Vec::new();
        if !self.at(Kind::LeftBracket) || !self.ahead(Self::begins_params) {
            return Ok(names);
        }
        self.step();
        while !self.at(Kind::RightBracket) {
            names.push(self.name()?);
            if self.take(Kind::Comma) {
                continue;
            }
            self.union()?;
            if !self.take(Kind::Comma) {
                break;
            }
        }
        self.expect(Kind::RightBracket, "`]`")?;
        Ok(names)
    }

    /// `[P any]`, `[P, Q any]`, `[P []T]`, `[P *T,]`; not `[N]`, `[N * 2]`, `[pkg.N]`, `[a[0]]`.
    fn begins_params(&mut self) -> Parsed<bool> {
        self.step();
        if !self.take(Kind::Ident) {
            return Ok(false);
        }
        match self.token.kind {
            Kind::Comma | Kind::Ident | Kind::Tilde | Kind::Keyword(_) => Ok(true),
            Kind::LeftBracket => {
                self.any()?;
                Ok(begins_type(self.token.kind))
            }
            // Go takes these for a product, or a call, unless a comma tells.
            Kind::Star | Kind::LeftParen => {
                while !matches!(self.token.kind, Kind::RightBracket | Kind::Comma) {
                    self.any()?;
                }
                Ok(self.at(Kind::Comma))
            }
            _ => Ok(false),
        }
    }
}

/// Whether a token can be the first of a type.
fn begins_type(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Ident
            | Kind::Star
            | Kind::LeftParen
            | Kind::LeftBracket
            | Kind::Arrow
            | Kind::Keyword(
                Keyword::Chan | Keyword::Map | Keyword::Func | Keyword::Struct | Keyword::Interface
            )
    )
}

/// In `a, b int` the `a` was read as a type; it is a name, and has that of `b`.
fn share_types(params: &mut [Param]) {
    let mut after: Option<(Arc<TypeExpr>, bool)> = None;
    for param in params.iter_mut().rev() {
        match (&param.name, &after) {
            (None, Some((ty, variadic))) => {
                param.name = Some(param.ty.span);
                param.variadic = *variadic;
                param.ty = Arc::clone(ty);
            }
            _ => after = Some((Arc::clone(&param.ty), param.variadic)),
        }
    }
}
