//! `hereabouts serve`: show the website while it is written.

use std::time::Duration;

use camino::Utf8PathBuf;

use super::Exit;
use crate::cli::{Common, Format, Serve};
use crate::rules;
use crate::serve::{Event, Failure, Options, Problem, Server};
use crate::shell::{self, Shell};

/// Serves the site until Ctrl+C.
pub fn run(options: &Serve, common: &Common, shell: &Shell) -> Exit {
    let root = shell::site_folder(common.site.as_deref());
    let today = common.today.unwrap_or_else(shell::today);
    let Serve { port, lan, no_drafts } = *options;
    let server = match Server::start(Options {
        root,
        port,
        lan,
        drafts: !no_drafts,
        today,
        rules: &rules::ALL,
        poll: false,
        ctrl_c: true,
    }) {
        Ok(server) => server,
        Err(Failure::NoSite(files, diagnostics)) => {
            shell.report(&diagnostics, &files, Format::Text);
            return Exit::Problems;
        }
        Err(Failure::Network(error)) => {
            shell.note(&format!(
                "The site cannot be shown at port {port}: {error}. Choose another one: `hereabouts serve --port 8080`"
            ));
            return Exit::Disk;
        }
    };
    tell(shell, &server.problems);
    let at = server.address.port();
    if at != port && port != 0 {
        shell.note(&format!("Port {port} is taken, so it is port {at}."));
    }
    shell.say(&format!("{} is at http://127.0.0.1:{at}/ (Ctrl+C ends it)", server.title));
    match server.lan {
        Some(ip) => shell.say(&format!("On your telephone, in the same network, type http://{ip}:{at}/")),
        None if lan => shell.note("This computer is in no network, so no other device can see the site."),
        None => {}
    }
    for event in &server.events {
        match event {
            Event::Ready { changed, took } => shell.say(&format!("{} changed: ready in {}.", which(&changed), time(took))),
            Event::Checked { new, same, mended } => {
                tell(shell, &new);
                let words = after(new.len(), same, mended);
                if !words.is_empty() {
                    shell.note(&words);
                }
            }
            Event::Looking => shell.note(
                "This computer does not tell the program of changes any more (it may be watching too many files), so the \
                 folder is looked through every second. Everything else goes on as before.",
            ),
            Event::Ended => break,
        }
    }
    Exit::Well
}

fn tell(shell: &Shell, problems: &[Problem]) {
    problems.iter().for_each(|p| shell.note(&format!("{}\n", p.text)));
}

/// "content/groups/choir.md", or "3 files".
fn which(changed: &[Utf8PathBuf]) -> String {
    match changed {
        [one] => one.to_string(),
        many => format!("{} files", many.len()),
    }
}

fn time(took: Duration) -> String {
    format!("{} ms", took.as_millis().max(1))
}

/// What else there is to say of the problems, if anything.
fn after(new: usize, same: usize, mended: usize) -> String {
    let problems = |n: usize| if n == 1 { "1 problem".to_owned() } else { format!("{n} problems") };
    match (new, same, mended) {
        (0, 0, 0) => String::new(),
        (0, 0, _) => "All problems are mended.".to_owned(),
        (0, same, 0) => format!("{} as before.", problems(same)),
        (_, 0, _) => String::new(),
        (0, same, _) => format!("{} left.", problems(same)),
        (_, same, _) => format!("Besides, {} as before.", problems(same)),
    }
}
