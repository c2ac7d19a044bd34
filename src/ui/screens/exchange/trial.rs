//! The third step: every row with its fate, the file of wrong rows, and the choice what to take.

use egui::{Align, Layout, RichText, TextStyle, Ui};

use super::{incoming::step_word, mapping::Mapping, place::Place};
use crate::{
    domain::import::{Counts, Fate, Line, Take},
    exchange,
    session::{
        Ticket,
        exchange::{Fault, Trial},
    },
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            button,
            chip::Chip,
            choice::segments,
            empty::Empty,
            form::Slot,
            page::card,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// A dry run as it is shown.
pub struct Tried {
    pub trial: Trial,
    counts: Counts,
    rows: Vec<Row>,
    columns: Vec<Column>,
    table: TableState,
    only: Only,
    /// The rows that are shown, by place.
    shown: Vec<usize>,
    take: Take,
    place: Place,
    saving: bool,
    written: Option<Ticket<Result<usize, exchange::ExchangeFault>>>,
    writing_to: std::path::PathBuf,
}

pub enum Answer {
    Back,
    Import(Take),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    All,
    Fate(Fate),
}

impl Only {
    const ALL: [Self; 5] = [
        Self::All,
        Self::Fate(Fate::Refused),
        Self::Fate(Fate::New),
        Self::Fate(Fate::Changed),
        Self::Fate(Fate::Same),
    ];

    fn has(self, line: &Line) -> bool {
        match self {
            Self::All => true,
            Self::Fate(fate) => line.fate == fate,
        }
    }
}

fn tone(fate: Fate) -> Tone {
    match fate {
        Fate::New => Tone::Good,
        Fate::Changed => Tone::Info,
        Fate::Same => Tone::Neutral,
        Fate::Refused => Tone::Danger,
    }
}

impl Tried {
    /// Puts a dry run into rows; for use off the window's thread.
    pub fn new(trial: Trial) -> Self {
        let counts = Counts::of(&trial.lines);
        let several = trial.lines.iter().any(|line| !line.sheet.is_empty());
        let mut columns = vec![
            Column::new("line", "行", 64.0).figures().unsorted(),
            Column::new("fate", "结果", 76.0).unsorted(),
            Column::new("name", "内容", 240.0).unsorted(),
            Column::new("words", "说明", 520.0).unsorted(),
        ];
        if several {
            columns.insert(0, Column::new("sheet", "工作表", 110.0).unsorted());
        }
        let rows = trial.lines.iter().enumerate().map(|(place, line)| {
            let mut cells = vec![
                Cell::Quiet(line.line.to_string()),
                Chip::new(tone(line.fate), line.fate.label()).into(),
                Cell::Strong(line.name.clone()),
                match line.words() {
                    words if words.is_empty() => Cell::Quiet("已登记过，没有改动".into()),
                    words => Cell::Text(words),
                },
            ];
            if several {
                cells.insert(0, Cell::Quiet(line.sheet.clone()));
            }
            Row { id: place as i64, cells }
        });
        let mut tried = Self {
            rows: rows.collect(),
            trial,
            counts,
            columns,
            table: TableState::default(),
            only: if counts.refused > 0 { Only::Fate(Fate::Refused) } else { Only::All },
            shown: Vec::new(),
            take: Take::AllOrNothing,
            place: Place::default(),
            saving: false,
            written: None,
            writing_to: Default::default(),
        };
        tried.filter();
        tried
    }

    fn filter(&mut self) {
        let lines = self.trial.lines.iter().enumerate();
        self.shown = lines.filter(|(_, line)| self.only.has(line)).map(|(place, _)| place).collect();
        self.table.clear();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, mapping: &Mapping, why: Option<&str>) -> Option<Answer> {
        self.receive(cx);
        let mut answer = None;
        let room = ui.available_height();
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_height((room - 2.0 * theme::MARGIN - 4.0).max(240.0));
            self.head(ui, &mut answer, why);
            self.filters(ui);
            if self.saving {
                self.save(ui, cx, mapping);
            }
            self.lines(ui);
        });
        answer
    }

    fn head(&mut self, ui: &mut Ui, answer: &mut Option<Answer>, why: Option<&str>) {
        ui.horizontal(|ui| {
            step_word(ui, 3, "核对结果");
            let quiet = theme::palette(ui).quiet;
            let skipped = match self.trial.skipped {
                0 => String::new(),
                rows => format!("，另有标题、合计等 {rows} 行不读"),
            };
            let state = match self.counts {
                Counts { new: 0, changed: 0, refused: 0, .. } => "都已登记过，不用再导入",
                _ => "还没有保存任何内容",
            };
            let words = format!("共 {} 行{skipped}；{state}", self.trial.lines.len());
            ui.label(RichText::new(words).text_style(TextStyle::Small).color(quiet));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let nothing = self.counts.new + self.counts.changed == 0;
                let wrong = self.counts.refused > 0 && self.take == Take::AllOrNothing;
                let why = why
                    .or(wrong.then_some("有误的行没有改正；可以改为「只导入正确的行」"))
                    .or(nothing.then_some("没有要新增或变更的内容"));
                if ui.add(button::primary("导入").icon(Icon::Import).refused(why)).clicked() {
                    *answer = Some(Answer::Import(self.take));
                }
                if ui.add(button::quiet("返回修改").icon(Icon::Back)).clicked() {
                    *answer = Some(Answer::Back);
                }
            });
        });
    }

    fn filters(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let counts = self.counts;
            let words = [
                format!("全部 {}", self.trial.lines.len()),
                format!("只看有误 {}", counts.refused),
                format!("新增 {}", counts.new),
                format!("变更 {}", counts.changed),
                format!("相同 {}", counts.same),
            ];
            let word = |only: &Only| {
                Only::ALL.iter().position(|known| known == only).map_or("", |place| words[place].as_str())
            };
            if segments(ui, &mut self.only, &Only::ALL, word) {
                self.filter();
            }
            if counts.refused == 0 {
                return;
            }
            ui.separator();
            let takes = [Take::AllOrNothing, Take::GoodOnly];
            segments(ui, &mut self.take, &takes, |take| match take {
                Take::AllOrNothing => "全部正确才导入",
                Take::GoodOnly => "只导入正确的行",
            });
            if ui.add(button::quiet("保存错误表…").icon(Icon::Export)).clicked() {
                self.saving = !self.saving;
            }
        });
        ui.add_space(4.0);
    }

    /// Where the file of wrong rows goes.
    fn save(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, mapping: &Mapping) {
        let stem = mapping.book.name.rsplit_once('.').map_or(mapping.book.name.as_str(), |(stem, _)| stem);
        self.place.offer(&format!("{stem}（有误的行）.xlsx"));
        ui.horizontal(|ui| {
            ui.label("错误表保存到");
            ui.vertical(|ui| {
                ui.set_width(600.0);
                self.place.show(ui, &Slot::alone("errors_file", "错误表保存到", 600.0), cx.dialogs);
            });
            if ui.add(button::quiet("保存").icon(Icon::Save)).clicked()
                && let Some(path) = self.place.take()
            {
                let (book, plan, lines) = (mapping.book.clone(), mapping.plan.clone(), self.trial.lines.clone());
                self.writing_to.clone_from(&path);
                self.written = Some(cx.session.ask(move |_| exchange::write_refused(&path, &book, &plan, &lines)));
            }
        });
        ui.add_space(4.0);
    }

    fn receive(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.written.as_ref().and_then(Ticket::poll) else { return };
        self.written = None;
        match answer {
            Ok(Ok(count)) => {
                let text = format!("已把有误的 {count} 行和原因写到 {}", self.writing_to.display());
                cx.act(Action::Written(self.writing_to.clone(), text));
                self.saving = false;
            }
            Ok(Err(fault)) => cx.act(Action::Complain(Box::new(Fault::File(fault).notice()))),
            Err(_) => cx.act(Action::Complain(Box::new(crate::ops::OpFault::Unexpected.notice()))),
        }
    }

    fn lines(&mut self, ui: &mut Ui) {
        let selected = self.table.selected().iter().next().and_then(|id| self.trial.lines.get(*id as usize));
        let words = selected.map(|line| format!("第 {} 行 {}：{}", line.line, line.name, line.words()));
        if let Some(words) = words {
            // The whole of what a narrow column cuts off.
            let colours = theme::palette(ui);
            ui.add(egui::Label::new(RichText::new(words).color(colours.text)).selectable(true).wrap());
            ui.add_space(4.0);
        }
        let empty = Empty::new(Icon::Done, "没有这样的行", "请选择「全部」查看所有的行");
        let (rows, shown) = (&self.rows, &self.shown);
        let table = Table::new("import_lines", "导入的行", &self.columns).single().total(shown.len()).empty(empty);
        table.show(ui, &mut self.table, |place| shown.get(place).and_then(|row| rows.get(*row)));
    }
}
