//! The attribute table of a shapefile (.dbf), cell by cell as it is written: a reader that turns numbers into floats would
//! lose the zeros of codes, and 「1」 must not become 「01」 or the other way round.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// The attributes of a shapefile.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    pub headings: Vec<String>,
    /// `None` for a row that was deleted.
    pub rows: Vec<Option<Vec<String>>>,
}

/// Length of the head, and of what it says of a column.
const HEAD: usize = 32;
/// Marks the end of the columns.
const END: u8 = 0x0D;
/// Marks a deleted row.
const DELETED: u8 = b'*';

/// Reads the table; `cpg` is what the file beside it says of its encoding.
///
/// # Errors
/// What is wrong, in English for the detail of a fault: the bytes end before the table does.
pub fn read(bytes: &[u8], cpg: Option<&str>) -> Result<Attributes, String> {
    let head = bytes.get(..HEAD).ok_or("shorter than its head")?;
    let rows = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
    let start = usize::from(u16::from_le_bytes([head[8], head[9]]));
    let width = usize::from(u16::from_le_bytes([head[10], head[11]]));
    let encoding = encoding(bytes, start, head[29], cpg);
    let mut columns = Vec::new();
    let mut at = HEAD;
    while bytes.get(at).is_some_and(|first| *first != END) && at + HEAD <= start {
        let column = bytes.get(at..at + HEAD).ok_or("ends among its columns")?;
        let name = column[..11].split(|byte| *byte == 0).next().unwrap_or_default();
        columns.push((decoded(name, encoding), usize::from(column[16])));
        at += HEAD;
    }
    if columns.is_empty() || width == 0 {
        return Err("has no columns".to_owned());
    }
    let mut table = Attributes { headings: columns.iter().map(|(name, _)| name.clone()).collect(), rows: Vec::new() };
    for place in 0..rows {
        let from = start + place * width;
        let row = bytes.get(from..from + width).ok_or_else(|| format!("ends at row {place} of {rows}"))?;
        table.rows.push((row[0] != DELETED).then(|| cells(&row[1..], &columns, encoding)));
    }
    Ok(table)
}

fn cells(mut row: &[u8], columns: &[(String, usize)], encoding: &'static Encoding) -> Vec<String> {
    let mut cells = Vec::with_capacity(columns.len());
    for (_, width) in columns {
        let (cell, rest) = row.split_at((*width).min(row.len()));
        // A number that did not fit is written as stars: it says nothing.
        let text = decoded(cell, encoding);
        cells.push(if text.chars().all(|c| c == '*') { String::new() } else { text });
        row = rest;
    }
    cells
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.trim_matches(['\0', ' ']).to_owned()
}

/// What .cpg says, then the mark in the head (4D: GBK), then what the bytes are: Chinese shapefiles without either are GBK,
/// unless everything reads as UTF-8.
fn encoding(bytes: &[u8], start: usize, mark: u8, cpg: Option<&str>) -> &'static Encoding {
    let named = cpg.map(|text| text.trim().to_ascii_lowercase()).unwrap_or_default();
    if named.contains("utf") || named == "65001" {
        return UTF_8;
    }
    if ["gb", "936", "54936"].iter().any(|name| named.contains(name)) || mark == 0x4D {
        return GB18030;
    }
    let content = bytes.get(start..).unwrap_or_default();
    if std::str::from_utf8(content).is_ok() { UTF_8 } else { GB18030 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of two columns, as programs write it.
    fn table(rows: &[(&str, &str)], encoding: &'static Encoding) -> Vec<u8> {
        let start = (HEAD * 3 + 1) as u16;
        let mut bytes = vec![3, 125, 6, 1];
        bytes.extend((rows.len() as u32).to_le_bytes());
        bytes.extend(start.to_le_bytes());
        bytes.extend(27u16.to_le_bytes());
        bytes.resize(HEAD, 0);
        for (name, width) in [("TBLX", 6u8), ("ZLDWMC", 20)] {
            let mut column = name.as_bytes().to_vec();
            column.resize(11, 0);
            column.push(b'C');
            column.resize(16, 0);
            column.push(width);
            column.resize(HEAD, 0);
            bytes.extend(column);
        }
        bytes.push(END);
        for (kind, place) in rows {
            bytes.push(b' ');
            for (text, width) in [(kind, 6), (place, 20)] {
                let mut cell = encoding.encode(text).0.into_owned();
                cell.resize(width, b' ');
                bytes.extend(cell);
            }
        }
        bytes
    }

    #[test]
    fn codes_keep_their_zeros_and_chinese_reads_in_both_encodings() {
        let rows = [("01", "撖家塔村"), ("1", "永胜村")];
        for (encoding, cpg) in [(GB18030, None), (GB18030, Some("GBK")), (UTF_8, Some("UTF-8")), (UTF_8, None)] {
            let read = read(&table(&rows, encoding), cpg).unwrap();
            assert_eq!(read.headings, ["TBLX", "ZLDWMC"]);
            let cells: Vec<_> = read.rows.into_iter().flatten().collect();
            assert_eq!(cells, [["01", "撖家塔村"], ["1", "永胜村"]]);
        }
    }

    #[test]
    fn a_table_that_was_cut_off_is_refused() {
        let whole = table(&[("01", "撖家塔村"), ("1", "永胜村")], GB18030);
        assert!(read(&whole[..whole.len() - 5], None).unwrap_err().contains("row 1 of 2"));
        assert!(read(&whole[..40], None).is_err());
        assert!(read(b"short", None).is_err());
    }
}
