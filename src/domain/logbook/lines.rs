//! The lines of a sheet together: what is taken over, what was pasted, what seems to be there twice, who walked how often.

use std::collections::BTreeMap;

use super::{Book, CellFault, Column, Known, LINES_MAX, Line, Reading, read, settled};
use crate::domain::{
    id::PersonId,
    patrol::{Patrol, PatrolKind},
    text::PROSE_MAX,
};

/// The most text that is pasted at once, in bytes: ten months of a village. More is refused instead of standing still.
const PASTE_MAX: usize = 1_000_000;

/// A new line under another: what repeats is taken over.
pub fn below(above: Option<&Line>) -> Line {
    let mut line = Line::default();
    if let Some(above) = above {
        for column in Column::REPEATED {
            line.fill(column, above.text(column));
        }
    }
    line
}

/// Writes what was typed into a cell, in words, and fills what follows from it: the group and the kind from the
/// patrollers, the weather of the same day from the line above.
pub fn write(book: &Book, line: &mut Line, above: Option<&Line>, column: Column, typed: &str) {
    line.put(column, settled(book, column, typed));
    match column {
        Column::People => follow_people(book, line),
        Column::Day => {
            if let Some(above) = above.filter(|above| above.text(Column::Day) == line.text(Column::Day))
                && line.text(Column::Weather).is_empty()
            {
                line.fill(Column::Weather, above.text(Column::Weather));
            }
        }
        _ => {}
    }
}

fn follow_people(book: &Book, line: &mut Line) {
    let first = read(book, line).people.first().and_then(|person| book.walker(*person));
    if let Some(walker) = first.filter(|_| !line.own_group) {
        let group = book.groups.iter().find(|group| Some(group.id) == walker.group);
        line.fill(Column::Group, group.map_or("", |group| &group.name));
    }
    if line.text(Column::Kind).is_empty() {
        // 日常巡查 is what 网格员 do, 巡田 what the village organises (G38).
        let kind = if first.is_none_or(|walker| walker.is_member) { PatrolKind::Routine } else { PatrolKind::Field };
        line.fill(Column::Kind, kind.label());
    }
}

/// 「同上」: takes one cell over from the line above.
pub fn ditto(line: &mut Line, above: &Line, column: Column) {
    line.put(column, above.text(column));
    if column == Column::Group {
        line.own_group = above.own_group;
    }
}

/// The cells of a text from a spreadsheet, line by line; nothing for a text of one cell.
///
/// # Errors
/// A text that is too long for a month, with what to do.
pub fn pasted(text: &str) -> Result<Option<Vec<Vec<String>>>, String> {
    if text.len() > PASTE_MAX {
        let size = text.len() as f64 / 1_048_576.0;
        return Err(format!("粘贴的内容有 {size:.1} MB，一个月的台账不会这么长，没有粘贴；请只复制台账的行"));
    }
    let cells = crate::domain::text::cells(text);
    let all: Vec<Vec<String>> = cells.unwrap_or_else(|| vec![vec![text.to_owned()]]);
    if all.len() > LINES_MAX {
        return Err(format!("粘贴的内容有 {} 行，一次最多 {LINES_MAX} 行，没有粘贴；请分几次复制", all.len()));
    }
    for (row, line) in all.iter().enumerate() {
        if let Some(column) = line.iter().position(|cell| cell.chars().count() > PROSE_MAX) {
            let place = format!("第 {} 行第 {} 格", row + 1, column + 1);
            return Err(format!("粘贴的{place}超过 {PROSE_MAX} 个字，没有粘贴；请删减后再复制"));
        }
    }
    Ok(crate::domain::text::cells(text).map(|_| all))
}

/// Whether a pasted line is the head of a table: 「日 时间 类型 …」.
pub fn is_heading(cells: &[String]) -> bool {
    let titles = ["日", "日期", "巡查日期", "时间", "类型", "巡查类型", "巡查人", "发现情况", "序号"];
    cells.iter().filter(|cell| titles.contains(&cell.as_str())).count() >= 2
}

/// The lines as a spreadsheet takes them.
pub fn copied(lines: &[Line]) -> String {
    let one = |line: &Line| Column::ALL.map(|column| line.text(column).to_owned()).join("\t");
    lines.iter().filter(|line| line.touched).map(one).collect::<Vec<_>>().join("\n")
}

/// Every line read; what seems to be entered twice is marked, in the sheet and against what is recorded.
pub fn read_all(book: &Book, lines: &[Line]) -> Vec<Reading> {
    let mut seen: BTreeMap<_, String> = book.known.iter().map(|known| (key(known), "台账里".to_owned())).collect();
    let mut readings: Vec<Reading> = Vec::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        if line.is_blank() {
            readings.push(Reading::default());
            continue;
        }
        let mut reading = read(book, line);
        if let Some(patrol) = &reading.patrol {
            let own = key(&known(patrol));
            match seen.get(&own) {
                Some(where_) => {
                    let message = format!("可能重复：{where_}已有同日、同人、同类型的记录，可以保存，请核对");
                    reading.marks.push(CellFault { column: Column::Day, message });
                }
                None => drop(seen.insert(own, format!("第 {} 行", place + 1))),
            }
        }
        readings.push(reading);
    }
    readings
}

type Key = (chrono::NaiveDate, Option<crate::domain::id::GridId>, Option<chrono::NaiveTime>, PatrolKind, Vec<PersonId>);

fn key(known: &Known) -> Key {
    (known.date, known.group, known.start, known.kind, known.people.clone())
}

fn known(patrol: &Patrol) -> Known {
    let mut people = patrol.patrollers.clone();
    people.sort();
    Known { date: patrol.date, start: patrol.start, kind: patrol.kind, group: patrol.group, people }
}

/// 实 of everyone: what is recorded and what stands on the sheet without a fault.
pub fn done(book: &Book, readings: &[Reading]) -> BTreeMap<PersonId, u32> {
    let mut counts = book.recorded();
    for person in readings.iter().filter_map(|reading| reading.patrol.as_ref()).flat_map(|patrol| &patrol.patrollers) {
        *counts.entry(*person).or_default() += 1;
    }
    counts
}
