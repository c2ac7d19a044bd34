//! Files from the field: photos, GPX, KML, GeoJSON, alone or zipped, read into photos, tracks and points.
//!
//! Nothing is written and nothing is taken here: a file that is damaged or too large is refused as a whole, in words.

mod geojson;
mod gpx;
mod kml;
mod photo;
mod zipped;

pub use photo::{embedded_thumb, pixels};

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, TimeDelta};

use super::{ExchangeFault, text};
use crate::domain::{
    coordinate::{Converter, Reading, System, guess},
    track::{Fix, Shape, Track, TrackKind},
};

/// The largest file of text (GPX, KML, GeoJSON) that is read, in megabytes: a day of one point a second is a tenth of it.
pub const TEXT_MAX_MB: u64 = 8;
const TEXT_MAX: u64 = TEXT_MAX_MB << 20;
/// The largest photo or archive that is looked at, in megabytes.
const SIZE_MAX_MB: u64 = 200;
/// The most tracks and points that one file may hold.
const ITEMS_MAX: usize = 2_000;
/// Hours between world time and the district's.
const BEIJING: i64 = 8;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Photo,
    Gpx,
    Kml,
    GeoJson,
}

impl Format {
    pub fn label(self) -> &'static str {
        match self {
            Self::Photo => "照片",
            Self::Gpx => "GPX",
            Self::Kml => "KML",
            Self::GeoJson => "GeoJSON",
        }
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldFile {
    pub path: PathBuf,
    pub name: String,
    pub format: Format,
    pub items: Vec<Found>,
    /// In which system its places are written; `None` when it has no places.
    pub reading: Option<Reading>,
    /// What a person should know about the file, Chinese.
    pub notes: Vec<String>,
}

/// One photo, track or point of a file, with its places as the file writes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub kind: Option<TrackKind>,
    pub name: String,
    pub pieces: Vec<Vec<Spot>>,
    /// Beijing time.
    pub started: Option<NaiveDateTime>,
    pub ended: Option<NaiveDateTime>,
    /// Camera or app.
    pub device: String,
    /// What a person should know about it, Chinese.
    pub notes: Vec<String>,
}

/// A place as the file writes it: longitude or easting, latitude or northing, unless the reading says they are swapped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
    /// Beijing time.
    pub time: Option<NaiveDateTime>,
}

impl Found {
    fn new(kind: TrackKind, name: &str, fallback: &str) -> Self {
        let plain: String = name.chars().filter(|c| !c.is_control()).collect();
        let name = if plain.trim().is_empty() { fallback } else { plain.trim() };
        Self { kind: Some(kind), name: cut(name), ..Self::default() }
    }

    /// Takes start and end from its places.
    fn timed(mut self) -> Self {
        let mut times: Vec<NaiveDateTime> = self.pieces.iter().flatten().filter_map(|spot| spot.time).collect();
        times.sort_unstable();
        self.started = self.started.or(times.first().copied());
        self.ended = self.ended.or(times.last().copied()).filter(|_| times.len() > 1);
        if self.started.is_none() {
            self.notes.push("没有时间，请选择日期或巡查".to_owned());
        }
        self
    }

    pub fn has_place(&self) -> bool {
        self.pieces.iter().any(|piece| !piece.is_empty())
    }

    /// What is kept of it, once the system of its places is known.
    ///
    /// # Errors
    /// A place that the system does not have, in words.
    pub fn track(&self, system: Option<System>, swapped: bool, digest: &str) -> Result<Track, String> {
        let mut shape = Shape::default();
        if let Some(system) = system {
            let converter = Converter::of(system);
            let place = |spot: &Spot| {
                let (x, y) = if swapped { (spot.y, spot.x) } else { (spot.x, spot.y) };
                let point = converter.point(x, y);
                let point =
                    point.ok_or_else(|| format!("「{}」里的坐标（{x}，{y}）换算不出来，请核对坐标系", self.name))?;
                let since = spot.time.zip(self.started).map(|(time, start)| (time - start).num_seconds());
                Ok::<_, String>(Fix { point, seconds: since.and_then(|seconds| u32::try_from(seconds).ok()) })
            };
            for piece in &self.pieces {
                shape.0.push(piece.iter().map(place).collect::<Result<_, _>>()?);
            }
        }
        let kind = self.kind.unwrap_or(TrackKind::Point);
        let metres = if kind == TrackKind::Line { shape.metres() } else { 0 };
        Ok(Track {
            kind,
            name: self.name.clone(),
            started: self.started,
            ended: self.ended,
            metres,
            shape: shape.thinned(),
            system: system.filter(|_| self.has_place()),
            device: cut(&self.device),
            digest: digest.to_owned(),
        })
    }
}

/// Reads a file from the field; its kind is told by its content.
///
/// # Errors
/// Each says in words what is wrong with the file and what to do.
pub fn read(path: &Path) -> Result<FieldFile, ExchangeFault> {
    let name = file_name(path);
    let unreadable = |fault| ExchangeFault::unreadable(path, &fault);
    let facts = fs::metadata(path).map_err(unreadable)?;
    if facts.is_dir() {
        return Err(ExchangeFault::folder(path));
    }
    if facts.len() == 0 {
        return Err(ExchangeFault::empty(&name));
    }
    let megabytes = facts.len().div_ceil(1 << 20);
    if megabytes > SIZE_MAX_MB {
        return Err(ExchangeFault::new(
            format!("「{name}」有 {megabytes} MB，最大能读 {SIZE_MAX_MB} MB"),
            "请压缩照片或分成几个文件再导入。",
        ));
    }
    let mut head = Vec::new();
    File::open(path).map_err(unreadable)?.take(16).read_to_end(&mut head).map_err(unreadable)?;
    let mut file = match head.as_slice() {
        bytes if photo::is_photo(bytes) => photo::read(path, &name)?,
        [b'P', b'K', ..] => zipped::read(path, &name)?,
        _ => {
            if facts.len() > TEXT_MAX {
                return Err(too_much_text(&name, megabytes));
            }
            written(&name, &fs::read(path).map_err(unreadable)?)?
        }
    };
    file.path = path.to_owned();
    settle(file)
}

/// Reads GPX, KML or GeoJSON.
fn written(name: &str, bytes: &[u8]) -> Result<FieldFile, ExchangeFault> {
    let unknown = || {
        ExchangeFault::new(
            format!("「{name}」不是能导入的外业文件"),
            "可以导入照片（JPG、PNG、HEIC）、轨迹（GPX、KML、KMZ）和点位（GeoJSON）；巡查记录的表格请在「数据交换」中导入。",
        )
    };
    let text = text::decode(name, bytes).map_err(|_| unknown())?;
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    // What the text says about its encoding is over once it is decoded.
    let body = match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(rest, |(_, body)| body),
        None => text,
    };
    let begin: String = body.chars().take(4_000).collect();
    if begin.contains("<gpx") {
        gpx::read(name, body)
    } else if begin.contains("<kml") || begin.contains("opengis.net/kml") {
        kml::read(name, body)
    } else if begin.trim_start().starts_with('{') {
        geojson::read(name, body)
    } else {
        Err(unknown())
    }
}

/// What holds for all formats: bounds, times that cannot be, and the system of the places.
fn settle(mut file: FieldFile) -> Result<FieldFile, ExchangeFault> {
    let name = &file.name;
    if file.items.is_empty() {
        return Err(ExchangeFault::new(
            format!("「{name}」里没有轨迹和点位"),
            "请核对选择的文件，或在原软件中重新导出轨迹或标注点。",
        ));
    }
    if file.items.len() > ITEMS_MAX {
        let count = file.items.len();
        return Err(ExchangeFault::new(
            format!("「{name}」里有 {count} 个轨迹和点位，一次最多读 {ITEMS_MAX} 个"),
            "请在原软件中分几次导出。",
        ));
    }
    for item in &mut file.items {
        if item.started.is_some_and(|time| time.year() < 2000) {
            let year = item.started.map_or(0, |time| time.year());
            (item.started, item.ended) = (None, None);
            item.notes.push(format!("时间是 {year} 年，设备的时钟不对，请选择日期或巡查"));
        }
    }
    if file.reading.is_none() {
        let pairs: Vec<(f64, f64)> =
            file.items.iter().flat_map(|item| item.pieces.iter().flatten()).map(|spot| (spot.x, spot.y)).collect();
        file.reading = (!pairs.is_empty()).then(|| guess(&pairs));
    }
    if file.reading.as_ref().is_some_and(Reading::swapped) {
        file.notes.push("经纬度（或横、纵坐标）的次序是反的，已自动调换".to_owned());
    }
    Ok(file)
}

/// The reading of a format that defines its places as WGS-84, unless a Chinese map app wrote it, whose places are moved.
fn by_definition(items: &[Found], written_by: &str) -> Option<Reading> {
    const MAP_APPS: [&str; 9] = ["高德", "amap", "autonavi", "百度", "baidu", "腾讯", "tencent", "微信", "wechat"];
    let pairs: Vec<(f64, f64)> =
        items.iter().flat_map(|item| item.pieces.iter().flatten()).map(|spot| (spot.x, spot.y)).collect();
    let reading = (!pairs.is_empty()).then(|| guess(&pairs))?;
    let writer = written_by.to_lowercase();
    let moved = MAP_APPS.iter().any(|app| writer.contains(app));
    Some(match reading {
        Reading::Ask { choices, swapped } if !moved && choices.iter().all(|choice| choice.system.is_degrees()) => {
            Reading::Certain { system: System::Cgcs2000, swapped }
        }
        other => other,
    })
}

fn too_much_text(name: &str, megabytes: u64) -> ExchangeFault {
    ExchangeFault::new(
        format!("「{name}」有 {megabytes} MB，轨迹和点位文件最大能读 {TEXT_MAX_MB} MB"),
        "请在原软件中按日期分段导出，或只导出需要的轨迹。",
    )
}

fn damaged(name: &str, detail: impl ToString) -> ExchangeFault {
    ExchangeFault::new(
        format!("「{name}」已损坏或没有拷贝完整，没有读取其中任何内容"),
        "请重新拷贝一份，或在原软件中重新导出后再试。",
    )
    .because(detail)
}

/// A time with its zone as Beijing time.
fn beijing(time: DateTime<FixedOffset>) -> NaiveDateTime {
    time.naive_utc() + TimeDelta::hours(BEIJING)
}

/// A time as files write it: with a zone, or without one as Beijing time.
fn time_of(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let zoned = DateTime::parse_from_rfc3339(text).ok().map(beijing);
    let plain = || {
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    };
    zoned.or_else(plain)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A name within the bounds of what is kept.
fn cut(name: &str) -> String {
    let most = crate::domain::text::NAME_MAX;
    if name.chars().count() <= most {
        return name.to_owned();
    }
    name.chars().take(most - 1).chain(['…']).collect()
}
