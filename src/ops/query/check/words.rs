//! Findings in words. Names are read only for what was found.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::FindingLine;
use crate::{
    domain::{
        check::{DutySpan, Finding, FindingKind, Severity, Snapshot},
        date::{Period, chinese},
        grid::Level,
        id::{DutyId, GridId, PersonId, PostId},
        roster::DutyHolder,
    },
    ops::{OpResult, query::mechanism::FilingYear},
    store::{GridRow, Store},
};

/// How many spans of days one sentence names.
const SPANS: usize = 3;

/// What findings are told with.
pub(super) struct Words<'a> {
    store: &'a Store,
    day: NaiveDate,
    grids: HashMap<GridId, &'a GridRow>,
    duties: HashMap<DutyId, &'a DutySpan>,
    posts: HashMap<PostId, (String, Option<GridId>)>,
    people: HashMap<PersonId, String>,
    filings: &'a FilingYear,
}

impl<'a> Words<'a> {
    pub fn new(store: &'a Store, grids: &[&'a GridRow], snapshot: &'a Snapshot, filings: &'a FilingYear) -> Self {
        Self {
            store,
            day: snapshot.day,
            grids: grids.iter().map(|row| (row.id, *row)).collect(),
            duties: snapshot.duties.iter().map(|duty| (duty.id, duty)).collect(),
            posts: HashMap::new(),
            people: HashMap::new(),
            filings,
        }
    }

    pub fn line(&mut self, finding: &Finding) -> OpResult<FindingLine> {
        let words = self.sentence(finding)?;
        let of_post = match (finding.grid, finding.post) {
            (None, Some(post)) => Some(self.post(post)?.clone()),
            _ => None,
        };
        let grid = finding.grid.or(of_post.as_ref().and_then(|(_, grid)| *grid));
        let steps = grid.map(|grid| self.steps(grid)).unwrap_or_default();
        let town = steps.iter().find(|row| row.level == Level::Town);
        let district =
            || self.grids.values().find(|row| row.level == Level::District).map(|row| row.facts.name.clone());
        let subject = match (of_post, grid) {
            (Some((post, _)), _) => post,
            (None, Some(grid)) => self.path(grid)?,
            (None, None) => String::new(),
        };
        Ok(FindingLine {
            kind: finding.kind,
            severity: finding.severity,
            town: town.map(|town| town.id),
            town_name: town.map(|town| town.facts.name.clone()).or_else(district).unwrap_or_default(),
            grid,
            subject,
            words,
            place: finding.place(),
        })
    }

    /// The grids from one up to the top, of those that exist on the day.
    fn steps(&self, grid: GridId) -> Vec<&'a GridRow> {
        let mut steps = Vec::new();
        let mut next = self.grids.get(&grid).copied();
        while let (Some(row), true) = (next, steps.len() < Level::ALL.len()) {
            steps.push(row);
            next = row.facts.parent.and_then(|parent| self.grids.get(&parent).copied());
        }
        steps
    }

    /// 「罕台镇/撖家塔村」; of the district its own name, of a grid that is gone the last name it had.
    fn path(&self, grid: GridId) -> OpResult<String> {
        let steps = self.steps(grid);
        let names: Vec<_> = steps.iter().rev().map(|row| (row.level, row.facts.name.as_str())).collect();
        Ok(match names.as_slice() {
            [] => self.store.grid_name(grid, self.day)?.unwrap_or_default(),
            [(Level::District, name)] => (*name).to_owned(),
            names => {
                let below = names.iter().filter(|(level, _)| *level != Level::District);
                below.map(|(_, name)| *name).collect::<Vec<_>>().join("/")
            }
        })
    }

    fn sentence(&mut self, finding: &Finding) -> OpResult<String> {
        let role = finding.role.map_or("", |role| role.label());
        let since = match finding.kind {
            FindingKind::RoleUnassigned | FindingKind::PostVacant | FindingKind::GroupNotPatrolled => {
                self.vacant_since(finding)?.map(|from| format!("，自{}起", chinese(from))).unwrap_or_default()
            }
            _ => String::new(),
        };
        Ok(match finding.kind {
            FindingKind::OutOfTree => "上一级网格当日不存在，没有归属".to_owned(),
            FindingKind::NothingBelow => "有耕地，但没有划分下一级网格（村民小组、片区）".to_owned(),
            FindingKind::RoleUnassigned => format!("{role}没有明确{since}"),
            FindingKind::PostVacant => {
                let post = self.post_name(finding.post)?;
                format!("{role}（{post}）空缺{since}")
            }
            FindingKind::DeputyMissing if finding.post.is_some() => {
                format!("包联的副总监督人（{}）空缺", self.post_name(finding.post)?)
            }
            FindingKind::DeputyMissing => match finding.severity {
                Severity::Missing => "没有副总监督人包联".to_owned(),
                Severity::Doubt => "没有副总监督人包联（未列入附件2）".to_owned(),
            },
            FindingKind::DeputyDoubled => {
                let names = self.names(&finding.people)?;
                format!("由{} 位副总监督人同时包联：{names}", finding.people.len())
            }
            FindingKind::DeputyUnanswered if finding.post.is_some() => {
                format!("对应的副总监管人（{}）空缺", self.post_name(finding.post)?)
            }
            FindingKind::DeputyUnanswered => {
                let deputies = self.holders(&finding.duties)?;
                format!("没有副总监管人就该网格对副总监督人（{deputies}）负责")
            }
            FindingKind::GroupNotOverseen => "没有监管人包联".to_owned(),
            FindingKind::GroupNotPatrolled => format!("没有网格员{since}"),
            FindingKind::BothSides => {
                let roles: Vec<_> = finding.duties.iter().filter_map(|duty| self.duties.get(duty)).collect();
                let roles = roles.iter().map(|duty| duty.role.label()).collect::<Vec<_>>().join("，又是");
                format!("{}既是{roles}", self.names(&finding.people)?)
            }
            FindingKind::Gap => format!("{role}在{}无人担任", spans(&finding.spans)),
            FindingKind::PostDoubled => {
                format!("{}在{}同时任职，该职务只设一人", self.names(&finding.people)?, spans(&finding.spans))
            }
            FindingKind::RoleDoubled => {
                let holders = self.holders(&finding.duties)?;
                format!("{holders}在{}同时为{role}，该职责只设一人", spans(&finding.spans))
            }
            FindingKind::DutyOutside => {
                let holders = self.holders(&finding.duties)?;
                format!("{holders}的{role}职责在{}超出了网格或职务的存续时间", spans(&finding.spans))
            }
            FindingKind::ChargeOutside => {
                let holders = self.holders(&finding.duties)?;
                format!("{holders}对该网格的包联在{}超出了职责或网格的存续时间", spans(&finding.spans))
            }
            FindingKind::PairingOutside => {
                let holders = self.holders(&finding.duties)?;
                format!("{holders}的对应关系在{}超出了职责的存续时间", spans(&finding.spans))
            }
            FindingKind::NotFiled => {
                let FilingYear { year, deadline, .. } = self.filings;
                format!(
                    "{year}年的网格划分没有报备，期限为{}（{}），已过{}天",
                    chinese(deadline.on),
                    deadline.source.label(),
                    deadline.days_late(self.day)
                )
            }
        })
    }

    /// Since when nobody has the role or the post; also where that began before the time looked at. `None`: never anybody.
    fn vacant_since(&self, finding: &Finding) -> OpResult<Option<NaiveDate>> {
        if let Some(span) = finding.spans.first() {
            return Ok(Some(span.from));
        }
        let day = self.day;
        let ends: Vec<Option<NaiveDate>> = match (finding.post, finding.grid, finding.role) {
            (Some(post), ..) => {
                self.store.incumbencies_of_post(post)?.into_iter().map(|term| term.period.until).collect()
            }
            (None, Some(grid), Some(role)) => {
                let duties = self.store.duty_history_of_grid(grid)?.into_iter();
                duties.filter(|row| row.duty.role == role).map(|row| row.duty.period.until).collect()
            }
            _ => Vec::new(),
        };
        Ok(ends.into_iter().flatten().filter(|end| *end <= day).max())
    }

    /// Who the duties belong to: posts by their names, persons by theirs.
    fn holders(&mut self, duties: &[DutyId]) -> OpResult<String> {
        let mut names: Vec<String> = Vec::new();
        for id in duties {
            let holder = match self.duties.get(id) {
                Some(duty) => Some(duty.holder),
                None => self.store.duty(*id)?.map(|row| row.duty.holder),
            };
            let name = match holder {
                Some(DutyHolder::Post(post)) => self.post(post)?.0.clone(),
                Some(DutyHolder::Person(person)) => self.names(&[person])?,
                None => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names.join("、"))
    }

    fn names(&mut self, people: &[PersonId]) -> OpResult<String> {
        for person in people {
            if !self.people.contains_key(person) {
                let name = self.store.person(*person)?.map(|row| row.name).unwrap_or_default();
                self.people.insert(*person, name);
            }
        }
        let names = people.iter().filter_map(|person| self.people.get(person));
        Ok(names.map(String::as_str).collect::<Vec<_>>().join("、"))
    }

    fn post_name(&mut self, post: Option<PostId>) -> OpResult<String> {
        post.map_or(Ok(String::new()), |post| Ok(self.post(post)?.0.clone()))
    }

    /// 「铜川镇人民政府镇长」 and the grid that its unit governs.
    fn post(&mut self, post: PostId) -> OpResult<&(String, Option<GridId>)> {
        if !self.posts.contains_key(&post) {
            let row = self.store.post_at(post, self.day)?;
            let unit = row.as_ref().map_or(Ok(None), |row| self.store.unit(row.unit))?;
            let name = row.map(|row| row.unit_name + &row.title).unwrap_or_default();
            self.posts.insert(post, (name, unit.and_then(|unit| unit.grid)));
        }
        Ok(&self.posts[&post])
    }
}

/// 「2024年6月1日至2024年6月9日（9天）」, the first few of them.
fn spans(spans: &[Period]) -> String {
    let one = |span: &Period| match span.until {
        Some(until) => format!("{}（{}天）", span.chinese(), (until - span.from).num_days()),
        None => span.chinese(),
    };
    let mut words: Vec<String> = spans.iter().take(SPANS).map(one).collect();
    if spans.len() > SPANS {
        words.push(format!("等{}段时间", spans.len()));
    }
    words.join("、")
}
