//! Holds the signals that end a program until files are in place.

use signal_hook::{flag, low_level};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

#[cfg(unix)]
const ENDING: [i32; 4] = {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
};
#[cfg(not(unix))]
const ENDING: [i32; 2] = [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM];

/// A handler stays once it is there, so this one lets signals through when
/// nothing is being put in place.
struct Handlers {
    idle: Arc<AtomicBool>,
    arrived: Arc<AtomicUsize>,
}

static HANDLERS: OnceLock<Handlers> = OnceLock::new();

fn install() -> Handlers {
    let idle = Arc::new(AtomicBool::new(true));
    let arrived = Arc::new(AtomicUsize::new(0));
    for signal in ENDING.into_iter().filter(|signal| !is_ignored(*signal)) {
        // Where a signal cannot be held it ends the program, as without us.
        let _ = flag::register_conditional_default(signal, Arc::clone(&idle));
        if let Ok(number) = usize::try_from(signal) {
            let _ = flag::register_usize(signal, Arc::clone(&arrived), number);
        }
    }
    Handlers { idle, arrived }
}

/// Whether the process was started with a signal switched off, as `nohup` does: it stays so.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// While this lives, the signals wait.
pub(super) struct Held(&'static Handlers);

impl Held {
    pub(super) fn new() -> Self {
        let handlers = HANDLERS.get_or_init(install);
        handlers.idle.store(false, Ordering::SeqCst);
        Self(handlers)
    }

    /// Whether one has come.
    pub(super) fn arrived(&self) -> bool {
        self.0.arrived.load(Ordering::SeqCst) != 0
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.idle.store(true, Ordering::SeqCst);
        // What was held takes effect now, as if nobody had been in the way.
        if let Ok(signal @ 1..) = i32::try_from(self.0.arrived.swap(0, Ordering::SeqCst)) {
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}
