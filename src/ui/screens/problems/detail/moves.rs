//! The acts of a problem as buttons: the natural next one stands out, refused ones say why.

use egui::Ui;

use super::Press;
use crate::{
    domain::problem::act::ActKind,
    ops::query::problem::{Move, ProblemDetail},
    ui::{screens::problems::step::ActWords as _, widgets::button},
};

/// Two lines: the way from 劝阻 to 销号, and what can be done beside it.
pub(super) fn show(ui: &mut Ui, detail: &ProblemDetail, why_not: Option<&str>) -> Option<Press> {
    let known: Vec<(ActKind, &Move)> =
        detail.moves.iter().filter_map(|one| Some((ActKind::of(one.act)?, one))).collect();
    let natural = natural(detail, &known);
    let mut press = None;
    for on_the_way in [true, false] {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
            for (kind, one) in known.iter().filter(|(kind, _)| kind.is_on_the_way() == on_the_way) {
                let refused = why_not.or(one.refused.as_deref());
                let words = format!("{}…", one.label);
                let face = match on_the_way {
                    true if natural == Some(*kind) && refused.is_none() => button::primary(&words),
                    true => button::quiet(&words),
                    false => button::bare(&words),
                };
                if ui.add(face.refused(refused)).clicked() {
                    press = Some(Press::Step(*kind));
                }
            }
        });
    }
    press
}

/// The first act people do in this state that is allowed now.
fn natural(detail: &ProblemDetail, known: &[(ActKind, &Move)]) -> Option<ActKind> {
    let allowed = |kind: &&ActKind| known.iter().any(|(one, found)| one == *kind && found.refused.is_none());
    ActKind::natural(detail.line.state).iter().find(allowed).copied()
}
