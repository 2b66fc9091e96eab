//! A picture that takes long to load.

use super::{Site, pictures};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::picture;

/// A picture that takes long to load.
pub static RULE: Rule = Rule {
    code: "image-huge",
    severity: Severity::Warning,
    title: "a picture that takes long to load",
    explain: "A picture of ten megabytes costs a reader with a small telephone contract money, and takes a minute where the \
signal is weak. Open it, choose “Resize” and make it about 1600 dots wide; on paper and screen it looks the same.",
};

/// The most bytes that pass without a word.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most dots on a side that pass without a word.
const MOST_DOTS: u32 = 12_000;

/// Every picture that is shown and is larger than anybody needs.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let large = pictures::present(site).filter_map(|(used, bytes)| {
        let megabytes = bytes.len() / (1024 * 1024);
        let (width, height) = picture::look(bytes).shown_size().unwrap_or_default();
        let how = if bytes.len() > MOST_BYTES {
            format!("{megabytes} megabytes")
        } else if width.max(height) > MOST_DOTS {
            format!("{width} dots wide and {height} high")
        } else {
            return None;
        };
        let message = format!("`{}` is {how}: it takes long to load", used.name.value);
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
        let frame = wide.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
        wide[frame + 7..frame + 9].copy_from_slice(&20_000u16.to_be_bytes());
        assert!(told(&wide).contains("20000 dots wide and 6 high"), "{}", told(&wide));
    }
}
