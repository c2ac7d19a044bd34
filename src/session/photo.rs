//! Photos made small for paper and for the preview, turned as they were held.

use std::path::Path;

use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits, RgbImage, codecs::jpeg::JpegEncoder};

use crate::{domain::picture::Picture, print::photo::Jpeg};

/// Quality of printed photos, of 100: no blocks can be seen at office resolution.
const QUALITY: u8 = 82;

/// A photo with at most so many pixels across and down; `None` when it cannot be read.
pub fn read(path: &Path, most: [u32; 2]) -> Option<RgbImage> {
    let mut reader = ImageReader::open(path).ok()?.with_guessed_format().ok()?;
    reader.limits(Limits::default());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_become_small_jpegs() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("照片");
        RgbImage::new(1200, 600).save_with_format(&path, image::ImageFormat::Png).unwrap();
        let picture = Picture { digest: String::new(), path, pixels: [1200, 600] };
        let small = jpeg(&picture, [300, 150]).unwrap();
        assert_eq!((small.pixels, &small.bytes[..2]), ([300, 150], &[0xff, 0xd8][..]));
        assert_eq!(jpeg(&picture, [3000, 1500]).unwrap().pixels, [1200, 600], "never made larger");
        assert!(jpeg(&Picture { path: dir.path().join("没有"), ..picture }, [10, 10]).is_none());
    }
}
