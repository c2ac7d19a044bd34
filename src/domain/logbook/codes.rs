//! Short codes: what can be written in a cell for what stands in it, and what is offered while one types.

use std::sync::LazyLock;

use super::{Book, Column};
use crate::domain::{
    patrol::{PatrolKind, WAYS},
    problem::{Behaviour, ProblemKind},
    search,
};

/// 天气: suggestions, not words of the plan.
pub const WEATHERS: [&str; 8] = ["晴", "多云", "阴", "小雨", "中雨", "雪", "大风", "扬沙"];

/// Something that can be chosen by its code, its name or its initials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub code: u32,
    /// What comes into the cell.
    pub text: String,
    /// What tells it from others.
    pub hint: String,
    pub key: String,
}

impl Choice {
    fn new(code: u32, text: &str) -> Self {
        Self { code, text: text.to_owned(), hint: String::new(), key: search::key(&[text]) }
    }

    /// How well typed text means this one: by code, by name or initials in full, by their beginning; `None` not at all.
    pub(super) fn rank(&self, typed: &str) -> Option<u8> {
        let typed = search::fold(typed);
        if typed.parse() == Ok(self.code) {
            return Some(0);
        }
        let number = typed.bytes().all(|byte| byte.is_ascii_digit());
        let mut words = self.key.split(' ');
        match () {
            () if number => self.code.to_string().starts_with(&typed).then_some(3),
            () if self.text == typed || words.clone().any(|word| word == typed) => Some(1),
            () if words.any(|word| word.starts_with(&typed)) => Some(2),
            () if self.key.contains(&typed) => Some(3),
            () => None,
        }
    }
}

/// 发现 codes from 1: the behaviours of L794 (R066), then the kinds that are no behaviour (L790, R057).
pub fn finding_codes() -> Vec<(u32, &'static str)> {
    let behaviours = Behaviour::ALL.iter().filter(|one| **one != Behaviour::Other).map(|one| one.label());
    let kinds = [ProblemKind::Abandoned, ProblemKind::NonGrain, ProblemKind::NonAgricultural, ProblemKind::SignDamage];
    (1..).zip(behaviours.chain(kinds.map(ProblemKind::label))).collect()
}

fn numbered<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<Choice> {
    (1..).zip(words).map(|(code, word)| Choice::new(code, word)).collect()
}

/// Choices that are the same in every village.
static KINDS: LazyLock<Vec<Choice>> = LazyLock::new(|| numbered(PatrolKind::ALL.map(PatrolKind::label)));
static HOW: LazyLock<Vec<Choice>> = LazyLock::new(|| numbered(WAYS));
static SKIES: LazyLock<Vec<Choice>> = LazyLock::new(|| numbered(WEATHERS));
static FINDINGS: LazyLock<Vec<Choice>> = LazyLock::new(|| numbered(finding_codes().into_iter().map(|(_, word)| word)));

/// What a column can hold by code; nothing for columns of free text.
pub(super) fn of(book: &Book, column: Column) -> Vec<Choice> {
    match column {
        Column::Kind => KINDS.clone(),
        Column::Way => HOW.clone(),
        Column::Weather => SKIES.clone(),
        Column::Found => FINDINGS.clone(),
        Column::Group => {
            let one = |group: &super::Group| Choice {
                code: group.code,
                text: group.name.clone(),
                hint: String::new(),
                key: group.key.clone(),
            };
            book.groups.iter().map(one).collect()
        }
        Column::People => {
            let one = |walker: &super::Walker| Choice {
                code: walker.code,
                text: walker.label.clone(),
                hint: walker.words.clone(),
                key: walker.key.clone(),
            };
            book.walkers.iter().map(one).collect()
        }
        Column::Day | Column::Time | Column::Action | Column::Note => Vec::new(),
    }
}

/// What parts several values in one cell, also on the number pad.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace() || "、，,；;/＋+.。".contains(c)
}

/// The part of a cell that is being typed, where a cell holds several: what stands before it, and it.
fn last_part(column: Column, text: &str) -> (&str, &str) {
    if !matches!(column, Column::People | Column::Found) {
        return ("", text);
    }
    let at = text.rfind(is_separator).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    text.split_at(at)
}

/// What is offered for typed text, the best first; each with the whole text of the cell once it is chosen.
pub fn choices(book: &Book, column: Column, typed: &str) -> Vec<(Choice, String)> {
    let (before, part) = last_part(column, typed);
    if part.trim().is_empty() || (column == Column::Found && !before.is_empty() && !is_codes(before)) {
        return Vec::new();
    }
    let number = part.bytes().all(|byte| byte.is_ascii_digit());
    // Where free text may stand, only what begins like it is offered: 「雨」 is not 「小雨」.
    let free = matches!(column, Column::Way | Column::Weather | Column::Found) && !number;
    let mut found: Vec<_> = of(book, column).into_iter().filter_map(|one| Some((one.rank(part)?, one))).collect();
    found.retain(|(rank, _)| !free || *rank < 3);
    found.sort_by_key(|(rank, one)| (*rank, one.code));
    let whole = |one: Choice| {
        let text = format!("{before}{}", one.text);
        (one, text)
    };
    found.into_iter().map(|(_, one)| whole(one)).collect()
}

/// Whether only codes stand in it.
fn is_codes(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || is_separator(c))
}
