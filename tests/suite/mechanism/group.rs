//! 领导小组 with dated members (R096).

use gengbao::{
    domain::{
        id::{GridId, LeadingGroupId, LeadingMemberId, PersonId, PostId},
        leading_group::{NAME, Part, Seat},
    },
    ops::{
        Command, OpFault,
        mechanism::{
            AddLeadingGroup, AddLeadingMember, DeleteLeadingGroup, DeleteLeadingMember, EditLeadingGroup,
            EditLeadingMember, LeadingGroup, LeadingMember,
        },
        office::ClosePost,
        query::mechanism::{MemberState, group_sheet, groups},
    },
};

use super::{Ledgers, scan};
use crate::support::{World, day, fault_of, today};

fn group(grid: GridId) -> LeadingGroup {
    LeadingGroup {
        grid,
        name: String::new(),
        document: "罕政发〔2024〕2号".into(),
        from: day(2024, 2, 1),
        until: None,
        note: String::new(),
    }
}

fn found(world: &mut World, grid: GridId) -> LeadingGroupId {
    LeadingGroupId(world.make(Command::AddLeadingGroup(AddLeadingGroup { facts: group(grid), files: vec![] })))
}

fn seat(part: Part, seat: Seat) -> LeadingMember {
    LeadingMember { part, seat, title: String::new(), from: None, until: None }
}

fn add(leading_group: LeadingGroupId, facts: LeadingMember) -> Command {
    Command::AddLeadingMember(AddLeadingMember { leading_group, facts })
}

#[test]
fn every_group_command_keeps_the_contract() {
    let Ledgers { mut world, hantai, mayor, secretary, .. } = Ledgers::new();
    let outcome =
        world.contract(Command::AddLeadingGroup(AddLeadingGroup { facts: group(hantai), files: vec![scan(1)] }));
    assert_eq!(outcome.title, format!("成立领导小组：罕台镇 {NAME}（2024年2月1日起）"));
    let id = LeadingGroupId(outcome.made[0]);
    let outcome = world.contract(add(id, seat(Part::Leader, Seat::Post(mayor))));
    assert_eq!(outcome.title, "加入领导小组：组长 罕台镇人民政府镇长");
    let member =
        LeadingMember { title: "撖家塔村党支部书记".into(), ..seat(Part::Member, Seat::Person(secretary)) };
    let outcome = world.contract(add(id, member.clone()));
    let leading_member = LeadingMemberId(outcome.made[0]);
    let leaves = LeadingMember { until: Some(day(2025, 1, 1)), ..member };
    let outcome = world.contract(Command::EditLeadingMember(EditLeadingMember { leading_member, facts: leaves }));
    assert_eq!(outcome.title, "退出领导小组：陈七（2025年1月1日起）");
    world.contract(Command::DeleteLeadingMember(DeleteLeadingMember { leading_member }));
    let ended = LeadingGroup { until: Some(day(2025, 6, 1)), ..group(hantai) };
    let outcome = world.contract(Command::EditLeadingGroup(EditLeadingGroup { leading_group: id, facts: ended }));
    assert!(outcome.title.starts_with("撤销领导小组："), "{}", outcome.title);
    let past = groups(&world.ws, today()).unwrap().groups.swap_remove(0);
    assert_eq!((past.in_force, past.members.len()), (false, 1), "who sat in it on its last day");
    let outcome = world.contract(Command::DeleteLeadingGroup(DeleteLeadingGroup { leading_group: id }));
    assert!(outcome.title.ends_with("及其成员 1 名"), "{}", outcome.title);
}

#[test]
fn seats_of_posts_follow_the_incumbent_and_persons_who_left_office_are_shown() {
    let Ledgers { mut world, hantai, mayor, district_mayor, .. } = Ledgers::new();
    let id = found(&mut world, hantai);
    let former = gengbao::ops::query::lookup::person(&world.ws, "李㛃", today()).unwrap();
    world.run(add(id, LeadingMember { title: "罕台镇镇长".into(), ..seat(Part::Member, Seat::Person(former)) }));
    world.run(add(id, seat(Part::Leader, Seat::Post(mayor))));
    let members = |on| groups(&world.ws, on).unwrap().groups.swap_remove(0).members;
    let shown = |on| -> Vec<(Part, String, MemberState)> {
        members(on).into_iter().map(|member| (member.part, member.name, member.state)).collect()
    };
    assert_eq!(
        shown(day(2025, 2, 28)),
        [(Part::Leader, "李㛃".into(), MemberState::Sits), (Part::Member, "李㛃".into(), MemberState::Sits)]
    );
    assert_eq!(
        shown(day(2025, 3, 1)),
        [(Part::Leader, "王𠮷".into(), MemberState::Sits), (Part::Member, "李㛃".into(), MemberState::LeftOffice)]
    );
    let sheet = group_sheet(&world.ws, id, today()).unwrap();
    assert_eq!(sheet.title.replace('\n', ""), format!("罕台镇{NAME}成员名单"));
    assert_eq!(sheet.rows[0], ["1", "组长", "王𠮷", "罕台镇人民政府镇长", "2024年2月1日", ""]);
    assert_eq!(sheet.rows[1], ["2", "成员", "李㛃", "罕台镇镇长", "2024年2月1日", "已离任"]);
    assert!(group_sheet(&world.ws, id, day(2024, 1, 31)).is_err(), "not founded yet");
    // A vacant post and one that is no more.
    world.run(add(id, seat(Part::Member, Seat::Post(district_mayor))));
    let term = world.running_term(district_mayor);
    world.run(Command::EndIncumbency(gengbao::ops::office::EndIncumbency {
        incumbency: term,
        on: day(2025, 5, 1),
        document: String::new(),
    }));
    assert_eq!(groups(&world.ws, today()).unwrap().groups[0].members[2].state, MemberState::Vacant);
    let duty = gengbao::ops::query::posts::detail(&world.ws, district_mayor, today()).unwrap().duties[0].duty;
    world.run(Command::EndDuty(gengbao::ops::roster::EndDuty { duty, on: day(2025, 5, 1) }));
    world.run(Command::ClosePost(ClosePost { post: district_mayor, on: day(2025, 6, 1) }));
    assert_eq!(groups(&world.ws, today()).unwrap().groups[0].members[2].state, MemberState::Abolished);
}

#[test]
fn what_cannot_stand_is_refused_on_its_field() {
    let Ledgers { mut world, hantai, village, mayor, secretary, .. } = Ledgers::new();
    let id = found(&mut world, hantai);
    let again = |facts| Command::AddLeadingGroup(AddLeadingGroup { facts, files: vec![] });
    assert!(fault_of(&world.refuse(again(group(hantai))), "name").contains("已有同名的领导小组"));
    assert!(fault_of(&world.refuse(again(group(village))), "grid").contains("请选择一级网格或二级网格"));
    let backwards = LeadingGroup { until: Some(day(2024, 1, 1)), ..group(hantai) };
    assert!(fault_of(&world.refuse(again(backwards)), "until").contains("应在起始日期之后"));
    world.run(add(id, seat(Part::Leader, Seat::Post(mayor))));
    assert!(fault_of(&world.refuse(add(id, seat(Part::Leader, Seat::Post(mayor)))), "seat").contains("已经是组长"));
    world.run(add(id, seat(Part::OfficeDirector, Seat::Post(mayor))));
    let early = LeadingMember { from: Some(day(2024, 1, 1)), ..seat(Part::Member, Seat::Person(secretary)) };
    assert!(fault_of(&world.refuse(add(id, early)), "from").contains("2024年2月1日起"));
    let unit = gengbao::ops::query::lookup::unit(&world.ws, "罕台镇人民政府", today()).unwrap();
    let closed = world.post(unit, "副镇长");
    world.run(Command::ClosePost(ClosePost { post: closed, on: day(2024, 1, 15) }));
    assert!(fault_of(&world.refuse(add(id, seat(Part::Member, Seat::Post(closed)))), "seat").contains("存续时间"));
    let cut = |from, until| {
        let facts = LeadingGroup { from, until, ..group(hantai) };
        Command::EditLeadingGroup(EditLeadingGroup { leading_group: id, facts })
    };
    assert!(fault_of(&world.refuse(cut(day(2024, 3, 1), None)), "from").contains("成员的起始日期早于"));
    let (group_id, member) = (LeadingGroupId(9), LeadingMemberId(9));
    for command in [
        add(group_id, seat(Part::Member, Seat::Person(secretary))),
        add(id, seat(Part::Member, Seat::Person(PersonId(9)))),
        add(id, seat(Part::Member, Seat::Post(PostId(9)))),
        Command::EditLeadingGroup(EditLeadingGroup { leading_group: group_id, facts: group(hantai) }),
        Command::DeleteLeadingGroup(DeleteLeadingGroup { leading_group: group_id }),
        Command::EditLeadingMember(EditLeadingMember {
            leading_member: member,
            facts: seat(Part::Member, Seat::Person(secretary)),
        }),
        Command::DeleteLeadingMember(DeleteLeadingMember { leading_member: member }),
    ] {
        assert!(matches!(world.refuse(command), OpFault::NotFound { .. }));
    }
}

#[test]
fn the_missing_are_the_district_and_the_towns_without_one() {
    let Ledgers { mut world, hantai, .. } = Ledgers::new();
    found(&mut world, hantai);
    let names =
        |on| -> Vec<String> { groups(&world.ws, on).unwrap().missing.into_iter().map(|(_, name)| name).collect() };
    assert_eq!(names(today()), ["东胜区", "铜川镇", "民族街道"]);
    assert_eq!(names(day(2024, 1, 31)), ["东胜区", "罕台镇", "铜川镇", "民族街道"]);
}

impl World {
    /// The running term of a post.
    fn running_term(&self, post: PostId) -> gengbao::domain::id::IncumbencyId {
        gengbao::ops::query::posts::detail(&self.ws, post, today()).unwrap().terms[0].incumbency
    }
}
