//! A field that names a record which is not there.

use std::collections::BTreeMap;

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::directory::{Dangling, link_target};
use crate::mistakes::quoted;
use crate::suggest::nearest;

/// A field that names a record which is not there.
pub static RULE: Rule = Rule {
    code: "unknown-link",
    severity: Severity::Error,
    title: "a link to a record that is not there",
    explain: "A field such as `meets_at` names another record by the name of its file without the ending: \
`meets_at = \"loom-hall\"` leads to `content/assets/places/loom-hall.md`. If that file was given another name, the link \
must be changed too; if the record is new, make its file first.",
};

/// Every field that names a record which is not there.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let lost: Vec<(&Dangling, String)> = site
        .directory
        .dangling
        .iter()
        .filter(|d| d.field.is_some() && d.to.is_none())
        .map(|d| (d, link_target(&d.name.value)))
        .collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let names = Names::new(site);
    lost.into_iter().filter_map(|(dangling, name)| diagnostic(dangling, &name, &names)).collect()
}

/// The names that people may have had in mind, with the slugs they should have written.
struct Names<'a> {
    slugs: Vec<&'a str>,
    titles: BTreeMap<String, &'a str>,
    /// Names of files; those of drafts, and of records that could not be read, have no slug.
    files: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> Names<'a> {
    fn new(site: &Site<'a>) -> Self {
        let directory = site.directory;
        let titles = directory.records.iter().map(|r| (r.title.value.to_lowercase(), r.slug.value.as_str()));
        let sources = site.files.sources.iter().filter(|s| s.path.starts_with("content"));
        let record = |path: &camino::Utf8Path| {
            directory.by_path.get(path.as_str()).map(|id| directory.record(*id).slug.value.as_str())
        };
        let files = sources.filter_map(|s| Some((s.path.file_stem()?, record(&s.path))));
        Self {
            slugs: directory.by_slug.keys().map(String::as_str).collect(),
            titles: titles.collect(),
            files: files.collect(),
        }
    }

    /// The slug that was most likely meant.
    fn meant(&self, written: &str, name: &str) -> Option<&'a str> {
        let title = || self.titles.get(&written.trim().to_lowercase()).copied();
        let file = || self.files.get(name).copied().flatten();
        // Comparing two names takes a while, and there may be ten thousand of them.
        let similar = self.slugs.iter().copied().filter(|s| s.len().abs_diff(name.len()) <= 4 || s.starts_with(name));
        let written_out = crate::slug::slug(written);
        let exact = || self.slugs.binary_search(&written_out.as_str()).ok().and_then(|i| self.slugs.get(i).copied());
        title().or_else(file).or_else(exact).or_else(|| nearest(name, similar))
    }
}

fn diagnostic(dangling: &Dangling, name: &str, names: &Names) -> Option<Diagnostic> {
    let written = dangling.name.value.trim();
    let field = dangling.field.as_ref()?;
    if names.files.get(name) == Some(&None) {
        return None;
    }
    let message = format!("no record is called `{written}`");
    let diagnostic = Diagnostic::new(&RULE, message.clone()).at(dangling.name.span);
    Some(match names.meant(written, name) {
        Some(meant) => Diagnostic { message: format!("{message}; did you mean `{meant}`?"), ..diagnostic }
            .help(format!("write `{} = {}`", field.name, quoted(meant)))
            .fix(dangling.name.span, quoted(meant)),
        None => diagnostic.help(format!(
            "`{}` takes the name of another record's file, without the ending; make that record first, or take the line out",
            field.name
        )),
    })
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    const HALL: (&str, &str) = ("content/assets/places/village-hall.md", "+++\ntitle = \"The Old Hall\"\n+++\n");

    fn told(link: &str) -> String {
        let record = format!("+++\ntitle = \"Choir\"\nmeets_at = \"{link}\"\n+++\n");
        site(&[HALL, ("content/groups/choir.md", &record)], |site| said(site, &check(site)).concat())
    }

    #[test]
    fn a_link_to_nothing_suggests_the_nearest_name() {
        assert_eq!(
            told("village-hal"),
            "content/groups/choir.md:3:12 no record is called `village-hal`; did you mean `village-hall`? | \
             write `meets_at = \"village-hall\"` → \"village-hall\""
        );
    }

    #[test]
    fn a_title_leads_to_the_name_of_its_file() {
        assert!(told("the old hall").contains("did you mean `village-hall`?"));
        assert!(told("Village Hall").contains("did you mean `village-hall`?"));
    }

    #[test]
    fn a_stranger_is_told_what_to_write() {
        assert_eq!(
            told("library"),
            "content/groups/choir.md:3:12 no record is called `library` | `meets_at` takes the name of another record's \
             file, without the ending; make that record first, or take the line out"
        );
    }

    #[test]
    fn a_link_to_a_draft_or_to_a_broken_record_is_no_second_fault() {
        let files = [
            ("content/assets/places/village-hall.md", "+++\ntitle = \"Hall\"\ndraft = true\n+++\n"),
            ("content/assets/places/barn.md", "+++\ntitle = \"Barn\n+++\n"),
            ("content/groups/choir.md", "+++\ntitle = \"Choir\"\nmeets_at = [\"village-hall\", \"barn\"]\n+++\n"),
            ("content/groups/band.md", "+++\ntitle = \"Band\"\nmeets_at = \"barn\"\n+++\n"),
        ];
        site(&files, |site| assert!(check(site).is_empty()));
    }
}
