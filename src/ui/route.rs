//! Where one can be in the window.

use super::icon::Icon;
use crate::{
    domain::{
        id::{ClueBatchId, GridId, ObjectId, PatrolId, PersonId, PostId, ProblemId, TipId},
        month::Month,
        tip::TipState,
    },
    ops::query::{clue::ClueAsk, completion::CompletionAsk, patrol::PatrolAsk, problem::ProblemAsk},
};

/// A place: a page, perhaps with the record it is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// 工作台.
    Workbench,
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
    /// The posts that nobody holds.
    VacantPosts,
    /// 换届: many changes at once.
    Renewal,
    Patrols(Option<PatrolId>),
    /// 巡查台账 with a filter already set.
    PatrolsWhere(PatrolAsk),
    /// 整月录入: paper logs of a month, line by line.
    Logbook,
    /// 应巡实巡, with the rules of 巡田制度.
    Completion,
    /// 应巡实巡 of a time and a grid.
    CompletionWhere(CompletionAsk),
    /// 外业导入: photos, tracks, points and spreadsheets from the field.
    FieldData,
    /// 月报 of the 网格员 and 听取汇报.
    Monthly,
    /// 月报 of a month that were not handed in, below a grid or everywhere.
    MonthlyMissing(Option<GridId>, Month),
    /// 核对提示: what a person should look at.
    Hints,
    Problems(Option<ProblemId>),
    /// 问题台账 with a filter already set.
    ProblemsWhere(ProblemAsk),
    /// 立为问题: the form of a problem with what a patrol says.
    RaiseProblem(PatrolId),
    /// 登记为问题: the form of a problem with what a tip says.
    RaiseFromTip(TipId),
    /// 群众举报.
    Tips(Option<TipId>),
    /// 群众举报 that wait for something.
    TipsIn(TipState),
    /// 图斑.
    Clues(Option<ClueBatchId>),
    /// Part of a batch of 图斑.
    CluesWhere(ClueAsk),
    /// 机制台账.
    Mechanisms,
    /// 网格划分报备 that are missing.
    FilingsMissing,
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
    Workbench,
    Grids,
    People,
    Patrols,
    Problems,
    Mechanisms,
    Assessment,
    Reports,
    Exchange,
    History,
    Settings,
}

impl Page {
    pub const ALL: [Self; 11] = [
        Self::Workbench,
        Self::Grids,
        Self::People,
        Self::Patrols,
        Self::Problems,
        Self::Mechanisms,
        Self::Assessment,
        Self::Reports,
        Self::Exchange,
        Self::History,
        Self::Settings,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Workbench => "工作台",
            Self::Grids => "网格",
            Self::People => "责任人",
            Self::Patrols => "巡查",
            Self::Problems => "问题",
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
            Self::Workbench => Icon::Desk,
            Self::Grids => Icon::Grids,
            Self::People => Icon::People,
            Self::Patrols => Icon::Patrol,
            Self::Problems => Icon::Problem,
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
            Self::Workbench => Route::Workbench,
            Self::Grids => Route::Grids(None),
            Self::People => Route::People(None),
            Self::Patrols => Route::Patrols(None),
            Self::Problems => Route::Problems(None),
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
            Self::Workbench => Page::Workbench,
            Self::Grids(_) | Self::Diagram(_) | Self::Charges(_) | Self::Check | Self::Answers(_) => Page::Grids,
            Self::People(_) | Self::Posts(_) | Self::VacantPosts | Self::Renewal => Page::People,
            Self::Patrols(_)
            | Self::PatrolsWhere(_)
            | Self::Logbook
            | Self::Completion
            | Self::CompletionWhere(_)
            | Self::FieldData
            | Self::Monthly
            | Self::MonthlyMissing(..)
            | Self::Hints => Page::Patrols,
            Self::Problems(_)
            | Self::ProblemsWhere(_)
            | Self::RaiseProblem(_)
            | Self::RaiseFromTip(_)
            | Self::Tips(_)
            | Self::TipsIn(_)
            | Self::Clues(_)
            | Self::CluesWhere(_) => Page::Problems,
            Self::Mechanisms | Self::FilingsMissing => Page::Mechanisms,
            Self::Assessment(_) => Page::Assessment,
            Self::Reports => Page::Reports,
            Self::Exchange => Page::Exchange,
            Self::History => Page::History,
            Self::Settings => Page::Settings,
        }
    }
}
