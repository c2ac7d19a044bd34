//! 离任/接任交接清单: what one hands over to another, with room for what the program does not keep yet.

use super::{REMARK, REMARK_PITCH, VACANT};
use crate::{
    domain::{
        date::chinese,
        sheet::Align,
        tenure::{HandoverProblem, HandoverSheet, Successor},
    },
    print::{
        Document, Ink,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

const TITLE: &str = "离任/接任交接清单";
/// Said behind the heading of what is written in by hand.
const BY_HAND: &str = "（请手工填写）";
const SONG: Type = Type::new(Face::Song, size::WU);
const HEI: Type = Type::new(Face::Hei, size::WU);
/// Height of a row with one line, mm.
const ROW: f32 = 7.0;
/// Height of a row to write in, mm.
const BLANK: f32 = 8.5;
/// Open problems listed one by one.
const PROBLEMS: usize = 60;
/// Rows to write in.
const BLANKS: usize = 3;
/// Room to sign, mm.
const SIGNATURE: f32 = 26.0;

/// The sheet.
pub fn handover(sheet: &HandoverSheet) -> Document {
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(TITLE, size::ER);
    flow.skip(1.0);
    let day = format!("交接日期：{}", chinese(sheet.on));
    flow.line(&[(Align::Left, &format!("移交人：{}", sheet.leaver)), (Align::Right, &day)], HEI, 7.0);
    flow.paragraph(&format!("接收人：{}", receivers(sheet)), HEI, 7.0);
    let mut sections = Sections { flow: &mut flow, number: 0 };
    sections.kept_by_program(sheet);
    sections.by_hand();
    remarks(&mut flow, sheet);
    signatures(&mut flow);
    flow.finish(&format!("{TITLE}（{}）", sheet.leaver), Numbering::Dashes, sheet.frame.sample)
}

/// The successors; 空缺 when the change was entered without one, room to write when it was not entered yet.
fn receivers(sheet: &HandoverSheet) -> String {
    let all = sheet.posts.iter().map(|post| &post.successor).chain(sheet.duties.iter().map(|duty| &duty.successor));
    let mut undecided = all.clone().any(|successor| *successor == Successor::Undecided);
    let vacant = all.clone().any(|successor| *successor == Successor::Vacant);
    let mut names = sheet.successors.join("、");
    if vacant {
        names =
            if names.is_empty() { VACANT.to_owned() } else { format!("{names}（另有职务、职责{VACANT}）") };
        undecided = false;
    }
    if undecided { String::new() } else { names }
}

/// Numbered sections, each a heading and a table.
struct Sections<'a> {
    flow: &'a mut Flow,
    number: usize,
}

impl Sections<'_> {
    fn kept_by_program(&mut self, sheet: &HandoverSheet) {
        let posts = sheet.posts.iter().map(|post| {
            let cells = vec![Cell::left(&post.post), date(post.since), Cell::left(&post.document)];
            [cells, vec![successor(&post.successor)]].concat()
        });
        self.table("行政职务", &[("职务", 60.0), ("任职日期", 32.0), ("依据文件", 32.0), ("接任人", 22.0)], posts);
        let duties = sheet.duties.iter().map(|duty| {
            let basis = [duty.basis.as_str(), duty.document.as_str()];
            let basis = basis.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
            vec![
                Cell::left(&duty.place),
                Cell::new(&duty.role),
                date(duty.since),
                Cell::left(basis),
                successor(&duty.successor),
            ]
        });
        let columns =
            [("网格", 34.0), ("网格职责", 24.0), ("起始日期", 32.0), ("随何职务、依据", 34.0), ("接任人", 22.0)];
        self.table("网格职责", &columns, duties);
        let charges = sheet.charges.iter().map(|charge| {
            vec![Cell::left(&charge.grid), Cell::left(&charge.duty), date(charge.since), Cell::left(&charge.document)]
        });
        let columns = [("包联网格", 38.0), ("所属职责", 40.0), ("起始日期", 32.0), ("依据文件", 36.0)];
        self.table("包联", &columns, charges);
        let pairings = sheet.pairings.iter().map(|pairing| {
            let grid = if pairing.grid.is_empty() { "不限" } else { &pairing.grid };
            vec![Cell::left(&pairing.duty), Cell::left(&pairing.other), Cell::new(grid), date(pairing.since)]
        });
        let columns = [("本人职责", 34.0), ("对应责任人", 52.0), ("所限网格", 28.0), ("起始日期", 32.0)];
        self.table("监督与监管的对应关系", &columns, pairings);
        if !sheet.delegates.is_empty() {
            let delegates = sheet.delegates.iter().map(|sent| {
                let grid = if sent.grid.is_empty() { "对应的各网格" } else { &sent.grid };
                vec![Cell::new(&sent.name), Cell::left(grid), date(sent.since), Cell::left(&sent.document)]
            });
            let columns = [("专人", 34.0), ("指导的网格", 44.0), ("起始日期", 32.0), ("依据文件", 36.0)];
            self.table("指派的专人", &columns, delegates);
        }
        let patrols = sheet.patrols.iter().map(|line| {
            let last = line.last.map_or_else(|| "无记录".to_owned(), chinese);
            vec![Cell::left(&line.grid), Cell::new(line.count.to_string()), Cell::new(last), Cell::new("")]
        });
        let count = format!("{}年已巡查（次）", sheet.year);
        let columns = [("网格（含下级）", 52.0), (count.as_str(), 34.0), ("最近巡查日期", 32.0), ("核对", 28.0)];
        self.table("巡查情况（接任时的期初数）", &columns, patrols);
        self.problems(&sheet.problems);
    }

    /// 未办结问题, the oldest first; where there are too many, the rest is counted.
    fn problems(&mut self, all: &[HandoverProblem]) {
        let rows = all.iter().take(PROBLEMS).map(|problem| {
            vec![
                Cell::new(&problem.number),
                date(problem.found_on),
                Cell::left(format!("{}，{}", problem.place, problem.what)),
                Cell::new(&problem.state),
                Cell::new(problem.due.map(chinese).unwrap_or_default()),
            ]
        });
        let columns = [("编号", 21.0), ("发现日期", 31.0), ("地点和问题", 41.0), ("目前环节", 22.0), ("期限", 31.0)];
        self.table(&format!("未办结问题（{}件）", all.len()), &columns, rows);
        if all.len() > PROBLEMS {
            let rest = format!("另有{}件未列，详见移交的问题台账。", all.len() - PROBLEMS);
            self.flow.paragraph(&rest, REMARK, REMARK_PITCH);
        }
    }

    /// What the program does not keep yet: ruled rows to write in.
    fn by_hand(&mut self) {
        let boards = [("位置", 66.0), ("公示内容是否需要更换", 44.0), ("备注", 36.0)];
        self.blank("信息公示牌", &boards);
        let signs = [("位置", 66.0), ("数量", 22.0), ("现状", 22.0), ("备注", 36.0)];
        self.blank("永久基本农田保护标志牌", &signs);
        let ledgers = [("名称", 66.0), ("起止日期", 40.0), ("份数", 16.0), ("存放处", 24.0)];
        self.blank("工作台账和资料", &ledgers);
    }

    fn table(&mut self, title: &str, columns: &[(&str, f32)], rows: impl Iterator<Item = Vec<Cell>>) {
        let mut body: Vec<Row> = rows
            .enumerate()
            .map(|(place, cells)| {
                let number = Cell::new((place + 1).to_string());
                Row::new([vec![number], cells].concat()).at_least(ROW)
            })
            .collect();
        if body.is_empty() {
            body.push(Row::new(vec![Cell::new("无").over_columns(columns.len() + 1)]).at_least(ROW));
        }
        self.set(title, "", columns, body);
    }

    fn blank(&mut self, title: &str, columns: &[(&str, f32)]) {
        let row = || Row::new((0..=columns.len()).map(|_| Cell::new("")).collect()).at_least(BLANK);
        self.set(title, BY_HAND, columns, (0..BLANKS).map(|_| row()).collect());
    }

    fn set(&mut self, title: &str, remark: &str, columns: &[(&str, f32)], body: Vec<Row>) {
        let rest: f32 = body.iter().take(2).map(|row| row.min_height).sum();
        self.flow.skip(2.5);
        self.flow.keep(7.0 + ROW + rest);
        let title = format!("{}、{title}{remark}", numeral(self.number));
        self.number += 1;
        self.flow.line(&[(Align::Left, &title)], HEI, 7.0);
        let mut head = vec![Cell::heading("序号").set_in(HEI).tinted()];
        head.extend(columns.iter().map(|(name, _)| Cell::heading(*name).set_in(HEI).tinted()));
        let widths = [10.0].into_iter().chain(columns.iter().map(|(_, width)| *width)).collect();
        self.flow.table(&Table {
            columns: widths,
            head: vec![Row::new(head).at_least(ROW)],
            body,
            style: Style { pad_y: 0.8, ..Style::office(SONG) },
        });
    }
}

/// 「一」 for the first section.
fn numeral(place: usize) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].get(place).copied().unwrap_or_default()
}

fn date(day: chrono::NaiveDate) -> Cell {
    Cell::new(chinese(day))
}

fn successor(successor: &Successor) -> Cell {
    match successor {
        Successor::Named(name) => Cell::new(name),
        Successor::Vacant => Cell::new(VACANT).inked(Ink::Grey),
        Successor::Undecided => Cell::new(""),
    }
}

fn remarks(flow: &mut Flow, sheet: &HandoverSheet) {
    flow.skip(1.5);
    let printed = format!("打印日期：{}。", chinese(sheet.frame.printed_on));
    let kept = if sheet.kept.is_empty() {
        String::new()
    } else {
        format!("{}仍担任{}，不在本次交接之列。", sheet.leaver, sheet.kept.join("、"))
    };
    flow.paragraph(&format!("注：以上内容截至交接日期前一日。{kept}{printed}"), REMARK, REMARK_PITCH);
}

/// Who hands over, who takes over, and who sees to it, kept on one page.
fn signatures(flow: &mut Flow) {
    flow.skip(3.0);
    flow.keep(SIGNATURE);
    let place = |who: &str| Cell::left(format!("{who}（签字）：\n\n\n{}年　　月　　日", "　".repeat(4)));
    flow.table(&Table {
        columns: vec![52.0; 3],
        head: Vec::new(),
        body: vec![Row::new(["移交人", "接收人", "监交人"].map(place).into()).at_least(SIGNATURE)],
        style: Style::office(SONG),
    });
}
