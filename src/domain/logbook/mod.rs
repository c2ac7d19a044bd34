//! 整月录入: a month of one village's paper logs, one line a patrol, written with short codes (practice.md idea 10).

pub mod book;
mod codes;
pub mod lines;
mod read;

use serde::{Deserialize, Serialize};

pub use book::{Book, Group, Known, Walker};
pub use codes::{Choice, WEATHERS, choices, finding_codes};
pub use read::{CellFault, Reading, names_to_look_up, read, says_nothing, settled, times};

/// How many lines are saved at once: ten times a busy village's month.
pub const LINES_MAX: usize = 2_000;

/// A column of the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    #[default]
    Day,
    Time,
    Kind,
    Group,
    People,
    Way,
    Found,
    Action,
    Weather,
    Note,
}

impl Column {
    pub const ALL: [Self; 10] = [
        Self::Day,
        Self::Time,
        Self::Kind,
        Self::Group,
        Self::People,
        Self::Way,
        Self::Found,
        Self::Action,
        Self::Weather,
        Self::Note,
    ];

    /// What is the same from line to line is taken over from the line above.
    pub const REPEATED: [Self; 4] = [Self::Kind, Self::Group, Self::People, Self::Way];

    pub fn label(self) -> &'static str {
        match self {
            Self::Day => "日",
            Self::Time => "时间",
            Self::Kind => "类型",
            Self::Group => "片区（小组）",
            Self::People => "巡查人",
            Self::Way => "方式",
            Self::Found => "发现情况",
            Self::Action => "处置情况",
            Self::Weather => "天气",
            Self::Note => "备注",
        }
    }

    /// What to write in it, for the empty cell and the help.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Day => "日期，5 即本月 5 日",
            Self::Time => "可以不填，例如 930-1100",
            Self::Kind => "代号 1-6 或拼音首字母",
            Self::Group => "小组代号或拼音首字母，0 为不分小组",
            Self::People => "代号或拼音首字母，几个人用逗号或空格隔开",
            Self::Way => "代号 1-5 或写明",
            Self::Found => "空或 0 为未发现问题，代号后可接文字，例如 4 村东河滩",
            Self::Action => "发现问题时写明处置",
            Self::Weather => "代号或写明，可以不填",
            Self::Note => "可以不填",
        }
    }

    /// The column in which a fault of the command's field is shown.
    pub fn of_field(field: &str) -> Self {
        match field {
            "start" | "end" => Self::Time,
            "kind" => Self::Kind,
            "group" => Self::Group,
            "patrollers" | "line" => Self::People,
            "way" => Self::Way,
            "found" | "finding" => Self::Found,
            "action" => Self::Action,
            "weather" => Self::Weather,
            "note" => Self::Note,
            _ => Self::Day,
        }
    }

    /// The column some places to the right; nothing beyond the last.
    pub fn after(self, steps: usize) -> Option<Self> {
        Self::ALL.get(self as usize + steps).copied()
    }

    pub fn before(self) -> Option<Self> {
        (self as usize).checked_sub(1).map(|place| Self::ALL[place])
    }
}

/// One line as it was filled in: words, no codes, so that it means the same whatever becomes of the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    cells: [String; 10],
    /// Something was written in it; what was only taken over from the line above is no patrol yet.
    pub touched: bool,
    /// The group was written and not taken over: it does not follow the patrollers any more.
    #[serde(default)]
    pub own_group: bool,
}

impl Line {
    pub fn text(&self, column: Column) -> &str {
        &self.cells[column as usize]
    }

    /// Writes a cell as a person does.
    pub fn put(&mut self, column: Column, text: impl Into<String>) {
        let text = text.into();
        if self.cells[column as usize] == text {
            return;
        }
        self.touched = true;
        self.own_group |= column == Column::Group && !text.is_empty();
        self.cells[column as usize] = text;
    }

    /// Fills a cell without making a patrol of the line.
    pub(super) fn fill(&mut self, column: Column, text: &str) {
        self.cells[column as usize] = text.to_owned();
    }

    /// Whether nothing stands in it that was not taken over.
    pub fn is_blank(&self) -> bool {
        !self.touched || self.cells.iter().all(String::is_empty)
    }
}
