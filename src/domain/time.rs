//! Times of day as people write them.

use chrono::NaiveTime;

use super::text;

/// Reads 9:30, 09：30, 930, 0930, 9点30, 9点30分, 9点半, 9点, 9时. Full-width digits and blanks are accepted.
///
/// # Errors
/// What is wrong with it and how to write it, for the field.
pub fn parse(typed: &str) -> Result<NaiveTime, String> {
    let shown = typed.trim();
    let plain: String = shown.chars().filter(|c| !c.is_whitespace()).map(text::half_width).collect();
    let unified = plain.strip_suffix('分').unwrap_or(&plain).replace(['点', '时', '.'], ":").replace('半', "30");
    let (hour, minute) = match unified.split_once(':') {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None if unified.is_ascii() && (3..=4).contains(&unified.len()) => unified.split_at(unified.len() - 2),
        None => (unified.as_str(), ""),
    };
    let number = |part: &str| -> Option<u32> {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    let read = number(hour).zip(number(minute)).ok_or_else(|| format!("「{shown}」不是时间，请写成 9:30 或 930"))?;
    NaiveTime::from_hms_opt(read.0, read.1, 0)
        .ok_or_else(|| format!("「{shown}」没有这个时刻，小时 0-23，分钟 0-59，请核对"))
}

/// 09:30.
pub fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_way_of_writing_a_time() {
        for (typed, expected) in [
            ("9:30", "09:30"),
            ("09：30", "09:30"),
            ("930", "09:30"),
            ("1645", "16:45"),
            ("９点半", "09:30"),
            (" 9点 5分 ", "09:05"),
            ("14时", "14:00"),
            ("0:00", "00:00"),
        ] {
            assert_eq!(parse(typed).map(clock), Ok(expected.to_owned()), "{typed}");
        }
    }

    #[test]
    fn refuses_with_the_reason() {
        for typed in ["上午", "9", "9:3:0", "99999", "半", ":30", "-930"] {
            assert_eq!(parse(typed), Err(format!("「{typed}」不是时间，请写成 9:30 或 930")));
        }
        assert!(parse("25:00").unwrap_err().contains("没有这个时刻"));
        assert!(parse("9:60").unwrap_err().contains("没有这个时刻"));
    }
}
