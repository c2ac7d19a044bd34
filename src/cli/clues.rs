//! Satellite clues: batches in, the board, workbooks out to towns and back.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    args::{self, ClueFile, ClueStep, Common},
    exchange::{columns, told},
    out::{CliFault, CliResult, Out},
    workspace::open,
};
use crate::{
    domain::{
        clue::{Category, ClueBatch, ClueState},
        coordinate::{Reading, System},
        id::GridId,
        import::{Fate, ImportKind, Take},
        ledger::CLUES,
    },
    exchange::Plan,
    ops::{
        OpFault, Workspace,
        query::{
            self,
            clue::{BatchLine, BoardLine, ClueLine, ClueQuery},
            ledger::Row,
        },
    },
    session::{
        clues::{self, Incoming, Target},
        exchange::Trial,
        sheet::Sheet,
    },
};

pub fn run(common: &Common, step: ClueStep, out: &mut Out) -> CliResult<u8> {
    let mut workspace = open(common)?;
    let day = common.as_of.unwrap_or_else(|| workspace.today());
    match step {
        ClueStep::Batches => batches(&workspace, day, out),
        ClueStep::Board { batch } => board(&workspace, &batch, out),
        ClueStep::List { batch, grid, state, category, search, limit } => {
            let batch = batch.map(|name| query::clue::batch_named(&workspace, &name)).transpose()?;
            let grid = grid_named(&workspace, grid.as_deref(), day)?;
            let states =
                state.iter().map(|name| word(name, ClueState::ALL, ClueState::label)).collect::<CliResult<_>>()?;
            let category = category.map(|name| word(&name, Category::ALL, Category::label)).transpose()?;
            let query = ClueQuery { batch, grid, states, category, text: search, ..ClueQuery::default() };
            list(&workspace, &query, limit, out)
        }
        ClueStep::Import(import) => take_in(&mut workspace, &import, out),
        ClueStep::Export { batch, file, grid } => {
            let batch = query::clue::batch_named(&workspace, &batch)?;
            let grid = grid_named(&workspace, grid.as_deref(), day)?;
            let count = clues::export(&workspace, batch, grid, &file)?;
            let shown = file.display().to_string();
            out.answer(&json!({"file": shown, "clues": count}), || format!("已写出 {count} 个图斑：{shown}"));
            Ok(0)
        }
        ClueStep::Answers { batch, file } => answers(&mut workspace, &batch, &file, out),
    }
}

/// The sheet of clues that is asked for by name.
pub fn sheet(workspace: &Workspace, name: &str, print: &args::Print, day: NaiveDate) -> CliResult<Sheet> {
    let wanted = print.batch.as_deref();
    let wanted = wanted.ok_or_else(|| {
        CliFault::input("没有写明图斑批次", "请加上 --batch 批次名称；用 gengbao clues batches 查看。")
    })?;
    let batch = query::clue::batch_named(workspace, wanted)?;
    let grid = grid_named(workspace, print.grid.as_deref(), day)?;
    Ok(match (name, &print.number) {
        ("clue-board", _) => Sheet::ClueBoard(batch),
        ("clue-unanswered", _) => Sheet::ClueUnanswered(batch, grid),
        (_, Some(number)) => Sheet::ClueCheck(query::clue::numbered(workspace, batch, number)?),
        (_, None) => Sheet::ClueChecks(batch, grid),
    })
}

fn grid_named(workspace: &Workspace, name: Option<&str>, day: NaiveDate) -> CliResult<Option<GridId>> {
    Ok(name.map(|name| query::lookup::grid(workspace, name, day)).transpose()?)
}

fn word<T: Copy>(name: &str, all: &[T], label: fn(T) -> &'static str) -> CliResult<T> {
    let found = all.iter().copied().find(|one| label(*one) == name);
    found.ok_or_else(|| {
        let known: Vec<_> = all.iter().map(|one| label(*one)).collect();
        CliFault::input(format!("没有「{name}」这个词"), format!("可选：{}。", known.join("、")))
    })
}

fn batches(workspace: &Workspace, day: NaiveDate, out: &mut Out) -> CliResult<u8> {
    let rows: Vec<Row> = query::clue::batches(workspace, day)?.iter().map(|line| Row(batch_cells(line))).collect();
    let total = rows.len() as u64;
    out.rows(&rows, total);
    Ok(0)
}

fn batch_cells(line: &BatchLine) -> Vec<(&'static str, Value)> {
    let tally = &line.tally;
    vec![
        ("id", json!(line.id)),
        ("name", json!(line.batch.name)),
        ("received_on", json!(line.batch.received_on)),
        ("due_on", json!(line.due_on)),
        ("clues", json!(tally.received)),
        ("unassigned", json!(tally.unassigned)),
        ("answered", json!(tally.came_back())),
        ("confirmed", json!(tally.confirmed)),
        ("waiting", json!(tally.waiting())),
        ("pace", json!(line.pace())),
    ]
}

fn board(workspace: &Workspace, batch: &str, out: &mut Out) -> CliResult<u8> {
    let board = query::clue::board(workspace, query::clue::batch_named(workspace, batch)?)?;
    let lines: Vec<Vec<(&'static str, Value)>> = board.towns.iter().chain([&board.total]).map(town_cells).collect();
    let results = board.results.iter().map(|line| {
        json!({
            "category": line.category.label(), "sub": line.name, "count": line.count, "area": line.area.mu(),
        })
    });
    let object = |cells: Vec<(&'static str, Value)>| Row(cells).json();
    let document = json!({
        "batch": object(batch_cells(&board.batch)),
        "towns": lines.iter().take(board.towns.len()).cloned().map(object).collect::<Vec<_>>(),
        "total": object(town_cells(&board.total)),
        "results": results.collect::<Vec<_>>(),
    });
    out.answer(&document, || {
        let mut words = vec![format!("{}：{}", board.batch.batch.name, board.batch.pace())];
        words.extend(board.towns.iter().chain([&board.total]).map(|line| {
            let tally = &line.tally;
            format!(
                "{} 下发 {}，已回复 {}（已审核 {}），退回 {}，未回复 {}，逾期 {}",
                line.name,
                tally.received,
                tally.came_back(),
                tally.confirmed,
                tally.returned,
                tally.waiting(),
                line.overdue
            )
        }));
        words.extend(board.results.iter().map(|line| {
            format!("{} {} {} 个 {} 亩", line.category.label(), line.name, line.count, line.area.mu().grouped())
        }));
        words.join("\n")
    });
    Ok(0)
}

fn town_cells(line: &BoardLine) -> Vec<(&'static str, Value)> {
    let tally = &line.tally;
    let mut cells = vec![
        ("town", json!(line.name)),
        ("received", json!(tally.received)),
        ("area", json!(tally.area.mu())),
        ("answered", json!(tally.came_back())),
        ("confirmed", json!(tally.confirmed)),
        ("returned", json!(tally.returned)),
        ("waiting", json!(tally.waiting())),
        ("overdue", json!(line.overdue)),
    ];
    cells.extend(line.results.iter().map(|(category, count, _)| (category.label(), json!(count))));
    cells
}

fn list(workspace: &Workspace, query: &ClueQuery, limit: u32, out: &mut Out) -> CliResult<u8> {
    let total = query::clue::ids(workspace, query)?.len() as u64;
    let lines = query::clue::clues(workspace, query, 0, limit)?;
    let cells = |line: &ClueLine| {
        let mut cells = vec![("id", json!(line.row.id)), ("batch", json!(line.batch_name))];
        let columns = CLUES.iter().filter(|column| column.key != "place");
        cells.extend(columns.map(|column| (column.key, json!(query::clue::cell(line, 0, column.key)))));
        Row(cells)
    };
    out.rows(&lines.iter().map(cells).collect::<Vec<_>>(), total);
    Ok(0)
}

fn take_in(workspace: &mut Workspace, import: &args::ClueImport, out: &mut Out) -> CliResult<u8> {
    let incoming = Incoming::read(&import.file.file)?;
    let system = system(&incoming, import.system.as_deref())?;
    let book = incoming.book(system);
    let mut plan = Plan::guess(ImportKind::Clues, &book);
    columns(&mut plan, &book, &import.columns, &import.fixed)?;
    let target = target(workspace, import)?;
    let take = if import.file.good_only { Take::GoodOnly } else { Take::AllOrNothing };
    let trial = if import.file.dry_run || take == Take::AllOrNothing {
        Some(clues::rehearse(workspace, target.clone(), &book, &plan, &incoming.digest)?)
    } else {
        None
    };
    let refused = trial.as_ref().map_or(0, Trial::refused);
    let (lines, outcome) = match trial {
        Some(trial) if import.file.dry_run || refused > 0 => (trial.lines, None),
        _ => {
            let outcome = clues::import(workspace, target, &book, &plan, take, &incoming.digest)?;
            (outcome.lines.clone(), Some(outcome))
        }
    };
    told(&lines, outcome.as_ref(), import.file.dry_run, import.file.errors.as_deref(), (&book, &plan), out)
}

/// The system of the file's places: the one that is given, or the one that is certain.
fn system(incoming: &Incoming, given: Option<&str>) -> CliResult<Option<System>> {
    if let Some(name) = given {
        let known: Vec<_> =
            System::ALL.iter().map(|system| format!("{}（{}）", system.identifier(), system.label())).collect();
        let found = System::named(name);
        return found.map(Some).ok_or_else(|| {
            CliFault::input(format!("没有「{name}」这个坐标系"), format!("可选：{}。", known.join("、")))
        });
    }
    match incoming.reading() {
        Some(Reading::Ask { choices, .. }) => {
            let known = choices.iter().map(|choice| format!("{}（{}）", choice.system.identifier(), choice.reason));
            let next = format!("请加上 --system，可能是：{}。", known.collect::<Vec<_>>().join("；"));
            Err(CliFault::input("文件没有写明坐标系", next))
        }
        Some(Reading::Impossible(why)) => Err(CliFault::input(why.clone(), "请核对文件的坐标，或写明 --system。")),
        Some(Reading::Certain { system, .. }) => Ok(Some(*system)),
        None => Ok(None),
    }
}

fn target(workspace: &Workspace, import: &args::ClueImport) -> CliResult<Target> {
    match (query::clue::batch_named(workspace, &import.batch), import.month) {
        (Ok(known), _) => Ok(Target::Known(known)),
        (Err(OpFault::NotFound { .. }), Some(month)) => Ok(Target::New(ClueBatch {
            name: import.batch.clone(),
            month,
            received_on: import.received.unwrap_or_else(|| workspace.today()),
            sender: import.sender.clone(),
            document: import.document.clone(),
            due_on: import.due,
            note: String::new(),
        })),
        (Err(OpFault::NotFound { .. }), None) => Err(CliFault::input(
            format!("没有图斑批次「{}」", import.batch),
            "新的批次请同时写明影像月份，例如 --month 2025-05-01；已有的批次用 gengbao clues batches 查看。",
        )),
        (Err(fault), _) => Err(fault.into()),
    }
}

fn answers(workspace: &mut Workspace, batch: &str, file: &ClueFile, out: &mut Out) -> CliResult<u8> {
    let batch = query::clue::batch_named(workspace, batch)?;
    let (book, plan, trial) = clues::answers(workspace, batch, &file.file, Take::GoodOnly)?;
    let tried = workspace.rehearse(trial.clone())?;
    let refused = tried.lines.iter().filter(|line| line.fate == Fate::Refused).count();
    let (lines, outcome) = if file.dry_run || (refused > 0 && !file.good_only) {
        (tried.lines, None)
    } else {
        let outcome = workspace.apply(trial)?;
        (outcome.lines.clone(), Some(outcome))
    };
    told(&lines, outcome.as_ref(), file.dry_run, file.errors.as_deref(), (&book, &plan), out)
}
