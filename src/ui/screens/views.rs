//! The views of a page that has several: a strip of words under its head, each a place of its own.

use egui::Ui;

use crate::{
    domain::id::GridId,
    ui::{cx::Cx, route::Route, widgets::choice::segments},
};

/// The views of 网格.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridView {
    List,
    Diagram,
    Charges,
    Check,
    Answers,
}

impl GridView {
    const ALL: [Self; 5] = [Self::List, Self::Diagram, Self::Charges, Self::Check, Self::Answers];

    fn label(self) -> &'static str {
        match self {
            Self::List => "网格列表",
            Self::Diagram => "网格导图",
            Self::Charges => "包联",
            Self::Check => "体系检查",
            Self::Answers => "责任追溯",
        }
    }

    fn route(self, grid: Option<GridId>) -> Route {
        match self {
            Self::List => Route::Grids(grid),
            Self::Diagram => Route::Diagram(grid),
            Self::Charges => Route::Charges(grid),
            Self::Check => Route::Check,
            Self::Answers => Route::Answers(grid),
        }
    }
}

/// The strip of 网格; `grid` goes along to a view that shows one.
pub fn grid_views(ui: &mut Ui, cx: &mut Cx<'_>, here: GridView, grid: Option<GridId>) {
    let mut chosen = here;
    segments(ui, &mut chosen, &GridView::ALL, |view| view.label());
    if chosen != here {
        cx.go(chosen.route(grid));
    }
}

/// The views of 责任人.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleView {
    #[default]
    Persons,
    Posts,
    Renewal,
}

impl PeopleView {
    const ALL: [Self; 3] = [Self::Persons, Self::Posts, Self::Renewal];

    fn label(self) -> &'static str {
        match self {
            Self::Persons => "人员",
            Self::Posts => "职务",
            Self::Renewal => "换届",
        }
    }

    fn route(self) -> Route {
        match self {
            Self::Persons => Route::People(None),
            Self::Posts => Route::Posts(None),
            Self::Renewal => Route::Renewal,
        }
    }
}

/// The strip of 责任人.
pub fn people_views(ui: &mut Ui, cx: &mut Cx<'_>, here: PeopleView) {
    let mut chosen = here;
    segments(ui, &mut chosen, &PeopleView::ALL, |view| view.label());
    if chosen != here {
        cx.go(chosen.route());
    }
}

/// The views of 巡查.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatrolView {
    Ledger,
    Logbook,
    Completion,
    FieldData,
    Monthly,
    Hints,
}

impl PatrolView {
    const ALL: [Self; 6] = [Self::Ledger, Self::Logbook, Self::Completion, Self::FieldData, Self::Monthly, Self::Hints];

    fn label(self) -> &'static str {
        match self {
            Self::Ledger => "巡查台账",
            Self::Logbook => "整月录入",
            Self::Completion => "应巡实巡",
            Self::FieldData => "外业导入",
            Self::Monthly => "月报",
            Self::Hints => "核对提示",
        }
    }

    fn route(self) -> Route {
        match self {
            Self::Ledger => Route::Patrols(None),
            Self::Logbook => Route::Logbook,
            Self::Completion => Route::Completion,
            Self::FieldData => Route::FieldData,
            Self::Monthly => Route::Monthly,
            Self::Hints => Route::Hints,
        }
    }
}

/// The strip of 巡查.
pub fn patrol_views(ui: &mut Ui, cx: &mut Cx<'_>, here: PatrolView) {
    let mut chosen = here;
    segments(ui, &mut chosen, &PatrolView::ALL, |view| view.label());
    if chosen != here {
        cx.go(chosen.route());
    }
}

/// The views of 问题.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemView {
    Problems,
    Tips,
    Clues,
}

impl ProblemView {
    const ALL: [Self; 3] = [Self::Problems, Self::Tips, Self::Clues];

    fn label(self) -> &'static str {
        match self {
            Self::Problems => "问题台账",
            Self::Tips => "群众举报",
            Self::Clues => "图斑",
        }
    }

    fn route(self) -> Route {
        match self {
            Self::Problems => Route::Problems(None),
            Self::Tips => Route::Tips(None),
            Self::Clues => Route::Clues(None),
        }
    }
}

/// The strip of 问题.
pub fn problem_views(ui: &mut Ui, cx: &mut Cx<'_>, here: ProblemView) {
    let mut chosen = here;
    segments(ui, &mut chosen, &ProblemView::ALL, |view| view.label());
    if chosen != here {
        cx.go(chosen.route());
    }
}
