//! Numbers as HCL has them: binary floats of 512 bits, read from their own decimal
//! digits, rounded half to even, and written as the shortest decimal that reads back
//! as the same number. So `123456789012345678901234567890` keeps its digits and
//! `0.1` is written `0.1`.
//!
//! Each number carries its precision, as in Go's `big.Float`: what a function counts is
//! an integer of 64 bits, and an operation has the greater precision of its operands.

mod arithmetic;
mod decimal;
mod reader;

pub(crate) use reader::{NotTaken, NumberReader};

use num_bigint::BigUint;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// The precision of a number that was read from digits.
const PRECISION: u32 = 512;
/// The precision of a number that was made from an integer of the machine.
const INTEGER_PRECISION: u32 = 64;

/// The binary exponent of the largest number, just above 10 to the power of 100,000.
const MAX_BITS: i64 = 332_193;

/// A number: a sign, and a mantissa times a power of two.
///
/// ```
/// use hcldec::Number;
///
/// let big: Number = "123456789012345678901234567890".parse().unwrap();
/// assert_eq!((&big + &Number::from(1)).to_string(), "123456789012345678901234567891");
/// assert_eq!("1e3".parse::<Number>().unwrap().to_string(), "1000");
/// assert!("1e999999999".parse::<Number>().is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Number {
    negative: bool,
    /// Odd, or zero: each number has one form.
    mantissa: BigUint,
    exponent: i64,
    precision: u32,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseNumberError {
    /// It is not made of digits, with a fraction and an exponent where wanted.
    Invalid,
    /// It is greater than 10 to the power of 100,000, or that much smaller than one.
    OutOfRange,
}

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "not a number",
            Self::OutOfRange => "the number is out of range",
        })
    }
}

impl std::error::Error for ParseNumberError {}

impl Number {
    /// The number `mantissa * 2^exponent`, rounded to the precision.
    fn new(negative: bool, mantissa: BigUint, exponent: i64, precision: u32) -> Self {
        Self::rounded(negative, mantissa, exponent, precision, false)
    }

    /// The same, where `sticky` says that the mantissa is cut off, and something
    /// smaller than its last bit follows.
    fn rounded(
        negative: bool,
        mut mantissa: BigUint,
        mut exponent: i64,
        precision: u32,
        sticky: bool,
    ) -> Self {
        let surplus = mantissa.bits().saturating_sub(u64::from(precision));
        if surplus > 0 {
            let half = mantissa.bit(surplus - 1);
            let below = sticky || mantissa.trailing_zeros().is_some_and(|n| n < surplus - 1);
            mantissa >>= surplus;
            exponent += i64::try_from(surplus).unwrap_or(i64::MAX);
            if half && (below || mantissa.bit(0)) {
                mantissa += 1u32;
            }
        }
        match mantissa.trailing_zeros() {
            Some(zeros) => {
                mantissa >>= zeros;
                exponent += i64::try_from(zeros).unwrap_or(i64::MAX);
            }
            None => exponent = 0,
        }
        Self {
            negative: negative && mantissa.bits() > 0,
            mantissa,
            exponent,
            precision,
        }
    }

    /// Nothing.
    #[must_use]
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// How many digits it is written with, roughly.
    pub(crate) fn digits(&self) -> usize {
        let bits = self.mantissa.bits() + self.exponent.unsigned_abs();
        usize::try_from(bits / 3).unwrap_or(usize::MAX)
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.mantissa.bits() == 0
    }

    /// Whether it is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// Whether it is as large as a number may be, or smaller. Calculations could go on
    /// beyond, but no machine could write down what comes of them.
    pub(super) fn is_in_range(&self) -> bool {
        let bits = self.exponent + i64::try_from(self.mantissa.bits()).unwrap_or(i64::MAX);
        bits.abs() <= MAX_BITS
    }

    /// As an integer of the machine, where it is one that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        if !self.is_integer() || self.exponent > 64 {
            return None;
        }
        let whole = i128::try_from(&self.mantissa << self.exponent).ok()?;
        i64::try_from(if self.negative { -whole } else { whole }).ok()
    }

    /// As a size or an index, where it is one that fits.
    #[must_use]
    pub fn as_usize(&self) -> Option<usize> {
        usize::try_from(self.as_i64()?).ok()
    }

    /// The nearest float of the machine; infinite where it is out of range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // The standard library rounds a decimal rightly, and seventeen digits tell
        // one float from the next; the shortest form of a number has all it needs.
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        let top = |n: &Self| n.exponent + i64::try_from(n.mantissa.bits()).unwrap_or(i64::MAX);
        match (self.is_zero(), other.is_zero()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
        top(self).cmp(&top(other)).then_with(|| {
            // The same top bit, so the shift is at most the precision.
            let low = self.exponent.min(other.exponent);
            (&self.mantissa << (self.exponent - low))
                .cmp(&(&other.mantissa << (other.exponent - low)))
        })
    }
}

impl Ord for Number {
    /// By value; of different precision, those that are written alike are equal.
    fn cmp(&self, other: &Self) -> Ordering {
        let exact = match (self.negative, other.negative) {
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        };
        if exact.is_ne()
            && self.precision != other.precision
            && !self.is_integer()
            && !other.is_integer()
            && self.to_string() == other.to_string()
        {
            return Ordering::Equal;
        }
        exact
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl Hash for Number {
    /// Equal numbers may differ in their last bits, so only the leading ones count.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.negative.hash(state);
        if self.is_integer() {
            self.mantissa.hash(state);
            self.exponent.hash(state);
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        let mantissa = BigUint::from(value.unsigned_abs());
        Self::new(value < 0, mantissa, 0, INTEGER_PRECISION)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self::new(false, BigUint::from(value), 0, INTEGER_PRECISION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn orders_by_value() {
        let ascending = [
            "-1e400", "-2", "-1.5", "0", "0.1", "0.2", "1", "1.5", "1e400",
        ];
        for pair in ascending.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
        assert_eq!(number("1"), Number::from(1));
        assert_eq!(number("0"), number("-0"));
    }

    #[test]
    fn is_an_integer_of_the_machine_where_it_fits() {
        assert_eq!(number("-12").as_i64(), Some(-12));
        assert_eq!(number("9223372036854775807").as_i64(), Some(i64::MAX));
        assert_eq!(number("-9223372036854775808").as_i64(), Some(i64::MIN));
        assert_eq!(number("9223372036854775808").as_i64(), None);
        assert_eq!(number("1.5").as_i64(), None);
        assert_eq!(number("1e400").as_i64(), None);
        assert_eq!(number("-1").as_usize(), None);
        assert!((number("0.1").to_f64() - 0.1).abs() < f64::EPSILON);
    }
}
