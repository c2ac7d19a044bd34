//! One post: who holds it and held it, and what duties come with it.

use egui::{Align, Label, Layout, RichText, Ui};

use super::{
    Wish,
    forms::{Appointment, PostForm},
};
use crate::{
    domain::desk::Right,
    ops::{
        Command,
        office::ClosePost,
        query::posts::{PostDetail, TermLine},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::entry::{Ending, fact, lines_of},
        theme::{self, Tone},
        widgets::{button, chip::chip, link::body_link, page::section},
    },
};

pub fn show(ui: &mut Ui, cx: &Cx<'_>, detail: &PostDetail) -> Option<Wish> {
    let post = &detail.post;
    ui.spacing_mut().item_spacing.y = 4.0;
    fact(ui, "单位", &post.unit_name);
    fact(ui, "存续", &post.period.chinese());
    fact(ui, "人数", if post.single_holder { "一人担任" } else { "可由几人同时担任" });
    section(ui, "任职沿革");
    if post.holders.is_empty() {
        ui.horizontal(|ui| {
            chip(ui, Tone::Danger, "空缺");
            ui.label(RichText::new("用下面的「任免…」明确任职人").color(theme::palette(ui).quiet));
        });
    }
    let mut wish = None;
    for term in &detail.terms {
        ui.push_id(term.incumbency.0, |ui| wish = line(ui, cx, term).or(wish.take()));
    }
    section(ui, "网格职责");
    duties(ui, detail).or(wish)
}

/// Who held it from when to when, and the end of it.
fn line(ui: &mut Ui, cx: &Cx<'_>, term: &TermLine) -> Option<Wish> {
    let quiet = theme::palette(ui).quiet;
    let why = cx.office.refusal(Right::Manage);
    let mut wish = None;
    ui.horizontal(|ui| {
        if body_link(ui, &term.person_name).clicked() {
            wish = Some(Wish::Go(Route::People(Some(term.person))));
        }
        let running = term.period.contains(cx.as_of);
        if running {
            chip(ui, Tone::Good, "在任");
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if running && ui.add(button::bare("免职…").refused(why.as_deref())).clicked() {
                wish = Some(Wish::Fill(Box::new(Appointment::new(cx.office.today).leaving(term))));
            }
        });
    });
    let mut about = term.period.chinese();
    if !term.document.is_empty() {
        about = format!("{about} · {}", term.document);
    }
    ui.add(Label::new(RichText::new(about).small().color(quiet)).wrap());
    ui.add_space(4.0);
    wish
}

fn duties(ui: &mut Ui, detail: &PostDetail) -> Option<Wish> {
    let quiet = theme::palette(ui).quiet;
    if detail.duties.is_empty() {
        ui.label(RichText::new("没有随这个职务的网格职责，在「网格」页指定").color(quiet));
    }
    let mut wish = None;
    for duty in &detail.duties {
        ui.push_id(duty.duty.0, |ui| {
            if body_link(ui, &format!("{} {}", duty.grid_path, duty.role.label())).clicked() {
                wish = Some(Wish::Go(Route::Grids(Some(duty.grid))));
            }
            let mut about = duty.period.chinese();
            if !duty.charges.is_empty() {
                about = format!("{about} · 包联{}", lines_of(&duty.charges));
            }
            ui.add(Label::new(RichText::new(about).small().color(quiet)).wrap());
            ui.add_space(4.0);
        });
    }
    wish
}

/// The buttons at the foot of the drawer.
pub fn deeds(ui: &mut Ui, cx: &Cx<'_>, detail: &PostDetail) -> Option<Wish> {
    let why = cx.office.refusal(Right::Manage);
    let (post, today) = (&detail.post, cx.office.today);
    let name = format!("{}{}", post.unit_name, post.title);
    if ui.add(button::quiet("任免…").icon(Icon::Person).refused(why.as_deref())).clicked() {
        return Some(Wish::Fill(Box::new(Appointment::new(today).to(post.id, &name))));
    }
    if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why.as_deref())).clicked() {
        return Some(Wish::Fill(Box::new(PostForm::of(post))));
    }
    if ui.add(button::quiet("撤销职务…").icon(Icon::Delete).refused(why.as_deref())).clicked() {
        let id = post.id;
        let form = Ending::new(format!("撤销{name}"), "撤销职务", move |on| {
            Command::ClosePost(ClosePost { post: id, on })
        });
        let form = form.text("撤销后，该日之前的报表和任职记录仍保留。").day("撤销日期", "自该日起不再设立");
        return Some(Wish::Fill(Box::new(form.starting(today))));
    }
    None
}
