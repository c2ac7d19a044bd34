//! Lines like a spreadsheet: a fixed head, columns that share the room, only what is seen is drawn, and the cell that
//! is being written in gets the focus. What stands in the cells is the page's.

use egui::{
    Color32, CornerRadius, Event, Id, Rect, Response, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2,
    style::ScrollAnimation, vec2,
};

use super::{paint, text_field::select_all};
use crate::{domain::text, ui::theme};

/// A column: its title, its least width and its share of what room is left.
pub type SheetColumn = (&'static str, f32, f32);

const HEAD: f32 = 34.0;
pub const ROW: f32 = 32.0;

/// The frame with its head; the lines come with [`Sheet::lines`].
pub struct Sheet {
    inner: Ui,
    /// Of the columns from left to right.
    widths: Vec<f32>,
    /// How many lines a page down goes.
    pub page: usize,
    /// Where the head of each column stands.
    pub heads: Vec<Rect>,
}

impl Sheet {
    /// Draws frame and head into what room there is.
    pub fn begin(ui: &mut Ui, key: &'static str, columns: &[SheetColumn]) -> Self {
        let whole = ui.available_rect_before_wrap();
        let colours = theme::palette(ui);
        let edge = Stroke::new(1.0, colours.line);
        ui.painter().rect(whole, CornerRadius::same(6), colours.surface, edge, StrokeKind::Inside);
        let widths = widths(columns, whole.width() - 2.0 - ui.spacing().scroll.allocated_width());
        let head = Rect::from_min_size(whole.min, vec2(whole.width(), HEAD));
        let body = Rect::from_min_max(head.left_bottom(), whole.max).shrink(1.0);
        let corner = CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 };
        ui.painter().rect_filled(head.shrink(1.0), corner, colours.sunken);
        paint::rule(ui, head.left_bottom(), head.width());
        let mut heads = Vec::with_capacity(columns.len());
        let mut left = head.left() + 1.0;
        for ((title, ..), width) in columns.iter().zip(&widths) {
            let galley = paint::line(ui, title, paint::strong(ui), colours.text, width - 16.0);
            paint::at_left(ui, head, left + 8.0, galley);
            heads.push(Rect::from_min_size(pos2(left, head.top()), vec2(*width, HEAD)));
            left += width;
        }
        ui.advance_cursor_after_rect(whole);
        let mut inner = ui.new_child(UiBuilder::new().max_rect(body).id_salt(key));
        inner.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let page = ((body.height() / ROW) as usize).saturating_sub(1).max(1);
        Self { inner, widths, page, heads }
    }

    /// The room of the lines, for keys that are taken before they are drawn.
    pub fn ui(&self) -> &Ui {
        &self.inner
    }

    /// Draws the lines that are seen; `reveal` is one to bring into sight.
    pub fn lines(mut self, count: usize, reveal: Option<usize>, mut line: impl FnMut(&mut Ui, &SheetLine<'_>)) {
        let widths = &self.widths;
        let area = ScrollArea::both().id_salt("行").auto_shrink(false).animated(false);
        area.show_viewport(&mut self.inner, |ui, seen| {
            ui.set_min_size(vec2(widths.iter().sum(), count as f32 * ROW));
            let origin = ui.min_rect().min;
            let width = widths.iter().sum::<f32>().max(seen.width());
            let place = |row: usize| Rect::from_min_size(origin + vec2(0.0, row as f32 * ROW), vec2(width, ROW));
            if let Some(row) = reveal {
                ui.scroll_to_rect_animation(place(row), None, ScrollAnimation::none());
            }
            let first = (seen.top() / ROW).max(0.0) as usize;
            let last = ((seen.bottom() / ROW).ceil().max(0.0) as usize).min(count);
            for row in first.min(last)..last {
                line(ui, &SheetLine { row, rect: place(row), widths });
            }
        });
    }
}

fn widths(columns: &[SheetColumn], room: f32) -> Vec<f32> {
    let least: f32 = columns.iter().map(|column| column.1).sum();
    let more = (room - least).max(0.0);
    columns.iter().map(|(_, width, share)| width + share * more).collect()
}

/// A line at its place.
pub struct SheetLine<'w> {
    pub row: usize,
    pub rect: Rect,
    widths: &'w [f32],
}

impl SheetLine<'_> {
    pub fn cell(&self, column: usize) -> Rect {
        let left = self.rect.left() + self.widths[..column].iter().sum::<f32>();
        Rect::from_min_size(pos2(left, self.rect.top()), vec2(self.widths[column], self.rect.height()))
    }

    /// The column at a place of the pointer.
    pub fn column_at(&self, x: f32) -> Option<usize> {
        (0..self.widths.len()).find(|column| self.cell(*column).x_range().contains(x))
    }

    /// The ground of the line with the rules between its cells, to the left of the columns named.
    pub fn ground(&self, ui: &Ui, fill: Color32, rules: impl IntoIterator<Item = usize>) {
        ui.painter().rect_filled(self.rect, CornerRadius::ZERO, fill);
        let line = Stroke::new(1.0, theme::palette(ui).line.gamma_multiply(0.7));
        ui.painter().hline(self.rect.x_range(), self.rect.bottom() - 0.5, line);
        for column in rules {
            ui.painter().vline(self.cell(column).left() - 0.5, self.rect.y_range(), line);
        }
    }
}

/// Marks a cell in which something is wrong.
pub fn mark_faulty(ui: &Ui, cell: Rect) {
    let colours = theme::palette(ui);
    let edge = Stroke::new(1.5, colours.danger_text);
    ui.painter().rect_filled(cell.shrink(1.0), CornerRadius::ZERO, colours.danger_tint);
    ui.painter().rect_stroke(cell.shrink(1.0), CornerRadius::same(3), edge, StrokeKind::Inside);
}

/// A text of several cells that was pasted in this frame.
pub fn take_paste(ui: &Ui) -> Option<Vec<Vec<String>>> {
    ui.input_mut(|input| {
        let place = input.events.iter().position(|event| match event {
            Event::Paste(text) => text::cells(text).is_some(),
            _ => false,
        })?;
        match input.events.remove(place) {
            Event::Paste(text) => text::cells(&text),
            _ => None,
        }
    })
}

/// Gives the field of a cell the focus where it is wanted, with everything marked so that typing replaces it.
pub fn follow(ui: &Ui, response: &Response, length: usize, wanted: &mut bool) -> Id {
    if std::mem::take(wanted) {
        response.request_focus();
        select_all(ui.ctx(), response.id, length);
        ui.ctx().request_repaint();
    }
    response.id
}
