//! 新增职务, and mending one.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        date,
        fault::Faults,
        id::{PostId, UnitId},
        text::{self, NAME_MAX},
    },
    ops::{
        Command,
        office::{AddPost, EditPost},
        query::posts::PostLine,
    },
    ui::{
        cx::Cx,
        screens::entry::{Entry, Pick, Source, date_row, fact},
        widgets::{
            check::check,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

pub struct PostForm {
    target: Target,
    title: String,
    several: bool,
}

enum Target {
    New { unit: Box<Pick>, from: String },
    Known { post: PostId, unit: String },
}

impl PostForm {
    /// A new post, in a unit when that is known already.
    pub fn new(unit: Option<(UnitId, &str)>, today: NaiveDate) -> Self {
        let pick = Pick::new(Source::Units);
        let pick = match unit {
            Some((id, name)) => pick.with(id.0, name),
            None => pick,
        };
        Self {
            target: Target::New { unit: Box::new(pick), from: date::chinese(today) },
            title: String::new(),
            several: false,
        }
    }

    pub fn of(post: &PostLine) -> Self {
        let target = Target::Known { post: post.id, unit: post.unit_name.clone() };
        Self { target, title: post.title.clone(), several: !post.single_holder }
    }
}

impl Entry for PostForm {
    fn title(&self) -> String {
        match self.target {
            Target::New { .. } => "新增职务".to_owned(),
            Target::Known { .. } => "修改职务".to_owned(),
        }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        match &mut self.target {
            Target::New { unit, .. } => {
                let field = Field::new("unit", "单位").required();
                form.row(ui, field, |ui, slot| unit.show(ui, slot, cx, today));
            }
            Target::Known { unit, .. } => fact(ui, "单位", unit),
        }
        form.row(ui, Field::new("title", "职务").required(), |ui, slot| {
            TextField::new(&mut self.title).hint("例如：副镇长（分管农牧）").max(NAME_MAX).show(ui, slot)
        });
        form.row(
            ui,
            Field::new("single_holder", "人数").help("不勾选时同一时间只由一人担任"),
            |ui, _| check(ui, &mut self.several, "可由几人同时担任"),
        );
        if let Target::New { from, .. } = &mut self.target {
            date_row(ui, form, Field::new("from", "设立日期"), from, today);
        }
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let title = faults.take("title", text::name("职务名称", &self.title));
        let single_holder = !self.several;
        match &self.target {
            Target::New { unit, from } => {
                let unit = faults.take("unit", unit.unit().ok_or("请选择单位；没有的单位请先用「新增单位」"));
                let from = faults.take("from", date::parse(from, today));
                let (Some(title), Some(unit), Some(from)) = (title, unit, from) else { return Err(faults) };
                Ok(Command::AddPost(AddPost { unit, title, single_holder, from }))
            }
            Target::Known { post, .. } => {
                let Some(title) = title else { return Err(faults) };
                Ok(Command::EditPost(EditPost { post: *post, title, single_holder }))
            }
        }
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let Target::New { unit, from } = &self.target else { return None };
        let mut next = Pick::new(Source::Units);
        next.chosen.clone_from(&unit.chosen);
        let target = Target::New { unit: Box::new(next), from: from.clone() };
        Some(Box::new(Self { target, title: String::new(), several: false }))
    }
}
