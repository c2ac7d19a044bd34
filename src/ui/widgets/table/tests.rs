//! The table by hand and by key.

use std::cell::Cell as Counter;

use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::ui::{
    testing::{THEMES, themed},
    widgets::chip::Chip,
};

#[derive(Default)]
struct State {
    table: TableState,
    rows: Vec<Row>,
    /// How many of the rows are loaded.
    loaded: usize,
    opened: Option<i64>,
    menu: Vec<i64>,
    sorted: u32,
    pressed: bool,
    visible: Range<usize>,
    asked: Counter<usize>,
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("grid", "网格", 200.0),
        Column::new("count", "巡查次数", 100.0).figures(),
        Column::new("state", "状态", 120.0).unsorted(),
    ]
}

fn state(total: i64) -> State {
    let row = |index: i64| Row {
        id: 1000 + index,
        cells: vec![
            format!("第{index}网格").into(),
            format!("{}", index * 3).into(),
            Chip::new(theme::Tone::Danger, if index % 2 == 0 { "空缺" } else { "逾期" }).into(),
        ],
    };
    let rows: Vec<Row> = (0..total).map(row).collect();
    State { loaded: rows.len(), rows, ..State::default() }
}

fn draw(ui: &mut Ui, state: &mut State) {
    let columns = columns();
    let State { table, rows, loaded, menu, asked, .. } = state;
    let out = Table::new("网格", "网格列表", &columns)
        .total(rows.len())
        .empty(Empty::new(Icon::Grids, "还没有网格", "先按方案划分网格").action("新增网格"))
        .menu(|ui, ids| {
            if ui.button("导出选中").clicked() {
                menu.extend(ids);
            }
        })
        .show(ui, table, |index| {
            asked.set(asked.get() + 1);
            rows.get(index).filter(|_| index < *loaded)
        });
    state.opened = state.opened.or(out.opened);
    state.sorted += u32::from(out.sorted);
    state.pressed |= out.empty_pressed;
    state.visible = out.visible;
}

fn harness(total: i64) -> Harness<'static, State> {
    let mut harness = themed(egui::Theme::Light, state(total), draw);
    harness.run();
    harness
}

fn selected(harness: &Harness<'_, State>) -> Vec<i64> {
    harness.state().table.selected().iter().copied().collect()
}

#[test]
fn rows_are_found_by_their_words_and_selected_by_id() {
    for theme in THEMES {
        let mut harness = themed(theme, state(50), draw);
        harness.run();
        harness.get_by_label("共 50 条");
        harness.get_by_label_contains("第3网格 9 逾期").click();
        harness.run();
        assert_eq!(selected(&harness), [1003]);
        harness.get_by_label_contains("第5网格").click_modifiers(Modifiers::COMMAND);
        harness.run();
        assert_eq!(selected(&harness), [1003, 1005]);
        harness.get_by_label_contains("第7网格").click_modifiers(Modifiers::SHIFT);
        harness.run();
        assert_eq!(selected(&harness), [1003, 1005, 1006, 1007]);
        harness.get_by_label("共 50 条 · 已选 4 条");
        harness.get_by_label("清除选择").click();
        harness.run();
        assert!(selected(&harness).is_empty());
    }
}

#[test]
fn the_keyboard_moves_selects_and_opens() {
    let mut harness = harness(100);
    harness.get_by_label("网格列表").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    harness.get_by_label_contains("第99网格");
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(selected(&harness), [1099]);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    harness.run();
    assert_eq!(selected(&harness), [1098, 1099]);
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().opened, Some(1001));
    harness.key_press(Key::PageDown);
    harness.run();
    assert!(harness.state().table.cursor().is_some_and(|row| row > 10));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert_eq!(selected(&harness).len(), 100);
}

#[test]
fn a_double_click_opens() {
    let mut harness = harness(9);
    let row = harness.get_by_label_contains("第4网格");
    row.click();
    row.click();
    harness.run();
    assert_eq!(harness.state().opened, Some(1004));
}

#[test]
fn counts_are_grouped() {
    assert_eq!([0, 999, 1000, 100_000, 1_234_567].map(grouped), ["0", "999", "1,000", "100,000", "1,234,567"]);
}

#[test]
fn headings_sort() {
    let mut harness = harness(9);
    harness.get_by_role_and_label(Role::ColumnHeader, "巡查次数").click();
    harness.run();
    assert_eq!(harness.state().table.layout.sort, Some(Sort { key: "count".into(), descending: false }));
    harness.get_by_role_and_label(Role::ColumnHeader, "状态").click();
    harness.run();
    assert_eq!(harness.state().sorted, 1, "this column cannot be sorted");
}

#[test]
fn widths_are_dragged_and_remembered() {
    let mut harness = harness(9);
    let edge = harness.get_by_role_and_label(Role::ColumnHeader, "网格").rect().right_center();
    harness.hover_at(edge);
    harness.run();
    harness.drag_at(edge);
    harness.run();
    harness.hover_at(edge + vec2(40.0, 0.0));
    harness.run();
    harness.drop_at(edge + vec2(40.0, 0.0));
    harness.run();
    assert_eq!(harness.state().table.layout.widths.get("grid").copied(), Some(240.0));
}

#[test]
fn the_right_button_offers_actions_on_the_selection() {
    let mut harness = harness(9);
    harness.get_by_label_contains("第2网格").click_secondary();
    harness.run();
    harness.get_by_label("导出选中").click();
    harness.run();
    assert_eq!(harness.state().menu, [1002]);
}

#[test]
fn all_are_selected_by_the_box_in_the_header() {
    let mut harness = harness(300);
    harness.get_by_label("全选").click();
    harness.run();
    assert_eq!(selected(&harness).len(), 300);
    harness.get_by_label("全选").click();
    harness.run();
    assert!(selected(&harness).is_empty());
}

#[test]
fn an_empty_table_says_what_to_do() {
    let mut harness = harness(0);
    harness.get_by_label("还没有网格");
    harness.get_by_label("新增网格").click();
    harness.run();
    assert!(harness.state().pressed);
}

#[test]
fn only_what_is_seen_is_drawn_and_rows_may_be_missing() {
    let mut state = state(100_000);
    state.loaded = 10;
    let mut harness = themed(egui::Theme::Light, state, draw);
    harness.run();
    harness.state_mut().table.go_to(99_999);
    harness.run();
    assert_eq!(harness.state().visible.end, 100_000);
    assert!(harness.state().visible.len() < 40);
    harness.state_mut().loaded = 100_000;
    harness.run();
    harness.get_by_label_contains("第99999网格");
    harness.state().asked.set(0);
    harness.step();
    let asked = harness.state().asked.get();
    assert!(asked < 100, "{asked} rows asked for in one frame");
}
