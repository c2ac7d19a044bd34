//! People of one name among candidates are told apart by what they are, also after one of them was chosen.

use crate::ui::widgets::search_pick::Candidate;

/// Candidates of people: id, name, and what they are on the day (posts and duties).
pub fn told_apart(people: Vec<(i64, String, String)>) -> Vec<Candidate> {
    let alike = |name: &str| people.iter().filter(|(_, other, _)| other == name).count() > 1;
    let one = |(id, name, office): &(i64, String, String)| match (alike(name), office.is_empty()) {
        (false, _) => Candidate::new(*id, name.clone(), office.clone()),
        (true, true) => Candidate::new(*id, format!("{name}（现无职务）"), ""),
        (true, false) => Candidate::new(*id, format!("{name}（{office}）"), ""),
    };
    people.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namesakes_show_their_office() {
        let person = |id, name: &str, office: &str| (id, name.to_owned(), office.to_owned());
        let shown =
            told_apart(vec![person(1, "王某", "罕台镇镇长"), person(2, "王某", ""), person(3, "李某", "村书记")]);
        let labels: Vec<_> = shown.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels, ["王某（罕台镇镇长）", "王某（现无职务）", "李某"]);
    }
}
