//! A [`Document`] as text to read on a terminal: the words of each page where they stand, without rules and tints.

use super::{
    Document, Item, Page,
    page::{MM_PER_PT, size},
};

/// Baselines closer than this are one line, mm.
const SAME_LINE: f32 = 1.2;
/// Paper behind one column of the terminal, mm: half a character of a dense table.
const COLUMN: f32 = size::XIAO_WU * MM_PER_PT / 2.0;

/// The words of all pages, each page begun with 「—— 第1页 ——」.
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    for (number, page) in document.pages.iter().enumerate() {
        out.push_str(&format!("—— 第{}页 ——\n", number + 1));
        for line in lines(page) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

/// The lines of a page from top to bottom.
fn lines(page: &Page) -> Vec<String> {
    let mut words: Vec<(f32, f32, &str)> = page
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text { x, y, text, .. } => Some((*y, *x, text.as_str())),
            _ => None,
        })
        .collect();
    words.sort_by(|one, other| one.0.total_cmp(&other.0));
    words
        .chunk_by_mut(|one, next| next.0 - one.0 < SAME_LINE)
        .map(|line| {
            line.sort_by(|one, other| one.1.total_cmp(&other.1));
            set(line)
        })
        .collect()
}

/// One line: every word at its column, at least a blank apart.
fn set(words: &[(f32, f32, &str)]) -> String {
    let (mut line, mut end) = (String::new(), 0);
    for (_, x, text) in words {
        let start = (x / COLUMN) as usize;
        let gap = if line.is_empty() { start } else { start.saturating_sub(end).max(1) };
        line.push_str(&" ".repeat(gap));
        line.push_str(text);
        end += gap + text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::{Face, Ink};

    #[test]
    fn words_stand_in_lines_where_the_paper_has_them() {
        let word = |x, y, text: &str| Item::Text {
            x,
            y,
            size_pt: 9.0,
            face: Face::Song,
            text: text.to_owned(),
            ink: Ink::Black,
        };
        let rule = Item::Line { x0: 1.0, y0: 2.0, x1: 3.0, y1: 2.0, weight: 0.35, ink: Ink::Black };
        let items =
            vec![word(COLUMN * 12.0, 20.5, "单位"), word(COLUMN * 2.0, 20.0, "名次"), rule, word(0.0, 40.0, "注")];
        let page = Page { width_mm: 210.0, height_mm: 297.0, items };
        let shown = text(&Document { title: "试".to_owned(), pages: vec![page] });
        assert_eq!(shown, "—— 第1页 ——\n  名次      单位\n注\n");
    }
}
