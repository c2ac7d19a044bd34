//! Coordinates as people and programs write them: decimal degrees, degrees with minutes and seconds, metres.

use crate::domain::text::half_width;

/// Reads one coordinate: 109.9867, 109°59′12″, 109°59'12.3"E, 东经109度59分12秒, 109 59 12, 37414381.554. Degrees with
/// minutes become decimal degrees; south and west are negative.
///
/// # Errors
/// What is wrong with it and how to write it.
pub fn angle(typed: &str) -> Result<f64, String> {
    let shown = typed.trim();
    let bad = || format!("「{shown}」不是坐标，请写成 109.9867 或 109°59′12″");
    let mut plain: String = shown.chars().map(half_width).collect::<String>().to_ascii_uppercase();
    let mut sign = 1.0;
    for (word, factor) in
        [("东经", 1.0), ("西经", -1.0), ("北纬", 1.0), ("南纬", -1.0), ("E", 1.0), ("N", 1.0), ("W", -1.0), ("S", -1.0)]
    {
        let cut = plain.trim().to_owned();
        if let Some(rest) = cut.strip_prefix(word).or_else(|| cut.strip_suffix(word)) {
            sign = factor;
            plain = rest.to_owned();
            break;
        }
    }
    let parts: Vec<&str> = plain.split(|c: char| "°º度′'’‘分″\"”“秒:".contains(c) || c.is_whitespace()).collect();
    let numbers: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let number = |text: &str| -> Option<f64> {
        let fits = text.bytes().all(|byte| byte.is_ascii_digit() || b".-+".contains(&byte));
        fits.then(|| text.parse().ok()).flatten().filter(|value: &f64| value.is_finite())
    };
    let minutes_of = |text: &str| number(text).filter(|value| (0.0..60.0).contains(value));
    let value = match numbers.as_slice() {
        [one] => number(one),
        [degrees, minutes] => number(degrees).zip(minutes_of(minutes)).map(|(d, m)| sexagesimal(d, m, 0.0)),
        [degrees, minutes, seconds] => {
            let parts = number(degrees).zip(minutes_of(minutes)).zip(minutes_of(seconds));
            parts.map(|((d, m), s)| sexagesimal(d, m, s))
        }
        _ => None,
    };
    value.map(|value| value * sign).ok_or_else(bad)
}

/// Degrees, minutes and seconds as decimal degrees, with the sign of the degrees.
pub fn sexagesimal(degrees: f64, minutes: f64, seconds: f64) -> f64 {
    (degrees.abs() + minutes / 60.0 + seconds / 3600.0).copysign(degrees)
}

/// Reads two coordinates in one text: 「109.98，39.82」, 「109°59′12″E 39°49′12″N」, in the order they stand.
///
/// # Errors
/// As [`angle`], or that there are not two.
pub fn pair(typed: &str) -> Result<(f64, f64), String> {
    let bad = || format!("「{}」不是一对坐标，请写成 109.9867，39.8234", typed.trim());
    let plain: String = typed.trim().chars().map(half_width).collect();
    let mut halves = plain.splitn(2, [',', ';', '；', '、']);
    if let (Some(one), Some(other)) = (halves.next(), halves.next()) {
        return Ok((angle(one)?, angle(other)?));
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    match words.as_slice() {
        [one, other] => Ok((angle(one)?, angle(other)?)),
        _ => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_way_of_writing_degrees() {
        for typed in [
            "109°59′12″",
            "109°59'12\"E",
            "东经109度59分12秒",
            "E109°59′12″",
            "109 59 12",
            "109.986666667",
            "１０９．９８６６６６６６７",
            "109:59:12",
            "109°59.2′",
        ] {
            let value = angle(typed).unwrap();
            assert!((value - 109.986_666_667).abs() < 1e-8, "{typed}: {value}");
        }
        assert_eq!(angle("37414381.554"), Ok(37_414_381.554));
        assert_eq!(angle("西经10.5"), Ok(-10.5));
        assert_eq!(angle("-0°30′"), Ok(-0.5));
    }

    #[test]
    fn what_is_no_coordinate_is_refused_with_an_example() {
        for typed in ["", "东边", "109°75′", "1 2 3 4", "NaN", "1e5"] {
            assert!(angle(typed).is_err_and(|words| words.contains("请写成")), "{typed}");
        }
    }

    #[test]
    fn pairs_keep_their_order() {
        assert_eq!(pair("109.98，39.82"), Ok((109.98, 39.82)));
        assert_eq!(pair("39.82 109.98"), Ok((39.82, 109.98)));
        let (lon, lat) = pair("109°59′12″E, 39°49′12″N").unwrap();
        assert!((lon - 109.986_667).abs() < 1e-6 && (lat - 39.82).abs() < 1e-9);
        assert!(pair("109.98").is_err());
    }
}
