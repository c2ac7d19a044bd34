//! 群众举报: received, checked, answered, rewarded; who reported it is sealed, and every look is on record.

use gengbao::{
    domain::{
        id::{GridId, LookId, PersonId, TipId},
        tip::{Channel, Identity, Tip, TipState, TipVerdict},
    },
    ops::{
        Command, OpFault,
        office::SetSetting,
        query::{
            history,
            tip::{TipQuery, detail, identity, rewards, tips},
        },
        tip::{AnswerTip, EditTip, OpenIdentity, ReceiveTip, RewardTip, SealIdentity, VerifyTip},
    },
};

use crate::support::{World, day, fault_of, in_use, today};

const SECRET: &str = "举报人甲某";

fn tip(grid: GridId) -> Tip {
    Tip {
        received_on: day(2025, 3, 5),
        received_at: None,
        channel: Channel::Phone,
        order_number: String::new(),
        grid: Some(grid),
        group: None,
        spot: "渠东".into(),
        kind: None,
        content: "有人在田里取土".into(),
        anonymous: false,
        note: String::new(),
    }
}

fn reporter() -> Identity {
    Identity { name: SECRET.into(), phone: "0477-0000000".into(), ..Identity::default() }
}

/// A district with a village, somebody who checks, and one tip whose reporter is sealed.
fn told() -> (World, GridId, PersonId, TipId) {
    let mut world = World::new();
    let village = world.district().village;
    let checker = world.person("核查员某");
    let receive = ReceiveTip { tip: tip(village), reporter: Some(reporter()), files: vec![] };
    let outcome = world.contract(Command::ReceiveTip(receive));
    assert_eq!(outcome.title, "登记举报2025-001");
    (world, village, checker, TipId(outcome.made[0]))
}

fn verify(id: TipId, by: PersonId, verdict: TipVerdict) -> VerifyTip {
    VerifyTip {
        id,
        on: day(2025, 3, 7),
        by,
        verdict,
        text: "现场有新土坑".into(),
        document: String::new(),
        files: vec![],
    }
}

fn reward(id: TipId) -> RewardTip {
    RewardTip { id, amount: "200".parse().unwrap(), on: day(2025, 4, 1), paid_on: None, note: String::new() }
}

#[test]
fn a_tip_goes_from_the_call_to_the_answer() {
    let (mut world, village, checker, id) = told();
    let answer = AnswerTip { id, on: day(2025, 3, 10), way: "电话".into(), text: "已处理".into() };
    let early = world.refuse(Command::AnswerTip(answer.clone()));
    assert!(fault_of(&early, "on").contains("先登记核查情况"));
    let edit = EditTip { id, tip: Tip { spot: "渠西".into(), ..tip(village) } };
    assert_eq!(world.contract(Command::EditTip(edit)).title, "修改举报2025-001");
    let outcome = world.contract(Command::VerifyTip(verify(id, checker, TipVerdict::True)));
    assert_eq!(outcome.title, "核查举报2025-001：属实");
    assert!(outcome.warnings.iter().any(|warning| warning.contains("还没有登记为问题")));
    assert_eq!(world.contract(Command::AnswerTip(answer)).title, "答复举报2025-001");
    let detail = detail(&world.ws, id).unwrap();
    assert_eq!((detail.line.state, detail.line.place.as_str()), (TipState::Answered, "罕台镇撖家塔村 渠西"));
    assert_eq!((detail.verifier.as_str(), detail.sealed), ("核查员某", true));
    let again = world.refuse(Command::VerifyTip(verify(id, checker, TipVerdict::Untrue)));
    assert!(fault_of(&again, "verdict").contains("已于2025年3月10日答复"));
}

#[test]
fn who_reported_it_is_nowhere_but_behind_a_look() {
    let (mut world, _, _, id) = told();
    let entries = history::page(&world.ws, "", None, 100).unwrap();
    for op in entries.rows {
        let words = format!("{op:?}{:?}", history::detail(&world.ws, op.op, 100).unwrap());
        assert!(!words.contains(SECRET) && !words.contains("0477-0000000"), "{words}");
    }
    assert!(!format!("{:?}", detail(&world.ws, id).unwrap()).contains(SECRET));
    let nameless = world.refuse(Command::OpenIdentity(OpenIdentity { id, reason: " ".into() }));
    assert!(fault_of(&nameless, "reason").contains("每次查看都会记录"));
    let outcome = world.run(Command::OpenIdentity(OpenIdentity { id, reason: "回访核实".into() }));
    assert_eq!(outcome.title, "查看举报2025-001的举报人");
    let look = LookId(outcome.made[0]);
    assert_eq!(identity(&world.ws, look).unwrap(), reporter());
    let looks = detail(&world.ws, id).unwrap().looks.unwrap();
    assert_eq!(looks.len(), 2, "written once, read once");
    assert_eq!((looks[0].operator.as_str(), looks[0].reason.as_str()), ("测试员", "回访核实"));
    assert!(matches!(world.ws.undo(), Err(OpFault::Refused(_))), "a look cannot be unmade");
    let written = looks[1].id;
    assert!(identity(&world.ws, written).is_err(), "what was written is no look");
    world.ws.sign_in("镇录入").unwrap();
    assert!(matches!(identity(&world.ws, look), Err(OpFault::Refused(_))));
    assert!(matches!(
        world.ws.apply(Command::OpenIdentity(OpenIdentity { id, reason: "看看".into() })),
        Err(OpFault::Refused(_))
    ));
    assert_eq!(detail(&world.ws, id).unwrap().looks, None);
}

#[test]
fn an_anonymous_tip_has_nobody_until_somebody_steps_forward() {
    let mut world = World::new();
    let village = world.district().village;
    let facts = Tip { anonymous: true, ..tip(village) };
    let both = ReceiveTip { tip: facts.clone(), reporter: Some(reporter()), files: vec![] };
    assert!(fault_of(&world.refuse(Command::ReceiveTip(both)), "anonymous").contains("取消“匿名”"));
    let id = TipId(world.make(Command::ReceiveTip(ReceiveTip { tip: facts, reporter: None, files: vec![] })));
    let nobody = world.refuse(Command::OpenIdentity(OpenIdentity { id, reason: "回访".into() }));
    assert!(fault_of(&nobody, "reason").contains("没有登记举报人"));
    let seal = SealIdentity { id, reporter: reporter(), reason: "本人来访补充".into() };
    assert_eq!(world.run(Command::SealIdentity(seal.clone())).title, "补登举报2025-001的举报人");
    assert!(!detail(&world.ws, id).unwrap().line.row.tip.anonymous);
    assert!(in_use(&world.refuse(Command::SealIdentity(seal))).contains("不能覆盖"));
}

#[test]
fn nothing_is_rewarded_without_a_scheme_and_a_true_report() {
    let (mut world, _, checker, id) = told();
    let off = world.refuse(Command::RewardTip(reward(id)));
    assert!(off.notice().title.contains("有奖举报办法文号"), "{}", off.notice().title);
    world.run(Command::SetSetting(SetSetting {
        key: "reward_scheme".into(), value: "东政办发〔2025〕示例1号".into()
    }));
    assert!(fault_of(&world.refuse(Command::RewardTip(reward(id))), "amount").contains("核查属实"));
    world.run(Command::VerifyTip(verify(id, checker, TipVerdict::True)));
    let outcome = world.contract(Command::RewardTip(reward(id)));
    assert_eq!(outcome.title, "登记举报奖励JL2025-001：200.00元");
    let paid = RewardTip { paid_on: Some(day(2025, 3, 1)), ..reward(id) };
    assert!(fault_of(&world.refuse(Command::RewardTip(paid)), "paid_on").contains("早于奖励日期"));
    world.contract(Command::RewardTip(RewardTip { paid_on: Some(day(2025, 4, 20)), ..reward(id) }));
    let ledger = rewards(&world.ws).unwrap();
    assert_eq!((ledger.len(), ledger[0].code.as_str(), ledger[0].paid_on), (1, "JL2025-001", Some(day(2025, 4, 20))));
    let untrue = world.refuse(Command::VerifyTip(verify(id, checker, TipVerdict::Untrue)));
    assert!(fault_of(&untrue, "verdict").contains("先撤销奖励"));
}

#[test]
fn what_cannot_stand_is_refused_by_field() {
    let (mut world, village, checker, id) = told();
    let receive = |tip: Tip| Command::ReceiveTip(ReceiveTip { tip, reporter: None, files: vec![] });
    let later = today().succ_opt().unwrap();
    assert!(
        fault_of(&world.refuse(receive(Tip { received_on: later, ..tip(village) })), "received_on")
            .contains("今天之后")
    );
    let hotline = Tip { channel: Channel::Hotline, ..tip(village) };
    assert!(fault_of(&world.refuse(receive(hotline)), "order_number").contains("工单号"));
    let long = Tip { content: "长".repeat(10_000_000 / 3), ..tip(village) };
    assert!(fault_of(&world.refuse(receive(long)), "content").contains("举报内容"));
    let nowhere = Tip { grid: Some(GridId(7)), ..tip(village) };
    assert!(matches!(world.refuse(receive(nowhere)), OpFault::NotFound { .. }));
    let early = VerifyTip { on: day(2025, 3, 1), ..verify(id, checker, TipVerdict::True) };
    assert!(fault_of(&world.refuse(Command::VerifyTip(early)), "on").contains("早于收到日期2025年3月5日"));
    let wordless = VerifyTip { text: " ".into(), ..verify(id, checker, TipVerdict::True) };
    assert!(fault_of(&world.refuse(Command::VerifyTip(wordless)), "text").contains("核查情况"));
}

#[test]
fn the_list_is_asked_by_state_place_and_words() {
    let (mut world, village, checker, id) = told();
    let second = Tip { content: "撂荒".into(), received_on: day(2025, 5, 1), grid: None, ..tip(village) };
    world.run(Command::ReceiveTip(ReceiveTip { tip: second, reporter: None, files: vec![] }));
    world.run(Command::VerifyTip(verify(id, checker, TipVerdict::Untrue)));
    let found = |query: TipQuery| -> Vec<String> {
        tips(&world.ws, &query).unwrap().into_iter().map(|line| line.row.number).collect()
    };
    let all = TipQuery::default;
    assert_eq!(found(all()), ["2025-002", "2025-001"]);
    assert_eq!(found(TipQuery { state: Some(TipState::Verified), ..all() }), ["2025-001"]);
    assert_eq!(found(TipQuery { grid: Some(village), ..all() }), ["2025-001"]);
    assert_eq!(found(TipQuery { text: "撂荒".into(), ..all() }), ["2025-002"]);
    assert_eq!(found(TipQuery { to: Some(day(2025, 4, 1)), ..all() }), ["2025-001"]);
    assert_eq!(found(TipQuery { text: SECRET.into(), ..all() }), Vec::<String>::new());
}
