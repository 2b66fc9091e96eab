//! The terminal, the clock and the place where one stands: the only module that prints.

#![expect(clippy::disallowed_methods, reason = "this is the door to the terminal, the clock and the working folder")]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, Write};
use std::time::Instant;

use camino::{Utf8Path, Utf8PathBuf};

use crate::cli::Format;
use crate::config;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Severity, report};
use crate::source::Files;

/// Says things to whoever called the program. What is asked for goes to standard output, news about
/// the work to standard error. A closed pipe is no reason to fall over.
pub struct Shell {
    started: Instant,
    width: Cell<usize>,
    within: RefCell<String>,
}

impl Shell {
    /// A shell, from now on.
    pub fn new() -> Self {
        Self { started: Instant::now(), width: Cell::new(0), within: RefCell::default() }
    }

    /// What was asked for.
    pub fn say(&self, text: &str) {
        self.clear();
        // Whoever closed the pipe does not want to read on.
        let _ = writeln!(anstream::stdout(), "{}", plain(text));
    }

    /// What somebody types behind a prompt, without the end of the line; nothing once there is no more to come.
    pub fn ask(&self, prompt: &str) -> Option<String> {
        self.clear();
        let _ = write!(anstream::stdout(), "{prompt}");
        let _ = std::io::stdout().flush();
        let mut line = Vec::new();
        let read = std::io::stdin().lock().read_until(b'\n', &mut line).ok()?;
        let line = String::from_utf8_lossy(&line);
        (read > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned())
    }

    /// News about the work.
    pub fn note(&self, text: &str) {
        self.clear();
        let _ = writeln!(anstream::stderr(), "{}", plain(text));
    }

    /// News that replaces itself, on a terminal only.
    pub fn progress(&self, text: &str) {
        if !std::io::stderr().is_terminal() {
            return;
        }
        let width = text.chars().count();
        let rest = " ".repeat(self.width.replace(width).saturating_sub(width));
        let _ = write!(anstream::stderr(), "\r{text}{rest}");
        let _ = std::io::stderr().flush();
    }

    fn clear(&self) {
        let width = self.width.take();
        if width > 0 {
            let _ = write!(anstream::stderr(), "\r{}\r", " ".repeat(width));
        }
    }

    /// From now on a git host is told of files as they lie in its repository, in which the site's folder is `within`.
    pub fn count_from(&self, within: String) {
        *self.within.borrow_mut() = within;
    }

    /// Diagnostics, as wanted; how many errors and warnings there were.
    pub fn report(&self, diagnostics: &[Diagnostic], files: &Files, format: Format) -> Counts {
        self.clear();
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        // What programs read is whole.
        let is_whole = matches!(format, Format::Json | Format::Gitlab);
        if format == Format::Gitlab {
            self.say(&report::gitlab(diagnostics, files, &self.within.borrow()));
        }
        // Of very many of one sort in one file the first tell enough.
        let mut told: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            let file = report::file(diagnostic, files);
            let before = told.entry((diagnostic.rule.code, file)).and_modify(|n| *n += 1).or_insert(1);
            if *before > MOST && !is_whole {
                continue;
            }
            match format {
                Format::Text => {
                    let _ = writeln!(anstream::stderr(), "{}\n", report::text(diagnostic, files, true));
                }
                Format::Short => self.say(&report::short(diagnostic, files)),
                Format::Json => self.say(&report::json(diagnostic, files)),
                Format::Github => self.say(&report::github(diagnostic, files, &self.within.borrow())),
                // All in one.
                Format::Gitlab => {}
            }
        }
        for ((code, file), all) in told.into_iter().filter(|(_, all)| *all > MOST && !is_whole) {
            self.note(&format!("{file}: {} more of the sort [{code}] are not shown.", all - MOST));
        }
        Counts { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }

    /// How long the program has run: "0.12 s".
    pub fn elapsed(&self) -> String {
        format!("{:.2} s", self.started.elapsed().as_secs_f64())
    }

    /// Milliseconds since the program began.
    pub fn milliseconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64() * 1000.0
    }
}

/// Words of the program with names of files and records in them, which give the terminal no orders.
fn plain(text: &str) -> std::borrow::Cow<'_, str> {
    report::harmless(text, |c| c == '\n' || c == '\t')
}

impl Default for Shell {
    fn default() -> Self {
        Self::new()
    }
}

/// So many faults of one sort in one file are shown.
const MOST: usize = 50;

/// How many faults of each sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Counts {
    /// "2 errors and 1 warning", or nothing.
    pub fn words(self) -> Option<String> {
        let some =
            |n: usize, one: &str| (n > 0).then(|| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") });
        match (some(self.errors, "error"), some(self.warnings, "warning")) {
            (Some(errors), Some(warnings)) => Some(format!("{errors} and {warnings}")),
            (one, other) => one.or(other),
        }
    }
}

/// Today, on this computer's calendar.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The whole path of a file, from where one stands.
pub fn absolute(path: &Utf8Path) -> Utf8PathBuf {
    let whole = std::path::absolute(path).ok().and_then(|p| Utf8PathBuf::from_path_buf(p).ok());
    whole.unwrap_or_else(|| path.to_owned())
}

/// The folder of the site: the one that was named, or the nearest above where one stands that has a
/// `hereabouts.toml`, or else this one.
pub fn site_folder(named: Option<&Utf8Path>) -> Utf8PathBuf {
    if let Some(named) = named {
        return named.to_owned();
    }
    let here = std::env::current_dir().ok().and_then(|p| Utf8PathBuf::from_path_buf(p).ok());
    let Some(here) = here else { return Utf8PathBuf::from(".") };
    match here.ancestors().find(|folder| folder.join(config::FILE).is_file()) {
        Some(folder) if folder == here => Utf8PathBuf::from("."),
        Some(folder) => folder.to_owned(),
        None => Utf8PathBuf::from("."),
    }
}
