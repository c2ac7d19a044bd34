//! Workbooks as offices really make them, written for a test.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use tempfile::TempDir;

/// A workbook under construction, in a folder of its own.
pub struct Made {
    pub folder: TempDir,
    book: Workbook,
}

impl Made {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), book: Workbook::new() }
    }

    /// A sheet with these rows from the first row on; empty cells stay empty.
    pub fn sheet(mut self, name: &str, rows: &[&[&str]]) -> Self {
        let sheet = self.book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (down, row) in rows.iter().enumerate() {
            for (across, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(down as u32, across as u16, *cell).unwrap();
            }
        }
        self
    }

    /// Goes on with the last sheet.
    pub fn with(mut self, work: impl FnOnce(&mut Worksheet)) -> Self {
        work(self.book.worksheets_mut().last_mut().unwrap());
        self
    }

    /// Merges cells of the last sheet, keeping the text.
    pub fn merge(self, top: u32, left: u16, bottom: u32, right: u16, text: &str) -> Self {
        self.with(|sheet| {
            sheet.merge_range(top, left, bottom, right, text, &Format::new()).unwrap();
        })
    }

    pub fn save(mut self, name: &str) -> (TempDir, PathBuf) {
        let path = self.folder.path().join(name);
        self.book.save(&path).unwrap();
        (self.folder, path)
    }
}

/// A file of bytes.
pub fn file(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// An OLE file with the directory of an encrypted workbook, as Excel writes one with a password.
pub fn encrypted() -> Vec<u8> {
    let sector = 512;
    let mut bytes = vec![0_u8; sector * 3];
    bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    bytes[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    bytes[44] = 1; // one sector of the allocation table
    bytes[48] = 1; // the directory begins in sector 1
    bytes[57] = 0x10; // short streams are below 4096 bytes
    bytes[60..64].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF]);
    bytes[68..72].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF]);
    bytes[76..80].copy_from_slice(&[0, 0, 0, 0]); // the table itself is sector 0
    bytes[80..512].fill(0xFF);
    bytes[512..1024].fill(0xFF);
    bytes[512..516].copy_from_slice(&[0xFD, 0xFF, 0xFF, 0xFF]);
    bytes[516..520].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF]);
    for (place, name) in ["Root Entry", "EncryptionInfo", "EncryptedPackage"].into_iter().enumerate() {
        let entry = &mut bytes[1024 + place * 128..1024 + (place + 1) * 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = units.len() as u8 + 2;
        entry[66] = if place == 0 { 5 } else { 2 };
        entry[68..80].fill(0xFF);
        entry[116..120].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF]);
    }
    bytes
}

/// The texts of a sheet of a file, row by row.
pub fn texts(path: &Path) -> Vec<Vec<String>> {
    let book = gengbao::exchange::read(path).unwrap();
    book.sheets[0].rows.iter().map(|row| row.cells.clone()).collect()
}
