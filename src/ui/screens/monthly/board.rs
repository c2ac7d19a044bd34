//! The month: towns and villages at the left, their members with chips at the right, the report in the drawer.

use chrono::NaiveDate;
use egui::{Frame, Label, Panel, RichText, Stroke, Ui};

use super::{
    Deleting, Wish,
    report_form::{ReportForm, Turn},
};
use crate::{
    domain::{
        date::chinese,
        desk::Right,
        id::{GridId, MonthlyReportId},
        month::Month,
        monthly_report::{LINE, Standing, Tally},
        plan,
        scan::ScanOwner,
    },
    ops::{
        Command, OpResult,
        monthly::DeleteMonthlyReport,
        query::monthly::{self, MemberLine, MonthBoard, MonthlyReportDetail, tally_words},
    },
    session::{Loaded, sheet::Sheet},
    ui::{
        cx::Cx,
        icon::Icon,
        screens::{entry::fact, mechanisms::shelf::Shelf, patrols::ledger::trouble},
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            button,
            chip::Chip,
            choice::{choice, segments},
            drawer::Drawer,
            empty::Empty,
            form::Slot,
            link,
            page::{filter_bar, section},
            search_box::search_box,
            table::{Cell, Column, Row, Table, TableState},
            tree::{self, TreeState},
        },
    },
};

/// Width of the tree.
const TREE: f32 = 276.0;
/// Its width where an open drawer leaves less room than this.
const TREE_BESIDE_DRAWER: f32 = 204.0;
const NARROW: f32 = 760.0;
const CHOICES: [&str; 4] = ["全部", "没有报送", "迟报", "发现问题"];

/// The month with the rows of every member.
struct Shown {
    board: MonthBoard,
    rows: Vec<Row>,
}

pub struct Board {
    month: Option<Month>,
    place: Option<GridId>,
    choice: usize,
    text: String,
    loaded: Loaded<(Month, NaiveDate), OpResult<Shown>>,
    report: Loaded<MonthlyReportId, OpResult<MonthlyReportDetail>>,
    open: Option<MonthlyReportId>,
    tree: TreeState,
    table: TableState,
    columns: Vec<Column>,
}

impl Board {
    /// Lists who has not handed in the report of a month, below a grid or everywhere.
    pub fn list_missing(&mut self, grid: Option<GridId>, month: Month) {
        (self.month, self.place, self.choice, self.open) = (Some(month), grid, 1, None);
        self.text.clear();
    }
}

impl Default for Board {
    fn default() -> Self {
        Self {
            month: None,
            place: None,
            choice: 0,
            text: String::new(),
            loaded: Loaded::default(),
            report: Loaded::default(),
            open: None,
            tree: TreeState::default(),
            table: TableState::default(),
            columns: columns(),
        }
    }
}

fn columns() -> Vec<Column> {
    [
        ("name", "网格员", 116.0),
        ("village", "村（社区）", 124.0),
        ("groups", "责任网格", 104.0),
        ("standing", "报送情况", 120.0),
        ("patrols", "巡查次数", 84.0),
        ("findings", "发现问题", 84.0),
        ("submitted_on", "报送日期", 120.0),
    ]
    .map(|(key, title, width)| Column::new(key, title, width).unsorted())
    .to_vec()
}

impl Board {
    pub fn begin(&mut self, cx: &Cx<'_>) {
        self.month.get_or_insert(Month::of(cx.as_of).previous());
    }

    pub fn refresh(&mut self) {
        self.loaded.invalidate();
        self.report.invalidate();
    }

    pub fn month(&self) -> Month {
        self.month.unwrap_or_else(crate::domain::monthly_report::first_month)
    }

    /// The town or village whose members are shown; none is the district.
    pub fn place(&self) -> Option<GridId> {
        self.place
    }

    fn shown(&self) -> Option<&Shown> {
        self.loaded.shown()?.as_ref().ok()
    }

    /// The village that is chosen, its name, and how many of it are outstanding.
    pub fn village(&self) -> Option<(GridId, String, u32)> {
        let line = self.shown()?.board.village(self.place?)?;
        Some((line.grid, line.name.clone(), line.tally.awaited + line.tally.missing))
    }

    /// The next member to be entered, with those after.
    pub fn next_missing(&self) -> Option<Turn> {
        let board = &self.shown()?.board;
        let open = board.members.iter().filter(|line| self.within(board, line) && outstanding(line));
        Turn::of(board.month, open.map(|line| (line.person, line.village)).collect())
    }

    fn within(&self, board: &MonthBoard, line: &MemberLine) -> bool {
        within(self.place, board, line)
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shelf: &mut Shelf, free: bool) -> Option<Wish> {
        let wish = if free { self.record(ui, cx, shelf) } else { None };
        self.filter(ui, cx);
        let key = (self.month(), cx.as_of);
        cx.load(&mut self.loaded, key, |ws, (month, day)| {
            let board = monthly::board(ws, month, day, None)?;
            Ok(Shown { rows: board.members.iter().zip(1..).map(|(line, id)| row(&board, line, id)).collect(), board })
        });
        match self.loaded.shown() {
            None => {
                Empty::new(Icon::Clock, "正在载入", "请稍候").show(ui);
                return wish;
            }
            Some(Err(fault)) => {
                trouble(ui, &fault.notice());
                return wish;
            }
            Some(Ok(_)) => {}
        }
        self.summary(ui);
        let width = if ui.available_width() < NARROW { TREE_BESIDE_DRAWER } else { TREE };
        let panel = Panel::left("月报网格").exact_size(width).resizable(false).show_separator_line(false);
        panel.frame(Frame::NONE).show(ui, |ui| self.places(ui));
        let gap = Frame::NONE.outer_margin(egui::Margin { left: 8, ..egui::Margin::ZERO });
        gap.show(ui, |ui| self.members(ui, cx)).inner.or(wish)
    }

    fn filter(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let last = Month::of(cx.office.today).max(self.month());
        let first = crate::domain::monthly_report::first_month().min(self.month());
        let months: Vec<Month> =
            std::iter::successors(Some(last), |month| Some(month.previous()).filter(|month| *month >= first)).collect();
        let words: Vec<String> = months.iter().map(|month| month.chinese()).collect();
        filter_bar(ui, |ui| {
            if ui
                .add(
                    button::icon(Icon::Previous, "上个月").refused((self.month() <= first).then_some("没有更早的月份")),
                )
                .clicked()
            {
                self.month = Some(self.month().previous());
            }
            let word =
                |month: &Month| months.iter().position(|known| known == month).map_or("", |at| words[at].as_str());
            let slot = Slot::alone("month", "月份", 130.0);
            choice(ui, &slot, &mut self.month, &months, word, "选择月份");
            if ui
                .add(button::icon(Icon::Next, "下个月").refused((self.month() >= last).then_some("没有更晚的月份")))
                .clicked()
            {
                self.month = Some(self.month().next());
            }
            ui.add_space(theme::GAP);
            let places: Vec<usize> = (0..CHOICES.len()).collect();
            segments(ui, &mut self.choice, &places, |place| CHOICES[*place]);
            search_box(ui, &mut self.text, "查找网格员、小组", 200.0);
        });
    }

    /// The clause, by when, and the sums of the place.
    fn summary(&self, ui: &mut Ui) {
        let Some(shown) = self.shown() else { return };
        let board = &shown.board;
        let tally = match self.place {
            Some(place) => board.town(place).or(board.village(place)).map_or_else(Tally::default, |line| line.tally),
            None => board.total(),
        };
        let quiet = theme::palette(ui).quiet;
        ui.horizontal(|ui| {
            if let Some(clause) = plan::clause(LINE) {
                link::basis(ui, &clause.into(), false);
            }
            let words = format!("截止{} · {}", board.due.words(), tally_words(&tally));
            ui.add(Label::new(RichText::new(words).small().color(quiet)).truncate()).on_hover_text(Tally::FORMULA);
        });
        ui.add_space(2.0);
    }

    fn places(&mut self, ui: &mut Ui) {
        let Some(Ok(shown)) = self.loaded.shown() else { return };
        let board = &shown.board;
        let mut lines = vec![tree::TreeNode {
            id: 0,
            depth: 0,
            label: "全区".to_owned(),
            chips: chips(&board.total()),
            has_children: false,
        }];
        for town in &board.towns {
            let below = board.villages.iter().filter(|village| village.town == Some(town.grid));
            let (id, open) = (town.grid.0, self.tree.expanded.contains(&town.grid.0));
            let has_children = below.clone().next().is_some();
            lines.push(tree::TreeNode {
                id,
                depth: 0,
                label: town.name.clone(),
                chips: chips(&town.tally),
                has_children,
            });
            if open {
                lines.extend(below.map(|village| tree::TreeNode {
                    id: village.grid.0,
                    depth: 1,
                    label: village.name.clone(),
                    chips: chips(&village.tally),
                    has_children: false,
                }));
            }
        }
        let colours = theme::palette(ui);
        let card = Frame::NONE.fill(colours.surface).stroke(Stroke::new(1.0, colours.line)).corner_radius(6);
        let out = card.inner_margin(4.0).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            tree::tree(ui, "月报网格", &mut self.tree, &lines)
        });
        if let Some(chosen) = out.inner.selected {
            self.place = (chosen != 0).then_some(GridId(chosen));
            if board.town(GridId(chosen)).is_some() {
                self.tree.expanded.insert(chosen);
            }
            self.table.clear();
        }
    }

    fn members(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Wish> {
        cx.keep_widths("monthly", &mut self.table, ui);
        let Some(Ok(shown)) = self.loaded.shown() else { return None };
        let board = &shown.board;
        let (place, month) = (self.place, self.month());
        let text = self.text.trim();
        let fits = |line: &MemberLine| {
            let kind = match self.choice {
                1 => outstanding(line),
                2 => line.standing == Standing::Late,
                3 => line
                    .report
                    .as_ref()
                    .is_some_and(|report| !report.nil && (report.findings > 0 || !report.found.is_empty())),
                _ => true,
            };
            kind && (text.is_empty() || line.name.contains(text) || line.groups.contains(text))
        };
        let of_place = |line: &&MemberLine| within(place, board, line);
        let places: Vec<usize> = board
            .members
            .iter()
            .enumerate()
            .filter(|(_, line)| of_place(line) && fits(line))
            .map(|(place, _)| place)
            .collect();
        let (title, hint) = match board.members.iter().any(|line| of_place(&line)) {
            true => ("没有符合条件的网格员", "请换一个写法，或选「全部」"),
            false if month > Month::of(cx.as_of) => ("这个月还没有开始", "请选择已经开始的月份"),
            false => ("这里没有网格员", "请先在「网格」页为村民小组明确网格员，月报按月末在任的网格员计。"),
        };
        let table = Table::new("monthly", "月报", &self.columns).single().total(places.len());
        let table = table.empty(Empty::new(Icon::Calendar, title, hint));
        let out = table.show(ui, &mut self.table, |at| places.get(at).and_then(|place| shown.rows.get(*place)));
        let line = |id: i64| usize::try_from(id - 1).ok().and_then(|place| board.members.get(place));
        if let Some(line) = out.clicked.and_then(line) {
            self.open = line.report.as_ref().map(|report| report.id);
        }
        let line = out.opened.and_then(line)?;
        if let Some(report) = &line.report {
            self.open = Some(report.id);
            return None;
        }
        if cx.office.refusal(Right::Record).is_some() {
            return None;
        }
        // The one that was opened first, then those below it.
        let after = board.members.iter().skip_while(|other| *other != line).filter(|other| within(place, board, other));
        let queue =
            after.filter(|other| *other == line || outstanding(other)).map(|other| (other.person, other.village));
        let turn = Turn::of(board.month, queue.collect())?;
        Some(Wish::Fill(Box::new(ReportForm::new(turn, cx.office.today))))
    }

    fn record(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shelf: &mut Shelf) -> Option<Wish> {
        let id = self.open?;
        let read = cx.load(&mut self.report, id, monthly::report)?;
        let Ok(detail) = read else {
            self.open = None;
            return None;
        };
        if detail.row.id != id {
            return None;
        }
        let why = cx.office.refusal(Right::Record);
        let mut wish = None;
        let title = format!("{} {}月报", detail.person_name, detail.row.month.chinese());
        let out = Drawer::new("月报", &title).show(
            ui,
            |ui| {
                facts(ui, detail);
                shelf.show(ui, cx, ScanOwner::MonthlyReport(id), cx.office.refusal(Right::Manage).as_deref());
            },
            |ui| {
                ui.horizontal(|ui| {
                    if ui.add(button::quiet("打印月报表").icon(Icon::Print)).clicked() {
                        wish = Some(Wish::Print(Sheet::MonthlyReport(id)));
                    }
                    if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why.as_deref())).clicked() {
                        wish = Some(Wish::Fill(Box::new(ReportForm::edit(detail))));
                    }
                    if ui.add(button::quiet("删除…").icon(Icon::Delete).refused(why.as_deref())).clicked() {
                        let command = Command::DeleteMonthlyReport(DeleteMonthlyReport { monthly_report: id });
                        wish = Some(Wish::Delete(Box::new(Deleting { title: format!("删除{title}？"), command })));
                    }
                });
            },
        );
        if out.closed || (!egui::Popup::is_any_open(ui.ctx()) && Shortcut::Back.pressed(ui.ctx())) {
            self.open = None;
            self.table.clear();
        }
        wish
    }
}

fn facts(ui: &mut Ui, detail: &MonthlyReportDetail) {
    let row = &detail.row;
    let late = if detail.days_late > 0 { format!("（迟 {} 天）", detail.days_late) } else { String::new() };
    ui.horizontal(|ui| {
        let (tone, word) = match detail.days_late {
            0 => (Tone::Good, Standing::InTime.label()),
            _ => (Tone::Warning, Standing::Late.label()),
        };
        crate::ui::widgets::chip::chip(ui, tone, word);
        if row.nil {
            crate::ui::widgets::chip::chip(ui, Tone::Info, "无问题");
        }
    });
    fact(ui, "村（社区）", &format!("{}{}", detail.town_name, detail.village_name));
    fact(ui, "责任网格", &detail.groups);
    fact(ui, "报送日期", &format!("{}{late}", chinese(row.submitted_on)));
    fact(ui, "报送截止", &detail.due.words());
    fact(ui, "接收人", &detail.receiver_name);
    section(ui, "报送时台账中的数");
    ui.add(Label::new(row.counts.words()).wrap());
    if row.counts.problems > 0 {
        fact(ui, "登记问题", &format!("{} 件", row.counts.problems));
    }
    if let Some(now) = &detail.counts_now {
        let words = format!("报送后台账有变动，现在是：{}", now.words());
        ui.add(Label::new(RichText::new(words).small().color(theme::palette(ui).quiet)).wrap());
    }
    section(ui, "内容");
    fact(ui, "巡查情况", &row.patrolled);
    fact(ui, "发现问题", if row.nil { "无问题" } else { &row.found });
    fact(ui, "宣传教育", &row.publicity);
    fact(ui, "标志牌", &row.signs);
    fact(ui, "其他", &row.other);
}

/// Whether a member belongs to a town or village; to the district they all do.
fn within(place: Option<GridId>, board: &MonthBoard, line: &MemberLine) -> bool {
    let Some(place) = place else { return true };
    line.village == place || board.village(line.village).is_some_and(|village| village.town == Some(place))
}

fn outstanding(line: &MemberLine) -> bool {
    matches!(line.standing, Standing::Awaited | Standing::Missing)
}

/// How a place stands, in at most two words.
fn chips(tally: &Tally) -> Vec<Chip> {
    let mut chips = Vec::new();
    if tally.missing > 0 {
        chips.push(Chip::new(Tone::Danger, format!("未报 {}", tally.missing)));
    } else if tally.awaited > 0 {
        chips.push(Chip::new(Tone::Info, format!("待报 {}", tally.awaited)));
    } else if tally.due > 0 {
        chips.push(Chip::new(Tone::Good, "报齐"));
    }
    if tally.vacant > 0 {
        chips.push(Chip::new(Tone::Warning, format!("空缺 {}", tally.vacant)));
    }
    chips
}

fn row(board: &MonthBoard, line: &MemberLine, id: i64) -> Row {
    let tone = match line.standing {
        Standing::InTime => Tone::Good,
        Standing::Late => Tone::Warning,
        Standing::Missing => Tone::Danger,
        Standing::Awaited => Tone::Info,
        Standing::Left | Standing::Exempt => Tone::Neutral,
    };
    let report = line.report.as_ref();
    let mut word = line.standing.label().to_owned();
    if let Some(days) = report.map(|report| report.days_late).filter(|days| *days > 0) {
        word = format!("{word} {days} 天");
    }
    let mut chips = vec![Chip::new(tone, word)];
    if report.is_some_and(|report| report.nil) {
        chips.push(Chip::new(Tone::Info, "无问题"));
    }
    let number = |number: Option<u32>| Cell::from(number.map(|number| number.to_string()).unwrap_or_default());
    let village = board.village(line.village).map(|village| village.name.clone()).unwrap_or_default();
    Row {
        id,
        cells: vec![
            Cell::Strong(line.name.clone()),
            village.into(),
            line.groups.clone().into(),
            Cell::Chips(chips),
            number(report.map(|report| report.patrols)),
            number(report.map(|report| report.findings)),
            report.map(|report| chinese(report.submitted_on)).unwrap_or_default().into(),
        ],
    }
}
