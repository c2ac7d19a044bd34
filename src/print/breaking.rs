//! Where a line may end.
//!
//! Breaking follows GB/T 15834-2011 (禁则): no line starts with closing punctuation, none ends with
//! an opening mark, dashes and ellipses stay whole; and GB/T 15835-2011: a number is not broken.
//! Latin words and figures stay together with the signs inside them, names in a list stay whole.

use super::{
    font::{fonts, is_silent},
    page::Face,
};

/// Marks that may not start a line.
const NEVER_FIRST: &str = "，。、；：？！）》〉」』】〕〗”’％‰℃·…～,.;:?!)]}%/-—";
/// Marks that may not end a line.
const NEVER_LAST: &str = "（《〈「『【〔〖“‘([{/¥￥";
/// Full-width marks with nothing in their right half, and those with nothing in their left half.
pub const HALF_EMPTY_AFTER: [char; 9] = ['，', '。', '、', '；', '：', '）', '》', '」', '】'];
pub const HALF_EMPTY_BEFORE: [char; 5] = ['（', '《', '「', '【', '〔'];
/// Half an em in thousandths.
const HALF: u32 = 500;
/// Units that stay with the number before them.
const BOUND_TO_NUMBER: &str = "年月日号时分亩";

/// The lines of a paragraph, none longer than `ems`; at least one.
pub fn break_paragraph(face: Face, paragraph: &str, ems: f32) -> Vec<String> {
    let lines = fill(face, paragraph, ems);
    match before_its_bracket(paragraph) {
        Some((label, bracket)) if lines.len() > 1 => {
            let mut parted = fill(face, label, ems);
            parted.extend(fill(face, bracket, ems));
            if parted.len() == lines.len() { parted } else { lines }
        }
        _ => lines,
    }
}

/// 「副区长（分管水利、应急）」 parted before its bracket: of two ways with as many lines, a bracket that begins one reads
/// better than one cut in the middle. Only of short labels that end with the one bracket they have.
fn before_its_bracket(paragraph: &str) -> Option<(&str, &str)> {
    let at = paragraph.find('（').filter(|at| *at > 0)?;
    let (label, bracket) = paragraph.split_at(at);
    let plain = bracket.matches(['（', '）']).count() == 2 && bracket.ends_with('）');
    (plain && !paragraph.contains(['。', '；']) && paragraph.chars().count() <= LABEL).then_some((label, bracket))
}

/// Longest label with a bracket, in characters; longer ones are sentences.
const LABEL: usize = 40;

fn fill(face: Face, paragraph: &str, ems: f32) -> Vec<String> {
    let mut breaker = Breaker::new(face, ems);
    if let Some(mark) = ['、', '·'].into_iter().find(|mark| is_list(paragraph, *mark)) {
        for entry in paragraph.split_inclusive(mark) {
            breaker.add_entry(entry);
        }
        breaker.finish()
    } else {
        breaker.add_text(paragraph);
        let mut lines = breaker.finish();
        let empty = Breaker::new(face, ems);
        join_lone_character(&mut lines, |line| empty.needed(line) <= empty.room);
        lines
    }
}

/// A single character, with closing marks or without, is not left alone on the last line if the line before can spare
/// one and both fit.
fn join_lone_character(lines: &mut [String], fits: impl Fn(&str) -> bool) {
    if let [.., before, last] = lines
        && last.trim_end_matches(HALF_EMPTY_AFTER).chars().count() == 1
        && before.chars().count() >= SPARING
        && let [_, .., spared] = pieces(before).as_slice()
        && spared.chars().count() <= 2
        && fits(&format!("{spared}{last}"))
    {
        let at = before.len() - spared.len();
        last.insert_str(0, spared);
        before.truncate(at);
    }
}

/// Characters a line must have to give one to the next.
const SPARING: usize = 4;

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

    /// Puts an entry of a list on this line or the next, whole if any line can hold it.
    fn add_entry(&mut self, entry: &str) {
        if self.needed(entry) <= self.room {
            self.add(entry);
        } else {
            self.add_text(entry);
        }
    }

    fn add_text(&mut self, text: &str) {
        for piece in pieces(text) {
            self.add(piece);
        }
    }

    /// Puts an unbreakable piece on this line or the next; one longer than a line is cut.
    fn add(&mut self, piece: &str) {
        let needed = self.needed(piece);
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
            if !self.line.is_empty() && self.used + self.needed(&character) > self.room {
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

    /// The room that a piece needs at a line end: spaces take none, and of a closing mark, whose right half is empty,
    /// that half may hang over (GB/T 15834 lets marks at line ends take half their width).
    fn needed(&self, piece: &str) -> u32 {
        let piece = piece.trim_end();
        self.measure(piece) - if piece.ends_with(HALF_EMPTY_AFTER) { HALF } else { 0 }
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

/// Whether a paragraph only lists names or the like: short entries parted by 、 and nothing else.
/// Then an entry is not broken; 「王」 at a line end and 「𠮷」 on the next would be two people.
/// One name with 「·」 inside is parted there and nowhere else.
fn is_list(paragraph: &str, mark: char) -> bool {
    let is_entry = |entry: &str| {
        (1..=LIST_ENTRY).contains(&entry.chars().count()) && entry.chars().all(|c| c.is_alphanumeric() || c == '·')
    };
    paragraph.contains(mark) && paragraph.split(mark).all(is_entry)
}

/// Longest entry of a list, in characters, as long as Mongolian names get; longer ones are sentences.
const LIST_ENTRY: usize = 10;

/// The stretches of a paragraph that must not be broken.
pub fn pieces(paragraph: &str) -> Vec<&str> {
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
