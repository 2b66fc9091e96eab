//! A site without any record.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::record::CONTENT;

/// A site without any record.
pub static RULE: Rule = Rule {
    code: "no-records",
    severity: Severity::Warning,
    title: "a site without any record",
    explain: "The records of a site lie below `content/`: in `content/groups/`, `content/assets/places/` and so on. Where there is \
not one, there is nothing to show, and a site that was built before is left as it was. `hereabouts new group \"Knit and \
Natter\"` writes a first record.",
};

/// Tells if there is no file that could be a record.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let is_page = |path: &camino::Utf8Path| path.starts_with("content/pages") || path.file_name() == Some("index.md");
    let has_files = site.files.below(CONTENT).any(|(_, source)| !is_page(&source.path));
    if has_files || !site.directory.records.is_empty() {
        return Vec::new();
    }
    let diagnostic = Diagnostic::new(&RULE, "there is no record below `content/` yet");
    vec![diagnostic.at_path(CONTENT).help("write the first: `hereabouts new group \"Knit and Natter\"`")]
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_site_with_pages_alone_has_no_record() {
        let page = ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n");
        site(&[page], |site| {
            assert_eq!(said(site, &check(site)).len(), 1);
        });
        site(&[page, ("content/groups/choir.md", "+++\ntitle = \"Choir\"\n+++\n")], |site| {
            assert!(check(site).is_empty())
        });
    }
}
