//! 问题处置单: the facts of a problem, every step, and its photos before and after.

use super::{BLANK_DAY, Fact, ROW, facts_table, head, heading, photos::photos, problem_facts, signatures, steps_table};
use crate::{
    domain::problem::paper::{CasePaper, ProblemPaper},
    print::flow::{Flow, Paper},
};

pub fn lay_out(paper: &CasePaper) -> Flow {
    let mut flow = Flow::new(Paper::PORTRAIT);
    head(&mut flow, ProblemPaper::Case.label(), &paper.facts);
    problem_facts(&mut flow, &paper.facts);
    heading(&mut flow, "办理过程");
    steps_table(&mut flow, &paper.steps);
    flow.skip(2.5);
    let opinion = format!("\n\n签字：　　　　　　　　　{BLANK_DAY}");
    let mut last = vec![Fact::Whole("办理用时", &paper.elapsed)];
    let files = paper.files.join("、");
    if !files.is_empty() {
        last.push(Fact::Whole("其他附件", &files));
    }
    last.push(Fact::Whole("审核意见", &opinion));
    flow.keep(ROW * 2.0 + 18.0);
    facts_table(&mut flow, &last);
    signatures(&mut flow, &["发现人", "经办人", "复查人"]);
    photos(&mut flow, "整改前照片", &paper.before);
    photos(&mut flow, "整改后照片", &paper.after);
    flow
}
