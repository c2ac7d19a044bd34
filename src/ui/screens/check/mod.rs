//! 体系检查: what the check of the grid system found as of 截至, with the way to where each finding is put right.

mod tiles;

use std::{cell, collections::BTreeMap};

use chrono::NaiveDate;
use egui::{CursorIcon, Rect, Role, Sense, Ui, WidgetInfo};

use self::tiles::Chosen;
use crate::{
    domain::{
        check::{Place, Reach, Severity},
        date,
        id::GridId,
    },
    ops::{
        Changes, OpResult, Workspace,
        query::check::{self as query, CheckReport, FindingLine},
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::views::{GridView, grid_views},
        theme::{self, Tone},
        widgets::{
            chip::Chip,
            choice::{choice, segments},
            empty::Empty,
            form::Slot,
            page::{PageHead, filter_bar},
            paint,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// Tables behind the check.
const TABLES: &[&str] = &[
    "grid",
    "grid_version",
    "unit",
    "post",
    "person",
    "incumbency",
    "duty",
    "charge",
    "pairing",
    "filing",
    "filing_deadline",
];

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    chosen: Chosen,
    /// The town or street, or the district itself.
    town: Option<Town>,
}

/// A town or street; `None` stands for the district itself.
type Town = Option<GridId>;

/// The report with the rows of the list.
struct Shown {
    report: CheckReport,
    towns: Vec<(Town, String)>,
    rows: Vec<Row>,
    places: Vec<Option<Place>>,
}

#[derive(Default)]
pub struct Check {
    reach: Reach,
    filter: Filter,
    table: TableState,
    shown: Loaded<(NaiveDate, Reach, Filter), OpResult<Shown>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Print,
}

impl Check {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let note = format!("截至{}", date::chinese(cx.as_of));
        let head = PageHead::new("网格").note(&note).primary(Deed::Print, Icon::Print, "打印检查证明");
        if head.show(ui) == Some(Deed::Print) {
            cx.preview(SheetRequest { sheet: Sheet::Certificate(self.reach), as_of: cx.as_of });
        }
        grid_views(ui, cx, GridView::Check, None);
        cx.load(&mut self.shown, (cx.as_of, self.reach, self.filter.clone()), |ws, (day, reach, filter)| {
            read(ws, day, reach, &filter)
        });
        match self.shown.shown() {
            None => {
                Empty::new(Icon::Clock, "正在检查", "请稍候").show(ui);
            }
            Some(Err(fault)) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
            }
            Some(Ok(shown)) if shown.report.is_empty() => {
                let hint = "请在网格列表新设网格；如果网格是后来设立的，请把上方的截至日期往后改";
                Empty::new(Icon::Grids, "这一天还没有网格，没有可以检查的内容", hint).show(ui);
            }
            Some(Ok(shown)) => {
                tiles::show(ui, &shown.report, &mut self.filter.chosen);
                bar(ui, shown, &mut self.reach, &mut self.filter);
                if let Some(place) = list(ui, cx, shown, &mut self.table, &mut self.filter) {
                    cx.go(route(place));
                }
            }
        }
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.shown.invalidate();
        }
    }
}

fn read(ws: &Workspace, day: NaiveDate, reach: Reach, filter: &Filter) -> OpResult<Shown> {
    let report = query::check(ws, day, reach)?;
    let mut towns: BTreeMap<Town, String> = BTreeMap::new();
    let mut order: Vec<Town> = Vec::new();
    for line in &report.findings {
        if towns.insert(line.town, line.town_name.clone()).is_none() {
            order.push(line.town);
        }
    }
    order.sort_by_key(Option::is_some); // the district itself first
    let towns = order.into_iter().filter_map(|town| Some((town, towns.remove(&town)?))).collect();
    let wanted = |line: &&FindingLine| {
        filter.chosen.holds(line.kind, line.severity) && filter.town.is_none_or(|town| town == line.town)
    };
    let found: Vec<&FindingLine> = report.findings.iter().filter(wanted).collect();
    let row = |(place, line): (usize, &&FindingLine)| {
        let before = place.checked_sub(1).map(|before| found[before]);
        self::row(place as i64, line, before)
    };
    let rows = found.iter().enumerate().map(row).collect();
    let places = found.iter().map(|line| line.place).collect();
    Ok(Shown { rows, places, towns, report })
}

/// A kind and a town that also stand in the row above are quiet, so that the groups are seen.
fn row(id: i64, line: &FindingLine, before: Option<&FindingLine>) -> Row {
    let (tone, word) = (tone(line.severity), line.severity.label());
    let kind = line.kind.label().to_owned();
    let again = before.filter(|before| before.kind == line.kind);
    let town_again = again.is_some_and(|before| before.town == line.town);
    let cells = vec![
        Chip::new(tone, word).into(),
        if again.is_some() { Cell::Quiet(kind) } else { Cell::Strong(kind) },
        if town_again { Cell::Quiet(line.town_name.clone()) } else { Cell::Text(line.town_name.clone()) },
        Cell::Text(line.subject.strip_prefix(&format!("{}/", line.town_name)).unwrap_or(&line.subject).to_owned()),
        Cell::Custom(if line.place.is_some() { GO.to_owned() } else { String::new() }),
        Cell::Text(line.words.clone()),
    ];
    Row { id, cells }
}

const GO: &str = "去办理";

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Missing => Tone::Danger,
        Severity::Doubt => Tone::Warning,
    }
}

fn bar(ui: &mut Ui, shown: &Shown, reach: &mut Reach, filter: &mut Filter) {
    filter_bar(ui, |ui| {
        let all = [(None, "全部镇街".to_owned())].into_iter();
        let towns: Vec<(Option<Town>, String)> =
            all.chain(shown.towns.iter().map(|(town, name)| (Some(*town), name.clone()))).collect();
        let values: Vec<Option<Town>> = towns.iter().map(|(town, _)| *town).collect();
        let word = |town: &Option<Town>| {
            towns.iter().find(|(known, _)| known == town).map_or("全部镇街", |(_, name)| name.as_str())
        };
        let mut chosen = Some(filter.town);
        choice(ui, &Slot::alone("check_town", "按镇街筛选", 180.0), &mut chosen, &values, word, "全部镇街");
        filter.town = chosen.flatten();
        ui.add_space(theme::GAP);
        ui.label("空档、重叠查");
        segments(ui, reach, &Reach::ALL, |reach| reach.label());
        let since = format!("从{}起", date::chinese(shown.report.since));
        ui.label(egui::RichText::new(since).small().color(theme::palette(ui).quiet));
    });
}

/// The findings; answers where the person wants to go.
fn list(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown, table: &mut TableState, filter: &mut Filter) -> Option<Place> {
    let columns = [
        Column::new("severity", "类别", 78.0).unsorted(),
        Column::new("kind", "问题", 108.0).unsorted(),
        Column::new("town", "镇（街道）", 108.0).unsorted(),
        Column::new("subject", "网格或职务", 132.0).unsorted(),
        Column::new("go", "办理", 68.0).unsorted(),
        Column::new("words", "情况", 380.0).unsorted(),
    ];
    let sound = shown.report.findings.is_empty();
    let empty = if sound {
        Empty::new(Icon::Done, "全部符合，没有发现问题", "可以打印检查证明，作为考核 1.1、1.2、3.4 项的材料")
    } else {
        Empty::new(Icon::Filter, "没有符合筛选条件的问题", "请换一项检查或镇街").action("清除筛选")
    };
    let gone: cell::Cell<Option<i64>> = cell::Cell::new(None);
    let list = Table::new("check", "检查发现的问题", &columns).single().total(shown.rows.len()).empty(empty).custom(
        |ui, rect, row, _| {
            if go(ui, rect, row) {
                gone.set(Some(row.id));
            }
        },
    );
    cx.keep_widths("check", table, ui);
    let out = list.show(ui, table, |index| shown.rows.get(index));
    if out.empty_pressed {
        *filter = Filter::default();
    }
    let wanted = gone.get().or(out.opened)?;
    shown.places.get(usize::try_from(wanted).ok()?).copied().flatten()
}

/// 「去办理」 in a row, pressed like a link.
fn go(ui: &mut Ui, rect: Rect, row: &Row) -> bool {
    if !row.cells.iter().any(|cell| matches!(cell, Cell::Custom(words) if words == GO)) {
        return false;
    }
    let colours = theme::palette(ui);
    let galley = paint::line(ui, GO, paint::body(ui), colours.primary_text, rect.width());
    let width = galley.size().x;
    let spot = Rect::from_min_size(rect.min, egui::vec2(width, rect.height()));
    let response = ui.interact(spot, ui.scope_id().with(("去办理", row.id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, GO));
    paint::at_left(ui, rect, rect.left(), galley);
    if response.hovered() || response.has_focus() {
        let line = egui::Stroke::new(1.0, colours.primary_text);
        ui.painter().hline(spot.x_range(), rect.center().y + 9.0, line);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn route(place: Place) -> Route {
    match place {
        Place::Grid(grid) => Route::Grids(Some(grid)),
        Place::Post(post) => Route::Posts(Some(post)),
        Place::Charges => Route::Charges(None),
        Place::Mechanisms => Route::Mechanisms,
    }
}
