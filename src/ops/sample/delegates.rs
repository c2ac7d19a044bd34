//! 指派专人 in the sample (R042): the 副总监管人 of the two bureaus send one person each, one of them for a single town.

use super::{since, writer::Writer};
use crate::{
    domain::{date::Period, id::DelegateId, roster::Role},
    ops::OpResult,
    store::DelegateRow,
};

/// 副总监管人 who have sent somebody; the others have not yet.
const SENT: usize = 5;

/// Comes last: people drawn here change nothing that is drawn before.
pub fn fill(writer: &mut Writer<'_, '_>) -> OpResult<()> {
    let district = writer.district()?.id;
    let duties = writer.store.duties_of_grid(district, since())?.into_iter();
    let overseers = duties.filter(|row| row.duty.role == Role::DeputyOverseer).take(SENT);
    for (place, row) in overseers.enumerate() {
        let person = writer.official(None)?;
        let Some(known) = writer.store.person(person)? else { continue };
        let paired = writer.store.pairings_of_duty(row.duty.id)?;
        let grid = paired.first().and_then(|pairing| pairing.grid).filter(|_| place == 0);
        let (id, document) = (DelegateId(writer.id()), String::new());
        let (duty, person_name, period) = (row.duty.id, known.name, Period::since(since()));
        writer.store.add_delegate(&DelegateRow { id, duty, grid, person, person_name, period, document })?;
    }
    Ok(())
}
