//! 机制台账: 网格划分报备, 职责文件, 领导小组, 目标责任书: one list each, a record or a form in the drawer, 批量登记 of a year.

mod batch;
mod documents;
mod filings;
pub(super) mod forms;
mod groups;
pub(super) mod listing;
mod pledges;
pub(super) mod shelf;

use egui::Ui;

use self::{
    batch::Batch,
    documents::Documents,
    filings::Filings,
    forms::{DeadlineForm, DocumentForm, FilingForm, GroupForm, PledgeForm},
    groups::Groups,
    pledges::Pledges,
    shelf::Shelf,
};
use super::entry::{Entry, EntryDrawer, Saved, past_banner};
use crate::{
    domain::desk::Right,
    ops::{Changes, Command},
    session::sheet::{Sheet, SheetRequest},
    ui::{
        cx::Cx,
        icon::Icon,
        widgets::{
            choice::segments,
            modal::{Answer, Confirm},
            page::PageHead,
        },
    },
};

#[derive(Default)]
pub struct Mechanisms {
    tab: Tab,
    filings: Filings,
    documents: Documents,
    groups: Groups,
    pledges: Pledges,
    shelf: Shelf,
    drawer: EntryDrawer,
    batch: Option<Batch>,
    deleting: Option<Deleting>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Filings,
    Documents,
    Groups,
    Pledges,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Filings, Self::Documents, Self::Groups, Self::Pledges];

    fn label(self) -> &'static str {
        match self {
            Self::Filings => "网格划分报备",
            Self::Documents => "职责文件",
            Self::Groups => "领导小组",
            Self::Pledges => "目标责任书",
        }
    }

    /// The word of its primary button.
    fn verb(self) -> &'static str {
        match self {
            Self::Filings => "登记报备",
            Self::Documents => "登记文件",
            Self::Groups => "登记领导小组",
            Self::Pledges => "登记责任书",
        }
    }
}

/// What can be done from the head of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Enter,
    Batch,
    Deadline,
    Print,
}

/// What was pressed in a record.
enum Wish {
    Fill(Box<dyn Entry>),
    Delete(Deleting),
    Print(Sheet),
}

/// What is asked before a record is taken away.
struct Deleting {
    title: String,
    text: &'static str,
    command: Box<Command>,
}

/// Tables behind what this page shows.
const TABLES: &[&str] = &[
    "filing",
    "filing_deadline",
    "duty_document",
    "leading_group",
    "leading_member",
    "pledge",
    "scan",
    "grid",
    "grid_version",
    "unit",
    "post",
    "incumbency",
    "person",
    "duty",
    "setting",
];

impl Mechanisms {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(batch) = &mut self.batch {
            if batch.show(ui, cx) {
                self.batch = None;
                ui.ctx().request_repaint();
            }
            return;
        }
        self.shelf.receive(ui, cx);
        self.ask(ui, cx);
        if let Some(deed) = self.head(ui, cx) {
            self.begin(deed, cx);
        }
        past_banner(ui, cx);
        let tab = self.tab;
        segments(ui, &mut self.tab, &Tab::ALL, |tab| tab.label());
        if self.tab != tab {
            self.drawer.close_untouched();
        }
        if let Some(saved) = self.drawer.show(ui, cx, "机制台账表单") {
            self.saved(&saved);
        }
        let free = !self.drawer.is_open();
        let wish = match self.tab {
            Tab::Filings => self.filings.show(ui, cx, &mut self.shelf, free),
            Tab::Documents => self.documents.show(ui, cx, &mut self.shelf, free),
            Tab::Groups => self.groups.show(ui, cx, &mut self.shelf, free),
            Tab::Pledges => self.pledges.show(ui, cx, &mut self.shelf, free),
        };
        match wish {
            Some(Wish::Fill(entry)) => self.drawer.begin(entry),
            Some(Wish::Delete(deleting)) => self.deleting = Some(deleting),
            Some(Wish::Print(sheet)) => cx.preview(SheetRequest { sheet, as_of: cx.as_of }),
            None => {}
        }
    }

    /// Something new is shown at once, so that members and scans can follow.
    fn saved(&mut self, saved: &Saved) {
        let Some(id) = saved.outcome.made.first().filter(|_| !self.drawer.is_open()) else { return };
        match saved.command {
            "add_leading_group" => self.groups.open(*id),
            "add_duty_document" => self.documents.open(*id),
            _ => {}
        }
    }

    fn head(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Deed> {
        let why = cx.office.refusal(Right::Manage);
        let note = match self.tab {
            Tab::Filings | Tab::Pledges => format!("{}年度", cx.year),
            Tab::Documents | Tab::Groups => String::new(),
        };
        let mut head = PageHead::new("机制台账").note(&note);
        let more: &[(Deed, Icon, &str)] = match self.tab {
            Tab::Filings => {
                &[(Deed::Batch, Icon::Table, "批量登记…"), (Deed::Deadline, Icon::Calendar, "报备截止日期…")]
            }
            Tab::Pledges => &[(Deed::Batch, Icon::Table, "批量登记…")],
            Tab::Documents | Tab::Groups => &[],
        };
        for (deed, icon, verb) in more {
            head = match &why {
                Some(why) => head.refused(*deed, *icon, verb, why),
                None => head.quiet(*deed, *icon, verb),
            };
        }
        if matches!(self.tab, Tab::Filings | Tab::Pledges) {
            head = head.quiet(Deed::Print, Icon::Print, "打印台账");
        }
        head = match &why {
            Some(why) => head.refused(Deed::Enter, Icon::Add, self.tab.verb(), why),
            None => head.primary(Deed::Enter, Icon::Add, self.tab.verb()),
        };
        head.show(ui)
    }

    fn begin(&mut self, deed: Deed, cx: &mut Cx<'_>) {
        let (year, today) = (cx.year, cx.office.today);
        match (deed, self.tab) {
            (Deed::Enter, Tab::Filings) => self.drawer.begin(Box::new(FilingForm::new(year, today))),
            (Deed::Enter, Tab::Documents) => self.drawer.begin(Box::new(DocumentForm::new())),
            (Deed::Enter, Tab::Groups) => self.drawer.begin(Box::new(GroupForm::new(today))),
            (Deed::Enter, Tab::Pledges) => {
                self.drawer.begin(Box::new(PledgeForm::new(year, self.pledges.tier(), today)))
            }
            (Deed::Deadline, _) => self.drawer.begin(Box::new(DeadlineForm::new(year))),
            (Deed::Batch, Tab::Pledges) => self.batch = Some(Batch::pledges(year, self.pledges.tier())),
            (Deed::Batch, _) => self.batch = Some(Batch::filings(year)),
            (Deed::Print, Tab::Pledges) => cx.preview(SheetRequest { sheet: Sheet::Pledges(year), as_of: cx.as_of }),
            (Deed::Print, _) => cx.preview(SheetRequest { sheet: Sheet::Filings(year), as_of: cx.as_of }),
        }
    }

    fn ask(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(deleting) = &self.deleting else { return };
        let question = Confirm { title: &deleting.title, text: deleting.text, verb: "删除", danger: true };
        match question.show(ui.ctx()) {
            Some(Answer::Do) => {
                cx.submit((*deleting.command).clone());
                self.deleting = None;
            }
            Some(Answer::Cancel) => self.deleting = None,
            None => {}
        }
    }

    /// Lists the grids whose division was not filed.
    pub fn list_missing_filings(&mut self) {
        self.tab = Tab::Filings;
        self.filings.list_missing();
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved() || self.batch.as_ref().is_some_and(Batch::has_unsaved)
    }

    pub fn discard(&mut self) {
        self.drawer.discard();
        self.batch = None;
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.filings.refresh();
            self.documents.refresh();
            self.groups.refresh();
            self.pledges.refresh();
            self.shelf.invalidate();
        }
    }
}

/// Whether the record beside the list is to be closed: by its cross or by Esc.
pub(super) fn closes(ui: &Ui, closed: bool) -> bool {
    closed || (!egui::Popup::is_any_open(ui.ctx()) && crate::ui::shortcut::Shortcut::Back.pressed(ui.ctx()))
}
