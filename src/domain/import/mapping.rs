//! How the columns of one source's files are read, kept by heading so that its next file is read the same way (来源).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ImportKind, clean};

/// Which heading fills which field, and what is the same in every row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Field by heading.
    pub columns: BTreeMap<String, String>,
    /// Text by field.
    pub fixed: BTreeMap<String, String>,
    /// Fields whose blank cells mean what stands above.
    pub carried: BTreeSet<String>,
}

impl Mapping {
    /// Whether a sheet with these headings can be read so: every heading that is used stands in it.
    pub fn fits(&self, headings: &[String]) -> bool {
        let known: BTreeSet<String> = headings.iter().map(|heading| clean::heading(heading)).collect();
        !self.columns.is_empty() && self.columns.keys().all(|heading| known.contains(&clean::heading(heading)))
    }

    /// Whether it fills anything, and only fields that `kind` has.
    pub fn belongs_to(&self, kind: ImportKind) -> bool {
        let mut fields = self.columns.values().chain(self.fixed.keys()).chain(&self.carried);
        !(self.columns.is_empty() && self.fixed.is_empty()) && fields.all(|field| kind.field(field).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_known_by_its_headings() {
        let mapping = Mapping { columns: [("谁".to_owned(), "person".to_owned())].into(), ..Mapping::default() };
        let headings = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert!(mapping.fits(&headings(&["号码", " 谁 "])));
        assert!(!mapping.fits(&headings(&["号码"])) && !Mapping::default().fits(&headings(&["号码"])));
        assert!(mapping.belongs_to(ImportKind::People) && !Mapping::default().belongs_to(ImportKind::People));
        let odd = Mapping { fixed: [("moon".to_owned(), "1".to_owned())].into(), ..mapping };
        assert!(!odd.belongs_to(ImportKind::People));
    }
}
