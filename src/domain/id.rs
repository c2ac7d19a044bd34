//! Row identity: 64-bit time-sorted ids (TSID), typed by the noun they name.
//!
//! 42 bits of milliseconds since 2020-01-01T00:00:00Z and 22 random bits, so that two offices that never meet do not
//! collide and newer rows sort later. People see them as 13 Crockford base-32 characters.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::random::Random;

/// 2020-01-01T00:00:00Z in Unix milliseconds.
const EPOCH_MS: i64 = 1_577_836_800_000;
const RANDOM_BITS: u32 = 22;
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Hands out ids that never go back within a process.
#[derive(Clone, Debug)]
pub struct IdSource {
    random: Random,
    last: i64,
}

impl IdSource {
    /// `seed` decides the random bits: a fixed seed gives a reproducible sequence for a reproducible clock.
    pub fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), last: 0 }
    }

    /// Goes on above `last`, so that ids keep growing from one session to the next even when the clock was set back.
    pub fn after(self, last: i64) -> Self {
        Self { last: self.last.max(last), ..self }
    }

    /// The next id at `unix_ms`; larger than every id before it.
    pub fn next(&mut self, unix_ms: i64) -> i64 {
        let time = (unix_ms - EPOCH_MS).max(0) << RANDOM_BITS;
        let random = (self.random.bits() >> (64 - RANDOM_BITS)) as i64;
        self.last = (time | random).max(self.last + 1);
        self.last
    }
}

/// 13 Crockford base-32 characters.
pub fn to_text(id: i64) -> String {
    (0..13).rev().map(|place| CROCKFORD[((id as u64 >> (place * 5)) & 31) as usize] as char).collect()
}

/// Reads what [`to_text`] wrote; forgiving about case and the look-alikes O, I and L.
pub fn from_text(text: &str) -> Option<i64> {
    if text.len() != 13 {
        return None;
    }
    let mut value: u64 = 0;
    for (place, byte) in text.bytes().enumerate() {
        let byte = match byte.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        let digit = CROCKFORD.iter().position(|c| *c == byte)? as u64;
        if place == 0 && digit > 7 {
            return None;
        }
        value = (value << 5) | digit;
    }
    i64::try_from(value).ok()
}

/// In JSON an id is its text form, since other programs cannot hold 64-bit numbers; numbers are accepted too.
fn read<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(i64),
        Text(String),
    }
    match Written::deserialize(from)? {
        Written::Number(id) => Ok(id),
        Written::Text(text) => {
            from_text(&text).ok_or_else(|| de::Error::custom(format!("「{text}」不是记录编号（13 位字母和数字）")))
        }
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&to_text(self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                read(from).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_text(self.0))
            }
        }
    )*};
}

ids! {
    /// A grid of any level (网格), down to the 村民小组.
    GridId,
    /// An organisation that has posts (单位).
    UnitId,
    PersonId,
    /// An administrative post (行政职务).
    PostId,
    /// Who held a post from when to when (任职).
    IncumbencyId,
    /// A grid role of a post or a person (网格职责).
    DutyId,
    /// 包联 of a duty over a lower grid.
    ChargeId,
    /// 监管 side answering to 监督 side (对应关系).
    PairingId,
    /// Somebody a 副总监管人 sends to guide the grids below (指派专人).
    DelegateId,
    PatrolId,
    AttachmentId,
    /// One assessment year (年度考核).
    AssessmentId,
    /// One assessed unit in one year (考核对象).
    ObjectId,
    /// One report of a grid's division (网格划分报备).
    FilingId,
    /// A paper that spells duties or rewards out (职责文件、奖惩措施).
    DutyDocumentId,
    LeadingGroupId,
    /// A seat in a 领导小组.
    LeadingMemberId,
    /// 目标责任书.
    PledgeId,
    /// A kept file of a record of the mechanism ledgers (扫描件).
    ScanId,
    /// A person who signs in (操作员).
    OperatorId,
    /// A recorded reform of the tree (区划调整).
    ReformId,
    /// One operation in the log.
    OpId,
    /// A sheet that was issued (登记印发).
    IssuanceId,
    /// A rule of who patrols how often (巡田制度).
    PatrolRuleId,
    /// A due patrol that need not be made, with the reason (免巡).
    WaiverId,
    /// Where somebody walked, or where a photo was taken (轨迹、点位).
    TrackId,
    ProblemId,
    /// What was done about a problem (办理步骤).
    StepId,
    /// What somebody reported about a violation (群众举报).
    TipId,
    /// A look at who reported a tip (查看举报人).
    LookId,
    /// A reward for a tip (举报奖励).
    RewardId,
    /// Satellite clues that came together (图斑批次).
    ClueBatchId,
    /// One satellite clue (图斑).
    ClueId,
    /// What a 网格员 reports to the village for a month (月报).
    MonthlyReportId,
    /// 听取汇报.
    HearingId,
    /// A day that the State Council's notice makes a holiday or a working day (放假、调休).
    HolidayId,
    /// What a person found when looking at a hint (核对结论).
    JudgementId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_only_grow_even_when_the_clock_goes_back() {
        let mut source = IdSource::new(7);
        let mut last = 0;
        for ms in [EPOCH_MS + 5_000, EPOCH_MS + 5_000, EPOCH_MS + 1_000, EPOCH_MS + 9_000] {
            let id = source.next(ms);
            assert!(id > last);
            last = id;
        }
    }

    #[test]
    fn a_new_session_goes_on_above_the_last_id() {
        let last = IdSource::new(1).next(EPOCH_MS + 9_000);
        assert!(IdSource::new(2).after(last).next(EPOCH_MS + 1_000) > last);
    }

    #[test]
    fn text_form_reads_back() {
        let id = IdSource::new(1).next(EPOCH_MS + 200_000_000_000);
        assert_eq!(to_text(id).len(), 13);
        assert_eq!(from_text(&to_text(id)), Some(id));
        assert_eq!(from_text(&to_text(id).to_lowercase()), Some(id));
        assert_eq!(from_text("UUUUUUUUUUUUU"), None);
        assert_eq!(from_text("123"), None);
    }
}
