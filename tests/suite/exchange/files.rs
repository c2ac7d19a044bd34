//! Files that cannot be read, and files that are hard to read.

use gengbao::{
    domain::import::{ImportKind, Take},
    exchange::{self, ExchangeFault, Plan, Source},
};

use super::{fates, said, take, trial};
use crate::support::{
    World,
    workbook::{Made, encrypted, file, texts},
};

fn fault(name: &str, bytes: &[u8]) -> ExchangeFault {
    let (_folder, path) = file(name, bytes);
    let fault = exchange::read(&path).unwrap_err();
    assert!(!fault.next.is_empty(), "{} has no remedy", fault.title);
    fault
}

#[test]
fn files_that_cannot_be_read_say_what_to_do() {
    assert!(fault("空.xlsx", b"").title.contains("空文件"));
    let protected = fault("加密.xlsx", &encrypted());
    assert!(protected.title.contains("设有打开密码"), "{}", protected.title);
    assert!(protected.next.contains("去掉密码"));
    let old = fault("旧.xls", &[&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat());
    assert!(old.title.contains("旧格式") && old.next.contains(".xlsx"), "{old:?}");
    assert!(fault("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\0").title.contains("不是能读取的表格文件"));
    assert!(fault("断.xlsx", b"PK\x03\x04 and no more").title.contains("「断.xlsx」"));
    let missing = exchange::read(std::path::Path::new("没有的.xlsx")).unwrap_err();
    assert!(missing.title.contains("没有这个文件"));
    let (folder, _) = file("甲.csv", b"");
    assert!(exchange::read(folder.path()).unwrap_err().title.contains("文件夹"));
    let (_folder, path) = Made::new().sheet("空表", &[]).save("空表.xlsx");
    assert!(exchange::read(&path).unwrap_err().title.contains("没有内容"));
}

#[test]
fn a_sheet_without_the_columns_says_which_are_wanted() {
    let (_folder, path) = Made::new().sheet("甲", &[&["品名", "数量"], &["铁锹", "3"]]).save("甲.xlsx");
    let book = exchange::read(&path).unwrap();
    let fault = Plan::guess(ImportKind::People, &book).rows(&book).unwrap_err();
    assert!(fault.title.contains("没有找到人员的表头") && fault.next.contains("姓名"), "{fault:?}");
    let mut plan = Plan::guess(ImportKind::People, &book);
    assert!(plan.only(&book, "乙").unwrap_err().next.contains("甲"));
}

#[test]
fn titles_merged_cells_full_width_digits_and_blanks_do_not_matter() {
    let mut world = World::new();
    world.district();
    let (_folder, path) = Made::new()
        .sheet(
            "名单",
            &[
                &[],
                &["填报单位：罕台镇"],
                &["序号", "姓 名", "联系\n电话", "办公电话（座机）", "备 注"],
                &["一、镇领导"],
                &["１", "王　芳", "１３８００００１１１１", "", "党委书记"],
                &["2", "李 小 强", "138-0000-2222", "0477-1234", ""],
                &[],
                &["序号", "姓 名", "联系\n电话", "办公电话（座机）", "备 注"],
                &["3", "Bat  Erdene", "", "", "同上"],
                &["合  计", "3"],
                &["注：以上为2025年名单。"],
            ],
        )
        .merge(0, 0, 0, 4, "罕台镇责任人名单")
        .save("名单.xlsx");
    let trial = trial(&mut world, ImportKind::People, &path);
    assert_eq!(fates(&trial.lines), [3, 0, 0, 0], "{:?}", trial.lines);
    assert_eq!(trial.lines.iter().map(|line| line.line).collect::<Vec<_>>(), [5, 6, 9], "rows as the program counts");
    assert_eq!(trial.skipped, 4, "heading, second header, sum and remark");
    take(&mut world, ImportKind::People, &path, Take::AllOrNothing);
    let people = gengbao::ops::query::people::page(&world.ws, "", super::super::support::today(), 0, 10).unwrap().rows;
    let known: Vec<_> = people.iter().map(|person| (person.name.as_str(), person.phone.as_str())).collect();
    assert_eq!(known.len(), 3);
    assert!(known.contains(&("王芳", "13800001111")), "{known:?}");
    assert!(known.contains(&("李小强", "138-0000-2222")) && known.contains(&("Bat Erdene", "")));
}

#[test]
fn a_header_over_two_rows_and_cells_merged_downwards_are_read() {
    let mut world = World::new();
    world.district();
    let (_folder, path) = Made::new()
        .sheet(
            "组",
            &[
                &["", "", "", ""],
                &["", "", "名称", "设立日期"],
                &["", "", "二组", "2024-1-1"],
                &["", "", "三组", "2024年1月1日"],
                &["", "", "四组", ""],
            ],
        )
        .with(|sheet| {
            let date = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
            sheet.write_number_with_format(4, 3, 45_292.0, &date).unwrap();
        })
        .merge(0, 0, 1, 0, "序号")
        .merge(0, 1, 1, 1, "所在村（社区）")
        .merge(0, 2, 0, 3, "村民小组情况")
        .merge(2, 1, 4, 1, "罕台镇撖家塔村")
        .save("组.xlsx");
    let trial = trial(&mut world, ImportKind::Groups, &path);
    assert_eq!(fates(&trial.lines), [3, 0, 0, 0], "{:?}", trial.lines);
    assert!(said(&trial.lines, 5).contains("新设网格「撖家塔村四组」（2024年1月1日起）"), "{}", said(&trial.lines, 5));
}

#[test]
fn dates_as_text_serials_and_dates_and_codes_as_numbers_are_read() {
    let mut world = World::new();
    world.district();
    let (_folder, path) = Made::new()
        .sheet(
            "村",
            &[
                &["网格名称", "上级网格", "统计用区划代码", "设立日期"],
                &["甲村", "罕台镇"],
                &["乙村", "罕台镇"],
                &["丙村", "罕台镇", "1.50602E+11", "2021.05"],
            ],
        )
        .with(|sheet| {
            sheet.write_number(1, 2, 150_602_101_201.0).unwrap();
            sheet.write_number(1, 3, 45_292.0).unwrap(); // a date that lost its format
            sheet.write_string(2, 2, "１５０６０２１０１２０２").unwrap();
            sheet.write_string(2, 3, "2024-01-01 00:00:00").unwrap();
        })
        .save("村.xlsx");
    let trial = trial(&mut world, ImportKind::Grids, &path);
    assert_eq!(fates(&trial.lines), [2, 0, 0, 1], "{:?}", trial.lines);
    assert!(said(&trial.lines, 4).contains("只有年和月"), "{}", said(&trial.lines, 4));
    let codes: Vec<_> = texts(&path).iter().map(|row| row[2].clone()).collect();
    assert_eq!(codes[1], "150602101201");
}

#[test]
fn columns_can_be_told_and_values_fixed_for_all_rows() {
    let mut world = World::new();
    let d = world.district();
    let unit = world.unit(gengbao::domain::roster::UnitKind::Town, "罕台镇人民政府", Some(d.hantai));
    world.post(unit, "镇长");
    let (_folder, path) = Made::new().sheet("任", &[&["谁", "干什么"], &["王芳", "镇长"]]).save("任.xlsx");
    let book = exchange::read(&path).unwrap();
    let kind = ImportKind::Incumbencies;
    let mut plan = Plan::guess(kind, &book);
    plan.sheets[0].take = true;
    plan.map(&book, "谁", kind.field("person").unwrap()).unwrap();
    plan.map(&book, "B", kind.field("post").unwrap()).unwrap();
    assert!(plan.map(&book, "丙", kind.field("unit").unwrap()).unwrap_err().next.contains("干什么"));
    plan.fix(kind.field("unit").unwrap(), "罕台镇");
    plan.fix(kind.field("from").unwrap(), "2025年6月1日");
    assert!(plan.missing(&book).is_empty());
    assert_eq!(plan.sheets[0].sources["person"], Source::Column(0));
    let trial = gengbao::session::exchange::rehearse(&mut world.ws, &book, &plan).unwrap();
    assert!(said(&trial.lines, 2).contains("任命 王芳 为罕台镇人民政府镇长（2025年6月1日起）"), "{:?}", trial.lines);
}

#[test]
fn text_files_in_the_encodings_of_this_country_are_read() {
    let mut world = World::new();
    let text = "序号,姓名,手机号码\r\n1,王𠮷,13800001111\r\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    let (_folder, path) = file("名单.csv", &gb);
    let outcome = take(&mut world, ImportKind::People, &path, Take::AllOrNothing);
    assert!(outcome.title.contains("导入人员「名单.csv」：新增 1"), "{}", outcome.title);
}
