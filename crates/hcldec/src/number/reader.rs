//! The numbers of one text. A few bytes can spell a hundred thousand digits, so there is a
//! limit to those of all large numbers together.

use super::{Number, ParseNumberError};

/// How many digits the large numbers of a text may have together.
const MOST: usize = 2_000_000;
/// A number of more digits than this is large.
const LARGE: usize = 1000;

/// Reads the numbers of a text.
#[derive(Debug)]
pub(crate) struct NumberReader {
    left: usize,
}

/// Why something is not taken for a number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NotTaken {
    /// It is none.
    Invalid,
    /// What is wrong with it, and what is expected.
    TooLarge(&'static str, &'static str),
}

impl Default for NumberReader {
    fn default() -> Self {
        Self { left: MOST }
    }
}

impl NumberReader {
    pub(crate) fn read(&mut self, text: &str) -> Result<Number, NotTaken> {
        const TOO_MANY: NotTaken = NotTaken::TooLarge(
            "the numbers of this file have too many digits",
            "large numbers may have 2000000 digits together",
        );
        let exponent = text.split_once(['e', 'E']).map_or("", |(_, digits)| digits);
        if self.left == 0 && exponent.trim_start_matches(['+', '-', '0']).len() > 3 {
            return Err(TOO_MANY);
        }
        let number: Number = text.parse().map_err(|wrong| match wrong {
            ParseNumberError::Invalid => NotTaken::Invalid,
            ParseNumberError::OutOfRange => NotTaken::TooLarge(
                "this number is out of range",
                "numbers go up to 10 to the power of 100000",
            ),
        })?;
        let digits = number.digits();
        if digits > LARGE {
            if digits > self.left {
                self.left = 0;
                return Err(TOO_MANY);
            }
            self.left -= digits;
        }
        Ok(number)
    }
}
