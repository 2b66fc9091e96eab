//! `hereabouts schema --cms`: a page on which people edit records in forms.

use camino::Utf8Path;

use super::{Exit, no_site};
use crate::cli::{Common, Format, Schema};
use crate::cms;
use crate::config;
use crate::files;
use crate::shell::{self, Shell};
use crate::source::Files;
use crate::write::sources;

/// Writes the page and its settings; never over other ones, unless it is asked to.
pub fn run(options: &Schema, common: &Common, shell: &Shell) -> Exit {
    let root = shell::site_folder(common.site.as_deref());
    let (files, _) = files::read(&root);
    let Some((id, source)) = files.find(config::FILE) else {
        return no_site(shell);
    };
    let (config, _) = config::read(source, id);
    let made = cms::files(&config, &files, config.repository.as_ref());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let earlier = |path: &str| files.theme.get(Utf8Path::new(path)).map(|bytes| text(bytes));
    let settings = earlier(cms::CONFIG).map_or(made.config.clone(), |earlier| cms::kept(&made.config, &earlier));
    let is_unnamed = cms::is_unnamed(&settings);
    let mut exit = Exit::Well;
    for (path, text) in [(cms::CONFIG, settings), (cms::PAGE, made.page.clone())] {
        let done = match earlier(path) {
            Some(earlier) if earlier == text => Ok(Done::AsItIs),
            Some(_) if !options.overwrite => Ok(Done::Differs),
            Some(_) => sources::replace(&root, Utf8Path::new(path), &text).map(|()| Done::Written),
            // What is there and was not read, such as a link to another file, stays.
            None => sources::create(&root.join(path), text.as_bytes())
                .map(|is_new| if is_new { Done::Written } else { Done::Differs }),
        };
        let done = match done {
            Ok(done) => done,
            Err(diagnostic) => {
                shell.report(&[*diagnostic], &Files::default(), Format::Text);
                return Exit::Disk;
            }
        };
        tell(path, done, options.overwrite, shell);
        if done == Done::Differs {
            exit = Exit::Problems;
        }
    }
    tell_what_is_left_out(&made.left_out, shell);
    if exit == Exit::Well {
        shell.say("\nBuild and publish the site as usual: the forms are at admin/ on it.");
        if is_unnamed {
            shell.say("Until the repository is named in static/admin/config.yml, nobody can sign in there.");
        }
    }
    exit
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Written,
    AsItIs,
    Differs,
}

fn tell(path: &str, done: Done, is_forced: bool, shell: &Shell) {
    match done {
        Done::Written => shell.say(&format!("Wrote {path}")),
        Done::AsItIs => shell.say(&format!("{path} is as it is.")),
        Done::Differs if is_forced => shell.note(&format!(
            "There is something else at {path}, which is no file of the site. Nothing was written over it.\nTake it away, and run this again."
        )),
        Done::Differs => shell.note(&format!(
            "There is another {path} already. Nothing was written over it.\nTo have it written anew: hereabouts schema --cms --overwrite"
        )),
    }
}

fn tell_what_is_left_out(left_out: &[cms::LeftOut], shell: &Shell) {
    if left_out.is_empty() {
        return;
    }
    shell.say("\nThese stay in the files as they are, for a form would lose what some records write there:");
    for cms::LeftOut { field, of, path } in left_out {
        shell.say(&format!("  {of}: `{field}`, such as in {path}"));
    }
}
