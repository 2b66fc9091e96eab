//! `hereabouts intake`: an issue or a letter becomes the draft of a record.

use super::{Exit, built, fresh, input};
use crate::cli::{Common, Format, Intake};
use crate::files;
use crate::intake::{self, Desk};
use crate::shell::Shell;
use crate::slug::slug;

/// Reads what was sent, and writes the draft.
pub fn run(options: &Intake, common: &Common, shell: &Shell) -> Exit {
    let (root, files) = input(common, true, None);
    let Some(built) = built(files, shell) else { return Exit::Problems };
    let bytes = match files::named(&options.file) {
        Ok(bytes) => bytes,
        Err(words) => {
            shell.note(&format!("{words}\nNothing was written."));
            return Exit::Disk;
        }
    };
    let desk = Desk { config: &built.config, directory: &built.directory, language: &built.theme.language };
    let letter = intake::letter::read(bytes, &|label| intake::is_label(label, &desk));
    let known = options.kind.as_deref().map(|word| (word, intake::is_sort(word, &desk)));
    if let Some((word, false)) = known {
        let all = intake::sorts(&desk);
        shell.note(&format!("There is no kind or type called `{word}`.\nThere are: {}.", all.join(", ")));
        return Exit::Usage;
    }
    let Some(draft) = intake::intake(&letter, options.kind.as_deref(), &desk) else {
        shell.note("There is nothing in it. Nothing was written.");
        return Exit::Problems;
    };
    // It gets a number once it is more than a draft.
    let stem = if draft.stem.is_empty() { "record" } else { &draft.stem };
    match fresh::write(&root, &built, &draft.folder, stem, &draft.text) {
        Ok(path) => {
            shell.say(&format!("Wrote {path}, a draft: nothing of it is published yet."));
            if let Some(id) = draft.about {
                let record = built.directory.record(id);
                let there = &built.files.source(record.span.file).path;
                shell.say(&format!("It is about {there}. Take over there what is right, and take the draft away."));
            } else if let Some(same) = built.directory.records.iter().find(|r| slug(&r.title.value) == draft.stem) {
                let there = &built.files.source(same.span.file).path;
                shell.say(&format!(
                    "There is a record of that name already: {there}. If it is the same, put both into one."
                ));
            } else {
                shell.say("Look at it, take the line `draft = true` out, and then: hereabouts check");
            }
            draft.told.iter().for_each(|told| shell.say(told));
            Exit::Well
        }
        Err(diagnostic) => {
            shell.report(&[*diagnostic], &built.files, Format::Text);
            Exit::Disk
        }
    }
}
