//! The papers of problems with usual, empty and very long content, each as its golden dump.

use super::{bound_problem_papers, problem_paper, samples};
use crate::{
    domain::problem::paper::{
        CasePaper, ClosurePaper, ClosurePart, NoticePaper, PaperEvidence, PaperSheet, Separation, SupervisionPaper,
        TransferPaper,
    },
    print::{
        Document, Item,
        sheets::{golden, ledger},
    },
};

fn checked(name: &str, sheet: PaperSheet) -> Document {
    let document = problem_paper(&sheet);
    golden::check(name, &document);
    assert!(
        document.pages.iter().all(|page| page.items.iter().any(|item| {
            matches!(item, Item::Text { text, .. } if text == crate::domain::problem::paper::OWN_FORM)
        })),
        "every page says whose form it is"
    );
    document
}

#[test]
fn a_case_with_its_photos() {
    checked("problem-case-usual", PaperSheet::Case(samples::case()));
    let bare = CasePaper {
        facts: samples::bare(),
        steps: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        files: Vec::new(),
        elapsed: String::new(),
    };
    checked("problem-case-bare", PaperSheet::Case(bare));
    let many = (0..20).map(|place| samples::photo(place, "整改前")).collect();
    let steps = samples::steps().into_iter().cycle().take(24).collect();
    let long = CasePaper { facts: samples::long(), steps, before: many, ..samples::case() };
    let document = checked("problem-case-long", PaperSheet::Case(long));
    let photos = document.pages.iter().flat_map(|page| &page.items).filter(|item| matches!(item, Item::Image { .. }));
    assert_eq!(photos.count(), 18 + 2, "two of the twenty are missing, two show the result");
}

#[test]
fn a_notice_with_its_receipt() {
    let document = checked("problem-notice-usual", PaperSheet::Notice(samples::notice()));
    assert_eq!(document.pages.len(), 1);
    let bare = NoticePaper {
        facts: samples::bare(),
        demand: String::new(),
        document: String::new(),
        due: None,
        ..samples::notice()
    };
    assert_eq!(checked("problem-notice-bare", PaperSheet::Notice(bare)).pages.len(), 1);
    checked("problem-notice-long", PaperSheet::Notice(NoticePaper { facts: samples::long(), ..samples::notice() }));
}

#[test]
fn a_letter_of_transfer() {
    let document = checked("problem-transfer-usual", PaperSheet::Transfer(samples::transfer()));
    let last = |words: &str| {
        let said = |item: &Item| matches!(item, Item::Text { text, .. } if text.contains(words));
        document.pages[1].items.iter().any(said)
    };
    assert_eq!(document.pages.len(), 3, "the letter on two pages and its receipt");
    assert!(last("函告我单位") && last("2026年3月9日"), "the signature does not stand alone");
    let bare = TransferPaper {
        facts: samples::bare(),
        unit: String::new(),
        text: String::new(),
        due: None,
        done: Vec::new(),
        enclosures: vec!["问题处置单（编号：2026-0012）".to_owned()],
        ..samples::transfer()
    };
    checked("problem-transfer-bare", PaperSheet::Transfer(bare));
    checked(
        "problem-transfer-long",
        PaperSheet::Transfer(TransferPaper { facts: samples::long(), ..samples::transfer() }),
    );
}

#[test]
fn a_closure_shows_who_did_what() {
    let document = checked("problem-closure-usual", PaperSheet::Closure(samples::closure()));
    assert_eq!(document.pages.len(), 1);
    let part = |label, separation| ClosurePart { label, people: Vec::new(), separation };
    let bare = ClosurePaper {
        facts: samples::bare(),
        verdict: String::new(),
        disposal: String::new(),
        rectified: String::new(),
        review: String::new(),
        parts: vec![part("发现、上报", Separation::Open), part("销号确认", Separation::NotAsked)],
        closed_on: None,
        closing: String::new(),
        document: String::new(),
        evidence: Vec::new(),
    };
    checked("problem-closure-bare", PaperSheet::Closure(bare));
    let many = |number: usize| PaperEvidence {
        name: format!("{}{number}.jpg", "整改后由东向西拍摄的全景照片".repeat(3)),
        of: "整改（全部完成）".to_owned(),
        on: "2026年4月2日".to_owned(),
    };
    let evidence = (0..40).map(many).collect();
    let long = ClosurePaper { facts: samples::long(), evidence, ..samples::closure() };
    checked("problem-closure-long", PaperSheet::Closure(long));
}

#[test]
fn an_order_of_supervision() {
    checked("problem-supervision-usual", PaperSheet::Supervision(samples::supervision()));
    let bare = SupervisionPaper {
        facts: samples::bare(),
        unit: String::new(),
        demand: String::new(),
        document: String::new(),
        due: None,
        steps: Vec::new(),
        ..samples::supervision()
    };
    checked("problem-supervision-bare", PaperSheet::Supervision(bare));
    let long = SupervisionPaper { facts: samples::long(), ..samples::supervision() };
    checked("problem-supervision-long", PaperSheet::Supervision(long));
}

#[test]
fn the_ledger_of_problems() {
    golden::check("problems-usual", &ledger(&samples::ledger(6)));
    golden::check("problems-empty", &ledger(&samples::ledger(0)));
    assert!(ledger(&samples::ledger(60)).pages.len() > 3);
}

#[test]
fn papers_in_one_binding_keep_their_own_pages() {
    let sheets = [PaperSheet::Transfer(samples::transfer()), PaperSheet::Notice(samples::notice())];
    let bound = bound_problem_papers("全部", &sheets, |_| true).unwrap();
    let one: Vec<_> = sheets.iter().flat_map(|sheet| problem_paper(sheet).pages).collect();
    assert_eq!((bound.title.as_str(), bound.pages), ("全部", one));
    assert!(bound_problem_papers("全部", &sheets, |done| done < 1).is_none());
}
