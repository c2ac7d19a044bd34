//! Small pictures of attached photos, read away from the window's thread; and opening a kept file under its own name.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};

use crate::{
    exchange::field,
    session::{Ticket, Wake, aside},
};

/// Side of a small picture, in pixels.
const SIDE: u32 = 240;
/// How many are kept at once.
const MOST: usize = 48;
/// Endings of files that machines show without running anything.
const HARMLESS: [&str; 20] = [
    "jpg", "jpeg", "png", "gif", "bmp", "webp", "heic", "pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "txt",
    "csv", "gpx", "mp4", "mov",
];

/// How many are read at the same time: a photo needs up to a quarter of a gigabyte while it is decoded.
const AT_ONCE: usize = 2;
/// The folder of the workspace that keeps small pictures, beside that of the kept files.
const KEPT: &str = "thumbs";
/// The most memory that decoding one photo may take, in bytes.
const MEMORY_MAX: u64 = 256 << 20;

/// The pictures that have been read so far, by digest, each with when it was last wanted.
#[derive(Default)]
pub struct Thumbs {
    known: BTreeMap<String, (Thumb, u64)>,
    clock: u64,
}

enum Thumb {
    /// Its turn has not come.
    Waiting,
    Reading(Ticket<Option<ColorImage>>),
    Ready(TextureHandle),
    /// No picture, or one that cannot be read.
    None,
}

/// Whether a file of this name has a picture we can show.
pub fn is_picture(name: &str) -> bool {
    matches!(ending(name).as_str(), "jpg" | "jpeg" | "png")
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

impl Thumbs {
    /// The picture of a file once it has been read.
    pub fn get(&mut self, ctx: &Context, digest: &str, path: &Path) -> Option<&TextureHandle> {
        self.clock += 1;
        if self.known.len() > MOST {
            self.forget_oldest();
        }
        let reading = self.known.values().filter(|(thumb, _)| matches!(thumb, Thumb::Reading(_))).count();
        let (thumb, wanted) = self.known.entry(digest.to_owned()).or_insert((Thumb::Waiting, 0));
        *wanted = self.clock;
        if matches!(thumb, Thumb::Waiting) && reading < AT_ONCE {
            let (path, digest) = (path.to_owned(), digest.to_owned());
            *thumb = Thumb::Reading(aside(wake(ctx), move || small(&path, &digest)));
        }
        if let Thumb::Reading(ticket) = thumb
            && let Some(answer) = ticket.poll()
        {
            *thumb = match answer {
                Ok(Some(image)) => Thumb::Ready(ctx.load_texture(digest, image, TextureOptions::LINEAR)),
                _ => Thumb::None,
            };
            // The next one in sight takes its turn.
            ctx.request_repaint();
        }
        match thumb {
            Thumb::Ready(texture) => Some(texture),
            Thumb::Waiting | Thumb::Reading(_) | Thumb::None => None,
        }
    }

    /// Lets go of the half that was not wanted for the longest time.
    fn forget_oldest(&mut self) {
        let mut wanted: Vec<u64> = self.known.values().map(|(_, wanted)| *wanted).collect();
        wanted.sort_unstable();
        let bound = wanted.get(wanted.len() / 2).copied().unwrap_or(0);
        self.known.retain(|_, (thumb, wanted)| *wanted >= bound || matches!(thumb, Thumb::Reading(_)));
    }
}

fn wake(ctx: &Context) -> Wake {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

/// The small picture of a photo: as it was kept, or made now and kept for the next time.
fn small(path: &Path, digest: &str) -> Option<ColorImage> {
    let place = kept_at(path, digest);
    if let Some(known) = place.as_ref().and_then(|place| image::open(place).ok()) {
        return Some(pixels_of(known));
    }
    let made = read(path)?;
    if let Some(place) = place {
        keep(&made, &place);
    }
    Some(pixels_of(made))
}

/// Where the small picture of a kept file stands: `thumbs/ab/cdef….jpg` beside `files/ab/cdef…`. Files that the workspace
/// does not keep have none.
fn kept_at(path: &Path, digest: &str) -> Option<PathBuf> {
    let (head, rest) = digest.split_at_checked(2)?;
    let folder = path.parent()?;
    let is_kept = path.file_name()? == rest && folder.file_name()? == head;
    let workspace = folder.parent()?.parent().filter(|_| is_kept)?;
    Some(workspace.join(KEPT).join(head).join(format!("{rest}.jpg")))
}

/// Keeps a small picture. Where that fails (a read-only workspace, a full disk) it is made again the next time.
fn keep(picture: &DynamicImage, place: &Path) {
    let written = || -> Option<()> {
        fs::create_dir_all(place.parent()?).ok()?;
        // Under another name first, so that a half-written picture is never found.
        let half = place.with_extension("part");
        picture.to_rgb8().save_with_format(&half, image::ImageFormat::Jpeg).ok()?;
        fs::rename(&half, place).ok()
    };
    let _ = written();
}

/// Reads a photo as it was held, at most [`SIDE`] pixels wide and high; one of too many pixels by the small picture that
/// its camera put into it, if it did.
fn read(path: &Path) -> Option<DynamicImage> {
    if field::pixels(path)? > field::PIXELS_MAX {
        let inside = field::embedded_thumb(path)?;
        let mut reader = ImageReader::new(std::io::Cursor::new(inside)).with_guessed_format().ok()?;
        reader.limits(limits());
        return Some(reader.decode().ok()?.thumbnail(SIDE, SIDE));
    }
    let mut reader = ImageReader::open(path).ok()?.with_guessed_format().ok()?;
    reader.limits(limits());
    let mut decoder = reader.into_decoder().ok()?;
    let held = decoder.orientation().ok()?;
    let mut image = DynamicImage::from_decoder(decoder).ok()?.thumbnail(SIDE, SIDE);
    image.apply_orientation(held);
    Some(image)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    limits
}

fn pixels_of(image: DynamicImage) -> ColorImage {
    let pixels = image.into_rgba8();
    let size = [pixels.width() as usize, pixels.height() as usize];
    ColorImage::from_rgba_unmultiplied(size, pixels.as_raw())
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
    fn photos_are_made_small_and_others_are_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let (photo, text) = (dir.path().join("照片"), dir.path().join("文字"));
        image::RgbImage::new(1200, 600).save_with_format(&photo, image::ImageFormat::Png).unwrap();
        fs::write(&text, "不是照片").unwrap();
        assert_eq!(read(&photo).map(|small| (small.width(), small.height())), Some((240, 120)));
        assert!(read(&text).is_none() && read(&dir.path().join("没有")).is_none());
        assert!(is_picture("现场.JPG") && !is_picture("记录.pdf") && !is_picture("jpg"));
    }

    #[test]
    fn the_small_picture_of_a_kept_photo_is_kept_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let digest = format!("ab{}", "c".repeat(62));
        let kept = dir.path().join("files/ab").join("c".repeat(62));
        fs::create_dir_all(kept.parent().unwrap()).unwrap();
        image::RgbImage::new(1200, 600).save_with_format(&kept, image::ImageFormat::Jpeg).unwrap();
        assert_eq!(small(&kept, &digest).map(|small| small.size), Some([240, 120]));
        assert!(dir.path().join("thumbs/ab").join(format!("{}.jpg", "c".repeat(62))).is_file());
        fs::remove_file(&kept).unwrap();
        assert_eq!(small(&kept, &digest).map(|small| small.size), Some([240, 120]), "from the kept one");
        assert_eq!(kept_at(&dir.path().join("照片.jpg"), &digest), None);
    }

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
