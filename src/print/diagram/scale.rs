//! How large everything in a picture is: one factor for type and distances, and the width of a box.

use crate::print::{measure::Type, page::Face};

/// A try at laying a chart out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    factor: f32,
    /// Width of the box of a leader and of a card, mm.
    pub card: f32,
}

impl Scale {
    /// Tried from large to small. At the smallest nothing is set below 5.5 pt.
    const LARGEST: f32 = 1.6;
    const SMALLEST: f32 = 0.74;
    const STEP: f32 = 0.02;
    /// How many factors there are.
    pub const STEPS: usize = 44;

    /// Names in the boxes at the top, points at factor 1.
    pub const HEAD: f32 = 13.0;
    /// Names in the boxes of leaders.
    pub const LEADER: f32 = 11.0;
    /// Names of grids.
    pub const CARD: f32 = 10.5;
    /// Names inside cards.
    pub const NAME: f32 = 8.5;
    /// Names of grids inside cards.
    pub const ROW: f32 = 8.5;
    /// Labels of roles.
    pub const LABEL: f32 = 8.0;
    /// Posts in boxes.
    pub const POST: f32 = 7.8;
    /// Labels and posts inside cards.
    pub const SMALL: f32 = 7.5;

    /// The factor of a step, 0 being the largest.
    pub fn step(step: usize) -> Self {
        let factor = (Self::LARGEST - Self::STEP * step as f32).max(Self::SMALLEST);
        Self { factor, card: 32.0 * factor }
    }

    /// The same with wider boxes, to fill a page.
    pub fn widened(self, times: f32) -> Self {
        Self { card: self.card * times, ..self }
    }

    /// A distance that is `base` mm at factor 1.
    pub fn mm(&self, base: f32) -> f32 {
        base * self.factor
    }

    pub fn hei(&self, pt: f32) -> Type {
        Type::new(Face::Hei, self.pt(pt))
    }

    pub fn song(&self, pt: f32) -> Type {
        Type::new(Face::Song, self.pt(pt))
    }

    /// Sizes to a twentieth of a point: finer differences are only noise.
    fn pt(&self, base: f32) -> f32 {
        (base * self.factor * 20.0).round() / 20.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_smaller_than_can_be_read() {
        let smallest = Scale::step(Scale::STEPS - 1);
        assert!((smallest.factor - Scale::SMALLEST).abs() < 0.001, "{smallest:?}");
        assert!(smallest.song(Scale::SMALL).size_pt >= 5.5);
    }
}
