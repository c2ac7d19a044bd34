//! Small pictures of attached photos, and opening a kept file under its own name.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use egui::Context;

use crate::{
    session::{Ticket, aside},
    ui::widgets::album::wake,
};

/// Endings of files that machines show without running anything.
const HARMLESS: [&str; 20] = [
    "jpg", "jpeg", "png", "gif", "bmp", "webp", "heic", "pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "txt",
    "csv", "gpx", "mp4", "mov",
];

/// Whether a file of this name has a picture we can show.
pub use crate::ops::picture::is_photo as is_picture;
/// Small pictures of attached photos.
pub use crate::ui::widgets::album::Album as Thumbs;

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// Opens a copy of a kept file under its own name, so that the kept one cannot be changed; of a kind that machines might
/// run, only the folder is opened.
///
/// # Errors
/// Answers, when it could not be opened, where the copy lies or that there is none.
pub fn open(ctx: &Context, kept: PathBuf, name: String, digest: &str) -> Ticket<Result<(), String>> {
    let folder = std::env::temp_dir().join("gengbao-附件").join(digest.get(..12).unwrap_or(digest));
    aside(wake(ctx), move || {
        let copy = copy_out(&kept, &folder, &name)
            .map_err(|_| format!("附件「{name}」没有打开：磁盘空间不足或文件已不在，请检查后再试"))?;
        let shown = if HARMLESS.contains(&ending(&name).as_str()) { &copy } else { &folder };
        opener::open(shown).map_err(|_| format!("这台电脑没有打开「{name}」的程序，文件在 {}", copy.display()))
    })
}

fn copy_out(kept: &Path, folder: &Path, name: &str) -> io::Result<PathBuf> {
    let plain: String = name.chars().map(|c| if r#"\/:*?"<>|"#.contains(c) { '_' } else { c }).collect();
    let copy = folder.join(plain);
    fs::create_dir_all(folder)?;
    fs::copy(kept, &copy)?;
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_copied_out_under_its_own_name() {
        let dir = tempfile::tempdir().unwrap();
        let kept = dir.path().join("ab12");
        fs::write(&kept, "内容").unwrap();
        let copy = copy_out(&kept, &dir.path().join("看"), "现场:1.txt").unwrap();
        assert_eq!(copy.file_name().and_then(|name| name.to_str()), Some("现场_1.txt"));
        assert_eq!(fs::read_to_string(copy).unwrap(), "内容");
    }
}
