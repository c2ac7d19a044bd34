//! What was entered on the lines of a 换届, and the changes it makes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    domain::{
        date,
        id::PersonId,
        text::{self, LINE_MAX, NAME_MAX},
    },
    ops::{
        office::{NewPerson, Newcomer, TakeDuty, TakePost, TakeRole, TermChange, Vacate},
        query::renewal::{Namesake, Seat, SeatLine},
    },
};

/// Who is to have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// 留任; a vacant one stays vacant.
    #[default]
    Stays,
    /// A name that has not been found yet, or means several people.
    Typed(String),
    Known {
        person: PersonId,
        name: String,
        office: String,
    },
    /// Somebody who is entered with the line; the same name on two lines is the same person.
    New(String),
    /// 离任不补.
    Leaves,
}

impl Who {
    /// What stands in the cell.
    pub fn text(&self) -> &str {
        match self {
            Self::Stays => "",
            Self::Typed(name) | Self::New(name) | Self::Known { name, .. } => name,
            Self::Leaves => LEAVES,
        }
    }

    /// What was typed or pasted, as far as it can be told without looking names up.
    pub fn read(text: &str) -> Self {
        let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        match name.as_str() {
            "" | "留任" | "不变" => Self::Stays,
            LEAVES | "离任" | "空缺" | "不补" => Self::Leaves,
            // Names with letters keep their blanks: they part the words.
            _ if text.chars().any(|c| c.is_ascii_alphabetic()) => Self::Typed(text.trim().to_owned()),
            _ => Self::Typed(name),
        }
    }
}

pub const LEAVES: &str = "离任不补";

/// One line as it was filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineDraft {
    pub who: Who,
    /// As typed; empty means the day of the whole renewal.
    pub from: String,
    /// Empty means the paper of the whole renewal.
    pub document: String,
}

/// The lines that were filled in.
#[derive(Default)]
pub struct Drafts(BTreeMap<Seat, LineDraft>);

static UNTOUCHED: LineDraft = LineDraft { who: Who::Stays, from: String::new(), document: String::new() };

impl Drafts {
    pub fn of(&self, seat: Seat) -> &LineDraft {
        self.0.get(&seat).unwrap_or(&UNTOUCHED)
    }

    pub fn change(&mut self, seat: Seat, change: impl FnOnce(&mut LineDraft)) {
        let draft = self.0.entry(seat).or_default();
        change(draft);
        if *draft == UNTOUCHED {
            self.0.remove(&seat);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether a line changes anything.
    pub fn changes(&self, line: &SeatLine) -> bool {
        match &self.of(line.seat).who {
            Who::Stays => false,
            Who::Known { person, .. } => line.holder.as_ref().is_none_or(|holder| holder.person != *person),
            _ => true,
        }
    }

    /// Names that still have to be looked up.
    pub fn unknown(&self) -> BTreeSet<String> {
        let typed = self.0.values().filter_map(|draft| match &draft.who {
            Who::Typed(name) => Some(name.clone()),
            _ => None,
        });
        typed.collect()
    }

    /// Takes in who bears the names: a name that one person bears is that person.
    pub fn settle(&mut self, bearers: &BTreeMap<String, Vec<Namesake>>) {
        for draft in self.0.values_mut() {
            let Who::Typed(name) = &draft.who else { continue };
            if let Some([one]) = bearers.get(name).map(Vec::as_slice) {
                let (person, name, office) = (one.person, one.name.clone(), one.office.clone());
                draft.who = Who::Known { person, name, office };
            }
        }
    }

    /// Enters everyone whom nobody bears the name of as somebody new; answers how many lines that were.
    pub fn enter_strangers(&mut self, bearers: &BTreeMap<String, Vec<Namesake>>) {
        for draft in self.0.values_mut() {
            if let Who::Typed(name) = &draft.who
                && bearers.get(name).is_some_and(Vec::is_empty)
            {
                draft.who = Who::New(name.clone());
            }
        }
    }

    /// What is wrong with a line before it is sent.
    pub fn fault(
        &self,
        line: &SeatLine,
        bearers: &BTreeMap<String, Vec<Namesake>>,
        today: NaiveDate,
    ) -> Option<(Column, String)> {
        let draft = self.of(line.seat);
        match &draft.who {
            Who::Typed(name) => {
                let message = match bearers.get(name).map(Vec::len) {
                    None => return None,
                    Some(0) => format!("没有登记人员「{name}」，请新登记或从列表中改选"),
                    Some(count) => format!("有 {count} 位「{name}」，请从列表中选一位"),
                };
                return Some((Column::Who, message));
            }
            Who::New(name) => {
                if let Err(fault) = text::line("姓名", name, NAME_MAX) {
                    return Some((Column::Who, fault));
                }
            }
            Who::Leaves if line.holder.is_none() => {
                return Some((Column::Who, "现在就是空缺，不用办理离任".to_owned()));
            }
            Who::Stays | Who::Known { .. } | Who::Leaves => {}
        }
        if !draft.from.trim().is_empty()
            && let Err(fault) = date::parse(&draft.from, today)
        {
            return Some((Column::From, fault.to_string()));
        }
        let document = text::line("依据文件", &draft.document, LINE_MAX).err();
        document.map(|fault| (Column::Document, fault))
    }

    /// The change a line makes; nothing when everything stays.
    pub fn change_of(&self, line: &SeatLine, today: NaiveDate) -> Option<TermChange> {
        let draft = self.of(line.seat);
        let from = date::parse(&draft.from, today).ok();
        let document = Some(draft.document.trim().to_owned()).filter(|document| !document.is_empty());
        let person = match &draft.who {
            Who::Stays | Who::Typed(_) => return None,
            Who::Known { person, .. } if line.holder.as_ref().is_some_and(|holder| holder.person == *person) => {
                return None;
            }
            Who::Known { person, .. } => Newcomer::Known(*person),
            Who::New(name) => Newcomer::New(NewPerson {
                name: name.clone(),
                mark: String::new(),
                phone: String::new(),
                office_phone: String::new(),
            }),
            Who::Leaves => {
                let (post, person, duty) = match line.seat {
                    Seat::Post(post, person) => (Some(post), person, None),
                    Seat::Duty(duty) => (None, None, Some(duty)),
                    Seat::Role(..) => return None,
                };
                return Some(TermChange::Vacate(Vacate { post, person, duty, from }));
            }
        };
        let title = String::new();
        Some(match line.seat {
            Seat::Post(post, instead_of) => TermChange::Appoint(TakePost { post, person, instead_of, from, document }),
            Seat::Duty(duty) => TermChange::Succeed(TakeDuty { duty, person, title, from, document }),
            Seat::Role(grid, role) => TermChange::Assign(TakeRole { grid, role, person, title, from, document }),
        })
    }
}

/// The columns that are filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Who,
    From,
    Document,
}

impl Column {
    pub const ALL: [Self; 3] = [Self::Who, Self::From, Self::Document];

    pub fn label(self) -> &'static str {
        match self {
            Self::Who => "接任人",
            Self::From => "生效日期",
            Self::Document => "依据文件",
        }
    }

    /// The column some places to the right; the last one for too many.
    pub fn after(self, steps: usize) -> Option<Self> {
        Self::ALL.get(self as usize + steps).copied()
    }

    pub fn before(self) -> Option<Self> {
        (self as usize).checked_sub(1).map(|place| Self::ALL[place])
    }
}

impl LineDraft {
    pub fn text(&self, column: Column) -> &str {
        match column {
            Column::Who => self.who.text(),
            Column::From => &self.from,
            Column::Document => &self.document,
        }
    }

    /// Takes a text that was typed or pasted.
    pub fn put(&mut self, column: Column, text: &str) {
        match column {
            Column::Who => {
                let read = Who::read(text);
                // The name that stands there already means whoever was chosen.
                if read != Who::Typed(self.who.text().to_owned()) {
                    self.who = read;
                }
            }
            Column::From => self.from = text.trim().to_owned(),
            Column::Document => self.document = text.trim().to_owned(),
        }
    }

    /// 「同上」: takes the column over from the line above.
    pub fn ditto(&mut self, column: Column, above: &Self) {
        match column {
            Column::Who => self.who = above.who.clone(),
            Column::From => self.from = above.from.clone(),
            Column::Document => self.document = above.document.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::id::DutyId, ops::query::renewal::SeatHolder};

    fn line(holder: Option<i64>) -> SeatLine {
        let day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        SeatLine {
            seat: Seat::Duty(DutyId(1)),
            place: "罕台镇撖家塔村".into(),
            what: "监督人".into(),
            title: String::new(),
            holder: holder.map(|id| SeatHolder { person: PersonId(id), name: "王某".into(), since: day }),
        }
    }

    #[test]
    fn words_of_a_cell_are_read() {
        assert_eq!(Who::read(" 王　某 "), Who::Typed("王某".into()));
        assert_eq!(Who::read("Abdul Karim "), Who::Typed("Abdul Karim".into()));
        assert_eq!([Who::read(""), Who::read("留任"), Who::read("离任")], [Who::Stays, Who::Stays, Who::Leaves]);
    }

    #[test]
    fn a_name_is_settled_by_who_bears_it() {
        let (mut drafts, seat, today) = (Drafts::default(), line(None).seat, NaiveDate::MIN);
        drafts.change(seat, |draft| draft.put(Column::Who, "王某"));
        let one = |id| Namesake { person: PersonId(id), name: "王某".into(), office: String::new() };
        let several = BTreeMap::from([("王某".to_owned(), vec![one(1), one(2)])]);
        drafts.settle(&several);
        assert_eq!(
            drafts.fault(&line(None), &several, today),
            Some((Column::Who, "有 2 位「王某」，请从列表中选一位".into()))
        );
        drafts.settle(&BTreeMap::from([("王某".to_owned(), vec![one(1)])]));
        assert!(drafts.changes(&line(Some(2))) && !drafts.changes(&line(Some(1))), "who stays changes nothing");
        assert!(drafts.change_of(&line(Some(1)), today).is_none());
        drafts.change(seat, |draft| draft.put(Column::Who, "王某"));
        assert!(drafts.unknown().is_empty(), "left as it stood");
        drafts.change(seat, |draft| draft.put(Column::Who, ""));
        assert!(drafts.is_empty());
    }
}
