//! What came from the field with a patrol: the drawn way with its length and duration, points, and when and where photos
//! were taken. Places are shown by right only (standards §6.3).

use egui::{Color32, Pos2, Rect, RichText, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use crate::{
    domain::{
        id::TrackId,
        track::{Shape, TrackKind, duration_words, length_words},
    },
    ops::query::field::PatrolTrack,
    ui::{
        icon::Icon,
        theme,
        widgets::{button, page::section},
    },
};

const PICTURE: egui::Vec2 = vec2(320.0, 180.0);

/// The tracks and points of a patrol; answers the one that is to be removed, with its name.
pub fn show(ui: &mut Ui, tracks: &[PatrolTrack], why_not: Option<&str>) -> Option<(TrackId, String)> {
    let walked: Vec<&PatrolTrack> = tracks.iter().filter(|track| track.kind != TrackKind::Photo).collect();
    if walked.is_empty() {
        return None;
    }
    section(ui, &format!("轨迹和点位（{}）", walked.len()));
    let lines: Vec<&Shape> =
        walked.iter().filter(|track| track.kind == TrackKind::Line).filter_map(|track| track.shape.as_ref()).collect();
    let points: Vec<_> =
        walked.iter().filter(|track| track.kind == TrackKind::Point).filter_map(|track| track.place()).collect();
    let quiet = theme::palette(ui).quiet;
    if walked.iter().all(|track| track.shape.is_none()) {
        let words = "轨迹属敏感个人信息，您的岗位只看到时间和长度。";
        ui.label(RichText::new(words).text_style(TextStyle::Small).color(quiet));
    } else if !lines.is_empty() {
        drawn(ui, &lines, &points);
    }
    let mut removed = None;
    for track in walked {
        ui.push_id(track.id.0, |ui| {
            ui.horizontal(|ui| {
                let icon = if track.kind == TrackKind::Line { Icon::Patrol } else { Icon::Place };
                ui.label(icon.text(16.0).color(quiet));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let remove = format!("移除{}", track.kind.label());
                    if ui.add(button::icon(Icon::Close, &remove).refused(why_not)).clicked() {
                        removed = Some((track.id, track.name.clone()));
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(&track.name).truncate());
                    });
                });
            });
            ui.label(RichText::new(facts(track)).text_style(TextStyle::Small).color(quiet));
        });
    }
    removed
}

/// 「2025-03-05 09:30–10:00，3.2 公里，30 分」.
fn facts(track: &PatrolTrack) -> String {
    let mut facts = vec![times(track)];
    if track.kind == TrackKind::Line {
        facts.push(length_words(track.metres));
        if let (Some(start), Some(end)) = (track.started, track.ended) {
            facts.push(duration_words(end - start));
        }
    }
    if track.kind == TrackKind::Point {
        facts.extend(track.place().map(|place| place.chinese()));
    }
    if !track.device.is_empty() {
        facts.push(track.device.clone());
    }
    facts.join("，")
}

fn times(track: &PatrolTrack) -> String {
    match (track.started, track.ended) {
        (Some(start), Some(end)) => format!("{}–{}", start.format("%Y-%m-%d %H:%M"), end.format("%H:%M")),
        (Some(start), None) => start.format("%Y-%m-%d %H:%M").to_string(),
        _ => "没有时间".to_owned(),
    }
}

/// When and where the photo of this content was taken: 「拍摄 2025-03-05 09:30，109.980000°E，39.820000°N」.
pub fn taken(tracks: &[PatrolTrack], digest: &str) -> Option<String> {
    let photo = tracks.iter().find(|track| track.kind == TrackKind::Photo && track.digest == digest)?;
    let mut words = match photo.started {
        Some(_) => format!("拍摄 {}", times(photo)),
        None => "没有拍摄时间".to_owned(),
    };
    if let Some(place) = photo.place() {
        words += &format!("，{}", place.chinese());
    }
    Some(words)
}

/// The ways as lines, as wide as the ground is: a degree of longitude is shorter than one of latitude here.
fn drawn(ui: &mut Ui, lines: &[&Shape], points: &[crate::domain::point::Point]) {
    let (rect, response) = ui.allocate_exact_size(PICTURE.min(vec2(ui.available_width(), PICTURE.y)), Sense::hover());
    let length: u32 = lines.iter().map(|shape| shape.metres()).sum();
    let name = format!("轨迹图，{} 条，共 {}", lines.len(), length_words(length));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &name));
    let colours = theme::palette(ui);
    let painter = ui.painter_at(rect);
    painter.rect(rect, theme::CORNER, colours.ground, Stroke::new(1.0, colours.line), egui::StrokeKind::Inside);
    let frame =
        Frame::around(lines.iter().flat_map(|shape| shape.0.iter().flatten()).map(|fix| fix.point.degrees()), rect);
    let Some(frame) = frame else { return };
    for shape in lines {
        for piece in &shape.0 {
            let way: Vec<Pos2> = piece.iter().map(|fix| frame.at(fix.point.degrees())).collect();
            painter.line(way, Stroke::new(2.0, colours.primary));
        }
        let ends = [shape.0.first().and_then(|piece| piece.first()), shape.0.last().and_then(|piece| piece.last())];
        for (place, colour) in ends.into_iter().flatten().zip([colours.primary, colours.danger_text]) {
            dot(&painter, frame.at(place.point.degrees()), colour);
        }
    }
    for point in points {
        dot(&painter, frame.at(point.degrees()), colours.tone(theme::Tone::Warning).text);
    }
}

fn dot(painter: &egui::Painter, at: Pos2, colour: Color32) {
    painter.circle_filled(at, 4.0, colour);
}

/// Where degrees stand in a picture.
struct Frame {
    middle: (f64, f64),
    centre: Pos2,
    /// Points of the screen for a degree of latitude.
    scale: f64,
    /// How much shorter a degree of longitude is.
    narrow: f64,
}

impl Frame {
    const MARGIN: f32 = 14.0;

    fn around(places: impl Iterator<Item = (f64, f64)>, rect: Rect) -> Option<Self> {
        let mut bounds: Option<(f64, f64, f64, f64)> = None;
        for (lon, lat) in places {
            let (west, east, south, north) = bounds.unwrap_or((lon, lon, lat, lat));
            bounds = Some((west.min(lon), east.max(lon), south.min(lat), north.max(lat)));
        }
        let (west, east, south, north) = bounds?;
        let middle = ((west + east) / 2.0, (south + north) / 2.0);
        let narrow = middle.1.to_radians().cos();
        // A way that goes nowhere is shown at the scale of some hundred metres.
        let (width, height) = (((east - west) * narrow).max(0.002), (north - south).max(0.002));
        let room = rect.shrink(Self::MARGIN);
        let scale = (f64::from(room.width()) / width).min(f64::from(room.height()) / height);
        Some(Self { middle, centre: rect.center(), scale, narrow })
    }

    fn at(&self, (lon, lat): (f64, f64)) -> Pos2 {
        let east = (lon - self.middle.0) * self.narrow * self.scale;
        let north = (lat - self.middle.1) * self.scale;
        pos2(self.centre.x + east as f32, self.centre.y - north as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_fills_its_picture_and_north_is_up() {
        let rect = Rect::from_min_size(Pos2::ZERO, PICTURE);
        let frame = Frame::around([(109.98, 39.82), (109.99, 39.83)].into_iter(), rect).unwrap();
        let (south_west, north_east) = (frame.at((109.98, 39.82)), frame.at((109.99, 39.83)));
        assert!(south_west.x < north_east.x && south_west.y > north_east.y);
        assert!((south_west.y - (PICTURE.y - Frame::MARGIN)).abs() < 0.5, "{south_west:?}");
        assert!(rect.contains(south_west) && rect.contains(north_east));
        assert!(Frame::around(std::iter::empty(), rect).is_none());
    }
}
