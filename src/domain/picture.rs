//! A photo as a sheet shows it: which content, how wide and how high; its bytes are read by whoever paints it.

use std::path::PathBuf;

/// Pixels of the largest photo that is decoded, 60 million: for paper it is only named, on screen it stands by the small
/// picture that its camera put into it.
pub const PIXELS_MAX: u64 = 60_000_000;
/// The most memory that decoding one photo may take, in bytes: four for each of [`PIXELS_MAX`].
pub const MEMORY_MAX: u64 = 256 << 20;
/// What stands in the frame of a photo that is damaged or was cut off.
pub const UNREADABLE: &str = "照片已损坏或不完整，读不出来";

/// A kept photo, turned as it was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// SM3 of the content, lower-case hexadecimal.
    pub digest: String,
    /// Where the content lies.
    pub path: PathBuf,
    /// Pixels across and down after turning.
    pub pixels: [u32; 2],
}

impl Picture {
    /// The largest width and height that keep its shape within a frame, in the frame's unit.
    pub fn within(&self, frame: [f32; 2]) -> [f32; 2] {
        let [wide, high] = self.pixels.map(|side| side.max(1) as f32);
        let scale = (frame[0] / wide).min(frame[1] / high);
        [wide * scale, high * scale]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_keeps_its_shape() {
        let of = |pixels| Picture { digest: String::new(), path: PathBuf::new(), pixels };
        assert_eq!(of([4000, 3000]).within([80.0, 80.0]), [80.0, 60.0]);
        assert_eq!(of([3000, 4000]).within([80.0, 60.0]), [45.0, 60.0]);
        assert_eq!(of([0, 0]).within([80.0, 60.0]), [60.0, 60.0]);
    }
}
