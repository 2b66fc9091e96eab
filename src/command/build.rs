//! `hereabouts build`: make the website.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Exit, input};
use crate::build::{build, fingerprint};
use crate::cli::{Build, Common, Format};
use crate::shell::{Counts, Shell};
use crate::write::Output;

/// Builds the site and writes it.
pub fn run(options: &Build, common: &Common, shell: &Shell) -> Exit {
    let base_url = options.base_url.clone().map(|url| if url.ends_with('/') { url } else { format!("{url}/") });
    let (root, input) = input(common, options.drafts, base_url);
    let path =
        options.output.clone().unwrap_or_else(|| if root == "." { "public".into() } else { root.join("public") });
    let mark = fingerprint(&input);
    let built = match build(input) {
        Ok(built) => built,
        Err((files, diagnostics)) => {
            shell.report(&diagnostics, &files, options.format);
            looked_in(&root, options.format, shell);
            return Exit::Problems;
        }
    };
    let waiting = || shell.note("Another build is writing this folder; waiting for it to finish …");
    let output = match Output::open(&path, &root, &waiting) {
        Ok(output) => output,
        Err(diagnostic) => {
            shell.report(&[*diagnostic], &built.files, options.format);
            return Exit::Disk;
        }
    };
    let counts = shell.report(&built.diagnostics, &built.files, options.format);
    if built.directory.records.is_empty() && output.has_site() {
        shell.note(&format!("The site in {path}/ was left as it was."));
        return Exit::Problems;
    }
    let report = match output.is_current(mark) {
        Some(report) => report,
        None => {
            let all = built.plan.pages.len();
            let done = AtomicUsize::new(0);
            // The terminal is not for many threads at once: each keeps count, and the count is shown after.
            let progress = |_: usize| {
                done.fetch_add(1, Ordering::Relaxed);
            };
            shell.progress(&if all > 2000 { format!("Making {all} pages …") } else { String::new() });
            match output.write(&built, mark, &progress) {
                Ok(report) => report,
                Err(diagnostics) => {
                    shell.report(&diagnostics, &built.files, options.format);
                    return if diagnostics.iter().any(|d| d.rule == &crate::write::CANNOT_WRITE) {
                        Exit::Disk
                    } else {
                        Exit::Problems
                    };
                }
            }
        }
    };
    if options.format == Format::Text {
        let records = built.directory.records.len();
        let records = if records == 1 { "1 record".to_owned() } else { format!("{records} records") };
        let files = report.files;
        let changed = match (report.written, report.removed) {
            (0, 0) => "nothing had changed".to_owned(),
            (written, 0) if written == files => format!("{files} files"),
            (written, 0) => format!("{written} of {files} files had changed"),
            (written, removed) => format!("{written} of {files} files had changed, {removed} went"),
        };
        shell.say(&format!("Built {records} into {path}/ in {}: {changed}.", shell.elapsed()));
        shell.say(&ending(counts, &path));
    }
    exit(counts, options.strict)
}

/// Says in which folder there was no site, unless it is the one where one stands.
pub fn looked_in(root: &camino::Utf8Path, format: Format, shell: &Shell) {
    if format == Format::Text && root != "." {
        shell.note(&format!("Looked in the folder {root}"));
    }
}

fn ending(counts: Counts, path: &camino::Utf8Path) -> String {
    let open = format!("Open {path}/index.html to look at it");
    match counts.words() {
        None => format!("{open}, or run `hereabouts serve`."),
        Some(words) if counts.errors > 0 => {
            format!("Found {words}, told above. What could not be read is not on the site until it is mended.")
        }
        Some(words) => format!("Found {words}, told above. {open}."),
    }
}

/// Whether the content is in order.
pub fn exit(counts: Counts, strict: bool) -> Exit {
    if counts.errors > 0 || (strict && counts.warnings > 0) { Exit::Problems } else { Exit::Well }
}
