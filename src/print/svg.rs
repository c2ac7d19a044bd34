//! One page of a [`Document`] as SVG: a drawing in millimetres that looks the same on every machine, because letters are
//! outlines. What they say is kept beside them for screen readers and search (`aria-label`).

use std::{collections::BTreeSet, fmt::Write as _};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ttf_parser::OutlineBuilder;

use super::{
    Document, Face, Ink, Item, Page,
    font::{FontFile, Run, fonts, is_silent, runs},
    page::{DASHES, MM_PER_PT},
    photo::{self, Photos},
};

/// 破折号 as typed, and the character that draws it in one stroke.
const DASH: (&str, &str) = ("——", "\u{2E3A}");

/// Every page of a document without photos as a file of its own.
pub fn svg(document: &Document) -> Vec<String> {
    svg_with(document, &photo::none)
}

/// Every page as a file of its own, photos inside it; words stand in the place of one that cannot be read any more.
pub fn svg_with(document: &Document, photos: Photos<'_>) -> Vec<String> {
    let total = document.pages.len();
    let named = |number: usize| match total {
        1 => document.title.clone(),
        _ => format!("{} 第{number}页，共{total}页", document.title),
    };
    document.pages.iter().zip(1..).map(|(page, number)| drawing(page, &named(number), photos)).collect()
}

fn drawing(page: &Page, title: &str, photos: Photos<'_>) -> String {
    let (width, height) = (mm(page.width_mm), mm(page.height_mm));
    let title = escaped(title);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">{title}</title>\n<defs>\n"
    );
    for (file, glyph) in glyphs(page) {
        if let Some(outline) = fonts().outline(file, glyph, Path::default()) {
            let _ = writeln!(out, "<path id=\"{}\" d=\"{}\"/>", glyph_id(file, glyph), outline.0);
        }
    }
    let _ = writeln!(out, "</defs>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
    for item in &page.items {
        draw(item, photos, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

fn draw(item: &Item, photos: Photos<'_>, out: &mut String) {
    let _ = match item {
        Item::Text { x, y, size_pt, face, text, ink } => draw_text([*x, *y], *size_pt, *face, text, *ink, out),
        Item::Line { x0, y0, x1, y1, weight, ink } => writeln!(
            out,
            "<path d=\"M{} {}L{} {}\" stroke=\"{}\" stroke-width=\"{weight}\" stroke-linecap=\"square\" fill=\"none\"/>",
            mm(*x0),
            mm(*y0),
            mm(*x1),
            mm(*y1),
            hex(*ink)
        ),
        Item::Fill { x, y, width, height, ink } => writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            mm(*x),
            mm(*y),
            mm(*width),
            mm(*height),
            hex(*ink)
        ),
        Item::Stroke { points, closed, dashed, weight, ink } => {
            let way: Vec<String> = points.iter().map(|[x, y]| format!("{} {}", mm(*x), mm(*y))).collect();
            let end = if *closed { "Z" } else { "" };
            let dashes = if *dashed {
                format!(" stroke-dasharray=\"{} {}\"", DASHES[0], DASHES[1])
            } else {
                " stroke-linecap=\"square\"".to_owned()
            };
            let colour = hex(*ink);
            writeln!(
                out,
                "<path d=\"M{}{end}\" stroke=\"{colour}\" stroke-width=\"{weight}\"{dashes} fill=\"none\"/>",
                way.join("L")
            )
        }
        Item::Image { x, y, width, height, picture } => {
            let Some(jpeg) = photos(picture, photo::pixels_for([*width, *height])) else {
                return draw(&photo::unread([*x, *y], [*width, *height]), photos, out);
            };
            let (x, y, width, height) = (mm(*x), mm(*y), mm(*width), mm(*height));
            let data = BASE64_STANDARD.encode(jpeg.bytes);
            writeln!(
                out,
                "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" \
                 href=\"data:image/jpeg;base64,{data}\"/>"
            )
        }
    };
}

/// A line of text as one named group, each stretch of one font in the units of that font.
fn draw_text(at: [f32; 2], size_pt: f32, face: Face, text: &str, ink: Ink, out: &mut String) -> std::fmt::Result {
    writeln!(out, "<g role=\"img\" aria-label=\"{}\" fill=\"{}\">", escaped(text), hex(ink))?;
    let mut x = at[0];
    for run in runs(face, text) {
        let units = f32::from(fonts().units_per_em(run.file));
        let scale = size_pt * MM_PER_PT / units;
        write!(out, "<g transform=\"translate({} {}) scale({scale:.7} -{scale:.7})\">", mm(x), mm(at[1]))?;
        let mut pen = 0.0_f32;
        for c in shown(run).chars().filter(|c| !is_silent(*c)) {
            if let Some(glyph) = inked(run.file, c) {
                write!(out, "<use href=\"#{}\" x=\"{}\"/>", glyph_id(run.file, glyph), pen.round())?;
            }
            pen += f32::from(fonts().advance(face, c)) * units / 1000.0;
        }
        out.push_str("</g>\n");
        x += fonts().width_mm(face, size_pt, run.text);
    }
    writeln!(out, "</g>")
}

/// The characters of a run with dashes in one stroke, where the font has it.
fn shown(run: Run<'_>) -> String {
    let whole = DASH.1.chars().all(|c| fonts().glyph_id(run.file, c).is_some());
    if whole { run.text.replace(DASH.0, DASH.1) } else { run.text.to_owned() }
}

/// The glyphs a page needs.
fn glyphs(page: &Page) -> BTreeSet<(FontFile, u16)> {
    let mut found = BTreeSet::new();
    for item in &page.items {
        if let Item::Text { face, text, .. } = item {
            for run in runs(*face, text) {
                let text = shown(run);
                found.extend(text.chars().filter_map(|c| inked(run.file, c)).map(|glyph| (run.file, glyph)));
            }
        }
    }
    found
}

/// The glyph of a character that leaves a mark.
fn inked(file: FontFile, c: char) -> Option<u16> {
    if is_silent(c) || c.is_whitespace() { None } else { fonts().glyph_id(file, c) }
}

fn glyph_id(file: FontFile, glyph: u16) -> String {
    let letter = match file {
        FontFile::SerifRegular => 's',
        FontFile::SerifBold => 'b',
        FontFile::SansRegular => 'h',
        FontFile::Supplement => 'x',
    };
    format!("{letter}{glyph}")
}

/// A length to a hundredth of a millimetre.
fn mm(length: f32) -> String {
    let text = format!("{length:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn hex(ink: Ink) -> String {
    let [red, green, blue] = ink.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Text for an element or an attribute; characters XML does not know are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// An outline as the data of a path, in the units of its font.
#[derive(Default)]
struct Path(String);

impl Path {
    fn push(&mut self, command: char, numbers: &[f32]) {
        self.0.push(command);
        for (place, number) in numbers.iter().enumerate() {
            let number = number.round();
            let _ = if place > 0 && number >= 0.0 { write!(self.0, " {number}") } else { write!(self.0, "{number}") };
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::{Reader, events::Event};

    use super::*;

    fn page() -> Page {
        let text = |y: f32, face: Face, text: &str| Item::Text {
            x: 20.0,
            y,
            size_pt: 16.0,
            face,
            text: text.to_owned(),
            ink: Ink::Black,
        };
        let items = vec![
            text(20.0, Face::SongBold, "王𠮷——李㛃"),
            text(30.0, Face::Hei, "a < b & \"c\" > d\u{1}"),
            Item::Line { x0: 1.0, y0: 2.0, x1: 3.0, y1: 2.0, weight: 0.35, ink: Ink::Black },
            Item::Fill { x: 1.0, y: 2.0, width: 3.0, height: 4.0, ink: Ink::SuperviseTint },
            Item::Stroke {
                points: vec![[1.0, 1.0], [9.0, 1.0], [9.0, 5.0]],
                closed: true,
                dashed: true,
                weight: 0.4,
                ink: Ink::Red,
            },
        ];
        Page { width_mm: 420.0, height_mm: 297.0, items }
    }

    /// The names of all elements and what is read out, after the whole file was parsed.
    fn read(file: &str) -> (Vec<String>, Vec<String>) {
        let mut reader = Reader::from_str(file);
        reader.config_mut().check_end_names = true;
        let (mut elements, mut labels) = (Vec::new(), Vec::new());
        loop {
            match reader.read_event().unwrap_or_else(|fault| panic!("{fault} at {}", reader.error_position())) {
                Event::Eof => return (elements, labels),
                Event::Start(tag) | Event::Empty(tag) => {
                    elements.push(tag.name().as_ref().to_owned());
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap();
                        if attribute.key.as_ref() == "aria-label" {
                            labels.push(quick_xml::escape::unescape(&attribute.value).unwrap().into_owned());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_page_is_well_formed_and_says_what_it_shows() {
        let document = Document { title: "导图 <一>".to_owned(), pages: vec![page(), page()] };
        let files = svg(&document);
        assert_eq!(files.len(), 2);
        let (elements, labels) = read(&files[0]);
        assert_eq!(labels, ["王𠮷——李㛃", "a < b & \"c\" > d"]);
        let count = |name: &str| elements.iter().filter(|element| *element == name).count();
        assert_eq!((count("svg"), count("title"), count("rect")), (1, 1, 2));
        assert!(files[0].contains("width=\"420mm\"") && files[1].contains("导图 &lt;一&gt; 第2页，共2页"));
    }

    #[test]
    fn every_letter_is_an_outline_that_is_defined() {
        let file = &svg(&Document { title: "图".to_owned(), pages: vec![page()] })[0];
        let ids: BTreeSet<&str> = file.split("<path id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let used: Vec<&str> = file.split("href=\"#").skip(1).filter_map(|part| part.split('"').next()).collect();
        assert!(!used.is_empty() && used.iter().all(|id| ids.contains(id)), "{used:?} {ids:?}");
        assert!(!file.contains("<text"), "no letter depends on installed fonts");
    }
}
