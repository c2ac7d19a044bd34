//! Days without anyone and days with more than one, found among periods.

use crate::domain::date::Period;

/// The parts of `window` that none of `held` covers, in order.
pub(super) fn gaps(window: Period, mut held: Vec<Period>) -> Vec<Period> {
    held.sort_unstable_by_key(|period| period.from);
    let (mut gaps, mut covered) = (Vec::new(), window.from);
    for period in held {
        if window.until.is_some_and(|until| period.from >= until) {
            break;
        }
        if period.from > covered {
            gaps.push(Period { from: covered, until: Some(period.from) });
        }
        match period.until {
            None => return gaps,
            Some(until) => covered = covered.max(until),
        }
    }
    if window.until.is_none_or(|until| covered < until) {
        gaps.push(Period { from: covered, until: window.until });
    }
    gaps
}

/// The parts of `window` that two of `held` cover at once, with the places of the two.
pub(super) fn overlaps(window: Period, held: &[Period]) -> Vec<(usize, usize, Period)> {
    let mut order: Vec<usize> = (0..held.len()).collect();
    order.sort_unstable_by_key(|place| held[*place].from);
    let mut overlaps = Vec::new();
    for (nth, one) in order.iter().enumerate() {
        let later = order[nth + 1..].iter();
        for other in later.take_while(|other| held[*one].reaches(held[**other].from)) {
            let both = held[*one].common(&held[*other]).and_then(|both| both.common(&window));
            overlaps.extend(both.map(|both| (*one, *other, both)));
        }
    }
    overlaps
}

/// The parts of `inner` that lie outside `life`.
pub(super) fn outside(inner: Period, life: Period) -> Vec<Period> {
    gaps(inner, vec![life])
}
