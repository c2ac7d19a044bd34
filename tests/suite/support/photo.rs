//! Photos written by hand: a JPEG with just the EXIF data a test needs, of any claimed size.

use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

/// What stands in the EXIF data; nothing stands where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Photo {
    pub taken: Option<&'static str>,
    /// 「+08:00」.
    pub offset: Option<&'static str>,
    /// Longitude and latitude in degrees, west and south negative.
    pub place: Option<(f64, f64)>,
    pub datum: Option<&'static str>,
    /// 「2025:03:05」, with hours, minutes and seconds of world time.
    pub satellites: Option<(&'static str, [u32; 3])>,
    /// A small picture inside.
    pub thumb: bool,
    /// Turned by a quarter, as a phone held upright writes it.
    pub turned: bool,
    /// Width and height that the header claims, without any pixels behind them.
    pub claimed: Option<(u16, u16)>,
    /// Colour of the picture, so that photos differ.
    pub shade: u8,
}

/// One entry of a directory: tag, type, count, bytes.
type Entry = (u16, u16, u32, Vec<u8>);

fn ascii(tag: u16, text: &str) -> Entry {
    let bytes: Vec<u8> = text.bytes().chain([0]).collect();
    (tag, 2, bytes.len() as u32, bytes)
}

fn rationals(tag: u16, values: &[(u32, u32)]) -> Entry {
    let bytes = values.iter().flat_map(|(over, under)| [over.to_le_bytes(), under.to_le_bytes()].concat()).collect();
    (tag, 5, values.len() as u32, bytes)
}

fn long(tag: u16, value: usize) -> Entry {
    (tag, 4, 1, (value as u32).to_le_bytes().to_vec())
}

/// A directory at `at` with the values that do not fit into it behind it, and the place of the next directory.
fn directory(entries: &[Entry], at: usize, next: Option<usize>) -> Vec<u8> {
    let mut table = (entries.len() as u16).to_le_bytes().to_vec();
    let mut behind: Vec<u8> = Vec::new();
    let begin = at + 2 + entries.len() * 12 + 4;
    for (tag, kind, count, bytes) in entries {
        table.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
        table.extend(count.to_le_bytes());
        if bytes.len() <= 4 {
            let mut cell = bytes.clone();
            cell.resize(4, 0);
            table.extend(cell);
        } else {
            table.extend(((begin + behind.len()) as u32).to_le_bytes());
            behind.extend(bytes);
        }
    }
    // Where no directory follows there is a zero; where one follows right here, its place is known now.
    let follows = next.map_or(0, |_| begin + behind.len());
    table.extend((follows as u32).to_le_bytes());
    table.extend(behind);
    table
}

impl Photo {
    /// Of 东胜 on 2025-03-05, 09:30, as a phone writes it that names its datum.
    pub fn of_dongsheng() -> Self {
        Self {
            taken: Some("2025:03:05 09:30:00"),
            place: Some((109.98, 39.82)),
            datum: Some("WGS-84"),
            ..Self::default()
        }
    }

    fn exif(&self) -> Vec<u8> {
        let mut details = Vec::new();
        details.extend(self.taken.map(|time| ascii(0x9003, time)));
        details.extend(self.offset.map(|offset| ascii(0x9011, offset)));
        let mut gps = Vec::new();
        if let Some((lon, lat)) = self.place {
            let degrees = |value: f64| {
                let seconds = (value.abs() * 3600.0 * 10_000.0).round() as u32;
                let (degrees, rest) = (seconds / 36_000_000, seconds % 36_000_000);
                [(degrees, 1), (rest / 600_000, 1), (rest % 600_000, 10_000)]
            };
            gps.push(ascii(1, if lat < 0.0 { "S" } else { "N" }));
            gps.push(rationals(2, &degrees(lat)));
            gps.push(ascii(3, if lon < 0.0 { "W" } else { "E" }));
            gps.push(rationals(4, &degrees(lon)));
        }
        if let Some((_, [hour, minute, second])) = self.satellites {
            gps.push(rationals(7, &[(hour, 1), (minute, 1), (second, 1)]));
        }
        gps.extend(self.datum.map(|datum| ascii(0x12, datum)));
        gps.extend(self.satellites.map(|(day, _)| ascii(0x1D, day)));
        // Lengths do not depend on places, so that two rounds settle them.
        let (mut details_at, mut gps_at) = (0, 0);
        let mut whole = Vec::new();
        for _ in 0..2 {
            let mut first = vec![ascii(0x10F, "TEST"), ascii(0x110, "TEST 1")];
            if self.turned {
                first.push((0x112, 3, 1, 6_u16.to_le_bytes().to_vec()));
            }
            first.push(long(0x8769, details_at));
            first.push(long(0x8825, gps_at));
            let thumb = self.thumb.then(|| jpeg(16, 12, self.shade));
            whole = [b"II".to_vec(), 42_u16.to_le_bytes().to_vec(), 8_u32.to_le_bytes().to_vec()].concat();
            whole.extend(directory(&first, 8, thumb.as_ref().map(|_| 1)));
            if let Some(picture) = thumb {
                let at = whole.len();
                let data_at = at + 2 + 2 * 12 + 4;
                whole.extend(directory(&[long(0x201, data_at), long(0x202, picture.len())], at, None));
                whole.extend(picture);
            }
            details_at = whole.len();
            whole.extend(directory(&details, details_at, None));
            gps_at = whole.len();
            whole.extend(directory(&gps, gps_at, None));
        }
        whole
    }

    pub fn bytes(&self) -> Vec<u8> {
        let exif = [b"Exif\0\0".to_vec(), self.exif()].concat();
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1];
        bytes.extend(((exif.len() + 2) as u16).to_be_bytes());
        bytes.extend(exif);
        match self.claimed {
            None => bytes.extend(&jpeg(64, 48, self.shade)[2..]),
            Some((width, height)) => {
                bytes.extend([0xFF, 0xC0, 0, 17, 8]);
                bytes.extend(height.to_be_bytes());
                bytes.extend(width.to_be_bytes());
                bytes.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
                bytes.extend([0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]);
                bytes.extend([self.shade; 64]);
            }
        }
        bytes
    }

    pub fn save(&self, dir: &Path, name: &str) -> PathBuf {
        let path = dir.join(name);
        std::fs::write(&path, self.bytes()).unwrap();
        path
    }
}

fn jpeg(width: u32, height: u32, shade: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([shade, 120, 60]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}
