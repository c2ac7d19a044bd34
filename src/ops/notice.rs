//! Faults in the words people read: what happened, what to do now (look.md «Words»).

use std::{io::ErrorKind, path::Path};

use super::{OpFault, Refusal};
use crate::store::StoreFault;

/// A message for a person. `detail` is technical and only shown on request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub title: String,
    /// What to do now.
    pub next: String,
    pub detail: String,
}

/// The families of faults, with the exit status of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// The input is wrong (2).
    Input,
    /// Not allowed now (3).
    Refused,
    /// The workspace cannot be used (4).
    Workspace,
}

impl NoticeKind {
    pub fn exit_status(self) -> u8 {
        match self {
            Self::Input => 2,
            Self::Refused => 3,
            Self::Workspace => 4,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Refused => "refused",
            Self::Workspace => "workspace",
        }
    }
}

impl OpFault {
    /// The fault as a person reads it.
    pub fn notice(&self) -> Notice {
        match self {
            Self::Input(faults) => Notice {
                kind: NoticeKind::Input,
                title: faults.to_string(),
                next: "请按提示修改后再保存，已填写的内容都还在。".into(),
                detail: faults.0.iter().map(|fault| format!("{}: {}\n", fault.field, fault.message)).collect(),
            },
            Self::NotFound { kind, name } => Notice {
                kind: NoticeKind::Input,
                title: format!("没有找到{kind}「{name}」"),
                next: "请核对名称或编号；也可能已被别人删除，请刷新后再试。".into(),
                detail: self.to_string(),
            },
            Self::Refused(refusal) => refusal.notice(),
            Self::Store(fault) => store_notice(fault),
            Self::Stopped => Notice {
                kind: NoticeKind::Input,
                title: "已取消".into(),
                next: "没有保存任何内容，一切和开始前一样；需要时可以重新开始。".into(),
                detail: String::new(),
            },
            Self::Unexpected => Notice {
                kind: NoticeKind::Workspace,
                title: "这一步没有完成".into(),
                next: "已保存的内容不受影响；请再试一次，仍不行时请重新打开工作区。".into(),
                detail: self.to_string(),
            },
        }
    }
}

impl Refusal {
    fn notice(&self) -> Notice {
        let (title, next) = match self {
            Self::Right { operator, right } => (
                format!("「{operator}」没有「{}」的权限", right.label()),
                "请由有权限的同志操作，或在设置中调整岗位。".to_owned(),
            ),
            Self::Scope { operator, scope } => (
                format!("「{operator}」只能办理{scope}的巡查和问题"),
                "请选择本辖区的网格；已上报的由受理的网格办理，或由区级管理人员办理。".to_owned(),
            ),
            Self::NotOwn { operator, owner } => (
                format!("「{operator}」只能撤销自己的操作，这一步是「{owner}」做的"),
                "请由本人或区级管理人员撤销。".to_owned(),
            ),
            Self::UnknownOperator(name) => {
                (format!("操作员名单里没有「{name}」"), "请核对姓名，或由区级管理人员在设置中添加。".to_owned())
            }
            Self::Assessment { year, why } => (format!("{year} 年度考核：{why}"), "请按考核步骤办理。".to_owned()),
            Self::Stale(what) => (
                format!("不能撤销：{}在这之后又改过", table_label(what)),
                "请在操作历史中先撤销后来的操作，或直接修改现在的内容。".to_owned(),
            ),
            Self::NothingToUndo => ("没有可以撤销的操作".to_owned(), "最近的操作都已撤销，或不能撤销。".to_owned()),
            Self::NothingToRedo => {
                ("没有可以重做的操作".to_owned(), "撤销之后又做了别的操作，就不能再重做。".to_owned())
            }
            Self::NotUndoable(title) => (format!("「{title}」不能撤销"), "请用新的操作更正。".to_owned()),
            Self::NoFolder => (
                "这个工作区只在内存中，没有文件夹存放附件和备份".to_owned(),
                "请新建或打开一个工作区文件夹，再试一次。".to_owned(),
            ),
            Self::Unset { setting, needed_for } => (
                format!("设置中的「{setting}」还没有填写，不能{needed_for}"),
                format!("请先在“设置”中填写「{setting}」，再{needed_for}。"),
            ),
            Self::InUse(what) => (format!("还不能这样做：{what}"), "请先处理这些记录，再试一次。".to_owned()),
        };
        Notice { kind: NoticeKind::Refused, title, next, detail: self.to_string() }
    }
}

fn store_notice(fault: &StoreFault) -> Notice {
    let name = |path: &Path| path.display().to_string();
    let (kind, title, next) = match fault {
        StoreFault::Missing(path) => (
            NoticeKind::Workspace,
            format!("这里没有工作区：{}", name(path)),
            "请选择含有 gengbao.db 的文件夹，或新建工作区。",
        ),
        StoreFault::Locked(_) => (
            NoticeKind::Workspace,
            "工作区正被另一个耕保程序使用".to_owned(),
            "请先关闭另一个窗口；如果是别的电脑在用，请等对方关闭后再打开。",
        ),
        StoreFault::TooNew { .. } => (
            NoticeKind::Workspace,
            "这个工作区由更新版本的耕保程序保存".to_owned(),
            "请安装新版本后再打开，数据没有改动。",
        ),
        StoreFault::Foreign(path) => {
            (NoticeKind::Workspace, format!("{} 不是耕保的数据文件", name(path)), "请核对选择的文件夹；文件没有改动。")
        }
        StoreFault::Corrupt { path, .. } => (
            NoticeKind::Workspace,
            if path.as_os_str().is_empty() {
                "数据文件已损坏".to_owned()
            } else {
                format!("数据文件已损坏：{}", name(path))
            },
            "请从 backups 文件夹中最近的备份恢复；损坏的文件保留原样，没有删除。",
        ),
        StoreFault::DiskFull => {
            (NoticeKind::Workspace, "磁盘空间不足，没有保存".to_owned(), "请清理磁盘后再保存，之前的数据都在。")
        }
        StoreFault::ReadOnly => (
            NoticeKind::Refused,
            "工作区是只读的，不能保存".to_owned(),
            "请把工作区文件夹复制到可以写入的位置再打开，或请管理员开放写入权限。",
        ),
        StoreFault::Unmerged(path) => (
            NoticeKind::Workspace,
            format!("{} 里有上次没有合并完的改动，在只读的位置读不出来", name(path)),
            "请把整个工作区文件夹（包括 gengbao.db-wal）复制到可以写入的位置再打开；这里的文件没有改动。",
        ),
        StoreFault::Exists(path) => {
            (NoticeKind::Input, format!("这里已经有文件：{}", name(path)), "请换一个文件夹或文件名，原有文件没有改动。")
        }
        StoreFault::InUse => {
            (NoticeKind::Refused, "还有别的记录用到它，不能去掉".to_owned(), "请先处理用到它的记录，再试一次。")
        }
        StoreFault::Value { .. } => (
            NoticeKind::Workspace,
            "数据中有一处读不懂的内容".to_owned(),
            "请用最新版本打开；仍不行时请从备份恢复，并把详情告诉维护人员。",
        ),
        StoreFault::File(fault)
            if matches!(fault.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) =>
        {
            (
                NoticeKind::Refused,
                "没有读写这个文件或文件夹的权限".to_owned(),
                "请换一个可以写入的文件夹，或请管理员开放权限，然后再试。",
            )
        }
        StoreFault::File(_) => {
            (NoticeKind::Workspace, "文件读写失败".to_owned(), "请检查磁盘、U盘或网络位置是否还在，然后再试。")
        }
        StoreFault::Sqlite(_) => {
            (NoticeKind::Workspace, "数据库没有完成这一步".to_owned(), "已保存的内容不受影响；请再试一次，并保留详情。")
        }
    };
    Notice { kind, title, next: next.to_owned(), detail: fault.to_string() }
}

/// What people call the rows of a table.
pub(crate) fn table_label(table: &str) -> &'static str {
    match table {
        "assessment" => "考核年度",
        "assessment_object" => "考核对象",
        "attachment" => "附件",
        "charge" => "包联",
        "clue" => "图斑",
        "clue_batch" => "图斑批次",
        "clue_person" => "图斑核查人",
        "clue_return" => "图斑退回",
        "clue_source" => "图斑文件",
        "correction" => "考核更正",
        "delegate" => "指派专人",
        "duty" => "网格职责",
        "duty_document" => "职责文件",
        "field_source" => "表格来源",
        "filing" => "网格划分报备",
        "filing_deadline" => "报备截止日期",
        "focus" => "工作重点",
        "former_unit_name" => "单位原名",
        "grid" | "grid_version" => "网格",
        "hearing" => "听取汇报",
        "hearing_person" => "汇报会人员",
        "hint_judgement" => "核对结论",
        "holiday" => "放假安排",
        "incumbency" => "任职",
        "lineage" => "沿革",
        "identity_look" => "查看举报人",
        "tip" => "举报",
        "tip_reward" => "举报奖励",
        "issuance" => "印发登记",
        "leading_group" => "领导小组",
        "leading_member" => "领导小组成员",
        "monthly_due" => "月报截止日",
        "monthly_report" => "月报",
        "operator" => "操作员",
        "pairing" => "对应关系",
        "patrol" => "巡查",
        "patrol_person" => "巡查人",
        "patrol_rule" => "巡田规定",
        "patrol_waiver" => "免巡",
        "person" => "人员",
        "pledge" => "目标责任书",
        "post" => "职务",
        "problem" => "问题",
        "problem_concerned" => "当事人",
        "problem_person" => "发现人",
        "problem_step" => "办理步骤",
        "reform" => "区划调整",
        "scan" => "扫描件",
        "score" => "得分",
        "setting" => "设置",
        "step_informed" => "抄告",
        "step_limit" => "办理时限",
        "step_person" => "经办人",
        "track" => "轨迹和点位",
        "unit" => "单位",
        _ => "记录",
    }
}
