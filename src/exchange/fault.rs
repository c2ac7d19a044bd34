//! Why a file could not be read or written, and what to do about it.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

/// A fault of a file, in words: what happened, what to do now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{title}")]
pub struct ExchangeFault {
    pub title: String,
    pub next: String,
    /// For whoever helps.
    pub detail: String,
}

impl ExchangeFault {
    pub(super) fn new(title: impl Into<String>, next: &str) -> Self {
        Self { title: title.into(), next: next.to_owned(), detail: String::new() }
    }

    pub(super) fn because(self, detail: impl ToString) -> Self {
        Self { detail: detail.to_string(), ..self }
    }

    pub(crate) fn unreadable(path: &Path, fault: &io::Error) -> Self {
        let (what, next) = match fault.kind() {
            ErrorKind::NotFound => ("没有这个文件", "请核对文件的位置和名称，然后再试。"),
            ErrorKind::PermissionDenied => {
                ("没有读取这个文件的权限", "请先关闭正在使用它的程序，或把文件复制到自己的文件夹再试。")
            }
            _ => ("文件读不出来", "请核对 U 盘或网络位置是否还在，文件是否正被别的程序打开，然后再试。"),
        };
        Self::new(format!("{what}：{}", path.display()), next).because(fault)
    }

    pub(super) fn folder(path: &Path) -> Self {
        Self::new(format!("这是文件夹，不是文件：{}", path.display()), "请选择文件夹里的表格文件。")
    }

    pub(super) fn empty(name: &str) -> Self {
        Self::new(format!("「{name}」是空文件"), "文件里没有任何内容，可能没有保存好；请重新保存或重新拷贝后再试。")
    }

    pub(super) fn blank(name: &str) -> Self {
        Self::new(format!("「{name}」的工作表里没有内容"), "请核对选择的文件；可以先下载模板，照模板填写。")
    }

    pub(super) fn protected(name: &str) -> Self {
        Self::new(
            format!("「{name}」设有打开密码，不能读取"),
            "请用 Excel 或 WPS 打开它，在「文件—信息—保护工作簿（文档加密）」中去掉密码，另存后再导入。",
        )
    }

    pub(super) fn not_a_workbook(name: &str, detail: impl ToString) -> Self {
        Self::new(
            format!("「{name}」不是能读取的表格文件"),
            "可以导入 .xlsx、.xlsm、.xls、.ods 和 .csv。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。",
        )
        .because(detail)
    }

    /// What other systems call .xls is often a page of the web.
    pub(super) fn web_page(name: &str) -> Self {
        Self::new(
            format!("「{name}」名为表格，内容是网页"),
            "多半是从别的系统导出的。请用 Excel 或 WPS 打开它，「另存为」选择「Excel 工作簿（.xlsx）」，再导入新的文件。",
        )
    }

    pub(super) fn old_xls(name: &str, detail: impl ToString) -> Self {
        Self::new(
            format!("旧格式的「{name}」读不出来"),
            "请用 Excel 或 WPS 打开它，「另存为」选择「Excel 工作簿（.xlsx）」，再导入新的文件。",
        )
        .because(detail)
    }

    pub(super) fn damaged(name: &str, detail: impl ToString) -> Self {
        Self::new(
            format!("「{name}」已损坏或没有拷贝完整"),
            "请重新拷贝一份；仍不行时用 Excel 或 WPS 打开修复，另存为 .xlsx 后再导入。",
        )
        .because(detail)
    }

    pub(super) fn too_large(name: &str, megabytes: u64, limit: u64) -> Self {
        Self::new(
            format!("「{name}」有 {megabytes} MB，最大能读 {limit} MB"),
            "请删去图片和用不到的工作表，或分成几个文件再导入。",
        )
    }

    pub(super) fn too_many_rows(name: &str, rows: usize, limit: usize) -> Self {
        Self::new(format!("「{name}」有 {rows} 行，一次最多读 {limit} 行"), "请分成几个文件再导入。")
    }

    pub(super) fn no_sheet(wanted: &str, known: &[&str]) -> Self {
        Self::new(format!("文件里没有工作表「{wanted}」"), "").then(format!("可选：{}。", known.join("、")))
    }

    pub(super) fn no_header(kind: &str, wanted: &str) -> Self {
        Self::new(format!("没有找到{kind}的表头"), "").then(format!(
            "表头里要有：{wanted}。请核对选择的种类，或下载模板对照；也可以自己指定表头所在的行和各栏的含义。"
        ))
    }

    pub(super) fn unwritable(path: &Path, fault: impl ToString) -> Self {
        Self::new(
            format!("不能写入 {}", path.display()),
            "请核对文件夹是否存在、是否可以写入，文件是否正被别的程序打开，然后再试。",
        )
        .because(fault)
    }

    pub(super) fn cannot_say(character: char) -> Self {
        Self::new(format!("「{character}」不能用所选的编码保存"), "请改用 UTF-8，或导出为 .xlsx。")
    }

    fn then(self, next: String) -> Self {
        Self { next, ..self }
    }
}
