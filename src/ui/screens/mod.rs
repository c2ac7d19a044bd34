//! The pages. Each keeps its own small state, reads through `Loaded`, asks through `Cx`.

mod answers;
mod assessment;
mod charges;
mod check;
mod diagram;
mod entry;
mod exchange;
mod grids;
mod history;
mod mechanisms;
mod pages;
mod patrols;
mod people;
mod renewal;
mod reports;
mod settings;
mod views;
pub mod welcome;

use egui::Ui;

use super::{cx::Cx, route::Route};
use crate::ops::Changes;

/// The pages of an open workspace.
#[derive(Default)]
pub struct Screens {
    grids: grids::Grids,
    diagram: diagram::Diagram,
    charges: charges::Charges,
    check: check::Check,
    answers: answers::Answers,
    people: people::People,
    renewal: renewal::Renewal,
    patrols: patrols::Patrols,
    mechanisms: mechanisms::Mechanisms,
    assessment: assessment::Assessment,
    pub reports: reports::Reports,
    exchange: exchange::Exchange,
    history: history::History,
    settings: settings::Settings,
}

impl Screens {
    /// Draws the page of `route`.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, route: Route) {
        match route {
            Route::Grids(_) => self.grids.show(ui, cx),
            Route::Diagram(_) => self.diagram.show(ui, cx),
            Route::Charges(_) => self.charges.show(ui, cx),
            Route::Check => self.check.show(ui, cx),
            Route::Answers(_) => self.answers.show(ui, cx),
            Route::People(_) | Route::Posts(_) => self.people.show(ui, cx),
            Route::Renewal => self.renewal.show(ui, cx),
            Route::Patrols(_) => self.patrols.show(ui, cx),
            Route::Mechanisms => self.mechanisms.show(ui, cx),
            Route::Assessment(_) => self.assessment.show(ui, cx),
            Route::Reports => self.reports.show(ui, cx),
            Route::Exchange => self.exchange.show(ui, cx),
            Route::History => self.history.show(ui, cx),
            Route::Settings => self.settings.show(ui, cx),
        }
    }

    /// Prepares a page that is gone to, with the record it is to show.
    pub fn enter(&mut self, route: Route) {
        match route {
            Route::Grids(Some(grid)) => self.grids.open(grid),
            Route::Diagram(Some(grid)) => self.diagram.open(grid),
            Route::Charges(grid) => self.charges.open(grid),
            Route::Answers(Some(grid)) => self.answers.open(grid),
            Route::People(None) => self.people.list_persons(),
            Route::People(Some(person)) => self.people.open_person(person),
            Route::Posts(None) => self.people.list_posts(),
            Route::Posts(Some(post)) => self.people.open_post(post),
            Route::Patrols(Some(patrol)) => self.patrols.open(patrol),
            Route::Assessment(Some(object)) => self.assessment.open(object),
            _ => {}
        }
    }

    /// Whether leaving the page would lose typed text, in any of its views.
    pub fn has_unsaved(&self, route: Route) -> bool {
        match route {
            Route::Grids(_) | Route::Diagram(_) | Route::Charges(_) | Route::Check | Route::Answers(_) => {
                self.grids.has_unsaved() || self.charges.has_unsaved()
            }
            Route::People(_) | Route::Posts(_) | Route::Renewal => {
                self.people.has_unsaved() || self.renewal.has_unsaved()
            }
            Route::Patrols(_) => self.patrols.has_unsaved(),
            Route::Mechanisms => self.mechanisms.has_unsaved(),
            Route::Assessment(_) => self.assessment.has_unsaved(),
            Route::Reports => self.reports.has_unsaved(),
            Route::Exchange => self.exchange.has_unsaved(),
            Route::Settings => self.settings.has_unsaved(),
            Route::History => false,
        }
    }

    /// Drops what was typed on the page that is left.
    pub fn discard(&mut self, route: Route) {
        match route {
            Route::Grids(_) | Route::Diagram(_) | Route::Charges(_) | Route::Check | Route::Answers(_) => {
                self.grids.discard();
                self.charges.discard();
            }
            Route::People(_) | Route::Posts(_) | Route::Renewal => {
                self.people.discard();
                self.renewal.discard();
            }
            Route::Patrols(_) => self.patrols.discard(),
            Route::Mechanisms => self.mechanisms.discard(),
            Route::Assessment(_) => self.assessment.discard(),
            Route::Reports => self.reports.discard(),
            Route::Exchange => self.exchange.discard(),
            Route::Settings => self.settings.discard(),
            Route::History => {}
        }
    }

    /// Has every page that shows changed things read again.
    pub fn refresh(&mut self, changes: &Changes) {
        self.grids.refresh(changes);
        self.diagram.refresh(changes);
        self.charges.refresh(changes);
        self.check.refresh(changes);
        self.answers.refresh(changes);
        self.people.refresh(changes);
        self.renewal.refresh(changes);
        self.patrols.refresh(changes);
        self.mechanisms.refresh(changes);
        self.assessment.refresh(changes);
        self.reports.refresh(changes);
        self.exchange.refresh(changes);
        self.history.refresh(changes);
        self.settings.refresh(changes);
    }
}
