//! GeoJSON: points and lines. WGS-84 by RFC 7946, unless its older `crs` member says otherwise or a map app wrote it.

use geojson::{Feature, GeoJson, Geometry, GeometryValue, JsonObject, Position};

use super::{FieldFile, Format, Found, Spot, by_definition, damaged, time_of};
use crate::{
    domain::{
        coordinate::{Reading, System, guess},
        track::TrackKind,
    },
    exchange::ExchangeFault,
};

const NAMES: [&str; 5] = ["name", "Name", "名称", "title", "标题"];
const TIMES: [&str; 7] = ["time", "timestamp", "date", "datetime", "时间", "日期", "采集时间"];

pub(super) fn read(name: &str, text: &str) -> Result<FieldFile, ExchangeFault> {
    let json: GeoJson = text.parse().map_err(|fault: geojson::Error| damaged(name, fault))?;
    let mut items = Vec::new();
    let crs = match &json {
        GeoJson::Geometry(geometry) => {
            gather(geometry, None, name, &mut items);
            geometry.foreign_members.as_ref().and_then(system_named)
        }
        GeoJson::Feature(feature) => {
            of_feature(feature, name, &mut items);
            feature.foreign_members.as_ref().and_then(system_named)
        }
        GeoJson::FeatureCollection(all) => {
            all.features.iter().for_each(|feature| of_feature(feature, name, &mut items));
            all.foreign_members.as_ref().and_then(system_named)
        }
    };
    let begin: String = text.chars().take(4_000).collect();
    let reading = match crs {
        Some(system) => with_system(&items, system),
        None => by_definition(&items, &begin),
    };
    Ok(FieldFile {
        path: Default::default(),
        name: name.to_owned(),
        format: Format::GeoJson,
        items,
        reading,
        notes: vec![],
    })
}

/// The system that the file itself names, where its numbers fit to it.
fn with_system(items: &[Found], system: System) -> Option<Reading> {
    let spots = items.iter().flat_map(|item| item.pieces.iter().flatten());
    let pairs: Vec<(f64, f64)> = spots.map(|spot| (spot.x, spot.y)).collect();
    let reading = (!pairs.is_empty()).then(|| guess(&pairs))?;
    Some(match reading {
        Reading::Ask { choices, swapped } if choices.iter().any(|choice| choice.system == system) => {
            Reading::Certain { system, swapped }
        }
        other => other,
    })
}

/// The system of a `crs` member as programs before RFC 7946 wrote it: `urn:ogc:def:crs:EPSG::4546`.
fn system_named(members: &JsonObject) -> Option<System> {
    let name = members.get("crs")?.get("properties")?.get("name")?.as_str()?;
    if name.contains("CRS84") {
        return Some(System::Cgcs2000);
    }
    match name.rsplit(':').next()? {
        "4490" | "4326" => Some(System::Cgcs2000),
        "4524" => Some(System::Zone36Prefixed),
        "4525" => Some(System::Zone37Prefixed),
        "4545" => Some(System::Zone36),
        "4546" => Some(System::Zone37),
        _ => None,
    }
}

fn of_feature(feature: &Feature, file: &str, items: &mut Vec<Found>) {
    if let Some(geometry) = &feature.geometry {
        gather(geometry, feature.properties.as_ref(), file, items);
    }
}

fn gather(geometry: &Geometry, properties: Option<&JsonObject>, file: &str, items: &mut Vec<Found>) {
    let mut add = |kind, pieces: Vec<Vec<Spot>>| {
        let word = |keys: &[&str]| {
            let value = keys.iter().find_map(|key| properties?.get(*key))?;
            value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()))
        };
        let mut found = Found::new(kind, &word(&NAMES).unwrap_or_default(), &format!("{file} {}", items.len() + 1));
        found.pieces = pieces;
        found.started = word(&TIMES).and_then(|text| time_of(&text).or_else(|| of_epoch(&text)));
        items.push(found.timed());
    };
    match &geometry.value {
        GeometryValue::Point { coordinates } => add(TrackKind::Point, vec![spots([coordinates])]),
        GeometryValue::MultiPoint { coordinates } => {
            coordinates.iter().for_each(|one| add(TrackKind::Point, vec![spots([one])]));
        }
        GeometryValue::LineString { coordinates } => add(TrackKind::Line, vec![spots(coordinates)]),
        GeometryValue::MultiLineString { coordinates } => add(TrackKind::Line, coordinates.iter().map(spots).collect()),
        GeometryValue::Polygon { coordinates } => add(TrackKind::Line, coordinates.iter().take(1).map(spots).collect()),
        GeometryValue::MultiPolygon { coordinates } => {
            add(TrackKind::Line, coordinates.iter().filter_map(|rings| rings.first()).map(spots).collect());
        }
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().for_each(|one| gather(one, properties, file, items));
        }
    }
}

fn spots<'p>(positions: impl IntoIterator<Item = &'p Position>) -> Vec<Spot> {
    let spot = |position: &Position| match position.as_slice() {
        [x, y, ..] => Some(Spot { x: *x, y: *y, time: None }),
        _ => None,
    };
    positions.into_iter().filter_map(spot).collect()
}

/// Milliseconds since 1970, as phones write times.
fn of_epoch(text: &str) -> Option<chrono::NaiveDateTime> {
    let number: i64 = text.parse().ok().filter(|number| (1_000_000_000_000..4_000_000_000_000).contains(number))?;
    chrono::DateTime::from_timestamp_millis(number).map(|time| super::beijing(time.fixed_offset()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_older_crs_member_is_understood() {
        let members = |name: &str| -> JsonObject {
            let value: serde_json::Value =
                serde_json::from_str(&format!(r#"{{"crs":{{"type":"name","properties":{{"name":"{name}"}}}}}}"#))
                    .unwrap();
            value.as_object().cloned().unwrap()
        };
        assert_eq!(system_named(&members("urn:ogc:def:crs:EPSG::4546")), Some(System::Zone37));
        assert_eq!(system_named(&members("urn:ogc:def:crs:OGC:1.3:CRS84")), Some(System::Cgcs2000));
        assert_eq!(system_named(&members("EPSG:3857")), None);
    }
}
