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
