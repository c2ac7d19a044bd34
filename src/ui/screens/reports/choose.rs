//! Which sheet, of what, as of which day: the left side of the page.

use chrono::{Datelike, NaiveDate};
use egui::{Color32, CornerRadius, CursorIcon, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use crate::{
    domain::{
        date,
        id::{GridId, ObjectId},
    },
    ops::{
        OpResult,
        query::{self, assess::YearOverview, grid::GridHit, patrol::PatrolQuery},
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        theme,
        widgets::{
            choice::choice,
            date_field::DateField,
            form::Slot,
            paint,
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

/// Width of this side.
pub const WIDTH: f32 = 252.0;
const FIELD: f32 = WIDTH - 4.0;
const ROW: f32 = 48.0;
/// How many grids are offered while one is typed.
const HITS: u32 = 12;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    District,
    Score,
    Ranking,
    Patrols,
}

impl Kind {
    const ALL: [Self; 4] = [Self::District, Self::Score, Self::Ranking, Self::Patrols];

    fn words(self) -> (&'static str, &'static str, Icon) {
        match self {
            Self::District => ("附件2", "一级网格监督监管表", Icon::Grids),
            Self::Score => ("考核评分表", "一个单位一个年度", Icon::Assess),
            Self::Ranking => ("考核结果汇总表", "一个年度的全部单位", Icon::Chart),
            Self::Patrols => ("巡查台账", "按日期和网格", Icon::Patrol),
        }
    }
}

/// What is chosen.
#[derive(Default)]
pub struct Chooser {
    kind: Kind,
    as_of: String,
    as_of_shown: Option<NaiveDate>,
    year: Option<i32>,
    object: Option<ObjectId>,
    overview: Loaded<i32, OpResult<Option<YearOverview>>>,
    patrols: PatrolQuery,
    from: String,
    to: String,
    grid: Option<Candidate>,
    pick: PickState,
    hits: Loaded<(String, NaiveDate), OpResult<Vec<GridHit>>>,
    /// A day that a request from another page asks for.
    wanted_day: Option<NaiveDate>,
    began: bool,
}

impl Chooser {
    pub fn invalidate(&mut self) {
        self.overview.invalidate();
        self.hits.invalidate();
    }

    /// Takes over what another page asked for.
    pub fn take(&mut self, request: SheetRequest) {
        self.wanted_day = Some(request.as_of);
        match request.sheet {
            Sheet::District => self.kind = Kind::District,
            Sheet::Score(object) => (self.kind, self.object) = (Kind::Score, Some(object)),
            Sheet::Ranking(year) => (self.kind, self.year) = (Kind::Ranking, Some(year)),
            Sheet::Patrols(filter) => {
                self.kind = Kind::Patrols;
                self.from = filter.from.map(date::chinese).unwrap_or_default();
                self.to = filter.to.map(date::chinese).unwrap_or_default();
                self.grid = None;
                (self.patrols, self.began) = (filter, true);
            }
            // 网格导图 has a page of its own.
            Sheet::Diagram(_) => {}
        }
    }

    /// Draws the choices; answers the sheet, or what is missing to show one.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Result<SheetRequest, &'static str> {
        self.begin(cx);
        ui.spacing_mut().item_spacing.y = 4.0;
        for kind in Kind::ALL {
            if entry(ui, kind, self.kind == kind) {
                self.kind = kind;
            }
        }
        ui.add_space(12.0);
        match self.kind {
            Kind::District => {}
            Kind::Score | Kind::Ranking => self.assessment(ui, cx),
            Kind::Patrols => self.ledger(ui, cx),
        }
        if self.kind != Kind::Patrols {
            self.day(ui, cx);
        }
        let sheet = match self.kind {
            Kind::District => Sheet::District,
            Kind::Score => Sheet::Score(self.object.ok_or("请在左边选择考核对象；还没有考核的年度没有评分表")?),
            Kind::Ranking => match self.overview.shown() {
                Some(Ok(Some(_))) => Sheet::Ranking(self.year.unwrap_or(cx.year)),
                Some(Ok(None)) => return Err("这个年度还没有开展考核，请在左边选择别的年度"),
                _ => return Err("正在载入…"),
            },
            Kind::Patrols => Sheet::Patrols(self.patrols.clone()),
        };
        Ok(SheetRequest { sheet, as_of: cx.as_of })
    }

    /// First values, and those that another page asked for.
    fn begin(&mut self, cx: &mut Cx<'_>) {
        if let Some(day) = self.wanted_day.take()
            && day != cx.as_of
        {
            cx.act(Action::SetAsOf(day));
        }
        if self.as_of_shown != Some(cx.as_of) {
            (self.as_of_shown, self.as_of) = (Some(cx.as_of), date::chinese(cx.as_of));
        }
        if !std::mem::replace(&mut self.began, true) {
            let today = cx.office.today;
            self.patrols.from = today.with_day(1);
            self.patrols.to = Some(today);
            self.from = self.patrols.from.map(date::chinese).unwrap_or_default();
            self.to = date::chinese(today);
        }
    }

    fn day(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        caption(ui, "截至");
        let today = cx.office.today;
        let slot = Slot::alone("sheet_as_of", "报表截至", 190.0);
        let typed = DateField::new(&mut self.as_of, today).show(ui, &slot);
        if let Ok(day) = date::parse(&self.as_of, today)
            && day != cx.as_of
            && !typed.response.has_focus()
        {
            cx.act(Action::SetAsOf(day));
        }
        remark(ui, "按这一天的责任人、网格和得分打印");
    }

    fn assessment(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        caption(ui, "年度");
        let mut years = cx.office.years.clone();
        years.extend(years.is_empty().then_some(cx.year));
        let words: Vec<String> = years.iter().map(|year| format!("{year} 年度")).collect();
        let word = |year: &i32| years.iter().position(|known| known == year).map_or("", |at| words[at].as_str());
        let mut year =
            Some(self.year.unwrap_or(cx.year)).filter(|year| years.contains(year)).or(years.first().copied());
        if choice(ui, &Slot::alone("sheet_year", "年度", FIELD), &mut year, &years, word, "选择年度").changed() {
            self.object = None;
        }
        self.year = year;
        let Some(year) = year else { return };
        let read = cx.load(&mut self.overview, year, query::assess::overview);
        let Some(Ok(Some(overview))) = read else {
            if self.kind == Kind::Score && matches!(read, Some(Ok(None))) {
                self.object = None;
            }
            return;
        };
        let objects: Vec<_> = overview.objects.iter().filter(|line| line.included).collect();
        let of_year = overview.objects.iter().any(|line| Some(line.id) == self.object);
        if overview.year == year && self.object.is_none() {
            self.object = objects.first().map(|line| line.id);
        } else if overview.year == year && !of_year {
            self.find_year(cx);
            return;
        }
        if self.kind != Kind::Score {
            return;
        }
        caption(ui, "考核对象");
        let ids: Vec<ObjectId> = objects.iter().map(|line| line.id).collect();
        let word = |id: &ObjectId| objects.iter().find(|line| line.id == *id).map_or("", |line| line.name.as_str());
        choice(ui, &Slot::alone("sheet_object", "考核对象", FIELD), &mut self.object, &ids, word, "选择单位");
    }

    /// The object belongs to another year: looks through the years one after the other.
    fn find_year(&mut self, cx: &Cx<'_>) {
        let years = &cx.office.years;
        let at = years.iter().position(|year| Some(*year) == self.year);
        match at.and_then(|at| years.get(at + 1)).or(years.first()) {
            Some(next) if Some(*next) != self.year => self.year = Some(*next),
            _ => self.object = None,
        }
    }

    fn ledger(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        for (label, text, day) in
            [("开始日期", &mut self.from, &mut self.patrols.from), ("结束日期", &mut self.to, &mut self.patrols.to)]
        {
            caption(ui, label);
            let shown = DateField::new(text, today).show(ui, &Slot::alone("ledger_day", label, 190.0));
            if !shown.response.has_focus() {
                match date::parse(text, today) {
                    Ok(typed) => *day = Some(typed),
                    Err(_) if text.trim().is_empty() => *day = None,
                    Err(fault) => remark(ui, &fault.to_string()),
                }
            }
        }
        caption(ui, "网格");
        let as_of = cx.as_of;
        let hits = self.pick.query().map(str::to_owned).and_then(|text| {
            let read =
                cx.load(&mut self.hits, (text, as_of), |ws, (text, day)| query::grid::search(ws, &text, day, HITS));
            read.and_then(|read| read.as_ref().ok()).map(|hits| {
                hits.iter()
                    .map(|hit| Candidate::new(hit.id.0, hit.name.as_str(), hit.path.as_str()))
                    .collect::<Vec<_>>()
            })
        });
        let slot = Slot::alone("ledger_grid", "台账网格", FIELD);
        let pick = SearchPick::new(hits.as_deref()).hint("全区；输入名称或首字母");
        if pick.show(ui, &slot, &mut self.pick, &mut self.grid).response.changed() {
            self.patrols.grid = self.grid.as_ref().map(|grid| GridId(grid.id));
        }
        let extra = [
            self.patrols.kind.map(|kind| kind.label().to_owned()),
            self.patrols.finding.map(|finding| finding.label().to_owned()),
            self.patrols.person.map(|_| "指定巡查人".to_owned()),
            (!self.patrols.text.is_empty()).then(|| format!("含「{}」", self.patrols.text)),
        ];
        let extra: Vec<String> = extra.into_iter().flatten().collect();
        if !extra.is_empty() {
            remark(ui, &format!("另按：{}", extra.join("、")));
        }
    }
}

fn caption(ui: &mut Ui, text: &str) {
    ui.add_space(6.0);
    ui.label(egui::RichText::new(text).text_style(theme::text::small_strong()));
}

fn remark(ui: &mut Ui, text: &str) {
    let quiet = theme::palette(ui).quiet;
    ui.add(egui::Label::new(egui::RichText::new(text).text_style(TextStyle::Small).color(quiet)).wrap());
}

fn entry(ui: &mut Ui, kind: Kind, chosen: bool) -> bool {
    let colours = theme::palette(ui);
    let (title, hint, icon) = kind.words();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, title));
    let ground = match (chosen, response.hovered()) {
        (true, _) => colours.selected,
        (false, true) => colours.hover,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::same(theme::CORNER), ground);
    if response.has_focus() {
        paint::focus(ui, rect);
    }
    let ink = if chosen { colours.primary_text } else { colours.text };
    paint::at_left(ui, rect, rect.left() + 10.0, paint::icon(ui, icon, 20.0, ink));
    let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
    let (left, room) = (rect.left() + 40.0, rect.width() - 48.0);
    paint::at_left(ui, upper.translate(vec2(0.0, 3.0)), left, paint::line(ui, title, paint::strong(ui), ink, room));
    let hint = paint::line(ui, hint, paint::small(ui), colours.quiet, room);
    paint::at_left(ui, lower.translate(vec2(0.0, -3.0)), left, hint);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
