//! A [`Document`] as PDF bytes. The only file that names printpdf (A2).
//!
//! Each font is cut to the characters the document uses before it is embedded; whole, the fonts
//! would make every file 20 MB. The same document and [`Stamp`] give the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use allsorts::{
    binary::read::ReadScope,
    font_data::FontData,
    subset::{CmapTarget, SubsetProfile, subset},
};
use chrono::{DateTime, Utc};
use printpdf::{
    Codepoint, Color, DictItem, ExternalStream, ExternalXObject, FontId, Line, LineCapStyle, LineDashPattern,
    LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt,
    Rect, Rgb, TextItem, XObject, XObjectId, XObjectTransform, to_lopdf_doc,
};

use super::{
    Document, Ink, Item, Page,
    font::{FontFile, Run, fonts, is_silent, runs},
    page::{DASHES, MM_PER_PT},
    photo::{self, Jpeg, Photos},
};
use crate::domain::picture::Picture;

/// What a PDF says about its making. Handed in, so that the same sheet can be made again (A6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who had it made: the office.
    pub author: String,
    /// Identifies the file; the same for the same content.
    pub id: u128,
}

/// Why no PDF came out.
#[derive(Debug, thiserror::Error)]
pub enum PdfFault {
    /// A bundled font could not be cut or embedded.
    #[error("font {font} cannot be embedded: {reason}")]
    Font {
        /// PostScript name.
        font: &'static str,
        /// What the font library said.
        reason: String,
    },
    /// The library refused to write the file.
    #[error("PDF cannot be written: {0}")]
    Write(String),
}

/// The fonts of one document, each cut to what it draws there.
type Cut = BTreeMap<FontFile, ParsedFont>;

/// A document without photos as a PDF file.
pub fn pdf(document: &Document, stamp: &Stamp) -> Result<Vec<u8>, PdfFault> {
    pdf_with(document, stamp, &photo::none)
}

/// The document as a PDF file; words stand in the place of a photo that cannot be read any more.
pub fn pdf_with(document: &Document, stamp: &Stamp, photos: Photos<'_>) -> Result<Vec<u8>, PdfFault> {
    let embedded = embedded(document, photos);
    let document = &photo::worded(document, |picture| embedded.contains_key(&photo_id(picture)));
    let cut = cut_fonts(document)?;
    let mut out = PdfDocument::new(&document.title);
    out.resources.xobjects.map.extend(embedded);
    out.with_pages(document.pages.iter().map(|page| paint_page(page, &cut)).collect());
    for (file, font) in cut {
        out.resources.fonts.map.insert(font_id(file), PdfFont::new(font));
    }
    describe(&mut out, stamp);
    write(&out, stamp)
}

fn describe(out: &mut PdfDocument, stamp: &Stamp) {
    let info = &mut out.metadata.info;
    info.author = stamp.author.clone();
    info.creator = "gengbao".to_owned();
    info.producer = concat!("gengbao ", env!("CARGO_PKG_VERSION")).to_owned();
    if let Ok(date) = printpdf::OffsetDateTime::from_unix_timestamp(stamp.made_at.timestamp()) {
        info.creation_date = date;
        info.modification_date = date;
        info.metadata_date = date;
    }
}

/// Saves with our own file identifier (printpdf takes a random one) and without claiming PDF/X.
fn write(out: &PdfDocument, stamp: &Stamp) -> Result<Vec<u8>, PdfFault> {
    let mut raw = to_lopdf_doc(out, &PdfSaveOptions::default(), &mut Vec::new());
    raw.version = "1.7".to_owned();
    if let Ok(ids) = raw.trailer.get_mut(b"ID").and_then(|ids| ids.as_array_mut()) {
        for id in ids.iter_mut().filter_map(|id| id.as_str_mut().ok()) {
            *id = format!("{:032X}", stamp.id).into_bytes();
        }
    }
    let info = raw.trailer.get(b"Info").and_then(|info| info.as_reference());
    if let Ok(info) = info.and_then(|id| raw.get_dictionary_mut(id)) {
        info.remove(b"GTS_PDFXVersion");
    }
    raw.compress();
    let mut bytes = Vec::new();
    raw.save_to(&mut bytes).map_err(|fault| PdfFault::Write(fault.to_string()))?;
    Ok(bytes)
}

/// The photos of the document, each once, as large as its largest place needs.
fn embedded(document: &Document, photos: Photos<'_>) -> BTreeMap<XObjectId, XObject> {
    let mut wanted: BTreeMap<&str, (&Picture, [u32; 2])> = BTreeMap::new();
    for item in document.pages.iter().flat_map(|page| &page.items) {
        if let Item::Image { width, height, picture, .. } = item {
            let pixels = photo::pixels_for([*width, *height]);
            let (_, most) = wanted.entry(&picture.digest).or_insert((picture, pixels));
            *most = [most[0].max(pixels[0]), most[1].max(pixels[1])];
        }
    }
    let read = |(picture, most)| Some((photo_id(picture), jpeg_object(photos(picture, most)?)));
    wanted.into_values().filter_map(read).collect()
}

fn photo_id(picture: &Picture) -> XObjectId {
    XObjectId(format!("photo{}", picture.digest))
}

/// The JPEG as it is: PDF readers know the format (ISO 32000-1, 7.4.8).
fn jpeg_object(jpeg: Jpeg) -> XObject {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let [wide, high] = jpeg.pixels.map(|side| DictItem::Int(i64::from(side)));
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", wide),
        ("Height", high),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name("DCTDecode")),
    ];
    let dict = dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let stream = ExternalStream { dict, content: jpeg.bytes, compress: false };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn font_id(file: FontFile) -> FontId {
    FontId(file.postscript_name().to_owned())
}

fn cut_fonts(document: &Document) -> Result<Cut, PdfFault> {
    characters_by_font(document)
        .into_iter()
        .map(|(file, characters)| Ok((file, embeddable(file, &characters)?)))
        .collect()
}

/// 破折号 as typed: two characters, with a gap between them in these fonts.
const DASH: &str = "——";
/// 破折号 as drawn: one stroke, where the font has it.
const WHOLE_DASH: char = '\u{2E3A}';

/// The characters each font has to draw.
fn characters_by_font(document: &Document) -> BTreeMap<FontFile, BTreeSet<char>> {
    let mut used: BTreeMap<FontFile, BTreeSet<char>> = BTreeMap::new();
    for item in document.pages.iter().flat_map(|page| &page.items) {
        if let Item::Text { face, text, .. } = item {
            for run in runs(*face, text) {
                let characters = used.entry(run.file).or_default();
                characters.extend(run.text.chars());
                if run.text.contains(DASH) {
                    characters.insert(WHOLE_DASH);
                }
            }
        }
    }
    used
}

/// The font cut to these characters. Glyph 0, the box for what is missing, always stays first.
fn embeddable(file: FontFile, characters: &BTreeSet<char>) -> Result<ParsedFont, PdfFault> {
    let fault = |reason: String| PdfFault::Font { font: file.postscript_name(), reason };
    let mut ids: BTreeSet<u16> = characters.iter().filter_map(|c| fonts().glyph_id(file, *c)).collect();
    ids.insert(0);
    let ids: Vec<u16> = ids.into_iter().collect();
    let whole = ReadScope::new(file.bytes()).read::<FontData<'_>>().map_err(|e| fault(e.to_string()))?;
    let tables = whole.table_provider(0).map_err(|e| fault(e.to_string()))?;
    let cut = subset(&tables, &ids, &SubsetProfile::Minimal, CmapTarget::Unicode).map_err(|e| fault(e.to_string()))?;
    let mut font = ParsedFont::from_bytes(&cut, 0, &mut Vec::new())
        .ok_or_else(|| fault("the cut font does not open".to_owned()))?;
    font.font_name = Some(format!("{}+{}", subset_tag(&ids), file.postscript_name()));
    Ok(font)
}

/// Six capital letters that mark a cut font, derived from what it holds (ISO 32000-1, 9.6.4).
fn subset_tag(ids: &[u16]) -> String {
    let mut mixed =
        ids.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, id| (hash ^ u64::from(*id)).wrapping_mul(0x100_0000_01b3));
    (0..6)
        .map(|_| {
            let letter = b'A' + (mixed % 26) as u8;
            mixed /= 26;
            char::from(letter)
        })
        .collect()
}

fn paint_page(page: &Page, cut: &Cut) -> PdfPage {
    let mut ops = vec![Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare }];
    for item in &page.items {
        paint(item, page.height_mm, cut, &mut ops);
    }
    PdfPage::new(Mm(page.width_mm), Mm(page.height_mm), ops)
}

fn paint(item: &Item, height: f32, cut: &Cut, ops: &mut Vec<Op>) {
    let at = |x: f32, y: f32| Point { x: points(x), y: points(height - y) };
    match item {
        Item::Text { x, y, size_pt, face, text, ink } => {
            let mut x = *x;
            for run in runs(*face, text) {
                ops.extend([
                    Op::StartTextSection,
                    Op::SetTextCursor { pos: at(x, *y) },
                    Op::SetFont { font: PdfFontHandle::External(font_id(run.file)), size: Pt(*size_pt) },
                    Op::SetFillColor { col: color(*ink) },
                    Op::ShowText { items: shown(run, cut) },
                    Op::EndTextSection,
                ]);
                x += fonts().width_mm(*face, *size_pt, run.text);
            }
        }
        Item::Line { x0, y0, x1, y1, weight, ink } => {
            let end = |x: f32, y: f32| LinePoint { p: at(x, y), bezier: false };
            ops.push(Op::SetOutlineColor { col: color(*ink) });
            ops.push(Op::SetOutlineThickness { pt: points(*weight) });
            ops.push(Op::DrawLine { line: Line { points: vec![end(*x0, *y0), end(*x1, *y1)], is_closed: false } });
        }
        Item::Fill { x, y, width, height: tall, ink } => {
            let corner = at(*x, y + tall);
            let mut rectangle = Rect::from_xywh(corner.x, corner.y, points(*width), points(*tall));
            rectangle.mode = Some(PaintMode::Fill);
            ops.push(Op::SetFillColor { col: color(*ink) });
            ops.push(Op::DrawRectangle { rectangle });
        }
        Item::Stroke { points: corners, closed, dashed, weight, ink } => {
            let points_of = corners.iter().map(|[x, y]| LinePoint { p: at(*x, *y), bezier: false }).collect();
            ops.push(Op::SetOutlineColor { col: color(*ink) });
            ops.push(Op::SetOutlineThickness { pt: points(*weight) });
            if *dashed {
                let [dash, gap] = DASHES.map(|length| points(length).0);
                ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[dash, gap]) });
                ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Butt });
            }
            ops.push(Op::DrawLine { line: Line { points: points_of, is_closed: *closed } });
            if *dashed {
                ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
                ops.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
            }
        }
        Item::Image { x, y, width, height: tall, picture } => {
            // A photo is one unit wide and high until it is scaled.
            let (corner, size) = (at(*x, y + tall), [*width, *tall].map(|side| points(side).0));
            let transform = XObjectTransform {
                translate_x: Some(corner.x),
                translate_y: Some(corner.y),
                scale_x: Some(size[0]),
                scale_y: Some(size[1]),
                ..XObjectTransform::default()
            };
            ops.push(Op::UseXobject { id: photo_id(picture), transform });
        }
    }
}

/// The characters of a run, with dashes in one stroke; copying the text still gives what was typed.
fn shown(run: Run<'_>, cut: &Cut) -> Vec<TextItem> {
    let visible: String = run.text.chars().filter(|c| !is_silent(*c)).collect();
    let dash = cut.get(&run.file).and_then(|font| font.lookup_glyph_index(WHOLE_DASH.into()));
    let Some(dash) = dash else {
        return vec![TextItem::Text(visible)];
    };
    let mut items = Vec::new();
    for (place, text) in visible.split(DASH).enumerate() {
        if place > 0 {
            items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(dash, 0.0, DASH.to_owned())]));
        }
        if !text.is_empty() {
            items.push(TextItem::Text(text.to_owned()));
        }
    }
    items
}

/// Millimetres as points, to a thousandth: more digits only make the file longer.
fn points(mm: f32) -> Pt {
    Pt((mm / MM_PER_PT * 1000.0).round() / 1000.0)
}

fn color(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(|part| f32::from(part) / 255.0);
    Color::Rgb(Rgb::new(r, g, b, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::{Face, page::size};

    fn line(y: f32, face: Face, text: &str) -> Item {
        Item::Text { x: 28.0, y, size_pt: size::SAN, face, text: text.to_owned(), ink: Ink::Black }
    }

    const NAMES: [&str; 5] = ["王𠮷", "李㛃", "张𬭎", "撖家塔村", "诃额伦街道"];

    fn names() -> Document {
        let listed = NAMES.join("、");
        let items = vec![
            line(40.0, Face::Song, &listed),
            line(50.0, Face::SongBold, &listed),
            line(60.0, Face::Hei, &listed),
            line(70.0, Face::Song, "“2024年3月1日——”〔2023〕61号 — 1 —"),
            Item::Line { x0: 28.0, y0: 75.0, x1: 184.0, y1: 75.0, weight: 0.35, ink: Ink::Red },
            Item::Fill { x: 28.0, y: 80.0, width: 20.0, height: 10.0, ink: Ink::Light },
        ];
        let page = Page { width_mm: 210.0, height_mm: 297.0, items };
        Document { title: "姓名核对表".to_owned(), pages: vec![page] }
    }

    fn stamp() -> Stamp {
        let made_at = DateTime::from_timestamp(1_743_552_000, 0).expect("a moment of 2025");
        Stamp { made_at, author: "区自然资源分局".to_owned(), id: 7 }
    }

    fn count(bytes: &[u8], wanted: &str) -> usize {
        bytes.windows(wanted.len()).filter(|part| *part == wanted.as_bytes()).count()
    }

    #[test]
    fn the_same_document_and_stamp_give_the_same_bytes() {
        let first = pdf(&names(), &stamp()).unwrap();
        assert_eq!(first, pdf(&names(), &stamp()).unwrap());
        assert_ne!(first, pdf(&names(), &Stamp { id: 8, ..stamp() }).unwrap());
    }

    #[test]
    fn the_file_is_small_and_names_what_it_holds() {
        let bytes = pdf(&names(), &stamp()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7") && bytes.len() < 60_000, "{} bytes", bytes.len());
        assert_eq!(count(&bytes, "GTS_PDFX"), 0, "no claim of a standard nobody checked");
        for file in FontFile::ALL {
            assert!(count(&bytes, &format!("+{}", file.postscript_name())) > 0, "{file:?} is not embedded");
        }
    }

    #[test]
    fn the_file_opens_again_with_its_pages_and_text() {
        let bytes = pdf(&names(), &stamp()).unwrap();
        let read = PdfDocument::parse(&bytes, &printpdf::PdfParseOptions::default(), &mut Vec::new()).unwrap();
        assert_eq!(read.pages.len(), 1);
        assert_eq!(read.metadata.info.document_title, "姓名核对表");
        assert_eq!(read.metadata.info.author, "区自然资源分局");
        let text = read.pages[0].extract_text(&read.resources).concat();
        for name in NAMES {
            assert!(text.contains(name), "{name} is not in {text}");
        }
    }

    /// Another program has to find the text too: searching and copying depend on it.
    #[test]
    fn poppler_extracts_rare_names() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("names.pdf");
        std::fs::write(&file, pdf(&names(), &stamp()).unwrap()).unwrap();
        let Ok(found) = std::process::Command::new("pdftotext").arg(&file).arg("-").output() else {
            println!("pdftotext is not installed: extraction by another program was not tested");
            return;
        };
        let text = String::from_utf8(found.stdout).unwrap();
        for name in NAMES.iter().chain(&["2024年3月1日——", "〔2023〕61号", "— 1 —"]) {
            assert!(text.contains(name), "{name} is not in {text}");
        }
    }
}
