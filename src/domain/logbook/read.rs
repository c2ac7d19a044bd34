//! Reading a line: codes and initials into words, words into a patrol, with what is wrong in each cell.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{
    Book, Choice, Column, Line, Walker,
    book::month_words,
    codes::{self, is_separator},
};
use crate::domain::{
    date::{self, DateFault, chinese},
    fault::Faults,
    id::{GridId, PersonId},
    import::clean,
    patrol::{Finding, Patrol, PatrolKind},
    text, time,
};

/// What is wrong, or worth a look, in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    pub column: Column,
    pub message: String,
}

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Only when nothing is wrong.
    pub patrol: Option<Patrol>,
    /// As far as they are known, also when something else is wrong.
    pub date: Option<NaiveDate>,
    pub people: Vec<PersonId>,
    pub faults: Vec<CellFault>,
    /// Allowed, and marked: somebody without a duty there.
    pub marks: Vec<CellFault>,
}

/// Says of words that nothing was found.
const NOTHING: [&str; 8] = ["0", "无", "未发现", "未发现问题", "没有发现问题", "无问题", "正常", "无异常"];

/// What stands in a cell once it is left: the words for its codes. What cannot be read stays as it was written.
pub fn settled(book: &Book, column: Column, typed: &str) -> String {
    let plain = clean::cell(typed);
    if plain.is_empty() {
        return plain;
    }
    match column {
        Column::Day => day(book, &plain).map_or(plain, |day| day.day().to_string()),
        Column::Time => match times(&plain) {
            Ok((start, end)) => time_words(start, end),
            Err(_) => plain,
        },
        Column::Group if is_none(&plain) => String::new(),
        Column::Kind | Column::Group | Column::Way | Column::Weather => {
            meant(&codes::of(book, column), &plain).map_or(plain, |one| one.text)
        }
        Column::People => {
            let named = |piece: String| person(book, &piece).map_or(piece.clone(), |walker| walker.label.clone());
            pieces(book, &plain).into_iter().map(named).collect::<Vec<_>>().join("、")
        }
        Column::Found => found(book, &plain),
        Column::Action | Column::Note => plain,
    }
}

/// Whether words say that nothing was found.
pub fn says_nothing(text: &str) -> bool {
    text.is_empty() || NOTHING.contains(&text)
}

/// The one choice that typed text means.
fn meant(choices: &[Choice], typed: &str) -> Option<Choice> {
    let best = choices.iter().filter_map(|one| one.rank(typed)).min().filter(|rank| *rank < 3)?;
    let mut fitting = choices.iter().filter(|one| one.rank(typed) == Some(best));
    let one = fitting.next().cloned();
    one.filter(|_| fitting.next().is_none())
}

/// 「9:30-11:00」; what was not noted is left out.
fn time_words(start: Option<NaiveTime>, end: Option<NaiveTime>) -> String {
    match (start, end) {
        (Some(start), Some(end)) => format!("{}-{}", time::clock(start), time::clock(end)),
        (Some(start), None) => time::clock(start),
        (None, Some(end)) => format!("至{}", time::clock(end)),
        (None, None) => String::new(),
    }
}

fn is_none(text: &str) -> bool {
    matches!(text, "0" | "无" | "-" | "－" | "—" | "/")
}

/// The day of the month, or a whole date in it.
fn day(book: &Book, typed: &str) -> Result<NaiveDate, String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).map(text::half_width).collect();
    let number = plain.trim_end_matches(['日', '号']);
    let number = number.strip_suffix(".0").filter(|_| !number.contains('-')).unwrap_or(number);
    let month = month_words(book.month);
    if (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()) {
        let found = number.parse().ok().and_then(|number| book.month.with_day(number));
        return found.ok_or_else(|| format!("{month}没有 {number} 日，请核对"));
    }
    let read = match plain.as_str() {
        // Days in words mean today's calendar, not that of the month.
        "今天" | "今日" | "昨天" | "昨日" | "前天" => date::parse(&plain, book.today),
        _ => date::parse(&clean::date(typed), book.month),
    };
    let day = read.map_err(|fault| match fault {
        DateFault::NotADate(_) => format!("「{typed}」不是日期，请填写几日，例如 5"),
        other => other.to_string(),
    })?;
    if (day.year(), day.month()) == (book.month.year(), book.month.month()) {
        Ok(day)
    } else {
        Err(format!("{}不在{month}，请改日期，或到所在的月份录入", chinese(day)))
    }
}

/// A start and an end: 930-1100, 9:30至11点, 9-11, or one of them.
///
/// # Errors
/// What is wrong with it and how to write it.
pub fn times(typed: &str) -> Result<(Option<NaiveTime>, Option<NaiveTime>), String> {
    let unified: String = typed.chars().map(text::half_width).collect();
    let parted = unified.replace(['~', '～', '—', '–', '至', '到'], "-");
    let parted = parted.trim().replace("--", "-");
    let (start, end) = match parted.split_once('-') {
        Some(parts) => parts,
        None => parted.trim().split_once(' ').unwrap_or((parted.trim(), "")),
    };
    // 「9-11」: whole hours, where both are written.
    let hours = !start.trim().is_empty() && !end.trim().is_empty();
    let one = |part: &str| -> Result<Option<NaiveTime>, String> {
        let part = part.trim();
        let bare = hours && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        match part {
            "" => Ok(None),
            part if bare => time::parse(&format!("{part}:00")).map(Some),
            part => time::parse(part).map(Some),
        }
    };
    Ok((one(start)?, one(end)?))
}

/// The names and codes in a cell of people.
fn pieces(book: &Book, typed: &str) -> Vec<String> {
    let parts = typed.split(|c: char| is_separator(c) && !c.is_whitespace()).map(str::trim);
    let known = |name: &str| person(book, name).is_ok();
    let mut pieces = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let joined = clean::name(part);
        let words: Vec<&str> = part.split_whitespace().collect();
        // 「王 芳」 of a spreadsheet is one name; 「1 3」 and 「王某 李某」 are two.
        if words.len() > 1 && !known(&joined) {
            pieces.extend(words.into_iter().map(str::to_owned));
        } else {
            pieces.push(joined);
        }
    }
    pieces
}

/// Who is meant by a code, a name or initials.
fn person<'b>(book: &'b Book, piece: &str) -> Result<&'b Walker, String> {
    if let Some(walker) = book.walkers.iter().find(|walker| walker.label == piece) {
        return Ok(walker);
    }
    let named: Vec<_> = book.walkers.iter().filter(|walker| walker.name == piece).collect();
    match named.as_slice() {
        [one] => return Ok(one),
        [] => {}
        several => {
            let codes: Vec<_> = several.iter().map(|walker| format!("{} {}", walker.code, walker.words)).collect();
            return Err(format!("有 {} 位「{piece}」，请填写代号：{}", several.len(), codes.join("；")));
        }
    }
    let choices = codes::of(book, Column::People);
    if let Some(one) = meant(&choices, piece) {
        return book.walkers.iter().find(|walker| walker.code == one.code).ok_or_else(String::new);
    }
    let several = choices.iter().filter(|one| one.rank(piece).is_some_and(|rank| rank < 3)).count();
    Err(match several {
        0 if piece.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("没有代号 {piece}，请对照右侧的巡查人代号，或填写姓名")
        }
        0 => format!("没有找到「{piece}」，请填写姓名全称，或先在「责任人」中登记"),
        count => format!("「{piece}」可以是 {count} 个人，请填写代号或姓名"),
    })
}

/// Names that nobody of the book bears, to be looked for in the whole district.
pub fn names_to_look_up(book: &Book, lines: &[Line]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in lines.iter().filter(|line| line.touched) {
        let text = clean::cell(line.text(Column::People));
        for piece in pieces(book, &text) {
            let chinese = !piece.is_ascii();
            if chinese && !book.walkers.iter().any(|walker| walker.name == piece || walker.label == piece) {
                names.insert(piece);
            }
        }
    }
    names
}

/// 发现 in words: codes at the start, then what is to be said about it.
fn found(book: &Book, typed: &str) -> String {
    let first = typed.chars().next();
    if first.is_some_and(|c| !c.is_ascii_alphanumeric()) {
        return typed.to_owned();
    }
    let choices = codes::of(book, Column::Found);
    let mut rest = typed;
    let mut words: Vec<String> = Vec::new();
    loop {
        let end = rest.find(is_separator).unwrap_or(rest.len());
        let code = rest[..end].parse::<u32>().ok();
        let Some(one) = code.and_then(|code| choices.iter().find(|one| one.code == code)) else { break };
        words.push(one.text.clone());
        rest = rest[end..].trim_start_matches(is_separator);
    }
    match (words.is_empty(), rest.is_empty()) {
        (true, _) => meant(&choices, typed).map_or(typed.to_owned(), |one| one.text),
        (false, true) => words.join("、"),
        (false, false) => format!("{}：{rest}", words.join("、")),
    }
}

/// Reads a line of the sheet.
pub fn read(book: &Book, line: &Line) -> Reading {
    let mut faults = Vec::new();
    let mut wrong = |column: Column, message: String| faults.push(CellFault { column, message });
    let cell = |column: Column| clean::cell(line.text(column));
    let mut keep = |column: Column, read: Result<NaiveDate, String>| match read {
        Ok(day) => Some(day),
        Err(message) => {
            wrong(column, message);
            None
        }
    };
    let date = if cell(Column::Day).is_empty() {
        keep(Column::Day, Err("请填写日期，例如 5".to_owned()))
    } else {
        keep(Column::Day, day(book, &cell(Column::Day)))
    };
    let (start, end) = times(&cell(Column::Time)).unwrap_or_else(|message| {
        wrong(Column::Time, message);
        (None, None)
    });
    let kind = kind(book, &cell(Column::Kind)).unwrap_or_else(|message| {
        wrong(Column::Kind, message);
        PatrolKind::Routine
    });
    let group = group(book, &cell(Column::Group)).unwrap_or_else(|message| {
        wrong(Column::Group, message);
        None
    });
    let mut people: Vec<PersonId> = Vec::new();
    let mut strangers: Vec<&str> = Vec::new();
    for piece in pieces(book, &cell(Column::People)) {
        match person(book, &piece) {
            Ok(walker) if people.contains(&walker.person) => {}
            Ok(walker) => {
                people.push(walker.person);
                if date.is_some_and(|date| !walker.answers_on(date)) {
                    strangers.push(&walker.name);
                }
            }
            Err(message) => wrong(Column::People, message),
        }
    }
    let text = cell(Column::Found);
    let text = if says_nothing(&text) { String::new() } else { found(book, &text) };
    let finding = if text.is_empty() { Finding::Nothing } else { Finding::Problem };
    let patrol = Patrol {
        date: date.unwrap_or(book.month),
        start,
        end,
        kind,
        grid: book.grid,
        group,
        patrollers: people.clone(),
        way: settled(book, Column::Way, line.text(Column::Way)),
        finding,
        found: text,
        action: cell(Column::Action),
        weather: settled(book, Column::Weather, line.text(Column::Weather)),
        note: cell(Column::Note),
    };
    let known_people_wrong = faults.iter().any(|fault| fault.column == Column::People);
    let patrol = patrol.check(book.today).map_err(|Faults(found)| {
        let told = found.into_iter().filter(|fault| fault.field != "patrollers" || !known_people_wrong);
        faults.extend(told.map(|fault| CellFault { column: Column::of_field(fault.field), message: fault.message }));
    });
    let mut marks = Vec::new();
    if let (false, Some(date)) = (strangers.is_empty(), date) {
        let names = strangers.join("、");
        let message = format!("{names}在{}没有任职和这里的网格职责（无职责），可以保存，请核对", chinese(date));
        marks.push(CellFault { column: Column::People, message });
    }
    Reading { patrol: patrol.ok().filter(|_| faults.is_empty()), date, people, faults, marks }
}

fn kind(book: &Book, typed: &str) -> Result<PatrolKind, String> {
    if typed.is_empty() {
        return Err("请填写类型，代号 1-6".to_owned());
    }
    let coded = || meant(&codes::of(book, Column::Kind), typed).and_then(|one| PatrolKind::from_label(&one.text));
    PatrolKind::from_label(typed).or_else(coded).ok_or_else(|| {
        let kinds: Vec<_> = (1..).zip(PatrolKind::ALL).map(|(code, kind)| format!("{code} {}", kind.label())).collect();
        format!("没有「{typed}」这个类型，可填：{}", kinds.join("、"))
    })
}

fn group(book: &Book, typed: &str) -> Result<Option<GridId>, String> {
    if typed.is_empty() || is_none(typed) {
        return Ok(None);
    }
    if let Some(group) = book.groups.iter().find(|group| group.name == typed) {
        return Ok(Some(group.id));
    }
    let found = meant(&codes::of(book, Column::Group), typed);
    let group = found.and_then(|one| book.groups.iter().find(|group| group.code == one.code));
    group.map(|group| Some(group.id)).ok_or_else(|| match book.groups.as_slice() {
        [] => format!("{}在{}没有登记村民小组或片区，请留空", book.grid_name, month_words(book.month)),
        _ => format!("{}没有「{typed}」这个片区（小组），请对照右侧的小组代号", book.grid_name),
    })
}

#[cfg(test)]
mod tests;
