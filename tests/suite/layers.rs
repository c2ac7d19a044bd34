//! The layer rule as a test: who may name whom (A1), which crate stands where (A2), and what every file begins with.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A layer, the layers inside it that it may name, and the crates that only it may name.
const LAYERS: &[(&str, &[&str], &[&str])] = &[
    ("domain", &[], &["proj4rs", "crs_definitions", "geographiclib_rs", "tyme4rs"]),
    ("store", &["domain"], &["rusqlite"]),
    ("ops", &["domain", "store"], &[]),
    (
        "exchange",
        &["domain"],
        &["calamine", "rust_xlsxwriter", "encoding_rs", "exif", "geojson", "gpx", "kml", "shapefile", "zip"],
    ),
    ("print", &["domain"], &["printpdf", "allsorts"]),
    ("session", &["domain", "store", "ops", "print", "exchange"], &["directories"]),
    ("cli", &["domain", "store", "ops", "print", "exchange", "session"], &["clap"]),
    (
        "ui",
        &["domain", "store", "ops", "print", "exchange", "session"],
        &["egui", "egui_extras", "egui_material_icons", "eframe", "rfd", "opener"],
    ),
];

/// Files that are only compiled for tests.
const FOR_TESTS: &[&str] = &["tests.rs", "testing.rs", "golden.rs", "samples.rs"];

/// Files that stand above the layers.
const ABOVE: &[&str] = &["main.rs", "lib.rs"];

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with its path below `src`.
fn files() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&src, &mut found);
    assert!(found.len() > 50, "the scan found too little: {}", found.len());
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(place, line)| (place + 1, line.split("//").next().unwrap_or_default()))
}

/// Whether `code` names the path root `name::`, not as the end of a longer word.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
    })
}

#[test]
fn arrows_point_inwards_and_crates_stay_home() {
    let mut wrong = Vec::new();
    for (file, text) in files() {
        if ABOVE.contains(&file.as_str()) {
            continue;
        }
        let layer = file.split('/').next().unwrap().trim_end_matches(".rs");
        let Some((_, inside, _)) = LAYERS.iter().find(|(name, _, _)| *name == layer) else {
            wrong.push(format!("{file}: no such layer"));
            continue;
        };
        // `use crate::{domain::…, ops::…}` blocks count like single lines.
        let mut in_block = false;
        for (line, code) in code_lines(&text) {
            let block_line = in_block || code.contains("use crate::{");
            in_block = block_line && !code.contains("};");
            for (other, _, crates) in LAYERS {
                let named = code.contains(&format!("crate::{other}::"))
                    || (block_line
                        && code.trim_start().trim_start_matches("use crate::{").starts_with(&format!("{other}::")));
                if named && *other != layer && !inside.contains(other) {
                    wrong.push(format!("src/{file}:{line}: {layer} may not name {other}"));
                }
                for foreign in crates.iter().filter(|_| *other != layer) {
                    if names(code, foreign) {
                        wrong.push(format!("src/{file}:{line}: only {other} names {foreign}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_one_file_names_printpdf() {
    for (file, text) in files() {
        if file != "print/pdf.rs" {
            assert!(code_lines(&text).all(|(_, code)| !names(code, "printpdf")), "{file}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> =
        files().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(file, _)| file).collect();
    assert!(silent.is_empty(), "without a head: {silent:?}");
}

#[test]
fn inner_layers_read_no_clock_and_no_environment() {
    let forbidden = ["Local::now", "Utc::now", "SystemTime", "Instant::now", "std::env", "env::var"];
    for (file, text) in files() {
        if FOR_TESTS.iter().any(|name| file.ends_with(name)) {
            continue;
        }
        if ["domain/", "ops/", "print/", "store/"].iter().any(|layer| file.starts_with(layer)) {
            for (line, code) in code_lines(text.split("#[cfg(test)]").next().unwrap_or_default()) {
                for word in forbidden {
                    assert!(!code.contains(word), "src/{file}:{line} reads {word} (A6)");
                }
            }
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    for (file, text) in files() {
        for (line, code) in code_lines(&text) {
            for mark in ["todo!(", "unimplemented!(", "dbg!("] {
                assert!(!code.contains(mark), "src/{file}:{line} has {mark}");
            }
        }
    }
}
