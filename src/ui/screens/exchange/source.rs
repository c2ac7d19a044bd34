//! 来源: how the columns of another program's files are read, recognised by their headings and kept under a name.

use egui::{RichText, TextStyle, Ui};

use crate::{
    exchange::{Book, Plan},
    ops::{field::SaveSource, query::field::FieldSource},
    ui::{
        icon::Icon,
        theme::{self, Tone},
        widgets::{button, chip::chip, form::Slot, text_field::TextField},
    },
};

/// The source of a file.
#[derive(Default)]
pub struct KnownSource {
    /// Whether it was looked for.
    looked: bool,
    /// The name under which its columns are known.
    known: Option<String>,
    /// The name as typed.
    name: String,
}

impl KnownSource {
    /// Follows the source that the file fits to, if there is one; answers whether the plan changed.
    pub fn recognise(&mut self, book: &Book, plan: &mut Plan, sources: &[FieldSource]) -> bool {
        if std::mem::replace(&mut self.looked, true) {
            return false;
        }
        // The one that names most columns knows most about the file.
        let mut fitting: Vec<&FieldSource> = sources.iter().filter(|source| source.kind == plan.kind).collect();
        fitting.sort_by_key(|source| std::cmp::Reverse(source.mapping.columns.len()));
        let found = fitting.into_iter().find(|source| plan.follow(book, &source.mapping));
        if let Some(source) = found {
            self.known = Some(source.name.clone());
            self.name.clone_from(&source.name);
        }
        self.known.is_some()
    }

    /// The name of the source and the button that keeps how it is read.
    pub fn show(&mut self, ui: &mut Ui, book: &Book, plan: &Plan) -> Option<SaveSource> {
        let mut save = None;
        ui.horizontal(|ui| {
            ui.label("来源");
            let slot = Slot::alone("source_name", "来源", 190.0);
            TextField::new(&mut self.name).hint("软件或单位的名称").show(ui, &slot);
            let blank = self.name.trim().is_empty();
            let nothing = plan.sheets.iter().all(|sheet| !sheet.take || sheet.sources.is_empty());
            let why = if blank {
                Some("请先填写来源的名称")
            } else {
                nothing.then_some("还没有一列对应到填写项，请先对应")
            };
            if ui.add(button::quiet("保存为来源").icon(Icon::Save).refused(why)).clicked() {
                let name = self.name.trim().to_owned();
                self.known = Some(name.clone());
                save = Some(SaveSource { kind: plan.kind, name, mapping: plan.mapping(book) });
            }
            match &self.known {
                Some(known) => {
                    chip(ui, Tone::Good, &format!("按来源「{known}」读取"));
                }
                None => {
                    let quiet = theme::palette(ui).quiet;
                    let words = "其他软件的表格，对应好各列后保存；下次表头相同的文件自动按它读取";
                    ui.label(RichText::new(words).text_style(TextStyle::Small).color(quiet));
                }
            }
        });
        save
    }
}
