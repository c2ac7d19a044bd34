//! 督办单 of 挂牌督办: the matter, on what words, by when, what was done, and room for the unit's answer.

use super::{BLANK_DAY, Fact, SONG, facts_table, head, heading, joined, steps_table, what};
use crate::{
    domain::{
        date::chinese,
        problem::paper::{PlanWords, ProblemPaper, SupervisionPaper, plan_words},
    },
    print::{
        flow::{Flow, Paper},
        table::{Cell, Row, Style, Table},
    },
};

/// Room for the answer, mm.
const FEEDBACK: f32 = 34.0;

pub fn lay_out(paper: &SupervisionPaper) -> Flow {
    let facts = &paper.facts;
    let mut flow = Flow::new(Paper::PORTRAIT);
    head(&mut flow, &format!("挂牌{}", ProblemPaper::Supervision.label()), facts);
    let on = chinese(paper.on);
    let due = paper.due.map_or_else(|| BLANK_DAY.to_owned(), chinese);
    let place = joined(&[&facts.place, &facts.spot], "，");
    let kind = what(facts);
    let matter = joined(&[&format!("{kind}，{place}。"), &facts.description], "\n");
    let basis = joined(&[&paper.document, &plan_words(PlanWords::Rectify)], "\n");
    let demand = if paper.demand.is_empty() { "按期办结，并反馈办理情况。" } else { &paper.demand };
    let mut rows = vec![
        Fact::Pair([("承办单位", &paper.unit), ("挂牌日期", &on)]),
        Fact::Pair([("办结期限", &due), ("办理状态", &facts.state)]),
        Fact::Pair([("涉及地类", &facts.land), ("涉及面积", &facts.area)]),
        Fact::Whole("督办事项", &matter),
        Fact::Whole("督办依据", &basis),
        Fact::Whole("督办要求", demand),
        Fact::Pair([("签 发 人", ""), ("签发日期", BLANK_DAY)]),
    ];
    let released = paper.released_on.map(|day| format!("{}解除挂牌督办", chinese(day))).unwrap_or_default();
    if !released.is_empty() {
        rows.push(Fact::Whole("解除情况", &released));
    }
    facts_table(&mut flow, &rows);
    heading(&mut flow, "已办理情况");
    steps_table(&mut flow, &paper.steps);
    flow.keep(FEEDBACK + 10.0);
    heading(&mut flow, "承办单位反馈");
    let sign = format!("承办负责人（签字）：　　　　　　　　　（印章）　　　　{BLANK_DAY}");
    flow.table(&Table {
        columns: vec![flow.area_width()],
        head: Vec::new(),
        body: vec![Row::new(vec![Cell::left(format!("\n\n\n\n{sign}"))]).at_least(FEEDBACK)],
        style: Style::office(SONG),
    });
    flow
}
