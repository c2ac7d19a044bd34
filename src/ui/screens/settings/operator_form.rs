//! Adding an operator or changing one.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        desk::Desk,
        fault::Faults,
        id::{GridId, OperatorId},
        text::NAME_MAX,
    },
    ops::{
        Command, OpFault, OpResult,
        office::PutOperator,
        query::{self, grid::GridHit, settings::OperatorLine},
    },
    session::Loaded,
    ui::{
        action::Submission,
        cx::Cx,
        widgets::{
            check::check,
            choice::choice_of,
            form::{Field, Form, FormState, Slot},
            search_pick::{Candidate, PickState, SearchPick},
            text_field::TextField,
        },
    },
};

/// How many grids are offered while one is typed.
const HITS: u32 = 12;

/// What was typed about one operator.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Draft {
    name: String,
    desk: Desk,
    scope: Option<Candidate>,
    active: bool,
}

pub struct OperatorForm {
    operator: Option<OperatorId>,
    draft: Draft,
    before: Draft,
    state: FormState,
    faults: Faults,
    pick: PickState,
    hits: Loaded<(String, NaiveDate), OpResult<Vec<GridHit>>>,
    sent: Option<Submission>,
}

impl Default for OperatorForm {
    fn default() -> Self {
        Self::with(None, Draft { name: String::new(), desk: Desk::Town, scope: None, active: true })
    }
}

impl OperatorForm {
    pub fn of(line: &OperatorLine) -> Self {
        let operator = &line.operator;
        let scope = operator.scope.map(|grid| Candidate::new(grid.0, line.scope_name.clone().unwrap_or_default(), ""));
        let draft = Draft { name: operator.name.clone(), desk: operator.desk, scope, active: operator.active };
        Self::with(Some(operator.id), draft)
    }

    fn with(operator: Option<OperatorId>, draft: Draft) -> Self {
        Self {
            operator,
            before: draft.clone(),
            draft,
            state: FormState::begin(),
            faults: Faults::default(),
            pick: PickState::default(),
            hits: Loaded::default(),
            sent: None,
        }
    }

    pub fn title(&self) -> String {
        match self.operator {
            None => "添加操作员".to_owned(),
            Some(_) => format!("操作员 {}", self.before.name),
        }
    }

    pub fn is_dirty(&self) -> bool {
        self.draft != self.before
    }

    /// True once it was saved.
    pub fn receive(&mut self) -> bool {
        let Some(answer) = self.sent.as_ref().and_then(Submission::take) else { return false };
        self.sent = None;
        match answer {
            Ok(_) => true,
            Err(fault) => {
                if let OpFault::Input(faults) = fault {
                    self.faults = faults;
                    self.state.save_failed();
                }
                false
            }
        }
    }

    pub fn save(&mut self, cx: &mut Cx<'_>) {
        if self.sent.is_some() {
            return;
        }
        let Draft { name, desk, scope, active } = self.draft.clone();
        let scope = scope.filter(|_| desk == Desk::Town).map(|grid| GridId(grid.id));
        self.faults = Faults::default();
        self.sent =
            Some(cx.submit(Command::PutOperator(PutOperator { operator: self.operator, name, desk, scope, active })));
    }

    pub fn fields(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let candidates = self.candidates(cx);
        let (draft, pick) = (&mut self.draft, &mut self.pick);
        let mut form = Form::new(&mut self.state, &self.faults);
        form.row(ui, Field::new("name", "姓名").required(), |ui, slot| {
            TextField::new(&mut draft.name).max(NAME_MAX).show(ui, slot)
        });
        let help = match draft.desk {
            Desk::District => "办理全部业务",
            Desk::Town => "登记巡查",
            Desk::Assessor => "考核评分、审定和更正",
            Desk::Reader => "只能查看和打印",
        };
        form.row(ui, Field::new("desk", "岗位").required().help(help), |ui, slot| {
            choice_of(ui, slot, &mut draft.desk, &Desk::ALL, |desk| desk.label())
        });
        if draft.desk == Desk::Town {
            let scope = Field::new("scope", "限定网格").help("只能登记这个网格及其下级的巡查；不填为全区");
            form.row(ui, scope, |ui, slot| {
                let field = SearchPick::new(candidates.as_deref()).hint("输入名称、拼音或首字母");
                field.show(ui, slot, pick, &mut draft.scope)
            });
        }
        form.row(
            ui,
            Field::new("active", "状态").help("停用后不能再登录，以前的操作记录不变"),
            |ui, slot: &Slot<'_>| {
                let ticked = check(ui, &mut draft.active, "在用");
                slot.name(ticked)
            },
        );
    }

    fn candidates(&mut self, cx: &mut Cx<'_>) -> Option<Vec<Candidate>> {
        let key = (self.pick.query()?.to_owned(), cx.office.today);
        let hits = cx.load(&mut self.hits, key, |ws, (text, day)| query::grid::search(ws, &text, day, HITS))?;
        let hits = hits.as_ref().ok()?;
        Some(hits.iter().map(|hit| Candidate::new(hit.id.0, hit.name.as_str(), hit.path.as_str())).collect())
    }
}
