//! Reforms from the command line: names instead of ids, Chinese kinds, the ledger and the printed bridge.

use crate::cli::{answers_no, district, done, fails, json};

#[test]
fn a_village_is_split_by_names_and_the_bridge_printed() {
    let (folder, dir) = district();
    for group in ["一社", "二社"] {
        let add = format!(
            r#"{{"do":"add_grid","parent":"罕台镇/撖家塔村","kind":"村民小组","name":"{group}","from":"2024-1-1"}}"#
        );
        done(&dir, &["do", &add]);
    }
    let split = |children: &str| {
        format!(
            r#"{{"do":"reform","on":"2025-5-1","document":"东政发〔2025〕5号","change":{{"kind":"分设","grid":"罕台镇/撖家塔村","parts":[
                {{"name":"撖东村","kind":"村","children":["撖家塔村/一社"]}},
                {{"name":"撖西村","kind":"村","children":[{children}]}}]}}}}"#
        )
    };
    assert!(fails(&dir, 2, &["do", &split("")]).contains("村民小组「二社」没有去向"));
    let title = done(&dir, &["do", &split("\"撖家塔村/二社\"")]);
    assert!(title.contains("「罕台镇撖家塔村」分设为「撖东村」「撖西村」（2025年5月1日起）"), "{title}");
    let reforms = json(&dir, &["list", "reforms"]);
    assert_eq!(reforms["rows"][0]["to"][1], "罕台镇/撖西村");
    let shown = json(&dir, &["show", "reforms", reforms["rows"][0]["id"].as_str().unwrap()]);
    assert_eq!((shown["kind"].as_str(), shown["document"].as_str()), (Some("分设"), Some("东政发〔2025〕5号")));
    let sheet = folder.path().join("对照.txt");
    let period = ["print", "bridge", "--from", "2025-01-01", "--to", "2025-12-31"];
    let out = ["--out", sheet.to_str().unwrap()];
    done(&dir, &[&period[..], &["--units-as-of", "2025-04-30", "--level", "village"], &out].concat());
    let text = std::fs::read_to_string(&sheet).unwrap();
    assert!(text.contains("一、按2025年4月30日的村（社区）汇总") && text.contains("罕台镇撖家塔村"), "{text}");
    assert!(fails(&dir, 2, &[&period[..2], &out].concat()).contains("没有写明巡查时间"));
    let unknown = r#"{"do":"reform","on":"今天","change":{"kind":"拆","grid":"罕台镇"}}"#;
    assert!(fails(&dir, 2, &["do", unknown]).contains("可选：rename、move、open、close、split、merge"));
}

#[test]
fn names_of_other_days_lead_to_the_grid_or_say_when_it_was() {
    let (_folder, dir) = district();
    let change = |on: &str, change: &str| {
        done(&dir, &["do", &format!(r#"{{"do":"reform","on":"{on}","end_open":true,"change":{change}}}"#)])
    };
    change("2025-5-1", r#"{"kind":"更名","grid":"罕台镇","name":"罕台新镇"}"#);
    change("2025-5-1", r#"{"kind":"撤销网格","grid":"罕台新镇/撖家塔村"}"#);
    change("2030-1-1", r#"{"kind":"新设","parent":"铜川镇","facts":{"name":"新立村","kind":"村"}}"#);
    let town = fails(&dir, 2, &["show", "grids", "罕台镇"]);
    assert!(town.contains("是不是：罕台新镇（2025年4月30日以前为罕台镇）"), "{town}");
    let closed = fails(&dir, 2, &["show", "grids", "罕台镇/撖家塔村"]);
    assert!(closed.contains("罕台镇/撖家塔村（存续至2025年4月30日）"), "{closed}");
    let coming = fails(&dir, 2, &["show", "grids", "新立村"]);
    assert!(coming.contains("铜川镇/新立村（自2030年1月1日起设立）"), "{coming}");
    let below = fails(&dir, 2, &["show", "grids", "罕台镇/罕台庙村"]);
    assert!(below.contains("是不是：罕台新镇/罕台庙村"), "{below}");
    assert!(done(&dir, &["who", "罕台镇"]).starts_with("罕台新镇"));
    assert!(answers_no(&dir, &["who", "撖家塔村"]).contains("存续至2025年4月30日"));
    assert!(answers_no(&dir, &["who", "罕台镇", "--on", "1999-01-01"]).contains("还没有「罕台镇」"));
}
