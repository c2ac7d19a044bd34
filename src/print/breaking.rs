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
/// Units that stay with the number before them.
const BOUND_TO_NUMBER: &str = "年月日号时分亩";

/// The lines of a paragraph, none longer than `ems`; at least one.
pub fn break_paragraph(face: Face, paragraph: &str, ems: f32) -> Vec<String> {
    let mut breaker = Breaker::new(face, ems);
    if is_list(paragraph) {
        for entry in paragraph.split_inclusive('、') {
            breaker.add_entry(entry);
        }
        breaker.finish()
    } else {
        breaker.add_text(paragraph);
        let mut lines = breaker.finish();
        join_lone_character(&mut lines);
        lines
    }
}

/// A single character is not left alone on the last line if the line before can spare one.
fn join_lone_character(lines: &mut [String]) {
    if let [.., before, last] = lines
        && last.chars().count() == 1
        && before.chars().count() >= SPARING
        && let [_, .., spared] = pieces(before).as_slice()
        && spared.chars().count() <= 2
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
        if self.measure(entry) <= self.room {
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

/// Whether a paragraph only lists names or the like: short entries parted by 、 and nothing else.
/// Then an entry is not broken; 「王」 at a line end and 「𠮷」 on the next would be two people.
fn is_list(paragraph: &str) -> bool {
    let is_entry = |entry: &str| {
        (1..=LIST_ENTRY).contains(&entry.chars().count()) && entry.chars().all(|c| c.is_alphanumeric() || c == '·')
    };
    paragraph.contains('、') && paragraph.split('、').all(is_entry)
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
