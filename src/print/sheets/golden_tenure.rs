//! The sheets about one person in office against their golden dumps: usual, empty, long.

use super::{golden::check, handover, samples, term};
use crate::domain::{
    assess::{Tenths, dongsheng_2023},
    date::Period,
    sheet::SheetFrame,
    tenure::*,
};

/// A deputy of the district who leaves to 赵某甲; one duty in a village stays with him.
fn leaving() -> HandoverSheet {
    let since = samples::day(2023, 12, 18);
    let duty = "东胜区副总监督人".to_owned();
    let taken = || Successor::Named("赵某甲".to_owned());
    HandoverSheet {
        frame: samples::frame(),
        leaver: "王𠮷".to_owned(),
        successors: vec!["赵某甲".to_owned()],
        on: samples::day(2025, 3, 5),
        posts: vec![HandoverPost {
            post: "东胜区人民政府副区长".to_owned(),
            since,
            document: "东人发〔2023〕12号".to_owned(),
            successor: taken(),
        }],
        duties: vec![HandoverDuty {
            place: "东胜区".to_owned(),
            role: "副总监督人".to_owned(),
            since,
            document: "东政办发〔2023〕61号".to_owned(),
            basis: "随东胜区人民政府副区长".to_owned(),
            successor: taken(),
        }],
        charges: ["罕台镇", "诃额伦街道"]
            .map(|grid| HandoverCharge { grid: grid.to_owned(), duty: duty.clone(), since, document: String::new() })
            .into(),
        pairings: vec![HandoverPairing {
            duty,
            other: "副总监管人 陈某（区自然资源分局副局长）".to_owned(),
            grid: "罕台镇".to_owned(),
            since,
        }],
        delegates: vec![HandoverDelegate {
            name: "卫某".to_owned(),
            grid: String::new(),
            since,
            document: "东自然资发〔2024〕3号".to_owned(),
        }],
        year: 2025,
        patrols: vec![
            HandoverPatrols { grid: "东胜区".to_owned(), count: 312, last: Some(samples::day(2025, 3, 4)) },
            HandoverPatrols { grid: "诃额伦街道".to_owned(), count: 0, last: None },
        ],
        problems: vec![HandoverProblem {
            number: "2025-0007".to_owned(),
            found_on: samples::day(2025, 2, 18),
            place: "罕台镇撖家塔村一社".to_owned(),
            what: "非农化：在耕地上堆放砂石料，已劝阻，仍未清走".to_owned(),
            state: "整改中".to_owned(),
            due: Some(samples::day(2025, 3, 20)),
        }],
        kept: vec!["罕台镇撖家塔村监督人".to_owned()],
    }
}

#[test]
fn handover_to_a_successor() {
    let document = handover(&leaving());
    check("handover-usual", &document);
    assert_eq!(document.pages.len(), 2);
}

#[test]
fn handover_before_anything_is_entered_and_after_a_vacancy() {
    let mut sheet = leaving();
    sheet.frame = SheetFrame { sample: true, ..samples::frame() };
    (sheet.successors, sheet.kept) = (Vec::new(), Vec::new());
    (sheet.charges, sheet.pairings, sheet.patrols) = (Vec::new(), Vec::new(), Vec::new());
    sheet.delegates.clear();
    sheet.posts[0].successor = Successor::Undecided;
    sheet.duties[0].successor = Successor::Undecided;
    check("handover-undecided", &handover(&sheet));
    sheet.posts[0].successor = Successor::Vacant;
    sheet.duties[0].successor = Successor::Vacant;
    check("handover-vacant", &handover(&sheet));
}

#[test]
fn handover_with_long_lists_goes_on_to_other_pages() {
    let mut sheet = leaving();
    let grid = |number: usize| format!("第{number}号名称很长的村民委员会及其片区");
    sheet.charges = (1..=40).map(|number| HandoverCharge { grid: grid(number), ..sheet.charges[0].clone() }).collect();
    sheet.duties[0].document = "东胜区人民政府办公室关于印发耕地保护网格化监督管理实施方案的通知".to_owned();
    let document = handover(&sheet);
    check("handover-long", &document);
    assert!(document.pages.len() > 2);
}

fn time(from: (i32, u32, u32), until: Option<(i32, u32, u32)>) -> Period {
    let day = |(year, month, day)| samples::day(year, month, day);
    Period { from: day(from), until: until.map(day) }
}

/// A 镇长 of 罕台镇 who had been a deputy before.
fn served() -> TermSheet {
    let score = |year, tenths: i64, part, confirmed| TermScore {
        year,
        unit: "罕台镇".to_owned(),
        part,
        total: Some(Tenths(tenths)),
        band: Some(dongsheng_2023().band(Tenths(tenths)).clone()),
        rank: Some((2, 11)),
        confirmed,
    };
    TermSheet {
        frame: samples::frame(),
        person: "李㛃".to_owned(),
        office: "罕台镇人民政府镇长".to_owned(),
        from: samples::day(2023, 12, 18),
        to: samples::day(2025, 3, 31),
        posts: vec![
            TermPost {
                post: "罕台镇人民政府副镇长".to_owned(),
                period: time((2023, 12, 18), Some((2024, 6, 1))),
                document: "东人发〔2021〕3号".to_owned(),
            },
            TermPost {
                post: "罕台镇人民政府镇长".to_owned(),
                period: time((2024, 6, 1), None),
                document: String::new(),
            },
        ],
        duties: vec![
            TermDuty {
                place: "罕台镇".to_owned(),
                role: "副总监督人".to_owned(),
                period: time((2023, 12, 18), Some((2024, 6, 1))),
                charges: ["撖家塔村", "罕台村", "查干村"]
                    .map(|grid| TermCharge { grid: grid.to_owned(), period: time((2023, 12, 18), None) })
                    .into(),
            },
            TermDuty {
                place: "罕台镇".to_owned(),
                role: "总监督人".to_owned(),
                period: time((2024, 6, 1), None),
                charges: Vec::new(),
            },
        ],
        years: vec![
            TermYear { year: 2023, patrols: 0, found: 0, problems: 0, closed: 0, overdue: 0 },
            TermYear { year: 2024, patrols: 21, found: 3, problems: 4, closed: 3, overdue: 1 },
            TermYear { year: 2025, patrols: 6, found: 0, problems: 0, closed: 0, overdue: 0 },
        ],
        scores: vec![
            score(2024, 912, Some(time((2024, 6, 1), Some((2025, 1, 1)))), true),
            TermScore { total: None, band: None, rank: None, ..score(2025, 0, None, false) },
        ],
    }
}

#[test]
fn term_of_a_mayor() {
    let document = term(&served());
    check("term-usual", &document);
    assert_eq!(document.pages.len(), 1);
}

#[test]
fn term_in_which_nothing_was_held() {
    let sheet = TermSheet {
        office: String::new(),
        posts: Vec::new(),
        duties: Vec::new(),
        years: Vec::new(),
        scores: Vec::new(),
        frame: SheetFrame { sample: true, ..samples::frame() },
        ..served()
    };
    check("term-empty", &term(&sheet));
}

#[test]
fn term_of_thirty_years_still_fits_one_page() {
    let mut sheet = served();
    let year = |place: usize| 1995 + place as i32;
    let times = |place: usize| time((year(place), 1, 1), Some((year(place) + 1, 1, 1)));
    let post = &sheet.posts[0];
    sheet.posts = (0..30)
        .map(|place| TermPost {
            post: format!("东胜区名称很长的人民政府办公室第{place}任副主任（主持日常工作）"),
            period: times(place),
            ..post.clone()
        })
        .collect();
    let duty = &sheet.duties[0];
    let charges = |count: usize| {
        (0..count)
            .map(|number| TermCharge {
                grid: format!("名称很长的第{number}村民委员会"), ..duty.charges[0].clone()
            })
            .collect()
    };
    sheet.duties =
        (0..40).map(|place| TermDuty { period: times(place % 30), charges: charges(17), ..duty.clone() }).collect();
    sheet.years = (0..30)
        .map(|place| TermYear { year: year(place), patrols: 52, found: 4, problems: 4, closed: 4, overdue: 0 })
        .collect();
    sheet.scores = (0..30).map(|place| TermScore { year: year(place), ..sheet.scores[0].clone() }).collect();
    let document = term(&sheet);
    check("term-long", &document);
    assert_eq!(document.pages.len(), 1);
}
