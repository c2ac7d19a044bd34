//! Forms: names at the left, fields at the right, faults where they belong.
//!
//! A field shows its fault after it lost the focus or after a save was tried; a failed save moves the focus to the
//! first fault; Enter moves to the next field.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Key, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::{
    ime,
    link::{self, Basis},
    paint,
};
use crate::{
    domain::fault::Faults,
    ui::{shortcut::Shortcut, theme},
};

/// What a form remembers between frames.
#[derive(Debug, Default)]
pub struct FormState {
    touched: BTreeSet<&'static str>,
    tried: bool,
    wanted: Option<Wanted>,
    /// The lines under the fields, by key, and whether they tell a fault.
    lines: BTreeMap<&'static str, (String, bool)>,
    /// How many times a field was changed.
    edits: u32,
    /// The keys of the rows that have been drawn.
    rows: BTreeSet<&'static str>,
}

/// Where the focus is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    First,
    Next,
    FirstFault,
    Field(&'static str),
}

impl FormState {
    /// A fresh form with the focus on its first field.
    pub fn begin() -> Self {
        Self { wanted: Some(Wanted::First), ..Self::default() }
    }

    /// A save was refused: all faults show, and the first of them gets the focus.
    pub fn save_failed(&mut self) {
        self.tried = true;
        self.wanted = Some(Wanted::FirstFault);
    }

    /// Puts the focus on one field.
    pub fn focus(&mut self, key: &'static str) {
        self.wanted = Some(Wanted::Field(key));
    }

    /// How many times something was entered: 0 means that nothing would be lost.
    pub fn edits(&self) -> u32 {
        self.edits
    }

    /// Whether a fault of this name has a field to stand at.
    pub fn has_row(&self, key: &str) -> bool {
        self.rows.contains(key)
    }

    /// Whether the field has been left once, or a save was tried.
    pub fn shows_faults_of(&self, key: &str) -> bool {
        self.tried || self.touched.contains(key)
    }
}

/// Width of a line of text that is easy to read and fill in.
const COMFORTABLE: f32 = 440.0;

/// A field as the form names it.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    key: &'static str,
    label: &'a str,
    required: bool,
    help: &'a str,
    basis: Option<Basis<'a>>,
    width: f32,
}

impl<'a> Field<'a> {
    /// `key` is the name that faults use; `label` is what people read.
    pub fn new(key: &'static str, label: &'a str) -> Self {
        Self { key, label, required: false, help: "", basis: None, width: COMFORTABLE }
    }

    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// A quiet line under the field.
    pub fn help(mut self, text: &'a str) -> Self {
        self.help = text;
        self
    }

    /// The clause behind 「依据」 and F1.
    pub fn basis(mut self, basis: Basis<'a>) -> Self {
        self.basis = Some(basis);
        self
    }

    /// Fills the row.
    pub fn wide(self) -> Self {
        self.width(f32::INFINITY)
    }

    /// The greatest width of the field.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }
}

/// Where a field is drawn: its name, its width and whether it is marked as faulty.
#[derive(Clone, Copy)]
pub struct Slot<'a> {
    pub key: &'static str,
    pub label: &'a str,
    pub width: f32,
    pub faulty: bool,
    pub required: bool,
    label_id: Option<egui::Id>,
}

impl<'a> Slot<'a> {
    /// A field outside a form: in a filter bar, named by its hint.
    pub fn alone(key: &'static str, label: &'a str, width: f32) -> Self {
        Self { key, label, width, faulty: false, required: false, label_id: None }
    }

    /// The same slot with room left for a button beside the field.
    pub fn narrowed(&self, by: f32) -> Self {
        Self { width: (self.width - by).max(120.0), ..*self }
    }

    /// Gives a widget its accessible name.
    pub fn name(&self, response: Response) -> Response {
        response.ctx.accesskit_node_builder(response.id, |node| {
            if self.required {
                node.set_required();
            }
        });
        match self.label_id {
            Some(id) => response.labelled_by(id),
            None => response.accessible_name(self.label),
        }
    }

    /// Draws with the colours of a faulty field if it is one.
    pub(crate) fn marked<R>(&self, ui: &mut Ui, draw: impl FnOnce(&mut Ui) -> R) -> R {
        ui.scope(|ui| {
            if self.faulty {
                let danger = theme::palette(ui).danger_text;
                let visuals = ui.visuals_mut();
                for state in [&mut visuals.widgets.inactive, &mut visuals.widgets.hovered, &mut visuals.widgets.active]
                {
                    state.bg_stroke.color = danger;
                }
                visuals.selection.stroke.color = danger;
            }
            draw(ui)
        })
        .inner
    }
}

/// What a field answers to its row.
pub struct Shown {
    pub response: Response,
    /// A fault the field finds by itself, shown like the faults of the form.
    pub fault: Option<String>,
    /// A fault that shows at once, while typing.
    pub urgent: Option<String>,
    /// Stands before the help line: 「12/60 字」.
    pub remark: Option<String>,
}

impl From<Response> for Shown {
    fn from(response: Response) -> Self {
        Self { response, fault: None, urgent: None, remark: None }
    }
}

/// Draws the rows of one form.
pub struct Form<'f> {
    state: &'f mut FormState,
    faults: &'f Faults,
    label_width: f32,
}

impl<'f> Form<'f> {
    /// `faults` are those of the draft as it is now; which of them show is decided here.
    pub fn new(state: &'f mut FormState, faults: &'f Faults) -> Self {
        if state.wanted == Some(Wanted::Next) {
            state.wanted = None; // Enter in the last field of the form
        }
        Self { state, faults, label_width: theme::LABEL_WIDTH }
    }

    /// Wider names at the left, where they are sentences.
    pub fn label_width(mut self, width: f32) -> Self {
        self.label_width = width;
        self
    }

    /// One row: name, field, and the line under it.
    pub fn row<S: Into<Shown>>(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        draw: impl FnOnce(&mut Ui, &Slot<'_>) -> S,
    ) -> Response {
        ui.push_id(field.key, |ui| {
            ui.horizontal_top(|ui| {
                let label_id = label(ui, self.label_width, field.label, field.required);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    self.field(ui, &field, label_id, draw)
                })
                .inner
            })
            .inner
        })
        .inner
    }

    /// Puts the focus on a field of the form in the next frame.
    pub fn wants(&mut self, key: &'static str) {
        self.state.focus(key);
    }

    /// Something under the fields, where they begin.
    pub fn beside<R>(&mut self, ui: &mut Ui, draw: impl FnOnce(&mut Ui) -> R) -> R {
        let room = self.label_width;
        let row = |ui: &mut Ui| {
            ui.add_space(room);
            draw(ui)
        };
        ui.horizontal(row).inner
    }

    fn field<S: Into<Shown>>(
        &mut self,
        ui: &mut Ui,
        field: &Field<'_>,
        label_id: Option<egui::Id>,
        draw: impl FnOnce(&mut Ui, &Slot<'_>) -> S,
    ) -> Response {
        let link_room = if field.basis.is_some() { 44.0 } else { 0.0 };
        let own = self.faults.of(field.key).filter(|_| self.state.shows_faults_of(field.key));
        let slot = Slot {
            key: field.key,
            label: field.label,
            width: field.width.min(ui.available_width() - link_room).max(60.0),
            faulty: own.is_some(),
            required: field.required,
            label_id,
        };
        let (shown, focused) = ui
            .horizontal(|ui| {
                let shown = draw(ui, &slot).into();
                let focused = shown.response.has_focus();
                if let Some(basis) = &field.basis {
                    link::basis(ui, basis, focused && Shortcut::Basis.pressed(ui.ctx()));
                }
                (shown, focused)
            })
            .inner;
        let late = shown.fault.as_deref().filter(|_| self.state.touched.contains(field.key) && !focused);
        let now = match shown.urgent.as_deref().or(own).or(late) {
            Some(fault) => (fault.to_owned(), true),
            // What the field remarks stands before its help, which still has to be read.
            None => {
                let words = shown.remark.as_deref().into_iter().chain([field.help]).filter(|words| !words.is_empty());
                (words.collect::<Vec<_>>().join("　"), false)
            }
        };
        self.under(ui, field.key, now);
        self.follow(ui, field.key, &shown.response);
        shown.response
    }

    /// The line under a field. It stays as it is while a button of the mouse is down: what is pressed must not move
    /// away under the pointer because the field that was left now shows a fault, or no weekday any more.
    fn under(&mut self, ui: &mut Ui, key: &'static str, now: (String, bool)) {
        let held = ui.input(|input| input.pointer.any_down());
        let shown = self.state.lines.entry(key).or_default();
        if !held && *shown != now {
            *shown = now;
        }
        if !shown.0.is_empty() {
            line(ui, &shown.0, shown.1);
        }
    }

    /// Notes what was touched and moves the focus.
    fn follow(&mut self, ui: &Ui, key: &'static str, response: &Response) {
        self.state.rows.insert(key);
        self.state.edits += u32::from(response.changed());
        let arrives = match self.state.wanted {
            Some(Wanted::First | Wanted::Next) => true,
            Some(Wanted::FirstFault) => self.faults.of(key).is_some(),
            Some(Wanted::Field(wanted)) => wanted == key,
            None => false,
        };
        if arrives {
            self.state.wanted = None;
            response.request_focus();
            response.scroll_to_me(None);
            ui.ctx().request_repaint();
        }
        if response.lost_focus() {
            self.state.touched.insert(key);
            if ui.input(|input| input.key_pressed(Key::Enter)) && !ime::composing(ui) {
                self.state.wanted = Some(Wanted::Next);
            }
        }
    }
}

/// The name at the left; answers the id by which the field is named.
fn label(ui: &mut Ui, width: f32, text: &str, required: bool) -> Option<egui::Id> {
    let (rect, response) = ui.allocate_exact_size(vec2(width, theme::CONTROL), Sense::hover());
    if text.is_empty() {
        return None;
    }
    let colours = theme::palette(ui);
    let galley = paint::line(ui, text, paint::body(ui), colours.text, rect.width() - 12.0);
    let cut = galley.elided;
    let width = paint::at_left(ui, rect, rect.left(), galley);
    if required {
        let star = paint::line(ui, "*", paint::strong(ui), colours.danger_text, f32::INFINITY);
        paint::at_left(ui, rect, rect.left() + width + 3.0, star);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let id = response.id;
    if cut {
        response.on_hover_text(text);
    }
    Some(id)
}

/// The small line under a field.
fn line(ui: &mut Ui, text: &str, fault: bool) {
    let colours = theme::palette(ui);
    let colour = if fault { colours.danger_text } else { colours.quiet };
    ui.add(egui::Label::new(egui::RichText::new(text).small().color(colour)).wrap());
}

#[cfg(test)]
mod tests;
