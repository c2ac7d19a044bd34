//! The stable name of a hint: its kind and the records it is about, so that a judgement finds it again.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::HintKind;
use crate::domain::{
    id::{self, ClueId, GridId, PatrolId, PersonId, TrackId},
    scan::ScanOwner,
};

/// A record that uses a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhotoUse {
    Patrol(PatrolId),
    Record(ScanOwner),
}

/// What a hint is about. In text its parts stand with colons: 「two_places:人员:巡查:巡查」.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum HintKey {
    TwoPlaces {
        person: PersonId,
        patrols: [PatrolId; 2],
    },
    /// `wording`: a digest of the words; a new year asks anew.
    SameText {
        person: PersonId,
        grid: GridId,
        year: i32,
        wording: String,
    },
    /// `photo`: the beginning of its digest.
    PhotoTwice {
        photo: String,
        uses: [PhotoUse; 2],
    },
    PhotoMismatch {
        track: TrackId,
    },
    ClueMissed {
        clue: ClueId,
    },
}

/// How many characters of a digest stand in a key.
pub const DIGEST_PART: usize = 16;

impl HintKey {
    pub fn kind(&self) -> HintKind {
        match self {
            Self::TwoPlaces { .. } => HintKind::TwoPlaces,
            Self::SameText { .. } => HintKind::SameText,
            Self::PhotoTwice { .. } => HintKind::PhotoTwice,
            Self::PhotoMismatch { .. } => HintKind::PhotoMismatch,
            Self::ClueMissed { .. } => HintKind::ClueMissed,
        }
    }

    fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(':').collect();
        Some(match parts.as_slice() {
            ["two_places", person, first, second] => Self::TwoPlaces {
                person: PersonId(id::from_text(person)?),
                patrols: [PatrolId(id::from_text(first)?), PatrolId(id::from_text(second)?)],
            },
            ["same_text", person, grid, year, wording] => Self::SameText {
                person: PersonId(id::from_text(person)?),
                grid: GridId(id::from_text(grid)?),
                year: year.parse().ok()?,
                wording: digest_part(wording)?,
            },
            ["photo_twice", photo, first, second] => {
                Self::PhotoTwice { photo: digest_part(photo)?, uses: [PhotoUse::read(first)?, PhotoUse::read(second)?] }
            }
            ["photo_mismatch", track] => Self::PhotoMismatch { track: TrackId(id::from_text(track)?) },
            ["clue_missed", clue] => Self::ClueMissed { clue: ClueId(id::from_text(clue)?) },
            _ => return None,
        })
    }
}

fn digest_part(text: &str) -> Option<String> {
    let sound = text.len() == DIGEST_PART && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    sound.then(|| text.to_owned())
}

impl PhotoUse {
    fn read(text: &str) -> Option<Self> {
        let (table, row) = text.split_once('.')?;
        let row = id::from_text(row)?;
        if table == "patrol" {
            Some(Self::Patrol(PatrolId(row)))
        } else {
            ScanOwner::read(table, row).map(Self::Record)
        }
    }
}

impl fmt::Display for PhotoUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Patrol(patrol) => write!(f, "patrol.{patrol}"),
            Self::Record(owner) => write!(f, "{}.{}", owner.table(), id::to_text(owner.id())),
        }
    }
}

impl fmt::Display for HintKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoPlaces { person, patrols: [first, second] } => write!(f, "two_places:{person}:{first}:{second}"),
            Self::SameText { person, grid, year, wording } => write!(f, "same_text:{person}:{grid}:{year}:{wording}"),
            Self::PhotoTwice { photo, uses: [first, second] } => write!(f, "photo_twice:{photo}:{first}:{second}"),
            Self::PhotoMismatch { track } => write!(f, "photo_mismatch:{track}"),
            Self::ClueMissed { clue } => write!(f, "clue_missed:{clue}"),
        }
    }
}

impl From<HintKey> for String {
    fn from(key: HintKey) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for HintKey {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text).ok_or_else(|| format!("没有「{text}」这样的核对提示，请从提示列表中复制编号"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ProblemId;

    #[test]
    fn keys_read_back_from_their_text() {
        let part = "0123456789abcdef".to_owned();
        let keys = [
            HintKey::TwoPlaces { person: PersonId(1), patrols: [PatrolId(2), PatrolId(3)] },
            HintKey::SameText { person: PersonId(1), grid: GridId(2), year: 2025, wording: part.clone() },
            HintKey::PhotoTwice {
                photo: part,
                uses: [PhotoUse::Patrol(PatrolId(2)), PhotoUse::Record(ScanOwner::Problem(ProblemId(5)))],
            },
            HintKey::PhotoMismatch { track: TrackId(8) },
            HintKey::ClueMissed { clue: ClueId(9) },
        ];
        for key in keys {
            let text = key.to_string();
            let kind = serde_json::to_value(key.kind()).unwrap();
            assert_eq!(text.split(':').next(), kind.as_str());
            assert_eq!(HintKey::try_from(text), Ok(key));
        }
        for odd in ["", "two_places:1:2:3", "clue_missed", "photo_twice:xyz:patrol.1:patrol.2", "score:0000000000001"] {
            assert!(HintKey::try_from(odd.to_owned()).is_err(), "{odd}");
        }
    }
}
