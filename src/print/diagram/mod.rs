//! 网格导图 (R047, G29): charts laid out on as few pages as can be read, as large as the paper allows.
//!
//! ```text
//! Chart ──scale──▶ stage (boxes measured, cards cut) ──cluster──▶ bands ──route──▶ pages
//!           ▲                                                             │
//!           └──────────── smaller, while it takes fewer pages ◀───────────┘
//! ```
//!
//! A band has the leaders in a row, the cards of the grids they 包联 below, and right above each card those who answer
//! for it (对应). Lines go from a leader to his own cards only, so they hardly ever cross.

mod band;
mod block;
mod cluster;
mod furniture;
mod paint;
mod route;
mod scale;
mod stage;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use block::Area;

use self::{band::Band, furniture::Furniture, paint::Canvas, scale::Scale, stage::Stage, stage::gap};
use super::{Document, Page};
use crate::domain::{
    diagram::{Chart, Diagram},
    id::GridId,
};

/// A laid-out picture: its pages, and where things stand on them.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub document: Document,
    pub pages: Vec<PicturePage>,
}

/// What stands on one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PicturePage {
    /// Boxes, and the rows inside cards, in the order they are painted.
    pub spots: Vec<Spot>,
    /// 包联 and 对应 lines between boxes.
    pub edges: Vec<Edge>,
}

/// A place on a page that stands for a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub kind: SpotKind,
    /// The grid it leads to.
    pub grid: GridId,
    pub area: Area,
    /// What it is, for reading out.
    pub label: String,
    /// The card whose rows it holds.
    card: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpotKind {
    Head,
    Leader(usize),
    /// 副总监管人 by a card, or without anyone to answer to.
    Overseer(usize),
    /// 副总监管人 at the side of a leader.
    Side,
    Card(usize),
    /// A grid inside a card.
    Row,
}

/// A line between two spots of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    pub kind: EdgeKind,
    pub from: usize,
    pub to: usize,
    /// Corners, mm.
    pub points: Vec<[f32; 2]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// 包联 by the 监督 side.
    Charge,
    /// 包联 by the 监管 side.
    Oversight,
    /// 对应.
    Pairing,
    /// Between the levels of a chart.
    Rank,
}

/// Lays a picture out.
pub fn diagram(diagram: &Diagram) -> Picture {
    let mut pages: Vec<(Page, PicturePage)> = Vec::new();
    for chart in &diagram.charts {
        let furniture = Furniture::new(diagram, chart);
        let laid = best(chart, &furniture);
        for bands in paged(&laid, &furniture) {
            pages.push(page(&laid, bands, &furniture));
        }
    }
    let total = pages.len();
    for (number, (page, _)) in pages.iter_mut().enumerate() {
        page.items.push(furniture::page_number(page, number + 1, total));
    }
    let (pages, marks) = pages.into_iter().unzip();
    Picture { document: Document { title: diagram.title.clone(), pages }, pages: marks }
}

/// A chart at the scale that was chosen.
struct Laid<'a> {
    stage: Stage<'a>,
    bands: Vec<Band>,
}

/// The largest scale among those that take the fewest pages.
fn best<'a>(chart: &'a Chart, furniture: &Furniture) -> Laid<'a> {
    let lay = |step: usize| lay_out(chart, Scale::step(step), furniture);
    let cost = |laid: &Laid<'_>| cost(laid, furniture);
    let (mut low, mut high) = (0, Scale::STEPS - 1);
    let mut found = lay(high);
    let fewest = cost(&found);
    while low < high {
        let middle = (low + high) / 2;
        let tried = lay(middle);
        if cost(&tried) <= fewest {
            (found, high) = (tried, middle);
        } else {
            low = middle + 1;
        }
    }
    found
}

/// At one scale, boxes as wide as the page allows.
fn lay_out<'a>(chart: &'a Chart, scale: Scale, furniture: &Furniture) -> Laid<'a> {
    let area = &furniture.body;
    let at = |scale: Scale| {
        let stage = Stage::new(chart, scale, area.width, area.height);
        let bands = stage.bands();
        Laid { stage, bands }
    };
    let laid = at(scale);
    let wider = laid.stage.slack().min(WIDEST);
    if wider < 1.01 {
        return laid;
    }
    let widened = at(scale.widened(wider * 0.998));
    if widened.bands.len() <= laid.bands.len() { widened } else { laid }
}

/// Boxes grow no wider than this to fill a page.
const WIDEST: f32 = 1.6;
/// What a band that does not fit its page counts for, in pages.
const OVERFLOW: usize = 1000;

/// Pages it takes; a band higher than a page counts for very many.
fn cost(laid: &Laid<'_>, furniture: &Furniture) -> usize {
    let room = furniture.body.height - laid.head_room();
    let overflowing = laid.bands.iter().filter(|band| band.height > room + 0.01).count();
    paged(laid, furniture).len() + OVERFLOW * overflowing
}

/// The bands of each page.
fn paged<'b>(laid: &'b Laid<'_>, furniture: &Furniture) -> Vec<&'b [Band]> {
    let room = furniture.body.height - laid.head_room();
    let between = laid.stage.scale.mm(gap::BAND);
    let (mut pages, mut start, mut used) = (Vec::new(), 0, 0.0);
    for (at, band) in laid.bands.iter().enumerate() {
        if at > start && used + between + band.height > room + 0.01 {
            pages.push(&laid.bands[start..at]);
            (start, used) = (at, 0.0);
        }
        used += band.height + if at > start { between } else { 0.0 };
    }
    pages.push(&laid.bands[start..]);
    pages
}

impl Laid<'_> {
    /// Height of the heads with the gap below them, mm.
    fn head_room(&self) -> f32 {
        self.stage.heads.height + self.stage.scale.mm(gap::BAND)
    }
}

fn page(laid: &Laid<'_>, bands: &[Band], furniture: &Furniture) -> (Page, PicturePage) {
    let mut canvas = Canvas::default();
    furniture.paint(&mut canvas);
    let body = furniture.body;
    let stage = &laid.stage;
    let heads: f32 = bands.iter().map(|band| band.height).sum::<f32>() + laid.head_room();
    let between = stage.scale.mm(gap::BAND);
    // What is left is shared out between the bands, up to a point: the rest stays at the foot.
    let slack = (body.height - heads - between * bands.len().saturating_sub(1) as f32).max(0.0);
    let share = (slack / (bands.len() + 1) as f32).min(stage.scale.mm(12.0));
    let trunk = canvas.heads(stage, body.x, body.y);
    let mut y = body.y + laid.head_room() + share;
    let gutter = [body.x - furniture::GUTTER, y];
    for (number, band) in bands.iter().enumerate() {
        let from = if number == 0 { trunk } else { gutter };
        let turns = number == 0 && bands[1..].iter().any(|band| !band.units.is_empty());
        canvas.band(stage, band, body.x, y, from);
        if turns {
            canvas.line(vec![[trunk[0], y], gutter], EdgeKind::Rank);
        }
        y += band.height + between + share;
    }
    canvas.finish(furniture.width, furniture.height)
}
