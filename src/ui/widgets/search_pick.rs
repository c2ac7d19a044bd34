//! Picking one record (a person, a grid, a post) by typing. Whoever calls finds the candidates, by characters, pinyin
//! or initials, and hands them in whenever they have arrived.

use egui::{
    CornerRadius, CursorIcon, EventFilter, Key, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea,
    Sense, TextEdit, Ui, WidgetInfo, vec2,
};

use super::{
    button,
    form::{Shown, Slot},
    ime, paint, text_field,
};
use crate::ui::{icon::Icon, theme};

/// A record that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: i64,
    /// 「王𠮷」.
    pub label: String,
    /// What tells it from others of the same name: 「撖家塔村 网格员」.
    pub hint: String,
}

impl Candidate {
    pub fn new(id: i64, label: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { id, label: label.into(), hint: hint.into() }
    }
}

/// What the field remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct PickState {
    /// What stands in the field.
    text: String,
    /// Typed since the last choice.
    typing: bool,
    open: bool,
    at: usize,
    /// The text for which the offer at the foot of the list was taken.
    offered: Option<String>,
}

impl PickState {
    /// What was typed when the offer was taken, once.
    pub fn take_offer(&mut self) -> Option<String> {
        self.offered.take()
    }

    /// What to look for; nothing while the list is closed.
    pub fn query(&self) -> Option<&str> {
        self.open.then(|| if self.typing { self.text.trim() } else { "" })
    }

    /// A field in which `text` stands, as if nothing had been typed yet.
    pub(crate) fn holding(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether something was typed that is not chosen yet.
    pub(crate) fn is_typing(&self) -> bool {
        self.typing
    }

    /// The candidate that Enter would take.
    pub(crate) fn current<'f>(&self, found: &'f [Candidate]) -> Option<&'f Candidate> {
        found.get(self.at).filter(|_| self.typing)
    }

    pub(crate) fn close(&mut self) {
        (self.open, self.typing, self.at) = (false, false, 0);
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.close();
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// The field. Candidates are those for [`PickState::query`]; `None` while they are being looked for.
#[must_use = "a widget is drawn by `show`"]
pub struct SearchPick<'a> {
    candidates: Option<&'a [Candidate]>,
    hint: &'a str,
    offer: Option<&'a str>,
    free: bool,
}

impl<'a> SearchPick<'a> {
    pub fn new(candidates: Option<&'a [Candidate]>) -> Self {
        Self { candidates, hint: "输入姓名、拼音或首字母", offer: None, free: false }
    }

    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Takes other text than what is in the list: where nothing fits, no list is shown.
    pub(crate) fn free(mut self) -> Self {
        self.free = true;
        self
    }

    /// Offers at the foot of the list to make what was typed: 「新建人员」. See [`PickState::take_offer`].
    pub fn offer(mut self, verb: &'a str) -> Self {
        self.offer = Some(verb);
        self
    }

    /// Shows the field; the response has changed when another record was picked or the field was emptied.
    pub fn show(self, ui: &mut Ui, slot: &Slot<'_>, state: &mut PickState, chosen: &mut Option<Candidate>) -> Shown {
        if !state.typing {
            state.text = chosen.as_ref().map(|one| one.label.clone()).unwrap_or_default();
        }
        let (mut shown, picked) = self.draw(ui, slot, state, AfterEnter::Leave);
        if let Some(one) = picked {
            *chosen = Some(one);
            state.close();
            shown.response.mark_changed();
        } else if state.typing && !state.open && !shown.response.has_focus() {
            if state.text.trim().is_empty() && chosen.take().is_some() {
                shown.response.mark_changed();
            }
            state.typing = !state.text.trim().is_empty() && chosen.is_none();
            shown.fault = state.typing.then(|| format!("没有选定「{}」，请从列表中选一项", state.text.trim()));
        }
        shown
    }

    /// Field and list; answers what was picked in this frame.
    pub(crate) fn draw(
        &self,
        ui: &mut Ui,
        slot: &Slot<'_>,
        state: &mut PickState,
        after: AfterEnter,
    ) -> (Shown, Option<Candidate>) {
        let found = self.candidates.unwrap_or_default();
        state.at = state.at.min(found.len().saturating_sub(1));
        let id = ui.make_persistent_id((slot.key, "选择"));
        let focused = ui.memory(|memory| memory.has_focus(id));
        let mut picked = None;
        if focused && state.open && !ime::composing(ui) {
            if self.candidates.is_none() {
                // While the search goes on there is nothing to pick, and nothing to leave the field for.
                ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            }
            picked = keys(ui, state, found, after);
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: state.open, tab: false };
        let edit = TextEdit::singleline(&mut state.text)
            .id(id)
            .event_filter(filter)
            .hint_text(self.hint)
            .desired_width(slot.width.min(320.0));
        let response = slot.name(slot.marked(ui, |ui| ui.add(edit)));
        response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(state.open));
        if response.changed() {
            (state.typing, state.open, state.at) = (true, true, 0);
        } else if focused && !state.open && ui.input(|input| input.key_pressed(Key::ArrowDown)) && !ime::composing(ui) {
            state.open = true;
        }
        if response.clicked() {
            state.open = true;
        }
        if (response.clicked() || response.gained_focus()) && !state.typing {
            // What is typed next stands for another choice, not behind the name of this one.
            text_field::select_all(ui.ctx(), id, state.text.chars().count());
        }
        if state.open && picked.is_none() && !(self.free && found.is_empty()) {
            picked = self.list(&response, state, found);
        }
        (Shown::from(response), picked)
    }

    fn list(&self, field: &Response, state: &mut PickState, found: &[Candidate]) -> Option<Candidate> {
        // A short field still has room for what tells namesakes apart.
        let width = field.rect.width().max(280.0);
        let popup = Popup::from_response(field)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .accessible_name("候选")
            .gap(2.0)
            .width(width);
        let shown = popup.show(|ui| {
            ui.set_width(width - 10.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            match self.candidates {
                None => remark(ui, "正在查找"),
                Some([]) => remark(ui, if state.typing { "没有找到，请换一个写法" } else { "没有可选的记录" }),
                Some(_) => {
                    let picked = choices(ui, state, found);
                    self.foot(ui, state);
                    return picked;
                }
            }
            self.foot(ui, state);
            None
        });
        let inside = shown.as_ref().is_some_and(|shown| shown.response.contains_pointer());
        if !inside && (field.lost_focus() || field.clicked_elsewhere()) {
            state.open = false;
        }
        shown.and_then(|shown| shown.inner)
    }
}

impl SearchPick<'_> {
    /// The offer to make what was typed.
    fn foot(&self, ui: &mut Ui, state: &mut PickState) {
        let text = state.text.trim().to_owned();
        let Some(verb) = self.offer.filter(|_| state.typing && !text.is_empty() && self.candidates.is_some()) else {
            return;
        };
        if ui.add(button::bare(&format!("{verb}「{text}」…")).icon(Icon::Add)).clicked() {
            state.close();
            state.offered = Some(text);
        }
    }
}

/// What Enter does once it has picked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum AfterEnter {
    /// The field is done: the form moves on to the next one.
    Leave,
    /// More is picked in the same field.
    Stay,
}

/// ↑ ↓ move, Enter picks, Esc gives up what was typed.
fn keys(ui: &Ui, state: &mut PickState, found: &[Candidate], after: AfterEnter) -> Option<Candidate> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = found.len().saturating_sub(1);
    if pressed(Key::ArrowDown) {
        state.at = (state.at + 1).min(last);
    }
    if pressed(Key::ArrowUp) {
        state.at = state.at.saturating_sub(1);
    }
    if pressed(Key::Escape) {
        state.close();
    }
    let entered = match after {
        AfterEnter::Stay => pressed(Key::Enter),
        AfterEnter::Leave => ui.input(|input| input.modifiers.is_none() && input.key_pressed(Key::Enter)),
    };
    let wants = !found.is_empty() && entered;
    wants.then(|| found.get(state.at).cloned()).flatten()
}

fn remark(ui: &mut Ui, text: &str) {
    ui.add_space(4.0);
    ui.label(egui::RichText::new(text).color(theme::palette(ui).quiet));
    ui.add_space(4.0);
}

fn choices(ui: &mut Ui, state: &mut PickState, found: &[Candidate]) -> Option<Candidate> {
    let mut picked = None;
    ScrollArea::vertical().max_height(8.0 * theme::ROW).show_rows(ui, theme::ROW, found.len(), |ui, range| {
        for index in range {
            if let Some(one) = found.get(index) {
                let row = ui.push_id(one.id, |ui| choice(ui, one, index == state.at)).inner;
                if row.hovered() && ui.input(|input| input.pointer.is_moving()) {
                    state.at = index;
                }
                if row.clicked() {
                    picked = Some(one.clone());
                }
            }
        }
    });
    picked
}

fn choice(ui: &mut Ui, one: &Candidate, current: bool) -> Response {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW), Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, current, format!("{} {}", one.label, one.hint))
    });
    if current {
        ui.painter().rect_filled(rect, CornerRadius::same(theme::CORNER), colours.primary_tint);
        if ui.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::ArrowUp)) {
            response.scroll_to_me(None);
        }
    }
    let label = paint::line(ui, &one.label, paint::body(ui), colours.text, rect.width() - 16.0);
    let used = paint::at_left(ui, rect, rect.left() + 8.0, label);
    let hint = paint::line(ui, &one.hint, paint::small(ui), colours.quiet, rect.width() - used - 28.0);
    paint::at_right(ui, rect, rect.right() - 8.0, hint);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests;
