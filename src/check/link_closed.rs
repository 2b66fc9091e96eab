//! A field that leads to something which has closed or moved away.

use super::Site;
use crate::date;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::directory::link_target;
use crate::mistakes::quoted;
use crate::record::Record;

/// A field that leads to something which has closed or moved away.
pub static RULE: Rule = Rule {
    code: "link-closed",
    severity: Severity::Warning,
    title: "a link to something that has closed",
    explain: "A record that says it meets in a hall which has closed sends people to a locked door. The record of what closed \
stays, so that old links lead to what came after it (`successor`); the other records should name the successor. Fields \
that tell of the past, such as `about` and `related`, may lead to it all the same.",
};

/// Fields that may well lead to what has closed: they tell how things came about.
const OF_THE_PAST: [&str; 4] = ["successor", "about", "related", "where"];

/// Every field that leads to something which has closed or moved.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let directory = site.directory;
    let mut out = Vec::new();
    for record in directory.records.iter().filter(|r| gone(r).is_none()) {
        for (field, name) in record.links().filter(|(f, _)| !OF_THE_PAST.contains(&f.name.as_str())) {
            let Some(&to) = directory.by_slug.get(&link_target(&name.value)) else { continue };
            let target = directory.record(to);
            let Some(how) = gone(target) else { continue };
            let when =
                target.fields.date("closed_on").map_or(String::new(), |day| format!(" on {}", date::in_words(day)));
            let closed = format!("`{}` {how}{when}", target.title.value);
            let successor = directory.linked(to, "successor").next().map(|id| directory.record(id));
            let diagnostic = match successor {
                Some(next) => Diagnostic::new(&RULE, format!("{closed}; see its successor `{}`", next.slug.value))
                    .help(format!("write `{} = {}` if that is right", field.name, quoted(&next.slug.value))),
                None => Diagnostic::new(&RULE, closed)
                    .help(format!("write what `{}` is now, or take the line out", field.name)),
            };
            out.push(diagnostic.at(name.span));
        }
    }
    out
}

/// How a record says that it is no longer there.
fn gone(record: &Record) -> Option<&'static str> {
    match record.fields.text("status") {
        Some("closed") => Some("closed"),
        Some("moved") => Some("moved"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_link_to_a_closed_hall_names_what_came_after() {
        let files = [
            (
                "content/assets/places/mill.md",
                "+++\ntitle = \"Old Mill\"\nstatus = \"closed\"\nclosed_on = 2025-03-03\nsuccessor = \"hall\"\n+++\n",
            ),
            ("content/assets/places/hall.md", "+++\ntitle = \"Loom Hall\"\n+++\n"),
            ("content/groups/choir.md", "+++\ntitle = \"Choir\"\nmeets_at = \"mill\"\nrelated = \"mill\"\n+++\n"),
        ];
        site(&files, |site| {
            assert_eq!(
                said(site, &check(site)),
                ["content/groups/choir.md:3:12 `Old Mill` closed on 3 March 2025; see its successor `hall` | \
                  write `meets_at = \"hall\"` if that is right"]
            );
        });
    }
}
