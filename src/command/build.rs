//! `hereabouts build`: make the website.

use camino::Utf8Path;

use super::{Exit, files_alone};
use crate::build::{Input, build, fingerprint};
use crate::cli::{Build, Common, Format};
use crate::config;
use crate::shell::{Counts, Shell};
use crate::write::{CANNOT_WRITE, Output, Report, pictures, usual_output};

/// Builds the site and writes it.
pub fn run(options: &Build, common: &Common, shell: &Shell) -> Exit {
    let (root, input) = files_alone(common, options.drafts, options.base_url.clone());
    super::count_paths(&root, options.format, shell);
    let path = options.output.clone().unwrap_or_else(|| usual_output(&root));
    if input.files.find(config::FILE).is_none() {
        return no_site(input, &root, options, shell);
    }
    let waiting = || shell.note("Another build is writing this folder; waiting for it to finish …");
    let output = match Output::open(&path, &root, &waiting) {
        Ok(output) => output,
        Err(diagnostic) => {
            shell.report(&[*diagnostic], &input.files, options.format);
            return Exit::Disk;
        }
    };
    let mark = fingerprint(&input);
    if let Some(records) = output.in_order(mark).filter(|_| input.diagnostics.is_empty())
        && let Some(report) = output.is_current(mark)
    {
        say(records, report, Counts::default(), &path, options, shell);
        return Exit::Well;
    }
    let mut built = match build(Input { earlier: pictures(&path), ..input }) {
        Ok(built) => built,
        Err((files, diagnostics)) => {
            shell.report(&diagnostics, &files, options.format);
            return Exit::Problems;
        }
    };
    let told = built.print();
    built.diagnostics.extend(told);
    let counts = shell.report(&built.diagnostics, &built.files, options.format);
    if built.directory.records.is_empty() && output.has_site() {
        shell.note(&format!("The site in {path}/ was left as it was."));
        return Exit::Problems;
    }
    if built.plan.pages.len() > 2000 {
        shell.progress(&format!("Making {} pages …", built.plan.pages.len()));
    }
    let written = match output.is_current(mark) {
        Some(report) => Ok(report),
        None => output.write(&built, mark),
    };
    let exit = match written {
        Ok(report) => {
            say(built.directory.records.len(), report, counts, &path, options, shell);
            exit(counts, options.strict)
        }
        Err(diagnostics) => {
            shell.report(&diagnostics, &built.files, options.format);
            let is_disk = diagnostics.iter().any(|d| d.rule == &CANNOT_WRITE);
            if is_disk { Exit::Disk } else { Exit::Problems }
        }
    };
    // The program ends here, and all its memory goes back at once: there is no need to take the site apart first.
    std::mem::forget(built);
    exit
}

/// There is nothing to build: whatever the folder is, it is left alone.
fn no_site(input: Input, root: &Utf8Path, options: &Build, shell: &Shell) -> Exit {
    if let Err((files, diagnostics)) = build(input) {
        shell.report(&diagnostics, &files, options.format);
    }
    looked_in(root, options.format, shell);
    Exit::Problems
}

/// What was done, and what to do next.
fn say(records: usize, report: Report, counts: Counts, path: &Utf8Path, options: &Build, shell: &Shell) {
    if options.format != Format::Text {
        return;
    }
    let records = if records == 1 { "1 record".to_owned() } else { format!("{records} records") };
    let files = report.files;
    let changed = match (report.written, report.removed) {
        (0, 0) => "nothing had changed".to_owned(),
        (written, 0) if written == files => format!("{files} files"),
        (written, 0) => format!("{written} of {files} files had changed"),
        (written, removed) => format!("{written} of {files} files had changed, {removed} went"),
    };
    shell.say(&format!("Built {records} into {path}/ in {}: {changed}.", shell.elapsed()));
    shell.say(&ending(counts, path));
}

/// Says in which folder there was no site, unless it is the one where one stands.
pub fn looked_in(root: &Utf8Path, format: Format, shell: &Shell) {
    if format == Format::Text && root != "." {
        shell.note(&format!("Looked in the folder {root}"));
    }
}

fn ending(counts: Counts, path: &Utf8Path) -> String {
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
