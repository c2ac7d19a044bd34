//! 分设: the new grids, and which of them each child goes to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use egui::{Align, Label, Layout, Ui, vec2};

use super::Subject;
use crate::{
    domain::{
        fault::Faults,
        grid::GridKind,
        id::GridId,
        text::{self, NAME_MAX},
    },
    ops::{
        OpResult,
        query::reform::{self as query, ReformChild},
        reform::{Change, NewGrid, Part},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::lines_of,
        theme,
        widgets::{
            button,
            check::check,
            choice::choice_of,
            fact::fact,
            form::{Field, Form, Slot},
            text_field::TextField,
        },
    },
};

/// Names of the rows for new grids.
const PART_ROWS: [&str; 8] = ["part_1", "part_2", "part_3", "part_4", "part_5", "part_6", "part_7", "part_8"];
/// Width of the kind beside the name.
const KIND: f32 = 92.0;
/// Width of a child's name before its choice.
const NAME: f32 = 72.0;

pub struct SplitDraft {
    kind: GridKind,
    lives_on: bool,
    parts: Vec<PartDraft>,
    /// The part each child goes to, by place; those not listed have no place yet, or stay.
    places: BTreeMap<GridId, usize>,
    children: Loaded<(GridId, NaiveDate, u64), OpResult<Vec<ReformChild>>>,
}

struct PartDraft {
    name: String,
    kind: GridKind,
}

impl SplitDraft {
    pub fn of(kind: GridKind) -> Self {
        let part = || PartDraft { name: String::new(), kind };
        let (parts, places) = (vec![part(), part()], BTreeMap::new());
        Self { kind, lives_on: false, parts, places, children: Loaded::default() }
    }

    pub fn rows(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>, subject: &Subject, day: NaiveDate) {
        let words = format!("「{}」继续存在", subject.name);
        form.row(ui, Field::new("lives_on", "原网格"), |ui, _| check(ui, &mut self.lives_on, &words));
        let kinds = subject.level.kinds();
        for (place, (part, key)) in self.parts.iter_mut().zip(PART_ROWS).enumerate() {
            let label = part_label(place);
            form.row(ui, Field::new(key, &label), |ui, slot| {
                let shown = TextField::new(&mut part.name).max(NAME_MAX).show(ui, &slot.narrowed(KIND + 8.0));
                let kind = Slot::alone("kind", "类型", KIND);
                let chosen = choice_of(ui, &kind, &mut part.kind, kinds, |kind| kind.label());
                let mut shown = shown;
                if chosen.changed() {
                    shown.response.mark_changed();
                }
                shown
            });
        }
        if self.parts.len() < PART_ROWS.len() && ui.add(button::bare("再加一个新网格").icon(Icon::Add)).clicked()
        {
            self.parts.push(PartDraft { name: String::new(), kind: self.kind });
        }
        self.child_rows(ui, form, cx, subject, day);
    }

    fn child_rows(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>, subject: &Subject, day: NaiveDate) {
        let key = (subject.grid, day, cx.office.operations);
        cx.load(&mut self.children, key, |ws, (grid, day, _)| query::children(ws, &[grid], day));
        let Some(Ok(children)) = self.children.shown() else { return };
        if children.is_empty() {
            fact(ui, "下级去向", "没有下级网格");
            return;
        }
        let nowhere = if self.lives_on { "留在原网格" } else { "请选择" };
        let mut targets: Vec<(Option<usize>, String)> = vec![(None, nowhere.to_owned())];
        for (place, part) in self.parts.iter().enumerate() {
            let name = part.name.trim();
            targets.push((Some(place), if name.is_empty() { part_label(place) } else { name.to_owned() }));
        }
        let values: Vec<Option<usize>> = targets.iter().map(|(value, _)| *value).collect();
        let word = |value: &Option<usize>| {
            targets.iter().find(|(known, _)| known == value).map_or(nowhere, |(_, word)| word.as_str())
        };
        let places = &mut self.places;
        form.row(
            ui,
            Field::new("children", "下级去向").help("网格员等下级责任人随下级一起转入"),
            |ui, slot| {
                let list = ui.vertical(|ui| {
                    let mut changed = false;
                    for child in children {
                        changed |= ui.push_id(child.id.0, |ui| place_of(ui, slot, child, places, &values, &word)).inner;
                    }
                    changed
                });
                let mut response = list.response;
                if list.inner {
                    response.mark_changed();
                }
                response
            },
        );
    }

    pub fn change(&self, subject: &Subject, faults: &mut Faults) -> Option<Change> {
        let mut parts = Vec::new();
        for (place, (part, key)) in self.parts.iter().zip(PART_ROWS).enumerate() {
            let used = self.places.values().any(|chosen| *chosen == place);
            // The first two are asked for, unless the old one lives on; others may stay empty while nothing goes there.
            let wanted = place == 0 || (place == 1 && !self.lives_on);
            if part.name.trim().is_empty() && !wanted && !used {
                continue;
            }
            let Some(name) = faults.take(key, text::name("新网格名称", &part.name)) else { continue };
            let children = self.places.iter().filter(|(_, chosen)| **chosen == place).map(|(child, _)| *child);
            parts.push(Part { facts: plain(name, part.kind), children: children.collect() });
        }
        if let Some(Ok(children)) = self.children.shown()
            && !self.lives_on
        {
            let lost: Vec<String> = children
                .iter()
                .filter(|child| !self.places.contains_key(&child.id))
                .map(|child| child.name.clone())
                .collect();
            if !lost.is_empty() {
                faults.add("children", format!("请给{}选择去向", lines_of(&lost)));
            }
        }
        Some(Change::Split { grid: subject.grid, lives_on: self.lives_on, parts })
    }
}

/// 「新网格1」.
fn part_label(place: usize) -> String {
    format!("新网格{}", place + 1)
}

/// A new grid of which only name and kind are known; the rest is mended afterwards.
fn plain(name: String, kind: GridKind) -> NewGrid {
    let (stat_code, civil_code) = (String::new(), String::new());
    NewGrid { name, kind, stat_code, civil_code, aliases: Vec::new(), no_farmland: false, annex2_order: None }
}

/// One child with the choice of where it goes; whether it changed.
fn place_of<'w>(
    ui: &mut Ui,
    slot: &Slot<'_>,
    child: &ReformChild,
    places: &mut BTreeMap<GridId, usize>,
    values: &[Option<usize>],
    word: &'w dyn Fn(&Option<usize>) -> &'w str,
) -> bool {
    let mut chosen = places.get(&child.id).copied();
    ui.horizontal(|ui| {
        let label = format!("{}去向", child.name);
        ui.allocate_ui_with_layout(vec2(NAME, theme::CONTROL), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(NAME);
            ui.add(Label::new(&child.name).truncate());
        });
        let own = Slot::alone("child", &label, (slot.width - NAME - 12.0).max(100.0));
        if choice_of(ui, &own, &mut chosen, values, word).changed() {
            match chosen {
                Some(place) => places.insert(child.id, place),
                None => places.remove(&child.id),
            };
            return true;
        }
        false
    })
    .inner
}
