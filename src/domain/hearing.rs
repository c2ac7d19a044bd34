//! 听取汇报: the leaders of a grid hear what those of the grids below report (R056).

use super::problem::words;

/// 「要定期听取网格责任人工作情况汇报」.
pub const LINE: u32 = 790;

words! {
    /// What somebody did at a hearing.
    HearingPart {
        Hears = "听取人",
        Reports = "汇报人",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_speaks_of_hearings() {
        let clause = crate::domain::plan::clause(LINE).unwrap();
        assert!(clause.text.contains("要定期听取网格责任人工作情况汇报"));
    }
}
