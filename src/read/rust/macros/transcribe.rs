//! The right side of a rule, with its metavariables filled in.

use super::pattern::repetition;
use super::{Binding, Bindings, Budget};
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

/// Writes a body out; none where rustc would refuse it, or the budget is spent. Tokens of
/// the body get the span `call`, those of the arguments keep theirs. `krate` is what the
/// caller calls the crate of the macro, where that is not its own.
pub(super) fn transcribe(
    body: &[TokenTree],
    bindings: &Bindings,
    call: Span,
    krate: Option<&str>,
    budget: &mut Budget,
) -> Option<TokenStream> {
    let mut writer = Writer {
        call,
        krate,
        budget,
    };
    let scope: Scope<'_> = bindings.iter().map(|(k, v)| (k.as_str(), v)).collect();
    writer.write(body, &scope)
}

type Scope<'a> = std::collections::HashMap<&'a str, &'a Binding>;

struct Writer<'k, 'b> {
    call: Span,
    krate: Option<&'k str>,
    budget: &'b mut Budget,
}

impl Writer<'_, '_> {
    fn write(&mut self, body: &[TokenTree], scope: &Scope<'_>) -> Option<TokenStream> {
        let mut out = Vec::new();
        let mut rest = body;
        while let Some((token, after)) = rest.split_first() {
            rest = after;
            self.budget.tokens(1)?;
            let dollar = matches!(token, TokenTree::Punct(p) if p.as_char() == '$');
            match (dollar, rest.first()) {
                (true, Some(TokenTree::Group(group)))
                    if group.delimiter() == Delimiter::Parenthesis =>
                {
                    let (separator, _, after) = repetition(&rest[1..])?;
                    rest = after;
                    self.repeat(group, separator, scope, &mut out)?;
                }
                (true, Some(TokenTree::Ident(name))) => {
                    rest = &rest[1..];
                    if let Some(binding) = scope.get(name.to_string().as_str()) {
                        let Binding::One(tokens) = binding else {
                            return None;
                        };
                        self.budget.tokens(tokens.len())?;
                        out.extend(tokens.iter().cloned());
                    } else if let ("crate", Some(krate)) = (name.to_string().as_str(), self.krate) {
                        out.push(Punct::new(':', Spacing::Joint).into());
                        out.push(Punct::new(':', Spacing::Alone).into());
                        out.push(Ident::new(krate, self.call).into());
                    } else {
                        // `$crate`, or a variable of a macro that this one defines.
                        if name != "crate" {
                            out.push(token.clone());
                        }
                        out.push(Ident::new(&name.to_string(), self.call).into());
                    }
                }
                // `$$` is one dollar, for a macro that this one defines.
                (true, Some(TokenTree::Punct(p))) if p.as_char() == '$' => {
                    rest = &rest[1..];
                    out.push(token.clone());
                }
                _ => out.push(self.token(token, scope)?),
            }
        }
        Some(out.into_iter().collect())
    }

    fn token(&mut self, token: &TokenTree, scope: &Scope<'_>) -> Option<TokenTree> {
        let mut token = match token {
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                Group::new(group.delimiter(), self.write(&inner, scope)?).into()
            }
            token => token.clone(),
        };
        token.set_span(self.call);
        Some(token)
    }

    /// Writes the inside of `$( … )` once for each match of the variables in it.
    fn repeat(
        &mut self,
        group: &Group,
        separator: &[TokenTree],
        scope: &Scope<'_>,
        out: &mut Vec<TokenTree>,
    ) -> Option<()> {
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut names = Vec::new();
        variables(&inner, scope, &mut names);
        let rounds = names
            .iter()
            .filter_map(|name| match scope.get(name.as_str()) {
                Some(Binding::Many(rounds)) => Some(rounds.len()),
                _ => None,
            });
        let counts: Vec<usize> = rounds.collect();
        let count = *counts.first()?;
        if counts.iter().any(|other| *other != count) {
            return None;
        }
        for round in 0..count {
            let mut inside = scope.clone();
            for name in &names {
                if let Some((name, Binding::Many(rounds))) = scope.get_key_value(name.as_str()) {
                    inside.insert(name, &rounds[round]);
                }
            }
            if round > 0 {
                let separator = separator.iter().map(|token| self.token(token, scope));
                out.extend(separator.collect::<Option<Vec<_>>>()?);
            }
            out.extend(self.write(&inner, &inside)?);
        }
        Some(())
    }
}

/// The bound variables among some tokens.
fn variables(tokens: &[TokenTree], scope: &Scope<'_>, names: &mut Vec<String>) {
    let mut dollar = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                variables(&inner, scope, names);
            }
            TokenTree::Ident(name) if dollar && scope.contains_key(name.to_string().as_str()) => {
                names.push(name.to_string());
            }
            _ => {}
        }
        dollar = matches!(token, TokenTree::Punct(p) if p.as_char() == '$');
    }
}
