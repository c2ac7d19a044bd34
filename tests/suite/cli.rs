//! The command line as a script sees it: standard output, standard error and exit status of the real program.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use serde_json::Value;
use tempfile::TempDir;

const NOW: &str = "2025-06-10T09:30:00+08:00";

/// Runs the program on a workspace with the clock standing still.
fn gengbao(workspace: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gengbao"))
        .args(["--now", NOW, "--workspace"])
        .arg(workspace)
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn done(workspace: &Path, args: &[&str]) -> String {
    let output = gengbao(workspace, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

fn json(workspace: &Path, args: &[&str]) -> Value {
    let with_json: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&done(workspace, &with_json)).unwrap()
}

fn fails(workspace: &Path, status: i32, args: &[&str]) -> String {
    let output = gengbao(workspace, args);
    assert_eq!(output.status.code(), Some(status), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    assert!(output.stdout.is_empty(), "a fault goes to standard error only");
    text(&output.stderr)
}

/// A new 东胜区 of the program's own list.
fn district() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("东胜区耕保");
    let made = Command::new(env!("CARGO_BIN_EXE_gengbao"))
        .args(["--now", NOW, "--user", "测试员", "new"])
        .arg(&dir)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", text(&made.stderr));
    (folder, dir)
}

/// A small sample, made once and copied for each test that writes.
fn sample() -> (TempDir, PathBuf) {
    static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, original) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("示范");
        let made = Command::new(env!("CARGO_BIN_EXE_gengbao"))
            .args(["--now", NOW, "new", "--sample", "--patrols", "400", "--seed", "61"])
            .arg(&dir)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", text(&made.stderr));
        (folder, dir)
    });
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("示范");
    std::fs::create_dir_all(dir.join("files")).unwrap();
    std::fs::copy(original.join("gengbao.db"), dir.join("gengbao.db")).unwrap();
    (folder, dir)
}

#[test]
fn a_new_workspace_holds_the_district() {
    let (_folder, dir) = district();
    let grids = json(&dir, &["list", "grids", "--limit", "500"]);
    assert_eq!(grids["total"], 124);
    let found = json(&dir, &["list", "grids", "--search", "htz"]);
    assert_eq!(found["rows"][0]["name"], "罕台镇");
    let by_alias = json(&dir, &["show", "grids", "泊江海镇"]);
    assert_eq!(by_alias["name"], "泊尔江海子镇");
}

#[test]
fn the_main_job_by_commands() {
    let (folder, dir) = sample();
    let appointed = json(
        &dir,
        &[
            "do",
            r#"[{"do":"add_person","name":"郝𬭎"},
                {"do":"appoint","post":"铜川镇人民政府镇长","person":"郝𬭎","from":"2025-06-01","document":"示范任〔2025〕9号"}]"#,
        ],
    );
    assert!(appointed[1]["title"].as_str().unwrap().contains("郝𬭎"));
    let posts = json(&dir, &["list", "posts", "--search", "铜川镇人民政府", "--where", "title=镇长", "--limit", "500"]);
    assert!(posts["rows"].as_array().unwrap().iter().any(|post| post["holders"][0] == "郝𬭎"));

    let logged = done(
        &dir,
        &[
            "do",
            r#"{"do":"log_patrol","date":"2025-06-09","kind":"field","grid":"罕台镇/撖家塔村","patrollers":["郝𬭎"],"finding":"nothing"}"#,
        ],
    );
    assert!(logged.contains("撖家塔村") && logged.contains("巡田"), "{logged}");
    let patrols = json(&dir, &["list", "patrols", "--where", "patrollers=郝𬭎"]);
    assert_eq!(patrols["rows"][0]["late"], true, "entered a day later: 补录");

    for (sheet, more, words) in [
        ("annex2", vec![], "网格责任人如有变动，由接替其行政职务的同志接替"),
        ("score", vec!["--year", "2024", "--object", "罕台镇"], "2024年度考核评分表"),
        ("ranking", vec!["--year", "2024"], "考核结果汇总表"),
        ("patrols", vec!["--grid", "罕台镇/撖家塔村"], "示范数据"),
    ] {
        for ending in ["txt", "pdf"] {
            let file = folder.path().join(format!("{sheet}.{ending}"));
            let shown = file.display().to_string();
            let args: Vec<&str> = ["print", sheet, "--out", &shown].into_iter().chain(more.iter().copied()).collect();
            done(&dir, &args);
            let bytes = std::fs::read(&file).unwrap();
            if ending == "txt" {
                assert!(text(&bytes).contains(words), "{sheet}");
            } else {
                assert!(bytes.starts_with(b"%PDF-"), "{sheet}");
            }
        }
    }
    let ranks = json(&dir, &["assess", "rank", "2024"]);
    assert_eq!(ranks["rows"][0]["rank"], 1);

    let fields: Vec<_> = json(&dir, &["history", "--limit", "1"])["rows"].as_array().unwrap().clone();
    assert!(fields[0]["title"].as_str().unwrap().contains("巡查"));
    assert!(done(&dir, &["undo"]).contains("撤销"));
    assert!(done(&dir, &["redo"]).contains("重做"));
}

#[test]
fn a_year_is_scored_from_the_shell() {
    let (_folder, dir) = district();
    fails(&dir, 2, &["assess", "open", "2023"]);
    done(&dir, &["assess", "open", "2024"]);
    assert!(fails(&dir, 2, &["assess", "score", "2024", "罕台镇", "1.1", "四"]).contains("不是分数"));
    assert!(fails(&dir, 3, &["assess", "score", "2024", "罕台镇", "1.1", "5"]).contains("2024"));
    done(&dir, &["assess", "freeze", "2024"]);
    done(&dir, &["assess", "score", "2024", "罕台镇", "1.1", "5"]);
    assert!(fails(&dir, 2, &["assess", "score", "2024", "罕台镇", "1.2", "5.1"]).contains("超过本项满分"));
    assert!(fails(&dir, 2, &["assess", "score", "2024", "罕台镇", "1.2", "4"]).contains("扣分原因"));
    let refused = fails(&dir, 3, &["assess", "confirm", "2024", "--on", "2025-03-01"]);
    assert!(refused.contains("罕台镇"), "{refused}");
    assert!(done(&dir, &["assess", "show", "2024", "罕台镇"]).contains("已得 5.0 分"));
}

#[test]
fn wrong_calls_are_explained_in_chinese() {
    let (_folder, dir) = district();
    assert!(fails(&dir, 2, &["list", "没有的"]).contains("grids（网格）"));
    assert!(fails(&dir, 2, &["nosuch"]).contains("没有「nosuch」这个命令"));
    assert!(fails(&dir, 2, &["do", "{"]).contains("不是 JSON"));
    assert!(fails(&dir, 2, &["do", r#"{"do":"fly"}"#]).contains("读不懂"));
    assert!(
        fails(&dir, 2, &["do", r#"{"do":"rename_grid","grid":"没有的村","name":"新","from":"2025-01-01"}"#])
            .contains("没有的村")
    );
    assert!(fails(&dir, 2, &["print", "annex2", "--out", "表.docx"]).contains(".pdf 或 .txt"));
    assert!(fails(&dir, 3, &["--user", "陌生人", "undo"]).contains("陌生人"));
    assert!(fails(&dir.join("没有"), 4, &["verify"]).contains("没有工作区"));
    let output = gengbao(&dir, &["list", "没有的", "--json"]);
    let fault: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(fault["error"]["kind"], "input");
}

#[test]
fn backup_restore_and_verify() {
    let (folder, dir) = district();
    let backup = folder.path().join("备份.db");
    let shown = backup.display().to_string();
    done(&dir, &["backup", &shown]);
    assert!(fails(&dir, 2, &["backup", &shown]).contains("已经有文件"));
    let restored = folder.path().join("恢复");
    done(&dir, &["restore", &shown, &restored.display().to_string()]);
    assert_eq!(json(&restored, &["list", "grids", "--limit", "500"])["total"], 124);
    assert!(done(&restored, &["verify"]).contains("完好"));
}

#[test]
fn the_demonstration_works_without_a_display() {
    let (folder, dir) = sample();
    let output = gengbao(folder.path(), &["demo", &dir.display().to_string()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    for sheet in ["附件2", "考核评分表", "考核结果汇总表", "巡查台账"] {
        assert!(said.contains(sheet), "{said}");
    }
    assert_eq!(std::fs::read_dir(dir.join("打印")).unwrap().count(), 4);
}

#[test]
fn a_workspace_is_found_from_where_one_stands() {
    let (_folder, dir) = sample();
    let output = Command::new(env!("CARGO_BIN_EXE_gengbao"))
        .current_dir(dir.parent().unwrap())
        .args(["--workspace", "示范", "verify"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn every_command_and_sheet_is_listed() {
    let (_folder, dir) = district();
    let commands = json(&dir, &["commands"]);
    assert!(commands.as_array().unwrap().iter().any(|command| command["do"] == "log_patrol"));
    assert_eq!(json(&dir, &["sheets"]).as_array().unwrap().len(), 4);
}
