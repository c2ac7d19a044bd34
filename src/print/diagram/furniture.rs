//! What stands around a chart on every page: title, the grids above, day, vacancies, legend, page number.

use super::{
    EdgeKind,
    block::{Area, VACANT, Words, fixed, framed, set},
    paint::Canvas,
};
use crate::{
    domain::{
        date::chinese,
        diagram::{Above, Chart, Diagram, DiagramPaper},
        roster::Side,
    },
    print::{
        Page,
        flow::SAMPLE_MARK,
        measure::Type,
        page::{Face, Ink, Item},
    },
};

/// Free paper at the edges, mm.
const MARGIN: f32 = 13.0;
/// Room at the left of the boxes for the line down to later bands, and the same at the right.
pub const GUTTER: f32 = 4.0;
/// Height of the legend with the gap above it.
const LEGEND: f32 = 9.0;
/// Size of remarks, points.
const REMARK: f32 = 9.0;

/// Everything but the chart itself.
pub struct Furniture {
    pub width: f32,
    pub height: f32,
    /// Where the chart goes.
    pub body: Area,
    title: Vec<Words>,
    above: Vec<Words>,
    day: Words,
    vacancies: Words,
    sample: bool,
    /// Whether the legend explains 对应.
    pairings: bool,
    /// The side that has grids under 包联.
    charges: EdgeKind,
}

impl Furniture {
    pub fn new(diagram: &Diagram, chart: &Chart) -> Self {
        let (width, height) = diagram.paper.size(diagram.upright);
        let room = width - 2.0 * MARGIN;
        let size = if diagram.paper == DiagramPaper::A3 { 28.0 } else { 20.0 };
        let title = Type::new(Face::SongBold, size);
        let title = title
            .wrap_evenly(&chart.title, room)
            .iter()
            .map(|line| fixed(line, Face::SongBold, size, Ink::Black))
            .collect();
        let remark = Type::new(Face::Song, REMARK);
        let above = chart.above.iter().flat_map(|above| remark.wrap(&step(above), room - 4.0));
        let above = above.map(|line| fixed(&line, Face::Song, REMARK, Ink::Black)).collect();
        let vacancies = match chart.vacancies() {
            0 => fixed("无空缺", Face::Song, REMARK, Ink::Grey),
            count => fixed(&format!("{VACANT} {count} 处"), Face::Hei, REMARK, Ink::Red),
        };
        let mut furniture = Self {
            width,
            height,
            body: Area { x: MARGIN + GUTTER, y: 0.0, width: room - 2.0 * GUTTER, height: 0.0 },
            title,
            above,
            day: fixed(&format!("截至{}", chinese(diagram.frame.as_of)), Face::Song, REMARK, Ink::Black),
            vacancies,
            sample: diagram.frame.sample,
            pairings: !chart.overseers.is_empty(),
            charges: match chart.leaders.iter().all(|leader| leader.side() == Side::Oversee) {
                true => EdgeKind::Oversight,
                false => EdgeKind::Charge,
            },
        };
        furniture.body.y = furniture.head();
        furniture.body.height = height - MARGIN - LEGEND - furniture.body.y;
        furniture
    }

    /// Where the chart begins.
    fn head(&self) -> f32 {
        let title: f32 = self.title.iter().map(|line| line.kind.em() * 1.3).sum();
        let above = self.above.len() as f32 * pitch() + if self.above.is_empty() { 0.0 } else { 3.0 };
        MARGIN + title + 6.5 + above
    }

    pub fn paint(&self, canvas: &mut Canvas) {
        let mut y = MARGIN;
        for line in &self.title {
            let pitch = line.kind.em() * 1.3;
            canvas.items.push(set(line, self.width / 2.0, 0.5, y + pitch / 2.0));
            y += pitch;
        }
        canvas.items.push(set(&self.vacancies, MARGIN, 0.0, y + 2.0));
        canvas.items.push(set(&self.day, self.width - MARGIN, 1.0, y + 2.0));
        if self.sample {
            let mark = fixed(SAMPLE_MARK, Face::Hei, REMARK, Ink::Red);
            canvas.items.push(set(&mark, self.width - MARGIN, 1.0, MARGIN - 3.0));
        }
        y += 5.0;
        if !self.above.is_empty() {
            let height = self.above.len() as f32 * pitch() + 1.6;
            let (x, width) = (MARGIN, self.width - 2.0 * MARGIN);
            canvas.items.push(Item::Fill { x, y, width, height, ink: Ink::Light });
            for (number, line) in self.above.iter().enumerate() {
                canvas.items.push(set(line, MARGIN + 2.0, 0.0, y + 0.8 + pitch() * (number as f32 + 0.5)));
            }
        }
        self.legend(canvas);
    }

    fn legend(&self, canvas: &mut Canvas) {
        let middle = self.height - MARGIN - 2.5;
        let mut x = MARGIN;
        let word = |canvas: &mut Canvas, text: &str, x: f32| {
            let words = fixed(text, Face::Song, REMARK, Ink::Black);
            canvas.items.push(set(&words, x, 0.0, middle));
            x + words.kind.width(text) + 6.0
        };
        x = word(canvas, "图例：", x) - 5.0;
        let swatches = [("监督", Ink::SuperviseTint, Ink::Supervise), ("监管", Ink::OverseeTint, Ink::Oversee)];
        for (text, tint, frame) in swatches {
            let area = Area { x, y: middle - 1.8, width: 7.0, height: 3.6 };
            let Area { x: left, y, width, height } = area;
            canvas.items.push(Item::Fill { x: left, y, width, height, ink: tint });
            canvas.items.push(framed(&area, false, 0.3, frame));
            x = word(canvas, text, area.right() + 1.5);
        }
        let mut lines = vec![("包联", self.charges), ("层级", EdgeKind::Rank)];
        if self.pairings {
            lines.insert(1, ("对应", EdgeKind::Pairing));
        }
        for (text, kind) in lines {
            canvas.line(vec![[x, middle], [x + 9.0, middle]], kind);
            x = word(canvas, text, x + 10.5);
        }
        let area = Area { x, y: middle - 1.8, width: 7.0, height: 3.6 };
        canvas.items.push(framed(&area, true, 0.35, Ink::Red));
        word(canvas, VACANT, area.right() + 1.5);
    }
}

/// 「第 1 页 共 3 页」 at the right of the legend.
pub fn page_number(page: &Page, number: usize, total: usize) -> Item {
    let words = fixed(&format!("第 {number} 页 共 {total} 页"), Face::Song, REMARK, Ink::Black);
    set(&words, page.width_mm - MARGIN, 1.0, page.height_mm - MARGIN - 2.5)
}

/// Distance of lines of remarks, mm.
fn pitch() -> f32 {
    Type::new(Face::Song, REMARK).em() * 1.45
}

/// 「一级网格 东胜区：总监督人 胡清澄 区长；副总监督人 李㛃 副区长（分管水利）」.
fn step(above: &Above) -> String {
    let said = above.roles.iter().map(|role| {
        let seats = role.people.iter().map(|seat| {
            let name = seat.name.as_deref().unwrap_or(VACANT);
            format!("{name} {}", seat.post).trim_end().to_owned()
        });
        format!("{} {}", role.role.label(), seats.collect::<Vec<_>>().join("、"))
    });
    format!("{} {}：{}", above.level.label(), above.name, said.collect::<Vec<_>>().join("；"))
}
