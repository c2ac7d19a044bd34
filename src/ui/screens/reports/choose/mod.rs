//! Which sheet, of what, as of which day: the left side of the page.

mod bridge;
mod kind;
mod ledger;
mod monthly;
mod place;
mod problems;
mod responsible;
mod year;

use chrono::NaiveDate;
use egui::{ScrollArea, TextStyle, Ui, vec2};

use self::{
    bridge::BridgeChoice, kind::Kind, ledger::LedgerChoice, monthly::MonthlyChoice, problems::ProblemChoice,
    responsible::ResponsibleChoice, year::YearChoice,
};
use crate::{
    domain::{check::Reach, date},
    session::sheet::{Sheet, SheetRequest},
    ui::{
        action::Action,
        cx::Cx,
        theme,
        widgets::{choice::segments, date_field::DateField, form::Slot},
    },
};

/// Width of the list.
pub const WIDTH: f32 = 208.0;
/// Width of a field beside its word.
const FIELD: f32 = 176.0;

/// What is chosen.
#[derive(Default)]
pub struct Chooser {
    kind: Kind,
    as_of: String,
    as_of_shown: Option<NaiveDate>,
    year: YearChoice,
    ledger: LedgerChoice,
    problems: ProblemChoice,
    responsible: ResponsibleChoice,
    bridge: BridgeChoice,
    monthly: MonthlyChoice,
    reach: Reach,
    /// A day that a request from another page asks for.
    wanted_day: Option<NaiveDate>,
    /// A sheet that only another page asks for, such as one about a person; stays until another is chosen.
    asked: Option<Sheet>,
}

impl Chooser {
    pub fn invalidate(&mut self) {
        self.year.invalidate();
        self.ledger.invalidate();
        self.problems.invalidate();
        self.responsible.invalidate();
        self.monthly.invalidate();
    }

    /// Takes over what another page asked for.
    pub fn take(&mut self, request: SheetRequest) {
        self.wanted_day = Some(request.as_of);
        self.asked = None;
        let Some(kind) = Kind::of(&request.sheet) else {
            self.asked = Some(request.sheet);
            return;
        };
        self.kind = kind;
        match request.sheet {
            Sheet::District => {}
            Sheet::Score(object) => self.year.object = Some(object),
            Sheet::Ranking(year) | Sheet::Filings(year) | Sheet::Pledges(year) => self.year.year = Some(year),
            Sheet::MonthlySummary(grid, month) | Sheet::MonthlyMissing(grid, month) => {
                self.monthly.take(grid, Some(month))
            }
            Sheet::Hearings(grid, year) => {
                self.year.year = Some(year);
                self.monthly.take(grid, None);
            }
            Sheet::Patrols(filter) => self.ledger.take(filter),
            Sheet::Problems(filter) => self.problems.take(filter, None),
            Sheet::ProblemPapers { paper, query } => self.problems.take(query, Some(paper)),
            Sheet::Bridge(asked) => self.bridge.take(&asked),
            Sheet::Certificate(reach) => self.reach = reach,
            responsible => self.responsible.take(&responsible),
        }
    }

    /// Draws the list of sheets.
    pub fn list(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 2.0;
        let list = ScrollArea::vertical().id_salt("报表种类").auto_shrink(false);
        list.show(ui, |ui| kind::list(ui, &mut self.kind, &mut self.asked));
    }

    /// Asks what the sheet has to be told, in a strip; answers the sheet, or what is missing to show one.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Result<SheetRequest, &'static str> {
        self.begin(cx);
        let given = self.asked.is_some();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(12.0, 4.0);
            if given {
                self.day(ui, cx);
                remark(ui, "内容在原来的页面选定；点左边的报表可以改看别的");
            } else {
                self.asked(ui, cx);
            }
        });
        let sheet = match self.asked.clone() {
            Some(sheet) => sheet,
            None => self.sheet(cx)?,
        };
        Ok(SheetRequest { sheet, as_of: cx.as_of })
    }

    /// What the kind of sheet has to be told.
    fn asked(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        match self.kind {
            Kind::District => {}
            Kind::Certificate => {
                labelled(ui, "查找空档与重叠", |ui| {
                    segments(ui, &mut self.reach, &Reach::ALL, |reach| reach.label())
                });
            }
            Kind::Towns | Kind::Villages | Kind::Changes | Kind::Public | Kind::Blank => {
                self.responsible.show(ui, cx, self.kind);
            }
            Kind::Score => self.year.show(ui, cx, true),
            Kind::Ranking => self.year.show(ui, cx, false),
            Kind::Filings | Kind::Pledges => self.year.any(ui, cx),
            Kind::MonthlySummary | Kind::MonthlyMissing => self.monthly.show(ui, cx, true),
            Kind::Hearings => {
                self.year.any(ui, cx);
                self.monthly.show(ui, cx, false);
            }
            Kind::Patrols => return self.ledger.show(ui, cx),
            Kind::Problems | Kind::ProblemPapers => return self.problems.show(ui, cx, self.kind),
            Kind::Bridge => return self.bridge.show(ui, cx),
        }
        self.day(ui, cx);
    }

    fn sheet(&mut self, cx: &Cx<'_>) -> Result<Sheet, &'static str> {
        Ok(match self.kind {
            Kind::District => Sheet::District,
            Kind::Towns | Kind::Villages | Kind::Changes | Kind::Public | Kind::Blank => {
                self.responsible.sheet(cx, self.kind)?
            }
            Kind::Score => Sheet::Score(self.year.object.ok_or("请在上面选择考核对象；还没有考核的年度没有评分表")?),
            Kind::Filings => Sheet::Filings(self.year.year.unwrap_or(cx.year)),
            Kind::Pledges => Sheet::Pledges(self.year.year.unwrap_or(cx.year)),
            Kind::Ranking => Sheet::Ranking(self.year.opened(cx)?),
            Kind::Certificate => Sheet::Certificate(self.reach),
            Kind::Bridge => Sheet::Bridge(self.bridge.query(cx)?),
            Kind::MonthlySummary => self.monthly.asked(cx).map(|(grid, month)| Sheet::MonthlySummary(grid, month))?,
            Kind::MonthlyMissing => self.monthly.asked(cx).map(|(grid, month)| Sheet::MonthlyMissing(grid, month))?,
            Kind::Hearings => Sheet::Hearings(self.monthly.asked(cx)?.0, self.year.year.unwrap_or(cx.year)),
            Kind::Patrols => Sheet::Patrols(self.ledger.filter()?),
            Kind::Problems | Kind::ProblemPapers => self.problems.sheet(self.kind)?,
        })
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
        self.ledger.begin(cx.office.today);
        self.problems.begin(cx.office.today);
        self.bridge.begin(cx.office.today);
    }

    fn day(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let slot = Slot::alone("sheet_as_of", "报表截至", FIELD);
        let typed = labelled(ui, "截至", |ui| DateField::new(&mut self.as_of, today).show(ui, &slot));
        if let Ok(day) = date::parse(&self.as_of, today)
            && day != cx.as_of
            && !typed.response.has_focus()
        {
            cx.act(Action::SetAsOf(day));
        }
    }
}

/// A field with its word before it; both stay on one line.
fn labelled<R>(ui: &mut Ui, text: &str, field: impl FnOnce(&mut Ui) -> R) -> R {
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(egui::RichText::new(text).text_style(theme::text::small_strong()));
        field(ui)
    });
    row.inner
}

fn remark(ui: &mut Ui, text: &str) {
    let quiet = theme::palette(ui).quiet;
    ui.label(egui::RichText::new(text).text_style(TextStyle::Small).color(quiet));
}
