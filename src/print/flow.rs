//! Fills pages from top to bottom: title, lines, tables, and what stands in the margins.
//!
//! Measures are those of GB/T 9704-2012: A4, head margin 37 mm, binding margin 28 mm, type area
//! 156 × 225 mm, 22 lines. Ledgers lie across the page, bound at their upper edge.

use super::{
    Document,
    measure::Type,
    page::{Face, Ink, Item, MM_PER_PT, Page, size},
    table::{Align, Layout, Table},
};

/// Paper with its type area, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// Paper width.
    pub width: f32,
    /// Paper height.
    pub height: f32,
    /// 天头: paper edge to type area.
    pub top: f32,
    /// Left edge of the type area.
    pub left: f32,
    /// 版心 width.
    pub area_width: f32,
    /// 版心 height.
    pub area_height: f32,
}

impl Paper {
    /// A4 upright with the type area of GB/T 9704-2012, 5.2.
    pub const PORTRAIT: Self =
        Self { width: 210.0, height: 297.0, top: 37.0, left: 28.0, area_width: 156.0, area_height: 225.0 };

    /// A4 across for ledgers: the binding margin of 28 mm lies at the top, the others are narrower
    /// than in documents to leave room for columns.
    pub const LANDSCAPE: Self =
        Self { width: 297.0, height: 210.0, top: 28.0, left: 20.0, area_width: 257.0, area_height: 158.0 };

    fn bottom(&self) -> f32 {
        self.top + self.area_height
    }

    fn right(&self) -> f32 {
        self.left + self.area_width
    }
}

/// Page numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// 「— 1 —」, odd pages at the right, even ones at the left (GB/T 9704-2012, 7.5).
    Dashes,
    /// 「第 1 页 共 3 页」 in the middle, for ledgers.
    OfTotal,
    /// None, on sheets that are hung up.
    None,
}

/// One line of a document: 225 mm hold 22 of them.
pub const LINE: f32 = 225.0 / 22.0;

/// Pages being filled.
pub struct Flow {
    paper: Paper,
    pages: Vec<Page>,
    /// Where the next thing goes, mm from the top of the paper.
    y: f32,
}

impl Flow {
    /// A first empty page.
    pub fn new(paper: Paper) -> Self {
        let mut flow = Self { paper, pages: Vec::new(), y: 0.0 };
        flow.break_page();
        flow
    }

    /// Begins another page.
    pub fn break_page(&mut self) {
        let Paper { width, height, top, .. } = self.paper;
        self.pages.push(Page { width_mm: width, height_mm: height, items: Vec::new() });
        self.y = top;
    }

    /// Width of the type area, mm.
    pub fn area_width(&self) -> f32 {
        self.paper.area_width
    }

    /// Height left on this page, mm.
    pub fn room(&self) -> f32 {
        self.paper.bottom() - self.y
    }

    /// Leaves a gap; at the top of a page after the first there is none.
    pub fn skip(&mut self, height: f32) {
        if !self.at_top() || self.pages.len() == 1 {
            self.y += height;
        }
    }

    /// Begins another page unless `height` mm are left, so that what follows stays together.
    pub fn keep(&mut self, height: f32) {
        if self.room() < height && !self.at_top() {
            self.break_page();
        }
    }

    /// 「附件2」 in 3号黑体 on the first line, a blank line after it.
    pub fn annex_mark(&mut self, mark: &str) {
        self.line(&[(Align::Left, mark)], Type::new(Face::Hei, size::SAN), LINE);
        self.skip(LINE);
    }

    /// The title: 2号 in documents, centred, lines of even length, explicit line ends kept.
    pub fn title(&mut self, title: &str, size_pt: f32) {
        let kind = Type::new(Face::SongBold, size_pt);
        let width = self.area_width();
        for line in title.split('\n').flat_map(|line| kind.wrap_evenly(line, width)) {
            self.line(&[(Align::Center, &line)], kind, LINE);
        }
    }

    /// Texts side by side on one line of the given height; under each other if that is too narrow.
    pub fn line(&mut self, texts: &[(Align, &str)], kind: Type, height: f32) {
        let inked: Vec<(Align, &str, Ink)> = texts.iter().map(|(align, text)| (*align, *text, Ink::Black)).collect();
        self.inked_line(&inked, kind, height);
    }

    /// The same with an ink for each text.
    pub fn inked_line(&mut self, texts: &[(Align, &str, Ink)], kind: Type, height: f32) {
        let width = self.area_width();
        let needed: f32 = texts.iter().map(|(_, text, _)| kind.width(text) + kind.em()).sum();
        if needed - kind.em() <= width + 0.01 {
            self.set_line(texts, kind, height);
            return;
        }
        for (align, text, ink) in texts {
            for line in kind.wrap(text, width) {
                self.set_line(&[(*align, &line, *ink)], kind, height.min(1.5 * kind.em()));
            }
        }
        self.skip(1.0);
    }

    fn set_line(&mut self, texts: &[(Align, &str, Ink)], kind: Type, height: f32) {
        self.keep(height);
        let baseline = self.y + height / 2.0 + kind.baseline_below_middle();
        for (align, text, ink) in texts {
            let slack = self.paper.area_width - kind.width(text);
            let x = self.paper.left + share(*align) * slack;
            self.put(text_item(x, baseline, kind, text, *ink));
        }
        self.y += height;
    }

    /// A paragraph over the whole width; its lines may go on to the next page.
    pub fn paragraph(&mut self, text: &str, kind: Type, pitch: f32) {
        for line in kind.wrap(text, self.area_width()) {
            self.line(&[(Align::Left, &line)], kind, pitch);
        }
    }

    /// Room of this height for things placed by hand: `paint` is told its upper left corner.
    pub fn block(&mut self, height: f32, paint: impl FnOnce([f32; 2]) -> Vec<Item>) {
        self.keep(height);
        for item in paint([self.paper.left, self.y]) {
            self.put(item);
        }
        self.y += height;
    }

    /// A table, over as many pages as it needs.
    pub fn table(&mut self, table: &Table) {
        let layout = Layout::new(table, self.paper.area_height);
        let x = self.paper.left + (self.area_width() - layout.width()) / 2.0;
        let mut from = layout.start();
        loop {
            if let Some(part) = layout.part(from, self.room(), self.at_top()) {
                for item in layout.draw(&part, x, self.y) {
                    self.put(item);
                }
                self.y += part.height();
                from = part.rows.end;
            }
            if from == layout.end() {
                break;
            }
            self.break_page();
        }
    }

    /// How many pages there are so far.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Puts the pages of another flow on the same paper behind these; page numbers go on.
    pub fn append(&mut self, other: Self) {
        self.y = other.y;
        self.pages.extend(other.pages);
    }

    /// Adds page numbers and, for a fictional district, the mark on every page.
    pub fn finish(mut self, title: &str, numbering: Numbering, sample: bool) -> Document {
        let total = self.pages.len();
        for number in 1..=total {
            if let Some(item) = page_number(&self.paper, numbering, number, total) {
                self.pages[number - 1].items.push(item);
            }
            if sample {
                self.pages[number - 1].items.push(sample_mark(&self.paper));
            }
        }
        Document { title: title.replace('\n', ""), pages: self.pages }
    }

    fn at_top(&self) -> bool {
        self.y <= self.paper.top
    }

    fn put(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
    }
}

/// Share of the free width left of the text.
fn share(align: Align) -> f32 {
    match align {
        Align::Left => 0.0,
        Align::Center => 0.5,
        Align::Right => 1.0,
    }
}

fn text_item(x: f32, y: f32, kind: Type, text: &str, ink: Ink) -> Item {
    Item::Text { x, y, size_pt: kind.size_pt, face: kind.face, text: text.to_owned(), ink }
}

/// 4号宋体, its upper edge 7 mm below the type area, one 字 in from the side.
fn page_number(paper: &Paper, numbering: Numbering, number: usize, total: usize) -> Option<Item> {
    let (size_pt, text) = match numbering {
        Numbering::Dashes => (size::SI, format!("— {number} —")),
        Numbering::OfTotal => (size::WU, format!("第 {number} 页 共 {total} 页")),
        Numbering::None => return None,
    };
    let kind = Type::new(Face::Song, size_pt);
    let (width, indent) = (kind.width(&text), kind.em());
    let x = match numbering {
        Numbering::Dashes if number % 2 == 1 => paper.right() - indent - width,
        Numbering::Dashes => paper.left + indent,
        _ => paper.left + (paper.area_width - width) / 2.0,
    };
    let y = paper.bottom() + 7.0 + kind.baseline_below_middle();
    Some(text_item(x, y, kind, &text, Ink::Black))
}

/// What every page of a fictional district says, at its upper right.
pub const SAMPLE_MARK: &str = "示范数据 · 非真实记录";

fn sample_mark(paper: &Paper) -> Item {
    let kind = Type::new(Face::Hei, size::WU);
    let x = paper.right() - kind.width(SAMPLE_MARK);
    text_item(x, paper.top - 8.0 * MM_PER_PT - 9.0, kind, SAMPLE_MARK, Ink::Red)
}
