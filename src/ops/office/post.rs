//! Posts (行政职务) of a unit.

use super::{AddPost, ClosePost, EditPost};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        id::{PostId, UnitId},
        text,
    },
    ops::{OpFault, OpResult, Refusal, Tx},
    store::PostRow,
};

pub(in crate::ops) fn add_post(tx: &mut Tx<'_>, args: AddPost) -> OpResult<String> {
    let unit = tx.store.unit(args.unit)?.ok_or_else(|| OpFault::not_found("单位", args.unit))?;
    let mut faults = Faults::default();
    let title = faults.take("title", text::name("职务名称", &args.title));
    let from = faults.take("from", date::check(args.from));
    let (Some(title), Some(from)) = (title, from) else { return Err(faults.into()) };
    let period = Period::since(from);
    one_of_its_title(tx, unit.id, None, &title, &period)?;
    let post = PostRow {
        id: PostId(tx.make()),
        unit: unit.id,
        unit_name: unit.name,
        title,
        single_holder: args.single_holder,
        ordinal: tx.store.next_post_ordinal(unit.id)?,
        period,
    };
    tx.store.add_post(&post)?;
    Ok(format!("新设职务「{}{}」（{}起）", post.unit_name, post.title, chinese(from)))
}

pub(in crate::ops) fn edit_post(tx: &mut Tx<'_>, args: EditPost) -> OpResult<String> {
    let mut post = tx.post(args.post)?;
    let old = format!("{}{}", post.unit_name, post.title);
    let title = text::name("职务名称", &args.title).map_err(|fault| OpFault::field("title", fault))?;
    one_of_its_title(tx, post.unit, Some(post.id), &title, &post.period)?;
    if args.single_holder && !post.single_holder {
        held_by_one_at_a_time(tx, post.id)?;
    }
    let renamed = title != post.title;
    (post.title, post.single_holder) = (title, args.single_holder);
    tx.store.update_post(&post)?;
    if renamed && !tx.store.incumbencies_of_post(post.id)?.is_empty() {
        tx.warn("以前的任职和表册也会按更正后的名称显示；如是从某日起改设，请撤销原职务后新设");
    }
    Ok(if renamed {
        format!("职务「{old}」的名称更正为「{}」", post.title)
    } else {
        format!("修改职务「{old}」的资料")
    })
}

pub(in crate::ops) fn close_post(tx: &mut Tx<'_>, args: ClosePost) -> OpResult<String> {
    let on = date::check(args.on).map_err(|fault| OpFault::field("on", fault.to_string()))?;
    let mut post = tx.post(args.post)?;
    let name = format!("{}{}", post.unit_name, post.title);
    if let Some(end) = post.period.until {
        return Err(OpFault::field("post", format!("「{name}」已自{}起撤销", chinese(end))));
    }
    if on <= post.period.from {
        return Err(OpFault::field("on", format!("「{name}」自{}起设立，撤销日期应在其后", chinese(post.period.from))));
    }
    let mut first = Vec::new();
    let terms = tx.store.incumbencies_of_post(post.id)?.into_iter().filter(|term| term.period.reaches(on));
    let holders: Vec<_> = terms.map(|term| term.person_name).collect();
    if !holders.is_empty() {
        first.push(format!("办理离任 {} 人（{}）", holders.len(), holders.join("、")));
    }
    let mut duties = Vec::new();
    for row in tx.store.duties_of_post(post.id)?.into_iter().filter(|row| row.duty.period.reaches(on)) {
        let grid = tx.store.grid_name(row.duty.grid, on)?.unwrap_or_default();
        duties.push(grid + row.duty.role.label());
    }
    if !duties.is_empty() {
        first.push(format!("结束网格职责 {} 项（{}）", duties.len(), duties.join("、")));
    }
    if !first.is_empty() {
        return Err(Refusal::InUse(format!("撤销「{name}」之前，要先{}", first.join("，"))).into());
    }
    post.period.until = Some(on);
    tx.store.update_post(&post)?;
    Ok(format!("撤销职务「{name}」（{}起）", chinese(on)))
}

fn one_of_its_title(tx: &Tx<'_>, unit: UnitId, own: Option<PostId>, title: &str, period: &Period) -> OpResult<()> {
    let twins = tx.store.posts_titled(unit, title, period.from)?;
    match twins.into_iter().find(|twin| Some(twin.id) != own && twin.period.overlaps(period)) {
        Some(twin) => {
            let message = format!(
                "「{}」已有职务「{title}」（{}），请换一个名称；多人担任同一职务时请设为可多人担任",
                twin.unit_name,
                twin.period.chinese()
            );
            Err(OpFault::field("title", message))
        }
        None => Ok(()),
    }
}

fn held_by_one_at_a_time(tx: &Tx<'_>, post: PostId) -> OpResult<()> {
    let terms = tx.store.incumbencies_of_post(post)?;
    for (place, one) in terms.iter().enumerate() {
        if let Some(other) = terms[..place].iter().find(|other| other.period.overlaps(&one.period)) {
            let message = format!(
                "{}（{}）与{}（{}）同时担任过该职务，不能改为单人职务",
                other.person_name,
                other.period.chinese(),
                one.person_name,
                one.period.chinese()
            );
            return Err(OpFault::field("single_holder", message));
        }
    }
    Ok(())
}
