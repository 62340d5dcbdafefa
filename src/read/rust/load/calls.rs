//! Macro calls among the items of a module: `include!` and macros by example put items in
//! their place; other macros are remembered, for whoever misses a name.

use super::Loader;
use crate::diagnostics::{Diagnostic, Place};
use crate::read::rust::cfg::Truth;
use crate::read::rust::items::{MacroCall, names, plain};
use crate::read::rust::macros::{Budget, Rules};
use crate::read::rust::text::{Parsed, tidy, too_deep};
use proc_macro2::Span;
use std::rc::Rc;

/// How deep macros may call macros: rustc's own limit.
const MAX_EXPANSION: usize = 128;

impl Loader<'_> {
    pub(super) fn macro_call(&mut self, item: &syn::ItemMacro) {
        if self.cfg.holds(&item.attrs) == Truth::No {
            return;
        }
        let path = names(&item.mac.path);
        let (Some(name), Some(last)) = (path.last().cloned(), item.mac.path.segments.last()) else {
            return;
        };
        let span = last.ident.span();
        if name == "macro_rules" {
            return self.define_macro(item);
        }
        if name == "include"
            && let Ok(path) = item.mac.parse_body::<syn::LitStr>()
        {
            return self.include(&path);
        }
        if name == "cfg_if" && self.cfg_if(item.mac.tokens.clone()) {
            return;
        }
        if let Some(items) = self.expand(&path, item.mac.tokens.clone(), span) {
            self.expanding += 1;
            self.items(items);
            self.expanding -= 1;
            return;
        }
        self.scope.macros.push(MacroCall {
            name,
            tokens: item.mac.tokens.clone(),
            parsed: Rc::clone(&self.parsed),
            span,
        });
    }

    fn define_macro(&mut self, item: &syn::ItemMacro) {
        let (Some(name), Some(rules)) = (&item.ident, Rules::parse(item.mac.tokens.clone())) else {
            return;
        };
        let (name, rules) = (plain(name), Rc::new(rules));
        self.crates.macros.define(self.module, &name, &rules);
        if item
            .attrs
            .iter()
            .any(|attr| attr.path().is_ident("macro_export"))
        {
            let root = self.crates.krate(self.module).root;
            self.crates.macros.define(root, &name, &rules);
        }
    }

    /// The items that a macro makes; none where it is not known or they are no items.
    fn expand(
        &mut self,
        path: &[String],
        arguments: proc_macro2::TokenStream,
        call: Span,
    ) -> Option<Vec<syn::Item>> {
        if self.expanding == 0 {
            self.budget = Budget::default();
        }
        if self.budget.spent {
            return Some(Vec::new());
        }
        let (rules, krate) = self.crates.find_macro(self.module, &self.scope, path)?;
        self.budget.call();
        self.budget.spent |= self.expanding > MAX_EXPANSION;
        let tokens = rules.expand(arguments, call, krate.as_deref(), &mut self.budget);
        if self.budget.spent {
            self.endless_macro(path, call);
            return Some(Vec::new());
        }
        let tokens = tokens?;
        if too_deep(tokens.clone(), 0).is_some() {
            self.budget.spent = true;
            self.endless_macro(path, call);
            return Some(Vec::new());
        }
        Some(syn::parse2::<syn::File>(tokens).ok()?.items)
    }

    fn endless_macro(&mut self, path: &[String], call: Span) {
        let message = format!(
            "the macro `{}!` makes more and more of itself",
            path.join("::")
        );
        let wrong = Diagnostic::error("macro-limit", message).at(self.parsed.place(call));
        let help = "what one call leads to is far above what anybody writes; does it end?";
        self.crates.report(wrong.help(help));
    }

    /// Takes the items of an included file as its own. What this tool generates has no
    /// types in it, and may not be there yet.
    fn include(&mut self, path: &syn::LitStr) {
        if path.value().ends_with(".hcl2spec.rs") {
            return;
        }
        let file = self.parsed.path.with_file_name(path.value());
        let place: Place = self.parsed.place(path.span());
        let file = tidy(&file);
        if self.included.contains(&file) || self.parsed.path == file {
            let wrong = Diagnostic::error("include-cycle", "this file is included in itself");
            return self.crates.report(wrong.at(place));
        }
        let text = match self.crates.files.read(&file) {
            Ok(text) => text,
            Err(e) => {
                let message = format!("`{}` cannot be read: {e}", self.crates.files.name(&file));
                let wrong = Diagnostic::error("missing-file", message).at(place);
                return self.crates.report(wrong.label("included here"));
            }
        };
        match Parsed::parse(&file, &text) {
            Ok((parsed, syntax)) => {
                let outer = std::mem::replace(&mut self.parsed, parsed);
                self.included.push(file);
                self.items(syntax.items);
                self.included.pop();
                self.parsed = outer;
            }
            Err(wrong) => self
                .crates
                .report(wrong.related("it is included here", place)),
        }
    }
}
