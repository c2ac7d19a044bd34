//! One tip in the drawer: what was reported, what became of it, and who reported it when somebody's look is on record.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use super::{
    Wish,
    forms::{AnswerForm, LookForm, RewardForm, SealForm, TipForm, VerifyForm},
    list::state_chip,
};
use crate::{
    domain::{
        date::chinese,
        desk::Right,
        id::{LookId, TipId},
        scan::ScanOwner,
        time,
        tip::{Identity, TipVerdict},
    },
    ops::{
        OpResult,
        query::tip::{self, TipDetail},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::{
            entry::fact,
            mechanisms::{closes, shelf::Shelf},
            patrols::ledger::trouble,
        },
        theme::{self, Tone},
        widgets::{button, chip::chip, drawer::Drawer, notice::Notice, page::section},
    },
};

#[derive(Default)]
pub struct Record {
    loaded: Loaded<TipId, OpResult<TipDetail>>,
    /// The look that was put on record for the tip that is open.
    look: Option<LookId>,
    identity: Loaded<LookId, OpResult<Identity>>,
    shown: Option<TipId>,
}

impl Record {
    pub fn invalidate(&mut self) {
        self.loaded.invalidate();
    }

    /// Shows who reported the open tip, by a look that is on record now.
    pub fn look(&mut self, look: LookId) {
        self.look = Some(look);
    }

    /// Forgets what was seen of a reporter.
    pub fn close(&mut self) {
        (self.look, self.identity, self.shown) = (None, Loaded::default(), None);
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, id: TipId, shelf: &mut Shelf) -> Option<Wish> {
        if self.shown != Some(id) {
            self.close();
            self.shown = Some(id);
        }
        cx.load(&mut self.loaded, id, tip::detail);
        if let Some(look) = self.look {
            cx.load(&mut self.identity, look, tip::identity);
        }
        let detail = match self.loaded.shown()? {
            Ok(detail) if detail.line.row.id == id => detail,
            Ok(_) => return None,
            Err(fault) => {
                trouble(ui, &fault.notice());
                return None;
            }
        };
        let (record, manage) = (cx.office.refusal(Right::Record), cx.office.refusal(Right::Manage));
        let (why, why_look) = (record.as_deref(), manage.as_deref());
        let today = cx.office.today;
        let (mut wish, mut pressed) = (None, None);
        let title = format!("举报 {}", detail.line.row.number);
        let out = Drawer::new("群众举报", &title).show(
            ui,
            |ui| {
                facts(ui, detail);
                wish = handling(ui, cx, detail, why).or(wish.take());
                let seen = self.look.and(self.identity.shown());
                wish = reporter(ui, detail, seen, why, why_look).or(wish.take());
                shelf.show(ui, cx, ScanOwner::Tip(id), why);
                wish = reward(ui, cx, detail, why_look).or(wish.take());
            },
            |ui| {
                let main = main_step(detail, today);
                if let Some((verb, entry)) = main
                    && ui.add(button::primary(verb).refused(why)).clicked()
                {
                    pressed = Some(Wish::Fill(entry));
                }
                if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why)).clicked() {
                    pressed = Some(Wish::Fill(Box::new(TipForm::edit(detail))));
                }
            },
        );
        if closes(ui, out.closed) {
            return Some(Wish::Close);
        }
        pressed.or(wish)
    }
}

/// What comes next: 核查, then 答复.
fn main_step(detail: &TipDetail, today: NaiveDate) -> Option<(&'static str, Box<dyn super::Entry>)> {
    let row = &detail.line.row;
    match (&row.verification, &row.answer) {
        (None, _) => Some(("登记核查…", Box::new(VerifyForm::new(row.id, today)))),
        (Some(_), None) if !row.tip.anonymous => Some(("登记答复…", Box::new(AnswerForm::new(row.id, today)))),
        _ => None,
    }
}

fn facts(ui: &mut Ui, detail: &TipDetail) {
    let (line, tip) = (&detail.line, &detail.line.row.tip);
    let state = state_chip(line.state);
    ui.horizontal(|ui| {
        chip(ui, state.tone, &state.word);
        if tip.anonymous {
            chip(ui, Tone::Neutral, "匿名");
        }
    });
    ui.add_space(4.0);
    let at = tip.received_at.map(|at| format!(" {}", time::clock(at))).unwrap_or_default();
    fact(ui, "收到时间", &format!("{}{at}", chinese(tip.received_on)));
    fact(ui, "举报渠道", tip.channel.label());
    if !tip.order_number.is_empty() {
        fact(ui, "12345工单号", &tip.order_number);
    }
    fact(ui, "地点", &line.place);
    fact(ui, "反映类型", tip.kind.map_or("", |kind| kind.label()));
    fact(ui, "举报内容", &tip.content);
    fact(ui, "备注", &tip.note);
    fact(ui, "登记", &format!("{} {}", chinese(line.row.recorded_on), line.row.recorded_by));
}

fn handling(ui: &mut Ui, cx: &mut Cx<'_>, detail: &TipDetail, why: Option<&str>) -> Option<Wish> {
    let row = &detail.line.row;
    let mut wish = None;
    if let Some(found) = &row.verification {
        section(ui, "核查");
        let tone = match found.verdict {
            TipVerdict::True => Tone::Danger,
            TipVerdict::Partly => Tone::Warning,
            TipVerdict::Untrue => Tone::Neutral,
        };
        chip(ui, tone, found.verdict.label());
        fact(ui, "核查日期", &chinese(found.on));
        fact(ui, "核查人", &detail.verifier);
        fact(ui, "核查情况", &found.text);
        fact(ui, "证明材料文号", &found.document);
        ui.horizontal_wrapped(|ui| {
            for (id, number) in &detail.line.problems {
                if ui.add(button::bare(&format!("问题 {number}")).icon(Icon::Problem)).clicked() {
                    cx.go(Route::Problems(Some(*id)));
                }
            }
            if row.answer.is_none() && ui.add(button::bare("更正核查…").icon(Icon::Edit).refused(why)).clicked() {
                wish = Some(Wish::Fill(Box::new(VerifyForm::again(row.id, found, &detail.verifier))));
            }
        });
        if found.verdict != TipVerdict::Untrue && detail.line.problems.is_empty() {
            let words = format!("核查{}，还没有登记为问题。", found.verdict.label());
            ui.label(RichText::new(words).small().color(theme::palette(ui).warning_text));
            if ui.add(button::quiet("登记为问题…").icon(Icon::Problem).refused(why)).clicked() {
                cx.go(Route::RaiseFromTip(row.id));
            }
        }
    }
    if let Some(answer) = &row.answer {
        section(ui, "答复");
        fact(ui, "答复日期", &chinese(answer.on));
        fact(ui, "答复方式", &answer.way);
        fact(ui, "答复内容", &answer.text);
    }
    wish
}

fn reporter(
    ui: &mut Ui,
    detail: &TipDetail,
    seen: Option<&OpResult<Identity>>,
    why: Option<&str>,
    why_look: Option<&str>,
) -> Option<Wish> {
    let row = &detail.line.row;
    let mut wish = None;
    section(ui, "举报人");
    match seen {
        Some(Ok(identity)) => {
            Notice::new(Tone::Warning, "已记录本次查看")
                .next("关闭这一件后不再显示；请勿抄录、外传。")
                .show(ui, |_| {});
            fact(ui, "姓名", &identity.name);
            fact(ui, "电话", &identity.phone);
            fact(ui, "地址", &identity.address);
            fact(ui, "备注", &identity.note);
        }
        Some(Err(fault)) => trouble(ui, &fault.notice()),
        None => {
            let words = if detail.sealed { "已封存" } else { "没有登记" };
            fact(ui, "登记情况", words);
            ui.horizontal(|ui| {
                if detail.sealed {
                    if ui.add(button::bare("查看举报人…").icon(Icon::Visible).refused(why_look)).clicked() {
                        wish = Some(Wish::Fill(Box::new(LookForm::new(row.id))));
                    }
                } else if ui.add(button::bare("补登举报人…").icon(Icon::Add).refused(why)).clicked() {
                    wish = Some(Wish::Fill(Box::new(SealForm::new(row.id))));
                }
            });
        }
    }
    for look in detail.looks.iter().flatten() {
        let act = if look.written { "登记" } else { "查看" };
        let words = format!("{} {} {act}：{}", chinese(look.on), look.operator, look.reason);
        ui.label(RichText::new(words).small().color(theme::palette(ui).quiet));
    }
    wish
}

fn reward(ui: &mut Ui, cx: &Cx<'_>, detail: &TipDetail, why: Option<&str>) -> Option<Wish> {
    let row = &detail.line.row;
    let is_true = row.verification.as_ref().is_some_and(|found| found.verdict == TipVerdict::True);
    if !is_true && detail.reward.is_none() {
        return None;
    }
    section(ui, "奖励");
    let verb = match &detail.reward {
        Some(reward) => {
            fact(ui, "奖励编码", &reward.code);
            fact(ui, "金额", &format!("{} 元", reward.amount));
            fact(ui, "奖励日期", &chinese(reward.granted_on));
            fact(ui, "发放日期", &reward.paid_on.map(chinese).unwrap_or_default());
            fact(ui, "依据", &reward.document);
            "修改奖励…"
        }
        None => "登记奖励…",
    };
    let why = why.or((!detail.rewarding).then_some("“有奖举报办法文号”还没有填写，请先在「设置」中填写"));
    let pressed = ui.add(button::bare(verb).icon(Icon::Add).refused(why)).clicked();
    pressed.then(|| Wish::Fill(Box::new(RewardForm::new(row.id, detail.reward.as_ref(), cx.office.today))))
}
