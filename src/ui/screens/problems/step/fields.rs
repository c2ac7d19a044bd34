//! The rows that only one act has.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use super::{
    Own, StepForm,
    act::{area_words, kept_from_closing},
    ladder::Rung,
};
use crate::{
    domain::{
        id::UnitId,
        problem::{
            act::ActKind,
            step::{Disposal, Dissuaded, Verdict},
        },
        text::LINE_MAX,
    },
    ops::query::problem::suggested_units,
    ui::{
        cx::Cx,
        screens::{
            entry::{Pick, date_row},
            problems::{
                entry::{MEMBER_LINE, with_basis},
                words::verdict_help,
            },
        },
        theme::{self, Tone},
        widgets::{
            button,
            check::check,
            choice::choice,
            date_field::DateField,
            form::{Field, Form},
            notice::Notice,
            number_field::NumberField,
            search_pick::Candidate,
            text_field::TextField,
        },
    },
};

/// The line of the plan that has 监管人 report to the town and above at any time (R052), and the one of integrity (R077).
const SUPERVISOR_LINE: u32 = 774;
const INTEGRITY_LINE: u32 = 806;

impl StepForm {
    pub(super) fn own_fields(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let day = self.day(today);
        if self.kind == ActKind::Close {
            self.separation(ui);
        }
        if matches!(self.own, Own::Report { .. }) {
            self.target(ui, form, cx, day);
        }
        let about = &self.about;
        match &mut self.own {
            Own::Nothing => {}
            Own::Dissuade { way, outcome } => {
                form.row(ui, with_basis(Field::new("way", "劝阻方式").required(), MEMBER_LINE), |ui, slot| {
                    TextField::new(way).hint("例如：当面劝阻、电话劝阻").max(LINE_MAX).show(ui, slot)
                });
                let help = match outcome {
                    Some(Dissuaded::Stopped) => "已停止的也要上报、核实，直到销号",
                    Some(_) => "不能阻止的，要迅速向上一级网格责任人汇报",
                    None => "",
                };
                form.row(ui, Field::new("outcome", "劝阻结果").required().help(help), |ui, slot| {
                    choice(ui, slot, outcome, Dissuaded::ALL, |one| one.label(), "请选择")
                });
            }
            Own::Report { urgent, reason } => report_rows(ui, form, urgent, reason, !self.ladder.skipped().is_empty()),
            Own::Verify { verdict } => {
                let help = verdict.map_or("", verdict_help);
                form.row(
                    ui,
                    with_basis(Field::new("verdict", "核实结论").required().help(help), INTEGRITY_LINE),
                    |ui, slot| choice(ui, slot, verdict, Verdict::ALL, |one| one.label(), "请选择"),
                );
            }
            Own::Dispose { disposal, unit, due } => {
                form.row(ui, Field::new("disposal", "处置方式").required(), |ui, slot| {
                    choice(ui, slot, disposal, Disposal::ALL, |one| one.label(), "请选择")
                });
                let hands_over = matches!(disposal, Some(Disposal::Enforcement | Disposal::Department));
                if hands_over {
                    let field = Field::new("unit", "承办单位").required();
                    form.row(ui, field, |ui, slot| unit.show(ui, slot, cx, day));
                    let problem = about.line.problem.clone();
                    let found = cx.load(&mut self.suggested, (about.line.id, day), move |ws, (_, day)| {
                        suggested_units(ws, &problem, day).unwrap_or_default()
                    });
                    suggestions(ui, form, found.map_or(&[], Vec::as_slice), unit);
                }
                let label = if hands_over { "办结期限" } else { "整改期限" };
                let field = Field::new("due", label).help("留空时按设置里的期限计算");
                form.row(ui, field, |ui, slot| DateField::new(due, today).show(ui, slot));
            }
            Own::Rectify { whole, area } => {
                let words = area_words(about);
                form.row(ui, Field::new("whole", "整改程度").required().help(&words), |ui, slot| {
                    let word = |whole: &bool| if *whole { "全部整改完成" } else { "部分整改" };
                    choice(ui, slot, whole, &[false, true], word, "请选择")
                });
                if *whole == Some(false) {
                    form.row(ui, Field::new("area", "本次整改面积").required(), |ui, slot| {
                        NumberField::new(area, 2).unit("亩").range(0, i64::MAX).show(ui, slot)
                    });
                }
            }
            Own::Review { passed } => {
                let help = match passed {
                    Some(true) => "通过后等待销号",
                    Some(false) => "不通过的回到整改中，要继续整改",
                    None => "",
                };
                form.row(ui, Field::new("passed", "复查结论").required().help(help), |ui, slot| {
                    let word = |passed: &bool| if *passed { "通过" } else { "不通过" };
                    choice(ui, slot, passed, &[true, false], word, "请选择")
                });
            }
            Own::Extend { due, approver } => {
                date_row(ui, form, Field::new("due", "延期到"), due, today);
                form.row(ui, Field::new("approver", "批准人").required(), |ui, slot| {
                    approver.show(ui, slot, cx, day)
                });
            }
            Own::Supervise { due } => {
                let field = Field::new("due", "督办期限").help("没有规定期限时留空");
                form.row(ui, field, |ui, slot| DateField::new(due, today).show(ui, slot));
            }
            Own::Merge { into } => {
                let own = about.line.id;
                form.row(ui, Field::new("into", "合并到").required(), |ui, slot| into.show(ui, slot, cx, own));
            }
        }
    }

    /// 上报对象, with what passing over a level asks for.
    fn target(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>, day: NaiveDate) {
        let rungs: Vec<Rung> = self.ladder.load(cx, self.about.line.id, self.by.ids(), day).to_vec();
        let skipped = self.ladder.skipped().join("、");
        let help = if skipped.is_empty() {
            "上一级网格责任人".to_owned()
        } else {
            format!("越级上报：越过 {skipped}，保存后自动抄告")
        };
        let field = with_basis(Field::new("to", "上报到").required().help(&help), MEMBER_LINE);
        let grids: Vec<_> = rungs.iter().map(|rung| rung.grid).collect();
        let mut chosen = self.ladder.target();
        let words =
            |grid: &_| rungs.iter().find(|rung| rung.grid == *grid).map_or("正在载入", |rung| rung.name.as_str());
        form.row(ui, field, |ui, slot| choice(ui, slot, &mut chosen, &grids, words, "没有上一级网格"));
        self.ladder.choose(chosen);
    }

    /// Who may close it (L806: 发现, 办理 and 核查 are kept apart).
    fn separation(&self, ui: &mut Ui) {
        let kept = kept_from_closing(&self.about);
        let who = if kept.is_empty() { "无".to_owned() } else { kept.join("、") };
        let rule = "销号由另外的人确认：发现人、上报人和整改人不能为自己办的事销号。";
        Notice::new(Tone::Info, "发现、整改与销号分开").cause(rule).next(format!("不能销号：{who}")).show(ui, |ui| {
            if let Some(clause) = crate::domain::plan::clause(INTEGRITY_LINE) {
                crate::ui::widgets::link::basis(ui, &clause.into(), false);
            }
        });
        ui.add_space(8.0);
    }
}

/// 紧急 and the reason of 越级.
fn report_rows(ui: &mut Ui, form: &mut Form<'_>, urgent: &mut bool, reason: &mut String, skips: bool) {
    form.row(ui, with_basis(Field::new("urgent", ""), MEMBER_LINE), |ui, _| check(ui, urgent, "紧急情况"));
    if !skips && reason.is_empty() && !*urgent {
        return;
    }
    let help = "网格员越级须勾选紧急情况并写明理由；监管人可以随时向镇（街道）及以上反映";
    let field = Field::new("reason", if skips { "越级理由" } else { "紧急理由" }).help(help);
    form.row(ui, with_basis(field, SUPERVISOR_LINE), |ui, slot| {
        TextField::new(reason).hint("为什么来不及逐级上报").rows(2).max(LINE_MAX).show(ui, slot)
    });
}

/// Departments that the settings name for such a problem, each chosen with one press (G37).
fn suggestions(ui: &mut Ui, form: &mut Form<'_>, suggested: &[(UnitId, String)], unit: &mut Pick) {
    let others = suggested.iter().filter(|(id, _)| unit.unit() != Some(*id));
    let others: Vec<&(UnitId, String)> = others.collect();
    if others.is_empty() {
        return;
    }
    form.beside(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (id, name) in others {
                if ui.add(button::bare(&format!("选用{name}"))).clicked() {
                    unit.chosen = Some(Candidate::new(id.0, name.clone(), ""));
                }
            }
            ui.label(RichText::new("建议值，非文件规定").small().color(theme::palette(ui).quiet));
        });
    });
}
