//! 评比: ranks within a group, ties share the rank (1, 1, 3), open totals have none (G13).

use super::Tenths;

/// A rank beside what was ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<T> {
    pub rank: Option<u32>,
    pub entry: T,
}

/// Best total first; entries with equal totals keep their order, entries without a total come last.
pub fn rank<T>(entries: Vec<T>, total: impl Fn(&T) -> Option<Tenths>) -> Vec<Ranked<T>> {
    let mut sorted = entries;
    sorted.sort_by_key(|entry| std::cmp::Reverse(total(entry)));
    let totals: Vec<Option<Tenths>> = sorted.iter().map(&total).collect();
    sorted
        .into_iter()
        .zip(&totals)
        .map(|(entry, own)| {
            let rank = own.map(|own| 1 + totals.iter().flatten().filter(|other| **other > own).count() as u32);
            Ranked { rank, entry }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_totals_share_a_rank_and_the_next_is_skipped() {
        let entries = vec![("甲", Some(800)), ("乙", None), ("丙", Some(900)), ("丁", Some(800)), ("戊", Some(799))];
        let ranked = rank(entries, |entry| entry.1.map(Tenths));
        let shown: Vec<_> = ranked.iter().map(|r| (r.entry.0, r.rank)).collect();
        assert_eq!(shown, [("丙", Some(1)), ("甲", Some(2)), ("丁", Some(2)), ("戊", Some(4)), ("乙", None)]);
    }
}
