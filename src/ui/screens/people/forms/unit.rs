//! 新增单位, and mending one.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        fault::Faults,
        id::UnitId,
        roster::UnitKind,
        text::{self, NAME_MAX},
    },
    ops::{
        Command,
        office::{AddUnit, EditUnit},
        query::posts::UnitLine,
    },
    ui::{
        cx::Cx,
        screens::entry::{Entry, Pick, Source, lines_of, list_of},
        widgets::{
            check::check,
            choice::choice,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

#[derive(Default)]
pub struct UnitForm {
    /// `None` for a new one.
    unit: Option<UnitId>,
    kind: Option<UnitKind>,
    name: String,
    full_name: String,
    aliases: String,
    /// The grid it governs, and for which kind the field finds grids.
    grid: Option<(UnitKind, Pick)>,
    assessed: bool,
}

impl UnitForm {
    pub fn of(unit: &UnitLine) -> Self {
        let level = unit.kind.governs();
        let grid = unit
            .grid
            .as_ref()
            .zip(level)
            .map(|((id, name), level)| (unit.kind, Pick::new(Source::Grids(level)).with(id.0, name)));
        Self {
            unit: Some(unit.id),
            kind: Some(unit.kind),
            name: unit.name.clone(),
            full_name: unit.full_name.clone(),
            aliases: lines_of(&unit.aliases),
            grid,
            assessed: unit.assessed_by_default,
        }
    }

    /// The field for the grid, remade when the kind is another.
    fn grid_field(&mut self) -> Option<&mut Pick> {
        let kind = self.kind?;
        let level = kind.governs()?;
        if self.grid.as_ref().is_none_or(|(of, _)| *of != kind) {
            self.grid = Some((kind, Pick::new(Source::Grids(level))));
        }
        self.grid.as_mut().map(|(_, pick)| pick)
    }
}

impl Entry for UnitForm {
    fn title(&self) -> String {
        if self.unit.is_some() { "修改单位".to_owned() } else { "新增单位".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let day = cx.office.today;
        form.row(ui, Field::new("name", "单位名称").required().help("按报表上的写法"), |ui, slot| {
            TextField::new(&mut self.name).hint("例如：区自然资源分局").max(NAME_MAX).show(ui, slot)
        });
        form.row(ui, Field::new("kind", "类别").required(), |ui, slot| {
            choice(ui, slot, &mut self.kind, &UnitKind::ALL, |kind| kind.label(), "请选择")
        });
        form.row(ui, Field::new("full_name", "单位全称"), |ui, slot| {
            TextField::new(&mut self.full_name).max(NAME_MAX).show(ui, slot)
        });
        form.row(ui, Field::new("aliases", "别名").help("几个别名之间用顿号隔开"), |ui, slot| {
            TextField::new(&mut self.aliases).show(ui, slot)
        });
        if let Some(pick) = self.grid_field() {
            form.row(ui, Field::new("grid", "对应网格"), |ui, slot| pick.show(ui, slot, cx, day));
        }
        if self.kind == Some(UnitKind::Department) {
            form.row(
                ui,
                Field::new("assessed_by_default", "考核").help("新开考核年度时默认列入"),
                |ui, _| check(ui, &mut self.assessed, "参加年度考核"),
            );
        }
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let name = faults.take("name", text::name("单位名称", &self.name));
        let kind = faults.take("kind", self.kind.ok_or("请选择类别"));
        let full_name = faults.take("full_name", text::line("单位全称", &self.full_name, NAME_MAX));
        let (Some(name), Some(kind), Some(full_name)) = (name, kind, full_name) else { return Err(faults) };
        let grid = self.grid.as_ref().filter(|(of, _)| *of == kind).and_then(|(_, pick)| pick.grid());
        let assessed_by_default = self.assessed && kind == UnitKind::Department;
        let facts = AddUnit { kind, name, full_name, aliases: list_of(&self.aliases), grid, assessed_by_default };
        Ok(match self.unit {
            Some(unit) => Command::EditUnit(EditUnit { unit, facts }),
            None => Command::AddUnit(facts),
        })
    }
}
