//! 应巡、实巡 of a time: sums by town, village and person, with the formula of the rate.

use serde_json::{Value, json};

use super::{
    args::{self, Common},
    out::{CliResult, Out},
    workspace::open,
};
use crate::ops::query::{
    completion::{self, CompletionAsk},
    ledger::Row,
    lookup,
};

pub fn completion(common: &Common, asked: &args::Completion, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let day = common.as_of.unwrap_or_else(|| workspace.today());
    let year = completion::year_to(day);
    let ask = CompletionAsk {
        from: asked.from.unwrap_or(year.from),
        to: asked.to.unwrap_or(year.to),
        grid: asked.grid.as_deref().map(|name| lookup::grid(&workspace, name, day)).transpose()?,
        person: asked.person.as_deref().map(|name| lookup::person(&workspace, name, day)).transpose()?,
    };
    let found = completion::completion(&workspace, &ask, day)?;
    let rows = completion::rows_of(&found);
    let document = json!({
        "from": ask.from,
        "to": ask.to,
        "as_of": found.day,
        "rules": found.rules,
        "no_farmland": found.no_farmland,
        "total": found.tally,
        "rate": found.tally.rate_words(),
        "formula": found.tally.formula(),
        "rows": rows.iter().map(Row::json).collect::<Vec<Value>>(),
    });
    out.answer(&document, || {
        let head = format!("{}　{}", completion::span_words(&ask), found.tally.formula());
        if found.rules == 0 {
            return format!(
                "{head}\n这段时间没有规定频次的巡田制度，没有应巡；用 do adopt_patrol_rules 可以采用建议值"
            );
        }
        let lines = found.rows.iter().map(|row| {
            let cells = ["role", "due", "done", "late", "waived", "missing", "rate", "beside"];
            let cells = cells.map(|key| completion::cell(row, key));
            format!("{}{}　{}", "  ".repeat(row.depth), row.name, cells.join("　"))
        });
        let columns = "网格、责任人　网格职责　应巡　实巡　其中迟　免　未巡　巡田率　另有".to_owned();
        [head, columns].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}
