//! Areas in 亩, exact to a hundredth (G48): sums of targets never drift, and what was typed reads back as typed.

use std::{fmt, iter::Sum, ops::Add, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::text;

/// An area in hundredths of a 亩. Written as a decimal string, 「12345.67」.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area(pub i64);

/// Hundredths of a 亩 in one 公顷 (1 公顷 is 15 亩).
const HECTARE: i64 = 1_500;
/// The largest area that is believed: 1 亿亩, more than any district has.
const MAX: i64 = 100_000_000 * 100;
/// 亩 in one 万亩.
const MYRIAD: i64 = 10_000;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AreaFault {
    #[error("请填写面积（亩）")]
    Empty,
    #[error("「{0}」不是面积，请填写数字，例如 12345.67")]
    NotANumber(String),
    #[error("「{0}」的千位分隔号位置不对，请写成 12,345.67 或 12345.67")]
    Separators(String),
    #[error("面积精确到 0.01 亩，请把「{0}」的小数减到两位")]
    TooFine(String),
    #[error("面积不能小于零，请核对「{0}」")]
    Negative(String),
    #[error("「{0}」超过 1 亿亩，请核对单位是否为亩")]
    TooLarge(String),
    #[error("「{0}」的单位不是亩，请换算成亩填写（1 公顷 = 15 亩）")]
    OtherUnit(String),
}

impl Area {
    /// Whole 亩.
    pub const fn mu(mu: i64) -> Self {
        Self(mu * 100)
    }

    /// In 公顷 to a hundredth, for people to compare: 「823.04」; half a hundredth rounds up.
    pub fn hectares(self) -> String {
        let hundredths = (self.0 * 100 + HECTARE / 2).div_euclid(HECTARE);
        grouped(hundredths)
    }

    /// 「12,345.67亩（约823.04公顷）」.
    pub fn chinese(self) -> String {
        format!("{}亩（约{}公顷）", grouped(self.0), self.hectares())
    }

    /// 「12,345.67」: 亩 as tables show them.
    pub fn grouped(self) -> String {
        grouped(self.0)
    }
}

/// Hundredths with a comma at every third place before the point.
fn grouped(hundredths: i64) -> String {
    let whole = (hundredths / 100).abs().to_string();
    let mut text = String::from(if hundredths < 0 { "-" } else { "" });
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text}.{:02}", hundredths.abs() % 100)
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", self.0.abs() / 100, self.0.abs() % 100)
    }
}

impl FromStr for Area {
    type Err = AreaFault;

    /// Reads 12345.67, 12,345.67, １２３４５亩, 1.2万亩.
    fn from_str(typed: &str) -> Result<Self, AreaFault> {
        let shown = typed.trim().to_owned();
        let plain: String = shown.chars().filter(|c| !c.is_whitespace()).map(text::half_width).collect();
        if plain.is_empty() {
            return Err(AreaFault::Empty);
        }
        if ["公顷", "平方米", "㎡", "平方公里", "km²"].iter().any(|unit| plain.ends_with(unit)) {
            return Err(AreaFault::OtherUnit(shown));
        }
        let number = plain.strip_suffix('亩').unwrap_or(&plain);
        let (number, times) = number.strip_suffix('万').map_or((number, 1), |number| (number, MYRIAD));
        if number.starts_with('-') {
            return Err(AreaFault::Negative(shown));
        }
        let hundredths = read(number, times, &shown)?;
        if hundredths > MAX { Err(AreaFault::TooLarge(shown)) } else { Ok(Self(hundredths)) }
    }
}

/// Hundredths of a decimal number, `times` as many; every digit counts or is refused.
fn read(number: &str, times: i64, shown: &str) -> Result<i64, AreaFault> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole = ungrouped(whole).ok_or_else(|| AreaFault::Separators(shown.to_owned()))?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(&whole) || !digits(fraction) || number.ends_with('.') {
        return Err(AreaFault::NotANumber(shown.to_owned()));
    }
    let fraction = fraction.trim_end_matches('0');
    let places = if times == MYRIAD { 6 } else { 2 };
    if fraction.len() > places {
        return Err(AreaFault::TooFine(shown.to_owned()));
    }
    // As many digits as an exact hundredth has at this unit; twelve of them lie far beyond the largest area.
    let scaled = format!("{}{fraction:0<places$}", whole.trim_start_matches('0'));
    if scaled.len() > 16 {
        return Err(AreaFault::TooLarge(shown.to_owned()));
    }
    Ok(if scaled.is_empty() { 0 } else { scaled.parse().map_err(|_| AreaFault::NotANumber(shown.to_owned()))? })
}

/// The digits before the point without their commas; `None` where the commas stand at odd places.
fn ungrouped(whole: &str) -> Option<String> {
    let parts: Vec<&str> = whole.split(',').collect();
    let [first, rest @ ..] = parts.as_slice() else { return None };
    let sound = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|part| part.len() == 3);
    sound.then(|| parts.concat())
}

/// An optional area of a form: nothing typed is no area.
///
/// # Errors
/// What is wrong with it, with the field's label.
pub fn optional(label: &str, typed: &str) -> Result<Option<Area>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|fault: AreaFault| format!("{label}：{fault}"))
}

impl Add for Area {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// An area in hundredths of a square metre, as surveys keep it (平方米, two decimals). Written as a decimal string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SquareMetres(pub i64);

impl SquareMetres {
    /// In 亩 to a hundredth, half a hundredth rounded up: 1 亩 is 2000/3 平方米.
    pub fn mu(self) -> Area {
        Area((self.0 * 3 + 1_000).div_euclid(2_000))
    }

    /// The 平方米 that [`SquareMetres::mu`] shows as this area.
    pub fn of_mu(area: Area) -> Self {
        Self((area.0 * 2_000 + 1).div_euclid(3))
    }

    /// From a plain decimal number of 平方米; further decimals are rounded, half up.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(typed: &str) -> Result<Self, String> {
        Self::scaled(typed, "平方米", 0)
    }

    /// From 公顷.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn of_hectares(typed: &str) -> Result<Self, String> {
        Self::scaled(typed, "公顷", 4)
    }

    /// A decimal whose unit is ten to the `places` 平方米.
    fn scaled(typed: &str, unit: &str, places: usize) -> Result<Self, String> {
        let plain: String = typed.trim().chars().filter(|c| !c.is_whitespace()).map(text::half_width).collect();
        let wrong = || format!("「{}」不是面积，请填写{unit}的数字，例如 1234.56", typed.trim());
        let number = plain.strip_suffix(unit).or_else(|| plain.strip_suffix('㎡')).unwrap_or(&plain);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let whole = ungrouped(whole).ok_or_else(wrong)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 12 || !digits(&whole) || !digits(fraction) {
            return Err(wrong());
        }
        // One digit beyond the hundredths decides the rounding.
        let kept = format!("{fraction:0<width$}", width = places + 3);
        let thousandths: i64 = format!("{whole}{}", &kept[..places + 3]).parse().map_err(|_| wrong())?;
        let hundredths = (thousandths + 5) / 10;
        if hundredths > MAX * 2_000 / 3 {
            Err(AreaFault::TooLarge(typed.trim().to_owned()).to_string())
        } else {
            Ok(Self(hundredths))
        }
    }
}

impl fmt::Display for SquareMetres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Sum for SquareMetres {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        Self(parts.map(|part| part.0).sum())
    }
}

impl Serialize for SquareMetres {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SquareMetres {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(from)?).map_err(de::Error::custom)
    }
}

impl Sum for Area {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

impl Serialize for Area {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Area {
    /// Accepts 「12345.67」, 12345 and 12345.67.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Whole(i64),
            Decimal(f64),
        }
        // A number with a point exists in JSON only as a float; its shortest form is what was written.
        let text = match Written::deserialize(from)? {
            Written::Text(text) => text,
            Written::Whole(whole) => whole.to_string(),
            Written::Decimal(decimal) => decimal.to_string(),
        };
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(text: &str) -> Result<Area, AreaFault> {
        text.parse()
    }

    #[test]
    fn areas_are_read_as_people_write_them() {
        for text in
            ["12345.67", "12,345.67", "１２，３４５．６７", "12345.67亩", " 12 345.67 亩 ", "1.234567万亩", "12345.670"]
        {
            assert_eq!(area(text), Ok(Area(1_234_567)), "{text}");
        }
        assert_eq!([area("0"), area("0.00"), area("007")], [Ok(Area(0)), Ok(Area(0)), Ok(Area::mu(7))]);
        assert_eq!([area("3万亩"), area("0.5")], [Ok(Area::mu(30_000)), Ok(Area(50))]);
    }

    #[test]
    fn what_is_no_area_is_refused_with_the_reason() {
        let fault = |text: &str| area(text).unwrap_err();
        assert_eq!(fault(" "), AreaFault::Empty);
        for text in ["三百亩", "12.", ".5", "1.2.3", "1e5", "12亩半", "万亩"] {
            assert!(matches!(fault(text), AreaFault::NotANumber(_)), "{text}: {:?}", fault(text));
        }
        for text in ["1,23", "12345,678", ",123", "1,2345"] {
            assert!(matches!(fault(text), AreaFault::Separators(_)), "{text}");
        }
        assert!(matches!(fault("1.234"), AreaFault::TooFine(_)));
        assert!(matches!(fault("1.2345678万亩"), AreaFault::TooFine(_)));
        assert!(matches!(fault("-3"), AreaFault::Negative(_)));
        assert!(matches!(fault("823公顷"), AreaFault::OtherUnit(_)));
        for text in ["100000000.01", "99999999999999999999", "10001万亩"] {
            assert!(matches!(fault(text), AreaFault::TooLarge(_)), "{text}");
        }
        assert_eq!(optional("耕地保有量", ""), Ok(None));
        assert!(optional("耕地保有量", "多").unwrap_err().starts_with("耕地保有量：「多」"));
    }

    #[test]
    fn areas_show_with_commas_and_in_hectares() {
        let area = Area(1_234_567);
        assert_eq!((area.to_string(), area.grouped()), ("12345.67".to_owned(), "12,345.67".to_owned()));
        assert_eq!(area.hectares(), "823.04");
        assert_eq!(Area::mu(15).chinese(), "15.00亩（约1.00公顷）");
        assert_eq!(
            [Area(5), Area::mu(999), Area::mu(1_000_000)].map(Area::grouped),
            ["0.05", "999.00", "1,000,000.00"]
        );
    }

    #[test]
    fn square_metres_become_mu_and_come_back() {
        let metres = |text: &str| SquareMetres::read(text);
        assert_eq!(metres("1234.567"), Ok(SquareMetres(123_457)), "half up at the third decimal");
        assert_eq!(metres("1,234.5平方米"), Ok(SquareMetres(123_450)));
        assert_eq!(SquareMetres::of_hectares("1.2345"), Ok(SquareMetres(1_234_500)));
        assert_eq!(SquareMetres::of_hectares("0.00000049"), Ok(SquareMetres(0)));
        assert_eq!(SquareMetres(66_666).mu(), Area(100), "2000/3 平方米 is one 亩");
        assert_eq!(SquareMetres(1_000_000).mu(), Area::mu(15), "one 公顷");
        for hundredths in [0, 1, 7, 99, 100, 12_345, 999_999_999] {
            assert_eq!(SquareMetres::of_mu(Area(hundredths)).mu(), Area(hundredths));
        }
        for text in ["", "多", "-3", "1e5", "3亩", "99999999999999"] {
            assert!(metres(text).is_err(), "{text}");
        }
    }

    #[test]
    fn json_holds_areas_exactly() {
        let read = |json: &str| serde_json::from_str::<Area>(json);
        for json in ["\"12345.67\"", "12345.67", "\"1.234567万亩\""] {
            assert_eq!(read(json).unwrap(), Area(1_234_567), "{json}");
        }
        assert_eq!(read("300").unwrap(), Area::mu(300));
        assert!(read("1.005").unwrap_err().to_string().contains("0.01 亩"));
        assert_eq!(serde_json::to_string(&Area(1_234_567)).unwrap(), "\"12345.67\"");
    }
}
