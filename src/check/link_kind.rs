//! A field that leads to the wrong sort of record.

use super::Site;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::directory::{Directory, RecordId, kind_and_type};
use crate::kinds::FieldDef;
use crate::mistakes::quoted;
use crate::record::article;

/// A field that leads to the wrong sort of record.
pub static RULE: Rule = Rule {
    code: "link-kind",
    severity: Severity::Error,
    title: "a link to the wrong sort of record",
    explain: "Some fields lead only to certain sorts of record: `meets_at` to a place where people can go, `kept_by` to a group \
or an institution that can look after something. If a group meets in a library, `meets_at` names the library, and \
`run_by` names who runs the group.",
};

/// Every field that leads to the wrong sort of record.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let Site { directory, config, .. } = *site;
    let wrong = directory.dangling.iter().filter_map(|d| Some((d, d.field.as_ref()?, d.to?)));
    wrong
        .map(|(dangling, field, to)| {
            let record = directory.record(to);
            let wanted = wanted(field, config);
            let what = what(to, directory, config);
            let message = format!("`{}` needs {wanted}, and `{}` is {what}", field.name, record.title.value);
            let diagnostic = Diagnostic::new(&RULE, message).at(dangling.name.span);
            match where_it_is(to, field, directory, config) {
                Some(place) => diagnostic.help(format!(
                    "if you mean the place where it is, write `{} = {}`",
                    field.name,
                    quoted(place)
                )),
                None => {
                    diagnostic.help("write the name of the right record's file, or take the line out if there is none")
                }
            }
        })
        .collect()
}

/// "a place, an institution or a local trade": what a field may lead to.
fn wanted(field: &FieldDef, config: &Config) -> String {
    let kinds = &config.kinds.all;
    let label = |name: &String| {
        let of_kind = kinds.iter().find(|k| k.name == *name).map(|k| &k.label);
        let of_type = || kinds.iter().flat_map(|k| &k.types).find(|t| t.name == *name).map(|t| &t.label);
        of_kind.or_else(of_type).map_or(name.clone(), |label| with_article(label))
    };
    super::or_list(&field.to.iter().map(label).collect::<Vec<_>>())
}

/// "a group", or "a skill": what a record is.
fn what(id: RecordId, directory: &Directory, config: &Config) -> String {
    let (kind, type_) = kind_and_type(directory.record(id), config);
    with_article(type_.filter(|_| kind.browse_by_type).map_or(&kind.label, |t| &t.label))
}

fn with_article(label: &str) -> String {
    let lower = label.to_lowercase();
    if lower == "nature" { "somewhere in nature".to_owned() } else { format!("{} {lower}", article(&lower)) }
}

/// The slug of the place where the wrong record is, if that would be right.
fn where_it_is<'a>(id: RecordId, field: &FieldDef, directory: &'a Directory, config: &Config) -> Option<&'a str> {
    let place = directory.place_of(id).filter(|&p| p != id)?;
    let (kind, type_) = kind_and_type(directory.record(place), config);
    let fits = field.to.iter().any(|name| *name == kind.name || type_.is_some_and(|t| t.name == *name));
    fits.then_some(directory.record(place).slug.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_group_that_meets_at_a_group_is_asked_for_the_place() {
        let files = [
            ("content/assets/places/hall.md", "+++\ntitle = \"Loom Hall\"\n+++\n"),
            ("content/groups/band.md", "+++\ntitle = \"Brass Band\"\nmeets_at = \"hall\"\n+++\n"),
            ("content/groups/choir.md", "+++\ntitle = \"Choir\"\nmeets_at = \"band\"\n+++\n"),
        ];
        site(&files, |site| {
            assert_eq!(
                said(site, &check(site)),
                [
                    "content/groups/choir.md:3:12 `meets_at` needs a place, somewhere in nature, an institution or a local \
                  trade, and `Brass Band` is a group | if you mean the place where it is, write `meets_at = \"hall\"`"
                ]
            );
        });
    }
}
