//! 目标责任书 of a year: targets, who signed for both sides, and whose is missing (R014, R068, G47).

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{Office, Offices, Tree, scan_counts, tree_day};
use crate::{
    domain::{
        area::Area,
        id::{GridId, PledgeId},
        pledge::{Signer, Targets, Tier},
    },
    ops::{OpResult, Workspace},
    store::{GridRow, PledgeRow, Store},
};

/// The 责任书 of a year as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PledgeYear {
    pub year: i32,
    /// Tier by tier in the order of the tree: one line for each grid that is expected to sign or has signed.
    pub lines: Vec<PledgeLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PledgeLine {
    /// `None` while nothing is entered.
    pub id: Option<PledgeId>,
    pub tier: Tier,
    pub grid: GridId,
    pub grid_name: String,
    /// The other side: the grid above on the day of signing.
    pub upper_name: String,
    pub upper: SignerLine,
    pub lower: SignerLine,
    pub targets: Targets,
    /// What the grids below have signed for in sum; nothing where none has.
    pub below: Targets,
    pub signed_on: Option<NaiveDate>,
    pub document: String,
    pub note: String,
    pub scans: u32,
    pub state: PledgeState,
}

/// Who signed, in words of the day of signing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignerLine {
    pub signer: Signer,
    /// 「铜川镇人民政府镇长」; empty for a person without one.
    pub post: String,
    /// 「姓名1、姓名2」; empty when nobody held the post.
    pub people: String,
}

impl SignerLine {
    /// 「铜川镇人民政府镇长 张三」.
    pub fn words(&self) -> String {
        format!("{} {}", self.post, self.people).trim().to_owned()
    }

    /// 「张三（铜川镇人民政府镇长）」: for narrow columns, where a name must not be broken.
    pub fn named(&self) -> String {
        match (self.people.is_empty(), self.post.is_empty()) {
            (_, true) => self.people.clone(),
            (true, false) => self.post.clone(),
            (false, false) => format!("{}（{}）", self.people, self.post),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PledgeState {
    Signed,
    /// The targets are given, the signatures not.
    Unsigned,
    /// Nothing is entered.
    Missing,
}

impl PledgeState {
    pub fn label(self) -> &'static str {
        match self {
            Self::Signed => "已签订",
            Self::Unsigned => "未签订",
            Self::Missing => "未登记",
        }
    }
}

impl PledgeYear {
    pub fn of(&self, tier: Tier) -> impl Iterator<Item = &PledgeLine> {
        self.lines.iter().filter(move |line| line.tier == tier)
    }

    /// How many of a tier are signed, of how many.
    pub fn signed(&self, tier: Tier) -> (usize, usize) {
        let signed = self.of(tier).filter(|line| line.state == PledgeState::Signed).count();
        (signed, self.of(tier).count())
    }
}

/// The 责任书 of a year; what was signed after `as_of` stands as not signed.
///
/// # Errors
/// Only those of the store.
pub fn pledges(ws: &Workspace, year: i32, as_of: NaiveDate) -> OpResult<PledgeYear> {
    let store = &ws.store;
    let day = tree_day(year, as_of);
    let tree = Tree::on(store, day)?;
    let mut rows: HashMap<GridId, Vec<PledgeRow>> = HashMap::new();
    for row in store.pledges_of_year(year)? {
        rows.entry(row.grid).or_default().push(row);
    }
    let mut reader =
        Reader { store, tree: &tree, day, as_of, scans: scan_counts(store, "pledge")?, offices: BTreeMap::new() };
    let mut lines = Vec::new();
    let grids = tree.of_level(Tier::Town.level()).chain(tree.villages()).chain(tree.of_level(Tier::Group.level()));
    for grid in grids {
        let Some(tier) = Tier::of(grid.level) else { continue };
        match rows.remove(&grid.id) {
            Some(signed) => {
                for row in signed {
                    lines.push(reader.line(tier, row)?);
                }
            }
            None if tier.expected() && tree.expects(grid) => lines.push(reader.blank(tier, grid)),
            None => {}
        }
    }
    // What was signed by grids that no longer stand is kept in sight.
    let mut others: Vec<PledgeRow> = rows.into_values().flatten().collect();
    others.sort_by_key(|row| row.id);
    for row in others {
        if let Some(tier) = store.grid_level(row.grid)?.and_then(Tier::of) {
            lines.push(reader.line(tier, row)?);
        }
    }
    lines.sort_by_key(|line| line.tier);
    sum_below(&mut lines, &tree);
    Ok(PledgeYear { year, lines })
}

struct Reader<'a> {
    store: &'a Store,
    tree: &'a Tree,
    day: NaiveDate,
    as_of: NaiveDate,
    scans: BTreeMap<i64, u32>,
    /// The posts of each day something was signed on: few, since a year's 责任书 are signed together.
    offices: BTreeMap<NaiveDate, Offices<'a>>,
}

impl Reader<'_> {
    fn blank(&self, tier: Tier, grid: &GridRow) -> PledgeLine {
        PledgeLine {
            id: None,
            tier,
            grid: grid.id,
            grid_name: grid.facts.name.clone(),
            upper_name: self.tree.parent(grid).map(|above| above.facts.name.clone()).unwrap_or_default(),
            upper: SignerLine::default(),
            lower: SignerLine::default(),
            targets: Targets::default(),
            below: Targets::default(),
            signed_on: None,
            document: String::new(),
            note: String::new(),
            scans: 0,
            state: PledgeState::Missing,
        }
    }

    fn line(&mut self, tier: Tier, row: PledgeRow) -> OpResult<PledgeLine> {
        let signed_on = row.signed_on.filter(|on| *on <= self.as_of);
        let day = signed_on.unwrap_or(self.day);
        let standing = self.standing(row.grid, day)?;
        let upper_name = match standing.as_ref().and_then(|grid| grid.facts.parent) {
            Some(above) => self.tree.name(self.store, above, day)?,
            None => String::new(),
        };
        Ok(PledgeLine {
            id: Some(row.id),
            tier,
            grid: row.grid,
            grid_name: standing.map(|grid| grid.facts.name).unwrap_or_default(),
            upper_name,
            upper: self.signer(row.upper, signed_on)?,
            lower: self.signer(row.lower, signed_on)?,
            targets: row.targets,
            below: Targets::default(),
            signed_on,
            document: row.document,
            note: row.note,
            scans: self.scans.get(&row.id.0).copied().unwrap_or(0),
            state: if signed_on.is_some() { PledgeState::Signed } else { PledgeState::Unsigned },
        })
    }

    /// The grid on the day of signing; looked up on its own only when it has changed since.
    fn standing(&self, grid: GridId, day: NaiveDate) -> OpResult<Option<GridRow>> {
        match self.tree.get(grid).filter(|row| row.period.contains(day)) {
            Some(row) => Ok(Some(row.clone())),
            None => Ok(self.store.grid_near(grid, day)?),
        }
    }

    fn signer(&mut self, signer: Signer, signed_on: Option<NaiveDate>) -> OpResult<SignerLine> {
        let day = signed_on.unwrap_or(self.as_of);
        let office = match signer.post {
            Some(post) => {
                if !self.offices.contains_key(&day) {
                    self.offices.insert(day, Offices::on(self.store, day)?);
                }
                self.offices.get(&day).map_or(Ok(Office::default()), |offices| offices.of(post))?
            }
            None => Office::default(),
        };
        let people = match signer.person {
            Some(person) => self.store.person(person)?.map(|person| person.name).unwrap_or_default(),
            None => office.people.join("、"),
        };
        Ok(SignerLine { signer, post: office.post, people })
    }
}

/// Adds up what the lines below each line are pledged to.
fn sum_below(lines: &mut [PledgeLine], tree: &Tree) {
    let mut sums: HashMap<GridId, Targets> = HashMap::new();
    let plus = |sum: Option<Area>, area: Option<Area>| match (sum, area) {
        (Some(sum), Some(area)) => Some(sum + area),
        (sum, area) => sum.or(area),
    };
    for line in lines.iter() {
        if let Some(above) = tree.get(line.grid).and_then(|grid| grid.facts.parent) {
            let sum = sums.entry(above).or_default();
            sum.farmland = plus(sum.farmland, line.targets.farmland);
            sum.permanent = plus(sum.permanent, line.targets.permanent);
        }
    }
    for line in lines {
        line.below = sums.remove(&line.grid).unwrap_or_default();
    }
}
