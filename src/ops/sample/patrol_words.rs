//! What the invented patrols say: ways, weather, findings with what was done, and notes.

use chrono::{Datelike, NaiveDate};

use crate::domain::{patrol::PatrolKind, random::Random};

/// What was found, and what was done about it in the order of growing weight.
pub struct FindingWords {
    found: &'static str,
    actions: [&'static str; 2],
}

const FINDINGS: [FindingWords; 14] = [
    FindingWords {
        found: "{place}东侧耕地边缘堆放建筑垃圾约{n}立方米，来源不明。",
        actions: [
            "已拍照留存，联系村（社区）组织清运，3日内复查。",
            "现场制止倾倒车辆1台，已报镇（街道）综合行政执法局查处。",
        ],
    },
    FindingWords {
        found: "{place}承包户在耕地上搭建彩钢棚1处，约{n}平方米，未见备案手续。",
        actions: [
            "现场劝阻，当事人同意自行拆除，约定7日内复查。",
            "当事人拒绝拆除，已上报监管人并移交综合行政执法局。",
        ],
    },
    FindingWords {
        found: "{place}沟道旁有新取土痕迹，面积约{n}平方米，疑似夜间取土。",
        actions: ["现场设置警示带，安排加密巡查。", "已上报镇（街道），会同自然资源所现场核实。"],
    },
    FindingWords {
        found: "{place}约{n}亩耕地未耕种，杂草较高，疑似撂荒。",
        actions: ["联系承包户，答复本季补种饲草料作物。", "承包户外出务工，已协调由邻近种植户代耕。"],
    },
    FindingWords {
        found: "{place}永久基本农田保护标志牌倾倒，牌面字迹不清。",
        actions: ["已扶正加固，牌面更换已报镇（街道）。", "已登记编号并申请更换。"],
    },
    FindingWords {
        found: "{place}耕地内新栽树苗约{n}株，种植户称用于防风。",
        actions: ["宣传耕地用途管控政策，种植户同意移栽至地外。", "已上报农牧部门核实，待处理意见。"],
    },
    FindingWords {
        found: "{place}道路施工临时占用耕地约{n}平方米，施工方未能出示临时用地手续。",
        actions: ["要求停止占用，施工方已撤出机械。", "已上报并移交自然资源分局核查临时用地手续。"],
    },
    FindingWords {
        found: "{place}排水渠损毁约{n}米，雨后有冲刷耕地的风险。",
        actions: ["组织人员临时封堵，已报农牧局安排维修。", "已联系施工队，一周内修复。"],
    },
    FindingWords {
        found: "{place}发现生活垃圾倾倒点1处，占地约{n}平方米。",
        actions: ["当日组织清理完毕，恢复原状。", "已清理并安装提示牌，责任人待查。"],
    },
    FindingWords {
        found: "{place}设施农业用房内堆放与农业无关的材料，涉及约{n}平方米。",
        actions: ["责令限期腾退，15日后复查。", "已上报镇（街道），会同农牧局核查用途。"],
    },
    FindingWords {
        found: "{place}地头停放运煤车辆，碾压耕地约{n}平方米。",
        actions: ["劝离车辆，驾驶员配合，督促平整。", "已报镇（街道）综合行政执法局，约谈车辆所属单位。"],
    },
    FindingWords {
        found: "{place}地膜残留较多，涉及约{n}亩。",
        actions: ["督促种植户捡拾回收，约定10日内完成。", "已联系残膜回收点上门回收。"],
    },
    FindingWords {
        found: "{place}有坟墓新建迹象，位于耕地内，占地约{n}平方米。",
        actions: ["现场劝导迁往公益性公墓，当事人表示商议。", "已上报镇（街道），会同民政部门处理。"],
    },
    FindingWords {
        found: "{place}耕地旁新挖水塘，面积约{n}平方米，未见审批。",
        actions: ["现场制止，当事人停止开挖并回填。", "已上报监管人，水利局已现场核实。"],
    },
];

const NOTES: [&str; 8] = [
    "向承包户发放耕地保护宣传单。",
    "与护林员同行。",
    "接群众反映后到场查看。",
    "下雨路滑，北侧地块未到，次日补查。",
    "核对永久基本农田标志牌，完好。",
    "地块四至清楚，界桩完好。",
    "灌溉设施运行正常。",
    "提醒承包户不得改变土地用途。",
];

/// Words for a finding at `place`: what was found and what was done.
pub fn finding(random: &mut Random, place: &str) -> (String, String) {
    let Some(words) = random.pick(&FINDINGS) else { return Default::default() };
    let number = random.between(3, 60).to_string();
    let found = words.found.replace("{place}", place).replace("{n}", &number);
    (found, random.word(&words.actions).to_owned())
}

/// A note on one patrol in eight.
pub fn note(random: &mut Random) -> &'static str {
    if random.chance(125) { random.word(&NOTES) } else { "" }
}

pub fn way(random: &mut Random, kind: PatrolKind) -> &'static str {
    let weights: [u32; 4] = match kind {
        PatrolKind::Routine => [70, 25, 3, 2],
        PatrolKind::Field => [50, 40, 8, 2],
        PatrolKind::Inspection | PatrolKind::Joint => [10, 70, 17, 3],
        PatrolKind::Guidance | PatrolKind::Special => [10, 80, 8, 2],
    };
    ["步行", "驾车", "无人机", "视频监控"][random.weighted(&weights)]
}

/// The weather of a day: one for the whole district, as the season allows.
pub fn weather(seed: u64, day: NaiveDate) -> &'static str {
    let mut random = Random::new(seed ^ u64::from(day.num_days_from_ce().unsigned_abs()));
    match day.month() {
        12 | 1 | 2 => random.word(&["晴", "晴", "多云", "阴", "小雪"]),
        3..=5 => random.word(&["晴", "晴", "多云", "大风", "扬沙", "阴"]),
        6..=8 => random.word(&["晴", "晴", "多云", "阵雨", "小雨", "中雨"]),
        _ => random.word(&["晴", "晴", "晴", "多云", "阴", "小雨"]),
    }
}
