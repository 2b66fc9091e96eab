//! Two records that are probably about the same thing.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::directory::RecordId;

/// Two records that are probably about the same thing.
pub static RULE: Rule = Rule {
    code: "duplicate-record",
    severity: Severity::Warning,
    title: "two records that are probably the same",
    explain: "When several people add to a directory, the same group is easily entered twice, once as “Repair Café” and once as \
“The Repair Cafe”. Readers then find two versions, and only one is kept up to date. Two records with the same name (letter \
case, accents and a leading “The” do not count) are mentioned if their telephone number, e-mail address, place or kind \
is the same too. If they are different after all, say in the title how: “Coffee Morning (Eastgate)”.",
};

/// Every pair of records that are probably the same; it is told at the later one.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let directory = site.directory;
    // Only records with the same name, or the same number or address, are ever compared.
    let mut all: Vec<(RecordId, Traits)> = directory.ids().map(|id| (id, Traits::new(site, id))).collect();
    all.sort_by_key(|(id, _)| directory.record(*id).span);
    let mut same: BTreeMap<&str, Vec<&(RecordId, Traits)>> = BTreeMap::new();
    for record in &all {
        let name = Some(record.1.name.as_str()).filter(|n| !n.is_empty());
        let keys = name.into_iter().chain(record.1.contacts.iter().map(String::as_str));
        keys.for_each(|key| same.entry(key).or_default().push(record));
    }
    let mut pairs = BTreeSet::new();
    for ids in same.into_values().filter(|ids| ids.len() > 1) {
        for (i, (a, first)) in ids.iter().enumerate() {
            // The first of a crowd speaks for all: twenty records on one number are a hall's office.
            let rest = ids.iter().skip(i + 1).take(MOST_COMPARED);
            if let Some((b, _)) = rest.clone().find(|(_, second)| first.is_probably(second, site)) {
                pairs.insert((*b, *a));
            }
        }
    }
    let mut told = BTreeSet::new();
    let first_told = pairs.into_iter().filter(|&(later, _)| told.insert(later));
    first_told.map(|(later, earlier)| diagnostic(site, later, earlier)).collect()
}

/// So many records after one are compared with it.
const MOST_COMPARED: usize = 20;

fn diagnostic(site: &Site, later: RecordId, earlier: RecordId) -> Diagnostic {
    let (later, earlier) = (site.directory.record(later), site.directory.record(earlier));
    let message = format!("this is probably the same as `{}` in `{}`", earlier.title.value, site.path(earlier));
    let help =
        "put everything into one of the two files and delete the other; if they are different, say in the title how";
    Diagnostic::new(&RULE, message).at(later.title.span).also(earlier.title.span, "the other one").help(help)
}

/// What two records are told apart by.
struct Traits {
    name: String,
    contacts: BTreeSet<String>,
    id: RecordId,
    kind: usize,
}

/// Where a record is, in whatever words it says so.
fn places(site: &Site, id: RecordId) -> BTreeSet<String> {
    let fields = &site.directory.record(id).fields;
    let of = |field| fields.words(field).iter().map(move |w| format!("{field} {}", folded(&w.value)));
    ["area", "meets_at", "kept_at", "where", "postcode", "address"].into_iter().flat_map(of).collect()
}

impl Traits {
    fn new(site: &Site, id: RecordId) -> Self {
        let record = site.directory.record(id);
        let words = |field: &'static str| record.fields.words(field).iter().map(|w| w.value.as_str());
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let phones = words("phone").chain(words("text")).map(digits);
        // +44 1632 960140 and 01632 960140 end alike.
        let phones = phones.filter(|d| d.len() > 6).map(|d| format!("phone {}", &d[d.len().saturating_sub(9)..]));
        let emails = words("email").map(|e| format!("email {}", e.to_lowercase()));
        Self { name: folded(&record.title.value), contacts: phones.chain(emails).collect(), id, kind: record.kind }
    }

    fn is_probably(&self, other: &Self, site: &Site) -> bool {
        let contact = !self.contacts.is_disjoint(&other.contacts);
        let others = !contact && !self.contacts.is_empty() && !other.contacts.is_empty();
        if self.name == other.name {
            let (here, there) = (places(site, self.id), places(site, other.id));
            let place = !here.is_disjoint(&there);
            let elsewhere = !place && !here.is_empty() && !there.is_empty();
            // Two coffee mornings in two halls are two groups.
            return contact || place || (self.kind == other.kind && !elsewhere && !others);
        }
        if !contact {
            return false;
        }
        let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
        self.name.len().min(other.name.len()) >= 8
            && self.name.len().abs_diff(other.name.len()) <= 2
            && digits(&self.name) == digits(&other.name)
            && strsim::osa_distance(&self.name, &other.name) <= 2
    }
}

/// Articles that a name may have or lack.
const ARTICLES: [&str; 14] = ["the", "a", "an", "le", "la", "les", "el", "los", "las", "der", "die", "das", "y", "yr"];

/// A name without what people write differently: letter case, accents, signs, a leading article.
fn folded(name: &str) -> String {
    let text = if name.is_ascii() {
        name.to_ascii_lowercase().replace('\'', "")
    } else {
        let letters = name.nfkd().filter(|&c| !is_combining_mark(c) && c != '\'' && c != '’');
        letters.flat_map(char::to_lowercase).collect()
    };
    let text = text.replace('&', " and ");
    let mut words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if let [first, _, ..] = words[..]
        && ARTICLES.contains(&first)
    {
        words.remove(0);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    fn told(first: &str, second: &str) -> Vec<String> {
        let record = |fields: &str| format!("+++\n{fields}\n+++\n");
        let (a, b) = (record(first), record(second));
        site(&[("content/groups/a.md", &a), ("content/groups/b.md", &b)], |site| said(site, &check(site)))
    }

    #[test]
    fn the_same_group_entered_twice_is_told_at_the_later_file() {
        assert_eq!(
            told("title = \"Repair Café\"", "title = \"The Repair Cafe\""),
            [
                "content/groups/b.md:2:9 this is probably the same as `Repair Café` in `content/groups/a.md` | put everything \
              into one of the two files and delete the other; if they are different, say in the title how"
            ]
        );
        assert_eq!(
            told(
                "title = \"Knit & Natter\"\nphone = \"01632 960140\"",
                "title = \"Knit and Nater\"\nphone = \"+44 1632 960140\""
            )
            .len(),
            1
        );
    }

    #[test]
    fn different_groups_may_share_a_name_or_a_number() {
        let none: [String; 0] = [];
        assert_eq!(
            told(
                "title = \"Coffee Morning\"\nmeets_at = \"hall\"",
                "title = \"Coffee Morning\"\nmeets_at = \"chapel\""
            ),
            none
        );
        assert_eq!(
            told("title = \"Choir\"\nphone = \"01632 960140\"", "title = \"Chess\"\nphone = \"01632 960140\""),
            none
        );
        assert_eq!(
            told(
                "title = \"Millbrook Scouts 1\"\nphone = \"01632 960140\"",
                "title = \"Millbrook Scouts 2\"\nphone = \"01632 960140\""
            ),
            none
        );
    }

    #[test]
    fn ten_thousand_records_may_share_one_number() {
        use std::fmt::Write as _;
        let mut text = String::new();
        for i in 0..10_000 {
            writeln!(text, "[[record]]\ntitle = \"Group {i}\"\nphone = \"01632 960140\"").unwrap();
        }
        site(&[("content/groups/all.toml", &text)], |site| {
            assert!(check(site).is_empty());
        });
    }
}
