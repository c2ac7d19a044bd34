//! One clue in the drawer: what is known, a sketch of its outline, the answer with its evidence, what can be done.

use egui::{CornerRadius, Pos2, Rect, RichText, Sense, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use super::{
    forms::AnswerForm,
    list::{Wish, tone},
};
use crate::{
    domain::{
        clue::{Answer, Clue, ClueState, dictionary, dictionary::kind_words},
        date::chinese,
        desk::Right,
        id::ClueId,
        point::Point,
    },
    ops::{
        OpResult,
        query::clue::{self, ClueDetail},
    },
    session::{
        Loaded, Ticket,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::{
            entry::{Entry, fact},
            patrols::{files::size_words, ledger::trouble, thumbs},
        },
        theme::{self, Tone},
        widgets::{button, chip::chip, drawer::Drawer, fact::fact_with, link, page::section},
    },
};

/// Height of the sketch.
const SKETCH: f32 = 132.0;

/// The drawer of a clue.
pub struct Detail {
    id: ClueId,
    loaded: Loaded<ClueId, OpResult<Shown>>,
    opening: Option<Ticket<Result<(), String>>>,
}

struct Shown {
    detail: ClueDetail,
    /// Where the files lie.
    paths: Vec<Option<std::path::PathBuf>>,
}

/// What came of showing it.
pub enum Ended {
    Closed,
    Answer(Box<dyn Entry>),
    Wish(Wish),
}

impl Detail {
    pub fn new(id: ClueId) -> Self {
        Self { id, loaded: Loaded::default(), opening: None }
    }

    pub fn invalidate(&mut self) {
        self.loaded.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) -> Option<Ended> {
        cx.load(&mut self.loaded, self.id, |ws, id| {
            let detail = clue::detail(ws, id)?;
            let paths = detail.files.iter().map(|file| ws.file_path(&file.digest)).collect();
            Ok(Shown { detail, paths })
        });
        if let Some(Ok(Err(why))) = self.opening.as_ref().and_then(Ticket::poll) {
            self.opening = None;
            cx.say(Tone::Warning, why);
        }
        let shown = match self.loaded.shown() {
            Some(Ok(shown)) => Some(shown),
            Some(Err(fault)) => {
                let out = Drawer::new("图斑详情", "图斑").show(ui, |ui| trouble(ui, &fault.notice()), |_| {});
                return out.closed.then_some(Ended::Closed);
            }
            None => None,
        };
        let title =
            shown.map_or_else(|| "图斑".to_owned(), |shown| format!("图斑 {}", shown.detail.line.row.clue.number));
        let record = cx.office.refusal(Right::Record);
        let (mut ended, mut opened, mut pressed) = (None, None, None);
        let out = Drawer::new("图斑详情", &title).show(
            ui,
            |ui| match shown {
                None => drop(ui.label("正在载入")),
                Some(shown) => opened = body(ui, cx, shown),
            },
            |ui| {
                let Some(shown) = shown else { return };
                pressed = foot(ui, &shown.detail, why, record.as_deref());
            },
        );
        if let (Some(press), Some(shown)) = (pressed, shown) {
            let line = &shown.detail.line;
            let one = vec![line.row.id];
            match press {
                Press::Answer => ended = Some(Ended::Answer(Box::new(AnswerForm::new(line, cx.office.today)))),
                Press::Confirm => ended = Some(Ended::Wish(Wish::Confirm(one))),
                Press::Return => ended = Some(Ended::Wish(Wish::Return(one))),
                Press::Print => cx.preview(SheetRequest { sheet: Sheet::ClueCheck(line.row.id), as_of: cx.as_of }),
            }
        }
        if let (Some(place), Some(shown)) = (opened, shown)
            && let (Some(file), Some(path)) = (shown.detail.files.get(place), shown.paths.get(place))
        {
            match path {
                Some(path) => {
                    self.opening = Some(thumbs::open(ui.ctx(), path.clone(), file.name.clone(), &file.digest));
                }
                None => {
                    cx.say(Tone::Warning, format!("附件「{}」不在工作区的 files 文件夹里，请从备份中找回", file.name))
                }
            }
        }
        ended.or(out.closed.then_some(Ended::Closed))
    }
}

/// What was pressed at the foot.
#[derive(Clone, Copy)]
enum Press {
    Answer,
    Confirm,
    Return,
    Print,
}

fn foot(ui: &mut Ui, detail: &ClueDetail, why: Option<&str>, record: Option<&str>) -> Option<Press> {
    let mut pressed = None;
    let row = &detail.line.row;
    ui.horizontal_wrapped(|ui| {
        let state = match row.state {
            ClueState::Confirmed => Some("已审核，不能再改；确需更正的先退回重核"),
            ClueState::Unassigned => Some("还没有分发，请先分发到镇（街道）或村（社区）"),
            _ => None,
        };
        if ui.add(button::primary("回复…").icon(Icon::Edit).refused(record.or(state))).clicked() {
            pressed = Some(Press::Answer);
        }
        let settled = matches!(row.state, ClueState::Answered | ClueState::Confirmed);
        let confirm = match row.state {
            ClueState::Answered => None,
            ClueState::Confirmed => Some("已经审核"),
            _ => Some("还没有核查结果"),
        };
        if ui.add(button::quiet("审核…").icon(Icon::Done).refused(why.or(confirm))).clicked() {
            pressed = Some(Press::Confirm);
        }
        let back = (!settled).then_some("还没有回复，不需要退回");
        if ui.add(button::quiet("退回…").icon(Icon::Undo).refused(why.or(back))).clicked() {
            pressed = Some(Press::Return);
        }
        if ui.add(button::icon(Icon::Print, "打印核查表")).clicked() {
            pressed = Some(Press::Print);
        }
    });
    pressed
}

/// Everything about it; answers the file to be opened.
fn body(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown) -> Option<usize> {
    let detail = &shown.detail;
    let (row, clue) = (&detail.line.row, &detail.line.row.clue);
    let quiet = theme::palette(ui).quiet;
    ui.horizontal_wrapped(|ui| {
        chip(ui, tone(row.state), row.state.label());
        if detail.line.overdue {
            chip(ui, Tone::Danger, "逾期");
        }
    });
    ui.label(RichText::new(&dictionary::dictionary().lead_note).text_style(TextStyle::Small).color(quiet));
    sketch(ui, clue);
    fact(ui, "图斑类型", &kind_words(&clue.kind));
    if let Some(area) = clue.area {
        fact(ui, "图斑面积", &format!("{area} 平方米（{} 亩）", area.mu().grouped()));
    }
    let place = format!("{}{}", detail.line.town_name, detail.line.grid_name);
    fact_with(ui, "核查单位", |ui| match row.grid {
        Some(grid) => {
            if link::body_link(ui, &place).clicked() {
                cx.go(Route::Grids(Some(grid)));
            }
        }
        None => drop(ui.label("未分发")),
    });
    fact(ui, "原坐落", &format!("{}{}", clue.town, clue.village));
    fact(ui, "坐落代码", &clue.code);
    fact(ui, "地类变化", &clue::cell(&detail.line, 0, "class"));
    fact(ui, "影像时间", &clue.imaged);
    fact(ui, "完成期限", &chinese(detail.line.due_on));
    fact(ui, "备注", &clue.description);
    if let Some(answer) = &row.answer {
        section(ui, "核查结果");
        answered(ui, cx, answer, detail);
    }
    if !detail.returns.is_empty() {
        section(ui, "退回重核");
        for back in &detail.returns {
            fact(ui, &chinese(back.on), &format!("{}（{}）", back.reason, back.by));
        }
    }
    let mut opened = None;
    section(ui, &format!("举证附件（{}）", detail.files.len()));
    for (place, file) in detail.files.iter().enumerate() {
        ui.push_id(file.scan.0, |ui| {
            ui.horizontal(|ui| {
                ui.label(Icon::Document.text(16.0).color(quiet));
                ui.add(egui::Label::new(&file.name).truncate());
                ui.label(RichText::new(size_words(file.size)).small().color(quiet));
                if ui.add(button::bare("打开")).clicked() {
                    opened = Some(place);
                }
            });
        });
    }
    opened
}

fn answered(ui: &mut Ui, cx: &mut Cx<'_>, answer: &Answer, detail: &ClueDetail) {
    let row = &detail.line.row;
    fact(ui, "核查结果", &answer.words());
    fact(ui, "核查日期", &chinese(answer.on));
    fact(ui, "核查人", &detail.line.by);
    fact(ui, "批准备案文号", &answer.paper);
    fact(ui, "批准备案日期", &answer.paper_on.map(chinese).unwrap_or_default());
    fact(ui, "转送部门", &answer.sent_to);
    fact(ui, "转送日期", &answer.sent_on.map(chinese).unwrap_or_default());
    let flags: Vec<_> =
        answer.flags.iter().filter_map(|flag| dictionary::flag(flag)).map(|flag| flag.name.as_str()).collect();
    fact(ui, "违法情形", &flags.join("、"));
    if let Some(seen) = answer.patrol_found {
        fact(ui, "动态巡查已发现", if seen { "是" } else { "否" });
    }
    fact(ui, "情况说明", &answer.text);
    if let Some(problem) = row.problem {
        fact_with(ui, "问题", |ui| {
            if link::body_link(ui, "查看登记的问题").clicked() {
                cx.go(Route::Problems(Some(problem)));
            }
        });
    }
    if let Some(on) = row.confirmed_on {
        fact(ui, "审核确认", &format!("{} {}", chinese(on), row.confirmed_by));
    }
}

/// The outline, or the point, with the north up; for recognising, not for measuring.
fn sketch(ui: &mut Ui, clue: &Clue) {
    let Some(centre) = clue.centre() else { return };
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), SKETCH), Sense::hover());
    ui.painter().rect(
        rect,
        CornerRadius::same(theme::CORNER),
        colours.ground,
        Stroke::new(1.0, colours.line),
        StrokeKind::Inside,
    );
    match clue.outline.bounds() {
        Some(bounds) => {
            let place = fitted(rect.shrink(16.0), bounds);
            for ring in &clue.outline.0 {
                let points: Vec<Pos2> = ring.iter().map(|point| place(*point)).collect();
                ui.painter().add(egui::Shape::closed_line(points, Stroke::new(2.0, colours.primary_text)));
            }
        }
        None => {
            ui.painter().circle_filled(rect.center(), 5.0, colours.primary_text);
            ui.painter().circle_stroke(rect.center(), 10.0, Stroke::new(1.0, colours.primary_text));
        }
    }
    let small = TextStyle::Small.resolve(ui.style());
    let corner = rect.right_top() + vec2(-8.0, 6.0);
    ui.painter().text(corner, egui::Align2::RIGHT_TOP, "北↑", small, colours.quiet);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "图斑示意图"));
    ui.add_space(6.0);
    fact(ui, "中心位置", &centre.chinese());
}

/// Where a point of these bounds stands in a rectangle, as wide as high on the ground.
fn fitted(rect: Rect, (low, high): (Point, Point)) -> impl Fn(Point) -> Pos2 {
    let shrink = low.degrees().1.to_radians().cos() as f32;
    let width = ((high.lon - low.lon) as f32 * shrink).max(1.0);
    let height = ((high.lat - low.lat) as f32).max(1.0);
    let scale = (rect.width() / width).min(rect.height() / height);
    move |point| {
        let right = ((point.lon - low.lon) as f32 * shrink - width / 2.0) * scale;
        let up = ((point.lat - low.lat) as f32 - height / 2.0) * scale;
        pos2(rect.center().x + right, rect.center().y - up)
    }
}
