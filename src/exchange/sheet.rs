//! A sheet as plain rows of text: merged cells filled, empty rows left out, row numbers kept.

/// A row with its number in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// As the spreadsheet program counts, from 1.
    pub number: u32,
    pub cells: Vec<String>,
    /// One text over the width of the sheet: a title, a heading between rows, a remark.
    pub banner: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<SheetRow>,
}

/// A merged region, both corners within, rows and columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    pub top: usize,
    pub bottom: usize,
    pub left: usize,
    pub right: usize,
}

/// How far down a merged cell is filled: more is a decoration, not data.
const FILL_MAX: usize = 20_000;

impl SheetRow {
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl Sheet {
    /// `rows` as they stand from row `first` on (counted from 0); `merged` in the coordinates of the sheet.
    pub(super) fn new(name: String, first: usize, left: usize, rows: Vec<Vec<String>>, merged: &[Merged]) -> Self {
        let mut sheet = Self { name, rows: Vec::with_capacity(rows.len()) };
        for (place, cells) in rows.into_iter().enumerate() {
            let mut whole = vec![String::new(); left];
            whole.extend(cells);
            sheet.rows.push(SheetRow { number: (first + place + 1) as u32, cells: whole, banner: false });
        }
        sheet.find_banners(first, merged);
        for region in merged {
            sheet.fill(first, region);
        }
        sheet.rows.retain(|row| !row.is_empty());
        sheet
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        let last =
            |row: &SheetRow| row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        self.rows.iter().map(last).max().unwrap_or(0)
    }

    /// Marks rows that hold one text only, over several merged columns or numbered like a heading.
    fn find_banners(&mut self, first: usize, merged: &[Merged]) {
        let wide = |row: usize, column: usize| {
            merged.iter().any(|region| region.top == row && region.left == column && region.right - region.left >= 2)
        };
        for (place, row) in self.rows.iter_mut().enumerate() {
            let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
            let (Some((column, text)), None) = (filled.next(), filled.next()) else { continue };
            row.banner = wide(first + place, column) || is_heading(text);
        }
    }

    /// What stands in the first cell of a merged region stands in all of it.
    fn fill(&mut self, first: usize, region: &Merged) {
        let Some(top) = region.top.checked_sub(first) else { return };
        let Some(text) = self.rows.get(top).map(|row| row.cell(region.left).to_owned()) else { return };
        if text.trim().is_empty() || region.bottom - region.top > FILL_MAX || self.rows[top].banner {
            return;
        }
        let bottom = (region.bottom - first).min(self.rows.len().saturating_sub(1));
        for row in &mut self.rows[top..=bottom] {
            if row.cells.len() <= region.right {
                row.cells.resize(region.right + 1, String::new());
            }
            for cell in &mut row.cells[region.left..=region.right] {
                if cell.trim().is_empty() {
                    cell.clone_from(&text);
                }
            }
        }
    }
}

/// 「一、镇领导」, 「（二）村级」.
fn is_heading(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['（', '(']);
    let digits = text.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    (1..=3).contains(&digits) && text.chars().nth(digits).is_some_and(|c| "、）)".contains(c))
}

/// A column as the spreadsheet program names it: 0 is A, 26 is AA.
pub(super) fn letters(column: usize) -> String {
    let mut text = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        text.insert(0, char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&[&str]]) -> Vec<Vec<String>> {
        texts.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn merged_cells_are_filled_and_titles_are_not() {
        let merged = [Merged { top: 0, bottom: 0, left: 0, right: 2 }, Merged { top: 1, bottom: 2, left: 0, right: 0 }];
        let texts = rows(&[
            &["名单", "", ""],
            &["罕台镇", "王芳", ""],
            &["", "李强", ""],
            &["", "", ""],
            &["一、村级", "", ""],
        ]);
        let sheet = Sheet::new("甲".into(), 0, 0, texts, &merged);
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 5]);
        assert_eq!(sheet.rows[2].cells, ["罕台镇", "李强", ""]);
        assert!(sheet.rows[0].banner && !sheet.rows[1].banner && sheet.rows[3].banner);
        assert_eq!(sheet.width(), 2);
        assert_eq!(sheet.rows[0].cells, ["名单", "", ""], "a title is not filled over the columns");
    }

    #[test]
    fn columns_are_named_by_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
