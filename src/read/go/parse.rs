//! Tokens in, declarations out. What is no declaration of a type, a constant or an import is
//! passed over; where something is wrong, reading goes on with the next declaration, so that
//! all that is wrong is said at once.

mod types;

use super::lex::{Keyword, Kind, Lexer, Token};
use super::skip::Unclosed;
use super::syntax::{Constants, File, Import, Span, TypeDecl};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use std::sync::Arc;

/// How deep types may be nested; what people write stays below a tenth.
const MAX_DEPTH: usize = 200;

/// Reads the declarations of a file, and what is wrong with them.
///
/// ```
/// use packer_sdc::diagnostics::SourceFile;
/// use packer_sdc::read::go::parse;
///
/// let text = "package p\n\ntype T struct {\n\tA string `mapstructure:\"a\"`\n}\n";
/// let (file, findings) = parse(&SourceFile::new("t.go", text));
/// assert!(findings.is_empty());
/// assert_eq!(file.text(file.types[0].name), "T");
/// ```
#[must_use]
pub fn parse(source: &Arc<SourceFile>) -> (File, Diagnostics) {
    let mut parser = Parser::new(source);
    let package = parser.package();
    parser.declarations();
    let file = File {
        source: Arc::clone(source),
        package,
        imports: parser.imports,
        types: parser.types,
        constants: parser.constants,
    };
    (file, parser.findings)
}

/// The name in a file's package clause, without reading on behind it.
pub(super) fn package_name(source: &Arc<SourceFile>) -> Option<&str> {
    let name = Parser::new(source).package();
    source
        .text()
        .get(name.range())
        .filter(|name| !name.is_empty())
}

/// That reading broke off; what is wrong has been said.
struct Failed;

type Parsed<T> = Result<T, Failed>;

struct Parser<'a> {
    source: &'a Arc<SourceFile>,
    lexer: Lexer<'a>,
    token: Token,
    /// The token before.
    last: Span,
    depth: usize,
    imports: Vec<Import>,
    types: Vec<TypeDecl>,
    constants: Vec<Constants>,
    findings: Diagnostics,
}

impl<'a> Parser<'a> {
    fn new(source: &'a Arc<SourceFile>) -> Self {
        let mut lexer = Lexer::new(source.text());
        Self {
            source,
            token: lexer.next(),
            lexer,
            last: Span::default(),
            depth: 0,
            imports: Vec::new(),
            types: Vec::new(),
            constants: Vec::new(),
            findings: Diagnostics::new(),
        }
    }

    fn step(&mut self) {
        self.last = self.token.span;
        self.token = self.lexer.next();
    }

    fn at(&self, kind: Kind) -> bool {
        self.token.kind == kind
    }

    /// Passes over a token of that kind, if it is the next.
    fn take(&mut self, kind: Kind) -> bool {
        let there = self.at(kind);
        if there {
            self.step();
        }
        there
    }

    fn expect(&mut self, kind: Kind, name: &str) -> Parsed<Span> {
        let span = self.token.span;
        if self.take(kind) {
            Ok(span)
        } else {
            Err(self.wrong(name))
        }
    }

    fn name(&mut self) -> Parsed<Span> {
        self.expect(Kind::Ident, "a name")
    }

    fn text(&self, span: Span) -> &'a str {
        &self.source.text()[span.range()]
    }

    /// Says what stands where something else was expected.
    fn wrong(&mut self, expected: &str) -> Failed {
        let found = match self.token.kind {
            Kind::Bad(open) if open != Unclosed::Nothing => return self.open(self.token.span),
            Kind::End => "the end of the file".to_owned(),
            Kind::Semicolon if self.text(self.token.span) != ";" => {
                "the end of the line".to_owned()
            }
            _ => format!("`{}`", self.text(self.token.span)),
        };
        let place = Place::new(self.source, self.token.span.range());
        let finding = Diagnostic::error("go-syntax", format!("expected {expected}, found {found}"));
        self.findings
            .push(finding.at(place).label("not Go from here on"));
        Failed
    }

    /// Says what is left open.
    fn open(&mut self, span: Span) -> Failed {
        let what = match self.text(span).as_bytes() {
            [b'/', ..] => "a comment",
            [b'{', ..] => "a brace",
            [b'\'', ..] => "a character in quotes",
            _ => "a text in quotes",
        };
        let message = format!("{what} is opened here, and never closed");
        let place = Place::new(self.source, span.range());
        self.findings
            .push(Diagnostic::error("go-syntax", message).at(place));
        Failed
    }

    /// The name of the package, which every file begins with.
    fn package(&mut self) -> Span {
        if !self.at(Kind::Keyword(Keyword::Package)) {
            self.wrong("`package`");
            return Span::default();
        }
        self.step();
        self.name().unwrap_or_default()
    }

    fn declarations(&mut self) {
        loop {
            while self.take(Kind::Semicolon) {}
            if self.at(Kind::End) {
                return;
            }
            let from = self.token.span.start();
            if self.declaration().is_err() {
                self.recover(from);
            }
        }
    }

    fn declaration(&mut self) -> Parsed<()> {
        let doc = self.token.lead;
        let Kind::Keyword(keyword) = self.token.kind else {
            return Err(self.wrong("a declaration"));
        };
        match keyword {
            Keyword::Import => self.group(|parser, _| parser.import()),
            Keyword::Type => self.group(|parser, nth| parser.type_decl(doc, nth)),
            Keyword::Const => {
                let mut before = Vec::new();
                self.group(|parser, nth| parser.constant(nth.unwrap_or(0), &mut before))
            }
            Keyword::Var => self.group(|parser, _| parser.variable()),
            Keyword::Func => self.function(),
            _ => Err(self.wrong("a declaration")),
        }
    }

    /// What stands behind a keyword: one, or any number in parentheses, each then with its
    /// number.
    fn group(&mut self, mut one: impl FnMut(&mut Self, Option<u32>) -> Parsed<()>) -> Parsed<()> {
        self.step();
        if !self.take(Kind::LeftParen) {
            one(self, None)?;
            return self.line_end();
        }
        let mut nth = 0;
        while !self.at(Kind::RightParen) {
            one(self, Some(nth))?;
            nth += 1;
            if !self.at(Kind::RightParen) {
                self.expect(Kind::Semicolon, "the end of the line")?;
            }
        }
        self.step();
        self.line_end()
    }

    fn line_end(&mut self) -> Parsed<()> {
        if self.at(Kind::End) {
            return Ok(());
        }
        self.expect(Kind::Semicolon, "the end of the line")
            .map(|_| ())
    }

    fn import(&mut self) -> Parsed<()> {
        let name = match self.token.kind {
            Kind::Ident | Kind::Dot => {
                let name = self.token.span;
                self.step();
                Some(name)
            }
            _ => None,
        };
        let path = self.expect(Kind::Text, "the path of a package")?;
        self.imports.push(Import { name, path });
        Ok(())
    }

    /// A type; `nth` of a group, or alone below the comment that leads `type`.
    fn type_decl(&mut self, outer: Option<Span>, nth: Option<u32>) -> Parsed<()> {
        let inner = self.token.lead;
        let name = self.name()?;
        let params = self.type_params()?;
        let alias = self.take(Kind::Assign);
        let ty = self.ty()?;
        self.types.push(TypeDecl {
            name,
            params,
            alias,
            ty,
            doc: if nth.is_none() { outer } else { inner },
            group_doc: outer.filter(|_| nth == Some(0)),
        });
        Ok(())
    }

    fn constant(&mut self, iota: u32, before: &mut Vec<Span>) -> Parsed<()> {
        let mut names = vec![self.name()?];
        while self.take(Kind::Comma) {
            names.push(self.name()?);
        }
        if !matches!(
            self.token.kind,
            Kind::Assign | Kind::Semicolon | Kind::RightParen
        ) {
            self.ty()?;
        }
        if self.take(Kind::Assign) {
            before.clear();
            before.push(self.expression()?);
            while self.take(Kind::Comma) {
                before.push(self.expression()?);
            }
        }
        let values = before.clone();
        self.constants.push(Constants {
            names,
            values,
            iota,
        });
        Ok(())
    }

    /// Passes over a variable: all up to the end of its line.
    fn variable(&mut self) -> Parsed<()> {
        self.name()?;
        while !matches!(
            self.token.kind,
            Kind::Semicolon | Kind::RightParen | Kind::End
        ) {
            self.any()?;
        }
        Ok(())
    }

    /// An expression: all up to the comma or line end behind it.
    fn expression(&mut self) -> Parsed<Span> {
        let start = self.token.span;
        while !matches!(
            self.token.kind,
            Kind::Comma | Kind::Semicolon | Kind::RightParen | Kind::End
        ) {
            self.any()?;
        }
        if self.token.span == start {
            return Err(self.wrong("an expression"));
        }
        Ok(start.to(self.last))
    }

    /// Passes over a function: a brace that is none of a struct or interface begins its body.
    fn function(&mut self) -> Parsed<()> {
        self.step();
        loop {
            match self.token.kind {
                Kind::Semicolon | Kind::End => return Ok(()),
                Kind::LeftBrace => {
                    self.block()?;
                    return self.line_end();
                }
                Kind::Keyword(Keyword::Struct | Keyword::Interface) => {
                    self.step();
                    self.block()?;
                }
                _ => self.any()?,
            }
        }
    }

    /// Passes over a token, or all that stands in brackets.
    fn any(&mut self) -> Parsed<()> {
        let close = match self.token.kind {
            Kind::LeftBrace => return self.block(),
            Kind::LeftParen => Kind::RightParen,
            Kind::LeftBracket => Kind::RightBracket,
            Kind::Bad(_) | Kind::RightParen | Kind::RightBracket | Kind::RightBrace | Kind::End => {
                return Err(self.wrong("an expression"));
            }
            _ => {
                self.step();
                return Ok(());
            }
        };
        // Brackets of any depth are passed over without going deeper ourselves.
        let mut open = vec![close];
        self.step();
        while let Some(close) = open.last() {
            match self.token.kind {
                kind if kind == *close => {
                    open.pop();
                }
                Kind::LeftParen => open.push(Kind::RightParen),
                Kind::LeftBracket => open.push(Kind::RightBracket),
                Kind::LeftBrace => {
                    self.block()?;
                    continue;
                }
                Kind::RightParen | Kind::RightBracket | Kind::RightBrace => {
                    let name = if *close == Kind::RightParen {
                        "`)`"
                    } else {
                        "`]`"
                    };
                    return Err(self.wrong(name));
                }
                Kind::End | Kind::Bad(_) => return Err(self.wrong("a closing bracket")),
                _ => {}
            }
            self.step();
        }
        Ok(())
    }

    /// Passes over all that stands in braces.
    fn block(&mut self) -> Parsed<()> {
        if !self.at(Kind::LeftBrace) {
            return Err(self.wrong("`{`"));
        }
        match self.lexer.skip_block() {
            Ok(brace) => {
                self.last = brace;
                self.token = self.lexer.next();
                Ok(())
            }
            Err(open) => {
                self.token = self.lexer.next();
                Err(self.open(open))
            }
        }
    }

    /// Goes on with the next line that begins like a declaration, as all of them do when
    /// they are laid out by gofmt.
    fn recover(&mut self, from: usize) {
        const BEGINNINGS: [&str; 5] = ["\ntype ", "\nfunc ", "\nconst ", "\nvar ", "\nimport "];
        let text = self.source.text();
        let from = self.last.start().max(from);
        let rest = text.get(from..).unwrap_or_default();
        let next = BEGINNINGS.iter().filter_map(|word| rest.find(word)).min();
        self.depth = 0;
        self.lexer.jump(next.map_or(text.len(), |at| from + at + 1));
        self.token = self.lexer.next();
    }
}
