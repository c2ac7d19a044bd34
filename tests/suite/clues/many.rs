//! A batch of 500 clues split, answered and closed by commands; the board and the papers that show it.

use std::time::Instant;

use gengbao::{
    domain::{
        clue::{Category, ClueState},
        import::Row,
        problem::ProblemKind,
    },
    ops::{
        Command,
        clue::{AnswerClue, AssignClues, ConfirmClues, FoundProblem},
        query::clue::{self, ClueQuery},
    },
    session::sheet::{self, Sheet, SheetRequest},
};

use super::{Field, all, photo, reply, row};
use crate::support::today;

/// 500 clues over two villages and a town; every fiftieth says nothing about its place.
fn rows() -> Vec<Row> {
    let place = |at: u32| match at {
        at if at % 50 == 0 => ("description", "坐落不详"),
        at if at % 3 == 0 => ("code", "1506021072060000000"),
        at if at % 3 == 1 => ("village", "撖家塔村"),
        _ => ("town", "铜川镇"),
    };
    (1..=500)
        .map(|at| {
            let (number, area) = (format!("150602-{at:04}"), format!("{}.50", 300 + at));
            let (field, text) = place(at);
            row(at + 1, &[("number", &number), ("kind", "20"), ("area", &area), (field, text)])
        })
        .collect()
}

#[test]
fn five_hundred_clues_are_split_answered_and_closed() {
    let mut field = Field::new();
    let started = Instant::now();
    let batch = field.batch(rows());
    let board = clue::board(&field.world.ws, batch).unwrap();
    let split: Vec<_> = board.towns.iter().map(|line| (line.name.as_str(), line.tally.received)).collect();
    assert_eq!(split.iter().map(|(_, count)| count).sum::<u64>(), 500);
    assert_eq!(split.last(), Some(&("未分发", 10)));
    // What no code and no name could place is handed out by hand.
    let left = clue::ids(&field.world.ws, &ClueQuery { states: vec![ClueState::Unassigned], ..all(batch) }).unwrap();
    field.world.run(Command::AssignClues(AssignClues { clues: left, grid: Some(field.district.minzu) }));
    for (at, id) in clue::ids(&field.world.ws, &all(batch)).unwrap().into_iter().enumerate() {
        let command = answer(&field, id, at);
        field.world.run(Command::AnswerClue(command));
    }
    let open = ClueQuery::waiting(batch, None);
    assert!(clue::ids(&field.world.ws, &open).unwrap().is_empty());
    let all_ids = clue::ids(&field.world.ws, &all(batch)).unwrap();
    field.world.run(Command::ConfirmClues(ConfirmClues { clues: all_ids }));
    let board = clue::board(&field.world.ws, batch).unwrap();
    assert!(board.batch.is_closed());
    assert_eq!((board.batch.pace().as_str(), board.total.tally.confirmed, board.total.overdue), ("已办结", 500, 0));
    let count = |category: Category| {
        board.results.iter().filter(|line| line.category == category).map(|line| line.count).sum::<u64>()
    };
    assert_eq!(count(Category::Unlawful), 50);
    assert_eq!(count(Category::Lawful) + count(Category::Other) + count(Category::Transferred), 450);
    let areas: i64 = board.results.iter().map(|line| line.area.0).sum();
    assert_eq!(areas, board.total.tally.area.0, "results add up to the whole");
    let problems =
        clue::clues(&field.world.ws, &ClueQuery { category: Some(Category::Unlawful), ..all(batch) }, 0, 500).unwrap();
    assert!(problems.iter().all(|line| line.row.problem.is_some()));
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
    papers(&field, batch);
}

fn answer(field: &Field, id: gengbao::domain::id::ClueId, at: usize) -> AnswerClue {
    let (category, sub) = match at % 10 {
        0 => (Category::Unlawful, "unreported"),
        1..=4 => (Category::Lawful, "other_lawful"),
        5 => (Category::Transferred, "transferred"),
        _ => (Category::Other, "pseudo_change"),
    };
    let mut answer = field.answer(category, sub);
    let unlawful = category == Category::Unlawful;
    answer.patrol_found = unlawful.then_some(at.is_multiple_of(20));
    answer.paper = if category == Category::Lawful { "权属证书".into() } else { String::new() };
    if category == Category::Transferred {
        (answer.sent_to, answer.sent_on) = ("区农牧局".into(), Some(answer.on));
    }
    let found = unlawful.then(|| FoundProblem {
        kind: ProblemKind::NonAgricultural,
        behaviours: vec![],
        land: None,
        description: String::new(),
    });
    AnswerClue { found, files: vec![photo(at as u64 + 10)], ..reply(id, answer) }
}

fn papers(field: &Field, batch: gengbao::domain::id::ClueBatchId) {
    let pages = |sheet: Sheet| {
        let request = SheetRequest { sheet, as_of: today() };
        sheet::render(&field.world.ws, &request).unwrap().pages.len()
    };
    assert_eq!(pages(Sheet::ClueBoard(batch)), 1);
    assert_eq!(pages(Sheet::ClueUnanswered(batch, None)), 1);
    let of_town = clue::ids(&field.world.ws, &ClueQuery { grid: Some(field.district.minzu), ..all(batch) }).unwrap();
    assert_eq!(pages(Sheet::ClueChecks(batch, Some(field.district.minzu))), of_town.len(), "a page each");
    assert_eq!(pages(Sheet::ClueCheck(of_town[0])), 1);
}
