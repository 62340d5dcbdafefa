//! Why a name leads nowhere: a macro makes it, or nothing does, and what was meant then.
//! Asked only where somebody is to be told.

use super::{Found, Space};
use crate::diagnostics::Diagnostic;
use crate::read::rust::crates::Crates;
use crate::read::rust::items::{MacroCall, ModId};
use crate::read::rust::leaf_types;
use crate::read::rust::unresolved::{Unresolved, Within};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::HashSet;

impl Crates {
    /// Says of a missing name whether a macro makes it.
    pub(super) fn explain(&mut self, why: Unresolved) -> Unresolved {
        let Unresolved::Missing { name, within, .. } = &why else {
            return why;
        };
        let (Within::Scope(module) | Within::Module(module)) = *within else {
            return why;
        };
        let made = self.made(module, &name.clone(), &mut HashSet::new());
        made.unwrap_or(why)
    }

    /// The macro that makes a name, in a module or in one whose names are its own too.
    fn made(&mut self, module: ModId, name: &str, seen: &mut HashSet<ModId>) -> Option<Unresolved> {
        let scope = self.scope(module).filter(|_| seen.insert(module))?;
        // What is included by a literal path was read; the rest is made by a build script.
        let made = |call: &&MacroCall| call.name == "include" || makes(&call.tokens, name);
        if let Some(call) = scope.macros.iter().find(made) {
            return Some(Unresolved::Made {
                name: name.to_owned(),
                by: call.name.clone(),
                place: call.parsed.place(call.span),
            });
        }
        scope
            .globs
            .iter()
            .find_map(|import| match self.follow(module, import, Space::Types) {
                Ok(Found::Mod(from)) => self.made(from, name, seen),
                _ => None,
            })
    }

    /// Completes a finding about a name that is not there: the glob that may have been meant
    /// to bring it, and names that are like it.
    pub(in crate::read::rust) fn help_with_missing(
        &mut self,
        mut wrong: Diagnostic,
        name: &str,
        within: &Within,
    ) -> Diagnostic {
        let (Within::Scope(module) | Within::Module(module)) = *within else {
            return wrong;
        };
        let Some(scope) = self.scope(module) else {
            return wrong;
        };
        if let Some(left_out) = scope.left_out.get(name) {
            wrong = wrong.related(
                format!("it is here, and {} does not hold", code(&left_out.cfg)),
                left_out.parsed.place(left_out.span),
            );
            if let Some(feature) = feature(&left_out.cfg) {
                let krate = self.krate(module);
                wrong = wrong.help(if krate.local {
                    format!("turn the feature on: `--features {feature}`")
                } else {
                    let package = krate.name.replace('_', "-");
                    format!(
                        "turn the feature on in Cargo.toml: \
                         `{package} = {{ …, features = [\"{feature}\"] }}`"
                    )
                });
            }
            return wrong;
        }
        for import in &scope.globs {
            if let Err(Unresolved::Missing { name, .. }) = self.follow(module, import, Space::Types)
            {
                let place = import.parsed.place(import.span);
                wrong = wrong.related(format!("this import leads nowhere: no `{name}`"), place);
            }
        }
        let own = scope.types.keys().chain(scope.named.keys());
        let mut near: Vec<String> = own.cloned().collect();
        if matches!(within, Within::Scope(_)) {
            near.extend(self.external_names(module));
            near.extend(leaf_types::BUILTINS.map(str::to_owned));
        }
        near.sort();
        wrong.did_you_mean(name, near.iter().map(String::as_str))
    }
}

/// A `#[cfg(…)]` in back-ticks; words where a branch of a macro has left something out.
fn code(cfg: &str) -> String {
    if cfg.is_empty() {
        "the condition around it".to_owned()
    } else {
        format!("`{cfg}`")
    }
}

/// The one feature that a `cfg` asks for.
pub(in crate::read::rust) fn feature(cfg: &str) -> Option<&str> {
    let inner = cfg.strip_prefix("#[cfg(")?.strip_suffix(")]")?;
    let value = inner.trim().strip_prefix("feature")?.trim_start();
    let name = value.strip_prefix('=')?.trim().strip_prefix('"')?;
    name.strip_suffix('"').filter(|name| !name.contains('"'))
}

/// Whether a name is among the tokens of a macro call, so that the macro may define it.
fn makes(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => makes(&group.stream(), name),
        _ => false,
    })
}
