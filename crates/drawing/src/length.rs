//! Lengths as pictures write them.

use std::fmt;

/// A length, angle-free and short: at most four decimals, no exponent, never `-0`.
///
/// The standard library's way to write a number finds the shortest text that reads back as exactly
/// the same one. Nothing drawn needs that, and it is ten kilobytes of the client.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length(pub f64);

/// Parts of a unit that are still written.
const PARTS: i64 = 10_000;

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "a cast of a number out of range gives the nearest one in range"
        )]
        let all = (self.0 * PARTS as f64).round() as i64;
        let (whole, mut parts) =
            (all.unsigned_abs() / PARTS.unsigned_abs(), all.unsigned_abs() % PARTS.unsigned_abs());
        if all < 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if parts == 0 {
            return Ok(());
        }
        let mut digits = 4;
        while parts.is_multiple_of(10) {
            parts /= 10;
            digits -= 1;
        }
        write!(f, ".{parts:0digits$}")
    }
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn lengths_are_short_and_exact_enough() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (-3.5, "-3.5"),
            (-0.25, "-0.25"),
            (0.333_333, "0.3333"),
            (1.000_04, "1"),
            (2.05, "2.05"),
            (1e6, "1000000"),
            (f64::NAN, "0"),
        ];
        for (value, text) in cases {
            assert_eq!(Length(value).to_string(), text);
        }
        assert!(Length(f64::INFINITY).to_string().starts_with("922337"));
    }
}
