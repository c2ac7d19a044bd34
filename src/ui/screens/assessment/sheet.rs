//! 考核评分表 as it is filled in: three parts with their items in the plan's words, each item saved on its own.

use egui::{Align, Key, Layout, Response, RichText, ScrollArea, TextStyle, Ui, vec2};

use super::{
    draft::{ItemDraft, SheetDraft, State},
    item,
};
use crate::{
    domain::plan,
    ops::query::assess::{ItemLine, ObjectSheet, PartLines},
    ui::{
        cx::Cx,
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            button,
            check::check,
            form::Slot,
            link::{self, Basis},
            number_field::NumberField,
            page::card,
            text_field::TextField,
        },
    },
};

/// Room for field, full marks, 「满分」, 不适用 and the state.
const CONTROLS: f32 = 352.0;
const FIELD: f32 = 84.0;

/// Where the focus is to go after Enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    Score(usize),
    Reason(usize),
}

/// What the form remembers between frames.
#[derive(Default)]
pub struct SheetForm {
    focus: Option<Focus>,
}

/// What happened to one item in a frame.
#[derive(Default)]
struct Touched {
    /// A field was left, or a button pressed: what is sound is saved.
    save: bool,
    /// Faults show from now on.
    tried: bool,
    focus: Option<Focus>,
}

impl SheetForm {
    /// Draws the form and sends what is ready to be saved.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        sheet: &ObjectSheet,
        draft: &mut SheetDraft,
        refusal: Option<&str>,
    ) {
        draft.receive();
        draft.follow(sheet);
        let mut touched: Vec<Touched> = draft.items.iter().map(|_| Touched::default()).collect();
        ScrollArea::vertical().id_salt(("评分表", sheet.id.0)).auto_shrink(false).show(ui, |ui| {
            let mut at = 0;
            for part in &sheet.parts {
                part_card(ui, part, |ui, line| {
                    if let (Some(item), Some(touched)) = (draft.items.get_mut(at), touched.get_mut(at)) {
                        ui.push_id(&line.id, |ui| {
                            *touched = self.item(ui, at, &label(part, line), line, item, refusal);
                        });
                    }
                    at += 1;
                });
            }
        });
        let all = Shortcut::Save.pressed(ui.ctx());
        let object = draft.object;
        for (item, touched) in draft.items.iter_mut().zip(touched) {
            self.focus = touched.focus.or(self.focus);
            item.tried |= touched.tried || (all && item.is_dirty());
            if (touched.save || all)
                && let Some(command) = item.command(object)
            {
                item.sent(cx.submit(command));
            }
        }
    }

    fn item(
        &mut self,
        ui: &mut Ui,
        at: usize,
        label: &str,
        line: &ItemLine,
        draft: &mut ItemDraft,
        refusal: Option<&str>,
    ) -> Touched {
        let mut touched = Touched::default();
        item::row(ui, line, CONTROLS, |ui| {
            ui.add_enabled_ui(refusal.is_none(), |ui| self.controls(ui, at, label, line, draft, &mut touched));
        });
        if draft.needs_reason() || !draft.reason.is_empty() {
            ui.add_enabled_ui(refusal.is_none(), |ui| self.reason(ui, at, label, draft, &mut touched));
        }
        let shown = draft.fault().filter(|fault| draft.tried || (!fault.in_reason && !self.is_typing(ui)));
        if let Some(fault) = shown {
            let danger = theme::palette(ui).danger_text;
            ui.label(RichText::new(fault.message).text_style(TextStyle::Small).color(danger));
        }
        touched
    }

    /// Whether a field has the focus: faults wait until it is left.
    fn is_typing(&self, ui: &Ui) -> bool {
        ui.ctx().text_edit_focused()
    }

    fn controls(
        &mut self,
        ui: &mut Ui,
        at: usize,
        label: &str,
        line: &ItemLine,
        draft: &mut ItemDraft,
        touched: &mut Touched,
    ) {
        let full = line.points;
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.horizontal(|ui| {
            let faulty = draft.tried && draft.fault().is_some_and(|fault| !fault.in_reason);
            let name = format!("{label} 得分");
            let mut slot = Slot::alone("score", &name, FIELD);
            slot.faulty = faulty;
            let field = ui.add_enabled_ui(!draft.not_applicable, |ui| {
                NumberField::score(&mut draft.score, full.0).show(ui, &slot).response
            });
            self.follow(&field.inner, Focus::Score(at));
            self.left(ui, &field.inner, at, draft, touched);
            ui.add_sized(vec2(44.0, theme::CONTROL), egui::Label::new(format!("/ {full}")));
            let why = draft.not_applicable.then_some("已标为不适用");
            if ui.add(button::bare("满分").refused(why).hint(format!("{label} 给 {full} 分"))).clicked() {
                draft.give_full();
                touched.save = true;
            }
            if check(ui, &mut draft.not_applicable, "不适用").changed() {
                draft.typed_on();
                touched.save = true;
                touched.focus = draft.not_applicable.then_some(Focus::Reason(at));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| state(ui, draft));
        });
    }

    /// After the score field was left: save, and with Enter go to the reason or the next item.
    fn left(&mut self, ui: &Ui, field: &Response, at: usize, draft: &mut ItemDraft, touched: &mut Touched) {
        if field.changed() {
            draft.typed_on();
        }
        if !field.lost_focus() {
            return;
        }
        touched.save = true;
        touched.tried = draft.fault().is_some_and(|fault| !fault.in_reason);
        if ui.input(|input| input.key_pressed(Key::Enter)) && !touched.tried {
            touched.focus = Some(if draft.needs_reason() { Focus::Reason(at) } else { Focus::Score(at + 1) });
        }
    }

    fn reason(&mut self, ui: &mut Ui, at: usize, label: &str, draft: &mut ItemDraft, touched: &mut Touched) {
        let colours = theme::palette(ui);
        let words = if draft.not_applicable { "不适用的原因" } else { "扣分原因及依据" };
        ui.horizontal_top(|ui| {
            ui.allocate_ui(vec2(theme::LABEL_WIDTH + 16.0, theme::CONTROL), |ui| {
                ui.set_min_size(vec2(theme::LABEL_WIDTH + 16.0, theme::CONTROL));
                ui.horizontal_centered(|ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    ui.label(RichText::new(words).text_style(TextStyle::Small).color(colours.quiet));
                    if draft.needs_reason() {
                        ui.label(RichText::new("*").color(colours.danger_text));
                    }
                });
            });
            let faulty = draft.tried && draft.fault().is_some_and(|fault| fault.in_reason);
            let name = format!("{label} {words}");
            let mut slot = Slot::alone("reason", &name, ui.available_width());
            (slot.faulty, slot.required) = (faulty, draft.needs_reason());
            let max = crate::domain::text::PROSE_MAX;
            let field = TextField::new(&mut draft.reason).rows(2).max(max).hint("写明扣分的事实和依据").show(ui, &slot);
            self.follow(&field.response, Focus::Reason(at));
            if field.response.changed() {
                draft.typed_on();
            }
            if field.response.lost_focus() {
                (touched.save, touched.tried) = (true, draft.is_dirty());
            }
        });
    }

    fn follow(&mut self, field: &Response, own: Focus) {
        if self.focus == Some(own) {
            self.focus = None;
            field.request_focus();
            field.scroll_to_me(None);
            field.ctx.request_repaint();
        }
    }
}

/// The card of one part: its name, its sum, and its items.
pub fn part_card(ui: &mut Ui, part: &PartLines, mut item: impl FnMut(&mut Ui, &ItemLine)) {
    let colours = theme::palette(ui);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let name = format!("{}、{}", part.number, part.name);
            ui.label(RichText::new(name).text_style(theme::text::strong()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let sum = format!("{} / {} 分", part.sum.so_far, part.points);
                ui.label(RichText::new(sum).text_style(theme::text::strong()).color(colours.primary_text));
                if part.sum.open > 0 {
                    let open = format!("{} 项未评", part.sum.open);
                    ui.label(RichText::new(open).text_style(TextStyle::Small).color(colours.quiet));
                }
            });
        });
        for line in &part.items {
            ui.separator();
            item(ui, line);
        }
    });
    ui.add_space(4.0);
}

/// 「一、1」.
pub fn label(part: &PartLines, line: &ItemLine) -> String {
    format!("{}、{}", part.number, line.number)
}

/// The link to the clause an item stands in.
pub fn basis(ui: &mut Ui, line: &ItemLine) {
    if let Some(clause) = plan::clause(line.line) {
        link::basis(ui, &Basis::from(clause), false);
    }
}

fn state(ui: &mut Ui, draft: &ItemDraft) {
    let colours = theme::palette(ui);
    let (words, ink) = match draft.state() {
        State::Open => ("未评", colours.quiet),
        State::Saved => ("已保存", colours.primary_text),
        State::Saving => ("正在保存", colours.quiet),
        State::Unsaved => ("未保存", colours.tone(Tone::Warning).text),
    };
    ui.label(RichText::new(words).text_style(TextStyle::Small).color(ink));
}
