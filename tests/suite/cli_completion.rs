//! 巡田制度 and 应巡实巡 by command: adopted, listed, summed up, printed and exported.

use crate::cli::{district, done, fails, json};

#[test]
fn rules_are_adopted_listed_and_summed_up() {
    let (folder, dir) = district();
    assert!(done(&dir, &["completion"]).contains("没有应巡；用 do adopt_patrol_rules 可以采用建议值"));
    done(&dir, &["do", r#"{"do": "adopt_patrol_rules", "set": "全年一致", "from": "2024-1-1"}"#]);
    let rules = json(&dir, &["list", "patrol_rules"]);
    assert_eq!(rules["rows"].as_array().map_or(0, Vec::len), 9, "{rules}");
    let rule = r#"{"do": "add_patrol_rule", "level": "三级网格", "role": "监督人", "grid": "罕台镇", "times": 1, "per": "周",
        "months": [4, 5, 6, 7, 8, 9, 10], "from": "2024-1-1"}"#;
    done(&dir, &["do", rule]);
    assert!(fails(&dir, 2, &["do", rule]).contains("罕台镇 三级网格监督人 每周 1 次（4—10月）"));
    done(
        &dir,
        &["do", r#"{"do": "add_waiver", "grid": "罕台镇", "from": "2025-3-1", "to": "2025-3-31", "reason": "防汛"}"#],
    );
    assert!(done(&dir, &["list", "patrol_waivers"]).contains("防汛"));
    let found = json(&dir, &["completion", "--from", "2025-01-01", "--to", "2025-05-31", "--grid", "罕台镇"]);
    assert_eq!((found["total"]["due"].as_u64(), found["rate"].as_str()), (Some(0), Some("—")), "nobody is in office");
    assert!(found["total"]["vacant"].as_u64() > Some(0), "{found}");
    let sheet = folder.path().join("表.txt");
    let to = sheet.to_str().unwrap();
    done(&dir, &["print", "completion", "--from", "2025-01-01", "--to", "2025-05-31", "--out", to]);
    let text = std::fs::read_to_string(&sheet).unwrap();
    assert!(text.contains("应巡实巡情况表") && text.contains("不自动计分"), "{text}");
    let table = folder.path().join("表.csv");
    done(&dir, &["export", "completion", table.to_str().unwrap()]);
    assert!(std::fs::read_to_string(&table).unwrap().contains("应巡,实巡,其中补巡"));
}
