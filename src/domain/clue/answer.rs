//! 核查结果: what was found in the field, and what has to prove it (standards §2.6; 参考，未经本区发文).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dictionary;
use crate::domain::{date, fault::Faults, id::PersonId, problem::words, text};

words! {
    /// 核查结果.
    Category {
        /// No answer yet.
        Unchecked = "未核查",
        Lawful = "合法",
        Unlawful = "违法",
        Other = "其他",
        Transferred = "转相关部门处理",
    }
}

words! {
    /// What has to come with a result.
    Evidence {
        Photo = "现场照片",
        Paper = "批准（备案）文号",
        PaperDate = "批准（备案）日期",
        SentTo = "转送部门",
        SentOn = "转送日期",
    }
}

/// 核查结果 of a clue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// 核查日期.
    pub on: NaiveDate,
    /// 核查人 known to the program, in the order they sign.
    #[serde(default)]
    pub by: Vec<PersonId>,
    /// Others who checked, by name.
    #[serde(default)]
    pub by_name: String,
    pub category: Category,
    /// 细类: id in the dictionary.
    #[serde(default)]
    pub sub: String,
    /// Circumstances of an unlawful one: ids in the dictionary.
    #[serde(default)]
    pub flags: Vec<String>,
    /// 动态巡查是否已发现; asked of unlawful ones.
    #[serde(default)]
    pub patrol_found: Option<bool>,
    /// 批准（备案）文号 or certificate.
    #[serde(default)]
    pub paper: String,
    #[serde(default)]
    pub paper_on: Option<NaiveDate>,
    #[serde(default)]
    pub sent_to: String,
    #[serde(default)]
    pub sent_on: Option<NaiveDate>,
    /// 情况说明.
    #[serde(default)]
    pub text: String,
}

impl Answer {
    /// 「合法（往年审批）」.
    pub fn words(&self) -> String {
        match dictionary::sub(self.category, &self.sub) {
            Some(sub) if sub.name != self.category.label() => format!("{}（{}）", self.category.label(), sub.name),
            _ => self.category.label().to_owned(),
        }
    }

    /// The answer as it may be kept; `photos` is how many pictures the clue has with this answer.
    ///
    /// # Errors
    /// Faults of the fields, with what is missing and why.
    pub fn checked(self, received_on: NaiveDate, today: NaiveDate, photos: usize) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        if let Some(on) = faults.take("on", date::check(self.on)) {
            if on > today {
                faults.add("on", "核查日期不能在今天之后，请核对");
            } else if on < received_on {
                let received = date::chinese(received_on);
                faults.add("on", format!("核查日期早于图斑下发的{received}，请核对"));
            }
        }
        let by_name = faults.take("by_name", text::line("核查人", &self.by_name, text::LINE_MAX)).unwrap_or_default();
        if self.by.is_empty() && by_name.is_empty() {
            faults.add("by", "请填写核查人：填表人对核查结果的真实性负责");
        }
        let paper = faults.take("paper", text::line("批准（备案）文号", &self.paper, text::LINE_MAX));
        let sent_to = faults.take("sent_to", text::line("转送部门", &self.sent_to, text::LINE_MAX));
        let told = faults.take("text", text::prose("情况说明", &self.text, text::PROSE_MAX));
        let answer = Self {
            by_name,
            paper: paper.unwrap_or_default(),
            sent_to: sent_to.unwrap_or_default(),
            text: told.unwrap_or_default(),
            ..self
        };
        answer.check_words(&mut faults);
        answer.check_days(&mut faults, today);
        answer.check_evidence(&mut faults, photos);
        faults.or(answer)
    }

    fn check_words(&self, faults: &mut Faults) {
        if self.category == Category::Unchecked {
            faults.add("category", "「未核查」不是核查结果，请选择合法、违法、其他或转相关部门处理");
            return;
        }
        if dictionary::sub(self.category, &self.sub).is_none() {
            let known: Vec<_> = dictionary::subs(self.category).map(|sub| sub.name.as_str()).collect();
            faults.add("sub", format!("请选择「{}」的细类：{}", self.category.label(), known.join("、")));
        }
        if self.flags.iter().any(|flag| dictionary::flags().iter().all(|known| known.id != *flag)) {
            let known: Vec<_> = dictionary::flags().iter().map(|flag| flag.name.as_str()).collect();
            faults.add("flags", format!("没有这种情形，可选：{}", known.join("、")));
        }
        if self.category == Category::Unlawful {
            if self.patrol_found.is_none() {
                faults.add("patrol_found", "请选择动态巡查是否已发现");
            }
        } else if !self.flags.is_empty() {
            faults.add("flags", "只有违法图斑才标明违法情形，请去掉或改选「违法」");
        }
    }

    fn check_days(&self, faults: &mut Faults, today: NaiveDate) {
        let days = [("paper_on", "批准（备案）日期", self.paper_on), ("sent_on", "转送日期", self.sent_on)];
        for (field, label, day) in days {
            let Some(day) = day.and_then(|day| faults.take(field, date::check(day))) else { continue };
            if day > today {
                faults.add(field, format!("{label}不能在今天之后，请核对"));
            }
        }
    }

    fn check_evidence(&self, faults: &mut Faults, photos: usize) {
        let Some(sub) = dictionary::sub(self.category, &self.sub) else { return };
        for wanted in &sub.evidence {
            let (field, there) = match wanted {
                Evidence::Photo => ("files", photos > 0),
                Evidence::Paper => ("paper", !self.paper.is_empty()),
                Evidence::PaperDate => ("paper_on", self.paper_on.is_some()),
                Evidence::SentTo => ("sent_to", !self.sent_to.is_empty()),
                Evidence::SentOn => ("sent_on", self.sent_on.is_some()),
            };
            if !there {
                let verb = if *wanted == Evidence::Photo { "附上" } else { "填写" };
                let reference = &dictionary::dictionary().reference;
                let message = format!("「{}」须举证，请{verb}{}（{reference}）", sub.name, wanted.label());
                faults.add(field, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 6, d).unwrap()
    }

    fn answer(category: Category, sub: &str) -> Answer {
        Answer {
            on: day(5),
            by: vec![PersonId(1)],
            by_name: String::new(),
            category,
            sub: sub.into(),
            flags: vec![],
            patrol_found: None,
            paper: String::new(),
            paper_on: None,
            sent_to: String::new(),
            sent_on: None,
            text: String::new(),
        }
    }

    fn fields(answer: Answer, photos: usize) -> Vec<&'static str> {
        match answer.checked(day(1), day(10), photos) {
            Ok(_) => vec![],
            Err(faults) => faults.0.iter().map(|fault| fault.field).collect(),
        }
    }

    #[test]
    fn every_result_asks_for_its_evidence() {
        assert_eq!(fields(answer(Category::Lawful, "approved_before"), 0), ["files", "paper", "paper_on"]);
        let full = Answer {
            paper: "某政发〔2024〕1号".into(),
            paper_on: Some(day(1)),
            ..answer(Category::Lawful, "approved_before")
        };
        assert!(fields(full, 1).is_empty());
        assert!(fields(answer(Category::Other, "pseudo_change"), 1).is_empty());
        assert_eq!(fields(answer(Category::Transferred, "transferred"), 1), ["sent_to", "sent_on"]);
        assert_eq!(fields(answer(Category::Unlawful, "unreported"), 1), ["patrol_found"]);
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        assert_eq!(fields(answer(Category::Unchecked, ""), 1), ["category"]);
        assert_eq!(fields(answer(Category::Lawful, "pseudo_change"), 1), ["sub"]);
        let flagged = Answer { flags: vec!["against_plan".into()], ..answer(Category::Other, "pseudo_change") };
        assert_eq!(fields(flagged, 1), ["flags"]);
        let nobody = Answer { by: vec![], ..answer(Category::Other, "pseudo_change") };
        assert_eq!(fields(nobody, 1), ["by"]);
        for on in [day(11), NaiveDate::from_ymd_opt(2025, 5, 31).unwrap()] {
            assert_eq!(fields(Answer { on, ..answer(Category::Other, "pseudo_change") }, 1), ["on"]);
        }
    }
}
