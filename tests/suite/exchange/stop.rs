//! A long import can be stopped while it runs; nothing of it is kept.

use gengbao::{
    domain::import::{ImportKind, Row, Take},
    ops::OpFault,
    session::{Progress, exchange::command},
};

use crate::support::World;

#[test]
fn an_import_that_is_cancelled_half_way_leaves_nothing() {
    let mut world = World::new();
    let row =
        |line: u32| Row { sheet: String::new(), line, values: [("person".to_owned(), format!("人员{line}"))].into() };
    let rows: Vec<Row> = (2..=1_001).map(row).collect();
    let (before, ops) = (world.ws.fingerprint().unwrap(), world.ws.op_count().unwrap());
    let progress = Progress::default();
    let told = progress.clone();
    world.ws.listen(Some(Box::new(move |done, total| {
        told.set(done, total);
        // Somebody presses 「取消」 when the half is done.
        if done >= 500 {
            told.cancel();
        }
        !told.is_cancelled()
    })));
    let import = || command(ImportKind::People, rows.clone(), Take::GoodOnly, "人员.xlsx");
    let stopped = world.ws.apply(import()).unwrap_err();
    assert!(matches!(stopped, OpFault::Stopped));
    assert!(stopped.notice().next.contains("没有保存任何内容"));
    assert_eq!(progress.share(), Some(0.5));
    assert_eq!(world.ws.fingerprint().unwrap(), before);
    assert_eq!(world.ws.op_count().unwrap(), ops, "no trace in the history");
    // A dry run stops the same way, and the next import is not held back.
    assert!(matches!(world.ws.rehearse(import()), Err(OpFault::Stopped)));
    world.ws.listen(None);
    assert_eq!(world.ws.apply(import()).unwrap().lines.len(), 1_000);
}
