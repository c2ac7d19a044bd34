//! Painting: a page of a picture with its boxes, lines and the places that can be pressed on screen.

use super::{
    Edge, EdgeKind, PicturePage, Spot, SpotKind,
    band::{Band, PlacedPiece, PlacedUnit},
    block::{Area, Block, fixed, framed, inks, set},
    cluster::Unit,
    stage::{Stage, gap},
};
use crate::{
    domain::roster::Side,
    print::page::{Face, Ink, Item},
};

/// Thickness of 包联 lines, of 对应 lines, and of lines between levels, mm.
const CHARGE: f32 = 0.45;
const PAIRING: f32 = 0.35;
const RANK: f32 = 0.25;
/// A dot where lines join, mm.
const DOT: f32 = 1.1;

/// A page being painted.
#[derive(Default)]
pub struct Canvas {
    pub items: Vec<Item>,
    pub spots: Vec<Spot>,
    pub edges: Vec<Edge>,
}

impl Canvas {
    pub fn line(&mut self, points: Vec<[f32; 2]>, kind: EdgeKind) {
        let (weight, dashed, ink) = match kind {
            EdgeKind::Charge => (CHARGE, false, Ink::Supervise),
            EdgeKind::Oversight => (CHARGE, false, Ink::Oversee),
            EdgeKind::Pairing => (PAIRING, true, Ink::Oversee),
            EdgeKind::Rank => (RANK, false, Ink::Grey),
        };
        self.items.push(Item::Stroke { points, closed: false, dashed, weight, ink });
    }

    /// A line that belongs to two boxes.
    fn edge(&mut self, kind: EdgeKind, from: usize, to: usize, mut points: Vec<[f32; 2]>) {
        points.dedup_by(|one, other| (one[0] - other[0]).abs() < 0.01 && (one[1] - other[1]).abs() < 0.01);
        self.line(points.clone(), kind);
        self.edges.push(Edge { kind, from, to, points });
    }

    fn dot(&mut self, x: f32, y: f32, ink: Ink) {
        self.items.push(Item::Fill { x: x - DOT / 2.0, y: y - DOT / 2.0, width: DOT, height: DOT, ink });
    }

    fn block(&mut self, block: &Block, area: Area, top: bool, stage: &Stage<'_>, spot: Spot) -> usize {
        let card = spot.card;
        let rows = block.paint(&area, top, stage.scale.mm(1.0), &mut self.items);
        self.spots.push(spot);
        let place = self.spots.len() - 1;
        let Some(card) = card else { return place };
        for (row, area) in rows {
            let Some(row) = row.and_then(|row| stage.chart.cards[card].rows.get(row)) else { continue };
            let label = row.name.clone();
            self.spots.push(Spot { kind: SpotKind::Row, grid: row.grid, area, label, card: None });
        }
        place
    }

    /// The boxes at the top with the lines between them; answers where the line down begins.
    pub fn heads(&mut self, stage: &Stage<'_>, left: f32, y: f32) -> [f32; 2] {
        let heads = &stage.heads;
        let middle = left + stage.area / 2.0;
        let area = |block: &Block, center: f32| Area {
            x: center - block.width / 2.0,
            y,
            width: block.width,
            height: heads.height,
        };
        let step = heads.width + heads.gap;
        let mut paint = |block: &Option<Block>, center: f32| {
            let block = block.as_ref()?;
            let area = area(block, center);
            let label = format!(
                "{}：{}",
                stage.chart.title,
                block.heading.iter().map(|line| line.text.as_str()).collect::<String>()
            );
            let spot = Spot { kind: SpotKind::Head, grid: stage.chart.grid, area, label, card: None };
            Some((self.block(block, area, false, stage, spot), area))
        };
        let coordinators = paint(&heads.coordinators, middle - step);
        let chief = paint(&heads.chief, middle);
        let overseers = paint(&heads.chief_overseers, middle + step);
        let across = y + heads.height / 2.0;
        if let (Some((from, left)), Some((to, right))) = (coordinators, chief) {
            self.edge(EdgeKind::Rank, from, to, vec![[left.right(), across], [right.x, across]]);
        }
        if let (Some((to, left)), Some((from, right))) = (chief, overseers) {
            let kind = if stage.chart.heads.paired { EdgeKind::Pairing } else { EdgeKind::Rank };
            self.edge(kind, from, to, vec![[right.x, across], [left.right(), across]]);
        }
        [middle, chief.map_or(y, |(_, area)| area.bottom())]
    }

    /// One band with its top left corner at (`left`, `y`); `trunk` is where the line from above begins.
    pub fn band(&mut self, stage: &Stage<'_>, band: &Band, left: f32, y: f32, trunk: [f32; 2]) {
        let moved = |area: &Area| Area { x: area.x + left, y: area.y + y, ..*area };
        if !band.units.is_empty() {
            self.rail(stage, band, left, y, trunk);
        }
        let units: Vec<usize> = band.units.iter().map(|unit| self.unit(stage, unit, &moved)).collect();
        let mut places = Vec::new();
        for piece in &band.pieces {
            places.push(self.piece(stage, piece, &moved));
        }
        for number in 0..band.units.len() {
            self.charges(stage, band, number, &units, &places, &moved);
        }
        for piece in &band.pieces {
            self.pairings(stage, piece, &units, &moved);
        }
    }

    fn rail(&mut self, stage: &Stage<'_>, band: &Band, left: f32, y: f32, trunk: [f32; 2]) {
        let joints: Vec<f32> = band.joints().map(|x| x + left).collect();
        let reach = joints.iter().copied().chain([trunk[0]]);
        let (from, to) = reach.fold((f32::MAX, f32::MIN), |(from, to), x| (from.min(x), to.max(x)));
        self.line(vec![trunk, [trunk[0], y]], EdgeKind::Rank);
        self.line(vec![[from, y], [to, y]], EdgeKind::Rank);
        for x in joints {
            self.line(vec![[x, y], [x, y + stage.scale.mm(gap::RAIL)]], EdgeKind::Rank);
        }
    }

    fn unit(&mut self, stage: &Stage<'_>, unit: &PlacedUnit, moved: &impl Fn(&Area) -> Area) -> usize {
        let (kind, role) = match unit.unit {
            Unit::Leader { leader, .. } => (SpotKind::Leader(leader), &stage.chart.leaders[leader]),
            Unit::Overseer(overseer) => (SpotKind::Overseer(overseer), &stage.chart.overseers[overseer]),
        };
        let names = role.people.iter().filter_map(|seat| seat.name.as_deref()).collect::<Vec<_>>().join("、");
        let area = moved(&unit.area);
        let label = format!("{} {names}", role.role.label());
        let spot = Spot { kind, grid: stage.chart.grid, area, label: label.trim_end().to_owned(), card: None };
        let place = self.block(&unit.block, area, false, stage, spot);
        if let Some((block, side)) = &unit.side {
            let side = moved(side);
            let spot = Spot {
                kind: SpotKind::Side,
                grid: stage.chart.grid,
                area: side,
                label: "副总监管人".into(),
                card: None,
            };
            let from = self.block(block, side, false, stage, spot);
            let across = side.y + side.height / 2.0;
            self.edge(EdgeKind::Pairing, from, place, vec![[side.x, across], [area.right(), across]]);
        }
        place
    }

    fn piece(&mut self, stage: &Stage<'_>, piece: &PlacedPiece, moved: &impl Fn(&Area) -> Area) -> usize {
        let card = &stage.chart.cards[piece.piece.card];
        if let Some(nobody) = &piece.nobody {
            let nobody = moved(nobody);
            self.items.push(framed(&nobody, true, 0.3, Ink::Red));
            let words = fixed(NOBODY, Face::Hei, stage.scale.hei(super::scale::Scale::SMALL).size_pt, Ink::Red);
            self.items.push(set(&words, nobody.center(), 0.5, nobody.y + nobody.height / 2.0));
        }
        let area = moved(&piece.area);
        let spot = Spot {
            kind: SpotKind::Card(piece.piece.card),
            grid: card.grid,
            area,
            label: card.name.clone(),
            card: Some(piece.piece.card),
        };
        self.block(&piece.block, area, true, stage, spot)
    }

    /// 包联 lines of one leader.
    fn charges(
        &mut self,
        stage: &Stage<'_>,
        band: &Band,
        number: usize,
        units: &[usize],
        places: &[usize],
        moved: &impl Fn(&Area) -> Area,
    ) {
        let unit = &band.units[number];
        let routed = &band.routed[number];
        let shift = moved(&Area { x: 0.0, y: 0.0, width: 0.0, height: 0.0 });
        let (port, track) = (
            routed.port + shift.x,
            routed.track.map_or(0.0, |track| band.first_track + band.pitch * track as f32 + shift.y),
        );
        let side = match unit.unit {
            Unit::Leader { leader, .. } => stage.chart.leaders[leader].side(),
            Unit::Overseer(_) => Side::Oversee,
        };
        let kind = if side == Side::Oversee { EdgeKind::Oversight } else { EdgeKind::Charge };
        let bottom = moved(&unit.area).bottom();
        let mut ends = Vec::new();
        for (piece, place) in band.pieces.iter().zip(places) {
            for (_, x) in piece.lines.iter().filter(|(from, _)| *from == number) {
                let (x, top) = (x + shift.x, moved(&piece.area).y);
                let way = match routed.track {
                    None => vec![[port, bottom], [x, top]],
                    Some(_) => vec![[port, bottom], [port, track], [x, track], [x, top]],
                };
                self.edge(kind, units[number], *place, way);
                ends.push(x);
            }
        }
        if routed.track.is_some() {
            let ink = inks(side).0;
            for x in joins(port, &ends) {
                self.dot(x, track, ink);
            }
        }
    }

    /// 对应 lines from those who answer for a card to the 包联 line of the leader they answer to.
    fn pairings(&mut self, stage: &Stage<'_>, piece: &PlacedPiece, units: &[usize], moved: &impl Fn(&Area) -> Area) {
        for (overseer, answers, block, area) in &piece.overseers {
            let area = moved(area);
            let label = format!("副总监管人：{}", block.lines.first().map_or("", |line| line.text()));
            let spot = Spot { kind: SpotKind::Overseer(*overseer), grid: stage.chart.grid, area, label, card: None };
            block.paint(&area, false, 1.0, &mut self.items);
            self.spots.push(spot);
            let place = self.spots.len() - 1;
            for (number, unit) in answers.iter().enumerate() {
                let Some((_, x)) = piece.lines.iter().find(|(from, _)| from == unit) else { continue };
                let x = x + moved(&Area { x: 0.0, y: 0.0, width: 0.0, height: 0.0 }).x;
                let y = area.y + area.height * (number as f32 + 1.0) / (answers.len() as f32 + 1.0);
                self.edge(EdgeKind::Pairing, place, units[*unit], vec![[area.x, y], [x, y]]);
                self.dot(x, y, Ink::Oversee);
            }
        }
    }

    pub fn finish(self, width_mm: f32, height_mm: f32) -> (crate::print::Page, PicturePage) {
        let page = crate::print::Page { width_mm, height_mm, items: self.items };
        (page, PicturePage { spots: self.spots, edges: self.edges })
    }
}

/// Words over a card that nobody has under 包联.
const NOBODY: &str = "未明确包联";

/// Where three lines meet on a track: only there stands a dot.
fn joins(port: f32, ends: &[f32]) -> Vec<f32> {
    let left = ends.iter().copied().fold(port, f32::min);
    let right = ends.iter().copied().fold(port, f32::max);
    let mut found: Vec<f32> = ends.iter().copied().filter(|x| *x > left + 0.01 && *x < right - 0.01).collect();
    let inside = port > left + 0.01 && port < right - 0.01;
    let straight = ends.iter().any(|x| (x - port).abs() < 0.01);
    if inside || straight {
        found.push(port);
    }
    found
}
