//! A summary of a directory in a few lines: how many records there are, what is new since another version of it,
//! and what is due for checking. It is Markdown, for the page of a job at a git host, and reads well as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::fields::{Fields, Gift};
use crate::record::Record;
use crate::source::Source;
use crate::view::views::Views;

/// So many records are listed under each heading.
const MOST: usize = 30;

/// The summary of `now`, beside `before` if there is one.
pub fn summary(now: &Views, before: Option<&Views>) -> String {
    let (drafts, records): (Vec<&Record>, Vec<&Record>) = now.directory.records.iter().partition(|r| r.is_draft());
    let mut text =
        format!("## {}\n\n{}{}\n", plain(&now.config.title), counted(now, &records), drafts_in_words(drafts.len()));
    if let Some(before) = before {
        text.push_str(&changes(now, before));
    }
    text.push_str(&due(now, &records));
    text
}

/// "109 records: 34 groups, 12 places …"
fn counted(now: &Views, records: &[&Record]) -> String {
    let mut parts = Vec::new();
    for (number, kind) in now.config.kinds.all.iter().enumerate() {
        let of_kind = || records.iter().filter(|r| r.kind == number);
        let mut part = |count: usize, one: &str, many: &str| {
            if count > 0 {
                let name = if count == 1 { one } else { many };
                parts.push(format!("{count} {}", plain(name).to_lowercase()));
            }
        };
        if kind.browse_by_type {
            for (n, type_) in kind.types.iter().enumerate() {
                part(of_kind().filter(|r| r.type_ == Some(n)).count(), &type_.label, &type_.plural);
            }
            part(of_kind().filter(|r| r.type_.is_none()).count(), &kind.label, &kind.plural);
        } else {
            part(of_kind().count(), &kind.label, &kind.plural);
        }
    }
    let all = count(records.len(), "record", "records");
    if parts.is_empty() { format!("{all}.") } else { format!("{all}: {}.", parts.join(", ")) }
}

fn drafts_in_words(drafts: usize) -> String {
    if drafts == 0 { String::new() } else { format!(" {} besides.", count(drafts, "draft", "drafts")) }
}

/// What is new, what has changed, and what is gone.
fn changes(now: &Views, before: &Views) -> String {
    let by_slug = |views: &Views| -> BTreeMap<String, usize> {
        let records = views.directory.records.iter().enumerate().filter(|(_, record)| !record.is_draft());
        records.map(|(at, record)| (record.slug.value.clone(), at)).collect()
    };
    let (old, new) = (by_slug(before), by_slug(now));
    let record = |views: &'_ Views, at: usize| {
        views.directory.records.get(at).map(|r| plain(&r.title.value)).unwrap_or_default()
    };
    let mut added = Vec::new();
    let mut changed = Vec::new();
    for (slug, &at) in &new {
        let Some(here) = now.directory.records.get(at) else { continue };
        match old.get(slug).and_then(|&at| before.directory.records.get(at)) {
            None => added.push(record(now, at)),
            Some(there) => {
                let fields =
                    differing(here, now.files.source(here.span.file), there, before.files.source(there.span.file));
                if !fields.is_empty() {
                    changed.push(format!("{}: {}", record(now, at), fields.join(", ")));
                }
            }
        }
    }
    let gone: Vec<String> = old
        .iter()
        .filter(|(slug, _)| !now.directory.by_slug.contains_key(*slug))
        .map(|(_, &at)| record(before, at))
        .collect();
    if added.is_empty() && changed.is_empty() && gone.is_empty() {
        return "\nNo record is new or has changed.\n".to_owned();
    }
    [("New", added), ("Changed", changed), ("Gone", gone)]
        .into_iter()
        .map(|(heading, lines)| list(heading, &lines))
        .collect()
}

/// The names of what stands otherwise in one version of a record than in the other.
fn differing(here: &Record, now: &Source, there: &Record, before: &Source) -> Vec<String> {
    let written = |record: &Record, source: &Source| {
        let word = |at: Range<usize>| source.text.get(at).unwrap_or("").trim().to_owned();
        let mut all = BTreeMap::new();
        fields(&record.fields, source, "", &mut all);
        all.insert("title".to_owned(), word(record.title.span.range()));
        all.insert("text".to_owned(), record.body.as_ref().map_or("", |body| body.text(source)).trim().to_owned());
        all
    };
    let (new, old) = (written(here, now), written(there, before));
    let names: BTreeSet<&String> =
        new.keys().chain(old.keys()).filter(|name| new.get(*name) != old.get(*name)).collect();
    names.into_iter().cloned().collect()
}

/// What stands in fields, and in the tables among them: `contact.phone`, `sessions.2.when`.
fn fields(all: &Fields, source: &Source, within: &str, out: &mut BTreeMap<String, String>) {
    for field in &all.0 {
        let name = format!("{within}{}", field.def.name);
        let tables = all.tables(&field.def.name);
        for (n, table) in tables.iter().enumerate() {
            let number = if n == 0 { String::new() } else { format!(".{}", n + 1) };
            fields(table, source, &format!("{name}{number}."), out);
        }
        let gift = |gift: &Gift| {
            let topics = gift.categories.iter().map(|topic| topic.value.as_str()).collect::<Vec<_>>();
            format!("{} {topics:?} {:?}\n", gift.text.value, gift.until)
        };
        let gifts: String = all.gifts(&field.def.name).iter().map(gift).collect();
        let words = source.text.get(field.span.range()).unwrap_or("").trim();
        if tables.is_empty() {
            out.insert(name, if gifts.is_empty() { words.to_owned() } else { gifts });
        }
    }
}

/// What somebody should ask about again.
fn due(now: &Views, records: &[&Record]) -> String {
    let mut never = Vec::new();
    let mut old = Vec::new();
    for record in records {
        let checked = now.checked(record);
        match (checked.state, checked.day) {
            ("old", Some(day)) => old.push((day, plain(&record.title.value))),
            ("never", _) => never.push(plain(&record.title.value)),
            _ => {}
        }
    }
    old.sort();
    let lines: Vec<String> = old
        .into_iter()
        .map(|(day, title)| format!("{title}: checked {day}"))
        .chain(never.into_iter().map(|title| format!("{title}: not checked yet")))
        .collect();
    if lines.is_empty() {
        return "\nEvery record has been checked of late.\n".to_owned();
    }
    list("Due for checking", &lines)
}

fn list(heading: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n### {heading} ({})\n\n", lines.len());
    lines.iter().take(MOST).for_each(|line| text.push_str(&format!("- {line}\n")));
    if let Some(more) = lines.len().checked_sub(MOST).filter(|more| *more > 0) {
        text.push_str(&format!("- and {more} more\n"));
    }
    text
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Words that mean nothing to Markdown, on one line.
fn plain(words: &str) -> String {
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let special = |c: char| "\\`*_[]<>#|".contains(c);
    line.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}
