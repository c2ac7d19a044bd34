//! 上报 and 越级: to whom a problem may be reported, and which levels are skipped and so informed (G34, L776, L794).

use crate::domain::{fault::Faults, id::GridId};

/// In what part somebody reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reporter {
    /// 监管人 of any level: may report to 镇（街道） and above at any time (L776).
    Overseer,
    /// 网格员 and everyone else: past the next level only when it is urgent (L794).
    Other,
}

/// The levels that a report to `to` skips. `above`: the grids above the one who reports, the next one first.
///
/// # Errors
/// Faults of `to`, `urgent` and `reason`.
pub fn skipped(above: &[GridId], to: GridId, by: Reporter, urgent: bool, reason: &str) -> Result<Vec<GridId>, Faults> {
    let Some(place) = above.iter().position(|grid| *grid == to) else {
        return Err(Faults::one("to", "只能上报给上级网格，请重新选择"));
    };
    let past = &above[..place];
    let mut faults = Faults::default();
    if !past.is_empty() && by == Reporter::Other {
        if !urgent {
            faults.add("urgent", "越级上报限于紧急情况，请勾选紧急；不紧急的请上报给上一级网格");
        }
        if reason.is_empty() {
            faults.add("reason", "越级上报请写明紧急情况和越级的原因");
        }
    }
    faults.or(past.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOVE: [GridId; 3] = [GridId(3), GridId(2), GridId(1)];

    #[test]
    fn the_next_level_needs_no_reason() {
        assert_eq!(skipped(&ABOVE, GridId(3), Reporter::Other, false, ""), Ok(vec![]));
    }

    #[test]
    fn past_it_only_when_urgent_and_with_a_reason() {
        let faults = skipped(&ABOVE, GridId(1), Reporter::Other, false, "").unwrap_err();
        assert!(faults.of("urgent").is_some() && faults.of("reason").is_some());
        assert!(skipped(&ABOVE, GridId(2), Reporter::Other, true, "").unwrap_err().of("urgent").is_none());
        assert_eq!(skipped(&ABOVE, GridId(1), Reporter::Other, true, "正在取土"), Ok(vec![GridId(3), GridId(2)]));
    }

    #[test]
    fn overseers_may_any_time_and_the_skipped_are_still_informed() {
        assert_eq!(skipped(&ABOVE, GridId(1), Reporter::Overseer, false, ""), Ok(vec![GridId(3), GridId(2)]));
    }

    #[test]
    fn nobody_reports_down_or_aside() {
        let fault = skipped(&ABOVE, GridId(9), Reporter::Overseer, true, "急").unwrap_err();
        assert!(fault.of("to").unwrap().contains("上级网格"));
    }
}
