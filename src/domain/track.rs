//! Where somebody walked, or where a photo was taken: what field data adds to a patrol (轨迹、点位、照片位置).
//!
//! A track of a person is sensitive personal data (standards §6.3): shown by right, never printed.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{
    coordinate::{self, System},
    fault::Faults,
    point::Point,
    text,
};

/// What a piece of field data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackKind {
    /// 轨迹: a way walked or driven.
    Line,
    /// 点位: a marked place.
    Point,
    /// 照片: when and where it was taken, as the camera wrote it.
    Photo,
}

impl TrackKind {
    pub const ALL: [Self; 3] = [Self::Line, Self::Point, Self::Photo];

    pub fn label(self) -> &'static str {
        match self {
            Self::Line => "轨迹",
            Self::Point => "点位",
            Self::Photo => "照片",
        }
    }
}

/// A place with the seconds since the track began, where the file has times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fix {
    pub point: Point,
    pub seconds: Option<u32>,
}

/// How far apart neighbouring points of a kept line are at least, in metres; a phone writes one each second.
const STEP: f64 = 3.0;
/// The most points that one track keeps.
pub const POINTS_MAX: usize = 20_000;

/// The points of a track in pieces that belong together; a pause or lost signal begins a new piece. Kept as text: points
/// by `;`, pieces by `|`, each point as the difference to the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shape(pub Vec<Vec<Fix>>);

impl Shape {
    pub fn first(&self) -> Option<Point> {
        self.0.iter().flatten().next().map(|fix| fix.point)
    }

    pub fn points(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// The way along the pieces, in whole metres.
    pub fn metres(&self) -> u32 {
        let of_piece = |piece: &Vec<Fix>| -> f64 {
            piece.windows(2).map(|pair| coordinate::distance(pair[0].point, pair[1].point)).sum()
        };
        self.0.iter().map(of_piece).sum::<f64>().round() as u32
    }

    /// Leaves points out that lie closer than `STEP` to the one kept before them; ends stay, and at most
    /// `POINTS_MAX` remain.
    #[must_use]
    pub fn thinned(self) -> Self {
        let mut step = STEP;
        let mut kept = self.with_step(step);
        while kept.points() > POINTS_MAX && step < 1e5 {
            step *= 2.0;
            kept = self.with_step(step);
        }
        kept
    }

    fn with_step(&self, step: f64) -> Self {
        let piece = |fixes: &Vec<Fix>| {
            let mut kept: Vec<Fix> = Vec::new();
            for (place, fix) in fixes.iter().enumerate() {
                let far = kept.last().is_none_or(|last| coordinate::distance(last.point, fix.point) >= step);
                if far || place + 1 == fixes.len() {
                    kept.push(*fix);
                }
            }
            kept
        };
        Self(self.0.iter().filter(|fixes| !fixes.is_empty()).map(piece).collect())
    }
}

impl From<Shape> for String {
    fn from(shape: Shape) -> Self {
        let mut before = (0_i64, 0_i64, 0_i64);
        let mut pieces = Vec::new();
        for piece in &shape.0 {
            let mut points = Vec::new();
            for fix in piece {
                let (lon, lat) = (i64::from(fix.point.lon), i64::from(fix.point.lat));
                let mut written = format!("{},{}", lon - before.0, lat - before.1);
                (before.0, before.1) = (lon, lat);
                if let Some(seconds) = fix.seconds {
                    written += &format!(",{}", i64::from(seconds) - before.2);
                    before.2 = i64::from(seconds);
                }
                points.push(written);
            }
            pieces.push(points.join(";"));
        }
        pieces.join("|")
    }
}

impl TryFrom<String> for Shape {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        read_shape(&text).ok_or_else(|| "轨迹的点读不出来".to_owned())
    }
}

fn read_shape(text: &str) -> Option<Shape> {
    let mut before = (0_i64, 0_i64, 0_i64);
    let mut pieces = Vec::new();
    for piece in text.split('|').filter(|piece| !piece.is_empty()) {
        let mut fixes = Vec::new();
        for written in piece.split(';') {
            let mut parts = written.split(',');
            before.0 = before.0.checked_add(parts.next()?.parse().ok()?)?;
            before.1 = before.1.checked_add(parts.next()?.parse().ok()?)?;
            let seconds = match parts.next() {
                None => None,
                Some(step) => {
                    before.2 = before.2.checked_add(step.parse().ok()?)?;
                    Some(u32::try_from(before.2).ok()?)
                }
            };
            if parts.next().is_some() {
                return None;
            }
            let (lon, lat) = (i32::try_from(before.0).ok()?, i32::try_from(before.1).ok()?);
            Point::of_degrees(f64::from(lon) / Point::DEGREE, f64::from(lat) / Point::DEGREE)?;
            fixes.push(Fix { point: Point { lon, lat }, seconds });
        }
        pieces.push(fixes);
    }
    Some(Shape(pieces))
}

/// One piece of field data as it is kept with a patrol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    pub kind: TrackKind,
    /// The file's name, or the name a waypoint has in it.
    pub name: String,
    /// Beijing time, as everything in the district.
    #[serde(default)]
    pub started: Option<NaiveDateTime>,
    #[serde(default)]
    pub ended: Option<NaiveDateTime>,
    /// The way in metres, measured before points were left out; 0 for a place.
    #[serde(default)]
    pub metres: u32,
    /// Empty for a photo without a place.
    #[serde(default)]
    pub shape: Shape,
    /// In which system the file wrote its places.
    #[serde(default)]
    pub system: Option<System>,
    /// Camera or app, as the file names it.
    #[serde(default)]
    pub device: String,
    /// SM3 of the file it came from.
    pub digest: String,
}

impl Track {
    /// The day it belongs to, where the file says.
    pub fn day(&self) -> Option<NaiveDate> {
        self.started.map(|time| time.date())
    }

    /// How long it took, where the file says.
    pub fn duration(&self) -> Option<TimeDelta> {
        Some(self.ended? - self.started?).filter(|span| *span >= TimeDelta::zero())
    }

    /// Trims the texts and finds what cannot stand.
    pub fn check(self, today: NaiveDate) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let name = faults.take("name", text::name("名称", &self.name));
        let device = faults.take("device", text::line("设备", &self.device, text::LINE_MAX));
        if self.day().is_some_and(|day| day > today) {
            faults.add("started", "时间在今天之后，请核对相机或手机的时间");
        }
        if let (Some(started), Some(ended)) = (self.started, self.ended)
            && ended < started
        {
            faults.add("ended", "结束时间早于开始时间，请核对文件");
        }
        match self.kind {
            TrackKind::Line if self.shape.points() < 2 => faults.add("shape", "轨迹至少要有两个点，请核对文件"),
            TrackKind::Point if self.shape.points() != 1 => faults.add("shape", "点位要有一个点，请核对文件"),
            TrackKind::Photo if self.shape.points() > 1 => faults.add("shape", "照片只有一个位置，请核对文件"),
            _ if self.shape.points() > POINTS_MAX => {
                faults.add("shape", format!("轨迹有 {} 个点，最多 {POINTS_MAX} 个", self.shape.points()));
            }
            _ => {}
        }
        let sound =
            self.digest.len() == 64 && self.digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !sound {
            faults.add("digest", "文件的校验值不对，请重新选择文件");
        }
        faults.or(Self { name: name.unwrap_or_default(), device: device.unwrap_or_default(), ..self })
    }
}

/// 「3.2 公里」, 「850 米」.
pub fn length_words(metres: u32) -> String {
    if metres < 1000 { format!("{metres} 米") } else { format!("{:.1} 公里", f64::from(metres) / 1000.0) }
}

/// 「1 小时 5 分」, 「12 分」, 「不到 1 分」.
pub fn duration_words(span: TimeDelta) -> String {
    let minutes = span.num_minutes();
    match (minutes / 60, minutes % 60) {
        (0, 0) => "不到 1 分".to_owned(),
        (0, minutes) => format!("{minutes} 分"),
        (hours, 0) => format!("{hours} 小时"),
        (hours, minutes) => format!("{hours} 小时 {minutes} 分"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(lon: f64, lat: f64, seconds: Option<u32>) -> Fix {
        Fix { point: Point::of_degrees(lon, lat).unwrap(), seconds }
    }

    fn walk() -> Shape {
        Shape(vec![
            vec![fix(109.98, 39.82, Some(0)), fix(109.99, 39.82, Some(600)), fix(109.99, 39.83, Some(1200))],
            vec![fix(110.0, 39.84, None)],
        ])
    }

    #[test]
    fn a_shape_reads_back_from_its_text() {
        let text = String::from(walk());
        assert_eq!(text, "1099800000,398200000,0;100000,0,600;0,100000,600|100000,100000");
        assert_eq!(Shape::try_from(text), Ok(walk()));
        assert_eq!(Shape::try_from(String::new()), Ok(Shape::default()));
        for odd in ["1", "a,b", "1,2,3,4", "9999999999,1", "1,1,-5", "1800000001,0"] {
            assert!(Shape::try_from(odd.to_owned()).is_err(), "{odd}");
        }
    }

    #[test]
    fn the_way_is_measured_within_pieces_only() {
        let metres = walk().metres();
        assert!((1950..1980).contains(&metres), "{metres}");
        assert_eq!(walk().first(), Point::of_degrees(109.98, 39.82));
    }

    #[test]
    fn standing_still_is_thinned_and_ends_stay() {
        let still: Vec<Fix> = (0..1000).map(|second| fix(109.98, 39.82, Some(second))).collect();
        let thin = Shape(vec![still, vec![]]).thinned();
        assert_eq!(thin.points(), 2);
        assert_eq!(thin.0[0][1].seconds, Some(999));
        let long: Vec<Fix> = (0..50_000).map(|step| fix(109.0 + f64::from(step) * 0.0001, 39.8, None)).collect();
        assert!(Shape(vec![long]).thinned().points() <= POINTS_MAX);
    }

    #[test]
    fn what_cannot_stand_is_named() {
        let today = NaiveDate::from_ymd_opt(2025, 6, 10).unwrap();
        let time = |day: u32, hour: u32| NaiveDate::from_ymd_opt(2025, 6, day).unwrap().and_hms_opt(hour, 0, 0);
        let track = Track {
            kind: TrackKind::Line,
            name: "  上午 ".into(),
            started: time(9, 8),
            ended: time(9, 9),
            metres: 1967,
            shape: walk(),
            system: Some(System::Cgcs2000),
            device: String::new(),
            digest: "ab".repeat(32),
        };
        let checked = track.clone().check(today).unwrap();
        assert_eq!((checked.name.as_str(), checked.duration().map(duration_words)), ("上午", Some("1 小时".into())));
        let bad = Track { started: time(11, 8), shape: Shape::default(), digest: "x".into(), ..track };
        let fields: Vec<_> = bad.check(today).unwrap_err().0.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["started", "ended", "shape", "digest"]);
    }

    #[test]
    fn lengths_and_times_are_told_as_people_tell_them() {
        assert_eq!((length_words(850), length_words(3249)), ("850 米".to_owned(), "3.2 公里".to_owned()));
        assert_eq!(duration_words(TimeDelta::minutes(65)), "1 小时 5 分");
        assert_eq!(duration_words(TimeDelta::seconds(5)), "不到 1 分");
    }
}
