//! Table layout, looked at from outside: which text stands on which page, and between which rules.

use super::*;
use crate::print::{
    Document, Item,
    flow::{Flow, Numbering, Paper},
    page::{Face, size},
};

const SONG: Type = Type::new(Face::Song, size::WU);

fn table(columns: &[f32], head: Vec<Row>, body: Vec<Row>) -> Table {
    Table { columns: columns.to_vec(), head, body, style: Style::office(SONG) }
}

fn print(table: &Table) -> Document {
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.table(table);
    flow.finish("表", Numbering::OfTotal, false)
}

fn texts(document: &Document, page: usize) -> Vec<String> {
    let items = document.pages[page].items.iter();
    let text = |item: &Item| if let Item::Text { text, .. } = item { Some(text.clone()) } else { None };
    let mut found: Vec<String> = items.filter_map(text).collect();
    found.pop(); // the page number
    found
}

fn place(document: &Document, page: usize, wanted: &str) -> (f32, f32) {
    let found = document.pages[page].items.iter().find_map(|item| match item {
        Item::Text { x, y, text, .. } if text == wanted => Some((*x, *y)),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{wanted} is not on page {page}"))
}

/// Horizontal rules as (y, x0, x1), top to bottom.
fn horizontals(document: &Document, page: usize) -> Vec<(f32, f32, f32)> {
    let mut found: Vec<(f32, f32, f32)> = document.pages[page]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Line { x0, y0, x1, y1, .. } if y0 == y1 => Some((*y0, x0.min(*x1), x0.max(*x1))),
            _ => None,
        })
        .collect();
    found.sort_by(|a, b| a.partial_cmp(b).unwrap());
    found
}

fn row(texts: &[&str]) -> Row {
    Row::new(texts.iter().map(|text| Cell::new(*text)).collect())
}

#[test]
fn cells_stand_in_the_middle_of_their_columns() {
    let document = print(&table(&[50.0, 50.0], vec![], vec![row(&["甲", "乙"]).at_least(20.0)]));
    let (x, y) = place(&document, 0, "甲");
    // The table is centred: it starts at 28 + (156 - 100) / 2 = 56.
    assert!((x + SONG.em() / 2.0 - 81.0).abs() < 0.01, "{x}");
    assert!((y - SONG.baseline_below_middle() - 47.0).abs() < 0.01, "{y}");
}

#[test]
fn alignment_moves_text_to_the_rules() {
    let cells = vec![Cell::left("左"), Cell::new("右").aligned(Align::Right)];
    let document = print(&table(&[78.0, 78.0], vec![], vec![Row::new(cells)]));
    assert!((place(&document, 0, "左").0 - (28.0 + 1.2)).abs() < 0.01);
    assert!((place(&document, 0, "右").0 + SONG.em() - (184.0 - 1.2)).abs() < 0.01);
}

#[test]
fn rows_grow_with_wrapped_text() {
    let long = "耕地".repeat(20);
    let document = print(&table(&[30.0, 30.0], vec![], vec![row(&[&long, "短"]), row(&["次", "行"])]));
    let rules = horizontals(&document, 0);
    let lines = SONG.wrap(&long, 30.0 - 2.4).len() as f32;
    let height = rules[1].0 - rules[0].0;
    assert!((height - (lines * SONG.em() * 1.28 + 2.4)).abs() < 0.01, "{height}");
}

#[test]
fn no_rule_crosses_a_merged_cell() {
    let body = vec![
        Row::new(vec![Cell::new("并").over_rows(2), Cell::new("一")]),
        row(&["二"]),
        Row::new(vec![Cell::new("横").over_columns(2)]),
    ];
    let document = print(&table(&[40.0, 60.0], vec![], body));
    let rules = horizontals(&document, 0);
    assert_eq!(rules.len(), 4);
    assert_eq!((rules[1].1, rules[1].2), (96.0, 156.0), "only the second column is parted");
    assert_eq!((rules[2].1, rules[2].2), (56.0, 156.0), "the whole width is parted");
}

#[test]
fn a_tall_merged_cell_stretches_its_rows_evenly() {
    let tall = "网\n格\n化\n监\n督\n管\n理\n耕";
    let body = vec![Row::new(vec![Cell::new(tall).over_rows(2), Cell::new("一")]), row(&["二"])];
    let document = print(&table(&[40.0, 60.0], vec![], body));
    let rules = horizontals(&document, 0);
    assert!(((rules[1].0 - rules[0].0) - (rules[2].0 - rules[1].0)).abs() < 0.01);
    assert!(rules[2].0 - rules[0].0 > 8.0 * SONG.em());
}

#[test]
fn the_head_stands_on_every_page_and_no_row_is_lost() {
    let body: Vec<Row> = (1..=60).map(|n| row(&[&format!("第{n}行"), "内容"])).collect();
    let document = print(&table(&[50.0, 50.0], vec![row(&["序号", "名称"])], body));
    assert_eq!(document.pages.len(), 2);
    let mut rows = Vec::new();
    for page in 0..2 {
        let found = texts(&document, page);
        assert_eq!(found[..2], ["序号", "名称"]);
        rows.extend(found.into_iter().filter(|text| text.starts_with('第')));
    }
    let expected: Vec<String> = (1..=60).map(|n| format!("第{n}行")).collect();
    assert_eq!(rows, expected);
    let bottom = horizontals(&document, 0).last().map(|rule| rule.0);
    assert!(bottom.is_some_and(|bottom| bottom <= 37.0 + 225.0), "{bottom:?}");
}

#[test]
fn a_merged_cell_is_repeated_behind_a_page_break() {
    let mut body = vec![Row::new(vec![Cell::new("副总监督人").over_rows(60), Cell::new("第1行")])];
    body.extend((2..=60).map(|n| row(&[&format!("第{n}行")])));
    let document = print(&table(&[50.0, 50.0], vec![], body));
    assert_eq!(document.pages.len(), 2);
    for page in 0..2 {
        place(&document, page, "副总监督人");
    }
}

#[test]
fn rows_that_belong_together_are_not_parted() {
    let body: Vec<Row> = (1..=60)
        .map(|n| {
            let row = row(&[&format!("第{n}行")]);
            if n % 2 == 1 { row.with_next() } else { row }
        })
        .collect();
    let document = print(&table(&[50.0], vec![], body));
    assert_eq!(texts(&document, 0).len() % 2, 0);
}

#[test]
fn a_row_taller_than_a_page_goes_on_line_by_line() {
    let long = (1..=80).map(|n| format!("第{n}行")).collect::<Vec<_>>().join("\n");
    let body = vec![row(&["前", "一"]), row(&[&long, "号"]), row(&["后", "二"])];
    let document = print(&table(&[50.0, 50.0], vec![row(&["内容", "号"])], body));
    let all: Vec<String> = (0..document.pages.len()).flat_map(|page| texts(&document, page)).collect();
    let lines: Vec<&String> = all.iter().filter(|text| text.starts_with('第')).collect();
    assert_eq!(lines.len(), 80);
    assert_eq!(document.pages.len(), 2, "the first page is filled before the second begins");
    assert_eq!(all.last().map(String::as_str), Some("二"));
    assert_eq!(horizontals(&document, 0).len(), 4, "no rules inside the row that goes on");
}

#[test]
fn a_merged_cell_taller_than_a_page_keeps_all_its_text() {
    let long = (1..=80).map(|n| format!("第{n}行")).collect::<Vec<_>>().join("\n");
    let body = vec![Row::new(vec![Cell::new(long).over_rows(2), Cell::new("一")]), row(&["二"]), row(&["末", "三"])];
    let document = print(&table(&[50.0, 50.0], vec![], body));
    let all: Vec<String> = (0..document.pages.len()).flat_map(|page| texts(&document, page)).collect();
    assert_eq!(all.iter().filter(|text| text.starts_with('第')).count(), 80);
    assert!(["一", "二", "三"].iter().all(|text| all.iter().any(|found| found == text)));
}

#[test]
fn a_table_of_only_a_head_is_printed() {
    let document = print(&table(&[50.0], vec![row(&["序号"])], vec![]));
    assert_eq!(texts(&document, 0), ["序号"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever the rows hold: each line is printed once, in order, on the type area.
    #[test]
    fn every_line_is_printed_once_and_on_the_page(sizes in proptest::collection::vec(1_usize..70, 1..25)) {
        let lines = |row: usize| (0..sizes[row]).map(move |line| format!("{row}行{line}")).collect::<Vec<_>>();
        let body = (0..sizes.len()).map(|at| row(&[&lines(at).join("\n"), "注"])).collect();
        let document = print(&table(&[50.0, 50.0], vec![row(&["内容", "备注"])], body));
        let printed: Vec<String> = (0..document.pages.len())
            .flat_map(|page| texts(&document, page))
            .filter(|text| text.contains('行'))
            .collect();
        proptest::prop_assert_eq!(printed, (0..sizes.len()).flat_map(lines).collect::<Vec<_>>());
        for page in 0..document.pages.len() {
            let bottom = horizontals(&document, page).last().map(|rule| rule.0);
            proptest::prop_assert!(bottom.is_some_and(|bottom| bottom <= 262.02), "{:?} on page {}", bottom, page);
        }
    }
}
