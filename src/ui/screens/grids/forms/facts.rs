//! What is entered about a grid, whether it is new or mended.

use egui::Ui;

use crate::{
    domain::{
        fault::Faults,
        grid::{GridFacts, GridKind, Level, check_code},
        text::{self, NAME_MAX},
    },
    ui::{
        screens::entry::{lines_of, list_of},
        widgets::{
            check::check,
            choice::choice,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

#[derive(Default)]
pub struct FactsDraft {
    pub name: String,
    pub kind: Option<GridKind>,
    pub stat_code: String,
    pub civil_code: String,
    pub aliases: String,
    pub no_farmland: bool,
    pub annex2_order: String,
}

/// The same, read and checked.
pub struct ReadFacts {
    pub name: String,
    pub kind: GridKind,
    pub stat_code: String,
    pub civil_code: String,
    pub aliases: Vec<String>,
    pub annex2_order: Option<u32>,
}

impl FactsDraft {
    pub fn of(facts: &GridFacts) -> Self {
        Self {
            name: facts.name.clone(),
            kind: Some(facts.kind),
            stat_code: facts.stat_code.clone(),
            civil_code: facts.civil_code.clone(),
            aliases: lines_of(&facts.aliases),
            no_farmland: facts.no_farmland,
            annex2_order: facts.annex2_order.map(|place| place.to_string()).unwrap_or_default(),
        }
    }

    pub fn name_rows(&mut self, ui: &mut Ui, form: &mut Form<'_>, level: Level) {
        form.row(ui, Field::new("name", "名称").required(), |ui, slot| {
            TextField::new(&mut self.name).hint(example(level)).max(NAME_MAX).show(ui, slot)
        });
        form.row(ui, Field::new("kind", "类型").required(), |ui, slot| {
            choice(ui, slot, &mut self.kind, level.kinds(), |kind| kind.label(), "请选择")
        });
    }

    pub fn other_rows(&mut self, ui: &mut Ui, form: &mut Form<'_>, level: Level) {
        form.row(
            ui,
            Field::new("stat_code", "统计代码").help("统计用区划代码，可以不填"),
            |ui, slot| TextField::new(&mut self.stat_code).show(ui, slot),
        );
        form.row(ui, Field::new("civil_code", "民政代码").help("民政区划代码，可以不填"), |ui, slot| {
            TextField::new(&mut self.civil_code).show(ui, slot)
        });
        form.row(
            ui,
            Field::new("aliases", "别名").help("几个别名之间用顿号隔开，查找和导入时也认"),
            |ui, slot| TextField::new(&mut self.aliases).show(ui, slot),
        );
        if level == Level::Town {
            form.row(ui, Field::new("annex2_order", "附件2序号").help("未列入附件2的留空"), |ui, slot| {
                TextField::new(&mut self.annex2_order).show(ui, slot)
            });
        }
        form.row(ui, Field::new("no_farmland", "耕地").help("无耕地的不计入巡查频次统计"), |ui, _| {
            check(ui, &mut self.no_farmland, "无耕地")
        });
    }

    /// # Errors
    /// Each is noted under its field; the value is there when all could be read.
    pub fn read(&self, faults: &mut Faults, level: Level) -> Option<ReadFacts> {
        let name = faults.take("name", text::name("网格名称", &self.name));
        if self.kind.is_none() {
            faults.add("kind", "请选择类型");
        }
        let stat_code = faults.take("stat_code", check_code("统计用区划代码", &self.stat_code, level));
        let civil_code = faults.take("civil_code", check_code("民政区划代码", &self.civil_code, level));
        let annex2_order = faults.take("annex2_order", place(&self.annex2_order));
        Some(ReadFacts {
            name: name?,
            kind: self.kind?,
            stat_code: stat_code?,
            civil_code: civil_code?,
            aliases: list_of(&self.aliases),
            annex2_order: annex2_order?,
        })
    }
}

fn place(text: &str) -> Result<Option<u32>, String> {
    match text.trim() {
        "" => Ok(None),
        typed => match typed.parse() {
            Ok(place) if (1..=99).contains(&place) => Ok(Some(place)),
            _ => Err(format!("「{typed}」不是附件2的序号，请填写 1 至 99 的整数或留空")),
        },
    }
}

fn example(level: Level) -> &'static str {
    match level {
        Level::District => "例如：东胜区",
        Level::Town => "例如：罕台镇",
        Level::Village => "例如：撖家塔村",
        Level::Group => "例如：一社",
    }
}
