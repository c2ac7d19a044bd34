//! Who sat where and when, kept in memory while the sample is written: terms are settled first, rows follow.

use chrono::NaiveDate;

use crate::domain::{
    date::Period,
    id::{DutyId, PersonId},
};

/// One person's time in a post or a work slot.
#[derive(Clone, Debug)]
pub struct Term {
    pub person: PersonId,
    pub period: Period,
    pub document: String,
}

/// A post or work slot with everyone who held it, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Seat {
    pub terms: Vec<Term>,
}

impl Seat {
    pub fn held(person: PersonId, from: NaiveDate, document: &str) -> Self {
        Self { terms: vec![Term { person, period: Period::since(from), document: document.to_owned() }] }
    }

    /// Who holds it on a day; nobody while it is vacant.
    pub fn on(&self, day: NaiveDate) -> Option<PersonId> {
        self.terms.iter().find(|term| term.period.contains(day)).map(|term| term.person)
    }

    /// The present holder leaves; `on` is the first day vacant.
    pub fn leave(&mut self, on: NaiveDate) {
        if let Some(last) = self.terms.last_mut()
            && last.period.until.is_none()
        {
            last.period.until = Some(on);
        }
    }

    /// A successor comes; the predecessor's term ends that day.
    pub fn take_over(&mut self, person: PersonId, on: NaiveDate, document: &str) {
        self.leave(on);
        self.terms.push(Term { person, period: Period::since(on), document: document.to_owned() });
    }
}

/// A person's duty in a work slot of level 3 or below.
#[derive(Clone, Copy, Debug)]
pub struct PersonDuty {
    pub duty: DutyId,
    pub period: Period,
}

/// The days both periods are in force.
pub fn common(one: &Period, other: &Period) -> Option<Period> {
    let until = match (one.until, other.until) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    one.overlaps(other).then(|| Period { from: one.from.max(other.from), until })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 3, d).unwrap()
    }

    #[test]
    fn a_seat_passes_on_the_day_of_the_successor_and_may_stay_empty() {
        let mut seat = Seat::held(PersonId(1), day(1), "");
        seat.take_over(PersonId(2), day(5), "");
        seat.leave(day(9));
        assert_eq!(
            [4, 5, 8, 9].map(|d| seat.on(day(d))),
            [Some(PersonId(1)), Some(PersonId(2)), Some(PersonId(2)), None]
        );
    }

    #[test]
    fn common_days_are_those_of_both() {
        let (old, new) = (Period { from: day(1), until: Some(day(5)) }, Period::since(day(5)));
        assert_eq!(common(&old, &new), None);
        assert_eq!(common(&old, &Period::since(day(3))), Some(Period { from: day(3), until: Some(day(5)) }));
    }
}
