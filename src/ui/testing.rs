//! What the tests of widgets share: a window with our fonts and look, in either theme.

use egui::{Theme, Ui};
use egui_kittest::Harness;

use super::theme::{self, ThemeChoice};

/// A light window.
pub(crate) fn harness<'a>(draw: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    builder(Theme::Light).build_ui(draw)
}

/// A light window over some state.
pub(crate) fn harness_of<'a, S>(state: S, draw: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    builder(Theme::Light).build_ui_state(draw, state)
}

/// The same in a chosen theme.
pub(crate) fn themed<'a, S>(theme: Theme, state: S, draw: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    builder(theme).build_ui_state(draw, state)
}

pub(crate) const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

fn builder<S>(theme: Theme) -> egui_kittest::HarnessBuilder<S> {
    Harness::builder()
        .with_size([900.0, 640.0])
        .with_theme(theme)
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(|ctx| theme::install(ctx, ThemeChoice::Light))
}
