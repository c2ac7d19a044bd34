//! One operation in the drawer, with what it changed and 「撤销这一步」.

use egui::{RichText, Ui};

use super::{changes, list};
use crate::{
    domain::id::OpId,
    ops::{
        OpResult,
        query::history::{self, HistoryLine, OpDetail, OpKind},
    },
    session::Loaded,
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            button,
            chip::chip,
            drawer::Drawer,
            fact::{fact, fact_with},
            notice::Notice,
            page::section,
        },
    },
};

/// The most changed records shown.
const MOST: u32 = 100;

/// The drawer of an operation.
pub struct Operation {
    id: OpId,
    loaded: Loaded<OpId, OpResult<OpDetail>>,
}

impl Operation {
    pub fn new(id: OpId) -> Self {
        Self { id, loaded: Loaded::default() }
    }

    pub fn id(&self) -> OpId {
        self.id
    }

    pub fn invalidate(&mut self) {
        self.loaded.invalidate();
    }

    /// Shows the drawer; true when it was closed.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        cx.load(&mut self.loaded, self.id, |ws, op| history::one(ws, op, MOST));
        let shown = self.loaded.shown();
        let detail = shown.and_then(|answer| answer.as_ref().ok());
        let why_not = match detail {
            Some(detail) => refusal(&detail.line).or_else(|| cx.office.refusal(detail.right)),
            None => Some("正在载入".to_owned()),
        };
        let mut taken_back = false;
        let drawer = Drawer::new("操作详情", "操作详情").show(
            ui,
            |ui| match shown {
                None => drop(ui.label("正在载入")),
                Some(Err(fault)) => {
                    let fault = fault.notice();
                    Notice::new(Tone::Danger, fault.title).next(fault.next).show(ui, |_| {});
                }
                Some(Ok(detail)) => contents(ui, detail, why_not.as_deref()),
            },
            |ui| {
                let undo = button::quiet("撤销这一步").icon(Icon::Undo).refused(why_not.as_deref());
                taken_back = ui.add(undo).clicked();
            },
        );
        if taken_back {
            cx.act(Action::UndoOp(self.id));
        }
        drawer.closed
    }
}

/// Why an operation cannot be taken back, as far as it alone tells.
fn refusal(line: &HistoryLine) -> Option<String> {
    let why = match line.kind {
        OpKind::Undo => "这一步本身就是撤销；要恢复，请用顶部的「重做」",
        OpKind::Redo => "这一步是重做；要再撤销，请打开原来的那一步",
        OpKind::Do if line.undone => "这一步已经撤销；要恢复，请用顶部的「重做」",
        OpKind::Do if !line.undoable => "这类操作不能撤销，请用新的操作更正",
        OpKind::Do => return None,
    };
    Some(why.to_owned())
}

fn contents(ui: &mut Ui, detail: &OpDetail, why_not: Option<&str>) {
    let line = &detail.line;
    ui.add(egui::Label::new(RichText::new(&line.title).text_style(theme::text::strong())).wrap());
    ui.add_space(4.0);
    if let Some(state) = list::state(line) {
        fact_with(ui, "状态", |ui| chip(ui, state.tone, &state.word));
    }
    fact(ui, "时间", &line.at);
    fact(ui, "操作员", &line.operator);
    if let Some(why) = why_not {
        fact(ui, "撤销", why);
    }
    section(ui, &format!("改动（{} 处）", line.changes));
    changes::changes(ui, &detail.changes);
    let shown = detail.changes.len() as u64;
    if shown >= u64::from(MOST) && shown < line.changes {
        let rest = format!("只列出前 {shown} 处，其余 {} 处没有列出。", line.changes - shown);
        ui.label(RichText::new(rest).small().color(theme::palette(ui).quiet));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_operations_that_stand_are_taken_back() {
        let line = HistoryLine {
            op: OpId(1),
            at: String::new(),
            operator: String::new(),
            title: String::new(),
            kind: OpKind::Do,
            undone: false,
            undoable: true,
            changes: 1,
        };
        assert_eq!(refusal(&line), None);
        for other in [
            HistoryLine { undone: true, undoable: false, ..line.clone() },
            HistoryLine { undoable: false, ..line.clone() },
            HistoryLine { kind: OpKind::Undo, ..line.clone() },
            HistoryLine { kind: OpKind::Redo, ..line },
        ] {
            assert!(refusal(&other).is_some());
        }
    }
}
