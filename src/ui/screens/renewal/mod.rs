//! 换届: every post and every duty of a person of a place on one sheet, saved as one operation (R116, R127, G25).

mod draft;
mod editor;
mod save;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use self::{
    draft::{Column, Drafts, LineDraft},
    editor::Editor,
    sheet::{Around, LineFaults},
};
use crate::{
    domain::{
        date::{self, DateFault, chinese},
        desk::Right,
        grid::Level,
        id::GridId,
        text::{LINE_MAX, NAME_MAX},
    },
    ops::{
        Changes, OpResult,
        query::renewal::{self, Namesake, Seat, SeatLine},
    },
    session::Loaded,
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        screens::{
            entry::{Pick, Source},
            views::{PeopleView, people_views},
        },
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            button,
            choice::segments,
            date_field::DateField,
            empty::Empty,
            form::Slot,
            modal::{Answer, Confirm},
            notice::Notice,
            page::{PageHead, filter_bar},
            search_pick::Candidate,
            text_field::TextField,
        },
    },
};

type Bearers = BTreeMap<String, Vec<Namesake>>;

pub struct Renewal {
    scope: Pick,
    /// The place whose lines are shown.
    grid: Option<GridId>,
    /// How it stands in the field.
    shown_scope: Option<Candidate>,
    title: String,
    from: String,
    document: String,
    which: Which,
    lines: Loaded<(GridId, NaiveDate), OpResult<Vec<SeatLine>>>,
    drafts: Drafts,
    editor: Editor,
    bearers: Loaded<(BTreeSet<String>, u64), Bearers>,
    sent: Option<(Submission, Vec<Seat>)>,
    /// What the workspace refused, with the line as it was then: a line that was changed since is tried again.
    refused: BTreeMap<Seat, (Column, String, LineDraft)>,
    /// What the last attempt to save was refused for, line by line.
    said: Vec<String>,
    /// Whether what was filled in is given up for another place is being asked.
    asking: Option<GridId>,
}

/// Which lines are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Which {
    #[default]
    All,
    Vacant,
    Changed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Press {
    Save,
    Discard,
}

const TABLES: &[&str] = &["grid", "grid_version", "unit", "post", "person", "incumbency", "duty"];

impl Default for Renewal {
    fn default() -> Self {
        Self {
            scope: Pick::new(Source::Above(Level::Group)).hinting("选择镇、街道、村或全区"),
            grid: None,
            shown_scope: None,
            title: String::new(),
            from: String::new(),
            document: String::new(),
            which: Which::default(),
            lines: Loaded::default(),
            drafts: Drafts::default(),
            editor: Editor::default(),
            bearers: Loaded::default(),
            sent: None,
            refused: BTreeMap::new(),
            said: Vec::new(),
            asking: None,
        }
    }
}

impl Renewal {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.receive();
        let today = cx.office.today;
        let why = cx.office.refusal(Right::Manage);
        let day = self.checked_day(today).unwrap_or(today);
        if let Some(grid) = self.grid {
            cx.load(&mut self.lines, (grid, day), |ws, (grid, day)| renewal::lines(ws, Some(grid), day));
        }
        self.settle(cx);
        let lines = std::mem::take(&mut self.lines);
        let all: &[SeatLine] = lines.shown().and_then(|answer| answer.as_ref().ok()).map_or(&[], Vec::as_slice);
        let all = if self.grid.is_some() { all } else { &[] };
        let own = self.faults(all, today);
        let faults = self.all_faults(&own);
        let count = all.iter().filter(|line| self.drafts.changes(line)).count();
        let press = self.head(ui, why.as_deref(), count, all.len(), &own);
        people_views(ui, cx, PeopleView::Renewal);
        self.filters(ui, cx);
        self.notice(ui);
        let shown: Vec<&SeatLine> = all.iter().filter(|line| self.shows(line)).collect();
        self.strip(ui, &shown, count, &faults);
        match (self.grid, lines.shown()) {
            (None, _) => {
                let hint = "在上面选择一个镇（街道）、一个村（社区），或选东胜区办理全区换届";
                Empty::new(Icon::People, "还没有选择换届的范围", hint).show(ui);
            }
            (_, None) => drop(Empty::new(Icon::Clock, "正在载入", "请稍候").show(ui)),
            (_, Some(Err(fault))) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
            }
            (_, Some(Ok(_))) if shown.is_empty() => {
                let hint = if all.is_empty() {
                    "这个范围内还没有职务和网格责任人，请先在「责任人」和「网格」中登记"
                } else {
                    "换一个筛选条件，就能看到其他职务和职责"
                };
                Empty::new(Icon::Inbox, "没有可以办理的职务或职责", hint).show(ui);
            }
            (_, Some(Ok(_))) => {
                let (from, document) = (chinese(day), self.document.clone());
                let editable = why.is_none() && self.sent.is_none();
                let around = Around { lines: &shown, faults: &faults, from: &from, document: &document, editable };
                sheet::show(ui, cx, &around, &mut self.drafts, &mut self.editor);
            }
        }
        let keys = Shortcut::Save.pressed(ui.ctx()) && self.refusal(why.as_deref(), count, &own).is_none();
        match press {
            Some(Press::Save) => self.save(cx, all, &shown, day),
            None if keys => self.save(cx, all, &shown, day),
            Some(Press::Discard) => self.forget(),
            None => {}
        }
        self.lines = lines;
        self.ask(ui);
    }

    /// The day of everything that names no other; today as long as nothing was typed.
    fn checked_day(&self, today: NaiveDate) -> Result<NaiveDate, DateFault> {
        match date::parse(&self.from, today) {
            Err(DateFault::Empty) => Ok(today),
            read => read,
        }
    }

    /// Looks up names that were typed or pasted.
    fn settle(&mut self, cx: &mut Cx<'_>) {
        let unknown = self.drafts.unknown();
        if unknown.is_empty() {
            return;
        }
        let today = cx.office.today;
        let key = (unknown, cx.office.operations);
        let found = cx.load(&mut self.bearers, key, move |ws, (names, _)| {
            renewal::bearers(ws, &names, today).unwrap_or_default()
        });
        if let Some(found) = found {
            self.drafts.settle(found);
        }
    }

    /// What is wrong with the lines, as far as it can be seen here.
    fn faults(&self, all: &[SeatLine], today: NaiveDate) -> LineFaults {
        let nobody = Bearers::new();
        let bearers = self.bearers.shown().unwrap_or(&nobody);
        all.iter().filter_map(|line| Some((line.seat, self.drafts.fault(line, bearers, today)?))).collect()
    }

    /// The same with what the workspace refused.
    fn all_faults(&self, own: &LineFaults) -> LineFaults {
        let standing = self.refused.iter().filter(|(seat, (.., then))| self.drafts.of(**seat) == then);
        let mut faults: LineFaults =
            standing.map(|(seat, (column, told, _))| (*seat, (*column, told.clone()))).collect();
        faults.extend(own.iter().map(|(seat, fault)| (*seat, fault.clone())));
        faults
    }

    fn shows(&self, line: &SeatLine) -> bool {
        match self.which {
            Which::All => true,
            Which::Vacant => line.holder.is_none(),
            Which::Changed => self.drafts.changes(line),
        }
    }

    /// Why it cannot be saved now.
    fn refusal(&self, why: Option<&str>, count: usize, faults: &LineFaults) -> Option<String> {
        let own = faults.values().next().map(|(_, fault)| fault.clone());
        why.map(str::to_owned)
            .or_else(|| self.sent.is_some().then(|| "正在保存".to_owned()))
            .or_else(|| (count == 0).then(|| "没有变动，请先填写接任人或离任".to_owned()))
            .or(own)
    }

    fn head(&self, ui: &mut Ui, why: Option<&str>, count: usize, total: usize, faults: &LineFaults) -> Option<Press> {
        let note = if self.grid.is_some() { format!("变动 {count} 项 / 共 {total} 项") } else { String::new() };
        let refusal = self.refusal(why, count, faults);
        let mut head = PageHead::new("责任人").note(&note);
        if !self.drafts.is_empty() {
            head = head.quiet(Press::Discard, Icon::Undo, "放弃变动");
        }
        head = match &refusal {
            Some(why) => head.refused(Press::Save, Icon::Save, "保存换届", why),
            None => head.primary(Press::Save, Icon::Save, "保存换届"),
        };
        head.show(ui)
    }

    fn filters(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        filter_bar(ui, |ui| {
            self.scope.show(ui, &Slot::alone("renewal_scope", "换届范围", 190.0), cx, today);
            let quiet = theme::palette(ui).quiet;
            ui.add_space(4.0);
            ui.label(RichText::new("名称").color(quiet));
            let hint = self.scope.chosen.as_ref().map_or("换届".to_owned(), |one| format!("{}换届", one.label));
            TextField::new(&mut self.title).hint(&hint).max(NAME_MAX).show(ui, &Slot::alone("title", "名称", 150.0));
            ui.label(RichText::new("生效日期").color(quiet));
            let mut slot = Slot::alone("from", "统一生效日期", 164.0);
            slot.faulty = self.checked_day(today).is_err();
            DateField::new(&mut self.from, today).hint("今天").show(ui, &slot);
            ui.label(RichText::new("依据文件").color(quiet));
            let slot = Slot::alone("document", "统一依据文件", 170.0);
            TextField::new(&mut self.document).hint("可以不填").max(LINE_MAX).show(ui, &slot);
        });
        let chosen = self.scope.grid();
        if chosen.is_some() && chosen != self.grid && self.asking.is_none() {
            if self.drafts.is_empty() {
                self.turn_to(chosen);
            } else {
                self.asking = chosen;
            }
        }
    }

    fn turn_to(&mut self, grid: Option<GridId>) {
        self.grid = grid;
        self.shown_scope = self.scope.chosen.clone();
        self.forget();
    }

    fn ask(&mut self, ui: &Ui) {
        let Some(grid) = self.asking else { return };
        let question = Confirm {
            title: "放弃已填写的换届变动？",
            text: "换一个范围，已填写的接任人和离任不会保存。",
            verb: "放弃",
            danger: true,
        };
        match question.show(ui.ctx()) {
            Some(Answer::Do) => {
                self.asking = None;
                self.turn_to(Some(grid));
            }
            Some(Answer::Cancel) => {
                self.asking = None;
                self.scope.chosen = self.shown_scope.clone();
            }
            None => {}
        }
    }

    fn notice(&self, ui: &mut Ui) {
        if self.said.is_empty() {
            return;
        }
        let first: Vec<_> = self.said.iter().take(4).map(String::as_str).collect();
        let more = self.said.len() - first.len();
        let more = if more > 0 { format!("；另有 {more} 项，见标红的单元格") } else { String::new() };
        Notice::new(Tone::Danger, "没有保存").cause(first.join("；") + &more).show(ui, |_| {});
        ui.add_space(4.0);
    }

    /// Which lines are shown, what is wrong with the one that is written in, and help.
    fn strip(&mut self, ui: &mut Ui, shown: &[&SeatLine], count: usize, faults: &LineFaults) {
        if self.grid.is_none() {
            return;
        }
        ui.horizontal(|ui| {
            let which = self.which;
            let changed = format!("已变动 {count}");
            segments(ui, &mut self.which, &[Which::All, Which::Vacant, Which::Changed], |which| match which {
                Which::All => "全部",
                Which::Vacant => "空缺",
                Which::Changed => changed.as_str(),
            });
            if which != self.which {
                self.editor.leave(shown, &mut self.drafts);
            }
            let strangers = self.strangers();
            if strangers > 0 {
                let verb = format!("新登记 {strangers} 位未登记人员");
                if ui.add(button::quiet(&verb).icon(Icon::Add)).clicked()
                    && let Some(found) = self.bearers.shown()
                {
                    self.drafts.enter_strangers(found);
                    self.editor.reset();
                }
            }
            ui.add_space(8.0);
            let colours = theme::palette(ui);
            let line = self.editor.row().and_then(|row| shown.get(row));
            let text = match line.and_then(|line| faults.get(&line.seat)) {
                Some((_, fault)) => RichText::new(fault).color(colours.danger_text),
                None => {
                    let hint = "回车向下，Tab 向右，Ctrl+D 同上；可从电子表格粘贴多行；填「离任」为离任不补";
                    RichText::new(hint).small().color(colours.quiet)
                }
            };
            ui.add(Label::new(text).truncate());
        });
    }

    /// People who were typed or pasted and whom nobody knows.
    fn strangers(&self) -> usize {
        let Some(found) = self.bearers.shown() else { return 0 };
        self.drafts.unknown().iter().filter(|name| found.get(*name).is_some_and(Vec::is_empty)).count()
    }

    fn forget(&mut self) {
        self.drafts.clear();
        self.editor.reset();
        (self.refused, self.said) = Default::default();
        self.which = Which::All;
    }

    pub fn has_unsaved(&self) -> bool {
        !self.drafts.is_empty()
    }

    pub fn discard(&mut self) {
        self.forget();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.lines.invalidate();
        }
    }
}
