//! The operators on numbers. All are exact before the one rounding at their end.

use super::{Number, PRECISION};
use num_bigint::BigUint;
use std::ops::{Add, Mul, Neg, Sub};

impl Add for &Number {
    type Output = Number;

    fn add(self, other: &Number) -> Number {
        let precision = self.precision.max(other.precision);
        if self.is_zero() || other.is_zero() {
            let some = if self.is_zero() { other } else { self };
            return some.clone().with_precision(precision);
        }
        let (large, small) = if self.magnitude(other).is_ge() {
            (self, other)
        } else {
            (other, self)
        };
        // What lies far below the last bit of the larger one only says how to round.
        let reach = i64::from(precision) + 2;
        let top = |n: &Number| n.exponent + i64::try_from(n.mantissa.bits()).unwrap_or(i64::MAX);
        if top(small) < (top(large) - reach).min(large.exponent) - 1 {
            let shift = u64::from(precision) + 4;
            let mut mantissa = &large.mantissa << shift;
            if large.negative == small.negative {
                mantissa += 1u32;
            } else {
                mantissa -= 1u32;
            }
            let exponent = large.exponent - i64::try_from(shift).unwrap_or(i64::MAX);
            return Number::new(large.negative, mantissa, exponent, precision);
        }
        let low = large.exponent.min(small.exponent);
        let a = &large.mantissa << (large.exponent - low);
        let b = &small.mantissa << (small.exponent - low);
        let mantissa = if large.negative == small.negative {
            a + b
        } else {
            a - b
        };
        Number::new(large.negative, mantissa, low, precision)
    }
}

impl Sub for &Number {
    type Output = Number;

    fn sub(self, other: &Number) -> Number {
        self + &-other
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        Number {
            negative: !self.negative && !self.is_zero(),
            ..self.clone()
        }
    }
}

impl Mul for &Number {
    type Output = Number;

    fn mul(self, other: &Number) -> Number {
        let mantissa = &self.mantissa * &other.mantissa;
        let exponent = self.exponent + other.exponent;
        let negative = self.negative != other.negative;
        let mut product = Number::new(negative, mantissa, exponent, PRECISION);
        // A product may need more bits than its factors have, and keeps them.
        let needed = u32::try_from(product.mantissa.bits()).unwrap_or(PRECISION);
        product.precision = self.precision.max(other.precision).max(needed);
        product
    }
}

impl Number {
    /// The quotient; none where the divisor is zero.
    #[must_use]
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let precision = self.precision.max(other.precision);
        // One bit more than wanted, and whether anything is left, is all that rounding needs.
        let wanted = u64::from(precision) + 2 + other.mantissa.bits();
        let shift = wanted.saturating_sub(self.mantissa.bits());
        let dividend = &self.mantissa << shift;
        let quotient = &dividend / &other.mantissa;
        let sticky = &quotient * &other.mantissa != dividend;
        let exponent = self.exponent - other.exponent - i64::try_from(shift).unwrap_or(i64::MAX);
        let negative = self.negative != other.negative;
        Some(Self::rounded(
            negative, quotient, exponent, precision, sticky,
        ))
    }

    /// What is left of it after taking away the divisor as often as it fits, with the
    /// sign of the dividend; none where the divisor is zero.
    #[must_use]
    pub fn checked_rem(&self, other: &Self) -> Option<Self> {
        let mut whole = self.checked_div(other)?.truncated();
        whole.precision = self.precision;
        let precision = self.precision;
        let taken = &whole * other;
        let rest = self - &taken.with_precision(precision);
        Some(rest.with_precision(precision))
    }

    /// Without its fraction.
    #[must_use]
    pub fn truncated(&self) -> Self {
        if self.is_integer() {
            return self.clone();
        }
        let mantissa = &self.mantissa >> self.exponent.unsigned_abs();
        Self::new(self.negative, mantissa, 0, self.precision)
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self {
            negative: false,
            ..self.clone()
        }
    }

    fn with_precision(self, precision: u32) -> Self {
        Self::new(self.negative, self.mantissa, self.exponent, precision)
    }

    /// The digits before the point of a number that has no fraction.
    pub(super) fn whole(&self) -> BigUint {
        &self.mantissa << self.exponent.unsigned_abs()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Number;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn calculates_with_512_bits() {
        let pi = "3.14159265358979323846264338327950288419716939937510582097494459";
        let (a, b) = (number(pi), number("1"));
        assert_eq!(
            (&a + &b).to_string(),
            "4.14159265358979323846264338327950288419716939937510582097494459"
        );
        assert_eq!((&number("3.5") - &number("2")).to_string(), "1.5");
        assert_eq!((&number("2") - &number("3.5")).to_string(), "-1.5");
        assert_eq!((&number("2") * &number("4.5")).to_string(), "9");
        assert_eq!((&number("1e300") * &number("1e300")).to_string().len(), 601);
        assert_eq!((&number("1e1000") + &number("1")).to_string().len(), 1001);
        assert_eq!((&number("0.1") + &number("0.2")).to_string().len(), 3);
    }

    #[test]
    fn divides_and_keeps_the_rest() {
        let div = |a: &str, b: &str| number(a).checked_div(&number(b)).map(|n| n.to_string());
        let rem = |a: &str, b: &str| number(a).checked_rem(&number(b)).map(|n| n.to_string());
        assert_eq!(div("1", "10").as_deref(), Some("0.1"));
        assert_eq!(div("5", "0"), None);
        assert_eq!(rem("11", "5").as_deref(), Some("1"));
        assert_eq!(rem("-11", "5").as_deref(), Some("-1"));
        assert_eq!(rem("11", "-5").as_deref(), Some("1"));
        assert_eq!(rem("5", "0"), None);
        // 5.1 has no exact binary form, and the difference shows behind 152 zeros.
        let zeros = "0".repeat(152);
        assert_eq!(rem("11", "5.1"), Some(format!("0.8{zeros}24")));
    }
}
