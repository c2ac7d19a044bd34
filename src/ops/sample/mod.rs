//! STUB
use super::{Outcome, OpResult, Workspace};
#[derive(Clone, Debug)]
pub struct SamplePlan { pub seed: u64, pub years: u32, pub patrols: u32, pub today: chrono::NaiveDate }
impl Workspace {
    pub fn fill_sample(&mut self, _plan: &SamplePlan, _progress: &mut dyn FnMut(u64, u64)) -> OpResult<Outcome> { todo!() }
}
