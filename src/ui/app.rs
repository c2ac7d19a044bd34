//! The window itself: the welcome page, or the desk of an open workspace.

use std::{path::PathBuf, sync::Arc};

use egui::{CentralPanel, Context, Frame, Ui};

use super::{
    desk::{Desk, Leave},
    dialogs::Dialogs,
    screens::welcome::{Wanted, Welcome},
    theme::{self, ThemeChoice},
};
use crate::{
    ops::{OpFault, OpResult, query::office::office},
    session::{self, Opened, Preferences, Progress, Session, Ticket, Wake},
};

pub struct App {
    preferences: Preferences,
    dialogs: Dialogs,
    wake: Wake,
    at: Place,
    /// Jobs run where they are asked, for tests.
    inline: bool,
}

/// What the window shows.
enum Place {
    Welcome(Box<Welcome>),
    Opening(Opening),
    Desk(Box<Desk>),
}

/// A workspace that is being opened or made.
struct Opening {
    wanted: Wanted,
    ticket: Ticket<OpResult<Opened>>,
    progress: Progress,
    /// The page it was asked for on, with what was typed there.
    welcome: Box<Welcome>,
}

pub fn theme_choice(preferences: &Preferences) -> ThemeChoice {
    if preferences.dark { ThemeChoice::Dark } else { ThemeChoice::Light }
}

impl App {
    /// A window on the welcome page, or on its way into `dir`.
    pub fn new(ctx: &Context, preferences: Preferences, dir: Option<PathBuf>) -> Self {
        let repaint = ctx.clone();
        let wake: Wake = Arc::new(move || repaint.request_repaint());
        theme::install(ctx, theme_choice(&preferences));
        let mut app = Self {
            dialogs: Dialogs::System(wake.clone()),
            at: Place::Welcome(Box::default()),
            inline: false,
            preferences,
            wake,
        };
        if let Some(dir) = dir {
            app.open(Wanted::Open(dir));
        }
        app
    }

    /// A window whose work is done at once and whose files are chosen beforehand, for tests.
    pub fn inline(preferences: Preferences, dialogs: Dialogs) -> Self {
        let wake: Wake = Arc::new(|| ());
        Self { preferences, dialogs, wake, at: Place::Welcome(Box::default()), inline: true }
    }

    /// Puts an open workspace on the desk.
    pub fn sit_down(&mut self, opened: Opened) -> OpResult<()> {
        let office = office(&opened.workspace)?;
        let session = if self.inline {
            Session::inline(opened.workspace)
        } else {
            Session::worker(opened.workspace, self.wake.clone()).map_err(crate::store::StoreFault::from)?
        };
        self.preferences.opened(&opened.dir);
        self.at = Place::Desk(Box::new(Desk::new(session, office)));
        Ok(())
    }

    /// The desk, when a workspace is open.
    pub fn desk(&mut self) -> Option<&mut Desk> {
        match &mut self.at {
            Place::Desk(desk) => Some(desk),
            _ => None,
        }
    }

    /// Draws one frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        match &mut self.at {
            Place::Welcome(welcome) => {
                let wanted = welcome.show(ui, &mut self.preferences, &mut self.dialogs);
                if let Some(wanted) = wanted {
                    self.open(wanted);
                }
            }
            Place::Opening(opening) => {
                waiting(ui, opening);
                self.arrive();
            }
            Place::Desk(desk) => match desk.show(ui, &mut self.preferences, &mut self.dialogs) {
                None => {}
                Some(Leave::Close) => self.at = Place::Welcome(Box::default()),
                Some(Leave::Open(dir)) => self.open(Wanted::Open(dir)),
            },
        }
    }

    fn open(&mut self, wanted: Wanted) {
        // The workspace on the desk is closed first: it may be the very one that is asked for.
        let welcome = match std::mem::replace(&mut self.at, Place::Welcome(Box::default())) {
            Place::Welcome(welcome) => welcome,
            Place::Opening(_) | Place::Desk(_) => Box::default(),
        };
        let progress = Progress::default();
        let (steps, wake) = (progress.clone(), self.wake.clone());
        let asked = wanted.clone();
        let work = move || {
            asked.carry_out(&mut |done, total| {
                steps.set(done, total);
                wake();
            })
        };
        let ticket = if self.inline { session::known(work()) } else { session::aside(self.wake.clone(), work) };
        self.at = Place::Opening(Opening { wanted, ticket, progress, welcome });
        self.arrive();
    }

    fn arrive(&mut self) {
        let Place::Opening(opening) = &mut self.at else { return };
        let Some(answer) = opening.ticket.poll() else { return };
        let (wanted, mut welcome) = (opening.wanted.clone(), std::mem::take(&mut opening.welcome));
        let arrived = answer.unwrap_or(Err(OpFault::Unexpected)).and_then(|opened| self.sit_down(opened));
        if let Err(fault) = arrived {
            welcome.refused(&wanted, &fault);
            self.at = Place::Welcome(welcome);
        }
    }
}

fn waiting(ui: &mut Ui, opening: &Opening) {
    let ground = Frame::NONE.fill(theme::palette(ui).ground);
    CentralPanel::default().frame(ground).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.4);
            ui.label(opening.wanted.words());
            if let Some(share) = opening.progress.share() {
                ui.add(egui::ProgressBar::new(share).desired_width(320.0));
            }
        });
    });
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}
