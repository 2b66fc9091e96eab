//! A picture that is not there.

use super::Site;
use super::pictures::{self, Found, Use};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::suggest::nearest;

/// A picture that is not there.
pub static RULE: Rule = Rule {
    code: "image-missing",
    severity: Severity::Error,
    title: "a picture that is not there",
    explain: "A picture is a file in the same folder as the record that shows it, and is named exactly as the file is, ending \
and capital letters included: `repair.JPG` and `repair.jpg` are two names. A picture on another website, or in a folder of \
your own computer, cannot be shown: copy it into the folder first.",
};

/// Every picture that is named and is not there.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let uses = pictures::uses(site);
    uses.iter()
        .filter_map(|used| match pictures::find(site, used) {
            Found::Nothing => Some(missing(site, used)),
            Found::Outside => Some(outside(used)),
            Found::Picture(_) | Found::NotRead(_) => None,
        })
        .collect()
}

fn outside(used: &Use) -> Diagnostic {
    Diagnostic::new(&RULE, "a picture on another website is not shown")
        .at(used.name.span)
        .help("if you may use it, save it in the folder of this record and write the name of the file")
}

fn missing(site: &Site, used: &Use) -> Diagnostic {
    let written = used.name.value.trim();
    let diagnostic = |message: String| Diagnostic::new(&RULE, message).at(used.name.span);
    if is_on_a_computer(written) {
        let name = written.rsplit(['/', '\\']).next().unwrap_or(written);
        return diagnostic(format!("`{written}` lies in a folder of one computer; the site cannot show it"))
            .help(format!("copy the picture into the folder of this record, and write {}", write(used, name)));
    }
    let slashes = written.replace('\\', "/");
    let folded: Vec<String> =
        pictures::candidates(&Use { name: &crate::span::Spanned::new(slashes.clone(), used.name.span), ..*used })
            .iter()
            .map(|p| pictures::folded(p.as_str()))
            .collect();
    let same = site.files.blobs.keys().find(|p| folded.contains(&pictures::folded(p.as_str())));
    if let Some(there) = same.and_then(|p| p.file_name()) {
        let folder = slashes.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let name = written.rsplit(['/', '\\']).next().unwrap_or(written);
        let message = if there == name {
            "the parts of a path are written with `/` between them".to_owned()
        } else if pictures::folded(there) == pictures::folded(name) && there.to_lowercase() != name.to_lowercase() {
            format!("there is `{there}`, which looks the same, but its accents are stored in another way")
        } else {
            format!("there is `{there}`, not `{name}`: small and capital letters count")
        };
        return with_name(diagnostic(message), used, &format!("{folder}{there}"));
    }
    let message = format!("there is no picture `{written}`");
    match nearest_picture(site, used) {
        Some(near) => with_name(diagnostic(format!("{message}; did you mean `{near}`?")), used, &near),
        None => diagnostic(format!("{message} beside this record"))
            .help("copy the picture into the folder of this record, or take the line out"),
    }
}

fn with_name(diagnostic: Diagnostic, used: &Use, name: &str) -> Diagnostic {
    let diagnostic = diagnostic.help(format!("write {}", write(used, name)));
    match pictures::change(used, name) {
        Some((at, text)) => diagnostic.fix(at, text),
        None => diagnostic,
    }
}

/// The line, or the piece of text, with this name in it.
fn write(used: &Use, name: &str) -> String {
    match used.field {
        Some(field) => format!("`{field} = \"{name}\"`"),
        None => format!("`![what it shows]({name})`"),
    }
}

/// `C:\Users\Joan\…`, `/home/joan/…`, `file:///…`
fn is_on_a_computer(written: &str) -> bool {
    let drive = written.as_bytes().get(1) == Some(&b':') && written.starts_with(|c: char| c.is_ascii_alphabetic());
    drive || written.starts_with("\\\\") || ["/home/", "/Users/", "file:", "~/"].iter().any(|p| written.starts_with(p))
}

/// The picture in the record's own folder whose name is nearest; its ending may be another.
fn nearest_picture(site: &Site, used: &Use) -> Option<String> {
    let folder = used.source.path.parent()?;
    let name = used.name.value.trim().rsplit(['/', '\\']).next()?;
    let stem = |name: &str| name.rsplit_once('.').map_or(name.to_owned(), |(stem, _)| stem.to_owned());
    let here = || site.files.blobs.keys().filter(|p| p.parent() == Some(folder)).filter_map(|p| p.file_name());
    let same_stem = here().find(|n| pictures::folded(&stem(n)) == pictures::folded(&stem(name)));
    let near = || {
        let own = stem(name);
        let stems: Vec<(String, &str)> = here().map(|n| (stem(n), n)).collect();
        let near = nearest(&own, stems.iter().map(|(s, _)| s.as_str()))?.to_owned();
        stems.into_iter().find(|(s, _)| *s == near).map(|(_, n)| n)
    };
    if let Some(found) = same_stem.or_else(near) {
        return Some(found.to_owned());
    }
    // The same name in another folder.
    let elsewhere = site.files.blobs.keys().find(|p| p.file_name() == Some(name))?;
    Some(format!("/{}", elsewhere.strip_prefix("content").ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site_with};
    use super::*;

    fn told(field: &str, text: &str, blobs: &[&str]) -> Vec<String> {
        let record = format!("+++\ntitle = \"Repair Café\"\n{field}\n+++\n\n{text}\n");
        let blobs: Vec<(&str, &[u8])> = blobs.iter().map(|path| (*path, &b""[..])).collect();
        site_with(&[("content/groups/repair.md", &record)], &blobs, &[], |site| said(site, &check(site)))
    }

    #[test]
    fn capital_letters_in_the_name_of_a_picture_count() {
        assert_eq!(
            told("image = \"repair.jpg\"", "", &["content/groups/repair.JPG"]),
            [
                "content/groups/repair.md:3:9 there is `repair.JPG`, not `repair.jpg`: small and capital letters count | \
              write `image = \"repair.JPG\"` → \"repair.JPG\""
            ]
        );
        assert_eq!(
            told("", "![Menders](Repair.jpg)", &["content/groups/repair.jpg"]),
            [
                "content/groups/repair.md:6:1 there is `repair.jpg`, not `Repair.jpg`: small and capital letters count | \
              write `![what it shows](repair.jpg)` → repair.jpg"
            ]
        );
    }

    #[test]
    fn a_picture_that_is_not_there_suggests_the_nearest_one() {
        assert!(
            told("image = \"repare.jpg\"", "", &["content/groups/repair.jpg"])
                .concat()
                .contains("did you mean `repair.jpg`?")
        );
        assert!(
            told("image = \"repair.jpeg\"", "", &["content/groups/repair.jpg"])
                .concat()
                .contains("did you mean `repair.jpg`?")
        );
        assert!(
            told("image = \"tea.jpg\"", "", &["content/img/tea.jpg"]).concat().contains("did you mean `/img/tea.jpg`?")
        );
        assert_eq!(
            told("image = \"menders.jpg\"", "", &[]),
            [
                "content/groups/repair.md:3:9 there is no picture `menders.jpg` beside this record | copy the picture into the \
              folder of this record, or take the line out"
            ]
        );
    }

    #[test]
    fn a_picture_of_ones_own_computer_or_of_another_site_must_be_copied() {
        let here = told("image = 'C:\\Users\\Joan\\tea.jpg'", "", &[]).concat();
        assert!(here.contains("lies in a folder of one computer") && here.contains("`image = \"tea.jpg\"`"), "{here}");
        assert!(told("image = \"https://photos.example/tea.jpg\"", "", &[]).concat().contains("on another website"));
        assert!(
            told("image = 'img\\tea.jpg'", "", &["content/groups/img/tea.jpg"]).concat().ends_with("→ \"img/tea.jpg\"")
        );
    }

    #[test]
    fn pictures_are_found_beside_the_record_and_below_content() {
        assert!(
            told("image = \"tea.jpg\"", "![Tea](img/tea.jpg)", &["content/groups/tea.jpg", "content/img/tea.jpg"])
                .is_empty()
        );
        assert!(told("image = \"../tea.jpg\"", "", &["content/tea.jpg"]).is_empty());
    }
}
