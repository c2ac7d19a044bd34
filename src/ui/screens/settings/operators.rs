//! Who signs in here, at which desk, limited to which grid.

use egui::Ui;

use super::operator_form::OperatorForm;
use crate::{
    domain::desk::{Desk, Right},
    ops::{
        OpResult,
        query::{self, settings::OperatorLine},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        shortcut::Shortcut,
        theme::Tone,
        widgets::{
            button,
            chip::Chip,
            drawer::Drawer,
            modal::{Answer, Confirm},
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// The list and the form that is open.
#[derive(Default)]
pub struct Operators {
    lines: Loaded<(), OpResult<Vec<OperatorLine>>>,
    table: TableState,
    form: Option<OperatorForm>,
    asking: bool,
}

impl Operators {
    pub fn invalidate(&mut self) {
        self.lines.invalidate();
    }

    pub fn has_unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(OperatorForm::is_dirty)
    }

    pub fn discard(&mut self) {
        self.form = None;
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lines = match cx.load(&mut self.lines, (), |ws, ()| query::settings::operators(ws)) {
            Some(Ok(lines)) => lines.clone(),
            _ => Vec::new(),
        };
        self.drawer(ui, cx);
        let refusal = cx.office.refusal(Right::Manage);
        ui.horizontal(|ui| {
            let add = button::primary("添加操作员").icon(Icon::Add).refused(refusal.as_deref());
            if ui.add(add).clicked() {
                self.form = Some(OperatorForm::default());
            }
            ui.label(egui::RichText::new("区级管理可以办理全部业务；双击一行可以修改").small());
        });
        let columns = [
            Column::new("name", "姓名", 180.0).unsorted(),
            Column::new("desk", "岗位", 160.0).unsorted(),
            Column::new("scope", "限定网格", 160.0).unsorted(),
            Column::new("state", "状态", 140.0).unsorted(),
        ];
        let rows: Vec<Row> = lines.iter().map(|line| row(line, &cx.office.operator)).collect();
        let out = Table::new("操作员", "操作员名单", &columns).total(rows.len()).single().show(
            ui,
            &mut self.table,
            |index| rows.get(index),
        );
        let wanted = out.opened.or(out.clicked.filter(|_| self.form.as_ref().is_none_or(|form| !form.is_dirty())));
        if let Some(id) = wanted
            && refusal.is_none()
            && let Some(line) = lines.iter().find(|line| line.operator.id.0 == id)
        {
            self.form = Some(OperatorForm::of(line));
        }
    }

    fn drawer(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(form) = &mut self.form else { return };
        let mut done = form.receive();
        let title = form.title();
        let mut save = false;
        let form = std::cell::RefCell::new(form);
        let drawer = Drawer::new("操作员详情", &title);
        let out = drawer.show(
            ui,
            |ui| form.borrow_mut().fields(ui, cx),
            |ui| save = ui.add(button::primary("保存").shortcut(Shortcut::Save)).clicked(),
        );
        let form = form.into_inner();
        save |= Shortcut::Save.pressed(ui.ctx());
        if save {
            form.save(cx);
        }
        if out.closed || (!self.asking && Shortcut::Back.pressed(ui.ctx())) {
            if form.is_dirty() {
                self.asking = true;
            } else {
                done = true;
            }
        }
        if self.asking {
            let text = "填写的内容还没有保存，关闭后就没有了。";
            let question = Confirm { title: "不保存就关闭？", text, verb: "不保存，关闭", danger: true };
            if let Some(answer) = question.show(ui.ctx()) {
                self.asking = false;
                done |= answer == Answer::Do;
            }
        }
        if done {
            self.form = None;
        }
    }
}

fn row(line: &OperatorLine, signed_in: &str) -> Row {
    let operator = &line.operator;
    let scope = match (&line.scope_name, operator.desk) {
        (Some(name), _) => Cell::from(name.clone()),
        (None, Desk::Town) => Cell::Quiet("不限".into()),
        (None, _) => Cell::Quiet("全区".into()),
    };
    let mut chips =
        vec![if operator.active { Chip::new(Tone::Good, "在用") } else { Chip::new(Tone::Neutral, "已停用") }];
    if operator.name == signed_in {
        chips.push(Chip::new(Tone::Info, "当前"));
    }
    let cells = vec![Cell::Strong(operator.name.clone()), Cell::from(operator.desk.label()), scope, Cell::Chips(chips)];
    Row { id: operator.id.0, cells }
}
