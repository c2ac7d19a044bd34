//! What the invented problems say: kinds read from what a patrol found, and problems that came from elsewhere.

use crate::domain::problem::{Behaviour, ProblemKind, ProblemSource};

/// A word of a finding with the kind and behaviour it stands for.
const SIGNS: [(&str, ProblemKind, Option<Behaviour>); 11] = [
    ("建筑垃圾", ProblemKind::NonAgricultural, Some(Behaviour::PileSolids)),
    ("彩钢棚", ProblemKind::NonAgricultural, Some(Behaviour::BuildHouse)),
    ("取土", ProblemKind::NonAgricultural, Some(Behaviour::TakeSoil)),
    ("撂荒", ProblemKind::Abandoned, None),
    ("标志牌", ProblemKind::SignDamage, None),
    ("树苗", ProblemKind::NonGrain, None),
    ("施工临时占用", ProblemKind::NonAgricultural, Some(Behaviour::Other)),
    ("生活垃圾", ProblemKind::NonAgricultural, Some(Behaviour::DumpPollutants)),
    ("设施农业用房", ProblemKind::NonAgricultural, Some(Behaviour::Other)),
    ("坟墓", ProblemKind::NonAgricultural, Some(Behaviour::Other)),
    ("水塘", ProblemKind::NonGrain, None),
];

/// What kind of problem a finding is.
pub fn kind_of(found: &str) -> (ProblemKind, Option<Behaviour>) {
    let sign = SIGNS.iter().find(|(word, ..)| found.contains(word));
    sign.map_or((ProblemKind::Other, None), |(_, kind, behaviour)| (*kind, *behaviour))
}

/// A problem that no patrol of the sample found.
pub struct Outside {
    pub source: ProblemSource,
    pub kind: ProblemKind,
    pub behaviour: Option<Behaviour>,
    /// Who found it, in words; for a patrol those who walked.
    pub found_by: &'static str,
    /// `{place}` is the village.
    pub description: &'static str,
    /// The paper it came with, `{n}` its number.
    pub document: &'static str,
}

const fn outside(
    source: ProblemSource,
    kind: ProblemKind,
    behaviour: Option<Behaviour>,
    found_by: &'static str,
    description: &'static str,
    document: &'static str,
) -> Outside {
    Outside { source, kind, behaviour, found_by, description, document }
}

pub const OUTSIDE: [Outside; 9] = [
    outside(
        ProblemSource::Superior,
        ProblemKind::NonAgricultural,
        Some(Behaviour::BuildFactory),
        "区自然资源分局交办",
        "{place}北侧耕地上新建加工厂房1处，地面已硬化，未见用地手续。",
        "示范交办〔{y}〕{n}号",
    ),
    outside(
        ProblemSource::Satellite,
        ProblemKind::NonAgricultural,
        Some(Behaviour::DigSand),
        "卫星监测图斑",
        "{place}河滩地块影像有挖损痕迹，疑似挖沙，需现场举证。",
        "示范图斑〔{y}〕{n}号",
    ),
    outside(
        ProblemSource::Tip,
        ProblemKind::NonAgricultural,
        Some(Behaviour::DischargePollutants),
        "群众举报（已受理）",
        "{place}养殖点向耕地排放粪水，气味较大，影响相邻地块耕种。",
        "示范受理〔{y}〕{n}号",
    ),
    outside(
        ProblemSource::Department,
        ProblemKind::NonGrain,
        None,
        "区农牧局移送",
        "{place}高标准农田项目区内连片栽植景观苗木，耕作层未破坏。",
        "示范移送〔{y}〕{n}号",
    ),
    outside(
        ProblemSource::Superior,
        ProblemKind::Abandoned,
        None,
        "区农牧局交办",
        "{place}坡地连续两季未种植，杂草丛生，承包户长期外出。",
        "示范交办〔{y}〕{n}号",
    ),
    outside(
        ProblemSource::Satellite,
        ProblemKind::NonAgricultural,
        Some(Behaviour::BuildKiln),
        "卫星监测图斑",
        "{place}影像上新增砖窑及晾坯场地，占压耕地。",
        "示范图斑〔{y}〕{n}号",
    ),
    outside(
        ProblemSource::Department,
        ProblemKind::SignDamage,
        None,
        "公路养护单位移送",
        "{place}路口永久基本农田保护标志牌被车辆撞倒，基座断裂。",
        "示范移送〔{y}〕{n}号",
    ),
    outside(
        ProblemSource::Tip,
        ProblemKind::NonAgricultural,
        Some(Behaviour::PileSolids),
        "群众举报（已受理）",
        "{place}耕地堆放煤矸石，夜间仍有车辆进出。",
        "示范受理〔{y}〕{n}号",
    ),
    outside(
        ProblemSource::Satellite,
        ProblemKind::Other,
        None,
        "卫星监测图斑",
        "{place}地块影像色调变化，需核实现状地类。",
        "示范图斑〔{y}〕{n}号",
    ),
];
