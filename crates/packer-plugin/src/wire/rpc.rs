//! Calls by name, as Go's `net/rpc` has them: a header, then the argument or the result, one
//! value after the other.

mod client;
mod server;

pub(crate) use client::Client;
pub(crate) use server::{Service, Services, guarded, no_method, serve};

use crate::Error;
use std::fmt;

/// What the other side answered in place of a result, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused(pub(crate) String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// An error with those that caused it, in one line as Packer shows it.
pub(crate) fn in_words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        // Many say in their own words what caused them.
        if !words.contains(&more) {
            words.push_str(": ");
            words.push_str(&more);
        }
        cause = error.source();
    }
    words
}

#[cfg(test)]
mod tests;
