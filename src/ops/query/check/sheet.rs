//! The check as a printed certificate.

use chrono::NaiveDate;

use super::{CheckLine, CheckReport, FindingLine, check};
use crate::{
    domain::{
        certificate::{Certificate, CertifiedCheck, Exception},
        check::Reach,
        grid::Level,
    },
    ops::{OpResult, Workspace, query::sheets::frame},
};

/// 网格体系检查证明 as of a day.
///
/// # Errors
/// Only those of the store.
pub fn certificate(ws: &Workspace, day: NaiveDate, reach: Reach) -> OpResult<Certificate> {
    let report = check(ws, day, reach)?;
    let district = match ws.store.root_grid()? {
        Some(root) => ws.store.grid_at(root, day)?.map(|row| row.facts.name),
        None => None,
    };
    Ok(Certificate {
        frame: frame(ws, day)?,
        district: district.unwrap_or_default(),
        since: report.since,
        grids: grids(&report),
        checks: report.lines.iter().map(certified).collect(),
        exceptions: report.findings.iter().map(exception).collect(),
    })
}

fn grids(report: &CheckReport) -> String {
    let counted = Level::ALL.iter().zip(report.grids);
    let words = counted.map(|(level, count)| match level {
        Level::Group => format!("村民小组（片区）{count}个"),
        _ => format!("{}{count}个", level.label()),
    });
    words.collect::<Vec<_>>().join("、")
}

fn certified(line: &CheckLine) -> CertifiedCheck {
    CertifiedCheck {
        name: line.check.label().to_owned(),
        rule: line.check.rule().to_owned(),
        items: line.check.items().join("、"),
        idle: line.is_idle(),
        examined: format!("{}{}", line.examined, line.check.counted()),
        missing: line.missing,
        doubts: line.doubts,
    }
}

fn exception(line: &FindingLine) -> Exception {
    Exception {
        kind: line.kind.label().to_owned(),
        place: line.subject.clone(),
        words: line.words.clone(),
        severity: line.severity.label().to_owned(),
        advice: line.kind.advice().to_owned(),
    }
}
