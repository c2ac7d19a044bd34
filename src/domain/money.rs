//! Amounts of money in 元, exact to a 分.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::text;

/// An amount in 分. Written as a decimal string, 「200.00」.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

/// The largest amount that is believed: 1 亿元.
const MAX: i64 = 100_000_000 * 100;

impl FromStr for Money {
    type Err = String;

    /// Reads 200, 200.5, 200.50 and 1,200元; full-width digits are accepted.
    fn from_str(typed: &str) -> Result<Self, String> {
        let shown = typed.trim();
        let plain: String = shown.chars().map(text::half_width).filter(|c| *c != ',' && !c.is_whitespace()).collect();
        let plain = plain.strip_suffix('元').unwrap_or(&plain);
        if plain.is_empty() {
            return Err("请填写金额（元）".into());
        }
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !(part.is_empty() || digits(part)) || plain.ends_with('.') {
            return Err(format!("「{shown}」不是金额，请填写数字，例如 200 或 200.50"));
        }
        if part.len() > 2 {
            return Err(format!("金额精确到分，请把「{shown}」的小数减到两位"));
        }
        let fen = format!("{whole}{part:0<2}").parse::<i64>().ok().filter(|fen| *fen <= MAX);
        fen.map(Self).ok_or_else(|| format!("「{shown}」超过 1 亿元，请核对"))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        let read = |typed: &str| typed.parse::<Money>();
        assert_eq!(read("200"), Ok(Money(20_000)));
        assert_eq!(read("１，２００.5元"), Ok(Money(120_050)));
        assert_eq!(Money(20_005).to_string(), "200.05");
        for wrong in ["", "两百", "-5", "1.234", "1.", ".5", "99999999999"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
