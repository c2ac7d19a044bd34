//! 群众举报: what people report about violations, and what became of it (R073, R075, G45).
//!
//! Who reported it is an [`Identity`]: kept apart from everything else, never printed, never in the log.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{
    fault::Faults,
    id::GridId,
    problem::{ProblemKind, words},
    text,
};

/// The clause on rewards: 「对举报反映问题真实的人员给予奖励」.
pub const LINE: u32 = 804;
/// The setting that holds the paper of the reward scheme; without one nothing is rewarded (G45).
pub const REWARD_SCHEME: &str = "reward_scheme";

words! {
    /// How it came in.
    Channel {
        Phone = "电话",
        Letter = "来信",
        Visit = "来访",
        Online = "网络",
        Hotline = "12345热线",
        Other = "其他",
    }
}

words! {
    /// 核查结论.
    TipVerdict {
        True = "属实",
        Partly = "部分属实",
        Untrue = "不属实",
    }
}

words! {
    /// How far it is.
    TipState {
        /// Nobody has looked yet.
        Received = "待核查",
        /// 核查 is written down, the reporter has no answer yet.
        Verified = "待答复",
        Answered = "已答复",
        /// Nobody can be answered: anonymous, and 核查 is done.
        Done = "已办结",
    }
}

/// What was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tip {
    pub received_on: NaiveDate,
    #[serde(default)]
    pub received_at: Option<NaiveTime>,
    pub channel: Channel,
    /// 12345工单号.
    #[serde(default)]
    pub order_number: String,
    /// Where, as far as it is known.
    #[serde(default)]
    pub grid: Option<GridId>,
    /// 村民小组 or 片区 within the grid.
    #[serde(default)]
    pub group: Option<GridId>,
    #[serde(default)]
    pub spot: String,
    #[serde(default)]
    pub kind: Option<ProblemKind>,
    /// 举报内容, without a word about who reported it.
    pub content: String,
    #[serde(default)]
    pub anonymous: bool,
    #[serde(default)]
    pub note: String,
}

impl Tip {
    /// Trims the texts and finds what cannot stand whatever the grid.
    ///
    /// # Errors
    /// A fault for each field.
    pub fn check(self, today: NaiveDate) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        if self.received_on > today {
            faults.add("received_on", "收到日期在今天之后，请核对");
        }
        let order_number = faults.take("order_number", text::line("12345工单号", &self.order_number, text::NAME_MAX));
        let spot = faults.take("spot", text::line("具体位置", &self.spot, text::LINE_MAX));
        let content = faults.take("content", text::prose("举报内容", &self.content, text::PROSE_MAX));
        let note = faults.take("note", text::prose("备注", &self.note, text::PROSE_MAX));
        if content.as_ref().is_some_and(String::is_empty) {
            faults.add("content", "请填写举报内容；举报人的姓名、电话不要写在这里");
        }
        if self.group.is_some() && self.grid.is_none() {
            faults.add("grid", "填写片区（小组）时请先选择它所在的村（社区）");
        }
        if self.channel == Channel::Hotline && order_number.as_ref().is_some_and(String::is_empty) {
            faults.add("order_number", "12345热线转来的举报请填写工单号");
        }
        match (order_number, spot, content, note) {
            (Some(order_number), Some(spot), Some(content), Some(note)) => {
                faults.or(Self { order_number, spot, content, note, ..self })
            }
            _ => Err(faults),
        }
    }
}

/// 举报人: who reported it. Written once, opened only with a reason, every time on record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identity {
    pub name: String,
    pub phone: String,
    pub address: String,
    pub note: String,
}

impl Identity {
    /// Trims the texts; nothing written is nobody.
    ///
    /// # Errors
    /// A fault for each field.
    pub fn check(self) -> Result<Option<Self>, Faults> {
        let mut faults = Faults::default();
        let name = faults.take("reporter_name", text::line("举报人姓名", &self.name, text::NAME_MAX));
        let phone = faults.take("reporter_phone", text::phone("举报人电话", &self.phone));
        let address = faults.take("reporter_address", text::line("举报人地址", &self.address, text::LINE_MAX));
        let note = faults.take("reporter_note", text::line("举报人备注", &self.note, text::LINE_MAX));
        match (name, phone, address, note) {
            (Some(name), Some(phone), Some(address), Some(note)) => {
                let identity = Self { name, phone, address, note };
                faults.or((identity != Self::default()).then_some(identity))
            }
            _ => Err(faults),
        }
    }
}

/// How far a tip is.
pub fn state(verified: bool, answered: bool, anonymous: bool) -> TipState {
    match (verified, answered) {
        (_, true) => TipState::Answered,
        (true, false) if anonymous => TipState::Done,
        (true, false) => TipState::Verified,
        (false, false) => TipState::Received,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tip() -> Tip {
        Tip {
            received_on: NaiveDate::from_ymd_opt(2025, 3, 5).unwrap(),
            received_at: None,
            channel: Channel::Phone,
            order_number: String::new(),
            grid: None,
            group: None,
            spot: String::new(),
            kind: None,
            content: " 渠边有人取土 ".into(),
            anonymous: false,
            note: String::new(),
        }
    }

    #[test]
    fn what_cannot_stand_is_told_by_field() {
        let today = NaiveDate::from_ymd_opt(2025, 3, 5).unwrap();
        assert_eq!(tip().check(today).unwrap().content, "渠边有人取土");
        let fields =
            |tip: Tip| -> Vec<&str> { tip.check(today).unwrap_err().0.iter().map(|fault| fault.field).collect() };
        assert_eq!(fields(Tip { content: "  ".into(), ..tip() }), ["content"]);
        assert_eq!(fields(Tip { channel: Channel::Hotline, ..tip() }), ["order_number"]);
        assert_eq!(fields(Tip { received_on: today.succ_opt().unwrap(), ..tip() }), ["received_on"]);
        assert_eq!(fields(Tip { group: Some(GridId(1)), ..tip() }), ["grid"]);
    }

    #[test]
    fn nothing_written_is_nobody() {
        assert_eq!(Identity::default().check(), Ok(None));
        let somebody = Identity { name: " 某人 ".into(), ..Identity::default() };
        assert_eq!(somebody.check().unwrap().unwrap().name, "某人");
        let wrong = Identity { phone: "电话".into(), ..Identity::default() };
        assert_eq!(wrong.check().unwrap_err().0[0].field, "reporter_phone");
    }

    #[test]
    fn nobody_waits_for_an_answer_that_cannot_be_given() {
        assert_eq!(state(false, false, true), TipState::Received);
        assert_eq!(state(true, false, true), TipState::Done);
        assert_eq!(state(true, false, false), TipState::Verified);
        assert_eq!(state(true, true, false), TipState::Answered);
        assert!(crate::domain::plan::clause(LINE).is_some_and(|clause| clause.text.contains("给予奖励")));
    }
}
