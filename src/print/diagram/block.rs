//! What stands in the boxes of a picture: lines of text measured for a width, and their painting.

use super::scale::Scale;
use crate::{
    domain::{
        diagram::{Card, RoleBox, Seat},
        roster::Side,
    },
    print::{
        measure::Type,
        page::{Face, Ink, Item},
    },
};

/// Words for a place nobody sits in.
pub const VACANT: &str = "空缺";
/// Most people one box names; more would grow over the page.
const MOST_PEOPLE: usize = 8;

/// A stretch of text with its type and ink.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub text: String,
    pub kind: Type,
    pub ink: Ink,
}

/// One line inside a box.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// In the middle of the box.
    Middle(Words),
    /// One text at the left, one at the right.
    Ends(Option<Words>, Option<Words>),
    /// A thin rule across.
    Rule,
}

/// A line with its height, and the row of a card it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub line: Line,
    pub height: f32,
    /// Place of the [`crate::domain::diagram::CardRow`] within its card.
    pub row: Option<usize>,
}

/// A box measured for its width: a tinted strip with a heading, and lines below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub heading: Vec<Words>,
    pub strip: f32,
    pub lines: Vec<Placed>,
    pub tint: Ink,
    pub frame: Ink,
    /// Nobody sits here at all: dashed and red.
    pub vacant: bool,
    pub width: f32,
    pub height: f32,
}

/// A rectangle on a page, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    pub fn center(&self) -> f32 {
        self.x + self.width / 2.0
    }
}

fn words(text: &str, kind: Type, ink: Ink) -> Words {
    Words { text: text.to_owned(), kind, ink }
}

/// The colours of a side: frame and tint.
pub fn inks(side: Side) -> (Ink, Ink) {
    match side {
        Side::Supervise => (Ink::Supervise, Ink::SuperviseTint),
        Side::Oversee => (Ink::Oversee, Ink::OverseeTint),
        Side::Patrol => (Ink::Black, Ink::Light),
    }
}

/// A box of a role: its label, then each person with post and phone. `suffix` stands behind the label.
pub fn role_block(role: &RoleBox, suffix: &str, width: f32, name_pt: f32, scale: &Scale) -> Block {
    let (frame, tint) = inks(role.side());
    let (name, post) = (scale.hei(name_pt), scale.song(Scale::POST));
    let room = width - scale.mm(2.0);
    let mut lines = Vec::new();
    for seat in role.people.iter().take(MOST_PEOPLE) {
        let (said, ink) = name_of(seat.name.as_deref());
        push_middle(&mut lines, said, name, ink, room, 1.25);
        push_middle(&mut lines, &seat.post, post, Ink::Black, room, 1.2);
        push_middle(&mut lines, &seat.phone, post, Ink::Black, room, 1.2);
    }
    if role.people.len() > MOST_PEOPLE {
        push_middle(&mut lines, &format!("等{}人", role.people.len()), post, Ink::Black, room, 1.2);
    }
    let label = format!("{}{suffix}", role.role.label());
    let heading = heading_lines(&label, scale.hei(Scale::LABEL), frame, room);
    let vacant = role.vacancies() == role.people.len();
    Block::new(heading, lines, (frame, tint), vacant, width, scale)
}

/// The lines of a card, to be cut into parts.
pub fn card_lines(card: &Card, posts: bool, width: f32, scale: &Scale) -> Vec<Placed> {
    let room = width - scale.mm(2.4);
    let mut lines = Vec::new();
    for role in &card.roles {
        let label = words(role.role.label(), scale.song(Scale::SMALL), inks(role.side()).0);
        if posts {
            seats(&mut lines, label, &role.people, room, scale);
        } else {
            let names: Vec<_> = role.people.iter().map(|seat| seat.name.as_deref()).collect();
            push_pair(&mut lines, label, &names, None, room, scale);
        }
    }
    if !card.rows.is_empty() && !card.roles.is_empty() {
        lines.push(Placed { line: Line::Rule, height: scale.mm(1.4), row: None });
    }
    for (number, row) in card.rows.iter().enumerate() {
        let label = words(&row.name, scale.song(Scale::ROW), Ink::Black);
        let names: Vec<_> = row.people.iter().map(Option::as_deref).collect();
        push_pair(&mut lines, label, &names, Some(number), room, scale);
    }
    lines
}

/// A card, or one part of it.
pub fn card_block(card: &Card, suffix: &str, lines: Vec<Placed>, width: f32, scale: &Scale) -> Block {
    let room = width - scale.mm(2.0);
    let name = format!("{}{suffix}", card.name);
    let mut heading = heading_lines(&name, scale.hei(Scale::CARD), Ink::Black, room);
    if !card.note.is_empty() {
        heading.extend(heading_lines(&card.note, scale.song(Scale::SMALL), Ink::Black, room));
    }
    Block::new(heading, lines, (Ink::Black, Ink::Light), false, width, scale)
}

fn heading_lines(text: &str, kind: Type, ink: Ink, room: f32) -> Vec<Words> {
    lines_of(text, kind, room).iter().map(|line| words(line, kind, ink)).collect()
}

/// Lines of even length; most texts are one, which needs no search for the best break.
fn lines_of(text: &str, kind: Type, room: f32) -> Vec<String> {
    let short = !text.contains(['\n', '\t', '\r']) && kind.width(text) <= room;
    // A closing mark may not hang over the edge of a box.
    if short { vec![text.to_owned()] } else { kind.wrap_evenly(text, room - kind.em() / 2.0) }
}

/// A name, or 「空缺」 in red.
fn name_of(name: Option<&str>) -> (&str, Ink) {
    name.map_or((VACANT, Ink::Red), |name| (name, Ink::Black))
}

fn push_middle(lines: &mut Vec<Placed>, text: &str, kind: Type, ink: Ink, room: f32, leading: f32) {
    if !text.is_empty() {
        for line in lines_of(text, kind, room) {
            lines.push(Placed { line: Line::Middle(words(&line, kind, ink)), height: kind.em() * leading, row: None });
        }
    }
}

/// Every seat with its post under the name; the label once.
fn seats(lines: &mut Vec<Placed>, label: Words, people: &[Seat], room: f32, scale: &Scale) {
    let mut label = Some(label);
    for seat in people {
        let said = label.take().unwrap_or_else(|| words("", scale.song(Scale::SMALL), Ink::Black));
        push_pair(lines, said, &[seat.name.as_deref()], None, room, scale);
        let post = scale.song(Scale::SMALL);
        for text in [&seat.post, &seat.phone] {
            for line in lines_of(text, post, room).into_iter().filter(|line| !line.is_empty()) {
                let line = Line::Ends(None, Some(words(&line, post, Ink::Grey)));
                lines.push(Placed { line, height: post.em() * 1.2, row: None });
            }
        }
    }
}

/// A label at the left with names at the right: on one line if there is room, else under each other.
fn push_pair(
    lines: &mut Vec<Placed>,
    label: Words,
    names: &[Option<&str>],
    row: Option<usize>,
    room: f32,
    scale: &Scale,
) {
    let kind = scale.hei(Scale::NAME);
    let said: Vec<&str> = names.iter().map(|name| name_of(*name).0).collect();
    let said = said.join("、");
    let ink = if said == VACANT { Ink::Red } else { Ink::Black };
    let height = kind.em() * 1.32;
    let mut push = |left: Option<Words>, right: Option<Words>| {
        lines.push(Placed { line: Line::Ends(left, right), height, row });
    };
    if label.kind.width(&label.text) + kind.width(&said) + scale.mm(1.0) <= room {
        push(Some(label).filter(|label| !label.text.is_empty()), (!said.is_empty()).then(|| words(&said, kind, ink)));
        return;
    }
    for line in label.kind.wrap(&label.text, room) {
        push(Some(words(&line, label.kind, label.ink)), None);
    }
    for line in kind.wrap(&said, room) {
        push(None, Some(words(&line, kind, ink)));
    }
}

impl Placed {
    /// What the line says.
    pub fn text(&self) -> &str {
        match &self.line {
            Line::Middle(words) | Line::Ends(_, Some(words)) | Line::Ends(Some(words), None) => &words.text,
            Line::Ends(None, None) | Line::Rule => "",
        }
    }
}

impl Block {
    fn new(
        heading: Vec<Words>,
        lines: Vec<Placed>,
        (frame, tint): (Ink, Ink),
        vacant: bool,
        width: f32,
        scale: &Scale,
    ) -> Self {
        let strip = heading.iter().map(|line| line.kind.em() * 1.25).sum::<f32>() + scale.mm(0.8);
        let text: f32 = lines.iter().map(|line| line.height).sum();
        let body = if lines.is_empty() { 0.0 } else { text + scale.mm(1.6) };
        Self { heading, strip, lines, tint, frame, vacant, width, height: strip + body }
    }

    /// Paints it into an area at least as high as itself; lines stand in the middle, or at the top if `top`.
    /// Answers where its lines stand.
    pub fn paint(&self, area: &Area, top: bool, pad: f32, items: &mut Vec<Item>) -> Vec<(Option<usize>, Area)> {
        let Area { x, y, width, height } = *area;
        items.push(Item::Fill { x, y, width, height: self.strip.min(height), ink: self.tint });
        let frame = if self.vacant { Ink::Red } else { self.frame };
        items.push(framed(area, self.vacant, if self.vacant { 0.4 } else { 0.3 }, frame));
        if !self.lines.is_empty() {
            let foot = y + self.strip;
            items.push(Item::Line { x0: x, y0: foot, x1: x + width, y1: foot, weight: 0.15, ink: frame });
        }
        let heading: f32 = self.heading.iter().map(|line| line.kind.em() * 1.25).sum();
        let mut at = y + (self.strip - heading) / 2.0;
        for line in &self.heading {
            let pitch = line.kind.em() * 1.25;
            items.push(set(line, area.center(), 0.5, at + pitch / 2.0));
            at += pitch;
        }
        let text: f32 = self.lines.iter().map(|line| line.height).sum();
        let slack = height - self.strip - text;
        let mut at = y + self.strip + if top { slack.min(pad) } else { slack / 2.0 };
        let mut places = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let place = Area { x, y: at, width, height: line.height };
            paint_line(&line.line, &place, pad * 1.2, items);
            places.push((line.row, place));
            at += line.height;
        }
        places
    }
}

fn paint_line(line: &Line, place: &Area, pad: f32, items: &mut Vec<Item>) {
    let middle = place.y + place.height / 2.0;
    match line {
        Line::Middle(words) => items.push(set(words, place.center(), 0.5, middle)),
        Line::Ends(left, right) => {
            items.extend(left.iter().map(|words| set(words, place.x + pad, 0.0, middle)));
            if let Some(words) = right {
                set_names(words, place.right() - pad, middle, items);
            }
            if let Some(words) = right.as_ref().filter(|words| words.text == VACANT) {
                let width = words.kind.width(&words.text) + 0.8;
                let height = words.kind.em() * 1.04;
                let mark = Area { x: place.right() - pad - width + 0.4, y: middle - height / 2.0, width, height };
                items.push(framed(&mark, true, 0.2, Ink::Red));
            }
        }
        Line::Rule => {
            let (x0, x1) = (place.x + pad, place.right() - pad);
            items.push(Item::Line { x0, y0: middle, x1, y1: middle, weight: 0.12, ink: Ink::Grey });
        }
    }
}

/// Names that end at `right`, a vacancy among them in red.
fn set_names(words: &Words, right: f32, middle: f32, items: &mut Vec<Item>) {
    let mut x = right - words.kind.width(&words.text);
    let mut rest = words.text.as_str();
    while !rest.is_empty() {
        let (text, ink) = match rest.find(VACANT) {
            Some(0) => (VACANT, Ink::Red),
            Some(at) => (&rest[..at], words.ink),
            None => (rest, words.ink),
        };
        let part = Words { text: text.to_owned(), kind: words.kind, ink };
        items.push(set(&part, x, 0.0, middle));
        x += words.kind.width(text);
        rest = &rest[text.len()..];
    }
}

/// A line of text whose point `share` of its width stands at `x`, in the middle of its height at `middle`.
pub fn set(words: &Words, x: f32, share: f32, middle: f32) -> Item {
    let kind = words.kind;
    Item::Text {
        x: x - share * kind.width(&words.text),
        y: middle + kind.baseline_below_middle(),
        size_pt: kind.size_pt,
        face: kind.face,
        text: words.text.clone(),
        ink: words.ink,
    }
}

/// The frame of an area.
pub fn framed(area: &Area, dashed: bool, weight: f32, ink: Ink) -> Item {
    let (x, y, right, bottom) = (area.x, area.y, area.right(), area.bottom());
    Item::Stroke { points: vec![[x, y], [right, y], [right, bottom], [x, bottom]], closed: true, dashed, weight, ink }
}

/// A text in 宋体 at a size that does not follow the scale of the boxes.
pub fn fixed(text: &str, face: Face, size_pt: f32, ink: Ink) -> Words {
    words(text, Type::new(face, size_pt), ink)
}
