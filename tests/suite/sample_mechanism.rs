//! What the sample shows of 机制台账: one town late, one missing, a member who left office, targets that add up.

use chrono::Datelike;
use gengbao::{
    domain::pledge::Tier,
    ops::{
        Workspace,
        query::mechanism::{
            FilingState, MemberState, PledgeState, documents, filings, filings_missing, groups, pledges,
        },
        sample::SamplePlan,
        workspace::NewWorkspace,
    },
};

use crate::support::{now, today};

#[test]
fn the_mechanism_ledgers_of_the_sample_show_every_case() {
    let new = NewWorkspace {
        name: "示范".into(), office: "示范".into(), operator: "示范管理员".into(), sample: true
    };
    let mut ws = Workspace::in_memory(&new, Box::new(now), 1).unwrap();
    ws.fill_sample(&SamplePlan { patrols: 100, ..SamplePlan::default() }, &mut |_, _| ()).unwrap();
    let year = today().year();
    let count = |year, is: fn(&FilingState) -> bool| {
        filings(&ws, year, today()).unwrap().lines.iter().filter(|line| is(&line.state)).count()
    };
    assert_eq!(count(year, |state| matches!(state, FilingState::Late(12))), 1);
    assert_eq!(
        (count(year, |state| *state == FilingState::InTime), filings_missing(&ws, today()).unwrap().len()),
        (9, 1)
    );
    assert_eq!(count(year - 1, |state| *state == FilingState::Missing), 0);
    assert!(filings(&ws, year, today()).unwrap().lines.iter().any(|line| line.filings.len() == 2));
    let book = documents(&ws, today()).unwrap();
    assert_eq!(book.missing.len(), 2, "two without 奖惩措施");
    let book = groups(&ws, today()).unwrap();
    assert_eq!((book.groups.len(), book.missing.len()), (11, 1));
    assert!(book.groups.iter().all(|group| group.members.len() > 5));
    let seats = book.groups.iter().flat_map(|group| &group.members);
    assert!(seats.clone().any(|seat| seat.state == MemberState::LeftOffice));
    assert!(seats.clone().any(|seat| seat.state == MemberState::Sits));
    for year in [year - 1, year] {
        let all = pledges(&ws, year, today()).unwrap();
        assert!(all.lines.iter().all(|line| line.state != PledgeState::Missing));
        assert!(
            all.of(Tier::Town).all(|line| line.targets == line.below),
            "a town's targets are the sum of its villages'"
        );
        assert!(all.lines.iter().filter(|line| line.signed_on.is_some()).all(|line| !line.lower.people.is_empty()));
    }
    let signed = pledges(&ws, year, today()).unwrap().signed(Tier::Village);
    assert!(signed.0 < signed.1, "some have not signed yet: {signed:?}");
    assert!(ws.verify().unwrap().is_empty());
}
