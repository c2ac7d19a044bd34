//! The papers of one problem: 问题处置单, 整改通知书, 移送函, 销号确认单, 督办单; and many of them in one binding.

mod case;
mod closure;
mod notice;
mod photos;
mod supervision;
mod transfer;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod samples;

use crate::{
    domain::{
        date::chinese,
        problem::paper::{OWN_FORM, PaperSheet, PaperStep, ProblemFacts},
        sheet::Align,
    },
    print::{
        Document, Ink, Item,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// 3号 as 28 characters fill the line (GB/T 9704-2012, 5.2.3).
const BODY_PT: f32 = 15.8;
const SONG: Type = Type::new(Face::Song, size::WU);
const HEI: Type = Type::new(Face::Hei, size::WU);
const SMALL: Type = Type::new(Face::Song, size::XIAO_WU);
/// Height of a row with one line, mm.
const ROW: f32 = 7.0;
/// Room to write a name on.
const BLANK_NAME: &str = "________________";
/// Stands where a day is written in by hand.
const BLANK_DAY: &str = "　　　年　　月　　日";

/// The paper.
pub fn problem_paper(sheet: &PaperSheet) -> Document {
    let facts = sheet.facts();
    let (flow, numbering) = match sheet {
        PaperSheet::Case(paper) => (case::lay_out(paper), Numbering::Dashes),
        PaperSheet::Notice(paper) => (notice::lay_out(paper), Numbering::Dashes),
        PaperSheet::Transfer(paper) => (transfer::lay_out(paper), Numbering::None),
        PaperSheet::Closure(paper) => (closure::lay_out(paper), Numbering::Dashes),
        PaperSheet::Supervision(paper) => (supervision::lay_out(paper), Numbering::Dashes),
    };
    let mut document = flow.finish(&sheet.title(), numbering, facts.frame.sample);
    document.pages.iter_mut().for_each(|page| page.items.push(own_form()));
    document
}

/// Many papers in one binding; each keeps its own page numbers. `going_on` is told how many are laid out and says whether
/// to go on; `None` when not.
pub fn bound_problem_papers(title: &str, sheets: &[PaperSheet], going_on: impl Fn(usize) -> bool) -> Option<Document> {
    let mut pages = Vec::new();
    for (done, sheet) in sheets.iter().enumerate() {
        if !going_on(done) {
            return None;
        }
        pages.extend(problem_paper(sheet).pages);
    }
    going_on(sheets.len()).then(|| Document { title: title.to_owned(), pages })
}

/// That the form is this program's own, in the middle of the line of the page number.
fn own_form() -> Item {
    let paper = Paper::PORTRAIT;
    let x = paper.left + (paper.area_width - SMALL.width(OWN_FORM)) / 2.0;
    let y = paper.top + paper.area_height + 7.0 + SMALL.baseline_below_middle();
    let (size_pt, face, ink) = (SMALL.size_pt, SMALL.face, Ink::Grey);
    Item::Text { x, y, size_pt, face, text: OWN_FORM.to_owned(), ink }
}

/// Title, and below it the number at the left and the day of printing at the right.
fn head(flow: &mut Flow, title: &str, facts: &ProblemFacts) {
    flow.title(title, size::ER);
    flow.skip(2.0);
    let number = format!("编号：{}", facts.number);
    let printed = format!("打印日期：{}", chinese(facts.frame.printed_on));
    flow.inked_line(&[(Align::Left, &number, Ink::Black), (Align::Right, &printed, Ink::Grey)], SONG, 7.5);
}

/// Label and value over the whole width, or two pairs beside each other.
enum Fact<'a> {
    Pair([(&'a str, &'a str); 2]),
    Whole(&'a str, &'a str),
}

/// Label and value, twice: 156 mm.
const FACTS: [f32; 4] = [24.0, 54.0, 24.0, 54.0];

fn facts_table(flow: &mut Flow, facts: &[Fact<'_>]) {
    let label = |text: &str| Cell::heading(text).set_in(HEI).tinted();
    let row = |fact: &Fact<'_>| match fact {
        Fact::Pair([one, other]) => {
            Row::new(vec![label(one.0), Cell::left(one.1), label(other.0), Cell::left(other.1)]).at_least(ROW)
        }
        Fact::Whole(name, value) => Row::new(vec![label(name), Cell::left(*value).over_columns(3)]).at_least(ROW),
    };
    flow.table(&Table {
        columns: FACTS.to_vec(),
        head: Vec::new(),
        body: facts.iter().map(row).collect(),
        style: Style::office(SONG),
    });
}

/// Where exactly, which land, how much: what is known of them, for a sentence.
fn ground(facts: &ProblemFacts) -> String {
    let named =
        |label: &str, value: &str| if value.is_empty() { String::new() } else { format!("；{label}：{value}") };
    let parts = [("具体位置", &facts.spot), ("涉及地类", &facts.land), ("涉及面积", &facts.area)];
    parts.iter().map(|(label, value)| named(label, value)).collect()
}

/// What every form says of the problem.
fn problem_facts(flow: &mut Flow, facts: &ProblemFacts) {
    let kind = what(facts);
    let concerned = facts.concerned.join("、");
    let place = joined(&[&facts.place, &facts.spot], "，");
    let state = if facts.urgent { format!("{}（紧急）", facts.state) } else { facts.state.clone() };
    let mut rows = vec![
        Fact::Pair([("发现时间", &facts.found), ("问题来源", &facts.source)]),
        Fact::Pair([("问题类型", &kind), ("办理状态", &state)]),
        Fact::Whole("地　　点", &place),
    ];
    if !facts.point.is_empty() {
        rows.push(Fact::Whole("坐　　标", &facts.point));
    }
    rows.push(Fact::Pair([("涉及地类", &facts.land), ("涉及面积", &facts.area)]));
    rows.push(Fact::Pair([("当 事 人", &concerned), ("发 现 人", &facts.found_by)]));
    if !facts.document.is_empty() {
        rows.push(Fact::Whole("来文文号", &facts.document));
    }
    rows.push(Fact::Whole("问题描述", &facts.description));
    facts_table(flow, &rows);
}

/// 「非农化（建房、取土）」.
fn what(facts: &ProblemFacts) -> String {
    if facts.behaviours.is_empty() { facts.kind.clone() } else { format!("{}（{}）", facts.kind, facts.behaviours) }
}

fn joined(parts: &[&str], mark: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(mark)
}

/// A sentence ends with its mark.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let ended = text.is_empty() || text.ends_with(['。', '！', '？', '；', '…']);
    if ended { text.to_owned() } else { format!("{text}。") }
}

/// A heading over a table.
fn heading(flow: &mut Flow, title: &str) {
    flow.skip(2.5);
    flow.keep(6.5 + 3.0 * ROW);
    flow.line(&[(Align::Left, title)], HEI, 6.5);
}

/// 序号, 时间, 环节, 办理情况, 经办人: 156 mm.
const STEPS: [f32; 5] = [10.0, 27.0, 34.0, 57.0, 28.0];

fn steps_table(flow: &mut Flow, steps: &[PaperStep]) {
    let head = ["序号", "时间", "环节", "办理情况", "经办人"];
    let row = |(place, step): (usize, &PaperStep)| {
        let document = if step.document.is_empty() { String::new() } else { format!("文号：{}", step.document) };
        let notes = step.notes.join("\n");
        let done = joined(&[&step.text, &document, &notes], "\n");
        let by = Cell::new(&step.by).set_in(SMALL);
        Row::new(vec![
            Cell::new((place + 1).to_string()),
            Cell::new(&step.on),
            Cell::left(&step.title),
            Cell::left(done),
            by,
        ])
        .at_least(ROW)
    };
    let mut body: Vec<Row> = steps.iter().enumerate().map(row).collect();
    if body.is_empty() {
        body.push(Row::new(vec![Cell::new("还没有办理记录").over_columns(STEPS.len())]).at_least(ROW));
    }
    flow.table(&Table {
        columns: STEPS.to_vec(),
        head: vec![Row::new(head.iter().map(|name| Cell::heading(*name).set_in(HEI).tinted()).collect()).at_least(ROW)],
        body,
        style: Style::office(SONG),
    });
}

/// Room to sign for each, side by side, kept on one page.
fn signatures(flow: &mut Flow, who: &[&str]) {
    const TALL: f32 = 24.0;
    flow.skip(2.5);
    flow.keep(TALL);
    let place = |who: &&str| Cell::left(format!("{who}（签字）：\n\n\n{BLANK_DAY}"));
    let width = Paper::PORTRAIT.area_width / who.len().max(1) as f32;
    flow.table(&Table {
        columns: vec![width; who.len()],
        head: Vec::new(),
        body: vec![Row::new(who.iter().map(place).collect()).at_least(TALL)],
        style: Style::office(SONG),
    });
}
