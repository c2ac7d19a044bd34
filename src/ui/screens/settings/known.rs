//! The settings a district decides for itself, each with where its value comes from.

use std::collections::BTreeMap;

use egui::{Align, Layout, RichText, TextStyle, Ui};

use crate::{
    domain::{
        desk::Right,
        fault::Faults,
        setting::{Setting, SettingKind},
    },
    ops::{
        Command, OpFault, OpResult,
        office::SetSetting,
        query::{self, settings::SettingLine},
    },
    session::Loaded,
    ui::{
        action::Submission,
        cx::Cx,
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            button, chip,
            form::{Field, Form, FormState},
            page::{card, section},
            text_field::TextField,
        },
    },
};

/// Room for the names, which are longer than those of other forms.
const NAMES: f32 = 208.0;

/// The settings with what was typed and not yet saved.
#[derive(Default)]
pub struct Known {
    lines: Loaded<(), OpResult<Vec<SettingLine>>>,
    typed: BTreeMap<&'static str, String>,
    state: FormState,
    faults: Faults,
    sent: Vec<(&'static str, Submission)>,
}

impl Known {
    pub fn invalidate(&mut self) {
        self.lines.invalidate();
    }

    pub fn has_unsaved(&self) -> bool {
        !self.typed.is_empty()
    }

    pub fn discard(&mut self) {
        self.typed.clear();
        self.faults = Faults::default();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.receive();
        let Some(Ok(lines)) = cx.load(&mut self.lines, (), |ws, ()| query::settings::all(ws)) else { return };
        let lines = lines.clone();
        let refusal = cx.office.refusal(Right::Manage);
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            let why = refusal.as_deref().or(self.typed.is_empty().then_some("没有改动"));
            let mut pressed = false;
            // Above the fields: however many there are, the button stays in sight.
            ui.horizontal(|ui| {
                section(ui, "本区设置");
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let save = button::primary("保存设置").refused(why).shortcut(Shortcut::Save);
                    pressed = ui.add(save).clicked();
                });
            });
            pressed |= why.is_none() && Shortcut::Save.pressed(ui.ctx());
            ui.add_space(4.0);
            let faults = std::mem::take(&mut self.faults);
            let mut form = Form::new(&mut self.state, &faults).label_width(NAMES);
            for line in &lines {
                row(ui, &mut form, line, &mut self.typed, refusal.is_none());
            }
            self.faults = faults;
            if pressed && self.sent.is_empty() {
                self.save(cx, &lines);
            }
        });
    }

    fn save(&mut self, cx: &mut Cx<'_>, lines: &[SettingLine]) {
        let mut faults = Faults::default();
        for line in lines {
            let setting = line.setting;
            if let Some(typed) = self.typed.get(setting.key) {
                faults.take(setting.key, setting.check(typed));
            }
        }
        self.faults = faults;
        if !self.faults.is_empty() {
            self.state.save_failed();
            return;
        }
        for (key, value) in &self.typed {
            let set = SetSetting { key: (*key).to_owned(), value: value.trim().to_owned() };
            self.sent.push((key, cx.submit(Command::SetSetting(set))));
        }
    }

    fn receive(&mut self) {
        let (typed, faults, state) = (&mut self.typed, &mut self.faults, &mut self.state);
        self.sent.retain(|(key, sent)| match sent.take() {
            None => true,
            Some(Ok(_)) => {
                typed.remove(key);
                false
            }
            Some(Err(fault)) => {
                if let OpFault::Input(found) = fault
                    && let Some(first) = found.0.into_iter().next()
                {
                    faults.add(key, first.message);
                    state.save_failed();
                }
                false
            }
        });
    }
}

fn row(
    ui: &mut Ui,
    form: &mut Form<'_>,
    line: &SettingLine,
    typed: &mut BTreeMap<&'static str, String>,
    enabled: bool,
) {
    let setting: &'static Setting = line.setting;
    let mut text = typed.get(setting.key).unwrap_or(&line.value).clone();
    let max = match setting.kind {
        SettingKind::Line(max) => max,
        SettingKind::Phone => 30,
        SettingKind::Whole(..) => 4,
    };
    let field = Field::new(setting.key, setting.label).help(setting.help);
    form.row(ui, field, |ui, slot| {
        ui.add_enabled_ui(enabled, |ui| TextField::new(&mut text).max(max).show(ui, slot)).inner
    });
    if text == line.value {
        typed.remove(setting.key);
    } else {
        typed.insert(setting.key, text);
    }
    ui.horizontal(|ui| {
        ui.add_space(NAMES + theme::GAP);
        let (tone, word) = if line.entered { (Tone::Good, "本单位填写") } else { (Tone::Neutral, "默认值") };
        chip::chip(ui, tone, word);
        let quiet = theme::palette(ui).quiet;
        let source = RichText::new(format!("来源：{}", setting.source)).text_style(TextStyle::Small).color(quiet);
        ui.add(egui::Label::new(source).truncate());
    });
    ui.add_space(8.0);
}
