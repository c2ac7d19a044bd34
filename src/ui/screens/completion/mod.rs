//! 应巡实巡: what was due, done, late and waived, with the patrols behind every number; 巡田制度 and 免巡 behind it.

mod account;
mod figures;
mod forms;
mod lists;
pub(super) mod span;
mod table;

use chrono::NaiveDate;
use egui::{Panel, Ui};

use self::{
    account::{Account, patrols_of},
    forms::{AdoptForm, RuleForm, WaiverForm},
    lists::{Rules, Waivers, Wish},
    span::Span,
    table::{Asked, Tree},
};
use super::{entry::EntryDrawer, entry::past_banner, patrols::ledger::trouble};
use crate::{
    domain::desk::Right,
    ops::{
        Changes, Command, OpResult,
        query::completion::{Completion as Found, CompletionAsk, completion},
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::views::{PatrolView, patrol_views},
        shortcut::Shortcut,
        widgets::{
            choice::segments,
            empty::Empty,
            modal::{Answer, Confirm},
            page::PageHead,
            table::Row,
        },
    },
};

/// Tables behind what this page shows.
const TABLES: &[&str] = &[
    "patrol",
    "patrol_person",
    "patrol_rule",
    "patrol_waiver",
    "grid",
    "grid_version",
    "duty",
    "post",
    "incumbency",
    "person",
];

/// The towns stand beside the table where there is so much room; elsewhere in its place, when asked for.
const WIDE: f32 = 1400.0;
const CHART: f32 = 420.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Done,
    Rules,
    Waivers,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Done, Self::Rules, Self::Waivers];

    fn label(self) -> &'static str {
        match self {
            Self::Done => "完成情况",
            Self::Rules => "巡田制度",
            Self::Waivers => "免巡",
        }
    }
}

/// What the buttons of the head do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Print,
    Adopt,
    AddRule,
    AddWaiver,
}

/// The answer with its rows.
struct Shown {
    found: Found,
    rows: Vec<Row>,
}

#[derive(Default)]
pub struct Completion {
    tab: Tab,
    span: Span,
    tree: Tree,
    shown: Loaded<(CompletionAsk, NaiveDate), OpResult<Shown>>,
    account: Option<Account>,
    /// Towns compared instead of listed, where both have no room.
    chart: bool,
    /// How the figures come about is told.
    explained: bool,
    rules: Rules,
    waivers: Waivers,
    drawer: EntryDrawer,
    deleting: Option<(String, Command)>,
}

impl Completion {
    /// Shows the time and the grid that a number elsewhere is about.
    pub fn look_at(&mut self, ask: CompletionAsk) {
        self.span.set_ask(&ask);
        (self.tab, self.account) = (Tab::Done, None);
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.span.begin(cx.as_of);
        self.ask(ui, cx);
        self.drawer.show(ui, cx, "应巡实巡表单");
        let free = !self.drawer.is_open();
        if self.tab == Tab::Done && free {
            self.account_drawer(ui, cx);
        }
        if let Some(deed) = self.head(ui, cx) {
            self.begin(deed, cx);
        }
        patrol_views(ui, cx, PatrolView::Completion);
        past_banner(ui, cx);
        let tab = self.tab;
        segments(ui, &mut self.tab, &Tab::ALL, |tab| tab.label());
        if self.tab != tab {
            self.drawer.close_untouched();
        }
        let manage = cx.office.refusal(Right::Manage);
        let record = cx.office.refusal(Right::Record);
        let wish = match self.tab {
            Tab::Done => {
                self.done(ui, cx, free, manage.is_none());
                None
            }
            Tab::Rules => self.rules.show(ui, cx, free, manage.as_deref()),
            Tab::Waivers => self.waivers.show(ui, cx, free, record.as_deref()),
        };
        match wish {
            Some(Wish::Fill(entry)) => self.drawer.begin(entry),
            Some(Wish::Delete { title, command }) => self.deleting = Some((title, *command)),
            Some(Wish::Adopt) => self.begin(Deed::Adopt, cx),
            Some(Wish::Close) => self.close(),
            None => {}
        }
        if free && !egui::Popup::is_any_open(ui.ctx()) && Shortcut::Back.pressed(ui.ctx()) {
            self.close();
        }
    }

    fn close(&mut self) {
        self.account = None;
        self.tree.table.clear();
        self.rules.close();
        self.waivers.close();
    }

    fn head(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Deed> {
        let head = PageHead::new("巡查");
        let (manage, record) = (cx.office.refusal(Right::Manage), cx.office.refusal(Right::Record));
        let head = match (self.tab, &manage, &record) {
            (Tab::Done, ..) => head.primary(Deed::Print, Icon::Print, "打印情况表"),
            (Tab::Rules, Some(why), _) => head.refused(Deed::Adopt, Icon::Done, "采用建议的频次…", why).refused(
                Deed::AddRule,
                Icon::Add,
                "新增规定",
                why,
            ),
            (Tab::Rules, None, _) => {
                head.quiet(Deed::Adopt, Icon::Done, "采用建议的频次…").primary(Deed::AddRule, Icon::Add, "新增规定")
            }
            (Tab::Waivers, _, Some(why)) => head.refused(Deed::AddWaiver, Icon::Add, "登记免巡", why),
            (Tab::Waivers, _, None) => head.primary(Deed::AddWaiver, Icon::Add, "登记免巡"),
        };
        head.show(ui)
    }

    fn begin(&mut self, deed: Deed, cx: &mut Cx<'_>) {
        match deed {
            Deed::Print => {
                if let Some(ask) = self.span.ask(cx.office.today) {
                    cx.preview(SheetRequest { sheet: Sheet::Completion(ask), as_of: cx.as_of });
                }
            }
            Deed::Adopt => self.drawer.begin(Box::new(AdoptForm::new())),
            Deed::AddRule => self.drawer.begin(Box::new(RuleForm::new())),
            Deed::AddWaiver => self.drawer.begin(Box::new(WaiverForm::new())),
        }
    }

    /// Sums, towns and the tree of a time.
    fn done(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, free: bool, manages: bool) {
        self.span.show(ui, cx);
        let Some(ask) = self.span.ask(cx.office.today) else { return };
        if self.account.as_ref().is_some_and(|account| !account.is_of(&ask)) {
            self.account = None;
        }
        cx.load(&mut self.shown, (ask, cx.as_of), |ws, (ask, day)| {
            let found = completion(ws, &ask, day)?;
            Ok(Shown { rows: table::rows(&found), found })
        });
        let shown = match self.shown.shown() {
            None => {
                Empty::new(Icon::Clock, "正在统计", "请稍候").show(ui);
                return;
            }
            Some(Err(fault)) => return trouble(ui, &fault.notice()),
            Some(Ok(shown)) => shown,
        };
        let found = &shown.found;
        figures::strip(ui, found, &mut self.explained);
        let compares = found.towns().count() > 1;
        let wide = free && self.account.is_none() && ui.available_width() >= WIDE;
        if compares && !wide {
            segments(ui, &mut self.chart, &[false, true], |chart| if *chart { "各镇对比" } else { "逐级列表" });
            if self.chart {
                return figures::towns(ui, found);
            }
        }
        if wide && compares {
            let panel = Panel::right("各镇完成").exact_size(CHART).resizable(false).show_separator_line(false);
            let frame = egui::Frame::NONE.outer_margin(egui::Margin { left: 12, ..egui::Margin::ZERO });
            panel.frame(frame).show(ui, |ui| figures::towns(ui, found));
        }
        cx.keep_widths("completion", &mut self.tree.table, ui);
        match self.tree.show(ui, found, &shown.rows, nothing(found, manages)) {
            Some(Asked::Open(place)) => {
                self.account = found.rows.get(place).map(|row| Account::new(row.clone(), ask));
                ui.ctx().request_repaint();
            }
            Some(Asked::Patrols(place)) => {
                if let Some(row) = found.rows.get(place) {
                    cx.go(Route::PatrolsWhere(patrols_of(row, &ask)));
                }
            }
            Some(Asked::Narrow(place)) => {
                if let Some(row) = found.rows.get(place) {
                    self.span.narrow(row.grid.0, &row.name);
                }
            }
            Some(Asked::Rules) if found.rules == 0 => self.tab = Tab::Rules,
            Some(Asked::Rules) => self.span.widen(),
            None => {}
        }
    }

    fn account_drawer(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if self.account.as_mut().is_some_and(|account| account.show(ui, cx)) {
            self.close();
        }
    }

    fn ask(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some((title, command)) = &self.deleting else { return };
        let text = "从此不再计入应巡实巡；删除后可以撤销。";
        match (Confirm { title, text, verb: "删除", danger: true }).show(ui.ctx()) {
            Some(Answer::Do) => {
                cx.submit(command.clone());
                self.deleting = None;
            }
            Some(Answer::Cancel) => self.deleting = None,
            None => {}
        }
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
            self.rules.invalidate();
            self.waivers.invalidate();
            if let Some(account) = &mut self.account {
                account.invalidate();
            }
        }
    }
}

/// Why there is nothing, and what to do about it.
fn nothing(found: &Found, manages: bool) -> Empty<'static> {
    if found.rules > 0 {
        let hint = "这段时间、这个网格里没有到期的巡田任务；请换一段时间，或看全区。";
        return Empty::new(Icon::Search, "没有应巡", hint).action("看全区");
    }
    let empty = Empty::new(
        Icon::Calendar,
        "还没有规定巡田频次，没有应巡",
        "文件把巡田频次留给各地规定；在「巡田制度」中新增规定，或采用建议的频次后，这里就有应巡和实巡。",
    );
    if manages { empty.action("去规定频次") } else { empty }
}
