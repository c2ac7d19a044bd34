//! Golden dumps of annexes 3 and 4, 变动对照表, 责任人公示 and blank forms, and the forms held against the plan's lines.

use super::{
    annex_samples as samples, blank, bound_villages, change_sheet, golden::check, public_sheet, town_sheet,
    village_sheet,
};
use crate::{
    domain::{annex::BlankForm, plan},
    print::{Document, page::Item},
};

#[test]
fn annex3_filled_in() {
    let document = town_sheet(&samples::town());
    check("annex3-usual", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn annex3_of_a_street_without_anyone() {
    check("annex3-street-vacant", &town_sheet(&samples::street_vacant()));
}

#[test]
fn annex3_with_long_names_over_pages() {
    let document = town_sheet(&samples::town_long());
    check("annex3-long", &document);
    assert!(document.pages.len() > 1);
}

#[test]
fn annex4_filled_in() {
    let document = village_sheet(&samples::village());
    check("annex4-usual", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn annex4_without_anyone() {
    check("annex4-vacant", &village_sheet(&samples::village_vacant()));
}

#[test]
fn annex4_with_forty_groups_over_pages() {
    let document = village_sheet(&samples::village_long());
    check("annex4-long", &document);
    assert!(document.pages.len() > 1);
    for page in &document.pages {
        let words = text_of(page);
        assert!(words.contains(&plan::annex4().guide) && words.contains("监管人"), "a page without head or guide");
        assert!(words.contains("王𠮷"), "a page without its 监督人");
    }
}

#[test]
fn changes_since_the_last_issue() {
    check("changes-usual", &change_sheet(&samples::changes()));
    check("changes-none", &change_sheet(&samples::changes_none()));
    let document = change_sheet(&samples::changes_long());
    check("changes-long", &document);
    assert!(document.pages.len() > 1);
}

#[test]
fn notices() {
    let document = public_sheet(&samples::notice());
    check("public-usual", &document);
    assert_eq!(document.pages.len(), 1);
    check("public-long", &public_sheet(&samples::notice_long()));
}

#[test]
fn blank_forms() {
    for (form, name) in BlankForm::ALL.into_iter().zip(["annex2", "annex3", "annex4", "patrols"]) {
        let document = blank(&samples::form(form));
        check(&format!("blank-{name}"), &document);
        assert_eq!(document.pages.len(), 1, "{name}");
    }
    check("blank-annex3-street", &blank(&samples::form_of(BlankForm::Annex3, "民族街道", true)));
    check("blank-patrols-village", &blank(&samples::form_of(BlankForm::Patrols, "罕台镇撖家塔村", false)));
}

#[test]
fn sheets_bound_together_begin_new_pages_and_number_on() {
    let sheets = [samples::village(), samples::village_long(), samples::village()];
    let bound = bound_villages("附件4", &sheets, |_| true).expect("nobody stopped it");
    let alone: usize = sheets.iter().map(|sheet| village_sheet(sheet).pages.len()).sum();
    assert_eq!(bound.pages.len(), alone);
    for (place, page) in bound.pages.iter().enumerate() {
        assert!(text_of(page).ends_with(&format!("— {} —", place + 1)));
    }
    assert_eq!(bound_villages("附件4", &sheets, |done| done < 2), None, "it was stopped");
}

/// The annexes as the gazette prints them, line by line; blanks inside its cells are line breaks of the print.
const PLAN_ANNEX_2: [&str; 4] = [
    "姓名 职务 包联网格 监督总协调人 总监管人 副总监管人",
    "总监督人 区长 全区全域",
    "副总监督人 政府有关领导 罕台镇 区政府分管自然资源、农牧工作的领导 区自然资源分局、农牧局局长",
    "注：网格责任人如有变动，由接替其行政职务的同志接替。",
];
const PLAN_ANNEX_3: [&str; 7] = [
    "姓名 职务 包联网格 监督总协调人 总监管人 副总监管人",
    "总监督人 镇政府主要负责人 所包联的村、社区 镇、街道执法部门其他领导",
    "副总监督人 镇政府其他领导 所包联的村、社区 镇、街道分管耕地保护的领导 镇、街道执法部门负责人 镇、街道执法部门干部",
    "镇政府其他领导 所包联的村、社区 镇、街道执法部门干部",
    "镇政府其他领导 所包联的村、社区 镇、街道执法部门干部",
    "镇政府其他领导 所包联的村、社区 镇、街道执法部门干部",
    "注：网格责任人如有变动，由接替其行政职务的同志接替。",
];
const PLAN_ANNEX_4: [&str; 3] = [
    "姓名 职务 包联网格 监管人 网格员 网格内监督监管工作指南",
    "监督人 村、社区书记 所在村、社区 村、社区其他成员 社长、包片干部 根据网格内耕地及永久基本农田分布情况，对责任区域内耕地和永久基本农田地块进行日常巡查，并做好记录；每月向村、社区网格责任人汇报耕地和永久基本农田保护工作情况，负责片区内永久基本农田保护标志牌的保护工作；负责对责任区内各地块承包人的宣传教育工作；发现非法占用耕地和永久基本农田建房、建厂、建窑、挖沙、取土、堆放固体物以及排放、倾倒污染物等破坏行为，要及时劝阻，不能阻止的要迅速向上级网格责任人汇报，紧急情况可越级报告，及时制止违法行为。",
    "注：表内人员如有变动，由接替其工作的同志接替。",
];

#[test]
fn blank_annexes_are_the_plans_cell_by_cell() {
    let heads = [
        (BlankForm::Annex2, "附件2", "东胜区耕地保护一级网格监督监管表", "区级：", &PLAN_ANNEX_2[..]),
        (BlankForm::Annex3, "附件3", "东胜区耕地保护二级网格监督监管表", "镇（街道）：", &PLAN_ANNEX_3[..]),
        (BlankForm::Annex4, "附件4", "东胜区耕地保护三级网格监督监管表", "村（社区）：", &PLAN_ANNEX_4[..]),
    ];
    for (form, mark, title, header, lines) in heads {
        let document = blank(&samples::form(form));
        let mut wanted: Vec<&str> = vec![mark, title, header];
        let mut cells: Vec<&str> = lines.iter().flat_map(|line| line.split(' ')).collect();
        if form == BlankForm::Annex2 {
            // The rows below the first name their post in a merged cell of the print, here in each row.
            let others = super::samples::GRIDS[1..].iter().flat_map(|grid| ["政府有关领导", *grid]);
            cells.extend(others);
        }
        wanted.append(&mut cells);
        let (mut wanted, mut printed) = (letters(wanted.into_iter()), letters(texts(&document)));
        wanted.sort_unstable();
        printed.sort_unstable();
        assert_eq!(printed, wanted, "{mark}");
    }
}

/// Every text of a document but page numbers.
fn texts(document: &Document) -> impl Iterator<Item = &str> {
    let items = document.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|item| match item {
        Item::Text { text, .. } if !text.starts_with('—') => Some(text.as_str()),
        _ => None,
    })
}

/// The characters, since cells are broken into lines.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    texts.flat_map(str::chars).collect()
}

fn text_of(page: &crate::print::page::Page) -> String {
    let text = |item: &Item| match item {
        Item::Text { text, .. } => Some(text.clone()),
        _ => None,
    };
    page.items.iter().filter_map(text).collect()
}
