//! 巡查: the ledger with its filters, one record in the drawer, and the entry form.

mod detail;
mod draft;
mod entry;
pub(super) mod files;
mod filter;
pub(super) mod ledger;
pub(super) mod pick;
pub(super) mod thumbs;

use egui::Ui;

use self::{detail::Detail, entry::Entry, filter::Filter, ledger::Ledger};
use crate::{
    domain::{desk::Right, id::PatrolId},
    ops::{
        Changes,
        query::patrol::{PatrolAsk, SHEET_ROWS},
    },
    session::sheet::{Sheet, SheetRequest},
    ui::{
        cx::Cx,
        icon::Icon,
        screens::views::{PatrolView, patrol_views},
        shortcut::Shortcut,
        widgets::page::PageHead,
    },
};

/// The page.
#[derive(Default)]
pub struct Patrols {
    filter: Filter,
    ledger: Ledger,
    detail: Option<Detail>,
    entry: Option<Box<Entry>>,
}

/// What the buttons of the head do.
#[derive(Clone, Copy)]
enum Act {
    Begin,
    Print,
}

impl Patrols {
    /// Sets the filter to what a number elsewhere counts.
    pub fn ask(&mut self, ask: PatrolAsk) {
        self.filter.set(ask);
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(entry) = &mut self.entry {
            if let Some(ended) = entry.show(ui, cx) {
                self.entry = None;
                if let entry::Ended::Saved(Some(id)) = ended {
                    self.detail = Some(Detail::new(id));
                    self.ledger.table.select([id.0]);
                }
                ui.ctx().request_repaint();
            }
            return;
        }
        let refusal = cx.office.refusal(Right::Record);
        let why_not = refusal.as_deref();
        self.drawer(ui, cx, why_not);
        self.head(ui, cx, why_not);
        patrol_views(ui, cx, PatrolView::Ledger);
        self.filter.show(ui, cx);
        let query = self.filter.query(cx.office.today);
        match self.ledger.show(ui, cx, &query, why_not) {
            Some(ledger::Asked::Open(id)) => self.open(id),
            Some(ledger::Asked::Edit(id)) => {
                self.open(id);
                if let Some(detail) = &mut self.detail {
                    detail.edit_when_loaded();
                }
            }
            Some(ledger::Asked::Delete(id)) => {
                self.open(id);
                if let Some(detail) = &mut self.detail {
                    detail.ask_to_delete();
                }
            }
            Some(ledger::Asked::Begin) if query == Default::default() => self.begin(cx),
            Some(ledger::Asked::Begin) => self.filter.clear(),
            None => {}
        }
        if self.detail.is_some() && Shortcut::Back.pressed(ui.ctx()) {
            self.detail = None;
        }
    }

    fn drawer(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why_not: Option<&str>) {
        let Some(detail) = &mut self.detail else { return };
        match detail.show(ui, cx, why_not) {
            Some(detail::Ended::Closed) => self.detail = None,
            Some(detail::Ended::Edit(detail)) => self.entry = Some(Box::new(Entry::edit(&detail))),
            None => {}
        }
    }

    fn head(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why_not: Option<&str>) {
        let too_many = format!("超过 {SHEET_ROWS} 条，一次打印不下，请按月份、网格或类型缩小范围");
        let mut head = PageHead::new("巡查");
        head = match self.ledger.total() {
            Some(total) if total > u64::from(SHEET_ROWS) => {
                head.refused(Act::Print, Icon::Print, "打印台账", &too_many)
            }
            _ => head.quiet(Act::Print, Icon::Print, "打印台账"),
        };
        head = match why_not {
            Some(why) => head.refused(Act::Begin, Icon::Add, "登记巡查", why),
            None => head.primary(Act::Begin, Icon::Add, "登记巡查"),
        };
        match head.show(ui) {
            Some(Act::Begin) => self.begin(cx),
            Some(Act::Print) => {
                let sheet = Sheet::Patrols(self.filter.query(cx.office.today));
                cx.preview(SheetRequest { sheet, as_of: cx.as_of });
            }
            None => {}
        }
    }

    fn begin(&mut self, cx: &Cx<'_>) {
        self.entry = Some(Box::new(Entry::new(cx.office.today)));
    }

    /// Shows one record in the drawer.
    pub fn open(&mut self, id: PatrolId) {
        if self.detail.as_ref().is_none_or(|detail| detail.id() != id) {
            self.detail = Some(Detail::new(id));
        }
        self.ledger.table.select([id.0]);
    }

    pub fn has_unsaved(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.has_unsaved())
    }

    pub fn discard(&mut self) {
        self.entry = None;
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(&["patrol", "patrol_person", "attachment", "grid_version", "person"]) {
            self.ledger.invalidate();
            if let Some(detail) = &mut self.detail {
                detail.invalidate();
            }
        }
        if let Some(detail) = self.detail.as_mut().filter(|_| changes.touch(&["problem"])) {
            detail.invalidate();
        }
        if changes.touch(&["grid", "grid_version", "person", "duty", "incumbency", "post", "unit"]) {
            self.filter.invalidate();
            if let Some(entry) = &mut self.entry {
                entry.invalidate();
            }
        }
    }
}
