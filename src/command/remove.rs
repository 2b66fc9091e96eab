//! `hereabouts remove`: take a record out, with its pictures, and say what is left of it.

use super::{Exit, built, input};
use crate::cli::{Common, Format, Remove};
use crate::number;
use crate::numbering::{self, Numbers};
use crate::record::Record;
use crate::removal::{self, Mention, Removal, Rest};
use crate::shell::Shell;
use crate::suggest::nearest;
use crate::write::sources;

/// So many lines with the name are shown.
const MOST_LINES: usize = 40;

/// Removes one record.
pub fn run(options: &Remove, common: &Common, shell: &Shell) -> Exit {
    let (root, files) = input(common, true, None);
    let Some(built) = built(files, shell) else { return Exit::Problems };
    let duplicates = built.directory.duplicates.iter().map(|(record, _)| record);
    let records: Vec<&Record> = built.directory.records.iter().chain(duplicates).collect();
    let record = match find(&records, &options.record) {
        Ok(record) => record,
        Err(why) => {
            shell.note(&why);
            return Exit::Problems;
        }
    };
    let source = built.files.source(record.span.file);
    let line = source.line_column(record.title.span.start as usize).0;
    let Some(removal) = removal::plan(record, &built.directory, &built.files, &built.config) else {
        shell.note(&format!(
            "The lines of this record cannot be told from those around it. Take them out by hand: {}:{line}",
            source.path
        ));
        return Exit::Problems;
    };
    let title = &record.title.value;
    if options.dry_run {
        shell.say(&format!("Would remove `{title}` ({}:{line}).", source.path));
        removal.pictures.iter().for_each(|path| shell.say(&format!("Would remove the picture {path}.")));
        say_left(&removal, shell);
        return Exit::Well;
    }
    // Its number stands in booklets for years, and nobody else may get it.
    let mut numbers = Numbers::read(&built.files, &built.config);
    numbers.highest = numbers.highest.max(numbering::number(record).unwrap_or(0));
    let done = super::numbers::note(&root, &built.files, &numbers).and_then(|()| {
        match &removal.rest {
            Rest::Nothing => sources::remove(&root, &source.path)?,
            Rest::Text(text) => sources::replace(&root, &source.path, text)?,
        }
        removal.pictures.iter().try_for_each(|path| sources::remove(&root, path))
    });
    if let Err(diagnostic) = done {
        shell.report(&[*diagnostic], &built.files, Format::Text);
        return Exit::Disk;
    }
    match &removal.rest {
        Rest::Nothing => shell.say(&format!("Removed `{title}`: the file {} is gone.", source.path)),
        Rest::Text(_) => {
            shell.say(&format!("Removed `{title}` from {}; the other records in it are as they were.", source.path))
        }
    }
    removal.pictures.iter().for_each(|path| shell.say(&format!("Removed the picture {path}.")));
    say_left(&removal, shell);
    Exit::Well
}

/// The record that was meant: by its slug, its name or its number.
fn find<'a>(records: &[&'a Record], said: &str) -> Result<&'a Record, String> {
    let said = said.trim();
    let wanted = said.trim_end_matches(".md").trim_end_matches(".html").rsplit('/').next().unwrap_or(said);
    let no = number::parse(&said.to_uppercase()).ok();
    let is_meant = |record: &Record| {
        record.slug.value == wanted
            || record.title.value.to_lowercase() == said.to_lowercase()
            || no.is_some() && numbering::number(record) == no
    };
    let meant: Vec<&&Record> = records.iter().filter(|record| is_meant(record)).collect();
    match only(&meant) {
        Some(record) => Ok(record),
        None if meant.len() > 1 => {
            let slugs: Vec<String> = meant.iter().map(|record| format!("`{}`", record.slug.value)).collect();
            Err(format!("{} records are meant by `{said}`: {}. Nothing was removed.", meant.len(), slugs.join(", ")))
        }
        None => {
            let near = nearest(wanted, records.iter().map(|record| record.slug.value.as_str()));
            let near = near.map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
            Err(format!("There is no record `{said}`.{near} Nothing was removed."))
        }
    }
}

/// The one record, if there is one only.
fn only<'a>(meant: &[&&'a Record]) -> Option<&'a Record> {
    match meant {
        [one] => Some(one),
        _ => None,
    }
}

/// What is left of it, and where.
fn say_left(removal: &Removal, shell: &Shell) {
    for path in &removal.shared {
        shell.say(&format!("The picture {path} stays: other records show it."));
    }
    match removal.mentions.len() {
        0 => shell.say("Nothing else in the site's files names it."),
        1 => shell.say("It is still named in 1 line:"),
        n => shell.say(&format!("It is still named in {n} lines:")),
    }
    for Mention { path, line, what } in removal.mentions.iter().take(MOST_LINES) {
        let what: String = what.chars().take(100).collect();
        shell.say(&format!("  {path}:{line}: {what}"));
    }
    if removal.mentions.len() > MOST_LINES {
        shell.say(&format!("  and {} more", removal.mentions.len() - MOST_LINES));
    }
    shell.say(
        "The site forgets it with the next build. git keeps every older version of these files, and whoever has a copy \
         can read them; so do booklets, search engines and copies of the site. The page on privacy in the manual says how to take a name \
         out of git as well.",
    );
}
