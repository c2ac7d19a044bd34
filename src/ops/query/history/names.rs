//! Names for rows the log speaks of, also for those no longer there.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveTime};
use serde_json::{Map, Value};

use super::shape::Shape;
use crate::{
    domain::{
        annex::Annex,
        area::{Area, SquareMetres},
        assess::{Scheme, Tenths},
        date,
        grid::Level,
        id::{self, GridId},
        money::Money,
        month::Month,
        patrol::PatrolKind,
        patrol_rule::Months,
        problem::{act::ActKind, limit::Stage},
        roster::Role,
        setting, text,
    },
    ops::{OpResult, Workspace},
    store::{ChangeRow, Store},
};

/// A row as the log holds it: its columns by name.
pub(super) type Fields = Map<String, Value>;

/// Reads a row of the log; one that cannot be read has no fields.
pub(super) fn fields(json: &str) -> Fields {
    serde_json::from_str(json).unwrap_or_default()
}

pub(super) fn number(row: &Fields, column: &str) -> Option<i64> {
    row.get(column).and_then(Value::as_i64)
}

fn words<'a>(row: &'a Fields, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

fn day(row: &Fields, column: &str) -> Option<NaiveDate> {
    words(row, column).parse().ok()
}

/// Looks names up once each, as of the day of an operation.
pub(super) struct Names<'a> {
    store: &'a Store,
    /// The day whose grid names are shown.
    day: NaiveDate,
    /// Whether personal phones are shown in full.
    phones: bool,
    found: HashMap<(String, i64), String>,
    /// Names of grids that the log speaks of but the tree no longer holds.
    grids: HashMap<i64, String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(ws: &'a Workspace, day: NaiveDate) -> Self {
        let phones = ws.operator().desk.sees_phones();
        Self { store: &ws.store, day, phones, found: HashMap::new(), grids: HashMap::new() }
    }

    /// Remembers the grids that these changes name, for the case that they were taken back since.
    pub(super) fn learn(&mut self, changes: &[ChangeRow]) {
        for change in changes.iter().filter(|change| change.table == "grid_version") {
            let row = fields(change.new.as_deref().or(change.old.as_deref()).unwrap_or_default());
            if let Some(grid) = number(&row, "grid_id") {
                self.grids.insert(grid, words(&row, "name").to_owned());
            }
        }
    }

    /// What people call a row.
    pub(super) fn row(&mut self, table: &str, id: i64) -> OpResult<String> {
        if table == "grid" {
            return self.grid(id, self.day);
        }
        let key = (table.to_owned(), id);
        if let Some(name) = self.found.get(&key) {
            return Ok(name.clone());
        }
        let name = match self.store.last_known(table, id)? {
            Some(json) => self.of(table, &fields(&json))?,
            None => format!("编号 {}", id::to_text(id)),
        };
        self.found.insert(key, name.clone());
        Ok(name)
    }

    /// The row that a column refers to; nothing for an empty one.
    fn referred(&mut self, table: &str, row: &Fields, column: &str) -> OpResult<String> {
        number(row, column).map_or(Ok(String::new()), |id| self.row(table, id))
    }

    fn grid(&self, grid: i64, day: NaiveDate) -> OpResult<String> {
        let name = self.store.grid_name(GridId(grid), day)?;
        let name = name.or_else(|| self.grids.get(&grid).cloned());
        Ok(name.unwrap_or_else(|| format!("已撤销的网格 {}", id::to_text(grid))))
    }

    /// 「罕台镇撖家塔村」.
    fn place(&self, grid: i64, day: NaiveDate) -> OpResult<String> {
        let name = self.grid(grid, day)?;
        let at = self.store.grid_at(GridId(grid), day)?.filter(|row| row.level == Level::Village);
        match at.and_then(|row| row.facts.parent) {
            Some(town) => Ok(format!("{}{name}", self.grid(town.0, day)?)),
            None => Ok(name),
        }
    }

    /// What people call a row with these fields.
    pub(super) fn of(&mut self, table: &str, row: &Fields) -> OpResult<String> {
        Ok(match table {
            "grid" => self.referred("grid", row, "id")?,
            "operator" | "grid_version" | "unit" | "person" | "attachment" | "assessment_object" => {
                words(row, "name").to_owned()
            }
            "reform" => words(row, "title").to_owned(),
            "former_unit_name" => format!("{}（原名）", words(row, "name")),
            "lineage" => {
                let (from, to) = (self.referred("grid", row, "from_grid")?, self.referred("grid", row, "to_grid")?);
                format!("{from} → {to}")
            }
            "hint_judgement" => crate::domain::hint::HintKey::try_from(words(row, "key").to_owned())
                .map(|key| key.kind().label().to_owned())
                .unwrap_or_default(),
            "tip" => format!("举报{}", words(row, "number")),
            "identity_look" => self.referred("tip", row, "tip_id")?,
            "tip_reward" => words(row, "code").to_owned(),
            "clue_batch" | "clue_source" => words(row, "name").to_owned(),
            "clue" => format!("图斑 {}", words(row, "number")),
            "clue_person" | "clue_return" => self.referred("clue", row, "clue_id")?,
            "leading_group" | "scan" | "track" | "field_source" => words(row, "name").to_owned(),
            "duty_document" => words(row, "title").to_owned(),
            "filing_deadline" => format!("{} 年度", number(row, "year").unwrap_or_default()),
            "leading_member" => match number(row, "post_id") {
                Some(post) => self.row("post", post)?,
                None => self.referred("person", row, "person_id")?,
            },
            "holiday" => day(row, "day").map(date::chinese).unwrap_or_default(),
            "monthly_due" => day(row, "month").map(|first| Month::of(first).chinese()).unwrap_or_default(),
            "monthly_report" => {
                let month = day(row, "month").map(|first| Month::of(first).chinese()).unwrap_or_default();
                format!("{} {month}月报", self.referred("person", row, "person_id")?)
            }
            "hearing" => {
                let held = day(row, "held_on").map(date::chinese).unwrap_or_default();
                format!("{held} {}听取汇报", self.referred("grid", row, "grid_id")?)
            }
            "hearing_person" => self.referred("person", row, "person_id")?,
            "setting" => setting_label(words(row, "key")),
            "focus" | "filing" | "pledge" => {
                let grid = self.referred("grid", row, "grid_id")?;
                format!("{grid} {} 年", number(row, "year").unwrap_or_default())
            }
            "post" => format!("{}{}", self.referred("unit", row, "unit_id")?, words(row, "title")),
            "incumbency" => {
                format!("{} {}", self.referred("person", row, "person_id")?, self.referred("post", row, "post_id")?)
            }
            "duty" => self.duty(row)?,
            "charge" => {
                format!("{} 包联 {}", self.referred("duty", row, "duty_id")?, self.referred("grid", row, "grid_id")?)
            }
            "pairing" => {
                let overseer = self.referred("duty", row, "overseer_duty_id")?;
                format!("{overseer} 对应 {}", self.referred("duty", row, "supervisor_duty_id")?)
            }
            "delegate" => {
                let duty = self.referred("duty", row, "duty_id")?;
                format!("{duty} 指派 {}", self.referred("person", row, "person_id")?)
            }
            "issuance" => {
                let annex = serde_json::from_value::<Annex>(row.get("sheet").cloned().unwrap_or_default());
                format!("{}{}", self.referred("grid", row, "grid_id")?, annex.map_or("", Annex::mark))
            }
            "patrol" => self.patrol(row)?,
            "problem" => words(row, "number").to_owned(),
            "problem_person" | "step_person" => self.referred("person", row, "person_id")?,
            "problem_concerned" => words(row, "name").to_owned(),
            "problem_step" => self.step(row)?,
            "step_informed" => self.referred("grid", row, "grid_id")?,
            "step_limit" => label::<Stage>(row, "stage", Stage::label),
            "patrol_rule" => {
                let role = Role::ALL.into_iter().find(|role| role.identifier() == words(row, "role"));
                let grid = self.referred("grid", row, "grid_id")?;
                [grid.as_str(), role.map_or("", Role::label), "巡田规定"].join(" ").trim().to_owned()
            }
            "patrol_waiver" => {
                let (grid, person) =
                    (self.referred("grid", row, "grid_id")?, self.referred("person", row, "person_id")?);
                format!("{grid} {person} 免巡").trim().replace("  ", " ")
            }
            "patrol_person" => self.referred("person", row, "person_id")?,
            "assessment" => format!("{} 年度", number(row, "year").unwrap_or_default()),
            "score" => format!("{} {}", self.referred("assessment_object", row, "object_id")?, words(row, "item")),
            "correction" => {
                let object = self.referred("assessment_object", row, "object_id")?;
                format!("{object} 第 {} 号更正", number(row, "number").unwrap_or_default())
            }
            _ => number(row, "id").map(id::to_text).unwrap_or_default(),
        })
    }

    /// 「铜川镇 监督人 铜川镇人民政府镇长」.
    fn duty(&mut self, row: &Fields) -> OpResult<String> {
        let grid = self.referred("grid", row, "grid_id")?;
        let role = Role::ALL.into_iter().find(|role| role.identifier() == words(row, "role"));
        let holder = match number(row, "post_id") {
            Some(post) => self.row("post", post)?,
            None => self.referred("person", row, "person_id")?,
        };
        Ok(format!("{grid} {} {holder}", role.map_or("", Role::label)))
    }

    /// 「2025年3月5日 罕台镇撖家塔村 巡田」.
    fn patrol(&mut self, row: &Fields) -> OpResult<String> {
        let day = day(row, "date").unwrap_or(self.day);
        let place = number(row, "grid_id").map_or(Ok(String::new()), |grid| self.place(grid, day))?;
        let group = number(row, "group_id").map_or(Ok(String::new()), |grid| self.grid(grid, day))?;
        let kind: Option<PatrolKind> = row.get("kind").and_then(|kind| serde_json::from_value(kind.clone()).ok());
        Ok(format!("{} {place}{group} {}", date::chinese(day), kind.map_or("", PatrolKind::label)))
    }

    /// 「2026-0012 核实」.
    fn step(&mut self, row: &Fields) -> OpResult<String> {
        let problem = self.referred("problem", row, "problem_id")?;
        Ok(format!("{problem} {}", label::<ActKind>(row, "act", ActKind::label)))
    }

    /// A value as people read it.
    pub(super) fn show(&mut self, shape: Shape, value: Option<&Value>) -> OpResult<String> {
        let value = value.unwrap_or(&Value::Null);
        let (word, number) = (value.as_str(), value.as_i64());
        let shown = match shape {
            Shape::Hidden => None,
            Shape::Score if value.is_null() => Some("不适用".to_owned()),
            Shape::Points | Shape::Score => number.map(|tenths| Tenths(tenths).to_string()),
            Shape::Number => number.map(|number| number.to_string()),
            Shape::Size => number.map(size_words),
            Shape::Flag => number.map(|flag| if flag == 0 { "否" } else { "是" }.to_owned()),
            Shape::Row(table) => number.map(|id| self.row(table, id)).transpose()?,
            Shape::Phone if !self.phones => word.map(text::mask_phone),
            Shape::Text | Shape::Phone => word.map(str::to_owned),
            Shape::List => word.map(|list| list.replace(';', "、")),
            Shape::Date => word.map(|day| chinese_day(day, 0)),
            Shape::LastDay => word.map(|day| chinese_day(day, 1)),
            Shape::Time => word.map(clock),
            Shape::Words(label) => {
                word.map(|list| list.split(';').map(|word| label(word).unwrap_or(word)).collect::<Vec<_>>().join("、"))
            }
            Shape::Money => number.map(|fen| format!("{}元", Money(fen))),
            Shape::SquareMetres => number.map(|hundredths| format!("{} 平方米", SquareMetres(hundredths))),
            Shape::Area => number.map(|hundredths| Area(hundredths).chinese()),
            Shape::Word(label) => word.map(|word| label(word).unwrap_or(word).to_owned()),
            Shape::Months => number.and_then(|bits| Months::from_bits(u16::try_from(bits).ok()?)).map(Months::words),
            Shape::Scheme => word.map(scheme_title),
            Shape::SettingKey => word.map(setting_label),
        };
        Ok(shown.unwrap_or_default())
    }
}

/// The label of a word in a column; nothing for one that this program does not know.
fn label<T: serde::de::DeserializeOwned>(row: &Fields, column: &str, label: fn(T) -> &'static str) -> String {
    let word = serde_json::from_value(row.get(column).cloned().unwrap_or_default());
    word.map(label).unwrap_or_default().to_owned()
}

fn setting_label(key: &str) -> String {
    setting::known(key).map_or(key, |setting| setting.label).to_owned()
}

fn scheme_title(json: &str) -> String {
    serde_json::from_str::<Scheme>(json).map_or_else(|_| "（内容较长，从略）".to_owned(), |scheme| scheme.title)
}

/// An ISO date in Chinese, some days earlier; anything else as it stands.
fn chinese_day(text: &str, earlier: u64) -> String {
    match text.parse::<NaiveDate>() {
        Ok(day) => date::chinese(day - Days::new(earlier)),
        Err(_) => text.to_owned(),
    }
}

fn clock(text: &str) -> String {
    text.parse::<NaiveTime>().map_or_else(|_| text.to_owned(), |time| time.format("%H:%M").to_string())
}

/// Bytes as people read them: 「1.2 MB」, one decimal, cut off.
fn size_words(bytes: i64) -> String {
    const KB: i64 = 1024;
    match bytes {
        ..KB => format!("{bytes} 字节"),
        KB..0x10_0000 => format!("{}.{} KB", bytes / KB, bytes % KB * 10 / KB),
        _ => format!("{}.{} MB", bytes / (KB * KB), bytes / KB % KB * 10 / KB),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_people_write_them() {
        assert_eq!(chinese_day("2025-03-05", 0), "2025年3月5日");
        assert_eq!(chinese_day("2025-03-01", 1), "2025年2月28日");
        assert_eq!(clock("09:30:00"), "09:30");
        assert_eq!([size_words(12), size_words(1536), size_words(1_258_291)], ["12 字节", "1.5 KB", "1.1 MB"]);
        assert_eq!(setting_label("hotline"), "举报电话");
    }
}
