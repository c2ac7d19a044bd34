//! GPX: tracks, routes and waypoints, by definition in WGS-84; a track without times is a line without times.

use gpx::Waypoint;

use super::{FieldFile, Format, Found, Spot, by_definition, damaged, time_of};
use crate::{domain::track::TrackKind, exchange::ExchangeFault};

pub(super) fn read(name: &str, text: &str) -> Result<FieldFile, ExchangeFault> {
    let gpx = gpx::read(text.as_bytes()).map_err(|fault| damaged(name, fault))?;
    let device = gpx.creator.clone().unwrap_or_default();
    let mut items = Vec::new();
    for (place, track) in gpx.tracks.iter().enumerate() {
        let pieces = track.segments.iter().map(|segment| spots(&segment.points)).filter(|piece| !piece.is_empty());
        items.push(line(track.name.as_deref(), name, place, pieces.collect(), &device));
    }
    for (place, route) in gpx.routes.iter().enumerate() {
        items.push(line(route.name.as_deref(), name, place, vec![spots(&route.points)], &device));
    }
    items.retain(|line| line.pieces.iter().map(Vec::len).sum::<usize>() > 1);
    for (place, point) in gpx.waypoints.iter().enumerate() {
        let fallback = format!("{name} 点 {}", place + 1);
        let mut found = Found::new(TrackKind::Point, point.name.as_deref().unwrap_or_default(), &fallback);
        found.pieces = vec![spots(std::slice::from_ref(point))];
        found.device.clone_from(&device);
        items.push(found.timed());
    }
    let written_by = format!("{device} {}", gpx.metadata.and_then(|data| data.name).unwrap_or_default());
    let reading = by_definition(&items, &written_by);
    Ok(FieldFile {
        path: Default::default(),
        name: name.to_owned(),
        format: Format::Gpx,
        items,
        reading,
        notes: vec![],
    })
}

fn line(own: Option<&str>, file: &str, place: usize, pieces: Vec<Vec<Spot>>, device: &str) -> Found {
    let fallback = if place == 0 { file.to_owned() } else { format!("{file} 轨迹 {}", place + 1) };
    let mut found = Found::new(TrackKind::Line, own.unwrap_or_default(), &fallback);
    found.pieces = pieces;
    found.device = device.to_owned();
    found.timed()
}

fn spots(points: &[Waypoint]) -> Vec<Spot> {
    let spot = |point: &Waypoint| {
        let (x, y) = point.point().x_y();
        Spot { x, y, time: point.time.and_then(|time| time.format().ok()).and_then(|text| time_of(&text)) }
    };
    points.iter().map(spot).collect()
}
