//! The list of posts, unit by unit.

use chrono::NaiveDate;
use egui::Ui;

use super::{Wish, persons::ROOMY, post};
use crate::{
    domain::id::{PostId, UnitId},
    ops::{
        OpResult, Workspace,
        query::{
            self, Page,
            posts::{PostDetail, PostLine, UnitLine},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::{Paged, Pick, Source},
        shortcut::Shortcut,
        theme::Tone,
        widgets::{
            check::check,
            chip::Chip,
            drawer::Drawer,
            empty::Empty,
            form::Slot,
            page::filter_bar,
            search_box::search_box,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// Typed text, the unit, the day, and whether only vacant posts are wanted.
type Filter = (String, Option<UnitId>, NaiveDate, bool);

pub struct Posts {
    text: String,
    unit: Pick,
    only_vacant: bool,
    table: TableState,
    rows: Paged<Filter>,
    units: Loaded<NaiveDate, OpResult<Vec<UnitLine>>>,
    open: Option<PostId>,
    detail: Loaded<(PostId, NaiveDate), OpResult<PostDetail>>,
}

impl Posts {
    /// Lists those that nobody holds, whatever the filter was.
    pub fn only_vacant(&mut self) {
        (self.only_vacant, self.unit.chosen) = (true, None);
        self.text.clear();
    }
}

impl Default for Posts {
    fn default() -> Self {
        Self {
            text: String::new(),
            unit: Pick::new(Source::Units).hinting("按单位筛选"),
            only_vacant: false,
            table: TableState::default(),
            rows: Paged::default(),
            units: Loaded::default(),
            open: None,
            detail: Loaded::default(),
        }
    }
}

impl Posts {
    pub fn open(&mut self, post: PostId) {
        self.open = Some(post);
        self.table.select([post.0]);
    }

    /// The unit chosen in the filter.
    pub fn unit(&self) -> Option<(UnitId, &str)> {
        self.unit.chosen.as_ref().map(|one| (UnitId(one.id), one.label.as_str()))
    }

    /// The same with everything known of it.
    pub fn unit_line(&self) -> Option<&UnitLine> {
        let (unit, _) = self.unit()?;
        self.units.shown()?.as_ref().ok()?.iter().find(|line| line.id == unit)
    }

    /// The post whose record is open.
    pub fn shown(&self) -> Option<&PostLine> {
        let open = self.open?;
        self.detail.shown()?.as_ref().ok().map(|detail| &detail.post).filter(|post| post.id == open)
    }

    pub fn refresh(&mut self) {
        self.rows.invalidate();
        self.units.invalidate();
        self.detail.invalidate();
    }

    /// `record`: whether the drawer is free for the record that is open.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, record: bool) -> Option<Wish> {
        cx.load(&mut self.units, cx.as_of, query::posts::units);
        let wish = if record { self.record(ui, cx) } else { None };
        filter_bar(ui, |ui| {
            let day = cx.as_of;
            self.unit.show(ui, &Slot::alone("unit_filter", "单位筛选", 220.0), cx, day);
            search_box(ui, &mut self.text, "查找职务或任职人", 240.0);
            check(ui, &mut self.only_vacant, "只看空缺");
        });
        let filter = (self.text.trim().to_owned(), self.unit.unit(), cx.as_of, self.only_vacant);
        self.rows.load(cx, &filter, read);
        let wide = ui.available_width() > ROOMY;
        let columns = [
            Column::new("unit", "单位", 156.0).unsorted(),
            Column::new("title", "职务", if wide { 300.0 } else { 184.0 }).unsorted(),
            Column::new("holders", "任职人", 112.0).unsorted(),
            Column::new("duties", "网格职责", 140.0).unsorted(),
        ];
        let empty = if filter.3 {
            Empty::new(Icon::People, "没有空缺的职务", "截至这一天，找到的职务都有人担任；去掉「只看空缺」可以看全部")
        } else if filter.0.is_empty() && filter.1.is_none() {
            Empty::new(Icon::People, "还没有职务", "先用「新增单位」「新增职务」建立名录，再办理任免")
        } else {
            Empty::new(Icon::Search, "没有找到职务", "请换一个写法，或清除单位筛选")
        };
        let mut table = Table::new("职务", "职务列表", &columns).single().empty(empty);
        if let Some(total) = self.rows.total() {
            table = table.total(total);
        }
        cx.keep_widths("posts", &mut self.table, ui);
        let out = table.show(ui, &mut self.table, |index| self.rows.row(index));
        self.rows.seen(out.visible);
        if let Some(id) = out.clicked.or(out.opened) {
            self.open(PostId(id));
        }
        wish
    }

    fn record(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Wish> {
        let open = self.open?;
        cx.load(&mut self.detail, (open, cx.as_of), |ws, (post, day)| query::posts::detail(ws, post, day));
        let detail = match self.detail.shown() {
            Some(Ok(detail)) if detail.post.id == open => detail,
            Some(Err(fault)) if self.detail.shown_key().is_some_and(|(of, _)| *of == open) => {
                let notice = fault.notice();
                let title = notice.title.clone();
                let show = |ui: &mut Ui| ui.label(&notice.next);
                if Drawer::new("职务", &title).show(ui, show, |_| {}).closed {
                    self.open = None;
                }
                return None;
            }
            _ => return None,
        };
        let (mut wish, mut foot) = (None, None);
        let title = format!("{}{}", detail.post.unit_name, detail.post.title);
        let out = Drawer::new("职务", &title).show(
            ui,
            |ui| wish = post::show(ui, cx, detail),
            |ui| foot = post::deeds(ui, cx, detail),
        );
        if out.closed || (!egui::Popup::is_any_open(ui.ctx()) && Shortcut::Back.pressed(ui.ctx())) {
            self.open = None;
            self.table.clear();
            return Some(Wish::Close);
        }
        foot.or(wish)
    }
}

fn read(ws: &Workspace, (text, unit, day, vacant): &Filter, offset: u32, limit: u32) -> OpResult<Page<Row>> {
    let find = if *vacant { query::vacancy::posts } else { query::posts::page };
    let page = find(ws, text, *unit, *day, offset, limit)?;
    Ok(Page { total: page.total, rows: page.rows.into_iter().map(row).collect() })
}

fn row(line: PostLine) -> Row {
    let names: Vec<_> = line.holders.iter().map(|holder| holder.name.as_str()).collect();
    let holders = match names.is_empty() {
        true => Cell::from(Chip::new(Tone::Danger, "空缺")),
        false => names.join("、").into(),
    };
    let cells = vec![line.unit_name.into(), Cell::Strong(line.title), holders, line.duties.join("；").into()];
    Row { id: line.id.0, cells }
}
