//! `hereabouts convert`: rewrite files that have another style of front matter.

use camino::Utf8PathBuf;

use super::Exit;
use crate::cli::{Common, Convert, Format};
use crate::files;
use crate::import::yaml;
use crate::shell::{self, Shell};
use crate::write::sources;

/// Rewrites the files that are named, or all that need it.
pub fn run(options: &Convert, common: &Common, shell: &Shell) -> Exit {
    let root = shell::site_folder(common.site.as_deref());
    let (files, _) = files::read(&root);
    let wanted: Vec<Utf8PathBuf> = options.files.iter().map(|path| shell::absolute(path)).collect();
    let mut done = 0;
    let mut faults = 0;
    for path in &wanted {
        let inside = |s: &crate::source::Source| shell::absolute(&root.join(&s.path)) == *path;
        if !files.sources.iter().any(inside) {
            shell.note(&format!("{path} is not one of this site's files."));
            faults += 1;
        }
    }
    for source in files.sources.iter().filter(|s| s.path.extension() == Some("md")) {
        let asked = wanted.contains(&shell::absolute(&root.join(&source.path)));
        if !wanted.is_empty() && !asked {
            continue;
        }
        match yaml::convert(&source.text) {
            Ok(None) if asked => shell.say(&format!("{} needs no change.", source.path)),
            Ok(None) => {}
            Ok(Some(text)) => match sources::replace(&root, &source.path, &text) {
                Ok(()) => {
                    shell.say(&format!("Rewrote {}", source.path));
                    done += 1;
                }
                Err(diagnostic) => {
                    shell.report(&[*diagnostic], &files, Format::Text);
                    return Exit::Disk;
                }
            },
            Err(line) => {
                shell.note(&format!(
                    "{}:{line}: this line is too intricate to be rewritten; nothing in the file was changed.",
                    source.path
                ));
                faults += 1;
            }
        }
    }
    if done == 0 && faults == 0 && wanted.is_empty() {
        shell.say("No file is in another style.");
    } else if done > 0 {
        shell.say("Look them through, then: hereabouts check");
    }
    if faults > 0 { Exit::Problems } else { Exit::Well }
}
