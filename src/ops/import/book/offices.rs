//! What the names of units and posts mean.

use chrono::NaiveDate;

use super::{Book, LISTED, differ_by_one};
use crate::{
    domain::{id::UnitId, import::clean},
    ops::{OpFault, OpResult},
    store::{GridRow, PostRow, UnitRow},
};

impl Book {
    pub fn unit(&self, unit: UnitId) -> Option<&UnitRow> {
        self.units.get(&unit)
    }

    /// The unit that was called so before.
    pub fn unit_formerly(&self, name: &str) -> Option<&UnitRow> {
        self.former_names.get(&clean::joined(name)).and_then(|unit| self.units.get(unit))
    }

    /// The units of this name; by their own names, or by the grid they govern.
    pub fn units_called(&self, text: &str, day: NaiveDate) -> Vec<UnitId> {
        let text = clean::joined(text);
        if let Some(units) = self.unit_words.get(&text) {
            return units.clone();
        }
        let governed = |row: &&GridRow| self.grid_units.get(&row.id).cloned().unwrap_or_default();
        let mut grids = self.called(&text, &[], day);
        if grids.is_empty() {
            grids = self.written_as_one(&text, &[], day);
        }
        grids.iter().flat_map(governed).collect()
    }

    /// Units with names like this, for faults.
    pub fn units_near(&self, text: &str) -> String {
        let near = self
            .units
            .values()
            .filter(|unit| unit.name.contains(text) || text.contains(&unit.name) || differ_by_one(&unit.name, text));
        let mut names: Vec<_> = near.map(|unit| unit.name.clone()).collect();
        names.sort();
        names.truncate(LISTED);
        if names.is_empty() {
            "请核对名称，或先导入单位".to_owned()
        } else {
            format!("是不是：{}", names.join("、"))
        }
    }

    /// The post that unit and title mean on a day; the title may begin with the unit.
    ///
    /// # Errors
    /// Faults of `unit` or `post`.
    pub fn post(&self, unit: &str, title: &str, day: NaiveDate) -> OpResult<PostRow> {
        let title = clean::joined(title);
        let mut found = Vec::new();
        if unit.is_empty() {
            self.posts_written_as_one(&title, day, &mut found);
        } else {
            let units = self.units_called(unit, day);
            if units.is_empty() {
                let message = format!("单位名单里没有「{unit}」，{}", self.units_near(unit));
                return Err(OpFault::field("unit", message));
            }
            for unit in &units {
                found.extend(self.posts_titled(*unit, &title));
            }
            if found.is_empty() {
                let mut anywhere = Vec::new();
                self.posts_written_as_one(&title, day, &mut anywhere);
                found.extend(anywhere.into_iter().filter(|post| units.contains(&post.unit)));
            }
            if found.is_empty() {
                return Err(self.no_post(&units, unit, &title, day));
            }
        }
        // Abolished posts of the same name give way to the one of the day.
        if found.iter().any(|post| post.period.contains(day)) {
            found.retain(|post| post.period.contains(day));
        }
        found.sort_by_key(|post| post.id);
        found.dedup_by_key(|post| post.id);
        match found.as_slice() {
            [one] => Ok((*one).clone()),
            [] => Err(OpFault::field("post", format!("没有职务「{title}」，请写明单位，或先导入职务"))),
            several => {
                let named: Vec<_> =
                    several.iter().take(LISTED).map(|post| format!("{}{}", post.unit_name, post.title)).collect();
                let message = format!("职务「{title}」有多个，请写明单位：{}", named.join("、"));
                Err(OpFault::field("post", message))
            }
        }
    }

    fn posts_titled<'b>(&'b self, unit: UnitId, title: &'b str) -> impl Iterator<Item = &'b PostRow> {
        let posts = self.posts.get(&unit).map_or(&[][..], Vec::as_slice);
        posts.iter().filter(move |post| clean::joined(&post.title) == title)
    }

    /// Posts by unit and title in one word; by the title alone where no unit is written.
    fn posts_written_as_one<'b>(&'b self, text: &'b str, day: NaiveDate, found: &mut Vec<&'b PostRow>) {
        for (cut, _) in text.char_indices().skip(1) {
            let (before, title) = text.split_at(cut);
            if self.titles.contains_key(title) {
                for unit in self.units_called(before, day) {
                    found.extend(self.posts_titled(unit, title));
                }
            }
        }
        if found.is_empty() {
            for unit in self.titles.get(text).map_or(&[][..], Vec::as_slice) {
                found.extend(self.posts_titled(*unit, text));
            }
        }
    }

    fn no_post(&self, units: &[UnitId], unit: &str, title: &str, day: NaiveDate) -> OpFault {
        let own = units.iter().filter_map(|unit| self.posts.get(unit)).flatten();
        let titles: Vec<_> =
            own.filter(|post| post.period.contains(day)).take(LISTED).map(|post| post.title.as_str()).collect();
        let known =
            if titles.is_empty() { "还没有职务".to_owned() } else { format!("现有{}", titles.join("、")) };
        OpFault::field("post", format!("「{unit}」没有职务「{title}」（{known}），请核对，或先导入职务"))
    }

    /// The one post of this unit and title that is in force on a day.
    pub fn post_of(&self, unit: UnitId, title: &str, day: NaiveDate) -> Option<&PostRow> {
        let title = clean::joined(title);
        let posts = self.posts.get(&unit)?;
        posts.iter().find(|post| clean::joined(&post.title) == title && post.period.reaches(day))
    }
}
