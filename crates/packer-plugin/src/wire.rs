//! What goes between Packer and a plugin, from the bytes of a socket up to calls by name. Each
//! part knows only those before it: a socket carries streams (`mux`), streams get numbers that
//! both sides know (`broker`), a stream carries calls (`rpc`) made of values (`msgpack`), and
//! some of those hold bytes in Go's own form (`gob`).
//!
//! Whatever comes in is bounded in length, count and depth: a peer that sends nonsense ends the
//! connection, never the process by exhaustion.

pub(crate) mod broker;
pub(crate) mod gob;
pub(crate) mod msgpack;
pub(crate) mod mux;
pub(crate) mod rpc;
pub(crate) mod socket;

#[cfg(test)]
mod recorded;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks what no panic can leave half changed: every critical section here only moves values.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
