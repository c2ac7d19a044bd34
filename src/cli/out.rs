//! What the command line says: text for people, one JSON document for programs, notices for faults.

use std::io::Write as _;

use serde_json::{Value, json};

use crate::{
    ops::{Notice, NoticeKind, OpFault, Outcome, query::ledger::Row},
    session::sheet::SheetFault,
};

pub type CliResult<T> = Result<T, CliFault>;

/// Why a call ended without doing its work.
#[derive(Debug)]
pub struct CliFault(pub Notice);

impl CliFault {
    /// The call itself is wrong.
    pub fn input(title: impl Into<String>, next: impl Into<String>) -> Self {
        Self(Notice { kind: NoticeKind::Input, title: title.into(), next: next.into(), detail: String::new() })
    }
}

impl From<OpFault> for CliFault {
    fn from(fault: OpFault) -> Self {
        Self(fault.notice())
    }
}

impl From<SheetFault> for CliFault {
    fn from(fault: SheetFault) -> Self {
        Self(fault.notice())
    }
}

impl From<crate::session::exchange::Fault> for CliFault {
    fn from(fault: crate::session::exchange::Fault) -> Self {
        Self(fault.notice())
    }
}

impl From<std::io::Error> for CliFault {
    fn from(fault: std::io::Error) -> Self {
        OpFault::from(crate::store::StoreFault::from(fault)).into()
    }
}

/// Standard output in the asked form.
pub struct Out {
    json: bool,
}

impl Out {
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// A sentence for people; programs do not get it.
    pub fn say(&mut self, text: &str) {
        if !self.json {
            put(text);
        }
    }

    /// The one document of a call: as JSON, or in words.
    pub fn answer(&mut self, document: &Value, words: impl FnOnce() -> String) {
        if self.json {
            put(&format!("{document:#}"));
        } else {
            let words = words();
            if !words.is_empty() {
                put(&words);
            }
        }
    }

    /// Rows of a list: aligned columns for people.
    pub fn rows(&mut self, rows: &[Row], total: u64) {
        let document = json!({
            "rows": rows.iter().map(Row::json).collect::<Vec<_>>(),
            "total": total,
        });
        self.answer(&document, || table(rows, total));
    }

    /// Says what an operation did.
    pub fn outcome(&mut self, outcome: &Outcome) {
        self.answer(&outcome_json(outcome), || outcome_words(outcome));
    }

    /// Says why nothing was done and answers the exit status.
    pub fn fault(&mut self, fault: &CliFault) -> u8 {
        let notice = &fault.0;
        if self.json {
            let error = json!({"error": {
                "kind": notice.kind.word(), "title": notice.title, "next": notice.next, "detail": notice.detail,
            }});
            eprintln!("{error:#}");
        } else {
            eprintln!("{}\n{}", notice.title, notice.next);
            if !notice.detail.trim().is_empty() {
                eprintln!("（详情：{}）", notice.detail.trim().replace('\n', "；"));
            }
        }
        notice.kind.exit_status()
    }
}

/// Writes to standard output. A reader that has had enough (`| head`) is no fault: the work was done before it is told.
fn put(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// An outcome as people read it.
pub fn outcome_words(outcome: &Outcome) -> String {
    let mut words = outcome.title.clone();
    for warning in &outcome.warnings {
        words.push_str(&format!("\n注意：{warning}"));
    }
    words
}

/// An outcome as programs read it.
pub fn outcome_json(outcome: &Outcome) -> Value {
    json!({
        "op": outcome.op,
        "title": outcome.title,
        "made": outcome.made.iter().map(|id| crate::domain::id::to_text(*id)).collect::<Vec<_>>(),
        "warnings": outcome.warnings,
    })
}

/// A value without quotes and brackets.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.replace('\n', " "),
        Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}

fn table(rows: &[Row], total: u64) -> String {
    let Some(first) = rows.first() else { return "没有记录".to_owned() };
    let heads: Vec<String> = first.0.iter().map(|(name, _)| (*name).to_owned()).collect();
    let lines: Vec<Vec<String>> =
        rows.iter().map(|row| row.0.iter().map(|(_, value)| plain(value)).collect()).collect();
    let widths: Vec<usize> = (0..heads.len())
        .map(|place| {
            lines.iter().map(|line| width(&line[place])).chain([width(&heads[place])]).max().unwrap_or(0).min(40)
        })
        .collect();
    let show = |cells: &[String]| {
        let padded = cells
            .iter()
            .zip(&widths)
            .map(|(cell, wide)| format!("{cell}{}", " ".repeat(wide.saturating_sub(width(cell)))));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut shown = vec![show(&heads)];
    shown.extend(lines.iter().map(|line| show(line)));
    shown.push(if total > rows.len() as u64 {
        format!("共 {total} 条，显示前 {} 条", rows.len())
    } else {
        format!("共 {total} 条")
    });
    shown.join("\n")
}

/// Columns on a terminal: a Chinese character takes two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if (c as u32) < 0x1100 { 1 } else { 2 }).sum()
}

/// Explains a wrong call in Chinese, in the asked form; help and version go to standard output.
pub fn usage(fault: &clap::Error, out: &mut Out) -> u8 {
    use clap::error::{ContextKind, ErrorKind};
    if matches!(fault.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        put(&fault.to_string());
        return 0;
    }
    let about = |kind| fault.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = about(ContextKind::InvalidArg);
    let title = match fault.kind() {
        ErrorKind::InvalidSubcommand => format!("没有「{}」这个命令", about(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("没有「{argument}」这个选项"),
        ErrorKind::MissingRequiredArgument => format!("缺少：{argument}"),
        ErrorKind::MissingSubcommand => "请写明要做哪一步".to_owned(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("「{}」不能用于 {argument}", about(ContextKind::InvalidValue))
        }
        _ => "命令的写法不对".to_owned(),
    };
    out.fault(&CliFault::input(title, "用法见：gengbao --help"))
}
