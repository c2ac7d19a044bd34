//! Photos two by two, each in a frame with its words below; a missing one has its reason in the frame.

use super::{HEI, SMALL, SONG};
use crate::{
    domain::{problem::paper::PaperPhoto, sheet::Align},
    print::{Ink, Item, flow::Flow, measure::Type},
};

/// The frame of a photo, mm, and the gap between two.
const FRAME: [f32; 2] = [76.0, 57.0];
const GAP: f32 = 4.0;
/// Room for two lines of words below it, mm, and from line to line.
const CAPTION: f32 = 11.5;
const PITCH: f32 = 4.4;
/// Between frame and photo, mm.
const INSET: f32 = 0.6;

/// The photos under their heading; nothing when there are none.
pub fn photos(flow: &mut Flow, title: &str, all: &[PaperPhoto]) {
    for (number, pair) in all.chunks(2).enumerate() {
        let heading = if number == 0 { 9.0 } else { 0.0 };
        flow.keep(heading + FRAME[1] + CAPTION);
        if number == 0 {
            flow.skip(2.0);
            flow.line(&[(Align::Left, title)], HEI, 7.0);
        }
        flow.block(FRAME[1] + CAPTION, |at| {
            let left = |place: usize| at[0] + place as f32 * (FRAME[0] + GAP);
            pair.iter().enumerate().flat_map(|(place, photo)| framed(photo, [left(place), at[1]])).collect()
        });
    }
}

fn framed(photo: &PaperPhoto, [x, y]: [f32; 2]) -> Vec<Item> {
    let [wide, high] = FRAME;
    let corners = vec![[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]];
    let frame = Item::Stroke { points: corners, closed: true, dashed: false, weight: 0.18, ink: Ink::Black };
    let mut items = vec![match &photo.picture {
        Ok(picture) => {
            let [width, height] = picture.within([wide - 2.0 * INSET, high - 2.0 * INSET]);
            let (x, y) = (x + (wide - width) / 2.0, y + (high - height) / 2.0);
            Item::Image { x, y, width, height, picture: picture.clone() }
        }
        Err(why) => centred(SONG, why, [x, y + high / 2.0], wide, Ink::Grey),
    }];
    items.push(frame);
    let lines = SMALL.wrap(&photo.caption, wide).into_iter().chain(SMALL.wrap(&photo.name, wide));
    for (place, line) in lines.take(2).enumerate() {
        let ink = if place == 0 { Ink::Black } else { Ink::Grey };
        items.push(centred(SMALL, &line, [x, y + high + 2.8 + place as f32 * PITCH], wide, ink));
    }
    items
}

/// A line in the middle of a width, its own middle at the given height.
fn centred(kind: Type, text: &str, [x, middle]: [f32; 2], width: f32, ink: Ink) -> Item {
    let x = x + (width - kind.width(text)) / 2.0;
    let y = middle + kind.baseline_below_middle();
    Item::Text { x, y, size_pt: kind.size_pt, face: kind.face, text: text.to_owned(), ink }
}
