//! 网格员月报表 (R063, G40): one upright page; the plan gives no form, so the foot says that this one is a suggestion.

use super::{REMARK, REMARK_PITCH};
use crate::{
    domain::{date::chinese, monthly_report::FORM_NOTE, monthly_sheet::MonthlyReportSheet, sheet::Align},
    print::{
        Document, Ink,
        flow::{Flow, LINE, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

const TITLE: &str = "网格员月报表";
/// Four pairs of word and value over the page's width, mm.
const HEAD: [f32; 4] = [32.0, 46.0, 32.0, 46.0];
/// A word and a text.
const TEXT: [f32; 2] = [32.0, 124.0];
const ROW: f32 = 10.0;
/// Height of a text's row at least, mm: room for what is added by hand.
const TEXT_ROW: f32 = 21.0;

const SONG: Type = Type::new(Face::Song, size::XIAO_SI);
const HEI: Type = Type::new(Face::Hei, size::XIAO_SI);
const SMALL: Type = Type::new(Face::Song, size::WU);

/// The sheet.
pub fn monthly_report(sheet: &MonthlyReportSheet) -> Document {
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(TITLE, size::ER);
    let printed = format!("打印日期：{}", chinese(sheet.frame.printed_on));
    flow.inked_line(
        &[(Align::Left, &format!("月份：{}", sheet.month), Ink::Black), (Align::Right, &printed, Ink::Grey)],
        SMALL,
        LINE,
    );
    flow.table(&head(sheet));
    flow.table(&texts(sheet));
    flow.skip(4.0);
    flow.line(&[(Align::Left, "网格员（签名）："), (Align::Center, "接收人（签名）：")], SONG, 10.0);
    flow.skip(2.0);
    flow.paragraph(&format!("报送截止：{}。", sheet.due), REMARK, REMARK_PITCH);
    flow.paragraph("巡查次数、天数为报送时台账中的数，报送后不再变动。", REMARK, REMARK_PITCH);
    flow.paragraph(FORM_NOTE, REMARK, REMARK_PITCH);
    let title = format!("{}{}{}{TITLE}", sheet.place, sheet.name, sheet.month);
    flow.finish(&title, Numbering::OfTotal, sheet.frame.sample)
}

fn word(text: &str) -> Cell {
    Cell::heading(text).set_in(HEI).tinted()
}

/// Whose report, and the counts.
fn head(sheet: &MonthlyReportSheet) -> Table {
    let pair = |one: (&str, String), other: (&str, String)| {
        let cells = vec![word(one.0), Cell::new(one.1), word(other.0), Cell::new(other.1)];
        Row::new(cells).at_least(ROW)
    };
    let kinds: Vec<_> = sheet.patrols.iter().map(|(kind, count)| format!("{kind}{count}次")).collect();
    let patrols = match kinds.len() {
        0 => "0次".to_owned(),
        1 => kinds.join(""),
        _ => format!("{}次（{}）", sheet.total, kinds.join("、")),
    };
    let title = if sheet.title.is_empty() { String::new() } else { format!("（{}）", sheet.title) };
    let problems = if sheet.problems > 0 { format!("，登记问题{}件", sheet.problems) } else { String::new() };
    let found = if sheet.nil { "无问题".to_owned() } else { format!("{}次{problems}", sheet.findings) };
    let body = vec![
        pair(("村（社区）", sheet.place.clone()), ("责任网格", sheet.groups.clone())),
        pair(("网格员", format!("{}{title}", sheet.name)), ("接收人", sheet.receiver.clone())),
        pair(("巡查次数", patrols), ("巡查天数", format!("{}天", sheet.days))),
        pair(("发现问题", found), ("报送日期", sheet.submitted.clone())),
    ];
    Table { columns: HEAD.to_vec(), head: Vec::new(), body, style: Style::office(SONG) }
}

fn texts(sheet: &MonthlyReportSheet) -> Table {
    let row = |(label, text): &(&str, String)| Row::new(vec![word(label), Cell::left(text)]).at_least(TEXT_ROW);
    let body = sheet.texts.iter().map(row).collect();
    Table { columns: TEXT.to_vec(), head: Vec::new(), body, style: Style::office(SONG) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::monthly_sheet::TEXTS,
        print::sheets::{golden, samples},
    };

    fn usual() -> MonthlyReportSheet {
        let [patrolled, found, publicity, signs, other] = TEXTS;
        MonthlyReportSheet {
            frame: samples::frame(),
            month: "2025年2月".to_owned(),
            place: "罕台镇撖家塔村".to_owned(),
            name: "赵某甲".to_owned(),
            title: "社长".to_owned(),
            groups: "一社、二社".to_owned(),
            patrols: vec![("日常巡查".to_owned(), 4), ("巡田".to_owned(), 1)],
            total: 5,
            days: 5,
            findings: 1,
            problems: 0,
            nil: false,
            texts: [
                (patrolled, "巡查 5 次（日常巡查 4、巡田 1），共 5 天，其中 1 次发现问题".to_owned()),
                (found, "2025年2月12日一社：地边堆放秸秆，已劝阻清理".to_owned()),
                (publicity, "入户宣传 6 户".to_owned()),
                (signs, "标志牌 2 块，完好".to_owned()),
                (other, String::new()),
            ],
            receiver: "钱某乙".to_owned(),
            submitted: "2025年3月7日（迟报 2 天）".to_owned(),
            due: "2025年3月5日前（建议值，非文件规定）".to_owned(),
        }
    }

    #[test]
    fn one_report_on_one_page() {
        let document = monthly_report(&usual());
        golden::check("monthly-report", &document);
        assert_eq!(document.pages.len(), 1);
    }

    #[test]
    fn a_report_of_nothing_found() {
        let mut sheet = MonthlyReportSheet { nil: true, findings: 0, patrols: vec![], total: 0, days: 0, ..usual() };
        sheet.texts[1].1 = "无问题".to_owned();
        golden::check("monthly-report-nil", &monthly_report(&sheet));
    }

    #[test]
    fn long_texts_go_over_the_page() {
        let mut sheet = usual();
        sheet.texts[0].1 = "巡查田块逐一查看，".repeat(200);
        assert!(monthly_report(&sheet).pages.len() > 1);
    }
}
