//! The shipped data against the plan: what is quoted stands there, and dictionaries name their place.

use std::{fs, path::Path};

use gengbao::domain::{
    assess::dongsheng_2023,
    grid::Level,
    plan::{clause, duties, plan},
    roster::Role,
};
use toml::{Table, Value};

fn read(file: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file);
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn entries<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table[key].as_array().unwrap().iter().filter_map(Value::as_table)
}

#[test]
fn every_item_of_the_scheme_stands_in_the_plan() {
    for part in &dongsheng_2023().parts {
        assert!(plan().clauses.iter().any(|clause| clause.text == part.text), "{}", part.text);
        for item in &part.items {
            assert_eq!(clause(item.line).unwrap().text, item.official);
            assert!(item.official.contains(&item.text));
        }
    }
    for band in &dongsheng_2023().bands {
        assert!(clause(860).unwrap().text.contains(&format!("“{}”", band.name)));
    }
}

#[test]
fn every_duty_stands_in_its_clause() {
    for level in Level::ALL {
        for duty in Role::at(level).iter().flat_map(|role| duties(*role, level)) {
            assert!(clause(duty.line).unwrap().text.contains(&duty.text), "{} {}", duty.requirement, duty.text);
        }
    }
}

#[test]
fn kinds_of_problem_and_behaviours_stand_in_the_plan_or_say_why_not() {
    let problems = read("rules/problems.toml");
    assert_eq!(entries(&problems, "kind").count(), 5);
    assert_eq!(entries(&problems, "behaviour").count(), 9);
    for entry in entries(&problems, "kind").chain(entries(&problems, "behaviour")) {
        let (name, line) = (entry["name"].as_str().unwrap(), entry["line"].as_integer().unwrap());
        let text = &clause(u32::try_from(line).unwrap()).unwrap().text;
        assert!(text.contains(name) || entry.contains_key("basis"), "{name}");
    }
}
