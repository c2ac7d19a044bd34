//! The short forms of the welcome page: where the sample is to lie, which workspace to open, which backup to restore.

use std::path::{Path, PathBuf};

use egui::{RichText, TextStyle, Ui};

use super::{
    Ended, Wanted,
    path_field::{Kind, PathField},
    wanted::is_workspace,
};
use crate::{
    domain::fault::Faults,
    ops::workspace::BACKUPS,
    ui::{
        dialogs::Dialogs,
        shortcut::Shortcut,
        theme,
        widgets::{
            button,
            form::{Field, Form, FormState},
            page::card,
        },
    },
};

/// Draws a card with a title, a line of explanation, the fields, and the verb with 「返回」 under them.
/// Answers `Some(true)` for the verb and `Some(false)` for going back.
pub(super) fn sheet(ui: &mut Ui, title: &str, text: &str, verb: &str, fields: impl FnOnce(&mut Ui)) -> Option<bool> {
    let colours = theme::palette(ui);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(title).text_style(theme::text::section()));
        if !text.is_empty() {
            ui.add(egui::Label::new(RichText::new(text).text_style(TextStyle::Small).color(colours.quiet)).wrap());
        }
        ui.add_space(8.0);
        fields(ui);
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let done = ui.add(button::primary(verb)).clicked() || Shortcut::Save.pressed(ui.ctx());
            let back = ui.add(button::quiet("返回")).clicked() || Shortcut::Back.pressed(ui.ctx());
            if done { Some(true) } else { back.then_some(false) }
        })
        .inner
    })
}

/// Where the sample lies or is to lie.
pub struct SampleForm {
    state: FormState,
    faults: Faults,
    dir: PathField,
}

impl Default for SampleForm {
    fn default() -> Self {
        Self { state: FormState::begin(), faults: Faults::default(), dir: PathField::to_make("示范工作区") }
    }
}

impl SampleForm {
    pub fn show(&mut self, ui: &mut Ui, dialogs: &mut Dialogs) -> Option<Ended> {
        let text = "示范区县使用东胜区的真实单位名称，人员、电话和记录均为虚构，每一页和每张报表都标有「示范数据」。";
        let done = sheet(ui, "打开示范区县", text, "打开示范区县", |ui| {
            let mut form = Form::new(&mut self.state, &self.faults);
            let field =
                Field::new("dir", "存放位置").required().wide().help("没有时生成约需几秒钟；已经生成过的直接打开");
            form.row(ui, field, |ui, slot| self.dir.show(ui, slot, dialogs));
        })?;
        if !done {
            return Some(Ended::Back);
        }
        self.faults = Faults::default();
        if let Some(fault) = self.dir.fault() {
            self.faults.add("dir", fault);
            self.state.save_failed();
            return None;
        }
        Some(Ended::Wants(Wanted::Sample(self.dir.path())))
    }
}

/// Which workspace is to be opened.
pub struct OpenForm {
    state: FormState,
    faults: Faults,
    dir: PathField,
}

impl Default for OpenForm {
    fn default() -> Self {
        Self { state: FormState::begin(), faults: Faults::default(), dir: PathField::new(Kind::Folder, "") }
    }
}

impl OpenForm {
    pub fn show(&mut self, ui: &mut Ui, dialogs: &mut Dialogs) -> Option<Ended> {
        let text = "工作区是一个文件夹，里面有 gengbao.db、files 和 backups。";
        let done = sheet(ui, "打开工作区", text, "打开", |ui| {
            let mut form = Form::new(&mut self.state, &self.faults);
            let field = Field::new("dir", "工作区").required().wide().help("可以按「浏览…」选择，也可以直接填写位置");
            form.row(ui, field, |ui, slot| self.dir.show(ui, slot, dialogs));
        })?;
        if !done {
            return Some(Ended::Back);
        }
        self.faults = Faults::default();
        let dir = self.folder();
        let fault = self.dir.fault().or_else(|| {
            let missing = format!("「{}」里没有 gengbao.db，请选择工作区文件夹，或新建工作区", dir.display());
            (!is_workspace(&dir)).then_some(missing)
        });
        if let Some(fault) = fault {
            self.faults.add("dir", fault);
            self.state.save_failed();
            return None;
        }
        Some(Ended::Wants(Wanted::Open(dir)))
    }

    /// The folder, also when the database in it was named.
    fn folder(&self) -> PathBuf {
        let path = self.dir.path();
        match path.parent() {
            Some(parent) if path.is_file() => parent.to_owned(),
            _ => path,
        }
    }
}

/// Which backup is to be restored, and where.
pub struct RestoreForm {
    state: FormState,
    faults: Faults,
    file: PathField,
    dir: PathField,
}

impl Default for RestoreForm {
    fn default() -> Self {
        Self {
            state: FormState::begin(),
            faults: Faults::default(),
            file: PathField::new(Kind::File, ""),
            dir: PathField::to_make("恢复的工作区"),
        }
    }
}

impl RestoreForm {
    /// For a damaged workspace: its newest backup is offered, and a folder beside it.
    pub fn beside(damaged: &Path) -> Self {
        let name = damaged.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let dir = damaged.with_file_name(format!("{name}-恢复"));
        Self {
            file: PathField::new(Kind::File, newest_backup(damaged).unwrap_or_default()),
            dir: PathField::new(Kind::Folder, dir.display().to_string()),
            ..Self::default()
        }
    }

    pub fn show(&mut self, ui: &mut Ui, dialogs: &mut Dialogs) -> Option<Ended> {
        let text = "备份先检查再恢复到新的文件夹，原来的工作区和备份都不改动。";
        let done = sheet(ui, "从备份恢复", text, "恢复并打开", |ui| {
            let mut form = Form::new(&mut self.state, &self.faults);
            let file = Field::new("file", "备份文件")
                .required()
                .wide()
                .help("在工作区的 backups 文件夹中，例如 gengbao-20250610-093000.db");
            form.row(ui, file, |ui, slot| self.file.show(ui, slot, dialogs));
            let dir = Field::new("dir", "恢复到").required().wide().help("还没有工作区的文件夹，没有时会新建");
            form.row(ui, dir, |ui, slot| self.dir.show(ui, slot, dialogs));
        })?;
        if !done {
            return Some(Ended::Back);
        }
        self.faults = self.check();
        if !self.faults.is_empty() {
            self.state.save_failed();
            return None;
        }
        Some(Ended::Wants(Wanted::Restore { file: self.file.path(), dir: self.dir.path() }))
    }

    fn check(&self) -> Faults {
        let mut faults = Faults::default();
        let file = self.file.path();
        let missing = || (!file.is_file()).then(|| format!("找不到「{}」，请核对位置后重新选择", file.display()));
        if let Some(fault) = self.file.fault().or_else(missing) {
            faults.add("file", fault);
        }
        if let Some(fault) = self.dir.fault().or_else(|| occupied(&self.dir.path())) {
            faults.add("dir", fault);
        }
        faults
    }
}

/// Why a workspace cannot be made in a folder.
pub(super) fn occupied(dir: &Path) -> Option<String> {
    is_workspace(dir).then(|| format!("「{}」已经是一个工作区，请换一个文件夹，或直接打开它", dir.display()))
}

/// The newest dated copy beside a database; its name carries the time.
fn newest_backup(dir: &Path) -> Option<String> {
    let copies = std::fs::read_dir(dir.join(BACKUPS)).ok()?.flatten().map(|entry| entry.path());
    let newest = copies.filter(|path| path.extension().is_some_and(|ending| ending == "db")).max()?;
    Some(newest.display().to_string())
}
