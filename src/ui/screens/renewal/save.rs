//! Sending a 换届, and what came back: faults stand on the cells of their lines.

use chrono::NaiveDate;

use super::{Renewal, draft::Column};
use crate::{
    ops::{Command, OpFault, office::RenewTerm, query::renewal::SeatLine},
    ui::cx::Cx,
};

impl Renewal {
    pub(super) fn save(&mut self, cx: &mut Cx<'_>, all: &[SeatLine], shown: &[&SeatLine], day: NaiveDate) {
        let today = cx.office.today;
        self.editor.leave(shown, &mut self.drafts);
        (self.refused, self.said) = Default::default();
        if let Err(fault) = self.checked_day(today) {
            self.said = vec![fault.to_string()];
            return;
        }
        if !self.drafts.unknown().is_empty() {
            return; // a name typed last is looked up first; the faults of the line say so
        }
        let lines = all.iter().filter_map(|line| Some((line.seat, self.drafts.change_of(line, today)?)));
        let (seats, changes): (Vec<_>, Vec<_>) = lines.unzip();
        let place = self.scope.chosen.as_ref().map(|one| one.label.as_str()).unwrap_or_default();
        let title = if self.title.trim().is_empty() { format!("{place}换届") } else { self.title.clone() };
        let command = RenewTerm { title, from: day, document: self.document.clone(), changes };
        self.sent = Some((cx.submit(Command::RenewTerm(command)), seats));
    }

    pub(super) fn receive(&mut self) {
        let Some(result) = self.sent.as_ref().and_then(|(submission, _)| submission.take()) else { return };
        let Some((_, seats)) = self.sent.take() else { return };
        match result {
            Ok(_) => self.forget(),
            Err(OpFault::Input(faults)) => {
                for fault in faults.0 {
                    if let Some(seat) = fault.line.and_then(|line| seats.get(line)) {
                        let column = match fault.field {
                            "from" | "on" => Column::From,
                            "document" => Column::Document,
                            _ => Column::Who,
                        };
                        let told = fault.message.split_once('：').map_or(fault.message.as_str(), |(_, told)| told);
                        let then = self.drafts.of(*seat).clone();
                        self.refused.insert(*seat, (column, told.to_owned(), then));
                    }
                    self.said.push(fault.message);
                }
            }
            Err(_) => {}
        }
    }
}
