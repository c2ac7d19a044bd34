//! The rows of 批量登记 of filings: those that have filed are shown, the others entered.

use chrono::NaiveDate;

use super::Rows;
use crate::{
    domain::date::{self, chinese},
    ops::{
        Command, OpResult, Workspace,
        mechanism::{FilingEntry, RegisterFilings},
        query::mechanism::{FilingDraftLine, FilingState, filing_entry},
    },
};

pub struct FilingRows {
    year: i32,
    rows: Vec<Draft>,
}

struct Draft {
    known: FilingDraftLine,
    on: String,
    receiver: String,
    document: String,
}

impl FilingRows {
    pub fn read(ws: &Workspace, year: i32) -> OpResult<Self> {
        let draft = |known: FilingDraftLine| Draft {
            on: String::new(),
            receiver: known.receiver.clone(),
            document: String::new(),
            known,
        };
        Ok(Self { year, rows: filing_entry(ws, year)?.into_iter().map(draft).collect() })
    }

    fn entered(&self) -> impl Iterator<Item = &Draft> {
        self.rows.iter().filter(|row| !row.on.trim().is_empty())
    }
}

impl Rows for FilingRows {
    fn title(&self) -> String {
        format!("批量登记{}年度网格划分报备", self.year)
    }

    fn help(&self) -> &'static str {
        "填写报备日期的行才会保存，回车到下一行"
    }

    fn last_words(&self) -> &'static str {
        "沿用上年受理单位"
    }

    fn columns(&self) -> &'static [(&'static str, f32)] {
        &[("二级网格", 150.0), ("现状", 210.0), ("报备日期", 150.0), ("受理单位", 180.0), ("报备文件", 220.0)]
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn fixed(&self, row: usize) -> Vec<String> {
        let known = &self.rows[row].known;
        let state = match known.filed_on {
            Some(on) => format!("已报备（{}，{}）", chinese(on), known.state.label()),
            None => known.state.label(),
        };
        vec![known.name.clone(), state]
    }

    fn fields(&mut self, row: usize) -> Vec<(&'static str, &mut String)> {
        let draft = &mut self.rows[row];
        if draft.known.filed_on.is_some() {
            return Vec::new();
        }
        vec![("报备日期", &mut draft.on), ("受理单位", &mut draft.receiver), ("报备文件", &mut draft.document)]
    }

    fn name(&self, row: usize) -> &str {
        &self.rows[row].known.name
    }

    fn fault(&self, row: usize, today: NaiveDate) -> Option<String> {
        let draft = &self.rows[row];
        if draft.on.trim().is_empty() {
            let stray = !draft.document.trim().is_empty();
            return stray.then(|| "请填写报备日期".to_owned());
        }
        match date::parse(&draft.on, today) {
            Err(fault) => Some(fault.to_string()),
            Ok(on) if on > today => Some("报备日期不能在今天之后".to_owned()),
            Ok(_) => None,
        }
    }

    fn is_dirty(&self) -> bool {
        self.rows.iter().any(|row| {
            !row.on.trim().is_empty() || !row.document.trim().is_empty() || row.receiver != row.known.receiver
        })
    }

    fn date_all(&mut self, day: &str) {
        // Those that annex 2 leaves out are entered one by one, if at all.
        let expected = |row: &Draft| row.known.filed_on.is_none() && row.known.state != FilingState::Unlisted;
        let blank = |row: &&mut Draft| expected(row) && row.on.trim().is_empty();
        self.rows.iter_mut().filter(blank).for_each(|row| row.on = day.to_owned());
    }

    fn take_last(&mut self) -> usize {
        let mut taken = 0;
        for row in self.rows.iter_mut().filter(|row| row.known.filed_on.is_none()) {
            if let Some(receiver) = &row.known.last_receiver {
                row.receiver.clone_from(receiver);
                taken += 1;
            }
        }
        taken
    }

    fn command(&self, today: NaiveDate) -> Option<Command> {
        let entry = |row: &Draft| {
            Some(FilingEntry {
                grid: row.known.grid,
                on: date::parse(&row.on, today).ok()?,
                receiver: Some(row.receiver.clone()),
                document: row.document.clone(),
                note: String::new(),
            })
        };
        let rows: Vec<FilingEntry> = self.entered().filter_map(entry).collect();
        (!rows.is_empty()).then_some(Command::RegisterFilings(RegisterFilings { year: self.year, rows }))
    }
}
