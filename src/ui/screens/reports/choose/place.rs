//! The grid a sheet is of: any level the sheet allows, or none for the whole district.

use chrono::NaiveDate;
use egui::Ui;

use super::{FIELD, labelled};
use crate::{
    domain::{grid::Level, id::GridId},
    ops::{
        OpResult,
        query::{
            PAGE_MAX,
            grid::{self as query, GridHit},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        widgets::{
            form::Slot,
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

#[derive(Default)]
pub struct PlaceChoice {
    chosen: Option<GridHit>,
    candidate: Option<Candidate>,
    pick: PickState,
    hits: Loaded<(String, NaiveDate), OpResult<Vec<GridHit>>>,
    /// Asked for by another page; its name is still being read.
    wanted: Option<GridId>,
    named: Loaded<(GridId, NaiveDate), OpResult<Option<GridHit>>>,
}

impl PlaceChoice {
    pub fn invalidate(&mut self) {
        self.hits.invalidate();
        self.named.invalidate();
    }

    /// Takes over the grid that another page asked for; none is the whole district.
    pub fn want(&mut self, grid: Option<GridId>) {
        (self.chosen, self.candidate, self.pick, self.wanted) = (None, None, PickState::default(), grid);
    }

    /// The grid with its level, if it is of one of `levels`.
    ///
    /// # Errors
    /// What to say while its name is still being read.
    pub fn among(&self, levels: &[Level]) -> Result<Option<(GridId, Level)>, &'static str> {
        match (&self.chosen, self.wanted) {
            (None, Some(_)) => Err("正在载入…"),
            (chosen, _) => {
                let chosen = chosen.as_ref().filter(|hit| levels.contains(&hit.level));
                Ok(chosen.map(|hit| (hit.id, hit.level)))
            }
        }
    }

    /// The field; only grids of `levels` are offered.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, label: &str, levels: &'static [Level], hint: &str) {
        self.receive(cx);
        let key = self.pick.query().map(|text| (text.to_owned(), cx.as_of));
        let offered = key.and_then(|key| {
            cx.load(&mut self.hits, key.clone(), |ws, (text, day)| query::search(ws, &text, day, PAGE_MAX));
            // What was found for other words must not be picked for these.
            let fits = self.hits.shown_key() == Some(&key);
            let found = self.hits.shown().filter(|_| fits)?.as_ref().ok()?;
            let allowed = found.iter().filter(|hit| levels.contains(&hit.level));
            Some(allowed.map(candidate).collect::<Vec<_>>())
        });
        if self.candidate.is_some() && self.among(levels) == Ok(None) {
            self.want(None);
        }
        let pick = SearchPick::new(offered.as_deref()).hint(hint);
        let slot = Slot::alone("sheet_place", "报表网格", FIELD);
        let shown = labelled(ui, label, |ui| pick.show(ui, &slot, &mut self.pick, &mut self.candidate));
        if shown.response.changed() {
            let known = self.hits.shown().and_then(|found| found.as_ref().ok());
            let id = self.candidate.as_ref().map(|one| GridId(one.id));
            self.chosen = known.and_then(|found| found.iter().find(|hit| Some(hit.id) == id)).cloned();
        }
    }

    fn receive(&mut self, cx: &mut Cx<'_>) {
        let Some(wanted) = self.wanted else { return };
        let read = cx.load(&mut self.named, (wanted, cx.as_of), |ws, (grid, day)| query::by_id(ws, grid, day));
        let Some(read) = read else { return };
        self.chosen = read.as_ref().ok().cloned().flatten().filter(|hit| hit.id == wanted);
        self.candidate = self.chosen.as_ref().map(candidate);
        self.wanted = None;
    }
}

fn candidate(hit: &GridHit) -> Candidate {
    Candidate::new(hit.id.0, hit.name.as_str(), hit.path.as_str())
}
