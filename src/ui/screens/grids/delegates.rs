//! 指派专人 of a 副总监管人: who was sent to guide which grid, and the form that sends somebody (R042).

use chrono::NaiveDate;
use egui::{RichText, Ui};

use super::{
    detail::Wish,
    forms::holder_words,
    tag::{Pressed, tag},
};
use crate::{
    domain::{
        date,
        fault::Faults,
        id::{DutyId, GridId},
        plan,
    },
    ops::{
        Command,
        query::grid::{DelegateLine, DutyLine, GridDetail},
        roster::{AssignDelegate, EndDelegate},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::entry::{Ending, Entry, Pick, Source, date_row, document_row, fact},
        theme,
        widgets::{
            button,
            form::{Field, Form},
            link::Basis,
        },
    },
};

/// The line of the plan that asks for it.
const CLAUSE: u32 = 770;

/// 「指派专人 赵某（罕台镇） ✕ · 指派…」.
pub fn show(ui: &mut Ui, grid: &GridDetail, duty: &DutyLine, today: NaiveDate, why: Option<&str>) -> Option<Wish> {
    let mut wish = None;
    let room = ui.available_width();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        ui.spacing_mut().interact_size.y = 24.0;
        ui.label(RichText::new("指派专人").color(theme::palette(ui).quiet));
        for sent in &duty.delegates {
            let place = sent.grid.as_ref().map_or("对应的各网格", |(_, name)| name.as_str());
            let end = format!("结束指派{}…", sent.name);
            let pressed =
                ui.push_id(sent.delegate.0, |ui| tag(ui, room, &format!("{}（{place}）", sent.name), &end, why));
            match pressed.inner {
                Some(Pressed::Name) => wish = Some(Wish::Go(Route::People(Some(sent.person)))),
                Some(Pressed::Cross) => wish = Some(Wish::Fill(Box::new(ending(duty, sent, today)))),
                None => {}
            }
        }
        if ui.add(button::bare("指派专人…").icon(Icon::Add).refused(why)).clicked() {
            wish = Some(Wish::Fill(Box::new(Send::of(grid, duty, today))));
        }
    });
    wish
}

fn ending(duty: &DutyLine, sent: &DelegateLine, today: NaiveDate) -> Ending {
    let id = sent.delegate;
    Ending::new("结束指派", "结束指派", move |on| Command::EndDelegate(EndDelegate { delegate: id, on }))
        .text(format!("{}不再指派{}（{}）。", holder_words(duty), sent.name, sent.period.chinese()))
        .starting(today)
}

/// 指派专人 for one grid or for all.
struct Send {
    duty: DutyId,
    district: GridId,
    who: String,
    person: Pick,
    grid: Pick,
    from: String,
    document: String,
}

impl Send {
    fn of(grid: &GridDetail, duty: &DutyLine, today: NaiveDate) -> Self {
        Self {
            duty: duty.duty,
            district: grid.id,
            who: holder_words(duty),
            person: Pick::new(Source::People),
            grid: Pick::new(Source::Below(grid.id)),
            from: date::chinese(today),
            document: String::new(),
        }
    }
}

impl Entry for Send {
    fn title(&self) -> String {
        "指派专人".to_owned()
    }

    fn verb(&self) -> &'static str {
        "指派"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "副总监管人", &self.who);
        let day = date::parse(&self.from, cx.office.today).unwrap_or(cx.office.today);
        let mut field = Field::new("person", "专人").required();
        if let Some(clause) = plan::clause(CLAUSE) {
            field = field.basis(Basis::from(clause));
        }
        form.row(ui, field, |ui, slot| self.person.show(ui, slot, cx, day));
        let field = Field::new("grid", "指导网格").help("只指导某一镇（街道）时填写，否则留空，指导对应的各网格");
        form.row(ui, field, |ui, slot| self.grid.show(ui, slot, cx, day));
        date_row(ui, form, Field::new("from", "起始日期"), &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let person = faults.take("person", self.person.person().ok_or("请选择指派的专人"));
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(person), Some(from)) = (person, from) else { return Err(faults) };
        let (duty, grid, document) = (self.duty, self.grid.grid(), self.document.clone());
        Ok(Command::AssignDelegate(AssignDelegate { duty, grid, person, from, document }))
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        Some(Box::new(Self {
            duty: self.duty,
            district: self.district,
            who: self.who.clone(),
            person: Pick::new(Source::People),
            grid: Pick::new(Source::Below(self.district)),
            from: self.from.clone(),
            document: self.document.clone(),
        }))
    }
}
