//! An area that the site does not have.

use super::Site;
use super::unknown_category::{Words, unknown};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// An area that the site does not have.
pub static RULE: Rule = Rule {
    code: "unknown-area",
    severity: Severity::Error,
    title: "an area that the site does not have",
    explain: "The areas of a site, such as its streets or villages, stand in `hereabouts.toml`, each with its short name and \
its name for readers:\n\n    [areas]\n    eastgate = \"Eastgate\"\n\nA record may use either name.",
};

/// Every area in a record that is not in the configuration.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let what = Words { rule: &RULE, one: "area", many: "areas", table: "areas" };
    unknown(&site.directory.unknown_areas, &site.config.areas, &what)
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_misspelt_area_is_mended() {
        site(&[("content/groups/choir.md", "+++\ntitle = \"Choir\"\narea = \"Eastgait\"\n+++\n")], |site| {
            let told = said(site, &check(site));
            assert_eq!(
                told,
                ["content/groups/choir.md:3:8 no area is called `Eastgait`; did you mean `eastgate`? | \
                  write \"eastgate\" (for readers: Eastgate) → \"eastgate\""]
            );
        });
    }
}
