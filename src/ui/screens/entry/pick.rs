//! A field that finds grids, people, posts, units or duties in the workspace while one types.

use chrono::NaiveDate;
use egui::Ui;

use super::told_apart;
use crate::{
    domain::{
        grid::Level,
        id::{DutyId, GridId, PersonId, PostId, UnitId},
        roster::Role,
        search,
    },
    ops::{OpResult, Workspace, query},
    session::Loaded,
    ui::{
        cx::Cx,
        widgets::{
            form::{Shown, Slot},
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

/// How many candidates a list holds.
const MOST: u32 = 60;

/// Among what is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    People,
    Posts,
    Units,
    /// Grids of every level.
    AnyGrid,
    /// Grids of one level.
    Grids(Level),
    /// Grids above a level: those that have others below them.
    Above(Level),
    /// The grids directly below one.
    Below(GridId),
    /// The holders of one role in a grid.
    Duties(GridId, Role),
}

/// The day, and how many operations there were: a later one may have changed what can be chosen.
type Key = (Source, String, NaiveDate, u64);

/// A field with what was chosen in it.
pub struct Pick {
    source: Source,
    state: PickState,
    pub chosen: Option<Candidate>,
    found: Loaded<Key, Vec<Candidate>>,
    offer: Option<&'static str>,
    hint: &'static str,
}

impl Pick {
    pub fn new(source: Source) -> Self {
        Self {
            source,
            state: PickState::default(),
            chosen: None,
            found: Loaded::default(),
            offer: None,
            hint: hint(source),
        }
    }

    /// With something chosen from the start.
    pub fn with(mut self, id: i64, label: impl Into<String>) -> Self {
        self.chosen = Some(Candidate::new(id, label, ""));
        self
    }

    /// Another word in the empty field.
    pub fn hinting(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// Offers to make what was typed and not found; see [`Pick::take_offer`].
    pub fn offering(mut self, verb: &'static str) -> Self {
        self.offer = Some(verb);
        self
    }

    pub fn source(&self) -> Source {
        self.source
    }

    pub fn take_offer(&mut self) -> Option<String> {
        self.state.take_offer()
    }

    pub fn id(&self) -> Option<i64> {
        self.chosen.as_ref().map(|one| one.id)
    }

    pub fn person(&self) -> Option<PersonId> {
        self.id().map(PersonId)
    }

    pub fn post(&self) -> Option<PostId> {
        self.id().map(PostId)
    }

    pub fn grid(&self) -> Option<GridId> {
        self.id().map(GridId)
    }

    pub fn unit(&self) -> Option<UnitId> {
        self.id().map(UnitId)
    }

    pub fn duty(&self) -> Option<DutyId> {
        self.id().map(DutyId)
    }

    /// Draws the field; candidates are those of `day`.
    pub fn show(&mut self, ui: &mut Ui, slot: &Slot<'_>, cx: &mut Cx<'_>, day: NaiveDate) -> Shown {
        let text = self.state.query().map(str::to_owned);
        let found = text.and_then(|text| {
            let key = (self.source, text, day, cx.office.operations);
            cx.load(&mut self.found, key.clone(), |ws, (source, text, day, _)| {
                find(ws, source, &text, day).unwrap_or_default()
            });
            // What was found for other words must not be picked for these.
            let fits = self.found.shown_key() == Some(&key);
            self.found.shown().filter(|_| fits)
        });
        let mut field = SearchPick::new(found.map(Vec::as_slice)).hint(self.hint);
        if let Some(verb) = self.offer {
            field = field.offer(verb);
        }
        field.show(ui, slot, &mut self.state, &mut self.chosen)
    }
}

fn hint(source: Source) -> &'static str {
    match source {
        Source::People => "输入姓名、拼音或首字母",
        Source::Posts => "输入单位、职务或任职人",
        Source::Units => "输入单位名称或首字母",
        Source::AnyGrid | Source::Grids(_) | Source::Above(_) | Source::Below(_) => "输入名称、拼音或首字母",
        Source::Duties(..) => "选择责任人",
    }
}

fn find(ws: &Workspace, source: Source, text: &str, day: NaiveDate) -> OpResult<Vec<Candidate>> {
    match source {
        Source::People => {
            let page = query::people::page(ws, text, day, 0, MOST)?;
            Ok(told_apart(page.rows.into_iter().map(|one| (one.id.0, one.name, one.office)).collect()))
        }
        Source::Posts => Ok(query::posts::page(ws, text, None, day, 0, MOST)?.rows.into_iter().map(post).collect()),
        Source::Units => {
            let units = query::posts::units(ws, day)?.into_iter();
            let fits = |unit: &query::posts::UnitLine| {
                let mut names = vec![unit.name.as_str(), unit.full_name.as_str()];
                names.extend(unit.aliases.iter().map(String::as_str));
                matches(text, &names)
            };
            Ok(units.filter(fits).map(|unit| Candidate::new(unit.id.0, unit.name, unit.kind.label())).collect())
        }
        Source::AnyGrid => {
            let hits = query::grid::search(ws, text, day, MOST)?.into_iter();
            Ok(hits.map(|hit| Candidate::new(hit.id.0, hit.name, hit.path)).collect())
        }
        Source::Grids(level) => {
            let code: String = text.chars().filter(char::is_ascii_digit).collect();
            // The code of a group is that of its village and two digits more.
            let text = if level == Level::Village && code.len() == 14 { &code[..12] } else { text };
            let hits = query::grid::search(ws, text, day, query::PAGE_MAX)?.into_iter();
            Ok(hits.filter(|hit| hit.level == level).map(|hit| Candidate::new(hit.id.0, hit.name, hit.path)).collect())
        }
        Source::Above(level) => {
            let hits = query::grid::search(ws, text, day, query::PAGE_MAX)?.into_iter().filter(|hit| hit.level < level);
            Ok(hits.map(|hit| Candidate::new(hit.id.0, hit.name, hit.path)).take(MOST as usize).collect())
        }
        Source::Below(grid) => {
            let nodes = query::grid::tree(ws, day)?.into_iter();
            let below = nodes.filter(|node| node.parent == Some(grid) && matches(text, &[&node.name]));
            Ok(below.map(|node| Candidate::new(node.id.0, node.name, node.kind.label())).collect())
        }
        Source::Duties(grid, role) => {
            let detail = query::grid::detail(ws, grid, day)?;
            let duties = detail.roles.into_iter().filter(|block| block.role == role).flat_map(|block| block.duties);
            let all = duties.map(|duty| Candidate::new(duty.duty.0, duty_name(&duty), duty.post));
            Ok(all.filter(|one| matches(text, &[&one.label, &one.hint])).collect())
        }
    }
}

fn post(line: query::posts::PostLine) -> Candidate {
    let holders: Vec<_> = line.holders.iter().map(|holder| holder.name.as_str()).collect();
    let who = if holders.is_empty() { "空缺".to_owned() } else { holders.join("、") };
    Candidate::new(line.id.0, format!("{}{}", line.unit_name, line.title), who)
}

/// The people behind a duty, or that there are none.
fn duty_name(duty: &query::grid::DutyLine) -> String {
    let names: Vec<_> = duty.people.iter().map(|person| person.name.as_str()).collect();
    if names.is_empty() { "空缺".to_owned() } else { names.join("、") }
}

/// Whether one of the names holds the text, its pinyin or its initials.
fn matches(text: &str, names: &[&str]) -> bool {
    text.is_empty() || search::key(names).contains(&search::fold(text))
}
