//! A picture without words.

use super::Site;
use super::pictures::{self, Found, Use};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A picture without words.
pub static RULE: Rule = Rule {
    code: "image-words",
    severity: Severity::Warning,
    title: "a picture that nobody describes",
    explain: "Some readers cannot see a picture: their computer reads the page aloud. Say in a few words what it shows, as you \
would on the telephone: `image_alt = \"Two menders bent over a radio\"`, or in the text `![Two menders bent over a \
radio](menders.jpg)`. The name of the file, or “photo”, tells them nothing.",
};

/// Every picture that has no words, or words that say nothing.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    // Of a picture that is not there nobody can say what it shows.
    let uses = pictures::uses(site).into_iter().filter(|used| matches!(pictures::find(site, used), Found::Picture(_)));
    uses.filter_map(|used| look(&used)).collect()
}

fn look(used: &Use) -> Option<Diagnostic> {
    let file = used.name.value.as_str();
    if !used.has_words {
        if used.field.is_some() && has_unread_words(used) {
            return None;
        }
        let help = match used.field {
            Some(field) => format!("say what it shows: add a line `{field}_alt = \"Two menders bent over a radio\"`"),
            None => format!("say what it shows: `![Two menders bent over a radio]({file})`"),
        };
        let message = format!("`{file}` has no words for those who cannot see it");
        return Some(Diagnostic::new(&RULE, message).at(used.name.span).help(help));
    }
    let words = used.words?;
    let said = words.value.trim();
    let lower = said.to_lowercase();
    let empty = ["photo", "picture", "image", "photograph", "img", "a photo", "a picture", "an image", "logo"];
    let is_file = [".jpg", ".jpeg", ".png", ".webp", ".gif"].iter().any(|ending| lower.ends_with(ending));
    if !empty.contains(&lower.as_str()) && !is_file {
        return None;
    }
    let message = format!("`{said}` does not say what the picture shows");
    let help = "write it as you would say it on the telephone: `image_alt = \"Two menders bent over a radio\"`";
    Some(Diagnostic::new(&RULE, message).at(words.span).help(help))
}

/// Whether there are words that could not be read: then that has been told.
fn has_unread_words(used: &Use) -> bool {
    let mut lines = used.source.text.lines().filter_map(|l| l.trim_start().strip_prefix("image_alt"));
    lines.any(|rest| !matches!(rest.trim_matches(['=', ':', ' ']), "" | "\"\"" | "''"))
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site_with};
    use super::*;

    fn told(fields: &str, text: &str) -> Vec<String> {
        let record = format!("+++\ntitle = \"Repair Café\"\n{fields}\n+++\n\n{text}\n");
        let blobs: [(&str, &[u8]); 1] = [("content/groups/tea.jpg", b"")];
        site_with(&[("content/groups/repair.md", &record)], &blobs, &[], |site| said(site, &check(site)))
    }

    #[test]
    fn a_picture_needs_words() {
        assert_eq!(
            told("image = \"tea.jpg\"", "![](tea.jpg)"),
            [
                "content/groups/repair.md:3:9 `tea.jpg` has no words for those who cannot see it | say what it shows: add \
                 a line `image_alt = \"Two menders bent over a radio\"`",
                "content/groups/repair.md:6:1 `tea.jpg` has no words for those who cannot see it | say what it shows: \
                 `![Two menders bent over a radio](tea.jpg)`",
            ]
        );
        assert!(
            told("image = \"tea.jpg\"\nimage_alt = \"IMG_2034.JPG\"", "")
                .concat()
                .contains(":4:13 `IMG_2034.JPG` does not say")
        );
    }

    #[test]
    fn a_picture_with_words_is_well_and_one_that_is_not_there_is_told_elsewhere() {
        assert!(told("image = \"tea.jpg\"\nimage_alt = \"A tea urn\"", "![Tea](tea.jpg)").is_empty());
        assert!(told("image = \"coffee.jpg\"", "").is_empty());
    }
}
