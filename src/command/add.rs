//! `hereabouts add`: type in a sheet that somebody filled in on paper.

use camino::{Utf8Path, Utf8PathBuf};

use super::{Exit, built, fresh, input, numbers};
use crate::build::Built;
use crate::cli::{Add, Common, Format};
use crate::diagnostic::Diagnostic;
use crate::filled::{self, Desk, Given, Ready, judge};
use crate::numbering::Numbers;
use crate::sheets::{self, Answer, Ask, Choice, Part, Sheet};
use crate::shell::Shell;
use crate::suggest::nearest;

/// Asks what the sheet asks, and writes the record.
pub fn run(options: &Add, common: &Common, shell: &Shell) -> Exit {
    let (root, files) = input(common, true, None);
    let Some(built) = built(files, shell) else { return Exit::Problems };
    let all = sheets::sheets(&built.config, &built.theme.language);
    let Some(sheet) = all.iter().find(|sheet| sheet.name == options.sheet.trim().to_lowercase()) else {
        let names: Vec<&str> = all.iter().map(|sheet| sheet.name.as_str()).collect();
        let near = nearest(&options.sheet, names.iter().copied());
        let hint = near.map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
        shell.note(&format!("There is no sheet called `{}`.{hint}\nThere are: {}.", options.sheet, names.join(", ")));
        return Exit::Usage;
    };
    let desk = Desk { config: &built.config, directory: &built.directory, today: built.today };
    shell.say(&format!("{}\nPress Enter to leave an answer out.", sheet.title));
    let answers = asked(sheet, &desk, shell);
    let Some(ready) = filled::ready(sheet, &answers, &desk) else {
        shell.note("\nNothing was written: the record has no name yet.");
        return Exit::Problems;
    };
    match write(&root, &built, &ready) {
        Ok((path, no)) => {
            let no = no.map_or(String::new(), |no| format!(", number {no}"));
            shell.say(&format!("\nWrote {path}{no}"));
            ready.told.iter().for_each(|told| shell.say(told));
            let same =
                built.directory.records.iter().find(|r| r.title.value.to_lowercase() == ready.title.to_lowercase());
            if let Some(same) = same {
                let path = &built.files.source(same.span.file).path;
                shell.say(&format!(
                    "There is a record of that name already: {path}. If it is the same, put both into one."
                ));
            }
            Exit::Well
        }
        Err(diagnostic) => {
            shell.report(&[*diagnostic], &built.files, Format::Text);
            Exit::Disk
        }
    }
}

/// Asks each question, until there is no more to come.
fn asked<'a>(sheet: &'a Sheet, desk: &Desk, shell: &Shell) -> Vec<(&'a Ask, Given)> {
    let mut answers = Vec::new();
    for part in &sheet.parts {
        say_heading(part, shell);
        for ask in &part.asks {
            say_question(ask, shell);
            let Some(line) = shell.ask("> ") else { return answers };
            let (mut given, odd) = judge(sheet, ask, &line, desk);
            if let Some(odd) = odd {
                shell.say(&format!("  {odd}. Type it once more; the same again is kept as it is."));
                if let Some(again) = shell.ask("> ") {
                    let first = given;
                    let (second, odd) = judge(sheet, ask, &again, desk);
                    // Enter alone keeps what was typed first.
                    given = if again.trim().is_empty() { first } else { second };
                    if odd.is_some() && given.note.is_some() {
                        shell.say("  Kept as a note.");
                    }
                }
            }
            if !given.is_empty() {
                answers.push((ask, given));
            }
        }
    }
    answers
}

fn say_heading(part: &Part, shell: &Shell) {
    let words: Vec<&str> = [&part.heading, &part.note].into_iter().flatten().map(String::as_str).collect();
    if !words.is_empty() {
        shell.say(&format!("\n— {} —", words.join(": ")));
    }
}

fn say_question(ask: &Ask, shell: &Shell) {
    let help = ask.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    shell.say(&format!("\n{}{help}", ask.question));
    let list = |choices: &[Choice]| {
        for (i, choice) in choices.iter().enumerate() {
            shell.say(&format!("{:>4}  {}", i + 1, choice.label));
        }
    };
    match &ask.answer {
        Answer::One(choices) => list(choices),
        Answer::Many(choices) => {
            list(choices);
            shell.say("  Several: 1 3 5");
        }
        Answer::Lines(lines) if *lines > 1 => shell.say("  Several: put ; between them"),
        Answer::Lines(_) => {}
    }
}

/// Writes the record into a file of its own, with the next number; where it lies, and its number.
fn write(root: &Utf8Path, built: &Built, ready: &Ready) -> Result<(Utf8PathBuf, Option<u32>), Box<Diagnostic>> {
    let mut all = Numbers::read(&built.files, &built.config);
    let no = all.take();
    numbers::note(root, &built.files, &all)?;
    let stem = match (ready.stem.as_str(), no) {
        ("", Some(no)) => format!("no-{no}"),
        ("", None) => "record".to_owned(),
        (stem, _) => stem.to_owned(),
    };
    Ok((fresh::write(root, built, &ready.folder, &stem, &ready.text(no))?, no))
}
