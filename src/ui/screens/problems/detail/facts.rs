//! The facts of a problem, where it came from, and the evidence of the finding.

use egui::{Align, Layout, Ui};

use super::{Held, Press, evidence::files};
use crate::{
    domain::{date, plan, time},
    ops::query::problem::ProblemDetail,
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::{
            patrols::thumbs::Thumbs,
            problems::{
                entry::{KIND_LINE, MEMBER_LINE},
                step::area_words,
                words::{unit, what},
            },
        },
        widgets::{
            button,
            fact::{fact, fact_with},
            link,
            page::section,
        },
    },
};

pub(super) fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    held: &Held,
    thumbs: &mut Thumbs,
    why_not: Option<&str>,
) -> Option<Press> {
    let detail = &held.detail;
    let (line, problem) = (&detail.line, &detail.line.problem);
    section(ui, "问题");
    let clock = detail.found_time.or(problem.found_at).map(|at| format!(" {}", time::clock(at))).unwrap_or_default();
    fact(ui, "发现时间", &format!("{}{clock}", date::chinese(problem.found_on)));
    fact_with(ui, "来源", |ui| source(ui, cx, detail));
    fact_with(ui, "类型、行为", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(what(line));
            let clause = if problem.behaviours.is_empty() { KIND_LINE } else { MEMBER_LINE };
            if let Some(clause) = plan::clause(clause) {
                link::basis(ui, &clause.into(), false);
            }
        });
    });
    fact_with(ui, "地点", |ui| {
        if link::body_link(ui, &unit(line)).clicked() {
            cx.go(Route::Grids(Some(problem.group.unwrap_or(problem.grid))));
        }
    });
    for (label, words) in [("地块编号", &problem.plot), ("具体位置", &problem.spot)] {
        if !words.is_empty() {
            fact(ui, label, words);
        }
    }
    if let Some(point) = problem.point {
        fact(ui, "坐标", &format!("{}（CGCS2000）", point.chinese()));
    }
    fact(ui, "涉及地类", problem.land.map_or("待核", |land| land.label()));
    fact(ui, "面积", &problem.area.map_or_else(|| "待核".to_owned(), |area| area.chinese()));
    if line.rectified.0 > 0 {
        fact(ui, "整改进度", &area_words(detail));
    }
    fact(ui, "问题描述", &problem.description);
    fact(ui, "当事人", &line.concerned);
    fact(ui, "发现人", &line.found_by);
    if !problem.document.is_empty() {
        fact(ui, "交办文号", &problem.document);
    }
    if !problem.note.is_empty() {
        fact(ui, "备注", &problem.note);
    }
    fact(ui, "登记", &format!("{} {}", date::chinese(detail.recorded_on), detail.recorded_by));
    let mut press = merged(ui, held);
    ui.horizontal(|ui| {
        section(ui, &format!("现场证据（{}）", detail.files.len()));
        ui.with_layout(Layout::right_to_left(Align::Max), |ui| {
            if ui.add(button::bare("补充证据…").icon(Icon::Attach).refused(why_not)).clicked() {
                press = Some(Press::Add(None));
            }
        });
    });
    files(ui, thumbs, &held.paths, &detail.files, why_not).or(press)
}

fn source(ui: &mut Ui, cx: &mut Cx<'_>, detail: &ProblemDetail) {
    let problem = &detail.line.problem;
    ui.horizontal_wrapped(|ui| {
        ui.label(problem.source.label());
        if let Some((patrol, words)) = &detail.patrol
            && link::body_link(ui, words).clicked()
        {
            cx.go(Route::Patrols(Some(*patrol)));
        }
        if let Some(tip) = problem.tip
            && link::body_link(ui, "查看举报登记").clicked()
        {
            cx.go(Route::Tips(Some(tip)));
        }
    });
}

/// Those merged into it, or what it was merged into.
fn merged(ui: &mut Ui, held: &Held) -> Option<Press> {
    let merged = &held.detail.merged;
    if merged.is_empty() {
        return None;
    }
    let mut press = None;
    fact_with(ui, "合并", |ui| {
        ui.horizontal_wrapped(|ui| {
            for (id, words) in merged {
                if ui.push_id(id.0, |ui| link::body_link(ui, words)).inner.clicked() {
                    press = Some(Press::Open(*id));
                }
            }
        });
    });
    press
}
