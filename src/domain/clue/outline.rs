//! The outline of a clue: rings of points, kept as one compact text.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::point::Point;

/// Rings of a polygon, outer and inner alike, each without the repeated last point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline(pub Vec<Vec<Point>>);

/// More points than any clue has; a larger one is a mistake.
pub const POINTS_MAX: usize = 20_000;

impl Outline {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The middle of the smallest upright rectangle around it.
    pub fn middle(&self) -> Option<Point> {
        let (low, high) = self.bounds()?;
        Some(Point { lon: low.lon + (high.lon - low.lon) / 2, lat: low.lat + (high.lat - low.lat) / 2 })
    }

    /// South-western and north-eastern corner.
    pub fn bounds(&self) -> Option<(Point, Point)> {
        let mut points = self.0.iter().flatten();
        let first = *points.next()?;
        Some(points.fold((first, first), |(low, high), point| {
            (
                Point { lon: low.lon.min(point.lon), lat: low.lat.min(point.lat) },
                Point { lon: high.lon.max(point.lon), lat: high.lat.max(point.lat) },
            )
        }))
    }

    /// 「1099876543,398234567 12,-7 …;…」: every ring begins with a whole point and goes on in steps.
    pub fn text(&self) -> String {
        let ring = |ring: &Vec<Point>| {
            let mut last = Point { lon: 0, lat: 0 };
            let steps = ring.iter().map(|point| {
                let step = format!("{},{}", point.lon - last.lon, point.lat - last.lat);
                last = *point;
                step
            });
            steps.collect::<Vec<_>>().join(" ")
        };
        self.0.iter().map(ring).collect::<Vec<_>>().join(";")
    }

    /// Reads what [`Outline::text`] wrote; `None` for anything else, and for rings of fewer than three points.
    pub fn read(text: &str) -> Option<Self> {
        if text.trim().is_empty() {
            return Some(Self::default());
        }
        let rings = text.split(';').map(read_ring).collect::<Option<Vec<_>>>()?;
        (rings.iter().map(Vec::len).sum::<usize>() <= POINTS_MAX).then_some(Self(rings))
    }

    /// Rings of degrees as files have them: a repeated last point goes, rings that enclose nothing go.
    pub fn of_degrees<'a>(rings: impl IntoIterator<Item = &'a [(f64, f64)]>) -> Option<Self> {
        let mut kept = Vec::new();
        for ring in rings {
            let mut points: Vec<Point> =
                ring.iter().map(|(lon, lat)| Point::of_degrees(*lon, *lat)).collect::<Option<_>>()?;
            points.dedup();
            if points.len() > 1 && points.first() == points.last() {
                points.pop();
            }
            if points.len() >= 3 {
                kept.push(points);
            }
        }
        (kept.iter().map(Vec::len).sum::<usize>() <= POINTS_MAX).then_some(Self(kept))
    }
}

fn read_ring(text: &str) -> Option<Vec<Point>> {
    let mut last = Point { lon: 0, lat: 0 };
    let mut ring = Vec::new();
    for step in text.split(' ').filter(|step| !step.is_empty()) {
        let (lon, lat) = step.split_once(',')?;
        let next =
            Point { lon: last.lon.checked_add(lon.parse().ok()?)?, lat: last.lat.checked_add(lat.parse().ok()?)? };
        let (lon, lat) = next.degrees();
        Point::of_degrees(lon, lat)?;
        last = next;
        ring.push(next);
    }
    (ring.len() >= 3).then_some(ring)
}

impl Serialize for Outline {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::read(&text).ok_or_else(|| de::Error::custom("图斑边界的写法不对"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_reads_back_exactly() {
        let ring = [(109.9, 39.8), (109.901, 39.8), (109.901, 39.801), (109.9, 39.801), (109.9, 39.8)];
        let hole = [(109.9002, 39.8002), (109.9004, 39.8002), (109.9004, 39.8004)];
        let outline = Outline::of_degrees([&ring[..], &hole[..]]).unwrap();
        assert_eq!(outline.0[0].len(), 4, "the repeated point is gone");
        assert_eq!(Outline::read(&outline.text()), Some(outline.clone()));
        assert_eq!(outline.middle(), Point::of_degrees(109.9005, 39.8005));
        assert_eq!(Outline::read(""), Some(Outline::default()));
    }

    #[test]
    fn what_is_no_outline_is_refused() {
        for text in ["1,2", "1,2 3,4", "a,b 1,1 1,1", "2147483647,0 1,0 1,0", "1 2 3"] {
            assert_eq!(Outline::read(text), None, "{text}");
        }
        assert_eq!(Outline::of_degrees([&[(200.0, 0.0), (1.0, 1.0), (2.0, 2.0)][..]]), None);
    }
}
