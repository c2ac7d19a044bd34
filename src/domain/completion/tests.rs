//! A village with two groups under a town, one 网格员 each, and what becomes of their weeks and months.

use chrono::{Days, NaiveDate};

use super::{Account, Derivation, Facts, GridSpan, Ground, SlotKind, Tally, Walk, percent};
use crate::domain::{
    check::{DutySpan, TermSpan},
    date::Period,
    grid::Level,
    id::{DutyId, GridId, PatrolId, PatrolRuleId, PersonId, PostId, WaiverId},
    patrol_rule::{Months, PatrolRule, Per, RuleFacts, Waiver},
    roster::{DutyHolder, Role},
};

const DISTRICT: GridId = GridId(1);
const TOWN: GridId = GridId(2);
const VILLAGE: GridId = GridId(3);
const EAST: GridId = GridId(4);
const WEST: GridId = GridId(5);
const WANG: PersonId = PersonId(1);
const LI: PersonId = PersonId(2);

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, month, day).unwrap()
}

fn days(from: NaiveDate, last: NaiveDate) -> Period {
    Period { from, until: Some(last + Days::new(1)) }
}

fn always() -> Period {
    Period::since(NaiveDate::from_ymd_opt(2023, 12, 18).unwrap())
}

struct Scene {
    facts: Facts,
    walks: Vec<Walk>,
    span: Period,
    day: NaiveDate,
}

impl Scene {
    /// Looked at after the year, with every grid and nobody in it.
    fn new() -> Self {
        let mut ground = Ground::default();
        for (grid, level, parent) in [
            (DISTRICT, Level::District, None),
            (TOWN, Level::Town, Some(DISTRICT)),
            (VILLAGE, Level::Village, Some(TOWN)),
            (EAST, Level::Group, Some(VILLAGE)),
            (WEST, Level::Group, Some(VILLAGE)),
        ] {
            ground.add(grid, level, GridSpan { period: always(), parent, no_farmland: false, listed: false });
        }
        let after = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let span = days(day(1, 1), day(12, 31));
        Self { facts: Facts { ground, ..Facts::default() }, walks: Vec::new(), span, day: after }
    }

    fn rule(mut self, level: Level, role: Role, times: u16, per: Per) -> Self {
        let facts = RuleFacts {
            level,
            role,
            grid: None,
            times: Some(times),
            per: Some(per),
            months: Months::YEAR,
            way: String::new(),
            document: String::new(),
            note: String::new(),
        };
        let id = PatrolRuleId(self.facts.rules.len() as i64 + 1);
        self.facts.rules.push(PatrolRule { id, facts, period: always(), suggestion: String::new() });
        self
    }

    fn members(self, times: u16, per: Per) -> Self {
        self.rule(Level::Group, Role::GridMember, times, per)
    }

    fn rule_mut(&mut self) -> &mut PatrolRule {
        self.facts.rules.last_mut().unwrap()
    }

    fn member(mut self, grid: GridId, person: PersonId, period: Period) -> Self {
        let id = DutyId(self.facts.duties.len() as i64 + 1);
        let holder = DutyHolder::Person(person);
        self.facts.duties.push(DutySpan { id, grid, role: Role::GridMember, holder, period });
        self
    }

    fn walk(mut self, person: PersonId, group: GridId, date: NaiveDate) -> Self {
        let patrol = PatrolId(self.walks.len() as i64 + 1);
        self.walks.push(Walk { patrol, date, recorded_on: date, grid: VILLAGE, group: Some(group), person });
        self
    }

    fn accounts(&self) -> Vec<Account> {
        let mut derivation = Derivation::new(&self.facts, self.span, self.day, |_| true);
        self.walks.iter().for_each(|walk| derivation.walk(walk));
        derivation.finish()
    }

    fn of(&self, person: PersonId) -> Tally {
        self.accounts().iter().filter(|account| account.person == Some(person)).map(Account::tally).sum()
    }

    fn all(&self) -> Tally {
        self.accounts().iter().map(Account::tally).sum()
    }
}

#[test]
fn without_a_rule_nothing_is_due() {
    let scene = Scene::new().member(EAST, WANG, always()).walk(WANG, EAST, day(3, 5));
    assert!(scene.accounts().is_empty());
    let mut unset = Scene::new().members(1, Per::Week).member(EAST, WANG, always());
    (unset.rule_mut().facts.times, unset.rule_mut().facts.per) = (None, None);
    assert!(unset.accounts().is_empty(), "未规定 said in so many words");
}

#[test]
fn a_year_of_weeks_and_months_counts_what_ends_in_it() {
    let weeks = Scene::new().members(1, Per::Week).member(EAST, WANG, always());
    assert_eq!(weeks.of(WANG).due, 52, "the week of 1 January ends in 2025, that of 31 December does not");
    let months = Scene::new().members(2, Per::Month).member(EAST, WANG, always());
    assert_eq!(months.of(WANG).due, 24);
    let by_month = (1..=12).map(|month| {
        let span = Per::Month.around(day(month, 1));
        Scene { span, ..Scene::new().members(1, Per::Week).member(EAST, WANG, always()) }.of(WANG).due
    });
    assert_eq!(by_month.sum::<u32>(), 52, "months add up to the year");
}

#[test]
fn more_than_due_is_never_more_than_everything() {
    let mut scene = Scene::new().members(1, Per::Month).member(EAST, WANG, always());
    for date in 1..=20 {
        scene = scene.walk(WANG, EAST, day(3, date));
    }
    let tally = scene.of(WANG);
    assert_eq!((tally.due, tally.done, tally.made_up), (12, 2, 1), "one for March, one for February, no more");
    assert_eq!(tally.due, tally.done + tally.waived + tally.missing);
    assert_eq!(tally.rate_words(), "16.7 %");
}

#[test]
fn late_is_made_up_before_the_next_end_or_entered_after_its_own() {
    let scene = Scene::new().members(1, Per::Month).member(EAST, WANG, always());
    let made_up = scene.walk(WANG, EAST, day(4, 2)).walk(WANG, EAST, day(4, 20));
    let tally = made_up.of(WANG);
    assert_eq!((tally.done, tally.made_up, tally.late()), (2, 1, 1), "the second one of April is March's");
    let too_late = Scene::new().members(1, Per::Month).member(EAST, WANG, always()).walk(WANG, EAST, day(5, 1));
    assert_eq!((too_late.of(WANG).done, too_late.of(WANG).made_up), (1, 0), "it is May's own");
    let mut entered = Scene::new().members(1, Per::Month).member(EAST, WANG, always()).walk(WANG, EAST, day(3, 31));
    entered.walks[0].recorded_on = day(4, 1);
    assert_eq!((entered.of(WANG).done, entered.of(WANG).entered_late), (1, 1));
    entered.walks[0].recorded_on = day(3, 31);
    assert_eq!(entered.of(WANG).late(), 0);
}

#[test]
fn who_came_or_left_in_the_middle_owes_whole_stretches_only() {
    let scene = Scene::new()
        .members(1, Per::Month)
        .member(EAST, WANG, days(day(1, 1), day(3, 14)))
        .member(EAST, LI, Period::since(day(3, 15)))
        .walk(LI, EAST, day(3, 20))
        .walk(LI, EAST, day(4, 20));
    assert_eq!((scene.of(WANG).due, scene.of(LI).due), (2, 9));
    assert_eq!((scene.of(LI).done, scene.all().shared), (1, 1), "March is nobody's, and nobody's fault");
    let joined = Scene::new().members(1, Per::Month).member(EAST, WANG, days(day(1, 1), day(3, 14))).member(
        EAST,
        WANG,
        Period::since(day(3, 15)),
    );
    assert_eq!((joined.of(WANG).due, joined.all().shared), (12, 0), "the same person goes on");
}

#[test]
fn an_empty_seat_is_vacant_and_a_missing_one_too() {
    let left =
        Scene::new().members(1, Per::Month).member(EAST, WANG, days(day(1, 1), day(6, 30))).member(WEST, LI, always());
    let tally = left.all();
    assert_eq!((tally.due, tally.vacant, tally.missing), (6 + 12, 6, 18));
    let never = Scene::new().members(1, Per::Month);
    assert_eq!((never.all().due, never.all().vacant), (0, 24));
    assert_eq!(never.all().rate(), None);
}

#[test]
fn a_post_between_two_holders_is_vacant() {
    let mut scene = Scene::new().rule(Level::Town, Role::DeputyOverseer, 1, Per::Month);
    let holder = DutyHolder::Post(PostId(7));
    let role = Role::DeputyOverseer;
    scene.facts.duties.push(DutySpan { id: DutyId(1), grid: TOWN, role, holder, period: always() });
    let term = |person, period| TermSpan { post: PostId(7), person, period };
    scene.facts.terms = vec![term(WANG, days(day(1, 1), day(3, 31))), term(LI, Period::since(day(6, 1)))];
    assert_eq!((scene.of(WANG).due, scene.of(LI).due, scene.all().vacant), (3, 7, 2));
}

#[test]
fn a_season_cuts_no_stretch_in_two() {
    let mut scene = Scene::new().members(1, Per::Week).member(EAST, WANG, always());
    scene.rule_mut().facts.months = Months::try_from(vec![4, 5, 6, 7, 8, 9, 10]).unwrap();
    scene = scene.members(2, Per::Month);
    scene.rule_mut().facts.months = Months::try_from(vec![1, 2, 3, 11, 12]).unwrap();
    let tally = scene.of(WANG);
    assert_eq!(tally.due, 29 + 10, "7 April to 26 October are 29 whole weeks");
}

#[test]
fn a_narrower_rule_goes_before_day_by_day() {
    let mut scene = Scene::new().members(1, Per::Week).member(EAST, WANG, always()).member(WEST, LI, always());
    scene = scene.members(1, Per::Month);
    scene.rule_mut().facts.grid = Some(EAST);
    scene.rule_mut().period = Period::since(day(7, 16));
    assert_eq!(scene.of(LI).due, 52);
    let weeks_until = Per::Week.whole_within(&days(NaiveDate::from_ymd_opt(2024, 12, 30).unwrap(), day(7, 15))).len();
    assert_eq!(scene.of(WANG).due, weeks_until as u32 + 5, "weeks before, then August to December");
    scene.rule_mut().facts.times = None;
    scene.rule_mut().facts.per = None;
    assert_eq!(scene.of(WANG).due, weeks_until as u32, "未规定 of a grid lifts the wider rule");
}

#[test]
fn a_rule_that_begins_in_the_middle_is_not_due_before_the_next_stretch() {
    let mut scene = Scene::new().members(1, Per::Quarter).member(EAST, WANG, always());
    scene.rule_mut().period = days(day(2, 1), day(9, 29));
    assert_eq!(scene.of(WANG).due, 1, "only the second quarter is whole");
}

#[test]
fn waived_is_taken_off_and_covers_whole_stretches_only() {
    let mut scene = Scene::new().members(1, Per::Month).member(EAST, WANG, always()).member(WEST, LI, always());
    let waive = |grid, person, period| Waiver {
        id: WaiverId(1),
        grid,
        person,
        period,
        reason: "防汛".into(),
        document: String::new(),
    };
    scene.facts.waivers = vec![waive(Some(VILLAGE), Some(WANG), days(day(7, 1), day(8, 15)))];
    let scene = scene.walk(WANG, EAST, day(7, 3)).walk(WANG, EAST, day(9, 3));
    let tally = scene.of(WANG);
    assert_eq!((tally.due, tally.waived, tally.done), (12, 1, 2), "July is waived, its walk makes up for June");
    assert_eq!(tally.formula(), "实巡 2 ÷（应巡 12 − 免 1）= 18.2 %");
    assert_eq!(scene.of(LI).waived, 0);
    let mut everyone = Scene::new().members(1, Per::Month).member(EAST, WANG, always());
    everyone.facts.waivers = vec![waive(Some(TOWN), None, days(day(1, 1), day(12, 31)))];
    assert_eq!((everyone.of(WANG).waived, everyone.of(WANG).rate()), (12, None));
}

#[test]
fn without_farmland_nothing_is_due_nor_vacant() {
    let mut ground = Ground::default();
    let version = |parent, no_farmland, period| GridSpan { period, parent, no_farmland, listed: false };
    ground.add(VILLAGE, Level::Village, version(None, false, days(day(1, 1), day(6, 30))));
    ground.add(VILLAGE, Level::Village, version(None, true, Period::since(day(7, 1))));
    ground.add(EAST, Level::Group, version(Some(VILLAGE), false, Period::since(day(1, 1))));
    let mut scene = Scene::new().members(1, Per::Month).member(EAST, WANG, always());
    scene.facts.ground = ground;
    assert_eq!((scene.of(WANG).due, scene.all().vacant), (6, 0));
}

#[test]
fn a_patrol_counts_once_for_every_duty_whose_ground_it_lies_in() {
    let mut scene = Scene::new()
        .members(1, Per::Month)
        .rule(Level::Village, Role::Overseer, 1, Per::Month)
        .member(EAST, WANG, always())
        .member(WEST, WANG, always());
    let holder = DutyHolder::Person(WANG);
    scene.facts.duties.push(DutySpan { id: DutyId(9), grid: VILLAGE, role: Role::Overseer, holder, period: always() });
    let scene = scene.walk(WANG, EAST, day(3, 5)).walk(LI, WEST, day(3, 6));
    let done = |grid| {
        let accounts = scene.accounts();
        let own = accounts.iter().find(|account| account.grid == grid && account.person == Some(WANG));
        own.map(|account| account.tally().done)
    };
    assert_eq!((done(EAST), done(WEST), done(VILLAGE)), (Some(1), Some(0), Some(1)));
    let mut whole_village = Scene::new().members(1, Per::Month).member(EAST, WANG, always());
    whole_village = whole_village.walk(WANG, EAST, day(3, 5));
    whole_village.walks[0].group = None;
    assert_eq!(whole_village.of(WANG).done, 0, "the village is more than the group");
}

#[test]
fn what_is_running_is_neither_due_nor_done() {
    let mut scene = Scene::new().members(2, Per::Month).member(EAST, WANG, always()).walk(WANG, EAST, day(3, 5));
    scene.day = day(3, 31);
    let tally = scene.of(WANG);
    assert_eq!((tally.due, tally.running, tally.running_done), (4, 2, 1));
    scene.day = day(4, 1);
    let tally = scene.of(WANG);
    assert_eq!((tally.due, tally.done, tally.running, tally.running_done), (6, 1, 2, 0));
}

#[test]
fn the_patrols_counted_are_named() {
    let scene = Scene::new().members(1, Per::Month).member(EAST, WANG, always()).walk(WANG, EAST, day(3, 5)).walk(
        WANG,
        EAST,
        day(3, 6),
    );
    let accounts = scene.accounts();
    let own = accounts.iter().find(|account| account.person == Some(WANG)).unwrap();
    let of_slot = |slot: &super::Counted| (own.slots[slot.slot as usize].period.from, slot.date);
    assert_eq!(
        own.counted.iter().map(of_slot).collect::<Vec<_>>(),
        [(day(2, 1), day(3, 6)), (day(3, 1), day(3, 5))],
        "the second one makes up for February"
    );
    assert!(own.slots.iter().all(|slot| slot.kind == SlotKind::Due));
}

#[test]
fn rates_are_whole_only_when_all_is_done() {
    assert_eq!(
        (percent(44, 50), percent(2, 3), percent(0, 7), percent(7, 7)),
        (Some(880), Some(667), Some(0), Some(1000))
    );
    assert_eq!((percent(2999, 3000), percent(1, 3000)), (Some(999), Some(1)));
    assert_eq!((percent(9, 7), percent(0, 0)), (Some(1000), None));
}
