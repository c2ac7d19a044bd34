//! 整改通知书: to whom, what was found, on what words of the plan, by when; a 回执 to tear off at the foot of the page.

use super::{super::on_fewest_pages, BLANK_DAY, BLANK_NAME, BODY_PT, SMALL, ground, joined, sentence, what};
use crate::{
    domain::{
        date::chinese,
        problem::paper::{NoticePaper, PlanWords, ProblemPaper, plan_words},
        sheet::Align,
    },
    print::{
        Ink, Item,
        flow::{Flow, LINE, Paper},
        measure::Type,
        page::{Face, size},
    },
};

/// Room of the 回执 with the line to cut along, mm.
const RECEIPT: f32 = 46.0;
/// Sizes tried until it fits one page.
const SIZES: [f32; 4] = [BODY_PT, size::SI, size::XIAO_SI, size::XIAO_SI];

pub fn lay_out(paper: &NoticePaper) -> Flow {
    on_fewest_pages(SIZES, |size_pt| at_size(paper, size_pt))
}

fn at_size(paper: &NoticePaper, size_pt: f32) -> Flow {
    let facts = &paper.facts;
    let kind = Type::new(Face::Song, size_pt);
    let pitch = LINE * size_pt / BODY_PT;
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(ProblemPaper::Notice.label(), size::ER);
    flow.skip(2.0);
    let number = joined(&[&paper.document, &format!("编号：{}", facts.number)], "　");
    flow.line(&[(Align::Right, &number)], Type::new(Face::Song, size::XIAO_SI), 9.0);
    let whom = if facts.concerned.is_empty() { BLANK_NAME.to_owned() } else { facts.concerned.join("、") };
    flow.paragraph(&format!("{whom}："), kind, pitch);
    for text in body(paper) {
        flow.paragraph(&format!("　　{text}"), kind, pitch);
    }
    flow.skip(pitch * 0.5);
    flow.keep(pitch * 3.0);
    let phone = if facts.phone.is_empty() { "　　　　　　　　".to_owned() } else { facts.phone.clone() };
    flow.paragraph(&format!("　　联系人：　　　　　　　　联系电话：{phone}"), kind, pitch);
    let day = chinese(paper.on);
    for (text, indent) in [(format!("{}（印章）", facts.office), 2.0), (day, 4.0)] {
        let text = format!("{text}{}", "　".repeat(indent as usize));
        flow.line(&[(Align::Right, &text)], kind, pitch);
    }
    receipt(&mut flow, paper);
    flow
}

/// What it says, a paragraph each.
fn body(paper: &NoticePaper) -> Vec<String> {
    let facts = &paper.facts;
    let due = paper.due.map_or_else(|| BLANK_DAY.to_owned(), chinese);
    let demand = if paper.demand.is_empty() { "停止上述行为，落实整改" } else { &paper.demand };
    vec![
        format!("{}，在{}发现下列问题：{}", facts.found, facts.place, sentence(&facts.description)),
        format!("问题类型：{}{}。", what(facts), ground(facts)),
        format!("根据{}的要求，现通知如下：", plan_words(PlanWords::Rectify)),
        format!("一、{}", sentence(demand)),
        format!("二、整改期限：{due}前完成整改，并把整改情况告知发出本通知的单位，接受复查。"),
    ]
}

/// The strip to tear off, at the foot of the page.
fn receipt(flow: &mut Flow, paper: &NoticePaper) {
    flow.keep(RECEIPT + 2.0);
    flow.skip(flow.room() - RECEIPT);
    let width = flow.area_width();
    flow.block(7.0, |[x, y]| {
        let cut = Item::Stroke {
            points: vec![[x, y + 3.0], [x + width, y + 3.0]],
            closed: false,
            dashed: true,
            weight: 0.25,
            ink: Ink::Black,
        };
        let (size_pt, face) = (SMALL.size_pt, SMALL.face);
        let words = "（沿此线裁下，由发出单位存档）";
        let (x, y) = (x + width - SMALL.width(words), y + 7.0);
        vec![cut, Item::Text { x, y, size_pt, face, text: words.to_owned(), ink: Ink::Grey }]
    });
    let kind = Type::new(Face::Song, size::XIAO_SI);
    flow.line(&[(Align::Center, "回　　执")], Type::new(Face::SongBold, size::SAN), 9.0);
    let said = format!("　　{}（编号：{}）已收到。", ProblemPaper::Notice.label(), paper.facts.number);
    flow.line(&[(Align::Left, &said)], kind, 8.0);
    let sign = "签收人（签字）：　　　　　　　　　与当事人关系：";
    flow.line(&[(Align::Left, &format!("　　{sign}"))], kind, 9.0);
    let deliver = format!("送达人（签字）：　　　　　　　　　签收日期：{BLANK_DAY}");
    flow.line(&[(Align::Left, &format!("　　{deliver}"))], kind, 9.0);
}
