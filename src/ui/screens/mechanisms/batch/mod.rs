//! 批量登记: a whole year's rows under each other, typed down with Enter, saved as one operation.

mod filings;
mod pledges;

use chrono::NaiveDate;
use egui::{Align, Frame, Key, Label, Layout, RichText, ScrollArea, Ui};

use self::{filings::FilingRows, pledges::PledgeRows};
use crate::{
    domain::pledge::Tier,
    ops::{Command, Notice as Words, OpFault, OpResult, Workspace},
    session::Loaded,
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        screens::patrols::ledger::trouble,
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            button,
            date_field::DateField,
            empty::Empty,
            form::Slot,
            modal::{Answer, Confirm},
            notice::Notice,
            page::PageHead,
        },
    },
};

/// The rows of one kind of entry.
trait Rows {
    fn title(&self) -> String;

    /// What it is for and how it is typed.
    fn help(&self) -> &'static str;

    /// The word for taking over what the year before had.
    fn last_words(&self) -> &'static str;

    /// Headings with their widths.
    fn columns(&self) -> &'static [(&'static str, f32)];

    fn count(&self) -> usize;

    /// What stands in the first columns and cannot be typed.
    fn fixed(&self, row: usize) -> Vec<String>;

    /// The fields of a row: name and text; none where there is nothing to enter.
    fn fields(&mut self, row: usize) -> Vec<(&'static str, &mut String)>;

    /// The name of a row, for fields and faults.
    fn name(&self, row: usize) -> &str;

    /// What is wrong with a row as it is typed.
    fn fault(&self, row: usize, today: NaiveDate) -> Option<String>;

    fn is_dirty(&self) -> bool;

    /// Puts a day into every row that has none and may have one.
    fn date_all(&mut self, day: &str);

    /// Takes over what the year before had; answers how many rows took something.
    fn take_last(&mut self) -> usize;

    /// The command that saves what was typed; nothing when nothing was.
    fn command(&self, today: NaiveDate) -> Option<Command>;
}

type Read = OpResult<Box<dyn Rows + Send>>;

pub struct Batch {
    year: i32,
    /// `None` for filings.
    tier: Option<Tier>,
    loaded: Loaded<i32, Read>,
    rows: Option<Box<dyn Rows + Send>>,
    fault: Option<Words>,
    day: String,
    tried: bool,
    sent: Option<Submission>,
    /// What the workspace found wrong.
    refused: Option<String>,
    /// The field that gets the focus in this frame: row and column.
    wanted: Option<(usize, usize)>,
    asking: bool,
}

impl Batch {
    pub fn filings(year: i32) -> Self {
        Self::new(year, None)
    }

    pub fn pledges(year: i32, tier: Tier) -> Self {
        Self::new(year, Some(tier))
    }

    fn new(year: i32, tier: Option<Tier>) -> Self {
        Self {
            year,
            tier,
            loaded: Loaded::default(),
            rows: None,
            fault: None,
            day: String::new(),
            tried: false,
            sent: None,
            refused: None,
            wanted: Some((0, 0)),
            asking: false,
        }
    }

    pub fn has_unsaved(&self) -> bool {
        self.rows.as_ref().is_some_and(|rows| rows.is_dirty())
    }

    /// Shows it in the place of the page; answers whether it is over.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        self.begin(cx);
        if self.receive() || self.ask(ui) {
            return true;
        }
        let today = cx.office.today;
        let (mut save, mut leave) = self.head(ui);
        if let Some(fault) = &self.fault {
            trouble(ui, fault);
            return leave;
        }
        if let Some(rows) = &mut self.rows {
            if rows.count() == 0 {
                let empty = Empty::new(Icon::Mechanism, "没有可以登记的网格", "先在「网格」页建立网格，再批量登记");
                empty.show(ui);
                return leave;
            }
            strip(ui, rows.as_mut(), &mut self.day, today);
            if let Some(refused) = &self.refused {
                Notice::new(Tone::Danger, "没有保存").cause(refused.clone()).show(ui, |_| {});
                ui.add_space(theme::GAP);
            }
            table(ui, rows.as_mut(), &mut self.wanted, self.tried, today);
        }
        save |= Shortcut::Save.pressed(ui.ctx());
        leave |= Shortcut::Back.pressed(ui.ctx());
        if save {
            self.save(cx);
        }
        if leave && self.has_unsaved() {
            self.asking = true;
            return false;
        }
        leave
    }

    fn begin(&mut self, cx: &mut Cx<'_>) {
        if self.rows.is_some() || self.fault.is_some() {
            return;
        }
        let tier = self.tier;
        cx.load(&mut self.loaded, self.year, move |ws: &Workspace, year| read(ws, year, tier));
        match self.loaded.take_shown() {
            Some(Ok(rows)) => self.rows = Some(rows),
            Some(Err(fault)) => self.fault = Some(fault.notice()),
            None => {}
        }
    }

    /// The head with its buttons: whether to save, whether to leave.
    fn head(&self, ui: &mut Ui) -> (bool, bool) {
        let title = self.rows.as_ref().map_or_else(|| "批量登记".to_owned(), |rows| rows.title());
        let head = PageHead::new(&title).note(self.rows.as_ref().map_or("", |rows| rows.help()));
        let head = match &self.sent {
            Some(_) => head.refused(true, Icon::Save, "保存", "正在保存"),
            None => head.primary(true, Icon::Save, "保存"),
        };
        match head.quiet(false, Icon::Back, "返回").show(ui) {
            Some(true) => (true, false),
            Some(false) => (false, true),
            None => (false, false),
        }
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let Some(rows) = &self.rows else { return };
        let today = cx.office.today;
        self.tried = true;
        if (0..rows.count()).any(|row| rows.fault(row, today).is_some()) || self.sent.is_some() {
            return;
        }
        match rows.command(today) {
            Some(command) => self.sent = Some(cx.submit(command)),
            None => cx.say(Tone::Info, "没有要保存的内容，请先填写"),
        }
    }

    fn receive(&mut self) -> bool {
        let Some(answer) = self.sent.as_ref().and_then(Submission::take) else { return false };
        self.sent = None;
        match answer {
            Ok(_) => return true,
            Err(OpFault::Input(faults)) if !faults.is_empty() => self.refused = Some(faults.to_string()),
            Err(_) => {}
        }
        false
    }

    fn ask(&mut self, ui: &Ui) -> bool {
        if !self.asking {
            return false;
        }
        let question = Confirm {
            title: "放弃已填写的内容？",
            text: "批量登记的内容还没有保存，放弃后不能找回。",
            verb: "放弃",
            danger: true,
        };
        let answer = question.show(ui.ctx());
        self.asking = answer.is_none();
        answer == Some(Answer::Do)
    }
}

fn read(ws: &Workspace, year: i32, tier: Option<Tier>) -> Read {
    Ok(match tier {
        Some(tier) => Box::new(PledgeRows::read(ws, year, tier)?),
        None => Box::new(FilingRows::read(ws, year)?),
    })
}

/// What is done to many rows at once.
fn strip(ui: &mut Ui, rows: &mut (dyn Rows + Send), day: &mut String, today: NaiveDate) {
    ui.horizontal(|ui| {
        ui.label("统一日期");
        DateField::new(day, today).show(ui, &Slot::alone("batch_day", "统一日期", 190.0));
        let why = crate::domain::date::parse(day, today).is_err().then_some("请先填写统一日期");
        if ui.add(button::quiet("填入空白行").refused(why)).clicked() {
            rows.date_all(day);
        }
        ui.add_space(theme::GAP);
        if ui.add(button::quiet(rows.last_words()).icon(Icon::Copy)).clicked() {
            rows.take_last();
        }
    });
    ui.add_space(theme::GAP);
}

fn table(
    ui: &mut Ui,
    rows: &mut (dyn Rows + Send),
    wanted: &mut Option<(usize, usize)>,
    tried: bool,
    today: NaiveDate,
) {
    let colours = theme::palette(ui);
    let frame = Frame::NONE.fill(colours.surface).corner_radius(6).inner_margin(12.0);
    frame.show(ui, |ui| {
        let columns = rows.columns();
        ui.horizontal(|ui| {
            for (title, width) in columns {
                sized(ui, *width, |ui| ui.label(RichText::new(*title).text_style(theme::text::small_strong())));
            }
        });
        ui.separator();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for row in 0..rows.count() {
                ui.push_id(row, |ui| line(ui, rows, row, wanted, tried, today));
            }
        });
    });
}

fn sized<R>(ui: &mut Ui, width: f32, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let size = egui::vec2(width, theme::CONTROL);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        draw(ui)
    })
    .inner
}

fn line(
    ui: &mut Ui,
    rows: &mut (dyn Rows + Send),
    row: usize,
    wanted: &mut Option<(usize, usize)>,
    tried: bool,
    today: NaiveDate,
) {
    let (columns, fixed, count) = (rows.columns(), rows.fixed(row), rows.count());
    let name = rows.name(row).to_owned();
    let fault = rows.fault(row, today);
    let mut down = None;
    ui.horizontal(|ui| {
        for (text, (_, width)) in fixed.iter().zip(columns) {
            sized(ui, *width, |ui| ui.add(Label::new(text).truncate()));
        }
        let fields = rows.fields(row);
        for ((column, (label, text)), (_, width)) in fields.into_iter().enumerate().zip(&columns[fixed.len()..]) {
            let label = format!("{name} {label}");
            let mut slot = Slot::alone("cell", &label, *width - 12.0);
            slot.faulty = fault.is_some() && tried;
            let shown = sized(ui, *width, |ui| {
                ui.push_id(column, |ui| crate::ui::widgets::text_field::TextField::new(text).show(ui, &slot)).inner
            });
            if *wanted == Some((row, column)) {
                shown.response.request_focus();
                shown.response.scroll_to_me(None);
                *wanted = None;
            }
            if shown.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                down = Some((row + 1, column));
            }
        }
        // A fault shows while it is typed too: there is no row below the row to show it in.
        if let Some(fault) = &fault {
            ui.add(Label::new(RichText::new(fault).small().color(theme::palette(ui).danger_text)).truncate());
        }
    });
    if let Some((next, column)) = down {
        // Rows with nothing to enter are passed over.
        let free = (next..count).find(|row| rows.fields(*row).len() > column);
        *wanted = free.map(|row| (row, column));
    }
}
