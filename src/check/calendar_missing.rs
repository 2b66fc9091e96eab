//! Times that go by school terms or public holidays, where nobody has written these down for the months to come.

use super::Site;
use crate::date::{self, Date};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;
use crate::times::schedule::{Rule as TimesRule, School};

/// Terms or holidays that nobody has written down.
pub static RULE: Rule = Rule {
    code: "calendar-missing",
    severity: Severity::Warning,
    title: "school terms or public holidays that nobody has written down",
    explain: "“Term time only” needs the days of the terms, and “not on bank holidays” those of the holidays: they stand in \
`hereabouts.toml` by year, so that the next day can be told, and nobody stands before a closed door. Your council's website \
has the terms. The public holidays of England and Wales come with the program.\n\n    [calendar.terms]\n    2026-27 = [\n      \
\"2026-09-02 to 2026-10-23\",\n      \"2026-11-02 to 2026-12-18\",\n    ]\n\n    [calendar.holidays]\n    2027 = [\"2027-01-01\", \
\"2027-03-26\"]",
};

/// So many days before the last term ends, the next are asked for.
const AHEAD: i32 = 28;

/// What is missing for the times that need it, told once at the first of them.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let calendar = &site.config.calendar;
    let soon = site.today.saturating_add(jiff::Span::new().days(AHEAD));
    let mut out = Vec::new();
    let last = calendar.terms.iter().map(|t| t.1).max();
    if last.is_none_or(|last| last < soon)
        && let Some(at) = first(site, |rule| rule.school != School::Any)
    {
        let message = match last {
            None => "this goes by the school terms, and no terms are written down".to_owned(),
            Some(last) => {
                format!("this goes by the school terms, and none is written down after {}", date::in_words(last))
            }
        };
        let year = if soon.month() >= 8 { soon.year() } else { soon.year() - 1 };
        let help = format!(
            "write them in `hereabouts.toml`: below a line `[calendar.terms]` the line `{year}-{:02} = [\"{year}-09-02 to {year}-10-23\", \"…\"]`",
            (year + 1) % 100
        );
        out.push(Diagnostic::new(&RULE, message).at(at).help(help));
    }
    let year_of = |day: Date| day.year();
    if !calendar.holidays.iter().any(|day| year_of(*day) == soon.year())
        && let Some(at) = first(site, |rule| rule.not_on_holidays)
    {
        let year = soon.year();
        let message = format!("this goes by the public holidays, and those of {year} are not written down");
        let help = format!(
            "write them in `hereabouts.toml`: below a line `[calendar.holidays]` the line `{year} = [\"{year}-01-01\", \"…\"]`"
        );
        out.push(Diagnostic::new(&RULE, message).at(at).help(help));
    }
    out
}

/// The first time of which a rule holds.
fn first(site: &Site, is: impl Fn(&TimesRule) -> bool) -> Option<Span> {
    let timed = site.directory.times.iter().flatten();
    timed.filter(|t| t.schedule().is_some_and(|s| s.rules.iter().any(&is))).map(|t| t.text.span).next()
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    fn told(when: &str, toml: &str) -> Vec<String> {
        let group = format!("+++\ntitle = \"Choir\"\nwhen = \"{when}\"\n+++\n");
        let toml = format!("title = \"Millbrook\"\n{toml}");
        let mut all = Vec::new();
        site(&[("hereabouts.toml", &toml), ("content/groups/choir.md", &group)], |site| all = said(site, &check(site)));
        all
    }

    #[test]
    fn terms_are_asked_for_where_a_time_goes_by_them() {
        let term = "Tuesdays 7pm-9pm, term time only";
        assert_eq!(
            told(term, ""),
            [
                "content/groups/choir.md:3:8 this goes by the school terms, and no terms are written down | write them in \
              `hereabouts.toml`: below a line `[calendar.terms]` the line `2026-27 = [\"2026-09-02 to 2026-10-23\", \"…\"]`"
            ]
        );
        let terms = |last: &str| format!("[calendar.terms]\n2026-27 = [\"2026-09-02 to {last}\"]\n");
        assert!(told(term, &terms("2026-12-04"))[0].contains("none is written down after 4 December 2026"));
        assert_eq!(told(term, &terms("2027-07-20")).len(), 0);
        assert_eq!(told("Tuesdays 7pm-9pm", "").len(), 0);
    }

    #[test]
    fn holidays_are_asked_for_where_the_program_does_not_know_them() {
        let weekdays = "Mon-Fri 9am-5pm except bank holidays";
        assert!(told(weekdays, "")[0].contains("those of 2026 are not written down"));
        assert_eq!(told(weekdays, "country = \"GB\"\n").len(), 0);
        assert_eq!(told(weekdays, "[calendar.holidays]\n2026 = [\"2026-12-25\"]\n").len(), 0);
    }
}
