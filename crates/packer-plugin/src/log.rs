//! Lines for Packer's log, which it writes with `PACKER_LOG=1` and nobody sees otherwise. They
//! go to standard error, where Packer puts the plugin's name before them; what people are to
//! read goes to the [`Ui`](crate::Ui).
//!
//! ```
//! use packer_plugin::log;
//!
//! log::info("2 servers are left from the last run");
//! log::secret("s3cr3t");
//! log::debug("the answer was s3cr3t"); // [DEBUG] the answer was <sensitive>
//! ```

use crate::wire::lock;
use std::fmt::Display;
use std::io::Write;
use std::sync::Mutex;

/// What must not be read in any line.
static SECRETS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// What is written in place of a secret, as Packer writes it.
const MASK: &str = "<sensitive>";

/// What helps to find out what the plugin did.
pub fn debug(message: impl Display) {
    write("DEBUG", &message.to_string());
}

/// What the plugin did.
pub fn info(message: impl Display) {
    write("INFO", &message.to_string());
}

/// What may be wrong.
pub fn warn(message: impl Display) {
    write("WARN", &message.to_string());
}

/// What went wrong.
pub fn error(message: impl Display) {
    write("ERROR", &message.to_string());
}

/// From now on that text is masked in all that this process logs, in what it says to the user,
/// and in its errors. Packer masks its own sensitive variables by itself; this is for secrets that the
/// plugin has come by otherwise.
pub fn secret(text: impl Into<String>) {
    let text = text.into();
    let mut secrets = lock(&SECRETS);
    if !text.trim().is_empty() && !secrets.contains(&text) {
        secrets.push(text);
        // The longest first, for one may be a part of another.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    }
}

/// The text without the secrets in it.
pub(crate) fn masked(text: &str) -> String {
    let secrets = lock(&SECRETS);
    secrets
        .iter()
        .fold(text.to_owned(), |text, secret| text.replace(secret, MASK))
}

/// What Packer takes for its own crash when it reads it in its log, and what says the same.
const CRASHES: [(&str, &str); 2] = [("panic: ", "panic - "), ("fatal error: ", "fatal error - ")];

/// Every line gets the level, since Packer takes each for itself.
fn write(level: &str, message: &str) {
    let message = CRASHES.iter().fold(masked(message), |text, (crash, same)| {
        text.replace(crash, same)
    });
    let lines: String = message
        .lines()
        .map(|line| format!("[{level}] {line}\n"))
        .collect();
    // Where nobody listens there is nobody to tell.
    let _ = std::io::stderr().lock().write_all(lines.as_bytes());
}
