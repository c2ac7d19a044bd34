//! The offsets of Chinese map apps: GCJ-02 and BD-09 by the published approximations, undone by iteration.
//!
//! No law states these formulas; they are those that circulate since 2013 and agree with the apps to a few metres, which
//! is what a photo or a footprint needs. They are never used for boundaries.

use std::f64::consts::PI;

const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
const BD_STEP: f64 = PI * 3000.0 / 180.0;

/// Degrees WGS-84 as a map app with GCJ-02 shows them.
pub fn gcj02(lon: f64, lat: f64) -> (f64, f64) {
    let (x, y) = (lon - 105.0, lat - 35.0);
    let waves = (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + waves
        + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
        + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + waves
        + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
        + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;
    let radians = lat.to_radians();
    let bulge = 1.0 - ECCENTRICITY_SQUARED * radians.sin().powi(2);
    let metres_north = AXIS * (1.0 - ECCENTRICITY_SQUARED) / (bulge * bulge.sqrt());
    let metres_east = AXIS / bulge.sqrt() * radians.cos();
    (lon + (east / metres_east).to_degrees(), lat + (north / metres_north).to_degrees())
}

/// Degrees WGS-84 as 百度地图 shows them.
pub fn bd09(lon: f64, lat: f64) -> (f64, f64) {
    let (x, y) = gcj02(lon, lat);
    let radius = x.hypot(y) + 0.000_02 * (y * BD_STEP).sin();
    let angle = y.atan2(x) + 0.000_003 * (x * BD_STEP).cos();
    (radius * angle.cos() + 0.0065, radius * angle.sin() + 0.006)
}

/// The degrees that `shift` moves to `lon`, `lat`: the error shrinks by a hundred and more at each round, so that it is
/// far below a centimetre in the end.
pub fn undo(lon: f64, lat: f64, shift: fn(f64, f64) -> (f64, f64)) -> (f64, f64) {
    let (mut x, mut y) = (lon, lat);
    for _ in 0..8 {
        let (shown_x, shown_y) = shift(x, y);
        x += lon - shown_x;
        y += lat - shown_y;
    }
    (x, y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_some_hundred_metres_and_comes_back() {
        for (lon, lat) in [(109.98, 39.82), (109.14, 39.65), (110.38, 39.97), (116.4, 39.9)] {
            for shift in [gcj02, bd09] {
                let (x, y) = shift(lon, lat);
                let metres = ((x - lon) * 85_000.0).hypot((y - lat) * 111_000.0);
                assert!((100.0..1700.0).contains(&metres), "{metres}");
                let (x, y) = undo(x, y, shift);
                assert!((x - lon).abs() < 1e-8 && (y - lat).abs() < 1e-8, "{x} {y}");
            }
        }
    }

    /// A pair that is published with the formula: 天安门 116.3912, 39.9072 becomes about 116.3974, 39.9086 in GCJ-02.
    #[test]
    fn a_known_place_is_shown_where_the_apps_show_it() {
        let (x, y) = gcj02(116.3912, 39.9072);
        assert!((x - 116.3974).abs() < 0.0002 && (y - 39.9086).abs() < 0.0002, "{x} {y}");
        let (x, y) = bd09(116.3912, 39.9072);
        assert!((x - 116.4038).abs() < 0.0003 && (y - 39.9149).abs() < 0.0003, "{x} {y}");
    }
}
