//! A month to pick a day from, Monday first.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use egui::{
    Align, Color32, CornerRadius, CursorIcon, Layout, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::{button, paint};
use crate::{
    domain::date,
    ui::{icon::Icon, theme},
};

const CELL: f32 = 34.0;
const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// 「星期四」.
pub fn weekday(day: NaiveDate) -> String {
    format!("星期{}", DAYS[day.weekday().num_days_from_monday() as usize])
}

/// Shows the month of `month` and lets it be turned; answers the day that was pressed.
pub fn calendar(ui: &mut Ui, month: &mut NaiveDate, chosen: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
    ui.set_width(7.0 * CELL);
    head(ui, month);
    week_names(ui);
    let mut picked = None;
    let mut day = first_shown(*month);
    for _ in 0..6 {
        ui.horizontal(|ui| {
            for _ in 0..7 {
                let look = Look { here: same_month(day, *month), chosen: chosen == Some(day), today: day == today };
                if cell(ui, day, look).clicked() {
                    picked = Some(day);
                }
                day = day + Days::new(1);
            }
        });
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if ui.add(button::bare("今天")).clicked() {
            picked = Some(today);
        }
        ui.label(egui::RichText::new(date::chinese(today)).small().color(theme::palette(ui).quiet));
    });
    picked
}

fn head(ui: &mut Ui, month: &mut NaiveDate) {
    ui.horizontal(|ui| {
        turn(ui, month, Icon::FirstYear, "上一年", -12);
        turn(ui, month, Icon::Previous, "上个月", -1);
        let title = format!("{}年{}月", month.year(), month.month());
        let (rect, response) =
            ui.allocate_exact_size(vec2(7.0 * CELL - 4.0 * theme::CONTROL, theme::CONTROL), Sense::hover());
        paint::centred(ui, rect, paint::line(ui, &title, paint::strong(ui), theme::palette(ui).text, rect.width()));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &title));
        turn(ui, month, Icon::Next, "下个月", 1);
        turn(ui, month, Icon::LastYear, "下一年", 12);
    });
}

fn turn(ui: &mut Ui, month: &mut NaiveDate, icon: Icon, name: &str, by: i32) {
    if ui.add(button::icon(icon, name)).clicked() {
        let months = Months::new(by.unsigned_abs());
        let turned = if by < 0 { month.checked_sub_months(months) } else { month.checked_add_months(months) };
        *month = turned.filter(|day| (1949..=2100).contains(&day.year())).unwrap_or(*month);
    }
}

fn week_names(ui: &mut Ui) {
    ui.horizontal(|ui| {
        for name in DAYS {
            let (rect, _) = ui.allocate_exact_size(vec2(CELL, 22.0), Sense::hover());
            paint::centred(ui, rect, paint::line(ui, name, paint::small(ui), theme::palette(ui).quiet, CELL));
        }
    });
}

/// The Monday on or before the first of the month.
fn first_shown(month: NaiveDate) -> NaiveDate {
    month.with_day(1).unwrap_or(month).week(Weekday::Mon).first_day()
}

fn same_month(day: NaiveDate, month: NaiveDate) -> bool {
    (day.year(), day.month()) == (month.year(), month.month())
}

struct Look {
    /// Belongs to the month that is shown.
    here: bool,
    chosen: bool,
    today: bool,
}

fn cell(ui: &mut Ui, day: NaiveDate, look: Look) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(CELL, 30.0), Sense::click());
    let name = date::chinese(day);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, look.chosen, &name));
    let colours = theme::palette(ui);
    let spot = rect.shrink2(vec2(2.0, 1.0));
    let (ground, text) = match (look.chosen, response.hovered(), look.here) {
        (true, _, _) => (colours.primary, colours.on_primary),
        (_, true, _) => (colours.neutral_tint, colours.text),
        (_, _, true) => (Color32::TRANSPARENT, colours.text),
        (_, _, false) => (Color32::TRANSPARENT, colours.quiet.gamma_multiply(0.6)),
    };
    let edge = if look.today { Stroke::new(1.0, colours.primary_text) } else { Stroke::NONE };
    ui.painter().rect(spot, CornerRadius::same(theme::CORNER), ground, edge, StrokeKind::Inside);
    paint::centred(ui, rect, paint::line(ui, &day.day().to_string(), paint::body(ui), text, CELL));
    if response.has_focus() {
        paint::focus(ui, spot);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn months_and_years_turn_and_a_day_is_picked() {
        for theme in THEMES {
            let today = day(2026, 3, 7);
            let mut harness =
                themed(theme, (today, None), |ui, (month, picked): &mut (NaiveDate, Option<NaiveDate>)| {
                    *picked = picked.or(calendar(ui, month, None, day(2026, 3, 7)));
                });
            harness.get_by_label("2026年3月");
            harness.get_by_label("上个月").click();
            harness.run();
            harness.get_by_label("下一年").click();
            harness.run();
            harness.get_by_label("2027年2月");
            harness.get_by_label("2027年2月28日").click();
            harness.run();
            assert_eq!(harness.state().1, Some(day(2027, 2, 28)));
        }
    }

    #[test]
    fn weeks_start_on_monday() {
        assert_eq!(first_shown(day(2026, 3, 7)), day(2026, 2, 23));
        assert_eq!(first_shown(day(2026, 6, 1)), day(2026, 6, 1));
        assert_eq!(weekday(day(2026, 3, 5)), "星期四");
    }
}
