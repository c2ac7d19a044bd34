//! Templates to fill in, and ledgers as files.

use std::path::PathBuf;

use egui::{RichText, ScrollArea, TextStyle, Ui};

use super::place::Place;
use crate::{
    domain::{date::chinese, import::ImportKind},
    exchange::Encoding,
    ops::{OpFault, query::export},
    session::{
        Ticket,
        exchange::{self as spreadsheets, Fault},
    },
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        screens::entry::past_banner,
        theme,
        widgets::{
            button,
            choice::{choice_of, segments},
            form::Slot,
            page::{card, section},
        },
    },
};

/// Width of the fields of this part.
const FIELD: f32 = 560.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Workbook,
    Text,
    OldText,
}

impl Format {
    const ALL: [Self; 3] = [Self::Workbook, Self::Text, Self::OldText];

    fn label(self) -> &'static str {
        match self {
            Self::Workbook => "Excel（.xlsx）",
            Self::Text => "CSV（UTF-8）",
            Self::OldText => "CSV（GB18030）",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Text | Self::OldText => "csv",
        }
    }

    fn encoding(self) -> Encoding {
        match self {
            Self::OldText => Encoding::Gb18030,
            Self::Workbook | Self::Text => Encoding::Utf8,
        }
    }
}

/// The part of the page for files that go out.
pub struct Outgoing {
    template: ImportKind,
    template_place: Place,
    ledger: &'static str,
    format: Format,
    ledger_place: Place,
    writing: Option<Writing>,
}

struct Writing {
    path: PathBuf,
    what: String,
    /// How many rows; none for a template.
    ticket: Ticket<Result<Option<u64>, Fault>>,
}

impl Default for Outgoing {
    fn default() -> Self {
        Self {
            template: ImportKind::Incumbencies,
            template_place: Place::default(),
            ledger: "incumbencies",
            format: Format::default(),
            ledger_place: Place::default(),
            writing: None,
        }
    }
}

impl Outgoing {
    /// Offers the template of a kind.
    pub fn want_template(&mut self, kind: ImportKind) {
        self.template = kind;
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.receive(cx);
        past_banner(ui, cx);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                self.templates(ui, cx);
            });
            ui.add_space(8.0);
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                self.ledgers(ui, cx);
            });
        });
    }

    fn templates(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        section(ui, "下载模板");
        remark(ui, "带下拉选项（网格、单位、职责等）、示例行和填写说明；代码、电话、日期按文本填写，不会丢位数。");
        row(ui, "种类", |ui| {
            let slot = Slot::alone("template_kind", "模板种类", 200.0);
            choice_of(ui, &slot, &mut self.template, &ImportKind::ALL, |kind| kind.label());
            remark(ui, self.template.about());
        });
        self.template_place.offer(&format!("{}模板.xlsx", self.template.label()));
        row(ui, "保存到", |ui| {
            ui.vertical(|ui| {
                self.template_place.show(ui, &Slot::alone("template_file", "模板保存到", FIELD), cx.dialogs);
            });
        });
        row(ui, "", |ui| {
            let busy = self.writing.is_some().then_some("正在写上一个文件，请稍候");
            if ui.add(button::quiet("生成模板").icon(Icon::Table).refused(busy)).clicked()
                && let Some(path) = self.template_place.take()
            {
                let (kind, file) = (self.template, path.clone());
                let ticket = cx.session.ask(move |ws| spreadsheets::template(ws, kind, &file).map(|()| None));
                self.writing = Some(Writing { path, what: format!("{}模板", kind.label()), ticket });
                self.receive(cx);
            }
        });
    }

    fn ledgers(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        section(ui, "导出台账");
        remark(ui, &format!("按截至{}的情况导出；巡查导出到这一天为止的全部记录。", chinese(cx.as_of)));
        let kinds: Vec<&'static str> = export::kinds().map(|(kind, _)| kind).collect();
        let label = |kind: &'static str| export::kind_named(kind).map_or("", |(_, label)| label);
        row(ui, "台账", |ui| {
            let slot = Slot::alone("ledger_kind", "导出台账", 200.0);
            choice_of(ui, &slot, &mut self.ledger, &kinds, |kind| label(kind));
            let columns: Vec<_> = export::columns(self.ledger).iter().map(|column| column.title).collect();
            remark(ui, &columns.join("、"));
        });
        row(ui, "格式", |ui| {
            segments(ui, &mut self.format, &Format::ALL, |format| format.label());
        });
        let name = format!("{} {}.{}", label(self.ledger), cx.as_of, self.format.ending());
        self.ledger_place.offer(&name);
        row(ui, "保存到", |ui| {
            ui.vertical(|ui| {
                self.ledger_place.show(ui, &Slot::alone("ledger_file", "台账保存到", FIELD), cx.dialogs);
            });
        });
        row(ui, "", |ui| {
            let busy = self.writing.is_some().then_some("正在写上一个文件，请稍候");
            if ui.add(button::primary("导出").icon(Icon::Export).refused(busy)).clicked()
                && let Some(path) = self.ledger_place.take()
            {
                let wanted = export::Wanted { day: cx.as_of, ..Default::default() };
                let (kind, encoding, file) = (self.ledger, self.format.encoding(), path.clone());
                let ticket =
                    cx.session.ask(move |ws| spreadsheets::export(ws, kind, &wanted, encoding, &file).map(Some));
                self.writing = Some(Writing { path, what: label(kind).to_owned(), ticket });
                self.receive(cx);
            }
        });
    }

    fn receive(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.writing.as_ref().and_then(|writing| writing.ticket.poll()) else { return };
        let Some(Writing { path, what, .. }) = self.writing.take() else { return };
        match answer.unwrap_or(Err(Fault::Op(OpFault::Unexpected))) {
            Ok(count) => {
                let count = count.map_or_else(String::new, |count| format!(" {count} 条"));
                let text = format!("已生成{what}{count}：{}", path.display());
                cx.act(Action::Written(path, text));
            }
            Err(fault) => cx.act(Action::Complain(Box::new(fault.notice()))),
        }
    }
}

fn row(ui: &mut Ui, label: &str, draw: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.allocate_ui(egui::vec2(56.0, theme::CONTROL), |ui| {
            ui.set_width(56.0);
            ui.horizontal_centered(|ui| ui.label(label));
        });
        draw(ui);
    });
}

fn remark(ui: &mut Ui, text: &str) {
    let quiet = theme::palette(ui).quiet;
    ui.add(egui::Label::new(RichText::new(text).text_style(TextStyle::Small).color(quiet)).truncate());
}
