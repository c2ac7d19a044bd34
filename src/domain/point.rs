//! A place on the ground as the program keeps it: CGCS2000 degrees in whole ten-millionths (about a centimetre).

use serde::{Deserialize, Serialize};

/// Longitude and latitude in ten-millionths of a degree, CGCS2000 (EPSG:4490); WGS-84 is the same to a metre
/// (standards §3.1). Other systems are converted before they become a `Point`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Point {
    pub lon: i32,
    pub lat: i32,
}

impl Point {
    /// Ten-millionths in a degree.
    pub const DEGREE: f64 = 10_000_000.0;

    /// From degrees; `None` outside the globe.
    pub fn of_degrees(lon: f64, lat: f64) -> Option<Self> {
        let inside = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        let scaled = |degrees: f64| (degrees * Self::DEGREE).round() as i32;
        inside.then(|| Self { lon: scaled(lon), lat: scaled(lat) })
    }

    /// Longitude and latitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.lon) / Self::DEGREE, f64::from(self.lat) / Self::DEGREE)
    }

    /// 「109.987654°E，39.823456°N」.
    pub fn chinese(self) -> String {
        let (lon, lat) = self.degrees();
        format!("{lon:.6}°E，{lat:.6}°N")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_come_back_to_a_centimetre() {
        let point = Point::of_degrees(109.987_654_3, 39.823_456_7).unwrap();
        assert_eq!((point.lon, point.lat), (1_099_876_543, 398_234_567));
        assert_eq!(point.chinese(), "109.987654°E，39.823457°N");
        assert_eq!(Point::of_degrees(181.0, 0.0), None);
        assert_eq!(Point::of_degrees(f64::NAN, 0.0), None);
    }
}
