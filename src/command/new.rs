//! `hereabouts new`: write a record with its fields to fill in.

use camino::Utf8PathBuf;

use super::{Exit, no_site, numbers};
use crate::cli::{Common, Format, New};
use crate::config;
use crate::files;
use crate::kinds::Kinds;
use crate::numbering::Numbers;
use crate::shell::{self, Shell};
use crate::slug::slug;
use crate::starter;
use crate::suggest::nearest;
use crate::write::sources;

/// Writes one record.
pub fn run(options: &New, common: &Common, shell: &Shell) -> Exit {
    let root = shell::site_folder(common.site.as_deref());
    let (files, _) = files::read(&root);
    let Some((id, source)) = files.find(config::FILE) else {
        return no_site(shell);
    };
    let (config, _) = config::read(source, id);
    let name = options.name.trim();
    let Some(what) = starter::What::called(&options.kind, &config.kinds) else {
        let names = names(&config.kinds);
        let hint =
            nearest(&options.kind, names.iter().copied()).map_or_else(String::new, |n| format!(" Did you mean `{n}`?"));
        shell.note(&format!(
            "There is no kind or type called `{}`.{hint}\nThere are: {}.",
            options.kind,
            names.join(", ")
        ));
        return Exit::Usage;
    };
    let address = slug(name);
    if address.is_empty() {
        shell.note(&format!("No address can be made from the name `{name}`. Add a word in plain letters, and change the title in the file afterwards."));
        return Exit::Usage;
    }
    let path: Utf8PathBuf = what.folder(&config.kinds).join(format!("{address}.md"));
    let taken =
        files.sources.iter().find(|s| s.path.file_stem() == Some(address.as_str()) && s.path.starts_with("content"));
    if let Some(taken) = taken {
        shell.note(&format!("There is a record of that name already: {}\nNothing was written.", taken.path));
        return Exit::Problems;
    }
    let mut numbers = Numbers::read(&files, &config);
    let no = (what != starter::What::Page).then(|| numbers.take()).flatten();
    if let Err(diagnostic) = numbers::note(&root, &files, &numbers) {
        shell.report(&[*diagnostic], &files, Format::Text);
        return Exit::Disk;
    }
    let text = starter::record(what, name, no, &config);
    match sources::create(&root.join(&path), text.as_bytes()) {
        Ok(true) => {
            shell.say(&format!("Wrote {path}"));
            shell.say("Open it in a text editor, take the # away before what you know, and write it in.");
            shell.say("Then: hereabouts check");
            Exit::Well
        }
        Ok(false) => {
            shell.note(&format!("There is a file {path} already. Nothing was written."));
            Exit::Problems
        }
        Err(diagnostic) => {
            shell.report(&[*diagnostic], &files, Format::Text);
            Exit::Disk
        }
    }
}

/// Everything one can make.
fn names(kinds: &Kinds) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for kind in &kinds.all {
        names.push(&kind.name);
        names.extend(kind.types.iter().map(|t| t.name.as_str()));
    }
    names.push("page");
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|n| seen.insert(*n));
    names
}
