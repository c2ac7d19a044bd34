//! What 问题台账 and the papers of problems are of: days of finding, a grid, a kind, and how far they have come.

use chrono::{Datelike as _, NaiveDate};
use egui::Ui;

use super::{FIELD, kind::Kind, labelled, ledger::days_between, place::PlaceChoice, remark};
use crate::{
    domain::{
        date,
        grid::Level,
        problem::{ProblemKind, ProblemSource, paper::ProblemPaper, step::State},
    },
    ops::query::problem::{Lens, ProblemQuery},
    session::sheet::Sheet,
    ui::{
        cx::Cx,
        widgets::{
            choice::{choice, segments},
            form::Slot,
        },
    },
};

/// The lenses with their words.
const LENSES: [(Lens, &str); 8] = [
    (Lens::All, "全部"),
    (Lens::Open, "未销号"),
    (Lens::Overdue, "逾期"),
    (Lens::DueToday, "今天到期"),
    (Lens::DueSoon, "临近期限"),
    (Lens::Returned, "退回"),
    (Lens::Supervised, "挂牌督办"),
    (Lens::Closed, "已销号"),
];

pub struct ProblemChoice {
    paper: ProblemPaper,
    filter: ProblemQuery,
    from: String,
    to: String,
    place: PlaceChoice,
    began: bool,
}

impl Default for ProblemChoice {
    fn default() -> Self {
        Self {
            paper: ProblemPaper::Case,
            filter: ProblemQuery::default(),
            from: String::new(),
            to: String::new(),
            place: PlaceChoice::default(),
            began: false,
        }
    }
}

impl ProblemChoice {
    pub fn invalidate(&mut self) {
        self.place.invalidate();
    }

    /// Takes over the filter of the page of problems.
    pub fn take(&mut self, filter: ProblemQuery, paper: Option<ProblemPaper>) {
        self.paper = paper.unwrap_or(self.paper);
        self.from = filter.from.map(date::chinese).unwrap_or_default();
        self.to = filter.to.map(date::chinese).unwrap_or_default();
        self.place.want(filter.grid);
        (self.filter, self.began) = (filter, true);
    }

    /// This year at first.
    pub fn begin(&mut self, today: NaiveDate) {
        if std::mem::replace(&mut self.began, true) {
            return;
        }
        (self.filter.from, self.filter.to) = (today.with_ordinal(1), Some(today));
        self.from = self.filter.from.map(date::chinese).unwrap_or_default();
        self.to = date::chinese(today);
    }

    /// # Errors
    /// What to say while the grid's name is still being read.
    pub fn sheet(&self, kind: Kind) -> Result<Sheet, &'static str> {
        let grid = self.place.among(&Level::ALL)?.map(|(grid, _)| grid);
        let query = ProblemQuery { grid, ..self.filter.clone() };
        Ok(match kind {
            Kind::ProblemPapers => Sheet::ProblemPapers { paper: self.paper, query },
            _ => Sheet::Problems(query),
        })
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, kind: Kind) {
        if kind == Kind::ProblemPapers {
            labelled(ui, "哪种文书", |ui| segments(ui, &mut self.paper, ProblemPaper::ALL, |paper| paper.label()));
        }
        let filter = &mut self.filter;
        let days = [("发现日期从", &mut self.from, &mut filter.from), ("到", &mut self.to, &mut filter.to)];
        days_between(ui, cx.office.today, days);
        self.place.show(ui, cx, "网格", &Level::ALL, "全区；输入名称或首字母");
        let word = |lens: &Lens| LENSES.iter().find(|(known, _)| known == lens).map_or("", |(_, word)| *word);
        let lenses = LENSES.map(|(lens, _)| lens);
        let mut chosen = Some(self.filter.lens);
        let slot = Slot::alone("problem_lens", "办理情况", FIELD);
        labelled(ui, "办理情况", |ui| choice(ui, &slot, &mut chosen, &lenses, word, "全部"));
        self.filter.lens = chosen.unwrap_or_default();
        let kinds: Vec<Option<ProblemKind>> =
            std::iter::once(None).chain(ProblemKind::ALL.iter().copied().map(Some)).collect();
        let mut kind = Some(self.filter.kind);
        let slot = Slot::alone("problem_kind", "问题类型", FIELD);
        let word = |kind: &Option<ProblemKind>| kind.map_or("全部类型", ProblemKind::label);
        labelled(ui, "类型", |ui| choice(ui, &slot, &mut kind, &kinds, word, "全部类型"));
        self.filter.kind = kind.flatten();
        let extra = [
            self.filter.source.map(|source| ProblemSource::label(source).to_owned()),
            self.filter.state.map(|state| State::label(state).to_owned()),
            self.filter.unit.map(|_| "指定办理单位".to_owned()),
            self.filter.finder.map(|_| "指定发现人".to_owned()),
            (!self.filter.text.is_empty()).then(|| format!("含「{}」", self.filter.text)),
        ];
        let extra: Vec<String> = extra.into_iter().flatten().collect();
        if !extra.is_empty() {
            remark(ui, &format!("另按：{}", extra.join("、")));
        }
    }
}
