//! Who holds each role of a grid, with 包联 and pairings, and what the plan asks of the role.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Align, Color32, Frame, Label, Layout, Margin, RichText, Ui};

use super::{
    delegates,
    detail::Wish,
    forms::{Assign, Charge, Pair, Succeed, counterpart, holder_words},
    tag::{Pressed, tag},
};
use crate::{
    domain::{
        date::chinese,
        desk::Right,
        id::DutyId,
        plan,
        roster::{DutyHolder, Role},
    },
    ops::{
        Command,
        query::grid::{ChargeLine, DutyLine, GridDetail, PairingLine, RoleBlock},
        roster::{EndCharge, EndDuty, EndPairing},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::entry::Ending,
        theme::{self, Tone},
        widgets::{
            button,
            chip::chip,
            link::{self, Basis, body_link, link},
            paint,
        },
    },
};

/// Roles whose duties are read.
pub type Unfolded = BTreeSet<Role>;

/// Room for the buttons of a holder: four short verbs.
const DEEDS: f32 = 232.0;

/// What every line of the roles needs to know.
struct Around<'a> {
    grid: &'a GridDetail,
    today: NaiveDate,
    /// Why nothing may be changed.
    why: Option<String>,
}

pub fn show(ui: &mut Ui, cx: &Cx<'_>, grid: &GridDetail, unfolded: &mut Unfolded) -> Option<Wish> {
    let around = Around { grid, today: cx.office.today, why: cx.office.refusal(Right::Manage) };
    let mut wish = None;
    for block in &grid.roles {
        let colours = theme::palette(ui);
        let card = Frame::NONE.stroke(egui::Stroke::new(1.0, colours.line)).corner_radius(6);
        card.inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
            ui.push_id(block.role, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 4.0;
                wish = head(ui, &around, block, unfolded).or(wish.take());
                if unfolded.contains(&block.role) {
                    words(ui, block);
                }
                for duty in &block.duties {
                    ui.push_id(duty.duty.0, |ui| wish = line(ui, &around, block, duty).or(wish.take()));
                }
            });
        });
    }
    wish
}

/// The role, whether it is vacant, its duties to unfold, and the button that names somebody.
fn head(ui: &mut Ui, around: &Around<'_>, block: &RoleBlock, unfolded: &mut Unfolded) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new(block.role.label()).text_style(theme::text::strong()));
        if block.mandatory && block.duties.iter().all(|duty| duty.people.is_empty()) {
            chip(ui, Tone::Danger, "空缺");
        }
        let open = unfolded.contains(&block.role);
        if link(ui, if open { "收起职责" } else { "职责" }).clicked() && !unfolded.remove(&block.role) {
            unfolded.insert(block.role);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !block.duties.is_empty() && !block.several {
                return;
            }
            let assign = button::bare("指定责任人…").icon(Icon::Add).refused(around.why.as_deref());
            if ui.add(assign).clicked() {
                wish = Some(Wish::Fill(Box::new(Assign::of(around.grid, block.role, around.today))));
            }
        });
    });
    wish
}

/// The duties of the role in the plan's words, each with its clause.
fn words(ui: &mut Ui, block: &RoleBlock) {
    let colours = theme::palette(ui);
    Frame::NONE.fill(colours.sunken).corner_radius(4).inner_margin(8.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for (place, duty) in block.words.iter().enumerate() {
            ui.push_id(place, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().interact_size.y = 18.0;
                    ui.label(format!("{}. {}", place + 1, duty.text));
                    if let Some(clause) = plan::clause(duty.line) {
                        link::basis(ui, &Basis::from(clause), false);
                    }
                });
            });
        }
    });
}

/// One holder: names, post, since when, and what can be done.
fn line(ui: &mut Ui, around: &Around<'_>, block: &RoleBlock, duty: &DutyLine) -> Option<Wish> {
    let colours = theme::palette(ui);
    let top = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), top, egui::Stroke::new(1.0, colours.line));
    ui.add_space(4.0);
    let mut wish = None;
    let beside = names_width(ui, duty) + DEEDS <= ui.available_width();
    ui.horizontal(|ui| {
        if duty.people.is_empty() {
            chip(ui, Tone::Danger, "空缺");
        }
        for (place, person) in duty.people.iter().enumerate() {
            if ui.push_id(place, |ui| body_link(ui, &person.name)).inner.clicked() {
                wish = Some(Wish::Go(Route::People(Some(person.person))));
            }
        }
        if beside {
            wish = deeds_at_right(ui, around, block, duty).or(wish.take());
        }
    });
    if !beside {
        ui.horizontal(|ui| wish = deeds_at_right(ui, around, block, duty).or(wish.take()));
    }
    let about = about(duty);
    if !about.is_empty() {
        ui.add(Label::new(RichText::new(about).color(colours.quiet)).wrap());
    }
    wish = charges(ui, around, duty).or(wish);
    wish = pairings(ui, around, duty).or(wish);
    if block.role.delegates(around.grid.level) {
        wish = delegates::show(ui, around.grid, duty, around.today, around.why.as_deref()).or(wish);
    }
    ui.add_space(2.0);
    wish
}

/// How much room the names of a holder take; 「空缺」 is shorter than any name.
fn names_width(ui: &Ui, duty: &DutyLine) -> f32 {
    let gap = ui.spacing().item_spacing.x;
    let width = |name: &str| paint::line(ui, name, paint::body(ui), Color32::PLACEHOLDER, f32::INFINITY).size().x + gap;
    duty.people.iter().map(|person| width(&person.name)).sum::<f32>().max(width("空缺"))
}

fn deeds_at_right(ui: &mut Ui, around: &Around<'_>, block: &RoleBlock, duty: &DutyLine) -> Option<Wish> {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        deeds(ui, around, block, duty)
    })
    .inner
}

/// 「铜川镇人民政府镇长 · 2024年3月1日起 · 电话 0477-…」.
fn about(duty: &DutyLine) -> String {
    let mut parts = Vec::new();
    if !duty.post.is_empty() {
        parts.push(duty.post.clone());
    }
    let since = duty.people.first().map_or(duty.period.from, |person| person.since);
    let what = if duty.people.is_empty() { "职责自" } else { "" };
    parts.push(format!("{what}{}起", chinese(since)));
    parts.extend(duty.people.iter().filter(|one| !one.office_phone.is_empty()).map(|one| one.office_phone.clone()));
    if !duty.document.is_empty() {
        parts.push(duty.document.clone());
    }
    parts.join(" · ")
}

/// The buttons of a holder, from right to left.
fn deeds(ui: &mut Ui, around: &Around<'_>, block: &RoleBlock, duty: &DutyLine) -> Option<Wish> {
    let (grid, role, today, why) = (around.grid, block.role, around.today, around.why.as_deref());
    let mut wish = None;
    let deed = |ui: &mut Ui, verb: &str| ui.add(button::bare(verb).refused(why)).clicked();
    if deed(ui, "结束…") {
        wish = Some(Wish::Fill(Box::new(ending(grid, role, duty, today))));
    }
    match duty.holder {
        DutyHolder::Person(_) => {
            if deed(ui, "接替…") {
                wish = Some(Wish::Fill(Box::new(Succeed::of(grid, role, duty, today))));
            }
        }
        DutyHolder::Post(post) => {
            if ui.add(button::bare("任免…").hint("职责随行政职务走，在职务中办理任免")).clicked() {
                wish = Some(Wish::Go(Route::Posts(Some(post))));
            }
        }
    }
    if counterpart(role).is_some()
        && deed(ui, "对应…")
        && let Some(form) = Pair::of(grid, role, duty, today)
    {
        wish = Some(Wish::Fill(Box::new(form)));
    }
    if block.charge_level.is_some() && deed(ui, "包联…") {
        wish = Some(Wish::Fill(Box::new(Charge::of(grid, role, duty, today))));
    }
    wish
}

fn ending(grid: &GridDetail, role: Role, duty: &DutyLine, today: NaiveDate) -> Ending {
    let id = duty.duty;
    Ending::new(format!("结束{}职责", role.label()), "结束职责", move |on| {
        Command::EndDuty(EndDuty { duty: id, on })
    })
    .text(format!("{}不再担任{}{}，包联和对应关系一并结束。", holder_words(duty), grid.facts.name, role.label()))
    .day("结束日期", "自该日起不再担任")
    .starting(today)
}

/// 「包联 罕台镇 ✕ 铜川镇 ✕」.
fn charges(ui: &mut Ui, around: &Around<'_>, duty: &DutyLine) -> Option<Wish> {
    if duty.charges.is_empty() {
        return None;
    }
    let mut wish = None;
    let room = ui.available_width();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        ui.spacing_mut().interact_size.y = 24.0;
        ui.label(RichText::new("包联").color(theme::palette(ui).quiet));
        for charge in &duty.charges {
            let end = format!("结束包联{}…", charge.name);
            match tag(ui, room, &charge.name, &end, around.why.as_deref()) {
                Some(Pressed::Name) => wish = Some(Wish::Select(charge.grid)),
                Some(Pressed::Cross) => wish = Some(Wish::Fill(Box::new(charge_ending(around, duty, charge)))),
                None => {}
            }
        }
    });
    wish
}

fn charge_ending(around: &Around<'_>, duty: &DutyLine, charge: &ChargeLine) -> Ending {
    let id = charge.charge;
    Ending::new("结束包联", "结束包联", move |on| Command::EndCharge(EndCharge { charge: id, on }))
        .text(format!("{}不再包联{}（{}）。", holder_words(duty), charge.name, charge.period.chinese()))
        .starting(around.today)
}

fn pairings(ui: &mut Ui, around: &Around<'_>, duty: &DutyLine) -> Option<Wish> {
    let quiet = theme::palette(ui).quiet;
    let mut wish = None;
    for pairing in &duty.pairings {
        ui.push_id(pairing.pairing.0, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.label(RichText::new("对应").color(quiet));
                let limited = pairing.grid.as_ref().map(|(_, name)| format!("，限{name}")).unwrap_or_default();
                let other = format!("{} {}", pairing.other_role.label(), pairing.other_words);
                let end = format!("结束与{}的对应…", pairing.other_words);
                let room = ui.available_width();
                match tag(ui, room, &format!("{other}{limited}"), &end, around.why.as_deref()) {
                    Some(Pressed::Name) => wish = role_of(around, pairing.other),
                    Some(Pressed::Cross) => {
                        let form = pairing_ending(pairing, format!("{}与{other}不再对应。", holder_words(duty)));
                        wish = Some(Wish::Fill(Box::new(form.starting(around.today))));
                    }
                    None => {}
                }
            });
        });
    }
    wish
}

fn pairing_ending(pairing: &PairingLine, text: String) -> Ending {
    let id = pairing.pairing;
    Ending::new("结束对应关系", "结束对应", move |on| Command::EndPairing(EndPairing { pairing: id, on })).text(text)
}

/// Where the people of another duty of the grid are shown.
fn role_of(around: &Around<'_>, duty: DutyId) -> Option<Wish> {
    let mut duties = around.grid.roles.iter().flat_map(|block| &block.duties);
    let person = duties.find(|line| line.duty == duty)?.people.first()?;
    Some(Wish::Go(Route::People(Some(person.person))))
}
