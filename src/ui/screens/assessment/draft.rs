//! What is typed into one score sheet: per item a score, 不适用 and a reason, each saved on its own.

use crate::{
    domain::{
        assess::{Item, Mark, MarkFault, Tenths, check_mark},
        id::ObjectId,
    },
    ops::{
        Command, OpFault,
        assess::SetScore,
        query::assess::{ItemLine, ObjectSheet},
    },
    ui::action::Submission,
};

/// The sheet of one object while it is filled in.
pub struct SheetDraft {
    pub object: ObjectId,
    pub items: Vec<ItemDraft>,
}

/// One item while it is filled in.
pub struct ItemDraft {
    item: Item,
    step: Tenths,
    pub score: String,
    pub not_applicable: bool,
    pub reason: String,
    /// What is stored.
    stored: (Option<Mark>, String),
    sent: Option<Submission>,
    /// A save was tried, so that faults show.
    pub tried: bool,
    /// What the workspace said when it refused.
    refused: Option<ItemFault>,
}

/// What is wrong with an item, and in which of its two fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFault {
    pub in_reason: bool,
    pub message: String,
}

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Saved,
    Saving,
    Unsaved,
}

impl SheetDraft {
    pub fn of(sheet: &ObjectSheet) -> Self {
        let lines = sheet.parts.iter().flat_map(|part| &part.items);
        Self { object: sheet.id, items: lines.map(|line| ItemDraft::of(line, sheet.step)).collect() }
    }

    /// Takes over what is stored now; what was typed since stays.
    pub fn follow(&mut self, sheet: &ObjectSheet) {
        let lines = sheet.parts.iter().flat_map(|part| &part.items);
        for (item, line) in self.items.iter_mut().zip(lines) {
            item.follow(line);
        }
    }

    pub fn unsaved(&self) -> usize {
        self.items.iter().filter(|item| item.is_dirty()).count()
    }

    /// Takes in what became of the items that were sent.
    pub fn receive(&mut self) {
        self.items.iter_mut().for_each(ItemDraft::receive);
    }
}

impl ItemDraft {
    fn of(line: &ItemLine, step: Tenths) -> Self {
        let item = Item {
            id: line.id.clone(),
            text: line.text.clone(),
            official: line.official.clone(),
            points: line.points,
            line: line.line,
            requirement: line.requirement.clone(),
        };
        let mut draft = Self {
            item,
            step,
            score: String::new(),
            not_applicable: false,
            reason: String::new(),
            stored: (None, String::new()),
            sent: None,
            tried: false,
            refused: None,
        };
        draft.adopt((line.mark, line.reason.clone()));
        draft
    }

    fn adopt(&mut self, stored: (Option<Mark>, String)) {
        self.score = match stored.0 {
            Some(Mark::Scored(points)) => points.to_string(),
            Some(Mark::NotApplicable) | None => String::new(),
        };
        self.not_applicable = stored.0 == Some(Mark::NotApplicable);
        self.reason.clone_from(&stored.1);
        self.stored = stored;
        (self.tried, self.refused) = (false, None);
    }

    fn follow(&mut self, line: &ItemLine) {
        let now = (line.mark, line.reason.clone());
        if now == self.stored {
            return;
        }
        if self.is_dirty() && self.typed() != Ok(now.0) {
            self.stored = now; // typed further since it was sent
        } else if self.is_dirty() && self.reason.trim() != now.1 {
            self.stored = now;
        } else {
            self.adopt(now);
        }
    }

    /// The mark as typed; `None` while nothing is typed.
    pub fn typed(&self) -> Result<Option<Mark>, String> {
        if self.not_applicable {
            return Ok(Some(Mark::NotApplicable));
        }
        if self.score.trim().is_empty() {
            return Ok(None);
        }
        self.score
            .parse()
            .map(|points| Some(Mark::Scored(points)))
            .map_err(|fault: crate::domain::assess::TenthsFault| fault.to_string())
    }

    /// Whether points are taken off or the item does not apply: then a reason is asked for.
    pub fn needs_reason(&self) -> bool {
        match self.typed() {
            Ok(Some(Mark::NotApplicable)) => true,
            Ok(Some(Mark::Scored(points))) => points < self.item.points,
            _ => false,
        }
    }

    pub fn is_dirty(&self) -> bool {
        self.typed() != Ok(self.stored.0) || self.reason.trim() != self.stored.1
    }

    pub fn state(&self) -> State {
        if self.sent.is_some() {
            State::Saving
        } else if self.is_dirty() {
            State::Unsaved
        } else if self.stored.0.is_some() {
            State::Saved
        } else {
            State::Open
        }
    }

    /// What is wrong with what was typed.
    pub fn fault(&self) -> Option<ItemFault> {
        if let Some(refused) = &self.refused {
            return Some(refused.clone());
        }
        let in_score = |message: String| Some(ItemFault { in_reason: false, message });
        let mark = match self.typed() {
            Ok(Some(mark)) => mark,
            Ok(None) if !self.reason.trim().is_empty() => return in_score("请填写得分，或勾选不适用".to_owned()),
            Ok(None) => return None,
            Err(message) => return in_score(message),
        };
        let fault = check_mark(&self.item, mark, &self.reason, self.step).err()?;
        let in_reason = matches!(fault, MarkFault::ReasonMissing { .. } | MarkFault::NotApplicableReasonMissing);
        Some(ItemFault { in_reason, message: fault.to_string() })
    }

    /// The command that saves it; nothing while it is as stored, on its way, or faulty.
    pub fn command(&self, object: ObjectId) -> Option<Command> {
        if !self.is_dirty() || self.sent.is_some() || self.fault().is_some() {
            return None;
        }
        let mark = self.typed().ok()?;
        let reason = if mark.is_some() { self.reason.trim().to_owned() } else { String::new() };
        Some(Command::SetScore(SetScore { object, item: self.item.id.clone(), mark, reason }))
    }

    pub fn sent(&mut self, submission: Submission) {
        self.sent = Some(submission);
    }

    /// What was refused may be tried again after something was typed.
    pub fn typed_on(&mut self) {
        self.refused = None;
    }

    /// Full marks in one press.
    pub fn give_full(&mut self) {
        self.score = self.item.points.to_string();
        self.not_applicable = false;
        self.typed_on();
    }

    fn receive(&mut self) {
        let Some(answer) = self.sent.as_ref().and_then(Submission::take) else { return };
        self.sent = None;
        match answer {
            Ok(_) => {
                // The sheet is read again at once; until it arrives, what was sent counts as stored.
                if let Ok(mark) = self.typed() {
                    self.stored = (mark, self.reason.trim().to_owned());
                }
                self.tried = false;
            }
            Err(OpFault::Input(faults)) => {
                self.tried = true;
                let in_reason = faults.of("reason").is_some();
                self.refused = faults.0.into_iter().next().map(|fault| ItemFault { in_reason, message: fault.message });
            }
            Err(_) => self.tried = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(mark: Option<Mark>, reason: &str) -> ItemLine {
        ItemLine {
            id: "1.1".into(),
            number: "1".into(),
            text: "按时完成网格划分报备情况".into(),
            official: String::new(),
            points: Tenths::whole(5),
            line: 839,
            requirement: "R091".into(),
            mark,
            reason: reason.into(),
            evidence: Vec::new(),
        }
    }

    fn draft() -> ItemDraft {
        ItemDraft::of(&line(None, ""), Tenths(1))
    }

    #[test]
    fn full_marks_are_sent_without_a_reason() {
        let mut draft = draft();
        assert_eq!((draft.state(), draft.command(ObjectId(1))), (State::Open, None));
        draft.give_full();
        let expected = SetScore {
            object: ObjectId(1),
            item: "1.1".into(),
            mark: Some(Mark::Scored(Tenths(50))),
            reason: String::new(),
        };
        assert_eq!(draft.command(ObjectId(1)), Some(Command::SetScore(expected)));
    }

    #[test]
    fn points_taken_off_wait_for_their_reason() {
        let mut draft = draft();
        draft.score = "4.5".into();
        assert!(draft.needs_reason() && draft.command(ObjectId(1)).is_none());
        assert!(draft.fault().is_some_and(|fault| fault.in_reason));
        draft.reason = "迟报 3 天".into();
        assert!(draft.command(ObjectId(1)).is_some());
    }

    #[test]
    fn a_score_out_of_range_or_unreadable_names_its_fault() {
        let mut draft = draft();
        for (typed, word) in [("5.1", "超过本项满分"), ("四分", "不是分数"), ("4.25", "一位小数")] {
            draft.score = typed.into();
            assert!(draft.fault().is_some_and(|fault| !fault.in_reason && fault.message.contains(word)), "{typed}");
        }
    }

    #[test]
    fn typing_survives_a_reading_and_what_is_stored_is_taken_over() {
        let mut draft = draft();
        draft.score = "4.0".into();
        draft.follow(&line(Some(Mark::Scored(Tenths(50))), ""));
        assert_eq!((draft.score.as_str(), draft.is_dirty()), ("4.0", true));
        draft.score = "5.0".into();
        assert!(!draft.is_dirty());
        draft.follow(&line(Some(Mark::NotApplicable), "部门不涉及"));
        assert!(draft.not_applicable && draft.reason == "部门不涉及" && !draft.is_dirty());
    }

    #[test]
    fn emptying_a_score_opens_the_item_again() {
        let mut draft = ItemDraft::of(&line(Some(Mark::Scored(Tenths(50))), ""), Tenths(1));
        assert_eq!(draft.state(), State::Saved);
        draft.score.clear();
        assert!(matches!(draft.command(ObjectId(1)), Some(Command::SetScore(SetScore { mark: None, .. }))));
    }
}
