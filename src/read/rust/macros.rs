//! Macros by example: the rules of a `macro_rules!`, and what a call of it stands for.
//!
//! Config structs and their newtypes are often made by a small macro of the crate
//! itself; written out as rustc would write them, they are read like all others. Follows
//! <https://doc.rust-lang.org/reference/macros-by-example.html>. Procedural macros are
//! programs, and are not run.

mod matching;
mod pattern;
mod scope;
mod transcribe;

pub(super) use scope::Macros;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use std::collections::HashMap;

/// What is left of the work that one call in the source may make, with all that it calls.
#[derive(Debug)]
pub(super) struct Budget {
    calls: usize,
    tokens: usize,
    /// Whether it did not suffice; nothing more is expanded then.
    pub(super) spent: bool,
}

impl Default for Budget {
    /// Far above real code, far below trouble.
    fn default() -> Self {
        Self {
            calls: 20_000,
            tokens: 500_000,
            spent: false,
        }
    }
}

impl Budget {
    /// Takes a call off.
    pub(super) fn call(&mut self) {
        self.spent |= self.calls == 0;
        self.calls = self.calls.saturating_sub(1);
    }

    /// Takes tokens off; none where there are not so many left.
    fn tokens(&mut self, count: usize) -> Option<()> {
        let left = self.tokens.checked_sub(count);
        self.spent |= left.is_none();
        self.tokens = left?;
        Some(())
    }
}

/// The rules of one `macro_rules!`, in order.
#[derive(Debug)]
pub(super) struct Rules(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    matcher: Vec<pattern::Pattern>,
    body: Vec<TokenTree>,
}

/// What a metavariable was matched with.
#[derive(Debug, Clone)]
enum Binding {
    One(Vec<TokenTree>),
    /// An element each time that the repetition around it matched.
    Many(Vec<Binding>),
}

type Bindings = HashMap<String, Binding>;

impl Rules {
    /// Reads the body of a `macro_rules!`; none where it is not of that form.
    pub(super) fn parse(body: TokenStream) -> Option<Self> {
        let mut rules = Vec::new();
        let mut tokens = body.into_iter().peekable();
        while let Some(token) = tokens.next() {
            let TokenTree::Group(matcher) = token else {
                return None;
            };
            for arrow in ['=', '>'] {
                if !matches!(tokens.next()?, TokenTree::Punct(p) if p.as_char() == arrow) {
                    return None;
                }
            }
            let TokenTree::Group(body) = tokens.next()? else {
                return None;
            };
            rules.push(Rule {
                matcher: pattern::parse(matcher.stream())?,
                body: body.stream().into_iter().collect(),
            });
            if !matches!(tokens.next(), None | Some(TokenTree::Punct(_))) {
                return None;
            }
        }
        Some(Self(rules))
    }

    /// What a call with these arguments stands for, by the first rule that matches; none
    /// where no rule does. Tokens of the macro itself get the place of the call, because
    /// the macro may be in another file. `krate` is what the caller calls the crate of
    /// the macro, where that is not its own.
    pub(super) fn expand(
        &self,
        arguments: TokenStream,
        call: Span,
        krate: Option<&str>,
        budget: &mut Budget,
    ) -> Option<TokenStream> {
        let arguments: Vec<TokenTree> = arguments.into_iter().collect();
        self.0.iter().find_map(|rule| {
            let bindings = matching::matches(&rule.matcher, &arguments)?;
            transcribe::transcribe(&rule.body, &bindings, call, krate, budget)
        })
    }
}

/// How many token trees make one token of Rust: an operator of several characters and a
/// lifetime are one.
fn token_len(tokens: &[TokenTree]) -> usize {
    const OPERATORS: [&str; 25] = [
        "<<=", ">>=", "...", "..=", "->", "=>", "::", "==", "!=", "<=", ">=", "&&", "||", "+=",
        "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<", ">>", "..", "<-",
    ];
    let mut text = String::new();
    for token in tokens.iter().take(3) {
        let TokenTree::Punct(punct) = token else {
            break;
        };
        text.push(punct.as_char());
        if punct.spacing() == proc_macro2::Spacing::Alone {
            break;
        }
    }
    if text.starts_with('\'') {
        return tokens.len().min(2);
    }
    let operator = OPERATORS.iter().find(|op| text.starts_with(**op));
    operator.map_or(tokens.len().min(1), |op| op.len())
}

/// The tokens inside, where a group has no delimiters of its own.
fn undelimited(token: &TokenTree) -> Option<TokenStream> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => Some(group.stream()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `m! { call }` becomes.
    fn expand(rules: &str, call: &str) -> Option<String> {
        let rules = Rules::parse(rules.parse().ok()?)?;
        let budget = &mut Budget::default();
        let tokens = rules.expand(call.parse().ok()?, Span::call_site(), None, budget)?;
        Some(tokens.to_string())
    }

    fn check(rules: &str, call: &str, expected: &str) {
        let expected: TokenStream = expected.parse().expect("it is Rust");
        let bare = |text: &str| text.replace(char::is_whitespace, "");
        let found = expand(rules, call).expect("a rule matches");
        assert_eq!(bare(&found), bare(&expected.to_string()));
    }

    #[test]
    fn a_struct_with_its_fields() {
        check(
            "($(#[$m:meta])* $v:vis struct $n:ident { $($f:ident : $t:ty = $d:expr),* $(,)? }) => {
                $(#[$m])* #[derive(Deserialize)] $v struct $n { $(pub $f: Option<$t>),* }
            }",
            "/// Docs.\n #[serde(default)] pub(crate) struct A { a: Vec<(u8, B<C>)> = vec![1, 2], b: T = 1 + 2, }",
            "#[doc = \" Docs.\"] #[serde(default)] #[derive(Deserialize)] pub(crate) struct A {
                pub a: Option<Vec<(u8, B<C>)>>, pub b: Option<T> }",
        );
    }

    #[test]
    fn the_first_rule_that_matches() {
        let rules = "() => { struct None; }; ($a:ident) => { struct $a; };
                     ($a:ident; $($rest:tt)+) => { m! { $a } m! { $($rest)+ } };";
        check(rules, "", "struct None;");
        check(rules, "A", "struct A;");
        check(rules, "A; B; C => 'a", "m! { A } m! { B; C => 'a }");
        assert_eq!(expand(rules, "1"), None);
    }

    #[test]
    fn repetitions_in_repetitions() {
        check(
            "($($n:ident => [$($l:literal)|*]);*) => { $( enum $n { $( A = $l, )* } )* }",
            "X => [1 | -2]; Y => []",
            "enum X { A = 1, A = -2, } enum Y { }",
        );
    }

    #[test]
    fn a_variable_outside_is_repeated_with_those_inside() {
        check(
            "($d:tt $($n:ident)*) => { $( struct $n($d); )* const C: &str = $crate::X; }",
            "(u8) A B",
            "struct A((u8)); struct B((u8)); const C: &str = crate::X;",
        );
    }

    #[test]
    fn nonsense_is_no_macro_and_no_panic() {
        for rules in [
            "",
            "x",
            "() =>",
            "($) => {}",
            "($(a) => {}",
            "($a:zz) => {}",
            "() => {$($a)*}",
        ] {
            let _ = expand(rules, "a b");
        }
        assert_eq!(
            expand(
                "($($a:ident),* ; $($b:ident),*) => { $($a $b)* }",
                "a; b, c"
            ),
            None
        );
    }
}
