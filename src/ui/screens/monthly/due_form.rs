//! By when reports are due, from a month on.

use chrono::NaiveDate;
use egui::{Label, Ui};

use crate::{
    domain::{
        fault::Faults,
        month::Month,
        monthly_report::{DUE_DAY, DueRule, LINE, SUGGESTED},
        plan,
        text::LINE_MAX,
    },
    ops::{Command, OpResult, monthly::SetMonthlyDue, query::monthly::due_rules},
    session::Loaded,
    ui::{
        cx::Cx,
        screens::entry::{Entry, fact},
        widgets::{
            form::{Field, Form},
            page::section,
            text_field::TextField,
        },
    },
};

pub struct DueForm {
    from: String,
    day: String,
    basis: String,
    rules: Loaded<u64, OpResult<Vec<DueRule>>>,
}

impl DueForm {
    pub fn new(month: Month) -> Self {
        Self { from: month.chinese(), day: String::new(), basis: String::new(), rules: Loaded::default() }
    }
}

impl Entry for DueForm {
    fn title(&self) -> String {
        "月报报送截止日".to_owned()
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let words = format!("没有设置时为次月 {DUE_DAY} 日（{SUGGESTED}）；逢休息日按工作日历顺延到下一个工作日。");
        ui.add(Label::new(words).wrap());
        ui.add_space(4.0);
        let mut from = Field::new("from", "从哪个月起").required().help("该月及以后的月报按新的截止日，以前的不变");
        if let Some(clause) = plan::clause(LINE) {
            from = from.basis(clause.into());
        }
        form.row(ui, from, |ui, slot| TextField::new(&mut self.from).hint("例如：2026年3月").max(12).show(ui, slot));
        let day = Field::new("day", "次月几日前").help("1—28；留空保存即取消从该月起的设置");
        form.row(ui, day, |ui, slot| TextField::new(&mut self.day).max(2).show(ui, slot));
        form.row(ui, Field::new("basis", "依据"), |ui, slot| {
            TextField::new(&mut self.basis).hint("例如：东自然资发〔2024〕9号").max(LINE_MAX).show(ui, slot)
        });
        let rules = cx.load(&mut self.rules, cx.office.operations, |ws, _| due_rules(ws));
        if let Some(Ok(rules)) = rules
            && !rules.is_empty()
        {
            section(ui, "已有的设置");
            for rule in rules {
                fact(ui, &format!("{}起", rule.from.chinese()), &format!("次月 {} 日前　{}", rule.day, rule.basis));
            }
        }
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let from = faults.take("from", Month::parse(&self.from).ok_or("请写成 2026年3月 或 2026-03"));
        let day = match self.day.trim() {
            "" => Some(None),
            typed => faults.take("day", typed.parse().map(Some).map_err(|_| "请填写 1—28 之间的数字")),
        };
        let (Some(from), Some(day)) = (from, day) else { return Err(faults) };
        Ok(Command::SetMonthlyDue(SetMonthlyDue { from, day, basis: self.basis.clone() }))
    }
}
