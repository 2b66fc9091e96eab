//! A person who is named in a group that says something about those who come.

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::record::Record;
use crate::span::Spanned;

/// A person who is named in a group that says something about those who come.
pub static RULE: Rule = Rule {
    code: "named-sensitive",
    severity: Severity::Warning,
    title: "a person who is named in a group that says something about those who come",
    explain: "Who is named as the one to ask for at a recovery group, a mosque's women's circle or a group for refugees is known \
to everybody as somebody who goes there, and so are those who are seen ringing. The person agreed, perhaps years ago; still, a \
role says as much as callers need: `role = \"the secretary\"`, without `name`, and a number or address that belongs to the group. \
If the name is meant to be there, write `named-sensitive = \"off\"` below `[rules]` in `hereabouts.toml`.",
};

/// How words begin that say something about the health, faith, past or passport of those who come. A church is not among them:
/// choirs meet in one.
const SUBJECTS: [&str; 39] = [
    "abuse",
    "addict",
    "alcohol",
    "anonymous",
    "anorexi",
    "asylum",
    "autis",
    "baptist",
    "bereave",
    "bible",
    "bulimi",
    "cancer",
    "dementia",
    "depress",
    "detention",
    "disabil",
    "faith",
    "grief",
    "hiv",
    "immigra",
    "lgbt",
    "islam",
    "jewish",
    "mental",
    "migrant",
    "miscarriage",
    "muslim",
    "pray",
    "prison",
    "probation",
    "psychiat",
    "quaker",
    "recover",
    "refuge",
    "rehab",
    "religio",
    "self-harm",
    "suicid",
    "survivor",
];

/// Every name to ask for that is published, in a group with such a subject.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let groups = site.directory.records.iter().filter(|r| site.config.kinds.kind(r.kind).name == "group");
    let agreed = groups.filter(|record| record.fields.date("consent").is_some());
    let told = agreed.filter_map(|record| {
        let subject = subject(record, site)?;
        let name = named(record)?;
        let message = format!(
            "`{}` is named in a group that says something about those who come (`{subject}`)",
            name.value.trim()
        );
        let help = "a role is safer than a name: `role = \"the secretary\"`, and a number that belongs to the group";
        Some(Diagnostic::new(&RULE, message).at(name.span).help(help))
    });
    told.collect()
}

/// The name to ask for that is published.
fn named(record: &Record) -> Option<&Spanned<String>> {
    let contacts = record.fields.tables("contact");
    contacts
        .iter()
        .filter(|contact| contact.yes_no("public") != Some(false))
        .find_map(|contact| contact.words("name").first())
}

/// The word that says it: in its name, its summary, or its topics.
fn subject(record: &Record, site: &Site) -> Option<String> {
    if record.type_.is_some_and(|t| site.config.kinds.kind(record.kind).type_(t).name == "faith") {
        return Some("faith".to_owned());
    }
    let topics = record.fields.words("categories").iter().map(|topic| topic.value.as_str());
    let texts = [Some(record.title.value.as_str()), record.fields.text("summary")];
    let all = texts.into_iter().flatten().chain(topics).map(str::to_lowercase);
    let word = |text: String| {
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
        words.find(|word| SUBJECTS.iter().any(|subject| word.starts_with(subject))).map(str::to_owned)
    };
    all.into_iter().find_map(word)
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    fn told(fields: &str) -> String {
        let record = format!("+++\ntitle = \"New Leaf\"\n{fields}\n+++\n");
        site(&[("content/groups/leaf.md", &record)], |site| said(site, &check(site)).concat())
    }

    #[test]
    fn a_name_in_a_group_about_recovery_is_told_and_a_role_is_not() {
        let named = "consent = 2026-02-14\ncontact = { name = \"Joan\", phone = \"01632 960122\" }";
        let told_of = told(&format!("summary = \"Recovery, one day at a time\"\n{named}"));
        assert!(
            told_of.starts_with("content/groups/leaf.md:5:20 `Joan` is named in a group that says something"),
            "{told_of}"
        );
        assert!(told(&format!("type = \"faith\"\n{named}")).contains("(`faith`)"));
        assert_eq!(told(&format!("summary = \"We sing in the church hall\"\n{named}")), "");
        assert_eq!(told(&format!("summary = \"Leaves for the compost\"\n{named}")), "");
        assert_eq!(told("summary = \"Recovery\"\nconsent = 2026-02-14\ncontact = { role = \"secretary\" }"), "");
        assert_eq!(
            told("summary = \"Recovery\"\ncontact = { name = \"Joan\" }"),
            "",
            "without consent nobody is named"
        );
        assert_eq!(told(&format!("summary = \"Recovery\"\n{}", named.replace(" }", ", public = false }"))), "");
    }
}
