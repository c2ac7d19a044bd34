//! Figures by the units of either date: certain ones are counted, the others stand as their own lines, nothing is lost.

use chrono::NaiveDate;
use gengbao::{
    domain::{
        bridge::{BridgeFate, BridgeQuery, BridgeSheet, Tally},
        grid::{GridKind, Level},
        id::GridId,
        patrol::{Finding, Patrol},
    },
    ops::{
        Command,
        grid::RenameGrid,
        query::{bridge, lookup},
        reform::{Change, MergeInto, NewGrid, Part, Reform},
    },
};

use crate::support::{day, fault_of, fields::Fields};

fn may() -> NaiveDate {
    day(2025, 5, 1)
}

fn new_village(name: &str) -> NewGrid {
    NewGrid {
        name: name.into(),
        kind: GridKind::Village,
        stat_code: String::new(),
        civil_code: String::new(),
        aliases: vec![],
        no_farmland: false,
        annex2_order: None,
    }
}

fn reform(fields: &mut Fields, change: Change) {
    let document = "东政发〔2025〕5号".to_owned();
    let reform = Reform { change, on: may(), document, note: String::new(), end_open: true };
    fields.world.run(Command::Reform(reform));
}

fn by_units_of(fields: &Fields, units_as_of: NaiveDate, level: Level) -> BridgeSheet {
    let query = BridgeQuery { from: day(2025, 1, 1), to: day(2025, 6, 10), units_as_of, level };
    let sheet = bridge::sheet(&fields.world.ws, query).unwrap();
    adds_up(&sheet);
    sheet
}

/// Nothing is counted twice and nothing is lost.
fn adds_up(sheet: &BridgeSheet) {
    let mut sum = Tally::default();
    sheet.rows.iter().for_each(|row| sum += row.tally);
    sheet.lines.iter().filter(|line| !line.fate.is_counted()).for_each(|line| sum += line.tally);
    assert_eq!(sum, sheet.total);
}

fn of(sheet: &BridgeSheet, unit: &str) -> (u64, u64) {
    let row = sheet.rows.iter().find(|row| row.unit == unit).unwrap_or_else(|| panic!("no {unit} in {sheet:?}"));
    (row.tally.patrols, row.tally.problems)
}

/// 「登记时的单位 → 归入 次数」 of every line.
fn lines(sheet: &BridgeSheet) -> Vec<String> {
    sheet
        .lines
        .iter()
        .map(|line| format!("{} → {} {}", line.recorded_under, line.fate.words(), line.tally.patrols))
        .collect()
}

/// 撖家塔村 with 一社 and 二社: in March one patrol in each and two in the village at large, one of them with a problem.
fn walked() -> (Fields, GridId) {
    let mut fields = Fields::new();
    let second = fields.world.grid(fields.village, GridKind::Group, "二社");
    for group in [Some(fields.group), Some(second), None] {
        fields.log(Patrol { group, ..fields.walk(day(2025, 3, 5)) });
    }
    fields.log(Patrol {
        finding: Finding::Problem,
        found: "堆放沙石".into(),
        action: "已劝阻".into(),
        ..fields.walk(day(2025, 3, 6))
    });
    (fields, second)
}

#[test]
fn a_split_shares_out_only_what_is_known() {
    let (mut fields, second) = walked();
    let part = |name: &str, child| Part { facts: new_village(name), children: vec![child] };
    let parts = vec![part("新东村", fields.group), part("新西村", second)];
    let change = Change::Split { grid: fields.village, lives_on: false, parts };
    reform(&mut fields, change);
    let sheet = by_units_of(&fields, may(), Level::Village);
    assert_eq!([of(&sheet, "罕台镇新东村"), of(&sheet, "罕台镇新西村")], [(1, 0), (1, 0)]);
    assert_eq!(
        lines(&sheet),
        [
            "罕台镇撖家塔村 → 罕台镇新东村 1",
            "罕台镇撖家塔村 → 罕台镇新西村 1",
            "罕台镇撖家塔村 → 改革前未分（罕台镇新东村、罕台镇新西村） 2",
        ]
    );
    assert_eq!(sheet.lines[2].tally.problems, 1);
    assert!(matches!(sheet.lines[2].fate, BridgeFate::Unsplit { before: true, .. }));
    let basis = ["「罕台镇撖家塔村」分设为「新东村」「新西村」（2025年5月1日起），东政发〔2025〕5号"];
    assert!(sheet.lines.iter().all(|line| line.basis == basis), "{:?}", sheet.lines);
    let before = by_units_of(&fields, day(2025, 4, 30), Level::Village);
    assert_eq!(of(&before, "罕台镇撖家塔村"), (4, 1));
    assert!(before.lines.is_empty());
    let towns = by_units_of(&fields, may(), Level::Town);
    assert_eq!((of(&towns, "罕台镇"), towns.lines.len()), ((4, 1), 0), "the town did not change");
}

#[test]
fn figures_after_the_reform_go_back_to_the_earlier_units() {
    let (mut fields, second) = walked();
    let parts = vec![Part { facts: new_village("新西村"), children: vec![second] }];
    let change = Change::Split { grid: fields.village, lives_on: true, parts };
    reform(&mut fields, change);
    let part = lookup::grid(&fields.world.ws, "罕台镇/新西村", may()).unwrap();
    fields.log(Patrol { grid: part, ..fields.walk(day(2025, 5, 20)) });
    let before = by_units_of(&fields, day(2025, 4, 30), Level::Village);
    assert_eq!(of(&before, "罕台镇撖家塔村"), (5, 1));
    assert_eq!(lines(&before), ["罕台镇新西村 → 罕台镇撖家塔村 1"]);
    let after = by_units_of(&fields, may(), Level::Village);
    assert_eq!([of(&after, "罕台镇撖家塔村"), of(&after, "罕台镇新西村")], [(1, 0), (2, 0)]);
    assert_eq!(after.rows.iter().find(|row| row.unit == "罕台镇新西村").unwrap().bridged.patrols, 1);
}

#[test]
fn a_merger_is_certain_forwards_only() {
    let (mut fields, _) = walked();
    fields.log(Patrol { grid: fields.next_village, ..fields.walk(day(2025, 3, 7)) });
    let into = MergeInto::Grid(fields.next_village);
    let change = Change::Merge { grids: vec![fields.village], into, names: vec![] };
    reform(&mut fields, change);
    fields.log(Patrol { grid: fields.next_village, ..fields.walk(day(2025, 5, 7)) });
    fields.log(Patrol { grid: fields.next_village, group: Some(fields.group), ..fields.walk(day(2025, 5, 8)) });
    let after = by_units_of(&fields, may(), Level::Village);
    assert_eq!(of(&after, "罕台镇查干村"), (7, 1));
    assert_eq!(lines(&after), ["罕台镇撖家塔村 → 罕台镇查干村 4"]);
    let before = by_units_of(&fields, day(2025, 4, 30), Level::Village);
    assert_eq!([of(&before, "罕台镇撖家塔村"), of(&before, "罕台镇查干村")], [(5, 1), (1, 0)]);
    assert_eq!(
        lines(&before),
        ["罕台镇查干村 → 罕台镇撖家塔村 1", "罕台镇查干村 → 改革后未分（罕台镇撖家塔村、罕台镇查干村） 1"]
    );
}

#[test]
fn moved_and_renamed_units_are_bridged_even_without_a_recorded_reform() {
    let (mut fields, _) = walked();
    fields.log(Patrol { grid: fields.town, ..fields.walk(day(2025, 3, 8)) });
    let (grid, parent) = (fields.village, fields.other_town);
    reform(&mut fields, Change::Move { grids: vec![grid], parent, names: vec![] });
    let rename =
        RenameGrid { grid: fields.next_village, name: "查干新村".into(), from: may(), document: String::new() };
    fields.world.run(Command::RenameGrid(rename));
    fields.log(Patrol { grid: fields.next_village, ..fields.walk(day(2025, 4, 7)) });
    let towns = by_units_of(&fields, may(), Level::Town);
    assert_eq!([of(&towns, "铜川镇"), of(&towns, "罕台镇")], [(4, 1), (1, 0)]);
    assert_eq!(lines(&towns), ["罕台镇 → 铜川镇 4", "罕台镇 → 改革前未分（罕台镇、铜川镇） 1"]);
    let villages = by_units_of(&fields, may(), Level::Village);
    assert_eq!(
        lines(&villages),
        [
            "罕台镇 → 由上级网格登记，不分到本级 1",
            "罕台镇撖家塔村 → 铜川镇撖家塔村 4",
            "罕台镇查干村 → 罕台镇查干新村 1",
        ]
    );
    assert!(villages.lines[2].basis.is_empty(), "a plain rename has no reform to name");
}

#[test]
fn a_period_that_runs_backwards_is_refused() {
    let fields = Fields::new();
    let query = BridgeQuery { from: day(2025, 2, 1), to: day(2025, 1, 1), units_as_of: may(), level: Level::Village };
    assert!(fault_of(&bridge::sheet(&fields.world.ws, query).unwrap_err(), "to").contains("晚于"));
    let query = BridgeQuery { to: day(2025, 3, 1), level: Level::Group, ..query };
    assert!(fault_of(&bridge::sheet(&fields.world.ws, query).unwrap_err(), "level").contains("只能按镇"));
}
