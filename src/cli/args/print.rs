//! What is printed: the sheet, and what each sheet asks for.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, ValueEnum};

#[derive(Debug, ClapArgs)]
pub struct Print {
    /// 表的名称，见 gengbao sheets：annex2、annex3、annex4、diagram 等，或中文名称
    pub sheet: String,
    /// 网格：编号、代码、名称、别名或路径
    #[arg(long)]
    pub grid: Option<String>,
    /// 考核对象的名称（score）
    #[arg(long)]
    pub object: Option<String>,
    /// 年度（score、ranking、filings、pledges）
    #[arg(long)]
    pub year: Option<i32>,
    /// 人员：编号、姓名，或职务和姓名（handover、term、completion）
    #[arg(long)]
    pub person: Option<String>,
    /// 离任日期：不再任职的第一天（handover）；不写时为截至日期
    #[arg(long)]
    pub on: Option<NaiveDate>,
    /// 巡查台账、问题台账、应巡实巡情况表、任期履职情况表从哪一天起；变动对照表与哪一天相比，不写时与上次印发相比
    #[arg(long)]
    pub from: Option<NaiveDate>,
    /// 巡查台账、问题台账、应巡实巡情况表、任期履职情况表到哪一天止
    #[arg(long)]
    pub to: Option<NaiveDate>,
    /// 按哪一天的单位汇总（bridge）；不写时为截至日期
    #[arg(long)]
    pub units_as_of: Option<NaiveDate>,
    /// 汇总到镇（街道）或村（社区）（bridge）：town、village；不写时为 village
    #[arg(long, value_parser = ["town", "village"])]
    pub level: Option<String>,
    /// 月份，如 2026-03（monthly、monthly_summary、monthly_missing）；不写时为上个月
    #[arg(long)]
    pub month: Option<String>,
    /// 图斑批次的名称或编号（clue-board、clue-unanswered、clue-check）
    #[arg(long)]
    pub batch: Option<String>,
    /// 问题编号（case、notice、transfer、closure、supervision），例如 2026-0012，不写时请用 --all 打印筛选出的全部；
    /// 或图斑编号（clue-check，与 --batch 同用），只打印这一个
    #[arg(long)]
    pub number: Option<String>,
    /// 空档和重叠查全部历史（certificate）
    #[arg(long)]
    pub whole: bool,
    /// 打印全部镇、街道（annex3），或全部村、社区（annex4，可用 --grid 限于一个镇、街道），或全部公示（public），
    /// 或筛选出的全部问题的文书（case、notice、transfer、closure、supervision）
    #[arg(long)]
    pub all: bool,
    /// 与 --all 同用：也包括附件2没有列出的街道
    #[arg(long, requires = "all")]
    pub whole_district: bool,
    /// 哪张表（changes、blank）：annex2、annex3、annex4、patrols
    #[arg(long, value_enum, hide_possible_values = true)]
    pub form: Option<FormName>,
    #[command(flatten)]
    pub problems: ProblemOptions,
    #[command(flatten)]
    pub diagram: DiagramOptions,
    /// 输出文件：.pdf、.svg 或 .txt；与 --all 同用时也可以是文件夹，每张表一个文件
    #[arg(long)]
    pub out: PathBuf,
}

/// The forms as they are named on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormName {
    Annex2,
    Annex3,
    Annex4,
    Patrols,
}

/// Options of 问题台账 and of the papers of problems; `--grid`, `--from` and `--to` narrow them too.
#[derive(Debug, ClapArgs)]
pub struct ProblemOptions {
    /// 问题类型：非农化、非粮化、撂荒、破坏标志牌、其他
    #[arg(long)]
    pub kind: Option<String>,
    /// 办理情况：open 未销号、overdue 逾期、due-today 今天到期、due-soon 临近期限、returned 退回、supervised 挂牌督办、closed 已销号
    #[arg(long, value_parser = ["open", "overdue", "due-today", "due-soon", "returned", "supervised", "closed"])]
    pub lens: Option<String>,
    /// 文件夹里已有同名文件时覆盖它们
    #[arg(long, requires = "all")]
    pub overwrite: bool,
}

/// Options of 网格导图; the grid is given by `--grid`, without it the whole district is drawn.
#[derive(Debug, ClapArgs)]
pub struct DiagramOptions {
    /// 网格导图的纸张，不写时为 a3
    #[arg(long, value_parser = ["a3", "a4"])]
    pub paper: Option<String>,
    /// 网格导图纵向排列
    #[arg(long)]
    pub upright: bool,
    /// 各级网格导图：一级和每个镇（街道）各一页
    #[arg(long, conflicts_with = "grid")]
    pub each: bool,
    /// 村（社区）下不列网格员
    #[arg(long)]
    pub no_members: bool,
    /// 列出办公电话
    #[arg(long)]
    pub phones: bool,
    /// 只画附件2所列的镇、街道
    #[arg(long)]
    pub listed_only: bool,
}
