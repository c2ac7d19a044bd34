//! The acts of a problem as buttons: the natural next one stands out, refused ones say why.

use egui::{Color32, Ui, vec2};

use super::Press;
use crate::{
    domain::problem::act::ActKind,
    ops::query::problem::ProblemDetail,
    ui::{
        screens::problems::step::ActWords as _,
        widgets::{button, paint},
    },
};

/// Room around the word of a button, and between buttons.
const AROUND: f32 = 24.0;
const BETWEEN: f32 = 6.0;

/// An act as it stands on its button.
struct Face<'a> {
    kind: ActKind,
    words: String,
    refused: Option<&'a str>,
}

/// The way from 劝阻 to 销号, and under it what can be done beside it.
pub(super) fn show(ui: &mut Ui, detail: &ProblemDetail, why_not: Option<&str>) -> Option<Press> {
    let faces: Vec<Face<'_>> = detail
        .moves
        .iter()
        .filter_map(|one| {
            let kind = ActKind::of(one.act)?;
            Some(Face { kind, words: format!("{}…", one.label), refused: why_not.or(one.refused.as_deref()) })
        })
        .collect();
    let natural = natural(detail, &faces);
    let (way, beside): (Vec<_>, Vec<_>) = faces.iter().partition(|face| face.kind.on_the_way());
    let mut press = None;
    for (faces, on_the_way) in [(way, true), (beside, false)] {
        for row in rows(ui, faces) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing = vec2(BETWEEN, 4.0);
                for face in row {
                    let button = match on_the_way {
                        true if natural == Some(face.kind) => button::primary(&face.words),
                        true => button::quiet(&face.words),
                        false => button::bare(&face.words),
                    };
                    if ui.add(button.refused(face.refused)).clicked() {
                        press = Some(Press::Step(face.kind));
                    }
                }
            });
        }
    }
    press
}

/// As many to a row as there is room for: beside a step form there is less.
fn rows<'f, 'a>(ui: &Ui, faces: Vec<&'f Face<'a>>) -> Vec<Vec<&'f Face<'a>>> {
    let (room, mut used) = (ui.available_width(), f32::INFINITY);
    let mut rows: Vec<Vec<&Face<'_>>> = Vec::new();
    for face in faces {
        let word = paint::line(ui, &face.words, paint::strong(ui), Color32::PLACEHOLDER, f32::INFINITY);
        let width = word.size().x + AROUND + BETWEEN;
        match rows.last_mut() {
            Some(row) if used + width <= room => {
                row.push(face);
                used += width;
            }
            _ => {
                rows.push(vec![face]);
                used = width;
            }
        }
    }
    rows
}

/// The first act people do in this state that is allowed now.
fn natural(detail: &ProblemDetail, faces: &[Face<'_>]) -> Option<ActKind> {
    let allowed = |kind: &&ActKind| faces.iter().any(|face| face.kind == **kind && face.refused.is_none());
    ActKind::natural(detail.line.state).iter().find(allowed).copied()
}
