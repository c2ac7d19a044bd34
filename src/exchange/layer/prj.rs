//! The coordinate system that a .prj file declares.

use super::Declared;
use crate::domain::coordinate::System;

/// What the text of a .prj says: degrees or a 3° zone of CGCS2000 (or WGS-84), or another system by its name.
pub fn declared(text: &str) -> Declared {
    let plain = text.trim().trim_start_matches('\u{feff}');
    let Some(name) = quoted(plain, 0) else { return Declared::Nothing };
    let lower = plain.to_ascii_lowercase();
    let known_datum = ["2000", "wgs_1984", "wgs 84", "wgs_84", "wgs84"].iter().any(|datum| lower.contains(datum));
    let foreign = || Declared::Foreign(name.to_owned());
    if !known_datum || ["xian", "beijing", "1980", "krasovsky"].iter().any(|datum| lower.contains(datum)) {
        return foreign();
    }
    if !lower.contains("projcs") && !lower.contains("projcrs") {
        return Declared::Known(System::Cgcs2000);
    }
    let system = match (parameter(&lower, "central_meridian"), parameter(&lower, "false_easting")) {
        (Some(111.0), Some(500_000.0)) => System::Zone37,
        (Some(111.0), Some(37_500_000.0)) => System::Zone37Prefixed,
        (Some(108.0), Some(500_000.0)) => System::Zone36,
        (Some(108.0), Some(36_500_000.0)) => System::Zone36Prefixed,
        _ => return foreign(),
    };
    Declared::Known(system)
}

/// The first quoted text from a place on.
fn quoted(text: &str, from: usize) -> Option<&str> {
    let rest = text.get(from..)?;
    let start = rest.find('"')? + 1;
    let end = rest.get(start..)?.find('"')? + start;
    rest.get(start..end)
}

/// The number of `PARAMETER["name",number]`.
fn parameter(lower: &str, name: &str) -> Option<f64> {
    let place = lower.find(&format!("\"{name}\""))? + name.len() + 2;
    let rest = lower.get(place..)?.trim_start_matches([',', ' ']);
    let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || ".-+e".contains(*c)).collect();
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str, meridian: f64, easting: f64) -> String {
        format!(
            "PROJCS[\"{name}\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",\
             SPHEROID[\"CGCS2000\",6378137.0,298.257222101]]],PROJECTION[\"Gauss_Kruger\"],\
             PARAMETER[\"False_Easting\",{easting:.1}],PARAMETER[\"Central_Meridian\",{meridian:.1}],UNIT[\"Meter\",1.0]]"
        )
    }

    #[test]
    fn the_systems_of_the_district_are_known() {
        assert_eq!(
            declared(&zone("CGCS2000_3_Degree_GK_Zone_37", 111.0, 37_500_000.0)),
            Declared::Known(System::Zone37Prefixed)
        );
        assert_eq!(declared(&zone("CGCS2000_3_Degree_GK_CM_108E", 108.0, 500_000.0)), Declared::Known(System::Zone36));
        let degrees = "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\"]]";
        assert_eq!(declared(degrees), Declared::Known(System::Cgcs2000));
        assert_eq!(declared("GEOGCS[\"GCS_WGS_1984\"]"), Declared::Known(System::Cgcs2000));
    }

    #[test]
    fn other_systems_are_named_and_not_guessed() {
        assert_eq!(
            declared("GEOGCS[\"GCS_Xian_1980\",DATUM[\"D_Xian_1980\"]]"),
            Declared::Foreign("GCS_Xian_1980".into())
        );
        assert_eq!(
            declared(&zone("CGCS2000_6_Degree_Zone_19", 111.0, 19_500_000.0)),
            Declared::Foreign("CGCS2000_6_Degree_Zone_19".into())
        );
        assert_eq!(declared(""), Declared::Nothing);
    }
}
