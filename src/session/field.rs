//! From files of the field to one command: reading them, what came already, which patrol each thing belongs to, and what
//! still has to be answered. Window and command line share it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;

use super::Progress;
use crate::{
    domain::{
        coordinate::{Choice, Converter, Reading, System, near_district},
        date,
        id::{GridId, PatrolId, PersonId},
        patrol::{Finding, Patrol, PatrolKind},
        point::Point,
        track::TrackKind,
    },
    exchange::{
        ExchangeFault,
        field::{self, FieldFile, Format, Found},
    },
    ops::{
        Command, OpFault, StoredFile,
        field::{Belongs, FieldItem, TakeField},
        file_digest,
        query::field::{DayPatrol, Taken, proposed},
    },
};

/// The most files that are looked at in one go.
pub const FILES_MAX: usize = 2_000;
/// How deep folders are gone into.
const DEPTH_MAX: usize = 6;

/// A file with the digest of its content.
#[derive(Clone, Debug, PartialEq)]
pub struct Scanned {
    pub file: FieldFile,
    pub digest: String,
}

/// A file that was not taken, with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct NotRead {
    pub name: String,
    pub fault: ExchangeFault,
}

/// What a set of files holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    pub files: Vec<Scanned>,
    pub refused: Vec<NotRead>,
}

/// The files that were named, with those in named folders, in order of their names.
pub fn files_in(paths: &[PathBuf]) -> Vec<PathBuf> {
    fn go_into(path: &Path, depth: usize, found: &mut Vec<PathBuf>) {
        if found.len() > FILES_MAX {
            return;
        }
        if !path.is_dir() {
            found.push(path.to_owned());
            return;
        }
        // Links could lead in circles.
        if depth > DEPTH_MAX || (depth > 0 && path.is_symlink()) {
            return;
        }
        let entries = fs::read_dir(path).map(|entries| entries.flatten().map(|entry| entry.path()));
        let mut inside: Vec<PathBuf> = entries.map(Iterator::collect).unwrap_or_default();
        inside.sort();
        for path in inside {
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if !hidden {
                go_into(&path, depth + 1, found);
            }
        }
    }
    let mut found = Vec::new();
    for path in paths {
        go_into(path, 0, &mut found);
    }
    found
}

/// Reads files one by one; `None` when somebody stopped it.
///
/// # Errors
/// That there are too many.
pub fn scan(paths: &[PathBuf], progress: &Progress) -> Result<Option<Scan>, ExchangeFault> {
    let paths = files_in(paths);
    if paths.len() > FILES_MAX {
        return Err(ExchangeFault {
            title: format!("一次选择了超过 {FILES_MAX} 个文件"),
            next: "请按日期或村分几次导入。".to_owned(),
            detail: String::new(),
        });
    }
    let mut scan = Scan::default();
    let total = paths.len() as u64;
    for (done, path) in paths.iter().enumerate() {
        if progress.is_cancelled() {
            return Ok(None);
        }
        progress.set(done as u64, total);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match field::read(path).and_then(|file| {
            let digest = file_digest(path).map_err(|fault| ExchangeFault::unreadable(path, &fault))?;
            Ok(Scanned { file, digest })
        }) {
            Ok(scanned) => scan.files.push(scanned),
            Err(fault) => scan.refused.push(NotRead { name, fault }),
        }
    }
    progress.set(total, total);
    Ok(Some(scan))
}

/// Where an entry is to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum To {
    /// Nobody has said yet.
    #[default]
    Open,
    Patrol(PatrolId),
    /// The patrol that is entered for its day.
    New,
}

/// One photo, track or point with what was decided about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its file, by place.
    pub file: usize,
    pub found: Found,
    /// Whether it is to be taken.
    pub wanted: bool,
    pub to: To,
    /// Whether a person chose where it goes, so that proposals leave it alone.
    pub settled: bool,
    /// That its file came already.
    pub taken: Option<Taken>,
    /// Why it cannot be taken at all.
    pub hopeless: Option<String>,
}

/// In which system places are written that do not say so themselves; asked once for a group of files.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// 「照片」, 「GeoJSON」.
    pub about: Format,
    pub choices: Vec<Choice>,
    pub answer: Option<System>,
    pub files: Vec<usize>,
}

/// What is entered for new patrols, the same for all of one batch.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPatrols {
    pub kind: PatrolKind,
    pub grid: Option<GridId>,
    pub person: Option<PersonId>,
    pub finding: Finding,
    pub found: String,
}

/// Everything that was read with everything that was decided.
#[derive(Clone, Debug)]
pub struct Batch {
    pub scan: Scan,
    pub entries: Vec<Entry>,
    pub questions: Vec<Question>,
    pub new: NewPatrols,
    /// The day of what has no time.
    pub day: Option<NaiveDate>,
    /// The patrols that entries may belong to.
    pub patrols: Vec<DayPatrol>,
}

impl Batch {
    /// `taken` tells by digest what came already.
    pub fn new(scan: Scan, taken: &BTreeMap<String, Taken>) -> Self {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        let (mut entries, mut questions): (Vec<Entry>, Vec<Question>) = (Vec::new(), Vec::new());
        for (place, scanned) in scan.files.iter().enumerate() {
            let file = &scanned.file;
            let double = seen.insert(&scanned.digest, &file.name);
            let twice = double.map(|other| format!("与「{other}」内容相同"));
            let impossible = match &file.reading {
                Some(Reading::Impossible(words)) => Some(words.clone()),
                _ => None,
            };
            for found in &file.items {
                let hopeless = twice.clone().or_else(|| impossible.clone());
                let known = taken.get(&scanned.digest).cloned();
                let wanted = hopeless.is_none() && known.is_none();
                let found = found.clone();
                entries.push(Entry {
                    file: place,
                    found,
                    wanted,
                    to: To::Open,
                    settled: false,
                    taken: known,
                    hopeless,
                });
            }
            if let Some(Reading::Ask { choices, .. }) = &file.reading {
                // A file without its zone is asked about alone: its reasons are its own.
                let same = |question: &&mut Question| {
                    question.about == file.format
                        && question.choices.iter().map(|one| one.system).eq(choices.iter().map(|one| one.system))
                        && choices.iter().all(|choice| choice.system.is_degrees())
                };
                match questions.iter_mut().find(same) {
                    Some(question) => question.files.push(place),
                    None => questions.push(Question {
                        about: file.format,
                        choices: choices.clone(),
                        answer: None,
                        files: vec![place],
                    }),
                }
            }
        }
        let new = NewPatrols {
            kind: PatrolKind::Routine,
            grid: None,
            person: None,
            finding: Finding::Nothing,
            found: String::new(),
        };
        Self { scan, entries, questions, new, day: None, patrols: Vec::new() }
    }

    /// The system and whether numbers are swapped, for the places of a file; `None` while it is not known.
    pub fn system_of(&self, file: usize) -> Option<(System, bool)> {
        let reading = self.scan.files.get(file)?.file.reading.as_ref()?;
        let system = match reading {
            Reading::Certain { system, .. } => *system,
            Reading::Ask { .. } => self.question_of(file)?.answer?,
            Reading::Impossible(_) => return None,
        };
        Some((system, reading.swapped()))
    }

    fn question_of(&self, file: usize) -> Option<&Question> {
        self.questions.iter().find(|question| question.files.contains(&file))
    }

    /// Where an entry is, or begins.
    pub fn place(&self, entry: &Entry) -> Option<Point> {
        let (system, swapped) = self.system_of(entry.file)?;
        let spot = entry.found.pieces.iter().flatten().next()?;
        let (x, y) = if swapped { (spot.y, spot.x) } else { (spot.x, spot.y) };
        Converter::of(system).point(x, y)
    }

    /// The day of an entry: its own, or the one given for what has none.
    pub fn day_of(&self, entry: &Entry) -> Option<NaiveDate> {
        entry.found.started.map(|time| time.date()).or(self.day)
    }

    /// First and last day of what is to be taken.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days: BTreeSet<NaiveDate> = self
            .entries
            .iter()
            .filter(|entry| entry.hopeless.is_none())
            .filter_map(|entry| self.day_of(entry))
            .collect();
        Some((*days.first()?, *days.last()?))
    }

    /// The patrols of an entry's day.
    pub fn patrols_for(&self, entry: &Entry) -> Vec<&DayPatrol> {
        let day = self.day_of(entry);
        self.patrols.iter().filter(|patrol| Some(patrol.date) == day).collect()
    }

    /// Proposes where everything goes that nobody has decided about: to the patrol of its day, or to a new one when that
    /// day has none and it is known who walked where.
    pub fn propose(&mut self) {
        let can_enter = self.new.person.is_some() && self.new.grid.is_some();
        let proposals: Vec<To> = self
            .entries
            .iter()
            .map(|entry| {
                let Some(day) = self.day_of(entry) else { return To::Open };
                let time = entry.found.started.map(|time| time.time());
                match proposed(&self.patrols, day, time) {
                    Some(patrol) => To::Patrol(patrol),
                    None if can_enter && self.patrols_for(entry).is_empty() => To::New,
                    None => To::Open,
                }
            })
            .collect();
        for (entry, to) in self.entries.iter_mut().zip(proposals) {
            let gone = matches!(entry.to, To::Patrol(id) if !self.patrols.iter().any(|patrol| patrol.id == id));
            if !entry.settled || gone {
                (entry.to, entry.settled) = (to, false);
            }
        }
    }

    /// What a person should look at, worst first.
    pub fn words_on(&self, entry: &Entry) -> Vec<String> {
        let mut words: Vec<String> = entry.hopeless.iter().cloned().collect();
        words.extend(entry.taken.as_ref().map(Taken::words));
        if self.place(entry).is_some_and(|place| !near_district(place)) {
            words.push("位置不在东胜区范围，请核对坐标系".to_owned());
        }
        words.extend(entry.found.notes.iter().cloned());
        words
            .extend(self.scan.files.get(entry.file).into_iter().flat_map(|scanned| scanned.file.notes.iter().cloned()));
        words
    }

    /// How many are to be taken.
    pub fn wanted(&self) -> usize {
        self.entries.iter().filter(|entry| entry.wanted).count()
    }

    /// What still stands in the way, each in a sentence.
    pub fn open(&self) -> Vec<String> {
        let wanted: Vec<&Entry> = self.entries.iter().filter(|entry| entry.wanted).collect();
        let mut open = Vec::new();
        if wanted.is_empty() {
            open.push("没有要导入的内容，请勾选".to_owned());
        }
        let asked = self.questions.iter().filter(|question| {
            question.answer.is_none()
                && wanted.iter().any(|entry| entry.found.has_place() && question.files.contains(&entry.file))
        });
        open.extend(asked.map(|question| format!("请回答{}的坐标系", question.about.label())));
        let undecided = wanted.iter().filter(|entry| entry.to == To::Open).count();
        if undecided > 0 {
            open.push(format!("还有 {undecided} 项没有选择归入哪次巡查"));
        }
        let new: Vec<_> = wanted.iter().filter(|entry| entry.to == To::New).collect();
        if !new.is_empty() {
            if self.new.person.is_none() {
                open.push("新登记巡查，请选择巡查人".to_owned());
            }
            if self.new.grid.is_none() {
                open.push("新登记巡查，请选择网格".to_owned());
            }
            if self.new.finding == Finding::Problem && self.new.found.trim().is_empty() {
                open.push("选择了发现问题，请写明发现的情况".to_owned());
            }
            if new.iter().any(|entry| self.day_of(entry).is_none()) {
                open.push("有内容没有时间，请填写日期".to_owned());
            }
        }
        open
    }

    /// The files that have to be kept first: photos that are to be taken.
    pub fn photos(&self) -> Vec<PathBuf> {
        let photos = self.entries.iter().filter(|entry| entry.wanted && entry.found.kind == Some(TrackKind::Photo));
        photos.filter_map(|entry| Some(self.scan.files.get(entry.file)?.file.path.clone())).collect()
    }

    /// The command that takes what is wanted; `kept` holds the photos by the path they came from.
    ///
    /// # Errors
    /// What still stands in the way, or places that cannot be converted; for the person.
    pub fn command(&self, kept: &BTreeMap<PathBuf, StoredFile>) -> Result<Command, OpFault> {
        let refuse = |words: String| OpFault::field("items", words);
        if let Some(first) = self.open().into_iter().next() {
            return Err(refuse(first));
        }
        let mut patrols: BTreeMap<NaiveDate, Patrol> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.wanted && entry.to == To::New) {
            if let (Some(day), Some(patrol)) = (self.day_of(entry), self.patrol_of(entry)) {
                let known = patrols.entry(day).or_insert_with(|| patrol.clone());
                known.start = known.start.into_iter().chain(patrol.start).min();
                known.end = known.end.into_iter().chain(patrol.end).max();
            }
        }
        let days: Vec<NaiveDate> = patrols.keys().copied().collect();
        let mut items = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.wanted) {
            let Some(scanned) = self.scan.files.get(entry.file) else { continue };
            let to = match entry.to {
                To::Patrol(id) => Belongs::Patrol(id),
                To::New | To::Open => {
                    let day = self.day_of(entry);
                    let place = days.iter().position(|known| Some(*known) == day);
                    Belongs::New(place.ok_or_else(|| refuse(format!("「{}」没有日期", entry.found.name)))?)
                }
            };
            let known = self.system_of(entry.file);
            let (system, swapped) = (known.map(|(system, _)| system), known.is_some_and(|(_, swapped)| swapped));
            let track = entry.found.track(system, swapped, &scanned.digest).map_err(refuse)?;
            let photo = kept.get(&scanned.file.path).filter(|_| track.kind == TrackKind::Photo).cloned();
            items.push(FieldItem { to, track, photo });
        }
        Ok(Command::TakeField(TakeField { patrols: patrols.into_values().collect(), items }))
    }

    /// The new patrol as one entry alone would have it.
    fn patrol_of(&self, entry: &Entry) -> Option<Patrol> {
        let minute = |time: chrono::NaiveDateTime| {
            use chrono::Timelike as _;
            chrono::NaiveTime::from_hms_opt(time.hour(), time.minute(), 0)
        };
        let day = self.day_of(entry)?;
        let ended = entry.found.ended.or(entry.found.started).filter(|time| time.date() == day);
        Some(Patrol {
            date: day,
            start: entry.found.started.and_then(minute),
            end: ended.and_then(minute),
            kind: self.new.kind,
            grid: self.new.grid?,
            group: None,
            patrollers: vec![self.new.person?],
            way: String::new(),
            finding: self.new.finding,
            found: self.new.found.clone(),
            action: String::new(),
            weather: String::new(),
            note: String::new(),
        })
    }

    /// 「照片 5、轨迹 1、点位 3，2025年3月5日至2025年3月7日」.
    pub fn summary(&self) -> String {
        let count = |kind| self.entries.iter().filter(|entry| entry.found.kind == Some(kind)).count();
        let told = [TrackKind::Photo, TrackKind::Line, TrackKind::Point]
            .into_iter()
            .map(|kind| (kind, count(kind)))
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| format!("{} {count}", kind.label()));
        let mut words = told.collect::<Vec<_>>().join("、");
        match self.days() {
            Some((from, to)) if from == to => words += &format!("，{}", date::chinese(from)),
            Some((from, to)) => words += &format!("，{}至{}", date::chinese(from), date::chinese(to)),
            None => {}
        }
        words
    }
}
