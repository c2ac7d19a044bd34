//! 图斑核查表: one clue on a page, with its answer or to be filled in by hand.

use super::REMARK_PITCH;
use crate::{
    domain::{clue::sheet::CheckSheet, date::chinese, sheet::Align},
    print::{
        Document,
        flow::{Flow, LINE, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

const TITLE: &str = "卫星图斑核查表";
/// Label and value, twice: 166 mm.
const COLUMNS: [f32; 4] = [33.0, 50.0, 33.0, 50.0];
/// Height of a row with one line, mm.
const ROW: f32 = 8.5;
/// Room to write 情况说明 by hand, mm.
const TOLD: f32 = 30.0;

const SONG: Type = Type::new(Face::Song, size::WU);
const HEI: Type = Type::new(Face::Hei, size::WU);
const SMALL: Type = Type::new(Face::Song, size::XIAO_WU);

/// One sheet.
pub fn clue_check(sheet: &CheckSheet) -> Document {
    lay_out(sheet).finish(&format!("图斑{}核查表", sheet.number), Numbering::None, sheet.frame.sample)
}

/// Many sheets in one document, each on a page of its own; `None` when there are none.
pub fn bound_clue_checks(title: &str, sheets: &[CheckSheet]) -> Option<Document> {
    let (first, others) = sheets.split_first()?;
    let mut all = lay_out(first);
    others.iter().for_each(|sheet| all.append(lay_out(sheet)));
    Some(all.finish(title, Numbering::None, first.frame.sample))
}

fn lay_out(sheet: &CheckSheet) -> Flow {
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(TITLE, size::XIAO_ER);
    let batch = format!("批次：{}", sheet.batch);
    let printed = format!("打印日期：{}", chinese(sheet.frame.printed_on));
    flow.line(&[(Align::Left, &batch), (Align::Right, &printed)], SONG, LINE);
    flow.table(&table(sheet));
    flow.skip(3.0);
    flow.line(
        &[(Align::Left, "填表人（签字）："), (Align::Center, "审核人（签字）："), (Align::Right, "年　　月　　日")],
        SONG,
        10.0,
    );
    for remark in &sheet.remarks {
        flow.paragraph(remark, SMALL, REMARK_PITCH);
    }
    flow
}

fn table(sheet: &CheckSheet) -> Table {
    let mut body = pairs(&[("图斑编号", sheet.number.clone()), ("核查单位", sheet.place.clone())]);
    body.extend(pairs(&sheet.facts));
    body.push(Row::new(vec![Cell::heading("核查结果（在□内打√）").set_in(HEI).tinted().over_columns(4)]).at_least(ROW));
    for choice in &sheet.choices {
        let boxes = choice.subs.iter().map(|(name, found)| format!("{}{name}", if *found { "■" } else { "□" }));
        let boxes = boxes.collect::<Vec<_>>().join("　");
        body.push(Row::new(vec![label(choice.result), Cell::left(boxes).over_columns(3)]).at_least(ROW));
    }
    let (told, others): (Vec<_>, Vec<_>) = sheet.answer.iter().cloned().partition(|(label, _)| *label == "情况说明");
    body.extend(pairs(&others));
    for (name, text) in told {
        body.push(Row::new(vec![label(name), Cell::left(text).over_columns(3)]).at_least(TOLD));
    }
    Table { columns: COLUMNS.to_vec(), head: Vec::new(), body, style: Style::office(SONG) }
}

/// Labels and values, two pairs to a row; the last one alone reaches over the row.
fn pairs(facts: &[(&'static str, String)]) -> Vec<Row> {
    let rows = facts.chunks(2).map(|pair| match pair {
        [(one, value), (other, second)] => {
            Row::new(vec![label(one), Cell::left(value), label(other), Cell::left(second)]).at_least(ROW)
        }
        [(one, value), ..] => Row::new(vec![label(one), Cell::left(value).over_columns(3)]).at_least(ROW),
        [] => Row::new(Vec::new()),
    });
    rows.collect()
}

fn label(text: &str) -> Cell {
    Cell::heading(text).set_in(HEI).tinted()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            clue::sheet::CheckChoice,
            ledger::{CLUE_BOARD, CLUES},
            sheet::{Ledger, LedgerColumn},
        },
        print::sheets::{golden, ledger, samples},
    };

    fn sheet(answered: bool, long: bool) -> CheckSheet {
        let filled = |text: &str| if answered { text.to_owned() } else { String::new() };
        let told = if long {
            "现场为村民自建仓储用房，已建成彩钢房一处，占用旱地。".repeat(12)
        } else {
            filled("往年已批，与批准范围一致。")
        };
        CheckSheet {
            frame: samples::frame(),
            batch: "2025年5月".into(),
            number: "150602-2505-0031".into(),
            place: "罕台镇撖家塔村".into(),
            facts: vec![
                ("图斑类型", "20 建（构）筑物".into()),
                ("图斑面积", "1234.56 平方米（1.85 亩）".into()),
                ("坐落", "罕台镇撖家塔村".into()),
                ("坐落单位代码", "1506021012070000000".into()),
                ("中心位置", "109.987654°E，39.823457°N".into()),
                ("影像时间", "2025年5月".into()),
                ("前地类", "旱地".into()),
                ("后地类", "建设用地".into()),
                ("完成期限", "2025年6月30日".into()),
                ("备注", String::new()),
            ],
            choices: vec![
                CheckChoice {
                    result: "合法",
                    subs: vec![
                        ("往年审批".into(), answered),
                        ("当年审批".into(), false),
                        ("其他合法用地".into(), false),
                    ],
                },
                CheckChoice {
                    result: "违法",
                    subs: [
                        "未报即用",
                        "边报边用",
                        "未供即用",
                        "超占",
                        "擅自改变用途",
                        "非法批地",
                        "违法方式供地",
                        "其他",
                    ]
                    .map(|name| (name.to_owned(), false))
                    .to_vec(),
                },
                CheckChoice { result: "转相关部门处理", subs: vec![("转相关部门处理".into(), false)] },
            ],
            answer: vec![
                ("核查日期", filled("2025年6月5日")),
                ("核查人", filled("王某某")),
                ("审核确认", String::new()),
                ("情况说明", told),
            ],
            remarks: vec!["注：图斑是线索，不是结论：须实地核查后认定，不能直接作为处罚的依据。".into()],
        }
    }

    #[test]
    fn a_check_sheet_to_fill_in_and_one_filled_in() {
        for (name, sheet) in [("clue-check-blank", sheet(false, false)), ("clue-check-answered", sheet(true, false))] {
            let document = clue_check(&sheet);
            golden::check(name, &document);
            assert_eq!(document.pages.len(), 1, "{name}");
        }
    }

    #[test]
    fn sheets_of_a_town_are_bound_page_by_page() {
        let document = bound_clue_checks("图斑核查表", &[sheet(true, false), sheet(true, true)]).unwrap();
        golden::check("clue-checks-bound", &document);
        assert_eq!(document.pages.len(), 2);
        assert!(bound_clue_checks("图斑核查表", &[]).is_none());
    }

    #[test]
    fn the_ledgers_of_clues_fit_their_paper() {
        let rows = |columns: &[_], count: usize| {
            let width = LedgerColumn::printed(columns).len();
            (0..count)
                .map(|row| {
                    (0..width)
                        .map(|column| {
                            if column == 1 {
                                samples::GRIDS[row % samples::GRIDS.len()].to_owned()
                            } else {
                                (row * 7 + column).to_string()
                            }
                        })
                        .collect()
                })
                .collect()
        };
        let of = |title: &str, columns: &[_], count| Ledger {
            frame: samples::frame(),
            title: title.into(),
            scope: "批次：2025年5月　2025年6月3日下发，完成期限2025年6月30日（还剩 20 天）".into(),
            upright: false,
            columns: LedgerColumn::printed(columns),
            rows: rows(columns, count),
            remarks: vec!["图斑是线索，不是结论：须实地核查后认定，不能直接作为处罚的依据。".into()],
        };
        golden::check("clue-board", &ledger(&of("图斑核查情况汇总表", CLUE_BOARD, 12)));
        golden::check("clue-unanswered-empty", &ledger(&of("图斑未回复清单", CLUES, 0)));
        assert!(ledger(&of("图斑未回复清单", CLUES, 60)).pages.len() > 1);
    }
}
