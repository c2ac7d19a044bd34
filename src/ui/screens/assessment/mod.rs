//! 考核: open a year, freeze its objects, score them, rank, 审定, correct (R085-R107, G01, G13, G14).

mod confirm;
mod confirmed;
mod correct;
mod draft;
mod item;
mod list;
mod opening;
mod rail;
mod ranking;
mod sheet;

use egui::{Align, Layout, RichText, TextStyle, Ui, vec2};

use self::{
    confirm::ConfirmForm, correct::CorrectForm, draft::SheetDraft, list::ObjectList, opening::Opening, sheet::SheetForm,
};
use crate::{
    domain::{assess::Stage, desk::Right, id::ObjectId},
    ops::{
        Changes, Command, OpResult,
        assess::FreezeObjects,
        query::{
            self,
            assess::{ObjectSheet, YearOverview},
        },
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            chip,
            choice::segments,
            empty::Empty,
            modal::{Answer, Confirm},
            page::PageHead,
        },
    },
};

#[derive(Default)]
pub struct Assessment {
    year: Loaded<i32, OpResult<Option<YearOverview>>>,
    sheet: Loaded<ObjectId, OpResult<ObjectSheet>>,
    opening: Opening,
    list: ObjectList,
    form: SheetForm,
    draft: Option<SheetDraft>,
    chosen: Option<ObjectId>,
    /// An object that was gone to from elsewhere: its year is shown once it is known.
    arriving: bool,
    view: View,
    question: Option<Question>,
}

/// What stands beside the list of objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    Sheet,
    Ranking,
}

impl View {
    /// From the right, as they are drawn.
    const ALL: [Self; 2] = [Self::Ranking, Self::Sheet];

    fn label(&self) -> &'static str {
        match self {
            Self::Sheet => "评分表",
            Self::Ranking => "排名",
        }
    }
}

/// What stands over the page.
enum Question {
    Freeze,
    /// Going to another object with scores that could not be saved.
    Leave(ObjectId),
    Confirm(ConfirmForm),
    Correct(CorrectForm),
}

/// What the buttons of the head mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Freeze,
    Confirm,
    Correct,
    PrintSheet,
    PrintRanking,
}

impl Assessment {
    pub fn open(&mut self, id: ObjectId) {
        (self.chosen, self.arriving, self.view) = (Some(id), true, View::Sheet);
    }

    pub fn has_unsaved(&self) -> bool {
        let asking = matches!(self.question, Some(Question::Confirm(_) | Question::Correct(_)));
        asking || self.draft.as_ref().is_some_and(|draft| draft.unsaved() > 0)
    }

    pub fn discard(&mut self) {
        (self.draft, self.question) = (None, None);
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(&["assessment", "assessment_object", "score", "correction"]) {
            self.year.invalidate();
            self.sheet.invalidate();
        }
        if changes.touch(&["filing", "filing_deadline", "duty_document", "leading_group", "leading_member", "pledge"]) {
            self.sheet.invalidate();
        }
        if changes.touch(&["grid", "grid_version"]) {
            self.list.invalidate();
        }
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let wanted = cx.year;
        let fresh = cx.load(&mut self.year, wanted, query::assess::overview);
        let year = match fresh {
            None => None,
            Some(Err(fault)) => {
                let notice = fault.notice();
                PageHead::<Act>::new("考核").show(ui);
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
                return;
            }
            Some(Ok(year)) => Some(year.clone()),
        };
        if self.year.shown_key() != Some(&wanted) || year.is_none() {
            PageHead::<Act>::new("考核").show(ui);
            ui.label("正在载入…");
            return;
        }
        let sheet = self.load_sheet(cx, year.as_ref().and_then(Option::as_ref));
        match year.flatten() {
            None => {
                let note = format!("{wanted} 年度");
                PageHead::<Act>::new("考核").note(&note).show(ui);
                self.opening.show(ui, cx);
            }
            Some(year) => self.opened(ui, cx, &year, sheet.as_ref()),
        }
    }

    /// Reads the sheet of the chosen object, the first of the list when none is chosen.
    fn load_sheet(&mut self, cx: &mut Cx<'_>, year: Option<&YearOverview>) -> Option<ObjectSheet> {
        let in_list =
            |id: ObjectId| year.is_some_and(|year| year.objects.iter().any(|line| line.id == id && line.included));
        if !self.arriving && !self.chosen.is_some_and(in_list) {
            self.chosen = year.and_then(|year| year.objects.iter().find(|line| line.included)).map(|line| line.id);
        }
        let chosen = self.chosen?;
        let read = cx.load(&mut self.sheet, chosen, query::assess::object)?;
        let sheet = read.as_ref().ok().cloned();
        if self.sheet.shown_key() != Some(&chosen) {
            return None;
        }
        if std::mem::take(&mut self.arriving)
            && let Some(sheet) = &sheet
            && sheet.year != cx.year
        {
            cx.act(Action::SetYear(sheet.year));
        }
        sheet
    }

    fn opened(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, year: &YearOverview, sheet: Option<&ObjectSheet>) {
        if let Some(act) = head(ui, cx, year) {
            self.act(cx, act, year, sheet);
        }
        if year.stage == Stage::Preparing {
            self.list.show(ui, cx, year);
        } else {
            self.scoring(ui, cx, year, sheet);
        }
        self.ask(ui, cx, year, sheet);
    }

    fn act(&mut self, cx: &mut Cx<'_>, act: Act, year: &YearOverview, sheet: Option<&ObjectSheet>) {
        let as_of = cx.as_of;
        match act {
            Act::Freeze => self.question = Some(Question::Freeze),
            Act::Confirm => self.question = Some(Question::Confirm(ConfirmForm::new(cx.office.today))),
            Act::Correct => self.question = sheet.map(|sheet| Question::Correct(CorrectForm::new(sheet, None))),
            Act::PrintSheet => {
                if let Some(object) = self.chosen {
                    cx.preview(SheetRequest { sheet: Sheet::Score(object), as_of });
                }
            }
            Act::PrintRanking => cx.preview(SheetRequest { sheet: Sheet::Ranking(year.year), as_of }),
        }
    }

    fn scoring(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, year: &YearOverview, sheet: Option<&ObjectSheet>) {
        let size = ui.available_size();
        let mut pressed = None;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            ui.allocate_ui_with_layout(vec2(rail::WIDTH, size.y), Layout::top_down(Align::Min), |ui| {
                ui.set_width(rail::WIDTH);
                pressed = rail::show(ui, year, self.chosen);
            });
            let rest = vec2(size.x - rail::WIDTH - 16.0, size.y);
            ui.allocate_ui_with_layout(rest, Layout::top_down(Align::Min), |ui| {
                ui.set_width(rest.x);
                self.beside(ui, cx, year, sheet);
            });
        });
        // After the form, so that a field that was left by the press has been saved.
        match (pressed, &self.draft) {
            (Some(object), _) if self.chosen == Some(object) => self.view = View::Sheet,
            (Some(object), Some(draft)) if draft.items.iter().any(|item| item.state() == draft::State::Unsaved) => {
                self.question = Some(Question::Leave(object));
            }
            (Some(object), _) => self.choose(object),
            (None, _) => {}
        }
    }

    fn choose(&mut self, object: ObjectId) {
        (self.chosen, self.draft) = (Some(object), None);
    }

    fn beside(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, year: &YearOverview, sheet: Option<&ObjectSheet>) {
        self.standing(ui, sheet);
        if self.view == View::Ranking {
            ranking::show(ui, year);
            return;
        }
        let Some(sheet) = sheet else {
            ui.label("正在载入…");
            return;
        };
        let refusal = cx.office.refusal(Right::Assess);
        if sheet.stage == Stage::Confirmed {
            self.draft = None;
            if let Some(item) = confirmed::show(ui, sheet, refusal.as_deref()) {
                self.question = Some(Question::Correct(CorrectForm::new(sheet, Some(item))));
            }
            return;
        }
        if self.draft.as_ref().is_none_or(|draft| draft.object != sheet.id) {
            self.draft = Some(SheetDraft::of(sheet));
        }
        if let Some(draft) = &mut self.draft {
            self.form.show(ui, cx, sheet, draft, refusal.as_deref());
        }
    }

    /// The line over the sheet: unit, total and band, and what is shown below.
    fn standing(&mut self, ui: &mut Ui, sheet: Option<&ObjectSheet>) {
        let colours = theme::palette(ui);
        ui.horizontal(|ui| {
            if let Some(sheet) = sheet.filter(|_| self.view == View::Sheet) {
                ui.label(RichText::new(&sheet.unit).text_style(theme::text::section()));
                let total = format!("合计 {} 分", sheet.total.so_far);
                ui.label(RichText::new(total).text_style(theme::text::section()).color(colours.primary_text));
                match &sheet.band {
                    Some(band) => {
                        chip::chip(ui, rail::tone(&band.name), &band.name);
                    }
                    None => {
                        let open = format!("还有 {} 项未评，等次待定", sheet.total.open);
                        ui.label(RichText::new(open).text_style(TextStyle::Small).color(colours.quiet));
                    }
                }
                let unsaved = self.draft.as_ref().map_or(0, SheetDraft::unsaved);
                if unsaved > 0 {
                    chip::chip(ui, Tone::Warning, &format!("{unsaved} 项未保存"));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                segments(ui, &mut self.view, &View::ALL, View::label);
            });
        });
    }

    fn ask(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, year: &YearOverview, sheet: Option<&ObjectSheet>) {
        let ctx = ui.ctx().clone();
        let done = match &mut self.question {
            None => return,
            Some(Question::Freeze) => freeze(&ctx, cx, year),
            Some(Question::Leave(object)) => {
                let question = Confirm {
                    title: "还有评分没有保存",
                    text: "有的项目没有填完或填写有误，换到别的单位后这些内容就没有了。",
                    verb: "不保存，离开",
                    danger: true,
                };
                let (answer, object) = (question.show(&ctx), *object);
                if answer == Some(Answer::Do) {
                    self.choose(object);
                }
                answer.is_some()
            }
            Some(Question::Confirm(form)) => form.show(&ctx, cx, year),
            Some(Question::Correct(form)) => sheet.is_none_or(|sheet| form.show(&ctx, cx, sheet)),
        };
        if done {
            self.question = None;
        }
    }
}

fn freeze(ctx: &egui::Context, cx: &mut Cx<'_>, year: &YearOverview) -> bool {
    let included = year.objects.iter().filter(|object| object.included).count();
    let text = format!("列入 {included} 个单位。冻结后开始评分，开始评分以前还可以撤销，评分以后名单不能再调整。");
    let question = Confirm { title: "冻结考核对象名单？", text: &text, verb: "冻结名单", danger: false };
    let answer = question.show(ctx);
    if answer == Some(Answer::Do) {
        cx.submit(Command::FreezeObjects(FreezeObjects { assessment: year.id }));
    }
    answer.is_some()
}

/// Title, where the year stands, and the buttons of its stage.
fn head(ui: &mut Ui, cx: &Cx<'_>, year: &YearOverview) -> Option<Act> {
    let note = format!("{} 年度 · {} · {}", year.year, year.stage.label(), year.scheme_title);
    let refusal = cx.office.refusal(Right::Assess);
    let (act, icon, verb) = match year.stage {
        Stage::Preparing => (Act::Freeze, Icon::Locked, "冻结考核对象名单"),
        Stage::Scoring => (Act::Confirm, Icon::Done, "审定…"),
        Stage::Confirmed => (Act::Correct, Icon::Edit, "更正…"),
    };
    let mut head = PageHead::new("考核").note(&note);
    if year.stage != Stage::Preparing {
        head =
            head.quiet(Act::PrintSheet, Icon::Print, "打印评分表").quiet(Act::PrintRanking, Icon::Print, "打印汇总表");
    }
    let head = match &refusal {
        Some(why) => head.refused(act, icon, verb, why),
        None => head.primary(act, icon, verb),
    };
    head.show(ui)
}
