//! 工作台: what the signed-in office has to do today, and how its work stands. Every number opens its rows.

mod cards;
mod charts;
mod steps;
mod urgent;

use chrono::{Datelike, NaiveDate, Weekday};
use egui::{RichText, ScrollArea, Ui};

use super::{
    entry::{Pick, Source},
    patrols::ledger::trouble,
};
use crate::{
    domain::{date, desk::Right, grid::Level, id::GridId},
    ops::{
        Changes, OpResult,
        query::workbench::{self, Patrols, Work, Year},
    },
    session::Loaded,
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        route::Route,
        theme,
        widgets::{
            button,
            empty::Empty,
            form::Slot,
            page::{PageHead, filter_bar},
        },
    },
};

/// Tables behind 应巡.
const PATROLLED: &[&str] = &[
    "patrol",
    "patrol_person",
    "patrol_rule",
    "patrol_waiver",
    "grid",
    "grid_version",
    "duty",
    "post",
    "incumbency",
    "person",
];

/// The grid and the day that something was read for.
type Key = (Option<GridId>, NaiveDate);

pub struct Workbench {
    grid: Pick,
    work: Loaded<Key, OpResult<Work>>,
    patrols: Loaded<Key, OpResult<Patrols>>,
    year: Loaded<Key, OpResult<Year>>,
    charts: charts::Charts,
}

impl Default for Workbench {
    fn default() -> Self {
        Self {
            grid: Pick::new(Source::Above(Level::Group)).hinting("全区；可选镇、村"),
            work: Loaded::default(),
            patrols: Loaded::default(),
            year: Loaded::default(),
            charts: charts::Charts::default(),
        }
    }
}

impl Workbench {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let note = format!("{} {} · {}", date::chinese(today), weekday(today), cx.office.office);
        let why = cx.office.refusal(Right::Record);
        let head = PageHead::new("工作台").note(&note);
        let head = match &why {
            Some(why) => head.refused((), Icon::Edit, "整月录入巡查", why),
            None => head.primary((), Icon::Edit, "整月录入巡查"),
        };
        if head.show(ui).is_some() {
            cx.go(Route::Logbook);
        }
        self.filters(ui, cx);
        let key = (self.grid.grid(), today);
        // What is quick is asked for first: answers come in the order of the questions.
        cx.load(&mut self.work, key, |ws, (grid, _)| workbench::work(ws, grid));
        cx.load(&mut self.patrols, key, |ws, (grid, _)| workbench::patrols(ws, grid));
        cx.load(&mut self.year, key, |ws, (grid, _)| workbench::year(ws, grid));
        let work = match self.work.shown() {
            None => {
                Empty::new(Icon::Clock, "正在汇总", "请稍候").show(ui);
                return;
            }
            Some(Err(fault)) => return trouble(ui, &fault.notice()),
            Some(Ok(work)) => work,
        };
        let (patrols, year) = (self.patrols.shown(), self.year.shown());
        let bare = work.is_bare() && cx.office.patrols == 0;
        let grid = key.0;
        let mut go = None;
        ScrollArea::vertical().id_salt("工作台").auto_shrink(false).show(ui, |ui| {
            // Room for the bar of the scroll area.
            ui.set_max_width(ui.available_width() - 10.0);
            if steps::needed(work, cx.office.patrols) {
                go = steps::show(ui, work, cx.office.patrols);
                ui.add_space(12.0);
            }
            if bare {
                return;
            }
            go = go.or(cards::show(ui, work, patrols, grid));
            ui.add_space(12.0);
            go = go.or(urgent::show(ui, work, grid));
            ui.add_space(12.0);
            go = go.or(self.charts.show(ui, work, year, grid));
            ui.add_space(8.0);
        });
        if let Some(route) = go {
            if route == Route::FilingsMissing {
                // The desk counts this year's, whatever year the mechanism ledgers show.
                cx.act(Action::SetYear(cx.office.today.year()));
            }
            cx.go(route);
        }
    }

    /// Whose work is shown, and that the desk knows today only.
    fn filters(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (today, quiet) = (cx.office.today, theme::palette(ui).quiet);
        filter_bar(ui, |ui| {
            self.grid.show(ui, &Slot::alone("grid", "只看一个网格", 190.0), cx, today);
            if self.grid.grid().is_some() && ui.add(button::bare("看全区")).clicked() {
                self.grid.chosen = None;
            }
            if cx.as_of != today {
                let words = format!("工作台只看今天；「截至{}」不影响这里的数字", date::chinese(cx.as_of));
                ui.label(Icon::Info.text(16.0).color(quiet));
                ui.label(RichText::new(words).color(quiet));
                if ui.add(button::bare("回到今天")).clicked() {
                    cx.act(Action::SetAsOf(today));
                }
            }
        });
    }

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    /// What waits may change with any table; 应巡 is read again only when something behind it has changed.
    pub fn refresh(&mut self, changes: &Changes) {
        self.work.invalidate();
        if changes.touch(PATROLLED) {
            self.patrols.invalidate();
            self.year.invalidate();
        }
    }
}

fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "星期一",
        Weekday::Tue => "星期二",
        Weekday::Wed => "星期三",
        Weekday::Thu => "星期四",
        Weekday::Fri => "星期五",
        Weekday::Sat => "星期六",
        Weekday::Sun => "星期日",
    }
}
