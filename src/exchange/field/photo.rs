//! Photos: when and where they were taken by their EXIF data. Only headers are read, so that size does not matter.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read},
    path::Path,
};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use exif::{DateTime, Exif, In, Reader, Tag, Value};

use super::{BEIJING, FieldFile, Format, Found, Spot, cut};
use crate::{
    domain::{
        coordinate::{Reading, System, guess},
        picture::PIXELS_MAX,
        track::TrackKind,
    },
    exchange::ExchangeFault,
};

/// Where EXIF data stands in a JPEG at the latest.
const HEAD: u64 = 1 << 20;
/// How far clock of camera and satellites may be apart before a word is said, in minutes.
const CLOCKS_APART: i64 = 10;

/// Whether a file begins as a photo does: JPEG, PNG, HEIC.
pub(super) fn is_photo(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xD8, 0xFF]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n") || is_heic(bytes)
}

fn is_heic(bytes: &[u8]) -> bool {
    let brand = bytes.get(4..8) == Some(b"ftyp");
    brand
        && bytes.get(8..12).is_some_and(|kind| {
            [b"heic", b"heix", b"mif1", b"msf1", b"hevc"].contains(&kind.try_into().unwrap_or(b"    "))
        })
}

pub(super) fn read(path: &Path, name: &str) -> Result<FieldFile, ExchangeFault> {
    let mut found = Found::new(TrackKind::Photo, name, "照片");
    let mut head = [0; 12];
    let heic = File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && is_heic(&head);
    if !heic {
        let pixels = pixels(path).ok_or_else(|| {
            ExchangeFault::new(
                format!("照片「{name}」已损坏或没有拷贝完整"),
                "请从手机或相机重新拷贝；仍打不开的，请不要作为凭证。",
            )
        })?;
        if pixels > PIXELS_MAX {
            let millions = pixels as f64 / 1e6;
            found.notes.push(format!("照片有 {millions:.0} 百万像素，照原样保存，不生成缩略图"));
        }
    }
    let mut reading = None;
    match exif_of(path) {
        Some(exif) => {
            found.device = device(&exif);
            time(&exif, &mut found);
            reading = place(&exif, &mut found);
        }
        None => found.notes.push("没有拍摄信息（EXIF），可能经微信等软件转发过".to_owned()),
    }
    if found.started.is_none() {
        found.started = time_in_name(name);
        let words = match found.started {
            Some(_) => "时间取自文件名，请核对",
            None => "没有拍摄时间，请选择日期或巡查",
        };
        found.notes.push(words.to_owned());
    }
    if !found.has_place() {
        found.notes.push("没有拍摄位置".to_owned());
    }
    let items = vec![found];
    Ok(FieldFile { path: Default::default(), name: cut(name), format: Format::Photo, items, reading, notes: vec![] })
}

/// How many pixels a JPEG or PNG has, from its header alone; `None` when it has none.
pub fn pixels(path: &Path) -> Option<u64> {
    let reader = image::ImageReader::open(path).ok()?.with_guessed_format().ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    Some(u64::from(width) * u64::from(height))
}

/// The small picture that a camera puts into its photo, as JPEG.
pub fn embedded_thumb(path: &Path) -> Option<Vec<u8>> {
    let exif = exif_of(path)?;
    let number = |tag| exif.get_field(tag, In::THUMBNAIL).and_then(|field| field.value.get_uint(0)).map(|n| n as usize);
    let (from, length) = (number(Tag::JPEGInterchangeFormat)?, number(Tag::JPEGInterchangeFormatLength)?);
    exif.buf().get(from..from.checked_add(length)?).map(<[u8]>::to_vec)
}

fn exif_of(path: &Path) -> Option<Exif> {
    let mut file = File::open(path).ok()?;
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head).ok()?;
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let whole = |read: Result<Exif, exif::Error>| match read {
        Ok(exif) => Some(exif),
        Err(fault) => fault.distill_partial_result(|_| {}).ok(),
    };
    if head.starts_with(&[0xFF, 0xD8]) {
        return whole(reader.read_from_container(&mut Cursor::new(head)));
    }
    whole(reader.read_from_container(&mut BufReader::new(File::open(path).ok()?)))
}

fn ascii(exif: &Exif, tag: Tag) -> Option<String> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => {
            let text = String::from_utf8_lossy(lines.first()?).trim_matches(['\0', ' ']).to_owned();
            (!text.is_empty()).then_some(text)
        }
        _ => None,
    }
}

/// 「HUAWEI ALN-AL00」.
fn device(exif: &Exif) -> String {
    let (make, model) = (ascii(exif, Tag::Make).unwrap_or_default(), ascii(exif, Tag::Model).unwrap_or_default());
    if model.starts_with(&make) { model } else { format!("{make} {model}") }
}

/// The camera's time, as Beijing time where it names no zone; the satellites' time where it has none.
fn time(exif: &Exif, found: &mut Found) {
    let tags = [
        (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
        (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
        (Tag::DateTime, Tag::OffsetTime),
    ];
    let camera = tags.into_iter().find_map(|(tag, offset)| {
        let mut read = DateTime::from_ascii(ascii(exif, tag)?.as_bytes()).ok()?;
        if let Some(offset) = ascii(exif, offset) {
            // A zone that cannot be read is no zone.
            drop(read.parse_offset(offset.as_bytes()));
        }
        let time = moment(&read)?;
        Some(match read.offset {
            Some(minutes) => time - TimeDelta::minutes(minutes.into()) + TimeDelta::hours(BEIJING),
            None => time,
        })
    });
    let satellites = satellite_time(exif);
    if let (Some(camera), Some(satellites)) = (camera, satellites) {
        let apart = (camera - satellites).num_minutes().abs();
        if apart > CLOCKS_APART {
            let clock = satellites.format("%Y-%m-%d %H:%M");
            found.notes.push(format!("相机时间与卫星时间（{clock}）相差 {apart} 分，请核对"));
        }
    }
    found.started = camera.or(satellites);
}

fn moment(read: &DateTime) -> Option<NaiveDateTime> {
    let day = NaiveDate::from_ymd_opt(read.year.into(), read.month.into(), read.day.into())?;
    day.and_hms_opt(read.hour.into(), read.minute.into(), read.second.into())
}

/// `GPSDateStamp` and `GPSTimeStamp`, which are world time.
fn satellite_time(exif: &Exif) -> Option<NaiveDateTime> {
    let date = ascii(exif, Tag::GPSDateStamp)?.replace(['-', '/'], ":");
    let day = NaiveDate::parse_from_str(&date, "%Y:%m:%d").ok()?;
    let parts = rationals(exif, Tag::GPSTimeStamp)?;
    let [hour, minute, second] = parts.as_slice() else { return None };
    let time = NaiveTime::from_hms_opt(*hour as u32, *minute as u32, *second as u32)?;
    Some(day.and_time(time) + TimeDelta::hours(BEIJING))
}

fn rationals(exif: &Exif, tag: Tag) -> Option<Vec<f64>> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Rational(values) => {
            let values: Vec<f64> = values.iter().map(exif::Rational::to_f64).collect();
            values.iter().all(|value| value.is_finite()).then_some(values)
        }
        _ => None,
    }
}

/// Where it was taken, and whether the system of that has to be asked about.
fn place(exif: &Exif, found: &mut Found) -> Option<Reading> {
    let angle = |tag, reference, negative: &str| {
        let parts = rationals(exif, tag)?;
        let [degrees, rest @ ..] = parts.as_slice() else { return None };
        let minutes = rest.first().copied().unwrap_or(0.0);
        let value = degrees + minutes / 60.0 + rest.get(1).copied().unwrap_or(0.0) / 3600.0;
        let south_or_west = ascii(exif, reference).is_some_and(|word| word.eq_ignore_ascii_case(negative));
        Some(if south_or_west { -value } else { value })
    };
    let lon = angle(Tag::GPSLongitude, Tag::GPSLongitudeRef, "W")?;
    let lat = angle(Tag::GPSLatitude, Tag::GPSLatitudeRef, "S")?;
    let reading = guess(&[(lon, lat)]);
    if let Reading::Impossible(words) = reading {
        found.notes.push(format!("拍摄位置不能用：{words}"));
        return None;
    }
    found.pieces = vec![vec![Spot { x: lon, y: lat, time: None }]];
    let datum = ascii(exif, Tag::GPSMapDatum).unwrap_or_default().to_uppercase();
    let swapped = reading.swapped();
    Some(if datum.contains("WGS") || datum.contains("CGCS") {
        Reading::Certain { system: System::Cgcs2000, swapped }
    } else if datum.contains("GCJ") {
        Reading::Certain { system: System::Gcj02, swapped }
    } else {
        reading
    })
}

/// The time in names such as `IMG_20250305_093000.jpg`; only where a whole date and time stand.
fn time_in_name(name: &str) -> Option<NaiveDateTime> {
    let digits: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let read = |date: &str, time: &str| {
        let text = format!("{date}{}", time.get(..6)?);
        NaiveDateTime::parse_from_str(&text, "%Y%m%d%H%M%S").ok()
    };
    let whole = digits.iter().find_map(|part| if part.len() == 14 { read(&part[..8], &part[8..]) } else { None });
    let parted = || {
        digits
            .windows(2)
            .find_map(|pair| if pair[0].len() == 8 && pair[1].len() >= 6 { read(pair[0], pair[1]) } else { None })
    };
    whole.or_else(parted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_name_is_read_only_where_it_is_whole() {
        let time = |name| time_in_name(name).map(|time| time.to_string());
        assert_eq!(time("IMG_20250305_093000.jpg").as_deref(), Some("2025-03-05 09:30:00"));
        assert_eq!(time("20250305093000.jpg").as_deref(), Some("2025-03-05 09:30:00"));
        assert_eq!(time("IMG_20250305_093000123.HEIC").as_deref(), Some("2025-03-05 09:30:00"));
        assert_eq!(
            (time("mmexport1741138200000.jpg"), time("20251305_093000.jpg"), time("照片1.jpg")),
            (None, None, None)
        );
    }
}
