//! The fields of the entry form.

use egui::Ui;

use super::{Entry, TWO_COLUMNS, groups};
use crate::{
    domain::{
        fault::Faults,
        patrol::{Finding, PatrolKind, WAYS},
        plan, text,
    },
    ops::query::patrollers::Walk,
    ui::{
        cx::Cx,
        screens::patrols::pick::grid_of,
        widgets::{
            choice::{choice, choice_of, segments},
            date_field::DateField,
            form::{Field, Form, Shown},
            link::Basis,
            multi_pick::multi_pick,
            search_pick::SearchPick,
            text_field::TextField,
        },
    },
};

/// Lines of the plan that speak of patrols: the village's 巡田 and ledger, the grid member's daily walk.
const VILLAGE_LINE: u32 = 792;
const MEMBER_LINE: u32 = 794;

impl Entry {
    pub(super) fn fields(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, faults: &Faults) {
        let mut state = std::mem::take(&mut self.form);
        let mut form = Form::new(&mut state, faults);
        if ui.available_width() >= TWO_COLUMNS {
            let width = (ui.available_width() - 32.0) / 2.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 32.0;
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.x = 8.0;
                    self.walk(ui, cx, &mut form);
                });
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.x = 8.0;
                    self.findings(ui, cx, &mut form);
                });
            });
        } else {
            self.walk(ui, cx, &mut form);
            self.findings(ui, cx, &mut form);
        }
        self.form = state;
    }

    /// When, where, who and how.
    fn walk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, form: &mut Form<'_>) {
        let today = cx.office.today;
        let recorded_on = self.edited.map_or(today, |(_, recorded_on)| recorded_on);
        let late = self.draft.late_words(recorded_on, today);
        form.row(ui, Field::new("date", "巡查日期").required(), |ui, slot| {
            let mut shown = DateField::new(&mut self.draft.date, today).show(ui, slot);
            shown.remark = late.or(shown.remark);
            shown
        });
        let start = Field::new("start", "开始时间").width(120.0);
        form.row(ui, start, |ui, slot| TextField::new(&mut self.draft.start).hint("9:30 或 930").show(ui, slot));
        let end = Field::new("end", "结束时间").width(120.0);
        form.row(ui, end, |ui, slot| TextField::new(&mut self.draft.end).hint("11:00 或 1100").show(ui, slot));
        self.place(ui, cx, form);
        let basis = plan::clause(VILLAGE_LINE).map(Basis::from);
        let kind = Field::new("kind", "巡查类型").required();
        form.row(ui, basis.map_or(kind, |basis| kind.basis(basis)), |ui, slot| {
            let response = choice(ui, slot, &mut self.draft.kind, &PatrolKind::ALL, |kind| kind.label(), "请选择");
            self.draft.kind_chosen |= response.changed();
            response
        });
        self.patrollers(ui, cx, form);
        self.way(ui, form);
        form.row(ui, Field::new("weather", "天气").width(200.0), |ui, slot| {
            TextField::new(&mut self.draft.weather).hint("例如：晴").max(text::NAME_MAX).show(ui, slot)
        });
    }

    fn place(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, form: &mut Form<'_>) {
        let day = self.draft.day(cx.office.today).unwrap_or(cx.office.today);
        let found = self.grids.candidates(cx, &self.grid_pick, day, false);
        let above = self.draft.grid.as_ref().map(|grid| grid.hint.clone()).unwrap_or_default();
        form.row(ui, Field::new("grid", "网格").required().help(&above), |ui, slot| {
            let pick = SearchPick::new(found.as_deref()).hint("输入名称、拼音或首字母");
            let shown = pick.show(ui, slot, &mut self.grid_pick, &mut self.draft.grid);
            if shown.response.changed() {
                self.draft.group = None;
                self.draft.follow_grid(self.draft.grid.as_ref().and_then(|grid| self.grids.level(grid.id)));
            }
            shown
        });
        let key = (grid_of(&self.draft.grid), day);
        let groups = cx.load(&mut self.groups, key, groups).cloned().unwrap_or_default();
        if groups.is_empty() && self.draft.group.is_none() {
            return;
        }
        let mut values = vec![None];
        values.extend(groups.iter().map(|(id, _)| Some(*id)));
        let word = |id: &Option<_>| match id {
            None => "不分片区（小组）",
            Some(id) => {
                groups.iter().find(|(known, _)| known == id).map_or("已不在这个网格", |(_, name)| name.as_str())
            }
        };
        form.row(ui, Field::new("group", "片区（小组）"), |ui, slot| {
            let response = choice_of(ui, slot, &mut self.draft.group, &values, word);
            if response.changed() {
                self.draft.follow_grid(Some(crate::domain::grid::Level::Village));
            }
            response
        });
    }

    fn patrollers(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, form: &mut Form<'_>) {
        let day = self.draft.day(cx.office.today).unwrap_or(cx.office.today);
        let walk = Walk { grid: grid_of(&self.draft.grid), group: self.draft.group, day };
        let found = self.people.candidates(cx, &self.people_pick, walk);
        let basis = plan::clause(MEMBER_LINE).map(Basis::from);
        let field = Field::new("patrollers", "巡查人").required().help("可选多人，先列出该网格的责任人和网格员");
        form.row(ui, basis.map_or(field, |basis| field.basis(basis)), |ui, slot| {
            let pick = SearchPick::new(found.as_deref());
            multi_pick(ui, slot, pick, &mut self.people_pick, &mut self.draft.patrollers)
        });
    }

    fn way(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        let current = self.draft.way.clone();
        let mut ways: Vec<&str> = std::iter::once("").chain(WAYS).collect();
        if !ways.contains(&current.as_str()) {
            ways.push(&current);
        }
        form.row(ui, Field::new("way", "巡查方式"), |ui, slot| {
            let mut chosen = current.as_str();
            let response = choice_of(ui, slot, &mut chosen, &ways, |way| if way.is_empty() { "未填写" } else { *way });
            self.draft.way = chosen.to_owned();
            response
        });
    }

    /// What was found and done.
    fn findings(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, form: &mut Form<'_>) {
        form.row(ui, Field::new("finding", "巡查结果").required(), |ui, _| {
            let at = ui.cursor().min;
            segments(ui, &mut self.draft.finding, &[Finding::Nothing, Finding::Problem], |finding| finding.label());
            let rect = egui::Rect::from_min_max(at, ui.min_rect().max);
            Shown::from(ui.interact(rect, ui.scope_id().with("巡查结果"), egui::Sense::hover()))
        });
        let problem = self.draft.finding == Finding::Problem;
        let found = Field::new("found", "发现情况").wide();
        form.row(ui, if problem { found.required() } else { found }, |ui, slot| {
            let hint = if problem { "地点、地块、行为、面积" } else { "没有发现问题时可以不填" };
            TextField::new(&mut self.draft.found).hint(hint).rows(4).max(text::PROSE_MAX).show(ui, slot)
        });
        form.row(ui, Field::new("action", "处置情况").wide(), |ui, slot| {
            let hint = "劝阻、上报的情况和结果";
            TextField::new(&mut self.draft.action).hint(hint).rows(3).max(text::PROSE_MAX).show(ui, slot)
        });
        form.row(ui, Field::new("note", "备注").wide(), |ui, slot| {
            TextField::new(&mut self.draft.note).rows(2).max(text::PROSE_MAX).show(ui, slot)
        });
        if self.edited.is_none() {
            form.row(
                ui,
                Field::new("files", "附件").wide().help("照片、扫描件等，单个不超过 200 MB"),
                |ui, slot| self.files.show(ui, slot, cx),
            );
        }
    }
}
