//! The head of the matrix: which grid, which of the two matrices, from when and by what paper.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use super::Mode;
use crate::{
    domain::{
        date::{self, DateFault},
        grid::Level,
        id::GridId,
        text::LINE_MAX,
    },
    ops::query::charges::{ChargeMatrix, Leader},
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::{Pick, Source},
        theme,
        widgets::{
            choice::{choice_of, segments},
            date_field::DateField,
            form::Slot,
            page::{PageHead, filter_bar},
            text_field::TextField,
        },
    },
};

/// What was pressed beside the title.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Save,
    Discard,
}

pub struct Head {
    pub mode: Mode,
    /// The grid that pairings are looked at for; all of the 包联 when none.
    pub scope: Option<GridId>,
    pub document: String,
    from: String,
    pick: Pick,
    /// What stood in the field before a grid was chosen that is still asked about.
    before: Option<(i64, String)>,
}

impl Default for Head {
    fn default() -> Self {
        let pick = Pick::new(Source::Above(Level::Group)).hinting("选择网格");
        let (document, from) = (String::new(), String::new());
        Self { mode: Mode::default(), scope: None, document, from, pick, before: None }
    }
}

impl Head {
    /// The effective day; today as long as what was typed is no day.
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        self.checked_day(today).unwrap_or(today)
    }

    /// # Errors
    /// What is wrong with the typed day.
    pub fn checked_day(&self, today: NaiveDate) -> Result<NaiveDate, String> {
        match date::parse(&self.from, today) {
            Err(DateFault::Empty) => Ok(today),
            read => read.map_err(|fault| fault.to_string()),
        }
    }

    /// The field takes its name from the matrix that comes.
    pub fn forget(&mut self) {
        self.before = None;
        self.pick = Pick::new(Source::Above(Level::Group)).hinting("选择网格");
    }

    /// Puts back the grid that is still shown.
    pub fn restore(&mut self) {
        if let Some((id, name)) = self.before.take() {
            self.pick = Pick::new(Source::Above(Level::Group)).hinting("选择网格").with(id, name);
        }
    }

    pub fn title(&self, ui: &mut Ui, pending: Option<()>, why: Option<&str>, busy: bool) -> Option<Press> {
        let why = why.or(busy.then_some("正在保存")).or(pending.is_none().then_some("没有要保存的变动"));
        let mut head = PageHead::new("网格");
        head = match why {
            Some(why) => head.refused(Press::Save, Icon::Save, "保存变动", why),
            None => head.primary(Press::Save, Icon::Save, "保存变动"),
        };
        if pending.is_some() && !busy {
            head = head.quiet(Press::Discard, Icon::Undo, "放弃变动");
        }
        head.show(ui)
    }

    /// The strip of filters; answers a grid that was chosen.
    pub fn filters(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        matrix: Option<&ChargeMatrix>,
        past: bool,
    ) -> Option<GridId> {
        let today = cx.office.today;
        if let Some(matrix) = matrix.filter(|_| self.pick.id().is_none()) {
            self.pick = Pick::new(Source::Above(Level::Group)).hinting("选择网格").with(matrix.grid.0, &matrix.name);
        }
        let before = self.pick.chosen.clone().map(|one| (one.id, one.label));
        filter_bar(ui, |ui| {
            segments(ui, &mut self.mode, &[Mode::Charges, Mode::Pairings], |mode| match mode {
                Mode::Charges => "包联",
                Mode::Pairings => "对应关系",
            });
            ui.add_space(8.0);
            let slot = Slot::alone("charges_grid", "网格", 170.0);
            self.pick.show(ui, &slot, cx, cx.as_of);
            if self.mode == Mode::Pairings {
                self.scopes(ui, matrix);
            }
            if past {
                return;
            }
            let quiet = theme::palette(ui).quiet;
            ui.add_space(8.0);
            ui.label(RichText::new("生效日期").color(quiet));
            let mut slot = Slot::alone("from", "生效日期", 170.0);
            slot.faulty = self.checked_day(today).is_err();
            DateField::new(&mut self.from, today).hint("今天").show(ui, &slot);
            if self.mode == Mode::Charges {
                ui.label(RichText::new("依据文件").color(quiet));
                let slot = Slot::alone("document", "依据文件", 190.0);
                TextField::new(&mut self.document).hint("可以不填").max(LINE_MAX).show(ui, &slot);
            }
        });
        let chosen = self.pick.chosen.as_ref().map(|one| one.id);
        if chosen.is_some() && chosen != before.as_ref().map(|one| one.0) {
            self.before = before;
            return chosen.map(GridId);
        }
        None
    }

    /// All of the 包联, or one grid of it; below level 2 pairings are for the whole village.
    fn scopes(&mut self, ui: &mut Ui, matrix: Option<&ChargeMatrix>) {
        let Some(matrix) = matrix.filter(|matrix| matrix.level < Level::Village) else { return };
        let values: Vec<Option<GridId>> =
            std::iter::once(None).chain(matrix.below.iter().map(|grid| Some(grid.grid))).collect();
        let word = |scope: &Option<GridId>| {
            let grid = matrix.below.iter().find(|grid| Some(grid.grid) == *scope);
            grid.map_or("全部包联网格", |grid| grid.name.as_str())
        };
        choice_of(ui, &Slot::alone("scope", "对应范围", 160.0), &mut self.scope, &values, word);
    }
}

/// Why there is nothing to mark, and what to do.
pub fn nothing_to_charge(matrix: &ChargeMatrix, leaders: &[&Leader]) -> Option<(String, &'static str)> {
    if leaders.is_empty() {
        let hint = "包联的是副总监督人等责任人，村（社区）是监管人；请先在「网格列表」中指定责任人";
        return Some((format!("{}当日没有可以包联的责任人", matrix.name), hint));
    }
    if matrix.below.is_empty() {
        return Some((format!("{}当日没有下级网格", matrix.name), "请先在「网格列表」中新增下级网格"));
    }
    None
}

/// What the foot counts at a level.
pub fn foot_title(level: Level) -> &'static str {
    match level {
        Level::District | Level::Town => "副总监督人（每个网格一位）",
        Level::Village | Level::Group => "包联的监管人",
    }
}
