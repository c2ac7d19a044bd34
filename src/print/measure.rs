//! Widths and line breaking.
//!
//! Breaking follows GB/T 15834-2011 (禁则): no line starts with closing punctuation, none ends with
//! an opening mark, dashes and ellipses stay whole; and GB/T 15835-2011: a number is not broken.
//! Latin words and figures stay together with the signs inside them.

use super::{
    font::{fonts, is_silent},
    page::{Face, MM_PER_PT},
};

/// Marks that may not start a line.
const NEVER_FIRST: &str = "，。、；：？！）》〉」』】〕〗”’％‰℃·…～,.;:?!)]}%/-—";
/// Marks that may not end a line.
const NEVER_LAST: &str = "（《〈「『【〔〖“‘([{/¥￥";
/// Units that stay with the number before them.
const BOUND_TO_NUMBER: &str = "年月日号时分亩";

/// A face at a size: everything needed to measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Typeface.
    pub face: Face,
    /// Size, points.
    pub size_pt: f32,
}

impl Type {
    /// A face at a size in points.
    pub const fn new(face: Face, size_pt: f32) -> Self {
        Self { face, size_pt }
    }

    /// Width of one line, mm.
    pub fn width(self, text: &str) -> f32 {
        fonts().width_mm(self.face, self.size_pt, text)
    }

    /// One em (一字), mm.
    pub fn em(self) -> f32 {
        self.size_pt * MM_PER_PT
    }

    /// From the middle of a line of Han characters down to its baseline, mm: the em box of the
    /// bundled fonts reaches 0.88 em above the baseline and 0.12 em below.
    pub fn baseline_below_middle(self) -> f32 {
        0.38 * self.em()
    }

    /// Breaks `text` into lines no wider than `width` mm. Explicit line ends are kept. Always at
    /// least one line; a line is too wide only if a single character is.
    pub fn wrap(self, text: &str, width: f32) -> Vec<String> {
        clean(text).split('\n').flat_map(|paragraph| self.wrap_paragraph(paragraph, width)).collect()
    }

    /// Like [`Type::wrap`] with as few lines, but of even length: 「监督总协/调人」 becomes
    /// 「监督总/协调人」; a bracket rather begins a line than breaks. For headings and titles.
    pub fn wrap_evenly(self, text: &str, width: f32) -> Vec<String> {
        let plain = self.wrap(text, width);
        let before_brackets = text.replace('（', "\n（");
        if plain.len() > 1 && !text.starts_with('（') && self.wrap(&before_brackets, width).len() == plain.len() {
            return self.even(&before_brackets, width);
        }
        self.even(text, width)
    }

    fn even(self, text: &str, width: f32) -> Vec<String> {
        let widest = self.wrap(text, width);
        let mut even = widest.clone();
        let mut narrower = width;
        while narrower > self.em() {
            narrower -= self.em() / 4.0;
            let lines = self.wrap(text, narrower);
            let cuts_a_word = lines.iter().any(|line| self.width(line) > narrower + 0.01);
            if lines.len() > widest.len() || cuts_a_word {
                break;
            }
            even = lines;
        }
        even
    }

    fn wrap_paragraph(self, paragraph: &str, width: f32) -> Vec<String> {
        let mut breaker = Breaker::new(self.face, width / self.em());
        for piece in pieces(paragraph) {
            breaker.add(piece);
        }
        breaker.finish()
    }
}

/// Fills lines piece by piece, counting in thousandths of an em.
struct Breaker {
    face: Face,
    room: u32,
    used: u32,
    line: String,
    lines: Vec<String>,
}

impl Breaker {
    fn new(face: Face, ems: f32) -> Self {
        Self { face, room: (ems.max(0.0) * 1000.0).round() as u32, used: 0, line: String::new(), lines: Vec::new() }
    }

    /// Puts an unbreakable piece on this line or the next; one longer than a line is cut.
    fn add(&mut self, piece: &str) {
        let needed = self.measure(piece.trim_end());
        if self.used + needed > self.room && needed <= self.room {
            self.end_line();
        }
        if needed <= self.room {
            self.push(piece);
        } else {
            self.add_by_character(piece);
        }
    }

    fn add_by_character(&mut self, piece: &str) {
        for c in piece.chars() {
            let character = c.to_string();
            if !self.line.is_empty() && self.used + self.measure(&character) > self.room {
                self.end_line();
            }
            self.push(&character);
        }
    }

    fn push(&mut self, piece: &str) {
        self.used += self.measure(piece);
        self.line.push_str(piece);
    }

    /// Ends the line; spaces before a line end take no room.
    fn end_line(&mut self) {
        if !self.line.is_empty() {
            self.line.truncate(self.line.trim_end().len());
            self.lines.push(std::mem::take(&mut self.line));
        }
        self.used = 0;
    }

    fn measure(&self, text: &str) -> u32 {
        text.chars().map(|c| u32::from(fonts().advance(self.face, c))).sum()
    }

    fn finish(mut self) -> Vec<String> {
        self.end_line();
        if self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines
    }
}

/// Text fit for one cell or paragraph: one kind of line end, tabs as spaces, no invisible marks.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n")
        .replace('\t', " ")
        .chars()
        .filter(|c| *c == '\n' || !is_silent(*c))
        .collect()
}

/// The stretches of a paragraph that must not be broken.
fn pieces(paragraph: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in paragraph.char_indices() {
        let dash = paragraph[at..].starts_with("——");
        if before.is_some_and(|b| may_break(b, c, dash)) {
            pieces.push(&paragraph[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < paragraph.len() {
        pieces.push(&paragraph[start..]);
    }
    pieces
}

/// Whether a line may end between two neighbours; `dash`: a whole 「——」 begins with `next`.
fn may_break(before: char, next: char, dash: bool) -> bool {
    if before == '—' && next == '—' {
        return false;
    }
    if dash {
        return !NEVER_LAST.contains(before);
    }
    if before.is_ascii_digit() && BOUND_TO_NUMBER.contains(next) {
        return false;
    }
    if next == ' ' || NEVER_FIRST.contains(next) || NEVER_LAST.contains(before) {
        return false;
    }
    before == ' ' || !(in_word(before) && in_word(next))
}

/// Part of a Latin word, a number, a code or a date.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han_like(c) || "._-+/:@#&".contains(c)
}

/// Written without spaces between words: Han, kana and their full-width company.
fn is_han_like(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::page::size;

    const SONG: Type = Type::new(Face::Song, size::XIAO_SI);

    /// Wraps at a width of `n` Han characters.
    fn wrap(text: &str, n: f32) -> Vec<String> {
        SONG.wrap(text, n * SONG.em())
    }

    #[test]
    fn han_text_fills_the_line() {
        assert_eq!(wrap("东胜区耕地保护", 3.0), ["东胜区", "耕地保", "护"]);
    }

    #[test]
    fn closing_marks_never_start_a_line() {
        assert_eq!(wrap("严守红线，落实", 4.0), ["严守红", "线，落实"]);
        assert_eq!(wrap("（计5分）；", 3.0), ["（计5", "分）；"]);
    }

    #[test]
    fn opening_marks_never_end_a_line() {
        assert_eq!(wrap("防止“非粮化”", 3.0), ["防止", "“非粮", "化”"]);
        assert_eq!(wrap("根据《土地管理法》", 3.0), ["根据", "《土地", "管理", "法》"]);
    }

    #[test]
    fn numbers_and_words_stay_whole() {
        assert_eq!(wrap("面积1234.56亩", 5.5), ["面积", "1234.56亩"]);
        assert_eq!(wrap("于2024年3月1日起", 4.5), ["于2024年", "3月1日起"]);
        assert_eq!(wrap("按QH-2026-00012办", 8.0), ["按", "QH-2026-00012", "办"]);
        assert_eq!(wrap("2024-03-05巡田", 5.5), ["2024-03-05", "巡田"]);
    }

    #[test]
    fn dashes_and_ellipses_are_not_split() {
        assert_eq!(wrap("东胜——红线", 3.0), ["东胜", "——红", "线"]);
        assert_eq!(wrap("东胜……红线", 3.0), ["东", "胜……", "红线"]);
        assert_eq!(wrap("自1月—2月", 3.0), ["自", "1月—", "2月"]);
    }

    #[test]
    fn explicit_line_ends_and_empty_lines_are_kept() {
        assert_eq!(wrap("一\n\n二\r\n三", 5.0), ["一", "", "二", "三"]);
        assert_eq!(wrap("", 5.0), [""]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        let lines = wrap("ABCDEFGHIJKLMN", 3.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|l| SONG.width(l) <= 3.0 * SONG.em() + 0.01));
        assert_eq!(lines.concat(), "ABCDEFGHIJKLMN");
    }

    #[test]
    fn a_line_narrower_than_a_character_still_ends() {
        assert_eq!(wrap("东胜", 0.2), ["东", "胜"]);
    }

    #[test]
    fn spaces_vanish_at_line_ends() {
        assert_eq!(wrap("东胜 红线", 2.0), ["东胜", "红线"]);
    }

    #[test]
    fn headings_break_evenly() {
        let even = SONG.wrap_evenly("监督总协调人", 5.0 * SONG.em());
        assert_eq!(even, ["监督总", "协调人"]);
        assert_eq!(SONG.wrap_evenly("姓名", 5.0 * SONG.em()), ["姓名"]);
        assert_eq!(SONG.wrap_evenly("片区（小组）", 4.5 * SONG.em()), ["片区", "（小组）"]);
    }
}
