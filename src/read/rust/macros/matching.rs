//! Matches the arguments of a call with the left side of a rule. A repetition takes as
//! many as it can get, which is the only way where rustc accepts the macro.

use super::pattern::{Fragment, Operator, Pattern};
use super::{Binding, Bindings, token_len, undelimited};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};

/// What the metavariables stand for, if all arguments match.
pub(super) fn matches(patterns: &[Pattern], arguments: &[TokenTree]) -> Option<Bindings> {
    let mut bindings = Bindings::new();
    let rest = all(patterns, arguments, &mut bindings)?;
    rest.is_empty().then_some(bindings)
}

/// Matches all patterns one behind the other, and gives what is left.
fn all<'a>(
    patterns: &[Pattern],
    mut tokens: &'a [TokenTree],
    bindings: &mut Bindings,
) -> Option<&'a [TokenTree]> {
    for pattern in patterns {
        tokens = match pattern {
            Pattern::Token(expected) => {
                let (found, rest) = tokens.split_first()?;
                same(expected, found).then_some(rest)?
            }
            Pattern::Group(delimiter, inner) => {
                let (found, rest) = tokens.split_first()?;
                let TokenTree::Group(group) = found else {
                    return None;
                };
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                if group.delimiter() != *delimiter || !all(inner, &inside, bindings)?.is_empty() {
                    return None;
                }
                rest
            }
            Pattern::Variable { name, fragment } => {
                let (found, rest) = take(*fragment, tokens)?;
                bindings.insert(name.clone(), Binding::One(found));
                rest
            }
            Pattern::Repetition {
                inner,
                separator,
                operator,
            } => repeat(inner, separator, *operator, tokens, bindings)?,
        };
    }
    Some(tokens)
}

fn repeat<'a>(
    inner: &[Pattern],
    separator: &[TokenTree],
    operator: Operator,
    mut tokens: &'a [TokenTree],
    bindings: &mut Bindings,
) -> Option<&'a [TokenTree]> {
    let mut rounds: Vec<Bindings> = Vec::new();
    let most = if operator == Operator::Once {
        1
    } else {
        usize::MAX
    };
    while !tokens.is_empty() && rounds.len() < most {
        let mut start = tokens;
        if !rounds.is_empty() && !separator.is_empty() {
            let between = tokens.get(..separator.len());
            if !between.is_some_and(|b| b.iter().zip(separator).all(|(a, b)| same(a, b))) {
                break;
            }
            start = &tokens[separator.len()..];
        }
        let mut round = Bindings::new();
        match all(inner, start, &mut round) {
            // What matches nothing would match for ever.
            Some(rest) if rest.len() < tokens.len() => tokens = rest,
            _ => break,
        }
        rounds.push(round);
    }
    if operator == Operator::Some && rounds.is_empty() {
        return None;
    }
    let mut names = Vec::new();
    variables(inner, &mut names);
    for name in names {
        let many = rounds.iter_mut().filter_map(|round| round.remove(name));
        bindings.insert(name.to_owned(), Binding::Many(many.collect()));
    }
    Some(tokens)
}

fn variables<'a>(patterns: &'a [Pattern], names: &mut Vec<&'a str>) {
    for pattern in patterns {
        match pattern {
            Pattern::Variable { name, .. } => names.push(name),
            Pattern::Group(_, inner) | Pattern::Repetition { inner, .. } => {
                variables(inner, names);
            }
            Pattern::Token(_) => {}
        }
    }
}

fn same(expected: &TokenTree, found: &TokenTree) -> bool {
    match (expected, found) {
        (TokenTree::Ident(a), TokenTree::Ident(b)) => a == b,
        (TokenTree::Punct(a), TokenTree::Punct(b)) => a.as_char() == b.as_char(),
        (TokenTree::Literal(a), TokenTree::Literal(b)) => a.to_string() == b.to_string(),
        _ => false,
    }
}

/// Takes a fragment off the front of the tokens.
fn take(fragment: Fragment, tokens: &[TokenTree]) -> Option<(Vec<TokenTree>, &[TokenTree])> {
    let count = match fragment {
        Fragment::Tt => token_len(tokens),
        Fragment::Ident => usize::from(matches!(tokens.first()?, TokenTree::Ident(i) if i != "_")),
        Fragment::Block => parsed::<syn::Block>(tokens)?,
        Fragment::Expr => parsed::<syn::Expr>(tokens)?,
        Fragment::Item => parsed::<syn::Item>(tokens)?,
        Fragment::Lifetime => parsed::<syn::Lifetime>(tokens)?,
        Fragment::Literal => literal(tokens),
        Fragment::Meta => parsed::<syn::Meta>(tokens)?,
        Fragment::Pat => parsed_by(syn::Pat::parse_multi_with_leading_vert, tokens)?,
        Fragment::PatParam => parsed_by(syn::Pat::parse_single, tokens)?,
        Fragment::Path => parsed::<syn::Path>(tokens)?,
        Fragment::Stmt => parsed::<syn::Stmt>(tokens)?,
        Fragment::Ty => parsed::<syn::Type>(tokens)?,
        Fragment::Vis => {
            let count = parsed::<syn::Visibility>(tokens)?;
            return Some((tokens[..count].to_vec(), &tokens[count..]));
        }
    };
    if count == 0 {
        return None;
    }
    let (found, rest) = tokens.split_at(count);
    Some((found.to_vec(), rest))
}

fn literal(tokens: &[TokenTree]) -> usize {
    let minus = matches!(tokens.first(), Some(TokenTree::Punct(p)) if p.as_char() == '-');
    match tokens.get(usize::from(minus)) {
        Some(TokenTree::Literal(_)) => 1 + usize::from(minus),
        Some(TokenTree::Ident(i)) if !minus && (i == "true" || i == "false") => 1,
        Some(token) if undelimited(token).is_some() => 1 + usize::from(minus),
        _ => 0,
    }
}

fn parsed<T: Parse>(tokens: &[TokenTree]) -> Option<usize> {
    parsed_by(T::parse, tokens)
}

/// How many tokens a parser takes off the front.
fn parsed_by<T>(
    parser: impl Fn(ParseStream<'_>) -> syn::Result<T>,
    tokens: &[TokenTree],
) -> Option<usize> {
    let count = |input: ParseStream<'_>| {
        parser(input)?;
        let rest: TokenStream = input.parse()?;
        Ok(rest.into_iter().count())
    };
    let stream: TokenStream = tokens.iter().map(ToTokens::to_token_stream).collect();
    let rest = Parser::parse2(count, stream).ok()?;
    Some(tokens.len().saturating_sub(rest))
}
