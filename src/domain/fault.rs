//! What is wrong with a field, in words a person can act on.

use std::fmt;

/// One fault of one field. `field` is the stable English name used by forms, commands and imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub field: &'static str,
    /// Chinese: what is wrong and what to enter instead.
    pub message: String,
    /// Place in the list the field belongs to, from 0, where an input has many lines.
    pub line: Option<usize>,
}

/// Every fault found in one input; a check that finds none answers its value instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    pub fn one(field: &'static str, message: impl Into<String>) -> Self {
        Self(vec![Fault { field, message: message.into(), line: None }])
    }

    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.push(Fault { field, message: message.into(), line: None });
    }

    /// Keeps a checked value, or notes its fault under `field`.
    pub fn take<T, E: fmt::Display>(&mut self, field: &'static str, checked: Result<T, E>) -> Option<T> {
        match checked {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add(field, fault.to_string());
                None
            }
        }
    }

    /// Takes over the faults found in one line of a list; `name` is what people call the line.
    pub fn add_line(&mut self, line: usize, name: &str, found: Self) {
        let named = |fault: Fault| Fault { message: format!("{name}：{}", fault.message), line: Some(line), ..fault };
        self.0.extend(found.0.into_iter().map(named));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `value` when nothing was found, the faults otherwise.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.message.as_str())
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("；")?;
            }
            f.write_str(&fault.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
