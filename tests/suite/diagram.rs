//! What 网格导图 shows as of a day, and the same through the pages, SVG and the command line's request (R047, G29).

use std::time::Instant;

use gengbao::{
    domain::{
        diagram::{Chart, Diagram, DiagramPaper, DiagramRequest, DiagramScope, RoleBox},
        grid::GridKind,
        id::{GridId, IncumbencyId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, OpFault, Workspace, office::EndIncumbency, query::diagram::diagram, sample::SamplePlan,
        workspace::NewWorkspace,
    },
    print::{self, Item, dump::dump},
    session::sheet::{self, Sheet, SheetRequest},
};

use super::support::{World, day, now, today};

fn of(scope: DiagramScope) -> DiagramRequest {
    DiagramRequest { scope, ..DiagramRequest::default() }
}

fn only(diagram: Diagram) -> Chart {
    assert_eq!(diagram.charts.len(), 1);
    diagram.charts.into_iter().next().unwrap()
}

fn chart(world: &World, scope: DiagramScope) -> Chart {
    only(diagram(&world.ws, &of(scope), today()).unwrap())
}

fn said(role: &RoleBox) -> Vec<(Option<&str>, &str)> {
    role.people.iter().map(|seat| (seat.name.as_deref(), seat.post.as_str())).collect()
}

fn cards(chart: &Chart) -> Vec<&str> {
    chart.cards.iter().map(|card| card.name.as_str()).collect()
}

fn grid_called(chart: &Chart, name: &str) -> GridId {
    chart.cards.iter().find(|card| card.name == name).unwrap().grid
}

struct Staffed {
    world: World,
    root: GridId,
    village: GridId,
    /// The time of 区长 in office.
    term: IncumbencyId,
}

/// A district with two deputies, an overseer, and a village with a group.
fn staffed() -> Staffed {
    let (mut world, root) = World::with_units();
    let government = world.unit(UnitKind::District, "区政府", None);
    let farming = world.department("区农牧局", true);
    let (mayor, vice, second) =
        (world.post(government, "区长"), world.post(government, "副区长"), world.post(government, "副区长（城建）"));
    let (head, deputy) = (world.post(farming, "局长"), world.post(farming, "副局长"));
    let term = world.newcomer(mayor, "王𠮷", day(2024, 1, 1));
    for (post, name) in [(vice, "李㛃"), (head, "赵六"), (deputy, "钱七")] {
        world.newcomer(post, name, day(2024, 1, 1));
    }
    world.duty_of(root, Role::ChiefSupervisor, mayor);
    world.duty_of(root, Role::ChiefOverseer, head);
    let (first, _) =
        (world.duty_of(root, Role::DeputySupervisor, vice), world.duty_of(root, Role::DeputySupervisor, second));
    let overseer = world.duty_of(root, Role::DeputyOverseer, deputy);
    let town = world.listed(root, GridKind::Town, "泊尔江海子镇", Some(5));
    world.charge(first, town, day(2024, 1, 1));
    world.pairing(overseer, first, Some(town));
    let village = world.grid(town, GridKind::Village, "海畔村");
    let group = world.grid(village, GridKind::Group, "一社");
    let person = world.person("孙八");
    world.duty(village, Role::Supervisor, DutyHolder::Person(person));
    let member = world.person("周九");
    world.duty(group, Role::GridMember, DutyHolder::Person(member));
    Staffed { world, root, village, term }
}

#[test]
fn level_1_has_its_roles_charges_and_pairings() {
    let Staffed { world, root, .. } = staffed();
    let chart = chart(&world, DiagramScope::Grid(root));
    assert_eq!(chart.title, "东胜区耕地保护一级网格导图");
    assert_eq!(said(chart.heads.chief.as_ref().unwrap()), [(Some("王𠮷"), "区长")]);
    assert_eq!(said(chart.heads.coordinators.as_ref().unwrap()), [(None, "")]);
    assert_eq!(said(chart.heads.chief_overseers.as_ref().unwrap()), [(Some("赵六"), "区农牧局局长")]);
    assert_eq!(said(&chart.leaders[0]), [(Some("李㛃"), "副区长")]);
    assert_eq!(said(&chart.leaders[1]), [(None, "副区长（城建）")], "a vacant post is a place nobody sits in");
    assert_eq!(said(&chart.overseers[0]), [(Some("钱七"), "区农牧局副局长")]);
    assert_eq!(cards(&chart), ["罕台镇", "铜川镇", "民族街道", "泊尔江海子镇", "公园街道"]);
    let line = chart.charges[0];
    assert_eq!((chart.charges.len(), line.leader, line.card), (1, 0, 3));
    let pairing = chart.pairings[0];
    assert_eq!((chart.pairings.len(), pairing.overseer, pairing.leader, pairing.card), (1, 0, 0, Some(3)));
}

#[test]
fn lower_levels_show_the_way_down_to_them() {
    let Staffed { world, root, village, .. } = staffed();
    let town = grid_called(&chart(&world, DiagramScope::Grid(root)), "泊尔江海子镇");
    let of_town = chart(&world, DiagramScope::Grid(town));
    assert_eq!(of_town.title, "泊尔江海子镇耕地保护二级网格导图");
    let above: Vec<_> = of_town.above[0].roles.iter().map(|role| role.role).collect();
    assert_eq!(above, [Role::ChiefSupervisor, Role::DeputySupervisor, Role::DeputyOverseer]);
    assert_eq!(of_town.leaders, [RoleBox::vacant(Role::DeputySupervisor)]);
    assert_eq!(of_town.cards[0].rows[0].people, [Some("周九".to_owned())]);
    let of_village = chart(&world, DiagramScope::Grid(village));
    assert_eq!(said(of_village.heads.chief.as_ref().unwrap()), [(Some("孙八"), "")]);
    assert_eq!((of_village.above.len(), cards(&of_village)), (2, vec!["一社"]));
    let group = of_village.cards[0].grid;
    assert_eq!(chart(&world, DiagramScope::Grid(group)), of_village, "a group is shown with its village");
}

#[test]
fn options_leave_out_what_is_not_wanted() {
    let Staffed { world, .. } = staffed();
    let overview = chart(&world, DiagramScope::Overview);
    assert_eq!((overview.cards.len(), overview.cards[4].note.as_str()), (5, "未列入附件2"));
    assert_eq!(overview.cards[3].rows[0].people, [Some("孙八".to_owned())]);
    let listed = DiagramRequest { listed_only: true, ..of(DiagramScope::Set) };
    let set = diagram(&world.ws, &listed, today()).unwrap();
    assert_eq!(set.charts.len(), 5, "level 1 and four listed grids");
    let town = grid_called(&overview, "泊尔江海子镇");
    let without = DiagramRequest { members: false, ..of(DiagramScope::Grid(town)) };
    assert!(only(diagram(&world.ws, &without, today()).unwrap()).cards[0].rows.is_empty());
}

#[test]
fn earlier_days_keep_their_people_and_days_without_a_district_say_so() {
    let Staffed { mut world, root, term, .. } = staffed();
    world.run(Command::EndIncumbency(EndIncumbency { incumbency: term, on: day(2025, 5, 1), document: String::new() }));
    let chief = |as_of| {
        let chart = only(diagram(&world.ws, &of(DiagramScope::Grid(root)), as_of).unwrap());
        chart.heads.chief.unwrap().people[0].name.clone()
    };
    assert_eq!(chief(day(2025, 4, 30)).as_deref(), Some("王𠮷"));
    assert_eq!(chief(day(2025, 5, 1)), None);
    for scope in [DiagramScope::Overview, DiagramScope::Set, DiagramScope::Grid(root)] {
        let fault = diagram(&world.ws, &of(scope), day(2020, 1, 1)).unwrap_err();
        assert!(matches!(fault, OpFault::NotFound { kind: "网格", .. }), "{fault}");
    }
}

#[test]
fn the_drawing_says_what_the_page_says() {
    let Staffed { world, .. } = staffed();
    let request = SheetRequest { sheet: Sheet::Diagram(of(DiagramScope::Set)), as_of: today() };
    let document = sheet::render(&world.ws, &request).unwrap();
    let files = sheet::svg(&world.ws, &request).unwrap();
    assert_eq!(document.pages.len(), files.len());
    for (page, file) in document.pages.iter().zip(&files) {
        let drawn = std::str::from_utf8(&file.bytes).unwrap();
        for item in &page.items {
            if let Item::Text { text, .. } = item {
                assert!(drawn.contains(&format!("aria-label=\"{text}\"")), "{text} is not drawn");
            }
        }
    }
    assert!(dump(&document).contains("李㛃") && print::text::text(&document).contains("未明确包联"));
}

fn sample() -> Workspace {
    let new = NewWorkspace {
        name: "示范工作区".into(),
        office: "示范办公室".into(),
        operator: "示范管理员".into(),
        sample: true,
    };
    let mut ws = Workspace::in_memory(&new, Box::new(now), 1).unwrap();
    ws.fill_sample(&SamplePlan { patrols: 10, ..SamplePlan::default() }, &mut |_, _| ()).unwrap();
    ws
}

/// The diagram of the whole district on one A3 page is readable: one page, nothing below 5.5 pt, quickly read.
#[test]
fn the_sample_district_stands_on_one_a3_page() {
    let ws = sample();
    let began = Instant::now();
    let read = diagram(&ws, &of(DiagramScope::Overview), today()).unwrap();
    let took = began.elapsed();
    assert!(took.as_millis() < 1000, "{took:?} to read a district, unoptimised");
    let picture = print::diagram::diagram(&read);
    assert_eq!(picture.document.pages.len(), 1);
    let sizes = picture.document.pages[0].items.iter().filter_map(|item| match item {
        Item::Text { size_pt, .. } => Some(*size_pt),
        _ => None,
    });
    assert!(sizes.fold(f32::MAX, f32::min) >= 5.5);
    let a4 = DiagramRequest { paper: DiagramPaper::A4, ..of(DiagramScope::Overview) };
    let pages = print::diagram::diagram(&diagram(&ws, &a4, today()).unwrap()).document.pages.len();
    assert!((2..=3).contains(&pages), "{pages} pages of A4");
}
