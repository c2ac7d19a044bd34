//! Making, opening, backing up, restoring and checking workspaces.

use std::path::Path;

use serde_json::json;

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out},
};
use crate::{
    ops::{Clock, Workspace, sample::SamplePlan, workspace::NewWorkspace},
    session::{self, Opening},
};

/// The clock of the call: the machine's, or the one given with `--now`.
pub fn clock(common: &Common) -> Clock {
    common.now.map_or_else(session::system_clock, session::fixed_clock)
}

/// Opens the workspace of the call and signs its operator in.
pub fn open(common: &Common) -> CliResult<Workspace> {
    let dir = common.workspace.as_deref().ok_or_else(|| {
        CliFault::input("没有写明工作区", "请加上 --workspace 文件夹，或设置环境变量 GENGBAO_WORKSPACE。")
    })?;
    let mut workspace = session::open(dir, clock(common))?.workspace;
    if let Some(user) = &common.user {
        workspace.sign_in(user)?;
    }
    Ok(workspace)
}

pub fn new(common: &Common, new: args::New, out: &mut Out) -> CliResult<u8> {
    let clock = clock(common);
    let opening = if new.sample {
        let today = clock().date_naive();
        let usual = SamplePlan::on(today);
        Opening::Sample(SamplePlan {
            seed: new.seed.unwrap_or(usual.seed),
            years: new.years,
            patrols: new.patrols.unwrap_or(usual.patrols),
            today,
        })
    } else {
        Opening::District(NewWorkspace {
            name: "东胜区耕保".into(),
            office: new.office,
            operator: common.user.clone().unwrap_or_else(|| "管理员".into()),
            sample: false,
        })
    };
    session::create(&new.dir, opening, clock, &mut |_, _| ())?;
    let shown = new.dir.display().to_string();
    out.answer(&json!({"workspace": shown, "sample": new.sample}), || format!("已新建工作区：{shown}"));
    Ok(0)
}

pub fn backup(common: &Common, backup: &args::Backup, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let file = match &backup.file {
        Some(file) => {
            workspace.backup_to(file)?;
            file.clone()
        }
        None => workspace.backup()?,
    };
    let shown = file.display().to_string();
    out.answer(&json!({"backup": shown}), || format!("已备份并校验：{shown}"));
    Ok(0)
}

pub fn restore(common: &Common, restore: &args::Restore, out: &mut Out) -> CliResult<u8> {
    let restored = Workspace::restore(&restore.file, &restore.dir)?;
    // Opening it proves that it can be used.
    session::open(&restore.dir, clock(common))?;
    let shown = restore.dir.display().to_string();
    let missing = &restored.missing;
    out.answer(&json!({"workspace": shown, "files_missing": missing}), || {
        let mut words = format!("已恢复到：{shown}");
        if !missing.is_empty() {
            words.push_str(&format!("\n注意：{} 个附件没有随备份找到", missing.len()));
        }
        words
    });
    Ok(0)
}

pub fn verify(common: &Common, out: &mut Out) -> CliResult<u8> {
    let problems = open(common)?.verify()?;
    out.answer(&json!({"problems": problems}), || match problems.as_slice() {
        [] => "数据和附件完好".to_owned(),
        found => found.join("\n"),
    });
    Ok(u8::from(!problems.is_empty()))
}

/// Whether a folder holds a workspace.
pub fn is_workspace(dir: &Path) -> bool {
    dir.join(crate::ops::workspace::DATABASE).is_file()
}
