//! The text of a notice of holidays, pasted as it was published, read into days: 「一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。
//! 1月4日（周日）上班。」, or one day a line: 「2027-01-01 放假 元旦」.

use chrono::{Datelike, NaiveDate};

use super::{date, fault::Faults, holiday::Holiday};

/// Longest pasted text that is looked at, in characters: a notice has about 600.
const TEXT_MAX: usize = 20_000;
/// Longest holiday that is believed, in days.
const SPAN_MAX: i64 = 16;

/// Reads the days of a year's notice; lines that name no day (title, salutation, closing words) are passed over.
///
/// # Errors
/// Faults of `text`, each naming its line and what it should look like.
pub fn read(text: &str, year: i32, document: &str) -> Result<Vec<Holiday>, Faults> {
    let mut faults = Faults::default();
    if text.chars().count() > TEXT_MAX {
        faults.add("text", format!("粘贴的内容太长（最多 {TEXT_MAX} 个字），请只粘贴通知正文"));
        return Err(faults);
    }
    let mut days: Vec<Holiday> = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let named = |(day, worked, name): (NaiveDate, bool, String)| Holiday {
            day,
            worked,
            name,
            document: document.to_owned(),
            year,
        };
        match read_line(line, year) {
            Ok(found) => days.extend(found.into_iter().map(named)),
            Err(fault) => faults.add("text", format!("第 {} 行：{fault}", place + 1)),
        }
    }
    days.sort_by_key(|holiday| holiday.day);
    for pair in days.windows(2) {
        if pair[0].day == pair[1].day && pair[0].worked != pair[1].worked {
            faults.add("text", format!("{}既写了放假又写了上班，请核对", date::chinese(pair[0].day)));
        }
    }
    days.dedup_by_key(|holiday| holiday.day);
    if let Some(stray) = days.iter().find(|holiday| (holiday.day.year() - year).abs() > 1) {
        faults.add("text", format!("{}不在 {year} 年前后，请核对年份", date::chinese(stray.day)));
    }
    if days.is_empty() && faults.is_empty() {
        faults.add("text", "没有找到放假或上班的日期，请粘贴通知正文，或每行写一天：2027-01-01 放假 元旦");
    }
    faults.or(days)
}

type Named = (NaiveDate, bool, String);

fn read_line(line: &str, year: i32) -> Result<Vec<Named>, String> {
    let line = without_brackets(line);
    let line = line.trim();
    if let Some(day) = read_single(line) {
        return Ok(vec![day?]);
    }
    let Some((head, body)) = line.split_once(['：', ':']) else { return Ok(Vec::new()) };
    if !(body.contains("放假") || body.contains("上班")) {
        return Ok(Vec::new());
    }
    let name = head.rsplit('、').next().map_or(head, |last| numbered(head).unwrap_or(last)).trim();
    let (mut days, mut off) = (Vec::new(), 0);
    for sentence in body.split(['。', '；', ';']).filter(|sentence| !sentence.trim().is_empty()) {
        let worked = match (sentence.contains("放假"), sentence.contains("上班")) {
            (true, false) => false,
            (false, true) => true,
            (true, true) => return Err("一句话里既有放假又有上班，请用句号分开".into()),
            (false, false) => continue,
        };
        let spans = spans(sentence, year)?;
        if spans.is_empty() {
            return Err(format!("「{}」里没有看懂的日期，应写成“1月1日至3日”", sentence.trim()));
        }
        for (first, last) in spans {
            if last < first || (last - first).num_days() >= SPAN_MAX {
                return Err(format!("{}至{}的起止不对，请核对", date::chinese(first), date::chinese(last)));
            }
            let span = first.iter_days().take_while(|day| *day <= last);
            days.extend(span.map(|day| (day, worked, name.to_owned())));
        }
        if !worked {
            off = days.iter().filter(|(_, worked, _)| !worked).count();
            if let Some(said) = total(sentence)
                && said != off
            {
                return Err(format!("{name}写明共 {said} 天，按日期数是 {off} 天，请核对"));
            }
        }
    }
    if off == 0 { Err(format!("{name}没有写明放假的日期")) } else { Ok(days) }
}

/// 「2027-01-01 放假 元旦」; nothing when the line does not begin with such a date.
fn read_single(line: &str) -> Option<Result<Named, String>> {
    let mut words = line.split_whitespace();
    let day = NaiveDate::parse_from_str(words.next()?, "%Y-%m-%d").ok()?;
    let worked = match words.next() {
        Some("放假") => false,
        Some("上班") => true,
        _ => return Some(Err("日期后面请写“放假”或“上班”，再写节日名称".into())),
    };
    Some(Ok((day, worked, words.collect::<Vec<_>>().join(" "))))
}

/// The name behind 「一、」: 「国庆节、中秋节」 of 「六、国庆节、中秋节」.
fn numbered(head: &str) -> Option<&str> {
    let (number, name) = head.split_once('、')?;
    let is_number = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    Some(if number.trim().chars().all(is_number) { name } else { head })
}

/// Weekdays and lunar dates stand in brackets.
fn without_brackets(line: &str) -> String {
    let mut depth = 0_u32;
    let keep = |c: char| match c {
        '（' | '(' => {
            depth += 1;
            None
        }
        '）' | ')' => {
            depth = depth.saturating_sub(1);
            None
        }
        _ => (depth == 0).then_some(c),
    };
    line.chars().filter_map(keep).collect()
}

/// 「共8天」.
fn total(sentence: &str) -> Option<usize> {
    let (_, rest) = sentence.split_once('共')?;
    rest.trim().split_once('天')?.0.trim().parse().ok()
}

/// The stretches of days of a sentence; a date without year or month has those of the one before it.
fn spans(sentence: &str, year: i32) -> Result<Vec<(NaiveDate, NaiveDate)>, String> {
    let (mut year, mut month) = (year, None);
    let (mut spans, mut number, mut until): (Vec<(NaiveDate, NaiveDate)>, Option<u32>, bool) =
        (Vec::new(), None, false);
    for c in sentence.chars() {
        match (c, number) {
            ('0'..='9', _) => {
                let digit = u32::from(c) - u32::from('0');
                number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
                continue;
            }
            (' ' | '\u{3000}', _) => continue,
            ('年', Some(typed)) => year = i32::try_from(typed).unwrap_or(0),
            ('月', Some(typed)) => month = Some(typed),
            ('日' | '号', Some(day)) => {
                let of_month = month.ok_or_else(|| format!("「{day}日」前面没有月份"))?;
                let day = NaiveDate::from_ymd_opt(year, of_month, day)
                    .ok_or_else(|| format!("没有 {year}年{of_month}月{day}日 这一天"))?;
                match spans.last_mut() {
                    Some(span) if until => span.1 = day,
                    _ => spans.push((day, day)),
                }
                until = false;
            }
            ('至' | '—' | '～' | '~' | '-', _) => until = true,
            _ => {}
        }
        number = None;
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::holiday::shipped;

    const NOTICE_2026: &str = "国务院办公厅关于2026年部分节假日安排的通知\n各省、自治区、直辖市人民政府：\n\
        经国务院批准，现将2026年元旦、春节等放假调休日期的具体安排通知如下。\n\
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n\
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。\n\
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n\
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n\
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n\
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n\
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。\n\
        节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。";

    #[test]
    fn a_notice_reads_as_the_shipped_days() {
        let days = read(NOTICE_2026, 2026, "国办发明电〔2025〕7号").unwrap();
        let shipped: Vec<_> = shipped().iter().filter(|holiday| holiday.year == 2026).cloned().collect();
        assert_eq!(days, shipped);
    }

    #[test]
    fn years_and_months_carry_over() {
        let days = read("一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。", 2023, "").unwrap();
        assert_eq!(days.len(), 3);
        assert_eq!((days[0].day.to_string(), days[2].day.to_string()), ("2022-12-31".into(), "2023-01-02".into()));
        let joint = read("六、国庆节、中秋节：10月1日至8日放假。9月28日、10月11日上班。", 2025, "").unwrap();
        assert_eq!((joint.len(), joint[0].name.as_str(), joint[0].worked), (10, "国庆节、中秋节", true));
    }

    #[test]
    fn single_days_are_read() {
        let days = read("2027-01-01 放假 元旦\n\n2027-01-03 上班 元旦", 2027, "").unwrap();
        assert_eq!(days.iter().map(|day| day.worked).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn what_cannot_be_understood_names_its_line() {
        let fault = |text: &str| read(text, 2027, "").unwrap_err().to_string();
        assert!(fault("一、元旦：1月1日至3日放假，共4天。").contains("第 1 行：元旦写明共 4 天，按日期数是 3 天"));
        assert!(fault("\n一、春节：2月30日放假。").contains("第 2 行：没有 2027年2月30日 这一天"));
        assert!(fault("一、春节：初一放假。").contains("没有看懂的日期"));
        assert!(fault("随便一段话").contains("没有找到放假或上班的日期"));
        assert!(fault("2027-01-01 元旦").contains("请写“放假”或“上班”"));
        assert!(fault("2027-01-01 放假 元旦\n2027-01-01 上班 元旦").contains("既写了放假又写了上班"));
        assert!(fault("一、元旦：2030年1月1日放假。").contains("请核对年份"));
        assert!(fault("一、元旦：1月1日至12月31日放假。").contains("起止不对"));
        assert!(fault(&"长".repeat(20_001)).contains("太长"));
    }
}
