//! A new workspace in three steps: which district, which office and where, who works with it first.

use egui::{RichText, TextStyle, Ui};

use super::{
    Ended, Wanted,
    form::{occupied, sheet},
    path_field::PathField,
};
use crate::{
    domain::{desk::Desk, fault::Faults, plan::plan, text},
    ops::workspace::NewWorkspace,
    ui::{
        dialogs::Dialogs,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            button, chip,
            form::{Field, Form, FormState},
            text_field::TextField,
        },
    },
};

const STEPS: [&str; 3] = ["选择区县", "单位和文件夹", "您是谁"];

/// What was typed so far.
pub struct NewForm {
    step: usize,
    state: FormState,
    faults: Faults,
    name: String,
    office: String,
    dir: PathField,
    operator: String,
}

impl Default for NewForm {
    fn default() -> Self {
        Self {
            step: 0,
            state: FormState::begin(),
            faults: Faults::default(),
            name: "东胜区耕保".into(),
            office: "东胜区自然资源分局".into(),
            dir: PathField::to_make("东胜区耕保"),
            operator: String::new(),
        }
    }
}

impl NewForm {
    pub fn show(&mut self, ui: &mut Ui, dialogs: &mut Dialogs) -> Option<Ended> {
        let verb = if self.step + 1 < STEPS.len() { "下一步" } else { "新建工作区" };
        let title = format!("新建工作区　{}/3 {}", self.step + 1, STEPS[self.step]);
        let forward = sheet(ui, &title, "", verb, |ui| {
            self.steps(ui);
            ui.add_space(8.0);
            match self.step {
                0 => district(ui),
                1 => self.place(ui, dialogs),
                _ => self.person(ui),
            }
        })?;
        if forward { self.forward() } else { self.back() }
    }

    fn back(&mut self) -> Option<Ended> {
        if self.step == 0 {
            return Some(Ended::Back);
        }
        self.go(self.step - 1);
        None
    }

    fn forward(&mut self) -> Option<Ended> {
        self.faults = self.check();
        if !self.faults.is_empty() {
            self.state.save_failed();
            return None;
        }
        if self.step + 1 < STEPS.len() {
            self.go(self.step + 1);
            return None;
        }
        let new = NewWorkspace {
            name: self.name.trim().to_owned(),
            office: self.office.trim().to_owned(),
            operator: self.operator.trim().to_owned(),
            sample: false,
        };
        Some(Ended::Wants(Wanted::New { dir: self.dir.path(), new }))
    }

    fn go(&mut self, step: usize) {
        (self.step, self.state, self.faults) = (step, FormState::begin(), Faults::default());
    }

    /// The faults of the step that is shown.
    fn check(&self) -> Faults {
        let mut faults = Faults::default();
        match self.step {
            0 => {}
            1 => {
                faults.take("name", text::name("工作区名称", &self.name));
                faults.take("office", text::name("单位名称", &self.office));
                if let Some(fault) = self.dir.fault().or_else(|| occupied(&self.dir.path())) {
                    faults.add("dir", fault);
                }
            }
            _ => {
                faults.take("operator", text::name("姓名", &self.operator));
            }
        }
        faults
    }

    fn steps(&self, ui: &mut Ui) {
        let colours = theme::palette(ui);
        ui.horizontal(|ui| {
            for (place, words) in STEPS.iter().enumerate() {
                if place > 0 {
                    ui.label(Icon::Next.text(16.0).color(colours.quiet));
                }
                let (ink, style) = match place {
                    here if here == self.step => (colours.primary_text, theme::text::small_strong()),
                    before if before < self.step => (colours.text, TextStyle::Small),
                    _ => (colours.quiet, TextStyle::Small),
                };
                ui.label(RichText::new(format!("{} {words}", place + 1)).text_style(style).color(ink));
            }
        });
    }

    fn place(&mut self, ui: &mut Ui, dialogs: &mut Dialogs) {
        let mut form = Form::new(&mut self.state, &self.faults);
        let office = Field::new("office", "单位名称").required().help("印在报表和备份上");
        form.row(ui, office, |ui, slot| TextField::new(&mut self.office).max(text::NAME_MAX).show(ui, slot));
        let name = Field::new("name", "工作区名称").required().help("显示在窗口上方");
        form.row(ui, name, |ui, slot| TextField::new(&mut self.name).max(text::NAME_MAX).show(ui, slot));
        let dir = Field::new("dir", "文件夹").required().wide().help("数据、附件和备份都在这个文件夹里，没有时会新建");
        form.row(ui, dir, |ui, slot| self.dir.show(ui, slot, dialogs));
    }

    fn person(&mut self, ui: &mut Ui) {
        let mut form = Form::new(&mut self.state, &self.faults);
        let help = format!("岗位为「{}」；以后可以在设置中添加其他操作员", Desk::District.label());
        let field = Field::new("operator", "姓名").required().help(&help);
        form.row(ui, field, |ui, slot| {
            TextField::new(&mut self.operator).hint("例如：王𠮷").max(text::NAME_MAX).show(ui, slot)
        });
    }
}

/// The districts that ship with the program: one so far.
fn district(ui: &mut Ui) {
    let colours = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.add(button::quiet("鄂尔多斯市东胜区").icon(Icon::Place).chosen(true));
        chip::chip(ui, Tone::Good, "已选择");
    });
    let facts = [
        "含 3 个镇、12 个街道和 108 个村、社区及其代码，其中 11 个镇、街道列入附件2。".to_owned(),
        format!("按{}（{}）的网格、职责和考核办法设置。", plan().title, plan().number),
    ];
    for fact in facts {
        ui.add(egui::Label::new(RichText::new(fact).text_style(TextStyle::Small).color(colours.quiet)).wrap());
    }
}
