//! The plan's own words: clauses, duties and the wording of the annexes, each with its line (A13).

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{grid::Level, roster::Role};

/// The document (R001-R006).
#[derive(Clone, Debug, Deserialize)]
pub struct Plan {
    pub title: String,
    pub number: String,
    pub issuer: String,
    /// ISO date (R005).
    pub issued: NaiveDate,
    #[serde(rename = "clause")]
    pub clauses: Vec<Clause>,
}

/// One line of the plan, printing defects mended.
#[derive(Clone, Debug, Deserialize)]
pub struct Clause {
    pub line: u32,
    /// 「三、网格体系 （二）二级网格」.
    pub heading: String,
    pub text: String,
}

pub fn plan() -> &'static Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| shipped(include_str!("../../data/dongsheng/plan.toml")))
}

/// The clause that stands on a line of the plan.
pub fn clause(line: u32) -> Option<&'static Clause> {
    plan().clauses.iter().find(|clause| clause.line == line)
}

/// What a role has to do, in the plan's words (R033-R046, R051-R069).
#[derive(Clone, Debug, Deserialize)]
pub struct DutyText {
    /// A role's identifier, or 「all」 for everyone of the level.
    pub role: String,
    pub level: Level,
    pub requirement: String,
    pub line: u32,
    pub text: String,
}

#[derive(Deserialize)]
struct DutyTexts {
    duty: Vec<DutyText>,
}

/// The duties of a role at a level, its own first, then those of everyone at that level.
pub fn duties(role: Role, level: Level) -> impl Iterator<Item = &'static DutyText> {
    static TEXTS: OnceLock<DutyTexts> = OnceLock::new();
    let all = &TEXTS.get_or_init(|| shipped(include_str!("../../data/dongsheng/duties.toml"))).duty;
    let own = role.identifier();
    let of = move |wanted: &'static str| all.iter().filter(move |duty| duty.level == level && duty.role == wanted);
    of(own).chain(of("all"))
}

/// Reads a file shipped inside the program.
pub(super) fn shipped<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    toml::from_str(text).expect("files shipped inside the program are read by its tests")
}

/// The wording of 附件2-4 (R111-R127).
#[derive(Clone, Debug, Deserialize)]
pub struct SheetWords {
    pub title: String,
    /// 「区级：」.
    pub header: String,
    /// Column headings after the role label's column.
    pub columns: Vec<String>,
    pub note: String,
}

/// 附件2 as the plan prints it: its wording, and what stands in its cells before anyone is named (R111-R116).
#[derive(Clone, Debug, Deserialize)]
pub struct Annex2 {
    #[serde(flatten)]
    pub words: SheetWords,
    /// 「区长」.
    pub chief_post: String,
    /// 「全区全域」.
    pub chief_scope: String,
    /// 「政府有关领导」.
    pub deputy_post: String,
    /// 「区政府分管自然资源、农牧工作的领导」.
    pub coordinator_post: String,
    /// 「区自然资源分局、农牧局局长」.
    pub chief_overseer_post: String,
}

/// 附件3 as the plan prints it (R117-R122).
#[derive(Clone, Debug, Deserialize)]
pub struct Annex3 {
    #[serde(flatten)]
    pub words: SheetWords,
    /// 「所包联的村、社区」.
    pub chief_scope: String,
    /// 「镇、街道分管耕地保护的领导」.
    pub coordinator_post: String,
    /// 「镇、街道执法部门负责人」.
    pub chief_overseer_post: String,
    /// 副总监管人 beside 总监督人: 「镇、街道执法部门其他领导」 (R119).
    pub other_overseer_post: String,
    /// 副总监管人 beside each 副总监督人: 「镇、街道执法部门干部」 (R120, R121).
    pub deputy_overseer_post: String,
    /// How many rows for 副总监督人 the plan prints.
    pub deputy_rows: usize,
    /// The posts as printed, which name 镇政府.
    pub town: TownPosts,
    /// The same for streets (G23), where 镇政府 would be wrong.
    pub street: TownPosts,
}

/// Who 总监督人 and 副总监督人 are to be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TownPosts {
    pub chief: String,
    pub deputy: String,
}

impl Annex3 {
    /// The posts for a town or for a street.
    pub fn posts(&self, street: bool) -> &TownPosts {
        if street { &self.street } else { &self.town }
    }
}

/// 附件4 as the plan prints it (R123-R127).
#[derive(Clone, Debug, Deserialize)]
pub struct Annex4 {
    #[serde(flatten)]
    pub words: SheetWords,
    /// 「村、社区书记」.
    pub supervisor_post: String,
    /// 「所在村、社区」.
    pub supervisor_scope: String,
    /// 「村、社区其他成员」.
    pub overseer_post: String,
    /// 「社长、包片干部」.
    pub member_post: String,
    /// 网格内监督监管工作指南.
    pub guide: String,
}

#[derive(Deserialize)]
struct SheetTexts {
    annex2: Annex2,
    annex3: Annex3,
    annex4: Annex4,
}

fn sheet_texts() -> &'static SheetTexts {
    static TEXTS: OnceLock<SheetTexts> = OnceLock::new();
    TEXTS.get_or_init(|| shipped(include_str!("../../data/dongsheng/sheets.toml")))
}

/// The wording of 附件2 一级网格监督监管表.
pub fn annex2() -> &'static Annex2 {
    &sheet_texts().annex2
}

/// The wording of 附件3 二级网格监督监管表.
pub fn annex3() -> &'static Annex3 {
    &sheet_texts().annex3
}

/// The wording of 附件4 三级网格监督监管表.
pub fn annex4() -> &'static Annex4 {
    &sheet_texts().annex4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_duties() {
        for level in Level::ALL {
            for role in Role::at(level) {
                let texts: Vec<_> = duties(*role, level).collect();
                assert!(!texts.is_empty(), "{} {}", level.label(), role.label());
                assert!(texts.iter().all(|duty| clause(duty.line).is_some()), "{}", role.label());
            }
        }
    }

    #[test]
    fn the_plan_is_quoted_without_its_printing_defects() {
        assert_eq!(plan().number, "东政办发〔2023〕61号");
        assert!(plan().clauses.iter().all(|clause| !clause.text.contains(" and ")));
        assert!(clause(774).is_some_and(|clause| clause.text.contains("监督人关于耕地保护的组织动员")));
    }

    #[test]
    fn annex_2_is_worded_as_printed() {
        let annex2 = annex2();
        assert_eq!(annex2.words.title, "东胜区耕地保护一级网格监督监管表");
        assert_eq!(annex2.words.header, "区级：");
        assert_eq!(annex2.words.columns, ["姓名", "职务", "包联网格", "监督总协调人", "总监管人", "副总监管人"]);
        assert_eq!(annex2.words.note, "注：网格责任人如有变动，由接替其行政职务的同志接替。");
        assert_eq!(
            [&annex2.chief_post, &annex2.chief_scope, &annex2.deputy_post],
            ["区长", "全区全域", "政府有关领导"]
        );
        assert_eq!(annex2.coordinator_post, "区政府分管自然资源、农牧工作的领导");
        assert_eq!(annex2.chief_overseer_post, "区自然资源分局、农牧局局长");
    }
}
