//! A link in a text to a file that is not there.

use camino::{Utf8Path, Utf8PathBuf};

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::directory::join;
use crate::record::CONTENT;
use crate::source::Source;
use crate::span::Spanned;
use crate::suggest::nearest;

/// A link in a text to a file that is not there.
pub static RULE: Rule = Rule {
    code: "broken-link",
    severity: Severity::Error,
    title: "a link in a text that leads nowhere",
    explain: "A link in a text leads to another record by the path of its file, seen from the file in which it stands: \
`[the hall](../assets/places/loom-hall.md)`; `..` is the folder above. The file's name alone will do as well: \
`[the hall](loom-hall.md)`. An address on the web begins with `https://`.",
};

/// Every link in a text that leads nowhere.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let Site { directory, config, files, .. } = *site;
    let in_records = directory.dangling.iter().filter(|d| d.field.is_none());
    let in_records = in_records.map(|d| (site.source(directory.record(d.record)), &d.name));
    let in_pages = site.pages().flat_map(|page| {
        let source = files.source(page.span.file);
        let lost = page.scan.links.iter().filter(|l| !directory.knows(&source.path, &l.value, config, files));
        lost.map(move |link| (source, link))
    });
    in_records.chain(in_pages).filter_map(|(source, link)| diagnostic(site, source, link)).collect()
}

fn diagnostic(site: &Site, source: &Source, link: &Spanned<String>) -> Option<Diagnostic> {
    let to = link.value.as_str();
    let path = join(&source.path, to).unwrap_or_default();
    // The file is there, but its record is a draft or could not be read.
    if path.starts_with(CONTENT) && site.files.find(path.as_str()).is_some() {
        return None;
    }
    let diagnostic = Diagnostic::new(&RULE, format!("this link leads nowhere: there is no file `{to}`")).at(link.span);
    let host = to.split(['/', '#', '?']).next().unwrap_or("");
    let ending = host.rsplit('.').next().unwrap_or("");
    if to.contains('@') {
        let message = format!("this link leads nowhere: `{to}` needs `mailto:` before it");
        return Some(change(Diagnostic { message, ..diagnostic }, source, link, &format!("mailto:{to}")));
    }
    if host.starts_with("www.") || ["com", "org", "net", "uk", "eu", "example"].contains(&ending) {
        let message = format!("this link leads nowhere: `{to}` needs `https://` before it");
        return Some(change(Diagnostic { message, ..diagnostic }, source, link, &format!("https://{to}")));
    }
    Some(match nearest_file(site, &path) {
        Some(near) => {
            let written = from_here(&source.path, &near);
            let message = format!("{}; did you mean `{written}`?", diagnostic.message);
            change(Diagnostic { message, ..diagnostic }, source, link, &written)
        }
        None => diagnostic
            .help("link to the name of a record's file, such as `[the hall](loom-hall.md)`, or take the link out"),
    })
}

/// Suggests another address; the mend is only in the address, not in the words of the link.
fn change(diagnostic: Diagnostic, source: &Source, link: &Spanned<String>, written: &str) -> Diagnostic {
    let diagnostic = diagnostic.help(format!("write `({written})`"));
    match super::pictures::address_within(source, link) {
        Some(at) => diagnostic.fix(at, written.replace(' ', "%20")),
        None => diagnostic,
    }
}

/// The record or picture whose file was most likely meant: the same name elsewhere, or a similar one.
fn nearest_file(site: &Site, path: &Utf8Path) -> Option<Utf8PathBuf> {
    let name = path.file_stem()?;
    let directory = site.directory;
    let records = directory.by_path.keys().map(Utf8Path::new);
    let all = || {
        records.clone().chain(site.files.blobs.keys().map(|path| path.as_path())).filter(|p| p.starts_with("content"))
    };
    let same = all().find(|p| p.file_stem() == Some(name));
    same.or_else(|| {
        let near = nearest(name, all().filter_map(|p| p.file_stem()))?;
        all().find(|p| p.file_stem() == Some(near))
    })
    .map(Utf8Path::to_owned)
}

/// The path `to` as it is written in the file `from`.
fn from_here(from: &Utf8Path, to: &Utf8Path) -> String {
    let here: Vec<&str> = from.parent().map_or_else(Vec::new, |p| p.iter().collect());
    let there: Vec<&str> = to.iter().collect();
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", here.len() - shared);
    up.chain(there.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    const HALL: (&str, &str) = ("content/assets/places/loom-hall.md", "+++\ntitle = \"Loom Hall\"\n+++\n");

    fn told(link: &str) -> String {
        let record = format!("+++\ntitle = \"Choir\"\n+++\n\nWe meet [there]({link}).\n");
        site(&[HALL, ("content/groups/choir.md", &record)], |site| said(site, &check(site)).concat())
    }

    #[test]
    fn a_link_to_no_file_suggests_the_nearest_one() {
        assert_eq!(
            told("../places/loom-hall.md#rooms"),
            "content/groups/choir.md:5:9 this link leads nowhere: there is no file `../places/loom-hall.md#rooms`; did you \
             mean `../assets/places/loom-hall.md`? | write `(../assets/places/loom-hall.md)` → ../assets/places/loom-hall.md"
        );
        assert!(told("lom-hall.md").contains("did you mean `../assets/places/loom-hall.md`?"));
        assert!(told("nowhere.md").ends_with("or take the link out"));
    }

    #[test]
    fn an_address_without_its_beginning_gets_one() {
        assert!(
            told("www.choir.example/songs")
                .ends_with("write `(https://www.choir.example/songs)` → https://www.choir.example/songs")
        );
        assert!(told("sing@choir.example").contains("mailto:sing@choir.example"));
    }

    #[test]
    fn links_on_ordinary_pages_are_followed_too() {
        let page =
            ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nSee [the hall](../assets/places/lom-hall.md).\n");
        site(&[HALL, page], |site| assert_eq!(check(site).len(), 1));
    }

    #[test]
    fn links_that_lead_somewhere_are_left_alone() {
        for link in
            ["loom-hall.md", "../assets/places/loom-hall.md", "/assets/places/loom-hall.md", "https://choir.example"]
        {
            assert_eq!(told(link), "", "{link}");
        }
    }
}
