//! A rule in the configuration that there is not.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::suggest::nearest;

/// A rule in the configuration that there is not.
pub static RULE: Rule = Rule {
    code: "unknown-rule",
    severity: Severity::Error,
    title: "a rule that there is not",
    explain: "Below `[rules]` in `hereabouts.toml` stand the names of rules, as they stand in brackets in a message: \
`warning[summary-long]` is `summary-long = \"off\"`. A rule is switched to `error`, `warning` or `off`.",
};

/// Every name below `[rules]` that is no rule.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let unknown = site.config.rules.iter().filter(|(name, _)| !site.rules.iter().any(|r| r.code == *name));
    unknown
        .map(|(name, severity)| {
            let message = format!("no rule is called `{name}`");
            let diagnostic = Diagnostic::new(&RULE, message.clone()).at(severity.span);
            match nearest(name, site.rules.iter().map(|r| r.code)) {
                Some(near) => Diagnostic { message: format!("{message}; did you mean `{near}`?"), ..diagnostic }
                    .help(format!("write `{near} = \"{}\"`", severity.value.word()))
                    .fix(severity.span, near),
                None => diagnostic.help("write the name that stands in brackets in a message, such as `summary-long`"),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_misspelt_rule_suggests_the_nearest() {
        let toml = "title = \"Millbrook\"\n[rules]\nsumary-long = \"off\"\n";
        site(&[("hereabouts.toml", toml)], |site| {
            assert_eq!(
                said(site, &check(site)),
                ["hereabouts.toml:3:1 no rule is called `sumary-long`; did you mean `summary-long`? | \
                  write `summary-long = \"off\"` → summary-long"]
            );
        });
    }
}
