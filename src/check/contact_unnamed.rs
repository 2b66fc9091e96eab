//! A name to ask for that is left out, since nobody wrote whether its bearer agreed.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::directory::Directory;
use crate::fields::Fields;
use crate::record::Record;
use crate::span::Spanned;

/// A name to ask for that is left out.
pub static RULE: Rule = Rule {
    code: "contact-unnamed",
    severity: Severity::Off,
    title: "a name to ask for that is left out",
    explain: "The name in `[contact]` is published only once its bearer has agreed: write the day, `consent = 2026-02-14`, above \
`[contact]`. A role, such as `role = \"secretary\"`, needs no consent, and the number and the address beside it are published \
either way. This rule is off at first: `check` says at its end how many names are left out. To have each told at its \
line, write in `hereabouts.toml`:\n\n    [rules]\n    contact-unnamed = \"warning\"",
};

/// Every name to ask for without a day of consent.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let told = |name: &Spanned<String>| {
        let message = format!("the name `{}` is not published: no consent date", name.value.trim());
        let help = "ask first; then write the day on which they agreed, `consent = YEAR-MONTH-DAY`, above `[contact]`";
        Diagnostic::new(&RULE, message).at(name.span).help(help)
    };
    unnamed(site.directory).map(told).collect()
}

/// The names to ask for that are left out.
pub fn unnamed(directory: &Directory) -> impl Iterator<Item = &Spanned<String>> {
    let unasked = |record: &&Record| record.fields.date("consent").is_none();
    directory.records.iter().filter(unasked).flat_map(|record| record.fields.tables("contact")).filter_map(name)
}

fn name(contact: &Fields) -> Option<&Spanned<String>> {
    contact.words("name").first().filter(|_| contact.yes_no("public") != Some(false))
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_name_to_ask_for_is_published_only_when_its_bearer_agreed_and_a_role_always() {
        let told = |fields: &str| {
            let text = format!("+++\ntitle = \"Choir\"\n{fields}\n+++\n");
            site(&[("content/groups/choir.md", &text)], |site| said(site, &check(site)))
        };
        let named = told("[contact]\nname = \"Joan\"\nphone = \"01632 960140\"");
        assert_eq!(named.len(), 1);
        assert!(named[0].starts_with("content/groups/choir.md:4:8 the name `Joan` is not published: no consent date"));
        assert!(told("consent = 2026-02-14\n[contact]\nname = \"Joan\"").is_empty());
        assert!(told("[contact]\nrole = \"secretary\"").is_empty());
        assert!(told("[contact]\nname = \"Joan\"\npublic = false").is_empty());
    }
}
