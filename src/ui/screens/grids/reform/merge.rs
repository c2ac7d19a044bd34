//! 合并: which grids, into one of them or a new one, and names for children that are called alike.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use egui::Ui;

use super::{Subject, grids_pick::GridsPick, new_grid};
use crate::{
    domain::{fault::Faults, grid::GridKind, id::GridId, text::NAME_MAX},
    ops::{
        OpResult,
        query::reform::{self as query, ReformChild},
        reform::{Change, ChildName, MergeInto},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        screens::{
            entry::{Pick, Source},
            grids::forms::FactsDraft,
        },
        widgets::{
            choice::choice_of,
            form::{Field, Form, Slot},
            text_field::TextField,
        },
    },
};

pub struct MergeDraft {
    grids: GridsPick,
    /// The grid that goes on; `None` for a new one.
    into: Option<GridId>,
    facts: FactsDraft,
    parent: Pick,
    names: BTreeMap<GridId, String>,
    children: Loaded<(Vec<GridId>, NaiveDate, u64), OpResult<Vec<ReformChild>>>,
}

impl MergeDraft {
    pub fn of(subject: &Subject, kind: GridKind) -> Self {
        let mut parent = Pick::new(Source::Grids(subject.level.above().unwrap_or(subject.level)));
        if let Some((id, name)) = &subject.parent {
            parent = parent.with(id.0, name.clone());
        }
        Self {
            grids: GridsPick::with(subject),
            into: Some(subject.grid),
            facts: FactsDraft { kind: Some(kind), ..FactsDraft::default() },
            parent,
            names: BTreeMap::new(),
            children: Loaded::default(),
        }
    }

    pub fn rows(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>, subject: &Subject, day: NaiveDate) {
        let field = Field::new("grids", "合并网格").required().help("同一级的几个网格");
        form.row(ui, field, |ui, slot| self.grids.show(ui, slot, cx, day));
        let chosen = self.grids.grids();
        if self.into.is_some_and(|into| !chosen.contains(&into)) {
            self.into = None;
        }
        let values: Vec<Option<GridId>> = chosen.iter().map(|grid| Some(*grid)).chain([None]).collect();
        let picked = &self.grids.chosen;
        let word = |value: &Option<GridId>| match value {
            Some(grid) => picked.iter().find(|one| one.id == grid.0).map_or("", |one| one.label.as_str()),
            None => "新设一个网格",
        };
        let into = &mut self.into;
        let field = Field::new("into", "并入").required().help("选已有的，该网格继续存在，责任人不变");
        form.row(ui, field, |ui, slot| choice_of(ui, slot, into, &values, word));
        if self.into.is_none() {
            form.row(ui, Field::new("parent", "上级网格").required(), |ui, slot| {
                self.parent.show(ui, slot, cx, day)
            });
            self.facts.name_rows(ui, form, subject.level);
            self.facts.other_rows(ui, form, subject.level);
        }
        let key = (chosen, day, cx.office.operations);
        cx.load(&mut self.children, key, |ws, (grids, day, _)| query::children(ws, &grids, day));
        self.alike_rows(ui, form);
    }

    /// Children that would be called alike need another name, all but those of the grid that goes on.
    fn alike_rows(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        let into = self.into;
        let Some(Ok(children)) = self.children.shown() else { return };
        let alike: Vec<&ReformChild> =
            children.iter().filter(|child| Some(child.parent) != into && is_alike(children, child)).collect();
        if alike.is_empty() {
            return;
        }
        let names = &mut self.names;
        let field = Field::new("names", "同名下级").help("合并后重名的下级，改用新名称；不改的留空");
        form.row(ui, field, |ui, slot| {
            let list = ui.vertical(|ui| {
                let mut changed = false;
                for child in alike {
                    let label = format!("{}{}", child.parent_name, child.name);
                    let hint = format!("{label}的新名称");
                    let own = Slot::alone("name", &label, slot.width);
                    let name = names.entry(child.id).or_default();
                    let shown =
                        ui.push_id(child.id.0, |ui| TextField::new(name).hint(&hint).max(NAME_MAX).show(ui, &own));
                    changed |= shown.inner.response.changed();
                }
                changed
            });
            let mut response = list.response;
            if list.inner {
                response.mark_changed();
            }
            response
        });
    }

    pub fn change(&self, subject: &Subject, faults: &mut Faults) -> Option<Change> {
        let grids = self.grids.grids();
        if grids.len() < 2 {
            faults.add("grids", "请选择要合并的网格，至少两个");
        }
        let into = match self.into {
            Some(grid) => MergeInto::Grid(grid),
            None => {
                let parent = faults.take("parent", self.parent.grid().ok_or("请选择合并后网格的上级"));
                MergeInto::New { facts: new_grid(&self.facts, faults, subject.level)?, parent: parent? }
            }
        };
        let known: BTreeSet<GridId> = match self.children.shown() {
            Some(Ok(children)) => children.iter().map(|child| child.id).collect(),
            _ => BTreeSet::new(),
        };
        let typed = self.names.iter().filter(|(grid, name)| known.contains(grid) && !name.trim().is_empty());
        let names = typed.map(|(grid, name)| ChildName { grid: *grid, name: name.clone() }).collect();
        Some(Change::Merge { grids, into, names })
    }
}

fn is_alike(children: &[ReformChild], one: &ReformChild) -> bool {
    children.iter().any(|other| other.id != one.id && other.name == one.name)
}
