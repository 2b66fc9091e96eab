//! Times that are over.

use super::Site;
use crate::date;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::times::expand;

/// Times that are over.
pub static RULE: Rule = Rule {
    code: "times-past",
    severity: Severity::Warning,
    title: "times that are over",
    explain: "The last day of these times lies in the past, so they stand in no calendar and nothing says when it is on next. \
If it goes on, write the new day; if it is over, take the line out, or say so with `status = \"closed\"`.",
};

/// Every time that has an end, and it has come.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (record, times) in site.directory.records.iter().zip(&site.directory.times) {
        if matches!(record.fields.text("status"), Some("closed" | "moved")) {
            continue;
        }
        for timed in times {
            let end = timed.schedule().and_then(expand::end).filter(|end| *end < site.today);
            out.extend(end.map(|end| {
                Diagnostic::new(&RULE, format!("this was over on {}: is it still on?", date::in_words(end)))
                    .at(timed.text.span)
                    .help("write the new day; or, if it is over, take the line out or write `status = \"closed\"`")
            }));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn what_is_over_is_asked_about_unless_it_is_known_to_be() {
        let group = |when: &str, more: &str| format!("+++\ntitle = \"Choir\"\nwhen = \"{when}\"\n{more}+++\n");
        let told = |when: &str, more: &str| {
            let mut all = Vec::new();
            site(&[("content/groups/choir.md", &group(when, more))], |site| all = said(site, &check(site)));
            all
        };
        assert_eq!(
            told("Tuesdays 7pm-9pm, until 30 June 2026", ""),
            ["content/groups/choir.md:3:8 this was over on 30 June 2026: is it still on? | \
              write the new day; or, if it is over, take the line out or write `status = \"closed\"`"]
        );
        assert_eq!(told("Saturday 13 June 2026, 2pm-4pm", "").len(), 1);
        assert_eq!(told("Saturday 13 June 2026, 2pm-4pm", "status = \"closed\"\n").len(), 0);
        assert_eq!(told("Tuesdays 7pm-9pm, until 30 June 2027", "").len(), 0);
        assert_eq!(told("Saturday 21 November 2026, 2pm-4pm", "").len(), 0, "it is today");
    }
}
