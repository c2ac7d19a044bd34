//! Files kept with records: stored once under their SM3 digest in the workspace's `files` folder.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

use super::{OpFault, OpResult, Refusal, Workspace, workspace::FILES};
use crate::store::StoreFault;

/// The largest file kept, in bytes: 200 MB.
pub const FILE_MAX: u64 = 200 * MB;

const MB: u64 = 1024 * 1024;

/// Longest name a file is shown by, in characters.
const SHOWN_MAX: usize = 100;

/// What a file is called while it is being copied in; one worker copies one file at a time.
const INCOMING: &str = ".incoming";

/// A file the workspace keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// SM3, lower-case hexadecimal.
    pub digest: String,
    /// The name it came with.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

impl Workspace {
    /// Copies a file into the workspace and answers how records refer to it. The same content is kept once.
    ///
    /// # Errors
    /// A fault of `file` when it is missing, unreadable, empty or larger than [`FILE_MAX`];
    /// [`Refusal::NoFolder`] when the workspace lives in memory. Nothing is left behind then.
    pub fn keep_file(&self, path: &Path) -> OpResult<StoredFile> {
        let folder = self.dir().ok_or(Refusal::NoFolder)?.join(FILES);
        if self.is_read_only() {
            return Err(StoreFault::ReadOnly.into());
        }
        let name = display_name(&path.file_name().unwrap_or_default().to_string_lossy());
        let source = open_source(path, &name)?;
        fs::create_dir_all(&folder).map_err(written)?;
        let incoming = folder.join(INCOMING);
        let kept = copy_in(source, &name, &incoming).and_then(|file| settle(&folder, &incoming, file));
        if kept.is_err() {
            // Only a half-written copy is removed; the next file would overwrite it anyway.
            let _ = fs::remove_file(&incoming);
        }
        kept
    }

    /// Where a kept file lies; `None` when it is not there.
    pub fn file_path(&self, digest: &str) -> Option<PathBuf> {
        let path = place(&self.dir()?.join(FILES), digest)?;
        path.is_file().then_some(path)
    }
}

/// Opens what was chosen, or says in plain words why it cannot be kept.
fn open_source(path: &Path, name: &str) -> OpResult<File> {
    let refuse = |why: &str| OpFault::field("file", format!("「{name}」{why}"));
    let unreadable = |fault: io::Error| match fault.kind() {
        ErrorKind::NotFound => refuse("找不到，请核对文件是否已被移动、删除或U盘已拔出"),
        ErrorKind::PermissionDenied => refuse("没有读取权限，请关闭正在使用它的程序或复制到其他位置再添加"),
        _ => refuse("读不出来，请检查磁盘或U盘，复制到本机后再添加"),
    };
    let facts = fs::metadata(path).map_err(unreadable)?;
    if !facts.is_file() {
        return Err(refuse("不是文件，请选择单个文件"));
    }
    if facts.len() > FILE_MAX {
        return Err(too_large(name, facts.len()));
    }
    File::open(path).map_err(unreadable)
}

fn too_large(name: &str, size: u64) -> OpFault {
    let (size, most) = (size.div_ceil(MB), FILE_MAX / MB);
    OpFault::field("file", format!("「{name}」有 {size} MB，单个附件最大 {most} MB，请压缩或拆分后再添加"))
}

/// Streams the file to `incoming` and takes its digest on the way; it may have grown since it was measured.
fn copy_in(mut source: File, name: &str, incoming: &Path) -> OpResult<StoredFile> {
    let mut copy = File::create(incoming).map_err(written)?;
    let mut digest = Sm3::new();
    let mut buffer = vec![0; 256 * 1024];
    let mut size = 0;
    loop {
        let read = source
            .read(&mut buffer)
            .map_err(|_| OpFault::field("file", format!("「{name}」没有读完，请检查磁盘或U盘，复制到本机后再添加")))?;
        if read == 0 {
            break;
        }
        size += read as u64;
        if size > FILE_MAX {
            return Err(too_large(name, size));
        }
        digest.update(&buffer[..read]);
        copy.write_all(&buffer[..read]).map_err(written)?;
    }
    if size == 0 {
        return Err(OpFault::field("file", format!("「{name}」是空文件，请核对后重新选择")));
    }
    copy.sync_all().map_err(written)?;
    Ok(StoredFile { digest: hex(digest), name: name.to_owned(), size })
}

/// Gives the copy its lasting name, unless a sound copy is there already.
fn settle(folder: &Path, incoming: &Path, file: StoredFile) -> OpResult<StoredFile> {
    let Some(path) = place(folder, &file.digest) else {
        return Err(StoreFault::Value { column: "attachment.digest", value: file.digest }.into());
    };
    if fs::metadata(&path).is_ok_and(|kept| kept.len() == file.size) {
        fs::remove_file(incoming).map_err(written)?;
    } else {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(written)?;
        }
        fs::rename(incoming, &path).map_err(written)?;
    }
    Ok(file)
}

/// Where content of a digest belongs: `ab/cdef…`; `None` for what is no digest.
pub(super) fn place(folder: &Path, digest: &str) -> Option<PathBuf> {
    let sound = digest.len() == 64 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    sound.then(|| folder.join(&digest[..2]).join(&digest[2..]))
}

/// Whether a record may refer to `digest`: it is one, and where there is a folder, the content is in it.
pub(super) fn check_kept(folder: Option<&Path>, digest: &str, name: &str) -> OpResult<()> {
    let refuse = |why: &str| OpFault::field("files", format!("附件「{name}」{why}"));
    let path = place(folder.unwrap_or(Path::new("")), digest).ok_or_else(|| refuse("的校验值不对，请重新选择文件"))?;
    match folder {
        Some(_) if !path.is_file() => Err(refuse("还没有存入工作区，请重新选择文件")),
        _ => Ok(()),
    }
}

/// Keeps content that comes with the program; without a folder only its digest is known.
pub(super) fn keep_bytes(folder: Option<&Path>, name: &str, bytes: &[u8]) -> OpResult<StoredFile> {
    let mut digest = Sm3::new();
    digest.update(bytes);
    let file = StoredFile { digest: hex(digest), name: name.to_owned(), size: bytes.len() as u64 };
    let Some(folder) = folder else { return Ok(file) };
    fs::create_dir_all(folder).map_err(written)?;
    let incoming = folder.join(INCOMING);
    fs::write(&incoming, bytes).map_err(written)?;
    settle(folder, &incoming, file)
}

/// The SM3 digest of a file's content, lower-case hexadecimal.
///
/// # Errors
/// The file cannot be read.
pub fn digest_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = Sm3::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(digest)),
            read => digest.update(&buffer[..read]),
        }
    }
}

fn hex(digest: Sm3) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file name as it may be shown: no folders, no control or direction characters, not endless, the ending kept.
pub(super) fn display_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let plain: String = last.chars().filter(|c| !hidden(*c)).collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return "未命名文件".to_owned();
    }
    let length = plain.chars().count();
    if length <= SHOWN_MAX {
        return plain.to_owned();
    }
    let (stem, ending) =
        plain.rsplit_once('.').filter(|(_, ending)| ending.chars().count() <= 10).unwrap_or((plain, ""));
    let room = SHOWN_MAX - ending.chars().count() - 2;
    let stem: String = stem.chars().take(room).collect();
    if ending.is_empty() { format!("{stem}…") } else { format!("{stem}….{ending}") }
}

/// A fault of writing into the workspace, told apart for its next step.
pub(super) fn written(fault: io::Error) -> OpFault {
    match fault.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreFault::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreFault::ReadOnly,
        _ => StoreFault::File(fault),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_without_tricks() {
        assert_eq!(display_name("现场 1.jpg"), "现场 1.jpg");
        assert_eq!(display_name("..\\上级/照片\u{202E}gpj.exe"), "照片gpj.exe");
        assert_eq!(display_name(" \u{7}\n"), "未命名文件");
        let long = display_name(&format!("{}.jpeg", "长".repeat(300)));
        assert_eq!((long.chars().count(), long.ends_with("….jpeg")), (SHOWN_MAX, true));
    }

    #[test]
    fn only_digests_have_a_place() {
        let digest = "ab".repeat(32);
        let path = place(Path::new("files"), &digest).unwrap();
        assert_eq!(path, Path::new("files").join("ab").join("ab".repeat(31)));
        for odd in ["", "ab", &"AB".repeat(32), &format!("../{}", "a".repeat(61))] {
            assert_eq!(place(Path::new("files"), odd), None, "{odd}");
        }
    }
}
