//! The arguments.

mod clues;
mod print;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Arg, ArgAction, Args as ClapArgs, Command, Parser, Subcommand};

pub use clues::{ClueFile, ClueImport, ClueStep};
pub use print::{FormName, Print};

/// 耕保：耕地保护网格化监督管理。不带命令时打开窗口。
#[derive(Debug, Parser)]
#[command(name = "gengbao", version, disable_help_subcommand = true, disable_version_flag = true)]
pub struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub task: Option<Task>,
}

/// The words around the arguments, in Chinese for every command.
pub fn in_chinese(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示用法");
    let top = command.get_name() == "gengbao";
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本");
    let command = if top { command.arg(version) } else { command };
    let mut place = 0;
    command
        .disable_help_flag(true)
        .arg(help)
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}")
        .subcommand_help_heading("命令")
        .mut_args(|arg| {
            place += 1;
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            let takes_value = arg.get_action().takes_values();
            let arg = arg.help_heading(heading).display_order(place);
            if takes_value { arg.hide_default_value(true).hide_env(true) } else { arg }
        })
        .mut_subcommands(in_chinese)
}

/// Options of every command.
#[derive(Clone, Debug, ClapArgs)]
pub struct Common {
    /// 工作区文件夹；也可写在环境变量 GENGBAO_WORKSPACE
    #[arg(long, global = true, value_name = "DIR", env = "GENGBAO_WORKSPACE")]
    pub workspace: Option<PathBuf>,
    /// 操作员姓名；不写时为工作区的第一名操作员
    #[arg(long, global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// 截至日期；不写时为今天
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub as_of: Option<NaiveDate>,
    /// 输出一份 JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// 固定的时钟，供测试和演示使用，会记入操作历史
    #[arg(long, global = true, value_name = "RFC3339", value_parser = DateTime::parse_from_rfc3339)]
    pub now: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Subcommand)]
pub enum Task {
    /// 打开示范区县（没有时先生成）；没有显示器时直接打印各种表
    Demo(Demo),
    /// 新建工作区
    New(New),
    /// 列出台账；不写种类或写错时列出全部种类
    List(List),
    /// 问题办理提醒：逾期、今天到期、7 天内到期；有逾期时退出状态为 1
    Reminders(Reminders),
    /// 一条记录及其历史
    Show(Show),
    /// 执行一条或一组命令（JSON；- 表示从标准输入读取）
    Do(Do),
    /// 列出全部命令及所需权限
    Commands,
    /// 撤销最近的操作，或指定编号的操作
    Undo(Undo),
    /// 重做刚撤销的操作
    Redo,
    /// 操作历史
    History(History),
    /// 打印表格为 PDF 或文本
    Print(Print),
    /// 列出可以打印的表
    Sheets,
    /// 年度考核的各个步骤
    #[command(subcommand)]
    Assess(AssessStep),
    /// 检查网格体系：责任人、包联、对应、空档和重叠；有缺项时退出状态为 1
    Check(Check),
    /// 责任追溯：一个地方在某一天由谁负责
    Who(Who),
    /// 应巡实巡：应巡、实巡、迟、免和巡田率，按镇（街道）、村（社区）、责任人
    Completion(Completion),
    /// 从表格导入：grids groups units people posts incumbencies duties charges，或中文名称
    Import(ImportFile),
    /// 外业数据：照片、GPX、KML、GeoJSON 归入巡查；不加 --take 时只列出，不保存
    Field(FieldFiles),
    /// 生成空白模板，带下拉选项、示例和填写说明
    Template(TemplateFile),
    /// 导出台账为 .xlsx 或 .csv
    Export(ExportFile),
    /// 卫星图斑：导入批次、月清看板、导出给镇街、导入核查结果
    #[command(subcommand)]
    Clues(ClueStep),
    /// 备份并校验
    Backup(Backup),
    /// 从备份恢复到新文件夹
    Restore(Restore),
    /// 全面检查数据和附件
    Verify,
}

#[derive(Debug, ClapArgs)]
pub struct Demo {
    /// 示范工作区的文件夹
    #[arg(default_value = "示范工作区")]
    pub dir: PathBuf,
    /// 不打开窗口，直接打印
    #[arg(long)]
    pub no_window: bool,
}

#[derive(Debug, ClapArgs)]
pub struct New {
    pub dir: PathBuf,
    /// 区县（目前为 dongsheng）
    #[arg(long, default_value = "dongsheng", value_parser = ["dongsheng"])]
    pub district: String,
    /// 使用单位，不写时为区自然资源分局
    #[arg(long, default_value = "区自然资源分局")]
    pub office: String,
    /// 生成虚构的示范数据
    #[arg(long)]
    pub sample: bool,
    /// 示范数据的年数，不写时为 2
    #[arg(long, default_value_t = 2, requires = "sample", value_parser = clap::value_parser!(u32).range(1..=20))]
    pub years: u32,
    /// 示范巡查记录条数
    #[arg(long, requires = "sample")]
    pub patrols: Option<u32>,
    /// 示范数据的种子，相同的种子生成相同的数据
    #[arg(long, requires = "sample")]
    pub seed: Option<u64>,
}

#[derive(Debug, ClapArgs)]
pub struct List {
    pub kind: String,
    /// 条件，字段=值，可以写多个
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub conditions: Vec<String>,
    /// 查找文字、拼音或首字母
    #[arg(long, default_value = "")]
    pub search: String,
    /// 按字段排序，字段前加 - 为倒序
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// 最多列出的条数，不写时为 100
    #[arg(long, default_value_t = 100)]
    pub limit: u32,
}

#[derive(Debug, ClapArgs)]
pub struct Reminders {
    /// 只看这个网格及其下级
    #[arg(long)]
    pub grid: Option<String>,
    /// 每类最多列出的条数，不写时为 100
    #[arg(long, default_value_t = 100)]
    pub limit: u32,
}

#[derive(Debug, ClapArgs)]
pub struct Show {
    pub kind: String,
    /// 编号、代码或名称
    pub id: String,
}

#[derive(Debug, ClapArgs)]
pub struct Do {
    /// JSON，或 -
    #[arg(value_name = "JSON")]
    pub command: String,
    /// 只看结果，不保存
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Undo {
    /// 操作编号
    pub op: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct History {
    /// 查找标题或操作员
    #[arg(long, default_value = "")]
    pub search: String,
    /// 最多列出的条数，不写时为 50
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
}

#[derive(Debug, ClapArgs)]
pub struct Check {
    /// 空档和重叠查全部历史；不写时查截至日前一年
    #[arg(long)]
    pub whole: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Who {
    /// 网格：编号、代码、名称、别名或路径
    pub place: String,
    /// 哪一天；不写时为截至日期
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<NaiveDate>,
}

/// The steps of an assessment year.
#[derive(Debug, Subcommand)]
pub enum AssessStep {
    /// 开展年度考核
    Open { year: i32 },
    /// 把单位列入或移出考核对象（冻结前）
    Include {
        year: i32,
        object: String,
        #[arg(long)]
        off: bool,
    },
    /// 冻结考核对象名单
    Freeze { year: i32 },
    /// 评分：得分，或 na（不适用），或 open（取消评分）
    Score {
        year: i32,
        /// 考核对象的名称、代码或别名
        object: String,
        /// 考核项，例如 1.1
        item: String,
        #[arg(allow_hyphen_values = true)]
        mark: String,
        /// 扣分原因及依据，或不适用的原因
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// 区人民政府审定
    Confirm {
        year: i32,
        #[arg(long)]
        on: NaiveDate,
        #[arg(long, default_value = "")]
        document: String,
    },
    /// 审定后的更正
    Correct {
        year: i32,
        object: String,
        item: String,
        #[arg(allow_hyphen_values = true)]
        mark: String,
        /// 更正后的扣分原因及依据
        #[arg(long, default_value = "")]
        mark_reason: String,
        /// 更正原因
        #[arg(long)]
        reason: String,
        #[arg(long, default_value = "")]
        document: String,
    },
    /// 排名
    Rank { year: i32 },
    /// 一个对象的得分
    Show { year: i32, object: String },
}

#[derive(Debug, ClapArgs)]
pub struct Completion {
    /// 从哪一天起；不写时从截至日期所在年度的第一天起
    #[arg(long)]
    pub from: Option<NaiveDate>,
    /// 到哪一天止；不写时到截至日期
    #[arg(long)]
    pub to: Option<NaiveDate>,
    /// 网格（含下级）：编号、代码、名称、别名或路径
    #[arg(long)]
    pub grid: Option<String>,
    /// 人员：编号、姓名，或职务和姓名
    #[arg(long)]
    pub person: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Backup {
    /// 备份文件；不写时放入工作区的 backups 文件夹
    pub file: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Restore {
    pub file: PathBuf,
    pub dir: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub struct ImportFile {
    pub kind: String,
    /// 表格文件：.xlsx .xlsm .xls .ods .csv
    pub file: PathBuf,
    /// 只读这张工作表；不写时读表头齐全的各张
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// 指定一列的含义：列=填写项，列写表头文字或列号，可以写多个
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    pub columns: Vec<String>,
    /// 每一行都相同的内容：填写项=内容，可以写多个
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub fixed: Vec<String>,
    /// 按保存过的来源读取各列
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// 把各列的含义保存为来源，下次用 --source
    #[arg(long, value_name = "NAME")]
    pub save_source: Option<String>,
    /// 空白的格沿用上一行的内容：填写项，例如 网格；可以写多个
    #[arg(long = "carry", value_name = "FIELD")]
    pub carried: Vec<String>,
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
pub struct FieldFiles {
    /// 文件或文件夹，可以写多个
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// 导入；有问题没有回答时不导入
    #[arg(long)]
    pub take: bool,
    /// 没有说明坐标系的文件是哪一种：cgcs2000 gcj02 bd09 zone36 zone37
    #[arg(long, value_name = "SYSTEM")]
    pub system: Option<String>,
    /// 全部归入这次巡查（13 位编号）
    #[arg(long, value_name = "ID")]
    pub patrol: Option<String>,
    /// 巡查人：归入他当天的巡查
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// 网格：当天没有巡查时在这里新登记一次
    #[arg(long, value_name = "NAME")]
    pub grid: Option<String>,
    /// 没有时间的内容属于哪一天
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub day: Option<NaiveDate>,
    /// 新登记巡查的类型，不写时为日常巡查
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// 新登记的巡查发现了问题，写明情况；不写时为未发现问题
    #[arg(long, value_name = "TEXT")]
    pub found: Option<String>,
    /// 读不了的文件和没有归属的内容不导入，其余照常导入
    #[arg(long)]
    pub good_only: bool,
}

#[derive(Debug, ClapArgs)]
pub struct TemplateFile {
    pub kind: String,
    /// 要生成的 .xlsx 文件
    pub file: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub struct ExportFile {
    pub kind: String,
    /// 要写的文件：.xlsx 或 .csv
    pub file: PathBuf,
    /// 条件，字段=值，可以写多个
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub conditions: Vec<String>,
    /// 查找文字
    #[arg(long, default_value = "")]
    pub search: String,
    /// csv 的编码：utf-8（带标记）或 gb18030
    #[arg(long, default_value = "utf-8", value_parser = ["utf-8", "gb18030"])]
    pub encoding: String,
}
