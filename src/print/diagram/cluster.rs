//! Which boxes belong together: leaders with the cards they 包联, cut to what stands side by side on a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::diagram::Chart;

/// A box in the row of leaders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `again`: it stood further left or on a page before.
    Leader { leader: usize, again: bool },
    /// 副总监管人 whom no pairing ties to anyone.
    Overseer(usize),
}

/// A part of a card. Long cards have several, and lines lead to the first only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub card: usize,
    pub part: usize,
    /// Stands a second time, for leaders who had no room beside the others; without content.
    pub again: bool,
}

/// Boxes that stand together: leaders above, their cards below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cluster {
    pub units: Vec<Unit>,
    pub pieces: Vec<Piece>,
}

/// Who answers to whom, and how wide things are: what cutting needs to know.
pub struct Cutting<'a> {
    pub chart: &'a Chart,
    /// Parts of each card.
    pub parts: &'a [usize],
    /// Width of a box, and the gap between boxes, mm.
    pub card: f32,
    pub gap: f32,
    /// Width of the page's area.
    pub area: f32,
}

/// Overseers who answer to a leader for all of his 包联.
pub fn overseers_of_leader(chart: &Chart, leader: usize) -> Vec<usize> {
    chart
        .pairings
        .iter()
        .filter(|line| line.leader == leader && line.card.is_none())
        .map(|line| line.overseer)
        .collect()
}

/// Overseers who answer for one card, each with the leaders they answer to.
pub fn overseers_of_card(chart: &Chart, card: usize) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for line in chart.pairings.iter().filter(|line| line.card == Some(card)) {
        found.entry(line.overseer).or_default().push(line.leader);
    }
    found
}

/// All boxes of a chart in clusters: first those with 包联 in the order of the cards, then leaders without, then cards
/// that nobody has under 包联.
pub fn clusters(cutting: &Cutting<'_>) -> Vec<Cluster> {
    let chart = cutting.chart;
    let mut found = Vec::new();
    for (leaders, cards) in components(chart) {
        cutting.cut(&leaders, &cards, &mut found);
    }
    let charging: BTreeSet<usize> = chart.charges.iter().map(|line| line.leader).collect();
    let paired: BTreeSet<usize> = chart.pairings.iter().map(|line| line.overseer).collect();
    let idle = (0..chart.leaders.len()).filter(|leader| !charging.contains(leader));
    let idle = idle.map(|leader| Unit::Leader { leader, again: false });
    let loose = (0..chart.overseers.len()).filter(|overseer| !paired.contains(overseer)).map(Unit::Overseer);
    found.extend(idle.chain(loose).map(|unit| Cluster { units: vec![unit], pieces: Vec::new() }));
    let charged: BTreeSet<usize> = chart.charges.iter().map(|line| line.card).collect();
    for card in (0..chart.cards.len()).filter(|card| !charged.contains(card)) {
        cutting.cut(&[], &[card], &mut found);
    }
    found
}

/// Leaders and cards that lines hold together, in the order of their first card.
fn components(chart: &Chart) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut of_card: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<(BTreeSet<usize>, BTreeSet<usize>)> = Vec::new();
    let mut by_leader: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for line in &chart.charges {
        by_leader.entry(line.leader).or_default().insert(line.card);
    }
    for (leader, cards) in by_leader {
        let known: BTreeSet<usize> = cards.iter().filter_map(|card| of_card.get(card).copied()).collect();
        let mut group = (BTreeSet::from([leader]), cards);
        for known in known {
            let (leaders, cards) = std::mem::take(&mut groups[known]);
            group.0.extend(leaders);
            group.1.extend(cards);
        }
        of_card.extend(group.1.iter().map(|card| (*card, groups.len())));
        groups.push(group);
    }
    let mut found: Vec<(Vec<usize>, Vec<usize>)> = groups
        .into_iter()
        .filter(|(leaders, _)| !leaders.is_empty())
        .map(|(leaders, cards)| (by_place(chart, leaders, &cards), cards.into_iter().collect()))
        .collect();
    found.sort_by_key(|(_, cards)| cards.first().copied());
    found
}

/// Leaders in the order of the middle of their cards: fewer lines cross.
fn by_place(chart: &Chart, leaders: BTreeSet<usize>, cards: &BTreeSet<usize>) -> Vec<usize> {
    let place: BTreeMap<usize, usize> = cards.iter().enumerate().map(|(place, card)| (*card, place)).collect();
    let middle = |leader: &usize| {
        let places =
            chart.charges.iter().filter(|line| line.leader == *leader).filter_map(|line| place.get(&line.card));
        let (sum, count) = places.fold((0, 0), |(sum, count), place| (sum + place, count + 1));
        sum * 1000 / count.max(1)
    };
    let mut leaders: Vec<usize> = leaders.into_iter().collect();
    leaders.sort_by_key(middle);
    leaders
}

impl Cutting<'_> {
    /// Width of a box in the row of leaders: with overseers at its side it is two boxes wide.
    pub fn unit_width(&self, unit: &Unit) -> f32 {
        match unit {
            Unit::Leader { leader, again: false } if !overseers_of_leader(self.chart, *leader).is_empty() => {
                2.0 * self.card + 2.0 * self.gap
            }
            _ => self.card,
        }
    }

    /// Natural width of a cluster.
    pub fn width(&self, cluster: &Cluster) -> f32 {
        let row = |widths: &mut dyn Iterator<Item = f32>| {
            widths.fold(None, |sum: Option<f32>, width| Some(sum.map_or(width, |sum| sum + self.gap + width)))
        };
        let units = row(&mut cluster.units.iter().map(|unit| self.unit_width(unit))).unwrap_or(0.0);
        let pieces = row(&mut cluster.pieces.iter().map(|_| self.card)).unwrap_or(0.0);
        units.max(pieces)
    }

    fn fits(&self, cluster: &Cluster) -> bool {
        self.width(cluster) <= self.area + 0.01
    }

    /// Cuts one component into clusters no wider than the area; leaders are repeated over their later cards.
    fn cut(&self, leaders: &[usize], cards: &[usize], found: &mut Vec<Cluster>) {
        let mut shown = BTreeSet::new();
        let mut pieces: Vec<Piece> = Vec::new();
        for card in cards {
            for part in 0..self.parts.get(*card).copied().unwrap_or(1) {
                let piece = Piece { card: *card, part, again: false };
                let mut longer = pieces.clone();
                longer.push(piece);
                if !pieces.is_empty() && !self.fits(&self.over(leaders, &longer, &shown)) {
                    self.finish(leaders, std::mem::take(&mut pieces), &mut shown, found);
                    pieces.push(piece);
                } else {
                    pieces = longer;
                }
            }
        }
        if !pieces.is_empty() {
            self.finish(leaders, pieces, &mut shown, found);
        }
    }

    /// The cluster of some cards: the leaders who have one of them under 包联.
    fn over(&self, leaders: &[usize], pieces: &[Piece], shown: &BTreeSet<usize>) -> Cluster {
        let has = |leader: &usize| {
            pieces.iter().any(|piece| {
                piece.part == 0
                    && self.chart.charges.iter().any(|line| line.leader == *leader && line.card == piece.card)
            })
        };
        let unit = |leader: &usize| Unit::Leader { leader: *leader, again: shown.contains(leader) };
        Cluster { units: leaders.iter().filter(|leader| has(leader)).map(unit).collect(), pieces: pieces.to_vec() }
    }

    fn finish(&self, leaders: &[usize], pieces: Vec<Piece>, shown: &mut BTreeSet<usize>, found: &mut Vec<Cluster>) {
        let cluster = self.over(leaders, &pieces, shown);
        shown.extend(cluster.units.iter().filter_map(|unit| match unit {
            Unit::Leader { leader, .. } => Some(*leader),
            Unit::Overseer(_) => None,
        }));
        if self.fits(&cluster) {
            found.push(cluster);
            return;
        }
        // One card under more leaders than stand side by side: the card is named again for the rest of them.
        let mut rest = Cluster { units: Vec::new(), pieces };
        for unit in cluster.units {
            let mut longer = rest.clone();
            longer.units.push(unit);
            if !rest.units.is_empty() && !self.fits(&longer) {
                let again = rest.pieces.iter().map(|piece| Piece { again: true, ..*piece }).collect();
                found.push(std::mem::replace(&mut rest, Cluster { units: vec![unit], pieces: again }));
            } else {
                rest = longer;
            }
        }
        found.push(rest);
    }
}

/// Cuts a row of widths into as few rows as the limit allows, of even length.
pub fn rows(widths: &[f32], gap: f32, limit: f32) -> Vec<std::ops::Range<usize>> {
    let fewest = greedy(widths, gap, limit);
    let (mut low, mut high) = (widths.iter().copied().fold(0.0, f32::max), limit);
    let mut best = fewest.clone();
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        let tried = greedy(widths, gap, middle);
        if tried.len() <= fewest.len() {
            (best, high) = (tried, middle);
        } else {
            low = middle;
        }
    }
    best
}

fn greedy(widths: &[f32], gap: f32, limit: f32) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    for (at, width) in widths.iter().enumerate() {
        if at > start && used + gap + width > limit + 0.01 {
            found.push(start..at);
            (start, used) = (at, 0.0);
        }
        used += width + if at > start { gap } else { 0.0 };
    }
    if start < widths.len() {
        found.push(start..widths.len());
    }
    found
}
