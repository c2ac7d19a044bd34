//! A change of office is entered once: from its day on everything follows, before it nothing changes (R116, R122, R127, G25).

use chrono::NaiveDate;
use gengbao::{
    domain::{
        id::{DutyId, GridId, IncumbencyId, PersonId, PostId},
        roster::{DutyHolder, Role, UnitKind},
        sheet::DistrictSheet,
    },
    ops::{
        Command,
        foresight::foresee,
        newcomer::{NameNewcomer, NewcomerChange},
        office::{AddPerson, Appoint, EndIncumbency},
        query::{grid, people, posts, roster, sheets},
        roster::{AddCharge, AddPairing, SucceedDuty},
    },
};

use crate::support::{World, appointment, day, fault_of, today};

/// A deputy who has 罕台镇 under 包联 and an overseer who answers to them.
struct Chain {
    world: World,
    root: GridId,
    hantai: GridId,
    village: GridId,
    deputy: PostId,
    duty: DutyId,
    li: PersonId,
    wang: PersonId,
}

fn chain() -> Chain {
    let mut world = World::new();
    let grids = world.district();
    let government = world.unit(UnitKind::District, "区人民政府", Some(grids.root));
    let bureau = world.unit(UnitKind::Department, "区自然资源分局", None);
    let deputy = world.post(government, "副区长");
    let vice = world.post(bureau, "副局长");
    let (li, wang, chen) = (world.person("李某"), world.person("王某"), world.person("陈某"));
    world.appoint(deputy, li, day(2024, 1, 10));
    world.appoint(vice, chen, day(2024, 1, 10));
    let duty = world.duty(grids.root, Role::DeputySupervisor, DutyHolder::Post(deputy));
    let overseer = world.duty(grids.root, Role::DeputyOverseer, DutyHolder::Post(vice));
    let charge =
        AddCharge { duty, grid: grids.hantai, from: day(2024, 2, 1), document: "区分工〔2024〕1号".into() };
    world.run(Command::AddCharge(charge));
    let pairing = AddPairing { overseer, supervisor: duty, grid: Some(grids.hantai), from: day(2024, 2, 1) };
    world.run(Command::AddPairing(pairing));
    Chain { world, root: grids.root, hantai: grids.hantai, village: grids.village, deputy, duty, li, wang }
}

impl Chain {
    /// Who stands as deputy of the district: on the roster, for 罕台镇 on annex 2, and behind the pairing of the grid page.
    fn shown(&self, on: NaiveDate) -> [String; 3] {
        let ws = &self.world.ws;
        let holders = roster::holders(ws, self.root, Role::DeputySupervisor, on).unwrap();
        let listed = roster::charges_by_grid(ws, self.root, Role::DeputySupervisor, on).unwrap();
        let charged = listed.iter().find(|line| line.grid == self.hantai).unwrap();
        let blocks = grid::detail(ws, self.root, on).unwrap().roles;
        let overseer = blocks.iter().find(|block| block.role == Role::DeputyOverseer).unwrap();
        let said = |holders: &[gengbao::domain::sheet::Holder]| {
            holders.iter().map(|one| one.name.clone().unwrap_or("空缺".into())).collect::<Vec<_>>().join("、")
        };
        let charging: Vec<_> = charged.duties.iter().flat_map(|duty| duty.holders.clone()).collect();
        [said(&holders), said(&charging), overseer.duties[0].pairings[0].other_words.clone()]
    }
}

fn all(name: &str) -> [String; 3] {
    [name.to_owned(), name.to_owned(), format!("{name}（区人民政府副区长）")]
}

fn newcomer(name: &str) -> AddPerson {
    AddPerson { name: name.into(), phone: String::new(), office_phone: String::new(), note: String::new() }
}

#[test]
fn from_the_day_everything_follows_and_before_it_nothing_changes() {
    let mut chain = chain();
    let before: Vec<DistrictSheet> =
        [day(2024, 3, 1), day(2025, 3, 4)].map(|on| sheets::district_sheet(&chain.world.ws, on).unwrap()).into();
    chain.world.contract(Command::Appoint(appointment(chain.deputy, chain.wang, day(2025, 3, 5))));
    assert_eq!(chain.shown(day(2025, 3, 4)), all("李某"));
    assert_eq!(chain.shown(day(2025, 3, 5)), all("王某"));
    for sheet in before {
        assert_eq!(sheets::district_sheet(&chain.world.ws, sheet.frame.as_of).unwrap(), sheet);
    }
    let charge = &people::detail(&chain.world.ws, chain.wang, today()).unwrap().duties[0];
    assert_eq!((charge.charges.as_slice(), charge.period.from), (&["罕台镇".to_owned()][..], day(2025, 3, 5)));
}

#[test]
fn an_appointment_of_a_coming_day_waits_for_it() {
    let mut chain = chain();
    chain.world.run(Command::Appoint(appointment(chain.deputy, chain.wang, day(2026, 1, 1))));
    assert_eq!(chain.shown(today()), all("李某"));
    assert_eq!(chain.shown(day(2026, 1, 1)), all("王某"));
    let zhao = chain.world.person("赵某");
    let before = appointment(chain.deputy, zhao, day(2025, 9, 1));
    let fault = chain.world.refuse(Command::Appoint(before.clone()));
    let message = fault_of(&fault, "from");
    assert!(message.contains("王某自2026年1月1日起任该职务，接任日期应在其后"), "{message}");
    assert!(message.contains("请填写离任日期，且不晚于2026年1月1日"), "{message}");
    let between = Appoint { until: Some(day(2026, 1, 1)), ..before };
    let outcome = chain.world.contract(Command::Appoint(between));
    assert_eq!(outcome.title, "补录 赵某 任区人民政府副区长（2025年9月1日至2025年12月31日），接替 李某");
    assert_eq!(chain.shown(day(2025, 8, 31)), all("李某"));
    assert_eq!(chain.shown(day(2025, 12, 31)), all("赵某"));
    assert_eq!(chain.shown(day(2026, 1, 1)), all("王某"));
}

#[test]
fn a_term_in_the_middle_of_history_takes_over_from_the_one_before() {
    let mut chain = chain();
    chain.world.appoint(chain.deputy, chain.wang, day(2025, 3, 5));
    let zhao = chain.world.person("赵某");
    let middle =
        |from, until| Command::Appoint(Appoint { until: Some(until), ..appointment(chain.deputy, zhao, from) });
    // It would leave a hole in the term it stands in.
    let inside = chain.world.refuse(middle(day(2024, 6, 1), day(2024, 9, 1)));
    assert!(fault_of(&inside, "from").contains("李某的任期是2024年1月10日至2025年3月4日"));
    // It would reach into the next one.
    let across = chain.world.refuse(middle(day(2024, 6, 1), day(2025, 4, 1)));
    assert!(fault_of(&across, "from").contains("王某的任期是2025年3月5日起"));
    chain.world.contract(middle(day(2024, 6, 1), day(2025, 3, 5)));
    assert_eq!(chain.shown(day(2024, 5, 31)), all("李某"));
    assert_eq!(chain.shown(day(2024, 6, 1)), all("赵某"));
    assert_eq!(chain.shown(day(2025, 3, 5)), all("王某"));
}

#[test]
fn a_successor_cannot_come_before_the_predecessor() {
    let mut chain = chain();
    for from in [day(2024, 1, 10), day(2024, 1, 2)] {
        let fault = chain.world.refuse(Command::Appoint(appointment(chain.deputy, chain.wang, from)));
        assert!(fault_of(&fault, "from").contains("李某自2024年1月10日起任该职务，接任日期应在其后"));
    }
    let (zhao, qian) = (chain.world.person("赵某"), chain.world.person("钱某"));
    let duty = chain.world.duty(chain.village, Role::Supervisor, DutyHolder::Person(zhao));
    let succeed =
        SucceedDuty { duty, person: qian, title: String::new(), from: day(2023, 12, 31), document: String::new() };
    let fault = chain.world.refuse(Command::SucceedDuty(succeed));
    assert!(fault_of(&fault, "from").contains("日期应在其后"), "{fault}");
}

#[test]
fn what_somebody_has_by_themselves_does_not_go_with_the_post() {
    let mut chain = chain();
    chain.world.duty(chain.village, Role::Supervisor, DutyHolder::Person(chain.li));
    let outcome = chain.world.run(Command::Appoint(appointment(chain.deputy, chain.wang, day(2025, 3, 5))));
    assert_eq!(
        outcome.warnings,
        ["李某仍担任罕台镇撖家塔村监督人，这类职责不随职务走；如不再担任，请在「网格」页办理接替"]
    );
    let holders = roster::holders(&chain.world.ws, chain.village, Role::Supervisor, today()).unwrap();
    assert_eq!(holders[0].name.as_deref(), Some("李某"));
}

#[test]
fn the_paper_of_a_dismissal_is_kept_beside_that_of_the_appointment() {
    let mut chain = chain();
    let appointed = Appoint {
        document: "东人发〔2025〕2号".into(),
        ..appointment(chain.deputy, chain.wang, day(2025, 3, 5))
    };
    let term = IncumbencyId(chain.world.make(Command::Appoint(appointed)));
    let end =
        |on, document: &str| Command::EndIncumbency(EndIncumbency { incumbency: term, on, document: document.into() });
    chain.world.contract(end(day(2025, 6, 1), "东人发〔2025〕9号"));
    let paper = |chain: &Chain| {
        let terms = posts::detail(&chain.world.ws, chain.deputy, today()).unwrap().terms;
        terms.into_iter().find(|line| line.incumbency == term).unwrap().document
    };
    assert_eq!(paper(&chain), "东人发〔2025〕2号；免职：东人发〔2025〕9号");
    chain.world.run(end(day(2025, 5, 1), "东人发〔2025〕10号"));
    assert_eq!(paper(&chain), "东人发〔2025〕2号；免职：东人发〔2025〕10号");
    let long = "长".repeat(195);
    assert!(fault_of(&chain.world.refuse(end(day(2025, 5, 2), &long)), "document").contains("最多 200 个字"));
    assert_eq!(chain.shown(day(2025, 5, 1)), all("空缺"));
}

#[test]
fn somebody_new_is_named_with_the_change() {
    let mut chain = chain();
    let (deputy, village, li) = (chain.deputy, chain.village, chain.li);
    let appoint = |name: &str| {
        let change =
            NewcomerChange::Appoint { post: deputy, from: day(2025, 3, 5), until: None, document: String::new() };
        Command::NameNewcomer(NameNewcomer { newcomer: newcomer(name), change })
    };
    let fault = chain.world.refuse(appoint(" "));
    assert!(fault_of(&fault, "name").contains("请填写姓名"));
    let outcome = chain.world.contract(appoint("孙某"));
    assert_eq!(outcome.title, "新增人员 孙某，任命 孙某 为区人民政府副区长（2025年3月5日起），接替 李某");
    assert_eq!(chain.shown(day(2025, 3, 5)), all("孙某"));
    let duty = chain.world.duty(village, Role::Supervisor, DutyHolder::Person(li));
    let change =
        NewcomerChange::SucceedDuty { duty, title: "村书记".into(), from: day(2025, 4, 1), document: String::new() };
    let outcome = chain.world.contract(Command::NameNewcomer(NameNewcomer { newcomer: newcomer("周某"), change }));
    assert!(outcome.title.ends_with("周某 接替 李某 任罕台镇撖家塔村监督人（2025年4月1日起）"), "{}", outcome.title);
    let change = NewcomerChange::AssignDuty {
        grid: village,
        role: Role::Overseer,
        title: String::new(),
        from: day(2025, 4, 1),
        document: String::new(),
    };
    chain.world.contract(Command::NameNewcomer(NameNewcomer { newcomer: newcomer("吴某"), change }));
    let json = serde_json::to_value(appoint("郑某")).unwrap();
    assert_eq!((&json["do"], &json["change"]["appoint"]["from"]), (&"name_newcomer".into(), &"2025-03-05".into()));
}

#[test]
fn what_follows_is_known_before_it_is_saved() {
    let mut chain = chain();
    chain.world.duty(chain.village, Role::Supervisor, DutyHolder::Person(chain.li));
    let before = chain.world.ws.fingerprint().unwrap();
    let change = Command::Appoint(appointment(chain.deputy, chain.wang, day(2025, 3, 5)));
    let foreseen = foresee(&mut chain.world.ws, &change).unwrap().unwrap();
    assert_eq!(chain.world.ws.fingerprint().unwrap(), before);
    let leaving = foreseen.leaving.unwrap();
    assert_eq!((leaving.name.as_str(), leaving.since, foreseen.taken_over), ("李某", day(2024, 1, 10), true));
    let [duty] = foreseen.duties.as_slice() else { panic!("{:?}", foreseen.duties) };
    assert_eq!((duty.place.as_str(), duty.role), ("东胜区", Role::DeputySupervisor));
    assert_eq!((duty.charges[0].name.as_str(), duty.charges[0].period.from), ("罕台镇", day(2025, 3, 5)));
    assert_eq!(duty.pairings[0].who, "陈某（区自然资源分局副局长）");
    assert!(foreseen.warnings[0].contains("李某仍担任罕台镇撖家塔村监督人"));
    let dismissal = Command::EndIncumbency(EndIncumbency {
        incumbency: posts::detail(&chain.world.ws, chain.deputy, today()).unwrap().terms[0].incumbency,
        on: day(2025, 3, 5),
        document: String::new(),
    });
    let foreseen = foresee(&mut chain.world.ws, &dismissal).unwrap().unwrap();
    assert_eq!((foreseen.taken_over, foreseen.duties.len()), (false, 1));
    assert!(foreseen.warnings[0].contains("空缺"), "{:?}", foreseen.warnings);
    let early = Command::Appoint(appointment(chain.deputy, chain.wang, day(2024, 1, 1)));
    assert!(foresee(&mut chain.world.ws, &early).is_err());
    assert_eq!(chain.shown(today()), all("李某"));
    let duty = chain.duty;
    let other = Command::AddCharge(AddCharge { duty, grid: chain.hantai, from: today(), document: String::new() });
    assert_eq!(foresee(&mut chain.world.ws, &other).unwrap(), None);
}
