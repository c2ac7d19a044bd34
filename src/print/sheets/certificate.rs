//! 网格体系检查证明 (R092, R102): what was looked at, with what result, signature lines, and every exception.

use super::{REMARK, REMARK_PITCH};
use crate::{
    domain::{
        certificate::{Certificate, CertifiedCheck, Exception},
        date::chinese,
        sheet::Align,
    },
    print::{
        Document, Ink,
        flow::{Flow, LINE, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

const TITLE: &str = "网格体系检查证明";
/// 序号, 检查内容, 要求, 检查数, 结果: 156 mm.
const CHECKS: [f32; 5] = [10.0, 36.0, 60.0, 26.0, 24.0];
/// 序号, 网格或职务, 情况, 类别, 办理建议: 156 mm.
const EXCEPTIONS: [f32; 5] = [10.0, 36.0, 58.0, 16.0, 36.0];
/// Height of a row with one line, mm.
const ROW: f32 = 8.0;
/// From line to line of the statement, mm. With all checks below it the signatures still stand on the first page.
const STATEMENT_PITCH: f32 = 7.2;
/// Before the signatures, so that there is room to sign, mm.
const SIGNING: f32 = 6.0;

const SONG: Type = Type::new(Face::Song, size::WU);
const HEI: Type = Type::new(Face::Hei, size::WU);
const SMALL: Type = Type::new(Face::Song, size::XIAO_WU);
const SMALL_HEI: Type = Type::new(Face::Hei, size::XIAO_WU);
const TEXT: Type = Type::new(Face::Song, size::XIAO_SI);

/// The sheet.
pub fn certificate(sheet: &Certificate) -> Document {
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(&format!("{}{TITLE}", sheet.district), size::ER);
    flow.skip(2.0);
    flow.paragraph(&statement(sheet), TEXT, STATEMENT_PITCH);
    flow.skip(3.0);
    flow.table(&checks(sheet));
    flow.skip(2.0);
    for remark in remarks(sheet) {
        flow.paragraph(&remark, REMARK, REMARK_PITCH);
    }
    sign(&mut flow);
    if !sheet.exceptions.is_empty() {
        flow.skip(LINE);
        flow.keep(LINE + 4.0 * ROW);
        flow.line(&[(Align::Left, "问题清单")], Type::new(Face::Hei, size::XIAO_SI), LINE);
        flow.table(&exceptions(&sheet.exceptions));
    }
    flow.finish(&format!("{}{TITLE}", sheet.district), Numbering::OfTotal, sheet.frame.sample)
}

/// The result in sentences.
fn statement(sheet: &Certificate) -> String {
    let as_of = chinese(sheet.frame.as_of);
    if sheet.district.is_empty() {
        return format!("　　截至{as_of}，还没有建立网格，没有可以检查的内容。");
    }
    let faulty = sheet.checks.iter().filter(|check| check.missing + check.doubts > 0).count();
    let (missing, doubts) =
        sheet.checks.iter().fold((0, 0), |(missing, doubts), check| (missing + check.missing, doubts + check.doubts));
    let begin = format!("　　截至{as_of}，{}有{}。", sheet.district, sheet.grids);
    let all = sheet.checks.len();
    if faulty == 0 {
        return format!("{begin}经检查，{all}项内容全部符合，没有发现问题。");
    }
    let idle = sheet.checks.iter().filter(|check| check.idle).count();
    let passed = all - faulty - idle;
    let idle = if idle == 0 { String::new() } else { format!("，没有可查的{idle}项") };
    format!("{begin}经检查，{all}项内容中符合{passed}项{idle}；发现缺项{missing}条、待核对{doubts}条，见问题清单。")
}

fn checks(sheet: &Certificate) -> Table {
    let headings = ["序号", "检查内容", "要　求", "检查数", "结　果"];
    let head = headings.iter().map(|heading| Cell::heading(*heading).set_in(HEI).tinted());
    let body = sheet.checks.iter().enumerate().map(|(place, check)| check_row(place + 1, check));
    Table {
        columns: CHECKS.to_vec(),
        head: vec![Row::new(head.collect()).at_least(ROW)],
        body: body.collect(),
        style: Style::office(SONG),
    }
}

fn check_row(number: usize, check: &CertifiedCheck) -> Row {
    let (result, ink) = result(check);
    Row::new(vec![
        Cell::new(number.to_string()),
        Cell::left(format!("{}\n考核项 {}", check.name, check.items)).set_in(SMALL),
        Cell::left(&check.rule).set_in(SMALL),
        Cell::new(&check.examined).set_in(SMALL),
        Cell::new(result).set_in(HEI).inked(ink),
    ])
    .at_least(ROW)
}

fn result(check: &CertifiedCheck) -> (String, Ink) {
    match (check.missing, check.doubts) {
        _ if check.idle => ("没有可查的".to_owned(), Ink::Black),
        (0, 0) => ("符合".to_owned(), Ink::Black),
        (0, doubts) => (format!("待核对{doubts}条"), Ink::Black),
        (missing, 0) => (format!("缺项{missing}条"), Ink::Red),
        (missing, doubts) => (format!("缺项{missing}条\n待核对{doubts}条"), Ink::Red),
    }
}

fn remarks(sheet: &Certificate) -> [String; 2] {
    let (since, day) = (chinese(sheet.since), chinese(sheet.frame.as_of));
    [
        format!("注：1.空档、重叠和起止时间检查{since}至{day}，其他各项检查截至日当天的状态。"),
        "　　2.没有标为无耕地的村民小组（片区），其村（社区）、镇（街道）也没有标为无耕地的，按有耕地检查。".to_owned(),
    ]
}

/// Who checked, who looked it over, whose seal; kept on one page.
fn sign(flow: &mut Flow) {
    flow.skip(SIGNING);
    flow.keep(2.0 * LINE);
    flow.line(
        &[(Align::Left, "检查人（签字）：＿＿＿＿＿＿＿"), (Align::Right, "复核人（签字）：＿＿＿＿＿＿＿")],
        TEXT,
        LINE,
    );
    flow.line(
        &[(Align::Left, "检查单位（盖章）：＿＿＿＿＿＿＿"), (Align::Right, "日期：＿＿＿＿年＿＿月＿＿日")],
        TEXT,
        LINE,
    );
}

fn exceptions(found: &[Exception]) -> Table {
    let headings = ["序号", "网格或职务", "情　况", "类别", "办理建议"];
    let head = headings.iter().map(|heading| Cell::heading(*heading).set_in(SMALL_HEI).tinted());
    let row = |(place, one): (usize, &Exception)| {
        Row::new(vec![
            Cell::new((place + 1).to_string()),
            Cell::left(one.place.replace('/', "")),
            Cell::left(&one.words),
            Cell::new(&one.severity),
            Cell::left(&one.advice),
        ])
        .at_least(ROW)
    };
    Table {
        columns: EXCEPTIONS.to_vec(),
        head: vec![Row::new(head.collect()).at_least(ROW)],
        body: found.iter().enumerate().map(row).collect(),
        style: Style::office(SMALL),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::check::{Check, FindingKind, Severity},
        print::sheets::{golden, samples},
    };

    fn sheet(exceptions: usize) -> Certificate {
        let found = |place: usize| {
            let kind = FindingKind::ALL[place % FindingKind::ALL.len()];
            let severity = Severity::ALL[place % 2];
            Exception {
                kind: kind.label().to_owned(),
                place: format!("{}/第{place}村民委员会/{place}社", samples::GRIDS[place % 11]),
                words: "副总监管人由综合行政执法局副局长（三中队）担任，该职务空缺，自2025年2月11日起".to_owned(),
                severity: severity.label().to_owned(),
                advice: kind.advice().to_owned(),
            }
        };
        let exceptions: Vec<Exception> = (0..exceptions).map(found).collect();
        let of = |check: &Check, severity: Severity| {
            let found = exceptions.iter().filter(|one| one.severity == severity.label());
            let kinds: Vec<&str> =
                FindingKind::ALL.iter().filter(|kind| kind.check() == *check).map(|kind| kind.label()).collect();
            found.filter(|one| kinds.contains(&one.kind.as_str())).count() as u32
        };
        let checks = Check::ALL.iter().map(|check| CertifiedCheck {
            name: check.label().to_owned(),
            rule: check.rule().to_owned(),
            items: check.items().join("、"),
            idle: false,
            examined: format!("1080{}", check.counted()),
            missing: of(check, Severity::Missing),
            doubts: of(check, Severity::Doubt),
        });
        Certificate {
            frame: samples::frame(),
            district: "东胜区".to_owned(),
            since: samples::day(2024, 4, 1),
            grids: "一级网格1个、二级网格15个、三级网格108个、村民小组（片区）300个".to_owned(),
            checks: checks.collect(),
            exceptions,
        }
    }

    #[test]
    fn a_sound_district_on_one_page() {
        let document = certificate(&sheet(0));
        golden::check("certificate-sound", &document);
        assert_eq!(document.pages.len(), 1);
    }

    #[test]
    fn exceptions_go_on_over_pages() {
        let document = certificate(&sheet(60));
        golden::check("certificate-pages", &document);
        assert!(document.pages.len() > 2);
    }

    #[test]
    fn without_grids_it_says_so() {
        let sheet = Certificate { district: String::new(), checks: Vec::new(), ..sheet(0) };
        golden::check("certificate-empty", &certificate(&sheet));
    }
}
