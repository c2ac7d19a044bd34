//! Nobody should watch over themselves: a warning when one person stands on both sides of a pairing (G22).

use crate::{
    domain::{
        date::Period,
        id::{PersonId, PostId},
    },
    ops::{OpResult, Tx},
    store::PairingRow,
};

use super::words;

/// Warns when somebody is both the 监管 and the 监督 of `pairing` at some time.
pub(super) fn warn_of_both_sides(tx: &mut Tx<'_>, pairing: &PairingRow) -> OpResult<()> {
    warn(tx, pairing, None)
}

/// Warns when a new term makes a person stand on both sides of a pairing.
pub(in crate::ops) fn warn_of_both_sides_through(
    tx: &mut Tx<'_>,
    post: PostId,
    person: PersonId,
    term: &Period,
) -> OpResult<()> {
    for row in tx.store.duties_of_post(post)? {
        for pairing in tx.store.pairings_of_duty(row.duty.id)? {
            if pairing.period.overlaps(term) {
                warn(tx, &pairing, Some(person))?;
            }
        }
    }
    Ok(())
}

fn warn(tx: &mut Tx<'_>, pairing: &PairingRow, only: Option<PersonId>) -> OpResult<()> {
    let (overseer, supervisor) = (words::duty(tx, pairing.overseer)?, words::duty(tx, pairing.supervisor)?);
    let supervisors = words::people(tx, &supervisor)?;
    for (person, name, time) in words::people(tx, &overseer)? {
        if only.is_some_and(|only| only != person) {
            continue;
        }
        let both = supervisors
            .iter()
            .filter(|(other, ..)| *other == person)
            .filter_map(|(.., others_time)| time.common(others_time)?.common(&pairing.period))
            .next();
        if let Some(both) = both {
            tx.warn(format!(
                "{name}在{}既是{}又是{}，监督与监管由同一人担任，请核对",
                both.chinese(),
                words::role(tx, &supervisor, both.from)?,
                words::role(tx, &overseer, both.from)?
            ));
        }
    }
    Ok(())
}
