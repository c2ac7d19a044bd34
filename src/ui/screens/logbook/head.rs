//! What stands over the sheet: title and buttons, village and month, drafts on offer, what is wrong, and the keys used.

use egui::{Label, RichText, Ui};

use super::{Logbook, sheet::Around};
use crate::{
    domain::{
        id::GridId,
        logbook::{
            Book,
            book::{first_day, last_day, month, month_words},
        },
    },
    session::draft,
    ui::{
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            button,
            form::Slot,
            modal::{Answer, Confirm},
            notice::Notice,
            page::{PageHead, filter_bar},
            text_field::TextField,
        },
    },
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    Save,
    Discard,
    Copy,
}

/// How many warnings are shown one by one.
const NAMED: usize = 4;

impl Logbook {
    pub(super) fn head(&self, ui: &mut Ui, why: Option<&str>, book: Option<&Book>) -> Option<Press> {
        let written = self.lines.iter().filter(|line| !line.is_blank()).count();
        let wrong = self.readings.iter().filter(|reading| !reading.faults.is_empty()).count();
        let note = match (book, wrong) {
            (None, _) => String::new(),
            (Some(book), 0) => format!("{} {} · 已填 {written} 行", book.place, book.month_words()),
            (Some(book), _) => format!("{} {} · 已填 {written} 行，有误 {wrong} 行", book.place, book.month_words()),
        };
        let refusal = why
            .map(str::to_owned)
            .or_else(|| self.sent.is_some().then(|| "正在保存".to_owned()))
            .or_else(|| book.is_none().then(|| "请先选择村（社区）和月份".to_owned()))
            .or_else(|| (written == 0).then(|| "还没有填写，请先录入巡查".to_owned()));
        let mut head = PageHead::new("巡查").note(&note);
        if written > 0 {
            head = head.quiet(Press::Copy, Icon::Copy, "复制各行").quiet(Press::Discard, Icon::Undo, "放弃录入");
        }
        head = match &refusal {
            Some(why) => head.refused(Press::Save, Icon::Save, "保存巡查", why),
            None => head.primary(Press::Save, Icon::Save, "保存巡查"),
        };
        head.show(ui)
    }

    /// Village and month.
    pub(super) fn choose(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, book: Option<&Book>) {
        let today = cx.office.today;
        if self.month.is_empty() {
            // Paper comes in after the month is over: in its first days the month before is meant.
            let day =
                if chrono::Datelike::day(&today) <= 10 { first_day(today).pred_opt().unwrap_or(today) } else { today };
            self.month = month_words(day);
        }
        let read = month(&self.month, today);
        let mut left_month = false;
        filter_bar(ui, |ui| {
            let quiet = theme::palette(ui).quiet;
            ui.label(RichText::new("村（社区）").color(quiet));
            let day = read.map_or(today, |month| last_day(month).min(today));
            self.village.show(ui, &Slot::alone("logbook_village", "村（社区）", 230.0), cx, day);
            ui.add_space(4.0);
            ui.label(RichText::new("月份").color(quiet));
            let mut slot = Slot::alone("logbook_month", "月份", 110.0);
            slot.faulty = read.is_none_or(|month| month > today);
            let shown = TextField::new(&mut self.month).hint("例如 2025-6").show(ui, &slot);
            left_month = shown.response.lost_focus();
            let said = match read {
                None => "请填写月份，例如 2025-6 或 6",
                Some(month) if month > today => "这个月还没有到，请核对月份",
                Some(_) => "",
            };
            if !said.is_empty() {
                ui.label(RichText::new(said).small().color(theme::palette(ui).danger_text));
            }
        });
        let chosen: Option<GridId> = self.village.grid();
        // A month that is being typed is taken once its field is left.
        let settled = left_month || self.shown.is_none_or(|(grid, _)| Some(grid) != chosen);
        if let (Some(grid), Some(month), true) = (chosen, read.filter(|month| *month <= today), settled) {
            self.month = month_words(month);
            if self.shown != Some((grid, month)) {
                self.turn_to(cx, (grid, month), book);
            }
        }
    }

    /// Drafts that were not saved, each with what becomes of it.
    pub(super) fn offer(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, book: Option<&Book>, why: Option<&str>) {
        if why.is_some() {
            return;
        }
        let drafts = self.drafts(cx);
        let mut taken = None;
        for draft in drafts.iter().rev().take(3) {
            let what = format!(
                "{} {}，{} 行，{}录入",
                draft.place,
                month_words(draft.month),
                draft.lines.len(),
                draft.operator
            );
            Notice::new(Tone::Info, "有没有保存的录入").cause(what.as_str()).show(ui, |ui| {
                if ui.add(button::quiet("恢复未保存的录入").hint(what.as_str())).clicked() {
                    taken = Some((draft.clone(), true));
                }
                if ui.add(button::bare("删除草稿").hint(what.as_str())).clicked() {
                    taken = Some((draft.clone(), false));
                }
            });
            ui.add_space(4.0);
        }
        match taken {
            Some((draft, true)) => self.restore(cx, draft, book),
            Some((draft, false)) => {
                drop(cx.session.ask(move |ws| ws.dir().map(|dir| draft::forget(dir, draft.number))));
                self.version += 1;
            }
            None => {}
        }
    }

    /// What the last attempt to save said.
    pub(super) fn notices(&mut self, ui: &mut Ui) {
        let some = |all: &[String]| {
            let first = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("；");
            if all.len() > NAMED { format!("{first}；另有 {} 项", all.len() - NAMED) } else { first }
        };
        if !self.said.is_empty() {
            Notice::new(Tone::Danger, "没有保存").cause(some(&self.said)).show(ui, |_| {});
            ui.add_space(4.0);
        }
        if !self.warned.is_empty() {
            let title = format!("已保存，有 {} 项请核对", self.warned.len());
            let mut seen = false;
            Notice::new(Tone::Warning, title).cause(some(&self.warned)).show(ui, |ui| {
                seen = ui.add(button::quiet("知道了")).clicked();
            });
            if seen {
                self.warned.clear();
            }
            ui.add_space(4.0);
        }
    }

    /// What is wrong in the cell that is written in, or what to write there; the keys used so far.
    pub(super) fn strip(&self, ui: &mut Ui, _book: &Book) {
        let colours = theme::palette(ui);
        let (row, column) = self.editor.at();
        let around = Around { readings: &self.readings, refused: &self.refused, editable: true };
        let line = self.lines.get(row);
        // A line that is being written is not wrong for what is still to come.
        let fault = line.filter(|line| line.touched).and_then(|line| around.fault(row, column, line));
        let elsewhere = self.readings.get(row).and_then(|reading| reading.faults.first());
        let marked = around.mark(row, column).or(around.first_mark(row));
        let text = match (fault, marked, elsewhere) {
            (Some(fault), ..) => {
                RichText::new(format!("第 {} 行 {}：{fault}", row + 1, column.label())).color(colours.danger_text)
            }
            (None, Some(mark), _) => {
                RichText::new(format!("第 {} 行：{mark}", row + 1)).color(colours.tone(Tone::Warning).text)
            }
            (None, None, Some(fault)) => {
                RichText::new(format!("第 {} 行 {}：{}", row + 1, fault.column.label(), fault.message))
                    .color(colours.danger_text)
            }
            (None, None, None) => {
                let keys = "回车到下一格，Ctrl+D 或 \" 同上，Ctrl+回车保存，Ctrl+Delete 删行";
                RichText::new(format!("{}：{}。{keys}", column.label(), column.hint())).small().color(colours.quiet)
            }
        };
        ui.horizontal(|ui| {
            let used = self.used();
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let keys = ui.label(RichText::new(used).small().color(colours.quiet));
                keys.on_hover_text("Ctrl 组合键算两键；输入法选字时由系统收走的按键不计入");
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(Label::new(text).truncate())
                });
            });
        });
    }

    /// 「本次 200 行 1,870 键，平均 9.4 键/行」.
    fn used(&self) -> String {
        let written = self.lines.iter().filter(|line| !line.is_blank()).count();
        match (written, self.saved) {
            (0, Some((lines, keys))) => format!("上次{}", effort(lines, keys).trim_start_matches("本次")),
            (0, None) => String::new(),
            (lines, _) => effort(lines, self.strokes.count),
        }
    }

    /// Whether everything typed is given up.
    pub(super) fn ask(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if !self.asking {
            return;
        }
        let question = Confirm {
            title: "放弃已填写的各行？",
            text: "没有保存的行和它们的草稿都会删除，不能撤销。",
            verb: "放弃",
            danger: true,
        };
        match question.show(ui.ctx()) {
            Some(Answer::Do) => {
                self.asking = false;
                self.clear(cx);
            }
            Some(Answer::Cancel) => self.asking = false,
            None => {}
        }
    }
}

/// How many keys so many lines took.
fn effort(lines: usize, keys: u64) -> String {
    let grouped = |number: u64| {
        let digits = number.to_string();
        let parts: Vec<String> =
            digits.as_bytes().rchunks(3).rev().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
        parts.join(",")
    };
    let lines = lines.max(1) as u64;
    let tenths = (keys * 10 + lines / 2) / lines;
    format!("本次 {} 行 {} 键，平均 {}.{} 键/行", grouped(lines), grouped(keys), tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_said_by_line() {
        assert_eq!(effort(200, 1870), "本次 200 行 1,870 键，平均 9.4 键/行");
        assert_eq!(effort(1, 5), "本次 1 行 5 键，平均 5.0 键/行");
    }
}
