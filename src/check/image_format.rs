//! A picture in a form that not every browser can show.

use super::Site;
use super::pictures::{self, Found, Use};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::picture::{self, Kind, Unreadable};

/// A picture in a form that not every browser can show.
pub static RULE: Rule = Rule {
    code: "image-format",
    severity: Severity::Error,
    title: "a picture in a form that not every browser can show",
    explain: "Pictures are JPEG (photographs), PNG (drawings and logos), WebP or GIF files. A telephone may save photographs as \
HEIC, a scanner as TIFF: open such a picture and choose “Export” or “Save as” and JPEG. Giving the file another ending \
does not change what is in it. A drawing in SVG is shown if there is nothing in it but what draws: one that holds a program, an \
address or a picture from elsewhere is not, since it could do something in a reader's browser. On paper drawings are left out; \
save one as PNG if it is to be printed.",
};

/// Every picture that is shown and whose file is of another sort.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let uses = pictures::uses(site);
    let wrong = uses.iter().filter_map(|used| {
        let kind = match pictures::find(site, used) {
            Found::Picture(bytes) if bytes.is_empty() => return Some((used, "is empty".to_owned(), EMPTY)),
            Found::Picture(bytes) => picture::kind(bytes),
            Found::NotRead(path) => by_ending(path.extension().unwrap_or("")),
            Found::Outside | Found::Nothing => return None,
        };
        let (what, help) = match kind {
            Kind::Svg => (acts(site, used)?, "open it and save it as PNG, or as “plain SVG”"),
            Kind::Heic => {
                ("is a photograph in HEIC, which many browsers cannot show".to_owned(), "open it and save it as JPEG")
            }
            Kind::Tiff | Kind::Bmp => (
                format!("is a picture in {}, which is not for web pages", kind.word()),
                "open it and save it as JPEG or PNG",
            ),
            Kind::Unknown => (
                "is not a picture, whatever its ending says".to_owned(),
                "open it and save it as JPEG or PNG, or take the line out",
            ),
            Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Gif => return None,
        };
        Some((used, what, help))
    });
    wrong
        .map(|(used, what, help)| {
            let message = format!("`{}` {what}; it is not shown", used.name.value);
            Diagnostic::new(&RULE, message).at(used.name.span).help(help)
        })
        .collect()
}

/// What in a drawing could do something; nothing if it is harmless.
fn acts(site: &Site, used: &Use) -> Option<String> {
    let path = pictures::path(site, used)?;
    match site.pictures.get(&path)?.as_ref().err()? {
        Unreadable::Acts(what) => Some(format!("is a drawing in SVG with {what} in it, which can do more than draw")),
        Unreadable::Endless => Some("is a drawing in SVG with more in it than can be drawn quickly".to_owned()),
        _ => None,
    }
}

const EMPTY: &str = "copy the picture once more from where it came";

fn by_ending(ending: &str) -> Kind {
    match ending.to_lowercase().as_str() {
        "svg" => Kind::Svg,
        "heic" | "heif" | "avif" => Kind::Heic,
        "tif" | "tiff" => Kind::Tiff,
        "bmp" => Kind::Bmp,
        _ => Kind::Unknown,
    }
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
    fn only_what_every_browser_shows_is_a_picture() {
        assert_eq!(
            told(b"\0\0\0\x18ftypheic\0\0"),
            "content/groups/repair.md:3:9 `tea.jpg` is a photograph in HEIC, which many browsers cannot show; it is not shown | \
             open it and save it as JPEG"
        );
        assert_eq!(told(b"<svg width='4' height='3'><path d='M0 0h4'/></svg>"), "");
        assert!(told(b"<svg onload='x'/>").contains("is a drawing in SVG with `onload=` in it"));
        assert!(told(b"PK\x03\x04 a letter").contains("is not a picture"));
        assert!(told(b"").contains("is empty"));
        assert_eq!(told(&picture::samples::jpeg(None)), "");
    }

    #[test]
    fn a_picture_that_was_not_even_read_is_known_by_its_ending() {
        let record = "+++\ntitle = \"Repair Café\"\nimage = \"tea.heic\"\n+++\n";
        site_with(&[("content/groups/repair.md", record)], &[], &["content/groups/tea.heic"], |site| {
            assert!(said(site, &check(site)).concat().contains("a photograph in HEIC"));
        });
    }
}
