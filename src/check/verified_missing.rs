//! A record that nobody has checked.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A record that nobody has checked.
pub static RULE: Rule = Rule {
    code: "verified-missing",
    severity: Severity::Off,
    title: "a record that nobody has checked",
    explain: "`verified` is the day on which a person last made sure that a record is right: by telephone, by a visit, by \
e-mail. A page without it says so to its readers. This rule is off at first, so that a new directory is not met with a \
hundred warnings; switch it on in `hereabouts.toml` when you want the list:\n\n    [rules]\n    verified-missing = \"warning\"",
};

/// Every record without `verified`; what has closed needs no check.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let gone = |status: Option<&str>| matches!(status, Some("closed" | "moved"));
    let records = site.directory.records.iter().filter(|r| !gone(r.fields.text("status")));
    let unchecked = records.filter(|r| r.fields.date("verified").is_none() && !site.is_written(r, "verified"));
    unchecked
        .map(|record| {
            Diagnostic::new(&RULE, format!("nobody has checked `{}` yet", record.title.value))
                .at(record.title.span)
                .help(format!("ring or visit; then write `verified = {}` and `verified_how = \"phone\"`", site.today))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_record_that_nobody_checked_can_be_asked_for() {
        let files = [
            ("content/groups/band.md", "+++\ntitle = \"Band\"\nverified = 2026-03-03\n+++\n"),
            ("content/groups/choir.md", "+++\ntitle = \"Choir\"\n+++\n"),
        ];
        site(&files, |site| {
            assert_eq!(
                said(site, &check(site)),
                ["content/groups/choir.md:2:9 nobody has checked `Choir` yet | \
                  ring or visit; then write `verified = 2026-11-21` and `verified_how = \"phone\"`"]
            );
            assert!(super::super::check(site).is_empty(), "it is off at first");
        });
    }
}
