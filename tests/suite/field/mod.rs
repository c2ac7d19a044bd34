//! Data from the field: files of every kind, good and bad, and taking them.

pub mod files;
mod take;
