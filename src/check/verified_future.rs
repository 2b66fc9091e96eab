//! A check, or a consent, on a day that is still to come.

use super::Site;
use crate::date;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A check, or a consent, on a day that is still to come.
pub static RULE: Rule = Rule {
    code: "verified-future",
    severity: Severity::Warning,
    title: "a check on a day that is still to come",
    explain: "`verified` is the day on which somebody last made sure that a record is right, and `consent` the day on which \
somebody agreed to be named: both lie in the past. Most often the year is a slip of the keyboard.",
};

/// Every `verified` and `consent` after today.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for record in &site.directory.records {
        for name in ["verified", "consent"] {
            let field = record.fields.get(name);
            if let (Some(field), Some(day)) = (field, record.fields.date(name).filter(|day| *day > site.today)) {
                let message = format!("`{name}` is {}, and that day is still to come", date::in_words(day));
                let help = format!("write the day on which it was done; today it is `{name} = {}`", site.today);
                out.push(Diagnostic::new(&RULE, message).at(field.span).help(help));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_check_lies_in_the_past() {
        let record = "+++\ntitle = \"Choir\"\nverified = 2027-03-03\nconsent = 2026-11-21\n+++\n";
        site(&[("content/groups/choir.md", record)], |site| {
            assert_eq!(
                said(site, &check(site)),
                ["content/groups/choir.md:3:12 `verified` is 3 March 2027, and that day is still to come | \
                  write the day on which it was done; today it is `verified = 2026-11-21`"]
            );
        });
    }
}
