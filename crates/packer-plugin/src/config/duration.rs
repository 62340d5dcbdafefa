//! Durations as templates write them: `1h5m2s`.

use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// A length of time, written as one or more numbers with a unit each: `90s`, `1h5m2s`,
/// `1.5h`, `-1s`. Units are `h`, `m`, `s`, `ms`, `us` (or `µs`) and `ns`. It can be
/// negative, which some options take for "never".
///
/// ```
/// use packer_plugin::config::Duration;
///
/// let wait: Duration = "1h5m2s".parse()?;
/// assert_eq!(wait.to_std(), Some(std::time::Duration::from_secs(3902)));
/// assert_eq!(Duration::from_secs(90).to_string(), "1m30s");
/// assert_eq!("-1s".parse::<Duration>()?.to_std(), None);
/// assert!("5 minutes".parse::<Duration>().is_err());
/// # Ok::<(), packer_plugin::config::InvalidDuration>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(try_from = "String")]
pub struct Duration {
    nanoseconds: i64,
}

/// A text that is no duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDuration {
    text: String,
    why: &'static str,
}

/// Units with their nanoseconds, the longer name first where one begins another.
const UNITS: [(&str, i64); 7] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

impl Duration {
    /// That many seconds; as many as there can be, where that is fewer (292 years).
    #[must_use]
    pub const fn from_secs(seconds: i64) -> Self {
        let nanoseconds = seconds.saturating_mul(1_000_000_000);
        Self { nanoseconds }
    }

    /// As the standard library has it; none for a negative one.
    #[must_use]
    pub fn to_std(self) -> Option<std::time::Duration> {
        let nanoseconds = u64::try_from(self.nanoseconds).ok()?;
        Some(std::time::Duration::from_nanos(nanoseconds))
    }
}

impl FromStr for Duration {
    type Err = InvalidDuration;

    fn from_str(text: &str) -> Result<Self, InvalidDuration> {
        let invalid = |why| InvalidDuration {
            text: text.to_owned(),
            why,
        };
        let too_long = || invalid("it is too long");
        let (sign, mut rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        if rest == "0" {
            return Ok(Self::default());
        }
        if rest.is_empty() {
            return Err(invalid("it is empty"));
        }
        let mut total: i64 = 0;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
            let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
            let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
            if whole.is_empty() && fraction.is_empty() || fraction.contains('.') {
                return Err(invalid("a number is missing"));
            }
            let unit = after.find(|c: char| c.is_ascii_digit() || c == '.');
            let (unit, after) = after.split_at(unit.unwrap_or(after.len()));
            let unit = UNITS.iter().find(|(name, _)| *name == unit);
            let (_, unit) =
                unit.ok_or_else(|| invalid("each number needs a unit: h, m, s, ms, us or ns"))?;
            let mut nanoseconds = match whole {
                "" => Some(0),
                digits => digits
                    .parse::<i64>()
                    .ok()
                    .and_then(|n| n.checked_mul(*unit)),
            };
            let mut place = *unit;
            for digit in fraction.bytes() {
                place /= 10;
                nanoseconds =
                    nanoseconds.and_then(|n| n.checked_add(i64::from(digit - b'0') * place));
            }
            let sum = nanoseconds.and_then(|n| total.checked_add(n));
            total = sum.ok_or_else(too_long)?;
            rest = after;
        }
        let nanoseconds = sign * total;
        Ok(Self { nanoseconds })
    }
}

impl TryFrom<String> for Duration {
    type Error = InvalidDuration;

    fn try_from(text: String) -> Result<Self, InvalidDuration> {
        text.parse()
    }
}

/// The form that it is read from, in as few words as say it.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nanoseconds < 0 {
            f.write_str("-")?;
        }
        let mut rest = self.nanoseconds.unsigned_abs();
        if rest == 0 {
            return f.write_str("0s");
        }
        for (name, unit) in UNITS.iter().rev().filter(|(name, _)| *name != "µs") {
            let count = rest / unit.unsigned_abs();
            rest %= unit.unsigned_abs();
            if count > 0 {
                write!(f, "{count}{name}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for InvalidDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, why } = self;
        write!(f, "`{text}` is no duration such as `1h5m2s`: {why}")
    }
}

impl std::error::Error for InvalidDuration {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_go_reads_them() {
        for (text, shown) in [
            ("0", "0s"),
            ("+5s", "5s"),
            ("1.5h", "1h30m"),
            ("2h45m", "2h45m"),
            ("300ms", "300ms"),
            ("1µs1us", "2us"),
            (".5s", "500ms"),
            ("1.s", "1s"),
            ("-1m30s", "-1m30s"),
        ] {
            assert_eq!(
                text.parse::<Duration>().unwrap().to_string(),
                shown,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in [
            "", "-", "5", "s", "5x", "1..2s", ".s", "9999999h", "5 m", "--5s", "١s",
        ] {
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
    }
}
