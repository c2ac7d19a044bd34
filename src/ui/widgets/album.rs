//! Photos on screen, read and made small away from the window's thread, kept while they are looked at.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::session::{Ticket, Wake, aside, photo};

/// The photos that have been read so far, by digest.
pub struct Album {
    side: u32,
    most: usize,
    photos: BTreeMap<String, Photo>,
}

enum Photo {
    Reading(Ticket<Option<ColorImage>>),
    Ready(TextureHandle),
    /// No photo, or one that cannot be read.
    None,
}

impl Album {
    /// Photos at most `side` pixels wide and high, so many kept at once.
    pub fn of(side: u32, most: usize) -> Self {
        Self { side, most, photos: BTreeMap::new() }
    }

    /// The photo of a file once it has been read.
    pub fn get(&mut self, ctx: &Context, digest: &str, path: &Path) -> Option<&TextureHandle> {
        if self.photos.len() > self.most {
            self.photos.clear();
        }
        let side = self.side;
        let photo = self.photos.entry(digest.to_owned()).or_insert_with(|| {
            let path = path.to_owned();
            Photo::Reading(aside(wake(ctx), move || read(&path, side)))
        });
        if let Photo::Reading(ticket) = photo
            && let Some(answer) = ticket.poll()
        {
            *photo = match answer {
                Ok(Some(image)) => Photo::Ready(ctx.load_texture(digest, image, TextureOptions::LINEAR)),
                _ => Photo::None,
            };
        }
        match photo {
            Photo::Ready(texture) => Some(texture),
            Photo::Reading(_) | Photo::None => None,
        }
    }
}

/// Has the window drawn again when something has been read.
pub fn wake(ctx: &Context) -> Wake {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

/// Reads a photo as it was held, at most `side` pixels wide and high.
fn read(path: &Path, side: u32) -> Option<ColorImage> {
    let image = photo::read(path, [side, side])?;
    Some(ColorImage::from_rgb([image.width() as usize, image.height() as usize], image.as_raw()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_are_made_small_and_others_are_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let (photo, text) = (dir.path().join("照片"), dir.path().join("文字"));
        image::RgbImage::new(1200, 600).save_with_format(&photo, image::ImageFormat::Png).unwrap();
        std::fs::write(&text, "不是照片").unwrap();
        assert_eq!(read(&photo, 240).map(|small| small.size), Some([240, 120]));
        assert!(read(&text, 240).is_none() && read(&dir.path().join("没有"), 240).is_none());
    }
}
