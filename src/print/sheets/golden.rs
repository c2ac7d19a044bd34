//! Every sheet against its golden dump in `tests/golden/print/`: empty, usual, page break, longest
//! names. `UPDATE_GOLDEN=1` rewrites the dumps; `GOLDEN_PDF=folder` also writes PDFs to look at.

use std::{env, fs, path::Path};

use super::{bridge, district_sheet, ledger, ledger_samples, patrol_ledger, ranking, samples, score_sheet};
use crate::{
    domain::picture::Picture,
    print::{
        Document, Item,
        dump::dump,
        font::{fonts, missing},
        pdf::{Stamp, pdf_with},
        photo::Jpeg,
    },
};

/// Compares with the golden file and checks what must hold for any sheet.
pub(super) fn check(name: &str, document: &Document) {
    compare(name, document);
    everything_is_on_paper(document);
}

/// Compares with the golden file, and writes what the environment asks for.
pub fn compare(name: &str, document: &Document) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/print").join(name).with_extension("txt");
    let dumped = dump(document);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &dumped).unwrap();
    }
    let golden = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(dumped, golden, "{name} differs from its golden dump; look at it, then set UPDATE_GOLDEN=1");
    if let Some(folder) = env::var_os("GOLDEN_PDF") {
        let stamp = Stamp { made_at: chrono::DateTime::UNIX_EPOCH, author: String::new(), id: 0 };
        fs::write(Path::new(&folder).join(name).with_extension("pdf"), pdf_with(document, &stamp, &painted).unwrap())
            .unwrap();
    }
}

/// A photo of no place: bright at one corner, so that its turn can be seen.
fn painted(_: &Picture, pixels: [u32; 2]) -> Option<Jpeg> {
    let [wide, high] = pixels;
    let shade = |x: u32, y: u32| image::Rgb([(x * 255 / wide) as u8, (y * 255 / high) as u8, 96]);
    let image = image::RgbImage::from_fn(wide, high, shade);
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&image).ok()?;
    Some(Jpeg { bytes, pixels })
}

/// No box for a missing character, nothing over the edge of the paper or into the binding.
fn everything_is_on_paper(document: &Document) {
    for page in &document.pages {
        for item in &page.items {
            if let Item::Text { x, y, size_pt, face, text, .. } = item {
                assert!(missing(text).is_empty(), "{text}");
                let end = x + fonts().width_mm(*face, *size_pt, text);
                assert!(*x >= 19.9 && end <= page.width_mm - 19.9, "{text} reaches from {x} to {end}");
                assert!(*y > 10.0 && *y < page.height_mm - 10.0, "{text} stands at {y}");
            }
        }
    }
}

#[test]
fn annex2_filled_in() {
    let document = district_sheet(&samples::district());
    check("annex2-usual", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn annex2_as_the_plan_prints_it() {
    let document = district_sheet(&samples::district_blank());
    check("annex2-blank", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn annex2_without_grids() {
    let sheet = crate::domain::sheet::DistrictSheet { rows: Vec::new(), ..samples::district() };
    check("annex2-empty", &district_sheet(&sheet));
}

#[test]
fn annex2_with_the_longest_names_over_two_pages() {
    let document = district_sheet(&samples::district_long());
    check("annex2-long", &document);
    assert_eq!(document.pages.len(), 2);
}

#[test]
fn score_sheet_without_scores() {
    let document = score_sheet(&samples::score_sheet_open());
    check("score-sheet-open", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn score_sheet_confirmed() {
    let document = score_sheet(&samples::score_sheet_usual());
    check("score-sheet-usual", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn score_sheet_with_long_reasons_and_corrections() {
    let document = score_sheet(&samples::score_sheet_long());
    check("score-sheet-long", &document);
    assert!(document.pages.len() > 1);
}

#[test]
fn ranking_of_nobody() {
    check("ranking-empty", &ranking(&samples::ranking_empty()));
}

#[test]
fn ranking_of_a_year() {
    let document = ranking(&samples::ranking_usual());
    check("ranking-usual", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn ranking_with_long_names_over_pages() {
    let document = ranking(&samples::ranking_long());
    check("ranking-long", &document);
    assert!(document.pages.len() > 1);
}

#[test]
fn patrol_ledger_empty() {
    check("patrol-ledger-empty", &patrol_ledger(&samples::patrols(0)));
}

#[test]
fn patrol_ledger_with_one_row() {
    check("patrol-ledger-one", &patrol_ledger(&samples::patrols(1)));
}

#[test]
fn patrol_ledger_over_pages() {
    let document = patrol_ledger(&samples::patrols(40));
    check("patrol-ledger-pages", &document);
    assert!(document.pages.len() > 1);
}

#[test]
fn patrol_ledger_with_a_row_taller_than_a_page() {
    let document = patrol_ledger(&samples::patrols_long());
    check("patrol-ledger-long", &document);
    assert!(document.pages.len() > 1);
}

#[test]
fn bridge_of_a_split() {
    let document = bridge(&samples::bridge());
    check("bridge-usual", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn bridge_without_anything_to_bridge() {
    check("bridge-empty", &bridge(&samples::bridge_without_lines()));
}

#[test]
fn bridge_over_many_units() {
    let usual = samples::bridge();
    let rows = (0..40).flat_map(|_| usual.rows.clone()).collect();
    let lines = (0..12).flat_map(|_| usual.lines.clone()).collect();
    let document = bridge(&crate::domain::bridge::BridgeSheet { rows, lines, ..usual });
    check("bridge-pages", &document);
    assert!(document.pages.len() > 3);
}

#[test]
fn filings_of_a_year() {
    let document = ledger(&ledger_samples::filings());
    check("filings-usual", &document);
    assert_eq!(document.pages.len(), 1);
    check("filings-empty", &ledger(&crate::domain::sheet::Ledger { rows: Vec::new(), ..ledger_samples::filings() }));
}

#[test]
fn members_of_a_leading_group() {
    let document = ledger(&ledger_samples::leading_group());
    check("group-usual", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn pledges_over_pages() {
    let document = ledger(&ledger_samples::pledges());
    check("pledges-pages", &document);
    assert!(document.pages.len() > 1);
}
