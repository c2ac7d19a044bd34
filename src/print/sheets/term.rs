//! 任期履职情况表: what somebody held, walked and was assessed for, summed up on one page (R079, G44).

use super::{REMARK, REMARK_PITCH, UNCONFIRMED, on_fewest_pages, score};
use crate::{
    domain::{
        date::{Period, chinese},
        sheet::Align,
        tenure::{TermCharge, TermDuty, TermPost, TermScore, TermSheet, TermYear},
    },
    print::{
        Document, Ink,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

const TITLE: &str = "任期履职情况表";
/// What it is for (R079), and that it decides nothing (G44).
const MARK: &str = "为离任审计提供，供参考";
/// What the figures are and whose they are.
const NOTE: &str = "注：本表按本系统的记录汇总，供参考。巡查为本人参加的次数；问题为本人发现或经办、当年发现的件数，已销号、逾期截至打印日期。考核结果列本人任总监督人的镇（街道）、\
    任总监管人的部门当年的结果，以区人民政府审定为准。";
/// Sizes tried until the sheet fits one page.
const SIZES: [f32; 4] = [size::WU, 10.0, 9.5, size::XIAO_WU];
/// Entries of each kind that are shown before the older ones are summed up, tried in this order.
const LIMITS: [usize; 6] = [16, 10, 7, 5, 3, 2];
/// Height of a row with one line, mm.
const ROW: f32 = 6.6;

/// The sheet, always one page.
pub fn term(sheet: &TermSheet) -> Document {
    let [first, others @ ..] = LIMITS;
    let on_page = |limit| on_fewest_pages(SIZES, |size| lay_out(sheet, size, limit));
    let fits = |best: Flow, limit| if best.page_count() == 1 { best } else { on_page(limit) };
    let flow = others.into_iter().fold(on_page(first), fits);
    flow.finish(&format!("{TITLE}（{}）", sheet.person), Numbering::Dashes, sheet.frame.sample)
}

fn lay_out(sheet: &TermSheet, size_pt: f32, limit: usize) -> Flow {
    let page = Page { song: Type::new(Face::Song, size_pt), hei: Type::new(Face::Hei, size_pt), limit };
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(TITLE, size::ER);
    let printed = format!("打印日期：{}", chinese(sheet.frame.printed_on));
    let kind = Type::new(Face::Hei, size::WU);
    flow.inked_line(&[(Align::Left, MARK, Ink::Black), (Align::Right, &printed, Ink::Grey)], kind, 8.0);
    page.facts(&mut flow, sheet);
    page.posts(&mut flow, &sheet.posts);
    page.duties(&mut flow, &sheet.duties);
    page.years(&mut flow, &sheet.years);
    page.scores(&mut flow, &sheet.scores);
    flow.skip(1.5);
    flow.paragraph(NOTE, REMARK, REMARK_PITCH);
    flow
}

/// How large the letters are and how much is listed.
struct Page {
    song: Type,
    hei: Type,
    limit: usize,
}

impl Page {
    fn facts(&self, flow: &mut Flow, sheet: &TermSheet) {
        let label = |text: &str| Cell::new(text).set_in(self.hei).tinted();
        let office = if sheet.office.is_empty() { "无职务" } else { &sheet.office };
        let time = format!("{}至{}", chinese(sheet.from), chinese(sheet.to));
        let rows = vec![
            Row::new(vec![label("姓名"), Cell::new(&sheet.person), label("任期"), Cell::new(time)]).at_least(ROW),
            Row::new(vec![label("期末职务"), Cell::left(office).over_columns(3)]).at_least(ROW),
        ];
        self.set(flow, &[22.0, 40.0, 22.0, 72.0], Vec::new(), rows);
    }

    fn posts(&self, flow: &mut Flow, posts: &[TermPost]) {
        let row = |post: &TermPost| {
            vec![Cell::left(&post.post), Cell::new(post.period.chinese()), Cell::left(&post.document)]
        };
        let (older, shown) = self.cut(posts);
        let rest = summed(older, |post| post.period);
        let columns = [("职务", 54.0), ("起止", 64.0), ("依据文件", 38.0)];
        self.section(flow, "一、行政职务", &columns, rest, shown.iter().map(row));
    }

    fn duties(&self, flow: &mut Flow, duties: &[TermDuty]) {
        let row = |duty: &TermDuty| {
            let what = format!("{}{}", duty.place, duty.role);
            vec![Cell::left(what), Cell::new(duty.period.chinese()), Cell::left(self.charges(&duty.charges))]
        };
        let (older, shown) = self.cut(duties);
        let rest = summed(older, |duty| duty.period);
        let columns = [("网格职责", 46.0), ("起止", 64.0), ("包联网格", 46.0)];
        self.section(flow, "二、网格职责和包联", &columns, rest, shown.iter().map(row));
    }

    /// 「罕台镇、铜川镇等5个」.
    fn charges(&self, charges: &[TermCharge]) -> String {
        let mut names: Vec<&str> = Vec::new();
        for charge in charges {
            if !names.contains(&charge.grid.as_str()) {
                names.push(&charge.grid);
            }
        }
        let shown = self.limit.max(3);
        let more = if names.len() > shown { format!("等{}个", names.len()) } else { String::new() };
        format!("{}{more}", names.into_iter().take(shown).collect::<Vec<_>>().join("、"))
    }

    /// Years with nothing in them say nothing; the older ones are added up.
    fn years(&self, flow: &mut Flow, years: &[TermYear]) {
        let walked: Vec<&TermYear> = years.iter().filter(|year| year.patrols + year.problems > 0).collect();
        let (older, shown) = self.cut(&walked);
        let line = |name: String, years: &[&TermYear]| {
            let sum = |of: fn(&TermYear) -> u64| years.iter().map(|year| of(year)).sum::<u64>().to_string();
            let sums =
                [sum(|year| year.patrols), sum(|year| year.found), sum(|year| year.problems), sum(|year| year.closed)];
            let mut cells = vec![Cell::new(name)];
            cells.extend(sums.into_iter().chain([sum(|year| year.overdue)]).map(Cell::new));
            cells
        };
        let mut rows = Vec::new();
        if let Some(last) = older.last() {
            rows.push(line(format!("{}年及以前", last.year), older));
        }
        rows.extend(shown.iter().map(|year| line(format!("{}年", year.year), std::slice::from_ref(year))));
        if walked.len() > 1 {
            rows.push(line("合计".to_owned(), &walked));
        }
        let columns = [
            ("年份", 26.0),
            ("参加巡查（次）", 26.0),
            ("其中发现问题（次）", 29.0),
            ("发现和经办问题（件）", 31.0),
            ("已销号（件）", 22.0),
            ("逾期（件）", 22.0),
        ];
        self.section(flow, "三、巡查和问题", &columns, None, rows.into_iter());
    }

    fn scores(&self, flow: &mut Flow, scores: &[TermScore]) {
        let row = |line: &TermScore| {
            let band = line.band.as_ref().map_or("", |band| band.name.as_str());
            let rank = line.rank.map(|(rank, of)| format!("{rank}/{of}")).unwrap_or_default();
            vec![
                Cell::new(format!("{}年度", line.year)),
                Cell::left(&line.unit),
                Cell::new(score(line.total)),
                Cell::new(band),
                Cell::new(rank),
                Cell::left(remark(line)),
            ]
        };
        let (older, shown) = self.cut(scores);
        let rest = older
            .first()
            .zip(older.last())
            .map(|(first, last)| format!("{}年度至{}年度另有{}项，从略", first.year, last.year, older.len()));
        let columns = [("年度", 20.0), ("单位", 28.0), ("得分", 13.0), ("等次", 13.0), ("位次", 13.0), ("说明", 69.0)];
        self.section(flow, "四、年度考核", &columns, rest, shown.iter().map(row));
    }

    /// The newest entries, and the older ones before them that are only summed up.
    fn cut<'a, T>(&self, all: &'a [T]) -> (&'a [T], &'a [T]) {
        all.split_at(all.len().saturating_sub(self.limit))
    }

    fn section(
        &self,
        flow: &mut Flow,
        title: &str,
        columns: &[(&str, f32)],
        rest: Option<String>,
        rows: impl Iterator<Item = Vec<Cell>>,
    ) {
        let whole = |text: String| Row::new(vec![Cell::new(text).over_columns(columns.len())]).at_least(ROW);
        let mut body: Vec<Row> = rest.map(whole).into_iter().collect();
        body.extend(rows.map(|cells| Row::new(cells).at_least(ROW)));
        if body.is_empty() {
            body.push(whole("无".to_owned()));
        }
        flow.skip(1.5);
        flow.line(&[(Align::Left, title)], self.hei, 6.5);
        let head = columns.iter().map(|(name, _)| Cell::heading(*name).set_in(self.hei).tinted()).collect();
        let widths: Vec<f32> = columns.iter().map(|(_, width)| *width).collect();
        self.set(flow, &widths, vec![Row::new(head).at_least(ROW)], body);
    }

    fn set(&self, flow: &mut Flow, columns: &[f32], head: Vec<Row>, body: Vec<Row>) {
        let style = Style { pad_y: 0.7, ..Style::office(self.song) };
        flow.table(&Table { columns: columns.to_vec(), head, body, style });
    }
}

/// 「2012年3月1日至2016年4月1日另有5项，从略」.
fn summed<T>(older: &[T], period: impl Fn(&T) -> Period) -> Option<String> {
    let first = older.iter().map(|one| period(one).from).min()?;
    let last = older.iter().map(|one| period(one).last_day()).max().flatten();
    let until = last.map(|last| format!("至{}", chinese(last))).unwrap_or_else(|| "起".to_owned());
    Some(format!("{}{until}另有{}项，从略", chinese(first), older.len()))
}

/// In which part of the year they led it, and whether the result is not confirmed.
fn remark(line: &TermScore) -> String {
    let part = line.part.map(|part| format!("任职{}", part.chinese()));
    let open = (!line.confirmed).then(|| UNCONFIRMED.to_owned());
    part.into_iter().chain(open).collect::<Vec<_>>().join("；")
}
