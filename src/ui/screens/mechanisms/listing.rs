//! One list of the page: its filter, its table, and the record that is open.

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use crate::{
    domain::plan,
    ops::{OpResult, Workspace},
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::patrols::ledger::trouble,
        theme,
        widgets::{
            choice::segments,
            empty::Empty,
            link,
            page::filter_bar,
            search_box::search_box,
            table::{Column, Row, Table, TableState},
        },
    },
};

/// What a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub year: i32,
    pub day: NaiveDate,
    pub text: String,
    /// Place among the choices of the filter.
    pub choice: usize,
    /// Place among the choices of the list's own parts.
    pub part: usize,
}

impl Asked {
    /// Whether one of the words holds what is searched for.
    pub fn finds(&self, words: &[&str]) -> bool {
        self.text.is_empty() || words.iter().any(|word| word.contains(&self.text))
    }
}

/// The lines that were found, with their rows.
pub struct Found<T> {
    pub lines: Vec<T>,
    pub rows: Vec<Row>,
    /// What the list says in sum: 「应报备 11 个 …」.
    pub summary: String,
}

/// How a list looks.
pub struct Look<T> {
    pub key: &'static str,
    pub name: &'static str,
    pub search: &'static str,
    /// Parts of the list, one of them shown; none where there is only one.
    pub parts: &'static [&'static str],
    pub choices: &'static [&'static str],
    pub columns: fn() -> Vec<Column>,
    pub read: fn(&Workspace, &Asked) -> OpResult<Found<T>>,
    /// Title and hint of the empty list.
    pub empty: (&'static str, &'static str),
    /// Clauses behind 「依据」.
    pub clauses: &'static [u32],
}

pub struct Listing<T> {
    text: String,
    choice: usize,
    pub part: usize,
    table: TableState,
    columns: Vec<Column>,
    loaded: Loaded<Asked, OpResult<Found<T>>>,
    open: Option<i64>,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self {
            text: String::new(),
            choice: 0,
            part: 0,
            table: TableState::default(),
            columns: Vec::new(),
            loaded: Loaded::default(),
            open: None,
        }
    }
}

impl<T: Send + 'static> Listing<T> {
    pub fn invalidate(&mut self) {
        self.loaded.invalidate();
    }

    /// The line whose record is open.
    pub fn opened(&self) -> Option<&T> {
        let open = self.open?;
        let found = self.loaded.shown()?.as_ref().ok()?;
        let place = found.rows.iter().position(|row| row.id == open)?;
        found.lines.get(place)
    }

    pub fn close(&mut self) {
        self.open = None;
        self.table.clear();
    }

    /// Lists one choice of the filter, with nothing open.
    pub fn list(&mut self, choice: usize) {
        (self.choice, self.open) = (choice, None);
        self.text.clear();
    }

    /// Opens a record, whatever the filter was.
    pub fn open(&mut self, id: i64) {
        (self.choice, self.open) = (0, Some(id));
        self.text.clear();
        self.table.select([id]);
    }

    /// Lists one choice of the filter and nothing else.
    pub fn choose(&mut self, choice: usize) {
        self.close();
        (self.choice, self.text) = (choice, String::new());
    }

    /// Shows filter and table.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, look: &Look<T>) {
        if self.columns.is_empty() {
            self.columns = (look.columns)();
        }
        let asked = Asked {
            year: cx.year,
            day: cx.as_of,
            text: self.text.trim().to_owned(),
            choice: self.choice,
            part: self.part,
        };
        let read = look.read;
        cx.load(&mut self.loaded, asked.clone(), move |ws, asked| read(ws, &asked));
        self.filter(ui, look);
        let found = match self.loaded.shown() {
            Some(Err(fault)) => return trouble(ui, &fault.notice()),
            Some(Ok(found)) => Some(found),
            None => None,
        };
        let unfiltered = asked.text.is_empty() && asked.choice == 0;
        let (title, hint) = if unfiltered {
            look.empty
        } else {
            ("没有符合条件的记录", "请换一个写法，或选「全部」")
        };
        let icon = if unfiltered { Icon::Mechanism } else { Icon::Search };
        cx.keep_widths(look.key, &mut self.table, ui);
        let mut table = Table::new(look.key, look.name, &self.columns).single().empty(Empty::new(icon, title, hint));
        if let Some(found) = found {
            table = table.total(found.rows.len());
        }
        let out = table.show(ui, &mut self.table, |place| found.and_then(|found| found.rows.get(place)));
        if let Some(id) = out.clicked.or(out.opened) {
            self.open = Some(id);
        }
    }

    fn filter(&mut self, ui: &mut Ui, look: &Look<T>) {
        filter_bar(ui, |ui| {
            if !look.parts.is_empty() {
                pick(ui, &mut self.part, look.parts);
                ui.add_space(theme::GAP);
            }
            pick(ui, &mut self.choice, look.choices);
            search_box(ui, &mut self.text, look.search, 220.0);
        });
        ui.horizontal(|ui| {
            for clause in look.clauses.iter().filter_map(|line| plan::clause(*line)) {
                link::basis(ui, &clause.into(), false);
            }
            if let Some(Ok(found)) = self.loaded.shown() {
                ui.add(Label::new(RichText::new(&found.summary).small().color(theme::palette(ui).quiet)).truncate());
            }
        });
        ui.add_space(2.0);
    }
}

/// One of a few words by its place.
fn pick(ui: &mut Ui, chosen: &mut usize, words: &'static [&'static str]) {
    let places: Vec<usize> = (0..words.len()).collect();
    segments(ui, chosen, &places, |place| words[*place]);
}
