//! 图斑 of the sample: a batch that is closed and one that runs, with what was sent back and what nobody has yet. Numbers,
//! places and areas are invented; drawn from a source of chance of their own.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::writer::Writer;
use crate::{
    domain::{
        area::SquareMetres,
        clue::{Answer, Category, Clue, ClueBatch, ClueState, Outline, monthly_due},
        grid::Level,
        id::{ClueBatchId, ClueId, GridId, ProblemId},
        point::Point,
        problem::{Problem, ProblemKind, ProblemSource},
        random::Random,
    },
    ops::{OpResult, problem::AddProblem},
    store::{ClueBatchRow, ClueRow, GridRow},
};

/// Keeps the draws of other parts of the sample as they are.
const OWN_SEED: u64 = 0x0C1E_5EED;
/// Clues of the closed batch, and of the one that runs.
const COUNTS: [u32; 2] = [36, 48];
/// Who checks in the sample.
const CHECKER: &str = "示范核查员";
/// A corner of the fictional ground, and how far it reaches, in ten-millionths of a degree.
const CORNER: Point = Point { lon: 1_096_000_000, lat: 397_200_000 };
const REACH: [usize; 2] = [5_000_000, 2_000_000];

/// Writes both batches.
pub fn fill(writer: &mut Writer<'_, '_>) -> OpResult<()> {
    let mut random = Random::new(writer.seed ^ OWN_SEED);
    let grids = writer.store.grids_at(writer.today)?;
    let villages: Vec<(GridRow, String)> = grids
        .iter()
        .filter(|grid| grid.level == Level::Village && !grid.facts.no_farmland)
        .filter_map(|grid| {
            let town = grids.iter().find(|town| Some(town.id) == grid.facts.parent)?;
            Some((grid.clone(), town.facts.name.clone()))
        })
        .collect();
    if villages.is_empty() {
        return Ok(());
    }
    for (place, months_ago) in [(0, 3_u32), (1, 1)] {
        let Some(month) = writer.today.checked_sub_months(Months::new(months_ago)).and_then(|day| day.with_day(1))
        else {
            continue;
        };
        // The month's images show ground that has its grids already.
        if month < super::since() {
            continue;
        }
        // 下发 on the second of the next month; the day of the sample may come before it.
        let received_on =
            month.checked_add_months(Months::new(1)).map_or(month, |next| next + Days::new(1)).min(writer.today);
        let batch = fill_batch(writer, month, received_on)?;
        for at in 1..=COUNTS[place] {
            fill_clue(writer, &mut random, (batch, month, received_on), at, place == 0, &villages)?;
        }
    }
    Ok(())
}

fn fill_batch(writer: &mut Writer<'_, '_>, month: NaiveDate, received_on: NaiveDate) -> OpResult<ClueBatchId> {
    let id = ClueBatchId(writer.id());
    let due_on = monthly_due(month, 1);
    let batch = ClueBatch {
        name: format!("{}年{}月", month.year(), month.month()),
        month,
        received_on,
        sender: "示范下发单位".to_owned(),
        document: String::new(),
        due_on: Some(due_on),
        note: "虚构图斑".to_owned(),
    };
    let recorded_by = super::MANAGER.to_owned();
    writer.store.put_clue_batch(&ClueBatchRow { id, batch, due_on, recorded_on: received_on, recorded_by })?;
    Ok(id)
}

fn fill_clue(
    writer: &mut Writer<'_, '_>,
    random: &mut Random,
    (batch, month, received_on): (ClueBatchId, NaiveDate, NaiveDate),
    at: u32,
    closed: bool,
    villages: &[(GridRow, String)],
) -> OpResult<()> {
    let (village, town) = &villages[random.below(villages.len())];
    let kinds = ["20", "DT", "TD", "YH", "DL2", "GF", "TP"];
    let id = ClueId(writer.id());
    let open = !closed && at.is_multiple_of(12);
    let state = match (closed, at % 12) {
        (true, _) => ClueState::Confirmed,
        (false, 0) => ClueState::Unassigned,
        (false, 1..=3) => ClueState::Answered,
        (false, 4) => ClueState::Returned,
        (false, _) => ClueState::Assigned,
    };
    let answered = matches!(state, ClueState::Confirmed | ClueState::Answered | ClueState::Returned);
    let on = (received_on + Days::new(3 + random.below(12) as u64)).min(writer.today);
    let answer = answered.then(|| answer(on, at));
    let outline = outline(random);
    let clue = Clue {
        number: format!("示范{}{:02}-{at:04}", month.year(), month.month()),
        kind: kinds[random.below(kinds.len())].to_owned(),
        area: Some(SquareMetres(20_000 + random.below(900_000) as i64)),
        point: outline.middle(),
        outline,
        town: if open { String::new() } else { town.clone() },
        village: if open { String::new() } else { village.facts.name.clone() },
        code: if open { String::new() } else { village.facts.stat_code.clone() },
        class_before: "旱地".to_owned(),
        class_after: String::new(),
        imaged: format!("{}年{}月", month.year(), month.month()),
        description: String::new(),
    };
    let grid = (!open).then_some(village.id);
    let problem = match (&answer, grid) {
        (Some(answer), Some(grid)) if answer.category == Category::Unlawful => {
            Some(enter(writer, id, &clue, grid, answer)?)
        }
        _ => None,
    };
    let confirmed = state == ClueState::Confirmed;
    writer.store.put_clue(&ClueRow {
        id,
        batch,
        ordinal: i64::from(at),
        clue,
        grid,
        assigned_on: grid.map(|_| received_on),
        state,
        answered_by: if answered { super::MANAGER.to_owned() } else { String::new() },
        answer,
        problem,
        confirmed_on: confirmed.then(|| (on + Days::new(4)).min(writer.today)),
        confirmed_by: if confirmed { super::MANAGER.to_owned() } else { String::new() },
    })?;
    if state == ClueState::Returned {
        let entry = writer.id();
        let back = (on + Days::new(2)).min(writer.today);
        writer.store.add_clue_return(entry, id, back, super::MANAGER, "照片看不清图斑全貌，请补拍后重新回复")?;
    }
    Ok(())
}

fn answer(on: NaiveDate, at: u32) -> Answer {
    let (category, sub, text) = match at % 12 {
        0 | 7 => (Category::Unlawful, "unreported", "现场有新建彩钢房，未见批准文件"),
        1 | 5 | 9 => (Category::Lawful, "approved_before", "往年已批准，与批准范围一致"),
        2 => (Category::Transferred, "transferred", "涉及河道管理范围"),
        3 | 8 => (Category::Other, "farm_facility", "设施农业用房，已备案"),
        _ => (Category::Other, "pseudo_change", "实地仍为耕地，影像为季节变化"),
    };
    let proved = matches!(sub, "approved_before" | "farm_facility");
    let sent = category == Category::Transferred;
    Answer {
        on,
        by: Vec::new(),
        by_name: CHECKER.to_owned(),
        category,
        sub: sub.to_owned(),
        flags: Vec::new(),
        patrol_found: (category == Category::Unlawful).then_some(at.is_multiple_of(2)),
        paper: if proved { format!("示范批字〔2024〕{at}号") } else { String::new() },
        paper_on: proved.then(|| NaiveDate::from_ymd_opt(2024, 1, 1 + at % 28)).flatten(),
        sent_to: if sent { "区水利局".to_owned() } else { String::new() },
        sent_on: sent.then_some(on),
        text: text.to_owned(),
    }
}

/// The problem behind an unlawful clue, entered as a person would.
fn enter(writer: &mut Writer<'_, '_>, id: ClueId, clue: &Clue, grid: GridId, answer: &Answer) -> OpResult<ProblemId> {
    let problem = Problem {
        found_on: answer.on,
        found_at: None,
        source: ProblemSource::Satellite,
        kind: ProblemKind::NonAgricultural,
        behaviours: Vec::new(),
        grid,
        group: None,
        plot: clue.number.clone(),
        spot: String::new(),
        point: clue.point,
        land: None,
        area: clue.area.map(SquareMetres::mu),
        concerned: Vec::new(),
        finders: Vec::new(),
        found_by: CHECKER.to_owned(),
        description: answer.text.clone(),
        urgent: false,
        patrol: None,
        tip: None,
        clue: Some(id),
        document: String::new(),
        note: String::new(),
    };
    writer.problem(AddProblem { problem, files: Vec::new() })
}

/// A crooked four-cornered outline of some thirty metres to a hundred.
fn outline(random: &mut Random) -> Outline {
    let mut step = |most: usize| random.below(most) as i32;
    let (lon, lat) = (CORNER.lon + step(REACH[0]), CORNER.lat + step(REACH[1]));
    let (width, height) = (3_000 + step(9_000), 2_500 + step(6_000));
    let corners = [(0, 0), (width, step(900)), (width + step(1_500), height), (step(1_200), height + step(800))];
    Outline(vec![corners.map(|(right, up)| Point { lon: lon + right, lat: lat + up }).to_vec()])
}
