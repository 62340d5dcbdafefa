//! The left side of a rule: tokens, metavariables and repetitions.

use super::token_len;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A piece of a matcher.
#[derive(Debug)]
pub(super) enum Pattern {
    /// A token that must stand there.
    Token(TokenTree),
    /// A group that must stand there, and what must be in it.
    Group(Delimiter, Vec<Pattern>),
    /// `$name:fragment`
    Variable { name: String, fragment: Fragment },
    /// `$( … ) separator operator`
    Repetition {
        inner: Vec<Pattern>,
        separator: Vec<TokenTree>,
        operator: Operator,
    },
}

/// How often a repetition may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// `*`
    Any,
    /// `+`
    Some,
    /// `?`
    Once,
}

/// What a metavariable matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fragment {
    Block,
    Expr,
    Ident,
    Item,
    Lifetime,
    Literal,
    Meta,
    Pat,
    PatParam,
    Path,
    Stmt,
    Tt,
    Ty,
    Vis,
}

/// Reads a matcher; none where it is not one.
pub(super) fn parse(matcher: TokenStream) -> Option<Vec<Pattern>> {
    let tokens: Vec<TokenTree> = matcher.into_iter().collect();
    let mut rest = tokens.as_slice();
    let mut patterns = Vec::new();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        let pattern = match token {
            TokenTree::Punct(p) if p.as_char() == '$' => match rest.first()? {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    let inner = parse(group.stream())?;
                    let (separator, operator, after) = repetition(&rest[1..])?;
                    rest = after;
                    Pattern::Repetition {
                        inner,
                        separator: separator.to_vec(),
                        operator,
                    }
                }
                TokenTree::Ident(name) if name == "crate" => {
                    rest = &rest[1..];
                    Pattern::Token(TokenTree::Ident(name.clone()))
                }
                TokenTree::Ident(name) => {
                    let [TokenTree::Punct(colon), TokenTree::Ident(fragment), ..] = &rest[1..]
                    else {
                        return None;
                    };
                    if colon.as_char() != ':' {
                        return None;
                    }
                    rest = &rest[3..];
                    Pattern::Variable {
                        name: name.to_string(),
                        fragment: Fragment::named(&fragment.to_string())?,
                    }
                }
                _ => return None,
            },
            TokenTree::Group(group) => Pattern::Group(group.delimiter(), parse(group.stream())?),
            token => Pattern::Token(token.clone()),
        };
        patterns.push(pattern);
    }
    Some(patterns)
}

/// The separator and operator behind `$( … )`, and what comes after them.
pub(super) fn repetition(tokens: &[TokenTree]) -> Option<(&[TokenTree], Operator, &[TokenTree])> {
    if let Some(operator) = operator(tokens.first()?) {
        return Some((&[], operator, &tokens[1..]));
    }
    let (separator, rest) = tokens.split_at(token_len(tokens));
    Some((separator, operator(rest.first()?)?, &rest[1..]))
}

fn operator(token: &TokenTree) -> Option<Operator> {
    let TokenTree::Punct(punct) = token else {
        return None;
    };
    match punct.as_char() {
        '*' => Some(Operator::Any),
        '+' => Some(Operator::Some),
        '?' => Some(Operator::Once),
        _ => None,
    }
}

impl Fragment {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "block" => Self::Block,
            "expr" | "expr_2021" => Self::Expr,
            "ident" => Self::Ident,
            "item" => Self::Item,
            "lifetime" => Self::Lifetime,
            "literal" => Self::Literal,
            "meta" => Self::Meta,
            "pat" => Self::Pat,
            "pat_param" => Self::PatParam,
            "path" => Self::Path,
            "stmt" => Self::Stmt,
            "tt" => Self::Tt,
            "ty" => Self::Ty,
            "vis" => Self::Vis,
            _ => return None,
        })
    }
}
