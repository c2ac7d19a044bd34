//! A chart at one scale: every box measured, cards cut to what a page holds, boxes put into bands.

use super::{
    band::Band,
    block::{Block, Placed, card_lines, role_block},
    cluster::{Cluster, Cutting, Piece, Unit, clusters, overseers_of_card, overseers_of_leader, rows},
    scale::Scale,
};
use crate::domain::{
    diagram::{Chart, RoleBox},
    roster::Role,
};

/// Distances at factor 1, mm.
pub mod gap {
    /// Between boxes of one cluster.
    pub const BOX: f32 = 2.4;
    /// Between clusters.
    pub const CLUSTER: f32 = 5.0;
    /// Between bands.
    pub const BAND: f32 = 6.0;
    /// From the line that joins the leaders down to their boxes.
    pub const RAIL: f32 = 3.2;
    /// Between 包联 lines side by side.
    pub const LANE: f32 = 2.4;
}

/// Room for 包联 lines that is kept free when cards are cut: six lines above each other.
const CHANNEL: f32 = 16.0;
/// Least height of a part of a card at factor 1.
const LEAST_PART: f32 = 24.0;

/// Everything measured for one try.
pub struct Stage<'a> {
    pub chart: &'a Chart,
    pub scale: Scale,
    /// Width of the area, mm.
    pub area: f32,
    pub heads: Heads,
    leaders: Vec<Block>,
    /// The lines of each card, part by part.
    parts: Vec<Vec<Vec<Placed>>>,
}

/// The boxes at the top.
pub struct Heads {
    pub coordinators: Option<Block>,
    pub chief: Option<Block>,
    pub chief_overseers: Option<Block>,
    /// Of each box.
    pub width: f32,
    pub height: f32,
    pub gap: f32,
}

impl<'a> Stage<'a> {
    /// Measures a chart for an area of `width` × `height` mm.
    pub fn new(chart: &'a Chart, scale: Scale, width: f32, height: f32) -> Self {
        let heads = Heads::new(chart, scale, width);
        let leaders: Vec<Block> =
            chart.leaders.iter().map(|leader| role_block(leader, "", scale.card, Scale::LEADER, &scale)).collect();
        let mut stage = Self { chart, scale, area: width, heads, leaders, parts: Vec::new() };
        let limit = (height - stage.above_cards()).max(scale.mm(LEAST_PART));
        stage.parts = (0..chart.cards.len()).map(|card| stage.cut_card(card, limit)).collect();
        stage
    }

    /// The most height that may stand above cards, mm.
    fn above_cards(&self) -> f32 {
        let mm = |base| self.scale.mm(base);
        let cluster = |leader| Cluster { units: vec![Unit::Leader { leader, again: false }], pieces: Vec::new() };
        let units = (0..self.leaders.len()).map(|leader| Band::units_height(self, &cluster(leader)));
        let units = units.fold(0.0, f32::max);
        let zones = (0..self.chart.cards.len()).map(|card| {
            let leaders = self.chart.charges.iter().filter(|line| line.card == card).map(|line| line.leader);
            let units = leaders.map(|leader| Unit::Leader { leader, again: false }).collect();
            let piece = Piece { card, part: 0, again: false };
            super::band::zone_height(self, &Cluster { units, pieces: vec![piece] }, &piece)
        });
        let zones = zones.fold(0.0, f32::max);
        self.heads.height + mm(gap::BAND) + mm(gap::RAIL) + units + mm(CHANNEL) + zones
    }

    /// The lines of a card in parts no higher than the limit.
    fn cut_card(&self, card: usize, limit: f32) -> Vec<Vec<Placed>> {
        let card = &self.chart.cards[card];
        let lines = card_lines(card, self.chart.posts_in_cards, self.scale.card, &self.scale);
        let head = super::block::card_block(card, "（续）", Vec::new(), self.scale.card, &self.scale).height;
        let room = limit - head - self.scale.mm(2.0);
        let mut parts = vec![Vec::new()];
        let mut used = 0.0;
        for line in lines {
            if used + line.height > room && used > 0.0 {
                parts.push(Vec::new());
                used = 0.0;
            }
            used += line.height;
            if let Some(part) = parts.last_mut() {
                part.push(line);
            }
        }
        parts
    }

    fn part_counts(&self) -> Vec<usize> {
        self.parts.iter().map(Vec::len).collect()
    }

    /// The chart in bands, each as wide as the area allows.
    pub fn bands(&self) -> Vec<Band> {
        let parts = self.part_counts();
        let cutting = self.cutting(&parts);
        let clusters = clusters(&cutting);
        let widths: Vec<f32> = clusters.iter().map(|cluster| cutting.width(cluster)).collect();
        let rows = rows(&widths, self.scale.mm(gap::CLUSTER), self.area);
        rows.into_iter().map(|row| Band::new(self, &clusters[row.clone()], &widths[row])).collect()
    }

    /// How much wider boxes may be until the fullest band fills the area.
    pub fn slack(&self) -> f32 {
        let parts = self.part_counts();
        let cutting = self.cutting(&parts);
        let clusters = clusters(&cutting);
        let widths: Vec<f32> = clusters.iter().map(|cluster| cutting.width(cluster)).collect();
        let between = self.scale.mm(gap::CLUSTER);
        let mut least = f32::MAX;
        for row in rows(&widths, between, self.area) {
            let used: f32 = widths[row.clone()].iter().sum::<f32>() + between * (row.len() - 1) as f32;
            let boxes = clusters[row].iter().map(|cluster| {
                let units = cluster.units.iter().map(|unit| (cutting.unit_width(unit) / self.scale.card).floor());
                units.sum::<f32>().max(cluster.pieces.len() as f32)
            });
            let boxes = boxes.sum::<f32>() * self.scale.card;
            least = least.min(1.0 + (self.area - used) / boxes);
        }
        if least == f32::MAX { 1.0 } else { least.max(1.0) }
    }

    fn cutting<'b>(&'b self, parts: &'b [usize]) -> Cutting<'b> {
        let (card, gap) = (self.scale.card, self.scale.mm(gap::BOX));
        Cutting { chart: self.chart, parts, card, gap, area: self.area }
    }

    pub fn unit_width(&self, unit: &Unit) -> f32 {
        self.cutting(&[]).unit_width(unit)
    }

    /// The box of a unit.
    pub fn unit_block(&self, unit: &Unit) -> Block {
        let again = |role: &RoleBox| role_block(role, "（续）", self.scale.card, Scale::LEADER, &self.scale);
        match unit {
            Unit::Leader { leader, again: false } => self.leaders[*leader].clone(),
            Unit::Leader { leader, again: true } => again(&self.chart.leaders[*leader]),
            Unit::Overseer(overseer) => {
                role_block(&self.chart.overseers[*overseer], "", self.scale.card, Scale::LEADER, &self.scale)
            }
        }
    }

    /// The box at the side of a leader: everyone who answers to him for all of his 包联.
    pub fn side_block(&self, unit: &Unit) -> Option<Block> {
        let Unit::Leader { leader, again: false } = unit else { return None };
        let overseers = overseers_of_leader(self.chart, *leader);
        let people: Vec<_> =
            overseers.iter().flat_map(|overseer| self.chart.overseers[*overseer].people.iter().cloned()).collect();
        let role = RoleBox { role: Role::DeputyOverseer, people };
        (!overseers.is_empty()).then(|| role_block(&role, "", self.scale.card, Scale::LEADER, &self.scale))
    }

    /// Who answers for a card, with the leaders they answer to: those of this cluster, and those whose leader does not
    /// have the card under 包联 at all.
    pub fn overseers_at(&self, cluster: &Cluster, piece: &Piece) -> Vec<(usize, Vec<usize>)> {
        if piece.part > 0 {
            return Vec::new();
        }
        let here = |leader: &usize| {
            cluster.units.iter().any(|unit| matches!(unit, Unit::Leader { leader: at, .. } if at == leader))
        };
        let charges =
            |leader: &usize| self.chart.charges.iter().any(|line| line.leader == *leader && line.card == piece.card);
        let shown = |leaders: &[usize]| leaders.iter().any(here) || !piece.again && !leaders.iter().any(charges);
        overseers_of_card(self.chart, piece.card).into_iter().filter(|(_, leaders)| shown(leaders)).collect()
    }

    /// The box of a card's part.
    pub fn piece_block(&self, piece: &Piece) -> Block {
        let card = &self.chart.cards[piece.card];
        let suffix = if piece.part > 0 || piece.again { "（续）" } else { "" };
        let lines = match piece.again {
            true => Vec::new(),
            false => self.parts[piece.card].get(piece.part).cloned().unwrap_or_default(),
        };
        super::block::card_block(card, suffix, lines, self.scale.card, &self.scale)
    }
}

impl Heads {
    fn new(chart: &Chart, scale: Scale, area: f32) -> Self {
        let gap = scale.mm(12.0).min(area * 0.06);
        let width = scale.mm(62.0).min((area - 2.0 * gap) / 3.0);
        let block = |role: &Option<RoleBox>| role.as_ref().map(|role| role_block(role, "", width, Scale::HEAD, &scale));
        let mut heads = Self {
            coordinators: block(&chart.heads.coordinators),
            chief: block(&chart.heads.chief),
            chief_overseers: block(&chart.heads.chief_overseers),
            width,
            height: 0.0,
            gap,
        };
        let blocks = [&heads.coordinators, &heads.chief, &heads.chief_overseers];
        heads.height = blocks.into_iter().flatten().map(|block| block.height).fold(0.0, f32::max);
        heads
    }
}
