//! 图斑: satellite clues. Batches, the 月清 board of one, its clues with what is done about them, and files in and out.

mod board;
mod detail;
mod forms;
mod import;
mod list;
mod returning;

use egui::Ui;

use self::{
    board::BoardView,
    detail::Detail,
    forms::{AssignForm, BatchForm, ReturnForm},
    import::Import,
    list::{List, Wish},
    returning::Returning,
};
use crate::{
    domain::{clue::dictionary::dictionary, desk::Right, id::ClueBatchId},
    ops::{
        Changes, Command, OpResult,
        clue::ConfirmClues,
        query::clue::{self, BatchLine, Board},
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        screens::{
            entry::{EntryDrawer, past_banner},
            patrols::ledger::trouble,
            views::{ProblemView, problem_views},
        },
        shortcut::Shortcut,
        widgets::{
            button,
            modal::{Answer, Confirm},
            page::PageHead,
        },
    },
};

/// The page.
#[derive(Default)]
pub struct Clues {
    batches: board::Batches,
    loaded: Loaded<chrono::NaiveDate, OpResult<Vec<BatchLine>>>,
    open: Option<Opened>,
    drawer: EntryDrawer,
    import: Option<Import>,
    returning: Option<Returning>,
    /// Clues that are to be confirmed, until that was answered.
    confirming: Option<Vec<crate::domain::id::ClueId>>,
}

/// The batch that is shown.
struct Opened {
    id: ClueBatchId,
    loaded: Loaded<ClueBatchId, OpResult<Board>>,
    board: BoardView,
    list: List,
    detail: Option<Detail>,
}

/// What the buttons of the head do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Import,
    Back,
    Edit,
    Returning,
    PrintBoard,
    PrintWaiting,
    PrintChecks,
}

const TABLES: &[&str] = &["clue", "clue_batch", "clue_return", "clue_person", "scan", "grid_version", "person"];

impl Clues {
    /// Shows one batch.
    pub fn open(&mut self, id: ClueBatchId) {
        self.import = None;
        if self.open.as_ref().is_none_or(|open| open.id != id) {
            self.open = Some(Opened {
                id,
                loaded: Loaded::default(),
                board: BoardView::default(),
                list: List::new(id),
                detail: None,
            });
        }
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(import) = &mut self.import {
            if let Some(ended) = import.show(ui, cx) {
                self.import = None;
                if let import::Ended::Taken(batch) = ended {
                    self.open(batch);
                }
                ui.ctx().request_repaint();
            }
            return;
        }
        let why = cx.office.refusal(Right::Manage);
        let why = why.as_deref();
        self.confirm(ui, cx);
        self.record(ui, cx, why);
        self.drawer.show(ui, cx, "图斑表单");
        match &mut self.open {
            None => self.all(ui, cx, why),
            Some(_) => self.one(ui, cx, why),
        }
    }

    /// The list of batches.
    fn all(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) {
        let head = PageHead::new("图斑").note(&dictionary().lead_note);
        let head = match why {
            Some(why) => head.refused(Act::Import, Icon::Import, "导入图斑…", why),
            None => head.primary(Act::Import, Icon::Import, "导入图斑…"),
        };
        let pressed = head.show(ui);
        past_banner(ui, cx);
        problem_views(ui, cx, ProblemView::Clues);
        cx.load(&mut self.loaded, cx.as_of, clue::batches);
        let lines = match self.loaded.shown() {
            Some(Err(fault)) => return trouble(ui, &fault.notice()),
            Some(Ok(lines)) => Some(lines.as_slice()),
            None => None,
        };
        match self.batches.show(ui, cx, lines, why) {
            Some(board::Asked::Open(id)) => self.open(id),
            Some(board::Asked::Import) => self.import = Some(Import::new(None)),
            None => {}
        }
        if pressed == Some(Act::Import) {
            self.import = Some(Import::new(None));
        }
    }

    /// One batch: its board and its clues.
    fn one(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) {
        let Some(open) = &mut self.open else { return };
        cx.load(&mut open.loaded, open.id, clue::board);
        let board = match open.loaded.shown() {
            Some(Err(fault)) => {
                trouble(ui, &fault.notice());
                return;
            }
            Some(Ok(board)) => Some(board),
            None => None,
        };
        let title = board.map_or_else(|| "图斑".to_owned(), |board| format!("图斑 {}", board.batch.batch.name));
        let note = board.map(|board| board.batch.pace()).unwrap_or_default();
        let head = PageHead::new(&title).note(&note).quiet(Act::Back, Icon::Back, "全部批次");
        let mut pressed = head.primary(Act::Returning, Icon::Export, "导出与收回…").show(ui);
        past_banner(ui, cx);
        problem_views(ui, cx, ProblemView::Clues);
        pressed = acts(ui, why).or(pressed);
        if let Some(returning) = &mut self.returning {
            if returning.show(ui, cx, why) {
                self.returning = None;
            }
        } else if let Some(board) = board.filter(|_| open.detail.is_none()) {
            // One clue beside the list leaves no room for the figures of all.
            open.board.show(ui, cx, board, &mut open.list.query);
        }
        let wish = open.list.show(ui, cx, why);
        let (id, place) = (open.id, open.list.query.grid);
        let facts = board.map(|board| board.batch.clone());
        match pressed {
            Some(Act::Back) => self.open = None,
            Some(Act::Import) => self.import = facts.map(|line| Import::new(Some((line.id, line.batch.name)))),
            Some(Act::Edit) => {
                if let Some(line) = facts {
                    self.drawer.begin(Box::new(BatchForm::edit(line.id, &line.batch)));
                }
            }
            Some(Act::Returning) if self.returning.is_some() => self.returning = None,
            Some(Act::Returning) => self.returning = facts.map(|line| Returning::new(line.id, &line.batch.name)),
            Some(Act::PrintBoard) => cx.preview(SheetRequest { sheet: Sheet::ClueBoard(id), as_of: cx.as_of }),
            Some(Act::PrintWaiting) => {
                cx.preview(SheetRequest { sheet: Sheet::ClueUnanswered(id, place), as_of: cx.as_of })
            }
            Some(Act::PrintChecks) => cx.preview(SheetRequest { sheet: Sheet::ClueChecks(id, place), as_of: cx.as_of }),
            None => {}
        }
        if let Some(wish) = wish {
            self.wished(wish);
        }
    }

    fn wished(&mut self, wish: Wish) {
        match wish {
            Wish::Open(id) => {
                if let Some(open) = &mut self.open {
                    open.detail = Some(Detail::new(id));
                }
            }
            Wish::Assign(clues) => self.drawer.begin(Box::new(AssignForm::new(clues))),
            Wish::Return(clues) => self.drawer.begin(Box::new(ReturnForm::new(clues))),
            Wish::Confirm(clues) => self.confirming = Some(clues),
        }
    }

    /// The clue beside the list.
    fn record(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) {
        if self.drawer.is_open() {
            return;
        }
        let Some(open) = &mut self.open else { return };
        let Some(detail) = &mut open.detail else { return };
        match detail.show(ui, cx, why) {
            Some(detail::Ended::Closed) => open.detail = None,
            Some(detail::Ended::Answer(form)) => self.drawer.begin(form),
            Some(detail::Ended::Wish(wish)) => self.wished(wish),
            None => {
                if !egui::Popup::is_any_open(ui.ctx()) && Shortcut::Back.pressed(ui.ctx()) {
                    open.detail = None;
                }
            }
        }
    }

    fn confirm(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(clues) = &self.confirming else { return };
        let title = format!("审核确认 {} 个图斑？", clues.len());
        let text = "审核后内容不能再改；确需更正的只能退回重核，并写明原因。";
        let question = Confirm { title: &title, text, verb: "审核确认", danger: false };
        match question.show(ui.ctx()) {
            Some(Answer::Do) => {
                cx.submit(Command::ConfirmClues(ConfirmClues { clues: clues.clone() }));
                self.confirming = None;
            }
            Some(Answer::Cancel) => self.confirming = None,
            None => {}
        }
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved() || self.import.as_ref().is_some_and(Import::has_unsaved)
    }

    pub fn discard(&mut self) {
        self.drawer.discard();
        self.import = None;
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if !changes.touch(TABLES) {
            return;
        }
        self.loaded.invalidate();
        if let Some(import) = &mut self.import {
            import.outdate();
        }
        if let Some(open) = &mut self.open {
            open.loaded.invalidate();
            open.list.invalidate();
            if let Some(detail) = &mut open.detail {
                detail.invalidate();
            }
        }
    }
}

/// What is done with a batch as a whole; in a row of its own, so that it stands beside an open clue too.
fn acts(ui: &mut Ui, why: Option<&str>) -> Option<Act> {
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        let all = [
            (Act::PrintBoard, Icon::Print, "汇总表", None),
            (Act::PrintWaiting, Icon::Print, "未回复清单", None),
            (Act::PrintChecks, Icon::Print, "核查表", None),
            (Act::Edit, Icon::Edit, "修改批次…", why),
            (Act::Import, Icon::Import, "再导入…", why),
        ];
        for (act, icon, verb, why) in all {
            if ui.add(button::bare(verb).icon(icon).refused(why)).clicked() {
                pressed = Some(act);
            }
        }
    });
    pressed
}
