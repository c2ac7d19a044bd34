//! One grid: what it is, 工作重点, who is responsible, and how it came to be.

use chrono::Datelike;
use egui::{Label, RichText, Ui};

use super::{
    forms::Focus,
    roles::{self, Unfolded},
};
use crate::{
    domain::{desk::Right, grid::Level, id::GridId},
    ops::query::{
        grid::{GridDetail, VersionLine},
        reform::{ReformLine, ReformedGrid},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::entry::{Entry, fact, lines_of},
        theme::{self, Tone},
        widgets::{button, chip::chip, link::link, page::section},
    },
};

/// What was pressed in the details.
pub enum Wish {
    Select(GridId),
    Fill(Box<dyn Entry>),
    Go(Route),
}

pub fn show(ui: &mut Ui, cx: &Cx<'_>, grid: &GridDetail, unfolded: &mut Unfolded) -> Option<Wish> {
    let mut wish = path(ui, grid);
    title(ui, grid);
    facts(ui, cx, grid);
    if grid.level == Level::Village {
        wish = focus(ui, cx, grid).or(wish);
    }
    section(ui, "责任人");
    wish = roles::show(ui, cx, grid, unfolded).or(wish);
    section(ui, "沿革");
    history(ui, grid).or(wish)
}

/// 「东胜区 › 罕台镇」, each to be gone to.
fn path(ui: &mut Ui, grid: &GridDetail) -> Option<Wish> {
    let quiet = theme::palette(ui).quiet;
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().interact_size.y = 18.0;
        for step in &grid.path {
            if link(ui, &step.name).clicked() {
                wish = Some(Wish::Select(step.id));
            }
            ui.label(RichText::new("›").small().color(quiet));
        }
        ui.label(RichText::new(grid.level.label()).small().color(quiet));
    });
    wish
}

fn title(ui: &mut Ui, grid: &GridDetail) {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&grid.facts.name).text_style(theme::text::title()));
        chip(ui, Tone::Neutral, grid.facts.kind.label());
        if !grid.exists {
            chip(ui, Tone::Danger, "当日不存在");
        }
        if grid.facts.no_farmland {
            chip(ui, Tone::Neutral, "无耕地");
        }
        if grid.level == Level::Town && grid.facts.annex2_order.is_none() {
            chip(ui, Tone::Warning, "未列入附件2");
        }
    });
    ui.add_space(4.0);
}

fn facts(ui: &mut Ui, cx: &Cx<'_>, grid: &GridDetail) {
    let facts = &grid.facts;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let mut optional = |name: &str, value: &str| {
            if !value.is_empty() {
                fact(ui, name, value);
            }
        };
        optional("统计代码", &facts.stat_code);
        optional("民政代码", &facts.civil_code);
        optional("别名", &lines_of(&facts.aliases));
        optional("附件2序号", &facts.annex2_order.map(|place| place.to_string()).unwrap_or_default());
        let units: Vec<_> = grid.units.iter().map(|(_, name)| name.clone()).collect();
        optional("对应单位", &lines_of(&units));
        optional("存续", &lifetime(grid));
        let below: Vec<_> =
            grid.children.iter().map(|kind| format!("{} {} 个", kind.kind.label(), kind.count)).collect();
        optional("下级网格", &lines_of(&below));
        let patrols = format!("{}年 {} 次，累计 {} 次", cx.as_of.year(), grid.patrols_of_year, grid.patrols);
        optional("巡查", &patrols);
    });
}

/// From the first version to the last.
fn lifetime(grid: &GridDetail) -> String {
    let (Some(last), Some(first)) = (grid.versions.first(), grid.versions.last()) else { return String::new() };
    crate::domain::date::Period { from: first.period.from, until: last.period.until }.chinese()
}

fn focus(ui: &mut Ui, cx: &Cx<'_>, grid: &GridDetail) -> Option<Wish> {
    section(ui, &format!("{}年工作重点", cx.year));
    let known = grid.focus.iter().find(|focus| focus.year == cx.year);
    let why = cx.office.refusal(Right::Manage);
    match known {
        Some(focus) => {
            ui.add(Label::new(&focus.text).selectable(true).wrap());
        }
        None => {
            ui.label(RichText::new("还没有填写").color(theme::palette(ui).quiet));
        }
    }
    let verb = if known.is_some() { "修改工作重点…" } else { "填写工作重点…" };
    let pressed = ui.add(button::quiet(verb).icon(Icon::Edit).refused(why.as_deref())).clicked();
    pressed.then(|| Wish::Fill(Box::new(Focus::of(grid, cx.year))))
}

/// The versions, newest first, each with the reform that began it; reforms that left the grid as it was stand between.
fn history(ui: &mut Ui, grid: &GridDetail) -> Option<Wish> {
    let mut wish = None;
    let mut reforms = grid.reforms.iter().peekable();
    for version in &grid.versions {
        while let Some(reform) = reforms.next_if(|reform| reform.effective_on > version.period.from) {
            wish = reformed(ui, grid, reform).or(wish);
        }
        told(ui, version);
        while let Some(reform) = reforms.next_if(|reform| reform.effective_on == version.period.from) {
            wish = reformed(ui, grid, reform).or(wish);
        }
    }
    wish
}

fn told(ui: &mut Ui, version: &VersionLine) {
    let quiet = theme::palette(ui).quiet;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.label(RichText::new(version.period.chinese()).color(quiet));
        ui.label(RichText::new(&version.name).text_style(theme::text::strong()));
        ui.label(&version.change);
        if !version.document.is_empty() {
            ui.label(RichText::new(&version.document).small().color(quiet));
        }
    });
}

/// A reform in one line, and the other grids in it to be gone to.
fn reformed(ui: &mut Ui, grid: &GridDetail, reform: &ReformLine) -> Option<Wish> {
    let quiet = theme::palette(ui).quiet;
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        chip(ui, Tone::Info, reform.kind.label());
        ui.label(&reform.title);
        for text in [&reform.document, &reform.note].into_iter().filter(|text| !text.is_empty()) {
            ui.label(RichText::new(text).small().color(quiet));
        }
        let mut others: Vec<&ReformedGrid> = Vec::new();
        for other in reform.from.iter().chain(&reform.to).filter(|other| other.id != grid.id) {
            if !others.iter().any(|known| known.id == other.id) {
                others.push(other);
            }
        }
        for other in others {
            if link(ui, &other.path).clicked() {
                wish = Some(Wish::Select(other.id));
            }
        }
    });
    wish
}
