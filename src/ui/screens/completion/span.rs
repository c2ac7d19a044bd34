//! Which time and which grid the page is about.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use crate::{
    domain::{date, id::GridId, patrol_rule::Per},
    ops::{
        OpResult,
        query::{completion::CompletionAsk, patrol::grid_name},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        screens::entry::{Pick, Source},
        theme,
        widgets::{button, date_field::DateField, form::Slot, page::filter_bar},
    },
};

/// What was typed and chosen.
pub struct Span {
    from: String,
    to: String,
    grid: Pick,
    /// Whether the first time was filled in.
    began: bool,
    /// A grid that another page asked for, until its name is known.
    unnamed: Option<GridId>,
    named: Loaded<(GridId, NaiveDate), OpResult<String>>,
}

const SPANS: [(Per, &str); 4] =
    [(Per::Week, "本周"), (Per::Month, "本月"), (Per::Quarter, "本季"), (Per::Year, "本年")];

impl Default for Span {
    fn default() -> Self {
        let grid = Pick::new(Source::AnyGrid).hinting("网格（含下级）");
        Self { from: String::new(), to: String::new(), grid, began: false, unnamed: None, named: Loaded::default() }
    }
}

impl Span {
    /// What is asked for now; `None` while a date cannot be read.
    pub fn ask(&self, today: NaiveDate) -> Option<CompletionAsk> {
        let (from, to) = (date::parse(&self.from, today).ok()?, date::parse(&self.to, today).ok()?);
        (from <= to).then(|| CompletionAsk { from, to, grid: self.grid.grid(), person: None })
    }

    /// The time and the grid of an ask; the name of the grid comes with the next frames.
    pub fn set_ask(&mut self, ask: &CompletionAsk) {
        (self.from, self.to) = (date::chinese(ask.from), date::chinese(ask.to));
        self.began = true;
        self.widen();
        self.unnamed = ask.grid;
        if let Some(grid) = ask.grid {
            self.narrow(grid.0, "…");
        }
    }

    /// Puts the name of a grid that was asked for by id into its field.
    fn name(&mut self, cx: &mut Cx<'_>) {
        let Some(grid) = self.unnamed else { return };
        let found = cx.load(&mut self.named, (grid, cx.as_of), |ws, (grid, day)| grid_name(ws, grid, day));
        let Some(Ok(name)) = found else { return };
        let name = name.clone();
        if self.grid.grid() == Some(grid) {
            self.narrow(grid.0, &name);
        }
        self.unnamed = None;
    }

    /// This year at first.
    pub fn begin(&mut self, day: NaiveDate) {
        if !std::mem::replace(&mut self.began, true) {
            self.set(Per::Year, day);
        }
    }

    fn set(&mut self, per: Per, day: NaiveDate) {
        let stretch = per.around(day);
        self.from = date::chinese(stretch.from);
        self.to = stretch.last_day().map(date::chinese).unwrap_or_default();
    }

    /// Shows one grid with everything below it.
    pub fn narrow(&mut self, grid: i64, name: &str) {
        self.grid = Pick::new(Source::AnyGrid).hinting("网格（含下级）").with(grid, name);
    }

    pub fn widen(&mut self) {
        self.grid.chosen = None;
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.name(cx);
        let (today, day) = (cx.office.today, cx.as_of);
        filter_bar(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let asked = self.ask(today);
            for (per, word) in SPANS {
                let stretch = per.around(day);
                let chosen = asked.is_some_and(|ask| ask.from == stretch.from && Some(ask.to) == stretch.last_day());
                if ui.add(button::segment(word, chosen)).clicked() {
                    self.set(per, day);
                }
            }
            DateField::new(&mut self.from, today).hint("起始日期").show(ui, &Slot::alone("from", "起始日期", 168.0));
            ui.label("至");
            DateField::new(&mut self.to, today).hint("截止日期").show(ui, &Slot::alone("to", "截止日期", 168.0));
            self.grid.show(ui, &Slot::alone("grid", "按网格筛选", 170.0), cx, day);
        });
        if let Some(fault) = self.fault(today) {
            ui.label(RichText::new(fault).small().color(theme::palette(ui).danger_text));
        }
    }

    /// What keeps the dates from being used.
    fn fault(&self, today: NaiveDate) -> Option<String> {
        let (from, to) = (date::parse(&self.from, today), date::parse(&self.to, today));
        match (from, to) {
            (Err(fault), _) | (_, Err(fault)) => Some(fault.to_string()),
            (Ok(from), Ok(to)) if from > to => Some("起始日期在截止日期之后，请核对".to_owned()),
            _ => None,
        }
    }
}
