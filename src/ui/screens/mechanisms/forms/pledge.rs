//! 登记责任书, and mending one.

use chrono::NaiveDate;
use egui::Ui;

use super::{check_files, files_row, line_row, note_row, optional_date, optional_date_row, shown};
use crate::{
    domain::{
        area::{self, Area},
        date::chinese,
        fault::Faults,
        id::{GridId, PersonId, PledgeId, PostId},
        plan,
        pledge::{LINE, TARGET_LINE, Tier},
    },
    ops::{
        Command,
        mechanism::{EditPledge, Pledge, SignPledge},
        query::mechanism::{PledgeLine, SignerLine},
    },
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, Pick, Source, fact},
            patrols::files::Incoming,
        },
        widgets::{
            form::{Field, Form, Shown},
            text_field::TextField,
        },
    },
};

pub struct PledgeForm {
    /// `None` for a new one.
    pledge: Option<PledgeId>,
    tier: Tier,
    grid: Pick,
    year: i32,
    on: String,
    farmland: String,
    permanent: String,
    upper: SignerPick,
    lower: SignerPick,
    document: String,
    note: String,
    files: Incoming,
}

/// Who signed: a post with whoever held it, or a person of levels without posts.
struct SignerPick {
    pick: Pick,
    /// A person named for a post; kept as it is.
    for_post: Option<PersonId>,
}

impl SignerPick {
    fn new(by_post: bool) -> Self {
        let source = if by_post { Source::Posts } else { Source::People };
        Self { pick: Pick::new(source).hinting("留空时按签订当日的责任人"), for_post: None }
    }

    fn of(line: &SignerLine, by_post: bool) -> Self {
        match (line.signer.post, line.signer.person) {
            (Some(post), person) => {
                let known = Self::new(true);
                Self { pick: known.pick.with(post.0, &line.post), for_post: person }
            }
            (None, Some(person)) => {
                let known = Self::new(false);
                Self { pick: known.pick.with(person.0, &line.people), for_post: None }
            }
            (None, None) => Self::new(by_post),
        }
    }

    fn answer(&self) -> (Option<PostId>, Option<PersonId>) {
        match self.pick.source() {
            Source::Posts => (self.pick.post(), self.for_post.filter(|_| self.pick.post().is_some())),
            _ => (None, self.pick.person()),
        }
    }
}

impl PledgeForm {
    pub fn new(year: i32, tier: Tier, today: NaiveDate) -> Self {
        Self {
            pledge: None,
            tier,
            grid: Pick::new(Source::Grids(tier.level())),
            year,
            on: chinese(today),
            farmland: String::new(),
            permanent: String::new(),
            upper: SignerPick::new(tier != Tier::Group),
            lower: SignerPick::new(tier == Tier::Town),
            document: String::new(),
            note: String::new(),
            files: Incoming::default(),
        }
    }

    pub fn of_grid(mut self, grid: GridId, name: &str) -> Self {
        self.grid = self.grid.with(grid.0, name);
        self
    }

    pub fn edit(year: i32, pledge: PledgeId, line: &PledgeLine) -> Self {
        let typed = |area: Option<Area>| area.map(Area::grouped).unwrap_or_default();
        Self {
            pledge: Some(pledge),
            on: shown(line.signed_on),
            farmland: typed(line.targets.farmland),
            permanent: typed(line.targets.permanent),
            upper: SignerPick::of(&line.upper, line.tier != Tier::Group),
            lower: SignerPick::of(&line.lower, line.tier == Tier::Town),
            document: line.document.clone(),
            note: line.note.clone(),
            ..Self::new(year, line.tier, NaiveDate::MIN).of_grid(line.grid, &line.grid_name)
        }
    }
}

/// A field for 亩 that tells how many 公顷 that is.
pub fn area_field(ui: &mut Ui, slot: &crate::ui::widgets::form::Slot<'_>, text: &mut String) -> Shown {
    let mut shown = TextField::new(text).unit("亩").show(ui, slot);
    match area::optional("面积", text) {
        Ok(Some(area)) => shown.remark = Some(format!("约 {} 公顷", area.hectares())),
        Ok(None) => {}
        Err(fault) => shown.fault = Some(fault),
    }
    shown
}

impl Entry for PledgeForm {
    fn title(&self) -> String {
        if self.pledge.is_some() { "修改责任书".to_owned() } else { "登记责任书".to_owned() }
    }

    fn begins_at(&self) -> Option<&'static str> {
        self.grid.grid().map(|_| "on")
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        fact(ui, "年度", &self.year.to_string());
        fact(ui, "层级", self.tier.label());
        let mut grid = Field::new("grid", "责任网格").required();
        if let Some(clause) = plan::clause(LINE) {
            grid = grid.basis(clause.into());
        }
        form.row(ui, grid, |ui, slot| self.grid.show(ui, slot, cx, today));
        let on = Field::new("on", "签订日期").help("目标已下达、还没有签订的留空");
        optional_date_row(ui, form, on, &mut self.on, today);
        let mut farmland = Field::new("farmland", "耕地保有量");
        if let Some(clause) = plan::clause(TARGET_LINE) {
            farmland = farmland.basis(clause.into());
        }
        form.row(ui, farmland, |ui, slot| area_field(ui, slot, &mut self.farmland));
        let permanent = Field::new("permanent", "永久基本农田");
        form.row(ui, permanent, |ui, slot| area_field(ui, slot, &mut self.permanent));
        let field = Field::new("upper_post", "上级签订人");
        form.row(ui, field, |ui, slot| self.upper.pick.show(ui, slot, cx, today));
        form.row(ui, Field::new("post", "签订人"), |ui, slot| self.lower.pick.show(ui, slot, cx, today));
        line_row(ui, form, Field::new("document", "文号"), &mut self.document, "可以不填");
        note_row(ui, form, &mut self.note);
        if self.pledge.is_none() {
            files_row(ui, form, &mut self.files, cx);
        }
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let grid = faults.take("grid", self.grid.grid().ok_or("请选择签订责任书的网格"));
        let on = optional_date(&mut faults, "on", &self.on, today);
        let farmland = faults.take("farmland", area::optional("耕地保有量", &self.farmland));
        let permanent = faults.take("permanent", area::optional("永久基本农田", &self.permanent));
        check_files(&mut faults, &self.files);
        let (Some(grid), Some(on), Some(farmland), Some(permanent), true) =
            (grid, on, farmland, permanent, faults.is_empty())
        else {
            return Err(faults);
        };
        let ((upper_post, upper_person), (post, person)) = (self.upper.answer(), self.lower.answer());
        let facts = Pledge {
            grid,
            year: self.year,
            on,
            farmland,
            permanent,
            upper_post,
            upper_person,
            post,
            person,
            document: self.document.clone(),
            note: self.note.clone(),
        };
        Ok(match self.pledge {
            Some(pledge) => Command::EditPledge(EditPledge { pledge, facts }),
            None => Command::SignPledge(SignPledge { facts, files: self.files.kept().to_vec() }),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let next = Self { on: self.on.clone(), ..Self::new(self.year, self.tier, NaiveDate::MIN) };
        self.pledge.is_none().then(|| Box::new(next) as Box<dyn Entry>)
    }
}
