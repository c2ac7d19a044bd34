//! Problems of the sample: found by its patrols or come from elsewhere, in every state, each step by those who held the
//! work that day. Every paper number is invented.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    patrols::Scene,
    problem_words::{OUTSIDE, kind_of},
    since,
    writer::Writer,
};
use crate::{
    domain::{
        area::Area,
        grid::Level,
        id::{GridId, PersonId, ProblemId, StepId, UnitId},
        patrol::Finding,
        problem::{
            Concerned, LandKind, Problem, ProblemKind, ProblemSource,
            course::is_direct,
            limit::Rules,
            standing::{Beginning, Standing},
            step::{Act, Disposal, Dissuaded, Step, Verdict},
        },
        random::Random,
        roster::UnitKind,
    },
    ops::OpResult,
    store::{PatrolFilter, PatrolRow, ProblemLinks},
};

/// Problems that patrols of the sample found, and problems from elsewhere.
const FOUND: usize = 40;
const BROUGHT: usize = 24;
/// Apart from every other source of chance of the sample.
const CHANCE: u64 = 0x0050_524F_424C_454D;

/// How a problem goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Story {
    /// 自行整改 at one go.
    Plain,
    /// 自行整改 in parts, with an extension and a review that fails first.
    Long,
    /// 移送部门.
    Department,
    /// 移交执法 under 挂牌督办.
    Enforcement,
    /// 越级 straight to the district.
    Urgent,
    Cleared(Verdict),
    Reopened,
    Returned,
    Paused,
    /// Stops for good after so many steps: overdue by now.
    Stuck(usize),
}

const STORIES: [Story; 16] = [
    Story::Plain,
    Story::Long,
    Story::Department,
    Story::Plain,
    Story::Cleared(Verdict::Lawful),
    Story::Enforcement,
    Story::Plain,
    Story::Urgent,
    Story::Cleared(Verdict::Untrue),
    Story::Stuck(2),
    Story::Returned,
    Story::Plain,
    Story::Cleared(Verdict::Helped),
    Story::Reopened,
    Story::Stuck(5),
    Story::Paused,
];

/// Where and by whom a problem is worked on.
struct Case<'s> {
    scene: &'s Scene<'s>,
    town: usize,
    village: usize,
    group: Option<usize>,
    random: Random,
    day: NaiveDate,
    number: u32,
    left: usize,
}

/// Who takes a step.
#[derive(Clone, Copy)]
enum By {
    Member,
    Village,
    Enforcer,
    Rectifier,
    Deputy,
    Chief,
}

/// Writes the problems, oldest first.
pub fn fill(writer: &mut Writer<'_, '_>, scene: &Scene<'_>) -> OpResult<u32> {
    let rules = writer.store.deadline_rules()?;
    let mut random = Random::new(writer.seed ^ CHANCE);
    let mut cases: Vec<(Problem, usize, usize)> = Vec::new();
    for row in found(writer)? {
        if let Some((town, village)) = place(scene, row.patrol.grid) {
            cases.push((of_patrol(&mut random, row), town, village));
        }
    }
    for place in 0..BROUGHT {
        cases.extend(brought(writer, scene, &mut random, place));
    }
    cases.sort_by_key(|(problem, ..)| problem.found_on);
    for (place, (problem, town, village)) in cases.iter().enumerate() {
        let group = problem
            .group
            .and_then(|group| scene.towns[*town].villages[*village].groups.iter().position(|own| own.grid == group));
        let number = place as u32 + 1;
        let mut case = Case {
            scene,
            town: *town,
            village: *village,
            group,
            random: random.clone(),
            day: problem.found_on,
            number,
            left: usize::MAX,
        };
        random.bits();
        let id = case.tell(writer, problem, STORIES[place % STORIES.len()], None, &rules)?;
        // Two that stand still were handed down a second time, and merged.
        if place % 32 == 9 {
            let again = handed_down(problem, writer.today);
            (case.day, case.left) = (again.found_on, usize::MAX);
            case.tell(writer, &again, Story::Plain, Some(id), &rules)?;
        }
    }
    Ok(cases.len() as u32)
}

/// The same problem as it comes from above some days later.
fn handed_down(problem: &Problem, today: NaiveDate) -> Problem {
    Problem {
        found_on: (problem.found_on + Days::new(3)).min(today),
        found_at: None,
        source: ProblemSource::Superior,
        finders: Vec::new(),
        found_by: "区自然资源分局交办".to_owned(),
        patrol: None,
        document: format!("示范交办〔{}〕重号", problem.found_on.year()),
        ..problem.clone()
    }
}

/// What patrols found in villages, spread over the years.
fn found(writer: &Writer<'_, '_>) -> OpResult<Vec<PatrolRow>> {
    let filter = PatrolFilter { finding: Some(Finding::Problem), ..PatrolFilter::default() };
    let mut rows = writer.store.patrols_forward(&filter, None, 5_000)?;
    rows.retain(|row| !row.town_name.is_empty() && !row.patrol.patrollers.is_empty());
    // The newest stay: what was found last is open. Of the others every so many.
    let recent = rows.len().min(FOUND / 3);
    let newest = rows.split_off(rows.len() - recent);
    let step = (rows.len() / (FOUND - recent).max(1)).max(1);
    let mut kept: Vec<PatrolRow> = rows.into_iter().step_by(step).take(FOUND - recent).collect();
    kept.extend(newest);
    Ok(kept)
}

/// The village by place of town and village.
fn place(scene: &Scene<'_>, grid: GridId) -> Option<(usize, usize)> {
    scene.towns.iter().enumerate().find_map(|(town, of)| {
        of.villages.iter().position(|village| village.grid == grid).map(|village| (town, village))
    })
}

fn of_patrol(random: &mut Random, row: PatrolRow) -> Problem {
    let (kind, behaviour) = kind_of(&row.patrol.found);
    Problem {
        found_on: row.patrol.date,
        found_at: row.patrol.end,
        source: ProblemSource::Patrol,
        grid: row.patrol.grid,
        group: row.patrol.group,
        finders: row.patrol.patrollers,
        description: row.patrol.found,
        patrol: Some(row.id),
        behaviours: behaviour.into_iter().collect(),
        ..blank(random, kind)
    }
}

/// A problem from elsewhere on a day of its own.
fn brought(
    writer: &Writer<'_, '_>,
    scene: &Scene<'_>,
    random: &mut Random,
    place: usize,
) -> Option<(Problem, usize, usize)> {
    let farmed: Vec<(usize, usize)> = scene
        .towns
        .iter()
        .enumerate()
        .flat_map(|(town, of)| {
            let own = of.villages.iter().enumerate().filter(|(_, village)| village.has_farmland());
            own.map(move |(village, _)| (town, village))
        })
        .collect();
    let (town, village) = *random.pick(&farmed)?;
    let first = since() + Days::new(20);
    let span = (writer.today - first).num_days().max(1);
    // A third of them lately.
    let back =
        if place.is_multiple_of(3) { random.between(1, 40.min(span as u32)) } else { random.between(1, span as u32) };
    let found_on = writer.today.checked_sub_days(Days::new(back.into()))?;
    let words = &OUTSIDE[place % OUTSIDE.len()];
    let of = &scene.towns[town].villages[village];
    let document = words.document.replace("{y}", &found_on.year().to_string());
    let problem = Problem {
        found_on,
        source: words.source,
        grid: of.grid,
        found_by: words.found_by.to_owned(),
        description: words.description.replace("{place}", &of.name),
        document: document.replace("{n}", &(place + 1).to_string()),
        behaviours: words.behaviour.into_iter().collect(),
        ..blank(random, words.kind)
    };
    Some((problem, town, village))
}

/// What a problem of a kind has whatever its source.
fn blank(random: &mut Random, kind: ProblemKind) -> Problem {
    const SPOTS: [&str; 5] = ["村道北侧", "沟道东岸", "机井旁", "林带南侧", "公路里程桩旁"];
    const NAMES: [&str; 6] = ["示例甲", "示例乙", "示例丙", "示例丁", "示例戊", "示例己"];
    let on_farmland = kind != ProblemKind::SignDamage;
    let known = on_farmland && random.chance(900);
    let concerned = Concerned {
        name: random.word(&NAMES).to_owned(),
        part: random.word(&["承包者", "种植者", "施工方"]).to_owned(),
        phone: String::new(),
    };
    Problem {
        found_on: NaiveDate::default(),
        found_at: None,
        source: ProblemSource::Patrol,
        kind,
        behaviours: Vec::new(),
        grid: GridId(0),
        group: None,
        plot: format!("示-{:03}", random.between(1, 400)),
        spot: random.word(&SPOTS).to_owned(),
        point: None,
        land: on_farmland.then(|| if random.chance(350) { LandKind::BasicFarmland } else { LandKind::Farmland }),
        area: known.then(|| Area(random.between(30, 1_200).into())),
        concerned: if random.chance(700) { vec![concerned] } else { Vec::new() },
        finders: Vec::new(),
        found_by: String::new(),
        description: String::new(),
        urgent: false,
        patrol: None,
        tip: None,
        clue: None,
        document: String::new(),
        note: String::new(),
    }
}

/// A step that is still to be dated and signed.
type Told = (u32, By, Act, &'static str, bool);

impl Case<'_> {
    /// Writes the problem and what became of it until today.
    fn tell(
        &mut self,
        writer: &mut Writer<'_, '_>,
        problem: &Problem,
        story: Story,
        into: Option<ProblemId>,
        rules: &Rules,
    ) -> OpResult<ProblemId> {
        let id = ProblemId(writer.id());
        let problem = Problem { urgent: story == Story::Urgent, ..problem.clone() };
        let mut standing = Standing::begin(
            Beginning {
                found_on: problem.found_on,
                found_at: problem.found_at,
                direct: is_direct(problem.source, Level::Village),
                area: problem.area,
                finders: problem.finders.clone(),
            },
            rules,
        );
        let links = ProblemLinks {
            finders: problem.finders.iter().map(|_| writer.id()).collect(),
            concerned: problem.concerned.iter().map(|_| writer.id()).collect(),
        };
        let number = writer.store.next_problem_number(problem.found_on.year())?;
        let clerk = (self.scene.clerk_of)(self.town);
        let recorded = (problem.found_on, clerk);
        writer.store.add_problem(id, &number, &problem, &standing.position(), recorded, &links)?;
        if let Story::Stuck(steps) = story {
            self.left = steps;
        }
        // What was put under 挂牌督办 lately still is.
        if story == Story::Enforcement && writer.today - problem.found_on < chrono::Duration::days(200) {
            self.left = 6;
        }
        for (days, by, act, text, paper) in self.steps(writer, &problem, story, into)? {
            let on = self.day + Days::new(days.into());
            let people: Vec<PersonId> = self.people(by, on);
            if on > writer.today || people.is_empty() || self.left == 0 {
                break;
            }
            let document =
                if paper { format!("示范办〔{}〕{}号", on.year(), self.number) } else { String::new() };
            let step = Step { on, at: None, by: people, act, text: text.to_owned(), document };
            let may = standing.check(&step, paper, writer.today).is_ok();
            if !may || step.act == Act::Close && !standing.involved(&step.by).is_empty() {
                break;
            }
            standing.take(&step, paper, rules);
            let step_id = StepId(writer.id());
            let links: Vec<i64> = step.by.iter().map(|_| writer.id()).collect();
            writer.store.add_step(step_id, id, &step, &standing, (on, clerk), &links)?;
            if story == Story::Urgent && matches!(step.act, Act::Report { .. }) {
                let town = &self.scene.towns[self.town];
                for grid in [town.villages[self.village].grid, town.grid] {
                    let link = writer.id();
                    writer.store.add_informed(link, step_id, id, grid)?;
                }
            }
            self.day = on;
            self.left -= 1;
        }
        Ok(id)
    }

    fn people(&self, by: By, on: NaiveDate) -> Vec<PersonId> {
        let village = &self.scene.villages[self.town][self.village];
        let town = &self.scene.leaders.towns[self.town];
        let overseer = || village.overseers.first().and_then(|seat| seat.on(on));
        let person = match by {
            By::Member => {
                let member = self.group.and_then(|group| village.members.get(group)).and_then(|seat| seat.on(on));
                member.or_else(overseer)
            }
            By::Village => village.supervisor.on(on),
            By::Enforcer => town.enforcers.first().and_then(|seat| seat.on(on)),
            By::Rectifier => village.overseers.last().and_then(|seat| seat.on(on)),
            By::Deputy => town.deputies.first().and_then(|(seat, _)| seat.on(on)),
            By::Chief => town.chief.on(on),
        };
        person.into_iter().collect()
    }

    /// The steps of a story with the days between them.
    fn steps(
        &mut self,
        writer: &Writer<'_, '_>,
        problem: &Problem,
        story: Story,
        into: Option<ProblemId>,
    ) -> OpResult<Vec<Told>> {
        let mut steps = self.opening(problem, story);
        if let Some(into) = into {
            let merge = Act::Merge { into };
            steps.push((2, By::Enforcer, merge, "与前一件为同一地块同一行为，合并办理。", false));
            return Ok(steps);
        }
        let unit = |name: &str| -> OpResult<Option<UnitId>> {
            let units = writer.store.units()?;
            let found = units.into_iter().find(|unit| unit.kind == UnitKind::Department && unit.name.contains(name));
            Ok(found.map(|unit| unit.id))
        };
        let total = problem.area;
        let whole = |days, text| (days, By::Rectifier, Act::Rectify { area: None, whole: true }, text, false);
        let ending: Vec<Told> = vec![
            (3, By::Enforcer, Act::Review { passed: true }, "现场复查，已恢复耕种条件。", true),
            (2, By::Deputy, Act::Close, "材料齐全，同意销号。", true),
        ];
        if let Story::Cleared(verdict) = story {
            let text = match verdict {
                Verdict::Lawful => "现场核实，持有备案手续，属合法用地。",
                Verdict::Helped => "承包户缺劳力，已联系合作社帮助代耕。",
                _ => "现场核实，地块现状为耕地，正常种植，反映的情况不存在。",
            };
            steps.push((3, By::Enforcer, Act::Verify { verdict }, text, true));
            steps.push((2, By::Deputy, Act::Close, "凭核实材料销号。", true));
            return Ok(steps);
        }
        steps.push((3, By::Enforcer, Act::Verify { verdict: Verdict::True }, "现场核实属实，已测量拍照。", true));
        let own = Act::Dispose { disposal: Disposal::SelfRectify, unit: None, due: None };
        match story {
            Story::Department | Story::Enforcement => {
                let (name, disposal) = match (story, problem.kind) {
                    (Story::Enforcement, _) => ("自然资源", Disposal::Enforcement),
                    (_, ProblemKind::NonGrain | ProblemKind::Abandoned) => ("农牧局", Disposal::Department),
                    _ => ("自然资源", Disposal::Department),
                };
                let dispose = Act::Dispose { disposal, unit: unit(name)?, due: None };
                steps.push((2, By::Deputy, dispose, "超出本级处理权限，移交办理。", true));
                if story == Story::Enforcement {
                    let due = self.day + Days::new(75);
                    steps.push((
                        1,
                        By::Chief,
                        Act::Supervise { due: Some(due) },
                        "面积较大、影响恶劣，挂牌督办。",
                        true,
                    ));
                }
                steps.push((4, By::Deputy, Act::Receipt, "收到承办单位回执。", true));
                steps.push(whole(20, "承办单位依法处理，违法设施已拆除，现场已清理。"));
                if story == Story::Enforcement {
                    steps.push((2, By::Chief, Act::Release, "整改到位，解除督办。", true));
                }
            }
            Story::Long => {
                steps.push((1, By::Enforcer, own, "责令自行整改。", true));
                if let Some(total) = total.filter(|total| total.0 > 20) {
                    let part = Act::Rectify { area: Some(Area(total.0 / 3)), whole: false };
                    steps.push((8, By::Rectifier, part, "先行清理一部分，余下待设备进场。", false));
                }
                // The last person who may approve it does not work on it.
                let approver = self.people(By::Chief, self.day + Days::new(14)).first().copied();
                if let Some(approver) = approver {
                    let due = self.day + Days::new(60);
                    let extend = Act::Extend { due, approver };
                    steps.push((1, By::Enforcer, extend, "连续降雨，设备无法进场。", true));
                }
                steps.push(whole(9, "报告全部完成。"));
                steps.push((3, By::Enforcer, Act::Review { passed: false }, "仍有部分未复垦到位，继续整改。", false));
                steps.push(whole(6, "复垦完成，已具备耕种条件。"));
            }
            Story::Returned => {
                steps.push((1, By::Deputy, Act::Return, "四至描述不清，请补充核实。", false));
                let verify = Act::Verify { verdict: Verdict::True };
                steps.push((3, By::Enforcer, verify, "补充测量后属实。", true));
                steps.push((1, By::Enforcer, own, "责令自行整改。", true));
                steps.push(whole(10, "已恢复原状。"));
            }
            Story::Paused => {
                steps.push((1, By::Enforcer, own, "责令自行整改。", true));
                steps.push((5, By::Enforcer, Act::Pause, "土地冻结，待解冻后复垦。", false));
                steps.push((60, By::Enforcer, Act::Resume, "具备施工条件。", false));
                steps.push(whole(8, "复垦完成。"));
            }
            _ => {
                steps.push((1, By::Enforcer, own, "责令自行整改，恢复耕种条件。", true));
                let days = self.random.between(4, 12);
                steps.push(whole(days, "当事人自行清理完毕，土地已平整。"));
            }
        }
        steps.extend(ending);
        if story == Story::Reopened {
            steps.push((20, By::Enforcer, Act::Reopen, "回访发现原地块再次堆放，重新办理。", false));
            steps.push(whole(6, "再次清理，设置隔离桩。"));
            steps.push((3, By::Enforcer, Act::Review { passed: true }, "复查通过，落实专人看护。", true));
            steps.push((2, By::Deputy, Act::Close, "再次销号。", true));
        }
        Ok(steps)
    }

    /// 劝阻, 上报 and 受理; what came to an office by itself is accepted at once.
    fn opening(&mut self, problem: &Problem, story: Story) -> Vec<Told> {
        let accept = (self.random.between(1, 2), By::Enforcer, Act::Accept, "已受理，安排现场核实。", false);
        if problem.source != ProblemSource::Patrol {
            return vec![accept];
        }
        let outcome = match story {
            Story::Plain | Story::Cleared(_) => Dissuaded::Stopped,
            Story::Enforcement | Story::Urgent => Dissuaded::Refused,
            _ => Dissuaded::Continuing,
        };
        let way = self.random.word(&["当面劝阻", "电话劝阻", "发放告知书"]).to_owned();
        let town = self.scene.towns[self.town].grid;
        let dissuade = (0, By::Member, Act::Dissuade { way, outcome }, "已向当事人说明耕地保护要求。", false);
        let (by, to, text, reason) = match story {
            Story::Urgent => {
                let reason = "正在成片毁坏永久基本农田，镇里一时联系不上";
                (By::Member, self.scene.leaders.district, "紧急情况，越级报告。", reason)
            }
            _ => (By::Village, town, "劝阻后上报，请予核实。", ""),
        };
        let urgent = story == Story::Urgent;
        let report = Act::Report { to, urgent, reason: reason.to_owned() };
        vec![dissuade, (u32::from(!urgent), by, report, text, false), accept]
    }
}
