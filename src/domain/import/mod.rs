//! What can be brought in by spreadsheet: the kinds, their columns, and what became of each row.
//!
//! One list of fields feeds the template, the mapping of columns, the dry run and the help.

pub mod clean;
mod clue_fields;
mod fields;
mod mapping;

pub use mapping::Mapping;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{desk::Right, fault::Fault};

/// A kind of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    Grids,
    Groups,
    Units,
    People,
    Posts,
    /// 任免, and with a grid and a role 接替 at level 3 and of 网格员: a whole 换届 in one file.
    Incumbencies,
    Duties,
    Charges,
    /// 巡查台账, as it is exported and as other offices keep it.
    Patrols,
    /// 卫星图斑 of a batch: taken by a command of their own, from spreadsheets, GeoJSON and shapefiles.
    Clues,
    /// 核查结果 of 图斑, as a town returns them.
    ClueAnswers,
}

/// A column that a kind of rows can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The stable English name: in commands, in `--map`, in faults.
    pub id: &'static str,
    /// The heading in templates, and what people read.
    pub label: &'static str,
    /// How the heading is written elsewhere.
    pub spellings: &'static [&'static str],
    pub required: bool,
    pub what: What,
    pub example: &'static str,
    /// What to write, in a sentence; empty where label and example say it.
    pub help: &'static str,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Text,
    /// A person: blanks inside a Chinese name do not count.
    Name,
    /// A number or code that must not lose its zeros: 区划代码, 电话.
    Code,
    Date,
    /// A grid by code, name, alias or path; several in one cell where `many`.
    Grid {
        many: bool,
    },
    Unit,
    /// 是 or 否.
    YesNo,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// One row as it is brought in: what stands in it, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The sheet it stands in; empty where there is only one.
    #[serde(default)]
    pub sheet: String,
    /// Its row in the file, as the spreadsheet program counts.
    #[serde(default)]
    pub line: u32,
    pub values: BTreeMap<String, String>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    New,
    Changed,
    /// Everything in it was known already.
    Same,
    Refused,
}

/// One row with its fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sheet it stood in; empty where there is only one.
    pub sheet: String,
    /// Its row in the file, as the spreadsheet program counts.
    pub line: u32,
    /// What it is about, in a few words: the name in it.
    pub name: String,
    pub fate: Fate,
    /// What was done, or that nothing had to be.
    pub said: String,
    /// Why it was refused; each names a field of the kind.
    pub faults: Vec<Fault>,
    /// What a person should look at though the row was taken.
    pub notes: Vec<String>,
}

/// Which rows are kept when some are wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// None unless all are right.
    #[default]
    AllOrNothing,
    GoodOnly,
}

/// How many rows one file may bring: ten years of a district, with room.
pub const ROWS_MAX: usize = 100_000;

impl ImportKind {
    /// What bringing it in needs: patrols are brought by whoever may enter them, everything else is for the district.
    pub fn right(self) -> Right {
        if self == Self::Patrols { Right::Record } else { Right::Manage }
    }

    pub const ALL: [Self; 9] = [
        Self::Incumbencies,
        Self::People,
        Self::Posts,
        Self::Duties,
        Self::Charges,
        Self::Grids,
        Self::Groups,
        Self::Units,
        Self::Patrols,
    ];

    /// The stable name, as in commands and on the command line.
    pub fn identifier(self) -> &'static str {
        match self {
            Self::Grids => "grids",
            Self::Groups => "groups",
            Self::Units => "units",
            Self::People => "people",
            Self::Posts => "posts",
            Self::Incumbencies => "incumbencies",
            Self::Duties => "duties",
            Self::Charges => "charges",
            Self::Patrols => "patrols",
            Self::Clues => "clues",
            Self::ClueAnswers => "clue_answers",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Grids => "网格",
            Self::Groups => "村民小组",
            Self::Units => "单位",
            Self::People => "人员",
            Self::Posts => "职务",
            Self::Incumbencies => "任免",
            Self::Duties => "网格职责",
            Self::Charges => "包联",
            Self::Patrols => "巡查",
            Self::Clues => "图斑",
            Self::ClueAnswers => "图斑核查结果",
        }
    }

    /// What such a file does, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Grids => "新设镇（街道）、村（社区）网格，更正名称以外的资料",
            Self::Groups => "新设村民小组、片区，更正代码、别名和有无耕地",
            Self::Units => "新增单位，补充全称、别名和管辖网格",
            Self::People => "新增人员，更新电话和备注；同名时按编号、电话或单位区分",
            Self::Posts => "在单位下新设行政职务",
            Self::Incumbencies => "任职、免职；写明网格和职责的行按接替办理，一次完成换届。名单里没有的人会新增",
            Self::Duties => "明确网格责任人：一、二级写职务，三级和网格员写姓名，已有人的按接替办理",
            Self::Clues => "卫星图斑的一个批次，按坐落单位代码或村名自动分发",
            Self::ClueAnswers => "镇（街道）填好的图斑核查结果",
            Self::Charges => "责任人包联的网格，一格可以写几个，用顿号隔开",
            Self::Patrols => "登记巡查，一行一次；已经登记过的同一次巡查不会重复登记",
        }
    }

    /// By stable name or label.
    pub fn named(name: &str) -> Option<Self> {
        let word = name.trim();
        Self::ALL
            .into_iter()
            .find(|kind| kind.identifier() == word || kind.label() == word)
            .or((word == "任职").then_some(Self::Incumbencies))
    }

    pub fn fields(self) -> &'static [Field] {
        fields::of(self)
    }

    pub fn field(self, id: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.id == id)
    }

    /// The field that a heading means: by label, other spelling or identifier.
    pub fn field_headed(self, heading: &str) -> Option<&'static Field> {
        let fits = |wanted: &str| {
            self.fields().iter().find(|field| {
                clean::heading(field.label) == wanted
                    || field.id == wanted
                    || field.spellings.iter().any(|spelling| clean::heading(spelling) == wanted)
            })
        };
        let whole = clean::heading(heading);
        if whole.is_empty() {
            return None;
        }
        fits(&whole).or_else(|| fits(&clean::heading(&clean::without_brackets(heading))))
    }
}

impl Fate {
    pub const ALL: [Self; 4] = [Self::New, Self::Changed, Self::Same, Self::Refused];

    pub fn label(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Changed => "变更",
            Self::Same => "相同",
            Self::Refused => "有误",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Refused => "refused",
        }
    }
}

impl Line {
    /// The reasons of a refused row in one sentence, what was done and what to look at for the others.
    pub fn words(&self) -> String {
        if self.fate == Fate::Refused {
            return self.faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("；");
        }
        let said = std::iter::once(&self.said).chain(&self.notes).filter(|words| !words.is_empty());
        said.map(String::as_str).collect::<Vec<_>>().join("；")
    }
}

/// How many rows had each fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    pub refused: usize,
}

impl Counts {
    pub fn of(lines: &[Line]) -> Self {
        let count = |fate| lines.iter().filter(|line| line.fate == fate).count();
        Self {
            new: count(Fate::New),
            changed: count(Fate::Changed),
            same: count(Fate::Same),
            refused: count(Fate::Refused),
        }
    }

    /// 「新增 3、变更 1、相同 20、有误 2」.
    pub fn words(&self) -> String {
        format!("新增 {}、变更 {}、相同 {}、有误 {}", self.new, self.changed, self.same, self.refused)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_is_found_by_its_names_and_has_columns_of_their_own() {
        for kind in ImportKind::ALL.into_iter().chain([ImportKind::Clues, ImportKind::ClueAnswers]) {
            if !ImportKind::ALL.contains(&kind) {
                assert_eq!(ImportKind::named(kind.identifier()), None, "has a page and a command of its own");
            } else {
                assert_eq!(ImportKind::named(kind.identifier()), Some(kind));
                assert_eq!(ImportKind::named(kind.label()), Some(kind));
            }
            let ids: BTreeSet<_> = kind.fields().iter().map(|field| field.id).collect();
            assert_eq!(ids.len(), kind.fields().len(), "{}", kind.label());
            assert!(kind.fields().iter().any(|field| field.required), "{}", kind.label());
            let mut spoken = BTreeSet::new();
            for field in kind.fields() {
                let names = field.spellings.iter().chain([&field.label]);
                for name in names {
                    assert!(spoken.insert(clean::heading(name)), "{}: {name} twice", kind.label());
                    assert_eq!(kind.field_headed(name).map(|found| found.id), Some(field.id));
                }
            }
        }
    }

    #[test]
    fn headings_are_known_however_they_are_spaced_and_marked() {
        let headed = |heading| ImportKind::Incumbencies.field_headed(heading).map(|field| field.id);
        assert_eq!(headed(" 姓　名 "), Some("person"));
        assert_eq!(headed("姓名*"), Some("person"));
        assert_eq!(headed("姓名（必填）"), Some("person"));
        assert_eq!(headed("现任\n职务"), Some("post"));
        assert_eq!(headed("序号"), None);
        assert_eq!(headed(""), None);
    }
}
