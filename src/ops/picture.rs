//! Kept photos as sheets show them: found by digest, measured without reading their pixels.

use std::path::PathBuf;

use image::{ImageDecoder as _, ImageReader, Limits, metadata::Orientation};

use super::Workspace;
use crate::domain::picture::{PIXELS_MAX, Picture, UNREADABLE};

/// Whether a file of this name is a photo that can be printed.
pub fn is_photo(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png")
}

impl Workspace {
    /// A kept photo, turned as it was held.
    ///
    /// # Errors
    /// What to print in its frame instead.
    pub fn picture(&self, digest: &str) -> Result<Picture, &'static str> {
        let path = self.file_path(digest).ok_or("照片文件不在工作区中")?;
        let pixels = measured(&path).ok_or(UNREADABLE)?;
        if u64::from(pixels[0]) * u64::from(pixels[1]) > PIXELS_MAX {
            return Err("照片过大，没有缩印，请看原件");
        }
        Ok(Picture { digest: digest.to_owned(), path, pixels })
    }
}

/// Pixels across and down, after turning.
fn measured(path: &PathBuf) -> Option<[u32; 2]> {
    let mut reader = ImageReader::open(path).ok()?.with_guessed_format().ok()?;
    reader.limits(Limits::no_limits());
    let mut decoder = reader.into_decoder().ok()?;
    let (wide, high) = decoder.dimensions();
    Some(match decoder.orientation().ok()? {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            [high, wide]
        }
        _ => [wide, high],
    })
}
