//! The codes beside the sheet, and how often everyone has walked this month.

use std::collections::BTreeMap;

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::{
    domain::{
        id::PersonId,
        logbook::{Book, Column, WEATHERS, finding_codes},
        patrol::{PatrolKind, WAYS},
    },
    ui::{
        theme,
        widgets::{page::section, paint},
    },
};

pub const WIDTH: f32 = 224.0;
const LINE: f32 = 22.0;

/// Shows the codes; those of the column that is written in come first.
pub fn show(ui: &mut Ui, book: &Book, done: &BTreeMap<PersonId, u32>, here: Column) {
    ScrollArea::vertical().id_salt("代号").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(WIDTH - 14.0);
        let parts = [Column::People, Column::Found, Column::Group, Column::Kind, Column::Way, Column::Weather];
        let first = parts.into_iter().filter(|part| *part == here && !matches!(here, Column::People | Column::Found));
        let rest = parts.into_iter().filter(|part| *part != here || matches!(here, Column::People | Column::Found));
        for part in first.chain(rest) {
            block(ui, book, done, part, part == here);
        }
    });
}

fn block(ui: &mut Ui, book: &Book, done: &BTreeMap<PersonId, u32>, part: Column, here: bool) {
    match part {
        Column::People => {
            let note = if book.due.is_empty() { "实巡次数" } else { "实巡 / 应巡" };
            head(ui, "巡查人", note, here);
            if book.walkers.is_empty() {
                quiet(ui, "这个月没有网格责任人，请填写姓名");
            }
            for walker in &book.walkers {
                let done = done.get(&walker.person).copied().unwrap_or_default();
                let count = match book.due.get(&walker.person) {
                    Some(due) => format!("实 {done} / 应 {due}"),
                    None => format!("实 {done}"),
                };
                code(ui, walker.code, &walker.name, &walker.words, &count);
            }
        }
        Column::Found => {
            head(ui, "发现情况", "0 为未发现问题", here);
            pairs(ui, &finding_codes());
        }
        Column::Group if book.groups.is_empty() => {}
        Column::Group => {
            head(ui, "片区（小组）", "0 为不分", here);
            let groups: Vec<_> = book.groups.iter().map(|group| (group.code, group.name.as_str())).collect();
            pairs(ui, &groups);
        }
        Column::Kind => numbered(ui, "类型", &PatrolKind::ALL.map(PatrolKind::label), here),
        Column::Way => numbered(ui, "方式", &WAYS, here),
        Column::Weather => numbered(ui, "天气", &WEATHERS, here),
        _ => {}
    }
}

fn numbered(ui: &mut Ui, title: &str, words: &[&'static str], here: bool) {
    head(ui, title, "", here);
    pairs(ui, &(1..).zip(words.iter().copied()).collect::<Vec<_>>());
}

fn head(ui: &mut Ui, title: &str, note: &str, here: bool) {
    ui.add_space(4.0);
    let colours = theme::palette(ui);
    ui.horizontal(|ui| {
        let colour = if here { colours.primary_text } else { colours.text };
        ui.label(RichText::new(title).text_style(theme::text::strong()).color(colour));
        ui.label(RichText::new(note).small().color(colours.quiet));
    });
    ui.add_space(2.0);
}

fn quiet(ui: &mut Ui, text: &str) {
    let colour = theme::palette(ui).quiet;
    ui.label(RichText::new(text).small().color(colour));
}

/// A person: code, name, what they are, and the count at the right.
fn code(ui: &mut Ui, code: u32, name: &str, words: &str, count: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), egui::Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Label, true, format!("代号 {code} {name} {words} {count}"))
    });
    let colours = theme::palette(ui);
    let upper = egui::Rect::from_min_max(rect.min, egui::pos2(rect.right(), rect.top() + 19.0));
    let lower = egui::Rect::from_min_max(egui::pos2(rect.left(), upper.bottom() - 2.0), rect.max);
    let number = paint::line(ui, &code.to_string(), paint::strong(ui), colours.primary_text, 24.0);
    paint::at_right(ui, upper, rect.left() + 20.0, number);
    let count = paint::line(ui, count, paint::small(ui), colours.text, 90.0);
    let used = paint::at_right(ui, upper, rect.right(), count);
    let name = paint::line(ui, name, paint::body(ui), colours.text, rect.width() - used - 36.0);
    paint::at_left(ui, upper, rect.left() + 28.0, name);
    let galley = paint::line(ui, words, paint::small(ui), colours.quiet, rect.width() - 28.0);
    let cut = galley.elided;
    paint::at_left(ui, lower, rect.left() + 28.0, galley);
    if cut {
        response.on_hover_text(words);
    }
}

/// Short codes, two in a line.
fn pairs(ui: &mut Ui, codes: &[(u32, &str)]) {
    for two in codes.chunks(2) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), egui::Sense::hover());
        let words: Vec<String> = two.iter().map(|(code, word)| format!("{code} {word}")).collect();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words.join("  ")));
        let colours = theme::palette(ui);
        for (place, (code, word)) in two.iter().enumerate() {
            let left = rect.left() + place as f32 * rect.width() / 2.0;
            let number = paint::line(ui, &code.to_string(), paint::strong(ui), colours.primary_text, 24.0);
            paint::at_right(ui, rect, left + 20.0, number);
            let word = paint::line(ui, word, paint::body(ui), colours.text, rect.width() / 2.0 - 30.0);
            paint::at_left(ui, rect, left + 28.0, word);
        }
    }
}

/// The head over the codes.
pub fn title(ui: &mut Ui, book: &Book) {
    section(ui, "代号");
    let colour = theme::palette(ui).quiet;
    let code = if book.grid_code.is_empty() { "未登记代码" } else { &book.grid_code };
    ui.label(RichText::new(format!("{} {code}", book.grid_name)).small().color(colour));
}
