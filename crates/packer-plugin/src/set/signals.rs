//! An interrupt at the terminal reaches the plugin as well as Packer. It is Packer's to deal
//! with, which tells the plugin by a call: the plugin must live on to clean up.

use crate::log;
use signal_hook::consts::{SIGINT, SIGTERM};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// From now on these signals do nothing. They are caught, not ignored: what is ignored stays so
/// in the programs that a plugin starts.
pub(super) fn catch() {
    let caught = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        if let Err(error) = signal_hook::flag::register(signal, caught.clone()) {
            log::warn(format_args!("signal {signal} is not caught: {error}"));
        }
    }
}
