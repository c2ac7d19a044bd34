//! The pages. Each keeps its own small state, reads through `Loaded`, asks through `Cx`.

mod answers;
mod assessment;
mod charges;
mod check;
mod clues;
mod completion;
mod diagram;
mod entry;
mod exchange;
mod field;
mod grids;
mod hints;
mod history;
mod logbook;
mod mechanisms;
mod monthly;
mod pages;
mod patrols;
mod people;
mod problems;
mod renewal;
mod reports;
mod settings;
mod tips;
mod views;
pub mod welcome;
mod workbench;

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
    workbench: workbench::Workbench,
    logbook: logbook::Logbook,
    completion: completion::Completion,
    field: field::FieldData,
    monthly: monthly::Monthly,
    hints: hints::Hints,
    problems: problems::Problems,
    tips: tips::Tips,
    clues: clues::Clues,
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
            Route::People(_) | Route::Posts(_) | Route::VacantPosts => self.people.show(ui, cx),
            Route::Renewal => self.renewal.show(ui, cx),
            Route::Patrols(_) | Route::PatrolsWhere(_) => self.patrols.show(ui, cx),
            Route::Workbench => self.workbench.show(ui, cx),
            Route::Logbook => self.logbook.show(ui, cx),
            Route::Completion | Route::CompletionWhere(_) => self.completion.show(ui, cx),
            Route::FieldData => self.field.show(ui, cx),
            Route::Monthly | Route::MonthlyMissing(..) => self.monthly.show(ui, cx),
            Route::Hints => self.hints.show(ui, cx),
            Route::Problems(_) | Route::ProblemsWhere(_) | Route::RaiseProblem(_) | Route::RaiseFromTip(_) => {
                self.problems.show(ui, cx);
            }
            Route::Tips(_) | Route::TipsIn(_) => self.tips.show(ui, cx),
            Route::Clues(_) | Route::CluesWhere(_) => self.clues.show(ui, cx),
            Route::Mechanisms | Route::FilingsMissing => self.mechanisms.show(ui, cx),
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
            Route::VacantPosts => self.people.list_vacant_posts(),
            Route::MonthlyMissing(grid, month) => self.monthly.list_missing(grid, month),
            Route::FilingsMissing => self.mechanisms.list_missing_filings(),
            Route::Posts(Some(post)) => self.people.open_post(post),
            Route::Patrols(Some(patrol)) => self.patrols.open(patrol),
            Route::ProblemsWhere(ask) => self.problems.ask(ask),
            Route::PatrolsWhere(ask) => self.patrols.ask(ask),
            Route::CompletionWhere(ask) => self.completion.look_at(ask),
            Route::TipsIn(state) => self.tips.list_in(state),
            Route::CluesWhere(ask) => self.clues.ask(ask),
            Route::Problems(Some(id)) => self.problems.open(id),
            Route::RaiseProblem(patrol) => self.problems.raise(patrol),
            Route::RaiseFromTip(tip) => self.problems.raise_tip(tip),
            Route::Tips(Some(id)) => self.tips.open(id),
            Route::Clues(Some(id)) => self.clues.open(id),
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
            Route::People(_) | Route::Posts(_) | Route::VacantPosts | Route::Renewal => {
                self.people.has_unsaved() || self.renewal.has_unsaved()
            }
            Route::Workbench => self.workbench.has_unsaved(),
            Route::Patrols(_)
            | Route::PatrolsWhere(_)
            | Route::Logbook
            | Route::Completion
            | Route::CompletionWhere(_)
            | Route::FieldData
            | Route::Monthly
            | Route::MonthlyMissing(..)
            | Route::Hints => {
                self.patrols.has_unsaved()
                    || self.logbook.has_unsaved()
                    || self.completion.has_unsaved()
                    || self.field.has_unsaved()
                    || self.monthly.has_unsaved()
                    || self.hints.has_unsaved()
            }
            Route::Problems(_)
            | Route::ProblemsWhere(_)
            | Route::RaiseProblem(_)
            | Route::RaiseFromTip(_)
            | Route::Tips(_)
            | Route::TipsIn(_)
            | Route::Clues(_)
            | Route::CluesWhere(_) => {
                self.problems.has_unsaved() || self.tips.has_unsaved() || self.clues.has_unsaved()
            }
            Route::Mechanisms | Route::FilingsMissing => self.mechanisms.has_unsaved(),
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
            Route::People(_) | Route::Posts(_) | Route::VacantPosts | Route::Renewal => {
                self.people.discard();
                self.renewal.discard();
            }
            Route::Workbench => self.workbench.discard(),
            Route::Patrols(_)
            | Route::PatrolsWhere(_)
            | Route::Logbook
            | Route::Completion
            | Route::CompletionWhere(_)
            | Route::FieldData
            | Route::Monthly
            | Route::MonthlyMissing(..)
            | Route::Hints => {
                self.patrols.discard();
                self.logbook.discard();
                self.completion.discard();
                self.field.discard();
                self.monthly.discard();
                self.hints.discard();
            }
            Route::Problems(_)
            | Route::ProblemsWhere(_)
            | Route::RaiseProblem(_)
            | Route::RaiseFromTip(_)
            | Route::Tips(_)
            | Route::TipsIn(_)
            | Route::Clues(_)
            | Route::CluesWhere(_) => {
                self.problems.discard();
                self.tips.discard();
                self.clues.discard();
            }
            Route::Mechanisms | Route::FilingsMissing => self.mechanisms.discard(),
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
        self.workbench.refresh(changes);
        self.logbook.refresh(changes);
        self.completion.refresh(changes);
        self.field.refresh(changes);
        self.monthly.refresh(changes);
        self.hints.refresh(changes);
        self.problems.refresh(changes);
        self.tips.refresh(changes);
        self.clues.refresh(changes);
        self.mechanisms.refresh(changes);
        self.assessment.refresh(changes);
        self.reports.refresh(changes);
        self.exchange.refresh(changes);
        self.history.refresh(changes);
        self.settings.refresh(changes);
    }
}
