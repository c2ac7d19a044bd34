//! One person in one grid and role in the drawer: every stretch, what was walked in it, and the way to the records.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use crate::{
    domain::date::chinese,
    ops::{
        OpResult,
        query::{
            completion::{CompletionAsk, CompletionRow, SlotLine, SlotState, slots},
            patrol::PatrolAsk,
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::entry::fact,
        theme::{self, Tone},
        widgets::{button, chip::chip, drawer::Drawer, link::link, page::section},
    },
};

type Key = (CompletionAsk, NaiveDate);

/// The drawer about one line.
pub struct Account {
    row: CompletionRow,
    ask: CompletionAsk,
    shown: Loaded<Key, OpResult<Vec<SlotLine>>>,
}

impl Account {
    pub fn new(row: CompletionRow, ask: CompletionAsk) -> Self {
        Self { row, ask, shown: Loaded::default() }
    }

    pub fn invalidate(&mut self) {
        self.shown.invalidate();
    }

    /// Whether it still speaks of what the page shows.
    pub fn is_of(&self, ask: &CompletionAsk) -> bool {
        self.ask == *ask
    }

    /// Draws it; answers whether it is to be closed.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let Some(role) = self.row.kind.role() else { return true };
        let key = (self.row.grid, role, self.row.kind.person());
        cx.load(&mut self.shown, (self.ask, cx.as_of), move |ws, (ask, day)| slots(ws, &ask, key, day));
        let row = &self.row;
        let (mut go, mut all) = (None, false);
        let out = Drawer::new("应巡实巡逐期", &row.name).show(
            ui,
            |ui| {
                fact(ui, "网格", &row.place);
                fact(ui, "网格职责", role.label());
                fact(ui, "巡田率", &row.tally.formula());
                section(ui, "逐期");
                match self.shown.shown() {
                    None => {
                        ui.label("正在读取…");
                    }
                    Some(Err(fault)) => {
                        ui.label(fault.notice().title);
                    }
                    Some(Ok(lines)) => {
                        for line in lines {
                            stretch(ui, line, &mut go);
                        }
                    }
                }
            },
            |ui| all = ui.add(button::quiet("查看巡查记录").icon(Icon::Patrol)).clicked(),
        );
        if all {
            go = Some(Route::PatrolsWhere(patrols_of(row, &self.ask)));
        }
        if let Some(route) = go {
            cx.go(route);
        }
        out.closed
    }
}

/// The records that a line counts.
pub fn patrols_of(row: &CompletionRow, ask: &CompletionAsk) -> PatrolAsk {
    PatrolAsk {
        from: Some(ask.from),
        to: Some(ask.to),
        grid: Some(row.grid),
        person: row.kind.person(),
        ..PatrolAsk::default()
    }
}

fn stretch(ui: &mut Ui, line: &SlotLine, go: &mut Option<Route>) {
    let quiet = theme::palette(ui).quiet;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(RichText::new(&line.name).strong());
        chip(ui, tone(line.state), line.state.label());
        ui.label(RichText::new(format!("{} · 已巡 {}/{}", line.rule, line.done, line.times)).small().color(quiet));
    });
    let mut words = Vec::new();
    if line.made_up > 0 {
        words.push(format!("其中期后补巡 {}", line.made_up));
    }
    if line.entered_late > 0 {
        words.push(format!("其中期后补录 {}", line.entered_late));
    }
    if !line.reason.is_empty() {
        words.push(format!("免巡原因：{}", line.reason));
    }
    if !words.is_empty() {
        ui.label(RichText::new(words.join("；")).small().color(quiet));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        for patrol in &line.patrols {
            ui.push_id(patrol.id.0, |ui| {
                if link(ui, &chinese(patrol.date)).clicked() {
                    *go = Some(Route::Patrols(Some(patrol.id)));
                }
            });
        }
    });
    ui.add_space(6.0);
}

fn tone(state: SlotState) -> Tone {
    match state {
        SlotState::Done => Tone::Good,
        SlotState::Partly | SlotState::Missing => Tone::Warning,
        SlotState::Running => Tone::Info,
        SlotState::Waived | SlotState::Vacant | SlotState::Shared => Tone::Neutral,
    }
}
