//! One row of a file of clues, read by field into a clue; every fault names its field and says what stands in the cell.

use crate::{
    domain::{
        area::{Area, SquareMetres},
        clue::{Clue, NUMBER_MAX, Outline},
        fault::Faults,
        import::{Row, clean},
        point::Point,
        text,
    },
    ops::OpResult,
};

/// What stands in a cell, tidied.
pub(super) fn cell(row: &Row, field: &str) -> String {
    row.values.get(field).map(|text| clean::cell(text)).unwrap_or_default()
}

/// 东胜区 with a wide margin: a point outside is not refused, but looked at (standards §1).
const NEAR_LON: std::ops::RangeInclusive<f64> = 108.5..=111.0;
const NEAR_LAT: std::ops::RangeInclusive<f64> = 39.2..=40.5;

/// The clue of a row, and what a person should look at.
pub(super) fn clue(row: &Row) -> OpResult<(Clue, Vec<String>)> {
    let mut faults = Faults::default();
    let mut line = |field: &'static str, label: &str, max: usize| {
        faults.take(field, text::line(label, &cell(row, field), max)).unwrap_or_default()
    };
    let mut clue = Clue {
        number: line("number", "图斑编号", NUMBER_MAX),
        kind: line("kind", "图斑类型", NUMBER_MAX),
        town: line("town", "镇（街道）", text::NAME_MAX),
        village: line("village", "村（社区）", text::NAME_MAX),
        code: line("code", "坐落单位代码", NUMBER_MAX),
        class_before: line("class_before", "前地类", text::NAME_MAX),
        class_after: line("class_after", "后地类", text::NAME_MAX),
        imaged: line("imaged", "影像时间", NUMBER_MAX),
        description: line("description", "备注", text::LINE_MAX),
        ..Clue::default()
    };
    if clue.number.is_empty() {
        faults.add("number", "请填写图斑编号：没有编号的图斑不能分发和回复");
    }
    clue.area = area(row, &mut faults);
    clue.point = point(row, &mut faults);
    let outline = row.values.get("outline").map_or("", String::as_str);
    match Outline::read(outline) {
        Some(read) => clue.outline = read,
        None => faults.add("outline", "图斑边界读不懂：请从原来的 GeoJSON 或 shapefile 文件导入，不要改动这一栏"),
    }
    let notes = notes(&clue);
    Ok(faults.or((clue, notes))?)
}

/// The area in 平方米, whichever of the three columns it stands in.
fn area(row: &Row, faults: &mut Faults) -> Option<SquareMetres> {
    let found = ["area", "area_mu", "area_ha"].into_iter().find(|field| !cell(row, field).is_empty())?;
    let typed = cell(row, found);
    let read = match found {
        "area" => SquareMetres::read(&typed),
        "area_ha" => SquareMetres::of_hectares(&typed),
        _ => typed.parse::<Area>().map(SquareMetres::of_mu).map_err(|fault| fault.to_string()),
    };
    let area = faults.take(found, read.map_err(|fault| format!("图斑面积：{fault}")))?;
    if area.0 <= 0 {
        faults.add(found, format!("图斑面积「{typed}」应大于零，请核对"));
        return None;
    }
    Some(area)
}

/// The centre in degrees; both or neither.
fn point(row: &Row, faults: &mut Faults) -> Option<Point> {
    let (lon, lat) = (cell(row, "lon"), cell(row, "lat"));
    if lon.is_empty() && lat.is_empty() {
        return None;
    }
    let mut degrees = |field: &'static str, label: &str, typed: &str, most: f64| {
        let plain: String = typed.chars().map(text::half_width).filter(|c| !"°EN".contains(*c)).collect();
        let read = plain.trim().parse::<f64>().ok().filter(|value| value.is_finite() && value.abs() <= most);
        faults.take(
            field,
            read.ok_or_else(|| {
                format!("{label}「{typed}」不是度数：请填写 CGCS2000 经纬度，例如 109.987654、39.823456；平面坐标请用 GeoJSON 或 shapefile 导入")
            }),
        )
    };
    let lon = degrees("lon", "经度", &lon, 180.0);
    let lat = degrees("lat", "纬度", &lat, 90.0);
    Point::of_degrees(lon?, lat?)
}

fn notes(clue: &Clue) -> Vec<String> {
    let mut notes = Vec::new();
    if clue.area.is_none() {
        notes.push("没有面积".to_owned());
    }
    if let Some((lon, lat)) = clue.centre().map(Point::degrees)
        && !(NEAR_LON.contains(&lon) && NEAR_LAT.contains(&lat))
    {
        notes.push(format!("位置 {lon:.4}°E，{lat:.4}°N 不在本区附近，请核对坐标系和经纬度是否颠倒"));
    }
    notes
}
