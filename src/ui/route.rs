//! Where one can be in the window.

use super::icon::Icon;
use crate::domain::id::{GridId, ObjectId, PatrolId, PersonId, PostId};

/// A place: a page, perhaps with the record it is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Grids(Option<GridId>),
    People(Option<PersonId>),
    Posts(Option<PostId>),
    Patrols(Option<PatrolId>),
    Assessment(Option<ObjectId>),
    Reports,
    History,
    Settings,
}

/// A page of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    Grids,
    People,
    Patrols,
    Assessment,
    Reports,
    History,
    Settings,
}

impl Page {
    pub const ALL: [Self; 7] =
        [Self::Grids, Self::People, Self::Patrols, Self::Assessment, Self::Reports, Self::History, Self::Settings];

    pub fn label(self) -> &'static str {
        match self {
            Self::Grids => "网格",
            Self::People => "责任人",
            Self::Patrols => "巡查",
            Self::Assessment => "考核",
            Self::Reports => "报表",
            Self::History => "操作历史",
            Self::Settings => "设置",
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Self::Grids => Icon::Grids,
            Self::People => Icon::People,
            Self::Patrols => Icon::Patrol,
            Self::Assessment => Icon::Assess,
            Self::Reports => Icon::Report,
            Self::History => Icon::History,
            Self::Settings => Icon::Settings,
        }
    }

    /// The page as a place, without a record.
    pub fn route(self) -> Route {
        match self {
            Self::Grids => Route::Grids(None),
            Self::People => Route::People(None),
            Self::Patrols => Route::Patrols(None),
            Self::Assessment => Route::Assessment(None),
            Self::Reports => Route::Reports,
            Self::History => Route::History,
            Self::Settings => Route::Settings,
        }
    }
}

impl Route {
    pub fn page(self) -> Page {
        match self {
            Self::Grids(_) => Page::Grids,
            Self::People(_) | Self::Posts(_) => Page::People,
            Self::Patrols(_) => Page::Patrols,
            Self::Assessment(_) => Page::Assessment,
            Self::Reports => Page::Reports,
            Self::History => Page::History,
            Self::Settings => Page::Settings,
        }
    }
}
