//! The list of people.

use chrono::NaiveDate;
use egui::Ui;

use super::{Wish, person};
use crate::{
    domain::id::PersonId,
    ops::{
        OpResult, Workspace,
        query::{
            self, Page,
            people::{PersonDetail, PersonLine},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::Paged,
        shortcut::Shortcut,
        widgets::{
            drawer::Drawer,
            empty::Empty,
            page::filter_bar,
            search_box::search_box,
            table::{Column, Row, Table, TableState},
        },
    },
};

/// Typed text, the day, and how many operations there were: names found may be others after one.
type Filter = (String, NaiveDate);

/// From this width on long posts have room.
pub const ROOMY: f32 = 900.0;

#[derive(Default)]
pub struct Persons {
    text: String,
    table: TableState,
    rows: Paged<Filter>,
    open: Option<PersonId>,
    detail: Loaded<(PersonId, NaiveDate), OpResult<PersonDetail>>,
}

impl Persons {
    pub fn open(&mut self, person: PersonId) {
        self.open = Some(person);
        self.table.select([person.0]);
    }

    pub fn refresh(&mut self) {
        self.rows.invalidate();
        self.detail.invalidate();
    }

    /// `record`: whether the drawer is free for the record that is open.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, record: bool) -> Option<Wish> {
        let wish = if record { self.record(ui, cx) } else { None };
        filter_bar(ui, |ui| {
            search_box(ui, &mut self.text, "查找人员（姓名、拼音或首字母）", 300.0);
        });
        let filter = (self.text.trim().to_owned(), cx.as_of);
        self.rows.load(cx, &filter, read);
        // Beside the drawer of a small window all of them still stand, the last one narrower.
        let wide = ui.available_width() > ROOMY;
        let columns = [
            Column::new("name", "姓名", 116.0).unsorted(),
            Column::new("office_phone", "办公电话", 116.0).unsorted(),
            Column::new("posts", "现任职务", if wide { 360.0 } else { 216.0 }).unsorted(),
            Column::new("roles", "网格职责", 140.0).unsorted(),
        ];
        let empty = if filter.0.is_empty() {
            Empty::new(Icon::People, "还没有人员", "用右上角的「新增人员」登记，再到「职务」中任命")
        } else {
            Empty::new(Icon::Search, "没有找到人员", "请换一个写法，姓名、拼音、首字母都可以")
        };
        let mut table = Table::new("人员", "人员列表", &columns).single().empty(empty);
        if let Some(total) = self.rows.total() {
            table = table.total(total);
        }
        cx.keep_widths("people", &mut self.table, ui);
        let out = table.show(ui, &mut self.table, |index| self.rows.row(index));
        self.rows.seen(out.visible);
        if let Some(id) = out.clicked.or(out.opened) {
            self.open(PersonId(id));
        }
        wish
    }

    fn record(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Wish> {
        let person = self.open?;
        cx.load(&mut self.detail, (person, cx.as_of), |ws, (person, day)| query::people::detail(ws, person, day));
        let detail = match self.detail.shown() {
            Some(Ok(detail)) if detail.person.id == person => detail,
            Some(Err(fault)) if self.detail.shown_key().is_some_and(|(of, _)| *of == person) => {
                let notice = fault.notice();
                let title = notice.title.clone();
                let show = |ui: &mut Ui| ui.label(&notice.next);
                if Drawer::new("人员", &title).show(ui, show, |_| {}).closed {
                    self.open = None;
                }
                return None;
            }
            _ => return None,
        };
        let mut wish = None;
        let mut foot = None;
        let title = detail.person.name.clone();
        let out = Drawer::new("人员", &title).show(
            ui,
            |ui| wish = person::show(ui, detail, cx.office.today),
            |ui| foot = person::deeds(ui, cx, detail),
        );
        if out.closed || (!egui::Popup::is_any_open(ui.ctx()) && Shortcut::Back.pressed(ui.ctx())) {
            self.open = None;
            self.table.clear();
            return Some(Wish::Close);
        }
        foot.or(wish)
    }
}

fn read(ws: &Workspace, (text, day): &Filter, offset: u32, limit: u32) -> OpResult<Page<Row>> {
    let page = query::people::page(ws, text, *day, offset, limit)?;
    Ok(Page { total: page.total, rows: page.rows.into_iter().map(row).collect() })
}

fn row(line: PersonLine) -> Row {
    let cells =
        vec![line.name.into(), line.office_phone.into(), line.posts.join("；").into(), line.roles.join("；").into()];
    Row { id: line.id.0, cells }
}
