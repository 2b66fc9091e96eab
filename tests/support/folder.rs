//! A site in a folder of its own, and the real program run in it.
#![expect(clippy::disallowed_methods, reason = "these tests look at the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder that goes when the test ends.
pub struct Folder {
    dir: TempDir,
    /// The site's folder in it.
    pub site: PathBuf,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; none if it was killed.
    pub code: Option<i32>,
    /// What was asked for.
    pub out: String,
    /// News about the work.
    pub err: String,
}

impl Folder {
    /// The site in `text`, in a folder.
    pub fn new(text: &str) -> Self {
        let folder = Self::empty();
        folder.put(&super::parts(text));
        folder
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let dir = TempDir::with_prefix("hereabouts-test-").expect("there is a folder for what is temporary");
        let site = dir.path().join("site");
        fs::create_dir(&site).expect("the folder is new");
        Self { dir, site }
    }

    /// The folder that the site's folder lies in.
    pub fn above(&self) -> &Path {
        self.dir.path()
    }

    /// Writes files into the site.
    pub fn put(&self, files: &BTreeMap<String, Vec<u8>>) {
        for (path, bytes) in files {
            self.write(path, bytes);
        }
    }

    /// Writes one file into the site.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.site.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("folders can be made");
        fs::write(path, bytes).expect("files can be written");
    }

    /// The text of a file of the site.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Whether there is such a file or folder in the site.
    pub fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.site.join(path)).is_ok()
    }

    /// The program, ready to be run in the site's folder, on the day that counts as today.
    pub fn program(&self, args: &[&str]) -> Command {
        let mut command = program(args);
        command.current_dir(&self.site);
        command
    }

    /// Runs the program in the site's folder.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.program(args).output().expect("the program can be started"))
    }

    /// Whether the tests are run by root, who may do everything.
    #[cfg(unix)]
    pub fn is_roots(&self) -> bool {
        fs::metadata(&self.site).is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0)
    }

    /// Every file below a folder of the site, by its path within it.
    pub fn all(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        all(&self.site.join(below))
    }
}

/// The program, ready to be run.
pub fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hereabouts"));
    command.args(args).stdin(Stdio::null());
    if !args.contains(&"--today") {
        command.args(["--today", "2026-06-01"]);
    }
    command.env("NO_COLOR", "1").env_remove("CI").env_remove("GITHUB_ACTIONS");
    command
}

impl Ran {
    /// What a program that ended has left.
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program speaks UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Everything that was said.
    pub fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

/// Every file below a folder, by its path within it; a link by where it leads.
pub fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, within: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = if within.is_empty() { String::new() } else { format!("{within}/") }
                + &entry.file_name().to_string_lossy();
            if entry.file_type().is_ok_and(|t| t.is_dir()) {
                walk(&entry.path(), &path, files);
            } else {
                files.insert(path, fs::read(entry.path()).unwrap_or_default());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(folder, "", &mut files);
    files
}
