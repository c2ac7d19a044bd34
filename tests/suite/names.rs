//! Every name that ships in `data/`, and the rare names of people, on screen and in a PDF whose text is found again.

use std::process::Command;

use chrono::DateTime;
use egui::{FontFamily, FontId, RichText};
use egui_kittest::Harness;
use gengbao::{
    domain::{assess::dongsheng_2023, district},
    print::{
        Document, Face, Ink, Item, Page,
        page::size,
        pdf::{Stamp, pdf},
    },
    ui::font,
};

/// Names that ordinary fonts print as boxes.
const RARE: [&str; 5] = ["撖家塔村", "诃额伦街道", "王𠮷", "李㛃", "张𬭎"];
/// How many names stand on one page of the test.
const PER_PAGE: usize = 36;

/// Units with their aliases, departments, items of the assessment, and the rare ones.
fn names() -> Vec<String> {
    let grids = district::divisions().into_iter().flat_map(|grid| [vec![grid.name], grid.aliases].concat());
    let departments = district::departments()
        .into_iter()
        .flat_map(|unit| [vec![unit.short_name, unit.full_name], unit.aliases].concat());
    let items = dongsheng_2023().items().map(|item| item.text.clone());
    let all: Vec<String> = grids.chain(departments).chain(items).chain(RARE.map(str::to_owned)).collect();
    assert!(all.len() > 170, "{}", all.len());
    all
}

/// Each name on a line of its own, in every typeface.
fn document(face: Face, names: &[String]) -> Document {
    let line = |(place, name): (usize, &String)| Item::Text {
        x: 28.0,
        y: 40.0 + 6.5 * place as f32,
        size_pt: size::XIAO_WU,
        face,
        text: name.clone(),
        ink: Ink::Black,
    };
    let page = |names: &[String]| Page {
        width_mm: 210.0,
        height_mm: 297.0,
        items: names.iter().enumerate().map(line).collect(),
    };
    Document { title: "名称核对表".to_owned(), pages: names.chunks(PER_PAGE).map(page).collect() }
}

#[test]
fn every_name_is_found_again_in_the_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("names.pdf");
    let stamp = Stamp { made_at: DateTime::UNIX_EPOCH, author: "测试办公室".to_owned(), id: 1 };
    let names = names();
    for face in Face::ALL {
        std::fs::write(&file, pdf(&document(face, &names), &stamp).unwrap()).unwrap();
        let Ok(found) = Command::new("pdftotext").arg(&file).arg("-").output() else {
            eprintln!("skipped: pdftotext is not installed");
            return;
        };
        let text = String::from_utf8(found.stdout).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for name in &names {
            assert!(lines.contains(&name.as_str()), "{name} is not found in {face:?}");
        }
    }
}

#[test]
fn every_name_has_its_characters_on_screen() {
    let names = names().join("\n");
    let mut harness = Harness::builder()
        .with_size([900.0, 4000.0])
        .with_context_setup(font::install)
        // The harness fails on a character that no font has.
        .build_ui(|ui| {
            ui.label(RichText::new(&names));
        });
    harness.run();
    let body = FontId::new(14.0, FontFamily::Proportional);
    let characters: String = names.chars().filter(|c| !c.is_control()).collect();
    assert!(harness.ctx.fonts_mut(|fonts| fonts.has_glyphs(&body, &characters)));
}
