//! Which picture: of what, on which paper, with what on it.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        diagram::{DiagramPaper, DiagramRequest, DiagramScope},
        grid::Level,
        id::GridId,
    },
    ops::{
        OpResult,
        query::{
            diagram::subject,
            grid::{GridHit, search},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        widgets::{
            check::check,
            choice::segments,
            form::Slot,
            page::filter_bar,
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

/// How many grids are offered while one is typed.
const HITS: u32 = 12;
const FIELD: f32 = 210.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scope {
    #[default]
    Overview,
    Grid,
    Set,
}

impl Scope {
    const ALL: [Self; 3] = [Self::Overview, Self::Grid, Self::Set];

    fn label(self) -> &'static str {
        match self {
            Self::Overview => "全区总图",
            Self::Grid => "单个网格",
            Self::Set => "各级全套",
        }
    }
}

#[derive(Default)]
pub struct Chooser {
    scope: Scope,
    options: DiagramRequest,
    /// The grid of a single picture; none yet means the district.
    grid: Option<Candidate>,
    pick: PickState,
    hits: Loaded<(String, NaiveDate), OpResult<Vec<GridHit>>>,
    /// A grid that another page asks for, until its name is known.
    wanted: Option<Option<GridId>>,
    named: Loaded<(Option<GridId>, NaiveDate), OpResult<Option<GridHit>>>,
}

impl Chooser {
    /// Shows this grid; of the district the whole.
    pub fn open(&mut self, grid: GridId) {
        self.wanted = Some(Some(grid));
        self.named.invalidate();
    }

    pub fn invalidate(&mut self) {
        self.hits.invalidate();
    }

    /// The grid that is shown on its own.
    pub fn grid(&self) -> Option<GridId> {
        (self.scope == Scope::Grid).then_some(self.grid.as_ref()).flatten().map(|grid| GridId(grid.id))
    }

    /// Draws the choices; answers what is to be shown, nothing while no grid is chosen or known.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<DiagramRequest> {
        self.receive(cx);
        filter_bar(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let before = self.scope;
            segments(ui, &mut self.scope, &Scope::ALL, |scope| scope.label());
            if self.scope == Scope::Grid {
                if before != Scope::Grid && self.grid.is_none() {
                    self.wanted = Some(None);
                    self.named.invalidate();
                }
                self.pick(ui, cx);
            }
            ui.add_space(8.0);
            segments(ui, &mut self.options.paper, &DiagramPaper::ALL, |paper| paper.label());
            segments(ui, &mut self.options.upright, &[false, true], |upright| if *upright { "纵向" } else { "横向" });
            ui.add_space(8.0);
            if self.scope != Scope::Overview {
                check(ui, &mut self.options.members, "网格员");
            }
            check(ui, &mut self.options.phones, "办公电话");
            check(ui, &mut self.options.listed_only, "仅附件2所列");
        });
        let scope = match self.scope {
            Scope::Overview => DiagramScope::Overview,
            Scope::Set => DiagramScope::Set,
            Scope::Grid => DiagramScope::Grid(self.grid()?),
        };
        (self.wanted.is_none()).then_some(DiagramRequest { scope, ..self.options })
    }

    /// Takes in the name of a grid that was asked for.
    fn receive(&mut self, cx: &mut Cx<'_>) {
        let Some(wanted) = self.wanted else { return };
        let key = (wanted, cx.as_of);
        let read = cx.load(&mut self.named, key, |ws, (grid, day)| subject(ws, grid, day)).cloned_hit();
        if self.named.shown_key() != Some(&key) {
            return;
        }
        self.wanted = None;
        let Some(hit) = read else { return };
        // From another page the district means the whole of it.
        self.scope = if hit.level == Level::District && wanted.is_some() { Scope::Overview } else { Scope::Grid };
        self.grid = Some(Candidate::new(hit.id.0, hit.name, hit.path));
    }

    fn pick(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let day = cx.as_of;
        let hits = self.pick.query().map(str::to_owned).and_then(|text| {
            let read = cx.load(&mut self.hits, (text, day), |ws, (text, day)| search(ws, &text, day, HITS));
            read.and_then(|read| read.as_ref().ok()).map(|hits| hits.iter().map(candidate).collect::<Vec<_>>())
        });
        let before = self.grid.clone();
        let slot = Slot::alone("diagram_grid", "导图网格", FIELD);
        let pick = SearchPick::new(hits.as_deref()).hint("区、镇、街道、村、社区");
        pick.show(ui, &slot, &mut self.pick, &mut self.grid);
        // An emptied field keeps the picture until another grid is picked.
        if self.grid.is_none() && self.pick.query().is_none() {
            self.grid = before;
        }
    }
}

fn candidate(hit: &GridHit) -> Candidate {
    Candidate::new(hit.id.0, hit.name.as_str(), hit.path.as_str())
}

/// What a reading found, if it found anything.
trait Found {
    fn cloned_hit(self) -> Option<GridHit>;
}

impl Found for Option<&OpResult<Option<GridHit>>> {
    fn cloned_hit(self) -> Option<GridHit> {
        self.and_then(|read| read.as_ref().ok()).and_then(Clone::clone)
    }
}
