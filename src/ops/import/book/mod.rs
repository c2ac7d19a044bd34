//! Everything that names in a file can mean, read once, so that ten thousand rows do not ask ten thousand times.

mod offices;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::{
    domain::{
        date::chinese,
        grid::Level,
        id::{self, GridId, PersonId, UnitId},
        import::clean,
        roster::Role,
    },
    ops::{OpFault, OpResult, Tx},
    store::{GridRow, PersonRow, PostRow, UnitRow},
};

/// How many candidates a fault lists.
const LISTED: usize = 6;

#[derive(Default)]
pub struct Book {
    /// The day whose names are known to whoever writes a file.
    today: NaiveDate,
    versions: Vec<GridRow>,
    by_grid: HashMap<GridId, Vec<usize>>,
    /// Names, aliases and codes.
    grid_words: HashMap<String, Vec<usize>>,
    units: HashMap<UnitId, UnitRow>,
    unit_words: HashMap<String, Vec<UnitId>>,
    /// Names that units bore before, with the unit.
    former_names: HashMap<String, UnitId>,
    grid_units: HashMap<GridId, Vec<UnitId>>,
    posts: HashMap<UnitId, Vec<PostRow>>,
    titles: HashMap<String, Vec<UnitId>>,
    people: HashMap<String, Vec<PersonRow>>,
    /// People that this file brought, with the row that did.
    made: HashMap<PersonId, u32>,
    /// People that the row at work brought.
    fresh: Vec<PersonRow>,
    /// Who the file names for a role of a grid.
    pub listed: HashMap<(GridId, Role), Vec<Listed>>,
    /// The grids whoever imports is limited to; `None` for the whole district.
    pub own: Option<HashSet<GridId>>,
}

/// A person that the file names for a role, and what it says about whom they follow and in which 身份.
pub struct Listed {
    pub name: String,
    pub before: String,
    /// 身份: 村委会副主任, 社长.
    pub title: String,
}

impl Book {
    pub fn load(tx: &Tx<'_>) -> OpResult<Self> {
        let scope = tx.operator.scope.map(|scope| tx.store.subtree_at(scope, tx.today)).transpose()?;
        let own = scope.map(HashSet::from_iter);
        let mut book = Self { today: tx.today, own, ..Self::default() };
        for version in tx.store.all_grid_versions()? {
            book.add_version(version);
        }
        for unit in tx.store.units()? {
            book.put_unit(unit);
        }
        // Files of earlier years call a unit as it was called then.
        for former in tx.store.all_former_unit_names()? {
            book.know_unit([&former.name, &former.full_name], former.unit);
            book.former_names.insert(clean::joined(&former.name), former.unit);
        }
        for post in tx.store.all_posts(tx.today)? {
            book.put_post(post);
        }
        for person in tx.store.people("", 0, u32::MAX)? {
            book.people.entry(person.name.clone()).or_default().push(person);
        }
        Ok(book)
    }

    fn add_version(&mut self, version: GridRow) {
        let place = self.versions.len();
        let facts = &version.facts;
        let words = [&facts.name, &facts.stat_code, &facts.civil_code].into_iter().chain(&facts.aliases);
        for word in words.filter(|word| !word.is_empty()) {
            let places = self.grid_words.entry(clean::joined(word)).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        self.by_grid.entry(version.id).or_default().push(place);
        self.versions.push(version);
    }

    /// Reads a grid anew after it was added or corrected.
    pub fn refresh_grid(&mut self, tx: &Tx<'_>, grid: GridId) -> OpResult<()> {
        for place in self.by_grid.remove(&grid).unwrap_or_default() {
            for places in self.grid_words.values_mut() {
                places.retain(|known| *known != place);
            }
        }
        for version in tx.store.grid_versions(grid)? {
            self.add_version(version);
        }
        Ok(())
    }

    pub fn put_unit(&mut self, unit: UnitRow) {
        self.know_unit([&unit.name, &unit.full_name].into_iter().chain(&unit.aliases), unit.id);
        if let Some(grid) = unit.grid {
            let units = self.grid_units.entry(grid).or_default();
            if !units.contains(&unit.id) {
                units.push(unit.id);
            }
        }
        self.units.insert(unit.id, unit);
    }

    /// Notes what a unit may be called.
    fn know_unit<'w>(&mut self, words: impl IntoIterator<Item = &'w String>, unit: UnitId) {
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            let units = self.unit_words.entry(clean::joined(word)).or_default();
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
    }

    pub fn put_post(&mut self, post: PostRow) {
        let units = self.titles.entry(clean::joined(&post.title)).or_default();
        if !units.contains(&post.unit) {
            units.push(post.unit);
        }
        let posts = self.posts.entry(post.unit).or_default();
        posts.retain(|known| known.id != post.id);
        posts.push(post);
    }

    // Grids.

    fn at(&self, grid: GridId, day: NaiveDate) -> Option<&GridRow> {
        let places = self.by_grid.get(&grid)?;
        places.iter().map(|place| &self.versions[*place]).find(|version| version.period.contains(day))
    }

    pub fn root(&self, day: NaiveDate) -> Option<&GridRow> {
        self.versions.iter().find(|version| version.level == Level::District && version.period.contains(day))
    }

    /// A grid of a day by id, code, name, alias, path, or names written as one; `above` narrows it down. One that is called
    /// otherwise on the day is also found as it is called today: a reform does not change what a list of today names.
    ///
    /// # Errors
    /// A fault of `field`: nothing found, with near names, or several, with their paths.
    pub fn grid(&self, field: &'static str, text: &str, above: &[String], day: NaiveDate) -> OpResult<GridRow> {
        if let Some(found) = id::from_text(text).and_then(|id| self.at(GridId(id), day)) {
            return Ok(found.clone());
        }
        let mut parts: Vec<String> = text.split(['/', '／', '>', '\\']).map(clean::joined).collect();
        parts.retain(|part| !part.is_empty());
        let Some(name) = parts.pop() else { return Err(OpFault::field(field, "请填写网格")) };
        let over: Vec<String> = above.iter().cloned().chain(parts).collect();
        let mut found = self.called(&name, &over, day);
        if found.is_empty() {
            found = self.written_as_one(&name, &over, day);
        }
        if found.is_empty() {
            found = self.called_since(&name, &over, day);
        }
        match found.as_slice() {
            [one] => Ok((*one).clone()),
            [] => Err(self.no_grid(field, text, &name, &over, day)),
            several => {
                let paths: Vec<_> = several.iter().take(LISTED).map(|row| self.path(row, day)).collect();
                let more = if several.len() > LISTED { "等" } else { "" };
                let message = format!("名为「{text}」的网格有多个，请写明是哪一个：{}{more}", paths.join("、"));
                Err(OpFault::field(field, message))
            }
        }
    }

    fn called(&self, name: &str, over: &[String], day: NaiveDate) -> Vec<&GridRow> {
        let places = self.grid_words.get(name).map_or(&[][..], Vec::as_slice);
        let all = places.iter().map(|place| &self.versions[*place]);
        all.filter(|row| row.period.contains(day) && over.iter().all(|word| self.lies_below(row, word, day))).collect()
    }

    /// The grids of a day by what they are called after it: a list of duties that began before a 区划调整 gives the
    /// present name and place of their grids.
    fn called_since(&self, name: &str, over: &[String], day: NaiveDate) -> Vec<&GridRow> {
        let places = self.grid_words.get(name).map_or(&[][..], Vec::as_slice);
        let later = places.iter().map(|place| &self.versions[*place]).filter(|row| row.period.reaches(day));
        let placed = later.filter(|row| {
            let days = [row.period.from, self.today];
            let mut in_force = days.iter().filter(|day| row.period.contains(**day));
            in_force.any(|day| over.iter().all(|word| self.lies_below(row, word, *day)))
        });
        let mut found: Vec<&GridRow> = placed.filter_map(|row| self.at(row.id, day)).collect();
        found.sort_by_key(|row| row.id);
        found.dedup_by_key(|row| row.id);
        found
    }

    /// 「罕台镇撖家塔村」: the names of a grid and of one above it without a stroke between them.
    fn written_as_one(&self, text: &str, over: &[String], day: NaiveDate) -> Vec<&GridRow> {
        let mut found: Vec<&GridRow> = Vec::new();
        for (cut, _) in text.char_indices().skip(1) {
            let (before, name) = text.split_at(cut);
            if self.grid_words.contains_key(before) || self.root(day).is_some_and(|root| root.facts.name == before) {
                let mut words = over.to_vec();
                words.push(before.to_owned());
                let mut here = self.called(name, &words, day);
                if here.is_empty() {
                    here = self.written_as_one(name, &words, day);
                }
                found.extend(here);
            }
        }
        found.sort_by_key(|row| row.id);
        found.dedup_by_key(|row| row.id);
        found
    }

    /// Whether a grid above this one (or it itself, for a column that repeats it) is called `word`.
    fn lies_below(&self, row: &GridRow, word: &str, day: NaiveDate) -> bool {
        let called = |row: &GridRow| {
            let facts = &row.facts;
            [&facts.name, &facts.stat_code, &facts.civil_code]
                .into_iter()
                .chain(&facts.aliases)
                .any(|own| !own.is_empty() && clean::joined(own) == word)
        };
        let mut step = Some(row);
        for _ in Level::ALL {
            match step {
                Some(here) if called(here) => return true,
                Some(here) => step = here.facts.parent.and_then(|parent| self.at(parent, day)),
                None => return false,
            }
        }
        false
    }

    fn no_grid(&self, field: &'static str, text: &str, name: &str, over: &[String], day: NaiveDate) -> OpFault {
        let elsewhen = self.grid_words.get(name).and_then(|places| places.last()).map(|place| &self.versions[*place]);
        if let Some(row) = elsewhen.filter(|row| !row.period.contains(day) && self.at(row.id, day).is_none()) {
            let (name, time) = (&row.facts.name, row.period.chinese());
            return OpFault::field(field, format!("「{name}」在{}不存在（{time}），请核对日期", chinese(day)));
        }
        if let [first, ..] = self.called(name, &[], day).as_slice() {
            let path = self.path(first, day);
            return OpFault::field(field, format!("「{}」下面没有「{text}」，是不是：{path}", over.join("/")));
        }
        let near = |row: &&GridRow| {
            let own = &row.facts.name;
            own.contains(name) || (name.chars().count() > 1 && name.contains(own.as_str())) || differ_by_one(own, name)
        };
        let rows = self.versions.iter().filter(|row| row.period.contains(day)).filter(near).take(LISTED);
        let near: Vec<_> = rows.map(|row| self.path(row, day)).collect();
        let hint = if near.is_empty() {
            "请核对名称，或先导入网格".to_owned()
        } else {
            format!("是不是：{}", near.join("、"))
        };
        OpFault::field(field, format!("没有名为「{text}」的网格，{hint}"))
    }

    /// 「罕台镇/撖家塔村」, without the district.
    pub fn path(&self, row: &GridRow, day: NaiveDate) -> String {
        let mut names = vec![row.facts.name.clone()];
        let mut parent = row.facts.parent;
        while let Some(above) = parent.and_then(|parent| self.at(parent, day)) {
            if above.level == Level::District || names.len() > Level::ALL.len() {
                break;
            }
            names.push(above.facts.name.clone());
            parent = above.facts.parent;
        }
        names.reverse();
        names.join("/")
    }

    // People.

    pub fn people_named(&self, name: &str) -> &[PersonRow] {
        self.people.get(name).map_or(&[], Vec::as_slice)
    }

    pub fn person(&self, id: PersonId) -> Option<&PersonRow> {
        self.people.values().flatten().find(|person| person.id == id)
    }

    /// A person that the row at work brought.
    pub fn add_person(&mut self, person: PersonRow) {
        self.fresh.push(person.clone());
        self.people.entry(person.name.clone()).or_default().push(person);
    }

    /// A person whose facts changed.
    pub fn put_person(&mut self, person: PersonRow) {
        for namesakes in self.people.values_mut() {
            namesakes.retain(|known| known.id != person.id);
        }
        self.people.entry(person.name.clone()).or_default().push(person);
    }

    /// The row of this file that brought a person.
    pub fn brought_by(&self, person: PersonId) -> Option<u32> {
        self.made.get(&person).copied()
    }

    /// Whether the row at work or another of this file brought them.
    pub fn is_fresh(&self, person: PersonId) -> bool {
        self.made.contains_key(&person) || self.fresh.iter().any(|fresh| fresh.id == person)
    }

    pub fn keep_line(&mut self, line: u32) {
        for person in self.fresh.drain(..) {
            self.made.insert(person.id, line);
        }
    }

    pub fn forget_line(&mut self) {
        for person in self.fresh.drain(..) {
            if let Some(namesakes) = self.people.get_mut(&person.name) {
                namesakes.retain(|known| known.id != person.id);
            }
        }
    }
}

/// Whether two names of one length differ in one character: a slip of the hand.
fn differ_by_one(one: &str, other: &str) -> bool {
    one.chars().count() == other.chars().count()
        && one.chars().count() > 2
        && one.chars().zip(other.chars()).filter(|(one, other)| one != other).count() == 1
}
