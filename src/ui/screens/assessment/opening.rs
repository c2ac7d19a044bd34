//! A year that was not opened yet: why nothing is here, and the way to begin.

use egui::{RichText, TextStyle, Ui};

use crate::{
    domain::{
        assess::{self, Tenths},
        desk::Right,
    },
    ops::{Command, assess::OpenAssessment},
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        theme,
        widgets::{choice::segments, empty::Empty},
    },
};

/// 评分最小单位, with its word.
const STEPS: [Tenths; 2] = [Tenths(1), Tenths(5)];

/// How the year is to be opened.
pub struct Opening {
    step: Tenths,
    sent: Option<Submission>,
}

impl Default for Opening {
    fn default() -> Self {
        Self { step: STEPS[0], sent: None }
    }
}

impl Opening {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (year, first) = (cx.year, assess::dongsheng_2023().valid_from_year);
        if self.sent.as_ref().is_some_and(|sent| sent.take().is_some()) {
            self.sent = None;
        }
        let title = format!("{year} 年度还没有开展考核");
        if assess::shipped(year).is_none() {
            let hint = format!("考核自 {first} 年度起实行，请在上方选择 {first} 或以后的年度");
            Empty::new(Icon::Assess, &title, &hint).show(ui);
            return;
        }
        if let Some(why) = cx.office.refusal(Right::Assess) {
            let hint = format!("{why}，请由区级管理或考核评分岗位的同志开展");
            Empty::new(Icon::Assess, &title, &hint).show(ui);
            return;
        }
        let verb = format!("开展 {year} 年度考核");
        let hint = "先列出考核对象供核对，冻结名单后逐项评分；附件2的 11 个镇、街道和 3 个部门默认列入";
        if Empty::new(Icon::Assess, &title, hint).action(&verb).show(ui) && self.sent.is_none() {
            let open = OpenAssessment { year, step: Some(self.step) };
            self.sent = Some(cx.submit(Command::OpenAssessment(open)));
        }
        self.steps(ui);
    }

    fn steps(&mut self, ui: &mut Ui) {
        let quiet = theme::palette(ui).quiet;
        let small = |text: &str| RichText::new(text).text_style(TextStyle::Small).color(quiet);
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() / 2.0 - 230.0).max(0.0));
            ui.label(small("评分最小单位"));
            let word = |step: &Tenths| if *step == STEPS[0] { "0.1 分" } else { "0.5 分" };
            segments(ui, &mut self.step, &STEPS, word);
            ui.label(small("建议值 0.1 分，非文件规定；开展后不再更改"));
        });
    }
}
