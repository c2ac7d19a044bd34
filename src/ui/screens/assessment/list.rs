//! 准备: which units are assessed this year, ticked before the list is frozen (G01).

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, TextStyle, Ui};

use crate::{
    domain::{assess::ObjectKind, desk::Right, id::GridId},
    ops::{
        Command, OpResult,
        assess::IncludeObject,
        query::{
            self,
            assess::{ObjectLine, YearOverview},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        theme::{self, Tone},
        widgets::{check::check, chip, page::card},
    },
};

const KINDS: [ObjectKind; 3] = [ObjectKind::Town, ObjectKind::Street, ObjectKind::Department];

/// What the list has read besides the year itself.
#[derive(Default)]
pub struct ObjectList {
    /// The grids of annex 2.
    listed: Loaded<chrono::NaiveDate, OpResult<BTreeSet<GridId>>>,
}

impl ObjectList {
    pub fn invalidate(&mut self) {
        self.listed.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, year: &YearOverview) {
        let today = cx.office.today;
        let listed = cx.load(&mut self.listed, today, |ws, day| {
            let tree = query::grid::tree(ws, day)?;
            Ok(tree.into_iter().filter(|node| node.listed).map(|node| node.id).collect())
        });
        let listed: BTreeSet<GridId> = listed.and_then(|read| read.as_ref().ok()).cloned().unwrap_or_default();
        let refusal = cx.office.refusal(Right::Assess);
        let colours = theme::palette(ui);
        let included = year.objects.iter().filter(|object| object.included).count();
        let text = format!("已列入 {included} 个单位。冻结名单后开始评分，名单不能再调整。");
        ui.label(RichText::new(text).color(colours.quiet));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let third = (ui.available_width() - 2.0 * 12.0) / 3.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                for kind in KINDS {
                    ui.vertical(|ui| {
                        ui.set_width(third);
                        card(ui, |ui| {
                            ui.set_width(third - 2.0 * theme::MARGIN - 2.0);
                            group(ui, cx, year, kind, &listed, refusal.as_deref());
                        });
                    });
                }
            });
        });
    }
}

fn group(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    year: &YearOverview,
    kind: ObjectKind,
    listed: &BTreeSet<GridId>,
    refusal: Option<&str>,
) {
    let colours = theme::palette(ui);
    let objects: Vec<&ObjectLine> = year.objects.iter().filter(|object| object.kind == kind).collect();
    let chosen = objects.iter().filter(|object| object.included).count();
    ui.horizontal(|ui| {
        ui.label(RichText::new(kind.label()).text_style(theme::text::section()));
        let count = format!("{chosen}/{}", objects.len());
        ui.label(RichText::new(count).text_style(TextStyle::Small).color(colours.quiet));
    });
    ui.spacing_mut().item_spacing.y = 2.0;
    if objects.is_empty() {
        ui.label(RichText::new("没有可以考核的单位").color(colours.quiet));
    }
    for object in objects {
        ui.horizontal(|ui| {
            let mut included = object.included;
            let ticked = ui.add_enabled_ui(refusal.is_none(), |ui| check(ui, &mut included, &object.name)).inner;
            if let Some(why) = refusal {
                ticked.on_disabled_hover_text(why);
            } else if ticked.changed() {
                cx.submit(Command::IncludeObject(IncludeObject { object: object.id, included }));
            }
            if object.grid.is_some_and(|grid| !listed.is_empty() && !listed.contains(&grid)) {
                chip::chip(ui, Tone::Neutral, "未列入附件2");
            }
        });
    }
}
