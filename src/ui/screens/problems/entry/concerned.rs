//! 当事人: as many lines as there are people or companies.

use egui::{RichText, Ui};

use crate::{
    domain::problem::Concerned,
    ui::{
        icon::Icon,
        theme,
        widgets::{
            button,
            form::{Shown, Slot},
            text_field::TextField,
        },
    },
};

/// Names of the fields of a line; readers of the screen tell them apart by their place.
const NAMES: [&str; 3] = ["当事人姓名", "当事人身份", "当事人电话"];

/// The lines, and how to add one.
pub fn rows(ui: &mut Ui, slot: &Slot<'_>, people: &mut Vec<Concerned>) -> Shown {
    let mut changed = false;
    let shown = ui
        .vertical(|ui| {
            let mut gone = None;
            for (place, one) in people.iter_mut().enumerate() {
                ui.push_id(place, |ui| {
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = 6.0;
                        changed |= line(ui, slot, one);
                        let name = format!("移除第 {} 名当事人", place + 1);
                        if ui.add(button::icon(Icon::Close, &name)).clicked() {
                            gone = Some(place);
                        }
                    });
                });
            }
            if let Some(place) = gone {
                people.remove(place);
                changed = true;
            }
            let add = ui.add(button::bare("添加当事人").icon(Icon::Add));
            if add.clicked() {
                people.push(Concerned::default());
                changed = true;
            }
            if people.is_empty() {
                ui.label(RichText::new("还不清楚时可以不填，核实时再补").small().color(theme::palette(ui).quiet));
            }
            add
        })
        .inner;
    let mut shown = Shown::from(shown);
    if changed {
        shown.response.mark_changed();
    }
    shown
}

fn line(ui: &mut Ui, slot: &Slot<'_>, one: &mut Concerned) -> bool {
    let room = (slot.width - 30.0 - 3.0 * 6.0).max(240.0);
    let fields =
        [(&mut one.name, "姓名或单位", 0.38), (&mut one.part, "身份，如承包者", 0.34), (&mut one.phone, "电话", 0.28)];
    let mut changed = false;
    for ((text, hint, share), name) in fields.into_iter().zip(NAMES) {
        let own = Slot::alone(slot.key, name, room * share);
        changed |= TextField::new(text).hint(hint).max(200).show(ui, &own).response.changed();
    }
    changed
}
