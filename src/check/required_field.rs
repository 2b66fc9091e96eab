//! A record without a field that this site asks of it.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A record without a field that this site asks of it.
pub static RULE: Rule = Rule {
    code: "required-field",
    severity: Severity::Error,
    title: "a field that this site asks for is missing",
    explain: "Every record needs a `title` and nothing else; but a site may ask for more, with `required = true` at a field of \
its own in `hereabouts.toml`:\n\n    [kinds.group.fields.minibus]\n    type = \"yes-no\"\n    label = \"Has a minibus\"\n    \
required = true\n\nIf nobody can be expected to know it, take that line out there.",
};

/// Every record that lacks a required field.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for record in &site.directory.records {
        let kind = site.config.kinds.kind(record.kind);
        let required = kind.fields.iter().filter(|f| f.required && f.name != "title");
        let missing = required.filter(|f| record.fields.get(&f.name).is_none() && !site.is_written(record, &f.name));
        out.extend(missing.map(|field| {
            let message = format!(
                "this site asks for `{}` in each {}, and it is missing here",
                field.name,
                kind.label.to_lowercase()
            );
            let meaning = if field.label.is_empty() { String::new() } else { format!(" ({})", field.label) };
            let help = format!("add a line `{} = {}`{meaning}", field.name, field.example);
            Diagnostic::new(&RULE, message).at(record.title.span).help(help)
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn a_field_of_the_sites_own_may_be_required() {
        let toml = "title = \"Millbrook\"\n[kinds.group.fields.minibus]\ntype = \"yes-no\"\nlabel = \"Has a minibus\"\nrequired = true\n";
        let files = [
            ("hereabouts.toml", toml),
            ("content/groups/band.md", "+++\ntitle = \"Band\"\nminibus = false\n+++\n"),
            ("content/groups/choir.md", "+++\ntitle = \"Choir\"\n+++\n"),
        ];
        site(&files, |site| {
            assert_eq!(
                said(site, &check(site)),
                ["content/groups/choir.md:2:9 this site asks for `minibus` in each group, and it is missing here | \
                  add a line `minibus = true` (Has a minibus)"]
            );
        });
    }
}
