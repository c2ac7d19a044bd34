//! 群众举报: what people reported, with the identity of who did sealed; the rewards by code (R075, G45).

mod forms;
mod list;
mod record;

use egui::Ui;

use self::{
    forms::{LookForm, TipForm},
    list::{Rewards, TipList},
    record::Record,
};
use crate::{
    domain::{
        desk::Right,
        id::{LookId, TipId},
        tip::TipState,
    },
    ops::Changes,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::{
            entry::{Entry, EntryDrawer, past_banner},
            mechanisms::shelf::Shelf,
            views::{ProblemView, problem_views},
        },
        widgets::{choice::segments, page::PageHead},
    },
};

#[derive(Default)]
pub struct Tips {
    tab: Tab,
    list: TipList,
    rewards: Rewards,
    record: Record,
    shelf: Shelf,
    drawer: EntryDrawer,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Tips,
    Rewards,
}

impl Tab {
    const ALL: [Self; 2] = [Self::Tips, Self::Rewards];

    fn label(self) -> &'static str {
        match self {
            Self::Tips => "举报登记",
            Self::Rewards => "举报奖励",
        }
    }
}

/// What was pressed in a record.
enum Wish {
    Fill(Box<dyn Entry>),
    Close,
}

/// Tables behind what this page shows.
const TABLES: &[&str] =
    &["tip", "identity_look", "tip_reward", "scan", "problem", "grid", "grid_version", "person", "setting"];

impl Tips {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.shelf.receive(ui, cx);
        let why = cx.office.refusal(Right::Record);
        let note = "举报人单独封存，不打印、不导出；每次查看都记录在案";
        let head = PageHead::new("问题").note(note);
        let head = match &why {
            Some(why) => head.refused((), Icon::Add, "登记举报", why),
            None => head.primary((), Icon::Add, "登记举报"),
        };
        if head.show(ui).is_some() {
            self.drawer.begin(Box::new(TipForm::new(cx.office.today)));
        }
        problem_views(ui, cx, ProblemView::Tips);
        past_banner(ui, cx);
        segments(ui, &mut self.tab, &Tab::ALL, |tab| tab.label());
        if let Some(saved) = self.drawer.show(ui, cx, "群众举报表单")
            && let Some(made) = saved.outcome.made.first().filter(|_| !self.drawer.is_open())
        {
            match saved.command {
                "receive_tip" => self.list.open(*made),
                LookForm::COMMAND => self.record.look(LookId(*made)),
                _ => {}
            }
        }
        let wish = match self.tab {
            Tab::Tips => {
                let opened = self.list.opened().filter(|_| !self.drawer.is_open());
                let wish = opened.and_then(|id| self.record.show(ui, cx, id, &mut self.shelf));
                self.list.show(ui, cx);
                wish
            }
            Tab::Rewards => {
                self.rewards.show(ui, cx);
                None
            }
        };
        match wish {
            Some(Wish::Fill(entry)) => self.drawer.begin(entry),
            Some(Wish::Close) => {
                self.list.close();
                self.record.close();
            }
            None => {}
        }
    }

    /// Shows one tip.
    pub fn open(&mut self, id: TipId) {
        self.tab = Tab::Tips;
        self.list.open(id.0);
    }

    /// Lists what waits in a state.
    pub fn list_in(&mut self, state: TipState) {
        self.tab = Tab::Tips;
        self.list.list_in(state);
        self.record.close();
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved()
    }

    /// Drops what was typed, and what was seen of a reporter.
    pub fn discard(&mut self) {
        self.drawer.discard();
        self.record.close();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.list.invalidate();
            self.rewards.invalidate();
            self.record.invalidate();
            self.shelf.invalidate();
        }
    }
}
