//! The cell of 整月录入 that is being written in, and how the keyboard moves it.

use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use egui::{Event, Id, Key, Modifiers, TextEdit, Ui};

use crate::{
    domain::{
        id::PersonId,
        logbook::{Book, Column, LINES_MAX, Line, choices, lines},
    },
    ops::query::patrollers::{self, Walk},
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

/// How many people of elsewhere are offered.
const MOST: u32 = 12;

/// What stands for 「同上」 as the first sign in a cell.
const DITTO: [&str; 5] = ["\"", "“", "”", "〃", "″"];

/// Where one writes.
pub struct Editor {
    row: usize,
    column: Column,
    pick: PickState,
    text: String,
    field: Option<Id>,
    wants_focus: bool,
    reveal: bool,
    /// Nothing was typed since the cell was entered: arrows go to other cells.
    fresh: bool,
    /// Where Enter stops though something stands there.
    pub stops: BTreeSet<Column>,
    elsewhere: Loaded<(String, NaiveDate, u64), Vec<Candidate>>,
    /// Somebody of elsewhere was chosen from the list.
    guest: Option<PersonId>,
    /// Why the last paste was refused.
    pub complaint: Option<String>,
}

impl Default for Editor {
    fn default() -> Self {
        Self {
            row: 0,
            column: Column::Day,
            pick: PickState::default(),
            text: String::new(),
            field: None,
            wants_focus: true,
            reveal: true,
            fresh: true,
            stops: [Column::Day, Column::People, Column::Found].into(),
            elsewhere: Loaded::default(),
            guest: None,
            complaint: None,
        }
    }
}

/// The lines with what their codes mean.
pub struct Page<'p> {
    pub book: &'p Book,
    pub lines: &'p mut Vec<Line>,
}

impl Page<'_> {
    fn above(&self, row: usize) -> Option<Line> {
        row.checked_sub(1).and_then(|row| self.lines.get(row)).cloned()
    }

    /// A line to write in: the last one is always a new one, which takes over what repeats.
    fn ready(&mut self, row: usize) {
        while self.lines.len() <= row.min(LINES_MAX - 1) {
            self.lines.push(Line::default());
        }
        let above = self.above(row);
        if let Some(line) = self.lines.get_mut(row).filter(|line| !line.touched) {
            *line = lines::below(above.as_ref());
        }
    }
}

impl Editor {
    /// The cell that is written in.
    pub fn at(&self) -> (usize, Column) {
        (self.row, self.column)
    }

    pub fn is_at(&self, row: usize, column: Column) -> bool {
        (self.row, self.column) == (row, column)
    }

    pub fn reveal(&mut self) -> Option<usize> {
        std::mem::take(&mut self.reveal).then_some(self.row)
    }

    /// Somebody of elsewhere who was chosen, once.
    pub fn take_guest(&mut self) -> Option<PersonId> {
        self.guest.take()
    }

    /// Goes to a cell; what was typed in the one before is kept.
    pub fn go(&mut self, row: usize, column: Column, page: &mut Page<'_>) {
        self.commit(page);
        (self.row, self.column) = (row.min(LINES_MAX - 1), column);
        (self.wants_focus, self.reveal) = (true, true);
        page.ready(self.row);
        self.load(page);
    }

    /// Begins at the first cell of a line that is there already.
    pub fn resume(&mut self, row: usize) {
        (self.row, self.column, self.fresh) = (row, Column::Day, true);
        (self.wants_focus, self.reveal) = (true, true);
        self.text.clear();
    }

    /// Shows what stands in the cell: the book or the lines have changed.
    pub fn load(&mut self, page: &Page<'_>) {
        let Some(line) = page.lines.get(self.row) else { return };
        self.text = line.text(self.column).to_owned();
        self.pick = PickState::holding(self.text.clone());
        self.fresh = true;
    }

    /// Writes what was typed into the line.
    pub fn commit(&mut self, page: &mut Page<'_>) {
        if self.fresh {
            return;
        }
        let above = page.above(self.row);
        let typed = if is_coded(self.column) { self.pick.text() } else { &self.text };
        if let Some(line) = page.lines.get_mut(self.row) {
            lines::write(page.book, line, above.as_ref(), self.column, typed);
        }
        self.fresh = true;
    }

    /// The lines with what is being typed, for the draft.
    pub fn with_pending<'l>(&self, book: &Book, lines: &'l [Line]) -> Cow<'l, [Line]> {
        let mut all = Cow::Borrowed(lines);
        if !self.fresh && self.row < lines.len() {
            let typed = if is_coded(self.column) { self.pick.text() } else { &self.text };
            let above = self.row.checked_sub(1).map(|row| &lines[row]);
            lines::write(book, &mut all.to_mut()[self.row], above, self.column, typed);
        }
        all
    }

    /// Keys that move, copy down and paste; they are taken before the field sees them.
    pub fn keys(&mut self, ui: &Ui, page: &mut Page<'_>, height: usize) {
        let focused = self.field.is_some_and(|field| ui.memory(|memory| memory.has_focus(field)));
        if !focused || ime::composing(ui) {
            return;
        }
        self.take_paste(ui, page);
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::D) || (self.fresh && self.row > 0 && take_ditto(ui)) {
            self.ditto(page);
        }
        if pressed(Modifiers::COMMAND, Key::Delete) {
            self.remove(page);
        }
        if pressed(Modifiers::SHIFT, Key::Tab) {
            self.step_back(page);
        } else if pressed(Modifiers::NONE, Key::Tab) {
            self.take_current(page);
            self.step_on(page);
        } else if pressed(Modifiers::NONE, Key::Enter) {
            self.take_current(page);
            self.enter(page);
        }
        if !self.fresh && pressed(Modifiers::NONE, Key::Escape) {
            self.load(page);
            self.wants_focus = true;
        }
        if !self.offered(page).is_empty() && !self.fresh {
            return; // ↑ and ↓ belong to the list
        }
        let last = page.lines.len().saturating_sub(1);
        if pressed(Modifiers::COMMAND, Key::Home) {
            self.go(0, self.column, page);
        }
        if pressed(Modifiers::COMMAND, Key::End) {
            self.go(last, self.column, page);
        }
        for (key, rows) in [(Key::ArrowUp, 1), (Key::PageUp, height)] {
            if pressed(Modifiers::NONE, key) {
                self.go(self.row.saturating_sub(rows), self.column, page);
            }
        }
        for (key, rows) in [(Key::ArrowDown, 1), (Key::PageDown, height)] {
            if pressed(Modifiers::NONE, key) {
                self.commit(page);
                let last = page.lines.len().saturating_sub(1);
                // Below the last line that was written a new one begins.
                let new = page.lines.get(last).is_some_and(|line| line.touched);
                self.go((self.row + rows).min(last + usize::from(new)), self.column, page);
            }
        }
        if self.fresh {
            if pressed(Modifiers::NONE, Key::ArrowLeft) {
                self.step_back(page);
            } else if pressed(Modifiers::NONE, Key::ArrowRight) {
                self.step_on(page);
            } else if pressed(Modifiers::NONE, Key::Home) {
                self.go(self.row, Column::Day, page);
            } else if pressed(Modifiers::NONE, Key::End) {
                self.go(self.row, Column::Note, page);
            }
        }
    }

    /// The next cell that has to be written in; at the end of the line the first of the next.
    fn enter(&mut self, page: &mut Page<'_>) {
        self.commit(page);
        let line = page.lines.get(self.row).cloned().unwrap_or_default();
        if !line.touched && self.column == Column::Day {
            self.go(self.row, Column::Day, page);
            return; // without a day there is nothing to go on with
        }
        let next =
            Column::ALL.into_iter().filter(|column| *column > self.column).find(|column| self.stops_at(&line, *column));
        match next {
            Some(column) => self.go(self.row, column, page),
            None => self.go(self.row + 1, Column::Day, page),
        }
    }

    /// Whether Enter stops there: chosen columns, and what is missing.
    fn stops_at(&self, line: &Line, column: Column) -> bool {
        let empty = line.text(column).is_empty();
        let problem = !line.text(Column::Found).is_empty() && line.text(Column::Found) != "0";
        self.stops.contains(&column)
            || match column {
                // Who walked says the kind.
                Column::Kind => empty && !line.text(Column::People).is_empty(),
                Column::People => empty,
                Column::Action => empty && problem,
                _ => false,
            }
    }

    fn step_on(&mut self, page: &mut Page<'_>) {
        match self.column.after(1) {
            Some(column) => self.go(self.row, column, page),
            None => {
                self.commit(page);
                let touched = page.lines.get(self.row).is_some_and(|line| line.touched);
                if touched || self.row + 1 < page.lines.len() {
                    self.go(self.row + 1, Column::Day, page);
                }
            }
        }
    }

    fn step_back(&mut self, page: &mut Page<'_>) {
        match (self.column.before(), self.row.checked_sub(1)) {
            (Some(column), _) => self.go(self.row, column, page),
            (None, Some(row)) => self.go(row, Column::Note, page),
            (None, None) => {}
        }
    }

    fn ditto(&mut self, page: &mut Page<'_>) {
        let Some(above) = page.above(self.row) else { return };
        if let Some(line) = page.lines.get_mut(self.row) {
            lines::ditto(line, &above, self.column);
        }
        self.load(page);
        self.wants_focus = true;
    }

    /// Takes the line out.
    fn remove(&mut self, page: &mut Page<'_>) {
        if self.row < page.lines.len() && page.lines.len() > 1 {
            page.lines.remove(self.row);
        } else {
            page.lines.clear();
        }
        self.fresh = true;
        self.go(self.row.min(page.lines.len()), Column::Day, page);
    }

    /// Several cells of a spreadsheet, from this one to the right and down.
    fn take_paste(&mut self, ui: &Ui, page: &mut Page<'_>) {
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(lines::pasted(text)),
                _ => None,
            })
        });
        match pasted {
            None | Some(Ok(None)) => {}
            Some(Err(message)) => {
                ui.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Paste(_))));
                self.complaint = Some(message);
            }
            Some(Ok(Some(cells))) => {
                drop(sheet::take_paste(ui));
                self.paste(&cells, page);
            }
        }
    }

    fn paste(&mut self, cells: &[Vec<String>], page: &mut Page<'_>) {
        self.commit(page);
        let mut row = self.row;
        for texts in cells.iter().filter(|texts| !lines::is_heading(texts)) {
            if row >= LINES_MAX {
                break;
            }
            page.ready(row);
            let above = page.above(row);
            let mut group = None;
            for (steps, text) in texts.iter().enumerate() {
                let Some(column) = self.column.after(steps) else { break };
                group = if column == Column::Group { Some(text) } else { group };
                if let Some(line) = page.lines.get_mut(row) {
                    lines::write(page.book, line, above.as_ref(), column, text);
                }
            }
            // A group that was pasted empty is none, whoever walked.
            if let (Some(text), Some(line)) = (group, page.lines.get_mut(row)) {
                line.put(Column::Group, crate::domain::logbook::settled(page.book, Column::Group, text));
            }
            row += 1;
        }
        self.pick.close();
        // One goes on below what was pasted.
        self.go(if row > self.row + 1 { row } else { self.row }, self.column, page);
    }

    /// What the list under the cell holds: codes and names of the book, then people of elsewhere.
    fn offered(&self, page: &Page<'_>) -> Vec<(Candidate, String)> {
        if !is_coded(self.column) || self.pick.query().is_none() {
            return Vec::new();
        }
        let own = choices(page.book, self.column, self.pick.text());
        let mut all: Vec<_> = own
            .into_iter()
            .map(|(one, whole)| {
                (Candidate::new(i64::from(one.code), format!("{} {}", one.code, one.text), one.hint), whole)
            })
            .collect();
        if self.column == Column::People && all.is_empty() {
            let found = self
                .elsewhere
                .shown()
                .filter(|_| self.elsewhere.shown_key().is_some_and(|key| key.0 == self.last_name()));
            let unknown = found.into_iter().flatten().filter(|one| page.book.walker(PersonId(one.id)).is_none());
            all.extend(unknown.map(|one| (one.clone(), String::new())));
        }
        all
    }

    /// The name that is being typed, behind those before it.
    fn last_name(&self) -> &str {
        self.pick.text().rsplit(['、', '，', ',', ' ']).next().unwrap_or_default().trim()
    }

    /// Enter and Tab take what is marked in the list.
    fn take_current(&mut self, page: &mut Page<'_>) {
        let offered = self.offered(page);
        let candidates: Vec<Candidate> = offered.iter().map(|(one, _)| one.clone()).collect();
        let current = self.pick.current(&candidates).cloned();
        if let Some((one, whole)) = current.and_then(|one| offered.into_iter().find(|(other, _)| *other == one)) {
            self.take(&one, &whole, page);
        }
    }

    fn take(&mut self, one: &Candidate, whole: &str, page: &mut Page<'_>) {
        let text = if whole.is_empty() {
            // Somebody of elsewhere: the name stays in the cell and is looked up once they are in the book.
            self.guest = Some(PersonId(one.id));
            let typed = self.pick.text();
            let before = &typed[..typed.len() - typed.rsplit(['、', '，', ',', ' ']).next().unwrap_or_default().len()];
            format!("{before}{}", one.label)
        } else {
            whole.to_owned()
        };
        self.pick = PickState::holding(text);
        self.fresh = false;
        self.commit(page);
    }

    /// Draws the field of the cell.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, page: &mut Page<'_>, width: f32) {
        let slot = Slot::alone(self.column.label(), self.column.label(), width);
        if !is_coded(self.column) {
            let response = slot.name(ui.add(TextEdit::singleline(&mut self.text).desired_width(width - 8.0)));
            self.fresh &= !response.changed() && !response.clicked();
            let length = self.text.chars().count();
            self.field = Some(sheet::follow(ui, &response, length, &mut self.wants_focus));
            if response.lost_focus() && !self.wants_focus {
                self.leave(page);
            }
            return;
        }
        self.look_elsewhere(cx, page);
        let offered = self.offered(page);
        let candidates: Vec<Candidate> = offered.iter().map(|(one, _)| one.clone()).collect();
        let (shown, picked) =
            SearchPick::new(Some(&candidates)).hint("").free().draw(ui, &slot, &mut self.pick, AfterEnter::Leave);
        let response = shown.response;
        self.fresh &= !response.changed();
        let length = self.pick.text().chars().count();
        self.field = Some(sheet::follow(ui, &response, length, &mut self.wants_focus));
        if let Some((one, whole)) = picked.and_then(|one| offered.into_iter().find(|(other, _)| *other == one)) {
            self.take(&one, &whole, page);
            self.load(page);
            self.wants_focus = true;
        } else if response.lost_focus() && !self.wants_focus && !self.pick.is_typing() {
            self.leave(page);
        }
    }

    /// What was typed stays when the field is left by a click somewhere else.
    fn leave(&mut self, page: &mut Page<'_>) {
        self.commit(page);
        self.load(page);
    }

    /// Looks for a name in the whole district when nobody of the book bears it.
    fn look_elsewhere(&mut self, cx: &mut Cx<'_>, page: &Page<'_>) {
        let name = self.last_name().to_owned();
        let number = name.bytes().all(|byte| byte.is_ascii_digit());
        if self.column != Column::People || self.fresh || number {
            return;
        }
        let key = (name, page.book.last_day().min(page.book.today), cx.office.operations);
        let grid = page.book.grid;
        cx.load(&mut self.elsewhere, key, move |ws, (name, day, _)| {
            let walk = Walk { grid: Some(grid), group: None, day };
            let found = patrollers::find(ws, &name, walk, MOST).unwrap_or_default();
            found.into_iter().map(|one| Candidate::new(one.id.0, one.name, one.words)).collect()
        });
    }
}

/// Columns with codes, whose choices are offered.
fn is_coded(column: Column) -> bool {
    !matches!(column, Column::Day | Column::Time | Column::Action | Column::Note)
}

/// 「"」 typed as the first sign of a cell.
fn take_ditto(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        let place = input.events.iter().position(|event| match event {
            Event::Text(text) => DITTO.contains(&text.as_str()),
            _ => false,
        });
        place.map(|place| input.events.remove(place)).is_some()
    })
}
