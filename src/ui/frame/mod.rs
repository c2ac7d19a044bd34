//! What stands around every page: navigation, top bar, status bar, and the questions over them.

mod ask;
mod each;
mod navigation;
mod status;
mod top;

pub use ask::{Leaving, SaveAs, fault_takes_keys, show_fault};
pub use each::{Ended, SaveEach};

use chrono::NaiveDate;
use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::{action::Action, desk::Desk, theme};
use crate::{
    ops::{OpResult, query::grid::GridHit},
    session::{Loaded, Ticket},
};

/// What the bars remember between frames.
pub struct Bars {
    /// The text of 「截至」 while it is typed.
    as_of_text: String,
    as_of_shown: NaiveDate,
    search: String,
    hits: Loaded<(String, NaiveDate), OpResult<Vec<GridHit>>>,
    /// The problem whose number is looked for.
    problem: Loaded<String, Option<top::ProblemHit>>,
    pub(super) signing_in: Option<Ticket<OpResult<()>>>,
}

impl Bars {
    pub fn new(today: NaiveDate) -> Self {
        Self {
            as_of_text: crate::domain::date::chinese(today),
            as_of_shown: today,
            search: String::new(),
            hits: Loaded::default(),
            problem: Loaded::default(),
            signing_in: None,
        }
    }
}

/// Draws the frame and, inside it, the page.
pub fn show(
    ui: &mut Ui,
    desk: &mut Desk,
    actions: &mut Vec<Action>,
    page: impl FnOnce(&mut Ui, &mut Desk, &mut Vec<Action>),
) {
    let colours = theme::palette(ui);
    let bar = Frame::NONE.fill(colours.surface).inner_margin(Margin::symmetric(12, 8));
    Panel::top("top").frame(bar).show(ui, |ui| top::show(ui, desk, actions));
    let strip = Frame::NONE.fill(colours.sunken).inner_margin(Margin::symmetric(12, 4));
    Panel::bottom("status").frame(strip).show(ui, |ui| status::show(ui, desk));
    let narrow = ui.available_width() < navigation::NARROW_BELOW;
    let width = if narrow { navigation::ICONS_ONLY } else { navigation::WITH_WORDS };
    let side = Frame::NONE.fill(colours.surface).inner_margin(Margin::symmetric(8, 12));
    Panel::left("navigation")
        .frame(side)
        .exact_size(width)
        .resizable(false)
        .show(ui, |ui| navigation::show(ui, desk, narrow, actions));
    let ground = Frame::NONE.fill(colours.ground).inner_margin(Margin::symmetric(16, 12));
    CentralPanel::default().frame(ground).show(ui, |ui| page(ui, desk, actions));
}
