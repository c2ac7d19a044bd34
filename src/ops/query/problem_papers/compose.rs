//! One problem with its steps as a paper, or why it has no such paper yet.

use chrono::{NaiveDate, NaiveTime};

use super::ledger::{found_by, joined, place};
use crate::{
    domain::{
        area::Area,
        date::chinese,
        id::{PersonId, UnitId},
        problem::{
            Concerned,
            paper::{
                CasePaper, ClosurePaper, ClosurePart, NoticePaper, PaperEvidence, PaperPhoto, PaperSheet, PaperStep,
                ProblemFacts, ProblemPaper, Separation, SupervisionPaper, TransferPaper,
            },
            step::{Act, Disposal, State},
        },
        sheet::SheetFrame,
        time,
    },
    ops::{
        OpFault, OpResult, Workspace,
        picture::is_photo,
        query::{
            problem::{Evidence, ProblemDetail, ProblemLine, StepLine},
            settings, sheets,
        },
    },
};

/// What is the same on all papers, read once for a batch.
pub struct Composer<'a> {
    ws: &'a Workspace,
    frame: SheetFrame,
    office: String,
    phone: String,
}

impl<'a> Composer<'a> {
    pub fn new(ws: &'a Workspace) -> OpResult<Self> {
        let frame = sheets::frame(ws, ws.today())?;
        Ok(Self { ws, frame, office: ws.office()?, phone: settings::value(ws, "contact_phone")? })
    }

    /// Whether it is worth reading the steps for this paper.
    pub fn may_have(&self, paper: ProblemPaper, line: &ProblemLine) -> bool {
        match paper {
            ProblemPaper::Closure => matches!(line.state, State::Closed | State::Reviewed | State::Cleared),
            _ => true,
        }
    }

    /// The paper.
    ///
    /// # Errors
    /// A fault of `paper`: why the problem has none, and what to do first.
    pub fn compose(&self, paper: ProblemPaper, detail: ProblemDetail) -> OpResult<PaperSheet> {
        Ok(match paper {
            ProblemPaper::Case => PaperSheet::Case(self.case(&detail)),
            ProblemPaper::Notice => PaperSheet::Notice(self.notice(&detail)?),
            ProblemPaper::Transfer => PaperSheet::Transfer(self.transfer(&detail)?),
            ProblemPaper::Closure => PaperSheet::Closure(self.closure(&detail)?),
            ProblemPaper::Supervision => PaperSheet::Supervision(self.supervision(&detail)?),
        })
    }

    fn facts(&self, detail: &ProblemDetail) -> ProblemFacts {
        let (line, problem) = (&detail.line, &detail.line.problem);
        let plot = if problem.plot.is_empty() { String::new() } else { format!("地块{}", problem.plot) };
        let spot = [problem.spot.as_str(), plot.as_str()].into_iter().filter(|part| !part.is_empty());
        ProblemFacts {
            frame: self.frame.clone(),
            number: line.number.clone(),
            found: moment(problem.found_on, problem.found_at),
            source: problem.source.label().to_owned(),
            kind: problem.kind.label().to_owned(),
            behaviours: joined(problem.behaviours.iter().map(|behaviour| behaviour.label())),
            place: place(line),
            spot: spot.collect::<Vec<_>>().join("，"),
            point: problem.point.map(|point| point.chinese()).unwrap_or_default(),
            land: problem.land.map_or("待核", |land| land.label()).to_owned(),
            area: problem.area.map(Area::chinese).unwrap_or_default(),
            concerned: problem.concerned.iter().map(concerned).collect(),
            found_by: found_by(line),
            description: problem.description.clone(),
            urgent: problem.urgent,
            document: problem.document.clone(),
            state: line.state.label().to_owned(),
            office: self.office.clone(),
            phone: self.phone.clone(),
        }
    }

    fn case(&self, detail: &ProblemDetail) -> CasePaper {
        let (mut before, mut after, mut files) = (Vec::new(), Vec::new(), Vec::new());
        let mut sort = |file: &Evidence, on: NaiveDate, of: &str, rectified: bool| {
            if !is_photo(&file.name) {
                return files.push(file.name.clone());
            }
            let (when, photos) = if rectified { ("整改后", &mut after) } else { ("整改前", &mut before) };
            let caption = format!("{when}　{}　{of}", chinese(on));
            photos.push(PaperPhoto { picture: self.ws.picture(&file.digest), name: file.name.clone(), caption });
        };
        for file in &detail.files {
            sort(file, detail.line.problem.found_on, "发现", false);
        }
        for step in &detail.steps {
            let rectified = matches!(step.step.act, Act::Rectify { .. } | Act::Review { .. } | Act::Close);
            step.files.iter().for_each(|file| sort(file, step.step.on, &step.title, rectified));
        }
        let steps = detail.steps.iter().map(paper_step).collect();
        CasePaper { facts: self.facts(detail), steps, before, after, files, elapsed: detail.elapsed.clone() }
    }

    fn notice(&self, detail: &ProblemDetail) -> OpResult<NoticePaper> {
        let (step, due, _, _) = ordered(detail)?;
        Ok(NoticePaper {
            facts: self.facts(detail),
            on: step.step.on,
            demand: step.step.text.clone(),
            document: step.step.document.clone(),
            due,
        })
    }

    fn transfer(&self, detail: &ProblemDetail) -> OpResult<TransferPaper> {
        let (step, due, disposal, unit) = handed_over(detail)?;
        let before = detail.steps.iter().take_while(|other| other.id != step.id);
        // A letter to another unit tells what was found and done, not how the office kept its deadlines and numbers.
        let done = before.filter(|other| is_told(&other.step.act));
        let photos = |files: &[Evidence]| files.len();
        let count: usize = photos(&detail.files) + detail.steps.iter().map(|step| photos(&step.files)).sum::<usize>();
        let mut enclosures = vec![format!("{}（编号：{}）", ProblemPaper::Case.label(), detail.line.number)];
        if count > 0 {
            enclosures.push(format!("现场照片等证据材料{count}件"));
        }
        Ok(TransferPaper {
            facts: self.facts(detail),
            on: step.step.on,
            unit: unit.map(|unit| self.unit_name(unit, step.step.on)).transpose()?.unwrap_or_default(),
            disposal: disposal.label().to_owned(),
            text: step.step.text.clone(),
            document: step.step.document.clone(),
            due,
            done: done.map(done_words).collect(),
            enclosures,
        })
    }

    /// The unit as it was called on the day.
    fn unit_name(&self, unit: UnitId, day: NaiveDate) -> OpResult<String> {
        let of_day = self.ws.store.units_at(day)?.into_iter().find(|row| row.id == unit);
        Ok(of_day.map(|row| if row.full_name.is_empty() { row.name } else { row.full_name }).unwrap_or_default())
    }

    fn closure(&self, detail: &ProblemDetail) -> OpResult<ClosurePaper> {
        let line = &detail.line;
        closable(line)?;
        let closing = detail.steps.iter().rfind(|step| matches!(step.step.act, Act::Close));
        let closing = closing.filter(|_| line.state == State::Closed);
        let closers: &[PersonId] = closing.map_or(&[], |step| &step.step.by);
        let of = |label: &'static str, asked: bool, act: fn(&Act) -> bool, others: &[PersonId], words: &[String]| {
            let steps = || detail.steps.iter().filter(move |step| act(&step.step.act));
            // Who found it and took a step too is named once, with the office of the step.
            let takes_step =
                |name: &str| steps().flat_map(|step| &step.by).any(|by| by.starts_with(&format!("{name}（")));
            let mut people: Vec<String> = words
                .iter()
                .flat_map(|names| names.split('、'))
                .filter(|name| !takes_step(name))
                .map(str::to_owned)
                .collect();
            steps().flat_map(|step| &step.by).for_each(|name| {
                if !people.contains(name) {
                    people.push(name.clone());
                }
            });
            let same = others.iter().chain(steps().flat_map(|step| &step.step.by)).any(|one| closers.contains(one));
            let separation = match (asked, closers.is_empty(), same) {
                (false, ..) => Separation::NotAsked,
                (true, true, _) => Separation::Open,
                (true, false, true) => Separation::Same,
                (true, false, false) => Separation::Apart,
            };
            ClosurePart { label, people, separation }
        };
        let found = [found_by(line)];
        let finders = if found[0].is_empty() { &found[..0] } else { &found[..] };
        let closed = |act: &Act| matches!(act, Act::Close);
        let parts = vec![
            of("发现、上报", true, |act| matches!(act, Act::Report { .. }), &line.problem.finders, finders),
            of("整　改", true, |act| matches!(act, Act::Rectify { .. }), &[], &[]),
            of("复　查", false, |act| matches!(act, Act::Review { .. }), &[], &[]),
            of("销号确认", false, closed, &[], &[]),
        ];
        let last = |act: fn(&Act) -> bool| detail.steps.iter().rfind(|step| act(&step.step.act));
        let verdict = detail.steps.iter().rev().find_map(|step| match step.step.act {
            Act::Verify { verdict } => Some(verdict.label()),
            _ => None,
        });
        let disposal = detail.steps.iter().rev().find_map(|step| match step.step.act {
            Act::Dispose { disposal, .. } => Some(disposal.label()),
            _ => None,
        });
        let review = last(|act| matches!(act, Act::Review { .. }));
        Ok(ClosurePaper {
            facts: self.facts(detail),
            verdict: verdict.unwrap_or_default().to_owned(),
            disposal: disposal.unwrap_or_default().to_owned(),
            rectified: if line.rectified.0 == 0 { String::new() } else { line.rectified.chinese() },
            review: review.map(done_words).unwrap_or_default(),
            parts,
            closed_on: closing.map(|step| step.step.on),
            closing: closing.map(|step| step.step.text.clone()).unwrap_or_default(),
            document: closing.map(|step| step.step.document.clone()).unwrap_or_default(),
            evidence: evidence(detail),
        })
    }

    fn supervision(&self, detail: &ProblemDetail) -> OpResult<SupervisionPaper> {
        let (at, step, due) = supervised(detail)?;
        let released = detail.steps[at..].iter().find(|step| matches!(step.step.act, Act::Release));
        Ok(SupervisionPaper {
            facts: self.facts(detail),
            on: step.step.on,
            unit: detail.line.with.clone(),
            demand: step.step.text.clone(),
            document: step.step.document.clone(),
            due,
            steps: detail.steps.iter().filter(|other| other.id != step.id).map(paper_step).collect(),
            released_on: released.map(|step| step.step.on),
        })
    }
}

/// Whether a problem has come to what a paper is about.
///
/// # Errors
/// A fault of `paper`: why it has none, and what to do first.
pub fn ready(paper: ProblemPaper, detail: &ProblemDetail) -> OpResult<()> {
    match paper {
        ProblemPaper::Case => Ok(()),
        ProblemPaper::Notice => ordered(detail).map(drop),
        ProblemPaper::Transfer => handed_over(detail).map(drop),
        ProblemPaper::Closure => closable(&detail.line),
        ProblemPaper::Supervision => supervised(detail).map(drop),
    }
}

/// The last 处置 that ordered to rectify.
fn ordered(detail: &ProblemDetail) -> OpResult<Disposed<'_>> {
    disposal(detail, |disposal| disposal == Disposal::SelfRectify).ok_or_else(|| {
        let way = Disposal::SelfRectify.label();
        missing(format!("{}还没有责令{way}，请先登记「处置：{way}」和整改期限", detail.line.number))
    })
}

/// The last 处置 that handed it to another office.
fn handed_over(detail: &ProblemDetail) -> OpResult<Disposed<'_>> {
    disposal(detail, |disposal| disposal != Disposal::SelfRectify).ok_or_else(|| {
        missing(format!("{}还没有移送，请先登记「处置：移交执法」或「处置：移送部门」", detail.line.number))
    })
}

fn closable(line: &ProblemLine) -> OpResult<()> {
    if matches!(line.state, State::Closed | State::Reviewed | State::Cleared) {
        return Ok(());
    }
    let (number, state) = (&line.number, line.state.label());
    let why = format!("{number}现为「{state}」，还不能销号，请先办到「{}」", State::Reviewed.label());
    Err(missing(why))
}

/// The last 挂牌督办, with its place among the steps and its day.
fn supervised(detail: &ProblemDetail) -> OpResult<(usize, &StepLine, Option<NaiveDate>)> {
    let begun = detail.steps.iter().enumerate().rev().find_map(|(at, step)| match step.step.act {
        Act::Supervise { due } => Some((at, step, due)),
        _ => None,
    });
    begun.ok_or_else(|| missing(format!("{}没有挂牌督办，请先登记「挂牌督办」", detail.line.number)))
}

/// Why there is no such paper.
fn missing(why: String) -> OpFault {
    OpFault::field("paper", why)
}

type Disposed<'a> = (&'a StepLine, Option<NaiveDate>, Disposal, Option<UnitId>);

/// The last 处置 of a sort.
fn disposal(detail: &ProblemDetail, wanted: impl Fn(Disposal) -> bool) -> Option<Disposed<'_>> {
    detail.steps.iter().rev().find_map(|step| match step.step.act {
        Act::Dispose { disposal, unit, due } if wanted(disposal) => Some((step, due, disposal, unit)),
        _ => None,
    })
}

/// 「张三（承包者）」.
fn concerned(concerned: &Concerned) -> String {
    if concerned.part.is_empty() {
        concerned.name.clone()
    } else {
        format!("{}（{}）", concerned.name, concerned.part)
    }
}

/// 「2026年3月5日10:20」.
fn moment(on: NaiveDate, at: Option<NaiveTime>) -> String {
    format!("{}{}", chinese(on), at.map(time::clock).unwrap_or_default())
}

fn paper_step(step: &StepLine) -> PaperStep {
    PaperStep {
        on: moment(step.step.on, step.step.at),
        title: step.title.clone(),
        text: step.step.text.clone(),
        by: step.by.join("、"),
        document: step.step.document.clone(),
        notes: step.notes.clone(),
    }
}

/// Whether a step says something of the case itself: what stopped it, who knows of it, what was found and ordered.
fn is_told(act: &Act) -> bool {
    matches!(
        act,
        Act::Dissuade { .. }
            | Act::Report { .. }
            | Act::Accept
            | Act::Verify { .. }
            | Act::Dispose { .. }
            | Act::Receipt
            | Act::Rectify { .. }
            | Act::Review { .. }
    )
}

/// 「2026年3月5日，劝阻：已停止施工」.
fn done_words(step: &StepLine) -> String {
    let text = step.step.text.trim();
    let text = if text.is_empty() { String::new() } else { format!("：{text}") };
    format!("{}，{}{text}", chinese(step.step.on), step.title)
}

fn evidence(detail: &ProblemDetail) -> Vec<PaperEvidence> {
    let one = |file: &Evidence, of: &str, on: NaiveDate| PaperEvidence {
        name: file.name.clone(),
        of: of.to_owned(),
        on: chinese(on),
    };
    let found = detail.files.iter().map(|file| one(file, "发现", detail.line.problem.found_on));
    let steps = detail.steps.iter().flat_map(|step| step.files.iter().map(|file| one(file, &step.title, step.step.on)));
    found.chain(steps).collect()
}
