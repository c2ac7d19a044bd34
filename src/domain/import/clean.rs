//! Cell texts as people write them, brought into the form the rest of the program reads. Pure; nothing is guessed that
//! the text does not say.

use chrono::{Days, NaiveDate};

use crate::domain::text;

/// Words at the start of a row that is no record.
const NO_RECORD: [&str; 9] = ["合计", "小计", "总计", "共计", "注：", "注:", "备注：", "说明：", "填表人"];
/// How people write 「as above」.
const DITTO: [&str; 5] = ["同上", "〃", "″", "”", "\""];

/// A heading for comparing: no blanks, no star, no colon; brackets of both widths alike.
pub fn heading(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && !"*＊:：\u{feff}\u{200b}".contains(*c));
    kept.map(|c| match c {
        '(' => '（',
        ')' => '）',
        other => text::half_width(other),
    })
    .collect()
}

/// A text without what stands in brackets: 「姓名（必填）」 is 「姓名」.
pub fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            other if depth == 0 => kept.push(other),
            _ => {}
        }
    }
    kept
}

/// Any cell: trimmed, without the marks that cannot be seen, line breaks as one blank.
pub fn cell(text: &str) -> String {
    let seen = text.chars().filter(|c| !"\u{feff}\u{200b}\u{200c}\u{200d}".contains(*c));
    let plain: String = seen.map(|c| if c.is_whitespace() || c == '\u{a0}' { ' ' } else { c }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A person's name: 「王 芳」 is 「王芳」; blanks between Latin words stay.
pub fn name(text: &str) -> String {
    let text = cell(text);
    if text.chars().any(|c| c.is_ascii_alphabetic()) { text } else { text.replace(' ', "") }
}

/// A name of a unit, post or grid for comparing: no blanks between Chinese characters, brackets of both widths alike.
pub fn joined(text: &str) -> String {
    name(text).replace('(', "（").replace(')', "）")
}

/// A code or a phone: full-width digits plain, blanks out, a number that the spreadsheet wrote as 1.50602E+11 as its
/// digits. What lost digits on the way stays as it is and is refused by its check.
pub fn code(text: &str) -> String {
    let plain: String = cell(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '＋' => '+',
            'Ｅ' | 'ｅ' => 'E',
            other => text::half_width(other),
        })
        .collect();
    let plain = plain.strip_prefix('\'').unwrap_or(&plain);
    let plain = plain.strip_suffix(".0").unwrap_or(plain);
    exponent(plain).unwrap_or_else(|| plain.to_owned())
}

/// `1.50602101207E+11` as `150602101207`, when its digits are all there.
fn exponent(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    // Fewer decimals than the exponent: Excel showed a rounded number, the last digits are lost.
    (digits && whole.len() == 1 && part.len() == exponent && exponent < 16).then(|| format!("{whole}{part}"))
}

/// A date as [`crate::domain::date::parse`] reads it: without a time, 「起」 or 「自」; a bare serial number as its day.
pub fn date(text: &str) -> String {
    let plain: String = cell(text).chars().map(text::half_width).collect();
    let plain = plain.split_once(['T']).map_or(plain.as_str(), |(day, _)| day);
    let plain = match plain.split_once(' ') {
        Some((day, time)) if time.contains(':') => day,
        _ => plain,
    };
    let plain = plain.strip_prefix('自').unwrap_or(plain).trim_end_matches(['起', ' ']).trim();
    let serial = plain.strip_suffix(".0").unwrap_or(plain);
    if serial.len() == 5
        && let Ok(number) = serial.parse::<u32>()
        && let Some(day) = from_serial(number)
    {
        return day.to_string();
    }
    plain.to_owned()
}

/// The day of an Excel serial number of the 1900 system, where that is a day this program knows (1949 to 2100).
pub fn from_serial(number: u32) -> Option<NaiveDate> {
    (17_899..=73_415)
        .contains(&number)
        .then(|| NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number.into())))?
}

/// Whether a text is a month without a day: 2021.05, 2021年5月.
pub fn is_month(text: &str) -> bool {
    let plain: String = date(text).replace(['年', '/', '.'], "-").replace('月', "");
    match plain.split_once('-') {
        Some((year, month)) => {
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            year.len() == 4 && month.len() <= 2 && digits(year) && digits(month)
        }
        None => false,
    }
}

/// Whether a row that begins so is a sum or a remark.
pub fn is_no_record(first: &str) -> bool {
    let text: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    NO_RECORD.iter().any(|word| text.starts_with(word))
}

pub fn is_ditto(text: &str) -> bool {
    DITTO.contains(&text.trim())
}

/// 是 or 否; `None` for other words.
pub fn yes_no(text: &str) -> Option<bool> {
    match text {
        "是" | "有" | "√" | "✓" | "对" | "Y" | "y" | "1" | "true" | "yes" => Some(true),
        "" | "否" | "无" | "不是" | "×" | "N" | "n" | "0" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// The parts of a list in one cell: by comma, semicolon, 顿号 or line break.
pub fn list(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', ';', '；', '\n', '\r']).map(joined);
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_the_blanks_that_only_align_them() {
        assert_eq!(name(" 王　芳 "), "王芳");
        assert_eq!(name("王\u{a0}\u{a0}𠮷"), "王𠮷");
        assert_eq!(name("Bat  Erdene"), "Bat Erdene");
        assert_eq!(joined("副镇长 (分管农牧)"), "副镇长（分管农牧）");
    }

    #[test]
    fn codes_come_back_from_numbers() {
        assert_eq!(code("１５０６０２"), "150602");
        assert_eq!(code("150602101207.0"), "150602101207");
        assert_eq!(code("1.50602101207E+11"), "150602101207");
        assert_eq!(code("1.50602E+11"), "1.50602E+11", "digits are lost: the check of codes says so");
        assert_eq!(code("138 1234 5678"), "13812345678");
        assert_eq!(code("'0477-8581234"), "0477-8581234");
    }

    #[test]
    fn dates_of_every_kind_come_out_readable() {
        for text in ["45809", "2025-06-01 00:00:00", "2025-06-01T00:00:00", "自２０２５-06-01起", "2025-06-01 "] {
            assert_eq!(date(text), "2025-06-01", "{text}");
        }
        assert_eq!(date("2025年6月1日起"), "2025年6月1日");
        assert_eq!(date("12345"), "12345", "1933 is no day of this business");
        assert!(is_month("2021.05") && is_month("2021年5月") && !is_month("2021.5.3") && !is_month("3.5"));
    }

    #[test]
    fn sums_and_remarks_are_no_records() {
        assert!(is_no_record("合 计") && is_no_record("注：以上人员") && !is_no_record("罕台镇"));
        assert!(is_ditto(" 同上 ") && !is_ditto("同上村"));
        assert_eq!(list("罕台镇、铜川镇，民 族街道"), ["罕台镇", "铜川镇", "民族街道"]);
    }
}
