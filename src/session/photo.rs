//! Photos made small for the screen, for paper and for the preview, turned as they were held.

use std::{
    fs,
    io::{BufRead, Cursor, Seek},
    path::{Path, PathBuf},
};

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage, codecs::jpeg::JpegEncoder};

use crate::{
    domain::picture::{MEMORY_MAX, PIXELS_MAX, Picture},
    exchange::field,
    print::photo::Jpeg,
};

/// Side of a small picture, in pixels.
pub const SMALL: u32 = 240;
/// Quality of printed photos, of 100: no blocks can be seen at office resolution.
const QUALITY: u8 = 82;
/// The folder of the workspace that keeps small pictures, beside that of the kept files.
const KEPT: &str = "thumbs";

/// A photo with at most so many pixels across and down; `None` when it cannot be read. One of too many pixels is shown
/// by the small picture that its camera put into it, if it did.
pub fn read(path: &Path, most: [u32; 2]) -> Option<RgbImage> {
    if field::pixels(path)? > PIXELS_MAX {
        let inside = Cursor::new(field::embedded_thumb(path)?);
        return decode(ImageReader::new(inside).with_guessed_format().ok()?, most);
    }
    decode(ImageReader::open(path).ok()?.with_guessed_format().ok()?, most)
}

fn decode(mut reader: ImageReader<impl BufRead + Seek>, most: [u32; 2]) -> Option<RgbImage> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let held = decoder.orientation().ok()?;
    let side = most[0].max(most[1]);
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    if image.width().max(image.height()) > side {
        image = image.thumbnail(side, side);
    }
    image.apply_orientation(held);
    Some(image.into_rgb8())
}

/// The same as JPEG for a PDF; what a reader of a document asks for its photos with.
pub fn jpeg(picture: &Picture, most: [u32; 2]) -> Option<Jpeg> {
    let image = read(&picture.path, most)?;
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&image).ok()?;
    Some(Jpeg { bytes, pixels: [image.width(), image.height()] })
}

/// The small picture of a photo: as it was kept, or made now and kept for the next time.
pub fn small(path: &Path, digest: &str) -> Option<RgbImage> {
    let place = kept_at(path, digest);
    if let Some(known) = place.as_ref().and_then(|place| image::open(place).ok()) {
        return Some(known.into_rgb8());
    }
    let made = read(path, [SMALL, SMALL])?;
    if let Some(place) = place {
        keep(&made, &place);
    }
    Some(made)
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
fn keep(picture: &RgbImage, place: &Path) {
    let written = || -> Option<()> {
        fs::create_dir_all(place.parent()?).ok()?;
        // Under another name first, so that a half-written picture is never found.
        let half = place.with_extension("part");
        picture.save_with_format(&half, ImageFormat::Jpeg).ok()?;
        fs::rename(&half, place).ok()
    };
    let _ = written();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_become_small_jpegs() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("照片");
        RgbImage::new(1200, 600).save_with_format(&path, ImageFormat::Png).unwrap();
        let picture = Picture { digest: String::new(), path, pixels: [1200, 600] };
        let small = jpeg(&picture, [300, 150]).unwrap();
        assert_eq!((small.pixels, &small.bytes[..2]), ([300, 150], &[0xff, 0xd8][..]));
        assert_eq!(jpeg(&picture, [3000, 1500]).unwrap().pixels, [1200, 600], "never made larger");
        assert!(jpeg(&Picture { path: dir.path().join("没有"), ..picture }, [10, 10]).is_none());
    }

    #[test]
    fn what_is_no_photo_or_cut_off_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let (photo, text) = (dir.path().join("照片"), dir.path().join("文字"));
        RgbImage::new(1200, 600).save_with_format(&photo, ImageFormat::Png).unwrap();
        fs::write(&text, "不是照片").unwrap();
        let whole = fs::read(&photo).unwrap();
        fs::write(&photo, &whole[..whole.len() / 2]).unwrap();
        assert!(read(&photo, [240, 240]).is_none() && read(&text, [240, 240]).is_none());
        assert!(read(&dir.path().join("没有"), [240, 240]).is_none());
    }

    #[test]
    fn the_small_picture_of_a_kept_photo_is_kept_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let digest = format!("ab{}", "c".repeat(62));
        let kept = dir.path().join("files/ab").join("c".repeat(62));
        fs::create_dir_all(kept.parent().unwrap()).unwrap();
        RgbImage::new(1200, 600).save_with_format(&kept, ImageFormat::Jpeg).unwrap();
        let size = || small(&kept, &digest).map(|small| small.dimensions());
        assert_eq!(size(), Some((240, 120)));
        assert!(dir.path().join("thumbs/ab").join(format!("{}.jpg", "c".repeat(62))).is_file());
        fs::remove_file(&kept).unwrap();
        assert_eq!(size(), Some((240, 120)), "from the kept one");
        assert_eq!(kept_at(&dir.path().join("照片.jpg"), &digest), None);
    }
}
