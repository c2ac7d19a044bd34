//! Short messages at the bottom right: what was done, with 「撤销」 beside it. They go away by themselves.

use std::time::Duration;

use egui::{Align, Align2, Area, Context, Frame, Id, Layout, Order, Stroke, Vec2, vec2};

use super::button;
use crate::ui::{
    icon::Icon,
    theme::{self, Tone},
};

/// How long a message stays.
const SECONDS: f64 = 6.0;
/// How many stand above each other; the oldest goes first.
const MOST: usize = 4;

struct Toast<A> {
    number: u64,
    tone: Tone,
    text: String,
    action: Option<(String, A)>,
    /// Set when it is first drawn, and again while the pointer rests on it.
    until: Option<f64>,
}

/// The messages on the screen. `A` is what pressing the button beside a message means.
pub struct Toasts<A> {
    /// How far from the right and lower edge of the window: above the buttons at the foot of a drawer.
    pub inset: Vec2,
    shown: Vec<Toast<A>>,
    count: u64,
}

impl<A> Default for Toasts<A> {
    fn default() -> Self {
        Self { inset: vec2(16.0, 96.0), shown: Vec::new(), count: 0 }
    }
}

impl<A: Clone> Toasts<A> {
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.push(tone, text.into(), None);
    }

    /// A message with a button: `say_with(Tone::Good, "已保存", "撤销", op)`.
    pub fn say_with(&mut self, tone: Tone, text: impl Into<String>, verb: impl Into<String>, action: A) {
        self.push(tone, text.into(), Some((verb.into(), action)));
    }

    /// Takes away the buttons whose action no longer makes sense; the words stay until they go by themselves.
    pub fn withdraw(&mut self, stale: impl Fn(&A) -> bool) {
        for toast in &mut self.shown {
            if toast.action.as_ref().is_some_and(|(_, action)| stale(action)) {
                toast.action = None;
            }
        }
    }

    fn push(&mut self, tone: Tone, text: String, action: Option<(String, A)>) {
        self.count += 1;
        self.shown.push(Toast { number: self.count, tone, text, action, until: None });
        if self.shown.len() > MOST {
            self.shown.remove(0);
        }
    }

    /// Draws the messages over the window and answers the action that was pressed. Wakes the window only when the
    /// next message is due to go.
    pub fn show(&mut self, ctx: &Context) -> Option<A> {
        let now = ctx.input(|input| input.time);
        self.shown.retain(|toast| toast.until.is_none_or(|until| now < until));
        let (mut pressed, mut gone, mut above) = (None, None, 0.0);
        for toast in self.shown.iter_mut().rev() {
            let area = Area::new(Id::unique(("提示", toast.number)))
                .order(Order::Foreground)
                .anchor(Align2::RIGHT_BOTTOM, vec2(-self.inset.x, -self.inset.y - above));
            let drawn = area.show(ctx, |ui| toast.draw(ui));
            above += drawn.response.rect.height() + 8.0;
            match drawn.inner {
                Pressed::Nothing => {}
                Pressed::Close => gone = Some(toast.number),
                Pressed::Action => {
                    gone = Some(toast.number);
                    pressed = toast.action.as_ref().map(|(_, action)| action.clone());
                }
            }
            if toast.until.is_none() || drawn.response.contains_pointer() {
                toast.until = Some(now + SECONDS);
            }
        }
        self.shown.retain(|toast| Some(toast.number) != gone);
        if let Some(next) = self.shown.iter().filter_map(|toast| toast.until).min_by(f64::total_cmp) {
            ctx.request_repaint_after(Duration::from_secs_f64((next - now).max(0.05)));
        }
        pressed
    }
}

enum Pressed {
    Nothing,
    Close,
    Action,
}

impl<A> Toast<A> {
    fn draw(&self, ui: &mut egui::Ui) -> Pressed {
        let colours = theme::palette(ui);
        let (icon, colour) = match self.tone {
            Tone::Danger => (Icon::Error, colours.danger_text),
            Tone::Warning => (Icon::Warning, colours.warning_text),
            Tone::Good => (Icon::Done, colours.primary_text),
            Tone::Neutral | Tone::Accent | Tone::Info => (Icon::Info, colours.info_text),
        };
        let frame = Frame::NONE
            .fill(colours.raised)
            .stroke(Stroke::new(1.0, colours.line))
            .shadow(ui.visuals().popup_shadow)
            .corner_radius(6)
            .inner_margin(egui::Margin { left: 12, right: 6, top: 6, bottom: 6 });
        frame
            .show(ui, |ui| {
                ui.set_max_width(420.0);
                let mut pressed = Pressed::Nothing;
                ui.with_layout(Layout::left_to_right(Align::Center).with_main_wrap(false), |ui| {
                    ui.label(icon.text(18.0).color(colour));
                    ui.label(self.text.as_str());
                    ui.add_space(8.0);
                    if let Some((verb, _)) = &self.action
                        && ui.add(button::bare(verb)).clicked()
                    {
                        pressed = Pressed::Action;
                    }
                    if ui.add(button::icon(Icon::Close, "关闭提示")).clicked() {
                        pressed = Pressed::Close;
                    }
                });
                pressed
            })
            .inner
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[derive(Default)]
    struct State {
        toasts: Toasts<u32>,
        undone: Option<u32>,
    }

    fn draw(ui: &mut egui::Ui, state: &mut State) {
        let pressed = state.toasts.show(ui.ctx());
        state.undone = state.undone.or(pressed);
    }

    #[test]
    fn undo_is_offered_and_answers() {
        for theme in THEMES {
            let mut state = State::default();
            state.toasts.say_with(Tone::Good, "已保存巡查记录", "撤销", 7);
            let mut harness = themed(theme, state, draw);
            harness.run();
            harness.get_by_label("撤销").click();
            harness.run();
            assert_eq!(harness.state().undone, Some(7));
            assert!(harness.query_by_label("已保存巡查记录").is_none());
        }
    }

    #[test]
    fn a_message_goes_by_itself_and_the_window_sleeps_meanwhile() {
        let mut state = State::default();
        state.toasts.say(Tone::Info, "备份已完成");
        let mut harness = themed(egui::Theme::Light, state, draw);
        // `run` ends because the next repaint is seconds away.
        harness.run();
        harness.get_by_label("备份已完成");
        harness.input_mut().time = Some(100.0);
        harness.run();
        assert!(harness.query_by_label("备份已完成").is_none());
    }

    #[test]
    fn no_more_than_four_stand_above_each_other() {
        let mut state = State::default();
        for number in 1..=6 {
            state.toasts.say(Tone::Info, format!("第{number}条"));
        }
        let mut harness = themed(egui::Theme::Light, state, draw);
        harness.run();
        assert!(harness.query_by_label("第2条").is_none());
        harness.get_by_label("第6条");
    }
}
