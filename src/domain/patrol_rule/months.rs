//! The months in which a rule applies: a season such as April to October.

use serde::{Deserialize, Serialize};

/// A set of months. In JSON the list of their numbers; an empty list is the whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<u32>", into = "Vec<u32>")]
pub struct Months(u16);

impl Default for Months {
    fn default() -> Self {
        Self::YEAR
    }
}

impl TryFrom<Vec<u32>> for Months {
    type Error = String;

    fn try_from(months: Vec<u32>) -> Result<Self, String> {
        if let Some(odd) = months.iter().find(|month| !(1..=12).contains(*month)) {
            return Err(format!("没有 {odd} 月，适用月份请填写 1 至 12"));
        }
        let bits = months.iter().fold(0, |bits, month| bits | 1 << (month - 1));
        Ok(if bits == 0 { Self::YEAR } else { Self(bits) })
    }
}

impl From<Months> for Vec<u32> {
    fn from(months: Months) -> Self {
        if months.is_year() { Self::new() } else { months.iter().collect() }
    }
}

impl Months {
    /// 全年.
    pub const YEAR: Self = Self(0x0fff);

    /// From bits as they are stored, bit 0 for January; `None` for other bits or none.
    pub fn from_bits(bits: u16) -> Option<Self> {
        (bits != 0 && bits & !Self::YEAR.0 == 0).then_some(Self(bits))
    }

    pub fn bits(self) -> u16 {
        self.0
    }

    pub fn contains(self, month: u32) -> bool {
        (1..=12).contains(&month) && self.0 & 1 << (month - 1) != 0
    }

    pub fn iter(self) -> impl Iterator<Item = u32> {
        (1..=12).filter(move |month| self.contains(*month))
    }

    pub fn is_year(self) -> bool {
        self == Self::YEAR
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every quarter lies in it as a whole or not at all.
    pub fn is_of_quarters(self) -> bool {
        (0..4).all(|quarter| matches!(self.0 >> (quarter * 3) & 7, 0 | 7))
    }

    /// 「全年」, 「4—10月」, 「11月—次年3月」, 「3、6月」.
    pub fn words(self) -> String {
        if self.is_year() {
            return "全年".to_owned();
        }
        let before = |month: u32| if month == 1 { 12 } else { month - 1 };
        let after = |month: u32| month % 12 + 1;
        let starts: Vec<u32> = self.iter().filter(|month| !self.contains(before(*month))).collect();
        if let [start] = starts[..] {
            let mut end = start;
            while self.contains(after(end)) {
                end = after(end);
            }
            return match end {
                _ if end == start => format!("{start}月"),
                _ if end < start => format!("{start}月—次年{end}月"),
                _ => format!("{start}—{end}月"),
            };
        }
        let listed: Vec<String> = self.iter().map(|month| month.to_string()).collect();
        format!("{}月", listed.join("、"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(months: &[u32]) -> Months {
        Months::try_from(months.to_vec()).unwrap()
    }

    #[test]
    fn seasons_read_as_people_write_them() {
        assert_eq!(of(&[4, 5, 6, 7, 8, 9, 10]).words(), "4—10月");
        assert_eq!(of(&[1, 2, 3, 11, 12]).words(), "11月—次年3月");
        assert_eq!(
            (of(&[6]).words(), of(&[3, 6]).words(), of(&[]).words()),
            ("6月".into(), "3、6月".into(), "全年".into())
        );
        assert!(Months::try_from(vec![13]).unwrap_err().contains("没有 13 月"));
    }

    #[test]
    fn quarters_and_overlaps_are_told() {
        assert!(of(&[4, 5, 6]).is_of_quarters() && !of(&[4, 5]).is_of_quarters() && Months::YEAR.is_of_quarters());
        assert!(of(&[3, 4]).overlaps(of(&[4])) && !of(&[3]).overlaps(of(&[4])));
        assert_eq!(Vec::<u32>::from(of(&[3, 4])), [3, 4]);
        assert_eq!(Months::from_bits(0), None);
    }
}
