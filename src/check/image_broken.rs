//! A picture that cannot be read.

use super::{Site, pictures};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::picture::Unreadable;

/// A picture that cannot be read.
pub static RULE: Rule = Rule {
    code: "image-broken",
    severity: Severity::Error,
    title: "a picture that cannot be read",
    explain: "A file is often cut off when it is sent or uploaded over a bad connection. Open it on your own computer: if it \
shows only in part, or not at all, fetch it once more from where it came. If it opens, save it anew as JPEG and put that in its \
place. Until then the page goes without it.",
};

/// Every picture that is shown and whose file cannot be read to its end.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let broken = pictures::uses(site).into_iter().filter_map(|used| {
        let path = pictures::path(site, &used)?;
        let message = match site.pictures.get(&path)?.as_ref().err()? {
            Unreadable::CutOff => {
                format!("the picture `{}` ends too early: its file was cut off", &used.name.value)
            }
            Unreadable::Broken => format!("the picture `{}` cannot be read: its file is damaged", &used.name.value),
            // Told by others.
            Unreadable::Sort | Unreadable::TooLarge(..) | Unreadable::Acts(_) | Unreadable::Endless => return None,
        };
        Some(
            Diagnostic::new(&RULE, message)
                .at(used.name.span)
                .help("fetch the picture once more from where it came, or open it and save it anew as JPEG"),
        )
    });
    broken.collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site_with};
    use super::*;
    use crate::picture::samples;

    fn told(name: &str, bytes: &[u8]) -> String {
        let record = format!("+++\ntitle = \"Repair Café\"\nimage = \"{name}\"\n+++\n");
        let path = format!("content/groups/{name}");
        site_with(&[("content/groups/repair.md", &record)], &[(&path, bytes)], &[], |site| {
            said(site, &check(site)).concat()
        })
    }

    #[test]
    fn a_picture_that_was_cut_off_or_is_broken_is_told() {
        let (jpeg, png, webp) = (samples::jpeg(None), samples::png(), samples::webp(b""));
        for (name, bytes) in [("tea.jpg", &jpeg), ("tea.png", &png), ("tea.webp", &webp)] {
            assert_eq!(told(name, bytes), "", "{name}");
            let half = told(name, &bytes[..bytes.len() / 2]);
            assert!(half.starts_with(&format!("content/groups/repair.md:3:9 the picture `{name}` ")), "{name}: {half}");
        }
        assert!(told("tea.jpg", &jpeg[..jpeg.len() - 20]).contains("ends too early"));
        let mut broken = png.clone();
        broken[40..].fill(7);
        assert!(told("tea.png", &broken).contains("cannot be read: its file is damaged"));
    }
}
