//! The question that must be answered before work goes on.

use egui::{Align, Context, Frame, Id, Key, Layout, Modal, RichText, ScrollArea, Stroke, Ui};

use super::button;
use crate::ui::theme;

/// The answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Do,
    Cancel,
}

/// A question with a verb and 「取消」. Enter does a harmless thing and cancels a dangerous one; Esc always cancels.
pub struct Confirm<'a> {
    pub title: &'a str,
    /// What will happen, and whether it can be undone.
    pub text: &'a str,
    /// 「删除」, 「离开」: never 「确定」.
    pub verb: &'a str,
    pub danger: bool,
}

/// A small form over the window: a title, the fields, and the buttons at the foot. `key` tells forms apart.
/// Answers what `foot` answers; Esc is the caller's to ask for, after the fields had it.
pub fn form<R>(
    ctx: &Context,
    key: &'static str,
    title: &str,
    width: f32,
    fields: impl FnOnce(&mut Ui),
    foot: impl FnOnce(&mut Ui) -> R,
) -> R {
    let shown = Modal::new(Id::unique(("表单", key)))
        .backdrop_color(theme::palette_of(ctx).veil)
        .frame(frame(ctx))
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.label(RichText::new(title).text_style(theme::text::section()));
            ui.add_space(8.0);
            let room = (ctx.content_rect().height() - 220.0).max(160.0);
            ScrollArea::vertical().max_height(room).show(ui, |ui| {
                ui.set_width(width);
                fields(ui);
            });
            ui.add_space(12.0);
            ui.with_layout(Layout::right_to_left(Align::Center), foot).inner
        });
    shown.inner
}

/// An empty panel over the window that dims what is behind it; `key` tells panels apart.
pub fn panel(ctx: &Context, key: &'static str) -> Modal {
    Modal::new(Id::unique(("面板", key))).backdrop_color(theme::palette_of(ctx).veil).frame(frame(ctx))
}

fn frame(ctx: &Context) -> Frame {
    let colours = theme::palette_of(ctx);
    Frame::NONE
        .fill(colours.raised)
        .stroke(Stroke::new(1.0, colours.line))
        .shadow(ctx.global_style().visuals.window_shadow)
        .corner_radius(8)
        .inner_margin(20.0)
}

impl Confirm<'_> {
    /// Shows the question over the window; answers once something was pressed.
    pub fn show(&self, ctx: &Context) -> Option<Answer> {
        let colours = theme::palette_of(ctx);
        let shown = Modal::new(Id::unique(("提问", self.title))).backdrop_color(colours.veil).frame(frame(ctx)).show(
            ctx,
            |ui| {
                ui.set_width(400.0);
                ui.label(RichText::new(self.title).text_style(theme::text::section()));
                ui.label(self.text);
                ui.add_space(12.0);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let verb = if self.danger { button::danger(self.verb) } else { button::primary(self.verb) };
                    let verb = ui.add(verb);
                    let cancel = ui.add(button::quiet("取消"));
                    if ui.memory(|memory| memory.focused().is_none_or(|id| id != verb.id && id != cancel.id)) {
                        let first = if self.danger { &cancel } else { &verb };
                        first.request_focus();
                    }
                    match (verb.clicked(), cancel.clicked()) {
                        (true, _) => Some(Answer::Do),
                        (_, true) => Some(Answer::Cancel),
                        _ => None,
                    }
                })
                .inner
            },
        );
        let escaped = ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        shown.inner.or((escaped || shown.should_close()).then_some(Answer::Cancel))
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, harness_of, themed};

    const QUESTION: Confirm<'static> =
        Confirm {
            title: "删除 3 条巡查记录？", text: "删除后可以撤销。", verb: "删除", danger: true
        };

    #[test]
    fn the_verb_and_cancel_answer() {
        for theme in THEMES {
            for (name, answer) in [("删除", Answer::Do), ("取消", Answer::Cancel)] {
                let mut harness = themed(theme, None, |ui, answer: &mut Option<Answer>| {
                    if answer.is_none() {
                        *answer = QUESTION.show(ui.ctx());
                    }
                });
                harness.get_by_label("删除 3 条巡查记录？");
                harness.get_by_label(name).click();
                harness.run();
                assert_eq!(*harness.state(), Some(answer));
            }
        }
    }

    #[test]
    fn enter_and_esc_do_no_harm() {
        for key in [Key::Escape, Key::Enter] {
            let mut harness = harness_of(None, |ui, answer: &mut Option<Answer>| {
                if answer.is_none() {
                    *answer = QUESTION.show(ui.ctx());
                }
            });
            harness.run();
            harness.key_press(key);
            harness.run();
            assert_eq!(*harness.state(), Some(Answer::Cancel), "{key:?}");
        }
    }
}
