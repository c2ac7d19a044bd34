//! What a table remembers: which records are selected, where the keyboard stands, how wide the columns are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What is remembered from one day to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableLayout {
    /// Widths that were dragged, by column key.
    pub widths: BTreeMap<String, f32>,
    pub sort: Option<Sort>,
}

/// By which column the rows are ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    pub key: String,
    pub descending: bool,
}

/// Selection is a set of record ids, so that sorting and reloading never change what is selected.
#[derive(Clone, Debug, Default)]
pub struct TableState {
    pub layout: TableLayout,
    /// Whether the widths of earlier days were asked for already.
    pub(in crate::ui) recalled: bool,
    selected: BTreeSet<i64>,
    /// Row on which the keyboard stands.
    cursor: Option<usize>,
    /// Row from which Shift extends.
    anchor: Option<usize>,
    /// What was selected before Shift began to extend.
    before: BTreeSet<i64>,
    pub(super) scroll_to: Option<usize>,
}

/// A press of a key, as the table understands it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Up(usize),
    Down(usize),
    Home,
    End,
}

/// Answers the id of a row, where it is known.
pub(super) type IdAt<'a> = &'a dyn Fn(usize) -> Option<i64>;

impl TableState {
    pub fn selected(&self) -> &BTreeSet<i64> {
        &self.selected
    }

    pub fn is_selected(&self, id: i64) -> bool {
        self.selected.contains(&id)
    }

    pub fn select(&mut self, ids: impl IntoIterator<Item = i64>) {
        self.selected = ids.into_iter().collect();
        self.before.clear();
    }

    pub fn clear(&mut self) {
        self.select([]);
    }

    /// Forgets selected records that are gone.
    pub fn retain(&mut self, is_there: impl Fn(i64) -> bool) {
        self.selected.retain(|id| is_there(*id));
    }

    /// Brings a row into view and puts the keyboard on it.
    pub fn go_to(&mut self, row: usize) {
        (self.cursor, self.anchor, self.scroll_to) = (Some(row), Some(row), Some(row));
    }

    /// Row on which the keyboard stands.
    pub fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// Another order or filter: the rows are others, the selected records are not.
    pub(super) fn rows_changed(&mut self, total: usize) {
        let fits = |row: usize| row < total;
        self.cursor = self.cursor.filter(|row| fits(*row));
        self.anchor = self.anchor.filter(|row| fits(*row));
    }

    pub(super) fn step(&mut self, step: Step, extend: bool, total: usize, id_at: IdAt<'_>) {
        if total == 0 {
            return;
        }
        let to = match (step, self.cursor) {
            (Step::Home, _) | (Step::Down(_), None) => 0,
            (Step::End, _) | (Step::Up(_), None) => total - 1,
            (Step::Up(by), Some(row)) => row.saturating_sub(by),
            (Step::Down(by), Some(row)) => (row + by).min(total - 1),
        };
        if extend {
            self.extend_to(to, id_at);
        } else {
            self.anchor = Some(to);
            self.before.clone_from(&self.selected);
        }
        (self.cursor, self.scroll_to) = (Some(to), Some(to));
    }

    /// Selects one record alone.
    pub(super) fn choose(&mut self, row: usize, id: i64) {
        self.select([id]);
        (self.cursor, self.anchor) = (Some(row), Some(row));
    }

    /// Adds or takes away one record.
    pub(super) fn toggle(&mut self, row: usize, id: i64) {
        if !self.selected.remove(&id) {
            self.selected.insert(id);
        }
        self.before.clone_from(&self.selected);
        (self.cursor, self.anchor) = (Some(row), Some(row));
    }

    /// Selects everything from where Shift began to `row`, beside what was selected before.
    pub(super) fn extend_to(&mut self, row: usize, id_at: IdAt<'_>) {
        let from = self.anchor.or(self.cursor).unwrap_or(row);
        self.anchor = Some(from);
        self.selected.clone_from(&self.before);
        self.selected.extend((from.min(row)..=from.max(row)).filter_map(id_at));
        self.cursor = Some(row);
    }

    pub(super) fn select_all(&mut self, total: usize, id_at: IdAt<'_>) {
        self.select((0..total).filter_map(id_at));
    }

    /// Ascending, then descending, then the order the list comes in.
    pub(super) fn sort_by(&mut self, key: &str) {
        self.layout.sort = match self.layout.sort.take() {
            Some(sort) if sort.key == key => (!sort.descending).then_some(Sort { descending: true, ..sort }),
            _ => Some(Sort { key: key.to_owned(), descending: false }),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(row: usize) -> Option<i64> {
        Some(row as i64 * 10)
    }

    fn selected(state: &TableState) -> Vec<i64> {
        state.selected().iter().copied().collect()
    }

    #[test]
    fn shift_extends_and_shrinks_from_where_it_began() {
        let mut state = TableState::default();
        state.choose(3, 30);
        state.extend_to(5, &id);
        assert_eq!(selected(&state), [30, 40, 50]);
        state.extend_to(2, &id);
        assert_eq!(selected(&state), [20, 30]);
    }

    #[test]
    fn space_adds_to_what_is_selected() {
        let mut state = TableState::default();
        state.step(Step::Home, false, 9, &id);
        state.toggle(0, 0);
        state.step(Step::Down(4), false, 9, &id);
        assert_eq!(selected(&state), [0], "moving selects nothing");
        state.toggle(4, 40);
        state.step(Step::Down(1), true, 9, &id);
        assert_eq!(selected(&state), [0, 40, 50]);
    }

    #[test]
    fn steps_stay_within_the_rows() {
        let mut state = TableState::default();
        state.step(Step::Down(1), false, 3, &id);
        assert_eq!(state.cursor(), Some(0));
        state.step(Step::Down(20), false, 3, &id);
        assert_eq!(state.cursor(), Some(2));
        state.step(Step::Up(20), false, 3, &id);
        assert_eq!(state.cursor(), Some(0));
        state.rows_changed(0);
        assert_eq!(state.cursor(), None);
        state.step(Step::End, false, 0, &id);
        assert_eq!(state.cursor(), None);
    }

    #[test]
    fn a_header_sorts_up_then_down_then_not() {
        let mut state = TableState::default();
        state.sort_by("date");
        assert_eq!(state.layout.sort, Some(Sort { key: "date".into(), descending: false }));
        state.sort_by("date");
        assert_eq!(state.layout.sort, Some(Sort { key: "date".into(), descending: true }));
        state.sort_by("date");
        assert_eq!(state.layout.sort, None);
    }
}
