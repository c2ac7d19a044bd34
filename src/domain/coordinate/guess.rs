//! What a set of numbers can be: said where it is certain, asked where it is not (standards §3.1: do not guess the datum).

use super::{Converter, System, near_district};

/// A system that is possible, with what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub system: System,
    /// Chinese, for the person who is asked.
    pub reason: String,
}

/// What a set of coordinate pairs can be. Where `swapped`, the first number is the latitude or northing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Certain {
        system: System,
        swapped: bool,
    },
    /// A person has to say which; the likeliest stands first.
    Ask {
        choices: Vec<Choice>,
        swapped: bool,
    },
    /// No system of this district writes such numbers; Chinese: what they look like and what to do.
    Impossible(String),
}

impl Reading {
    pub fn swapped(&self) -> bool {
        matches!(self, Self::Certain { swapped: true, .. } | Self::Ask { swapped: true, .. })
    }

    /// The system, when nobody has to be asked.
    pub fn certain(&self) -> Option<System> {
        match self {
            Self::Certain { system, .. } => Some(*system),
            _ => None,
        }
    }
}

/// How one pair is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Degrees,
    /// Metres with the number of a 3° or 6° zone before them.
    Prefixed(u32),
    /// Metres without a zone.
    Bare,
    Mercator,
    Odd,
}

/// Says what pairs of (longitude or easting, latitude or northing) can be. Degrees are always asked about, because a phone
/// app may have moved them; an easting that begins with 36 or 37 names its zone.
pub fn guess(pairs: &[(f64, f64)]) -> Reading {
    let Some(first) = pairs.first() else {
        return Reading::Impossible("没有坐标".into());
    };
    let straight = form(*first);
    let (form_found, swapped) = match straight {
        Form::Odd => (form((first.1, first.0)), true),
        known => (known, false),
    };
    let turned = |pair: &(f64, f64)| if swapped { (pair.1, pair.0) } else { *pair };
    if form_found == Form::Odd {
        return Reading::Impossible(odd_words(*first));
    }
    if let Some(place) = pairs.iter().position(|pair| form(turned(pair)) != form_found) {
        let (x, y) = pairs[place];
        let words =
            format!("坐标写法前后不一致：第 {} 个（{x}，{y}）与第 1 个不同，请分成几个文件或统一后再导入", place + 1);
        return Reading::Impossible(words);
    }
    match form_found {
        Form::Degrees => Reading::Ask { choices: of_degrees(), swapped },
        Form::Prefixed(36) => Reading::Certain { system: System::Zone36Prefixed, swapped },
        Form::Prefixed(37) => Reading::Certain { system: System::Zone37Prefixed, swapped },
        Form::Prefixed(zone) => Reading::Impossible(zone_words(zone)),
        Form::Bare => {
            let turned: Vec<_> = pairs.iter().map(turned).collect();
            Reading::Ask { choices: of_metres(&turned), swapped }
        }
        Form::Mercator => Reading::Impossible(
            "像是网络地图的墨卡托坐标（EPSG:3857），本程序不读这种坐标，请在原软件中改为导出经纬度或 CGCS2000 坐标"
                .into(),
        ),
        Form::Odd => Reading::Impossible(odd_words(*first)),
    }
}

/// Degrees within China, metres within a zone, or what else is known.
fn form((x, y): (f64, f64)) -> Form {
    let northing = (1_800_000.0..6_200_000.0).contains(&y);
    if (73.0..=136.0).contains(&x) && (3.0..=54.0).contains(&y) {
        Form::Degrees
    } else if northing && (100_000.0..900_000.0).contains(&x) {
        Form::Bare
    } else if (8_100_000.0..12_990_000.0).contains(&x) && (300_000.0..7_300_000.0).contains(&y) {
        Form::Mercator
    } else if northing && (13_000_000.0..46_000_000.0).contains(&x) {
        Form::Prefixed((x / 1_000_000.0) as u32)
    } else {
        Form::Odd
    }
}

fn of_degrees() -> Vec<Choice> {
    let choice = |system, reason: &str| Choice { system, reason: reason.to_owned() };
    vec![
        choice(System::Cgcs2000, "GPS 设备、相机原始定位、国土调查成果一般没有偏移"),
        choice(System::Gcj02, "从高德、腾讯地图或微信里取的位置，与实地相差几百米"),
        choice(System::Bd09, "从百度地图取的位置，与实地相差近一公里"),
    ]
}

/// Both zones, first the one that puts more of the pairs into the district.
fn of_metres(pairs: &[(f64, f64)]) -> Vec<Choice> {
    let mut zones = [System::Zone37, System::Zone36].map(|system| {
        let converter = Converter::of(system);
        let within = pairs.iter().filter(|(x, y)| converter.point(*x, *y).is_some_and(near_district)).count();
        (system, within)
    });
    zones.sort_by_key(|(_, within)| std::cmp::Reverse(*within));
    let reason = |system: System, within: usize| {
        let zone = if system == System::Zone36 { 36 } else { 37 };
        let all = pairs.len();
        let fall = match within {
            0 => "没有一个点落在东胜区".to_owned(),
            some if some == all => format!("{all} 个点都落在东胜区范围"),
            some => format!("{all} 个点中有 {some} 个落在东胜区范围"),
        };
        format!("横坐标没有带号，按第 {zone} 带换算，{fall}")
    };
    zones.map(|(system, within)| Choice { system, reason: reason(system, within) }).to_vec()
}

fn zone_words(zone: u32) -> String {
    let kind = if zone < 24 { "6度带" } else { "3度带" };
    format!("横坐标前是第 {zone} 带（{kind}），东胜区在3度带第36、37带；请核对文件，或转换为3度带后再导入")
}

fn odd_words((x, y): (f64, f64)) -> String {
    if x.abs() < 0.001 && y.abs() < 0.001 {
        return "经纬度为 0，多半是拍摄或记录时没有定位".into();
    }
    if x.abs() <= 180.0 && y.abs() <= 180.0 {
        return format!("经纬度（{x}，{y}）不在中国境内，请核对");
    }
    format!("认不出坐标（{x}，{y}）：可以是经纬度，或 CGCS2000 3度带第36、37带的横、纵坐标，请核对")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(reading: &Reading) -> Vec<System> {
        match reading {
            Reading::Ask { choices, .. } => choices.iter().map(|choice| choice.system).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn degrees_are_always_asked_about() {
        let reading = guess(&[(109.98, 39.82), (109.99, 39.83)]);
        assert_eq!(asked(&reading), [System::Cgcs2000, System::Gcj02, System::Bd09]);
        assert!(!reading.swapped());
        assert!(guess(&[(39.82, 109.98)]).swapped());
    }

    #[test]
    fn an_easting_with_its_zone_is_certain() {
        let reading = guess(&[(37_414_381.554, 4_410_021.6)]);
        assert_eq!(reading, Reading::Certain { system: System::Zone37Prefixed, swapped: false });
        // The survey's X is the northing.
        let reading = guess(&[(4_406_627.969, 36_625_000.0)]);
        assert_eq!(reading, Reading::Certain { system: System::Zone36Prefixed, swapped: true });
    }

    #[test]
    fn an_easting_without_its_zone_is_asked_about_with_what_each_zone_would_mean() {
        let reading = guess(&[(414_381.554, 4_410_021.6)]);
        assert_eq!(asked(&reading), [System::Zone37, System::Zone36]);
        // 漫赖村 in zone 36.
        let place = crate::domain::point::Point::of_degrees(109.464_372_2, 39.783_583_7).unwrap();
        let pair = Converter::of(System::Zone36).coordinates(place).unwrap();
        assert_eq!(asked(&guess(&[pair])), [System::Zone36, System::Zone37]);
        let Reading::Ask { choices, .. } = guess(&[pair]) else { panic!() };
        assert!(choices[0].reason.contains("1 个点都落在东胜区范围"), "{}", choices[0].reason);
    }

    #[test]
    fn what_cannot_be_says_why() {
        let said = |pairs: &[(f64, f64)]| match guess(pairs) {
            Reading::Impossible(words) => words,
            other => panic!("{other:?}"),
        };
        assert!(said(&[]).contains("没有坐标"));
        assert!(said(&[(0.0, 0.0)]).contains("没有定位"));
        assert!(said(&[(2.35, 48.85)]).contains("不在中国境内"));
        assert!(said(&[(38_414_381.0, 4_410_021.6)]).contains("第 38 带"));
        assert!(said(&[(19_414_381.0, 4_410_021.6)]).contains("6度带"));
        assert!(said(&[(12_243_000.0, 4_840_000.0)]).contains("墨卡托"));
        assert!(said(&[(1.0, 5e9)]).contains("认不出"));
        assert!(said(&[(109.98, 39.82), (37_414_381.5, 4_410_021.6)]).contains("第 2 个"));
    }
}
