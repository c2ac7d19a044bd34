//! Which of the sheets of the responsible people: 附件3, 附件4, 变动对照表, 责任人公示 and blank forms.

use egui::Ui;

use super::{FIELD, kind::Kind, labelled, place::PlaceChoice, remark};
use crate::{
    domain::{
        annex::{Annex, BlankForm, Extent},
        date,
        grid::Level,
    },
    session::sheet::{ChangesOf, Sheet},
    ui::{
        cx::Cx,
        widgets::{check, choice::segments, date_field::DateField, form::Slot},
    },
};

pub struct ResponsibleChoice {
    place: PlaceChoice,
    extent: Extent,
    annex: Annex,
    form: BlankForm,
    /// The earlier day of 变动对照表 as it is typed; empty is the day of the last issue.
    since: String,
    /// Also the notices of what lies below a town.
    below: bool,
}

impl Default for ResponsibleChoice {
    fn default() -> Self {
        Self {
            place: PlaceChoice::default(),
            extent: Extent::default(),
            annex: Annex::Annex3,
            form: BlankForm::Patrols,
            since: String::new(),
            below: false,
        }
    }
}

impl ResponsibleChoice {
    pub fn invalidate(&mut self) {
        self.place.invalidate();
    }

    /// Takes over what another page asked for.
    pub fn take(&mut self, sheet: &Sheet) {
        match sheet {
            Sheet::Town(grid) | Sheet::Village(grid) => self.place.want(Some(*grid)),
            Sheet::Towns(extent) => (self.extent, _) = (*extent, self.place.want(None)),
            Sheet::Villages(grid, extent) => (self.extent, _) = (*extent, self.place.want(*grid)),
            Sheet::Changes(of) => {
                self.annex = of.annex;
                self.since = of.since.map(date::chinese).unwrap_or_default();
                self.place.want(of.grid);
            }
            Sheet::Public(grid) => (self.below, _) = (false, self.place.want(Some(*grid))),
            Sheet::PublicAll(grid, extent) => {
                (self.below, self.extent) = (true, *extent);
                self.place.want(*grid);
            }
            Sheet::Blank(form, grid) => (self.form, _) = (*form, self.place.want(*grid)),
            _ => {}
        }
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, kind: Kind) {
        match kind {
            Kind::Changes => {
                labelled(ui, "哪张表", |ui| segments(ui, &mut self.annex, &Annex::ALL, |annex| annex.mark()));
            }
            Kind::Blank => {
                labelled(ui, "哪张表", |ui| segments(ui, &mut self.form, &BlankForm::ALL, |form| form.label()));
            }
            _ => {}
        }
        let levels = self.levels(kind);
        if !levels.is_empty() {
            let hint = if kind == Kind::Blank {
                "不写名称；输入名称或首字母"
            } else {
                "全区；输入名称或首字母"
            };
            self.place.show(ui, cx, "网格", levels, hint);
        }
        let chosen = self.place.among(levels);
        if kind == Kind::Public && matches!(chosen, Ok(Some((_, Level::Town)))) {
            check::check(ui, &mut self.below, "连同下辖的村、社区");
        }
        if chosen == Ok(None) && !levels.is_empty() && !matches!(kind, Kind::Blank | Kind::Changes) {
            labelled(ui, "范围", |ui| segments(ui, &mut self.extent, &Extent::ALL, |extent| extent.label()));
        }
        if kind == Kind::Changes {
            let slot = Slot::alone("changes_since", "与哪一天相比", FIELD);
            labelled(ui, "与哪一天相比", |ui| DateField::new(&mut self.since, cx.office.today).show(ui, &slot));
            remark(ui, "不填时与上次登记印发的那一天相比");
        }
    }

    /// Levels of the grids that the kind of sheet is of.
    fn levels(&self, kind: Kind) -> &'static [Level] {
        let annex = match kind {
            Kind::Public => return &[Level::Town, Level::Village],
            Kind::Blank if self.form == BlankForm::Patrols => return &[Level::Town, Level::Village, Level::Group],
            Kind::Towns => Some(Annex::Annex3),
            Kind::Villages => Some(Annex::Annex4),
            Kind::Changes => Some(self.annex),
            Kind::Blank => return self.form.annex().map_or(&[], one_level),
            _ => None,
        };
        match annex {
            Some(Annex::Annex3) => &[Level::Town],
            Some(Annex::Annex4) => &[Level::Town, Level::Village],
            _ => &[],
        }
    }

    /// # Errors
    /// What is missing to show one.
    pub fn sheet(&self, cx: &Cx<'_>, kind: Kind) -> Result<Sheet, &'static str> {
        let chosen = self.place.among(self.levels(kind))?;
        let grid = chosen.map(|(grid, _)| grid);
        Ok(match (kind, chosen) {
            (Kind::Towns, Some((town, _))) => Sheet::Town(town),
            (Kind::Towns, None) => Sheet::Towns(self.extent),
            (Kind::Villages, Some((village, Level::Village))) => Sheet::Village(village),
            // Everything below one town is wanted, whether annex 2 lists it or not.
            (Kind::Villages, Some((town, _))) => Sheet::Villages(Some(town), Extent::All),
            (Kind::Villages, None) => Sheet::Villages(None, self.extent),
            (Kind::Changes, _) => {
                let since = match self.since.trim() {
                    "" => None,
                    typed => Some(date::parse(typed, cx.office.today).map_err(|_| "请核对上面「与哪一天相比」的日期")?),
                };
                Sheet::Changes(ChangesOf { annex: self.annex, grid, since })
            }
            (Kind::Public, Some((town, Level::Town))) if self.below => Sheet::PublicAll(Some(town), Extent::All),
            (Kind::Public, Some((grid, _))) => Sheet::Public(grid),
            (Kind::Public, None) => Sheet::PublicAll(None, self.extent),
            (Kind::Blank, _) => Sheet::Blank(self.form, grid),
            _ => return Err("请选择报表"),
        })
    }
}

/// A blank form of an annex is of a grid of its own level.
fn one_level(annex: Annex) -> &'static [Level] {
    match annex {
        Annex::Annex2 => &[],
        Annex::Annex3 => &[Level::Town],
        Annex::Annex4 => &[Level::Village],
    }
}
