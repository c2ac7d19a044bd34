//! Photos on paper: what a reader of a [`Document`](super::Document) asks for when it comes to one.

use super::page::MM_PER_PT;
use crate::domain::picture::Picture;

/// Finest a photo is printed, dots per inch: enough for office printers, small enough to send.
const DPI: f32 = 150.0;

/// A photo as JPEG, turned as it was held and no larger than asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jpeg {
    pub bytes: Vec<u8>,
    /// Pixels across and down.
    pub pixels: [u32; 2],
}

/// Reads a photo with at most so many pixels across and down; `None` when it cannot be read any more.
pub type Photos<'a> = &'a dyn Fn(&Picture, [u32; 2]) -> Option<Jpeg>;

/// For documents without photos, and for readers that leave them out.
pub fn none(_: &Picture, _: [u32; 2]) -> Option<Jpeg> {
    None
}

/// How many pixels a photo of this size on paper needs, mm.
pub fn pixels_for(size_mm: [f32; 2]) -> [u32; 2] {
    size_mm.map(|side| (side / MM_PER_PT / 72.0 * DPI).ceil().max(1.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_needs_no_more_than_its_dots() {
        assert_eq!(pixels_for([25.4, 50.8]), [150, 300]);
        assert_eq!(pixels_for([0.0, 0.0]), [1, 1]);
    }
}
