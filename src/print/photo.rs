//! Photos on paper: what a reader of a [`Document`] asks for when it comes to one.

use super::{
    Document,
    measure::Type,
    page::{Face, Ink, Item, MM_PER_PT, size},
};
use crate::domain::picture::{Picture, UNREADABLE};

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

/// The words in the place of a photo that cannot be read any more: left edge, top, width and height in mm.
pub fn unread([x, y]: [f32; 2], [width, height]: [f32; 2]) -> Item {
    let kind = Type::new(Face::Song, size::WU);
    Item::Text {
        x: x + (width - kind.width(UNREADABLE)) / 2.0,
        y: y + height / 2.0 + kind.baseline_below_middle(),
        size_pt: kind.size_pt,
        face: kind.face,
        text: UNREADABLE.to_owned(),
        ink: Ink::Grey,
    }
}

/// The document with words in the places of photos that cannot be read.
pub fn worded(document: &Document, is_read: impl Fn(&Picture) -> bool) -> Document {
    let mut document = document.clone();
    for item in document.pages.iter_mut().flat_map(|page| &mut page.items) {
        if let Item::Image { x, y, width, height, picture } = item
            && !is_read(picture)
        {
            *item = unread([*x, *y], [*width, *height]);
        }
    }
    document
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
