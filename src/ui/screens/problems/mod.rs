//! 问题: the ledger with its filters, one problem in full with everything done about it, and the forms.

mod detail;
mod draft;
mod entry;
mod filter;
mod ledger;
mod people;
mod pick;
mod step;
mod words;

use egui::Ui;

use self::{detail::Detail, entry::Entry, filter::Filter, ledger::Ledger};
use super::patrols::ledger::trouble;
use crate::{
    domain::{
        desk::Right,
        id::{PatrolId, ProblemId, TipId},
        problem::paper::ProblemPaper,
    },
    ops::{
        Changes, OpResult,
        query::{
            patrol::{self, PatrolDetail},
            problem::{ProblemAsk, ProblemQuery},
            problem_papers::ROWS_MAX,
            tip::{self, TipDetail},
        },
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        screens::views::{ProblemView, problem_views},
        widgets::page::PageHead,
    },
};

/// Tables behind what this page shows.
const TABLES: &[&str] = &[
    "problem",
    "problem_step",
    "problem_person",
    "problem_concerned",
    "step_person",
    "step_informed",
    "scan",
    "grid",
    "grid_version",
    "person",
    "unit",
    "patrol",
    "setting",
    "calendar_day",
];

/// The page.
#[derive(Default)]
pub struct Problems {
    filter: Filter,
    ledger: Ledger,
    detail: Option<Detail>,
    entry: Option<Box<Entry>>,
    /// The patrol a problem is to be made of, until it is read.
    raising: Option<(PatrolId, Loaded<PatrolId, OpResult<PatrolDetail>>)>,
    /// The tip a problem is to be made of, until it is read.
    raising_tip: Option<(TipId, Loaded<TipId, OpResult<TipDetail>>)>,
}

/// What the buttons of the head do.
#[derive(Clone, Copy)]
enum Act {
    Begin,
    Print,
}

impl Problems {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.raise_when_read(ui, cx);
        if let Some(entry) = &mut self.entry {
            if let Some(ended) = entry.show(ui, cx) {
                self.entry = None;
                if let entry::Ended::Saved(Some(id)) = ended {
                    self.open(id);
                }
                ui.ctx().request_repaint();
            }
            return;
        }
        let refusal = cx.office.refusal(Right::Record);
        let why_not = refusal.as_deref();
        if let Some(detail) = &mut self.detail {
            match detail.show(ui, cx, why_not) {
                Some(detail::Ended::Back) => self.detail = None,
                Some(detail::Ended::Edit(problem)) => self.entry = Some(Box::new(Entry::edit(&problem))),
                Some(detail::Ended::Open(id)) => self.detail = Some(Detail::new(id)),
                None => {}
            }
            return;
        }
        self.head(ui, cx, why_not);
        problem_views(ui, cx, ProblemView::Problems);
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
            Some(ledger::Asked::Print(problem)) => {
                let sheet = Sheet::ProblemPaper { paper: ProblemPaper::Case, problem };
                cx.preview(SheetRequest { sheet, as_of: cx.as_of });
            }
            Some(ledger::Asked::Begin) if query == ProblemQuery::default() => self.begin(cx),
            Some(ledger::Asked::Begin) => self.filter.clear(),
            None => {}
        }
    }

    fn head(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why_not: Option<&str>) {
        let past = if cx.as_of == cx.office.today {
            ""
        } else {
            "台账显示办理现状，不随「截至」的日期变化"
        };
        let too_many = format!("超过 {ROWS_MAX} 件，一次打印不下，请按日期、网格或类型缩小范围");
        let mut head = PageHead::new("问题").note(past);
        head = match self.ledger.total() {
            Some(total) if total > u64::from(ROWS_MAX) => head.refused(Act::Print, Icon::Print, "打印台账", &too_many),
            _ => head.quiet(Act::Print, Icon::Print, "打印台账"),
        };
        let head = match why_not {
            Some(why) => head.refused(Act::Begin, Icon::Add, "登记问题", why),
            None => head.primary(Act::Begin, Icon::Add, "登记问题"),
        };
        match head.show(ui) {
            Some(Act::Begin) => self.begin(cx),
            Some(Act::Print) => {
                let sheet = Sheet::Problems(self.filter.query(cx.office.today));
                cx.preview(SheetRequest { sheet, as_of: cx.as_of });
            }
            None => {}
        }
    }

    fn begin(&mut self, cx: &Cx<'_>) {
        self.entry = Some(Box::new(Entry::new(cx.office.today)));
    }

    /// Sets the filter to what a number elsewhere counts.
    pub fn ask(&mut self, ask: ProblemAsk) {
        self.filter.set(ask);
        if let Some(detail) = &mut self.detail {
            detail.leave(detail::Ended::Back);
        }
    }

    /// Shows one problem in full.
    pub fn open(&mut self, id: ProblemId) {
        match &mut self.detail {
            Some(detail) if detail.id() == id => {}
            Some(detail) if detail.has_unsaved() => detail.leave(detail::Ended::Open(id)),
            _ => self.detail = Some(Detail::new(id)),
        }
        self.ledger.table.select([id.0]);
    }

    /// 立为问题: opens the form with what the patrol says.
    pub fn raise(&mut self, patrol: PatrolId) {
        self.raising = Some((patrol, Loaded::default()));
    }

    /// 登记为问题: opens the form with what the tip says.
    pub fn raise_tip(&mut self, tip: TipId) {
        self.raising_tip = Some((tip, Loaded::default()));
    }

    fn raise_when_read(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some((id, loaded)) = &mut self.raising_tip {
            match cx.load(loaded, *id, tip::detail) {
                None => return,
                Some(Ok(detail)) => self.entry = Some(Box::new(Entry::of_tip(detail, cx.office.today))),
                Some(Err(fault)) => trouble(ui, &fault.notice()),
            }
            self.raising_tip = None;
        }
        let Some((patrol, loaded)) = &mut self.raising else { return };
        match cx.load(loaded, *patrol, patrol::detail) {
            None => return,
            Some(Ok(detail)) => self.entry = Some(Box::new(Entry::of_patrol(detail))),
            Some(Err(fault)) => trouble(ui, &fault.notice()),
        }
        self.raising = None;
    }

    pub fn has_unsaved(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.has_unsaved())
            || self.detail.as_ref().is_some_and(Detail::has_unsaved)
    }

    pub fn discard(&mut self) {
        self.entry = None;
        self.detail = None;
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if !changes.touch(TABLES) {
            return;
        }
        self.ledger.invalidate();
        if let Some(detail) = &mut self.detail {
            detail.invalidate();
        }
        if let Some(entry) = &mut self.entry {
            entry.invalidate();
        }
    }
}
