//! What holds for every picture, whatever the district looks like: proven over random charts.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        diagram::{Card, CardRow, ChargeLine, DiagramPaper, Heads, PairingLine, RoleBox, Seat},
        roster::Role,
    },
    print::{Item, breaking::HALF_EMPTY_AFTER, fonts, page::MM_PER_PT},
};

const EDGE: f32 = 0.06;

fn seat() -> impl Strategy<Value = Seat> {
    let names = prop::sample::select(vec!["王𠮷", "李㛃", "欧阳某某", "格根·图雅", "布仁巴雅尔额尔敦", "张某"]);
    let posts = prop::sample::select(vec![
        "区长",
        "副区长（分管自然资源、农牧）",
        "区自然资源分局副局长（国土空间规划和用途管制）",
        "",
        "村党支部书记、村委会主任",
    ]);
    (prop::option::weighted(0.9, names), posts, prop::bool::weighted(0.2)).prop_map(|(name, post, phone)| Seat {
        name: name.map(str::to_owned),
        post: post.to_owned(),
        phone: if phone { "000-80000001".to_owned() } else { String::new() },
    })
}

fn role(role: Role) -> impl Strategy<Value = RoleBox> {
    prop::collection::vec(seat(), 1..3).prop_map(move |people| RoleBox { role, people })
}

fn card() -> impl Strategy<Value = Card> {
    let names =
        || prop::sample::select(vec!["罕台镇", "泊尔江海子镇", "亿利金威社区", "一社", "巴音门克街道", "查干布拉格村"]);
    let people = prop::collection::vec(prop::option::weighted(0.9, Just("王某某".to_owned())), 0..4);
    let row = (names(), people).prop_map(|(name, people)| CardRow { grid: GridId(3), name: name.to_owned(), people });
    let roles = prop::collection::vec(prop_oneof![role(Role::ChiefSupervisor), role(Role::Overseer)], 0..4);
    (names(), prop::bool::ANY, roles, prop::collection::vec(row, 0..26)).prop_map(|(name, noted, roles, rows)| Card {
        grid: GridId(2),
        name: name.to_owned(),
        note: if noted { "未列入附件2、无耕地".to_owned() } else { String::new() },
        roles,
        rows,
    })
}

fn chart() -> impl Strategy<Value = Chart> {
    let sizes = (0..9_usize, 0..7_usize, 0..20_usize);
    sizes.prop_flat_map(|(leaders, overseers, cards)| {
        let line = (0..leaders.max(1), 0..cards.max(1));
        let pairing = (0..overseers.max(1), 0..leaders.max(1), prop::option::of(0..cards.max(1)));
        let heads = (
            prop::option::of(role(Role::Coordinator)),
            prop::option::weighted(0.9, role(Role::ChiefSupervisor)),
            prop::option::of(role(Role::ChiefOverseer)),
            prop::bool::ANY,
        );
        let boxes = (
            prop::collection::vec(role(Role::DeputySupervisor), leaders),
            prop::collection::vec(role(Role::DeputyOverseer), overseers),
            prop::collection::vec(card(), cards),
        );
        let lines = (prop::collection::btree_set(line, 0..16), prop::collection::btree_set(pairing, 0..10));
        (heads, boxes, lines, prop::bool::ANY).prop_map(move |(heads, boxes, lines, posts_in_cards)| Chart {
            heads: Heads { coordinators: heads.0, chief: heads.1, chief_overseers: heads.2, paired: heads.3 },
            leaders: boxes.0,
            overseers: boxes.1,
            cards: boxes.2,
            charges: lines.0.into_iter().filter(|_| leaders * cards > 0).map(charge).collect(),
            pairings: lines.1.into_iter().filter(|_| overseers * leaders * cards > 0).map(pair).collect(),
            posts_in_cards,
            ..Chart::new("东胜区耕地保护一级网格导图", GridId(1))
        })
    })
}

fn charge((leader, card): (usize, usize)) -> ChargeLine {
    ChargeLine { leader, card }
}

fn pair((overseer, leader, card): (usize, usize, Option<usize>)) -> PairingLine {
    PairingLine { overseer, leader, card }
}

fn picture_of(chart: Chart, paper: DiagramPaper, upright: bool) -> Picture {
    let frame = super::samples::frame();
    diagram(&Diagram { frame, title: chart.title.clone(), paper, upright, charts: vec![chart] })
}

fn inside(inner: &Area, outer: &Area) -> bool {
    inner.x >= outer.x - EDGE
        && inner.y >= outer.y - EDGE
        && inner.right() <= outer.right() + EDGE
        && inner.bottom() <= outer.bottom() + EDGE
}

fn overlap(one: &Area, other: &Area) -> bool {
    one.x < other.right() - EDGE
        && other.x < one.right() - EDGE
        && one.y < other.bottom() - EDGE
        && other.y < one.bottom() - EDGE
}

fn boxes(page: &PicturePage) -> Vec<&Spot> {
    page.spots.iter().filter(|spot| spot.kind != SpotKind::Row).collect()
}

/// Everything on the paper, boxes apart, rows in boxes.
fn check_places(picture: &Picture) -> Result<(), TestCaseError> {
    for (page, marks) in picture.document.pages.iter().zip(&picture.pages) {
        let paper = Area { x: 8.0, y: 8.0, width: page.width_mm - 16.0, height: page.height_mm - 16.0 };
        let boxes = boxes(marks);
        for (place, spot) in boxes.iter().enumerate() {
            prop_assert!(inside(&spot.area, &paper), "{} is off the paper: {:?}", spot.label, spot.area);
            for other in &boxes[place + 1..] {
                prop_assert!(!overlap(&spot.area, &other.area), "{spot:?} overlaps {other:?}");
            }
        }
        for row in marks.spots.iter().filter(|spot| spot.kind == SpotKind::Row) {
            prop_assert!(boxes.iter().any(|spot| inside(&row.area, &spot.area)), "{row:?} is in no box");
        }
        for item in &page.items {
            if let Item::Text { x, y, size_pt, face, text, .. } = item {
                // Half of a closing mark is empty and may hang over.
                let hanging = if text.ends_with(HALF_EMPTY_AFTER) { size_pt * MM_PER_PT / 2.0 } else { 0.0 };
                let width = fonts().width_mm(*face, *size_pt, text) - hanging;
                let line = Area { x: *x, y: y - 0.1, width, height: 0.1 };
                prop_assert!(*size_pt >= 5.5 && inside(&line, &paper), "{text} at {line:?}");
                let crossing = boxes.iter().find(|spot| overlap(&line, &spot.area) && !inside(&line, &spot.area));
                prop_assert!(crossing.is_none(), "{text} runs over the edge of {crossing:?}");
            }
        }
    }
    Ok(())
}

/// A stretch of a line.
fn stretch(ends: &[[f32; 2]]) -> Area {
    let (x0, x1) = (ends[0][0].min(ends[1][0]), ends[0][0].max(ends[1][0]));
    let (y0, y1) = (ends[0][1].min(ends[1][1]), ends[0][1].max(ends[1][1]));
    Area { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
}

/// Lines begin and end at their boxes and run through none.
fn check_lines(picture: &Picture, chart: &Chart) -> Result<(), TestCaseError> {
    let mut drawn = BTreeSet::new();
    for marks in &picture.pages {
        for edge in marks.edges.iter().filter(|edge| edge.kind == EdgeKind::Charge) {
            let (from, to) = (&marks.spots[edge.from], &marks.spots[edge.to]);
            let (SpotKind::Leader(leader), SpotKind::Card(card)) = (from.kind, to.kind) else {
                return Err(TestCaseError::fail(format!("{from:?} → {to:?}")));
            };
            drawn.insert(charge((leader, card)));
            let (first, last) = (edge.points[0], edge.points[edge.points.len() - 1]);
            prop_assert!(
                (first[1] - from.area.bottom()).abs() < EDGE && first[0] > from.area.x && first[0] < from.area.right()
            );
            prop_assert!((last[1] - to.area.y).abs() < EDGE && last[0] > to.area.x && last[0] < to.area.right());
        }
        for edge in &marks.edges {
            for ends in edge.points.windows(2) {
                let line = stretch(ends);
                prop_assert!(line.width < EDGE || line.height < EDGE, "{edge:?} is not straight");
                let hit = boxes(marks).into_iter().find(|spot| touches(&line, &spot.area));
                prop_assert!(hit.is_none(), "{edge:?} runs through {hit:?}");
            }
        }
        check_apart(marks)?;
    }
    prop_assert_eq!(drawn, chart.charges.iter().copied().collect::<BTreeSet<_>>());
    Ok(())
}

/// Whether a line runs through the inside of a box.
fn touches(line: &Area, area: &Area) -> bool {
    line.x < area.right() - EDGE
        && line.right() > area.x + EDGE
        && line.y < area.bottom() - EDGE
        && line.bottom() > area.y + EDGE
}

/// 包联 lines of different leaders cross, but never lie on each other.
fn check_apart(marks: &PicturePage) -> Result<(), TestCaseError> {
    let lines: Vec<(usize, Area)> = marks
        .edges
        .iter()
        .filter(|edge| edge.kind == EdgeKind::Charge)
        .flat_map(|edge| edge.points.windows(2).map(|ends| (edge.from, stretch(ends))))
        .collect();
    for (place, (from, one)) in lines.iter().enumerate() {
        for (other_from, other) in lines[place + 1..].iter().filter(|(other, _)| other != from) {
            let upright = one.width < EDGE && other.width < EDGE && (one.x - other.x).abs() < 0.2;
            let level = one.height < EDGE && other.height < EDGE && (one.y - other.y).abs() < 0.2;
            let long =
                |from: f32, to: f32, other_from: f32, other_to: f32| to.min(other_to) - from.max(other_from) > 0.2;
            let on_each_other = upright && long(one.y, one.bottom(), other.y, other.bottom())
                || level && long(one.x, one.right(), other.x, other.right());
            prop_assert!(!on_each_other, "lines of {from} and {other_from}: {one:?} {other:?}");
        }
    }
    Ok(())
}

/// Nobody and no grid is left out.
fn check_content(picture: &Picture, chart: &Chart) -> Result<(), TestCaseError> {
    let kinds: Vec<SpotKind> = picture.pages.iter().flat_map(|page| &page.spots).map(|spot| spot.kind).collect();
    let at_the_side: BTreeSet<usize> =
        chart.pairings.iter().filter(|line| line.card.is_none()).map(|line| line.overseer).collect();
    prop_assert!((0..chart.leaders.len()).all(|leader| kinds.contains(&SpotKind::Leader(leader))));
    prop_assert!((0..chart.cards.len()).all(|card| kinds.contains(&SpotKind::Card(card))));
    for overseer in 0..chart.overseers.len() {
        prop_assert!(at_the_side.contains(&overseer) || kinds.contains(&SpotKind::Overseer(overseer)));
    }
    let rows = chart.cards.iter().map(|card| card.rows.len()).sum::<usize>();
    let shown = kinds.iter().filter(|kind| **kind == SpotKind::Row).count();
    prop_assert!(shown >= rows, "{shown} of {rows} rows");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn boxes_stay_apart_on_the_paper_and_lines_end_at_their_boxes(
        chart in chart(),
        a3 in any::<bool>(),
        upright in any::<bool>(),
    ) {
        let paper = if a3 { DiagramPaper::A3 } else { DiagramPaper::A4 };
        let picture = picture_of(chart.clone(), paper, upright);
        check_places(&picture)?;
        check_lines(&picture, &chart)?;
        check_content(&picture, &chart)?;
    }
}

#[test]
fn heads_keep_their_places_when_one_is_missing() {
    let vacant = |role| Some(RoleBox::vacant(role));
    let heads = Heads {
        coordinators: vacant(Role::Coordinator),
        chief_overseers: vacant(Role::ChiefOverseer),
        ..Heads::default()
    };
    let chart = Chart { heads, ..Chart::new("图", GridId(1)) };
    check_places(&picture_of(chart, DiagramPaper::A4, false)).unwrap();
}

#[test]
fn a_card_longer_than_a_page_goes_on_beside_itself() {
    let row =
        |number: i64| CardRow {
            grid: GridId(number), name: format!("{number}社"), people: vec![Some("王某".into())]
        };
    let card = Card {
        grid: GridId(1),
        name: "长村".into(),
        note: String::new(),
        roles: Vec::new(),
        rows: (0..400).map(row).collect(),
    };
    let chart = Chart { cards: vec![card], ..Chart::new("图", GridId(1)) };
    let picture = picture_of(chart.clone(), DiagramPaper::A4, false);
    check_places(&picture).unwrap();
    check_content(&picture, &chart).unwrap();
    let parts = picture.pages.iter().flat_map(|page| &page.spots).filter(|spot| spot.kind == SpotKind::Card(0)).count();
    assert!(parts > 3, "{parts}");
}
