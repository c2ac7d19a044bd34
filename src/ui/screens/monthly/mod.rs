//! 月报: what 网格员 report to the village every month, by town and village, who is missing; and 听取汇报.

mod board;
mod due_form;
mod hearing_form;
mod hearings;
mod people;
mod report_form;

use egui::Ui;

use self::{
    board::Board,
    due_form::DueForm,
    hearing_form::HearingForm,
    hearings::Hearings,
    report_form::{NilForm, ReportForm},
};
use super::{
    entry::{Entry, EntryDrawer, past_banner},
    mechanisms::shelf::Shelf,
};
use crate::{
    domain::{desk::Right, id::GridId, month::Month},
    ops::{Changes, Command},
    session::sheet::{Sheet, SheetRequest},
    ui::{
        cx::Cx,
        icon::Icon,
        screens::views::{PatrolView, patrol_views},
        widgets::{
            choice::segments,
            modal::{Answer, Confirm},
            page::PageHead,
        },
    },
};

#[derive(Default)]
pub struct Monthly {
    tab: Tab,
    board: Board,
    hearings: Hearings,
    shelf: Shelf,
    drawer: EntryDrawer,
    deleting: Option<Deleting>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Reports,
    Hearings,
}

impl Tab {
    const ALL: [Self; 2] = [Self::Reports, Self::Hearings];

    fn label(self) -> &'static str {
        match self {
            Self::Reports => "网格员月报",
            Self::Hearings => "听取汇报",
        }
    }
}

/// What can be done from the head of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Fill,
    Nil,
    Due,
    Summary,
    Missing,
    Hear,
    Ledger,
}

/// What was pressed in a list or a record.
enum Wish {
    Fill(Box<dyn Entry>),
    Delete(Box<Deleting>),
    Print(Sheet),
}

/// What is asked before a record is taken away.
struct Deleting {
    title: String,
    command: Command,
}

/// Tables behind what this page shows.
const TABLES: &[&str] = &[
    "monthly_report",
    "monthly_due",
    "holiday",
    "hearing",
    "hearing_person",
    "scan",
    "patrol",
    "patrol_person",
    "duty",
    "person",
    "grid",
    "grid_version",
    "problem",
    "problem_person",
];

impl Monthly {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.shelf.receive(ui, cx);
        self.ask(ui, cx);
        self.board.begin(cx);
        if let Some(deed) = self.head(ui, cx) {
            self.begin(deed, cx);
        }
        patrol_views(ui, cx, PatrolView::Monthly);
        past_banner(ui, cx);
        let tab = self.tab;
        segments(ui, &mut self.tab, &Tab::ALL, |tab| tab.label());
        if self.tab != tab {
            self.drawer.close_untouched();
        }
        self.drawer.show(ui, cx, "月报表单");
        let free = !self.drawer.is_open();
        let wish = match self.tab {
            Tab::Reports => self.board.show(ui, cx, &mut self.shelf, free),
            Tab::Hearings => self.hearings.show(ui, cx, &mut self.shelf, free),
        };
        match wish {
            Some(Wish::Fill(entry)) => self.drawer.begin(entry),
            Some(Wish::Delete(deleting)) => self.deleting = Some(*deleting),
            Some(Wish::Print(sheet)) => cx.preview(SheetRequest { sheet, as_of: cx.as_of }),
            None => {}
        }
    }

    fn head(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Deed> {
        let head = PageHead::new("巡查");
        let (record, manage) = (cx.office.refusal(Right::Record), cx.office.refusal(Right::Manage));
        if self.tab == Tab::Hearings {
            let head = head.quiet(Deed::Ledger, Icon::Print, "打印台账");
            let head = match &record {
                Some(why) => head.refused(Deed::Hear, Icon::Add, "登记听取汇报", why),
                None => head.primary(Deed::Hear, Icon::Add, "登记听取汇报"),
            };
            return head.show(ui);
        }
        let mut head = head.quiet(Deed::Summary, Icon::Print, "汇总表").quiet(Deed::Missing, Icon::Print, "未报名单");
        head = match &manage {
            Some(why) => head.refused(Deed::Due, Icon::Calendar, "报送截止日…", why),
            None => head.quiet(Deed::Due, Icon::Calendar, "报送截止日…"),
        };
        let nobody = self.board.next_missing().is_none().then(|| "所选范围内没有还没有报送的网格员".to_owned());
        let no_village = self.board.village().is_none().then(|| "请先在左边选择一个村（社区）".to_owned());
        head = match record.as_ref().or(no_village.as_ref()).or(nobody.as_ref()) {
            Some(why) => head.refused(Deed::Nil, Icon::Done, "本村全部无问题…", why),
            None => head.quiet(Deed::Nil, Icon::Done, "本村全部无问题…"),
        };
        head = match record.as_ref().or(nobody.as_ref()) {
            Some(why) => head.refused(Deed::Fill, Icon::Add, "填报月报", why),
            None => head.primary(Deed::Fill, Icon::Add, "填报月报"),
        };
        head.show(ui)
    }

    fn begin(&mut self, deed: Deed, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let (as_of, year) = (cx.as_of, cx.year);
        let mut print = |sheet| cx.preview(SheetRequest { sheet, as_of });
        let (place, month) = (self.board.place(), self.board.month());
        match deed {
            Deed::Fill => {
                if let Some(turn) = self.board.next_missing() {
                    self.drawer.begin(Box::new(ReportForm::new(turn, today)));
                }
            }
            Deed::Nil => {
                if let Some((village, name, count)) = self.board.village() {
                    self.drawer.begin(Box::new(NilForm::new(village, name, count, month, today)));
                }
            }
            Deed::Due => self.drawer.begin(Box::new(DueForm::new(month))),
            Deed::Summary => print(Sheet::MonthlySummary(place, month)),
            Deed::Missing => print(Sheet::MonthlyMissing(place, month)),
            Deed::Hear => self.drawer.begin(Box::new(HearingForm::new(today))),
            Deed::Ledger => print(Sheet::Hearings(None, year)),
        }
    }

    fn ask(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(deleting) = &self.deleting else { return };
        let text = "记录和扫描件一起去掉；删除后可以撤销。";
        let question = Confirm { title: &deleting.title, text, verb: "删除", danger: true };
        match question.show(ui.ctx()) {
            Some(Answer::Do) => {
                cx.submit(deleting.command.clone());
                self.deleting = None;
            }
            Some(Answer::Cancel) => self.deleting = None,
            None => {}
        }
    }

    /// Lists who has not handed in the report of a month.
    pub fn list_missing(&mut self, grid: Option<GridId>, month: Month) {
        self.tab = Tab::Reports;
        self.board.list_missing(grid, month);
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved()
    }

    pub fn discard(&mut self) {
        self.drawer.discard();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.board.refresh();
            self.hearings.refresh();
            self.shelf.invalidate();
        }
    }
}
