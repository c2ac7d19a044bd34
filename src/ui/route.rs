//! Where one can be in the window.

use super::icon::Icon;
use crate::domain::id::{GridId, ObjectId, PatrolId, PersonId, PostId};

/// A place: a page, perhaps with the record it is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Grids(Option<GridId>),
    /// 网格导图, of one grid or of the whole district.
    Diagram(Option<GridId>),
    /// 包联 as a matrix, of one grid or of the whole district.
    Charges(Option<GridId>),
    /// 体系检查.
    Check,
    /// 责任追溯: who answered for a place on a day.
    Answers(Option<GridId>),
    People(Option<PersonId>),
    Posts(Option<PostId>),
    /// 换届: many changes at once.
    Renewal,
    Patrols(Option<PatrolId>),
    /// 机制台账.
    Mechanisms,
    Assessment(Option<ObjectId>),
    Reports,
    /// 数据交换.
    Exchange,
    History,
    Settings,
}

/// A page of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    Grids,
    People,
    Patrols,
    Mechanisms,
    Assessment,
    Reports,
    Exchange,
    History,
    Settings,
}

impl Page {
    pub const ALL: [Self; 9] = [
        Self::Grids,
        Self::People,
        Self::Patrols,
        Self::Mechanisms,
        Self::Assessment,
        Self::Reports,
        Self::Exchange,
        Self::History,
        Self::Settings,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Grids => "网格",
            Self::People => "责任人",
            Self::Patrols => "巡查",
            Self::Mechanisms => "机制台账",
            Self::Assessment => "考核",
            Self::Reports => "报表",
            Self::Exchange => "数据交换",
            Self::History => "操作历史",
            Self::Settings => "设置",
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Self::Grids => Icon::Grids,
            Self::People => Icon::People,
            Self::Patrols => Icon::Patrol,
            Self::Mechanisms => Icon::Mechanism,
            Self::Assessment => Icon::Assess,
            Self::Reports => Icon::Report,
            Self::Exchange => Icon::Exchange,
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
            Self::Mechanisms => Route::Mechanisms,
            Self::Assessment => Route::Assessment(None),
            Self::Reports => Route::Reports,
            Self::Exchange => Route::Exchange,
            Self::History => Route::History,
            Self::Settings => Route::Settings,
        }
    }
}

impl Route {
    pub fn page(self) -> Page {
        match self {
            Self::Grids(_) | Self::Diagram(_) | Self::Charges(_) | Self::Check | Self::Answers(_) => Page::Grids,
            Self::People(_) | Self::Posts(_) | Self::Renewal => Page::People,
            Self::Patrols(_) => Page::Patrols,
            Self::Mechanisms => Page::Mechanisms,
            Self::Assessment(_) => Page::Assessment,
            Self::Reports => Page::Reports,
            Self::Exchange => Page::Exchange,
            Self::History => Page::History,
            Self::Settings => Page::Settings,
        }
    }
}
