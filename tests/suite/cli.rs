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

pub fn done(workspace: &Path, args: &[&str]) -> String {
    let output = gengbao(workspace, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

pub fn json(workspace: &Path, args: &[&str]) -> Value {
    let with_json: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&done(workspace, &with_json)).unwrap()
}

pub fn fails(workspace: &Path, status: i32, args: &[&str]) -> String {
    let output = gengbao(workspace, args);
    assert_eq!(output.status.code(), Some(status), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    assert!(output.stdout.is_empty(), "a fault goes to standard error only");
    text(&output.stderr)
}

/// What is answered with exit status 1: done, with something found.
pub fn answers_no(workspace: &Path, args: &[&str]) -> String {
    let output = gengbao(workspace, args);
    assert_eq!(output.status.code(), Some(1), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// A new 东胜区 of the program's own list.
pub fn district() -> (TempDir, PathBuf) {
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
pub fn sample() -> (TempDir, PathBuf) {
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
    copy_folder(original, &dir);
    (folder, dir)
}

/// A workspace with what it keeps, but for its lock and its backups.
fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else if entry.file_name() != "gengbao.lock" {
            std::fs::copy(&path, &copy).unwrap();
        }
    }
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
        ("handover", vec!["--person", "铜川镇人民政府镇长郝𬭎", "--on", "2025-07-01"], "铜川镇总监督人"),
        ("term", vec!["--person", "郝𬭎", "--from", "2025-01-01"], "为离任审计提供，供参考"),
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
    let pairings = json(&dir, &["list", "pairings", "--limit", "1000"]);
    assert!(pairings["rows"].as_array().unwrap().iter().any(|row| row["grid"] == "铜川镇"));
    let whole = |row: &Value| row["overseer"].as_array().unwrap().iter().all(|word| word.as_str().is_some());
    assert!(pairings["rows"].as_array().unwrap().iter().all(whole), "no empty place between role and person");
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
    assert!(fails(&dir, 2, &["do", r#"{"do":"fly"}"#]).contains("没有「fly」这条命令"));
    assert!(
        fails(&dir, 2, &["do", r#"{"do":"rename_grid","grid":"没有的村","name":"新","from":"2025-01-01"}"#])
            .contains("没有的村")
    );
    assert!(fails(&dir, 2, &["print", "annex2", "--out", "表.docx"]).contains(".pdf、.svg 或 .txt"));
    assert!(fails(&dir, 3, &["--user", "陌生人", "undo"]).contains("陌生人"));
    assert!(fails(&dir.join("没有"), 4, &["verify"]).contains("没有工作区"));
    let output = gengbao(&dir, &["list", "没有的", "--json"]);
    let fault: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(fault["error"]["kind"], "input");
}

#[test]
fn commands_are_read_as_people_write_them() {
    let (folder, dir) = sample();
    let photo = folder.path().join("现场.jpg");
    std::fs::write(&photo, "照片").unwrap();
    let command = serde_json::json!({
        "do": "log_patrol", "date": "2025年6月9日", "start": "8:30", "kind": "巡田", "grid": "罕台镇/撖家塔村",
        "patrollers": ["李㛃"], "finding": "未发现问题", "weather": "晴", "files": [photo],
    });
    let logged = json(&dir, &["do", &command.to_string()]);
    let shown = json(&dir, &["show", "patrols", logged["made"][0].as_str().unwrap()]);
    assert_eq!(
        (&shown["start"], &shown["kind"], &shown["weather"]),
        (&"08:30:00".into(), &"巡田".into(), &"晴".into())
    );
    assert_eq!(shown["files"], 1);
    assert_eq!(shown["history"][0]["operator"], "示范管理员");
    let line = |day: &str| serde_json::json!({"date": day, "kind": "巡田", "grid": "罕台镇/撖家塔村", "patrollers": ["李㛃"], "finding": "未发现问题"});
    let lines = serde_json::json!({"do": "log_patrols", "lines": [line("5月5日"), line("2025-05-06")]});
    let logged = json(&dir, &["do", &lines.to_string()]);
    assert_eq!(logged["made"].as_array().map(Vec::len), Some(2));
    for (command, words) in [
        (r#"{"do":"appoint","post":"区长","person":"李㛃","from":"2025-02-30"}"#, "from：「2025-02-30」这一天不存在"),
        (r#"{"do":"appoint","post":"区长","person":"李㛃","from":"下月"}"#, "from：「下月」不是日期"),
        (r#"{"do":"log_patrol","start":"8点"}"#, "start：「8点」不是时间"),
        (r#"{"do":"log_patrols","lines":[{"date":"2025-06-01"},{"start":"8点"}]}"#, "第 2 行：start：「8点」不是时间"),
        (r#"{"do":"log_patrols","lines":[{"dtae":"2025-06-01"}]}"#, "第 1 行：没有字段「dtae」"),
        (
            r#"{"do":"log_patrols","lines":[{"date":"2025-7-1","kind":"巡田","grid":"罕台镇/撖家塔村","patrollers":["李㛃"],"finding":"未发现问题"}]}"#,
            "第 1 行：巡查日期在今天之后",
        ),
        (r#"{"do":"open_assessment","year":"今年"}"#, "year：「今年」不是整数"),
        (r#"{"do":"add_person"}"#, "缺少字段「name」"),
        (r#"{"do":"add_person","nmae":"王某"}"#, "没有字段「nmae」"),
        (r#"{"do":"fly"}"#, "没有「fly」这条命令"),
        (r#"{"name":"王某"}"#, "没有写明要做什么"),
        (
            r#"{"do":"assign_duty","grid":"罕台镇","role":"村长","holder":{"post":"区长"},"from":"2025-01-01"}"#,
            "role：没有「村长」这个词\n可选：总监督人",
        ),
        (
            r#"{"do":"assign_duty","grid":"罕台镇","role":"监督人","holder":{"post":"区长"},"from":"2025-01-01"}"#,
            "二级网格没有「监督人」",
        ),
        ("[]", "一条命令也没有"),
        ("3", "命令须写成"),
    ] {
        let said = fails(&dir, 2, &["do", command]);
        assert!(said.contains(words), "{command}: {said}");
    }
    let half = r#"[{"do":"add_person","name":"甲一"},{"do":"add_person","name":""}]"#;
    let output = gengbao(&dir, &["do", half]);
    assert_eq!((output.status.code(), text(&output.stdout).trim()), (Some(2), "新增人员 甲一"));
    let said = text(&output.stderr);
    assert!(said.contains("第 2 条命令：请填写姓名") && said.contains("前 1 条已经办理"), "{said}");
}

#[test]
fn ledgers_are_filtered_exactly_sorted_and_counted() {
    let (_folder, dir) = sample();
    let of_role = json(&dir, &["list", "duties", "--where", "role=监督人", "--limit", "3"]);
    assert_eq!((&of_role["total"], of_role["rows"].as_array().unwrap().len()), (&108.into(), 3));
    assert!(of_role["rows"].as_array().unwrap().iter().all(|row| row["role"] == "监督人"));
    let chief = json(&dir, &["list", "duties", "--where", "grid=东胜区", "--where", "role=总监督人"]);
    assert!(chief["rows"][0]["person"].is_string(), "a duty of a post names who holds it: {chief}");
    let found = json(&dir, &["list", "patrols", "--where", "kind=巡田", "--limit", "1"]);
    let all = json(&dir, &["list", "patrols", "--limit", "1"]);
    assert!(found["total"].as_u64().unwrap() < all["total"].as_u64().unwrap());
    let first = |args: &[&str]| json(&dir, args)["rows"][0]["date"].as_str().unwrap().to_owned();
    let oldest = first(&["list", "patrols", "--sort", "date", "--limit", "1"]);
    assert!(oldest < first(&["list", "patrols", "--sort", "-date", "--limit", "1"]), "{oldest}");
    assert!(fails(&dir, 2, &["list", "people", "--where", "age=1"]).contains("可选：id"));
    assert!(fails(&dir, 2, &["list", "people", "--sort", "age"]).contains("没有「age」这个字段"));
}

#[test]
fn a_record_is_shown_whole_with_its_history() {
    let (_folder, dir) = sample();
    let town = json(&dir, &["show", "grids", "150602107"]);
    assert_eq!(
        (&town["name"], &town["stat_code"], &town["civil_code"]),
        (&"罕台镇".into(), &"150602101".into(), &"150602107".into())
    );
    assert_eq!((&town["annex2_order"], &town["from"]), (&1.into(), &"2023-12-18".into()));
    assert!(
        town["roles"]
            .as_array()
            .unwrap()
            .iter()
            .any(|role| role["role"] == "总监督人" && role["people"][0].is_string())
    );
    assert!(!town["history"].as_array().unwrap().is_empty());
    let appointed = json(&dir, &["do", r#"{"do":"appoint","post":"区长","person":"李㛃","from":"2025-06-01"}"#]);
    let post = json(&dir, &["show", "posts", "区长"]);
    assert!(post["history"][0]["title"].as_str().unwrap().contains("李㛃"));
    let operation = json(
        &dir,
        &[
            "show",
            "operations",
            appointed["op"].as_str().map_or_else(|| appointed["op"].to_string(), str::to_owned).as_str(),
        ],
    );
    let changed = operation["changed"].as_array().unwrap();
    assert!(changed.iter().any(|change| change["kind"] == "新增" && change["table"] == "任职"), "{operation}");
    assert!(changed.iter().any(|change| change["kind"] == "修改" && change["fields"][0]["new"].is_string()));
}

#[test]
fn an_assessed_unit_is_named_in_any_way_and_sheets_say_what_they_cannot() {
    let (folder, dir) = sample();
    for name in ["泊江海子镇", "150602100", "150602106", "泊尔江海子镇"] {
        assert!(done(&dir, &["assess", "show", "2024", name]).contains("泊尔江海子镇"), "{name}");
    }
    assert!(done(&dir, &["assess", "show", "2024", "农牧局"]).contains("区农牧局"));
    assert!(fails(&dir, 2, &["assess", "score", "2025", "罕台镇", "1.1", "-1"]).contains("不能小于 0"));
    let out = folder.path().join("没有").join("表.pdf").display().to_string();
    assert!(fails(&dir, 2, &["print", "annex2", "--out", &out]).contains("不能写入"));
    let out = folder.path().join("表.txt");
    let shown = out.display().to_string();
    let turned = ["print", "patrols", "--from", "2025-06-09", "--to", "2025-06-01", "--out", &shown];
    assert!(fails(&dir, 2, &turned).contains("晚于截止日期"));
    done(&dir, &["--as-of", "2025-06-08", "print", "patrols", "--from", "2025-06-01", "--out", &shown]);
    let printed = std::fs::read_to_string(&out).unwrap();
    assert!(printed.contains("2025年6月1日至2025年6月8日") && !printed.contains("2025-06-09"), "{printed}");
    done(&dir, &["do", r#"{"do":"set_setting","key":"chief_scope","value":"全区"}"#]);
    done(&dir, &["print", "annex2", "--out", &shown]);
    let printed = std::fs::read_to_string(&out).unwrap();
    assert!(printed.contains("全区") && !printed.contains("全区全域"), "{printed}");
}

#[test]
fn wrong_calls_answer_json_too_and_help_is_chinese() {
    let (_folder, dir) = district();
    for args in [&["nosuch"][..], &["list"], &["list", "grids", "--as-of", "2025-02-30"], &["assess", "open", "abc"]] {
        let with_json: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let fault: Value = serde_json::from_str(&fails(&dir, 2, &with_json)).unwrap();
        assert_eq!(fault["error"]["kind"], "input");
    }
    for args in [&["--help"][..], &["list", "--help"], &["assess", "score", "--help"]] {
        let help = done(&dir, args);
        assert!(
            help.contains("用法：") && help.contains("选项") && !help.contains("Usage") && !help.contains("Print"),
            "{help}"
        );
    }
    assert!(done(&dir, &["--version"]).contains("gengbao"));
}

#[test]
fn annexes_are_printed_alone_bound_and_one_file_each() {
    let (folder, dir) = sample();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (one, bound, each) = (path("附件4.txt"), path("附件4.pdf"), path("各村"));
    done(&dir, &["print", "annex4", "--grid", "撖家塔村", "--out", &one]);
    assert!(std::fs::read_to_string(&one).unwrap().contains("村（社区）：罕台镇撖家塔村"));
    let whole = json(&dir, &["print", "annex4", "--all", "--whole-district", "--out", &bound]);
    assert!(whole["pages"].as_u64().unwrap() >= 108 && std::fs::read(&bound).unwrap().starts_with(b"%PDF"));
    let files = json(&dir, &["print", "附件4", "--all", "--grid", "罕台镇", "--out", &each]);
    let files = files["files"].as_array().unwrap();
    assert!(files.len() > 5 && files.iter().all(|file| Path::new(file.as_str().unwrap()).exists()), "{files:?}");
    assert!(done(&dir, &["print", "annex3", "--all", "--out", &bound]).contains("11 页"));
    assert!(fails(&dir, 2, &["print", "annex3", "--out", &one]).contains("没有写明网格"));
    assert!(fails(&dir, 2, &["print", "annex3", "--all", "--grid", "罕台镇", "--out", &one]).contains("不能同时"));
    assert!(fails(&dir, 3, &["print", "public", "--grid", "罕台镇", "--out", &one]).contains("举报电话"));
    assert!(fails(&dir, 2, &["print", "blank", "--out", &one]).contains("没有写明是哪张表"));
    done(&dir, &["print", "blank", "--form", "annex3", "--out", &one]);
    assert!(std::fs::read_to_string(&one).unwrap().contains("镇政府其"));
    let issued = r#"{"do":"issue_sheets","annex":"annex3","as_of":"2025-01-31","issued_on":"2025-02-05","document":"示范办〔2025〕1号"}"#;
    assert!(done(&dir, &["do", issued]).contains("等11张"));
    assert_eq!(json(&dir, &["list", "issues"])["rows"][0]["sheets"], 11);
    done(&dir, &["print", "changes", "--form", "annex3", "--out", &one]);
    let changes = std::fs::read_to_string(&one).unwrap();
    assert!(changes.contains("与上次印发（截至2025年1月31日，示范办〔2025〕1号）相比"), "{changes}");
    assert!(changes.contains("铜川镇") && changes.contains("〔2025〕3号"), "{changes}");
}

#[test]
fn a_demonstration_is_not_given_in_a_real_workspace() {
    let (_folder, dir) = district();
    let output = gengbao(&dir, &["demo", &dir.display().to_string(), "--no-window"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("正式的工作区"));
    assert!(!dir.join("打印").exists());
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
    let output = gengbao(folder.path(), &["demo", &dir.display().to_string(), "--no-window", "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&answer["made"], answer["files"].as_array().unwrap().len()), (&false.into(), 4));
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
    assert_eq!(json(&dir, &["sheets"]).as_array().unwrap().len(), gengbao::session::sheet::SHEETS.len());
}

#[test]
fn check_and_who_answer_with_their_status() {
    let (_folder, dir) = district();
    let bare = gengbao(&dir, &["check", "--json"]);
    let report: Value = serde_json::from_slice(&bare.stdout).unwrap();
    assert_eq!((bare.status.code(), report["grids"][1].as_u64()), (Some(1), Some(15)));
    assert!(report["findings"].as_array().unwrap().iter().any(|found| found["kind"] == "role_unassigned"));
    let chain = json(&dir, &["who", "罕台镇/撖家塔村", "--on", "2025-06-10"]);
    assert_eq!((chain["standing"].as_str(), chain["path"].as_str()), (Some("stands"), Some("罕台镇/撖家塔村")));
    let before = gengbao(&dir, &["who", "罕台镇/撖家塔村", "--on", "2001-01-01"]);
    assert_eq!(before.status.code(), Some(1));
    assert!(text(&before.stdout).contains("还没有「撖家塔村」这一网格"), "{}", text(&before.stdout));
    assert!(fails(&dir, 2, &["who", "无此村"]).contains("没有名为「无此村」的网格"));
    let sheet = dir.join("证明.txt");
    done(&dir, &["print", "certificate", "--out", sheet.to_str().unwrap()]);
    assert!(std::fs::read_to_string(sheet).unwrap().contains("东胜区网格体系检查证明"));
}

#[test]
fn diagrams_are_printed_and_drawn_by_scope_and_paper() {
    let (folder, dir) = sample();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let overview = json(&dir, &["print", "diagram", "--out", &file("总图.pdf")]);
    assert_eq!(overview["pages"], 1, "the whole district on one A3 page");
    assert!(std::fs::read(file("总图.pdf")).unwrap().starts_with(b"%PDF"));
    done(&dir, &["print", "网格导图", "--grid", "罕台镇", "--paper", "a3", "--out", &file("罕台镇.svg")]);
    let drawn = std::fs::read_to_string(file("罕台镇.svg")).unwrap();
    assert!(drawn.contains("罕台镇耕地保护二级网格导图") && drawn.contains("width=\"420mm\""));
    let set = json(&dir, &["print", "diagram", "--each", "--paper", "a3", "--listed-only", "--out", &file("全套.svg")]);
    assert_eq!(set["pages"], 12, "level 1 and eleven listed grids");
    assert!(Path::new(&file("全套-12.svg")).exists() && !Path::new(&file("全套.svg")).exists());
    let text = fails(&dir, 2, &["print", "diagram", "--grid", "没有的村", "--out", &file("x.pdf")]);
    assert!(text.contains("没有的村"), "{text}");
}

#[test]
fn spreadsheets_go_in_and_out() {
    let (folder, dir) = district();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (people, errors) = (path("人员.csv"), path("有误.xlsx"));
    std::fs::write(&people, "名单\n序号,姓名,号码\n1,王 芳,13800001111\n2,李强,没有\n").unwrap();
    let dry = ["import", "人员", &people, "--map", "号码=手机号码", "--dry-run", "--errors", &errors];
    let output = gengbao(&dir, &dry);
    assert_eq!(output.status.code(), Some(1), "a dry run with a wrong row says no");
    let said = text(&output.stdout);
    assert!(said.contains("第 4 行 有误 李强：手机号码只能有数字和连字符"), "{said}");
    assert!(said.contains("只核对，没有保存：新增 1、变更 0、相同 0、有误 1"), "{said}");
    assert!(Path::new(&errors).is_file());
    let taken = ["import", "people", &people, "--map", "号码=phone", "--set", "备注=名单", "--good-only", "--json"];
    let output = gengbao(&dir, &taken);
    assert_eq!(output.status.code(), Some(1), "one row was left out");
    let document: Value = serde_json::from_str(&text(&output.stdout)).unwrap();
    assert_eq!((&document["done"], &document["counts"]["new"]), (&Value::Bool(true), &Value::from(1)));
    assert_eq!(document["lines"][1]["faults"][0]["field"], "phone");
    let exported = path("人员.xlsx");
    assert!(done(&dir, &["export", "people", &exported, "--where", "姓名=王芳"]).contains("已导出人员 1 条"));
    assert!(
        done(&dir, &["import", "人员", &exported]).contains("新增 0、变更 0、相同 1、有误 0"),
        "the same changes nothing"
    );
    let template = path("模板.xlsx");
    assert!(done(&dir, &["template", "网格职责", &template]).contains("已生成网格职责模板"));
    let rows = r#"{"do": "import", "kind": "grids", "rows": [{"line": 2, "values":
        {"name": "新村", "kind": "村", "parent": "罕台镇", "from": "2025-1-1"}}]}"#;
    assert!(done(&dir, &["do", rows]).contains("导入网格：新增 1"));
    assert!(fails(&dir, 2, &["import", "颜色", &people]).contains("不能导入「颜色」"));
    assert!(fails(&dir, 2, &["import", "人员", &people, "--map", "甲=姓名"]).contains("表头里没有「甲」这一列"));
    assert!(fails(&dir, 2, &["import", "人员", &path("没有.xlsx")]).contains("没有这个文件"));
    assert!(fails(&dir, 2, &["export", "people", &path("人员.pdf")]).contains(".xlsx 或 .csv"));
}

#[test]
fn a_reader_that_stops_reading_is_no_fault() {
    let (_folder, dir) = district();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gengbao"))
        .args(["--now", NOW, "--workspace"])
        .arg(&dir)
        .args(["list", "grids"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
}
