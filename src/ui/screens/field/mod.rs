//! 外业导入: photos, tracks and points from the field, read in the background, looked at, and taken as one operation.

mod choose;
mod decide;
mod keep;
mod rows;

use egui::{ProgressBar, RichText, TextStyle, Ui};

use self::{choose::Choose, decide::Decide, keep::Keep};
use crate::{
    domain::{coordinate::SECRECY_NOTICE, desk::Right, id::OpId},
    exchange::ExchangeFault,
    ops::{Changes, Notice, NoticeKind, OpFault, OpResult, query::field},
    session::{
        Progress, Ticket,
        field::{Batch, NotRead, Scan, scan},
    },
    ui::{
        action::{Action, Submission},
        cx::Cx,
        icon::Icon,
        screens::views::{PatrolView, patrol_views},
        theme::{self, Tone},
        widgets::{
            button,
            notice::Notice as NoticePanel,
            page::{PageHead, card},
        },
    },
};

#[derive(Default)]
pub struct FieldData {
    choose: Choose,
    step: Step,
    fault: Option<Notice>,
    progress: Progress,
}

#[derive(Default)]
enum Step {
    #[default]
    Choose,
    Reading(Ticket<Result<Option<Scan>, ExchangeFault>>),
    /// Finding out what came already.
    Looking(Ticket<OpResult<Batch>>),
    Decide(Box<Decide>),
    /// Photos are being kept, before the command can name them.
    Keeping(Box<Decide>, Keep),
    Taking(Box<Decide>, Submission),
    Done(Ended),
}

/// What was taken.
struct Ended {
    title: String,
    op: OpId,
    warnings: Vec<String>,
}

impl FieldData {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("巡查").note("照片、轨迹和点位归入巡查；一次导入可以整体撤销").show(ui);
        patrol_views(ui, cx, PatrolView::FieldData);
        ui.add_space(2.0);
        secrecy(ui);
        let why = cx.office.refusal(Right::Record);
        self.receive(cx);
        let busy = !matches!(self.step, Step::Choose | Step::Done(_));
        let asked = if busy { None } else { self.choose.show(ui, cx, why.as_deref()) };
        let dropped = choose::dropped(ui).filter(|_| !busy && why.is_none());
        if let Some(paths) = asked.or(dropped) {
            self.fault = None;
            self.progress.begin();
            let progress = self.progress.clone();
            self.step = Step::Reading(cx.session.beside(move || scan(&paths, &progress)));
            self.receive(cx);
        }
        if let Some(fault) = &self.fault {
            let panel = NoticePanel::new(Tone::Danger, fault.title.clone()).next(fault.next.clone());
            let panel = if fault.detail.is_empty() { panel } else { panel.details(fault.detail.clone()) };
            panel.show(ui, |_| {});
        }
        self.step(ui, cx, why.as_deref());
    }

    /// Takes in what has arrived.
    fn receive(&mut self, cx: &mut Cx<'_>) {
        self.step = match std::mem::take(&mut self.step) {
            Step::Reading(ticket) => match ticket.poll() {
                None => Step::Reading(ticket),
                Some(Ok(Ok(Some(scan)))) => self.look(cx, scan),
                Some(Ok(Ok(None))) => Step::Choose,
                Some(Ok(Err(fault))) => {
                    let ExchangeFault { title, next, detail } = fault;
                    self.fault = Some(Notice { kind: NoticeKind::Input, title, next, detail });
                    Step::Choose
                }
                Some(Err(_)) => self.failed(&OpFault::Unexpected),
            },
            Step::Looking(ticket) => match ticket.poll() {
                None => Step::Looking(ticket),
                Some(Ok(Ok(batch))) => Step::Decide(Box::new(Decide::new(batch, cx.office.today))),
                Some(answer) => self.failed(&answer.ok().and_then(Result::err).unwrap_or(OpFault::Unexpected)),
            },
            Step::Keeping(decide, mut keep) => match keep.receive(cx) {
                None => Step::Keeping(decide, keep),
                Some(Ok(kept)) => match decide.batch.command(&kept) {
                    Ok(command) => {
                        let submission = cx.submit(command);
                        Step::Taking(decide, submission)
                    }
                    Err(fault) => self.back(decide, &fault),
                },
                Some(Err(fault)) => self.back(decide, &fault),
            },
            Step::Taking(decide, submission) => match submission.take() {
                None => Step::Taking(decide, submission),
                Some(Ok(outcome)) => {
                    Step::Done(Ended { title: outcome.title, op: outcome.op, warnings: outcome.warnings })
                }
                Some(Err(fault)) => self.back(decide, &fault),
            },
            other => other,
        };
    }

    fn look(&mut self, cx: &mut Cx<'_>, scan: Scan) -> Step {
        if scan.files.is_empty() && scan.refused.is_empty() {
            let title = "没有找到文件".to_owned();
            let next = "选择的文件夹是空的，请核对位置。".to_owned();
            self.fault = Some(Notice { kind: NoticeKind::Input, title, next, detail: String::new() });
            return Step::Choose;
        }
        Step::Looking(cx.session.ask(move |ws| {
            let digests: Vec<String> = scan.files.iter().map(|file| file.digest.clone()).collect();
            let taken = field::taken(ws, &digests)?;
            Ok(Batch::new(scan, &taken))
        }))
    }

    fn failed(&mut self, fault: &OpFault) -> Step {
        self.fault = Some(fault.notice());
        Step::Choose
    }

    /// Shows why it was not taken; everything that was decided stays.
    fn back(&mut self, decide: Box<Decide>, fault: &OpFault) -> Step {
        if !matches!(fault, OpFault::Stopped) {
            // Faults that are not about the items were shown by the window.
            self.fault = Some(fault.notice()).filter(|notice| !notice.title.is_empty());
        }
        Step::Decide(decide)
    }

    fn step(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) {
        self.step = match std::mem::take(&mut self.step) {
            Step::Choose => {
                if self.fault.is_none() {
                    introduction(ui);
                }
                Step::Choose
            }
            Step::Decide(mut decide) => match decide.show(ui, cx, why) {
                None => Step::Decide(decide),
                Some(decide::Answer::Again) => {
                    self.fault = None;
                    Step::Choose
                }
                Some(decide::Answer::Take) => {
                    self.fault = None;
                    self.progress.begin();
                    let keep = Keep::new(decide.batch.photos(), self.progress.clone());
                    Step::Keeping(decide, keep)
                }
            },
            Step::Done(ended) => {
                if done(ui, cx, &ended) {
                    self.choose.clear();
                    Step::Choose
                } else {
                    Step::Done(ended)
                }
            }
            waiting => {
                let what = match waiting {
                    Step::Reading(_) => "正在读取文件，没有保存任何内容",
                    Step::Looking(_) => "正在核对是否已经导入过",
                    Step::Keeping(..) => "正在存入照片",
                    _ => "正在导入",
                };
                let stops = matches!(waiting, Step::Reading(_) | Step::Keeping(..));
                self.waiting(ui, what, stops);
                waiting
            }
        };
        self.receive(cx);
    }

    fn waiting(&self, ui: &mut Ui, what: &str, stops: bool) {
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(format!("{what}…")).text_style(theme::text::strong()));
            ui.horizontal(|ui| {
                ui.add(ProgressBar::new(self.progress.share().unwrap_or(0.0)).desired_width(420.0));
                let asked = self.progress.is_cancelled().then_some("正在取消");
                if stops && ui.add(button::quiet("取消").icon(Icon::Close).refused(asked)).clicked() {
                    self.progress.cancel();
                }
            });
        });
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    }

    /// Whether leaving would lose what was read and decided.
    pub fn has_unsaved(&self) -> bool {
        matches!(self.step, Step::Decide(_) | Step::Keeping(..))
    }

    pub fn discard(&mut self) {
        self.progress.cancel();
        *self = Self::default();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if let Step::Decide(decide) = &mut self.step
            && changes.touch(&["patrol", "patrol_person", "grid_version"])
        {
            decide.invalidate();
        }
    }
}

/// The word about secrets, on every visit (standards §3.1).
fn secrecy(ui: &mut Ui) {
    let colours = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.label(Icon::Warning.text(16.0).color(colours.tone(Tone::Warning).text));
        ui.label(RichText::new(SECRECY_NOTICE).text_style(TextStyle::Small).color(colours.tone(Tone::Warning).text));
    });
}

/// What a person can expect, before there is a file.
fn introduction(ui: &mut Ui) {
    let quiet = theme::palette(ui).quiet;
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        for (title, words) in [
            (
                "照片",
                "JPG、PNG、HEIC。拍摄时间和位置按相机写入的信息（EXIF）读取；照片作为附件保存，内容相同的只存一份。",
            ),
            (
                "轨迹和点位",
                "GPX、KML、KMZ、GeoJSON。没有时间的轨迹也可以导入，由您选择日期；轨迹属敏感个人信息，只有区级管理岗位能看到，不打印。",
            ),
            (
                "坐标系",
                "GPX 按 WGS-84 读取；其他经纬度会问有没有地图偏移，没有带号的坐标会问是第36带还是第37带，不自行猜测。",
            ),
            ("表格", "其他巡田软件导出的表格，请在「数据交换」中导入；列的含义可以保存为来源，下一次不用再对应。"),
        ] {
            ui.label(RichText::new(title).text_style(theme::text::section()));
            ui.label(RichText::new(words).color(quiet));
            ui.add_space(6.0);
        }
    });
}

/// What has come in, with the way back; true when more is to come.
fn done(ui: &mut Ui, cx: &mut Cx<'_>, ended: &Ended) -> bool {
    let (mut again, mut undo) = (false, false);
    let panel = NoticePanel::new(Tone::Good, ended.title.clone()).next("在巡查详情中查看；不对时可以整体撤销。");
    panel.show(ui, |ui| {
        again = ui.add(button::quiet("再导入一批").icon(Icon::Import)).clicked();
        undo = ui.add(button::quiet("撤销这次导入").icon(Icon::Undo)).clicked();
    });
    if !ended.warnings.is_empty() {
        let count = ended.warnings.len();
        NoticePanel::new(Tone::Warning, format!("有 {count} 处请核对"))
            .cause(ended.warnings.join("\n"))
            .show(ui, |_| {});
    }
    if undo {
        cx.act(Action::UndoOp(ended.op));
    }
    again || undo
}

/// Files that were not read, each with its reason; the first few, the rest by number.
fn not_read(ui: &mut Ui, refused: &[NotRead]) {
    const SHOWN: usize = 4;
    if refused.is_empty() {
        return;
    }
    let told = refused.iter().take(SHOWN).map(|one| format!("{}。{}", one.fault.title, one.fault.next));
    let mut words: Vec<String> = told.collect();
    if refused.len() > SHOWN {
        words.push(format!("……还有 {} 个", refused.len() - SHOWN));
    }
    let panel = NoticePanel::new(Tone::Warning, format!("{} 个文件没有读取", refused.len())).cause(words.join("\n"));
    let all: Vec<String> = refused.iter().map(|one| format!("{}：{}", one.name, one.fault.title)).collect();
    let panel = if refused.len() > SHOWN { panel.details(all.join("\n")) } else { panel };
    panel.show(ui, |_| {});
}
