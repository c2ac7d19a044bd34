//! The fields of the form of a problem.

use egui::{Response, Ui};

use super::{Entry, concerned, groups};
use crate::{
    domain::{
        fault::Faults,
        id::GridId,
        plan,
        problem::{Behaviour, LandKind, ProblemKind, ProblemSource},
        text::{LINE_MAX, PROSE_MAX},
    },
    ui::{
        cx::Cx,
        screens::problems::draft::point_of,
        widgets::{
            check::check,
            choice::{choice, choice_of},
            date_field::DateField,
            form::{Field, Form, Shown},
            link::Basis,
            number_field::NumberField,
            text_field::TextField,
        },
    },
};

/// Above this width the form stands in two columns.
const TWO_COLUMNS: f32 = 860.0;
/// The line of the plan that names the kinds (R057), and the one that names behaviours, 劝阻, 上报 and 越级 (R066, R067).
pub const KIND_LINE: u32 = 790;
pub const MEMBER_LINE: u32 = 794;

/// A field with the clause of a line of the plan behind it.
pub fn with_basis(field: Field<'_>, line: u32) -> Field<'_> {
    match plan::clause(line).map(Basis::from) {
        Some(basis) => field.basis(basis),
        None => field,
    }
}

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
                    self.finding(ui, cx, &mut form);
                    self.place(ui, cx, &mut form);
                });
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.x = 8.0;
                    self.facts(ui, cx, &mut form);
                });
            });
        } else {
            self.finding(ui, cx, &mut form);
            self.place(ui, cx, &mut form);
            self.facts(ui, cx, &mut form);
        }
        self.form = state;
    }

    /// When, from where and what.
    fn finding(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, form: &mut Form<'_>) {
        let today = cx.office.today;
        form.row(ui, Field::new("found_on", "发现日期").required(), |ui, slot| {
            DateField::new(&mut self.draft.found_on, today).show(ui, slot)
        });
        form.row(ui, Field::new("found_at", "发现时间").width(120.0), |ui, slot| {
            TextField::new(&mut self.draft.found_at).hint("9:30 或 930").show(ui, slot)
        });
        let source = &mut self.draft.source;
        form.row(ui, Field::new("source", "问题来源").required(), |ui, slot| {
            choice(ui, slot, source, ProblemSource::ALL, |source| source.label(), "请选择")
        });
        let from_above =
            matches!(source, Some(ProblemSource::Superior | ProblemSource::Department | ProblemSource::Satellite));
        if from_above || !self.draft.document.is_empty() {
            let field = Field::new("document", "交办、移送文号");
            form.row(ui, field, |ui, slot| {
                TextField::new(&mut self.draft.document).hint("有文号时填写").max(LINE_MAX).show(ui, slot)
            });
        }
        let kind = with_basis(Field::new("kind", "问题类型").required(), KIND_LINE);
        form.row(ui, kind, |ui, slot| {
            choice(ui, slot, &mut self.draft.kind, ProblemKind::ALL, |kind| kind.label(), "请选择")
        });
        let behaviours = with_basis(Field::new("behaviours", "破坏行为").help("可选多项"), MEMBER_LINE);
        form.row(ui, behaviours, |ui, slot| behaviours_row(ui, slot.width, &mut self.draft.behaviours));
        let urgent = with_basis(Field::new("urgent", ""), MEMBER_LINE);
        form.row(ui, urgent, |ui, _| check(ui, &mut self.draft.urgent, "紧急情况，需要立即制止"));
    }

    /// Where.
    fn place(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, form: &mut Form<'_>) {
        let day = self.draft.day(cx.office.today).unwrap_or(cx.office.today);
        let above = self.draft.grid.as_ref().map(|grid| grid.hint.replace('/', "")).unwrap_or_default();
        form.row(ui, Field::new("grid", "网格").required().help(&above), |ui, slot| {
            let shown = self.grid.show(ui, slot, cx, day);
            if shown.response.changed() {
                self.draft.grid = self.grid.chosen.clone();
                self.draft.group = None;
            }
            shown
        });
        let key = (self.draft.grid.as_ref().map(|grid| GridId(grid.id)), day);
        let groups = cx.load(&mut self.groups, key, groups).cloned().unwrap_or_default();
        if !groups.is_empty() || self.draft.group.is_some() {
            let mut values = vec![None];
            values.extend(groups.iter().map(|(id, _)| Some(*id)));
            let word = |id: &Option<GridId>| match id {
                None => "不分片区（小组）",
                Some(id) => {
                    let known = groups.iter().find(|(known, _)| known == id);
                    known.map_or("已不在这个网格", |(_, name)| name.as_str())
                }
            };
            form.row(ui, Field::new("group", "片区（小组）"), |ui, slot| {
                choice_of(ui, slot, &mut self.draft.group, &values, word)
            });
        }
        form.row(ui, Field::new("plot", "地块编号").width(240.0), |ui, slot| {
            TextField::new(&mut self.draft.plot).hint("有编号时填写").max(LINE_MAX).show(ui, slot)
        });
        form.row(ui, Field::new("spot", "具体位置").wide(), |ui, slot| {
            TextField::new(&mut self.draft.spot).hint("例如：村委会北 300 米路东").max(LINE_MAX).show(ui, slot)
        });
        let point = Field::new("point", "坐标").help("CGCS2000 或 WGS-84 度数，经度在前");
        form.row(ui, point, |ui, slot| {
            let mut shown = TextField::new(&mut self.draft.point).hint("例如：109.98,39.82").show(ui, slot);
            shown.remark = point_of(&self.draft.point).ok().map(|point| point.chinese());
            shown
        });
    }

    /// Land, people, and what was seen.
    fn facts(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, form: &mut Form<'_>) {
        let mut lands = vec![None];
        lands.extend(LandKind::ALL.iter().copied().map(Some));
        form.row(ui, Field::new("land", "涉及地类"), |ui, slot| {
            choice_of(ui, slot, &mut self.draft.land, &lands, |land| land.map_or("待核", LandKind::label))
        });
        form.row(ui, Field::new("area", "涉及面积").help("不清楚时留空，记作待核"), |ui, slot| {
            NumberField::new(&mut self.draft.area, 2).unit("亩").range(0, i64::MAX).show(ui, slot)
        });
        form.row(ui, Field::new("description", "问题描述").required().wide(), |ui, slot| {
            let hint = "什么人在哪里做什么，占用、破坏到什么程度";
            TextField::new(&mut self.draft.description).hint(hint).rows(4).max(PROSE_MAX).show(ui, slot)
        });
        let people = Field::new("concerned", "当事人").wide();
        form.row(ui, people, |ui, slot| concerned::rows(ui, slot, &mut self.draft.concerned));
        let day = self.draft.day(cx.office.today).unwrap_or(cx.office.today);
        let grid = self.draft.grid.as_ref().map(|grid| GridId(grid.id));
        let group = self.draft.group;
        let finders = Field::new("finders", "发现人").required().help("可选多人，先列出该网格的责任人和网格员");
        form.row(ui, finders, |ui, slot| self.finders.show(ui, slot, cx, (grid, group, day)));
        if self.finders.chosen.is_empty() {
            let field = Field::new("found_by", "由谁发现").help("发现人不在名册里时填写；不写举报人");
            form.row(ui, field, |ui, slot| {
                TextField::new(&mut self.draft.found_by).hint("例如：区自然资源分局移送").max(LINE_MAX).show(ui, slot)
            });
        }
        form.row(ui, Field::new("note", "备注").wide(), |ui, slot| {
            TextField::new(&mut self.draft.note).rows(2).max(PROSE_MAX).show(ui, slot)
        });
        if self.edited.is_none() {
            let files = Field::new("files", "现场证据").wide().help("照片、录像、扫描件等，也可以把文件拖到这里");
            form.row(ui, files, |ui, slot| self.files.show(ui, slot, cx));
        }
    }
}

/// The behaviours of L794 as boxes to tick.
fn behaviours_row(ui: &mut Ui, width: f32, chosen: &mut Vec<Behaviour>) -> Shown {
    let mut all: Option<Response> = None;
    let mut changed = false;
    ui.scope(|ui| {
        ui.set_max_width(width);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            for behaviour in Behaviour::ALL {
                let mut ticked = chosen.contains(behaviour);
                let response = check(ui, &mut ticked, behaviour.label());
                if response.changed() {
                    changed = true;
                    chosen.retain(|one| one != behaviour);
                    if ticked {
                        chosen.push(*behaviour);
                        chosen.sort_unstable();
                    }
                }
                all = Some(all.take().map_or(response.clone(), |all| all | response));
            }
        });
    });
    let mut shown = Shown::from(all.unwrap_or_else(|| ui.label("")));
    if changed {
        shown.response.mark_changed();
    }
    shown
}
