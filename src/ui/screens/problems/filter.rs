//! The filter bar of the ledger.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use crate::{
    domain::{
        date,
        id::GridId,
        problem::{ProblemKind, ProblemSource, step::State},
    },
    ops::{
        Workspace,
        query::{
            self,
            problem::{Lens, ProblemAsk, ProblemQuery},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        screens::entry::{Pick, Source},
        theme,
        widgets::{
            button,
            choice::{choice_of, segments},
            date_field::DateField,
            form::Slot,
            page::filter_bar,
            search_box::search_box,
        },
    },
};

/// What was typed and chosen.
pub struct Filter {
    lens: Lens,
    from: String,
    to: String,
    grid: Pick,
    kind: Option<ProblemKind>,
    source: Option<ProblemSource>,
    state: Option<State>,
    text: String,
    /// A grid that another page asked for, until its name is known.
    asked: Option<GridId>,
    name: Loaded<(GridId, NaiveDate), Option<String>>,
}

const LENSES: [Lens; 8] = [
    Lens::All,
    Lens::Open,
    Lens::Overdue,
    Lens::DueToday,
    Lens::DueSoon,
    Lens::Returned,
    Lens::Supervised,
    Lens::Closed,
];

fn lens_word(lens: &Lens) -> &'static str {
    match lens {
        Lens::All => "全部",
        Lens::Open => "未销号",
        Lens::Overdue => "逾期",
        Lens::DueToday => "今天到期",
        Lens::DueSoon => "即将到期",
        Lens::Returned => "退回",
        Lens::Supervised => "挂牌督办",
        Lens::Closed => "已销号",
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            lens: Lens::All,
            from: String::new(),
            to: String::new(),
            grid: Pick::new(Source::AnyGrid).hinting("网格（含下级）"),
            kind: None,
            source: None,
            state: None,
            text: String::new(),
            asked: None,
            name: Loaded::default(),
        }
    }
}

impl Filter {
    /// What is asked for now. A date that cannot be read asks for nothing; the bar says so.
    pub fn query(&self, today: NaiveDate) -> ProblemQuery {
        ProblemQuery {
            from: date::parse(&self.from, today).ok(),
            to: date::parse(&self.to, today).ok(),
            grid: self.asked.or(self.grid.grid()),
            kind: self.kind,
            source: self.source,
            state: self.state,
            lens: self.lens,
            text: self.text.trim().to_owned(),
            ..ProblemQuery::default()
        }
    }

    fn is_blank(&self, today: NaiveDate) -> bool {
        self.from.is_empty() && self.to.is_empty() && self.query(today) == ProblemQuery::default()
    }

    /// Asks for what a number elsewhere counts and for nothing else.
    pub fn set(&mut self, ask: ProblemAsk) {
        let words = |day: Option<NaiveDate>| day.map(date::chinese).unwrap_or_default();
        *self = Self {
            lens: ask.lens,
            from: words(ask.from),
            to: words(ask.to),
            kind: ask.kind,
            asked: ask.grid,
            ..Self::default()
        };
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        self.name_asked(cx);
        filter_bar(ui, |ui| {
            segments(ui, &mut self.lens, &LENSES, lens_word);
            search_box(ui, &mut self.text, "查找编号、地点和描述", 216.0);
            if !self.is_blank(today) && ui.add(button::bare("清除筛选")).clicked() {
                self.clear();
            }
        });
        filter_bar(ui, |ui| {
            let slot = |key, label| Slot::alone(key, label, 150.0);
            DateField::new(&mut self.from, today).hint("发现日期起").show(ui, &slot("from", "发现日期起"));
            ui.label("至");
            DateField::new(&mut self.to, today).hint("发现日期止").show(ui, &slot("to", "发现日期止"));
            self.grid.show(ui, &Slot::alone("grid", "按网格筛选", 140.0), cx, today);
            self.choices(ui);
        });
        self.faults(ui, today);
    }

    /// Puts the name of the grid that was asked for into its field.
    fn name_asked(&mut self, cx: &mut Cx<'_>) {
        let Some(grid) = self.asked else { return };
        let Some(name) = cx.load(&mut self.name, (grid, cx.office.today), grid_name) else { return };
        let name = name.clone().unwrap_or_else(|| "已不在的网格".to_owned());
        self.grid = Pick::new(Source::AnyGrid).hinting("网格（含下级）").with(grid.0, name);
        self.asked = None;
    }

    fn choices(&mut self, ui: &mut Ui) {
        choice(ui, ("kind", "按类型筛选", 104.0), &mut self.kind, ProblemKind::ALL, |kind| {
            kind.map_or("全部类型", ProblemKind::label)
        });
        choice(ui, ("source", "按来源筛选", 104.0), &mut self.source, ProblemSource::ALL, |source| {
            source.map_or("全部来源", ProblemSource::label)
        });
        choice(ui, ("state", "按状态筛选", 116.0), &mut self.state, State::ALL, |state| {
            state.map_or("全部状态", State::label)
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

/// A list of all values of a word, with 「全部」 before them.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    (key, label, width): (&'static str, &str, f32),
    chosen: &mut Option<T>,
    all: &[T],
    word: impl Fn(Option<T>) -> &'static str,
) {
    let values: Vec<_> = std::iter::once(None).chain(all.iter().copied().map(Some)).collect();
    choice_of(ui, &Slot::alone(key, label, width), chosen, &values, |value| word(*value));
}

fn grid_name(ws: &Workspace, (grid, day): (GridId, NaiveDate)) -> Option<String> {
    query::grid::by_id(ws, grid, day).ok().flatten().map(|hit| hit.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_asks_for_what_was_typed_and_for_what_a_number_counts() {
        let today = NaiveDate::from_ymd_opt(2025, 6, 10).unwrap();
        let mut filter =
            Filter { from: "3.5".into(), to: "乱写".into(), text: " 取土 ".into(), ..Filter::default() };
        filter.state = Some(State::Rectifying);
        let query = filter.query(today);
        assert_eq!(query.from, NaiveDate::from_ymd_opt(2025, 3, 5));
        assert_eq!((query.to, query.text.as_str(), query.state), (None, "取土", Some(State::Rectifying)));
        let ask = ProblemAsk { lens: Lens::Overdue, grid: Some(GridId(7)), ..ProblemAsk::default() };
        filter.set(ask);
        let query = filter.query(today);
        assert_eq!((query.lens, query.grid, query.state), (Lens::Overdue, Some(GridId(7)), None));
        assert!(!filter.is_blank(today));
        filter.clear();
        assert_eq!(filter.query(today), ProblemQuery::default());
    }
}
