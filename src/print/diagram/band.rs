//! One band of a chart: leaders in a row, their 包联 lines, and the cards below with those who answer for them.

use super::{
    block::{Area, Block, role_block},
    cluster::{Cluster, Piece, Unit},
    route::{Net, Routed, route},
    scale::Scale,
    stage::{Stage, gap},
};

/// A box of the row of leaders in its place; `y` counts from the top of the band.
pub struct PlacedUnit {
    pub unit: Unit,
    pub block: Block,
    pub area: Area,
    /// Those who answer to the leader, at the right.
    pub side: Option<(Block, Area)>,
}

/// A card with what leads to it.
pub struct PlacedPiece {
    pub piece: Piece,
    pub block: Block,
    pub area: Area,
    /// The leaders of the band that have it under 包联 (places in [`Band::units`]), and where their lines arrive.
    pub lines: Vec<(usize, f32)>,
    /// Who answers for it: the overseer, the units it answers to, its box.
    pub overseers: Vec<(usize, Vec<usize>, Block, Area)>,
    /// Nobody has it under 包联: where that is said.
    pub nobody: Option<Area>,
}

pub struct Band {
    pub units: Vec<PlacedUnit>,
    pub pieces: Vec<PlacedPiece>,
    /// Ways of the units' lines, and where the first track runs.
    pub routed: Vec<Routed>,
    pub first_track: f32,
    pub pitch: f32,
    pub height: f32,
}

/// Height of the words 「未明确包联」 with their frame, at factor 1.
const NOBODY: f32 = 5.0;

impl Band {
    /// Places clusters side by side, the whole in the middle of the area.
    pub fn new(stage: &Stage<'_>, clusters: &[Cluster], widths: &[f32]) -> Self {
        let scale = stage.scale;
        let between = scale.mm(gap::CLUSTER);
        let used: f32 = widths.iter().sum::<f32>() + between * widths.len().saturating_sub(1) as f32;
        let mut left = (stage.area - used) / 2.0;
        let has_units = clusters.iter().any(|cluster| !cluster.units.is_empty());
        let rail = if has_units { scale.mm(gap::RAIL) } else { 0.0 };
        let units_height = clusters.iter().map(|cluster| Self::units_height(stage, cluster)).fold(0.0, f32::max);
        let zone = clusters.iter().flat_map(|cluster| cluster.pieces.iter().map(move |piece| (cluster, piece)));
        let zone = zone.map(|(cluster, piece)| zone_height(stage, cluster, piece)).fold(0.0, f32::max);
        let (mut units, mut pieces) = (Vec::new(), Vec::new());
        for (cluster, width) in clusters.iter().zip(widths) {
            let first = units.len();
            place_units(stage, cluster, (left, *width), (rail, units_height), &mut units);
            place_pieces(stage, cluster, (left, *width), first, &mut pieces);
            left += width + between;
        }
        let nets: Vec<Net> = (0..units.len()).map(|unit| net(&units, &pieces, unit)).collect();
        let (routed, tracks) = route(&nets);
        let pitch = scale.mm(2.0).min(scale.mm(14.0) / tracks.max(1) as f32);
        let lines = pieces.iter().any(|piece| !piece.lines.is_empty());
        let channel = match (tracks, lines, has_units && !pieces.is_empty()) {
            (0, true, _) => scale.mm(4.0),
            (0, false, true) => scale.mm(2.5),
            (0, false, false) => 0.0,
            _ => scale.mm(2.2) + pitch * (tracks - 1) as f32 + scale.mm(2.4),
        };
        let top = rail + units_height + channel;
        let height = settle(&mut pieces, top, zone, scale);
        let first_track = rail + units_height + scale.mm(2.2);
        Self { units, pieces, routed, first_track, pitch, height: height.max(rail + units_height) }
    }

    /// Height of the boxes of leaders of a cluster, mm.
    pub fn units_height(stage: &Stage<'_>, cluster: &Cluster) -> f32 {
        let height = |unit: &Unit| {
            let side = stage.side_block(unit).map_or(0.0, |block| block.height);
            stage.unit_block(unit).height.max(side)
        };
        cluster.units.iter().map(height).fold(0.0, f32::max)
    }

    /// Where the row of leaders is joined from above, mm from the left of the area.
    pub fn joints(&self) -> impl Iterator<Item = f32> {
        self.units.iter().map(|unit| unit.area.center())
    }
}

/// Everything in a row with equal gaps: answers the left edges.
fn spread(widths: &[f32], left: f32, width: f32) -> Vec<f32> {
    let slack = (width - widths.iter().sum::<f32>()) / widths.len().max(1) as f32;
    let mut at = left + slack / 2.0;
    widths
        .iter()
        .map(|width| {
            let here = at;
            at += width + slack;
            here
        })
        .collect()
}

fn place_units(
    stage: &Stage<'_>,
    cluster: &Cluster,
    (left, width): (f32, f32),
    (y, height): (f32, f32),
    units: &mut Vec<PlacedUnit>,
) {
    let card = stage.scale.card;
    let widths: Vec<f32> = cluster.units.iter().map(|unit| stage.unit_width(unit)).collect();
    for (unit, x) in cluster.units.iter().zip(spread(&widths, left, width)) {
        let side = stage.side_block(unit).map(|block| {
            let x = x + card + 2.0 * stage.scale.mm(gap::BOX);
            (block, Area { x, y, width: card, height })
        });
        let block = stage.unit_block(unit);
        units.push(PlacedUnit { unit: *unit, block, area: Area { x, y, width: card, height }, side });
    }
}

/// Cards side by side; heights are settled later, when those of the whole band are known.
fn place_pieces(
    stage: &Stage<'_>,
    cluster: &Cluster,
    (left, width): (f32, f32),
    first: usize,
    pieces: &mut Vec<PlacedPiece>,
) {
    let card = stage.scale.card;
    let lefts = spread(&vec![card; cluster.pieces.len()], left, width);
    for (piece, x) in cluster.pieces.iter().zip(lefts) {
        let leaders = charging(stage, cluster, piece);
        let answering = stage.overseers_at(cluster, piece);
        let lane = lane(stage, leaders.len());
        let lines = leaders.iter().enumerate().map(|(place, unit)| {
            let at = match answering.is_empty() {
                true => x + card / 2.0 + (place as f32 - (leaders.len() - 1) as f32 / 2.0) * lane,
                false => x + lane * (place as f32 + 0.75),
            };
            (first + unit, at)
        });
        let lines: Vec<(usize, f32)> = lines.collect();
        let box_left = x + if leaders.is_empty() { 0.0 } else { lane * (leaders.len() as f32 + 0.6) };
        let overseers = answering.into_iter().map(|(overseer, answers)| {
            let block = overseer_block(stage, overseer, x + card - box_left);
            let units = cluster
                .units
                .iter()
                .enumerate()
                .filter(|(_, unit)| matches!(unit, Unit::Leader { leader, .. } if answers.contains(leader)));
            let units = units.map(|(place, _)| first + place).collect();
            let area = Area { x: box_left, y: 0.0, width: x + card - box_left, height: block.height };
            (overseer, units, block, area)
        });
        let alone = cluster.units.is_empty() && piece.part == 0 && !piece.again;
        pieces.push(PlacedPiece {
            piece: *piece,
            block: stage.piece_block(piece),
            area: Area { x, y: 0.0, width: card, height: 0.0 },
            lines,
            overseers: overseers.collect(),
            nobody: alone.then(|| Area { x, y: 0.0, width: card, height: stage.scale.mm(NOBODY) }),
        });
    }
}

/// Places of the leaders of a cluster that have a card under 包联.
fn charging(stage: &Stage<'_>, cluster: &Cluster, piece: &Piece) -> Vec<usize> {
    if piece.part > 0 {
        return Vec::new();
    }
    let charges = |unit: &Unit| match unit {
        Unit::Leader { leader, .. } => {
            stage.chart.charges.iter().any(|line| line.leader == *leader && line.card == piece.card)
        }
        Unit::Overseer(_) => false,
    };
    cluster.units.iter().enumerate().filter(|(_, unit)| charges(unit)).map(|(place, _)| place).collect()
}

/// Distance of lines that arrive at one card.
fn lane(stage: &Stage<'_>, lines: usize) -> f32 {
    stage.scale.mm(gap::LANE).min(0.42 * stage.scale.card / (lines as f32 + 1.0))
}

fn overseer_block(stage: &Stage<'_>, overseer: usize, width: f32) -> Block {
    role_block(&stage.chart.overseers[overseer], "", width, Scale::NAME, &stage.scale)
}

/// Height of what stands between the lines and a card: those who answer for it.
pub fn zone_height(stage: &Stage<'_>, cluster: &Cluster, piece: &Piece) -> f32 {
    let leaders = charging(stage, cluster, piece).len();
    let lanes = if leaders == 0 { 0.0 } else { lane(stage, leaders) * (leaders as f32 + 0.6) };
    let width = stage.scale.card - lanes;
    let boxes = stage
        .overseers_at(cluster, piece)
        .into_iter()
        .map(|(overseer, _)| overseer_block(stage, overseer, width).height + stage.scale.mm(1.6));
    let nobody = if cluster.units.is_empty() && piece.part == 0 { stage.scale.mm(NOBODY + 1.6) } else { 0.0 };
    boxes.sum::<f32>().max(nobody)
}

fn net(units: &[PlacedUnit], pieces: &[PlacedPiece], unit: usize) -> Net {
    let to = pieces.iter().flat_map(|piece| &piece.lines).filter(|(from, _)| *from == unit).map(|(_, x)| *x);
    let area = units[unit].area;
    Net { from: (area.x, area.right()), to: to.collect() }
}

/// Gives every card its height and those who answer for it their place above it; answers where the band ends.
fn settle(pieces: &mut [PlacedPiece], top: f32, zone: f32, scale: Scale) -> f32 {
    let tallest = pieces.iter().map(|piece| piece.block.height).fold(0.0, f32::max);
    let cards = top + zone;
    for piece in pieces.iter_mut() {
        piece.area.y = cards;
        piece.area.height = tallest;
        let mut foot = cards;
        for (_, _, block, area) in piece.overseers.iter_mut().rev() {
            foot -= scale.mm(1.6);
            area.height = block.height;
            area.y = foot - block.height;
            foot = area.y;
        }
        if let Some(nobody) = &mut piece.nobody {
            nobody.y = cards - scale.mm(1.6) - nobody.height;
        }
    }
    cards + tallest
}
