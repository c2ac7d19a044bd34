//! 责任追溯: a place and a day give everyone who answered for it, level by level, and the sheets of that day.

mod ladder;

use chrono::NaiveDate;
use egui::{ScrollArea, Ui};

use crate::{
    domain::{
        annex::Annex,
        date::{self, chinese},
        id::GridId,
    },
    ops::{
        Changes, OpResult,
        query::answers::{self as query, Answers as Chain, Standing},
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        screens::{
            entry::{Pick, Source},
            views::{GridView, grid_views},
        },
        theme::Tone,
        widgets::{
            chip::chip,
            date_field::DateField,
            empty::Empty,
            form::Slot,
            page::{PageHead, filter_bar},
            search_pick::Candidate,
        },
    },
};

/// Tables behind what this page shows.
const TABLES: &[&str] =
    &["grid", "grid_version", "unit", "post", "person", "incumbency", "duty", "charge", "pairing", "delegate"];

pub struct Answers {
    place: Pick,
    /// Gone to from another page; its name is still to be read.
    wanted: Option<GridId>,
    day: String,
    /// The 截至 that the day was last taken from.
    followed: Option<NaiveDate>,
    chain: Loaded<(GridId, NaiveDate), OpResult<Chain>>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            place: Pick::new(Source::AnyGrid).hinting("村、社区、小组或镇街的名称、首字母"),
            wanted: None,
            day: String::new(),
            followed: None,
            chain: Loaded::default(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Print,
    Annex(Annex, GridId),
}

impl Answers {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if self.followed != Some(cx.as_of) {
            (self.followed, self.day) = (Some(cx.as_of), chinese(cx.as_of));
        }
        let grid = self.wanted.or(self.place.grid());
        let day = date::parse(&self.day, cx.office.today).ok();
        if let Some(key) = grid.zip(day) {
            cx.load(&mut self.chain, key, |ws, (grid, day)| query::answers(ws, grid, day));
        }
        if let Some(deed) = self.head(ui, grid.zip(day)) {
            act(cx, deed, grid.zip(day));
        }
        grid_views(ui, cx, GridView::Answers, grid);
        self.asked(ui, cx, day.unwrap_or(cx.as_of));
        match self.answer(ui, cx, grid.zip(day)) {
            Some(ladder::Wish::Day(day)) => self.day = chinese(day),
            Some(ladder::Wish::Go(route)) => cx.go(route),
            None => {}
        }
    }

    /// What is known of the place on the day.
    fn found(&self, key: Option<(GridId, NaiveDate)>) -> Option<&Chain> {
        key.filter(|key| self.chain.shown_key() == Some(key))?;
        self.chain.shown()?.as_ref().ok()
    }

    fn head(&self, ui: &mut Ui, key: Option<(GridId, NaiveDate)>) -> Option<Deed> {
        let head = PageHead::new("网格").note("一个地方、一天，由哪些职务和哪些人负责");
        let found = self.found(key);
        let Some(found) = found.filter(|found| found.standing == Standing::Stands) else {
            return head.refused(Deed::Print, Icon::Print, "打印", "请先选定地方和日期").show(ui);
        };
        let annexes = found.annexes.iter();
        let head = annexes.fold(head, |head, annex| {
            head.quiet(Deed::Annex(annex.annex, annex.grid), Icon::Document, verb(annex.annex))
        });
        head.primary(Deed::Print, Icon::Print, "打印").show(ui)
    }

    fn asked(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, day: NaiveDate) {
        filter_bar(ui, |ui| {
            ui.label("地方");
            if self.place.show(ui, &Slot::alone("answers_place", "地方", 300.0), cx, day).response.changed() {
                self.wanted = None;
            }
            ui.label("日期");
            let shown =
                DateField::new(&mut self.day, cx.office.today).show(ui, &Slot::alone("answers_day", "追溯日期", 190.0));
            if let Some(fault) = shown.fault {
                chip(ui, Tone::Danger, &fault);
            }
        });
    }

    fn answer(&mut self, ui: &mut Ui, cx: &Cx<'_>, key: Option<(GridId, NaiveDate)>) -> Option<ladder::Wish> {
        let Some(key) = key else {
            let hint = "例如一个村和一起问题发生的日期；从区级总监督人到网格员，当日由谁负责会逐级列出";
            Empty::new(Icon::Place, "请选择一个地方和一天", hint).show(ui);
            return None;
        };
        let chain = match self.chain.shown() {
            Some(Ok(chain)) if self.chain.shown_key() == Some(&key) => chain,
            Some(Err(fault)) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
                return None;
            }
            _ => {
                Empty::new(Icon::Clock, "正在查找", "请稍候").show(ui);
                return None;
            }
        };
        if self.wanted.take().is_some() {
            self.place.chosen = Some(Candidate::new(chain.grid.0, chain.name.clone(), chain.path.clone()));
        }
        if let Some(absence) = chain.absence() {
            return absent(ui, chain, &absence);
        }
        let scroll = ScrollArea::vertical().id_salt(("责任链", chain.grid.0)).auto_shrink(false);
        scroll.show(ui, |ui| ladder::show(ui, cx, chain)).inner
    }

    pub fn open(&mut self, grid: GridId) {
        self.wanted = Some(grid);
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.chain.invalidate();
        }
    }
}

/// The place did not exist on the day: says so and offers the nearest day on which it did.
fn absent(ui: &mut Ui, chain: &Chain, absence: &str) -> Option<ladder::Wish> {
    let (nearest, verb) = match chain.standing {
        Standing::Before(first) => (first, "查看设立当天"),
        Standing::After(last) => (last, "查看最后一天"),
        Standing::Stands => return None,
    };
    let hint = format!("可以改看{}，或换一个地方", chinese(nearest));
    Empty::new(Icon::Clock, absence, &hint).action(verb).show(ui).then_some(ladder::Wish::Day(nearest))
}

/// The words of the button that shows a sheet of the day.
fn verb(annex: Annex) -> &'static str {
    match annex {
        Annex::Annex2 => "当日附件2",
        Annex::Annex3 => "当日附件3",
        Annex::Annex4 => "当日附件4",
    }
}

fn act(cx: &mut Cx<'_>, deed: Deed, key: Option<(GridId, NaiveDate)>) {
    let Some((grid, as_of)) = key else { return };
    let sheet = match deed {
        Deed::Print => Sheet::Trace(grid),
        Deed::Annex(Annex::Annex2, _) => Sheet::District,
        Deed::Annex(Annex::Annex3, town) => Sheet::Town(town),
        Deed::Annex(Annex::Annex4, village) => Sheet::Village(village),
    };
    cx.preview(SheetRequest { sheet, as_of });
}

/// The words of the button that shows a sheet of the day.
fn look(annex: Annex) -> &'static str {
    match annex {
        Annex::Annex2 => "当日附件2",
        Annex::Annex3 => "当日附件3",
        Annex::Annex4 => "当日附件4",
    }
}
