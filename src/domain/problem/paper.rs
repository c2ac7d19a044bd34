//! The papers of one problem as plain data: 问题处置单, 整改通知书, 移送函, 销号确认单, 督办单. The plan gives no forms for them;
//! each says so at its foot. None of them names a 举报人 (G45).

use chrono::NaiveDate;

use super::words;
use crate::domain::{picture::Picture, plan, sheet::SheetFrame};

words! {
    /// A paper of one problem.
    ProblemPaper {
        Case = "问题处置单",
        Notice = "整改通知书",
        Transfer = "移送函",
        Closure = "销号确认单",
        Supervision = "督办单",
    }
}

/// Said at the foot of each: the plan prints none of these forms.
pub const OWN_FORM: &str = "本程序拟制样式（建议样式，非文件规定）";

/// A passage of the plan that a paper refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanWords {
    /// What towns and streets have to see to (L790).
    Rectify,
    /// Units tell each other of what they find (L804).
    Share,
}

impl PlanWords {
    /// The line of the plan, and the first and last words of the passage.
    const fn place(self) -> (u32, &'static str, &'static str) {
        match self {
            Self::Rectify => (790, "加强日常监督排查", "督促落实整改"),
            Self::Share => (804, "对网格化监督监管工作过程中", "解决问题"),
        }
    }

    /// The passage, verbatim.
    fn passage(self) -> &'static str {
        let (line, first, last) = self.place();
        let text = plan::clause(line).map_or("", |clause| clause.text.as_str());
        let begin = text.find(first).unwrap_or(0);
        let end = text[begin..].find(last).map_or(text.len(), |at| begin + at + last.len());
        &text[begin..end]
    }
}

/// 「《…方案》（东政办发〔2023〕61号）“…”」: the plan's own words, so that no paper invents a law.
pub fn plan_words(of: PlanWords) -> String {
    let plan = plan::plan();
    // Marks of quotation inside others become single (GB/T 15834-2011, 4.8.3).
    let inner = of.passage().replace('“', "‘").replace('”', "’");
    format!("《{}》（{}）“{inner}”", plan.title, plan.number)
}

/// What every paper says of its problem, as it is printed; empty words are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemFacts {
    pub frame: SheetFrame,
    /// 「2026-0012」.
    pub number: String,
    /// 「2026年3月5日10时20分」.
    pub found: String,
    pub source: String,
    pub kind: String,
    /// 「建房、取土」.
    pub behaviours: String,
    /// 「罕台镇撖家塔村一社」.
    pub place: String,
    /// 具体位置 and 地块编号.
    pub spot: String,
    pub point: String,
    pub land: String,
    /// 「1.20亩（约0.08公顷）」.
    pub area: String,
    /// 「张三（承包者）」, each once.
    pub concerned: Vec<String>,
    /// Never a 举报人.
    pub found_by: String,
    pub description: String,
    pub urgent: bool,
    /// 交办、移送文号 that it came with.
    pub document: String,
    pub state: String,
    /// The office that prints.
    pub office: String,
    /// 公文联系电话 of the settings.
    pub phone: String,
}

/// One step as the papers list it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperStep {
    /// 「2026年3月5日」, with the time when it is known.
    pub on: String,
    pub title: String,
    pub text: String,
    pub by: String,
    /// 文号.
    pub document: String,
    /// 抄告 and other consequences.
    pub notes: Vec<String>,
}

/// A photo with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperPhoto {
    /// Without a picture, what stands in its frame instead.
    pub picture: Result<Picture, &'static str>,
    pub name: String,
    /// 「整改前　2026年3月5日　发现」.
    pub caption: String,
}

/// 问题处置单: everything that was done about one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePaper {
    pub facts: ProblemFacts,
    pub steps: Vec<PaperStep>,
    /// 整改前 and 整改后.
    pub before: Vec<PaperPhoto>,
    pub after: Vec<PaperPhoto>,
    /// Names of evidence that is no photo.
    pub files: Vec<String>,
    pub elapsed: String,
}

/// 整改通知书 with its 回执.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticePaper {
    pub facts: ProblemFacts,
    /// The day of 处置.
    pub on: NaiveDate,
    /// What has to be done, as entered.
    pub demand: String,
    /// 文号 as entered.
    pub document: String,
    /// 整改期限; room to write while there is none.
    pub due: Option<NaiveDate>,
}

/// 移送函 to another unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferPaper {
    pub facts: ProblemFacts,
    pub on: NaiveDate,
    /// 主送单位; room to write while none is known.
    pub unit: String,
    /// 「移交执法」 or 「移送部门」.
    pub disposal: String,
    pub text: String,
    pub document: String,
    pub due: Option<NaiveDate>,
    /// What was done before, one sentence each.
    pub done: Vec<String>,
    /// What goes with the letter.
    pub enclosures: Vec<String>,
}

/// One kept file as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperEvidence {
    pub name: String,
    /// The step it belongs to.
    pub of: String,
    pub on: String,
}

/// Those who did one part of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosurePart {
    pub label: &'static str,
    pub people: Vec<String>,
    pub separation: Separation,
}

/// Whether they are other people than those who confirm 销号.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separation {
    /// They need not be.
    NotAsked,
    /// Nobody has confirmed yet.
    Open,
    Apart,
    Same,
}

/// 销号确认单.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosurePaper {
    pub facts: ProblemFacts,
    pub verdict: String,
    pub disposal: String,
    /// 已整改面积.
    pub rectified: String,
    /// What was found at 复查.
    pub review: String,
    /// Who did what (G36): 发现上报, 整改, 复查, 销号.
    pub parts: Vec<ClosurePart>,
    pub closed_on: Option<NaiveDate>,
    pub closing: String,
    pub document: String,
    pub evidence: Vec<PaperEvidence>,
}

/// 督办单 of 挂牌督办.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupervisionPaper {
    pub facts: ProblemFacts,
    pub on: NaiveDate,
    /// Whom it is with.
    pub unit: String,
    pub demand: String,
    pub document: String,
    pub due: Option<NaiveDate>,
    /// What was done so far.
    pub steps: Vec<PaperStep>,
    /// The day of 解除.
    pub released_on: Option<NaiveDate>,
}

/// One paper ready to be laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperSheet {
    Case(CasePaper),
    Notice(NoticePaper),
    Transfer(TransferPaper),
    Closure(ClosurePaper),
    Supervision(SupervisionPaper),
}

impl PaperSheet {
    pub fn facts(&self) -> &ProblemFacts {
        match self {
            Self::Case(paper) => &paper.facts,
            Self::Notice(paper) => &paper.facts,
            Self::Transfer(paper) => &paper.facts,
            Self::Closure(paper) => &paper.facts,
            Self::Supervision(paper) => &paper.facts,
        }
    }

    pub fn kind(&self) -> ProblemPaper {
        match self {
            Self::Case(_) => ProblemPaper::Case,
            Self::Notice(_) => ProblemPaper::Notice,
            Self::Transfer(_) => ProblemPaper::Transfer,
            Self::Closure(_) => ProblemPaper::Closure,
            Self::Supervision(_) => ProblemPaper::Supervision,
        }
    }

    /// The name of its file without the ending: 「整改通知书-2026-0012-罕台镇撖家塔村」.
    pub fn title(&self) -> String {
        let facts = self.facts();
        format!("{}-{}-{}", self.kind().label(), facts.number, facts.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_stand_in_the_plan() {
        for of in [PlanWords::Rectify, PlanWords::Share] {
            let (line, first, last) = of.place();
            let passage = of.passage();
            assert!(passage.starts_with(first) && passage.ends_with(last), "{passage}");
            assert!(plan::clause(line).is_some_and(|clause| clause.text.contains(passage) && clause.text != passage));
        }
        assert!(
            plan_words(PlanWords::Share).starts_with(&format!("《{}》（东政办发〔2023〕61号）“对", plan::plan().title))
        );
    }
}
