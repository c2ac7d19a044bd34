//! Photos on screen, read and made small away from the window's thread, kept while they are looked at.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::session::{Ticket, Wake, aside, photo};

/// How many are read at the same time: a photo needs up to a quarter of a gigabyte while it is decoded.
const AT_ONCE: usize = 2;
/// How many small pictures are kept at once.
const MOST: usize = 48;

/// The photos that have been read so far, by digest, each with when it was last wanted.
pub struct Album {
    /// The longest side in pixels; `None` for the small pictures that the workspace keeps.
    side: Option<u32>,
    most: usize,
    known: BTreeMap<String, (Photo, u64)>,
    clock: u64,
}

enum Photo {
    /// Its turn has not come.
    Waiting,
    Reading(Ticket<Option<ColorImage>>),
    Ready(TextureHandle),
    /// No photo, or one that cannot be read.
    Unreadable,
}

/// What there is of a photo now.
pub enum Seen<'a> {
    Coming,
    Ready(&'a TextureHandle),
    Unreadable,
}

impl Default for Album {
    /// Small pictures, as they stand beside the names of files.
    fn default() -> Self {
        Self { side: None, most: MOST, known: BTreeMap::new(), clock: 0 }
    }
}

impl Album {
    /// Photos at most `side` pixels wide and high, so many kept at once.
    pub fn of(side: u32, most: usize) -> Self {
        Self { side: Some(side), most, ..Self::default() }
    }

    /// The photo of a file once it has been read.
    pub fn get(&mut self, ctx: &Context, digest: &str, path: &Path) -> Option<&TextureHandle> {
        match self.look(ctx, digest, path) {
            Seen::Ready(texture) => Some(texture),
            Seen::Coming | Seen::Unreadable => None,
        }
    }

    /// The photo of a file, on its way, or that there is none.
    pub fn look(&mut self, ctx: &Context, digest: &str, path: &Path) -> Seen<'_> {
        self.clock += 1;
        if self.known.len() > self.most {
            self.forget_oldest();
        }
        let reading = self.known.values().filter(|(photo, _)| matches!(photo, Photo::Reading(_))).count();
        let (photo, wanted) = self.known.entry(digest.to_owned()).or_insert((Photo::Waiting, 0));
        *wanted = self.clock;
        if matches!(photo, Photo::Waiting) && reading < AT_ONCE {
            let (path, digest, side) = (path.to_owned(), digest.to_owned(), self.side);
            *photo = Photo::Reading(aside(wake(ctx), move || read(&path, &digest, side)));
        }
        if let Photo::Reading(ticket) = photo
            && let Some(answer) = ticket.poll()
        {
            *photo = match answer {
                Ok(Some(image)) => Photo::Ready(ctx.load_texture(digest, image, TextureOptions::LINEAR)),
                _ => Photo::Unreadable,
            };
            // The next one in sight takes its turn.
            ctx.request_repaint();
        }
        match photo {
            Photo::Ready(texture) => Seen::Ready(texture),
            Photo::Waiting | Photo::Reading(_) => Seen::Coming,
            Photo::Unreadable => Seen::Unreadable,
        }
    }

    /// Lets go of the half that was not wanted for the longest time.
    fn forget_oldest(&mut self) {
        let mut wanted: Vec<u64> = self.known.values().map(|(_, wanted)| *wanted).collect();
        wanted.sort_unstable();
        let bound = wanted.get(wanted.len() / 2).copied().unwrap_or(0);
        self.known.retain(|_, (photo, wanted)| *wanted >= bound || matches!(photo, Photo::Reading(_)));
    }
}

/// Has the window drawn again when something has been read.
pub fn wake(ctx: &Context) -> Wake {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

fn read(path: &Path, digest: &str, side: Option<u32>) -> Option<ColorImage> {
    let image = match side {
        Some(side) => photo::read(path, [side, side])?,
        None => photo::small(path, digest)?,
    };
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
        assert_eq!(read(&photo, "", None).map(|small| small.size), Some([240, 120]));
        assert_eq!(read(&photo, "", Some(600)).map(|larger| larger.size), Some([600, 300]));
        assert!(read(&text, "", None).is_none() && read(&dir.path().join("没有"), "", Some(600)).is_none());
    }
}
