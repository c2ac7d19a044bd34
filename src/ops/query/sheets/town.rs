//! 附件3 as of a day: one town or street, or all of them from one reading of the day (R117-R122).

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{frame, or_vacant};
use crate::{
    domain::{
        annex::{Annex, Extent},
        annex_sheet::{TownSheet, TownSheetRow},
        grid::{GridKind, Level},
        id::{DutyId, GridId},
        plan::{self, Annex3, TownPosts},
        roster::Role,
        setting,
        sheet::{Holder, SheetFrame},
    },
    ops::{
        OpResult, Workspace,
        query::{
            roster::{DayRoster, Seat, once},
            settings,
        },
    },
    store::GridRow,
};

/// 附件3 of one town or street.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] when it does not exist that day, a fault of `grid` when it is no level-2 grid.
pub fn town_sheet(ws: &Workspace, town: GridId, as_of: NaiveDate) -> OpResult<TownSheet> {
    let roster = DayRoster::read(&ws.store, as_of)?;
    let of = Towns::new(ws, &roster)?;
    Ok(of.sheet(roster.of_level(town, Level::Town)?))
}

/// 附件3 of every town and street, in their order.
///
/// # Errors
/// Only those of the store.
pub fn town_sheets(ws: &Workspace, extent: Extent, as_of: NaiveDate) -> OpResult<Vec<TownSheet>> {
    let roster = DayRoster::read(&ws.store, as_of)?;
    let of = Towns::new(ws, &roster)?;
    Ok(roster.sheet_grids(Annex::Annex3, None, extent)?.into_iter().map(|town| of.sheet(town)).collect())
}

/// What all sheets of a day share.
struct Towns<'a> {
    roster: &'a DayRoster,
    frame: SheetFrame,
    form: &'static Annex3,
    scope: String,
}

impl<'a> Towns<'a> {
    fn new(ws: &Workspace, roster: &'a DayRoster) -> OpResult<Self> {
        let scope = settings::value(ws, "town_chief_scope")?;
        Ok(Self { roster, frame: frame(ws, roster.day)?, form: plan::annex3(), scope })
    }

    fn sheet(&self, town: &GridRow) -> TownSheet {
        let (roster, form) = (self.roster, self.form);
        let posts = form.posts(town.facts.kind == GridKind::Street);
        let held = |role: Role, post: &str| or_vacant(roster.holders(town.id, role), post);
        TownSheet {
            frame: self.frame.clone(),
            town: town.facts.name.clone(),
            chief: held(Role::ChiefSupervisor, &posts.chief),
            chief_scope: self.chief_scope(town),
            other_overseers: self.other_overseers(town),
            rows: self.rows(town, posts),
            coordinators: held(Role::Coordinator, &form.coordinator_post),
            chief_overseers: held(Role::ChiefOverseer, &form.chief_overseer_post),
        }
    }

    /// 包联网格 of 总监督人: the setting's words, or the villages under their own 包联, or all of them (G24, G53).
    fn chief_scope(&self, town: &GridRow) -> String {
        if self.scope == default_scope() {
            return if town.facts.kind == GridKind::Street { "全街道" } else { "全镇" }.to_owned();
        }
        if !self.scope.is_empty() {
            return self.scope.clone();
        }
        let charged = |village: &&GridRow| !self.roster.charging(town.id, Role::ChiefSupervisor, village.id).is_empty();
        let own: Vec<&GridRow> = self.roster.below(Some(town.id)).filter(charged).collect();
        if own.is_empty() { names(self.roster.below(Some(town.id))) } else { names(own) }
    }

    /// 副总监管人 whom no 副总监督人 has (R119). Nobody is missing there while the town has others.
    fn other_overseers(&self, town: &GridRow) -> Vec<Holder> {
        let deputies = self.roster.seats(town.id, Role::DeputySupervisor);
        let answering: HashSet<DutyId> =
            deputies.flat_map(|deputy| self.roster.answering(deputy, None)).map(|seat| seat.duty.id).collect();
        let mut all = self.roster.seats(town.id, Role::DeputyOverseer).peekable();
        if all.peek().is_none() {
            return or_vacant(Vec::new(), &self.form.other_overseer_post);
        }
        once(all.filter(|seat| !answering.contains(&seat.duty.id)).flat_map(Seat::holders))
    }

    /// One row for each 副总监督人, then one for the villages that none of them has under 包联.
    fn rows(&self, town: &GridRow, posts: &TownPosts) -> Vec<TownSheetRow> {
        let mut uncharged: Vec<&GridRow> = self.roster.below(Some(town.id)).collect();
        let mut rows = Vec::new();
        for deputy in self.roster.seats(town.id, Role::DeputySupervisor) {
            let of = |village: &&GridRow| {
                let charging = self.roster.charging(town.id, Role::DeputySupervisor, village.id);
                charging.iter().any(|(seat, _)| seat.duty.id == deputy.duty.id)
            };
            let charged: Vec<&GridRow> = self.roster.below(Some(town.id)).filter(of).collect();
            uncharged.retain(|village| charged.iter().all(|other| other.id != village.id));
            let answering = self.roster.answering(deputy, None).into_iter().flat_map(Seat::holders);
            rows.push(TownSheetRow {
                deputies: deputy.holders(),
                villages: names(charged),
                deputy_overseers: or_vacant(once(answering), &self.form.deputy_overseer_post),
            });
        }
        if rows.is_empty() || !uncharged.is_empty() {
            rows.push(TownSheetRow {
                deputies: or_vacant(Vec::new(), &posts.deputy),
                villages: names(uncharged),
                deputy_overseers: or_vacant(Vec::new(), &self.form.deputy_overseer_post),
            });
        }
        rows
    }
}

/// What the setting says while nobody changed it.
fn default_scope() -> &'static str {
    setting::known("town_chief_scope").map_or("", |setting| setting.default)
}

/// 「撖家塔村、色连村」.
fn names<'a>(grids: impl IntoIterator<Item = &'a GridRow>) -> String {
    grids.into_iter().map(|grid| grid.facts.name.as_str()).collect::<Vec<_>>().join("、")
}
