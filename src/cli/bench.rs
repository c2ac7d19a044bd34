//! STUB
use super::{args, out::{CliResult, Out}};
pub fn run(_bench: &args::Bench, _out: &mut Out) -> CliResult<u8> { todo!() }
