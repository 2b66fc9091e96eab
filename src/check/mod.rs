//! What is looked at once all records are joined: one rule in one file, each with its [`Rule`].

pub mod address_clash;
pub mod broken_link;
pub mod calendar_missing;
pub mod consent_missing;
pub mod contact_unnamed;
pub mod duplicate_record;
pub mod duplicate_slug;
pub mod file_kind;
pub mod home_address;
pub mod image_broken;
pub mod image_format;
pub mod image_gps;
pub mod image_huge;
pub mod image_missing;
pub mod image_words;
pub mod link_closed;
pub mod link_kind;
pub mod named_minor;
pub mod named_sensitive;
pub mod no_records;
pub mod number_twice;
pub mod phone_short;
mod pictures;
pub mod place_far;
pub mod placeholder;
pub mod required_field;
#[cfg(test)]
mod test_site;
pub mod times_past;
pub mod unknown_area;
pub mod unknown_category;
pub mod unknown_link;
pub mod unknown_rule;
pub mod verified_future;
pub mod verified_missing;

use std::sync::LazyLock;

use camino::Utf8Path;
use rayon::prelude::*;

use crate::config::{self, Config};
use crate::date::Date;
use crate::diagnostic::{At, Diagnostic, Rule, Severity};
use crate::directory::Directory;
use crate::mistakes;
use crate::picture::Pictures;
use crate::record::{self, Record, TextPage};
use crate::source::{Files, Source};

/// All that the rules look at.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The records, joined.
    pub directory: &'a Directory,
    /// What the site is called, and how it wants things.
    pub config: &'a Config,
    /// The files as they were read.
    pub files: &'a Files,
    /// The pictures that are shown, each ready or with the reason why not.
    pub pictures: &'a Pictures,
    /// The day on which we look.
    pub today: Date,
    /// All rules of the program, those of other layers too.
    pub rules: &'a [&'static Rule],
}

impl<'a> Site<'a> {
    /// The file in which a record stands.
    pub fn source(&self, record: &Record) -> &'a Source {
        self.files.source(record.span.file)
    }

    /// The path of the file in which a record stands.
    pub fn path(&self, record: &Record) -> &'a Utf8Path {
        &self.source(record).path
    }

    /// All ordinary pages: those of their own, and the words on the home page and above lists.
    pub fn pages(&self) -> impl Iterator<Item = &'a TextPage> {
        let directory = self.directory;
        directory.pages.iter().chain(&directory.home).chain(directory.intros.values())
    }

    /// Whether a field is written in the record's file, even if it could not be read: then that has been told.
    pub fn is_written(&self, record: &Record, field: &str) -> bool {
        record::is_written(self.source(record), record, field)
    }
}

type Check = fn(&Site) -> Vec<Diagnostic>;

/// Each rule of this module with the function that looks.
static CHECKS: [(&Rule, Check); 32] = [
    (&unknown_category::RULE, unknown_category::check),
    (&unknown_area::RULE, unknown_area::check),
    (&unknown_link::RULE, unknown_link::check),
    (&broken_link::RULE, broken_link::check),
    (&link_kind::RULE, link_kind::check),
    (&link_closed::RULE, link_closed::check),
    (&duplicate_slug::RULE, duplicate_slug::check),
    (&duplicate_record::RULE, duplicate_record::check),
    (&address_clash::RULE, address_clash::check),
    (&number_twice::RULE, number_twice::check),
    (&placeholder::RULE, placeholder::check),
    (&image_missing::RULE, image_missing::check),
    (&image_words::RULE, image_words::check),
    (&image_format::RULE, image_format::check),
    (&home_address::RULE, home_address::check),
    (&named_minor::RULE, named_minor::check),
    (&named_sensitive::RULE, named_sensitive::check),
    (&phone_short::RULE, phone_short::check),
    (&image_broken::RULE, image_broken::check),
    (&image_huge::RULE, image_huge::check),
    (&image_gps::RULE, image_gps::check),
    (&contact_unnamed::RULE, contact_unnamed::check),
    (&place_far::RULE, place_far::check),
    (&consent_missing::RULE, consent_missing::check),
    (&verified_future::RULE, verified_future::check),
    (&verified_missing::RULE, verified_missing::check),
    (&times_past::RULE, times_past::check),
    (&calendar_missing::RULE, calendar_missing::check),
    (&file_kind::RULE, file_kind::check),
    (&unknown_rule::RULE, unknown_rule::check),
    (&required_field::RULE, required_field::check),
    (&no_records::RULE, no_records::check),
];

/// All rules of the program, in the order of their names.
pub static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let own = CHECKS.iter().map(|&(rule, _)| rule);
    let mut rules: Vec<&'static Rule> = mistakes::RULES.iter().copied().chain(own).collect();
    rules.extend([&config::CONFIG_MISSING, &config::SETTING, &record::NO_KIND]);
    rules.sort_by_key(|rule| rule.code);
    rules
});

/// The rule with this name.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// Looks at the whole site with every rule that is not switched off.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let is_on = |rule: &Rule| severity(site.config, rule, rule.severity) != Severity::Off;
    let found: Vec<Vec<Diagnostic>> =
        CHECKS.par_iter().filter(|(rule, _)| is_on(rule)).map(|(_, check)| check(site)).collect();
    found.concat()
}

/// What is told in the end: with the severities that the site chose, in the order of files and lines, each once.
pub fn apply(config: &Config, files: &Files, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let chosen = diagnostics.into_iter().map(|d| Diagnostic { severity: severity(config, d.rule, d.severity), ..d });
    let mut told: Vec<Diagnostic> = chosen.filter(|d| d.severity != Severity::Off).collect();
    told.sort_by(|a, b| place(a, files).cmp(&place(b, files)).then_with(|| a.message.cmp(&b.message)));
    told.dedup();
    told
}

/// How bad a fault is on this site; `usual` unless `[rules]` says otherwise.
fn severity(config: &Config, rule: &Rule, usual: Severity) -> Severity {
    config.rules.get(rule.code).map_or(usual, |chosen| chosen.value)
}

/// What diagnostics are sorted by: what is about the whole site comes first.
fn place<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> (&'a str, usize, usize, &'static str) {
    let code = diagnostic.rule.code;
    match &diagnostic.at {
        None => ("", 0, 0, code),
        Some(At::Span(span)) => (files.source(span.file).path.as_str(), span.start as usize, 0, code),
        Some(At::Path(path)) => (path.as_str(), 0, 0, code),
        Some(At::Template { path, line, column, .. }) => (path.as_str(), *line, *column, code),
    }
}

/// "a, b or c".
fn or_list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_says_what_to_do() {
        let codes: std::collections::BTreeSet<_> = RULES.iter().map(|r| r.code).collect();
        assert_eq!(codes.len(), RULES.len());
        for rule in RULES.iter() {
            let plain = rule.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(plain && !rule.title.is_empty() && rule.explain.len() > 40, "{}", rule.code);
        }
        assert_eq!(super::rule("quote-open").map(|r| r.code), Some("quote-open"));
    }

    #[test]
    fn a_site_may_switch_a_rule_off_or_make_it_an_error() {
        let toml = "title = \"Millbrook\"\n[rules]\nverified-missing = \"warning\"\nunknown-link = \"off\"\n";
        let group = "+++\ntitle = \"Choir\"\nmeets_at = \"nowhere\"\n+++\n";
        test_site::site(&[("hereabouts.toml", toml), ("content/groups/choir.md", group)], |site| {
            let told = apply(site.config, site.files, check(site));
            let told: Vec<_> = told.iter().map(|d| (d.rule.code, d.severity.word())).collect();
            assert_eq!(told, [("verified-missing", "warning")]);
        });
    }

    #[test]
    fn what_is_told_stands_in_the_order_of_files_and_lines_and_each_once() {
        let choir = "+++\ntitle = \"Choir\"\nmeets_at = \"nowhere\"\nrun_by = \"nobody\"\n+++\n";
        let files = [
            ("content/groups/choir.md", choir),
            ("content/groups/band.md", "+++\ntitle = \"Band\"\nvia = 1\npart_of = \"nix\"\n+++\n"),
        ];
        test_site::site(&files, |site| {
            let twice = [check(site), check(site)].concat();
            let told = test_site::said(site, &apply(site.config, site.files, twice));
            let places: Vec<_> = told.iter().map(|t| t.split(' ').next().unwrap()).collect();
            assert_eq!(
                places,
                ["content/groups/band.md:4:11", "content/groups/choir.md:3:12", "content/groups/choir.md:4:10"]
            );
        });
    }
}
