//! Files of plain text with commas or tabs, in the encodings that spreadsheet programs write here.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{ExchangeFault, sheet::Sheet};
use crate::domain::import::ROWS_MAX;

/// The sheet of such a file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Sheet, ExchangeFault> {
    let text = decode(name, bytes)?;
    let begin: String = text.trim_start().chars().take(16).flat_map(char::to_lowercase).collect();
    if ["<html", "<!doctype html", "<table", "<?xml", "<meta"].iter().any(|mark| begin.starts_with(mark)) {
        return Err(ExchangeFault::web_page(name));
    }
    let first_line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| first_line.chars().filter(|c| *c == mark).count();
    let delimiter = [b',', b'\t', b';'].into_iter().max_by_key(|mark| (count(char::from(*mark)), *mark == b','));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut seen, mut line) = (0, 0);
    for record in reader.records() {
        let record = record.map_err(|fault| ExchangeFault::not_a_workbook(name, fault))?;
        // A record is said to begin where the one before ended; empty lines between them are no records, but they count.
        let begin = record.position().map_or(seen, |position| position.byte() as usize);
        let blank = text.as_bytes()[begin..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        line += text.as_bytes()[seen..begin + blank].iter().filter(|byte| **byte == b'\n').count();
        seen = begin + blank;
        if line >= ROWS_MAX * 2 {
            return Err(ExchangeFault::too_many_rows(name, line, ROWS_MAX));
        }
        rows.resize(rows.len().max(line), Vec::new());
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(Sheet::new(String::new(), 0, 0, rows, &[]))
}

/// UTF-8 and UTF-16 by their marks, UTF-8 when it is that, otherwise GB18030.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<String, ExchangeFault> {
    let no_text = || ExchangeFault::not_a_workbook(name, "neither a workbook nor text");
    let marked = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some(UTF_8),
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = marked {
        return Ok(encoding.decode(bytes).0.into_owned());
    }
    if bytes.contains(&0) {
        return Err(no_text());
    }
    let encoding = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 };
    let (text, _, odd) = encoding.decode(bytes);
    if odd { Err(no_text()) } else { Ok(text.into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_and_delimiters_are_recognised() {
        let text = "姓名,手机号码\n\n王𠮷,138\n";
        let gb = GB18030.encode(text).0.into_owned();
        let with_mark = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [text.as_bytes().to_vec(), gb, with_mark, text.replace(',', "\t").into_bytes()] {
            let sheet = read("名单.csv", &bytes).unwrap();
            let rows: Vec<_> = sheet.rows.iter().map(|row| (row.number, row.cells.join("|"))).collect();
            assert_eq!(rows, [(1, "姓名|手机号码".to_owned()), (3, "王𠮷|138".to_owned())]);
        }
        let page = read("导出.xls", "<HTML><table><tr><td>姓名</td></tr></table>".as_bytes()).unwrap_err();
        assert!(page.title.contains("网页") && page.next.contains(".xlsx"));
        assert!(read("图.csv", b"\x89PNG\r\n\x1a\n\0\0\0").is_err());
    }
}
