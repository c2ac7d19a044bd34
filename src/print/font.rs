//! The bundled fonts: which file draws a character, and how wide it is.
//!
//! Names of people and places in the district need characters far outside GB 2312 (撖, 李㛃, 王𠮷),
//! so a face is a chain of files and every character is looked up on its own: the face's file,
//! then the regular file of the same family, then the supplement. Nothing depends on what is
//! installed on the machine, so a sheet measures the same everywhere.

use std::sync::OnceLock;

use ttf_parser::Face as Parsed;

use super::page::{Face, MM_PER_PT};

/// One bundled font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontFile {
    /// Noto Serif SC Regular: 宋体.
    SerifRegular,
    /// Noto Serif SC Bold, cut to GB 2312: titles.
    SerifBold,
    /// Noto Sans SC Regular: 黑体.
    SansRegular,
    /// Noto Sans CJK cut to the rare characters the other files lack.
    Supplement,
}

// Statics, not constants: the program carries each file once, however often it is named.
static SERIF_REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSerifSC-Regular.otf");
static SERIF_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSerifSC-Bold.otf");
static SANS_REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf");
static SUPPLEMENT: &[u8] = include_bytes!("../../assets/fonts/NotoSansCJK-Supplement.otf");

impl FontFile {
    /// All files, in the order of their index.
    pub const ALL: [Self; 4] = [Self::SerifRegular, Self::SerifBold, Self::SansRegular, Self::Supplement];

    /// The file itself (OpenType, CFF outlines).
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::SerifRegular => SERIF_REGULAR,
            Self::SerifBold => SERIF_BOLD,
            Self::SansRegular => SANS_REGULAR,
            Self::Supplement => SUPPLEMENT,
        }
    }

    /// PostScript name, as written into a PDF.
    pub const fn postscript_name(self) -> &'static str {
        match self {
            Self::SerifRegular => "NotoSerifSC-Regular",
            Self::SerifBold => "NotoSerifSC-Bold",
            Self::SansRegular => "NotoSansSC-Regular",
            Self::Supplement => "NotoSansCJKsc-Regular",
        }
    }

    const fn index(self) -> usize {
        self as usize
    }
}

impl Face {
    /// Files tried for a character of this face, in this order.
    const fn chain(self) -> &'static [FontFile] {
        use FontFile::{SansRegular, SerifBold, SerifRegular, Supplement};
        match self {
            Self::Song => &[SerifRegular, SansRegular, Supplement],
            Self::SongBold => &[SerifBold, SerifRegular, SansRegular, Supplement],
            Self::Hei => &[SansRegular, SerifRegular, Supplement],
        }
    }
}

/// Where a character comes from and how far it moves the pen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Glyph {
    /// `None` if no bundled file has the character: an empty box will be printed.
    file: Option<FontFile>,
    /// Advance in thousandths of an em.
    advance: u16,
}

/// 256 neighbouring characters, looked up together the first time one of them is needed.
type Block = Box<[Glyph]>;

const BLOCK: usize = 256;
const BLOCKS: usize = 0x11_0000 / BLOCK;

/// Widest advance assumed for a character no file has: the box is one em wide.
const MISSING: Glyph = Glyph { file: None, advance: 1000 };

/// The opened fonts and the widths learnt so far. Shared by all threads.
pub struct Fonts {
    parsed: [Option<Parsed<'static>>; FontFile::ALL.len()],
    blocks: [Vec<OnceLock<Block>>; Face::ALL.len()],
}

/// The bundled fonts, opened at the first call.
pub fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(Fonts::open)
}

/// Characters of `text` that would print as empty boxes, each once, in order of appearance.
pub fn missing(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for c in text.chars().filter(|c| !is_silent(*c)) {
        if fonts().file(Face::Song, c).is_none() && !found.contains(&c) {
            found.push(c);
        }
    }
    found
}

/// Whether a character leaves no mark and takes no room: line ends, joiners, variation selectors.
pub fn is_silent(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A stretch of text drawn with one font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The file.
    pub file: FontFile,
    /// The characters.
    pub text: &'a str,
}

/// Splits a line where the font file changes. Characters nobody has stay with their neighbours.
pub fn runs(face: Face, text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let file = fonts().file(face, c);
        let end = at + c.len_utf8();
        match (runs.last_mut(), file) {
            (Some(run), Some(file)) if run.file != file => {
                start = at;
                runs.push(Run { file, text: &text[at..end] });
            }
            (Some(run), _) => run.text = &text[start..end],
            (None, file) => runs.push(Run { file: file.unwrap_or(face.chain()[0]), text: &text[..end] }),
        }
    }
    runs
}

impl Fonts {
    fn open() -> Self {
        Self {
            parsed: FontFile::ALL.map(|file| Parsed::parse(file.bytes(), 0).ok()),
            blocks: Face::ALL.map(|_| (0..BLOCKS).map(|_| OnceLock::new()).collect()),
        }
    }

    /// The file that draws `c` in `face`, if any has it.
    pub fn file(&self, face: Face, c: char) -> Option<FontFile> {
        self.glyph(face, c).file
    }

    /// Width of `c` in thousandths of an em.
    pub fn advance(&self, face: Face, c: char) -> u16 {
        if is_silent(c) { 0 } else { self.glyph(face, c).advance }
    }

    /// Width of one line of text, mm.
    pub fn width_mm(&self, face: Face, size_pt: f32, text: &str) -> f32 {
        let thousandths: u32 = text.chars().map(|c| u32::from(self.advance(face, c))).sum();
        em_to_mm(thousandths as f32 / 1000.0, size_pt)
    }

    /// The glyph id of `c` in `file`.
    pub fn glyph_id(&self, file: FontFile, c: char) -> Option<u16> {
        let parsed = self.parsed[file.index()].as_ref()?;
        parsed.glyph_index(c).map(|id| id.0)
    }

    /// The outline of a glyph in the units of its file; nothing for glyphs without ink.
    pub fn outline<B: ttf_parser::OutlineBuilder>(&self, file: FontFile, glyph: u16, mut builder: B) -> Option<B> {
        let parsed = self.parsed[file.index()].as_ref()?;
        parsed.outline_glyph(ttf_parser::GlyphId(glyph), &mut builder).map(|_| builder)
    }

    /// Units in one em of a file.
    pub fn units_per_em(&self, file: FontFile) -> u16 {
        self.parsed[file.index()].as_ref().map_or(1000, Parsed::units_per_em)
    }

    fn glyph(&self, face: Face, c: char) -> Glyph {
        let code = c as usize;
        let block = self.blocks[face as usize][code / BLOCK].get_or_init(|| self.look_up_block(face, code / BLOCK));
        block[code % BLOCK]
    }

    fn look_up_block(&self, face: Face, block: usize) -> Block {
        let first = (block * BLOCK) as u32;
        (first..first + BLOCK as u32)
            .map(|code| char::from_u32(code).map_or(MISSING, |c| self.look_up(face, c)))
            .collect()
    }

    fn look_up(&self, face: Face, c: char) -> Glyph {
        face.chain().iter().find_map(|file| self.advance_in(*file, c)).unwrap_or(MISSING)
    }

    fn advance_in(&self, file: FontFile, c: char) -> Option<Glyph> {
        let parsed = self.parsed[file.index()].as_ref()?;
        let id = parsed.glyph_index(c).filter(|id| id.0 != 0)?;
        let units = u32::from(parsed.glyph_hor_advance(id)?);
        let advance = units * 1000 / u32::from(parsed.units_per_em());
        Some(Glyph { file: Some(file), advance: u16::try_from(advance).unwrap_or(u16::MAX) })
    }
}

/// A length in ems of a type size, in millimetres.
pub fn em_to_mm(ems: f32, size_pt: f32) -> f32 {
    ems * size_pt * MM_PER_PT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_file_opens() {
        assert!(fonts().parsed.iter().all(Option::is_some));
    }

    #[test]
    fn rare_names_fall_back_to_a_file_that_has_them() {
        assert!(missing("撖家塔村 诃额伦街道 李㛃 张𬭎 王𠮷 — “耕保” 〔2023〕61号").is_empty());
        assert_eq!(fonts().file(Face::Song, '王'), Some(FontFile::SerifRegular));
        assert_eq!(fonts().file(Face::SongBold, '王'), Some(FontFile::SerifBold));
        assert_eq!(fonts().file(Face::Hei, '王'), Some(FontFile::SansRegular));
        assert_eq!(fonts().file(Face::Song, '𠮷'), Some(FontFile::Supplement));
    }

    #[test]
    fn a_character_nobody_has_is_named_once() {
        assert_eq!(missing("\u{F8F0}王\u{F8F0}"), ['\u{F8F0}']);
        assert!(missing("一行\n二行\u{FE00}").is_empty());
    }

    #[test]
    fn text_splits_where_the_font_changes() {
        let runs = runs(Face::Song, "王𠮷等");
        let parts: Vec<_> = runs.iter().map(|r| (r.file, r.text)).collect();
        assert_eq!(
            parts,
            [(FontFile::SerifRegular, "王"), (FontFile::Supplement, "𠮷"), (FontFile::SerifRegular, "等"),]
        );
        assert!(super::runs(Face::Song, "").is_empty());
    }

    #[test]
    fn han_characters_are_one_em_wide() {
        let width = fonts().width_mm(Face::Song, 72.0, "耕地");
        assert!((width - 2.0 * 25.4).abs() < 0.01, "{width}");
    }
}
