//! KML: placemarks with points and lines, and the tracks with times of Google's extension (`gx:Track`). WGS-84 by
//! definition.

use kml::{
    Kml, KmlReader,
    types::{Coord, Element, Geometry, Placemark},
};

use super::{FieldFile, Format, Found, Spot, by_definition, damaged, time_of};
use crate::{domain::track::TrackKind, exchange::ExchangeFault};

pub(super) fn read(name: &str, text: &str) -> Result<FieldFile, ExchangeFault> {
    // The reader takes what was cut off for the end of the document.
    if !text.trim_end().ends_with("</kml>") && !text.contains("</kml>") {
        return Err(damaged(name, "no </kml>"));
    }
    let document = KmlReader::<_, f64>::from_string(text).read().map_err(|fault| damaged(name, fault))?;
    let mut marks = Vec::new();
    collect(&document, &mut marks);
    let mut items = Vec::new();
    for mark in marks {
        placemark(mark, name, &mut items);
    }
    let begin: String = text.chars().take(4_000).collect();
    let reading = by_definition(&items, &begin);
    Ok(FieldFile {
        path: Default::default(),
        name: name.to_owned(),
        format: Format::Kml,
        items,
        reading,
        notes: vec![],
    })
}

fn collect<'k>(kml: &'k Kml<f64>, marks: &mut Vec<&'k Placemark<f64>>) {
    match kml {
        Kml::KmlDocument(document) => document.elements.iter().for_each(|element| collect(element, marks)),
        Kml::Document { elements, .. } => elements.iter().for_each(|element| collect(element, marks)),
        Kml::Folder(folder) => folder.elements.iter().for_each(|element| collect(element, marks)),
        Kml::Placemark(mark) => marks.push(mark),
        _ => {}
    }
}

fn placemark(mark: &Placemark<f64>, file: &str, items: &mut Vec<Found>) {
    let (mut lines, mut points) = (Vec::new(), Vec::new());
    if let Some(geometry) = &mark.geometry {
        gather(geometry, &mut lines, &mut points);
    }
    for element in &mark.children {
        tracks(element, &mut lines);
    }
    lines.retain(|line| line.len() > 1);
    let own = mark.name.as_deref().unwrap_or_default();
    let fallback = |items: &[Found]| format!("{file} {}", items.len() + 1);
    let span = mark.children.iter().find(|child| ["TimeStamp", "TimeSpan"].contains(&child.name.as_str()));
    let time = |wanted: &[&str]| {
        let child = span?.children.iter().find(|child| wanted.contains(&child.name.as_str()))?;
        child.content.as_deref().and_then(time_of)
    };
    if !lines.is_empty() {
        let mut found = Found::new(TrackKind::Line, own, &fallback(items));
        found.pieces = lines;
        (found.started, found.ended) = (time(&["when", "begin"]), time(&["end"]));
        items.push(found.timed());
    }
    for point in points {
        let mut found = Found::new(TrackKind::Point, own, &fallback(items));
        found.pieces = vec![vec![point]];
        found.started = time(&["when", "begin"]);
        items.push(found.timed());
    }
}

fn gather(geometry: &Geometry<f64>, lines: &mut Vec<Vec<Spot>>, points: &mut Vec<Spot>) {
    match geometry {
        Geometry::Point(point) => points.push(spot(&point.coord)),
        Geometry::LineString(line) => lines.push(line.coords.iter().map(spot).collect()),
        Geometry::LinearRing(ring) => lines.push(ring.coords.iter().map(spot).collect()),
        Geometry::Polygon(polygon) => lines.push(polygon.outer.coords.iter().map(spot).collect()),
        Geometry::MultiGeometry(many) => many.geometries.iter().for_each(|one| gather(one, lines, points)),
        Geometry::Element(element) => tracks(element, lines),
        _ => {}
    }
}

fn spot(coord: &Coord<f64>) -> Spot {
    Spot { x: coord.x, y: coord.y, time: None }
}

/// The pieces of a `gx:Track` or `gx:MultiTrack`: as many `when` as `coord`, in the same order.
fn tracks(element: &Element, lines: &mut Vec<Vec<Spot>>) {
    if element.name == "MultiTrack" {
        element.children.iter().for_each(|child| tracks(child, lines));
    }
    if element.name != "Track" {
        return;
    }
    let texts = |name: &'static str| {
        element
            .children
            .iter()
            .filter(move |child| child.name == name)
            .map(|child| child.content.as_deref().unwrap_or(""))
    };
    let mut times = texts("when").map(time_of);
    let coordinates = texts("coord").filter_map(|text| {
        let mut numbers = text.split_whitespace().map(str::parse::<f64>);
        let time = times.next().flatten();
        Some(Spot { x: numbers.next()?.ok()?, y: numbers.next()?.ok()?, time })
    });
    lines.push(coordinates.collect());
}
