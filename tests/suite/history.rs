//! 操作历史: every operation with who and when, and field by field what it changed, in plain Chinese.

use gengbao::{
    domain::{
        assess::{Mark, Tenths},
        id::{OpId, PatrolId},
        patrol::{Finding, Patrol},
    },
    ops::{
        Command, OpFault,
        grid::RenameGrid,
        office::{AddPerson, EditPerson},
        patrol::{DeletePatrol, EditPatrol},
        query::{
            history::{self, ChangeKind, OpKind, RowChange},
            patrol,
        },
    },
};

use crate::support::{
    World, day,
    district::set_score,
    fields::{Fields, log},
};

/// 「巡查 新增 2025年3月5日 罕台镇撖家塔村 巡田 | 日期:→2025年3月5日 …」.
fn told(changes: &[RowChange]) -> Vec<String> {
    let fields = |row: &RowChange| {
        let told = row.fields.iter().map(|field| format!("{}:{}→{}", field.label, field.old, field.new));
        told.collect::<Vec<_>>().join(" ")
    };
    changes.iter().map(|row| format!("{} {} {} | {}", row.table, row.kind.label(), row.what, fields(row))).collect()
}

fn newest(fields: &Fields) -> OpId {
    history::page(&fields.world.ws, "", None, 1).unwrap().rows[0].op
}

#[test]
fn an_entry_tells_every_filled_field_by_name() {
    let mut fields = Fields::new();
    fields.log(Patrol { group: Some(fields.group), ..fields.walk(day(2025, 3, 5)) });
    let changes = history::detail(&fields.world.ws, newest(&fields), 100).unwrap();
    assert_eq!(
        told(&changes),
        [
            "巡查 新增 2025年3月5日 罕台镇撖家塔村一社 巡田 | 日期:→2025年3月5日 类型:→巡田 网格:→撖家塔村 片区（小组）:→一社 方式:→步行 \
             天气:→晴 巡查结果:→未发现问题 登记日期:→2025年6月10日 登记人:→测试员",
            "巡查人 新增 张三 | 巡查记录:→2025年3月5日 罕台镇撖家塔村一社 巡田 巡查人:→张三 签名次序:→1",
        ]
    );
    let first = history::detail(&fields.world.ws, newest(&fields), 1).unwrap();
    assert_eq!(first.len(), 1);
}

#[test]
fn a_change_tells_what_stood_before() {
    let mut fields = Fields::new();
    let id = fields.log(fields.walk(day(2025, 3, 5)));
    let patrol = Patrol {
        patrollers: vec![fields.zhang, fields.li],
        finding: Finding::Problem,
        found: "堆放沙石".into(),
        weather: String::new(),
        ..fields.walk(day(2025, 3, 6))
    };
    fields.world.run(Command::EditPatrol(EditPatrol { id, patrol }));
    let changes = history::detail(&fields.world.ws, newest(&fields), 100).unwrap();
    assert_eq!(
        told(&changes),
        [
            "巡查 修改 2025年3月6日 罕台镇撖家塔村 巡田 | 日期:2025年3月5日→2025年3月6日 天气:晴→ 巡查结果:未发现问题→发现问题 \
             发现情况:→堆放沙石",
            "巡查人 新增 李四 | 巡查记录:→2025年3月6日 罕台镇撖家塔村 巡田 巡查人:→李四 签名次序:→2",
        ]
    );
    fields.world.run(Command::DeletePatrol(DeletePatrol { id }));
    let changes = history::detail(&fields.world.ws, newest(&fields), 100).unwrap();
    assert!(changes.iter().all(|row| row.kind == ChangeKind::Removed && !row.what.is_empty()));
    assert!(told(&changes).iter().any(|row| row.contains("发现情况:堆放沙石→")), "{changes:?}");
}

#[test]
fn rows_taken_back_keep_their_names() {
    let mut fields = Fields::new();
    let grid = fields.next_village;
    let rename =
        RenameGrid {
            grid, name: "查干新村".into(), from: day(2025, 1, 1), document: "鄂府发〔2025〕1号".into()
        };
    fields.world.run(Command::RenameGrid(rename));
    let changes = told(&history::detail(&fields.world.ws, newest(&fields), 100).unwrap());
    assert!(changes.iter().any(|row| row.contains("最后一天:→2024年12月31日")), "{changes:?}");
    assert!(
        changes.iter().any(|row| row.contains("名称:→查干新村") && row.contains("上级网格:→罕台镇")),
        "{changes:?}"
    );
    let new = fields.world.grid(fields.town, gengbao::domain::grid::GridKind::Village, "新设村");
    let made = newest(&fields);
    fields.world.ws.undo().unwrap();
    let changes = told(&history::detail(&fields.world.ws, made, 100).unwrap());
    assert!(changes.iter().all(|row| row.contains("新设村")), "{changes:?}");
    assert!(!new.to_string().is_empty());
}

#[test]
fn the_list_finds_pages_and_says_what_can_be_taken_back() {
    let mut fields = Fields::new();
    for d in 1..=5 {
        fields.log(fields.walk(day(2025, 3, d)));
    }
    fields.world.ws.undo().unwrap();
    let ws = &fields.world.ws;
    let page = history::page(ws, " 巡查： ", None, 4).unwrap();
    assert_eq!(page.total, 6, "five entries and one undo");
    let (undo, undone) = (&page.rows[0], &page.rows[1]);
    assert_eq!((undo.kind, undo.title.as_str()), (OpKind::Undo, "撤销：登记巡查：2025年3月5日 罕台镇撖家塔村 巡田"));
    assert_eq!((undo.undoable, undone.undoable, undone.undone), (false, false, true));
    assert!(page.rows[2].undoable && !page.rows[2].undone);
    assert_eq!((undo.at.as_str(), undo.operator.as_str(), undo.changes), ("2025-06-10 09:30", "测试员", 2));
    let rest = history::page(ws, "巡查：", Some(page.rows[3].op), 10).unwrap();
    assert_eq!(rest.rows.len(), 2);
    assert_eq!(history::page(ws, "没有", None, 10).unwrap().total, 0);
    assert!(matches!(history::detail(ws, OpId(1), 10), Err(OpFault::NotFound { .. })));
}

#[test]
fn a_record_tells_its_own_history() {
    let mut fields = Fields::new();
    let id: PatrolId = fields.log(fields.walk(day(2025, 3, 5)));
    fields.log(fields.walk(day(2025, 3, 6)));
    let patrol = Patrol { note: "补充说明".into(), ..fields.walk(day(2025, 3, 5)) };
    fields.world.run(Command::EditPatrol(EditPatrol { id, patrol }));
    let file = gengbao::ops::StoredFile { digest: "ab".repeat(32), name: "现场.jpg".into(), size: 1536 };
    let attach = gengbao::ops::patrol::AttachFiles { patrol: id, files: vec![file] };
    let attachment = gengbao::domain::id::AttachmentId(fields.world.make(Command::AttachFiles(attach)));
    fields.world.run(Command::DetachFile(gengbao::ops::patrol::DetachFile { attachment }));
    let events = patrol::detail(&fields.world.ws, id).unwrap().history;
    let titles: Vec<_> = events.iter().map(|event| event.title.split('：').next().unwrap()).collect();
    assert_eq!(titles, ["移除附件「现场.jpg」", "添加附件 1 个", "修改巡查", "登记巡查"]);
    assert_eq!(told(&events[2].changes), ["巡查 修改 2025年3月5日 罕台镇撖家塔村 巡田 | 备注:→补充说明"]);
    assert_eq!(
        told(&events[1].changes),
        ["附件 新增 现场.jpg | 巡查记录:→2025年3月5日 罕台镇撖家塔村 巡田 文件名:→现场.jpg 大小:→1.5 KB 次序:→1"]
    );
}

#[test]
fn personal_phones_are_masked_for_all_but_the_district() {
    let mut fields = Fields::new();
    let facts = |phone: &str| AddPerson {
        name: "张三".into(),
        phone: phone.into(),
        office_phone: String::new(),
        note: String::new(),
    };
    fields.world.run(Command::EditPerson(EditPerson { person: fields.zhang, facts: facts("000-87654321") }));
    let op = newest(&fields);
    let changes = told(&history::detail(&fields.world.ws, op, 10).unwrap());
    assert_eq!(changes, ["人员 修改 张三 | 个人电话:000-12345678→000-87654321"]);
    fields.world.ws.sign_in("镇录入").unwrap();
    let changes = told(&history::detail(&fields.world.ws, op, 10).unwrap());
    assert!(!changes[0].contains("8765"), "{changes:?}");
}

#[test]
fn scores_read_with_one_decimal_and_objects_by_name() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let object = world.object("罕台镇");
    let op = world.run(set_score(object, "1.1", Mark::Scored(Tenths(45)))).op;
    let changes = told(&history::detail(&world.ws, op, 10).unwrap());
    assert_eq!(changes, ["得分 新增 罕台镇 1.1 | 考核对象:→罕台镇 考核项目:→1.1 得分:→4.5 扣分原因及依据:→见考核记录"]);
    let op = world.run(set_score(object, "1.1", Mark::NotApplicable)).op;
    assert_eq!(told(&history::detail(&world.ws, op, 10).unwrap()), ["得分 修改 罕台镇 1.1 | 得分:4.5→不适用"]);
}

#[test]
fn no_operation_of_a_lived_in_workspace_shows_a_raw_word() {
    let (mut world, _) = World::with_units();
    world.confirmed_year();
    let mut fields = Fields::new();
    fields.world.run(log(fields.walk(day(2025, 3, 5))));
    for world in [world, fields.world] {
        let page = history::page(&world.ws, "", None, 500).unwrap();
        for line in page.rows {
            for row in history::detail(&world.ws, line.op, 500).unwrap() {
                assert!(!row.table.is_ascii() && row.table != "记录", "{}: {row:?}", line.title);
                assert!(!row.what.is_empty(), "{}: {row:?}", line.title);
                for field in &row.fields {
                    let raw = |text: &str| text.contains('_') || text.starts_with('{') || text.contains("编号");
                    assert!(!raw(&field.old) && !raw(&field.new), "{}: {field:?}", line.title);
                }
            }
        }
    }
}
