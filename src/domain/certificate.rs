//! What the printed certificate of the check says (R092, R102).

use chrono::NaiveDate;

use super::sheet::SheetFrame;

/// 网格体系检查证明.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub frame: SheetFrame,
    /// 「东胜区」; empty when there is no grid on the day.
    pub district: String,
    /// The first day on which gaps and overlaps were looked for.
    pub since: NaiveDate,
    /// Grids by level in words: 「一级网格1个、二级网格15个」.
    pub grids: String,
    pub checks: Vec<CertifiedCheck>,
    pub exceptions: Vec<Exception>,
}

/// One line of what was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertifiedCheck {
    pub name: String,
    /// What has to be true.
    pub rule: String,
    /// 「1.2、3.4」.
    pub items: String,
    /// 「108个网格」.
    pub examined: String,
    /// There was nothing to look at.
    pub idle: bool,
    pub missing: u32,
    pub doubts: u32,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// 「职务空缺」.
    pub kind: String,
    /// 「罕台镇/撖家塔村」.
    pub place: String,
    pub words: String,
    /// 「缺项」 or 「待核对」.
    pub severity: String,
    pub advice: String,
}
