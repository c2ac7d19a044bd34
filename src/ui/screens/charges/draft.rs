//! Cells that were marked and not saved yet.

use std::collections::BTreeMap;

/// What each touched cell is to be. Kept as wishes, not as differences: another effective day may show another state.
pub struct Draft<K> {
    wanted: BTreeMap<K, bool>,
}

/// What saving would add and end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending<K> {
    pub add: Vec<K>,
    pub end: Vec<K>,
}

impl<K> Pending<K> {
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.end.is_empty()
    }
}

impl<K: Copy> Pending<K> {
    /// The cell of a line of the command: additions first.
    pub fn cell(&self, line: usize) -> Option<K> {
        self.add.iter().chain(&self.end).nth(line).copied()
    }
}

impl<K> Default for Draft<K> {
    fn default() -> Self {
        Self { wanted: BTreeMap::new() }
    }
}

impl<K: Ord + Copy> Draft<K> {
    pub fn wants(&self, cell: K, in_force: bool) -> bool {
        self.wanted.get(&cell).copied().unwrap_or(in_force)
    }

    pub fn toggle(&mut self, cell: K, in_force: bool) {
        let wanted = !self.wants(cell, in_force);
        if wanted == in_force {
            self.wanted.remove(&cell);
        } else {
            self.wanted.insert(cell, wanted);
        }
    }

    pub fn pending(&self, in_force: impl Fn(K) -> bool) -> Pending<K> {
        let cells = |wanted: bool| {
            let all = self.wanted.iter().filter(move |(_, to)| **to == wanted).map(|(cell, _)| *cell);
            all.filter(|cell| in_force(*cell) != wanted).collect()
        };
        Pending { add: cells(true), end: cells(false) }
    }

    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toggling_twice_leaves_nothing() {
        let mut draft = Draft::default();
        let in_force = |cell: u8| cell == 1;
        for cell in [1, 2, 2, 3] {
            draft.toggle(cell, in_force(cell));
        }
        assert_eq!(draft.pending(in_force), Pending { add: vec![3], end: vec![1] });
        assert_eq!(draft.pending(in_force).cell(1), Some(1));
        assert_eq!(draft.pending(|_| true), Pending { add: vec![], end: vec![1] }, "another day, another state");
        draft.toggle(1, true);
        draft.toggle(3, false);
        assert!(draft.is_empty());
    }
}
