//! Files whose names some computers cannot tell apart.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use camino::Utf8Path;
use unicode_normalization::UnicodeNormalization;

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// Files whose names some computers cannot tell apart.
pub static RULE: Rule = Rule {
    code: "address-clash",
    severity: Severity::Error,
    title: "two files whose names differ only by small and capital letters",
    explain: "Windows and macOS take `Choir.md` and `choir.md` for the same file: one of the two vanishes as soon as somebody \
copies the folder there. The same goes for é written as one letter or as e with an accent behind it. Give one of the \
files another name, or delete it if it is a copy.",
};

/// Every file below `content/` whose name another one has, but for letter case or the form of an accent.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let texts = site.files.sources.iter().map(|s| &s.path);
    let mut all: Vec<_> = texts.chain(site.files.blobs.keys()).filter(|p| p.starts_with("content")).collect();
    all.sort();
    let mut first: HashMap<String, &Utf8Path> = HashMap::with_capacity(all.len());
    let mut out = Vec::new();
    for path in all {
        match first.entry(folded(path)) {
            Entry::Vacant(entry) => drop(entry.insert(path)),
            Entry::Occupied(entry) => {
                let other = *entry.get();
                // The name with capitals, or the later one, is the one to change.
                let capitals = |p: &Utf8Path| p.as_str().chars().filter(|c| c.is_uppercase()).count();
                let (path, other) =
                    if capitals(other) > capitals(path) { (other, path.as_path()) } else { (path.as_path(), other) };
                let same = path.as_str().nfc().eq(other.as_str().nfc());
                let how = if same { "by the form of an accent" } else { "by small and capital letters" };
                let message = format!("`{path}` and `{other}` differ only {how}; many computers keep only one of them");
                let help = "give one of the two another name, or delete it if it is a copy";
                out.push(Diagnostic::new(&RULE, message).at_path(path).help(help));
            }
        }
    }
    out
}

/// A path as those computers see it.
pub fn folded(path: &Utf8Path) -> String {
    if path.as_str().is_ascii() {
        return path.as_str().to_ascii_lowercase();
    }
    path.as_str().nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::super::duplicate_slug;
    use super::super::test_site::{said, site, site_with};
    use super::*;

    #[test]
    fn names_that_differ_by_case_only_are_told_once() {
        let text = "+++\ntitle = \"Choir\"\n+++\n";
        site(&[("content/groups/Choir.md", text), ("content/groups/choir.md", text)], |site| {
            assert_eq!(
                said(site, &check(site)),
                [
                    "content/groups/Choir.md:1:1 `content/groups/Choir.md` and `content/groups/choir.md` differ only by small \
                  and capital letters; many computers keep only one of them | give one of the two another name, or delete \
                  it if it is a copy"
                ]
            );
            assert!(duplicate_slug::check(site).is_empty());
        });
    }

    #[test]
    fn names_that_differ_by_the_form_of_an_accent_are_told() {
        let blobs: [(&str, &[u8]); 2] = [("content/café.jpg", b""), ("content/cafe\u{301}.jpg", b"")];
        site_with(&[], &blobs, &[], |site| {
            assert!(said(site, &check(site)).concat().contains("the form of an accent"))
        });
    }
}
