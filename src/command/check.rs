//! `hereabouts check`: say what is wrong in the files, and what to write instead.

use std::collections::BTreeMap;

use super::build::{exit, looked_in};
use super::times::in_words;
use super::{Exit, input, numbers};
use crate::build::{Built, build};
use crate::check::contact_unnamed;
use crate::cli::{Check, Common, Format};
use crate::diagnostic::Diagnostic;
use crate::fix;
use crate::numbering::{Numbers, number};
use crate::shell::{Counts, Shell};
use crate::source::Files;
use crate::times::{Outcome, Vocabulary, expand, sentence};
use crate::write::sources;

/// Checks the files; with `--fix` mends what is sure first, and checks what is left.
pub fn run(options: &Check, common: &Common, shell: &Shell) -> Exit {
    let (root, files) = input(common, options.drafts, None);
    super::count_paths(&root, options.format, shell);
    let mut result = build(files);
    let mut mended = BTreeMap::new();
    let mut given = None;
    if options.fix {
        // A mend may bring another slip to light, but not for ever.
        for _ in 0..5 {
            let (files, diagnostics) = parts(&result);
            let texts = fix::apply(files, diagnostics);
            if texts.is_empty() {
                break;
            }
            for (id, text, lines) in texts {
                let path = &files.source(id).path;
                if let Err(diagnostic) = sources::replace(&root, path, &text) {
                    shell.report(&[*diagnostic], files, options.format);
                    return Exit::Disk;
                }
                *mended.entry(path.clone()).or_insert(0) += lines;
            }
            result = build(input(common, options.drafts, None).1);
        }
        if let Ok(built) = &result {
            let numbers = Numbers::read(&built.files, &built.config);
            match numbers::give(&root, &built.files, numbers) {
                Ok(some) => given = numbers::in_words(&some),
                Err(diagnostic) => {
                    shell.report(&[*diagnostic], &built.files, options.format);
                    return Exit::Disk;
                }
            }
            if given.is_some() {
                result = build(input(common, options.drafts, None).1);
            }
        }
    }
    let (files, diagnostics) = parts(&result);
    let counts = shell.report(diagnostics, files, options.format);
    if let (Ok(built), true) = (&result, options.times && options.format == Format::Text) {
        say_times(built, shell);
    }
    if options.format == Format::Text {
        say_mended(&mended, shell);
        given.iter().for_each(|given| shell.say(given));
        match &result {
            Ok(built) => say_ending(built, counts, options, shell),
            Err(_) => looked_in(&root, options.format, shell),
        }
    }
    exit(counts, options.strict)
}

fn parts(result: &Result<Built, (Files, Vec<Diagnostic>)>) -> (&Files, &[Diagnostic]) {
    match result {
        Ok(built) => (&built.files, &built.diagnostics),
        Err((files, diagnostics)) => (files, diagnostics),
    }
}

fn say_mended(mended: &BTreeMap<camino::Utf8PathBuf, usize>, shell: &Shell) {
    for (path, lines) in mended {
        let lines = if *lines == 1 { "1 place".to_owned() } else { format!("{lines} places") };
        shell.say(&format!("Mended {path} in {lines}."));
    }
}

/// How each time was read: where it stands, the words, the sentence, and the next day.
fn say_times(built: &Built, shell: &Shell) {
    let vocabulary = Vocabulary::of(&built.config.language);
    for timed in built.directory.times.iter().flatten() {
        let source = built.files.source(timed.text.span.file);
        let (line, _) = source.line_column(timed.text.span.start as usize);
        let words = timed.text.value.trim();
        let read = match &timed.outcome {
            Outcome::Words => "words, shown as they are written".to_owned(),
            Outcome::Ask(question) => format!("asked: {}", question.question),
            Outcome::Read(schedule) => {
                let sentence = sentence::sentence(schedule, vocabulary);
                match expand::next(schedule, built.today, &built.config.calendar) {
                    Some((day, _)) => format!("{sentence}. Next: {}", in_words(day)),
                    None => format!("{sentence}. Next: no day that is known"),
                }
            }
        };
        shell.say(&format!("{}:{line}: {words}\n    {read}", source.path));
    }
}

fn say_ending(built: &Built, counts: Counts, options: &Check, shell: &Shell) {
    let records = built.directory.records.len();
    let records = if records == 1 { "1 record".to_owned() } else { format!("{records} records") };
    match counts.words() {
        None => shell.say(&format!("Looked at {records}: all is in order.")),
        Some(words) => {
            let sure = built.diagnostics.iter().filter(|d| d.fix.is_some()).count();
            let hint = match sure {
                0 => String::new(),
                _ if options.fix => String::new(),
                1 => " `hereabouts check --fix` mends 1 of them.".to_owned(),
                n => format!(" `hereabouts check --fix` mends {n} of them."),
            };
            shell.say(&format!("Looked at {records}: {words}.{hint}"));
            let rule = built.diagnostics.first().map_or("", |d| d.rule.code);
            shell.say(&format!("To read more about one: `hereabouts explain {rule}`."));
        }
    }
    let (mut read, mut asked, mut words) = (0, 0, 0);
    for timed in built.directory.times.iter().flatten() {
        match timed.outcome {
            Outcome::Read(_) => read += 1,
            Outcome::Words => words += 1,
            Outcome::Ask(_) => asked += 1,
        }
    }
    if read + asked + words > 0 && !options.times {
        let asked = if asked == 0 { String::new() } else { format!(", {asked} asked about above") };
        let left = if words == 0 { String::new() } else { format!(", {words} left as words") };
        shell.say(&format!(
            "Times: {read} read{asked}{left}. `hereabouts check --times` says how, and when each is next."
        ));
    }
    let unchecked = built.directory.records.iter().filter(|r| r.fields.date("verified").is_none()).count();
    if unchecked > 0 && counts.errors == 0 {
        let (have, they) = if unchecked == 1 { ("1 record has", "it says") } else { ("records have", "they say") };
        let number = if unchecked == 1 { String::new() } else { format!("{unchecked} ") };
        shell
            .say(&format!("{number}{have} no `verified` date yet: {they} “Not yet checked” until a person has asked."));
    }
    let unnumbered = built.directory.records.iter().filter(|r| number(r).is_none()).count();
    if unnumbered > 0
        && (unnumbered < built.directory.records.len() || built.config.print != crate::config::Print::default())
    {
        let (have, them) = if unnumbered == 1 { ("1 record has", "it") } else { ("records have", "them") };
        let count = if unnumbered == 1 { String::new() } else { format!("{unnumbered} ") };
        shell.say(&format!("{count}{have} no number yet for print: `hereabouts check --fix` gives {them} one."));
    }
    let unnamed: Vec<&str> = contact_unnamed::unnamed(&built.directory).map(|name| name.value.trim()).collect();
    if let (Some(first), 0) = (unnamed.first(), counts.errors) {
        let names = match unnamed.len() {
            1 => format!("The name `{first}` in a contact is"),
            n => format!("{n} names in contacts, `{first}` the first, are"),
        };
        shell.say(&format!(
            "{names} left out of the site: no `consent` date. See `hereabouts explain contact-unnamed`."
        ));
    }
}
