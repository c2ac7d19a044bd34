//! 核对提示: what a person should look at, by kind, with both records side by side; never a score.

mod form;
mod record;

use egui::{RichText, Ui};

use self::{form::JudgeForm, record::Record};
use super::{
    completion::span::Span,
    entry::{EntryDrawer, past_banner},
    patrols::ledger::trouble,
};
use crate::{
    domain::{
        hint::{FOR_A_PERSON, HintKey, HintKind, HintVerdict},
        ledger::HINTS,
    },
    ops::{
        Changes, OpResult,
        query::{
            PAGE_MAX,
            hint::{HintCount, HintPage, HintQuery, cell, hints},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::views::{PatrolView, patrol_views},
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            chip::Chip,
            choice::segments,
            empty::Empty,
            page::PageHead,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// Tables behind what this page shows.
const TABLES: &[&str] = &[
    "hint_judgement",
    "patrol",
    "patrol_person",
    "attachment",
    "scan",
    "track",
    "clue",
    "clue_batch",
    "problem",
    "problem_step",
    "monthly_report",
    "grid",
    "grid_version",
    "person",
];

/// The answer with its rows.
struct Shown {
    page: HintPage,
    rows: Vec<Row>,
}

#[derive(Default)]
pub struct Hints {
    judged: bool,
    kind: Option<HintKind>,
    span: Span,
    table: TableState,
    shown: Loaded<HintQuery, OpResult<Shown>>,
    open: Option<(HintQuery, HintKey)>,
    record: Record,
    drawer: EntryDrawer,
}

/// What was pressed in a record.
enum Wish {
    Judge,
    Close,
}

impl Hints {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.span.begin(cx.as_of);
        if self.drawer.show(ui, cx, "核对提示表单").is_some() && !self.drawer.is_open() {
            self.close();
        }
        if !self.drawer.is_open() {
            self.open_record(ui, cx);
        }
        PageHead::<()>::new("核对提示").note(FOR_A_PERSON).show(ui);
        patrol_views(ui, cx, PatrolView::Hints);
        past_banner(ui, cx);
        let judged = self.judged;
        segments(ui, &mut self.judged, &[false, true], |judged| if *judged { "已核对" } else { "待核对" });
        if self.judged != judged {
            self.close();
        }
        self.span.show(ui, cx);
        let Some(ask) = self.span.ask(cx.office.today) else { return };
        let query = HintQuery { from: ask.from, to: ask.to, grid: ask.grid, kind: self.kind, judged: self.judged };
        cx.load(&mut self.shown, query.clone(), |ws, query| {
            let page = hints(ws, &query, 0, PAGE_MAX)?;
            Ok(Shown { rows: rows(&page, query.judged), page })
        });
        match self.shown.shown() {
            None => drop(Empty::new(Icon::Clock, "正在查找", "请稍候").show(ui)),
            Some(Err(fault)) => trouble(ui, &fault.notice()),
            Some(Ok(shown)) => {
                kinds(ui, &shown.page.counts, self.judged, &mut self.kind);
                explain(ui, self.kind);
                if shown.page.total > shown.rows.len() as u64 {
                    let words = format!("共 {} 条，只列最近的 {} 条，请按日期、网格或类型缩小范围。", shown.page.total, shown.rows.len());
                    ui.label(RichText::new(words).small().color(theme::palette(ui).warning_text));
                }
                let columns = columns(self.judged);
                let table = Table::new("hints", "核对提示列表", &columns)
                    .single()
                    .total(shown.rows.len())
                    .empty(nothing(&shown.page.counts, self.judged));
                cx.keep_widths("hints", &mut self.table, ui);
                let out = table.show(ui, &mut self.table, |index| shown.rows.get(index));
                let pressed = out.clicked.or(out.opened).and_then(|place| usize::try_from(place).ok());
                if let Some(line) = pressed.and_then(|place| shown.page.rows.get(place)) {
                    self.open = Some((query, line.key.clone()));
                    ui.ctx().request_repaint();
                }
            }
        }
        if !self.drawer.is_open() && !egui::Popup::is_any_open(ui.ctx()) && Shortcut::Back.pressed(ui.ctx()) {
            self.close();
        }
    }

    fn open_record(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some((query, key)) = &self.open else { return };
        match self.record.show(ui, cx, query, key) {
            Some(Wish::Judge) => {
                let before = self.record.judgement();
                self.drawer.begin(Box::new(JudgeForm::new(key.clone(), before)));
            }
            Some(Wish::Close) => self.close(),
            None => {}
        }
    }

    fn close(&mut self) {
        self.open = None;
        self.table.clear();
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved()
    }

    pub fn discard(&mut self) {
        self.drawer.discard();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.shown.invalidate();
            self.record.invalidate();
        }
    }
}

/// One button for each kind with how many there are.
fn kinds(ui: &mut Ui, counts: &[HintCount], judged: bool, chosen: &mut Option<HintKind>) {
    let of = |count: &HintCount| if judged { count.judged } else { count.waiting };
    let total: u64 = counts.iter().map(of).sum();
    let words: Vec<(Option<HintKind>, String)> = std::iter::once((None, format!("全部 {total}")))
        .chain(counts.iter().map(|count| (Some(count.kind), format!("{} {}", count.kind.label(), of(count)))))
        .collect();
    let choices: Vec<Option<HintKind>> = words.iter().map(|(kind, _)| *kind).collect();
    segments(ui, chosen, &choices, |kind| {
        words.iter().find(|(known, _)| known == kind).map_or("", |(_, word)| word.as_str())
    });
}

/// What the chosen kind means, with its threshold.
fn explain(ui: &mut Ui, kind: Option<HintKind>) {
    let words = match kind {
        Some(kind) => format!("{}\n怎么核对：{}", kind.meaning(), kind.look_at()),
        None => "选一类看它怎么判断、怎么核对。".to_owned(),
    };
    let quiet = theme::palette(ui).quiet;
    ui.label(RichText::new(format!("{words} 各项界限均为建议值，非文件规定。")).small().color(quiet));
}

fn columns(judged: bool) -> Vec<Column> {
    let shown = HINTS.iter().filter(|column| judged || !matches!(column.key, "verdict" | "judged"));
    shown
        .map(|column| {
            let width = match column.key {
                "date" => 96.0,
                "kind" => 148.0,
                "who" => 92.0,
                "place" => 190.0,
                "verdict" => 104.0,
                "judged" => 180.0,
                _ if judged => 320.0,
                _ => 500.0,
            };
            Column { width, ..Column::from(column).unsorted() }
        })
        .collect()
}

fn rows(page: &HintPage, judged: bool) -> Vec<Row> {
    let shown = || HINTS.iter().filter(|column| judged || !matches!(column.key, "verdict" | "judged"));
    let row = |(place, line)| Row {
        id: place as i64,
        cells: shown()
            .map(|column| match column.key {
                "verdict" => verdict_cell(line),
                "judged" | "date" => Cell::Quiet(cell(line, column.key)),
                "kind" => Cell::Strong(cell(line, column.key)),
                _ => Cell::Text(cell(line, column.key)),
            })
            .collect(),
    };
    page.rows.iter().enumerate().map(row).collect()
}

fn verdict_cell(line: &crate::ops::query::hint::HintLine) -> Cell {
    line.judgement.as_ref().map_or_else(|| Cell::Text(String::new()), |row| verdict_chip(row.verdict).into())
}

pub(super) fn verdict_chip(verdict: HintVerdict) -> Chip {
    let tone = match verdict {
        HintVerdict::Confirmed => Tone::Warning,
        HintVerdict::Explained => Tone::Info,
        HintVerdict::Unfounded => Tone::Neutral,
    };
    Chip::new(tone, verdict.label())
}

/// Why there is nothing, and what to do about it.
fn nothing(counts: &[HintCount], judged: bool) -> Empty<'static> {
    let all: u64 = counts.iter().map(|count| count.judged + count.waiting).sum();
    if judged {
        Empty::new(Icon::Done, "还没有核对过的提示", "在「待核对」中打开一条，看过两边的记录后按「核对…」")
    } else if all > 0 {
        Empty::new(Icon::Done, "这一类没有待核对的提示", "都已核对，或没有这样的情况；可以换一类、换一段时间或看全区")
    } else {
        Empty::new(
            Icon::Search,
            "没有需要核对的情况",
            "这段时间的巡查、照片和图斑没有触发提示；登记起止时间、导入照片和图斑后，提示会自己出现在这里",
        )
    }
}
