//! The settings a district decides for itself, each with where it comes from (decisions.md: visible, never silent).

use super::text;

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// A phone number, or nothing.
    Phone,
    /// One line of at most this many characters.
    Line(usize),
    /// A whole number from the first to the second.
    Whole(u32, u32),
}

/// A setting the program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Stable English name.
    pub key: &'static str,
    pub label: &'static str,
    pub kind: SettingKind,
    pub default: &'static str,
    /// Where the default comes from, in words for the person who may change it.
    pub source: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// Every setting, in the order they are shown.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "hotline",
        label: "举报电话",
        kind: SettingKind::Phone,
        default: "",
        source: "方案要求公示举报方式（七、保障措施），没有给出号码，须由本单位填写",
        help: "打印公示内容时使用",
    },
    Setting {
        key: "contact_phone",
        label: "公文联系电话",
        kind: SettingKind::Phone,
        default: "",
        source: "方案没有给出号码，须由本单位填写办公电话",
        help: "打印在整改通知书和移送函的联系电话一栏；不填时留空手写",
    },
    Setting {
        key: "chief_scope",
        label: "区级总监督人的包联网格",
        kind: SettingKind::Line(30),
        default: "全区全域",
        source: "附件2第一行原文",
        help: "打印在一级网格监督监管表总监督人一行",
    },
    Setting {
        key: "town_chief_scope",
        label: "镇（街道）总监督人的包联网格",
        kind: SettingKind::Line(30),
        default: "全镇（街道）",
        source: "建议值，非文件规定：附件3第一行原文为“所包联的村、社区”，总监督人负责全镇（街道）",
        help: "打印在二级网格监督监管表总监督人一行：“全镇（街道）”按实际印成“全镇”或“全街道”；清空时列出其包联的村、社区",
    },
    Setting {
        key: "filing_receiver",
        label: "网格划分报备受理单位",
        kind: SettingKind::Line(60),
        default: "区自然资源分局",
        source: "建议值，非文件规定：方案没有规定向谁报备，区自然资源分局是架构组建阶段的牵头单位",
        help: "登记网格划分报备时自动填写",
    },
    Setting {
        key: "reward_scheme",
        label: "有奖举报办法文号",
        kind: SettingKind::Line(60),
        default: "",
        source: "方案要求积极探索制定有奖举报办法措施，本身没有规定（七、保障措施）；印发办法后由本单位填写",
        help: "没有填写时不能登记举报奖励",
    },
    Setting {
        key: "clue_due_months",
        label: "图斑月清期限（月）",
        kind: SettingKind::Whole(0, 12),
        default: "1",
        source: "建议值，非文件规定：月清是“本月完成上月图斑的核查”，方案没有规定",
        help: "登记图斑批次时，没有填写完成期限的，按影像月份之后第几个月的月末计算",
    },
    Setting {
        key: "transfer_non_agricultural",
        label: "非农化问题移送部门",
        kind: SettingKind::Line(60),
        default: "区自然资源分局",
        source: "建议值，非文件规定：方案没有规定哪一类问题移送哪个部门",
        help: "处置问题时建议的承办单位，名称与单位名单里的部门对应；几个部门用“、”隔开，清空时不建议",
    },
    Setting {
        key: "transfer_non_grain",
        label: "非粮化问题移送部门",
        kind: SettingKind::Line(60),
        default: "区农牧局",
        source: "建议值，非文件规定：方案没有规定哪一类问题移送哪个部门",
        help: "处置问题时建议的承办单位，名称与单位名单里的部门对应；几个部门用“、”隔开，清空时不建议",
    },
    Setting {
        key: "transfer_abandoned",
        label: "撂荒问题移送部门",
        kind: SettingKind::Line(60),
        default: "区农牧局",
        source: "建议值，非文件规定：方案没有规定哪一类问题移送哪个部门",
        help: "处置问题时建议的承办单位，名称与单位名单里的部门对应；几个部门用“、”隔开，清空时不建议",
    },
    Setting {
        key: "transfer_dumping",
        label: "排放、倾倒污染物移送部门",
        kind: SettingKind::Line(60),
        default: "区水利局、生态环境",
        source: "建议值，非文件规定：方案没有规定哪一类问题移送哪个部门",
        help: "处置问题时建议的承办单位，名称与单位名单里的部门对应；几个部门用“、”隔开，清空时不建议",
    },
];

/// The setting of a key.
pub fn known(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}

impl Setting {
    /// The value as it is stored.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn check(&self, typed: &str) -> Result<String, String> {
        match self.kind {
            SettingKind::Phone => text::phone(self.label, typed),
            SettingKind::Line(max) => text::line(self.label, typed, max),
            SettingKind::Whole(from, to) => match typed.trim().parse::<u32>() {
                Ok(number) if (from..=to).contains(&number) => Ok(number.to_string()),
                _ => Err(format!("{}请填写 {from} 至 {to} 的整数", self.label)),
            },
        }
    }
}
