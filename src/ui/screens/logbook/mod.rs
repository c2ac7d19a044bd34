//! 整月录入: a month of one village's paper logs, entered line by line with the keyboard alone (practice.md idea 10).

mod editor;
mod head;
mod legend;
mod save;
mod sheet;
mod strokes;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use egui::{Rect, Ui, UiBuilder, pos2};

use self::{
    editor::{Editor, Page},
    head::Press,
    sheet::Around,
    strokes::Strokes,
};
use crate::{
    domain::{
        desk::Right,
        grid::Level,
        id::{GridId, PersonId},
        logbook::{Book, CellFault, LINES_MAX, Line, Reading, lines, names_to_look_up},
    },
    ops::{
        Changes, OpResult,
        query::{
            logbook,
            renewal::{self, Namesake},
        },
    },
    session::{
        Loaded, Ticket,
        draft::{self, LogbookDraft},
    },
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        screens::{
            entry::{Pick, Source},
            views::{PatrolView, patrol_views},
        },
        shortcut::Shortcut,
        theme::Tone,
        widgets::{empty::Empty, search_pick::Candidate},
    },
};

type BookKey = (GridId, NaiveDate, Vec<PersonId>);
type Bearers = BTreeMap<String, Vec<Namesake>>;

pub struct Logbook {
    village: Pick,
    month: String,
    /// The village and month whose lines are shown.
    shown: Option<(GridId, NaiveDate)>,
    book: Loaded<BookKey, OpResult<Book>>,
    lines: Vec<Line>,
    /// People without a duty there whom the lines name.
    guests: Vec<PersonId>,
    editor: Editor,
    strokes: Strokes,
    bearers: Loaded<(std::collections::BTreeSet<String>, u64), Bearers>,
    /// What the lines say, read again when they or the book change.
    readings: Vec<Reading>,
    read_of: Vec<Line>,
    sent: Option<(Submission, Vec<usize>)>,
    /// What the workspace refused, with the line as it was then.
    refused: BTreeMap<usize, (CellFault, Line)>,
    said: Vec<String>,
    /// What the last saving warned of, line by line.
    warned: Vec<String>,
    /// How many lines were saved last, with how many keys.
    saved: Option<(usize, u64)>,
    asking: bool,
    offers: Loaded<u64, Vec<LogbookDraft>>,
    version: u64,
    /// The number of this draft once it was written.
    number: Option<u32>,
    next_number: u32,
    kept: Vec<Line>,
    seen: Vec<Line>,
    changed_at: Option<f64>,
    keeping: Option<Ticket<Result<(), String>>>,
    told: bool,
}

impl Default for Logbook {
    fn default() -> Self {
        Self {
            village: Pick::new(Source::Grids(Level::Village)).hinting("村（社区）名称、拼音或代码"),
            month: String::new(),
            shown: None,
            book: Loaded::default(),
            lines: vec![Line::default()],
            guests: Vec::new(),
            editor: Editor::default(),
            strokes: Strokes::default(),
            bearers: Loaded::default(),
            readings: Vec::new(),
            read_of: Vec::new(),
            sent: None,
            refused: BTreeMap::new(),
            said: Vec::new(),
            warned: Vec::new(),
            saved: None,
            asking: false,
            offers: Loaded::default(),
            version: 0,
            number: None,
            next_number: 1,
            kept: Vec::new(),
            seen: Vec::new(),
            changed_at: None,
            keeping: None,
            told: false,
        }
    }
}

/// What changes the codes of a month, or what is recorded in it.
const TABLES: &[&str] = &["grid", "grid_version", "person", "post", "incumbency", "duty", "patrol", "patrol_person"];

impl Logbook {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.receive(cx);
        self.hear(cx);
        let why = cx.office.refusal(Right::Record);
        if let Some((grid, month)) = self.shown {
            let key = (grid, month, self.guests.clone());
            let known = self.book.shown_key().cloned();
            cx.load(&mut self.book, key, |ws, (grid, month, guests)| logbook::book(ws, grid, month, &guests));
            if self.book.shown_key() != known.as_ref() {
                self.read_of.clear();
            }
        }
        let loaded = std::mem::take(&mut self.book);
        let here = loaded.shown_key().zip(self.shown).is_some_and(|(key, shown)| (key.0, key.1) == shown);
        let book = loaded.shown().filter(|_| here).and_then(|answer| answer.as_ref().ok());
        if let Some(book) = book {
            self.find_guests(cx, book);
            self.read(book);
        }
        let mut press = self.head(ui, why.as_deref(), book);
        patrol_views(ui, cx, PatrolView::Logbook);
        self.choose(ui, cx, book);
        self.offer(ui, cx, book, why.as_deref());
        self.notices(ui);
        match (self.shown, loaded.shown().filter(|_| here)) {
            (None, _) => {
                let hint = "在上面选择一个村（社区）和月份，也可以输入空白台账上印的区划代码。";
                Empty::new(Icon::Patrol, "还没有选择村（社区）", hint).show(ui);
            }
            (_, None) => drop(Empty::new(Icon::Clock, "正在载入", "请稍候").show(ui)),
            (_, Some(Err(fault))) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
            }
            (_, Some(Ok(book))) => {
                let keys = Shortcut::SaveAndNext.pressed(ui.ctx()) || Shortcut::Save.pressed(ui.ctx());
                if keys && why.is_none() && self.sent.is_none() {
                    press = Some(Press::Save);
                }
                self.body(ui, cx, book, why.as_deref());
                self.keep(ui, cx, book);
                match press {
                    Some(Press::Save) => {
                        self.editor.commit(&mut Page { book, lines: &mut self.lines });
                        self.read(book);
                        let readings = std::mem::take(&mut self.readings);
                        self.save(cx, book, &readings);
                        self.readings = readings;
                    }
                    Some(Press::Discard) => self.asking = true,
                    Some(Press::Copy) => {
                        ui.ctx().copy_text(lines::copied(&self.lines));
                        cx.say(Tone::Good, "已复制，可以粘贴到电子表格");
                    }
                    None => {}
                }
            }
        }
        self.book = loaded;
        self.ask(ui, cx);
    }

    /// The sheet with its codes beside it.
    fn body(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, book: &Book, why: Option<&str>) {
        self.strip(ui, book);
        let whole = ui.available_rect_before_wrap();
        let split = whole.right() - legend::WIDTH - 8.0;
        let left = Rect::from_min_max(whole.min, pos2(split, whole.bottom()));
        let right = Rect::from_min_max(pos2(split + 12.0, whole.top()), whole.max);
        let mut page = Page { book, lines: &mut self.lines };
        let editable = why.is_none() && self.sent.is_none();
        if editable {
            self.strokes.pace(ui);
        }
        let around = Around { readings: &self.readings, refused: &self.refused, editable };
        let mut inner = ui.new_child(UiBuilder::new().max_rect(left).id_salt("表"));
        sheet::show(&mut inner, cx, &around, &mut page, &mut self.editor);
        let mut side = ui.new_child(UiBuilder::new().max_rect(right).id_salt("代号"));
        legend::title(&mut side, book);
        let done = lines::done(book, &self.readings);
        legend::show(&mut side, book, &done, self.editor.at().1);
        ui.advance_cursor_after_rect(whole);
        if let Some(guest) = self.editor.take_guest() {
            self.invite(guest);
        }
        if let Some(message) = self.editor.complaint.take() {
            cx.say(Tone::Warning, message);
        }
    }

    /// Reads the lines when they have changed.
    fn read(&mut self, book: &Book) {
        if self.read_of != self.lines || self.readings.len() != self.lines.len() {
            self.readings = lines::read_all(book, &self.lines);
            self.read_of = self.lines.clone();
        }
    }

    /// Gives a number to those whom the lines name and who have no duty there.
    fn find_guests(&mut self, cx: &mut Cx<'_>, book: &Book) {
        let names = names_to_look_up(book, &self.lines);
        if names.is_empty() {
            return;
        }
        let day = book.last_day().min(book.today);
        let found = cx.load(&mut self.bearers, (names.clone(), cx.office.operations), move |ws, (names, _)| {
            renewal::bearers(ws, &names, day).unwrap_or_default()
        });
        let one = |found: &Bearers| -> Vec<PersonId> {
            let alone = found.iter().filter(|(name, people)| names.contains(*name) && people.len() == 1);
            alone.map(|(_, people)| people[0].person).collect()
        };
        for person in found.map(one).unwrap_or_default() {
            self.invite(person);
        }
    }

    fn invite(&mut self, person: PersonId) {
        if !self.guests.contains(&person) {
            self.guests.push(person);
        }
    }

    /// Turns to another village or month; lines that were not saved stay as a draft.
    fn turn_to(&mut self, cx: &mut Cx<'_>, to: (GridId, NaiveDate), book: Option<&Book>) {
        if let Some(book) = book.filter(|_| self.has_lines()) {
            self.write(cx, book);
            let text = format!("{}{} 没有保存的行已留作草稿，可以随时恢复", book.place, book.month_words());
            cx.say(Tone::Info, text);
        }
        self.number = None;
        self.reset();
        (self.saved, self.warned) = Default::default();
        self.shown = Some(to);
    }

    /// Goes on with a draft.
    fn restore(&mut self, cx: &mut Cx<'_>, draft: LogbookDraft, book: Option<&Book>) {
        self.turn_to(cx, (draft.grid, draft.month), book);
        self.village.chosen = Some(Candidate::new(draft.grid.0, draft.place, ""));
        self.month = crate::domain::logbook::book::month_words(draft.month);
        self.number = Some(draft.number);
        self.guests = draft.guests;
        self.lines = draft.lines;
        self.kept = self.lines.clone();
        self.strokes.count = draft.strokes;
        if self.lines.len() < LINES_MAX {
            self.lines.push(lines::below(self.lines.last()));
        }
        self.editor.resume(self.lines.len().saturating_sub(1));
    }

    fn drafts(&mut self, cx: &mut Cx<'_>) -> Vec<LogbookDraft> {
        let found = cx.load(&mut self.offers, self.version, |ws, _| ws.dir().map(draft::kept).unwrap_or_default());
        let found = found.cloned().unwrap_or_default();
        let newest = found.iter().map(|draft| draft.number).max().unwrap_or_default();
        self.next_number = self.next_number.max(newest + 1);
        let own = self.number;
        found.into_iter().filter(|draft| Some(draft.number) != own).collect()
    }

    fn has_lines(&self) -> bool {
        self.lines.iter().any(|line| !line.is_blank())
    }

    /// Nothing is lost by leaving: the lines stay here and in their draft.
    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.book.invalidate();
            self.read_of.clear();
        }
    }
}
