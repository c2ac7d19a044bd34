//! One printed page as a display list.
//!
//! All lengths are millimetres from the top left corner of the paper, `y` growing downwards; type
//! sizes are points, because that is how offices name them (三号 = 16 pt). Items are painted in
//! order. A reader of the list (PDF, preview, golden dump) needs nothing else: every line is
//! already broken, every position decided.

use crate::domain::picture::Picture;

/// Millimetres in one typographic point.
pub const MM_PER_PT: f32 = 25.4 / 72.0;

/// Type sizes of Chinese office documents, in points.
pub mod size {
    /// 二号, titles.
    pub const ER: f32 = 22.0;
    /// 小二, titles of ledgers.
    pub const XIAO_ER: f32 = 18.0;
    /// 三号, body text and 「附件2」.
    pub const SAN: f32 = 16.0;
    /// 四号, page numbers.
    pub const SI: f32 = 14.0;
    /// 小四, roomy tables.
    pub const XIAO_SI: f32 = 12.0;
    /// 五号, tables.
    pub const WU: f32 = 10.5;
    /// 小五, dense tables and remarks.
    pub const XIAO_WU: f32 = 9.0;
}

/// A typeface by its role on paper; [`crate::print::font`] says which bundled file carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 宋体: body and table cells.
    Song,
    /// Bold 宋体, standing in for 小标宋: titles.
    SongBold,
    /// 黑体: 「附件2」, table heads, marks.
    Hei,
}

impl Face {
    /// All faces.
    pub const ALL: [Self; 3] = [Self::Song, Self::SongBold, Self::Hei];
}

/// The few inks a sheet may use; readers decide what they look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// Text and rules.
    Black,
    /// Remarks of lesser weight.
    Grey,
    /// Tint behind table heads.
    Light,
    /// Warnings that must not be missed: 示范数据, 未审定.
    Red,
    /// 监督 on diagrams: frames and lines.
    Supervise,
    /// Tint behind 监督.
    SuperviseTint,
    /// 监管 on diagrams: frames and lines.
    Oversee,
    /// Tint behind 监管; in black and white as light as the other, the frames and words tell them apart.
    OverseeTint,
}

impl Ink {
    /// Red, green and blue, 0 to 255.
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0, 0, 0],
            Self::Grey => [96, 96, 96],
            Self::Light => [238, 240, 238],
            Self::Red => [192, 0, 0],
            Self::Supervise => [24, 96, 60],
            Self::SuperviseTint => [222, 239, 229],
            Self::Oversee => [33, 78, 140],
            Self::OverseeTint => [223, 232, 246],
        }
    }
}

/// One thing painted on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// One line of text, never wider than its room.
    Text {
        /// Left edge of the first character, mm.
        x: f32,
        /// Baseline, mm from the top of the paper.
        y: f32,
        /// Type size, points.
        size_pt: f32,
        /// Typeface.
        face: Face,
        /// The characters, without line breaks.
        text: String,
        /// Ink.
        ink: Ink,
    },
    /// A straight rule with square ends.
    Line {
        /// Start, mm.
        x0: f32,
        /// Start, mm.
        y0: f32,
        /// End, mm.
        x1: f32,
        /// End, mm.
        y1: f32,
        /// Thickness, mm.
        weight: f32,
        /// Ink.
        ink: Ink,
    },
    /// A filled rectangle.
    Fill {
        /// Left edge, mm.
        x: f32,
        /// Top edge, mm.
        y: f32,
        /// Width, mm.
        width: f32,
        /// Height, mm.
        height: f32,
        /// Ink.
        ink: Ink,
    },
    /// A thin line through several points: frames and the lines of diagrams.
    Stroke {
        /// Corners, mm.
        points: Vec<[f32; 2]>,
        /// Leads back to the first point.
        closed: bool,
        /// Broken into dashes of [`DASHES`].
        dashed: bool,
        /// Thickness, mm.
        weight: f32,
        /// Ink.
        ink: Ink,
    },
    /// A photo filling this rectangle, which has its shape.
    Image {
        /// Left edge, mm.
        x: f32,
        /// Top edge, mm.
        y: f32,
        /// Width, mm.
        width: f32,
        /// Height, mm.
        height: f32,
        /// Which photo.
        picture: Picture,
    },
}

/// Dash and gap of a dashed stroke, mm.
pub const DASHES: [f32; 2] = [1.4, 0.9];

/// One side of paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Paper width, mm.
    pub width_mm: f32,
    /// Paper height, mm.
    pub height_mm: f32,
    /// What is painted, back to front.
    pub items: Vec<Item>,
}
