//! A [`Document`] as plain text, for golden files: what is painted where, to a tenth of a
//! millimetre. A change of layout shows up as a readable difference.

use std::fmt::Write;

use super::{
    Document,
    page::{Face, Ink, Item},
};

/// The document, one line for each item.
pub fn dump(document: &Document) -> String {
    let mut out = format!("《{}》\n", document.title);
    for (number, page) in document.pages.iter().enumerate() {
        let _ = writeln!(out, "\n第 {} 页 {}×{}", number + 1, mm(page.width_mm), mm(page.height_mm));
        for item in &page.items {
            let _ = writeln!(out, "{}", describe(item));
        }
    }
    out
}

fn describe(item: &Item) -> String {
    match item {
        Item::Text { x, y, size_pt, face, text, ink } => {
            format!("{},{} {}{size_pt}{} {text}", mm(*x), mm(*y), face_name(*face), ink_name(*ink))
        }
        Item::Line { x0, y0, x1, y1, weight, ink } => {
            format!("{},{} → {},{} 线{weight}{}", mm(*x0), mm(*y0), mm(*x1), mm(*y1), ink_name(*ink))
        }
        Item::Fill { x, y, width, height, ink } => {
            format!("{},{} 底{}×{}{}", mm(*x), mm(*y), mm(*width), mm(*height), ink_name(*ink))
        }
        Item::Stroke { points, closed, dashed, weight, ink } => {
            let way: Vec<String> = points.iter().map(|[x, y]| format!("{},{}", mm(*x), mm(*y))).collect();
            let kind = if *dashed { "虚线" } else { "折线" };
            let end = if *closed { " 闭合" } else { "" };
            format!("{}{end} {kind}{weight}{}", way.join(" → "), ink_name(*ink))
        }
        Item::Image { x, y, width, height, picture } => {
            format!("{},{} 图{}×{} {}", mm(*x), mm(*y), mm(*width), mm(*height), picture.digest)
        }
    }
}

/// A tenth of a millimetre is finer than any office printer places a line.
fn mm(length: f32) -> String {
    let tenths = (f64::from(length) * 10.0).round() / 10.0;
    format!("{:.1}", tenths + 0.0)
}

fn face_name(face: Face) -> &'static str {
    match face {
        Face::Song => "宋",
        Face::SongBold => "宋粗",
        Face::Hei => "黑",
    }
}

fn ink_name(ink: Ink) -> &'static str {
    match ink {
        Ink::Black => "",
        Ink::Grey => " 灰",
        Ink::Light => " 浅",
        Ink::Red => " 红",
        Ink::Supervise => " 监督",
        Ink::SuperviseTint => " 监督底",
        Ink::Oversee => " 监管",
        Ink::OverseeTint => " 监管底",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::Page;

    #[test]
    fn items_read_as_lines_with_rounded_places() {
        let text =
            Item::Text {
                x: 28.04, y: 45.26, size_pt: 10.5, face: Face::Hei, text: "附件2".to_owned(), ink: Ink::Red
            };
        let line = Item::Line { x0: 1.0, y0: 2.0, x1: 3.0, y1: 2.0, weight: 0.35, ink: Ink::Black };
        let fill = Item::Fill { x: 1.0, y: 2.0, width: 3.0, height: 4.0, ink: Ink::Light };
        let page = Page { width_mm: 210.0, height_mm: 297.0, items: vec![text, line, fill] };
        let shown = dump(&Document { title: "试".to_owned(), pages: vec![page] });
        let expected = "《试》\n\n第 1 页 210.0×297.0\n28.0,45.3 黑10.5 红 附件2\n1.0,2.0 → 3.0,2.0 线0.35\n1.0,2.0 底3.0×4.0 浅\n";
        assert_eq!(shown, expected);
    }
}
