//! GeoJSON: a collection of features with points or polygons.

use std::collections::BTreeSet;

use geojson::{FeatureCollection, GeoJson, GeometryValue, JsonObject, JsonValue, Position};

use super::{Declared, ExchangeFault, Feature, Layer};
use crate::domain::coordinate::System;

/// Reads the bytes of a file.
pub fn read(name: &str, bytes: &[u8]) -> Result<Layer, ExchangeFault> {
    let broken = |detail: &dyn ToString| {
        let next = "请核对文件是否完整，是不是 GeoJSON（FeatureCollection）；没有导入任何内容。";
        ExchangeFault::broken_layer(name, "不是能读取的 GeoJSON", next, detail.to_string())
    };
    let text = std::str::from_utf8(bytes).map_err(|fault| broken(&fault))?;
    let read: GeoJson = text.trim_start_matches('\u{feff}').parse().map_err(|fault: geojson::Error| broken(&fault))?;
    let collection = match read {
        GeoJson::FeatureCollection(collection) => collection,
        GeoJson::Feature(feature) => FeatureCollection { bbox: None, features: vec![feature], foreign_members: None },
        GeoJson::Geometry(_) => return Err(broken(&"a bare geometry has no attributes")),
    };
    let declared = declared(collection.foreign_members.as_ref());
    let properties = collection.features.iter().filter_map(|feature| feature.properties.as_ref());
    let headings: Vec<String> =
        properties.flat_map(JsonObject::keys).cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let features = collection.features.iter().zip(1..).map(|(feature, number)| {
        let cell = |heading: &String| feature.properties.as_ref().and_then(|own| own.get(heading)).map(words);
        let mut read = Feature {
            number,
            cells: headings.iter().map(|heading| cell(heading).unwrap_or_default()).collect(),
            ..Feature::default()
        };
        if let Some(geometry) = &feature.geometry {
            place(&geometry.value, &mut read);
        }
        read
    });
    Ok(Layer { name: name.to_owned(), declared, features: features.collect(), headings })
}

/// A property as a cell.
fn words(value: &JsonValue) -> String {
    match value {
        JsonValue::Null => String::new(),
        JsonValue::String(text) => text.clone(),
        JsonValue::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        other => other.to_string(),
    }
}

fn place(value: &GeometryValue, feature: &mut Feature) {
    let pair = |position: &Position| match position.as_slice() {
        [x, y, ..] => Some((*x, *y)),
        _ => None,
    };
    match value {
        GeometryValue::Point { coordinates } => feature.point = pair(coordinates),
        GeometryValue::Polygon { coordinates } => {
            feature.rings = coordinates.iter().map(|ring| ring.iter().filter_map(pair).collect()).collect();
        }
        GeometryValue::MultiPolygon { coordinates } => {
            let rings = coordinates.iter().flatten();
            feature.rings = rings.map(|ring| ring.iter().filter_map(pair).collect()).collect();
        }
        // Lines and the like are no clues: the row keeps its attributes.
        _ => {}
    }
}

/// The member 「crs」 of older files. Without it the standard says WGS-84, but map apps of the country move their degrees:
/// it is asked.
fn declared(members: Option<&JsonObject>) -> Declared {
    let named = members.and_then(|members| members.get("crs")?.get("properties")?.get("name")?.as_str());
    let Some(name) = named else { return Declared::Nothing };
    match name.rsplit([':', '/']).next().unwrap_or_default() {
        "CRS84" | "4326" | "4490" => Declared::Known(System::Cgcs2000),
        "4524" => Declared::Known(System::Zone36Prefixed),
        "4525" => Declared::Known(System::Zone37Prefixed),
        "4545" => Declared::Known(System::Zone36),
        "4546" => Declared::Known(System::Zone37),
        _ => Declared::Foreign(name.to_owned()),
    }
}
