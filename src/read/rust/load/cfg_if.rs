//! `cfg_if!`: the items of the first branch whose condition holds stand in its place.

use super::Loader;
use crate::read::rust::cfg::Truth;
use proc_macro2::{TokenStream, TokenTree};

/// A branch: its condition, none for the last `else`, and what is in it.
type Branch = (Option<TokenStream>, TokenStream);

impl Loader<'_> {
    /// Takes the items of a `cfg_if!`; false where it is not of that form.
    pub(super) fn cfg_if(&mut self, tokens: TokenStream) -> bool {
        let Some(branches) = branches(tokens) else {
            return false;
        };
        let mut before = Truth::Yes;
        for (condition, body) in branches {
            let own = condition.map_or(Truth::Yes, |tokens| self.cfg.predicate_tokens(tokens));
            let truth = before.and(own);
            if truth.here() {
                let Ok(file) = syn::parse2::<syn::File>(body) else {
                    return false;
                };
                let outer = self.around;
                self.around = outer.and(truth);
                self.items(file.items);
                self.around = outer;
                return true;
            }
            before = before.and(own.not());
        }
        true
    }
}

/// `if #[cfg(…)] { … } else if #[cfg(…)] { … } else { … }`
fn branches(tokens: TokenStream) -> Option<Vec<Branch>> {
    let mut tokens = tokens.into_iter().peekable();
    let mut branches = Vec::new();
    let group = |token: Option<TokenTree>| match token? {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    };
    let word = |token: Option<&TokenTree>, word: &str| matches!(token, Some(TokenTree::Ident(ident)) if ident == word);
    loop {
        let condition = if word(tokens.peek(), "if") {
            tokens.next();
            tokens.next_if(|t| matches!(t, TokenTree::Punct(p) if p.as_char() == '#'))?;
            let mut attribute = group(tokens.next())?.into_iter();
            word(attribute.next().as_ref(), "cfg").then_some(())?;
            Some(group(attribute.next())?)
        } else if branches.is_empty() {
            return None;
        } else {
            None
        };
        let last = condition.is_none();
        branches.push((condition, group(tokens.next())?));
        match tokens.next() {
            None => return Some(branches),
            Some(token) if !last && word(Some(&token), "else") => {}
            Some(_) => return None,
        }
    }
}
