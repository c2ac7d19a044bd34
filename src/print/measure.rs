//! Widths of text and the lines it breaks into.

use super::{
    breaking::{HALF_EMPTY_AFTER, HALF_EMPTY_BEFORE, break_paragraph, clean, pieces},
    font::fonts,
    page::{Face, MM_PER_PT},
};

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

    /// How much more empty room a line ends with than it begins with, mm: half an em for 「罕台镇、」, nothing for
    /// 「（分管农牧）」. By half of it a centred line stands further right, so that its ink is in the middle.
    pub fn overhang(self, line: &str) -> f32 {
        let half = |empty: bool| if empty { self.em() / 2.0 } else { 0.0 };
        half(line.ends_with(HALF_EMPTY_AFTER)) - half(line.starts_with(HALF_EMPTY_BEFORE))
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
        clean(text).split('\n').flat_map(|paragraph| break_paragraph(self.face, paragraph, width / self.em())).collect()
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
            let cuts_a_word = pieces(text).iter().any(|piece| self.width(piece.trim_end()) > narrower);
            if lines.len() > widest.len() || cuts_a_word {
                break;
            }
            even = lines;
        }
        even
    }
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
    fn no_character_is_left_alone() {
        assert_eq!(wrap("罕台镇撖家塔村", 6.0), ["罕台镇撖家", "塔村"]);
        assert_eq!(wrap("东胜区耕地保护", 3.0), ["东胜区", "耕地保", "护"], "a short line has none to spare");
    }

    #[test]
    fn a_bracket_rather_begins_a_line_than_breaks() {
        assert_eq!(wrap("副镇长（分管农牧）", 5.5), ["副镇长", "（分管农牧）"], "half of the last mark hangs over");
        assert_eq!(wrap("副区长（分管水利、应急）", 10.0), ["副区长", "（分管水利、应急）"]);
        assert_eq!(wrap("督导发现问题（依据：记录）。", 8.0), ["督导发现问题（依", "据：记录）。"], "a sentence");
    }

    #[test]
    fn one_name_is_parted_at_its_dot() {
        assert_eq!(wrap("宝力·敖其尔", 4.0), ["宝力·", "敖其尔"]);
        assert_eq!(wrap("苏日·毕力格", 5.5), ["苏日·毕力格"]);
    }

    #[test]
    fn a_line_narrower_than_a_character_still_ends() {
        assert_eq!(wrap("东胜", 0.2), ["东", "胜"]);
    }

    #[test]
    fn names_in_a_list_stay_whole() {
        assert_eq!(wrap("斯琴高娃、王𠮷、李㛃", 6.0), ["斯琴高娃、", "王𠮷、李㛃"]);
        assert_eq!(wrap("王𠮷、布仁巴雅尔额尔敦朝鲁", 6.0), ["王𠮷、布仁巴", "雅尔额尔敦朝", "鲁"]);
        assert_eq!(wrap("劝阻、上报，已停止", 4.0), ["劝阻、上", "报，已", "停止"]);
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

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[耕地保护，。（）《》“”—…、 a-z0-9.\\-]{0,60}", ems in 1.0_f32..12.0) {
            let lines = wrap(&text, ems);
            let visible = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            proptest::prop_assert_eq!(visible(&lines.concat()), visible(&text));
            for line in &lines {
                let hanging = if line.ends_with(HALF_EMPTY_AFTER) { SONG.em() / 2.0 } else { 0.0 };
                proptest::prop_assert!(SONG.width(line) - hanging <= ems * SONG.em() + 0.01, "{} in {}", line, ems);
            }
        }
    }
}
