//! Two records that want the same address.

use super::{Site, address_clash};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::mistakes::quoted;

/// Two records that want the same address.
pub static RULE: Rule = Rule {
    code: "duplicate-slug",
    severity: Severity::Error,
    title: "two records with the same address",
    explain: "The last part of a record's address comes from the name of its file, or from its field `slug`. No two records \
may have the same, wherever their files lie: links between records use it. Of two, only one is published until the other \
file gets another name. If both files are about the same thing, put everything into one and delete the other.",
};

/// Every record that was left out because another one has its address.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let Site { directory, config, .. } = *site;
    let mut out = Vec::new();
    for (record, keeper) in &directory.duplicates {
        let keeper = directory.record(*keeper);
        let (path, other) = (site.path(record), site.path(keeper));
        if path != other && address_clash::folded(path) == address_clash::folded(other) {
            continue;
        }
        let slug = &record.slug.value;
        let folder = |kind: usize| &config.kinds.kind(kind).folder;
        let both = if record.kind == keeper.kind {
            format!("both want the address `{}/{slug}.html`", folder(record.kind))
        } else {
            format!("both are called `{slug}`, so nobody can tell which a link means")
        };
        let (message, help) = if path == other {
            let message = format!("another record in this file has the same name as this one: {both}");
            (
                message,
                format!("if they are two things, write a line such as `slug = {}` here", quoted(&format!("{slug}-2"))),
            )
        } else {
            let own = if record.fields.get("slug").is_some() { "another `slug`" } else { "another name to this file" };
            let message = format!("this record and `{other}`: {both}");
            (
                message,
                format!(
                    "give {own}; if both are about the same thing, put everything into one file and delete the other"
                ),
            )
        };
        let at = record.fields.get("slug").map_or(record.title.span, |f| f.span);
        out.push(
            Diagnostic::new(&RULE, message).at(at).also(keeper.title.span, "this one keeps the address").help(help),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn the_record_that_asked_for_an_address_by_name_is_told_who_has_it() {
        let files = [
            ("content/groups/repair-cafe-2.md", "+++\ntitle = \"Repair Café\"\nslug = \"repair-cafe\"\n+++\n"),
            ("content/groups/repair-cafe.md", "+++\ntitle = \"Repair Café\"\n+++\n"),
        ];
        site(&files, |site| {
            assert_eq!(
                said(site, &check(site)),
                [
                    "content/groups/repair-cafe-2.md:3:8 this record and `content/groups/repair-cafe.md`: both want the address \
                  `groups/repair-cafe.html` | give another `slug`; if both are about the same thing, put everything into \
                  one file and delete the other"
                ]
            );
        });
    }

    #[test]
    fn two_kinds_may_not_share_a_name_either() {
        let files = [
            ("content/assets/places/library.md", "+++\ntitle = \"The Library\"\n+++\n"),
            ("content/institutions/library.md", "+++\ntitle = \"Library Service\"\n+++\n"),
        ];
        site(&files, |site| {
            let told = said(site, &check(site)).concat();
            assert!(told.contains("both are called `library`") && told.contains("another name to this file"), "{told}");
        });
    }

    #[test]
    fn two_records_of_one_file_are_told_apart_by_a_slug() {
        let file = "[[record]]\ntitle = \"Chess Club\"\n[[record]]\ntitle = \"Chess Club\"\n";
        site(&[("content/groups/clubs.toml", file)], |site| {
            let told = said(site, &check(site)).concat();
            assert!(
                told.starts_with("content/groups/clubs.toml:4:9") && told.contains("`slug = \"chess-club-2\"`"),
                "{told}"
            );
        });
    }
}
