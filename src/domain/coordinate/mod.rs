//! Coordinate systems in which places of the district are written, and how they become a [`Point`] (standards §3.1).
//!
//! Numbers alone do not tell everything: an easting without its zone, and degrees of a Chinese map app, must be asked
//! about. [`guess()`] says what a set of numbers can be; [`Converter`] turns them into points once that is known.

mod guess;
mod offset;
mod text;

pub use guess::{Choice, Reading, guess};
pub use text::{angle, pair};

use proj4rs::{Proj, transform::transform};
use serde::{Deserialize, Serialize};

use super::point::Point;

/// A system in which coordinates are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// Degrees CGCS2000 (EPSG:4490) or WGS-84 (EPSG:4326), the same to a metre for this use.
    Cgcs2000,
    /// Degrees of 高德, 腾讯 and other Chinese map apps.
    Gcj02,
    /// Degrees of 百度地图.
    Bd09,
    /// Metres in 3° zone 36 (108°E), easting without the zone: EPSG:4545.
    Zone36,
    /// Metres in 3° zone 37 (111°E), easting without the zone: EPSG:4546.
    Zone37,
    /// Metres in 3° zone 36, easting 36 …: EPSG:4524.
    Zone36Prefixed,
    /// Metres in 3° zone 37, easting 37 …: EPSG:4525.
    Zone37Prefixed,
}

impl System {
    pub const ALL: [Self; 7] = [
        Self::Cgcs2000,
        Self::Gcj02,
        Self::Bd09,
        Self::Zone37,
        Self::Zone36,
        Self::Zone37Prefixed,
        Self::Zone36Prefixed,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Cgcs2000 => "经纬度，无偏移（CGCS2000、WGS-84）",
            Self::Gcj02 => "经纬度，高德、腾讯地图（GCJ-02）",
            Self::Bd09 => "经纬度，百度地图（BD-09）",
            Self::Zone36 => "CGCS2000 3度带第36带，不带带号",
            Self::Zone37 => "CGCS2000 3度带第37带，不带带号",
            Self::Zone36Prefixed => "CGCS2000 3度带第36带，带带号",
            Self::Zone37Prefixed => "CGCS2000 3度带第37带，带带号",
        }
    }

    /// Its name where there is little room.
    pub fn short(self) -> &'static str {
        match self {
            Self::Cgcs2000 => "无偏移",
            Self::Gcj02 => "高德、腾讯地图",
            Self::Bd09 => "百度地图",
            Self::Zone36 | Self::Zone36Prefixed => "第36带",
            Self::Zone37 | Self::Zone37Prefixed => "第37带",
        }
    }

    /// The stable English name, as in JSON and on the command line.
    pub fn identifier(self) -> &'static str {
        match self {
            Self::Cgcs2000 => "cgcs2000",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
            Self::Zone36 => "zone36",
            Self::Zone37 => "zone37",
            Self::Zone36Prefixed => "zone36_prefixed",
            Self::Zone37Prefixed => "zone37_prefixed",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.identifier() == name || system.label() == name)
    }

    pub fn is_degrees(self) -> bool {
        matches!(self, Self::Cgcs2000 | Self::Gcj02 | Self::Bd09)
    }

    /// The definition of a system of metres.
    fn definition(self) -> Option<&'static str> {
        let definition = match self {
            Self::Cgcs2000 | Self::Gcj02 | Self::Bd09 => return None,
            Self::Zone36 => crs_definitions::EPSG_4545,
            Self::Zone37 => crs_definitions::EPSG_4546,
            Self::Zone36Prefixed => crs_definitions::EPSG_4524,
            Self::Zone37Prefixed => crs_definitions::EPSG_4525,
        };
        Some(definition.proj4)
    }
}

/// Turns coordinates of one system into points and back; made once for many coordinates.
#[derive(Debug)]
pub struct Converter {
    system: System,
    /// The projection and the degrees it starts from, for a system of metres.
    plane: Option<(Proj, Proj)>,
}

impl Converter {
    pub fn of(system: System) -> Self {
        let made = |definition| Proj::from_proj_string(definition).ok();
        let plane = system.definition().and_then(made).zip(made(crs_definitions::EPSG_4490.proj4));
        Self { system, plane }
    }

    /// The point at `x` (longitude or easting) and `y` (latitude or northing); `None` where the system has no such place.
    pub fn point(&self, x: f64, y: f64) -> Option<Point> {
        if !x.is_finite() || !y.is_finite() {
            return None;
        }
        let (lon, lat) = match self.system {
            System::Cgcs2000 => (x, y),
            System::Gcj02 => offset::undo(x, y, offset::gcj02),
            System::Bd09 => offset::undo(x, y, offset::bd09),
            _ => {
                let (plane, degrees) = self.plane.as_ref()?;
                let mut place = (x, y, 0.0);
                transform(plane, degrees, &mut place).ok()?;
                (place.0.to_degrees(), place.1.to_degrees())
            }
        };
        Point::of_degrees(lon, lat)
    }

    /// The coordinates of a point in this system: longitude and latitude, or easting and northing.
    pub fn coordinates(&self, point: Point) -> Option<(f64, f64)> {
        self.at_degrees(point.degrees())
    }

    fn at_degrees(&self, (lon, lat): (f64, f64)) -> Option<(f64, f64)> {
        match self.system {
            System::Cgcs2000 => Some((lon, lat)),
            System::Gcj02 => Some(offset::gcj02(lon, lat)),
            System::Bd09 => Some(offset::bd09(lon, lat)),
            _ => {
                let (plane, degrees) = self.plane.as_ref()?;
                let mut place = (lon.to_radians(), lat.to_radians(), 0.0);
                transform(degrees, plane, &mut place).ok()?;
                Some((place.0, place.1))
            }
        }
    }
}

/// The extents of 东胜区 (standards §1.2: 109°08′20″–110°23′00″E, 39°39′10″–39°58′18″N), a minute wider on each side, in
/// ten-millionths of a degree: for a warning only, not a border.
const WEST: i32 = 1_091_222_222;
const EAST: i32 = 1_104_000_000;
const SOUTH: i32 = 396_361_111;
const NORTH: i32 = 399_883_333;

/// Whether a point lies within the extents of the district. Neighbouring ground may lie within them too.
pub fn near_district(point: Point) -> bool {
    (WEST..=EAST).contains(&point.lon) && (SOUTH..=NORTH).contains(&point.lat)
}

/// What is shown where coordinates are brought in (standards §3.1).
pub const SECRECY_NOTICE: &str = "不得导入涉密成果：本程序不处理国家秘密，涉密测绘成果和涉密图件请勿导入。";

/// Ground distance between two points in metres, along the ellipsoid's mean sphere: within 0.5 % for short ways.
pub fn distance(one: Point, other: Point) -> f64 {
    const EARTH: f64 = 6_371_008.8;
    let ((lon1, lat1), (lon2, lat2)) = (one.degrees(), other.degrees());
    let (north, east) = ((lat2 - lat1).to_radians() / 2.0, (lon2 - lon1).to_radians() / 2.0);
    let chord = north.sin().powi(2) + lat1.to_radians().cos() * lat2.to_radians().cos() * east.sin().powi(2);
    2.0 * EARTH * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Longitude, latitude, easting in EPSG:4546, northing (standards §3.1).
    const VECTORS: [(f64, f64, f64, f64); 6] = [
        (111.0, 39.80, 500_000.000, 4_407_322.488),
        (110.0, 39.82, 414_381.554, 4_410_021.600),
        (109.464_372_2, 39.783_583_7, 368_450.892, 4_406_627.969),
        (109.5, 39.75, 371_440.605, 4_402_847.180),
        (109.138_9, 39.80, 340_605.681, 4_408_979.891),
        (110.383_3, 39.80, 447_184.103, 4_407_504.437),
    ];

    #[test]
    fn the_projection_meets_the_published_vectors_to_a_millimetre() {
        let (bare, prefixed) = (Converter::of(System::Zone37), Converter::of(System::Zone37Prefixed));
        for (lon, lat, east, north) in VECTORS {
            let (x, y) = bare.at_degrees((lon, lat)).unwrap();
            assert!((x - east).abs() < 0.001 && (y - north).abs() < 0.001, "{lon} {lat}: {x} {y}");
            let (x, _) = prefixed.at_degrees((lon, lat)).unwrap();
            assert!((x - east - 37_000_000.0).abs() < 0.001, "{x}");
            let back = bare.point(east, north).unwrap();
            let wanted = Point::of_degrees(lon, lat).unwrap();
            assert!(distance(back, wanted) < 0.02, "{back:?} {wanted:?}");
        }
    }

    #[test]
    fn every_system_comes_back_to_the_same_place() {
        let place = Point::of_degrees(109.987_654_3, 39.823_456_7).unwrap();
        for system in System::ALL {
            let converter = Converter::of(system);
            let (x, y) = converter.coordinates(place).unwrap();
            let back = converter.point(x, y).unwrap();
            assert!(distance(place, back) < 0.05, "{system:?}: {back:?}");
            assert_eq!(System::named(system.identifier()), Some(system));
        }
        assert_eq!(Converter::of(System::Zone36).point(f64::NAN, 1.0), None);
    }

    #[test]
    fn the_zones_differ_by_their_meridian() {
        let place = Point::of_degrees(109.464_372_2, 39.783_583_7).unwrap();
        let (east36, _) = Converter::of(System::Zone36).coordinates(place).unwrap();
        let (east37, _) = Converter::of(System::Zone37).coordinates(place).unwrap();
        assert!(east36 > 600_000.0 && east37 < 400_000.0);
    }

    #[test]
    fn extents_are_the_districts() {
        let at = |lon, lat| near_district(Point::of_degrees(lon, lat).unwrap());
        assert!(at(109.987, 39.82) && at(109.139, 39.66) && at(110.383, 39.97));
        assert!(!at(116.4, 39.9) && !at(109.98, 40.6));
    }

    #[test]
    fn distances_are_those_of_the_ground() {
        let one = Point::of_degrees(110.0, 39.8).unwrap();
        let east = Point::of_degrees(110.01, 39.8).unwrap();
        assert!((distance(one, east) - 856.0).abs() < 4.0, "{}", distance(one, east));
        assert_eq!(distance(one, one), 0.0);
    }
}
