//! 登记领导小组, and mending one.

use chrono::NaiveDate;
use egui::Ui;

use super::{check_files, files_row, line_row, note_row, optional_date, optional_date_row, shown};
use crate::{
    domain::{
        date,
        fault::Faults,
        grid::Level,
        id::{GridId, LeadingGroupId},
        leading_group::{LINE, NAME},
        plan,
        text::NAME_MAX,
    },
    ops::{
        Command,
        mechanism::{AddLeadingGroup, EditLeadingGroup, LeadingGroup},
        query::mechanism::GroupLine,
    },
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, Pick, Source, date_row},
            patrols::files::Incoming,
        },
        widgets::{
            choice::choice_of,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

/// Groups stand at these levels.
const LEVELS: [Level; 2] = [Level::Town, Level::District];

pub struct GroupForm {
    /// `None` for a new one.
    group: Option<LeadingGroupId>,
    level: Level,
    grids: [Pick; 2],
    name: String,
    document: String,
    from: String,
    until: String,
    note: String,
    files: Incoming,
    /// A grid whose level is read from what was chosen.
    fixed: Option<(GridId, String)>,
}

impl GroupForm {
    pub fn new(today: NaiveDate) -> Self {
        Self {
            group: None,
            level: Level::Town,
            grids: LEVELS.map(|level| Pick::new(Source::Grids(level))),
            name: NAME.to_owned(),
            document: String::new(),
            from: date::chinese(today),
            until: String::new(),
            note: String::new(),
            files: Incoming::default(),
            fixed: None,
        }
    }

    pub fn of_grid(mut self, grid: GridId, name: &str) -> Self {
        self.fixed = Some((grid, name.to_owned()));
        self
    }

    pub fn edit(group: &GroupLine) -> Self {
        Self {
            group: Some(group.id),
            name: group.name.clone(),
            document: group.document.clone(),
            until: shown(group.period.until),
            note: group.note.clone(),
            ..Self::new(group.period.from).of_grid(group.grid, &group.grid_name)
        }
    }

    fn grid(&self) -> Option<GridId> {
        let place = LEVELS.iter().position(|level| *level == self.level)?;
        self.fixed.as_ref().map(|(grid, _)| *grid).or_else(|| self.grids[place].grid())
    }
}

impl Entry for GroupForm {
    fn title(&self) -> String {
        if self.group.is_some() { "修改领导小组".to_owned() } else { "登记领导小组".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        match &self.fixed {
            Some((_, name)) => crate::ui::screens::entry::fact(ui, "单位", name),
            None => {
                form.row(ui, Field::new("level", "级别").required(), |ui, slot| {
                    choice_of(ui, slot, &mut self.level, &LEVELS, |level| level.label())
                });
                let place = LEVELS.iter().position(|level| *level == self.level).unwrap_or(0);
                let grid = &mut self.grids[place];
                form.row(ui, Field::new("grid", "单位").required(), |ui, slot| grid.show(ui, slot, cx, today));
            }
        }
        let mut name = Field::new("name", "名称").required();
        if let Some(clause) = plan::clause(LINE) {
            name = name.basis(clause.into());
        }
        form.row(ui, name, |ui, slot| TextField::new(&mut self.name).max(NAME_MAX).show(ui, slot));
        line_row(ui, form, Field::new("document", "成立文件"), &mut self.document, "例如：罕政发〔2024〕2号");
        date_row(ui, form, Field::new("from", "成立日期"), &mut self.from, today);
        let until = Field::new("until", "撤销日期").help("自该日起不再存在；仍在运行的留空");
        optional_date_row(ui, form, until, &mut self.until, today);
        note_row(ui, form, &mut self.note);
        if self.group.is_none() {
            files_row(ui, form, &mut self.files, cx);
        }
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let grid = faults.take("grid", self.grid().ok_or("请选择成立领导小组的单位"));
        let from = faults.take("from", date::parse(&self.from, today));
        let until = optional_date(&mut faults, "until", &self.until, today);
        check_files(&mut faults, &self.files);
        let (Some(grid), Some(from), Some(until), true) = (grid, from, until, faults.is_empty()) else {
            return Err(faults);
        };
        let facts = LeadingGroup {
            grid,
            name: self.name.clone(),
            document: self.document.clone(),
            from,
            until,
            note: self.note.clone(),
        };
        Ok(match self.group {
            Some(leading_group) => Command::EditLeadingGroup(EditLeadingGroup { leading_group, facts }),
            None => Command::AddLeadingGroup(AddLeadingGroup { facts, files: self.files.kept().to_vec() }),
        })
    }
}
