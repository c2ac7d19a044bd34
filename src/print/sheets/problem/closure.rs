//! 销号确认单: what proves that a problem is over, and that whoever confirms it neither reported nor rectified it (G36).

use super::{Fact, HEI, ROW, SONG, facts_table, head, heading, problem_facts};
use crate::{
    domain::{
        date::chinese,
        problem::paper::{ClosurePaper, ClosurePart, ProblemPaper, Separation},
    },
    print::{
        Ink,
        flow::{Flow, Paper},
        table::{Cell, Row, Style, Table},
    },
};

/// 序号, 证明材料, 所属环节, 日期: 156 mm.
const EVIDENCE: [f32; 4] = [10.0, 72.0, 44.0, 30.0];
/// 环节, 经办人, 与销号确认人是否为同一人, 签字: 156 mm.
const PARTS: [f32; 4] = [24.0, 54.0, 32.0, 46.0];
/// Room to sign, mm.
const SIGNED: f32 = 9.5;

pub fn lay_out(paper: &ClosurePaper) -> Flow {
    let mut flow = Flow::new(Paper::PORTRAIT);
    head(&mut flow, ProblemPaper::Closure.label(), &paper.facts);
    problem_facts(&mut flow, &paper.facts);
    heading(&mut flow, "办理结果");
    results(&mut flow, paper);
    heading(&mut flow, "上报、整改与销号确认分离情况");
    parts(&mut flow, paper);
    heading(&mut flow, "证明材料");
    evidence(&mut flow, paper);
    flow
}

fn results(flow: &mut Flow, paper: &ClosurePaper) {
    let day = paper.closed_on.map_or_else(|| "待确认".to_owned(), chinese);
    let mut rows = vec![
        Fact::Pair([("核实结论", &paper.verdict), ("处置方式", &paper.disposal)]),
        Fact::Pair([("已整改面积", &paper.rectified), ("销号日期", &day)]),
    ];
    for (label, value) in [("复查情况", &paper.review), ("销号说明", &paper.closing), ("文　　号", &paper.document)]
    {
        if !value.is_empty() {
            rows.push(Fact::Whole(label, value));
        }
    }
    facts_table(flow, &rows);
}

/// Who did what, and whether whoever confirms is somebody else.
fn parts(flow: &mut Flow, paper: &ClosurePaper) {
    let row = |part: &ClosurePart| {
        let said = match part.separation {
            Separation::NotAsked => Cell::new("—"),
            Separation::Open => Cell::new("待核对").inked(Ink::Grey),
            Separation::Same => Cell::new("是同一人，不符合要求").inked(Ink::Red),
            Separation::Apart => Cell::new("不是同一人"),
        };
        let names = match part.people.as_slice() {
            [] => Cell::new("无").inked(Ink::Grey),
            people => Cell::left(people.join("、")),
        };
        Row::new(vec![Cell::new(part.label), names, said, Cell::new("")]).at_least(SIGNED)
    };
    let head = ["环节", "经办人", "与销号确认人", "签字、日期"].map(|name| Cell::heading(name).set_in(HEI).tinted());
    flow.table(&Table {
        columns: PARTS.to_vec(),
        head: vec![Row::new(head.into()).at_least(ROW)],
        body: paper.parts.iter().map(row).collect(),
        style: Style::office(SONG),
    });
}

fn evidence(flow: &mut Flow, paper: &ClosurePaper) {
    let head = ["序号", "证明材料", "所属环节", "日期"].map(|name| Cell::heading(name).set_in(HEI).tinted());
    let mut body: Vec<Row> = (1..)
        .zip(&paper.evidence)
        .map(|(number, file)| {
            let cells =
                vec![Cell::new(number.to_string()), Cell::left(&file.name), Cell::left(&file.of), Cell::new(&file.on)];
            Row::new(cells).at_least(ROW)
        })
        .collect();
    if body.is_empty() {
        body.push(
            Row::new(vec![Cell::new("没有附证明材料").over_columns(EVIDENCE.len()).inked(Ink::Red)]).at_least(ROW),
        );
    }
    flow.table(&Table {
        columns: EVIDENCE.to_vec(),
        head: vec![Row::new(head.into()).at_least(ROW)],
        body,
        style: Style::office(SONG),
    });
}
