//! What the columns of a file mean: which row is the header, which column fills which field, and the rows that come of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Book, EXAMPLE, ExchangeFault, ORIGIN, PROBLEM, Sheet, SheetRow, sheet::letters};
use crate::domain::import::{Field, ImportKind, Mapping, Row, What, clean};

/// How many rows are looked through for the header.
const HEADER_WITHIN: usize = 40;

/// Where the value of a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Column(usize),
    /// The same for every row: the date in the title, the unit that the file is about.
    Fixed(String),
}

/// How one sheet is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetPlan {
    /// Whether its rows are taken.
    pub take: bool,
    /// The place of the header among the rows of the sheet.
    pub header: usize,
    pub sources: BTreeMap<&'static str, Source>,
    /// Fields whose blank cells mean what stands above, as where a name is written once for the rows below it.
    pub carried: BTreeSet<&'static str>,
}

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub kind: ImportKind,
    /// One for each sheet of the file.
    pub sheets: Vec<SheetPlan>,
}

/// The rows of a file as they are to be brought in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    pub rows: Vec<Row>,
    /// Rows below the header that are no records: titles, sums, remarks, the example of the template.
    pub skipped: usize,
}

impl Plan {
    /// What the headings say. Sheets are taken whose headings name every required field; when there is none, the one
    /// whose headings name most.
    pub fn guess(kind: ImportKind, book: &Book) -> Self {
        let mut sheets: Vec<SheetPlan> = book.sheets.iter().map(|sheet| SheetPlan::guess(kind, sheet)).collect();
        if !sheets.iter().any(|sheet| sheet.take) {
            let best = sheets.iter_mut().max_by_key(|sheet| sheet.sources.len());
            if let Some(best) = best.filter(|sheet| !sheet.sources.is_empty()) {
                best.take = true;
            }
        }
        Self { kind, sheets }
    }

    /// Takes only the sheet of this name.
    ///
    /// # Errors
    /// There is none; the message names those that are there.
    pub fn only(&mut self, book: &Book, name: &str) -> Result<(), ExchangeFault> {
        let Some(place) = book.sheets.iter().position(|sheet| sheet.name == name.trim()) else {
            let known: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
            return Err(ExchangeFault::no_sheet(name, &known));
        };
        for (at, sheet) in self.sheets.iter_mut().enumerate() {
            sheet.take = at == place;
        }
        Ok(())
    }

    /// Fills a field from a column, named by its heading or letter, in every sheet that has it.
    ///
    /// # Errors
    /// No sheet has such a column.
    pub fn map(&mut self, book: &Book, column: &str, field: &Field) -> Result<(), ExchangeFault> {
        let mut found = false;
        for (plan, sheet) in self.sheets.iter_mut().zip(&book.sheets) {
            if let Some(place) = plan.column_called(sheet, column) {
                plan.set(field.id, Some(Source::Column(place)));
                found = true;
            }
        }
        if found {
            // Where no heading was known, the sheets with the named columns are the ones that are meant.
            if !self.sheets.iter().any(|sheet| sheet.take) {
                self.sheets.iter_mut().for_each(|sheet| sheet.take = !sheet.sources.is_empty());
            }
            return Ok(());
        }
        let taken = self.sheets.iter().zip(&book.sheets).find(|(plan, _)| plan.take);
        let known = taken.map(|(plan, sheet)| plan.headings(sheet).join("、")).unwrap_or_default();
        Err(ExchangeFault {
            title: format!("表头里没有「{column}」这一列"),
            next: format!("可选：{known}；也可以写列号，例如 B。"),
            detail: String::new(),
        })
    }

    /// Gives a field the same value in every row.
    pub fn fix(&mut self, field: &Field, value: &str) {
        for plan in &mut self.sheets {
            plan.set(field.id, Some(Source::Fixed(value.to_owned())));
        }
    }

    /// Takes the blank cells of a field for what stands above them, wherever a column fills it.
    pub fn carry(&mut self, field: &Field) {
        for plan in self.sheets.iter_mut().filter(|plan| plan.column_of(field.id).is_some()) {
            plan.carried.insert(field.id);
        }
    }

    /// How the first taken sheet is read, by its headings: kept so that the next file of the source is read the same way.
    pub fn mapping(&self, book: &Book) -> Mapping {
        let mut mapping = Mapping::default();
        let Some((plan, sheet)) = self.sheets.iter().zip(&book.sheets).find(|(plan, _)| plan.take) else {
            return mapping;
        };
        let headings = plan.headings(sheet);
        for (field, source) in &plan.sources {
            match source {
                Source::Column(column) => {
                    if let Some(heading) = headings.get(*column) {
                        mapping.columns.insert(heading.clone(), (*field).to_owned());
                    }
                }
                Source::Fixed(text) => drop(mapping.fixed.insert((*field).to_owned(), text.clone())),
            }
        }
        mapping.carried = plan.carried.iter().map(|field| (*field).to_owned()).collect();
        mapping
    }

    /// Reads every sheet as a kept mapping says that has its headings; answers whether there is one.
    pub fn follow(&mut self, book: &Book, mapping: &Mapping) -> bool {
        let kind = self.kind;
        let followed: Vec<Option<SheetPlan>> =
            book.sheets.iter().map(|sheet| SheetPlan::following(kind, sheet, mapping)).collect();
        let found = followed.iter().any(Option::is_some);
        if found {
            for (plan, followed) in self.sheets.iter_mut().zip(followed) {
                match followed {
                    Some(followed) => *plan = followed,
                    None => plan.take = false,
                }
            }
        }
        found
    }

    /// The required fields that a taken sheet leaves empty, with the sheet.
    pub fn missing<'b>(&self, book: &'b Book) -> Vec<(&'b str, Vec<&'static Field>)> {
        let taken = self.sheets.iter().zip(&book.sheets).filter(|(plan, _)| plan.take);
        taken
            .map(|(plan, sheet)| (sheet.name.as_str(), plan.missing(self.kind)))
            .filter(|(_, missing)| !missing.is_empty())
            .collect()
    }

    /// The rows of the taken sheets.
    ///
    /// # Errors
    /// No sheet is taken, or none of the headings means anything.
    pub fn rows(&self, book: &Book) -> Result<Rows, ExchangeFault> {
        let taken: Vec<_> = self.sheets.iter().zip(&book.sheets).filter(|(plan, _)| plan.take).collect();
        if taken.iter().all(|(plan, _)| plan.sources.is_empty()) {
            let wanted = self.kind.fields().iter().filter(|field| field.required).map(|field| field.label);
            return Err(ExchangeFault::no_header(self.kind.label(), &wanted.collect::<Vec<_>>().join("、")));
        }
        let mut all = Rows::default();
        for (plan, sheet) in &taken {
            let name = if taken.len() > 1 { sheet.name.as_str() } else { "" };
            plan.read(self.kind, sheet, name, &mut all);
        }
        Ok(all)
    }
}

impl SheetPlan {
    /// Finds the header and what its headings mean.
    pub fn guess(kind: ImportKind, sheet: &Sheet) -> Self {
        let mut best = Self::default();
        for place in 0..sheet.rows.len().min(HEADER_WITHIN) {
            let plan = Self::at(kind, sheet, place);
            // Of a header over two rows the lower one counts.
            let below = place == best.header + 1 && plan.sources.len() == best.sources.len();
            if !plan.sources.is_empty() && (plan.sources.len() > best.sources.len() || below) {
                best = plan;
            }
        }
        best.take = best.missing(kind).is_empty() && !best.sources.is_empty();
        best
    }

    /// How a kept mapping reads a sheet; `None` when no row has its headings.
    fn following(kind: ImportKind, sheet: &Sheet, mapping: &Mapping) -> Option<Self> {
        let fits = |header: &usize| mapping.fits(&Self { header: *header, ..Self::default() }.headings(sheet));
        let header = (0..sheet.rows.len().min(HEADER_WITHIN)).find(fits)?;
        let mut plan = Self { take: true, header, ..Self::default() };
        for (heading, field) in &mapping.columns {
            if let (Some(column), Some(field)) = (plan.column_called(sheet, heading), kind.field(field)) {
                plan.sources.insert(field.id, Source::Column(column));
            }
        }
        for (field, text) in &mapping.fixed {
            if let Some(field) = kind.field(field) {
                plan.sources.insert(field.id, Source::Fixed(text.clone()));
            }
        }
        plan.carried = mapping.carried.iter().filter_map(|field| Some(kind.field(field)?.id)).collect();
        Some(plan)
    }

    /// Takes the headings of one row.
    pub fn at(kind: ImportKind, sheet: &Sheet, header: usize) -> Self {
        let mut plan = Self { take: true, header, ..Self::default() };
        let Some(row) = sheet.rows.get(header).filter(|row| !row.banner) else { return plan };
        for (column, heading) in row.cells.iter().enumerate() {
            if let Some(field) = kind.field_headed(heading) {
                plan.sources.entry(field.id).or_insert(Source::Column(column));
            }
        }
        plan
    }

    /// Sets or clears where a field comes from; a column fills one field.
    pub fn set(&mut self, field: &'static str, source: Option<Source>) {
        if let Some(Source::Column(_)) = &source {
            self.sources.retain(|_, known| Some(&*known) != source.as_ref());
        }
        self.carried.remove(field);
        match source {
            Some(source) => self.sources.insert(field, source),
            None => self.sources.remove(field),
        };
    }

    pub fn missing(&self, kind: ImportKind) -> Vec<&'static Field> {
        kind.fields().iter().filter(|field| field.required && !self.sources.contains_key(field.id)).collect()
    }

    /// The headings, with the letters of columns that have none.
    pub fn headings(&self, sheet: &Sheet) -> Vec<String> {
        let row = sheet.rows.get(self.header);
        (0..sheet.width())
            .map(|column| match row.map(|row| clean::cell(row.cell(column))) {
                Some(text) if !text.is_empty() => text,
                _ => format!("{} 列", letters(column)),
            })
            .collect()
    }

    fn column_called(&self, sheet: &Sheet, name: &str) -> Option<usize> {
        let wanted = clean::heading(name);
        let by_heading = self.headings(sheet).iter().position(|heading| clean::heading(heading) == wanted);
        let upper = name.trim().to_ascii_uppercase();
        by_heading.or_else(|| (0..sheet.width()).find(|column| letters(*column) == upper))
    }

    /// Some values of a column below the header, to recognise it by.
    pub fn samples<'s>(&self, sheet: &'s Sheet, column: usize, count: usize) -> Vec<&'s str> {
        let below = sheet.rows.iter().skip(self.header + 1).filter(|row| !row.banner);
        below.map(|row| row.cell(column)).filter(|cell| !cell.is_empty()).take(count).collect()
    }

    /// Whether a row below the header is a record.
    fn is_record(&self, sheet: &Sheet, row: &SheetRow) -> bool {
        if row.banner {
            return false;
        }
        let first = row.cells.iter().map(String::as_str).find(|cell| !cell.trim().is_empty()).unwrap_or_default();
        if first.trim() == EXAMPLE || clean::is_no_record(first) {
            return false;
        }
        let mut mapped = 0;
        let mut headings = 0;
        let header = sheet.rows.get(self.header);
        for column in self.columns() {
            let text = row.cell(column);
            mapped += usize::from(!text.trim().is_empty());
            let same = header.is_some_and(|header| clean::heading(header.cell(column)) == clean::heading(text));
            headings += usize::from(same && !text.trim().is_empty());
        }
        // The header again: of a printed page, or the second row of a merged one.
        mapped > 0 && (headings == 0 || headings * 2 < mapped)
    }

    fn columns(&self) -> impl Iterator<Item = usize> {
        self.sources.values().filter_map(|source| match source {
            Source::Column(column) => Some(*column),
            Source::Fixed(_) => None,
        })
    }

    fn read(&self, kind: ImportKind, sheet: &Sheet, name: &str, all: &mut Rows) {
        let mut before: BTreeMap<&str, String> = BTreeMap::new();
        for row in sheet.rows.iter().skip(self.header + 1) {
            if !self.is_record(sheet, row) {
                all.skipped += 1;
                continue;
            }
            let mut values = BTreeMap::new();
            for field in kind.fields() {
                let Some(source) = self.sources.get(field.id) else { continue };
                let text = match source {
                    Source::Fixed(text) => text.clone(),
                    Source::Column(column) if clean::is_ditto(row.cell(*column)) => {
                        before.get(field.id).cloned().unwrap_or_default()
                    }
                    Source::Column(column) => match settled(field, row.cell(*column)) {
                        blank if blank.is_empty() && self.carried.contains(field.id) => {
                            before.get(field.id).cloned().unwrap_or_default()
                        }
                        text => text,
                    },
                };
                before.insert(field.id, text.clone());
                if !text.is_empty() {
                    values.insert(field.id.to_owned(), text);
                }
            }
            all.rows.push(Row { sheet: name.to_owned(), line: row.number, values });
        }
    }

    /// The column that a field is read from.
    pub fn column_of(&self, field: &str) -> Option<usize> {
        match self.sources.get(field) {
            Some(Source::Column(column)) => Some(*column),
            _ => None,
        }
    }

    /// The columns of the file itself, without those that a file of refused rows added.
    pub(super) fn own_columns(&self, sheet: &Sheet) -> Vec<usize> {
        let headings = self.headings(sheet);
        (0..sheet.width()).filter(|column| ![PROBLEM, ORIGIN].contains(&headings[*column].as_str())).collect()
    }
}

/// A cell as its field reads it; what cannot be read stays as it is, to be quoted.
fn settled(field: &Field, text: &str) -> String {
    match field.what {
        What::Name => clean::name(text),
        What::Code => clean::code(text),
        What::Grid { many: true } => text.trim().to_owned(),
        _ => clean::cell(text),
    }
}
