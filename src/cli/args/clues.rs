//! The steps of satellite clues.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Subcommand};

/// The steps of 图斑.
#[derive(Debug, Subcommand)]
pub enum ClueStep {
    /// 列出批次
    Batches,
    /// 月清看板：一个批次按镇（街道）的下发、回复、审核、逾期，以及各类结果
    Board { batch: String },
    /// 列出图斑
    List {
        /// 批次的名称或编号
        #[arg(long)]
        batch: Option<String>,
        /// 镇（街道）或村（社区）
        #[arg(long)]
        grid: Option<String>,
        /// 状态：未分发、待核查、退回重核、已回复、已审核；可以写多个
        #[arg(long)]
        state: Vec<String>,
        /// 核查结果：未核查、合法、违法、其他、转相关部门处理
        #[arg(long)]
        category: Option<String>,
        /// 查找编号、坐落、备注、情况说明里的文字
        #[arg(long, default_value = "")]
        search: String,
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
    /// 导入图斑：表格、GeoJSON、shapefile（.shp 或 .zip），按坐落单位代码或村名自动分发
    Import(ClueImport),
    /// 导出给镇（街道）填写的图斑核查表格
    Export {
        batch: String,
        /// 要写的 .xlsx 文件
        file: PathBuf,
        /// 镇（街道）或村（社区）；不写时为整个批次
        #[arg(long)]
        grid: Option<String>,
    },
    /// 导入镇（街道）填好的核查结果；照片放在表格旁边的“照片”文件夹，文件名以图斑编号开头
    Answers {
        batch: String,
        #[command(flatten)]
        file: ClueFile,
    },
}

/// A file that is taken in.
#[derive(Debug, ClapArgs)]
pub struct ClueFile {
    pub file: PathBuf,
    /// 只核对，不保存
    #[arg(long)]
    pub dry_run: bool,
    /// 有误的行不导入，其余照常导入；不写时有一行有误就都不导入
    #[arg(long)]
    pub good_only: bool,
    /// 把有误的行和原因写成一个表格
    #[arg(long, value_name = "FILE.xlsx")]
    pub errors: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct ClueImport {
    #[command(flatten)]
    pub file: ClueFile,
    /// 批次的名称（期次）或编号；没有这个批次时，同时写明 --month
    #[arg(long)]
    pub batch: String,
    /// 新批次：影像月份的第一天
    #[arg(long, value_name = "YYYY-MM-01")]
    pub month: Option<NaiveDate>,
    /// 新批次：下发日期，不写时为今天
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub received: Option<NaiveDate>,
    /// 新批次：下发单位
    #[arg(long, default_value = "")]
    pub sender: String,
    /// 新批次：文号
    #[arg(long, default_value = "")]
    pub document: String,
    /// 新批次：完成期限，不写时按月清期限计算
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub due: Option<NaiveDate>,
    /// 坐标系：cgcs2000 gcj02 bd09 zone36 zone37 zone36_prefixed zone37_prefixed；文件没有写明时必须写
    #[arg(long)]
    pub system: Option<String>,
    /// 指定一列的含义：列=填写项，可以写多个
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    pub columns: Vec<String>,
    /// 每一行都相同的内容：填写项=内容，可以写多个
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub fixed: Vec<String>,
}
