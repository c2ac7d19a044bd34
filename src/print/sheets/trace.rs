//! 责任追溯单 (R079, G44): who answered for a place on a day, level by level; 供参考.

use super::VACANT;
use crate::{
    domain::{
        date::chinese,
        sheet::Align,
        trace::{Trace, TraceBand, TraceRow},
    },
    print::{
        Document, Ink,
        flow::{Flow, LINE, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

const TITLE: &str = "责任追溯单";
/// 网格, 职责, 姓名, 职务, 任职时间, 包联、对应, 依据文件: 257 mm.
const COLUMNS: [f32; 7] = [30.0, 28.0, 22.0, 56.0, 50.0, 37.0, 34.0];
/// How many open problems are named.
const PROBLEMS: usize = 12;
/// Height of a row with one line, mm.
const ROW: f32 = 7.0;

const SONG: Type = Type::new(Face::Song, size::WU);
const HEI: Type = Type::new(Face::Hei, size::WU);
const SMALL: Type = Type::new(Face::Song, size::XIAO_WU);

/// The sheet.
pub fn trace(sheet: &Trace) -> Document {
    let mut flow = Flow::new(Paper::LANDSCAPE);
    flow.title(&format!("{TITLE}（供参考）"), size::XIAO_ER);
    let (place, day) =
        (format!("地点：{}", sheet.place.replace('/', "")), format!("日期：{}", chinese(sheet.frame.as_of)));
    let printed = format!("打印日期：{}", chinese(sheet.frame.printed_on));
    flow.inked_line(
        &[(Align::Left, &place, Ink::Black), (Align::Center, &day, Ink::Black), (Align::Right, &printed, Ink::Grey)],
        SONG,
        LINE,
    );
    match &sheet.absent {
        Some(absent) => flow.paragraph(&format!("{absent}，当日没有责任人。"), SONG, LINE),
        None => flow.table(&table(sheet)),
    }
    flow.skip(1.0);
    for remark in remarks(sheet) {
        flow.paragraph(&remark, SMALL, 5.0);
    }
    flow.finish(
        &format!("{}{}{TITLE}", sheet.place.replace('/', ""), chinese(sheet.frame.as_of)),
        Numbering::OfTotal,
        sheet.frame.sample,
    )
}

fn table(sheet: &Trace) -> Table {
    let headings = ["网格", "职责", "姓名", "职务", "任职时间", "包联、对应", "依据文件"];
    let head = headings.iter().map(|heading| Cell::heading(*heading).set_in(HEI).tinted());
    Table {
        columns: COLUMNS.to_vec(),
        head: vec![Row::new(head.collect()).at_least(ROW)],
        body: sheet.bands.iter().flat_map(rows).collect(),
        style: Style::office(SONG),
    }
}

/// The rows of one grid, its name merged beside them.
fn rows(band: &TraceBand) -> Vec<Row> {
    let name = || Cell::new(format!("{}\n{}", band.grid, band.level)).over_rows(band.rows.len());
    let of = |(place, row): (usize, &TraceRow)| {
        let mut cells = Vec::new();
        if place == 0 {
            cells.push(name());
        }
        let name = match &row.name {
            Some(name) => Cell::new(name),
            None => Cell::new(VACANT).inked(Ink::Red),
        };
        cells.extend([
            Cell::new(&row.role),
            name,
            Cell::left(&row.post),
            Cell::left(time(row)).set_in(SMALL),
            Cell::left(&row.about).set_in(SMALL),
            Cell::left(&row.document).set_in(SMALL),
        ]);
        Row::new(cells).at_least(ROW)
    };
    band.rows.iter().enumerate().map(of).collect()
}

/// 「2024年1月1日起」 or with the last day.
fn time(row: &TraceRow) -> String {
    match (row.since, row.until) {
        (Some(since), Some(until)) => format!("{}至{}", chinese(since), chinese(until)),
        (Some(since), None) => format!("{}起", chinese(since)),
        (None, _) => String::new(),
    }
}

fn remarks(sheet: &Trace) -> Vec<String> {
    let mut remarks = vec![
        "注：单位、网格名称和责任人均为当日情况，依本系统登记的任免、职责和包联记录生成，供参考，不作为责任认定的结论。".to_owned(),
    ];
    if !sheet.sheets.is_empty() {
        remarks.push(format!("当日有效的公布表：{}。", sheet.sheets.join("、")));
    }
    if !sheet.problems.is_empty() {
        let (all, shown) = (sheet.problems.len(), sheet.problems.iter().take(PROBLEMS).cloned().collect::<Vec<_>>());
        let more = if all > shown.len() { format!("等{all}件") } else { String::new() };
        remarks.push(format!("当日此地未销号的问题：{}{more}。", shown.join("、")));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::sheets::{golden, samples};

    fn row(role: &str, name: Option<&str>, post: &str) -> TraceRow {
        TraceRow {
            role: role.to_owned(),
            name: name.map(str::to_owned),
            post: post.to_owned(),
            since: name.map(|_| samples::day(2024, 1, 1)),
            until: name.filter(|name| name.starts_with('王')).map(|_| samples::day(2025, 6, 30)),
            about: if role.starts_with('副') { "包联撖家塔村".to_owned() } else { String::new() },
            document: "东党发〔2024〕1号".to_owned(),
        }
    }

    fn band(level: &str, grid: &str, rows: Vec<TraceRow>) -> TraceBand {
        TraceBand { level: level.to_owned(), grid: grid.to_owned(), rows }
    }

    fn usual() -> Trace {
        let leaders = |of: &str| {
            vec![
                row("总监督人", Some("王𠮷"), &format!("{of}人民政府主要负责人")),
                row("副总监督人", Some("李㛃"), &format!("{of}人民政府副职")),
                row("监督总协调人", Some("李㛃"), &format!("{of}人民政府副职")),
                row("总监管人", Some("张𬭎"), "综合行政执法局局长"),
                row("副总监管人", None, "综合行政执法局副局长（三中队）"),
            ]
        };
        Trace {
            frame: samples::frame(),
            place: "罕台镇/撖家塔村/一社".to_owned(),
            absent: None,
            bands: vec![
                band("村民小组", "一社", vec![row("网格员", Some("赵某甲"), "社长")]),
                band(
                    "三级网格",
                    "撖家塔村",
                    vec![
                        row("监督人", Some("钱某乙"), "村党支部书记、村委会主任"),
                        row("监管人", Some("孙某丙"), "村委会副主任"),
                    ],
                ),
                band("二级网格", "罕台镇", leaders("罕台镇")),
                band("一级网格", "东胜区", leaders("区")),
            ],
            sheets: vec!["附件2 东胜区耕地保护一级网格监督监管表".to_owned()],
            problems: vec!["2025-0007（整改中）".to_owned()],
        }
    }

    #[test]
    fn the_chain_of_a_group() {
        let document = trace(&usual());
        golden::check("trace-usual", &document);
        assert_eq!(document.pages.len(), 1);
    }

    #[test]
    fn a_village_with_many_groups_over_pages() {
        let long = "布仁巴雅尔额尔敦朝鲁";
        let members = (0..30).map(|_| row("网格员", Some(long), "包片干部")).collect();
        let mut bands = usual().bands;
        bands[0] = band("村民小组", "撖家塔村下辖", members);
        let document = trace(&Trace { bands, ..usual() });
        golden::check("trace-pages", &document);
        assert!(document.pages.len() > 1);
    }

    #[test]
    fn a_place_that_did_not_exist() {
        let absent = Some("2025年3月31日还没有「一社」这一网格，它自2026年1月1日起设立".to_owned());
        let document = trace(&Trace { absent, bands: Vec::new(), sheets: Vec::new(), problems: Vec::new(), ..usual() });
        golden::check("trace-absent", &document);
    }
}
