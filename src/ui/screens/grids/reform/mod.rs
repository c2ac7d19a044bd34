//! 区划调整…: the wizard of reforms: what kind, what with whom, when and by which paper, and what it will change.

mod grids_pick;
mod merge;
mod preview;
mod rename;
mod split;
mod transfer;

use chrono::NaiveDate;
use egui::{Label, Ui};

use self::{merge::MergeDraft, preview::Preview, rename::RenameDraft, split::SplitDraft, transfer::TransferDraft};
use super::forms::FactsDraft;
use crate::{
    domain::{date, fault::Faults, grid::Level, id::GridId, reform::ReformKind, text::LINE_MAX},
    ops::{
        Command,
        query::grid::GridDetail,
        reform::{Change, NewGrid, Reform},
    },
    ui::{
        cx::Cx,
        screens::entry::{Entry, date_row, document_row, fact},
        widgets::{
            choice::segments,
            form::{Field, Form},
            page::section,
            text_field::TextField,
        },
    },
};

/// The grid a reform begins at.
pub struct Subject {
    pub grid: GridId,
    pub level: Level,
    pub name: String,
    /// The grid above; none for the district.
    pub parent: Option<(GridId, String)>,
}

/// A reform as it is being entered. What was typed for one kind stays while another is looked at.
pub struct ReformForm {
    subject: Subject,
    kind: ReformKind,
    rename: RenameDraft,
    transfer: TransferDraft,
    open: FactsDraft,
    split: SplitDraft,
    merge: MergeDraft,
    on: String,
    document: String,
    note: String,
    end_open: bool,
    preview: Preview,
}

impl ReformForm {
    pub fn of(grid: &GridDetail, today: NaiveDate) -> Self {
        let parent = grid.path.last().map(|step| (step.id, step.name.clone()));
        let subject = Subject { grid: grid.id, level: grid.level, name: grid.facts.name.clone(), parent };
        Self {
            rename: RenameDraft::of(&subject.name, &grid.units),
            transfer: TransferDraft::of(&subject),
            open: FactsDraft { kind: only_kind(grid.level.below()), ..FactsDraft::default() },
            split: SplitDraft::of(grid.facts.kind),
            merge: MergeDraft::of(&subject, grid.facts.kind),
            subject,
            kind: ReformKind::Rename,
            on: date::chinese(today),
            document: String::new(),
            note: String::new(),
            end_open: false,
            preview: Preview::default(),
        }
    }

    /// What can become of a grid of its level.
    fn kinds(&self) -> Vec<ReformKind> {
        let possible = |kind: &ReformKind| match (kind, self.subject.level) {
            (ReformKind::Rename, _) => true,
            (ReformKind::Open, level) => level != Level::Group,
            (_, Level::District) => false,
            // There is one district: towns cannot go to another.
            (ReformKind::Move, Level::Town) => false,
            _ => true,
        };
        ReformKind::ALL.into_iter().filter(possible).collect()
    }

    fn explanation(&self) -> &'static str {
        match self.kind {
            ReformKind::Rename => "自生效之日起用新名称，之前的报表和记录仍用原名称。",
            ReformKind::Split => "一个网格分成几个，下级逐个写明去向；已登记的巡查仍记在原网格。",
            ReformKind::Merge => "几个网格合成一个，下级一并转入；已登记的巡查仍记在原网格。",
            ReformKind::Move => "连同下级划入另一个上级，之前的报表仍在原上级之下。",
            ReformKind::Open => "在本网格之下新设一个，与「新增下级网格」不同的是会记入沿革。",
            ReformKind::Close => "撤销后没有承接单位；有承接单位的请用「合并」。",
        }
    }

    fn day(&self, today: NaiveDate) -> NaiveDate {
        date::parse(&self.on, today).unwrap_or(today)
    }

    fn change(&self, faults: &mut Faults) -> Option<Change> {
        match self.kind {
            ReformKind::Rename => self.rename.change(&self.subject, faults),
            ReformKind::Split => self.split.change(&self.subject, faults),
            ReformKind::Merge => self.merge.change(&self.subject, faults),
            ReformKind::Move => self.transfer.change(&self.subject, faults),
            ReformKind::Open => {
                let level = self.subject.level.below()?;
                Some(Change::Open { parent: self.subject.grid, facts: new_grid(&self.open, faults, level)? })
            }
            ReformKind::Close => Some(Change::Close { grid: self.subject.grid }),
        }
    }
}

impl Entry for ReformForm {
    fn title(&self) -> String {
        format!("区划调整：{}", self.subject.name)
    }

    fn verb(&self) -> &'static str {
        "办理"
    }

    fn takes_away(&self) -> bool {
        self.kind == ReformKind::Close
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let (today, kinds) = (cx.office.today, self.kinds());
        segments(ui, &mut self.kind, &kinds, |kind| kind.label());
        ui.add(Label::new(self.explanation()).wrap());
        ui.add_space(4.0);
        if let Some((_, parent)) = &self.subject.parent {
            fact(ui, "上级网格", parent);
        }
        let day = self.day(today);
        match self.kind {
            ReformKind::Rename => self.rename.rows(ui, form),
            ReformKind::Split => self.split.rows(ui, form, cx, &self.subject, day),
            ReformKind::Merge => self.merge.rows(ui, form, cx, &self.subject, day),
            ReformKind::Move => self.transfer.rows(ui, form, cx, day),
            ReformKind::Open => {
                if let Some(level) = self.subject.level.below() {
                    self.open.name_rows(ui, form, level);
                    self.open.other_rows(ui, form, level);
                }
            }
            ReformKind::Close => {}
        }
        date_row(ui, form, Field::new("on", "生效日期").help("新情况的第一天"), &mut self.on, today);
        document_row(ui, form, &mut self.document);
        form.row(ui, Field::new("note", "说明").help("可以不填"), |ui, slot| {
            TextField::new(&mut self.note).max(LINE_MAX).show(ui, slot)
        });
        section(ui, "办理前核对");
        let command = self.command(today).ok();
        self.preview.show(ui, form, cx, command, &mut self.end_open);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let change = self.change(&mut faults);
        let on = faults.take("on", date::parse(&self.on, today));
        match (change, on) {
            (Some(change), Some(on)) if faults.is_empty() => Ok(Command::Reform(Reform {
                change,
                on,
                document: self.document.clone(),
                note: self.note.clone(),
                end_open: self.end_open,
            })),
            _ => Err(faults),
        }
    }
}

/// The kind of a level that has only one.
fn only_kind(level: Option<Level>) -> Option<crate::domain::grid::GridKind> {
    match level?.kinds() {
        [only] => Some(*only),
        _ => None,
    }
}

/// A new grid as it was typed; faults stand at its fields.
fn new_grid(draft: &FactsDraft, faults: &mut Faults, level: Level) -> Option<NewGrid> {
    let facts = draft.read(faults, level)?;
    Some(NewGrid {
        name: facts.name,
        kind: facts.kind,
        stat_code: facts.stat_code,
        civil_code: facts.civil_code,
        aliases: facts.aliases,
        no_farmland: draft.no_farmland,
        annex2_order: facts.annex2_order,
    })
}
