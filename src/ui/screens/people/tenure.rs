//! 履职情况 of one person in a time: what they held, walked and were assessed for, and the page that prints it (G44).

use chrono::NaiveDate;
use egui::{Grid, RichText, ScrollArea, Ui, vec2};

use crate::{
    domain::{
        assess::Tenths,
        date,
        id::PersonId,
        tenure::{TermScore, TermSheet, TermYear},
    },
    ops::{
        OpResult,
        query::term::{self, Career},
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            bar_chart::{self, Bar},
            chip::chip,
            choice::choice,
            date_field::DateField,
            empty::Empty,
            form::Slot,
            page::{PageHead, card, filter_bar, section},
            timeline::{Span, timeline},
        },
    },
};

/// Room for names at the left of the bars.
const LABEL: f32 = 260.0;

/// The view of one person.
pub struct Tenure {
    person: PersonId,
    career: Loaded<(PersonId, NaiveDate), OpResult<Career>>,
    /// Which of the terms is chosen; 0 is the whole career.
    chosen: Option<usize>,
    from: String,
    to: String,
    begun: bool,
    sheet: Loaded<(PersonId, NaiveDate, NaiveDate, NaiveDate), OpResult<TermSheet>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Print,
    Back,
}

impl Tenure {
    pub fn of(person: PersonId) -> Self {
        Self {
            person,
            career: Loaded::default(),
            chosen: Some(0),
            from: String::new(),
            to: String::new(),
            begun: false,
            sheet: Loaded::default(),
        }
    }

    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn refresh(&mut self) {
        self.career.invalidate();
        self.sheet.invalidate();
    }

    /// Draws the view; answers whether it is to be left.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        cx.load(&mut self.career, (self.person, cx.as_of), |ws, (person, day)| term::career(ws, person, day));
        let time = self.time(cx.office.today);
        let act = self.head(ui, time.is_ok());
        super::past_banner(ui, cx);
        match self.career.shown() {
            Some(Ok(_)) => self.body(ui, cx, time),
            Some(Err(fault)) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
            }
            None => {
                Empty::new(Icon::Clock, "正在载入", "请稍候").show(ui);
            }
        }
        if let (Some(Act::Print), Ok((from, to))) = (act, self.time(cx.office.today)) {
            cx.preview(SheetRequest { sheet: Sheet::Term { person: self.person, from, to }, as_of: cx.as_of });
        }
        let back = !egui::Popup::is_any_open(ui.ctx()) && Shortcut::Back.pressed(ui.ctx());
        act == Some(Act::Back) || back
    }

    fn head(&self, ui: &mut Ui, ready: bool) -> Option<Act> {
        let name = match self.career.shown() {
            Some(Ok(career)) => career.name.as_str(),
            _ => "",
        };
        let title = format!("{name} 履职情况");
        let head = PageHead::new(&title).note("为离任审计提供，供参考");
        let head = match ready {
            true => head.primary(Act::Print, Icon::Print, "打印任期履职情况表"),
            false => head.refused(Act::Print, Icon::Print, "打印任期履职情况表", "请先核对起止日期"),
        };
        head.quiet(Act::Back, Icon::Previous, "返回名单").show(ui)
    }

    fn body(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, time: Result<(NaiveDate, NaiveDate), String>) {
        self.begin();
        filter_bar(ui, |ui| self.filters(ui, cx.office.today));
        let (from, to) = match time {
            Ok(time) => time,
            Err(why) => {
                Empty::new(Icon::Info, "没有可以查看的时间", &why).show(ui);
                return;
            }
        };
        let key = (self.person, from, to, cx.as_of);
        cx.load(&mut self.sheet, key, |ws, (person, from, to, day)| term::term(ws, person, from, to, day));
        match self.sheet.shown() {
            Some(Ok(sheet)) => {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| contents(ui, sheet));
            }
            Some(Err(fault)) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
            }
            None => {}
        }
    }

    /// The whole career at first.
    fn begin(&mut self) {
        let Some(Ok(career)) = self.career.shown() else { return };
        if !std::mem::replace(&mut self.begun, true) {
            (self.from, self.to) = (date::chinese(career.from), date::chinese(career.to));
        }
    }

    fn filters(&mut self, ui: &mut Ui, today: NaiveDate) {
        let Some(Ok(career)) = self.career.shown() else { return };
        let mut words = vec!["全部履历".to_owned()];
        words.extend(career.terms.iter().map(|(post, period)| format!("{post}（{}）", period.chinese())));
        let places: Vec<usize> = (0..words.len()).collect();
        let word = |place: &usize| words.get(*place).map_or("", String::as_str);
        let before = self.chosen;
        choice(ui, &Slot::alone("term_choice", "任期", 240.0), &mut self.chosen, &places, word, "自定起止日期");
        if self.chosen != before
            && let Some(place) = self.chosen
        {
            let (from, to) = match place.checked_sub(1).and_then(|place| career.terms.get(place)) {
                None => (career.from, career.to),
                Some((_, period)) => (period.from, period.last_day().unwrap_or(career.to).max(period.from)),
            };
            (self.from, self.to) = (date::chinese(from), date::chinese(to));
        }
        let typed = (self.from.clone(), self.to.clone());
        DateField::new(&mut self.from, today).show(ui, &Slot::alone("term_from", "起始日期", 170.0));
        ui.label("至");
        DateField::new(&mut self.to, today).show(ui, &Slot::alone("term_to", "截止日期", 170.0));
        if typed != (self.from.clone(), self.to.clone()) {
            self.chosen = None;
        }
    }

    /// The days that are asked for.
    fn time(&self, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), String> {
        if !self.begun {
            return Err("正在载入…".to_owned());
        }
        let from = date::parse(&self.from, today).map_err(|fault| format!("起始日期：{fault}"))?;
        let to = date::parse(&self.to, today).map_err(|fault| format!("截止日期：{fault}"))?;
        if to < from { Err("截止日期早于起始日期，请核对".to_owned()) } else { Ok((from, to)) }
    }
}

fn contents(ui: &mut Ui, sheet: &TermSheet) {
    ui.spacing_mut().item_spacing.y = 8.0;
    let width = ui.available_width() - 12.0;
    card(ui, |ui| {
        ui.set_width(width - 2.0 * theme::MARGIN);
        section(ui, "任职、职责和包联");
        let spans = spans(sheet);
        if spans.is_empty() {
            ui.label(RichText::new("这段时间没有登记任职和网格职责").color(theme::palette(ui).quiet));
        } else {
            timeline(ui, &spans, (sheet.from, sheet.to), LABEL);
        }
    });
    let beside = width >= 760.0;
    let half = if beside { (width - 10.0) / 2.0 } else { width } - 2.0 * theme::MARGIN;
    let both = |ui: &mut Ui| {
        card(ui, |ui| {
            ui.vertical(|ui| {
                ui.set_width(half);
                section(ui, "巡查和问题");
                patrols(ui, &sheet.years);
            })
        });
        card(ui, |ui| {
            ui.vertical(|ui| {
                ui.set_width(half);
                section(ui, "年度考核");
                scores(ui, &sheet.scores);
            })
        });
    };
    if beside {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            both(ui);
        });
    } else {
        both(ui);
    }
}

/// Posts, then duties, each with its 包联 under it.
fn spans(sheet: &TermSheet) -> Vec<Span> {
    let span =
        |label: String, period, tone, part, detail: &str| Span { label, period, tone, part, detail: detail.to_owned() };
    let posts = sheet.posts.iter().map(|post| span(post.post.clone(), post.period, Tone::Good, false, &post.document));
    let mut spans: Vec<Span> = posts.collect();
    for duty in &sheet.duties {
        spans.push(span(format!("{}{}", duty.place, duty.role), duty.period, Tone::Info, false, ""));
        let charges = duty.charges.iter();
        spans.extend(charges.map(|charge| span(format!("包联{}", charge.grid), charge.period, Tone::Accent, true, "")));
    }
    spans
}

fn patrols(ui: &mut Ui, years: &[TermYear]) {
    let walked: Vec<&TermYear> = years.iter().filter(|year| year.patrols + year.problems > 0).collect();
    if walked.is_empty() {
        ui.label(RichText::new("这段时间没有参加巡查、经办问题的记录").color(theme::palette(ui).quiet));
        return;
    }
    let most = walked.iter().map(|year| year.patrols).max().unwrap_or(1) as i64;
    let bar = |year: &&TermYear| {
        let figure = format!("{} 次", year.patrols);
        Bar::new(format!("{}年", year.year), year.patrols as i64, most, figure).detail(format!(
            "参加巡查 {} 次，其中发现问题 {} 次\n{}",
            year.patrols,
            year.found,
            problems(&[year])
        ))
    };
    bar_chart::lying(ui, &walked.iter().map(bar).collect::<Vec<_>>(), 80.0);
    let (all, found) =
        (walked.iter().map(|year| year.patrols).sum::<u64>(), walked.iter().map(|year| year.found).sum::<u64>());
    ui.label(format!("合计 {all} 次，其中发现问题 {found} 次"));
    ui.label(problems(&walked));
}

/// 「发现和经办问题 4 件，已销号 3 件，逾期 1 件」.
fn problems(years: &[&TermYear]) -> String {
    let sum = |of: fn(&TermYear) -> u64| years.iter().map(|year| of(year)).sum::<u64>();
    let (all, closed, overdue) = (sum(|year| year.problems), sum(|year| year.closed), sum(|year| year.overdue));
    format!("发现和经办问题 {all} 件，已销号 {closed} 件，逾期 {overdue} 件")
}

fn scores(ui: &mut Ui, scores: &[TermScore]) {
    let quiet = theme::palette(ui).quiet;
    if scores.is_empty() {
        let text = "没有所任总监督人的镇（街道）、总监管人的部门的考核结果";
        ui.add(egui::Label::new(RichText::new(text).color(quiet)).wrap());
        return;
    }
    Grid::new("任期考核").num_columns(5).spacing(vec2(16.0, 6.0)).show(ui, |ui| {
        for head in ["年度", "单位", "得分", "等次", "位次"] {
            ui.label(RichText::new(head).text_style(theme::text::small_strong()).color(quiet));
        }
        ui.end_row();
        for line in scores {
            ui.label(line.year.to_string());
            let unit = ui.label(&line.unit);
            if let Some(part) = &line.part {
                unit.on_hover_text(format!("任职{}", part.chinese()));
            }
            ui.label(line.total.map_or_else(|| "—".to_owned(), |total: Tenths| total.to_string()));
            ui.label(line.band.as_ref().map_or("", |band| band.name.as_str()));
            ui.label(line.rank.map(|(rank, of)| format!("{rank}/{of}")).unwrap_or_default());
            if !line.confirmed {
                chip(ui, Tone::Warning, "未审定");
            }
            ui.end_row();
        }
    });
}
