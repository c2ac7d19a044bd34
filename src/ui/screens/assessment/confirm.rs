//! 审定: day and document, refused with a list of what is open.

use chrono::NaiveDate;
use egui::{Context, RichText, Ui};

use crate::{
    domain::{date, fault::Faults, text::LINE_MAX},
    ops::{Command, OpFault, assess::ConfirmAssessment, query::assess::YearOverview},
    ui::{
        action::Submission,
        cx::Cx,
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            button,
            date_field::DateField,
            form::{Field, Form, FormState},
            modal,
            notice::Notice,
            text_field::TextField,
        },
    },
};

/// What is typed before a year is locked.
pub struct ConfirmForm {
    state: FormState,
    faults: Faults,
    on: String,
    document: String,
    sent: Option<Submission>,
}

impl ConfirmForm {
    pub fn new(today: NaiveDate) -> Self {
        Self {
            state: FormState::begin(),
            faults: Faults::default(),
            on: date::chinese(today),
            document: String::new(),
            sent: None,
        }
    }

    /// Draws it; true when it is done with.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>, year: &YearOverview) -> bool {
        if let Some(answer) = self.sent.as_ref().and_then(Submission::take) {
            self.sent = None;
            match answer {
                Ok(_) => return true,
                Err(OpFault::Input(faults)) => {
                    self.faults = faults;
                    self.state.save_failed();
                }
                Err(_) => {}
            }
        }
        let open: Vec<String> =
            year.unfinished().map(|line| format!("{}（{} 项）", line.name, line.total.open)).collect();
        let why = (!open.is_empty()).then_some("还有没评完的单位");
        let title = format!("审定 {} 年度考核结果", year.year);
        let today = cx.office.today;
        let (mut save, mut close) = (false, false);
        modal::form(
            ctx,
            "审定",
            &title,
            520.0,
            |ui| self.fields(ui, today, &open),
            |ui| {
                save = ui.add(button::primary("审定").refused(why)).clicked();
                close = ui.add(button::quiet("取消")).clicked();
            },
        );
        save |= why.is_none() && Shortcut::Save.pressed(ctx);
        close |= Shortcut::Back.pressed(ctx);
        if save && self.sent.is_none() {
            self.save(cx, year);
        }
        close
    }

    fn fields(&mut self, ui: &mut Ui, today: NaiveDate, open: &[String]) {
        let colours = theme::palette(ui);
        if !open.is_empty() {
            let title = format!("还有 {} 个单位没有评完，不能审定", open.len());
            Notice::new(Tone::Warning, title).cause(open.join("、")).next("请评完所有项目后再审定。").show(ui, |_| {});
            return;
        }
        let text = "审定后全部得分锁定，不能撤销；以后的改动只能办理有编号的更正。";
        ui.label(RichText::new(text).color(colours.tone(Tone::Warning).text));
        ui.add_space(8.0);
        let mut form = Form::new(&mut self.state, &self.faults);
        let on = Field::new("on", "审定日期").required();
        form.row(ui, on, |ui, slot| DateField::new(&mut self.on, today).show(ui, slot));
        let document = Field::new("document", "文号").help("区人民政府审定或通报的文件，没有可以不填").width(380.0);
        form.row(ui, document, |ui, slot| TextField::new(&mut self.document).max(LINE_MAX).show(ui, slot));
    }

    fn save(&mut self, cx: &mut Cx<'_>, year: &YearOverview) {
        self.faults = Faults::default();
        let Some(on) = self.faults.take("on", date::parse(&self.on, cx.office.today)) else {
            self.state.save_failed();
            return;
        };
        let confirm = ConfirmAssessment { assessment: year.id, on, document: self.document.trim().to_owned() };
        self.sent = Some(cx.submit(Command::ConfirmAssessment(confirm)));
    }
}
