//! The cells of one row, read by field; faults carry the field's name and are said in its words.

use chrono::NaiveDate;

use crate::{
    domain::{
        date,
        fault::{Fault, Faults},
        import::{Field, ImportKind, Row, clean},
    },
    ops::{OpFault, OpResult},
};

/// The fields of commands under the names of the columns they were filled from.
const MEANT: [(&str, &[&str]); 11] = [
    ("start", &["time"]),
    ("end", &["time"]),
    ("holder", &["person", "post"]),
    ("duty", &["person", "post"]),
    ("incumbency", &["person"]),
    ("charge", &["grid"]),
    ("on", &["until", "from"]),
    ("title", &["post", "title"]),
    ("name", &["person", "name"]),
    ("single_holder", &["several"]),
    ("unit", &["unit", "post"]),
];

pub struct Cells<'a> {
    pub kind: ImportKind,
    row: &'a Row,
}

impl<'a> Cells<'a> {
    pub fn new(kind: ImportKind, row: &'a Row) -> Self {
        Self { kind, row }
    }

    pub fn line(&self) -> u32 {
        self.row.line
    }

    fn raw(&self, id: &str) -> &'a str {
        self.row.values.get(id).map_or("", String::as_str)
    }

    pub fn has(&self, id: &str) -> bool {
        !clean::cell(self.raw(id)).is_empty()
    }

    pub fn text(&self, id: &str) -> String {
        clean::cell(self.raw(id))
    }

    /// A name without the blanks inside it.
    pub fn name(&self, id: &str) -> String {
        clean::name(self.raw(id))
    }

    pub fn code(&self, id: &str) -> String {
        clean::code(self.raw(id))
    }

    pub fn list(&self, id: &str) -> Vec<String> {
        clean::list(self.raw(id))
    }

    /// A field that has to be filled in.
    pub fn needed(&self, id: &'static str) -> OpResult<String> {
        let text = self.name(id);
        if text.is_empty() { Err(OpFault::field(id, format!("请填写{}", self.label(id)))) } else { Ok(text) }
    }

    /// The day in a field; `None` when it is empty.
    pub fn day(&self, id: &'static str, today: NaiveDate) -> OpResult<Option<NaiveDate>> {
        if !self.has(id) {
            return Ok(None);
        }
        let (shown, text) = (self.text(id), clean::date(self.raw(id)));
        if clean::is_month(&shown) {
            let message = format!("{}「{shown}」只有年和月，请写明是哪一天，例如 2025-6-1", self.label(id));
            return Err(OpFault::field(id, message));
        }
        let day = date::parse(&text, today).map_err(|fault| {
            // The sentence quotes what stands in the file.
            OpFault::field(id, format!("{}：{}", self.label(id), fault.to_string().replace(&text, &shown)))
        })?;
        Ok(Some(day))
    }

    pub fn needed_day(&self, id: &'static str, today: NaiveDate) -> OpResult<NaiveDate> {
        self.day(id, today)?.ok_or_else(|| OpFault::field(id, format!("请填写{}，例如 2025-6-1", self.label(id))))
    }

    /// 是 or 否; `None` when it is empty.
    pub fn yes_no(&self, id: &'static str) -> OpResult<Option<bool>> {
        let text = self.text(id);
        if text.is_empty() {
            return Ok(None);
        }
        let read = clean::yes_no(&text);
        read.map(Some).ok_or_else(|| OpFault::field(id, format!("{}「{text}」请改为「是」或「否」", self.label(id))))
    }

    /// Whether 任免 says 免.
    pub fn is_leaving(&self) -> OpResult<bool> {
        let text = self.name("action");
        match text.as_str() {
            "" | "任" | "任职" | "任命" | "新任" | "接任" | "接替" | "聘任" | "当选" | "提名" => {
                Ok(false)
            }
            "免" | "免职" | "免去" | "离任" | "离职" | "卸任" | "退休" | "调离" | "辞职" | "解聘" => {
                Ok(true)
            }
            _ => Err(OpFault::field("action", format!("任免「{text}」请改为「任」或「免」"))),
        }
    }

    pub fn label(&self, id: &str) -> &'static str {
        self.kind.field(id).map_or("", |field| field.label)
    }

    /// What the row is about, for the list of rows: 「王小明 罕台镇人民政府镇长」.
    pub fn spoken(&self) -> String {
        let ids: &[&str] = match self.kind {
            ImportKind::Grids => &["parent", "name"],
            ImportKind::Groups => &["town", "parent", "name"],
            ImportKind::Units => &["name"],
            ImportKind::People => &["person"],
            ImportKind::Posts => &["unit", "post"],
            ImportKind::Incumbencies => &["person", "unit", "post", "town", "grid", "group", "role"],
            ImportKind::Duties => &["person", "unit", "post", "town", "grid", "group", "role"],
            ImportKind::Charges => &["person", "unit", "post", "grid"],
            ImportKind::Patrols => &["date", "town", "grid", "group", "patrollers"],
            ImportKind::Clues | ImportKind::ClueAnswers => &["number"],
        };
        let texts = ids.iter().map(|id| self.name(id)).filter(|text| !text.is_empty());
        let mut spoken = texts.collect::<Vec<_>>().join(" ");
        if let Some((cut, _)) = spoken.char_indices().nth(60) {
            spoken.truncate(cut);
            spoken.push('…');
        }
        spoken
    }

    /// The faults of a refused row under the names of its columns.
    pub fn faults_of(&self, fault: OpFault) -> Faults {
        match fault {
            OpFault::Input(faults) => Faults(
                faults.0.into_iter().map(|fault| Fault { field: self.column_of(fault.field), ..fault }).collect(),
            ),
            other => {
                let notice = other.notice();
                Faults::one(self.first(), format!("{}。{}", notice.title, notice.next))
            }
        }
    }

    fn column_of(&self, field: &'static str) -> &'static str {
        let meant = MEANT.iter().find(|(name, _)| *name == field).map_or(&[][..], |(_, columns)| *columns);
        // A column that was filled in first, then one of this name, then any.
        let filled = meant.iter().find(|id| self.kind.field(id).is_some() && self.has(id));
        let own = || self.kind.field(field).map(|field| field.id);
        filled.copied().or_else(own).unwrap_or_else(|| {
            meant.iter().find_map(|id| self.kind.field(id)).map_or_else(|| self.first(), |field| field.id)
        })
    }

    fn first(&self) -> &'static str {
        self.kind.fields().iter().find(|field| field.required).map_or("", |field: &Field| field.id)
    }
}
