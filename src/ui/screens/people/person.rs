//! One person: numbers, posts, duties and 包联.

use chrono::{Days, NaiveDate};
use egui::{Label, RichText, Ui};

use super::{
    Wish,
    forms::{Appointment, PersonForm},
};
use crate::{
    domain::{date::Period, desk::Right, id::PersonId},
    ops::query::people::PersonDetail,
    session::sheet::Sheet,
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::entry::{fact, lines_of},
        theme,
        widgets::{
            button,
            link::{body_link, link},
            page::section,
        },
    },
};

pub fn show(ui: &mut Ui, detail: &PersonDetail, today: NaiveDate) -> Option<Wish> {
    let line = &detail.person;
    ui.spacing_mut().item_spacing.y = 4.0;
    let or_none = |text: &str| if text.is_empty() { "未登记".to_owned() } else { text.to_owned() };
    fact(ui, "办公电话", &or_none(&line.office_phone));
    fact(ui, "手机号码", &or_none(&line.phone));
    fact(ui, "参加巡查", &format!("{} 次", detail.patrols));
    fact(ui, "经办问题", &format!("{} 件，未销号 {} 件", detail.problems, detail.open_problems));
    if !detail.note.is_empty() {
        fact(ui, "备注", &detail.note);
    }
    section(ui, "任职经历");
    let mut wish = terms(ui, detail, today);
    section(ui, "网格职责");
    wish = duties(ui, detail, today).or(wish);
    wish
}

fn terms(ui: &mut Ui, detail: &PersonDetail, today: NaiveDate) -> Option<Wish> {
    let quiet = theme::palette(ui).quiet;
    if detail.terms.is_empty() {
        ui.label(RichText::new("没有登记任职").color(quiet));
    }
    let mut wish = None;
    for term in &detail.terms {
        ui.push_id(term.incumbency.0, |ui| {
            if body_link(ui, &format!("{}{}", term.unit_name, term.title)).clicked() {
                wish = Some(Wish::Go(Route::Posts(Some(term.post))));
            }
            let mut about = term.period.chinese();
            if !term.document.is_empty() {
                about = format!("{about} · {}", term.document);
            }
            ui.add(Label::new(RichText::new(about).small().color(quiet)).wrap());
            wish = handover(ui, term.person, &term.period, today).or(wish.take());
            ui.add_space(4.0);
        });
    }
    wish
}

/// The link to the sheet that hands over what ended with this time; while it runs, to one prepared for today.
fn handover(ui: &mut Ui, person: PersonId, period: &Period, today: NaiveDate) -> Option<Wish> {
    let pressed = link(ui, "交接清单").on_hover_text("离任时的交接清单；还在任的按今天离任预备").clicked();
    let on = period.until.unwrap_or(today + Days::new(1));
    pressed.then_some(Wish::Print(Sheet::Handover { person, on }))
}

fn duties(ui: &mut Ui, detail: &PersonDetail, today: NaiveDate) -> Option<Wish> {
    let quiet = theme::palette(ui).quiet;
    if detail.duties.is_empty() {
        ui.label(RichText::new("没有网格职责").color(quiet));
    }
    let mut wish = None;
    for (place, duty) in detail.duties.iter().enumerate() {
        ui.push_id(place, |ui| {
            if body_link(ui, &format!("{} {}", duty.grid_path, duty.role.label())).clicked() {
                wish = Some(Wish::Go(Route::Grids(Some(duty.grid))));
            }
            let mut parts = vec![duty.period.chinese()];
            let own = duty.through.is_none();
            parts.extend(duty.through.as_ref().map(|post| format!("随职务：{post}")));
            if !duty.title.is_empty() {
                parts.push(duty.title.clone());
            }
            if !duty.charges.is_empty() {
                parts.push(format!("包联{}", lines_of(&duty.charges)));
            }
            ui.add(Label::new(RichText::new(parts.join(" · ")).small().color(quiet)).wrap());
            if own {
                wish = handover(ui, detail.person.id, &duty.period, today).or(wish.take());
            }
            ui.add_space(4.0);
        });
    }
    wish
}

/// The buttons at the foot of the drawer.
pub fn deeds(ui: &mut Ui, cx: &Cx<'_>, detail: &PersonDetail) -> Option<Wish> {
    let why = cx.office.refusal(Right::Manage);
    let line = &detail.person;
    if ui.add(button::quiet("履职情况").icon(Icon::Chart)).clicked() {
        return Some(Wish::Tenure(line.id));
    }
    if ui.add(button::quiet("修改资料…").icon(Icon::Edit).refused(why.as_deref())).clicked() {
        return Some(Wish::Fill(Box::new(PersonForm::of(detail))));
    }
    if ui.add(button::quiet("任命…").icon(Icon::Person).refused(why.as_deref())).clicked() {
        let form = Appointment::new(cx.office.today).somebody(line.id, &line.name);
        return Some(Wish::Fill(Box::new(form)));
    }
    None
}
