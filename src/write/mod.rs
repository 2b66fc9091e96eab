//! The door to the disk for writing: the site is put in place in one step, or not at all.
//!
//! Two promises. A build that is killed at any moment leaves the whole old site or the whole new one,
//! and the next build cleans up after it. A build in which nothing changed writes nothing.
//!
//! Everything that changed is written into a folder beside the output; what did not change is linked
//! into it; then the two folders change places in one step. Only files that an earlier build wrote, as
//! its manifest in the output tells, are ever deleted.

#![expect(clippy::disallowed_methods, reason = "this is the door through which the disk is written")]

mod guard;
mod manifest;
pub mod sources;
mod swap;

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::build::{self, Built};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::picture::{self, Earlier};
use manifest::{Entry, Manifest};

pub use guard::OUTPUT_REFUSED;

/// The disk does not take what is written.
pub static CANNOT_WRITE: Rule = Rule {
    code: "cannot-write",
    severity: Severity::Error,
    title: "the site cannot be written",
    explain: "The disk is full, or the computer does not let the program write into this folder. The site that was there before \
is still there, whole.",
};

/// The rules of this module.
pub static RULES: &[&Rule] = &[&CANNOT_WRITE, &OUTPUT_REFUSED];

/// What a build did to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Files in the output.
    pub files: usize,
    /// Files that were written: new or changed.
    pub written: usize,
    /// Files that were taken away.
    pub removed: usize,
}

/// Where a site is written if nobody says otherwise.
pub fn usual_output(root: &Utf8Path) -> Utf8PathBuf {
    within(root, "public")
}

/// A folder of the site in `root`, as one says it.
pub fn within(root: &Utf8Path, folder: &str) -> Utf8PathBuf {
    if root == "." { folder.into() } else { root.join(folder) }
}

/// The pictures of an earlier build, if all are still as it wrote them.
pub fn pictures(output: &Utf8Path) -> Earlier {
    Manifest::read(output).map(|manifest| manifest.files_in(output, picture::ready::FOLDER)).unwrap_or_default()
}

/// What one knows of the output before anything is rendered.
pub struct Output<'a> {
    path: &'a Utf8Path,
    before: Option<Manifest>,
    _lock: File,
}

impl<'a> Output<'a> {
    /// Makes sure that `path` may be written for the site in `root`, waits for another build of the same
    /// output, and cleans up after one that was killed.
    pub fn open(path: &'a Utf8Path, root: &Utf8Path, waiting: &dyn Fn()) -> Result<Self, Box<Diagnostic>> {
        guard::allow(path, root)?;
        let parent = guard::parent(path);
        fs::create_dir_all(parent).map_err(|e| cannot_write(parent, &e))?;
        let lock = lock(path, waiting)?;
        swap::recover(path).map_err(|e| cannot_write(path, &e))?;
        let before = guard::ours(path)?;
        Ok(Self { path, before, _lock: lock })
    }

    /// Whether an earlier build's site is there.
    pub fn has_site(&self) -> bool {
        self.before.is_some()
    }

    /// How many records the output has, if nothing was to be told of any when it was made from inputs with
    /// this fingerprint.
    pub fn in_order(&self, fingerprint: u128) -> Option<usize> {
        self.before.as_ref().filter(|m| m.fingerprint == fingerprint)?.in_order
    }

    /// Whether the output was made from inputs with this fingerprint and is still as it was written.
    pub fn is_current(&self, fingerprint: u128) -> Option<Report> {
        let before = self.before.as_ref().filter(|m| m.fingerprint == fingerprint)?;
        let untouched = before.entries.par_iter().all(|(path, entry)| before.is_untouched(self.path, path, entry));
        untouched.then_some(Report { files: before.entries.len(), written: 0, removed: 0 })
    }

    /// Puts the site in place.
    pub fn write(self, built: &Built, fingerprint: u128) -> Result<Report, Vec<Diagnostic>> {
        let stage = swap::stage_path(self.path);
        let staging = Staging {
            output: self.path,
            stage: &stage,
            before: self.before.as_ref(),
            made: Mutex::default(),
            failed: AtomicBool::new(false),
        };
        let result = staging.run(built, fingerprint);
        if result.is_err() {
            // Whatever went wrong, what was there before is untouched; only our own folder goes.
            let _ = fs::remove_dir_all(&stage);
        }
        result
    }
}

/// What became of one file.
enum Outcome {
    Same(Entry),
    Written(Entry),
}

struct Staging<'a> {
    output: &'a Utf8Path,
    stage: &'a Utf8Path,
    before: Option<&'a Manifest>,
    /// Folders that were made in the stage.
    made: Mutex<HashSet<String>>,
    failed: AtomicBool,
}

impl Staging<'_> {
    fn run(&self, built: &Built, fingerprint: u128) -> Result<Report, Vec<Diagnostic>> {
        let outputs = built.outputs();
        let outcomes: Vec<Result<Outcome, Box<Diagnostic>>> =
            outputs.par_iter().map(|output| self.one(built, *output)).collect();
        let mut entries = BTreeMap::new();
        let mut same = Vec::new();
        let mut faults: Vec<Diagnostic> = Vec::new();
        for (output, outcome) in outputs.iter().zip(outcomes) {
            let path = output.path();
            match outcome {
                Ok(Outcome::Same(entry)) => {
                    entries.insert(path.to_string(), entry);
                    same.push(path);
                }
                Ok(Outcome::Written(entry)) => {
                    entries.insert(path.to_string(), entry);
                }
                // A disk that takes nothing more is told once, not for each file.
                Err(fault)
                    if fault.rule == &CANNOT_WRITE
                        && (fault.at.is_none() || faults.iter().any(|f| f.rule == &CANNOT_WRITE)) => {}
                Err(fault) if faults.len() < 10 && !faults.contains(&fault) => faults.push(*fault),
                Err(_) => {}
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let in_order = built.diagnostics.is_empty().then_some(built.directory.records.len());
        let manifest = Manifest { fingerprint, in_order, entries, written: None };
        let removed =
            self.before.map_or(0, |m| m.entries.keys().filter(|p| !manifest.entries.contains_key(*p)).count());
        let report = Report { files: manifest.entries.len(), written: manifest.entries.len() - same.len(), removed };
        if self.before.is_some() && report.written == 0 && removed == 0 {
            return Ok(report);
        }
        self.put_in_place(&manifest, &same).map_err(|e| vec![*cannot_write(self.output, &e)])?;
        Ok(report)
    }

    /// Renders one file and writes it into the stage, unless the output has it already.
    fn one(&self, built: &Built, output: build::Output) -> Result<Outcome, Box<Diagnostic>> {
        let path = output.path();
        if self.failed.load(Ordering::Relaxed) {
            return Err(Box::new(Diagnostic::new(&CANNOT_WRITE, "nothing was written")));
        }
        let bytes = built.bytes(output)?;
        let entry = Entry::of(&bytes);
        let known = self.before.and_then(|m| Some((m, m.entries.get(path.as_str())?)));
        if let Some((before, old)) = known
            && *old == entry
            && before.is_untouched(self.output, path.as_str(), old)
        {
            return Ok(Outcome::Same(entry));
        }
        self.stage(path, &bytes).map_err(|e| {
            self.failed.store(true, Ordering::Relaxed);
            cannot_write(&self.output.join(path), &e)
        })?;
        Ok(Outcome::Written(entry))
    }

    fn stage(&self, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
        // Whatever made this path: nothing is ever written outside the output.
        let is_inside = path.components().all(|c| matches!(c, camino::Utf8Component::Normal(_)));
        if !is_inside || path.as_str().contains("//") {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        let to = self.stage.join(path);
        self.make_folder(guard::parent(&to))?;
        fs::write(to, bytes)
    }

    fn make_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if !made.contains(folder.as_str()) {
            fs::create_dir_all(folder)?;
            made.insert(folder.to_string());
        }
        Ok(())
    }

    /// Links what did not change into the stage, writes the manifest last, and changes the folders' places.
    fn put_in_place(&self, manifest: &Manifest, same: &[&Utf8Path]) -> io::Result<()> {
        self.make_folder(self.stage)?;
        same.par_iter().try_for_each(|path| {
            let to = self.stage.join(path);
            self.make_folder(guard::parent(&to))?;
            let from = self.output.join(path);
            fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ()))
        })?;
        manifest.write(self.stage)?;
        swap::settle(self.stage)?;
        swap::exchange(self.stage, self.output)
    }
}

/// Waits until no other build writes the same output.
fn lock(path: &Utf8Path, waiting: &dyn Fn()) -> Result<File, Box<Diagnostic>> {
    let lock = swap::lock_path(path);
    // A link would be followed, and a pipe waited for.
    if fs::symlink_metadata(&lock).is_ok_and(|found| !found.is_file()) {
        return Err(cannot_write(&lock, &io::Error::other("it is a link, a pipe or a folder; delete it")));
    }
    let file =
        File::options().create(true).truncate(false).write(true).open(&lock).map_err(|e| cannot_write(&lock, &e))?;
    if file.try_lock().is_err() {
        waiting();
        file.lock().map_err(|e| cannot_write(&lock, &e))?;
    }
    Ok(file)
}

/// `path` could not be written.
fn cannot_write(path: &Utf8Path, error: &io::Error) -> Box<Diagnostic> {
    let why = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "this computer does not let you write there".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "a file stands where a folder should be".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        _ => error.to_string(),
    };
    let diagnostic = Diagnostic::new(&CANNOT_WRITE, format!("`{path}` cannot be written: {why}"));
    Box::new(diagnostic.at_path(path).help("the site that was there before is untouched"))
}
