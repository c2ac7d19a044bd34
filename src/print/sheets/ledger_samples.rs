//! Made-up content for the tests of the mechanism ledgers. No person here exists.

use super::samples::{GRIDS, frame};
use crate::domain::{
    ledger,
    sheet::{Ledger, LedgerColumn, SheetFrame},
};

fn cells<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// A year's filings: one late, one filed twice, one missing.
pub fn filings() -> Ledger {
    let row = |at: usize| {
        let place = (at + 1).to_string();
        let office = "区自然资源分局";
        match at {
            2 => cells([
                &place,
                GRIDS[at],
                "2025年1月15日",
                "迟报 15 天",
                office,
                "泊镇政字〔2025〕4号",
                "",
                "因村组调整延期",
            ]),
            5 => cells([&place, GRIDS[at], "", "未报备", "", "", "", ""]),
            7 => cells([&place, GRIDS[at], "2024年12月18日", "按时", office, "", "2025年2月20日、2025年5月6日", ""]),
            _ => cells([&place, GRIDS[at], "2024年12月20日", "按时", office, "", "", ""]),
        }
    };
    Ledger {
        frame: frame(),
        title: "2025年度网格划分报备情况表".to_owned(),
        scope: "应报备 11 个，按时 9 个，迟报 1 个，未报备 1 个".to_owned(),
        upright: false,
        columns: LedgerColumn::printed(ledger::FILINGS),
        rows: (0..GRIDS.len()).map(row).collect(),
        remarks: cells([
            "报备截止日期：2024年12月31日（建议值，非文件规定）。",
            "迟报天数自截止日期次日起计算，仅供考核参考，不自动扣分。",
        ]),
    }
}

/// A group with a vacancy, someone who left office, and the longest names.
pub fn leading_group() -> Ledger {
    let since = "2024年1月15日";
    Ledger {
        frame: SheetFrame { sample: true, ..frame() },
        title: "泊尔江海子镇推进耕地保护网格化监督监管工作\n领导小组成员名单".to_owned(),
        scope: "泊尔江海子镇　2024年1月15日起　泊镇政发〔2024〕1号".to_owned(),
        upright: true,
        columns: LedgerColumn::printed(ledger::GROUP_MEMBERS),
        rows: vec![
            cells(["1", "组长", "王𠮷", "泊尔江海子镇人民政府镇长", since, ""]),
            cells(["2", "副组长", "李㛃、张𬭎", "泊尔江海子镇人民政府副镇长", since, ""]),
            cells(["3", "成员", "", "泊尔江海子镇综合行政执法局副局长", since, "空缺"]),
            cells([
                "4",
                "成员",
                "布仁巴雅尔额尔敦朝鲁",
                "原泊尔江海子镇农牧业综合服务中心主任",
                "2024年3月1日",
                "已离任",
            ]),
            cells(["5", "办公室主任", "赵某甲", "泊尔江海子镇综合行政执法局局长", since, ""]),
        ],
        remarks: Vec::new(),
    }
}

/// A year's 责任书 over several pages.
pub fn pledges() -> Ledger {
    let row = |at: usize| {
        let (place, town) = ((at + 1).to_string(), GRIDS[at % GRIDS.len()]);
        if at < GRIDS.len() {
            let mayor = format!("李㛃（{town}人民政府镇长）");
            return cells([
                &place,
                "东胜区",
                town,
                "王𠮷（区人民政府区长）",
                &mayor,
                "12,345.67",
                "10,000.00",
                "2025年2月20日",
                "",
            ]);
        }
        let mayor = format!("李㛃（{town}人民政府镇长）");
        match at % 7 {
            0 => cells([&place, town, "撖家塔村", "", "", "", "", "未登记", ""]),
            1 => cells([&place, town, "撖家塔村", "", "", "820.50", "600.00", "未签订", "待换届后签订"]),
            _ => cells([
                &place,
                town,
                "撖家塔村",
                &mayor,
                "布仁巴雅尔额尔敦朝鲁",
                "820.50",
                "600.00",
                "2025年3月5日",
                "",
            ]),
        }
    };
    Ledger {
        frame: frame(),
        title: "2025年度耕地保护目标责任书台账".to_owned(),
        scope: "区–镇（街道） 已签 11/11 份；镇（街道）–村（社区） 已签 29/40 份".to_owned(),
        upright: false,
        columns: LedgerColumn::printed(ledger::PLEDGES),
        rows: (0..51).map(row).collect(),
        remarks: Vec::new(),
    }
}
