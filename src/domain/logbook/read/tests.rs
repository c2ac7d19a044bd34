//! Lines as people write them, and what is said about wrong ones.

use chrono::NaiveDate;

use super::*;
use crate::domain::{
    date::Period,
    logbook::{Group, choices, lines},
    search,
};

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, d).unwrap()
}

/// June 2025 of a village on the 28th: 王芳 and 李四 of two groups, 张三 of the village, 王芳 of elsewhere without a duty.
fn book() -> Book {
    let since = |d| vec![Period::since(day(d))];
    let walker = |code, name: &str, words: &str, group: Option<i64>, spans| Walker {
        code,
        person: PersonId(i64::from(code)),
        name: name.into(),
        label: name.into(),
        words: words.into(),
        group: group.map(GridId),
        is_member: group.is_some(),
        spans,
        key: search::key(&[name]),
    };
    let group = |code: u32, name: &str| Group {
        code,
        id: GridId(i64::from(code) + 10),
        name: name.into(),
        key: search::key(&[name]),
    };
    Book {
        grid: GridId(1),
        grid_name: "撖家塔村".into(),
        place: "罕台镇撖家塔村".into(),
        grid_code: "150602101207".into(),
        month: day(1),
        today: day(28),
        groups: vec![group(1, "一组"), group(2, "二组")],
        walkers: vec![
            walker(1, "张三", "撖家塔村 监督人", None, since(1)),
            walker(2, "王芳", "一组 网格员", Some(11), since(1)),
            walker(3, "李四", "二组 网格员", Some(12), since(10)),
            walker(4, "赵六", "其他单位", None, vec![]),
        ],
        known: vec![],
        due: Default::default(),
    }
}

fn line(cells: &[(Column, &str)]) -> Line {
    let book = book();
    let mut line = Line::default();
    for (column, text) in cells {
        lines::write(&book, &mut line, None, *column, text);
    }
    line
}

#[test]
fn codes_initials_and_words_mean_the_same() {
    let book = book();
    for (column, typed, words) in [
        (Column::Day, "5", "5"),
        (Column::Day, "０５日", "5"),
        (Column::Day, "2025-6-5", "5"),
        (Column::Day, "6月5日", "5"),
        (Column::Day, "45813", "5"),
        (Column::Time, "930-1100", "09:30-11:00"),
        (Column::Time, "9:30～11点", "09:30-11:00"),
        (Column::Time, "9-11", "09:00-11:00"),
        (Column::Time, "930 1100", "09:30-11:00"),
        (Column::Time, "8点半", "08:30"),
        (Column::Kind, "1", "日常巡查"),
        (Column::Kind, "xt", "巡田"),
        (Column::Group, "2", "二组"),
        (Column::Group, "ez", "二组"),
        (Column::Group, "0", ""),
        (Column::People, "1 3", "张三、李四"),
        (Column::People, "1.3", "张三、李四"),
        (Column::People, "wf，zs", "王芳、张三"),
        (Column::People, "王 芳", "王芳"),
        (Column::People, "钱某、2", "钱某、王芳"),
        (Column::Way, "1", "步行"),
        (Column::Way, "骑马", "骑马"),
        (Column::Found, "4", "挖沙"),
        (Column::Found, "5,9 村东河滩", "取土、撂荒：村东河滩"),
        (Column::Found, "3户村民在地里堆放秸秆", "3户村民在地里堆放秸秆"),
        (Column::Weather, "dy", "多云"),
        (Column::Note, "补种", "补种"),
    ] {
        assert_eq!(settled(&book, column, typed), words, "{column:?} {typed}");
        assert_eq!(settled(&book, column, words), words, "words stay: {words}");
    }
}

#[test]
fn a_line_is_a_patrol() {
    let line = line(&[(Column::Day, "5"), (Column::People, "2"), (Column::Found, "0"), (Column::Way, "1")]);
    let reading = read(&book(), &line);
    let patrol = reading.patrol.unwrap();
    assert_eq!((patrol.date, patrol.kind, patrol.group), (day(5), PatrolKind::Routine, Some(GridId(11))));
    assert_eq!((patrol.patrollers, patrol.finding, patrol.way.as_str()), (vec![PersonId(2)], Finding::Nothing, "步行"));
    assert!(reading.marks.is_empty());
}

#[test]
fn each_cell_says_what_is_wrong_with_it() {
    let told = |column: Column, text: &str| {
        let mut line = line(&[(Column::Day, "5"), (Column::People, "1")]);
        line.put(column, text);
        let reading = read(&book(), &line);
        assert!(reading.patrol.is_none(), "{text}");
        assert!(reading.faults.iter().all(|fault| fault.column == column), "{:?}", reading.faults);
        reading.faults[0].message.clone()
    };
    assert_eq!(told(Column::Day, "31"), "2025年6月没有 31 日，请核对");
    assert_eq!(told(Column::Day, ""), "请填写日期，例如 5");
    assert_eq!(told(Column::Day, "29"), "巡查日期在今天之后，请核对");
    assert_eq!(told(Column::Day, "7.5"), "2025年7月5日不在2025年6月，请改日期，或到所在的月份录入");
    assert_eq!(told(Column::Day, "初五"), "「初五」不是日期，请填写几日，例如 5");
    assert_eq!(told(Column::Time, "1100-930"), "结束时间早于开始时间，请核对");
    assert_eq!(told(Column::Time, "上午"), "「上午」不是时间，请写成 9:30 或 930");
    assert!(told(Column::Kind, "9").starts_with("没有「9」这个类型，可填：1 日常巡查"));
    assert_eq!(told(Column::Group, "7"), "撖家塔村没有「7」这个片区（小组），请对照右侧的小组代号");
    assert_eq!(told(Column::People, "1 9"), "没有代号 9，请对照右侧的巡查人代号，或填写姓名");
    assert_eq!(told(Column::People, ""), "请至少填写一名巡查人");
    assert!(told(Column::People, "钱某").starts_with("没有找到「钱某」"));
    assert!(told(Column::Note, &"长".repeat(4001)).contains("4000"));
}

#[test]
fn somebody_without_a_duty_is_allowed_and_marked() {
    let marked = |day: &str, who: &str| {
        let reading = read(&book(), &line(&[(Column::People, who), (Column::Day, day)]));
        assert!(reading.patrol.is_some());
        reading.marks.first().map(|mark| mark.message.clone())
    };
    assert_eq!(marked("5", "4").unwrap(), "赵六在2025年6月5日没有任职和这里的网格职责（无职责），可以保存，请核对");
    assert!(marked("9", "3").is_some() && marked("10", "3").is_none(), "from the day the duty began");
}

#[test]
fn lines_take_over_what_repeats_and_the_group_follows_the_people() {
    let book = book();
    let first = line(&[(Column::Day, "5"), (Column::People, "2"), (Column::Way, "1"), (Column::Weather, "1")]);
    let mut next = lines::below(Some(&first));
    assert!(next.is_blank() && next.text(Column::People) == "王芳" && next.text(Column::Weather).is_empty());
    lines::write(&book, &mut next, Some(&first), Column::Day, "5");
    assert_eq!(next.text(Column::Weather), "晴", "the weather of the same day");
    lines::write(&book, &mut next, Some(&first), Column::People, "3");
    assert_eq!(next.text(Column::Group), "二组");
    lines::write(&book, &mut next, Some(&first), Column::Group, "1");
    lines::write(&book, &mut next, Some(&first), Column::People, "2 3");
    assert_eq!(next.text(Column::Group), "一组", "written by hand");
    let twice = lines::read_all(&book, &[first.clone(), next, first]);
    assert!(twice[1].marks.iter().all(|mark| mark.column == Column::People));
    assert!(twice[2].marks[0].message.contains("第 1 行"), "{:?}", twice[2].marks);
    let done = lines::done(&book, &twice);
    assert_eq!((done[&PersonId(2)], done[&PersonId(3)]), (3, 1));
}

#[test]
fn choices_are_offered_for_the_part_that_is_typed() {
    let book = book();
    let offered = |column, typed: &str| -> Vec<String> {
        choices(&book, column, typed).into_iter().map(|(_, whole)| whole).collect()
    };
    assert_eq!(offered(Column::People, "1,w"), ["1,王芳"]);
    assert_eq!(offered(Column::People, "3"), ["李四"]);
    assert!(offered(Column::People, "1 ").is_empty() && offered(Column::Note, "1").is_empty());
    assert_eq!(offered(Column::Found, "1")[..2], ["建房", "非粮化"]);
    assert_eq!(offered(Column::Found, "1,4"), ["1,挖沙"]);
    assert!(offered(Column::Found, "村东 4").is_empty());
}

#[test]
fn what_is_pasted_is_bounded() {
    assert_eq!(lines::pasted("5"), Ok(None));
    assert_eq!(lines::pasted("5\t\n6").map(|cells| cells.map(|cells| cells.len())), Ok(Some(2)));
    assert!(lines::pasted(&"长".repeat(4_000_000)).unwrap_err().contains("MB"));
    assert!(lines::pasted(&"5\n".repeat(3000)).unwrap_err().contains("3000 行"));
    assert!(lines::pasted(&"长".repeat(5000)).unwrap_err().contains("4000 个字"));
}
