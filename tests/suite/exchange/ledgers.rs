//! Ledgers out, and in again; templates.

use std::path::Path;

use calamine::Reader as _;
use gengbao::{
    domain::import::ImportKind,
    exchange::{self, Encoding},
    ops::{
        Workspace,
        query::export::{self, Wanted},
        sample::SamplePlan,
        workspace::NewWorkspace,
    },
    session::exchange as spreadsheets,
};

use super::{fates, trial};
use crate::support::{World, now, today, workbook::texts};

fn exported(world: &World, kind: &str, path: &Path, encoding: Encoding) -> u64 {
    let wanted = Wanted { day: today(), ..Wanted::default() };
    spreadsheets::export(&world.ws, kind, &wanted, encoding, path).unwrap_or_else(|fault| panic!("{kind}: {fault}"))
}

/// A filled district of one year.
fn filled() -> World {
    let new =
        NewWorkspace { name: "示范".into(), office: "示范".into(), operator: "示范员".into(), sample: true };
    let mut ws = Workspace::in_memory(&new, Box::new(now), 1).unwrap();
    let plan = SamplePlan { patrols: 60, years: 1, ..SamplePlan::on(today()) };
    ws.fill_sample(&plan, &mut |_, _| ()).unwrap();
    World { ws }
}

#[test]
fn every_ledger_comes_out_as_workbook_and_text_and_what_can_come_in_changes_nothing() {
    let mut world = filled();
    let folder = tempfile::tempdir().unwrap();
    for (kind, label) in export::kinds() {
        let path = folder.path().join(format!("{kind}.xlsx"));
        let count = exported(&world, kind, &path, Encoding::Utf8);
        let rows = if count == 0 { Vec::new() } else { texts(&path) };
        assert_eq!(rows.len() as u64, if count == 0 { 0 } else { count + 1 }, "{label}");
        assert_ne!(export::columns(kind), export::columns("不知道的台账"), "{label} has no columns of its own");
        let titles: Vec<_> = export::columns(kind).iter().map(|column| column.title).collect();
        assert!(titles.iter().all(|title| !title.is_ascii()), "{label} has headings without Chinese: {titles:?}");
        assert!(rows.first().is_none_or(|first| first.iter().eq(titles.iter())), "{label}");
        let told = |at: usize| rows.iter().skip(1).any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
        let filled = (0..titles.len()).filter(|at| told(*at)).count();
        assert!(count == 0 || filled >= 4, "{label} shows only {filled} of {titles:?}");
        let text = folder.path().join(format!("{kind}.csv"));
        assert_eq!(exported(&world, kind, &text, Encoding::Utf8), count);
        assert!(std::fs::read(&text).unwrap().starts_with(b"\xEF\xBB\xBF"), "{label}");
        if let Some(import) = ImportKind::named(kind) {
            let again = trial(&mut world, import, &path);
            let wrong: Vec<_> = again.lines.iter().filter(|line| line.fate.label() != "相同").take(5).collect();
            assert_eq!(fates(&again.lines), [0, 0, count as usize, 0], "{label}: {wrong:#?}");
        }
    }
    assert!(exported(&world, "patrols", &folder.path().join("p.xlsx"), Encoding::Utf8) >= 50);
}

#[test]
fn text_can_be_written_for_old_programs_and_conditions_choose_rows() {
    let world = filled();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("网格.csv");
    exported(&world, "grids", &path, Encoding::Gb18030);
    let bytes = std::fs::read(&path).unwrap();
    let (text, _, odd) = encoding_rs::GB18030.decode(&bytes);
    assert!(!odd && text.starts_with("上级网格,网格名称"), "{text}");
    let wanted = Wanted {
        day: today(),
        conditions: vec![("kind".into(), "镇".into()), ("无耕地".into(), "否".into())],
        ..Wanted::default()
    };
    let count = spreadsheets::export(&world.ws, "网格", &wanted, Encoding::Utf8, &path).unwrap();
    assert_eq!(count, 3);
    let wrong = Wanted { conditions: vec![("颜色".into(), "红".into())], ..wanted.clone() };
    let fault = spreadsheets::export(&world.ws, "grids", &wrong, Encoding::Utf8, &path).unwrap_err();
    assert!(fault.notice().title.contains("没有「颜色」这个字段"), "{}", fault.notice().title);
    let fault = spreadsheets::export(&world.ws, "grids", &wanted, Encoding::Utf8, Path::new("网格.pdf")).unwrap_err();
    assert!(fault.notice().next.contains(".xlsx"));
    let lost = folder.path().join("没有的文件夹").join("甲.xlsx");
    let fault = spreadsheets::export(&world.ws, "grids", &wanted, Encoding::Utf8, &lost).unwrap_err();
    assert!(fault.notice().title.contains("不能写入"));
}

#[test]
fn a_template_holds_lists_and_an_example_that_is_not_brought_in() {
    let mut world = World::new();
    world.district();
    let folder = tempfile::tempdir().unwrap();
    for kind in ImportKind::ALL {
        let path = folder.path().join(format!("{}.xlsx", kind.identifier()));
        spreadsheets::template(&world.ws, kind, &path).unwrap();
        let mut raw: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
        assert!(raw.sheet_names().contains(&"填写说明".to_owned()));
        let rows = raw.worksheet_range(kind.label()).unwrap();
        assert_eq!(rows.get((1, 0)).unwrap().to_string(), "示例");
        assert_eq!(rows.width(), kind.fields().len() + 1);
        let book = exchange::read(&path).unwrap();
        let plan = exchange::Plan::guess(kind, &book);
        assert!(plan.missing(&book).is_empty(), "{}", kind.label());
        assert_eq!(plan.sheets[0].sources.len(), kind.fields().len(), "every column of the template is known");
        assert!(plan.rows(&book).unwrap().rows.is_empty(), "the example is no record");
    }
    let mut raw: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("duties.xlsx")).unwrap();
    let lists = raw.worksheet_range("选项").unwrap();
    let listed: Vec<String> = lists.rows().map(|row| row[0].to_string()).collect();
    assert!(listed.contains(&"罕台镇/撖家塔村/一组".to_owned()) && listed.contains(&"罕台镇".to_owned()), "{listed:?}");
}
