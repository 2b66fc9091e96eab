//! A picture that is larger than anybody needs.

use super::{Site, pictures};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::picture::Unreadable;
use crate::picture::pixels::MOST_DOTS;

/// A picture that is larger than anybody needs.
pub static RULE: Rule = Rule {
    code: "image-huge",
    severity: Severity::Warning,
    title: "a picture that is larger than anybody needs",
    explain: "The site shows a small copy of each picture, but the file itself stays in the folder for ever, and everybody who \
works on the directory fetches it. Open a picture of ten megabytes, choose “Resize” and make it about 1600 dots wide; on paper \
and screen it looks the same. A picture with more than 50 million dots is not shown at all.",
};

/// The most bytes that pass without a word.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Every picture that is shown and is larger than anybody needs.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let large = pictures::present(site).filter_map(|(used, bytes)| {
        let path = pictures::path(site, &used)?;
        let name = &used.name.value;
        let message = match site.pictures.get(&path) {
            Some(Err(Unreadable::TooLarge(width, height))) => {
                let most = MOST_DOTS / 1_000_000;
                format!("`{name}` is {width} dots wide and {height} high, and pictures with more than {most} million dots are not shown")
            }
            _ if bytes.len() > MOST_BYTES => {
                format!("`{name}` is {} megabytes: everybody who works on this folder has to fetch it", bytes.len() / (1024 * 1024))
            }
            _ => return None,
        };
        Some(
            Diagnostic::new(&RULE, message)
                .at(used.name.span)
                .help("open it and make it smaller: 1600 dots wide is plenty"),
        )
    });
    large.collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site_with};
    use super::*;
    use crate::picture;

    fn told(bytes: &[u8]) -> String {
        let record = "+++\ntitle = \"Repair Café\"\nimage = \"tea.jpg\"\n+++\n";
        site_with(&[("content/groups/repair.md", record)], &[("content/groups/tea.jpg", bytes)], &[], |site| {
            said(site, &check(site)).concat()
        })
    }

    #[test]
    fn a_picture_with_too_many_bytes_or_dots_is_told() {
        let small = picture::samples::jpeg(None);
        assert_eq!(told(&small), "");
        let mut heavy = small.clone();
        heavy.resize(9 * 1024 * 1024, 0);
        assert!(told(&heavy).contains("`tea.jpg` is 9 megabytes"));
        let mut wide = small;
        let frame = wide.windows(2).position(|w| w == [0xff, 0xc2]).unwrap();
        wide[frame + 5..frame + 9].copy_from_slice(&[9_000u16.to_be_bytes(), 20_000u16.to_be_bytes()].concat());
        assert!(told(&wide).contains("20000 dots wide and 9000 high"), "{}", told(&wide));
    }
}
