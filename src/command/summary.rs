//! `hereabouts summary`: how many records there are, what is new, and what is due for checking.

use super::{Exit, built, input};
use crate::build::build;
use crate::cli::{Common, Summary};
use crate::config;
use crate::shell::Shell;
use crate::summary::summary;

/// Says it.
pub fn run(options: &Summary, common: &Common, shell: &Shell) -> Exit {
    let (_, files) = input(common, true, None);
    let Some(now) = built(files, shell) else { return Exit::Problems };
    let before = options.since.as_ref().and_then(|folder| {
        if !folder.join(config::FILE).is_file() {
            shell.note(&format!("There is no site in {folder}, so nothing is said of what is new."));
            return None;
        }
        let common = Common { site: Some(folder.clone()), ..common.clone() };
        build(input(&common, true, None).1).ok()
    });
    let before = before.as_ref().map(|built| built.views());
    shell.say(summary(&now.views(), before.as_ref()).trim_end());
    Exit::Well
}
