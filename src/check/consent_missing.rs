//! A person who is named, without a word on whether they agreed.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A person who is named, without a word on whether they agreed.
pub static RULE: Rule = Rule {
    code: "consent-missing",
    severity: Severity::Error,
    title: "a person who has not been asked",
    explain: "Whoever is named in a directory can be found by everybody. Ask the person first, show them the text, and write \
the day on which they agreed: `consent = 2026-02-14`. Until then the person is not published. `consent_scope` says where \
they may be named: on the web, in print, or both.",
};

/// Every person, or teller of a story, without a day of consent.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let records = site.directory.records.iter().filter(|r| r.fields.date("consent").is_none());
    records
        .filter_map(|record| {
            let field = ["person", "tellers"].into_iter().find_map(|name| record.fields.get(name))?;
            // A day that could not be read has been told.
            if site.is_written(record, "consent") {
                return None;
            }
            let names: Vec<String> =
                record.fields.words(&field.def.name).iter().map(|w| format!("`{}`", w.value.trim())).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            let message = format!("{} {verb} not published: no consent date", and_list(&names));
            let help = "ask first; then write the day on which they agreed, `consent = YEAR-MONTH-DAY`";
            Some(Diagnostic::new(&RULE, message).at(field.span).help(help))
        })
        .collect()
}

/// "a, b and c".
fn and_list(names: &[String]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_person_is_published_only_when_they_agreed() {
        let files = [
            ("content/assets/skills/bread.md", "+++\ntitle = \"Bread\"\nperson = \"Asha\"\n+++\n"),
            ("content/assets/skills/bikes.md", "+++\ntitle = \"Bikes\"\nperson = \"Tom\"\nconsent = 2026-02-14\n+++\n"),
            ("content/stories/flood.md", "+++\ntitle = \"The Flood\"\ntellers = [\"Joan\", \"Piotr\"]\n+++\n"),
        ];
        site(&files, |site| {
            let help = "ask first; then write the day on which they agreed, `consent = YEAR-MONTH-DAY`";
            assert_eq!(
                said(site, &check(site)),
                [
                    format!("content/assets/skills/bread.md:3:10 `Asha` is not published: no consent date | {help}"),
                    format!(
                        "content/stories/flood.md:3:11 `Joan` and `Piotr` are not published: no consent date | {help}"
                    ),
                ]
            );
        });
    }
}
