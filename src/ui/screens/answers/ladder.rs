//! The chain drawn as a ladder: one band for each level, the place first, 监督 at the left and 监管 at the right.

use chrono::NaiveDate;
use egui::{Frame, Label, Margin, RichText, Stroke, TextStyle, Ui};

use crate::{
    domain::{date::chinese, grid::Level, roster::Side},
    ops::query::answers::{Answerer, Answers, Band, DELEGATE, Seat},
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        theme::{self, Tone},
        widgets::{
            chip::chip,
            fact::fact_with,
            link::{body_link, link},
        },
    },
};

/// What was pressed.
pub enum Wish {
    Day(NaiveDate),
    Go(Route),
}

pub fn show(ui: &mut Ui, cx: &Cx<'_>, chain: &Answers) -> Option<Wish> {
    let mut wish = None;
    summary(ui, cx, chain);
    for (place, band) in chain.bands.iter().enumerate() {
        if place > 0 {
            rung(ui);
        }
        wish = self::band(ui, band).or(wish);
    }
    ui.add_space(theme::MARGIN);
    wish
}

fn summary(ui: &mut Ui, cx: &Cx<'_>, chain: &Answers) {
    ui.horizontal_wrapped(|ui| {
        let title = format!("{}　{}", chain.path, chinese(chain.day));
        ui.label(RichText::new(title).text_style(theme::text::section()));
        match chain.vacancies() {
            0 => chip(ui, Tone::Good, "各级责任人齐全"),
            count => chip(ui, Tone::Danger, &format!("空缺 {count} 项")),
        };
        if chain.day > cx.office.today {
            chip(ui, Tone::Warning, "日期在今天之后，按现有登记推算");
        }
    });
}

/// The step from one level to the next.
fn rung(ui: &mut Ui) {
    let quiet = theme::palette(ui).quiet;
    ui.horizontal(|ui| {
        ui.set_height(16.0);
        ui.add_space(20.0);
        ui.label(Icon::Up.text(18.0).color(quiet));
        ui.label(RichText::new("上一级").text_style(TextStyle::Small).color(quiet));
    });
}

fn band(ui: &mut Ui, band: &Band) -> Option<Wish> {
    let colours = theme::palette(ui);
    let frame = Frame::NONE
        .fill(colours.surface)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(16, 12));
    let mut wish = None;
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.label(RichText::new(&band.name).text_style(theme::text::section()));
            chip(ui, Tone::Neutral, band.level.label());
            if link(ui, "在网格列表中查看").clicked() {
                wish = Some(Wish::Go(Route::Grids(Some(band.grid))));
            }
        });
        wish = if band.level == Level::Group { members(ui, band) } else { sides(ui, band) }.or(wish.take());
    });
    wish
}

/// 监督 and 监管 side by side.
fn sides(ui: &mut Ui, band: &Band) -> Option<Wish> {
    let mut wish = None;
    ui.columns(2, |columns| {
        for (ui, side) in columns.iter_mut().zip([Side::Supervise, Side::Oversee]) {
            ui.label(
                RichText::new(side.label()).text_style(theme::text::small_strong()).color(theme::palette(ui).quiet),
            );
            for seat in band.of(side) {
                wish = self::seat(ui, seat, seat.role.label()).or(wish.take());
            }
        }
    });
    wish
}

/// 网格员 of one group, or of the groups of a village in two columns.
fn members(ui: &mut Ui, band: &Band) -> Option<Wish> {
    let seats: Vec<&Seat> = band.of(Side::Patrol).collect();
    let rows = seats.len().div_ceil(2);
    let mut wish = None;
    ui.columns(2, |columns| {
        for (ui, part) in columns.iter_mut().zip(seats.chunks(rows.max(1))) {
            for seat in part {
                let group = seat.about.as_str();
                let label = if seats.len() > 1 && !group.is_empty() { group } else { seat.role.label() };
                wish = self::seat(ui, seat, label).or(wish.take());
            }
        }
    });
    wish
}

/// One role with its people, or vacant.
fn seat(ui: &mut Ui, seat: &Seat, label: &str) -> Option<Wish> {
    let mut wish = None;
    fact_with(ui, label, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if seat.is_vacant() {
            ui.horizontal_wrapped(|ui| {
                chip(ui, Tone::Danger, "空缺");
                wish = title(ui, seat).or(wish.take());
            });
        }
        for person in &seat.people {
            ui.horizontal_wrapped(|ui| {
                if body_link(ui, &person.name).clicked() {
                    wish = Some(Wish::Go(Route::People(Some(person.person))));
                }
                wish = title(ui, seat).or(wish.take());
            });
            small(ui, &facts(seat, person, label));
        }
        if seat.is_vacant() && label != seat.about {
            small(ui, &seat.about);
        }
        for sent in &seat.delegates {
            ui.horizontal_wrapped(|ui| {
                ui.label(DELEGATE);
                if body_link(ui, &sent.name).clicked() {
                    wish = Some(Wish::Go(Route::People(Some(sent.person))));
                }
            });
            small(ui, &known([sent.period.chinese(), sent.document.clone(), phone(sent)]));
        }
    });
    wish
}

/// The post, which leads to its record.
fn title(ui: &mut Ui, seat: &Seat) -> Option<Wish> {
    match seat.post {
        _ if seat.title.is_empty() => None,
        Some(post) => link(ui, &seat.title).clicked().then_some(Wish::Go(Route::Posts(Some(post)))),
        None => {
            ui.label(&seat.title);
            None
        }
    }
}

/// 「2023年12月18日起 · 包联撖家塔村 · 东任〔2023〕9号 · 办公电话 000-8888」.
fn facts(seat: &Seat, person: &Answerer, label: &str) -> String {
    let about = if seat.about == label { "" } else { seat.about.as_str() };
    known([person.period.chinese(), about.to_owned(), person.document.clone(), phone(person)])
}

fn phone(person: &Answerer) -> String {
    if person.office_phone.is_empty() { String::new() } else { format!("办公电话 {}", person.office_phone) }
}

fn known<const COUNT: usize>(parts: [String; COUNT]) -> String {
    let known: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}

fn small(ui: &mut Ui, text: &str) {
    if !text.is_empty() {
        let quiet = theme::palette(ui).quiet;
        ui.add(Label::new(RichText::new(text).text_style(TextStyle::Small).color(quiet)).wrap());
    }
}
