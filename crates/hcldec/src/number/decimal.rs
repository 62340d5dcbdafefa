//! Numbers from decimal digits, and to the shortest digits that read back the same.

use super::{Number, PRECISION, ParseNumberError};
use num_bigint::BigUint;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// More digits than any number of this precision needs; what follows them only says
/// whether the number lies above them.
const DIGITS: usize = 2000;
/// The largest power of ten. Larger ones are no use to anybody, and writing them takes
/// a second each.
const MAX_EXPONENT: i64 = 100_000;

impl FromStr for Number {
    type Err = ParseNumberError;

    /// Reads digits with an optional sign, fraction and exponent: `-1.5e3`.
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        let (negative, unsigned) = match text.strip_prefix(['-', '+']) {
            Some(rest) => (text.starts_with('-'), rest),
            None => (false, text),
        };
        let (decimal, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((decimal, exponent)) => (decimal, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || whole.len() + fraction.len() == 0 {
            return Err(ParseNumberError::Invalid);
        }
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let leading = digits.iter().take_while(|b| **b == b'0').count();
        digits.drain(..leading);
        if digits.is_empty() {
            return Ok(Self::new(negative, BigUint::ZERO, 0, PRECISION));
        }
        let length = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let mut power = exponent.saturating_sub(length(fraction.len()));
        if power.saturating_add(length(digits.len())).abs() > MAX_EXPONENT {
            return Err(ParseNumberError::OutOfRange);
        }
        if digits.len() > DIGITS {
            let above = digits[DIGITS..].iter().any(|b| *b != b'0');
            power += length(digits.len() - DIGITS);
            digits.truncate(DIGITS);
            if above {
                digits.push(b'1');
                power -= 1;
            }
        }
        let mantissa = BigUint::parse_bytes(&digits, 10).ok_or(ParseNumberError::Invalid)?;
        Ok(scaled(negative, mantissa, power))
    }
}

fn parse_exponent(text: &str) -> Result<i64, ParseNumberError> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ParseNumberError::Invalid);
    }
    // Only too many digits can fail here.
    text.parse().map_err(|_| ParseNumberError::OutOfRange)
}

/// `mantissa * 10^power`, rounded once.
fn scaled(negative: bool, mantissa: BigUint, power: i64) -> Number {
    let ten = BigUint::from(10u32);
    let exponent = u32::try_from(power.unsigned_abs()).unwrap_or(u32::MAX);
    if power >= 0 {
        return Number::new(negative, mantissa * ten.pow(exponent), 0, PRECISION);
    }
    let divisor = ten.pow(exponent);
    let shift = (u64::from(PRECISION) + 2 + divisor.bits()).saturating_sub(mantissa.bits());
    let dividend = mantissa << shift;
    let quotient = &dividend / &divisor;
    let sticky = &quotient * &divisor != dividend;
    let exponent = -i64::try_from(shift).unwrap_or(i64::MAX);
    Number::rounded(negative, quotient, exponent, PRECISION, sticky)
}

impl fmt::Display for Number {
    /// All the digits before the point and the fewest behind it, never an exponent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        // An integer that its precision holds exactly is written as it is.
        if self.is_integer() && self.whole_bits() <= u64::from(self.precision) {
            return write!(f, "{}", self.whole());
        }
        let (digits, point) = shortest(self);
        if point <= 0 {
            let zeros = "0".repeat(usize::try_from(-point).unwrap_or(0));
            return write!(f, "0.{zeros}{digits}");
        }
        let point = usize::try_from(point).unwrap_or(0);
        if point >= digits.len() {
            write!(f, "{digits}{}", "0".repeat(point - digits.len()))
        } else {
            write!(f, "{}.{}", &digits[..point], &digits[point..])
        }
    }
}

impl Number {
    fn whole_bits(&self) -> u64 {
        self.mantissa.bits() + self.exponent.unsigned_abs()
    }
}

/// The fewest digits that lie nearer to the number than to its neighbours, and where
/// the point stands: the number is `0.digits * 10^point`. (Steele and White's method,
/// with the number and half the way to its neighbours as fractions of one divisor.)
fn shortest(number: &Number) -> (String, i64) {
    // The mantissa at full width, so that the neighbours are one away from it. The one
    // below a power of two is nearer, by half.
    let width = u64::from(number.precision).saturating_sub(number.mantissa.bits());
    let power_of_two = number.mantissa.bits() == 1;
    let mantissa = &number.mantissa << (width + 2);
    let exponent = number.exponent - i64::try_from(width + 2).unwrap_or(i64::MAX);
    let mut above = BigUint::from(2u32);
    let mut below = BigUint::from(if power_of_two { 1u32 } else { 2 });
    let mut rest = mantissa;
    let mut divisor = BigUint::from(1u32);
    if exponent >= 0 {
        let shift = exponent.unsigned_abs();
        rest <<= shift;
        above <<= shift;
        below <<= shift;
    } else {
        divisor <<= exponent.unsigned_abs();
    }
    let even = width > 0 || !number.mantissa.bit(0);
    let ten = BigUint::from(10u32);

    let mut point = estimate(number);
    let power = ten.pow(u32::try_from(point.unsigned_abs()).unwrap_or(u32::MAX));
    if point >= 0 {
        divisor *= power;
    } else {
        rest *= &power;
        above *= &power;
        below *= &power;
    }
    // The estimate is at most one too small.
    let reaches = |rest: &BigUint, above: &BigUint, divisor: &BigUint| {
        let sum = rest + above;
        if even {
            sum >= *divisor
        } else {
            sum > *divisor
        }
    };
    if reaches(&rest, &above, &divisor) {
        divisor *= &ten;
        point += 1;
    }

    let mut digits = Vec::new();
    loop {
        rest *= &ten;
        above *= &ten;
        below *= &ten;
        let digit = &rest / &divisor;
        rest -= &digit * &divisor;
        let mut digit = u8::try_from(&digit).unwrap_or(9);
        let low = if even { rest <= below } else { rest < below };
        let high = reaches(&rest, &above, &divisor);
        if low || high {
            let twice: BigUint = &rest << 1u32;
            let up = match (low, high) {
                (true, true) => match twice.cmp(&divisor) {
                    Ordering::Equal => digit % 2 == 1,
                    order => order.is_gt(),
                },
                (_, high) => high,
            };
            digit += u8::from(up);
            digits.push(b'0' + digit);
            break;
        }
        digits.push(b'0' + digit);
    }
    carry(&mut digits, &mut point);
    (String::from_utf8_lossy(&digits).into_owned(), point)
}

/// A last digit that became ten is carried over.
fn carry(digits: &mut Vec<u8>, point: &mut i64) {
    while digits.last() == Some(&(b'0' + 10)) {
        digits.pop();
        if let Some(last) = digits.last_mut() {
            *last += 1;
        } else {
            digits.push(b'1');
            *point += 1;
            return;
        }
    }
}

/// The power of ten just above the number, or one less.
fn estimate(number: &Number) -> i64 {
    let bits = number.exponent + i64::try_from(number.mantissa.bits()).unwrap_or(i64::MAX) - 1;
    // The logarithm of two, rounded so that the product is never too large.
    let log = if bits < 0 {
        30_102_999_567
    } else {
        30_102_999_566
    };
    (bits * log).div_euclid(100_000_000_000) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_its_own_digits() {
        for (text, written) in [
            ("0", "0"),
            ("-0", "0"),
            ("007", "7"),
            ("1.50", "1.5"),
            ("-0.001", "-0.001"),
            ("1e3", "1000"),
            ("1E+3", "1000"),
            ("25e-1", "2.5"),
            ("0.1", "0.1"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
            (
                "0.000000000000000000000000000001",
                "0.000000000000000000000000000001",
            ),
            ("99999999999999999999.9", "99999999999999999999.9"),
        ] {
            assert_eq!(
                text.parse::<Number>().unwrap().to_string(),
                written,
                "{text}"
            );
        }
        let large: Number = "1e400".parse().unwrap();
        assert_eq!(large.to_string(), format!("1{}", "0".repeat(400)));
        let small: Number = "1e-400".parse().unwrap();
        assert_eq!(small.to_string(), format!("0.{}1", "0".repeat(399)));
    }

    #[test]
    fn refuses_what_is_no_number_or_too_large() {
        for text in [
            "", "-", ".", "1x", "1e", "1e+", "0x1", "1_000", " 1", "e1", "--1",
        ] {
            assert_eq!(
                text.parse::<Number>(),
                Err(ParseNumberError::Invalid),
                "{text}"
            );
        }
        for text in ["1e100001", "1e-100002", "1e99999999999999999999"] {
            assert_eq!(
                text.parse::<Number>(),
                Err(ParseNumberError::OutOfRange),
                "{text}"
            );
        }
        assert!("1e100000000".parse::<Number>().is_err());
    }

    #[test]
    fn what_is_written_reads_back_equal() {
        for text in ["1", "3", "7", "0.3", "1e100", "1e-100", "12345.678"] {
            let number: Number = text.parse().unwrap();
            let third = number.checked_div(&"3".parse().unwrap()).unwrap();
            assert_eq!(
                third
                    .to_string()
                    .parse::<Number>()
                    .unwrap()
                    .magnitude(&third),
                Ordering::Equal
            );
        }
    }

    #[test]
    fn many_digits_take_no_time() {
        let text = "9".repeat(90_000);
        assert_eq!(text.parse::<Number>().unwrap().to_string().len(), 90_001);
        assert!("9".repeat(5_000_000).parse::<Number>().is_err());
    }
}
