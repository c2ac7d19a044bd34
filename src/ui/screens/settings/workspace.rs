//! The workspace: where it lies, its copies, and the full check.

use std::path::PathBuf;

use egui::{Label, RichText, TextStyle, Ui};

use crate::{
    ops::{BackupFile, OpFault, OpResult},
    session::{Loaded, Ticket},
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            button,
            fact::fact,
            notice::Notice,
            page::{card, section},
        },
    },
};

/// How many copies are listed.
const LISTED: usize = 12;

/// Where the workspace lies and which copies there are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Facts {
    dir: Option<PathBuf>,
    backups: Vec<BackupFile>,
}

#[derive(Default)]
pub struct WorkspaceFacts {
    facts: Loaded<(), OpResult<Facts>>,
    copying: Option<Ticket<OpResult<PathBuf>>>,
    checking: Option<Ticket<OpResult<Vec<String>>>>,
    /// What the last check found.
    checked: Option<Vec<String>>,
}

impl WorkspaceFacts {
    pub fn invalidate(&mut self) {
        self.facts.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.receive(cx);
        let facts = cx
            .load(&mut self.facts, (), |ws, ()| Ok(Facts { dir: ws.dir().map(PathBuf::from), backups: ws.backups()? }));
        let facts = match facts {
            Some(Ok(facts)) => facts.clone(),
            _ => Facts { dir: None, backups: Vec::new() },
        };
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            section(ui, "工作区");
            self.place(ui, cx, &facts);
        });
        ui.add_space(4.0);
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            section(ui, "备份");
            self.backups(ui, cx, &facts);
        });
        ui.add_space(4.0);
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            section(ui, "全面检查");
            self.check(ui, cx);
        });
    }

    fn place(&self, ui: &mut Ui, cx: &mut Cx<'_>, facts: &Facts) {
        let office = cx.office;
        fact(ui, "名称", &office.name);
        fact(ui, "单位", &office.office);
        let dir = facts.dir.as_ref().map_or_else(|| "内存中（不保存）".to_owned(), |dir| dir.display().to_string());
        fact(ui, "文件夹", &dir);
        let state = match (office.read_only, office.sample) {
            (true, _) => "只读",
            (false, true) => "示范数据，可以修改",
            (false, false) => "可以修改",
        };
        fact(ui, "状态", state);
        fact(ui, "数据", &format!("巡查 {} 条，操作 {} 次", office.patrols, office.operations));
        fact(ui, "随附资料", super::about::VINTAGE);
        if let Some(dir) = &facts.dir {
            ui.horizontal(|ui| {
                if ui.add(button::quiet("打开文件夹").icon(Icon::OpenFolder)).clicked() && opener::open(dir).is_err()
                {
                    cx.say(Tone::Warning, format!("没有打开成，文件夹在 {}", dir.display()));
                }
                if ui.add(button::quiet("关闭工作区").icon(Icon::SignOut)).clicked() {
                    cx.act(Action::CloseWorkspace);
                }
            });
        }
    }

    fn backups(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, facts: &Facts) {
        let colours = theme::palette(ui);
        let text = "备份是经过校验的数据库副本，保存在工作区的 backups 文件夹：最近 7 天全部保留，其后每周、每月各留一份。\
                    附件在 files 文件夹中，换电脑时请把整个工作区文件夹一起复制。";
        ui.add(Label::new(RichText::new(text).text_style(TextStyle::Small).color(colours.quiet)).wrap());
        let why = match (&facts.dir, self.copying.is_some()) {
            (None, _) => Some("这个工作区没有文件夹"),
            (_, true) => Some("正在备份"),
            _ => None,
        };
        if ui.add(button::primary("立即备份").icon(Icon::Backup).refused(why)).clicked() {
            self.copying = Some(cx.session.ask(|ws| ws.backup()));
            ui.ctx().request_repaint();
        }
        if facts.backups.is_empty() {
            ui.label(RichText::new("还没有备份").color(colours.tone(Tone::Warning).text));
        }
        for backup in facts.backups.iter().take(LISTED) {
            ui.horizontal(|ui| {
                ui.label(Icon::Document.text(16.0).color(colours.quiet));
                ui.label(backup.at.format("%Y年%-m月%-d日 %H:%M:%S").to_string());
                let name = backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let name = RichText::new(name).text_style(TextStyle::Small).color(colours.quiet);
                ui.add(Label::new(name).truncate()).on_hover_text(backup.path.display().to_string());
            });
        }
        if facts.backups.len() > LISTED {
            let more = format!("另有 {} 份更早的备份", facts.backups.len() - LISTED);
            ui.label(RichText::new(more).text_style(TextStyle::Small).color(colours.quiet));
        }
    }

    fn check(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let colours = theme::palette(ui);
        let text = "检查数据库是否完好、各条记录是否对得上、附件内容是否有变动；附件多时需要几分钟。";
        ui.add(Label::new(RichText::new(text).text_style(TextStyle::Small).color(colours.quiet)).wrap());
        let why = self.checking.is_some().then_some("正在检查");
        if ui.add(button::quiet("全面检查").icon(Icon::Done).refused(why)).clicked() {
            (self.checking, self.checked) = (Some(cx.session.ask(|ws| ws.verify())), None);
            ui.ctx().request_repaint();
        }
        match self.checked.as_deref() {
            None => {}
            Some([]) => Notice::new(Tone::Good, "没有发现问题").cause("数据库和全部附件完好。").show(ui, |_| {}),
            Some(problems) => {
                let title = format!("发现 {} 个问题", problems.len());
                let shown = problems.iter().take(8).map(String::as_str).collect::<Vec<_>>().join("\n");
                Notice::new(Tone::Danger, title).cause(shown).details(problems.join("\n")).show(ui, |_| {});
            }
        }
    }

    fn receive(&mut self, cx: &mut Cx<'_>) {
        if let Some(answer) = self.copying.as_ref().and_then(Ticket::poll) {
            self.copying = None;
            match answer.unwrap_or(Err(OpFault::Unexpected)) {
                Ok(path) => {
                    self.facts.invalidate();
                    cx.act(Action::Refresh);
                    cx.say(
                        Tone::Good,
                        format!("已备份并校验：{}", path.file_name().unwrap_or_default().to_string_lossy()),
                    );
                }
                Err(fault) => cx.act(Action::Complain(Box::new(fault.notice()))),
            }
        }
        if let Some(answer) = self.checking.as_ref().and_then(Ticket::poll) {
            self.checking = None;
            match answer.unwrap_or(Err(OpFault::Unexpected)) {
                Ok(problems) => self.checked = Some(problems),
                Err(fault) => cx.act(Action::Complain(Box::new(fault.notice()))),
            }
        }
    }
}
