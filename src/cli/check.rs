//! The check of the grid system, and who answered for a place on a day.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out},
    workspace::open,
};
use crate::{
    domain::{
        check::{Reach, Severity},
        date::chinese,
        id::GridId,
        roster::Role,
    },
    ops::{
        Workspace,
        query::{
            answers::{self, Answers, Band, DELEGATE, OfficialSheet, Seat},
            check::{self, CheckLine, CheckReport},
            lookup,
        },
    },
};

/// 1 when something mandatory is missing, or when there is nothing to check.
pub fn check(common: &Common, check: &args::Check, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let day = common.as_of.unwrap_or_else(|| workspace.today());
    let report = check::check(&workspace, day, reach(check.whole))?;
    let document = serde_json::to_value(&report).unwrap_or_default();
    out.answer(&document, || in_words(&report));
    Ok(u8::from(report.is_empty() || report.has_missing()))
}

pub fn reach(whole: bool) -> Reach {
    if whole { Reach::Whole } else { Reach::Year }
}

fn in_words(report: &CheckReport) -> String {
    let day = chinese(report.day);
    if report.is_empty() {
        return format!("{day}还没有网格，没有可以检查的内容");
    }
    let idle = report.idle();
    let idle = if idle == 0 { String::new() } else { format!("，没有可查的{idle}项") };
    let mut words = vec![format!(
        "截至{day}，检查{}项，符合{}项{idle}；缺项{}条，待核对{}条（空档、重叠从{}查起）",
        report.lines.len(),
        report.passed(),
        report.count(Severity::Missing),
        report.count(Severity::Doubt),
        chinese(report.since)
    )];
    for line in &report.lines {
        words.push(format!("\n{}（{}{}）：{}", line.check.label(), line.examined, line.check.counted(), result(line)));
        for found in report.findings.iter().filter(|found| found.kind.check() == line.check) {
            words.push(format!("  [{}] {} {}", found.severity.label(), found.subject, found.words));
        }
    }
    words.join("\n")
}

fn result(line: &CheckLine) -> String {
    match (line.missing, line.doubts) {
        _ if line.is_idle() => "没有可查的".to_owned(),
        (0, 0) => "符合".to_owned(),
        (missing, 0) => format!("缺项{missing}条"),
        (0, doubts) => format!("待核对{doubts}条"),
        (missing, doubts) => format!("缺项{missing}条，待核对{doubts}条"),
    }
}

/// 1 when the place did not exist on the day.
pub fn who(common: &Common, who: &args::Who, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let day = who.on.or(common.as_of).unwrap_or_else(|| workspace.today());
    let found = answers::answers(&workspace, place(&workspace, &who.place, day)?, day)?;
    let mut document = serde_json::to_value(&found).unwrap_or_default();
    document["absence"] = json!(found.absence());
    out.answer(&document, || chain(&found));
    Ok(u8::from(found.absence().is_some()))
}

/// A place as it is called on the day; one that is not called so then, as it is called today or was on any day.
pub fn place(workspace: &Workspace, text: &str, day: NaiveDate) -> CliResult<GridId> {
    let then = lookup::grid(workspace, text, day);
    let Err(unknown) = then else { return Ok(then?) };
    if let Ok(known) = lookup::grid(workspace, text, workspace.today()) {
        return Ok(known);
    }
    let mut ever: Vec<GridId> = lookup::ever_called(workspace, text)?.into_iter().map(|row| row.id).collect();
    ever.dedup();
    if let [only] = ever[..] { Ok(only) } else { Err(CliFault::from(unknown)) }
}

fn chain(found: &Answers) -> String {
    if let Some(absence) = found.absence() {
        return absence;
    }
    let mut words = vec![format!("{}　{}", found.path, chinese(found.day))];
    for band in &found.bands {
        words.push(format!("\n{}　{}", band.level.label(), band.name));
        words.extend(band.seats.iter().map(|seat| format!("  {}", in_line(band, seat))));
    }
    let sheets: Vec<_> = found.annexes.iter().map(OfficialSheet::title).collect();
    words.push(format!("\n当日有效的公布表：{}", sheets.join("、")));
    words.join("\n")
}

fn in_line(band: &Band, seat: &Seat) -> String {
    let people = seat.people.iter().map(|person| format!("{}（{}）", person.name, person.period.chinese()));
    let people: Vec<String> = people.collect();
    let who = if people.is_empty() { "空缺".to_owned() } else { people.join("、") };
    // Below a village the groups tell the seats apart.
    let several = band.seats.iter().filter(|other| other.role == Role::GridMember).count() > 1;
    let parts = match seat.role {
        Role::GridMember if several => [seat.about.as_str(), seat.title.as_str()],
        _ => [seat.title.as_str(), seat.about.as_str()],
    };
    let rest: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let sent: Vec<_> =
        seat.delegates.iter().map(|sent| format!("{}（{}）", sent.name, sent.period.chinese())).collect();
    let sent = if sent.is_empty() { String::new() } else { format!("　{DELEGATE}：{}", sent.join("、")) };
    format!("{}：{who}　{}{sent}", seat.role.label(), rest.join("　")).trim_end().to_owned()
}
