//! The first steps of an office that begins, in order, each with the page it is done on.

use egui::{CornerRadius, CursorIcon, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::{
    ops::query::workbench::Work,
    ui::{
        icon::Icon,
        route::Route,
        theme,
        widgets::{page::card, paint},
    },
};

struct Step {
    done: bool,
    title: &'static str,
    why: &'static str,
    to: Route,
}

/// Whether an office still begins: what patrols need is not there, or nobody has entered one.
pub fn needed(work: &Work, patrols: u64) -> bool {
    !(work.begun.grids && work.begun.duties) || patrols == 0
}

/// Shows what to do first; answers where the step that was pressed leads.
pub fn show(ui: &mut Ui, work: &Work, patrols: u64) -> Option<Route> {
    let steps = [
        Step {
            done: work.begun.grids,
            title: "建立网格",
            why: "区、镇（街道）、村（社区）、小组逐级建立，或在「数据交换」导入附件和表格",
            to: Route::Grids(None),
        },
        Step {
            done: work.begun.duties,
            title: "落实责任人",
            why: "登记人员和职务，把监督人、监管人和网格员落到每个网格；空缺会在这里提醒",
            to: Route::People(None),
        },
        Step {
            done: work.begun.rules,
            title: "规定巡田频次",
            why: "文件把频次留给各地规定；规定以后才有应巡、实巡和巡田率",
            to: Route::Completion,
        },
        Step {
            done: patrols > 0,
            title: "录入巡查",
            why: "整月录入纸质台账，或从照片、轨迹和其他软件的表格导入；发现的问题从巡查立起",
            to: Route::Logbook,
        },
    ];
    let mut go = None;
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.label(RichText::new("从这里开始").text_style(theme::text::section()));
        let quiet = theme::palette(ui).quiet;
        ui.label(RichText::new("做完以下几步，工作台每天会列出到期、逾期和要补的事。").color(quiet));
        ui.add_space(6.0);
        for (place, step) in steps.iter().enumerate() {
            if line(ui, place + 1, step) {
                go = Some(step.to);
            }
        }
    });
    go
}

fn line(ui: &mut Ui, place: usize, step: &Step) -> bool {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    let state = if step.done { "已完成" } else { "去做" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} {state}", step.title)));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(theme::CORNER), colours.hover);
    }
    paint::rule(ui, rect.left_top(), rect.width());
    let mark = egui::Rect::from_center_size(rect.left_center() + vec2(13.0, 0.0), vec2(26.0, 26.0));
    if step.done {
        paint::centred(ui, mark, paint::icon(ui, Icon::Done, 22.0, colours.primary_text));
    } else {
        ui.painter().circle_filled(mark.center(), 11.0, colours.primary_tint);
        let number = paint::line(ui, &place.to_string(), paint::strong(ui), colours.primary_text, 20.0);
        paint::centred(ui, mark, number);
    }
    let ink = if step.done { colours.quiet } else { colours.text };
    paint::at_left(ui, rect, rect.left() + 36.0, paint::line(ui, step.title, paint::strong(ui), ink, 120.0));
    let why = paint::line(ui, step.why, paint::body(ui), colours.quiet, rect.width() - 160.0 - 70.0);
    paint::at_left(ui, rect, rect.left() + 160.0, why);
    let ink = if step.done { colours.quiet } else { colours.primary_text };
    paint::at_right(ui, rect, rect.right(), paint::line(ui, state, paint::body(ui), ink, 60.0));
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
