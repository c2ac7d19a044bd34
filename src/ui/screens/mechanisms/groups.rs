//! 领导小组 with its members, and who has none.

use egui::{Align, Label, Layout, RichText, Ui};

use super::{
    Deleting, Wish, closes,
    forms::{GroupForm, MemberForm},
    listing::{Asked, Found, Listing, Look},
    shelf::Shelf,
};
use crate::{
    domain::{
        desk::Right,
        id::GridId,
        leading_group::{LINE, Part, Seat},
        scan::ScanOwner,
    },
    ops::{
        Command, OpResult, Workspace,
        mechanism::{DeleteLeadingGroup, DeleteLeadingMember},
        query::mechanism::{GroupLine, MemberLine, MemberState, groups},
    },
    session::sheet::Sheet,
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::entry::fact,
        theme::{self, Tone},
        widgets::{
            button,
            chip::{Chip, chip},
            drawer::Drawer,
            link::body_link,
            page::section,
            table::{Cell, Column, Row},
        },
    },
};

const LOOK: Look<Line> = Look {
    key: "leading_groups",
    name: "领导小组",
    search: "查找单位、名称或成员",
    parts: &[],
    choices: &["全部", "有离任或空缺", "未成立"],
    columns,
    read,
    empty: ("还没有登记领导小组", "用「登记领导小组」登记区、镇（街道）成立领导小组的文件，再加入成员"),
    clauses: &[LINE],
};

/// A group, or that a grid has none.
pub enum Line {
    Known(Box<GroupLine>),
    Missing(GridId, String),
}

#[derive(Default)]
pub struct Groups(Listing<Line>);

fn columns() -> Vec<Column> {
    vec![
        Column::new("grid", "单位", 120.0).unsorted(),
        Column::new("state", "状态", 150.0).unsorted(),
        Column::new("name", "名称", 250.0).unsorted(),
        Column::new("document", "成立文件", 150.0).unsorted(),
        Column::new("leader", "组长", 90.0).unsorted(),
        Column::new("deputies", "副组长", 160.0).unsorted(),
        Column::new("members", "成员数", 70.0).figures().unsorted(),
    ]
}

fn read(ws: &Workspace, asked: &Asked) -> OpResult<Found<Line>> {
    let book = groups(ws, asked.day)?;
    let running = book.groups.iter().filter(|group| group.in_force);
    let stale: usize = running.clone().map(GroupLine::stale).sum();
    let summary = format!("已成立 {} 个，未成立 {} 个；成员离任或空缺 {stale} 名", running.count(), book.missing.len());
    let known = book.groups.into_iter().filter(|group| {
        let mut words = vec![group.grid_name.as_str(), group.name.as_str(), group.document.as_str()];
        words.extend(group.members.iter().map(|member| member.name.as_str()));
        let fits = match asked.choice {
            1 => group.in_force && group.stale() > 0,
            choice => choice == 0,
        };
        fits && asked.finds(&words)
    });
    let missing = book.missing.into_iter().filter(|(_, name)| asked.choice != 1 && asked.finds(&[name]));
    let lines: Vec<Line> = known
        .map(|group| Line::Known(Box::new(group)))
        .chain(missing.map(|(grid, name)| Line::Missing(grid, name)))
        .collect();
    Ok(Found { rows: lines.iter().zip(1..).map(|(line, place)| row(line, place)).collect(), lines, summary })
}

fn row(line: &Line, place: i64) -> Row {
    match line {
        Line::Known(group) => Row {
            id: group.id.0,
            cells: vec![
                Cell::Strong(group.grid_name.clone()),
                Cell::Chips(state_chips(group)),
                group.name.clone().into(),
                Cell::Quiet(group.document.clone()),
                group.names(Part::Leader).into(),
                group.names(Part::DeputyLeader).into(),
                group.members.len().to_string().into(),
            ],
        },
        Line::Missing(_, name) => Row {
            id: -place,
            cells: vec![
                Cell::Strong(name.clone()),
                Chip::new(Tone::Danger, "未成立").into(),
                "".into(),
                "".into(),
                "".into(),
                "".into(),
                "".into(),
            ],
        },
    }
}

fn state_chips(group: &GroupLine) -> Vec<Chip> {
    let mut chips = vec![match group.in_force {
        true => Chip::new(Tone::Good, "在运行"),
        false => Chip::new(Tone::Neutral, "已撤销"),
    }];
    if group.in_force && group.stale() > 0 {
        chips.push(Chip::new(Tone::Warning, format!("{} 名待更新", group.stale())));
    }
    chips
}

impl Groups {
    pub fn open(&mut self, id: i64) {
        self.0.open(id);
    }

    pub fn refresh(&mut self) {
        self.0.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shelf: &mut Shelf, free: bool) -> Option<Wish> {
        let wish = if free { self.record(ui, cx, shelf) } else { None };
        self.0.show(ui, cx, &LOOK);
        wish
    }

    fn record(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shelf: &mut Shelf) -> Option<Wish> {
        let why = cx.office.refusal(Right::Manage);
        let why = why.as_deref();
        let today = cx.office.today;
        let (mut wish, mut foot) = (None, None);
        let out = match self.0.opened()? {
            Line::Missing(grid, name) => Drawer::new("领导小组", name).show(
                ui,
                |ui| {
                    chip(ui, Tone::Danger, "未成立");
                    ui.label("还没有登记领导小组");
                },
                |ui| {
                    if ui.add(button::quiet("登记领导小组…").icon(Icon::Add).refused(why)).clicked() {
                        foot = Some(Wish::Fill(Box::new(GroupForm::new(today).of_grid(*grid, name))));
                    }
                },
            ),
            Line::Known(group) => Drawer::new("领导小组", &group.grid_name).show(
                ui,
                |ui| {
                    facts(ui, group);
                    wish = members(ui, cx, group, why);
                    shelf.show(ui, cx, ScanOwner::LeadingGroup(group.id), why);
                },
                |ui| foot = deeds(ui, group, why),
            ),
        };
        if closes(ui, out.closed) {
            self.0.close();
        }
        foot.or(wish)
    }
}

fn facts(ui: &mut Ui, group: &GroupLine) {
    ui.horizontal(|ui| {
        for one in state_chips(group) {
            chip(ui, one.tone, &one.word);
        }
    });
    ui.add_space(4.0);
    fact(ui, "名称", &group.name);
    fact(ui, "成立文件", &group.document);
    fact(ui, "存续", &group.period.chinese());
    fact(ui, "备注", &group.note);
}

fn members(ui: &mut Ui, cx: &mut Cx<'_>, group: &GroupLine, why: Option<&str>) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal(|ui| {
        section(ui, &format!("成员（{}）", group.members.len()));
        ui.with_layout(Layout::right_to_left(Align::Max), |ui| {
            if ui.add(button::bare("加入成员…").icon(Icon::Add).refused(why)).clicked() {
                wish = Some(Wish::Fill(Box::new(MemberForm::new(group))));
            }
        });
    });
    if group.members.is_empty() {
        let text = "还没有成员；按职务加入的成员，职务换人时自动更新";
        ui.add(Label::new(RichText::new(text).color(theme::palette(ui).quiet)).wrap());
    }
    for member in &group.members {
        ui.push_id(member.id.0, |ui| wish = one(ui, cx, group, member, why).or(wish.take()));
    }
    wish
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, group: &GroupLine, member: &MemberLine, why: Option<&str>) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new(member.part.label()).text_style(theme::text::strong()));
        if !member.name.is_empty() && body_link(ui, &member.name).clicked() {
            cx.go(match member.seat {
                Seat::Post(post) => Route::Posts(Some(post)),
                Seat::Person(person) => Route::People(Some(person)),
            });
        }
        if member.state != MemberState::Sits {
            let tone = if member.state == MemberState::Vacant { Tone::Danger } else { Tone::Warning };
            chip(ui, tone, member.state.label());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(button::icon(Icon::Delete, "删除成员").refused(why)).clicked() {
                wish = Some(Wish::Delete(Deleting {
                    title: format!("删除{} {}？", member.part.label(), member.name),
                    text: "登记错的才删除；退出领导小组请用「修改」填写退出日期。删除后可以撤销。",
                    command: Box::new(Command::DeleteLeadingMember(DeleteLeadingMember { leading_member: member.id })),
                }));
            }
            if ui.add(button::icon(Icon::Edit, "修改成员").refused(why)).clicked() {
                wish = Some(Wish::Fill(Box::new(MemberForm::edit(group, member))));
            }
        });
    });
    let about = [member.post.clone(), member.period.chinese()];
    let about: Vec<_> = about.iter().filter(|words| !words.is_empty()).map(String::as_str).collect();
    ui.add(Label::new(RichText::new(about.join(" · ")).small().color(theme::palette(ui).quiet)).wrap());
    ui.add_space(4.0);
    wish
}

fn deeds(ui: &mut Ui, group: &GroupLine, why: Option<&str>) -> Option<Wish> {
    if ui.add(button::quiet("成员名单").icon(Icon::Print)).clicked() {
        return Some(Wish::Print(Sheet::Group(group.id)));
    }
    if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why)).clicked() {
        return Some(Wish::Fill(Box::new(GroupForm::edit(group))));
    }
    if ui.add(button::quiet("删除…").icon(Icon::Delete).refused(why)).clicked() {
        return Some(Wish::Delete(Deleting {
            title: format!("删除{}的领导小组？", group.grid_name),
            text: "成员和扫描件一起去掉；领导小组撤销请用「修改」填写撤销日期。删除后可以撤销。",
            command: Box::new(Command::DeleteLeadingGroup(DeleteLeadingGroup { leading_group: group.id })),
        }));
    }
    None
}
