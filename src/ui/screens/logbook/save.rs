//! Saving the sheet, what came back, and the draft that is kept until then.

use std::collections::BTreeMap;

use egui::Ui;

use super::{Logbook, editor::Editor};
use crate::{
    domain::logbook::{Book, CellFault, Column, Line, Reading},
    ops::{Command, OpFault, logbook::LogPatrols},
    session::draft::{self, LogbookDraft},
    ui::{cx::Cx, theme::Tone},
};

/// How long nothing is typed before the draft is written, in seconds.
const PAUSE: f64 = 0.6;

impl Logbook {
    /// Sends every line that was written; one that is wrong is gone to instead.
    pub(super) fn save(&mut self, cx: &mut Cx<'_>, book: &Book, readings: &[Reading]) {
        (self.refused, self.said, self.warned) = Default::default();
        let written: Vec<usize> = (0..self.lines.len()).filter(|row| !self.lines[*row].is_blank()).collect();
        let wrong = written.iter().find_map(|row| Some((*row, readings.get(*row)?.faults.first()?.clone())));
        if let Some((row, fault)) = wrong {
            let mut page = super::editor::Page { book, lines: &mut self.lines };
            self.editor.go(row, fault.column, &mut page);
            cx.say(Tone::Warning, format!("第 {} 行 {}：{}", row + 1, fault.column.label(), fault.message));
            return;
        }
        let lines: Vec<_> =
            written.iter().filter_map(|row| readings.get(*row).and_then(|reading| reading.patrol.clone())).collect();
        if lines.is_empty() || lines.len() != written.len() {
            return;
        }
        self.sent = Some((cx.submit(Command::LogPatrols(LogPatrols { lines })), written));
    }

    /// What became of the lines that were sent.
    pub(super) fn receive(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.sent.as_ref().and_then(|(submission, _)| submission.take()) else { return };
        let Some((_, rows)) = self.sent.take() else { return };
        match result {
            Ok(outcome) => {
                self.warned = outcome.warnings;
                self.saved = Some((rows.len(), self.strokes.count));
                self.clear(cx);
            }
            Err(OpFault::Input(faults)) => {
                for fault in faults.0 {
                    if let Some(row) = fault.line.and_then(|line| rows.get(line)) {
                        let told = fault.message.split_once('：').map_or(fault.message.as_str(), |(_, told)| told);
                        let cell = CellFault { column: Column::of_field(fault.field), message: told.to_owned() };
                        self.refused.insert(*row, (cell, self.lines[*row].clone()));
                    }
                    self.said.push(fault.message);
                }
            }
            Err(_) => {}
        }
    }

    /// An empty sheet; the draft goes.
    pub(super) fn clear(&mut self, cx: &mut Cx<'_>) {
        if let Some(number) = self.number.take() {
            self.next_number = self.next_number.max(number + 1);
            drop(cx.session.ask(move |ws| ws.dir().map(|dir| draft::forget(dir, number))));
        }
        self.reset();
    }

    /// The same without a word to the draft.
    pub(super) fn reset(&mut self) {
        self.lines = vec![Line::default()];
        self.guests.clear();
        self.strokes = Default::default();
        (self.refused, self.said) = (BTreeMap::new(), Vec::new());
        let stops = std::mem::take(&mut self.editor.stops);
        self.editor = Editor::default();
        self.editor.stops = stops;
        (self.kept, self.changed_at) = (self.lines.clone(), None);
        self.version += 1;
    }

    /// Writes the draft once nothing was typed for a moment, with what stands in the cell that is written in.
    pub(super) fn keep(&mut self, ui: &Ui, cx: &mut Cx<'_>, book: &Book) {
        let lines = self.editor.with_pending(book, &self.lines);
        if *lines == self.kept || lines.iter().all(Line::is_blank) {
            return;
        }
        let now = ui.input(|input| input.time);
        if *lines != self.seen {
            self.seen = lines.into_owned();
            self.changed_at = Some(now);
        }
        let since = *self.changed_at.get_or_insert(now);
        if now - since < PAUSE {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(PAUSE - (now - since)));
            return;
        }
        self.write(cx, book);
    }

    /// Writes the draft now.
    pub(super) fn write(&mut self, cx: &mut Cx<'_>, book: &Book) {
        let lines = self.editor.with_pending(book, &self.lines).into_owned();
        let number = *self.number.get_or_insert(self.next_number);
        self.next_number = self.next_number.max(number + 1);
        let draft = LogbookDraft {
            number,
            grid: book.grid,
            place: book.place.clone(),
            month: book.month,
            operator: cx.office.operator.clone(),
            guests: self.guests.clone(),
            lines: lines.iter().filter(|line| !line.is_blank()).cloned().collect(),
            strokes: self.strokes.count,
        };
        (self.kept, self.changed_at) = (lines, None);
        // A folder that cannot be written is told of once; what is on screen stays.
        self.keeping = Some(cx.session.ask(move |ws| match ws.dir() {
            Some(dir) => draft::keep(dir, &draft).map_err(|fault| fault.to_string()),
            None => Ok(()),
        }));
    }

    /// Says when the draft could not be written.
    pub(super) fn hear(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.keeping.as_ref().and_then(crate::session::Ticket::poll) else { return };
        self.keeping = None;
        if let Ok(Err(fault)) = answer
            && !std::mem::replace(&mut self.told, true)
        {
            let text = format!("没有写下录入草稿（{fault}），电脑断电时会丢失未保存的行，请尽快保存");
            cx.say(Tone::Warning, text);
        }
    }
}
