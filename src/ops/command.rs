//! Every change a person can make, as plain data: window, command line, scripts and tests send the same commands.

use serde::{Deserialize, Serialize};

use super::{
    OpResult, Tx, assess, calendar, clue, field, fields, grid, hearing, hint, import, issue, logbook, mechanism,
    monthly, newcomer, office, patrol, patrol_rule, problem, reform, roster, tip,
};
use crate::{
    domain::{desk::Right, id::GridId, patrol::Patrol, problem::Problem, tip::Tip},
    store::Store,
};

/// Declares the commands: variant, argument type (with the type flattened into it and its own fields beside that, spaces between), the
/// function that runs it, its stable name, and the right it needs.
macro_rules! commands {
    ($($variant:ident($args:ty $(, $flat:ty, $own:literal)?) => $run:path, $name:literal, $right:ident;)*) => {
        /// One change. In JSON: `{"do": "log_patrol", …fields…}`.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "do", rename_all = "snake_case")]
        pub enum Command {
            $($variant($args),)*
        }

        /// The stable name of every command with the right it needs.
        pub const COMMANDS: &[(&str, Right)] = &[$(($name, Right::$right),)*];

        impl Command {
            /// Its stable name, as in JSON and in the log.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)* }
            }

            /// The names of a command's fields; none for unknown names.
            pub fn fields(name: &str) -> Vec<&'static str> {
                match name {
                    $($name => {
                        [fields::of::<$args>().to_vec()
                            $(, $own.split(' ').collect(), fields::of::<$flat>().to_vec())?].concat()
                    })*
                    _ => Vec::new(),
                }
            }

            /// Runs it inside an operation and answers what happened, in plain Chinese.
            pub(super) fn run(self, tx: &mut Tx<'_>) -> OpResult<String> {
                match self { $(Self::$variant(args) => $run(tx, args),)* }
            }
        }
    };
}

commands! {
    AddGrid(grid::AddGrid) => grid::add, "add_grid", Manage;
    RenameGrid(grid::RenameGrid) => grid::rename, "rename_grid", Manage;
    CorrectGrid(grid::CorrectGrid) => grid::correct, "correct_grid", Manage;
    MoveGrid(grid::MoveGrid) => grid::move_to, "move_grid", Manage;
    CloseGrid(grid::CloseGrid) => grid::close, "close_grid", Manage;
    Reform(reform::Reform) => reform::reform, "reform", Manage;
    SetFocus(grid::SetFocus) => grid::set_focus, "set_focus", Manage;
    AddUnit(office::AddUnit) => office::add_unit, "add_unit", Manage;
    RenameUnit(office::RenameUnit) => office::rename_unit, "rename_unit", Manage;
    EditUnit(office::EditUnit, office::AddUnit, "unit") => office::edit_unit, "edit_unit", Manage;
    AddPerson(office::AddPerson) => office::add_person, "add_person", Manage;
    EditPerson(office::EditPerson, office::AddPerson, "person") => office::edit_person, "edit_person", Manage;
    AddPost(office::AddPost) => office::add_post, "add_post", Manage;
    EditPost(office::EditPost) => office::edit_post, "edit_post", Manage;
    ClosePost(office::ClosePost) => office::close_post, "close_post", Manage;
    Appoint(office::Appoint) => office::appoint, "appoint", Manage;
    EndIncumbency(office::EndIncumbency) => office::end_incumbency, "end_incumbency", Manage;
    NameNewcomer(newcomer::NameNewcomer) => newcomer::name, "name_newcomer", Manage;
    AssignDuty(roster::AssignDuty) => roster::assign, "assign_duty", Manage;
    SucceedDuty(roster::SucceedDuty) => roster::succeed, "succeed_duty", Manage;
    EndDuty(roster::EndDuty) => roster::end, "end_duty", Manage;
    AddCharge(roster::AddCharge) => roster::add_charge, "add_charge", Manage;
    EndCharge(roster::EndCharge) => roster::end_charge, "end_charge", Manage;
    AddPairing(roster::AddPairing) => roster::add_pairing, "add_pairing", Manage;
    EndPairing(roster::EndPairing) => roster::end_pairing, "end_pairing", Manage;
    SetCharges(roster::SetCharges) => roster::set_charges, "set_charges", Manage;
    SetPairings(roster::SetPairings) => roster::set_pairings, "set_pairings", Manage;
    AssignDelegate(roster::AssignDelegate) => roster::assign_delegate, "assign_delegate", Manage;
    EndDelegate(roster::EndDelegate) => roster::end_delegate, "end_delegate", Manage;
    LogPatrol(patrol::LogPatrol, Patrol, "files") => patrol::log, "log_patrol", Record;
    LogPatrols(logbook::LogPatrols) => logbook::log, "log_patrols", Record;
    EditPatrol(patrol::EditPatrol, Patrol, "id") => patrol::edit, "edit_patrol", Record;
    DeletePatrol(patrol::DeletePatrol) => patrol::delete, "delete_patrol", Record;
    AttachFiles(patrol::AttachFiles) => patrol::attach, "attach_files", Record;
    DetachFile(patrol::DetachFile) => patrol::detach, "detach_file", Record;
    TakeField(field::TakeField) => field::take, "take_field", Record;
    RemoveTrack(field::RemoveTrack) => field::remove, "remove_track", Record;
    SaveSource(field::SaveSource) => field::save_source, "save_source", Record;
    ForgetSource(field::ForgetSource) => field::forget_source, "forget_source", Record;
    AddPatrolRule(patrol_rule::AddPatrolRule) => patrol_rule::add, "add_patrol_rule", Manage;
    EditPatrolRule(patrol_rule::EditPatrolRule, patrol_rule::AddPatrolRule, "rule") => patrol_rule::edit, "edit_patrol_rule", Manage;
    EndPatrolRule(patrol_rule::EndPatrolRule) => patrol_rule::end, "end_patrol_rule", Manage;
    DeletePatrolRule(patrol_rule::DeletePatrolRule) => patrol_rule::delete, "delete_patrol_rule", Manage;
    AdoptPatrolRules(patrol_rule::AdoptPatrolRules) => patrol_rule::adopt, "adopt_patrol_rules", Manage;
    AddWaiver(patrol_rule::AddWaiver) => patrol_rule::add_waiver, "add_waiver", Record;
    EditWaiver(patrol_rule::EditWaiver, patrol_rule::AddWaiver, "waiver") => patrol_rule::edit_waiver, "edit_waiver", Record;
    DeleteWaiver(patrol_rule::DeleteWaiver) => patrol_rule::delete_waiver, "delete_waiver", Record;
    AddProblem(problem::AddProblem, Problem, "files") => problem::add, "add_problem", Record;
    EditProblem(problem::EditProblem, Problem, "id") => problem::edit, "edit_problem", Record;
    ReceiveTip(tip::ReceiveTip, Tip, "reporter files") => tip::receive, "receive_tip", Record;
    EditTip(tip::EditTip, Tip, "id") => tip::edit, "edit_tip", Record;
    SealIdentity(tip::SealIdentity) => tip::seal_identity, "seal_identity", Record;
    OpenIdentity(tip::OpenIdentity) => tip::open_identity, "open_identity", Manage;
    VerifyTip(tip::VerifyTip) => tip::verify, "verify_tip", Record;
    AnswerTip(tip::AnswerTip) => tip::answer, "answer_tip", Record;
    RewardTip(tip::RewardTip) => tip::reward, "reward_tip", Manage;
    TakeStep(problem::TakeStep, problem::StepFields, "id") => problem::take, "take_step", Record;
    AttachEvidence(problem::AttachEvidence) => problem::attach, "attach_evidence", Record;
    DetachEvidence(problem::DetachEvidence) => problem::detach, "detach_evidence", Record;
    SetStepLimit(problem::SetStepLimit) => problem::set_limit, "set_step_limit", Manage;
    RecountDeadlines(problem::RecountDeadlines) => problem::recount, "recount_deadlines", Manage;
    OpenAssessment(assess::OpenAssessment) => assess::open, "open_assessment", Assess;
    IncludeObject(assess::IncludeObject) => assess::include_object, "include_object", Assess;
    FreezeObjects(assess::FreezeObjects) => assess::freeze_objects, "freeze_objects", Assess;
    SetScore(assess::SetScore) => assess::set_score, "set_score", Assess;
    ConfirmAssessment(assess::ConfirmAssessment) => assess::confirm, "confirm_assessment", Assess;
    CorrectScore(assess::CorrectScore) => assess::correct_score, "correct_score", Assess;
    RenewTerm(office::RenewTerm) => office::renew_term, "renew_term", Manage;
    Import(import::Import) => import::import, "import", Manage;
    SetSetting(office::SetSetting) => office::set_setting, "set_setting", Manage;
    IssueSheets(issue::IssueSheets) => issue::issue, "issue_sheets", Manage;
    SetFilingDeadline(mechanism::SetFilingDeadline) => mechanism::set_deadline, "set_filing_deadline", Manage;
    FileGrids(mechanism::FileGrids, mechanism::Filing, "files") => mechanism::file, "file_grids", Manage;
    EditFiling(mechanism::EditFiling, mechanism::Filing, "filing") => mechanism::edit_filing, "edit_filing", Manage;
    DeleteFiling(mechanism::DeleteFiling) => mechanism::delete_filing, "delete_filing", Manage;
    RegisterFilings(mechanism::RegisterFilings) => mechanism::register_filings, "register_filings", Manage;
    AddDutyDocument(mechanism::AddDutyDocument, mechanism::DutyDocument, "files") => mechanism::add_document, "add_duty_document", Manage;
    EditDutyDocument(mechanism::EditDutyDocument, mechanism::DutyDocument, "duty_document") => mechanism::edit_document, "edit_duty_document", Manage;
    DeleteDutyDocument(mechanism::DeleteDutyDocument) => mechanism::delete_document, "delete_duty_document", Manage;
    AddLeadingGroup(mechanism::AddLeadingGroup, mechanism::LeadingGroup, "files") => mechanism::add_group, "add_leading_group", Manage;
    EditLeadingGroup(mechanism::EditLeadingGroup, mechanism::LeadingGroup, "leading_group") => mechanism::edit_group, "edit_leading_group", Manage;
    DeleteLeadingGroup(mechanism::DeleteLeadingGroup) => mechanism::delete_group, "delete_leading_group", Manage;
    AddLeadingMember(mechanism::AddLeadingMember, mechanism::LeadingMember, "leading_group") => mechanism::add_member, "add_leading_member", Manage;
    EditLeadingMember(mechanism::EditLeadingMember, mechanism::LeadingMember, "leading_member") => mechanism::edit_member, "edit_leading_member", Manage;
    DeleteLeadingMember(mechanism::DeleteLeadingMember) => mechanism::delete_member, "delete_leading_member", Manage;
    SignPledge(mechanism::SignPledge, mechanism::Pledge, "files") => mechanism::sign, "sign_pledge", Manage;
    EditPledge(mechanism::EditPledge, mechanism::Pledge, "pledge") => mechanism::edit_pledge, "edit_pledge", Manage;
    DeletePledge(mechanism::DeletePledge) => mechanism::delete_pledge, "delete_pledge", Manage;
    RegisterPledges(mechanism::RegisterPledges) => mechanism::register_pledges, "register_pledges", Manage;
    AttachScans(mechanism::AttachScans) => mechanism::attach, "attach_scans", Manage;
    DetachScan(mechanism::DetachScan) => mechanism::detach, "detach_scan", Manage;
    SetHoliday(calendar::SetHoliday) => calendar::set, "set_holiday", Manage;
    ClearHoliday(calendar::ClearHoliday) => calendar::clear, "clear_holiday", Manage;
    ImportHolidays(calendar::ImportHolidays) => calendar::import, "import_holidays", Manage;
    SetMonthlyDue(monthly::SetMonthlyDue) => monthly::set_due, "set_monthly_due", Manage;
    SubmitMonthlyReport(monthly::SubmitMonthlyReport, monthly::MonthlyReport, "files") => monthly::submit, "submit_monthly_report", Record;
    SubmitNilReports(monthly::SubmitNilReports) => monthly::submit_nil, "submit_nil_reports", Record;
    EditMonthlyReport(monthly::EditMonthlyReport, monthly::MonthlyReport, "monthly_report recount") => monthly::edit, "edit_monthly_report", Record;
    DeleteMonthlyReport(monthly::DeleteMonthlyReport) => monthly::delete, "delete_monthly_report", Record;
    AddHearing(hearing::AddHearing, hearing::Hearing, "files") => hearing::add, "add_hearing", Record;
    EditHearing(hearing::EditHearing, hearing::Hearing, "hearing") => hearing::edit, "edit_hearing", Record;
    DeleteHearing(hearing::DeleteHearing) => hearing::delete, "delete_hearing", Record;
    ImportClues(clue::ImportClues) => clue::import, "import_clues", Manage;
    EditClueBatch(clue::EditClueBatch) => clue::edit_batch, "edit_clue_batch", Manage;
    AssignClues(clue::AssignClues) => clue::assign, "assign_clues", Manage;
    AnswerClue(clue::AnswerClue) => clue::answer, "answer_clue", Record;
    ImportClueAnswers(clue::ImportClueAnswers) => clue::import_answers, "import_clue_answers", Manage;
    ConfirmClues(clue::ConfirmClues) => clue::confirm, "confirm_clues", Manage;
    ReturnClues(clue::ReturnClues) => clue::send_back, "return_clues", Manage;
    JudgeHint(hint::JudgeHint) => hint::judge, "judge_hint", Record;
    PutOperator(office::PutOperator) => office::put_operator, "put_operator", Manage;
}

/// How an import of patrols is logged.
const IMPORT_PATROLS: &str = "import_patrols";

impl Command {
    pub fn right(&self) -> Right {
        right_of(self.logged_as())
    }

    /// Its name in the log: an import of patrols stands apart from other imports, since it needs another right.
    pub fn logged_as(&self) -> &'static str {
        match self {
            Self::Import(args) if args.kind.right() == Right::Record => IMPORT_PATROLS,
            other => other.name(),
        }
    }

    /// 审定 locks a year: it is corrected, not taken back. A look at who reported something cannot be unmade.
    pub fn undoable(&self) -> bool {
        !matches!(
            self,
            Self::ConfirmAssessment(_) | Self::CorrectScore(_) | Self::OpenIdentity(_) | Self::SealIdentity(_)
        )
    }

    /// The grids a command writes in, for operators limited to one: a record that is moved writes in both.
    pub(super) fn touched_grids(&self, store: &Store) -> OpResult<Vec<GridId>> {
        let of_patrol =
            |id| -> OpResult<Vec<GridId>> { Ok(store.patrol(id)?.map(|row| row.patrol.grid).into_iter().collect()) };
        let of_tip =
            |id| -> OpResult<Vec<GridId>> { Ok(store.tip(id)?.and_then(|row| row.tip.grid).into_iter().collect()) };
        match self {
            Self::LogPatrol(args) => Ok(vec![args.patrol.grid]),
            Self::LogPatrols(args) => Ok(args.grids()),
            Self::EditPatrol(args) => Ok([of_patrol(args.id)?, vec![args.patrol.grid]].concat()),
            Self::DeletePatrol(args) => of_patrol(args.id),
            Self::AttachFiles(args) => of_patrol(args.patrol),
            Self::DetachFile(args) => match store.attachment(args.attachment)? {
                Some(file) => of_patrol(file.patrol),
                None => Ok(Vec::new()),
            },
            Self::ReceiveTip(args) => Ok(args.tip.grid.into_iter().collect()),
            Self::EditTip(args) => Ok([of_tip(args.id)?, args.tip.grid.into_iter().collect()].concat()),
            Self::SealIdentity(args) => of_tip(args.id),
            Self::VerifyTip(args) => of_tip(args.id),
            Self::AnswerTip(args) => of_tip(args.id),
            Self::SubmitMonthlyReport(args) => Ok(vec![args.facts.grid]),
            Self::SubmitNilReports(args) => Ok(vec![args.grid]),
            Self::EditMonthlyReport(args) => {
                Ok([monthly::grids_of(store, args.monthly_report)?, vec![args.facts.grid]].concat())
            }
            Self::DeleteMonthlyReport(args) => monthly::grids_of(store, args.monthly_report),
            Self::AddHearing(args) => Ok(vec![args.facts.grid]),
            Self::EditHearing(args) => Ok([hearing::grids_of(store, args.hearing)?, vec![args.facts.grid]].concat()),
            Self::DeleteHearing(args) => hearing::grids_of(store, args.hearing),
            Self::AddProblem(args) => Ok(vec![args.problem.grid]),
            Self::EditProblem(args) => Ok([problem::grids(store, args.id)?, vec![args.problem.grid]].concat()),
            Self::TakeStep(args) => problem::grids_of_step(store, args),
            Self::AttachEvidence(args) => problem::grids(store, args.problem),
            Self::DetachEvidence(args) => problem::grids_of_file(store, args),
            Self::AnswerClue(args) => Ok(store.clue(args.clue)?.and_then(|row| row.grid).into_iter().collect()),
            Self::TakeField(args) => {
                let mut grids: Vec<GridId> = args.patrols.iter().map(|patrol| patrol.grid).collect();
                for item in &args.items {
                    if let field::Belongs::Patrol(id) = item.to {
                        grids.extend(of_patrol(id)?);
                    }
                }
                Ok(grids)
            }
            Self::RemoveTrack(args) => match store.track(args.track)? {
                Some(row) => of_patrol(row.patrol),
                None => Ok(Vec::new()),
            },
            Self::JudgeHint(args) => hint::grids_of(store, &args.key),
            Self::AddWaiver(args) => patrol_rule::touched(store, None, Some(args)),
            Self::EditWaiver(args) => patrol_rule::touched(store, Some(args.waiver), Some(&args.facts)),
            Self::DeleteWaiver(args) => patrol_rule::touched(store, Some(args.waiver), None),
            _ => Ok(Vec::new()),
        }
    }
}

/// The right a logged command needed; unknown names (older or newer programs) need the widest.
pub(super) fn right_of(name: &str) -> Right {
    if name == IMPORT_PATROLS {
        return Right::Record;
    }
    COMMANDS.iter().find(|(known, _)| *known == name).map_or(Right::Manage, |(_, right)| *right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_names_its_fields() {
        for (name, _) in COMMANDS {
            assert!(!Command::fields(name).is_empty(), "{name}");
        }
        assert_eq!(Command::fields("close_grid"), ["grid", "on", "document"]);
        assert!(Command::fields("log_patrol").starts_with(&["files", "date"]));
        assert!(Command::fields("no_such").is_empty());
    }
}
