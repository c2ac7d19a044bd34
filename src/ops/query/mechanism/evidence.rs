//! Facts that speak to items of the assessment: shown beside them, never turned into points (G09).

use chrono::NaiveDate;

use super::{DocumentLine, FilingState, GroupLine, documents, filings, groups, pledges, tree_day};
use crate::{
    domain::{
        date::chinese,
        duty_document::{DocumentKind, Issuer},
        filing,
        id::{GridId, ObjectId, UnitId},
        leading_group,
        leading_group::Part,
        pledge::Tier,
    },
    ops::{OpFault, OpResult, Workspace},
};

/// The line of item 1.4 各级网格监督监管职能制定情况.
const ITEM_DUTIES: u32 = 842;
/// The line of item 2.2 建立配套工作机制情况.
const ITEM_MECHANISMS: u32 = 848;

/// What the ledgers say about one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemEvidence {
    /// The item's line in the plan.
    pub line: u32,
    /// One fact a line: 「2024年12月20日报备，按时」.
    pub facts: Vec<String>,
}

/// What the ledgers say about an object in its year, up to the end of the year or today.
///
/// # Errors
/// [`OpFault::NotFound`] when there is no such object.
pub fn evidence(ws: &Workspace, object: ObjectId) -> OpResult<Vec<ItemEvidence>> {
    let row = ws.store.object(object)?.ok_or_else(|| OpFault::not_found("考核对象", object))?;
    let assessment = ws.store.assessment(row.assessment)?;
    let year = assessment.ok_or_else(|| OpFault::not_found("考核年度", row.assessment))?.year;
    let day = tree_day(year, ws.today());
    let mut found = Vec::new();
    if let Some(grid) = row.grid {
        found.push(ItemEvidence { line: filing::ITEM_LINE, facts: filing_facts(ws, grid, year, day)? });
    }
    let book = documents(ws, day)?;
    let of_kind = |kind| -> Vec<&DocumentLine> {
        book.lines.iter().filter(|line| line.kind == kind && is_of(line, row.grid, row.unit)).collect()
    };
    found.push(ItemEvidence {
        line: ITEM_DUTIES,
        facts: document_facts(DocumentKind::Duties, &of_kind(DocumentKind::Duties)),
    });
    if let Some(grid) = row.grid {
        found.push(ItemEvidence { line: leading_group::LINE, facts: group_facts(ws, grid, day)? });
        let mut facts = document_facts(DocumentKind::Rewards, &of_kind(DocumentKind::Rewards));
        facts.extend(pledge_facts(ws, grid, year, day)?);
        found.push(ItemEvidence { line: ITEM_MECHANISMS, facts });
    }
    Ok(found)
}

fn is_of(line: &DocumentLine, grid: Option<GridId>, unit: Option<UnitId>) -> bool {
    (grid.is_some() && line.grid == grid) || unit.is_some_and(|unit| line.issuer == Issuer::Unit(unit))
}

/// Filings count with those made after the year, since a late one is late by its days.
fn filing_facts(ws: &Workspace, grid: GridId, year: i32, day: NaiveDate) -> OpResult<Vec<String>> {
    let all = filings(ws, year, ws.today().max(day))?;
    let deadline = format!("报备截止{}（{}）", chinese(all.deadline.on), all.deadline.source.label());
    let line = all.lines.iter().find(|line| line.grid == grid);
    let mut facts = Vec::new();
    for (place, made) in line.iter().flat_map(|line| &line.filings).enumerate() {
        let late = if made.days_late > 0 { FilingState::Late(made.days_late) } else { FilingState::InTime };
        facts.push(match place {
            0 => format!("{}报备，{}", chinese(made.on), late.label()),
            _ => format!("{}补报", chinese(made.on)),
        });
    }
    if facts.is_empty() {
        facts.push(format!("没有登记{year}年度的网格划分报备"));
    }
    facts.push(deadline);
    Ok(facts)
}

fn document_facts(kind: DocumentKind, lines: &[&DocumentLine]) -> Vec<String> {
    if lines.is_empty() {
        return vec![format!("没有登记{}", kind.label())];
    }
    let fact = |line: &&DocumentLine| {
        let state = if line.in_force { "" } else { "，已失效" };
        format!("《{}》{}（{}{state}）", line.title, line.number, chinese(line.period.from))
    };
    lines.iter().map(fact).collect()
}

fn group_facts(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<Vec<String>> {
    let book = groups(ws, day)?;
    let of: Vec<&GroupLine> = book.groups.iter().filter(|group| group.grid == grid && group.in_force).collect();
    if of.is_empty() {
        return Ok(vec!["没有登记领导小组".to_owned()]);
    }
    let fact = |group: &&GroupLine| {
        let mut fact = format!("{}成立，成员 {} 名", chinese(group.period.from), group.members.len());
        let leader = group.names(Part::Leader);
        if !leader.is_empty() {
            fact = format!("{fact}，组长{leader}");
        }
        if !group.document.is_empty() {
            fact = format!("{fact}（{}）", group.document);
        }
        if group.stale() > 0 {
            fact = format!("{fact}；{} 名离任或空缺", group.stale());
        }
        fact
    };
    Ok(of.iter().map(fact).collect())
}

fn pledge_facts(ws: &Workspace, grid: GridId, year: i32, day: NaiveDate) -> OpResult<Vec<String>> {
    let all = pledges(ws, year, day)?;
    let own = all.of(Tier::Town).find(|line| line.grid == grid).and_then(|line| line.signed_on);
    let name = all.of(Tier::Town).find(|line| line.grid == grid).map(|line| line.grid_name.clone()).unwrap_or_default();
    let below: Vec<_> = all.of(Tier::Village).filter(|line| line.upper_name == name).collect();
    let signed = below.iter().filter(|line| line.signed_on.is_some()).count();
    Ok(vec![
        own.map_or(format!("没有登记已签订的{year}年度目标责任书"), |on| {
            format!("{}与区签订目标责任书", chinese(on))
        }),
        format!("与村（社区）签订目标责任书 {signed} 份（共 {} 个村、社区）", below.len()),
    ])
}
