//! The filter bar of the ledger.

use chrono::{Datelike, NaiveDate};
use egui::{RichText, Ui};

use super::pick::{GridFinder, PersonFinder, grid_of, person_of};
use crate::{
    domain::{
        date,
        patrol::{Finding, PatrolKind},
    },
    ops::query::{
        patrol::{PatrolAsk, PatrolQuery},
        patrollers::Walk,
    },
    ui::{
        cx::Cx,
        theme,
        widgets::{
            button,
            choice::{choice_of, segments},
            date_field::DateField,
            form::Slot,
            page::filter_bar,
            search_box::search_box,
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

/// What was typed and chosen.
#[derive(Default)]
pub struct Filter {
    from: String,
    to: String,
    grid: Option<Candidate>,
    grid_pick: PickState,
    grids: GridFinder,
    person: Option<Candidate>,
    person_pick: PickState,
    people: PersonFinder,
    kind: Option<PatrolKind>,
    finding: Option<Finding>,
    text: String,
}

/// Periods that are chosen with one press.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    Month,
    Year,
    All,
}

const SPANS: [(Span, &str); 3] = [(Span::Month, "本月"), (Span::Year, "本年"), (Span::All, "全部日期")];

impl Span {
    fn start(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Month => today.with_day(1),
            Self::Year => NaiveDate::from_ymd_opt(today.year(), 1, 1),
            Self::All => None,
        }
    }

    fn end(self, today: NaiveDate) -> Option<NaiveDate> {
        (self != Self::All).then_some(today)
    }
}

impl Filter {
    /// What is asked for now. A date that cannot be read asks for nothing; the bar says so.
    pub fn query(&self, today: NaiveDate) -> PatrolQuery {
        PatrolQuery {
            from: date::parse(&self.from, today).ok(),
            to: date::parse(&self.to, today).ok(),
            grid: grid_of(&self.grid),
            person: person_of(&self.person),
            kind: self.kind,
            finding: self.finding,
            unentered: false,
            text: self.text.trim().to_owned(),
        }
    }

    fn is_blank(&self, today: NaiveDate) -> bool {
        self.from.is_empty() && self.to.is_empty() && self.query(today) == PatrolQuery::default()
    }

    /// Asks for what a number elsewhere counts and for nothing else.
    pub fn set(&mut self, ask: PatrolAsk) {
        let words = |day: Option<NaiveDate>| day.map(date::chinese).unwrap_or_default();
        *self = Self { from: words(ask.from), to: words(ask.to), ..Self::default() };
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn invalidate(&mut self) {
        self.grids.invalidate();
        self.people.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        filter_bar(ui, |ui| {
            self.spans(ui, today);
            DateField::new(&mut self.from, today).hint("起始日期").show(ui, &Slot::alone("from", "起始日期", 176.0));
            ui.label("至");
            DateField::new(&mut self.to, today).hint("截止日期").show(ui, &Slot::alone("to", "截止日期", 176.0));
            search_box(ui, &mut self.text, "查找发现情况、处置和备注", 230.0);
        });
        self.faults(ui, today);
        filter_bar(ui, |ui| {
            self.picks(ui, cx);
            self.kinds(ui);
            segments(ui, &mut self.finding, &[None, Some(Finding::Nothing), Some(Finding::Problem)], |one| {
                one.map_or("全部", Finding::label)
            });
            if !self.is_blank(today) && ui.add(button::bare("清除筛选")).clicked() {
                self.clear();
            }
        });
    }

    fn spans(&mut self, ui: &mut Ui, today: NaiveDate) {
        ui.spacing_mut().item_spacing.x = 8.0;
        let asked = self.query(today);
        for (span, word) in SPANS {
            let (start, end) = (span.start(today), span.end(today));
            if ui.add(button::segment(word, asked.from == start && asked.to == end)).clicked() {
                self.from = start.map(date::chinese).unwrap_or_default();
                self.to = end.map(date::chinese).unwrap_or_default();
            }
        }
    }

    fn picks(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let day = cx.as_of;
        let grids = self.grids.candidates(cx, &self.grid_pick, day, true);
        SearchPick::new(grids.as_deref()).hint("网格（含下级）").show(
            ui,
            &Slot::alone("grid", "按网格筛选", 160.0),
            &mut self.grid_pick,
            &mut self.grid,
        );
        let walk = Walk { grid: grid_of(&self.grid), group: None, day };
        let people = self.people.candidates(cx, &self.person_pick, walk);
        SearchPick::new(people.as_deref()).hint("巡查人").show(
            ui,
            &Slot::alone("person", "按巡查人筛选", 140.0),
            &mut self.person_pick,
            &mut self.person,
        );
    }

    fn kinds(&mut self, ui: &mut Ui) {
        let mut values = vec![None];
        values.extend(PatrolKind::ALL.map(Some));
        choice_of(ui, &Slot::alone("kind", "按类型筛选", 130.0), &mut self.kind, &values, |kind| {
            kind.map_or("全部类型", PatrolKind::label)
        });
    }

    /// What keeps the dates from being used.
    fn faults(&self, ui: &mut Ui, today: NaiveDate) {
        let unread = |text: &str| (!text.trim().is_empty()).then(|| date::parse(text, today).err()).flatten();
        let asked = self.query(today);
        let turned = asked.from.zip(asked.to).filter(|(from, to)| from > to);
        let fault = unread(&self.from)
            .or_else(|| unread(&self.to))
            .map(|fault| fault.to_string())
            .or_else(|| turned.map(|_| "起始日期在截止日期之后，请核对".to_owned()));
        if let Some(fault) = fault {
            ui.label(RichText::new(fault).small().color(theme::palette(ui).danger_text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_asks_for_what_was_typed() {
        let today = NaiveDate::from_ymd_opt(2025, 6, 10).unwrap();
        let mut filter =
            Filter { from: "3.5".into(), to: "乱写".into(), text: " 堆放 ".into(), ..Filter::default() };
        filter.kind = Some(PatrolKind::Field);
        let query = filter.query(today);
        assert_eq!(query.from, NaiveDate::from_ymd_opt(2025, 3, 5));
        assert_eq!((query.to, query.text.as_str(), query.kind), (None, "堆放", Some(PatrolKind::Field)));
        filter.clear();
        assert_eq!(filter.query(today), PatrolQuery::default());
    }
}
