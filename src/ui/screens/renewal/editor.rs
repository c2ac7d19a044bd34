//! The cell of a 换届 that is being written in, and how the keyboard moves it.

use chrono::NaiveDate;
use egui::{Id, Key, Modifiers, TextEdit, Ui};

use super::draft::{Column, Drafts, Who};
use crate::{
    domain::{date, id::PersonId},
    ops::query::{self, renewal::SeatLine},
    session::Loaded,
    ui::{
        cx::Cx,
        widgets::{
            form::Slot,
            ime,
            search_pick::{AfterEnter, Candidate, PickState, SearchPick},
            sheet,
        },
    },
};

/// How many people the list under a name holds.
const MOST: u32 = 40;

/// Where one writes. Texts are put into the draft when the cell is left, names that are chosen at once.
#[derive(Default)]
pub struct Editor {
    row: usize,
    column: Column,
    /// Somebody has begun to write.
    active: bool,
    pick: PickState,
    text: String,
    found: Loaded<(String, NaiveDate, u64), Vec<Candidate>>,
    /// The field has the focus, and its id.
    field: Option<Id>,
    wants_focus: bool,
    reveal: bool,
    /// Nothing was typed since the cell was entered: arrows go to other cells.
    fresh: bool,
    /// What short dates are read against.
    today: Option<NaiveDate>,
}

impl Editor {
    pub fn is_at(&self, row: usize, column: Column) -> bool {
        self.active && (self.row, self.column) == (row, column)
    }

    /// The line that is written in.
    pub fn row(&self) -> Option<usize> {
        self.active.then_some(self.row)
    }

    /// The line to bring into sight, once.
    pub fn reveal(&mut self) -> Option<usize> {
        std::mem::take(&mut self.reveal).then_some(self.row)
    }

    /// Leaves the sheet with what was typed.
    pub fn leave(&mut self, lines: &[&SeatLine], drafts: &mut Drafts) {
        self.commit(lines, drafts);
        self.active = false;
    }

    /// Forgets what was typed: other lines are shown.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Goes to a cell; what was typed in the one before is kept.
    pub fn go(&mut self, row: usize, column: Column, lines: &[&SeatLine], drafts: &mut Drafts) {
        self.commit(lines, drafts);
        (self.row, self.column, self.active) = (row.min(lines.len().saturating_sub(1)), column, true);
        (self.wants_focus, self.reveal) = (true, true);
        self.load(lines, drafts);
    }

    fn load(&mut self, lines: &[&SeatLine], drafts: &Drafts) {
        let Some(line) = lines.get(self.row) else { return };
        self.text = drafts.of(line.seat).text(self.column).to_owned();
        self.pick = PickState::holding(self.text.clone());
        self.fresh = true;
    }

    fn commit(&mut self, lines: &[&SeatLine], drafts: &mut Drafts) {
        let Some(line) = lines.get(self.row).filter(|_| self.active && !self.fresh) else { return };
        let day = self.today.and_then(|today| date::parse(&self.text, today).ok());
        let text = match (self.column, day) {
            (Column::Who, _) => self.pick.text().to_owned(),
            (Column::From, Some(day)) => date::chinese(day),
            _ => self.text.clone(),
        };
        drafts.change(line.seat, |draft| draft.put(self.column, &text));
        self.fresh = true;
    }

    /// Keys that move, copy down and paste; they are taken before the field sees them.
    pub fn keys(&mut self, ui: &Ui, lines: &[&SeatLine], drafts: &mut Drafts, page: usize) {
        let focused = self.field.is_some_and(|field| ui.memory(|memory| memory.has_focus(field)));
        if !self.active || !focused || lines.is_empty() || ime::composing(ui) {
            return;
        }
        if let Some(cells) = sheet::take_paste(ui) {
            self.paste(&cells, lines, drafts);
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::D) {
            self.ditto(lines, drafts);
        }
        if pressed(Modifiers::SHIFT, Key::Tab) {
            self.step_back(lines, drafts);
        } else if pressed(Modifiers::NONE, Key::Tab) {
            self.take_current(lines, drafts);
            self.step_on(lines, drafts);
        }
        let open = self.column == Column::Who && self.pick.query().is_some();
        if open {
            return; // ↑ ↓ Enter and Esc belong to the list
        }
        let last = lines.len() - 1;
        if pressed(Modifiers::COMMAND, Key::Home) {
            self.go(0, self.column, lines, drafts);
        }
        if pressed(Modifiers::COMMAND, Key::End) {
            self.go(last, self.column, lines, drafts);
        }
        let up = [(Key::ArrowUp, 1), (Key::PageUp, page)];
        for (_, rows) in up.into_iter().filter(|(key, _)| pressed(Modifiers::NONE, *key)) {
            self.go(self.row.saturating_sub(rows), self.column, lines, drafts);
        }
        let down = [(Key::ArrowDown, 1), (Key::PageDown, page), (Key::Enter, 1)];
        for (_, rows) in down.into_iter().filter(|(key, _)| pressed(Modifiers::NONE, *key)) {
            self.go((self.row + rows).min(last), self.column, lines, drafts);
        }
        if self.fresh && pressed(Modifiers::NONE, Key::ArrowLeft) {
            self.step_back(lines, drafts);
        }
        if self.fresh && pressed(Modifiers::NONE, Key::ArrowRight) {
            self.step_on(lines, drafts);
        }
    }

    /// The next cell, at the end of a line the first of the next.
    fn step_on(&mut self, lines: &[&SeatLine], drafts: &mut Drafts) {
        match self.column.after(1) {
            Some(column) => self.go(self.row, column, lines, drafts),
            None if self.row + 1 < lines.len() => self.go(self.row + 1, Column::Who, lines, drafts),
            None => {}
        }
    }

    fn step_back(&mut self, lines: &[&SeatLine], drafts: &mut Drafts) {
        match (self.column.before(), self.row.checked_sub(1)) {
            (Some(column), _) => self.go(self.row, column, lines, drafts),
            (None, Some(row)) => self.go(row, Column::Document, lines, drafts),
            (None, None) => {}
        }
    }

    fn ditto(&mut self, lines: &[&SeatLine], drafts: &mut Drafts) {
        let Some(above) = self.row.checked_sub(1).and_then(|row| lines.get(row)) else { return };
        let Some(line) = lines.get(self.row) else { return };
        let above = drafts.of(above.seat).clone();
        drafts.change(line.seat, |draft| draft.ditto(self.column, &above));
        self.load(lines, drafts);
    }

    /// Several cells of a spreadsheet, from this one to the right and down; what does not fit is left out.
    fn paste(&mut self, cells: &[Vec<String>], lines: &[&SeatLine], drafts: &mut Drafts) {
        for (line, texts) in lines[self.row..].iter().zip(cells) {
            for (steps, text) in texts.iter().enumerate() {
                if let Some(column) = self.column.after(steps) {
                    drafts.change(line.seat, |draft| draft.put(column, text));
                }
            }
        }
        self.pick.close();
        self.load(lines, drafts);
    }

    /// Tab takes the candidate that is marked, as Enter does.
    fn take_current(&mut self, lines: &[&SeatLine], drafts: &mut Drafts) {
        let open = self.column == Column::Who && self.pick.query().is_some();
        let found = self.found.shown().map(Vec::as_slice).filter(|_| open).unwrap_or_default();
        if let Some(one) = self.pick.current(found).cloned() {
            self.choose(one, lines, drafts);
        }
    }

    fn choose(&mut self, one: Candidate, lines: &[&SeatLine], drafts: &mut Drafts) {
        let Some(line) = lines.get(self.row) else { return };
        let who = Who::Known { person: PersonId(one.id), name: one.label, office: one.hint };
        drafts.change(line.seat, |draft| draft.who = who);
        self.load(lines, drafts);
    }

    /// Draws the field of the cell.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, lines: &[&SeatLine], drafts: &mut Drafts, width: f32) {
        self.today = Some(cx.office.today);
        let slot = Slot::alone(self.column.label(), self.column.label(), width);
        match self.column {
            Column::Who => self.show_who(ui, cx, &slot, lines, drafts),
            Column::From | Column::Document => {
                let response = slot.name(ui.add(TextEdit::singleline(&mut self.text).desired_width(width - 8.0)));
                self.fresh &= !response.changed() && !response.clicked();
                self.follow(ui, &response, self.text.chars().count());
                if response.lost_focus() && !self.wants_focus {
                    self.leave_field(lines, drafts);
                }
            }
        }
    }

    fn show_who(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, slot: &Slot<'_>, lines: &[&SeatLine], drafts: &mut Drafts) {
        let text = self.pick.query().map(str::to_owned);
        let found = text.and_then(|text| {
            let key = (text, cx.office.today, cx.office.operations);
            cx.load(&mut self.found, key.clone(), |ws, (text, day, _)| {
                let page = query::people::page(ws, &text, day, 0, MOST);
                let people = page.map(|page| page.rows).unwrap_or_default();
                people.into_iter().map(|one| Candidate::new(one.id.0, one.name, one.office)).collect()
            });
            let fits = self.found.shown_key() == Some(&key);
            self.found.shown().filter(|_| fits)
        });
        let field = SearchPick::new(found.map(Vec::as_slice)).hint("姓名或拼音").offer("新登记");
        let typing = self.pick.is_typing();
        let (shown, picked) = field.draw(ui, slot, &mut self.pick, AfterEnter::Leave);
        let response = shown.response;
        let given_up = typing && !self.pick.is_typing();
        self.fresh &= !response.changed();
        self.follow(ui, &response, self.pick.text().chars().count());
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if let Some(name) = self.pick.take_offer() {
            if let Some(line) = lines.get(self.row) {
                drafts.change(line.seat, |draft| draft.who = Who::New(name));
            }
            self.load(lines, drafts);
            self.wants_focus = true;
        } else if given_up && picked.is_none() {
            self.load(lines, drafts);
        } else if let Some(one) = picked {
            self.choose(one, lines, drafts);
            let row = if entered { self.row + 1 } else { self.row };
            self.go(row, Column::Who, lines, drafts);
        } else if entered {
            self.go(self.row + 1, Column::Who, lines, drafts);
        } else if response.lost_focus() && !self.wants_focus && self.pick.query().is_none() {
            self.leave_field(lines, drafts);
        }
    }

    /// What was typed stays when the field is left by a click somewhere else.
    fn leave_field(&mut self, lines: &[&SeatLine], drafts: &mut Drafts) {
        self.commit(lines, drafts);
        self.load(lines, drafts);
    }

    /// Takes the focus where it is wanted, with everything marked so that typing replaces it.
    fn follow(&mut self, ui: &Ui, response: &egui::Response, length: usize) {
        self.field = Some(sheet::follow(ui, response, length, &mut self.wants_focus));
    }
}
