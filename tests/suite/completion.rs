//! 巡田制度 and 应巡实巡: commands, sums, what is behind them, and how long a year of the district takes (R072, G32).

use chrono::NaiveDate;
use gengbao::{
    domain::{
        desk::Desk,
        grid::{GridKind, Level},
        id::{GridId, PatrolRuleId, PersonId, WaiverId},
        patrol::Patrol,
        patrol_rule::{Months, Per},
        roster::{DutyHolder, Role},
    },
    ops::{
        Command, OpFault, Refusal,
        grid::CorrectGrid,
        office::PutOperator,
        patrol_rule::{
            AddPatrolRule, AddWaiver, AdoptPatrolRules, DeletePatrolRule, DeleteWaiver, EditPatrolRule, EditWaiver,
            EndPatrolRule,
        },
        query::{
            completion::{
                Completion, CompletionAsk, CompletionRow, RowKind, SlotState, completion, rules, sheet, slots, waivers,
            },
            history,
        },
        roster::SucceedDuty,
    },
};

use crate::support::{day, fault_of, fields::Fields, today};

fn members(times: u16, per: Per) -> AddPatrolRule {
    AddPatrolRule {
        level: Level::Group,
        role: Role::GridMember,
        grid: None,
        times: Some(times),
        per: Some(per),
        months: Months::YEAR,
        way: String::new(),
        from: day(2024, 1, 1),
        until: None,
        document: String::new(),
        note: String::new(),
    }
}

fn rule(fields: &mut Fields, facts: AddPatrolRule) -> PatrolRuleId {
    PatrolRuleId(fields.world.make(Command::AddPatrolRule(facts)))
}

fn waiver(grid: Option<GridId>, person: Option<PersonId>, from: NaiveDate, to: NaiveDate) -> AddWaiver {
    AddWaiver { grid, person, from, to, reason: "防汛值守".into(), document: String::new() }
}

/// January to May 2025.
fn spring() -> CompletionAsk {
    CompletionAsk { from: day(2025, 1, 1), to: day(2025, 5, 31), grid: None, person: None }
}

fn asked(fields: &Fields, ask: &CompletionAsk) -> Completion {
    completion(&fields.world.ws, ask, today()).unwrap()
}

fn line(found: &Completion, person: PersonId) -> &CompletionRow {
    found.rows.iter().find(|row| row.kind.person() == Some(person)).unwrap()
}

/// A walk in the group.
fn in_group(fields: &Fields, date: NaiveDate) -> Patrol {
    Patrol { group: Some(fields.group), ..fields.walk(date) }
}

#[test]
fn every_command_of_the_rules_keeps_the_contract() {
    let mut fields = Fields::new();
    let Fields { world, town, zhang, .. } = &mut fields;
    let outcome = world.contract(Command::AddPatrolRule(AddPatrolRule {
        months: Months::try_from(vec![4, 5, 6]).unwrap(),
        ..members(1, Per::Week)
    }));
    assert_eq!(outcome.title, "新增巡田规定：村民小组网格员 每周 1 次（4—6月）（2024年1月1日起）");
    let id = PatrolRuleId(outcome.made[0]);
    let facts =
        AddPatrolRule { document: "罕政发〔2024〕3号".into(), grid: Some(*town), ..members(2, Per::Month) };
    let outcome = world.contract(Command::EditPatrolRule(EditPatrolRule { rule: id, facts }));
    assert_eq!(outcome.title, "修改巡田规定：罕台镇 村民小组网格员 每月 2 次（2024年1月1日起）");
    let outcome = world.contract(Command::EndPatrolRule(EndPatrolRule { rule: id, on: day(2025, 4, 1) }));
    assert_eq!(outcome.title, "停止巡田规定：罕台镇 村民小组网格员 每月 2 次（自2025年4月1日起）");
    world.contract(Command::DeletePatrolRule(DeletePatrolRule { rule: id }));
    let adopt = AdoptPatrolRules { set: "分季节".into(), from: day(2025, 1, 1), document: String::new() };
    let outcome = world.contract(Command::AdoptPatrolRules(adopt));
    assert_eq!(outcome.title, "采用建议的巡田频次「分季节」17 条（2025年1月1日起）");
    let all = rules(&world.ws, today()).unwrap();
    assert!(all.iter().all(|line| line.rule.basis() == "建议值，非文件规定" && line.in_force && line.reach == "全区"));
    let facts = waiver(Some(*town), Some(*zhang), day(2025, 3, 1), day(2025, 3, 31));
    let outcome = world.contract(Command::AddWaiver(facts.clone()));
    assert_eq!(outcome.title, "登记免巡：罕台镇 张三 2025年3月1日至2025年3月31日");
    let id = WaiverId(outcome.made[0]);
    let facts = AddWaiver { person: None, to: day(2025, 4, 30), ..facts };
    let outcome = world.contract(Command::EditWaiver(EditWaiver { waiver: id, facts }));
    assert_eq!(outcome.title, "修改免巡：罕台镇 2025年3月1日至2025年4月30日");
    assert_eq!(waivers(&world.ws).unwrap().len(), 1);
    world.contract(Command::DeleteWaiver(DeleteWaiver { waiver: id }));
}

#[test]
fn a_second_rule_for_the_same_people_is_refused_by_name() {
    let mut fields = Fields::new();
    let first = rule(&mut fields, members(1, Per::Week));
    let (village, world) = (fields.village, &mut fields.world);
    let fault = world.refuse(Command::AddPatrolRule(AddPatrolRule { from: day(2025, 1, 1), ..members(2, Per::Month) }));
    assert_eq!(
        fault_of(&fault, "role"),
        "与现有规定「村民小组网格员 每周 1 次」（2024年1月1日起）重叠，请先停止或修改那一条，或改变时间、月份、适用网格"
    );
    let adopt = AdoptPatrolRules { set: "even".into(), from: day(2025, 1, 1), document: String::new() };
    assert!(fault_of(&world.refuse(Command::AdoptPatrolRules(adopt)), "set").contains("每周 1 次"));
    // A narrower one may stand beside it, and a later one after it.
    world.run(Command::AddPatrolRule(AddPatrolRule { grid: Some(village), ..members(2, Per::Month) }));
    world.run(Command::EndPatrolRule(EndPatrolRule { rule: first, on: day(2025, 1, 1) }));
    world.run(Command::AddPatrolRule(AddPatrolRule { from: day(2025, 1, 1), ..members(2, Per::Month) }));
}

#[test]
fn wrong_rules_and_waivers_are_told_by_field() {
    let mut fields = Fields::new();
    let id = rule(&mut fields, members(1, Per::Week));
    let (group, village, zhang, world) = (fields.group, fields.village, fields.zhang, &mut fields.world);
    let mut told = |command: Command, field: &str, words: &str| {
        let fault = world.refuse(command);
        assert!(fault_of(&fault, field).contains(words), "{field}: {fault:?}");
    };
    let good = || members(1, Per::Week);
    told(Command::AddPatrolRule(AddPatrolRule { role: Role::Overseer, ..good() }), "role", "可选：网格员");
    told(Command::AddPatrolRule(AddPatrolRule { times: Some(0), ..good() }), "times", "1 至 366");
    told(Command::AddPatrolRule(AddPatrolRule { per: None, ..good() }), "per", "每周");
    told(Command::AddPatrolRule(AddPatrolRule { until: Some(day(2024, 1, 1)), ..good() }), "until", "之后");
    told(Command::AddPatrolRule(AddPatrolRule { from: day(1900, 1, 1), ..good() }), "from", "1949");
    let of_group = AddPatrolRule { level: Level::Village, role: Role::Supervisor, grid: Some(group), ..good() };
    told(Command::AddPatrolRule(of_group), "grid", "里面没有三级网格");
    told(Command::EndPatrolRule(EndPatrolRule { rule: id, on: day(2024, 1, 1) }), "on", "其后");
    let adopt = AdoptPatrolRules { set: "x".into(), from: day(2025, 1, 1), document: String::new() };
    told(Command::AdoptPatrolRules(adopt), "set", "全年一致（even）、分季节（seasonal）");
    let from = day(2025, 3, 1);
    told(Command::AddWaiver(waiver(None, None, from, from)), "grid", "网格或人员");
    told(Command::AddWaiver(waiver(Some(village), None, from, day(2025, 2, 1))), "to", "早于");
    let silent = AddWaiver { reason: " ".into(), ..waiver(None, Some(zhang), from, from) };
    told(Command::AddWaiver(silent), "reason", "请填写免巡原因");
    told(Command::AddWaiver(waiver(Some(village), None, day(2023, 1, 1), from)), "grid", "还没有设立");
}

#[test]
fn what_was_due_and_done_is_summed_up_by_place_and_person() {
    let mut fields = Fields::new();
    assert_eq!(asked(&fields, &spring()).rules, 0);
    rule(&mut fields, members(1, Per::Month));
    for date in [day(2025, 1, 5), day(2025, 1, 20), day(2025, 3, 3)] {
        let walk = in_group(&fields, date);
        fields.log(walk);
    }
    let ask = CompletionAsk { person: None, ..spring() };
    fields.world.run(Command::AddWaiver(waiver(Some(fields.village), None, day(2025, 5, 1), day(2025, 5, 31))));
    let found = asked(&fields, &ask);
    let tally = line(&found, fields.zhang).tally;
    assert_eq!((tally.due, tally.done, tally.waived, tally.missing), (5, 2, 1, 2), "the two of January are one");
    assert_eq!(tally.entered_late, 2, "all entered today");
    assert_eq!(line(&found, fields.li).tally.formula(), "实巡 0 ÷（应巡 5 − 免 1）= 0.0 %");
    let names: Vec<(&str, usize)> = found.rows.iter().map(|row| (row.name.as_str(), row.depth)).collect();
    assert_eq!(names, [("东胜区", 0), ("罕台镇", 1), ("撖家塔村", 2), ("张三", 3), ("李四", 3)]);
    assert_eq!(found.rows[1].tally.formula(), "实巡 2 ÷（应巡 10 − 免 2）= 25.0 %");
    assert_eq!(found.towns().count(), 1);
    let person = asked(&fields, &CompletionAsk { person: Some(fields.zhang), ..ask });
    assert_eq!((person.tally, person.people().count()), (tally, 1));
    let elsewhere = asked(&fields, &CompletionAsk { grid: Some(fields.other_town), ..ask });
    assert!(elsewhere.rows.is_empty() && elsewhere.tally.rate().is_none());
    let own = asked(&fields, &CompletionAsk { grid: Some(fields.village), ..ask });
    assert_eq!((own.tally.due, own.rows[0].depth), (10, 0));
    let fault = completion(&fields.world.ws, &CompletionAsk { to: day(2024, 1, 1), ..ask }, today()).unwrap_err();
    assert!(fault_of(&fault, "to").contains("早于"));
}

#[test]
fn behind_a_number_stand_its_patrols_and_what_is_missing() {
    let mut fields = Fields::new();
    rule(&mut fields, members(2, Per::Month));
    let first = in_group(&fields, day(2025, 2, 3));
    let id = fields.log(first);
    fields.world.run(Command::AddWaiver(waiver(None, Some(fields.zhang), day(2025, 3, 1), day(2025, 3, 31))));
    let key = (fields.group, Role::GridMember, Some(fields.zhang));
    let lines = slots(&fields.world.ws, &spring(), key, today()).unwrap();
    let states: Vec<SlotState> = lines.iter().map(|line| line.state).collect();
    use SlotState::{Missing, Partly, Waived};
    assert_eq!(states, [Missing, Partly, Waived, Missing, Missing]);
    assert_eq!(
        (lines[1].name.as_str(), lines[1].patrols[0].id, lines[2].reason.as_str()),
        ("2025年2月", id, "防汛值守")
    );
    let june = CompletionAsk { to: day(2025, 6, 30), ..spring() };
    let lines = slots(&fields.world.ws, &june, key, today()).unwrap();
    assert_eq!(lines[5].state, SlotState::Running, "today is 10 June");
    assert_eq!(asked(&fields, &june).tally.running, 4);
}

#[test]
fn who_takes_over_in_the_middle_owes_nothing_for_that_month() {
    let mut fields = Fields::new();
    rule(&mut fields, members(1, Per::Month));
    let group = fields.world.grid(fields.next_village, GridKind::Group, "二社");
    let leaver = fields.world.person("赵六");
    let duty = fields.world.duty(group, Role::GridMember, DutyHolder::Person(leaver));
    fields.world.run(Command::SucceedDuty(SucceedDuty {
        duty,
        person: fields.wang,
        from: day(2025, 3, 10),
        title: String::new(),
        document: String::new(),
    }));
    let found = asked(&fields, &spring());
    assert_eq!((line(&found, leaver).tally.due, line(&found, fields.wang).tally.due, found.tally.shared), (2, 2, 1));
}

#[test]
fn a_grid_without_farmland_is_outside_the_denominator() {
    let mut fields = Fields::new();
    rule(&mut fields, members(1, Per::Month));
    assert_eq!(asked(&fields, &spring()).no_farmland, 0);
    fields.world.run(Command::CorrectGrid(CorrectGrid {
        grid: fields.group,
        name: "一社".into(),
        kind: GridKind::Group,
        stat_code: String::new(),
        civil_code: String::new(),
        aliases: vec![],
        no_farmland: true,
        annex2_order: None,
    }));
    let found = asked(&fields, &spring());
    assert_eq!((found.tally.due, found.tally.vacant, found.no_farmland), (0, 0, 1));
}

#[test]
fn a_duty_nobody_holds_is_vacant() {
    let mut fields = Fields::new();
    let supervisors = AddPatrolRule { level: Level::Village, role: Role::Supervisor, ..members(1, Per::Month) };
    rule(&mut fields, supervisors);
    fields.world.duty(fields.village, Role::Supervisor, DutyHolder::Person(fields.wang));
    let found = asked(&fields, &spring());
    assert_eq!((found.tally.due, found.tally.vacant), (5, 10), "two more villages have nobody");
    let vacant = found.rows.iter().find(|row| matches!(row.kind, RowKind::Nobody { .. })).unwrap();
    assert_eq!((vacant.name.as_str(), vacant.place.as_str()), ("空缺", "罕台镇查干村"));
}

#[test]
fn a_town_clerk_waives_in_the_own_town_only() {
    let mut fields = Fields::new();
    let clerk = PutOperator {
        operator: None,
        name: "罕台镇录入".into(),
        desk: Desk::Town,
        scope: Some(fields.town),
        active: true,
    };
    fields.world.run(Command::PutOperator(clerk));
    fields.world.ws.sign_in("罕台镇录入").unwrap();
    let (from, to) = (day(2025, 3, 1), day(2025, 3, 31));
    let own = waiver(Some(fields.village), None, from, to);
    let id = WaiverId(fields.world.make(Command::AddWaiver(own.clone())));
    for facts in [waiver(Some(fields.other_town), None, from, to), waiver(None, Some(fields.zhang), from, to)] {
        let edited = Command::EditWaiver(EditWaiver { waiver: id, facts: facts.clone() });
        for command in [Command::AddWaiver(facts), edited] {
            let fault = fields.world.refuse(command);
            assert!(matches!(fault, OpFault::Refused(Refusal::Scope { .. })), "{fault:?}");
        }
    }
    let fault = fields.world.refuse(Command::AddPatrolRule(members(1, Per::Week)));
    assert!(matches!(fault, OpFault::Refused(Refusal::Right { .. })));
}

#[test]
fn the_sheet_says_the_formula_and_that_it_is_no_score() {
    let mut fields = Fields::new();
    let adopt = AdoptPatrolRules { set: "even".into(), from: day(2025, 1, 1), document: String::new() };
    fields.world.run(Command::AdoptPatrolRules(adopt));
    let walk = in_group(&fields, day(2025, 2, 3));
    fields.log(walk);
    let whole = sheet(&fields.world.ws, &spring(), today()).unwrap();
    let ask = CompletionAsk { grid: Some(fields.village), ..spring() };
    let village = sheet(&fields.world.ws, &ask, today()).unwrap();
    assert!(whole.rows.len() < 30 && village.rows.iter().any(|row| row[0] == "　张三"), "{:?}", village.rows);
    let said = whole.remarks.join("\n");
    for words in ["÷", "不自动计分", "建议值，非文件规定", "请按镇（街道）或村（社区）打印"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(village.scope, "撖家塔村　2025年1月1日至2025年5月31日");
}

#[test]
fn the_history_says_rules_in_words() {
    let mut fields = Fields::new();
    let months = Months::try_from(vec![1, 2, 3, 11, 12]).unwrap();
    rule(&mut fields, AddPatrolRule { months, ..members(2, Per::Month) });
    let op = history::page(&fields.world.ws, "", None, 1).unwrap().rows[0].op;
    let changes = history::detail(&fields.world.ws, op, 10).unwrap();
    let words = format!("{changes:?}");
    for said in ["11月—次年3月", "网格员", "村民小组", "月"] {
        assert!(words.contains(said), "{said}: {words}");
    }
}
