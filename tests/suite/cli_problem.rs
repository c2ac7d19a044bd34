//! One problem from finding to 销号 by the real program: with names, papers, refusals, reminders and export.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::{done, fails, json as answer, sample};

/// Who holds a role of a grid in the sample.
fn holder(dir: &Path, grid: &str, role: &str) -> String {
    let rows = answer(dir, &["list", "duties", "--where", &format!("grid={grid}"), "--where", &format!("role={role}")]);
    rows["rows"][0]["person"].as_str().unwrap().to_owned()
}

/// The problem that the steps below are about.
struct Case<'a> {
    dir: &'a Path,
    number: String,
}

impl Case<'_> {
    fn step(&self, on: &str, by: &str, act: &str, rest: Value) -> String {
        let mut step = json!({"do": "take_step", "id": self.number, "on": on, "act": act, "by": [by]});
        step.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        step.to_string()
    }

    fn takes(&self, on: &str, by: &str, act: &str, rest: Value) -> String {
        done(self.dir, &["do", &self.step(on, by, act, rest)])
    }

    /// The first line of what is said when it is refused.
    fn refused(&self, on: &str, by: &str, act: &str, rest: Value) -> String {
        fails(self.dir, 2, &["do", &self.step(on, by, act, rest)]).lines().next().unwrap().to_owned()
    }

    fn state(&self) -> String {
        answer(self.dir, &["show", "problems", &self.number])["state"].as_str().unwrap().to_owned()
    }

    fn paper(&self, name: &str) -> String {
        let (txt, pdf) = (self.dir.join(format!("{name}.txt")), self.dir.join(format!("{name}.pdf")));
        for file in [&txt, &pdf] {
            done(self.dir, &["print", name, "--number", &self.number, "--out", file.to_str().unwrap()]);
        }
        assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF"));
        std::fs::read_to_string(txt).unwrap().replace([' ', '\n', '　'], "")
    }
}

fn enter(dir: &Path, group: &str, finder: &str, rest: Value) -> String {
    let mut problem = json!({
        "do": "add_problem", "found_on": "2025-5-6", "found_at": "9:30", "source": "巡查", "kind": "非农化",
        "behaviours": ["建房"], "grid": "罕台镇/撖家塔村", "group": group, "land": "耕地", "area": "2.40",
        "concerned": [{"name": "示例某", "part": "承包者"}], "finders": [finder], "description": "正在耕地上砌墙建房。",
    });
    problem.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    let said = done(dir, &["do", &problem.to_string()]);
    said.strip_prefix("登记问题").unwrap().split('：').next().unwrap().to_owned()
}

/// A 网格员 of the village and the name of the group.
fn member(dir: &Path, group: &str) -> String {
    let people = answer(dir, &["list", "people", "--limit", "2000"]);
    let office = format!("罕台镇撖家塔村{group}网格员");
    let found = people["rows"].as_array().unwrap().iter().find(|one| one["office"].to_string().contains(&office));
    found.unwrap()["name"].as_str().unwrap().to_owned()
}

#[test]
fn one_problem_goes_to_its_end_by_command() {
    let (_folder, dir) = sample();
    let finder = member(&dir, "一社");
    let [elder, watcher] = ["监督人", "监管人"].map(|role| holder(&dir, "撖家塔村", role));
    let [law, deputy] = ["总监管人", "副总监督人"].map(|role| holder(&dir, "罕台镇", role));
    let district = holder(&dir, "东胜区", "总监管人");
    let case = Case {
        dir: &dir, number: enter(&dir, "罕台镇/撖家塔村/一社", &finder, json!({"spot": "村东机井旁"}))
    };

    let said = case.refused("2025-5-6", &elder, "核实", json!({"verdict": "属实"}));
    assert!(said.ends_with("还没有受理，不能核实；请先办理：劝阻、上报"), "{said}");
    let said = case.refused("2025-5-6", &elder, "批准", json!({}));
    assert_eq!(said, "act：没有「批准」这个词");
    case.takes("2025-5-6", &finder, "劝阻", json!({"way": "当面劝阻", "outcome": "未停止", "at": "9:40"}));
    let said = case.refused("2025-5-6", &finder, "上报", json!({"to": "罕台镇"}));
    assert!(said.contains("越级上报限于紧急情况"), "{said}");
    case.takes("2025-5-6", &finder, "上报", json!({"to": "罕台镇/撖家塔村"}));
    case.takes("2025-5-7", &elder, "上报", json!({"to": "罕台镇"}));
    case.takes("2025-5-7", &law, "退回", json!({"text": "请补充面积"}));
    case.takes("2025-5-7", &elder, "上报", json!({"to": "罕台镇"}));
    case.takes("2025-5-7", &law, "受理", json!({}));
    case.takes("2025-5-8", &law, "核实", json!({"verdict": "属实"}));
    let ordered = json!({"disposal": "自行整改", "due": "2025-5-20", "document": "示范整改1号", "text": "拆除复垦"});
    case.takes("2025-5-9", &law, "处置", ordered);
    case.takes("2025-5-9", &district, "挂牌督办", json!({"due": "2025-5-30", "document": "示范督办1号"}));
    case.takes("2025-5-12", &watcher, "整改", json!({"area": "1.00", "whole": false}));
    let said = case.refused("2025-5-12", &watcher, "整改", json!({"area": "5.00", "whole": false}));
    assert!(said.contains("超过涉及面积 2.40 亩"), "{said}");
    case.takes("2025-5-13", &law, "延期", json!({"due": "2025-6-6", "approver": deputy, "text": "连续降雨"}));
    case.takes("2025-5-13", &law, "中止", json!({"text": "连续降雨"}));
    assert!(case.refused("2025-5-14", &watcher, "整改", json!({"whole": true})).contains("请先恢复"));
    case.takes("2025-5-15", &law, "恢复", json!({}));
    case.takes("2025-5-16", &watcher, "整改", json!({"whole": true}));
    case.takes("2025-5-17", &law, "复查", json!({"passed": true}));
    let proof = json!({"document": "示范销号1号"});
    assert!(case.refused("2025-5-18", &deputy, "销号", proof.clone()).contains("请先解除"));
    case.takes("2025-5-18", &district, "解除督办", json!({}));
    assert!(case.refused("2025-5-18", &deputy, "销号", json!({})).contains("销号要有依据"));
    for (person, part) in [(&finder, "发现人"), (&elder, "上报人"), (&watcher, "整改人")] {
        let said = case.refused("2025-5-18", person, "销号", proof.clone());
        assert!(said.contains(&format!("{person}（{part}）")), "{said}");
    }
    case.takes("2025-5-18", &deputy, "销号", proof);
    assert_eq!(case.state(), "已销号");

    for (paper, words) in [
        ("case", "问题处置单"),
        ("notice", "二、整改期限：2025年5月20日前"),
        ("closure", "示范销号1号"),
        ("supervision", "2025年5月18日解除挂牌督办"),
    ] {
        let text = case.paper(paper);
        assert!(text.contains(words) && text.contains(&case.number), "{text}");
    }
    assert_eq!(
        case.paper("closure").matches(&finder).count(),
        2,
        "as finder at the top, and once as who found and told"
    );
    let refused = fails(&dir, 2, &["print", "transfer", "--number", &case.number, "--out", "x.txt"]);
    assert!(refused.contains("还没有移送"), "{refused}");

    let shown = done(&dir, &["show", "problems", &case.number]);
    assert!(shown.contains("2025-05-06 09:40 劝阻（当面劝阻）：未停止 → 已劝阻") && !shown.contains('{'), "{shown}");
    case.takes("2025-5-20", &deputy, "重开", json!({"text": "又在原处建房"}));
    assert_eq!(case.state(), "整改中");
    done(&dir, &["undo"]);
    assert_eq!(case.state(), "已销号");
}

#[test]
fn an_urgent_report_and_a_double_by_command() {
    let (_folder, dir) = sample();
    let finder = member(&dir, "二社");
    let district = holder(&dir, "东胜区", "总监管人");
    let first = enter(&dir, "罕台镇/撖家塔村/二社", &finder, json!({"urgent": true, "spot": "村西"}));
    let case =
        Case { dir: &dir, number: enter(&dir, "罕台镇/撖家塔村/二社", &finder, json!({"spot": "村北"})) };
    let urgent = json!({"to": "东胜区", "urgent": true, "reason": "正在连片取土", "text": "现场无人"});
    let said = done(&dir, &["do", &format!("[{}]", case.step("2025-5-6", &finder, "上报", urgent))]);
    assert!(said.contains("（越级，紧急）"), "{said}");
    assert!(said.contains("注意：越级上报，已抄告罕台镇"), "several commands tell their warnings too: {said}");
    case.takes("2025-5-7", &district, "合并", json!({"into": first}));
    assert!(case.refused("2025-5-7", &district, "受理", json!({})).contains("请先重开"));
    case.takes("2025-5-7", &district, "重开", json!({"text": "不是同一处"}));
    case.takes("2025-5-7", &district, "受理", json!({}));
    case.takes("2025-5-8", &district, "核实", json!({"verdict": "属实"}));
    let moved = json!({"disposal": "移送部门", "unit": "区水利局", "document": "示范移1号"});
    case.takes("2025-5-9", &district, "处置", moved);
    let letter = case.paper("transfer");
    assert!(letter.contains("区水利局：") && letter.contains("核实：属实"), "{letter}");
    assert!(!letter.contains("并入") && !letter.contains("重开"), "the office's own bookkeeping stays out: {letter}");
    assert!(case.refused("2025-5-10", &district, "复查", json!({"passed": true})).contains("请先登记回执"));

    let said = fails(&dir, 2, &["reminders", "--as-of", "2025-01-01"]);
    assert!(said.contains("用 --now 固定时钟"), "a day that would not count is not taken in silence: {said}");
    let due: Value = {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_gengbao"))
            .args(["--now", "2025-06-10T09:30:00+08:00", "--json", "--workspace"])
            .arg(&dir)
            .arg("reminders")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "something is overdue");
        serde_json::from_slice(&output.stdout).unwrap()
    };
    assert!(due["overdue"].as_array().unwrap().iter().any(|line| line["number"] == first.as_str()), "{due}");
    let table = dir.join("问题.csv");
    done(&dir, &["export", "problems", table.to_str().unwrap()]);
    let table = std::fs::read_to_string(table).unwrap();
    assert!(
        table.contains(&first) && table.contains("示**") && !table.contains("示例某"),
        "lists mask the people concerned"
    );
}

#[test]
fn lines_that_cannot_be_read_are_told_all_at_once() {
    let (_folder, dir) = sample();
    let watcher = holder(&dir, "撖家塔村", "监管人");
    let line = |date: &str, grid: &str, person: &str| json!({"date": date, "kind": "日常巡查", "grid": grid, "patrollers": [person], "finding": "未发现问题"});
    let month = |lines: Vec<Value>| json!({"do": "log_patrols", "lines": lines}).to_string();
    let wrong = vec![
        line("2025-5-1", "罕台镇/撖家塔村", &watcher),
        line("2025-5-1o", "罕台镇/撖家塔村", &watcher),
        line("2025-5-3", "罕台镇/无此村", "无此人"),
    ];
    let said = fails(&dir, 2, &["do", &month(wrong)]);
    for part in [
        "第 2 行：date：「2025-5-1o」不是日期",
        "第 3 行：2025年6月10日没有名为「罕台镇/无此村」的网格",
        "没有「无此人」",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let days = (1..=28).map(|day| line(&format!("2025-5-{day}"), "罕台镇/撖家塔村", &watcher)).collect();
    assert!(done(&dir, &["do", &month(days)]).contains("28"));
}

#[test]
fn a_tip_by_command_keeps_its_reporter_sealed() {
    let (_folder, dir) = sample();
    let watcher = holder(&dir, "撖家塔村", "监管人");
    let tip = json!({
        "do": "receive_tip", "received_on": "2025-5-6", "received_at": "8:30", "channel": "电话", "grid": "罕台镇/撖家塔村",
        "kind": "非农化", "content": "有人夜间拉沙", "reporter": {"name": "不可说", "phone": "000-99998888"},
    });
    let number = done(&dir, &["do", &tip.to_string()]).trim().strip_prefix("登记举报").unwrap().to_owned();
    let verified =
        json!({"do": "verify_tip", "id": number, "on": "2025-5-7", "by": watcher, "verdict": "属实", "text": "有沙坑"});
    done(&dir, &["do", &verified.to_string()]);
    let reward = json!({"do": "reward_tip", "id": number, "amount": "200", "on": "2025-5-8"});
    assert!(
        fails(&dir, 3, &["do", &reward.to_string()]).contains("「有奖举报办法文号」还没有填写，不能登记奖励"),
        "off until the scheme is set"
    );
    let table = dir.join("举报.csv");
    done(&dir, &["export", "tips", table.to_str().unwrap()]);
    let history = answer(&dir, &["history", "--limit", "5"]);
    let mut said = vec![std::fs::read_to_string(table).unwrap(), history.to_string()];
    for op in history["rows"].as_array().unwrap() {
        said.push(answer(&dir, &["show", "operations", op["op"].as_str().unwrap()]).to_string());
    }
    said.push(answer(&dir, &["list", "tips"]).to_string());
    said.push(answer(&dir, &["show", "tips", &number]).to_string());
    assert!(said.iter().all(|text| !text.contains("不可说") && !text.contains("99998888")), "{said:?}");
}
