//! 群众举报: received, checked, answered, rewarded; who reported it stays sealed (R073, R075, G45).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Refusal, StoredFile, Tx, mechanism};
use crate::{
    domain::{
        date::chinese,
        fault::Faults,
        grid::Level,
        id::{LookId, PersonId, RewardId, TipId},
        money::Money,
        scan::ScanOwner,
        setting, text,
        tip::{Identity, REWARD_SCHEME, Tip, TipVerdict},
    },
    store::{Answer, LookRow, RewardRow, TipRow, Verification},
};

/// 登记举报.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiveTip {
    #[serde(flatten)]
    pub tip: Tip,
    /// Who reported it; sealed at once.
    #[serde(default)]
    pub reporter: Option<Identity>,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// 修改举报: what was reported, as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditTip {
    pub id: TipId,
    #[serde(flatten)]
    pub tip: Tip,
}

/// 补登举报人 of a tip that came without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealIdentity {
    pub id: TipId,
    pub reporter: Identity,
    pub reason: String,
}

/// 查看举报人: puts the look on record; then [`super::query::tip::identity`] answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenIdentity {
    pub id: TipId,
    pub reason: String,
}

/// 核查举报.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyTip {
    pub id: TipId,
    pub on: NaiveDate,
    pub by: PersonId,
    pub verdict: TipVerdict,
    pub text: String,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// 答复举报人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerTip {
    pub id: TipId,
    pub on: NaiveDate,
    /// 电话, 书面 …
    pub way: String,
    #[serde(default)]
    pub text: String,
}

/// 登记奖励.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardTip {
    pub id: TipId,
    pub amount: Money,
    pub on: NaiveDate,
    /// When it was paid; nothing while it is not.
    #[serde(default)]
    pub paid_on: Option<NaiveDate>,
    #[serde(default)]
    pub note: String,
}

pub(super) fn receive(tx: &mut Tx<'_>, args: ReceiveTip) -> OpResult<String> {
    let tip = stand_somewhere(tx, args.tip.check(tx.today)?)?;
    let reporter = args.reporter.map(Identity::check).transpose()?.flatten();
    if reporter.is_some() && tip.anonymous {
        return Err(OpFault::field("anonymous", "已填写举报人，请取消“匿名”；匿名举报请清空举报人"));
    }
    let id = TipId(tx.make());
    let number = tx.store.next_tip_number(tip.received_on.year())?;
    let (recorded_on, recorded_by) = (tx.today, tx.operator.name.clone());
    let row = TipRow { id, number, tip, recorded_on, recorded_by, verification: None, answer: None };
    tx.store.put_tip(&row)?;
    if let Some(reporter) = reporter {
        seal(tx, id, &reporter, "登记举报时填写")?;
    }
    mechanism::keep_scans(tx, ScanOwner::Tip(id), args.files)?;
    Ok(format!("登记举报{}", row.number))
}

pub(super) fn edit(tx: &mut Tx<'_>, args: EditTip) -> OpResult<String> {
    let row = stored(tx, args.id)?;
    let tip = stand_somewhere(tx, args.tip.check(tx.today)?)?;
    if tip.anonymous && tx.store.has_identity(row.id)? {
        return Err(OpFault::field("anonymous", "这件举报登记过举报人，不能改成匿名"));
    }
    if row.verification.as_ref().is_some_and(|found| found.on < tip.received_on) {
        return Err(OpFault::field("received_on", "收到日期在核查日期之后，请核对"));
    }
    tx.store.put_tip(&TipRow { tip, ..row.clone() })?;
    Ok(format!("修改举报{}", row.number))
}

pub(super) fn seal_identity(tx: &mut Tx<'_>, args: SealIdentity) -> OpResult<String> {
    let row = stored(tx, args.id)?;
    let reason = reason(&args.reason)?;
    if tx.store.has_identity(row.id)? {
        return Err(Refusal::InUse("举报人已登记并封存，不能覆盖".into()).into());
    }
    let Some(reporter) = args.reporter.check()? else {
        return Err(OpFault::field("reporter_name", "请填写举报人的姓名或电话"));
    };
    seal(tx, row.id, &reporter, &reason)?;
    if row.tip.anonymous {
        tx.store.put_tip(&TipRow { tip: Tip { anonymous: false, ..row.tip.clone() }, ..row.clone() })?;
    }
    Ok(format!("补登举报{}的举报人", row.number))
}

pub(super) fn open_identity(tx: &mut Tx<'_>, args: OpenIdentity) -> OpResult<String> {
    let row = stored(tx, args.id)?;
    let reason = reason(&args.reason)?;
    if !tx.store.has_identity(row.id)? {
        return Err(OpFault::field("reason", "这件举报没有登记举报人"));
    }
    look(tx, row.id, false, &reason)?;
    Ok(format!("查看举报{}的举报人", row.number))
}

pub(super) fn verify(tx: &mut Tx<'_>, args: VerifyTip) -> OpResult<String> {
    let row = stored(tx, args.id)?;
    if let Some(answer) = &row.answer {
        let message = format!("已于{}答复，核查结论不能再改；请先撤销答复", chinese(answer.on));
        return Err(OpFault::field("verdict", message));
    }
    if tx.store.reward_of(row.id)?.is_some() && args.verdict != TipVerdict::True {
        return Err(OpFault::field("verdict", "已登记奖励的举报须为“属实”，请先撤销奖励登记"));
    }
    let mut faults = Faults::default();
    on_or_after(&mut faults, "on", "核查日期", args.on, (row.tip.received_on, "收到日期"), tx.today);
    let text = faults.take("text", text::prose("核查情况", &args.text, text::PROSE_MAX));
    let document = faults.take("document", text::line("证明材料文号", &args.document, text::LINE_MAX));
    if text.as_ref().is_some_and(String::is_empty) {
        faults.add("text", "请填写核查情况：谁到现场、看到什么、依据什么");
    }
    let (Some(text), Some(document)) = (text, document) else { return Err(faults.into()) };
    faults.or(())?;
    tx.person(args.by)?;
    let verification = Verification { verdict: args.verdict, on: args.on, by: args.by, text, document };
    tx.store.put_tip(&TipRow { verification: Some(verification), ..row.clone() })?;
    mechanism::keep_scans(tx, ScanOwner::Tip(row.id), args.files)?;
    if args.verdict != TipVerdict::Untrue && tx.store.problems_of_tip(row.id)?.is_empty() {
        tx.warn("核查属实的举报还没有登记为问题，请登记问题，走完处置和销号");
    }
    Ok(format!("核查举报{}：{}", row.number, args.verdict.label()))
}

pub(super) fn answer(tx: &mut Tx<'_>, args: AnswerTip) -> OpResult<String> {
    let row = stored(tx, args.id)?;
    let Some(found) = &row.verification else {
        return Err(OpFault::field("on", "还没有核查，请先登记核查情况再答复"));
    };
    let mut faults = Faults::default();
    if row.tip.anonymous {
        faults.add("on", "匿名举报无法答复");
    }
    on_or_after(&mut faults, "on", "答复日期", args.on, (found.on, "核查日期"), tx.today);
    let way = faults.take("way", text::line("答复方式", &args.way, text::NAME_MAX));
    let text = faults.take("text", text::prose("答复内容", &args.text, text::PROSE_MAX));
    if way.as_ref().is_some_and(String::is_empty) {
        faults.add("way", "请填写答复方式，例如电话、书面");
    }
    let (Some(way), Some(text)) = (way, text) else { return Err(faults.into()) };
    faults.or(())?;
    tx.store.put_tip(&TipRow { answer: Some(Answer { on: args.on, way, text }), ..row.clone() })?;
    Ok(format!("答复举报{}", row.number))
}

pub(super) fn reward(tx: &mut Tx<'_>, args: RewardTip) -> OpResult<String> {
    let row = stored(tx, args.id)?;
    let scheme = tx.store.setting(REWARD_SCHEME)?.filter(|scheme| !scheme.is_empty());
    let Some(document) = scheme else {
        let setting = setting::known(REWARD_SCHEME).map_or("", |known| known.label);
        return Err(Refusal::Unset { setting, needed_for: "登记奖励" }.into());
    };
    let Some(found) = row.verification.as_ref().filter(|found| found.verdict == TipVerdict::True) else {
        return Err(OpFault::field("amount", "文件规定对反映问题真实的举报给予奖励，请先核查属实"));
    };
    let mut faults = Faults::default();
    if args.amount.0 <= 0 {
        faults.add("amount", "奖励金额应大于零");
    }
    on_or_after(&mut faults, "on", "奖励日期", args.on, (found.on, "核查日期"), tx.today);
    if let Some(paid) = args.paid_on {
        on_or_after(&mut faults, "paid_on", "发放日期", paid, (args.on, "奖励日期"), tx.today);
    }
    let note = faults.take("note", text::line("备注", &args.note, text::LINE_MAX));
    let Some(note) = note else { return Err(faults.into()) };
    faults.or(())?;
    let before = tx.store.reward_of(row.id)?;
    let id = before.as_ref().map_or_else(|| RewardId(tx.make()), |before| before.id);
    let reward = RewardRow {
        id,
        tip: row.id,
        code: before.map_or_else(|| format!("JL{}", row.number), |before| before.code),
        amount: args.amount,
        granted_on: args.on,
        paid_on: args.paid_on,
        document,
        note,
    };
    tx.store.put_reward(&reward)?;
    Ok(format!("登记举报奖励{}：{}元", reward.code, reward.amount))
}

/// The record as it is stored.
fn stored(tx: &Tx<'_>, id: TipId) -> OpResult<TipRow> {
    tx.store.tip(id)?.ok_or_else(|| OpFault::not_found("举报", id))
}

/// Checks where it is: the grid and the group stood on the day it came in.
fn stand_somewhere(tx: &Tx<'_>, tip: Tip) -> OpResult<Tip> {
    let Some(grid) = tip.grid else { return Ok(tip) };
    let grid = tx.grid_at("grid", grid, tip.received_on)?;
    if grid.level == Level::Group {
        let message =
            format!("「{}」是片区（小组），请在网格中选择它所在的村（社区），再把它选为片区（小组）", grid.facts.name);
        return Err(OpFault::field("grid", message));
    }
    if let Some(group) = tip.group {
        let group = tx.grid_at("group", group, tip.received_on)?;
        if group.level != Level::Group || group.facts.parent != Some(grid.id) {
            let message = format!("「{}」不是{}的片区（小组），请重新选择", group.facts.name, grid.facts.name);
            return Err(OpFault::field("group", message));
        }
    }
    Ok(tip)
}

fn reason(typed: &str) -> OpResult<String> {
    let reason = text::line("查看理由", typed, text::LINE_MAX).map_err(|fault| OpFault::field("reason", fault))?;
    if reason.is_empty() {
        return Err(OpFault::field("reason", "请填写理由；每次查看都会记录在案"));
    }
    Ok(reason)
}

fn seal(tx: &mut Tx<'_>, tip: TipId, reporter: &Identity, reason: &str) -> OpResult<()> {
    tx.store.seal_identity(tip, reporter)?;
    look(tx, tip, true, reason)
}

fn look(tx: &mut Tx<'_>, tip: TipId, written: bool, reason: &str) -> OpResult<()> {
    let id = LookId(tx.make());
    let (on, operator) = (tx.today, tx.operator.name.clone());
    tx.store.add_look(&LookRow { id, tip, written, on, operator, reason: reason.to_owned() })?;
    Ok(())
}

/// A day that cannot lie before another nor ahead.
fn on_or_after(
    faults: &mut Faults,
    field: &'static str,
    what: &str,
    on: NaiveDate,
    (earliest, before): (NaiveDate, &str),
    today: NaiveDate,
) {
    if on > today {
        faults.add(field, format!("{what}在今天之后，请核对"));
    } else if on < earliest {
        faults.add(field, format!("{what}早于{before}{}，请核对", chinese(earliest)));
    }
}

/// 「举报2025-003」.
pub(super) fn name_of(tx: &Tx<'_>, id: TipId) -> OpResult<String> {
    Ok(format!("举报{}", stored(tx, id)?.number))
}
