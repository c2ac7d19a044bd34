//! What 巡查台账 is of: days and a grid, beside whatever the patrol page has filtered by.

use chrono::{Datelike as _, NaiveDate};
use egui::Ui;

use super::{FIELD, caption, remark};
use crate::{
    domain::{date, id::GridId},
    ops::{
        OpResult,
        query::{self, grid::GridHit, patrol::PatrolQuery},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        widgets::{
            date_field::DateField,
            form::Slot,
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

/// How many grids are offered while one is typed.
const HITS: u32 = 12;

#[derive(Default)]
pub struct LedgerChoice {
    filter: PatrolQuery,
    from: String,
    to: String,
    grid: Option<Candidate>,
    pick: PickState,
    hits: Loaded<(String, NaiveDate), OpResult<Vec<GridHit>>>,
    began: bool,
}

impl LedgerChoice {
    pub fn invalidate(&mut self) {
        self.hits.invalidate();
    }

    /// Takes over the filter of the patrol page.
    pub fn take(&mut self, filter: PatrolQuery) {
        self.from = filter.from.map(date::chinese).unwrap_or_default();
        self.to = filter.to.map(date::chinese).unwrap_or_default();
        self.grid = None;
        (self.filter, self.began) = (filter, true);
    }

    /// The filter; this month at first.
    pub fn filter(&mut self, today: NaiveDate) -> PatrolQuery {
        if !std::mem::replace(&mut self.began, true) {
            self.filter.from = today.with_day(1);
            self.filter.to = Some(today);
            self.from = self.filter.from.map(date::chinese).unwrap_or_default();
            self.to = date::chinese(today);
        }
        self.filter.clone()
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        for (label, text, day) in
            [("开始日期", &mut self.from, &mut self.filter.from), ("结束日期", &mut self.to, &mut self.filter.to)]
        {
            caption(ui, label);
            let shown = DateField::new(text, today).show(ui, &Slot::alone("ledger_day", label, FIELD));
            if !shown.response.has_focus() {
                match date::parse(text, today) {
                    Ok(typed) => *day = Some(typed),
                    Err(_) if text.trim().is_empty() => *day = None,
                    Err(fault) => remark(ui, &fault.to_string()),
                }
            }
        }
        caption(ui, "网格");
        let as_of = cx.as_of;
        let hits = self.pick.query().map(str::to_owned).and_then(|text| {
            let read =
                cx.load(&mut self.hits, (text, as_of), |ws, (text, day)| query::grid::search(ws, &text, day, HITS));
            read.and_then(|read| read.as_ref().ok()).map(|hits| {
                hits.iter()
                    .map(|hit| Candidate::new(hit.id.0, hit.name.as_str(), hit.path.as_str()))
                    .collect::<Vec<_>>()
            })
        });
        let slot = Slot::alone("ledger_grid", "台账网格", FIELD);
        let pick = SearchPick::new(hits.as_deref()).hint("全区；输入名称或首字母");
        if pick.show(ui, &slot, &mut self.pick, &mut self.grid).response.changed() {
            self.filter.grid = self.grid.as_ref().map(|grid| GridId(grid.id));
        }
        let extra = [
            self.filter.kind.map(|kind| kind.label().to_owned()),
            self.filter.finding.map(|finding| finding.label().to_owned()),
            self.filter.person.map(|_| "指定巡查人".to_owned()),
            (!self.filter.text.is_empty()).then(|| format!("含「{}」", self.filter.text)),
        ];
        let extra: Vec<String> = extra.into_iter().flatten().collect();
        if !extra.is_empty() {
            remark(ui, &format!("另按：{}", extra.join("、")));
        }
    }
}
