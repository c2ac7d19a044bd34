//! Hints of a period: what the store answers, put through the rules, and told in words for one page.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use sm3::{Digest, Sm3};

use super::{HintLine, HintQuery};
use crate::{
    domain::{
        date::chinese,
        hint::{
            CLUE_DAYS, HintKey, HintKind, PhotoUse,
            find::{self, Kept, Mismatch, Place, Presence, Repeated},
            key::DIGEST_PART,
        },
        id::{GridId, PatrolId, PersonId},
        scan::ScanOwner,
        time::clock,
        track::length_words,
    },
    ops::{OpResult, Workspace},
    store::{HintGridRow, LeadRow, Window},
};

/// A hint with the facts behind it.
pub struct Found {
    pub key: HintKey,
    pub day: NaiveDate,
    /// Where and when it happened.
    pub spots: Vec<(GridId, NaiveDate)>,
    pub fact: Fact,
}

pub enum Fact {
    TwoPlaces(Presence, Presence),
    SameText(Repeated, String),
    PhotoTwice(Kept, Kept),
    PhotoMismatch(Place, Mismatch),
    /// The clue, the day of its images and the patrols before it, oldest first.
    ClueMissed(LeadRow, NaiveDate, Vec<(NaiveDate, PatrolId)>),
}

impl Found {
    /// The patrols it is about.
    pub fn patrols(&self) -> Vec<PatrolId> {
        match &self.fact {
            Fact::TwoPlaces(one, other) => vec![one.patrol, other.patrol],
            Fact::SameText(same, _) => same.patrols.iter().map(|(_, patrol)| *patrol).collect(),
            Fact::PhotoTwice(one, other) => [one, other].into_iter().filter_map(patrol_of).collect(),
            Fact::PhotoMismatch(photo, _) => vec![photo.patrol],
            Fact::ClueMissed(_, _, patrols) => patrols.iter().map(|(_, patrol)| *patrol).collect(),
        }
    }
}

fn patrol_of(kept: &Kept) -> Option<PatrolId> {
    match kept.record {
        PhotoUse::Patrol(patrol) => Some(patrol),
        PhotoUse::Record(_) => None,
    }
}

/// Every grid with what it was called and in whom it lay, by day.
pub struct Grids(HashMap<GridId, Vec<HintGridRow>>);

impl Grids {
    pub fn read(ws: &Workspace) -> OpResult<Self> {
        let mut grids: HashMap<GridId, Vec<HintGridRow>> = HashMap::new();
        for row in ws.store.hint_grids()? {
            grids.entry(row.grid).or_default().push(row);
        }
        Ok(Self(grids))
    }

    /// As it stood on a day; its first version before that.
    fn at(&self, grid: GridId, day: NaiveDate) -> Option<&HintGridRow> {
        let versions = self.0.get(&grid)?;
        versions.iter().rev().find(|row| row.from <= day).or(versions.first())
    }

    /// Whether `grid` lies in `above` on a day.
    fn lies_in(&self, grid: GridId, above: GridId, day: NaiveDate) -> bool {
        // The levels bound the climb: damaged rows cannot make it a circle.
        let climb = std::iter::successors(Some(grid), |grid| self.at(*grid, day)?.parent).take(6);
        climb.skip(1).any(|grid| grid == above)
    }

    fn related(&self, one: GridId, other: GridId, day: NaiveDate) -> bool {
        self.lies_in(one, other, day) || self.lies_in(other, one, day)
    }

    /// 「罕台镇撖家塔村」.
    pub fn place(&self, grid: GridId, day: NaiveDate) -> String {
        let Some(row) = self.at(grid, day) else { return String::new() };
        let town = row.parent.filter(|_| row.is_village).and_then(|town| self.at(town, day));
        format!("{}{}", town.map_or("", |town| &town.name), row.name)
    }
}

/// The hints of a period; only of one kind where that is asked for.
pub fn found(ws: &Workspace, query: &HintQuery, grids: &Grids, only: Option<HintKind>) -> OpResult<Vec<Found>> {
    let mut all = Vec::new();
    for kind in HintKind::ALL.iter().filter(|kind| only.is_none_or(|only| only == **kind)) {
        all.extend(match kind {
            HintKind::TwoPlaces => two_places(ws, query, grids)?,
            HintKind::SameText => same_text(ws, query)?,
            HintKind::PhotoTwice => photo_twice(ws, query)?,
            HintKind::PhotoMismatch => photo_mismatch(ws, query)?,
            HintKind::ClueMissed => clue_missed(ws, query)?,
        });
    }
    Ok(all)
}

fn two_places(ws: &Workspace, query: &HintQuery, grids: &Grids) -> OpResult<Vec<Found>> {
    let all = ws.store.presences(query.from, query.to)?;
    let pairs = find::two_places(all, |one, other, day| grids.related(one, other, day));
    let hint = |(one, other): (Presence, Presence)| {
        // The name of the hint does not follow the clock times, which may be put right.
        let mut patrols = [one.patrol, other.patrol];
        patrols.sort_unstable();
        Found {
            key: HintKey::TwoPlaces { person: one.person, patrols },
            day: one.day,
            spots: vec![(one.grid, one.day), (other.grid, other.day)],
            fact: Fact::TwoPlaces(one, other),
        }
    };
    Ok(pairs.into_iter().map(hint).collect())
}

fn same_text(ws: &Workspace, query: &HintQuery) -> OpResult<Vec<Found>> {
    let same = find::same_text(ws.store.wordings(query.from, query.to)?);
    let phrases: Vec<i64> = same.iter().map(|one| one.phrase).collect::<HashSet<_>>().into_iter().collect();
    let texts = ws.store.phrases(&phrases)?;
    let hint = |one: Repeated| {
        let text = texts.get(&one.phrase)?;
        let wording: String = Sm3::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let (day, _) = *one.patrols.last()?;
        Some(Found {
            key: HintKey::SameText {
                person: one.person,
                grid: one.grid,
                year: one.year,
                wording: wording.get(..DIGEST_PART)?.to_owned(),
            },
            day,
            spots: vec![(one.grid, day)],
            fact: Fact::SameText(one, text.clone()),
        })
    };
    Ok(same.into_iter().filter_map(hint).collect())
}

fn photo_twice(ws: &Workspace, query: &HintQuery) -> OpResult<Vec<Found>> {
    let hint = |(one, other): (Kept, Kept)| {
        let day = one.day.max(other.day);
        let spots = [&one, &other].into_iter().filter_map(|kept| Some((kept.grid?, kept.day))).collect();
        Some(Found {
            key: HintKey::PhotoTwice {
                photo: one.digest.get(..DIGEST_PART)?.to_owned(),
                uses: [one.record, other.record],
            },
            day,
            spots,
            fact: Fact::PhotoTwice(one, other),
        })
    };
    let pairs = find::photo_twice(ws.store.shared_photos()?);
    let asked = pairs.into_iter().filter(|(one, other)| (query.from..=query.to).contains(&one.day.max(other.day)));
    Ok(asked.filter_map(hint).collect())
}

fn photo_mismatch(ws: &Workspace, query: &HintQuery) -> OpResult<Vec<Found>> {
    let all = ws.store.photo_places(query.from, query.to)?;
    let wanted = find::ways_wanted(&all);
    let ways = if wanted.is_empty() { HashMap::new() } else { ws.store.ways(&wanted)? };
    let hint = |(photo, mismatch): (Place, Mismatch)| Found {
        key: HintKey::PhotoMismatch { track: photo.track },
        day: photo.day,
        spots: vec![(photo.grid, photo.day)],
        fact: Fact::PhotoMismatch(photo, mismatch),
    };
    Ok(find::photo_mismatch(&all, &ways).into_iter().map(hint).collect())
}

fn clue_missed(ws: &Workspace, query: &HintQuery) -> OpResult<Vec<Found>> {
    let today = ws.today();
    let mut leads: HashMap<_, _> = HashMap::new();
    let mut windows = Vec::new();
    for lead in ws.store.leads()? {
        let day = find::image_day(&lead.imaged, today).unwrap_or(lead.received_on).min(lead.received_on);
        if !(query.from..=query.to).contains(&day) {
            continue;
        }
        let from = day.checked_sub_days(Days::new(CLUE_DAYS)).unwrap_or(day);
        windows.push(Window { clue: lead.clue.0, grid: lead.grid.0, from, to: day });
        leads.insert(lead.clue, (lead, day));
    }
    let patrols = ws.store.nothing_found(&windows)?;
    let hint = |own: &[(_, NaiveDate, PatrolId)]| {
        let (lead, day) = leads.remove(&own.first()?.0)?;
        Some(Found {
            key: HintKey::ClueMissed { clue: lead.clue },
            day,
            spots: vec![(lead.grid, day)],
            fact: Fact::ClueMissed(lead, day, own.iter().map(|(_, day, patrol)| (*day, *patrol)).collect()),
        })
    };
    Ok(patrols.chunk_by(|one, next| one.0 == next.0).filter_map(hint).collect())
}

/// A page of hints in words; names are read for the whole page at once.
pub fn lines(ws: &Workspace, grids: &Grids, page: &[Found]) -> OpResult<Vec<HintLine>> {
    let people: Vec<PersonId> = page.iter().filter_map(|one| person_of(&one.fact)).collect();
    let names = ws.store.names_of(&people)?;
    let patrols: Vec<PatrolId> = page.iter().flat_map(|one| newest(one.patrols())).collect();
    let patrollers = ws.store.patroller_names(&patrols)?;
    let line = |one: &Found| {
        let who = match person_of(&one.fact) {
            Some(person) => names.get(&person).cloned().unwrap_or_default(),
            None => joined(newest(one.patrols()).into_iter().filter_map(|patrol| patrollers.get(&patrol).cloned())),
        };
        let place = joined(one.spots.iter().map(|(grid, day)| grids.place(*grid, *day)));
        HintLine { key: one.key.clone(), day: one.day, who, place, what: what(&one.fact, grids), judgement: None }
    };
    Ok(page.iter().map(line).collect())
}

/// The two newest: more names would say nothing.
fn newest(mut patrols: Vec<PatrolId>) -> Vec<PatrolId> {
    let from = patrols.len().saturating_sub(2);
    patrols.split_off(from)
}

fn person_of(fact: &Fact) -> Option<PersonId> {
    match fact {
        Fact::TwoPlaces(one, _) => Some(one.person),
        Fact::SameText(one, _) => Some(one.person),
        _ => None,
    }
}

/// Each word once, with 、.
fn joined(words: impl Iterator<Item = String>) -> String {
    let mut kept: Vec<String> = Vec::new();
    for word in words.flat_map(|words| words.split('、').map(str::to_owned).collect::<Vec<_>>()) {
        if !word.is_empty() && !kept.contains(&word) {
            kept.push(word);
        }
    }
    kept.join("、")
}

/// What is worth a look, in one sentence.
pub fn what(fact: &Fact, grids: &Grids) -> String {
    match fact {
        Fact::TwoPlaces(one, other) => {
            let minutes = (one.end.min(other.end) - other.start).num_minutes();
            let at =
                |one: &Presence| format!("{}-{}在{}", clock(one.start), clock(one.end), grids.place(one.grid, one.day));
            format!("{}，{}，重叠 {minutes} 分钟", at(one), at(other))
        }
        Fact::SameText(one, text) => {
            let words = text.split('\n').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；");
            format!("{}年有 {} 周、{} 次都写“{words}”", one.year, one.weeks, one.patrols.len())
        }
        Fact::PhotoTwice(one, other) => {
            format!("照片“{}”用在{}，又用在{}", one.name, record_words(one), record_words(other))
        }
        Fact::PhotoMismatch(photo, mismatch) => mismatch_words(photo, mismatch),
        Fact::ClueMissed(lead, day, patrols) => format!(
            "图斑 {}（{}）前 {CLUE_DAYS} 天内 {} 次巡查“未发现问题”",
            lead.number,
            chinese(*day),
            patrols.len()
        ),
    }
}

pub fn record_words(kept: &Kept) -> String {
    let word = match kept.record {
        PhotoUse::Patrol(_) => "巡查",
        PhotoUse::Record(ScanOwner::Problem(_)) => "问题",
        PhotoUse::Record(ScanOwner::Step(_)) if kept.afterwards => "问题的整改、复查或销号",
        PhotoUse::Record(ScanOwner::Step(_)) => "问题的办理步骤",
        PhotoUse::Record(ScanOwner::Clue(_)) => "图斑核查",
        PhotoUse::Record(ScanOwner::MonthlyReport(_)) => return format!("{}月报", kept.day.format("%Y年%-m月")),
        PhotoUse::Record(_) => "其他记录",
    };
    format!("{}的{word}", chinese(kept.day))
}

pub fn mismatch_words(photo: &Place, mismatch: &Mismatch) -> String {
    let mut words = Vec::new();
    if let Some(taken) = mismatch.taken {
        words.push(format!("拍摄于{}，巡查日期是{}", chinese(taken.date()), chinese(photo.day)));
    }
    if let Some(metres) = mismatch.metres {
        words.push(format!("拍摄位置离这次巡查的其他位置 {}", length_words(metres.round() as u32)));
    }
    if mismatch.outside {
        words.push("拍摄位置在东胜区范围之外".to_owned());
    }
    format!("照片“{}”{}", photo.name, words.join("；"))
}
