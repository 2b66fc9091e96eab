//! A photograph that says where it was taken.

use super::{Site, pictures};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::picture;

/// A photograph that says where it was taken.
pub static RULE: Rule = Rule {
    code: "image-gps",
    severity: Severity::Warning,
    title: "a photograph that says where it was taken",
    explain: "Telephones write into each photograph where it was taken, to a few steps: often somebody's home. The published \
copy is made without it. The file in your folder still has it, and so has everybody with whom you share that folder; to be \
rid of it there too, send the picture to yourself as “without location”, or save it anew from a picture program.",
};

/// Every picture that is shown and carries a position.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let with_position = pictures::present(site).filter(|(_, bytes)| picture::look(bytes).has_position);
    with_position
        .map(|(used, _)| {
            let message = "the photo carries the location where it was taken; it is removed from the published copy";
            Diagnostic::new(&RULE, message).at(used.name.span).help(format!(
                "nothing needs to be done; if `{}` was taken at somebody's home, save it anew without the location",
                used.name.value
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site_with};
    use super::*;

    #[test]
    fn only_a_photograph_that_is_shown_is_mentioned() {
        let with = picture::samples::jpeg(Some(&picture::samples::position()));
        let blobs: [(&str, &[u8]); 2] = [("content/groups/tea.jpg", &with), ("content/groups/other.jpg", &with)];
        let record = "+++\ntitle = \"Repair Café\"\nimage = \"tea.jpg\"\n+++\n";
        site_with(&[("content/groups/repair.md", record)], &blobs, &[], |site| {
            let told = said(site, &check(site));
            assert_eq!(told.len(), 1);
            assert!(told[0].starts_with("content/groups/repair.md:3:9 the photo carries the location"), "{told:?}");
        });
    }
}
