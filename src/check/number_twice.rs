//! Two records with the same number for print.

use std::collections::BTreeMap;

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::numbering::{Numbers, number};
use crate::record::Record;

/// Two records with the same number for print.
pub static RULE: Rule = Rule {
    code: "number-twice",
    severity: Severity::Error,
    title: "two records with the same number",
    explain: "`no` is the number by which a record is found in print and on the telephone, so no two may have the same. It happens \
when a file is copied. The record that had it first keeps it, for it stands in booklets already; give the other one the next \
number that is free, or take the line out, and `hereabouts check --fix` gives one.",
};

/// Every record whose number another one, earlier by its path, has already.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut records: Vec<&Record> = site.directory.records.iter().collect();
    records.sort_by_key(|record| record.span);
    let mut first: BTreeMap<u32, &Record> = BTreeMap::new();
    let mut twice = Vec::new();
    for record in records {
        let Some(no) = number(record) else { continue };
        match first.get(&no) {
            Some(keeper) => twice.push((no, record, *keeper)),
            None => drop(first.insert(no, record)),
        }
    }
    if twice.is_empty() {
        return Vec::new();
    }
    let numbers = Numbers::read(site.files, site.config);
    let told = |(no, record, keeper): (u32, &Record, &Record)| {
        let at = record.fields.get("no")?.span;
        let message = format!("the number {no} is that of `{}` already", keeper.title.value);
        let free = numbers.next().map_or("take the line out".to_owned(), |next| format!("write `no = {next}`"));
        let help =
            format!("if this record is the newer one, {free}; if not, change the other one, in {}", site.path(keeper));
        Some(Diagnostic::new(&RULE, message).at(at).also(keeper.fields.get("no")?.span, "the other one").help(help))
    };
    twice.into_iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    #[test]
    fn the_later_of_two_records_with_one_number_is_told_the_next_free_one() {
        let files = [
            ("content/groups/choir.md", "+++\ntitle = \"Choir\"\nno = 104\n+++\n"),
            ("content/groups/band.md", "+++\ntitle = \"Zither Band\"\nno = 104\n+++\n"),
            ("content/groups/club.md", "+++\ntitle = \"Club\"\nno = 112\ndraft = true\n+++\n"),
        ];
        site(&files, |site| {
            assert_eq!(
                said(site, &check(site)),
                [
                    "content/groups/choir.md:3:6 the number 104 is that of `Zither Band` already | if this record is the \
                  newer one, write `no = 113`; if not, change the other one, in content/groups/band.md"
                ]
            );
        });
    }
}
