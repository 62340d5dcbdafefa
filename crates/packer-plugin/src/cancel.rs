//! Stopping what runs, when the user has interrupted Packer or a time-out has passed.

use crate::wire::lock;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{error, fmt};

/// Tells an author's code that it is to stop. All clones are one token, for any number of
/// threads.
///
/// Whoever waits for something asks it now and then with [`check`](Self::check), sleeps with
/// [`sleep`](Self::sleep), or has something done at once with [`on_cancel`](Self::on_cancel).
///
/// ```
/// use packer_plugin::Cancel;
/// use std::time::Duration;
///
/// let cancel = Cancel::new();
/// assert!(cancel.sleep(Duration::from_millis(1)).is_ok());
/// cancel.cancel();
/// assert!(cancel.check().is_err());
/// assert!(cancel.sleep(Duration::from_secs(3600)).is_err());
/// ```
#[derive(Clone, Default)]
pub struct Cancel {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    cancelled: bool,
    callbacks: Vec<Box<dyn FnOnce() + Send>>,
}

/// The work was cancelled before it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cancelled")
    }
}

impl error::Error for Cancelled {}

impl Cancel {
    /// A token that is not cancelled.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels, once. What waits for it wakes up, and the callbacks run in this thread.
    pub fn cancel(&self) {
        let mut state = lock(&self.shared.state);
        state.cancelled = true;
        let callbacks = std::mem::take(&mut state.callbacks);
        drop(state);
        self.shared.changed.notify_all();
        for callback in callbacks {
            callback();
        }
    }

    /// Whether it is cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        lock(&self.shared.state).cancelled
    }

    /// An error once it is cancelled, so that `?` ends the work.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }

    /// Sleeps, and wakes up with an error as soon as it is cancelled.
    pub fn sleep(&self, time: Duration) -> Result<(), Cancelled> {
        let start = Instant::now();
        let mut state = lock(&self.shared.state);
        while !state.cancelled {
            let Some(left) = time.checked_sub(start.elapsed()).filter(|t| !t.is_zero()) else {
                return Ok(());
            };
            state = self
                .shared
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        Err(Cancelled)
    }

    /// Has that done when it is cancelled, in the thread that cancels; at once where it is
    /// already.
    pub fn on_cancel(&self, callback: impl FnOnce() + Send + 'static) {
        let mut state = lock(&self.shared.state);
        if state.cancelled {
            drop(state);
            callback();
        } else {
            state.callbacks.push(Box::new(callback));
        }
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cancel")
            .field("cancelled", &self.is_cancelled())
            .finish_non_exhaustive()
    }
}
