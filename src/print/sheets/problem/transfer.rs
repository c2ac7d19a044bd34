//! 移送函 in the manner of letters (GB/T 9704-2012, 10.1): red name of the office 30 mm from the edge, double red lines, no
//! number on the first page; a 回执 follows on a page of its own.

use super::{super::on_fewest_pages, BLANK_DAY, BLANK_NAME, BODY_PT, SONG, ground, sentence, what};
use crate::{
    domain::{
        date::chinese,
        problem::paper::{PlanWords, TransferPaper, plan_words},
        sheet::Align,
    },
    print::{
        Ink, Item,
        flow::{Flow, LINE, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// Sizes tried until the letter takes the fewest pages.
const SIZES: [f32; 4] = [BODY_PT, 15.0, size::SI, size::SI];
/// The double lines reach beyond the type area, mm.
const RED_LINE: f32 = 170.0;
/// Lines of text that go with the signature.
const WITH_SIGNATURE: usize = 3;
/// From the edge of the paper to the top of the office's name, mm.
const MARK_TOP: f32 = 30.0;

pub fn lay_out(paper: &TransferPaper) -> Flow {
    let mut flow = on_fewest_pages(SIZES, |size_pt| Letter::of(size_pt).lay_out(paper));
    flow.break_page();
    Letter::of(BODY_PT).receipt(&mut flow, paper);
    flow
}

/// The type of a letter and the distance of its lines.
struct Letter {
    kind: Type,
    pitch: f32,
}

impl Letter {
    fn of(size_pt: f32) -> Self {
        Self { kind: Type::new(Face::Song, size_pt), pitch: LINE * size_pt / BODY_PT }
    }

    fn lay_out(&self, paper: &TransferPaper) -> Flow {
        let (kind, pitch) = (self.kind, self.pitch);
        let mut flow = Flow::new(Paper::PORTRAIT);
        letter_head(&mut flow, paper);
        flow.title(&title(paper), size::ER);
        flow.skip(LINE * 0.5);
        let unit = if paper.unit.is_empty() { BLANK_NAME } else { &paper.unit };
        flow.paragraph(&format!("{unit}："), kind, pitch);
        let texts = body(paper);
        let lines: Vec<String> =
            texts.iter().flat_map(|text| kind.wrap(&format!("　　{text}"), flow.area_width())).collect();
        // Some of the text stands on the page of the signature (GB/T 9704-2012, 7.3.5.5).
        let (first, last) = lines.split_at(lines.len().saturating_sub(WITH_SIGNATURE));
        first.iter().for_each(|line| flow.line(&[(Align::Left, line)], kind, pitch));
        flow.keep(pitch * (last.len() + paper.enclosures.len()) as f32 + pitch * 5.1);
        last.iter().for_each(|line| flow.line(&[(Align::Left, line)], kind, pitch));
        self.enclosures(&mut flow, &paper.enclosures);
        flow.skip(pitch * 0.6);
        flow.keep(pitch * 3.0);
        for (text, ems) in [(paper.facts.office.clone(), 2), (chinese(paper.on), 4)] {
            flow.line(&[(Align::Right, &format!("{text}{}", "　".repeat(ems)))], kind, pitch);
        }
        let phone = if paper.facts.phone.is_empty() { "　　　　　　　　" } else { &paper.facts.phone };
        flow.paragraph(&format!("　　（联系人：　　　　　　联系电话：{phone}）"), kind, pitch);
        flow
    }

    /// 「附件：1. …」, wrapped lines under their names (GB/T 9704-2012, 7.3.4).
    fn enclosures(&self, flow: &mut Flow, all: &[String]) {
        if all.is_empty() {
            return;
        }
        flow.skip(self.pitch * 0.5);
        let many = all.len() > 1;
        let indent = if many { 6 } else { 5 };
        for (place, name) in all.iter().enumerate() {
            let number = if many { format!("{}. ", place + 1) } else { String::new() };
            let first = if place == 0 { "　　附件：" } else { "　　　　　" };
            let room = flow.area_width() - (indent + 1) as f32 * self.kind.em();
            for (line, text) in self.kind.wrap(name, room).iter().enumerate() {
                let lead = if line == 0 { format!("{first}{number}") } else { "　".repeat(indent) };
                flow.line(&[(Align::Left, &format!("{lead}{text}"))], self.kind, self.pitch);
            }
        }
    }

    /// What the other unit sends back.
    fn receipt(&self, flow: &mut Flow, paper: &TransferPaper) {
        flow.title("移送回执", size::ER);
        flow.skip(LINE * 0.6);
        flow.paragraph(&format!("{}：", paper.facts.office), self.kind, LINE);
        let said = format!("　　你单位《{}》（编号：{}）及所附材料已收到。", title(paper), paper.facts.number);
        flow.paragraph(&said, self.kind, LINE);
        flow.skip(LINE * 0.5);
        flow.table(&receipt_table());
        flow.skip(3.0);
        flow.paragraph("注：收到移送函后请填写本回执，加盖印章后退回移送单位。", SONG, 6.0);
    }
}

fn receipt_table() -> Table {
    let rows = [
        ("收件单位（印章）", 18.0),
        ("收件人（签字）", 12.0),
        ("收件日期", 12.0),
        ("办理意见", 52.0),
        ("联系电话", 12.0),
    ];
    let (hei, song) = (Type::new(Face::Hei, size::XIAO_SI), Type::new(Face::Song, size::XIAO_SI));
    let body = rows.map(|(name, tall)| {
        let value = if name == "收件日期" { BLANK_DAY } else { "" };
        Row::new(vec![Cell::heading(name).set_in(hei), Cell::left(value)]).at_least(tall)
    });
    Table { columns: vec![40.0, 116.0], head: Vec::new(), body: body.into(), style: Style::office(song) }
}

/// The red name, the double lines and the 文号.
fn letter_head(flow: &mut Flow, paper: &TransferPaper) {
    let office = &paper.facts.office;
    let width = flow.area_width();
    let fitting = [30.0, 26.0, size::ER, size::SAN, size::SI].map(|size_pt| Type::new(Face::SongBold, size_pt));
    let kind = fitting.into_iter().find(|kind| kind.width(office) <= width).unwrap_or(SONG);
    let top = Paper::PORTRAIT.top;
    let bottom = Paper::PORTRAIT.height - 20.0;
    let under = MARK_TOP + kind.em() + 4.0;
    flow.block(under - top + 3.0, |[x, _]| {
        let mark = Item::Text {
            x: x + (width - kind.width(office)) / 2.0,
            y: MARK_TOP + 0.88 * kind.em(),
            size_pt: kind.size_pt,
            face: kind.face,
            text: office.clone(),
            ink: Ink::Red,
        };
        let rule = |y: f32, weight: f32| {
            let x0 = (Paper::PORTRAIT.width - RED_LINE) / 2.0;
            Item::Line { x0, y0: y, x1: x0 + RED_LINE, y1: y, weight, ink: Ink::Red }
        };
        vec![mark, rule(under, 0.9), rule(under + 1.2, 0.3), rule(bottom, 0.3), rule(bottom + 1.2, 0.9)]
    });
    let year = paper.on.format("%Y");
    let number = match paper.document.as_str() {
        "" => format!("　　　　〔{year}〕　　　号"),
        document => document.to_owned(),
    };
    flow.line(&[(Align::Right, &number)], Type::new(Face::Song, BODY_PT), LINE);
    flow.skip(LINE * 0.7);
}

fn title(paper: &TransferPaper) -> String {
    format!("关于移送{}{}问题的函", paper.facts.place, paper.facts.kind)
}

fn body(paper: &TransferPaper) -> Vec<String> {
    let facts = &paper.facts;
    let concerned = match facts.concerned.as_slice() {
        [] => String::new(),
        people => format!("；当事人：{}", people.join("、")),
    };
    let mut said = vec![
        format!("{}，在{}发现耕地保护问题一件，现将有关情况函告如下。", facts.found, facts.place),
        format!(
            "一、基本情况。问题编号：{}；问题类型：{}{}{concerned}。{}",
            facts.number,
            what(facts),
            ground(facts),
            sentence(&facts.description)
        ),
    ];
    if !paper.done.is_empty() {
        said.push(format!("二、前期工作。{}", paper.done.iter().map(|done| sentence(done)).collect::<String>()));
    }
    let next = if paper.done.is_empty() { "二" } else { "三" };
    let due = paper.due.map(|due| format!("，并于{}前", chinese(due))).unwrap_or_else(|| "，并".to_owned());
    let text = if paper.text.is_empty() { String::new() } else { sentence(&paper.text) };
    said.push(format!(
        "{next}、移送事项。{text}根据{}的要求，现将该问题移送你单位办理{due}将办理结果函告我单位。",
        plan_words(PlanWords::Share)
    ));
    said
}
