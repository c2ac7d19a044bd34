//! The forms of the page of people and posts.

mod appoint;
mod person;
mod post;
mod unit;
mod unit_name;

pub use appoint::Appointment;
pub use person::PersonForm;
pub use post::PostForm;
pub use unit::UnitForm;
pub use unit_name::UnitNameForm;
