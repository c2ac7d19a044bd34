//! Pictures against their golden dumps, in the manner of the sheets.

use super::{Picture, diagram, samples};
use crate::{
    domain::{diagram::DiagramPaper, id::GridId},
    print::sheets::golden::compare,
};

fn check(name: &str, picture: &Picture, pages: usize) {
    compare(name, &picture.document);
    assert_eq!(picture.document.pages.len(), pages, "{name}");
}

#[test]
fn the_whole_district_stands_on_one_a3_page() {
    let diagram_of = samples::diagram_of(samples::overview(), DiagramPaper::A3, false);
    check("diagram-overview-a3", &diagram(&diagram_of), 1);
}

#[test]
fn level_one_stands_on_one_a4_page() {
    check("diagram-district-a4", &diagram(&samples::diagram_of(samples::district(), DiagramPaper::A4, false)), 1);
}

#[test]
fn a_town_stands_on_one_page_of_a3_and_of_a4_upright() {
    check("diagram-town-a3", &diagram(&samples::diagram_of(samples::town(), DiagramPaper::A3, false)), 1);
    check("diagram-town-a4", &diagram(&samples::diagram_of(samples::town(), DiagramPaper::A4, true)), 1);
}

#[test]
fn a_village_stands_on_one_a4_page() {
    check("diagram-village-a4", &diagram(&samples::diagram_of(samples::village(), DiagramPaper::A4, false)), 1);
}

#[test]
fn a_district_without_anything_is_an_empty_picture() {
    let chart = crate::domain::diagram::Chart::new("东胜区耕地保护网格导图", GridId(1));
    check("diagram-empty", &diagram(&samples::diagram_of(chart, DiagramPaper::A4, false)), 1);
}
