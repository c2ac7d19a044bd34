//! The filter bar of the ledger.

use chrono::{Datelike, NaiveDate};
use egui::{RichText, Ui};

use super::pick::{GridFinder, PersonFinder, grid_of, person_of};
use crate::{
    domain::{
        date,
        id::{GridId, PersonId},
        patrol::{Finding, PatrolKind},
    },
    ops::{
        OpResult, Workspace,
        query::{
            patrol::{self, PatrolAsk, PatrolQuery},
            patrollers::Walk,
        },
    },
    session::Loaded,
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
    unentered: bool,
    text: String,
    /// Names of what another page asked for by id, until they have come.
    named: Loaded<Asked, OpResult<(String, String)>>,
    unnamed: Option<Asked>,
}

/// A grid and a person that are asked for by id, and the day of their names.
type Asked = (Option<GridId>, Option<PersonId>, NaiveDate);

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
            unentered: self.unentered,
            text: self.text.trim().to_owned(),
        }
    }

    fn is_blank(&self, today: NaiveDate) -> bool {
        self.from.is_empty() && self.to.is_empty() && self.query(today) == PatrolQuery::default()
    }

    /// Asks for what a number elsewhere counts and for nothing else.
    pub fn set(&mut self, ask: PatrolAsk) {
        let words = |day: Option<NaiveDate>| day.map(date::chinese).unwrap_or_default();
        // The names come with the next frames; the ids already narrow the list.
        let chosen = |id: Option<i64>| id.map(|id| Candidate::new(id, "…", ""));
        let day = ask.to.or(ask.from).unwrap_or(NaiveDate::MAX);
        let asked = ask.grid.is_some() || ask.person.is_some();
        *self = Self {
            from: words(ask.from),
            to: words(ask.to),
            grid: chosen(ask.grid.map(|grid| grid.0)),
            person: chosen(ask.person.map(|person| person.0)),
            unentered: ask.unentered,
            unnamed: asked.then_some((ask.grid, ask.person, day)),
            ..Self::default()
        };
    }

    /// Puts the names of what was asked for by id into their fields.
    fn name(&mut self, cx: &mut Cx<'_>) {
        let Some(asked) = self.unnamed else { return };
        let named = cx.load(&mut self.named, asked, |ws, (grid, person, day)| names(ws, grid, person, day));
        let Some(Ok((grid, person))) = named else { return };
        for (field, name) in [(&mut self.grid, grid), (&mut self.person, person)] {
            if let Some(chosen) = field.as_mut().filter(|_| !name.is_empty()) {
                chosen.label.clone_from(name);
            }
        }
        self.unnamed = None;
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn invalidate(&mut self) {
        self.grids.invalidate();
        self.people.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.name(cx);
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
            let gap = button::segment("未立问题", self.unentered).hint("发现了问题，但还没有立为问题");
            if ui.add(gap).clicked() {
                self.unentered = !self.unentered;
            }
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

fn names(ws: &Workspace, grid: Option<GridId>, person: Option<PersonId>, day: NaiveDate) -> OpResult<(String, String)> {
    let grid = grid.map(|grid| patrol::grid_name(ws, grid, day)).transpose()?.unwrap_or_default();
    let person = person.map(|person| patrol::person_name(ws, person)).transpose()?.unwrap_or_default();
    Ok((grid, person))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_page_asks_for_narrows_at_once() {
        let day = NaiveDate::from_ymd_opt(2025, 6, 10).unwrap();
        let mut filter = Filter { text: "堆放".into(), ..Filter::default() };
        let (grid, person) = (Some(GridId(7)), Some(PersonId(8)));
        filter.set(PatrolAsk { from: Some(day), grid, person, ..PatrolAsk::default() });
        let query = filter.query(day);
        assert_eq!((query.from, query.grid, query.person, query.text.as_str()), (Some(day), grid, person, ""));
    }

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
