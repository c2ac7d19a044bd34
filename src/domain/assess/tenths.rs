//! Points in tenths: sums are exact, 84.9 is never 85 (A8, G07).

use std::{fmt, iter::Sum, ops::Add, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::text;

/// A number of points, counted in tenths of a point. Written as a decimal string, 「4.5」.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(pub i64);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TenthsFault {
    #[error("请填写分数")]
    Empty,
    #[error("「{0}」不是分数，请填写数字，例如 4 或 4.5")]
    NotANumber(String),
    #[error("分数最多保留一位小数，请把「{0}」改为 0.1 的整数倍")]
    TooFine(String),
}

impl Tenths {
    pub const fn whole(points: i64) -> Self {
        Self(points * 10)
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{}", self.0.abs() / 10, self.0.abs() % 10)
    }
}

impl FromStr for Tenths {
    type Err = TenthsFault;

    fn from_str(text: &str) -> Result<Self, TenthsFault> {
        let shown = text.trim();
        let plain: String = shown.chars().map(text::half_width).collect();
        if plain.is_empty() {
            return Err(TenthsFault::Empty);
        }
        let (sign, digits) = plain.strip_prefix('-').map_or((1, plain.as_str()), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let numeric = |part: &str| part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !numeric(whole) || !numeric(fraction) || digits.ends_with('.') {
            return Err(TenthsFault::NotANumber(shown.to_owned()));
        }
        let significant = fraction.trim_end_matches('0');
        if significant.len() > 1 {
            return Err(TenthsFault::TooFine(shown.to_owned()));
        }
        let number = |part: &str| if part.is_empty() { 0 } else { part.parse::<i64>().unwrap_or_default() };
        Ok(Self(sign * (number(whole) * 10 + number(significant))))
    }
}

impl Add for Tenths {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Tenths {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

impl Serialize for Tenths {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Tenths {
    /// Accepts 「4.5」, 4 and 4.5.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Whole(i64),
            Decimal(f64),
        }
        let text = match Written::deserialize(from)? {
            Written::Text(text) => text,
            Written::Whole(number) => number.to_string(),
            Written::Decimal(number) => number.to_string(),
        };
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_one_decimal() {
        for (text, tenths) in
            [("4", 40), ("4.5", 45), ("４．５", 45), ("0", 0), ("4.50", 45), ("-1.2", -12), ("100", 1000)]
        {
            assert_eq!(text.parse(), Ok(Tenths(tenths)), "{text}");
        }
        assert_eq!(Tenths(849).to_string(), "84.9");
        assert_eq!(Tenths(-5).to_string(), "-0.5");
    }

    #[test]
    fn letters_and_finer_steps_are_refused() {
        assert_eq!("".parse::<Tenths>(), Err(TenthsFault::Empty));
        for text in ["四分", "4.", ".5", "4,5", "1e3", "12345678", "--4", "4.x"] {
            assert!(matches!(text.parse::<Tenths>(), Err(TenthsFault::NotANumber(_))), "{text}");
        }
        assert_eq!("4.25".parse::<Tenths>(), Err(TenthsFault::TooFine("4.25".into())));
    }

    #[test]
    fn json_keeps_the_exact_decimal() {
        for json in ["\"4.3\"", "4.3"] {
            assert_eq!(serde_json::from_str::<Tenths>(json).unwrap(), Tenths(43));
        }
        assert_eq!(serde_json::to_string(&Tenths(43)).unwrap(), "\"4.3\"");
    }
}
