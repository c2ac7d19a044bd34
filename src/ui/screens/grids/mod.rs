//! 网格: the tree of a day at the left, one grid with its responsible people at the right, forms in the drawer.

mod delegates;
mod detail;
mod forms;
mod list;
mod reform;
mod roles;
mod tag;

use chrono::NaiveDate;
use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use self::{
    detail::Wish,
    forms::{Add, Correct},
    list::GridList,
    reform::ReformForm,
};
use super::{
    entry::{Entry, EntryDrawer, Saved, past_banner},
    views::{GridView, grid_views},
};
use crate::{
    domain::{desk::Right, grid::Level, id::GridId},
    ops::{
        Changes, OpResult,
        query::grid::{self as query, GridDetail, TreeNode},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        theme,
        widgets::{empty::Empty, page::PageHead},
    },
};

#[derive(Default)]
pub struct Grids {
    tree: Loaded<NaiveDate, OpResult<Vec<TreeNode>>>,
    list: GridList,
    detail: Loaded<(GridId, NaiveDate), OpResult<GridDetail>>,
    /// Which parts of the details are unfolded.
    unfolded: roles::Unfolded,
    drawer: EntryDrawer,
}

/// What can be done with a grid, from the head of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Add,
    Correct,
    Reform,
}

/// Tables behind what this page shows.
const TABLES: &[&str] = &[
    "grid",
    "grid_version",
    "focus",
    "unit",
    "post",
    "person",
    "incumbency",
    "duty",
    "charge",
    "pairing",
    "delegate",
    "patrol",
    "reform",
    "former_unit_name",
];

impl Grids {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let day = cx.as_of;
        cx.load(&mut self.tree, day, query::tree);
        self.list.choose_first(self.tree.shown());
        let selected = self.list.selected();
        if let Some(grid) = selected {
            cx.load(&mut self.detail, (grid, day), |ws, (grid, day)| query::detail(ws, grid, day));
        }
        if let Some(deed) = self.head(ui, cx) {
            self.begin(deed, cx);
        }
        grid_views(ui, cx, GridView::List, selected);
        past_banner(ui, cx);
        if let Some(saved) = self.drawer.show(ui, cx, "网格表单")
            && makes_a_grid(&saved)
            && let Some(id) = saved.outcome.made.first()
            && !self.drawer.is_open()
        {
            self.list.go_to(GridId(*id));
        }
        self.body(ui, cx);
        if self.list.selected() != selected {
            self.drawer.close_untouched();
        }
    }

    fn body(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let colours = theme::palette(ui);
        let width = (ui.available_width() * 0.4).clamp(300.0, 348.0);
        let side = Frame::NONE.inner_margin(Margin { right: 12, ..Margin::ZERO });
        Panel::left("网格列表").frame(side).exact_size(width).resizable(false).show_separator_line(false).show(
            ui,
            |ui| {
                self.list.show(ui, cx, self.tree.shown());
            },
        );
        let card = Frame::NONE.fill(colours.surface).stroke(egui::Stroke::new(1.0, colours.line)).corner_radius(6);
        let wish = CentralPanel::default().frame(card).show(ui, |ui| self.detail_panel(ui, cx)).inner;
        match wish {
            Some(Wish::Select(grid)) => self.list.go_to(grid),
            Some(Wish::Fill(entry)) => self.drawer.begin(entry),
            Some(Wish::Go(route)) => cx.go(route),
            None => {}
        }
    }

    fn detail_panel(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Wish> {
        let Some(selected) = self.list.selected() else {
            let hint = if matches!(self.tree.shown(), Some(Ok(nodes)) if nodes.is_empty()) {
                "工作区里还没有网格；截至的日期也可能早于网格设立的日期"
            } else {
                "从左边的网格树中选一个网格"
            };
            Empty::new(Icon::Grids, "没有选中的网格", hint).show(ui);
            return None;
        };
        match self.detail.shown() {
            Some(Ok(detail)) if detail.id == selected => {
                let scroll = ScrollArea::vertical().id_salt(("网格详情", selected.0)).auto_shrink(false);
                let inset = Frame::NONE.inner_margin(Margin::symmetric(20, 16));
                let unfolded = &mut self.unfolded;
                scroll.show(ui, |ui| inset.show(ui, |ui| detail::show(ui, cx, detail, unfolded)).inner).inner
            }
            Some(Err(fault)) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
                None
            }
            _ => {
                Empty::new(Icon::Clock, "正在载入", "请稍候").show(ui);
                None
            }
        }
    }

    /// The grid that is shown, once it has been read.
    fn shown(&self) -> Option<&GridDetail> {
        let selected = self.list.selected()?;
        self.detail.shown()?.as_ref().ok().filter(|detail| detail.id == selected)
    }

    fn head(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Deed> {
        let why = cx.office.refusal(Right::Manage);
        let shown = self.shown();
        let refusal = |deed: Deed| why.clone().or_else(|| refusal(deed, shown, cx));
        let reasons = [Deed::Add, Deed::Correct, Deed::Reform].map(|deed| (deed, refusal(deed)));
        let empty: u32 = match self.tree.shown() {
            Some(Ok(nodes)) => nodes.iter().map(|node| node.vacancies).sum(),
            _ => 0,
        };
        let note = if empty > 0 { format!("空缺 {empty}") } else { String::new() };
        let mut head = PageHead::new("网格").note(&note);
        for (deed, why) in &reasons {
            let (icon, verb) = face(*deed);
            head = match (deed, why) {
                (_, Some(why)) => head.refused(*deed, icon, verb, why),
                (Deed::Add, None) => head.primary(*deed, icon, verb),
                (_, None) => head.quiet(*deed, icon, verb),
            };
        }
        head.show(ui)
    }

    fn begin(&mut self, deed: Deed, cx: &Cx<'_>) {
        let today = cx.office.today;
        let Some(grid) = self.shown() else { return };
        let entry: Option<Box<dyn Entry>> = match deed {
            Deed::Add => Add::below(grid, today).map(|form| Box::new(form) as Box<dyn Entry>),
            Deed::Correct => Some(Box::new(Correct::of(grid))),
            Deed::Reform => Some(Box::new(ReformForm::of(grid, today))),
        };
        if let Some(entry) = entry {
            self.drawer.begin(entry);
        }
    }

    pub fn open(&mut self, id: GridId) {
        self.list.go_to(id);
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved()
    }

    pub fn discard(&mut self) {
        self.drawer.discard();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.tree.invalidate();
            self.detail.invalidate();
            self.list.refresh();
        }
    }
}

fn face(deed: Deed) -> (Icon, &'static str) {
    match deed {
        Deed::Add => (Icon::Add, "新增下级网格"),
        Deed::Correct => (Icon::Check, "更正…"),
        Deed::Reform => (Icon::Move, "区划调整…"),
    }
}

/// Why something cannot be done with the grid that is shown.
fn refusal(deed: Deed, grid: Option<&GridDetail>, cx: &Cx<'_>) -> Option<String> {
    let Some(grid) = grid else { return Some("请先在左边选一个网格".to_owned()) };
    match deed {
        Deed::Add if grid.level == Level::Group => Some("村民小组下面不再设网格".to_owned()),
        Deed::Reform if cx.as_of != cx.office.today => Some("调整的是现在的网格，请先回到今天".to_owned()),
        Deed::Correct if cx.as_of != cx.office.today => Some("更正的是现在的资料，请先回到今天".to_owned()),
        _ => None,
    }
}

/// Whether what was saved is a new grid, or a reform that begins with one.
fn makes_a_grid(saved: &Saved) -> bool {
    saved.command == "add_grid" || (saved.command == "reform" && saved.outcome.made.len() > 1)
}
