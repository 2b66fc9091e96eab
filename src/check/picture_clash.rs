//! Two pictures that would get one name on the site.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use super::Site;
use super::pictures;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::picture;

/// Two pictures that would get one name on the site.
pub static RULE: Rule = Rule {
    code: "picture-clash",
    severity: Severity::Error,
    title: "two pictures that would get one name on the site",
    explain: "Pictures are published under plain names: small letters, digits and hyphens. `Summer Fair.jpg` and `summer-fair.jpg` \
in one folder would both become `summer-fair.jpg`, and one would be shown in place of the other. Give one of the two files \
another name, and write that name where the picture is shown.",
};

/// Every picture that is shown and whose published name another one has already.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, Utf8PathBuf> = BTreeMap::new();
    let mut told: Vec<Utf8PathBuf> = Vec::new();
    let mut out = Vec::new();
    for used in pictures::uses(site) {
        let Some(path) = pictures::path(site, &used) else { continue };
        let other = first.entry(picture::published_path(&path)).or_insert_with(|| path.clone());
        if *other != path && !told.contains(&path) {
            let message = format!("`{path}` and `{other}` would get the same name on the site");
            let help = format!("rename `{path}`, and write its new name here");
            out.push(Diagnostic::new(&RULE, message).at(used.name.span).help(help));
            told.push(path);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site_with};
    use super::*;

    #[test]
    fn two_names_that_become_one_are_told_where_the_second_is_shown() {
        let record = |title: &str, image: &str| {
            format!("+++\ntitle = \"{title}\"\nimage = \"{image}\"\nimage_alt = \"Bunting\"\n+++\n")
        };
        let (fair, hall) = (record("Fair", "Summer Fair.jpg"), record("Hall", "summer-fair.jpg"));
        let texts = [("content/groups/fair.md", fair.as_str()), ("content/groups/hall.md", hall.as_str())];
        let blobs: [(&str, &[u8]); 2] =
            [("content/groups/Summer Fair.jpg", b"one"), ("content/groups/summer-fair.jpg", b"two")];
        site_with(&texts, &blobs, &[], |site| {
            let told = said(site, &check(site));
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(
                told[0].starts_with("content/groups/hall.md:3:9 `content/groups/summer-fair.jpg` and `content/groups/Summer Fair.jpg` would get")
            );
        });
        let again = [("content/groups/fair.md", fair.as_str()), ("content/groups/other.md", fair.as_str())];
        site_with(&again, &blobs, &[], |site| assert!(check(site).is_empty()));
    }
}
