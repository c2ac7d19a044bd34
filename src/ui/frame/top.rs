//! The bar at the top: workspace and office, year, 「截至」, search, undo and redo, who is signed in.

use chrono::Datelike;
use egui::{Align, ComboBox, Key, Layout, Popup, PopupCloseBehavior, Response, RichText, TextStyle, Ui, vec2};

use super::super::{
    action::Action,
    desk::Desk,
    icon::Icon,
    route::Route,
    shortcut::Shortcut,
    theme,
    widgets::{button, chip::chip, date_field::DateField, form::Slot, search_box::search_box},
};
use crate::{
    domain::{date, id::ProblemId},
    ops::{
        Workspace,
        query::{self, grid::GridHit},
    },
};

/// Room for the day of 「截至」 written in full, with its calendar.
const AS_OF: f32 = 168.0;
/// First year that is scored by the rules of the plan: earlier ones cannot be opened, later ones always can.
const FIRST_YEAR: i32 = 2024;
/// How many grids the search lists.
const HITS: u32 = 12;

pub fn show(ui: &mut Ui, desk: &mut Desk, actions: &mut Vec<Action>) {
    // From the right, so that the name of the workspace has what is left and is cut when it is long.
    let line = vec2(ui.available_width(), theme::CONTROL);
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        signed_in(ui, desk, actions);
        undo_redo(ui, desk, actions);
        search(ui, desk, actions);
        as_of(ui, desk, actions);
        year(ui, desk, actions);
        ui.add_space(theme::MARGIN);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| identity(ui, desk));
    });
}

fn identity(ui: &mut Ui, desk: &Desk) {
    let colours = theme::palette(ui);
    ui.label(Icon::Grids.text(22.0).color(colours.primary_text));
    if desk.office.sample {
        chip(ui, theme::Tone::Accent, "示范数据").on_hover_text("人员、电话和记录均为虚构");
    }
    ui.add(egui::Label::new(RichText::new(&desk.office.name).text_style(theme::text::strong())).truncate())
        .on_hover_text(format!("{}\n{}", desk.office.name, desk.office.office));
}

fn year(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    let mut years = desk.office.years.clone();
    years.extend(FIRST_YEAR..=desk.office.today.year());
    years.push(desk.year);
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    let mut chosen = desk.year;
    let shown = ComboBox::from_id_salt("年度").width(84.0).selected_text(format!("{chosen} 年度")).show_ui(ui, |ui| {
        for year in years {
            ui.selectable_value(&mut chosen, year, format!("{year} 年度"));
        }
    });
    name(&shown.response, "年度");
    if chosen != desk.year {
        actions.push(Action::SetYear(chosen));
    }
}

fn as_of(ui: &mut Ui, desk: &mut Desk, actions: &mut Vec<Action>) {
    if desk.bars.as_of_shown != desk.as_of {
        desk.bars.as_of_shown = desk.as_of;
        desk.bars.as_of_text = date::chinese(desk.as_of);
    }
    let today = desk.office.today;
    let slot = Slot::alone("as_of", "截至", AS_OF);
    let room = vec2(AS_OF, theme::CONTROL);
    let field = ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        DateField::new(&mut desk.bars.as_of_text, today).show(ui, &slot)
    });
    let typed = field.inner;
    if let Ok(day) = date::parse(&desk.bars.as_of_text, today)
        && day != desk.as_of
        && !typed.response.has_focus()
    {
        actions.push(Action::SetAsOf(day));
    }
    let colours = theme::palette(ui);
    let past = desk.as_of != today;
    let ink = if past { colours.tone(theme::Tone::Warning).text } else { colours.quiet };
    ui.label(RichText::new("截至").text_style(TextStyle::Small).color(ink));
}

/// A problem found by its number.
pub struct ProblemHit {
    id: ProblemId,
    number: String,
    /// 「罕台镇撖家塔村 非农化 整改中」.
    words: String,
}

fn search(ui: &mut Ui, desk: &mut Desk, actions: &mut Vec<Action>) {
    let field = search_box(ui, &mut desk.bars.search, "查找网格、问题编号", 184.0);
    if Shortcut::Search.pressed(ui.ctx()) {
        field.request_focus();
    }
    let text = desk.bars.search.trim().to_owned();
    if text.is_empty() {
        return;
    }
    let found = &mut desk.bars.problem;
    found.get(&mut desk.session, text.clone(), numbered);
    let key = (text, desk.as_of);
    let known = found.shown_key() == Some(&key.0);
    let hits = desk.bars.hits.get(&mut desk.session, key, |ws, (text, day)| query::grid::search(ws, &text, day, HITS));
    let Some(Ok(hits)) = hits else { return };
    if !known && hits.is_empty() {
        return; // until it is known whether there is one
    }
    let problem = desk.bars.problem.shown().filter(|_| known).and_then(Option::as_ref);
    if let Some(route) = hit_list(&field, hits, problem, ui) {
        actions.push(Action::Go(route));
        desk.bars.search.clear();
    }
}

/// The problem of a number, whole or its last digits.
fn numbered(ws: &Workspace, text: String) -> Option<ProblemHit> {
    let id = query::problem::numbered(ws, &text).ok()??;
    let line = query::problem::detail(ws, id).ok()?.line;
    let place = format!("{}{}", line.town_name, line.grid_name);
    let words = format!("{place} {} {}", line.problem.kind.label(), line.state.label());
    Some(ProblemHit { id, number: line.number, words })
}

fn hit_list(field: &Response, grids: &[GridHit], problem: Option<&ProblemHit>, ui: &Ui) -> Option<Route> {
    let grid = |hit: &GridHit| Route::Grids(Some(hit.id));
    let numbered = |hit: &ProblemHit| Route::Problems(Some(hit.id));
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let first = problem.map(numbered).or(grids.first().map(grid));
    if entered && first.is_some() {
        return first;
    }
    let popup = Popup::from_response(field).open(true).close_behavior(PopupCloseBehavior::IgnoreClicks).width(280.0);
    let line = |ui: &mut Ui, name: &str, words: &str| ui.add(button::bare(&format!("{name}　{words}"))).clicked();
    let shown = popup.show(|ui| {
        if grids.is_empty() && problem.is_none() {
            ui.label("没有找到，换个写法或拼音首字母试试");
        }
        let of_problem = problem.filter(|hit| line(ui, &format!("问题 {}", hit.number), &hit.words)).map(numbered);
        let of_grid = grids.iter().find(|hit| line(ui, &hit.name, &hit.path)).map(grid);
        of_problem.or(of_grid)
    });
    shown.and_then(|shown| shown.inner)
}

fn undo_redo(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    let office = &desk.office;
    let redo = steppable(Icon::Redo, Shortcut::Redo, office.redo.as_deref(), "没有可以重做的操作");
    if ui.add(redo).clicked() {
        actions.push(Action::Redo);
    }
    let undo = steppable(Icon::Undo, Shortcut::Undo, office.undo.as_deref(), "没有可以撤销的操作");
    if ui.add(undo).clicked() {
        actions.push(Action::Undo);
    }
}

fn steppable<'a>(icon: Icon, shortcut: Shortcut, title: Option<&str>, none: &'a str) -> button::Button<'a> {
    let button = button::icon(icon, shortcut.label());
    match title {
        Some(title) => button.hint(format!("{}：{title}", shortcut.hint())),
        None => button.refused(Some(none)),
    }
}

fn signed_in(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    let office = &desk.office;
    let mut chosen = office.operator.clone();
    let shown =
        ComboBox::from_id_salt("操作员").width(120.0).truncate().selected_text(&office.operator).show_ui(ui, |ui| {
            for name in &office.operators {
                ui.selectable_value(&mut chosen, name.clone(), name);
            }
            ui.separator();
            if ui.add(button::bare("关闭工作区")).clicked() {
                actions.push(Action::CloseWorkspace);
            }
        });
    name(&shown.response, "操作员");
    shown.response.on_hover_text(format!("{} · {}", office.operator, office.desk.label()));
    if chosen != office.operator {
        actions.push(Action::SignIn(chosen));
    }
}

fn name(response: &Response, label: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(label));
}
