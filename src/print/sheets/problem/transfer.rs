//! 移送函 in the manner of letters (GB/T 9704-2012, 10.1): red name of the office 30 mm from the edge, double red lines, no
//! number on the first page; a 回执 follows on a page of its own.

use super::{BLANK_DAY, BODY_PT, SONG, joined, sentence, what};
use crate::{
    domain::{
        date::chinese,
        problem::paper::{PlanWords, ProblemPaper, TransferPaper, plan_words},
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

const KIND: Type = Type::new(Face::Song, BODY_PT);
/// The double lines reach beyond the type area, mm.
const RED_LINE: f32 = 170.0;
/// From the edge of the paper to the top of the office's name, mm.
const MARK_TOP: f32 = 30.0;

pub fn lay_out(paper: &TransferPaper) -> Flow {
    let mut flow = Flow::new(Paper::PORTRAIT);
    letter_head(&mut flow, paper);
    flow.title(&title(paper), size::ER);
    flow.skip(LINE * 0.6);
    let unit = if paper.unit.is_empty() { "　　　　　　　　".to_owned() } else { paper.unit.clone() };
    flow.paragraph(&format!("{unit}："), KIND, LINE);
    for text in body(paper) {
        flow.paragraph(&format!("　　{text}"), KIND, LINE);
    }
    enclosures(&mut flow, &paper.enclosures);
    flow.skip(LINE);
    flow.keep(LINE * 3.0);
    let indented = |text: &str, ems: usize| format!("{text}{}", "　".repeat(ems));
    flow.line(&[(Align::Right, &indented(&paper.facts.office, 2))], KIND, LINE);
    flow.line(&[(Align::Right, &indented(&chinese(paper.on), 4))], KIND, LINE);
    let phone = if paper.facts.phone.is_empty() { "　　　　　　　　" } else { &paper.facts.phone };
    flow.paragraph(&format!("　　（联系人：　　　　　　联系电话：{phone}）"), KIND, LINE);
    flow.break_page();
    receipt(&mut flow, paper);
    flow
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
    flow.line(&[(Align::Right, &number)], KIND, LINE);
    flow.skip(LINE);
}

fn title(paper: &TransferPaper) -> String {
    format!("关于移送{}{}问题的函", paper.facts.place, paper.facts.kind)
}

fn body(paper: &TransferPaper) -> Vec<String> {
    let facts = &paper.facts;
    let place = joined(&[&facts.place, &facts.spot], "，");
    let named = |label: &str, value: &str| if value.is_empty() { String::new() } else { format!("；{label}：{value}") };
    let concerned = named("当事人", &facts.concerned.join("、"));
    let (land, area, point) =
        (named("涉及地类", &facts.land), named("涉及面积", &facts.area), named("中心坐标", &facts.point));
    let mut said = vec![
        format!("{}，在{place}发现耕地保护问题一件（编号：{}），现将有关情况函告如下。", facts.found, facts.number),
        format!("一、基本情况。问题类型：{}{land}{area}{point}{concerned}。{}", what(facts), sentence(&facts.description)),
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

/// 「附件：1. …」, wrapped lines under their names (GB/T 9704-2012, 7.3.4).
fn enclosures(flow: &mut Flow, all: &[String]) {
    if all.is_empty() {
        return;
    }
    flow.skip(LINE * 0.5);
    let indent = 5.0 + if all.len() > 1 { 1.0 } else { 0.0 };
    for (place, name) in all.iter().enumerate() {
        let number = if all.len() > 1 { format!("{}. ", place + 1) } else { String::new() };
        let first = if place == 0 { "　　附件：" } else { "　　　　　" };
        let room = flow.area_width() - (indent + 1.0) * KIND.em();
        for (line, text) in KIND.wrap(name, room).iter().enumerate() {
            let lead = if line == 0 { format!("{first}{number}") } else { "　".repeat(indent as usize) };
            flow.line(&[(Align::Left, &format!("{lead}{text}"))], KIND, LINE);
        }
    }
}

/// What the other unit sends back.
fn receipt(flow: &mut Flow, paper: &TransferPaper) {
    flow.title("移送回执", size::ER);
    flow.skip(LINE * 0.6);
    flow.paragraph(&format!("{}：", paper.facts.office), KIND, LINE);
    let said = format!("　　你单位移送的{}（编号：{}）及所附材料已收到。", title(paper), paper.facts.number);
    flow.paragraph(&said, KIND, LINE);
    flow.skip(LINE * 0.5);
    let rows = [("收件单位（印章）", 18.0), ("收件人（签字）", 12.0), ("收件日期", 12.0), ("办理意见", 52.0), ("联系电话", 12.0)];
    let hei = Type::new(Face::Hei, size::XIAO_SI);
    let body = rows.map(|(name, tall)| {
        let value = if name == "收件日期" { BLANK_DAY } else { "" };
        Row::new(vec![Cell::heading(name).set_in(hei), Cell::left(value)]).at_least(tall)
    });
    flow.table(&Table {
        columns: vec![40.0, 116.0],
        head: Vec::new(),
        body: body.into(),
        style: Style::office(Type::new(Face::Song, size::XIAO_SI)),
    });
    flow.skip(3.0);
    let label = ProblemPaper::Transfer.label();
    flow.paragraph(&format!("注：收到{label}后请填写本回执，加盖印章后退回移送单位。"), SONG, 6.0);
}
