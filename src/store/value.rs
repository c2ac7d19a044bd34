//! How domain values stand in columns: identifiers as words, alias lists as one line, periods as two dates.

use chrono::NaiveDate;
use rusqlite::Row;
use serde::{Deserialize, Serialize, de::IntoDeserializer, de::value::Error as WordFault};

use super::{StoreFault, StoreResult};
use crate::domain::date::Period;

/// The stable English word of an enum value.
pub fn word<T: Serialize>(value: &T) -> StoreResult<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        other => Err(StoreFault::Value { column: "word", value: format!("{other:?}") }),
    }
}

/// Reads what [`word`] wrote.
pub fn read_word<'a, T: Deserialize<'a>>(column: &'static str, word: &'a str) -> StoreResult<T> {
    let read: Result<T, WordFault> = T::deserialize(IntoDeserializer::<WordFault>::into_deserializer(word));
    read.map_err(|_| StoreFault::Value { column, value: word.to_owned() })
}

/// Alias lists stand as 「甲;乙」.
pub fn join(names: &[String]) -> String {
    names.join(";")
}

pub fn split(list: &str) -> Vec<String> {
    list.split(';').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The period in two neighbouring columns, `from` first.
pub fn period(row: &Row<'_>, from: usize) -> rusqlite::Result<Period> {
    Ok(Period { from: row.get::<_, NaiveDate>(from)?, until: row.get(from + 1)? })
}
