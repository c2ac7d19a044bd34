//! 工作日历: a year in twelve small months; a click makes a day off or worked on, a pasted notice fills a year.

use chrono::{Datelike, NaiveDate, Weekday};
use egui::{CornerRadius, CursorIcon, Label, RichText, Sense, Ui, vec2};

use crate::{
    domain::{desk::Right, fault::Faults, text::LINE_MAX},
    ops::{
        Command, OpFault, OpResult,
        calendar::{ClearHoliday, ImportHolidays, SetHoliday},
        query::calendar::{self, CalendarYear, DayLine},
    },
    session::Loaded,
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            button, chip,
            form::{Field, Form, FormState},
            page::{card, section},
            paint,
            text_field::TextField,
        },
    },
};

const CELL: f32 = 32.0;
/// Height of a day.
const LINE: f32 = 28.0;
/// Room between two months.
const GAP: f32 = 20.0;
const MONTH: f32 = 7.0 * CELL;

#[derive(Default)]
pub struct WorkCalendar {
    year: Option<i32>,
    loaded: Loaded<(i32, u64), OpResult<CalendarYear>>,
    /// The notice that is being pasted.
    text: String,
    document: String,
    pasting: bool,
    state: FormState,
    faults: Faults,
    sent: Option<Submission>,
}

impl WorkCalendar {
    pub fn invalidate(&mut self) {
        self.loaded.invalidate();
    }

    pub fn has_unsaved(&self) -> bool {
        self.pasting && !self.text.trim().is_empty()
    }

    pub fn discard(&mut self) {
        self.pasting = false;
        self.text.clear();
        self.faults = Faults::default();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.receive();
        let year = *self.year.get_or_insert(cx.office.today.year());
        let refusal = cx.office.refusal(Right::Manage);
        let key = (year, cx.office.operations);
        let Some(Ok(shown)) = cx.load(&mut self.loaded, key, |ws, (year, _)| calendar::year(ws, year)) else { return };
        let shown = shown.clone();
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            section(ui, "工作日历");
            self.head(ui, &shown, refusal.as_deref());
            if self.pasting {
                self.paste(ui, cx, year, refusal.as_deref());
            }
            ui.add_space(6.0);
            let mut pressed = None;
            ui.spacing_mut().item_spacing = vec2(GAP, 14.0);
            for start in (1..=12).step_by(months_beside(ui.available_width())) {
                ui.horizontal_top(|ui| {
                    for month in (start..=12).take(months_beside(ui.available_width())) {
                        let day = small_month(ui, &shown, month, cx.office.today, refusal.as_deref());
                        pressed = day.or(pressed.take());
                    }
                });
            }
            if let Some(command) = pressed {
                cx.submit(command);
            }
        });
    }

    /// The year, where its days come from, and what is missing.
    fn head(&mut self, ui: &mut Ui, shown: &CalendarYear, refusal: Option<&str>) {
        ui.horizontal(|ui| {
            if ui.add(button::icon(Icon::Previous, "上一年")).clicked() {
                self.year = Some(shown.year - 1);
            }
            ui.label(RichText::new(format!("{}年", shown.year)).strong());
            if ui.add(button::icon(Icon::Next, "下一年")).clicked() {
                self.year = Some(shown.year + 1);
            }
            let (tone, word) = if shown.known { (Tone::Good, "已录入") } else { (Tone::Warning, "尚未录入") };
            chip::chip(ui, tone, word);
            ui.label(format!("工作日 {} 天", shown.workdays));
            if ui.add(button::quiet("粘贴放假通知…").icon(Icon::Document).refused(refusal)).clicked() {
                self.pasting = !self.pasting;
            }
        });
        let source = match (shown.known, shown.documents.is_empty()) {
            (true, false) => format!("来源：国务院办公厅节假日安排通知（{}）", shown.documents.join("、")),
            (true, true) => "来源：国务院办公厅节假日安排通知".to_owned(),
            (false, _) if shown.missing.len() < 7 => {
                format!("{}年安排不全，还缺{}，其余按周末推算", shown.year, shown.missing.join("、"))
            }
            (false, _) => format!("{}年放假安排尚未录入，按周末推算", shown.year),
        };
        let words = format!("{source}。「休」是放假，「班」是调休上班；点一天可以改，改过的天有点，再点一次恢复。");
        ui.add(Label::new(RichText::new(words).small().color(theme::palette(ui).quiet)).wrap());
    }

    fn paste(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, year: i32, refusal: Option<&str>) {
        let faults = std::mem::take(&mut self.faults);
        let mut form = Form::new(&mut self.state, &faults);
        let text =
            Field::new("text", "通知正文").required().help("整段粘贴即可，也可以每行一天：2027-01-01 放假 元旦").wide();
        form.row(ui, text, |ui, slot| TextField::new(&mut self.text).rows(8).max(20_000).show(ui, slot));
        form.row(ui, Field::new("document", "文号"), |ui, slot| {
            TextField::new(&mut self.document).max(LINE_MAX).show(ui, slot)
        });
        self.faults = faults;
        let verb = format!("录入{year}年");
        let busy = refusal.or(self.sent.is_some().then_some("正在保存"));
        if ui.add(button::primary(&verb).refused(busy)).clicked() {
            let import = ImportHolidays { year, document: self.document.clone(), text: self.text.clone() };
            self.sent = Some(cx.submit(Command::ImportHolidays(import)));
        }
    }

    fn receive(&mut self) {
        let Some(answer) = self.sent.as_ref().and_then(Submission::take) else { return };
        self.sent = None;
        match answer {
            Ok(_) => self.discard(),
            Err(OpFault::Input(faults)) => {
                self.faults = faults;
                self.state.save_failed();
            }
            Err(_) => {}
        }
    }
}

/// How many months stand beside each other, so that the lines of the year are equally long.
fn months_beside(room: f32) -> usize {
    let fits = |months: &usize| *months as f32 * (MONTH + GAP) - GAP <= room;
    [6, 4, 3, 2].into_iter().find(fits).unwrap_or(1)
}

/// One month; answers what a click asks for.
fn small_month(
    ui: &mut Ui,
    year: &CalendarYear,
    month: u32,
    today: NaiveDate,
    refusal: Option<&str>,
) -> Option<Command> {
    let first = NaiveDate::from_ymd_opt(year.year, month, 1)?;
    let lead = first.weekday().num_days_from_monday() as usize;
    let mut pressed = None;
    ui.vertical(|ui| {
        ui.set_width(MONTH);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.label(RichText::new(format!("{month}月")).strong());
        ui.horizontal(|ui| {
            for word in ["一", "二", "三", "四", "五", "六", "日"] {
                let (rect, _) = ui.allocate_exact_size(vec2(CELL, 20.0), Sense::hover());
                paint::centred(ui, rect, paint::line(ui, word, paint::small(ui), theme::palette(ui).quiet, CELL));
            }
        });
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| day.month() == month).collect();
        let cells: Vec<Option<NaiveDate>> = std::iter::repeat_n(None, lead).chain(days.into_iter().map(Some)).collect();
        for week in cells.chunks(7) {
            ui.horizontal(|ui| {
                for day in week {
                    match day {
                        Some(day) => pressed = cell(ui, year, *day, today, refusal).or(pressed.take()),
                        None => {
                            ui.allocate_exact_size(vec2(CELL, LINE), Sense::hover());
                        }
                    }
                }
            });
        }
    });
    pressed
}

fn cell(ui: &mut Ui, year: &CalendarYear, day: NaiveDate, today: NaiveDate, refusal: Option<&str>) -> Option<Command> {
    let line: Option<&DayLine> = year.days.iter().find(|line| line.holiday.day == day);
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let works = line.map_or(!weekend, |line| line.holiday.worked);
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(CELL, LINE), Sense::click());
    let name = format!("{}月{}日", day.month(), day.day());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, refusal.is_none(), &name));
    let tone = match line {
        Some(line) if line.holiday.worked => Some((Tone::Info, "班")),
        Some(_) => Some((Tone::Danger, "休")),
        None => None,
    };
    let spot = rect.shrink(1.0);
    let ink = match tone {
        Some((tone, _)) => {
            let tone = colours.tone(tone);
            ui.painter().rect_filled(spot, CornerRadius::same(theme::CORNER), tone.ground);
            tone.text
        }
        None if response.hovered() => {
            ui.painter().rect_filled(spot, CornerRadius::same(theme::CORNER), colours.hover);
            colours.text
        }
        None if weekend => colours.quiet,
        None => colours.text,
    };
    if day == today {
        let edge = egui::Stroke::new(1.0, colours.primary_text);
        ui.painter().rect_stroke(spot, CornerRadius::same(theme::CORNER), edge, egui::StrokeKind::Inside);
    }
    if response.has_focus() {
        paint::focus(ui, spot);
    }
    let entered = line.is_some_and(|line| line.entered);
    let number = paint::line(ui, &day.day().to_string(), paint::small(ui), ink, CELL);
    match tone {
        Some((_, mark)) => {
            let marked = format!("{}{mark}", day.day());
            paint::centred(ui, rect, paint::line(ui, &marked, paint::small(ui), ink, CELL));
        }
        None => {
            paint::centred(ui, rect, number);
        }
    }
    if entered {
        ui.painter().circle_filled(rect.right_top() + vec2(-5.0, 5.0), 2.0, ink);
    }
    let said = match line {
        Some(line) => {
            let state = if line.holiday.worked { "上班" } else { "放假" };
            let by = if line.entered { "本区录入" } else { "随程序提供" };
            format!("{name} {}{state}（{by}）", line.holiday.name)
        }
        None => format!("{name} {}", if works { "工作日" } else { "周末" }),
    };
    let said = refusal.map_or_else(|| said.clone(), |why| format!("{said}；{why}"));
    let clicked = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(said).clicked();
    (clicked && refusal.is_none()).then(|| match entered {
        true => Command::ClearHoliday(ClearHoliday { from: day, to: None }),
        false => Command::SetHoliday(SetHoliday {
            from: day,
            to: None,
            worked: !works,
            name: line.map(|line| line.holiday.name.clone()).unwrap_or_default(),
            document: String::new(),
        }),
    })
}
