//! The hand that writes the sample: the running operation, the source of chance, and the people made so far.

use chrono::NaiveDate;

use super::names::{Names, phone};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{ChargeId, DutyId, GridId, PairingId, PersonId, ProblemId, UnitId},
        random::Random,
        roster::{Duty, DutyHolder, Role, UnitKind},
    },
    ops::{
        OpFault, OpResult, StoredFile, Tx, files, problem,
        reform::{self, Reform},
    },
    store::{ChargeRow, GridRow, PairingRow, PersonRow, Store, UnitRow},
};

/// First number of the office phones, away from the personal ones.
const OFFICE_PHONES: u32 = 80_000_000;

pub struct Writer<'t, 'a> {
    pub store: &'a Store,
    /// The last day anything may happen on.
    pub today: NaiveDate,
    pub seed: u64,
    pub random: Random,
    tx: &'t mut Tx<'a>,
    names: Names,
    pub people: u32,
}

impl<'t, 'a> Writer<'t, 'a> {
    pub fn new(tx: &'t mut Tx<'a>, seed: u64, today: NaiveDate, names: Names) -> Self {
        Self { store: tx.store, today, seed, random: Random::new(seed), tx, names, people: 0 }
    }

    pub fn id(&mut self) -> i64 {
        self.tx.id()
    }

    /// A reform as a person would enter it; what it warns of is meant here.
    pub fn reform(&mut self, args: Reform) -> OpResult<()> {
        let warned = self.tx.warnings.len();
        reform::reform(self.tx, args)?;
        self.tx.warnings.truncate(warned);
        Ok(())
    }

    /// Keeps content that comes with the program as a file of the workspace.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> OpResult<StoredFile> {
        files::keep_bytes(self.tx.files.as_deref(), name, bytes)
    }

    /// A problem as a person would enter it.
    pub fn problem(&mut self, args: problem::AddProblem) -> OpResult<ProblemId> {
        let (made, warned) = (self.tx.made.len(), self.tx.warnings.len());
        problem::add(self.tx, args)?;
        self.tx.warnings.truncate(warned);
        let id = self.tx.made.get(made).copied();
        self.tx.made.truncate(made);
        id.map(ProblemId).ok_or(OpFault::Unexpected)
    }

    /// The grid of level 1.
    pub fn district(&self) -> OpResult<GridRow> {
        let grids = self.store.grids_at(super::since())?;
        grids.into_iter().find(|grid| grid.level == Level::District).ok_or_else(|| OpFault::not_found("网格", "东胜区"))
    }

    /// The unit that is meant, or a new one where the shipped list has none.
    pub fn unit(
        &mut self,
        kind: UnitKind,
        name: &str,
        grid: Option<GridId>,
        is_it: impl Fn(&UnitRow) -> bool,
    ) -> OpResult<UnitId> {
        let known = self.store.units()?.into_iter().find(|unit| unit.kind == kind && is_it(unit));
        if let Some(known) = known {
            return Ok(known.id);
        }
        let unit = UnitRow {
            id: UnitId(self.id()),
            kind,
            name: name.to_owned(),
            full_name: String::new(),
            aliases: Vec::new(),
            grid,
            assessed_by_default: false,
        };
        self.store.add_unit(&unit)?;
        Ok(unit.id)
    }

    /// A person with an office phone.
    pub fn official(&mut self, name: Option<&str>) -> OpResult<PersonId> {
        self.person(name, true)
    }

    /// A person of a village, without one.
    pub fn villager(&mut self) -> OpResult<PersonId> {
        self.person(None, false)
    }

    fn person(&mut self, name: Option<&str>, office: bool) -> OpResult<PersonId> {
        let name = name.map_or_else(|| self.names.fresh(&mut self.random), str::to_owned);
        self.people += 1;
        let office_phone = if office { phone(OFFICE_PHONES + self.people) } else { String::new() };
        let id = PersonId(self.id());
        let note = "虚构人员".to_owned();
        self.store.add_person(&PersonRow { id, name, phone: phone(self.people), office_phone, note })?;
        Ok(id)
    }

    pub fn duty(
        &mut self,
        grid: GridId,
        role: Role,
        holder: DutyHolder,
        title: &str,
        period: Period,
    ) -> OpResult<DutyId> {
        let id = DutyId(self.id());
        let (title, document) = (title.to_owned(), String::new());
        self.store.add_duty(&Duty { id, grid, role, holder, period, document, title })?;
        Ok(id)
    }

    pub fn charge(&mut self, duty: DutyId, grid: GridId, period: Period) -> OpResult<()> {
        let id = ChargeId(self.id());
        Ok(self.store.add_charge(&ChargeRow { id, duty, grid, period, document: String::new() })?)
    }

    pub fn pairing(
        &mut self,
        overseer: DutyId,
        supervisor: DutyId,
        grid: Option<GridId>,
        period: Period,
    ) -> OpResult<()> {
        let id = PairingId(self.id());
        Ok(self.store.add_pairing(&PairingRow { id, overseer, supervisor, grid, period })?)
    }
}
