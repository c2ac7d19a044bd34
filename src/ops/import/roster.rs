//! Rows of grid roles: who a role goes to, and whom they take over from (接替, R127, G25).

use chrono::NaiveDate;

use super::{
    Done,
    book::{Book, Listed},
    cells::Cells,
    people, terms,
};
use crate::{
    domain::{
        date::chinese,
        grid::Level,
        import::{ImportKind, Row, clean},
        roster::{Binding, DutyHolder, Role},
    },
    ops::{
        OpFault, OpResult, Tx,
        roster::{self, AssignDuty, EndDuty, SucceedDuty},
    },
    store::{DutyRow, GridRow, PersonRow},
};

/// What stands in 「接替」 when nobody is followed.
const ADDED: [&str; 4] = ["新增", "增加", "增补", "无"];

/// What stands in 「接替」 when those of the file follow those who leave, one after the other.
const IN_ORDER: [&str; 3] = ["按顺序", "依次", "顺序"];

/// The role of a row; `None` when the row names none.
///
/// # Errors
/// A word that is no role.
pub(super) fn role_of(cells: &Cells<'_>) -> OpResult<Option<Role>> {
    let text = cells.name("role");
    if text.is_empty() {
        return Ok(terms::role_in_post(&cells.name("post")));
    }
    match Role::from_label(text.strip_prefix("网格").filter(|_| text != "网格员").unwrap_or(&text)) {
        Some(role) => Ok(Some(role)),
        None => {
            let roles = Role::ALL.map(Role::label).join("、");
            Err(OpFault::field("role", format!("没有「{text}」这项网格职责，可选：{roles}")))
        }
    }
}

/// The lowest grid that the row names.
pub(super) fn grid_of(book: &Book, cells: &Cells<'_>, day: NaiveDate) -> OpResult<GridRow> {
    let mut above: Vec<String> = Vec::new();
    let mut found = None;
    for field in ["town", "grid", "group"] {
        let text = cells.name(field);
        if !text.is_empty() {
            let row = book.grid(field, &text, &above, day)?;
            above = vec![clean::joined(&row.facts.name)];
            found = Some(row);
        }
    }
    if found.is_none() && !cells.name("unit").is_empty() && cells.kind == ImportKind::Incumbencies {
        // 「撖家塔村 监督人」 in the columns of unit and post.
        found = Some(book.grid("unit", &cells.name("unit"), &[], day)?);
    }
    found.ok_or_else(|| OpFault::field("grid", "请填写网格：哪个镇（街道）、村（社区）或小组"))
}

/// Notes whom the file names for which role, so that one row knows of the others.
pub(super) fn note_listed(tx: &Tx<'_>, book: &mut Book, kind: ImportKind, rows: &[Row]) {
    for row in rows {
        let cells = Cells::new(kind, row);
        let Ok(Some(role)) = role_of(&cells) else { continue };
        let leaves =
            cells.has("until") || (kind == ImportKind::Incumbencies && !matches!(cells.is_leaving(), Ok(false)));
        let Ok(Some(day)) = cells.day("from", tx.today) else { continue };
        if role.binding() == Binding::Post || leaves {
            continue;
        }
        if let Ok(grid) = grid_of(book, &cells, day) {
            let listed =
                Listed { name: cells.name("person"), before: cells.name("before"), title: cells.name("title") };
            book.listed.entry((grid.id, role)).or_default().push(listed);
        }
    }
}

/// A row of 网格职责.
pub(super) fn duty(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    cells.needed("role")?;
    let Some(role) = role_of(cells)? else { return Err(OpFault::field("role", "请填写网格职责")) };
    if role.binding() == Binding::Person {
        return hand_over(tx, book, cells, role);
    }
    let from = cells.needed_day("from", tx.today)?;
    let grid = grid_of(book, cells, from)?;
    let title = cells.name("post");
    if title.is_empty() {
        let message = format!("{}的{}随行政职务走，请填写职务", grid.level.label(), role.label());
        return Err(OpFault::field("post", message));
    }
    let unit = cells.name("unit");
    let post = book.post(if unit.is_empty() { &grid.facts.name } else { &unit }, &title, from)?;
    settle(tx, cells, &grid, role, DutyHolder::Post(post.id), from)
}

/// A role of persons: given, taken over or ended.
pub(super) fn hand_over(tx: &mut Tx<'_>, book: &mut Book, cells: &Cells<'_>, role: Role) -> OpResult<Done> {
    people::one_name(cells)?;
    let from = cells.needed_day("from", tx.today)?;
    let grid = grid_of(book, cells, from)?;
    if !role.exists_at(grid.level) {
        if let Some(fault) = left_blank(cells, role, grid.level) {
            return Err(fault);
        }
        let roles: Vec<_> = Role::at(grid.level).iter().map(|role| role.label()).collect();
        let message = format!(
            "「{}」是{}，没有「{}」这项职责，可选：{}{}",
            grid.facts.name,
            grid.level.label(),
            role.label(),
            roles.join("、"),
            if role == Role::GridMember { "；网格员请写明村民小组" } else { "" }
        );
        return Err(OpFault::field("role", message));
    }
    let leaving = cells.kind == ImportKind::Incumbencies && cells.is_leaving()?;
    let person = people::meant(tx, book, cells, !leaving)?;
    if leaving {
        return end(tx, cells, &grid, role, DutyHolder::Person(person.id), from);
    }
    settle_person(tx, book, cells, &grid, role, &person, from)
}

/// A row that names what lies above and leaves the cell of the place itself blank, as below a cell that was not merged.
fn left_blank(cells: &Cells<'_>, role: Role, level: Level) -> Option<OpFault> {
    let (field, place) = match level {
        Level::Town if role != Role::GridMember => ("grid", "村（社区）"),
        Level::Town | Level::Village if role == Role::GridMember => ("group", "村民小组（片区）"),
        _ => return None,
    };
    let message = format!(
        "请填写{}在哪个{place}，这一行没有写；几行是同一个{place}时，每行都写上，或在对应各列时选「空白同上一行」",
        role.label()
    );
    (!cells.has(field)).then(|| OpFault::field(field, message))
}

fn settle_person(
    tx: &mut Tx<'_>,
    book: &Book,
    cells: &Cells<'_>,
    grid: &GridRow,
    role: Role,
    person: &PersonRow,
    from: NaiveDate,
) -> OpResult<Done> {
    let holders: Vec<DutyRow> =
        tx.store.duties_of_grid(grid.id, from)?.into_iter().filter(|row| row.duty.role == role).collect();
    if holders.iter().any(|row| row.duty.holder == DutyHolder::Person(person.id)) || cells.has("until") {
        return settle(tx, cells, grid, role, DutyHolder::Person(person.id), from);
    }
    match before(book, cells, grid, role, &holders)? {
        None => settle(tx, cells, grid, role, DutyHolder::Person(person.id), from),
        Some(old) => {
            let (title, document) = (cells.text("title"), cells.text("document"));
            let said =
                roster::succeed(tx, SucceedDuty { duty: old.duty.id, person: person.id, title, from, document })?;
            Ok(Done::changed(said))
        }
    }
}

/// Whose work the person takes over: who is written, or who alone can be meant.
fn before<'r>(
    book: &Book,
    cells: &Cells<'_>,
    grid: &GridRow,
    role: Role,
    holders: &'r [DutyRow],
) -> OpResult<Option<&'r DutyRow>> {
    let name_of = |row: &DutyRow| clean::name(row.person_name.as_deref().unwrap_or_default());
    let written = cells.name("before");
    if ADDED.contains(&written.as_str()) {
        return Ok(None);
    }
    let in_order = IN_ORDER.contains(&written.as_str());
    let known = || holders.iter().map(name_of).collect::<Vec<_>>().join("、");
    if !written.is_empty() && !in_order {
        let found = holders.iter().find(|row| name_of(row) == written);
        return found.map(Some).ok_or_else(|| {
            let now =
                if holders.is_empty() { "现在空缺，请留空".to_owned() } else { format!("现为{}", known()) };
            OpFault::field("before", format!("{written}不是{}{}（{now}）", grid.facts.name, role.label()))
        });
    }
    let listed = book.listed.get(&(grid.id, role)).map_or(&[][..], Vec::as_slice);
    let stays = |name: &str| listed.iter().any(|other| other.name == name || other.before == name);
    let leaving: Vec<&DutyRow> = holders.iter().filter(|row| !stays(&name_of(row))).collect();
    let new = |other: &&Listed| {
        (other.before.is_empty() || in_order) && !holders.iter().any(|row| name_of(row) == other.name)
    };
    let arriving = listed.iter().filter(new).count();
    // The 身份 says whose place it is, where one leaves in it and one comes (G25).
    let title = cells.name("title");
    let in_place = |row: &&&DutyRow| !title.is_empty() && clean::name(&row.duty.title) == title;
    let places: Vec<&DutyRow> = leaving.iter().filter(in_place).copied().collect();
    let comers = listed.iter().filter(new).filter(|other| other.title == title).count();
    match leaving.as_slice() {
        [first, ..] if in_order => Ok(Some(first)),
        [_, _, ..] if places.len() == 1 && comers == 1 => Ok(Some(places[0])),
        [] if holders.is_empty() || role.several(grid.level) => Ok(None),
        [one] if !role.several(grid.level) || arriving == 1 => Ok(Some(one)),
        _ => {
            let message = format!(
                "{}现有{}{}，看不出接替谁：请在「接替」栏写姓名，增加一人写「新增」，按先后依次接替写「按顺序」（各行都依次接替时，可把「接替」设为每行相同）",
                grid.facts.name,
                role.label(),
                known()
            );
            Err(OpFault::field("before", message))
        }
    }
}

/// Gives the role unless the holder has it; ends it where the row says so.
fn settle(
    tx: &mut Tx<'_>,
    cells: &Cells<'_>,
    grid: &GridRow,
    role: Role,
    holder: DutyHolder,
    from: NaiveDate,
) -> OpResult<Done> {
    let until = cells.day("until", tx.today)?;
    let known = tx
        .store
        .duty_history_of_grid(grid.id)?
        .into_iter()
        .find(|row| row.duty.role == role && row.duty.holder == holder && row.duty.period.contains(from));
    if let Some(until) = until {
        if let Some(row) = known.as_ref().filter(|row| row.duty.period.until == Some(until)) {
            return Ok(Done::same(since(row, from)));
        }
        if known.is_none() {
            let message = format!("{}还没有登记为{}，不能登记结束，请先登记起始", cells.spoken(), role.label());
            return Err(OpFault::field("until", message));
        }
        return end(tx, cells, grid, role, holder, until);
    }
    if let Some(row) = known {
        return Ok(Done::same(since(&row, from)));
    }
    let title = if matches!(holder, DutyHolder::Person(_)) { cells.text("title") } else { String::new() };
    let document = cells.text("document");
    let said = roster::assign(tx, AssignDuty { grid: grid.id, role, holder, title, from, document })?;
    Ok(Done::new(said))
}

fn since(row: &DutyRow, from: NaiveDate) -> String {
    if row.duty.period.from == from {
        String::new()
    } else {
        format!("自{}起已担任，没有改动", chinese(row.duty.period.from))
    }
}

/// Ends the holder's role on a day.
fn end(
    tx: &mut Tx<'_>,
    cells: &Cells<'_>,
    grid: &GridRow,
    role: Role,
    holder: DutyHolder,
    on: NaiveDate,
) -> OpResult<Done> {
    let all = tx.store.duty_history_of_grid(grid.id)?;
    let mut own = all.into_iter().filter(|row| row.duty.role == role && row.duty.holder == holder).collect::<Vec<_>>();
    if own.iter().any(|row| row.duty.period.until == Some(on)) {
        return Ok(Done::same(""));
    }
    own.retain(|row| row.duty.period.reaches(on));
    match own.pop() {
        Some(row) => Ok(Done::changed(roster::end(tx, EndDuty { duty: row.duty.id, on })?)),
        None => {
            let message = format!("{}在{}不是{}{}，请核对", cells.spoken(), chinese(on), grid.facts.name, role.label());
            Err(OpFault::field("person", message))
        }
    }
}
