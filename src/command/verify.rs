//! `hereabouts verify`: write what slips say back into the records.

use std::collections::BTreeSet;

use camino::Utf8Path;

use super::{Exit, built, input};
use crate::amend::{self, Value};
use crate::cli::{Common, Format, Verify};
use crate::config::Config;
use crate::date::{self, Date, Reading};
use crate::diagnostic::{Edit, Severity};
use crate::fix;
use crate::kinds::FieldDef;
use crate::number;
use crate::numbering;
use crate::record::{self, Record};
use crate::shell::Shell;
use crate::source::{Files, Source};
use crate::suggest::nearest;
use crate::write::sources;

/// What all slips of one run say.
struct Said<'a> {
    on: Date,
    how: &'a str,
    options: &'a Verify,
}

/// A slip that was understood: its pieces of text, and what there is to say of it.
struct Done {
    edits: Vec<Edit>,
    told: String,
}

/// Writes each slip into its record. A slip that makes no sense is told, and the others are written all the same.
pub fn run(options: &Verify, common: &Common, shell: &Shell) -> Exit {
    let (root, files) = input(common, true, None);
    let today = files.today;
    let Some(built) = built(files, shell) else { return Exit::Problems };
    let Some(how) = how(&options.how, &built.config, shell) else { return Exit::Usage };
    let on = options.on.as_deref().map_or(Ok(today), |text| day(text, today));
    let records: Vec<&Record> =
        built.directory.records.iter().chain(built.directory.duplicates.iter().map(|(record, _)| record)).collect();
    let mut seen = BTreeSet::new();
    let mut done = Vec::new();
    let mut well = true;
    for slip in &options.slips {
        let slip = slip.trim().to_uppercase();
        let read = number::parse(&slip).map_err(|fault| fault.to_string());
        let found = read.and_then(|no| one(&records, no).map(|record| (no, record)));
        let made = found.and_then(|(no, record)| {
            let said = Said { on: on.clone()?, how, options };
            if seen.insert(no) { made(record, no, &built.files, &built.config, &said).map(Some) } else { Ok(None) }
        });
        match made {
            Ok(one) => done.extend(one),
            Err(fault) => {
                well = false;
                shell.note(&format!("{slip}: {fault}."));
            }
        }
    }
    match write(&root, &built.files, &done, shell) {
        Ok(()) if well => Exit::Well,
        Ok(()) => Exit::Problems,
        Err(exit) => exit,
    }
}

/// Writes the files, and says what was done.
fn write(root: &Utf8Path, files: &Files, done: &[Done], shell: &Shell) -> Result<(), Exit> {
    for (id, text, _) in fix::put(files, done.iter().flat_map(|one| &one.edits).collect()) {
        if let Err(diagnostic) = sources::replace(root, &files.source(id).path, &text) {
            shell.report(&[*diagnostic], files, Format::Text);
            return Err(Exit::Disk);
        }
    }
    done.iter().for_each(|one| shell.say(&one.told));
    Ok(())
}

/// The record with this number.
fn one<'a>(records: &[&'a Record], no: u32) -> Result<&'a Record, String> {
    let mut with = records.iter().filter(|record| numbering::number(record) == Some(no));
    match (with.next(), with.next()) {
        (Some(record), None) => Ok(record),
        (None, _) => Err(format!("no record has the number {no}")),
        (Some(a), Some(b)) => {
            let (a, b) = (&a.title.value, &b.title.value);
            Err(format!("`{a}` and `{b}` both have the number {no}; `hereabouts check` says what to do"))
        }
    }
}

/// What a slip changes in its record.
fn made(record: &Record, no: u32, files: &Files, config: &Config, said: &Said) -> Result<Done, String> {
    let source = files.source(record.span.file);
    let title = &record.title.value;
    let closing = said.options.closed;
    let place = format!("{}:{}", source.path, source.line_column(record.title.span.start as usize).0);
    if record.fields.text("status") == Some("closed") && !closing {
        let since = record.fields.date("closed_on").map_or(String::new(), |d| format!(" since {}", date::in_words(d)));
        return Err(format!("`{title}` is closed{since}, and was left as it is; its record is {place}"));
    }
    if let Some(newer) = record.fields.date("verified").filter(|day| *day > said.on) {
        let newer = date::in_words(newer);
        return Err(format!("`{title}` was checked on {newer}, which is later, and was left as it is"));
    }
    let edits = amend::set(source, record, &fields(record, said));
    if !is_as_meant(source, record, &edits, config, said) {
        return Err(format!("the lines of `{title}` cannot be changed safely; write it in by hand, in {place}"));
    }
    let day = date::in_words(said.on);
    let mut told = format!("{no} {title}: checked {day} {}", in_words(said.how));
    if closing {
        told = format!("{no} {title}: closed, says the check of {day} {}", in_words(said.how));
    }
    if said.options.changed {
        told.push_str(&format!("; write in what changed: {place}"));
    }
    Ok(Done { edits, told })
}

/// The fields that a slip sets. Who made an older check did not make this one.
fn fields(record: &Record, said: &Said) -> Vec<(&'static str, Value)> {
    let by = said.options.by.as_deref().map(str::trim).filter(|by| !by.is_empty());
    let mut fields = Vec::new();
    if said.options.closed {
        fields.push(("status", Value::Is("\"closed\"".to_owned())));
        if record.fields.date("closed_on").is_none() {
            fields.push(("closed_on", Value::Is(said.on.to_string())));
        }
    }
    fields.push(("verified", Value::Is(said.on.to_string())));
    fields.push(("verified_how", Value::Is(amend::words(said.how))));
    fields.push(("verified_by", by.map_or(Value::Gone, |by| Value::Is(amend::words(by)))));
    fields
}

/// Whether the file, once changed, says what it should, and brings no error that was not there.
fn is_as_meant(source: &Source, record: &Record, edits: &[Edit], config: &Config, said: &Said) -> bool {
    let custom = config.custom();
    let id = record.span.file;
    let parsed = |source: &Source| {
        let (parsed, told) = record::parse(source, id, &config.kinds, &custom);
        (parsed.records, told.iter().filter(|d| d.severity == Severity::Error).count())
    };
    let alone = Files { sources: vec![source.clone(); id.0 as usize + 1], ..Files::default() };
    let Some((_, text, _)) = fix::put(&alone, edits.iter().collect()).pop() else { return true };
    let (before, faults) = parsed(source);
    let (after, faults_after) = parsed(&Source { text: text.into(), ..source.clone() });
    let same = after.iter().find(|r| r.slug.value == record.slug.value);
    let set = same.is_some_and(|r| {
        r.fields.date("verified") == Some(said.on)
            && r.fields.text("verified_how") == Some(said.how)
            && (!said.options.closed || r.fields.text("status") == Some("closed"))
    });
    set && after.len() == before.len() && faults_after <= faults
}

/// The way of checking that was meant, if it is one that a record may have.
fn how<'a>(said: &str, config: &'a Config, shell: &Shell) -> Option<&'a str> {
    let field = config.kinds.all.iter().find_map(|kind| kind.field("verified_how"));
    let choices = field.map(|field: &FieldDef| field.choices.as_slice()).unwrap_or_default();
    let word = said.trim().to_lowercase().replace([' ', '_'], "-");
    let known = choices.iter().find(|choice| **choice == word);
    if known.is_none() {
        let hint = nearest(&word, choices.iter().map(String::as_str));
        let hint = hint.map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
        let message =
            format!("`{said}` is no way of checking that is known.{hint}\nThere are: {}.", choices.join(", "));
        shell.note(&message);
    }
    known.map(String::as_str)
}

/// The day of the check; not one that is still to come.
fn day(text: &str, today: Date) -> Result<Date, String> {
    let read = match date::read(text) {
        Reading::Day(day) => Ok(day),
        Reading::Either(a, b) => {
            Err(format!("`{text}` may be {} or {}; write it as {a} or {b}", date::in_words(a), date::in_words(b)))
        }
        Reading::NoSuchDay(..) => Err(format!("there is no such day as `{text}`")),
        Reading::Not => Err(format!("`{text}` is no date; write one as in 2026-11-20")),
    }?;
    if read > today {
        return Err(format!("{} is still to come", date::in_words(read)));
    }
    Ok(read)
}

/// How it was checked, as one says it.
fn in_words(how: &str) -> String {
    match how {
        "phone" => "by phone".to_owned(),
        "visit" => "on a visit".to_owned(),
        "email" => "by e-mail".to_owned(),
        "web" => "on their website".to_owned(),
        "in-person" => "in person".to_owned(),
        other => format!("({other})"),
    }
}
