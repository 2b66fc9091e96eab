//! The door to the disk for reading: everything that a site's folder holds and the program needs.

#![expect(clippy::disallowed_methods, reason = "this is the door through which the disk is read")]

mod folder;
pub mod git;
mod published;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::config;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::mistakes::not_utf8::{self, Decoded};
use crate::source::{Files, Source};
use crate::span::FileId;

pub use folder::Folder;
pub use published::published;

/// A file or folder that may not be read.
pub static UNREADABLE: Rule = Rule {
    code: "unreadable",
    severity: Severity::Error,
    title: "a file or folder that may not be read",
    explain: "The computer does not let the program read this file or folder. Look at its permissions, or take it out of `content/`.",
};

/// A name in another character set.
pub static NAME_NOT_UTF8: Rule = Rule {
    code: "name-not-utf8",
    severity: Severity::Error,
    title: "a file name in another character set",
    explain: "The name of this file is not UTF-8, so it cannot be part of a web address. Rename the file, with plain letters if \
you can.",
};

/// Something that is no ordinary file.
pub static NOT_A_FILE: Rule = Rule {
    code: "not-a-file",
    severity: Severity::Warning,
    title: "something that is no ordinary file",
    explain: "Links, pipes and devices below `content/` are not followed, so that nothing from outside the site's folder can get \
onto the site. Put a copy of the file in its place.",
};

/// A file that is too big.
pub static TOO_BIG: Rule = Rule {
    code: "too-big",
    severity: Severity::Error,
    title: "a file that is too big",
    explain: "A text file may have 4 MB, a picture 64 MB. A text of that size is not one that somebody wrote.",
};

/// The largest text that is read, in bytes.
const LARGEST_TEXT: u64 = 4 << 20;
/// The largest picture or static file that is read, in bytes.
const LARGEST_BLOB: u64 = 64 << 20;

/// The rules of this module.
pub static RULES: &[&Rule] = &[&UNREADABLE, &NAME_NOT_UTF8, &NOT_A_FILE, &TOO_BIG];

/// Folders of the site beside `content/`.
const THEME_FOLDERS: [&str; 7] = ["templates", "themes", "static", "i18n", "icons.toml", "print/book.toml", "fonts"];

/// The configuration of the site in a folder; nothing if there is none that can be read.
pub fn configuration(root: &Utf8Path) -> Option<Source> {
    let path = root.join(config::FILE);
    let is_small = fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST_TEXT);
    let text = if is_small { fs::read_to_string(&path).ok()? } else { return None };
    Some(Source::new(config::FILE, text))
}

/// What a file holds that somebody names, or what comes in through standard input for `-`.
///
/// # Errors
/// Why there is nothing, in a sentence.
pub fn named(path: &Utf8Path) -> Result<Vec<u8>, String> {
    let read = |from: &mut dyn Read| {
        let mut bytes = Vec::new();
        from.take(LARGEST_TEXT + 1).read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = match path.as_str() {
        "-" => read(&mut io::stdin()),
        _ if path.is_dir() => return Err(format!("{path} is a folder.")),
        _ => File::open(path).and_then(|mut file| read(&mut file)),
    };
    match bytes {
        Ok(bytes) if bytes.len() as u64 > LARGEST_TEXT => Err(format!("{path} is too large for a letter.")),
        Ok(bytes) => Ok(bytes),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Err(format!("There is no file {path}.")),
        Err(e) => Err(format!("{path} cannot be read: {e}.")),
    }
}

/// Reads a site's folder. What cannot be read is told, and left out.
pub fn read(root: &Utf8Path) -> (Files, Vec<Diagnostic>) {
    let mut door = Door { root, diagnostics: Vec::new() };
    let mut files = Files::default();
    let mut texts: Vec<Utf8PathBuf> = Vec::new();
    let mut blobs: Vec<Utf8PathBuf> = Vec::new();
    for path in door.walk("content") {
        match Kind::of(&path) {
            Kind::Text => texts.push(path),
            Kind::Picture => blobs.push(path),
            Kind::Other => files.others.push(path),
            Kind::Hidden => {}
        }
    }
    if root.join(config::FILE).is_file() {
        texts.push(config::FILE.into());
    } else if root.join(config::FILE).exists() {
        door.diagnostics.push(not_a_file(config::FILE.into(), "not an ordinary file"));
    }
    texts.sort_unstable();
    files.others.sort_unstable();
    for (source, told) in door.texts(&texts) {
        let id = FileId(files.sources.len() as u32);
        door.diagnostics.extend(told.map(|t| t.diagnostic(id, &source)));
        files.sources.push(source);
    }
    files.blobs = door.blobs(blobs).into_iter().collect();
    let own: Vec<Utf8PathBuf> =
        THEME_FOLDERS.iter().flat_map(|folder| door.walk(folder)).filter(|p| !is_hidden(p)).collect();
    files.theme = door.blobs(own).into_iter().collect();
    (files, door.diagnostics)
}

/// Where in its repository a site lies, with a slash behind it; empty if it is the whole of one, or in none.
pub fn within(root: &Utf8Path) -> String {
    match git::top(root) {
        Some((_, folder)) if !folder.as_str().is_empty() => {
            let parts: Vec<&str> = folder.components().map(|part| part.as_str()).collect();
            format!("{}/", parts.join("/"))
        }
        _ => String::new(),
    }
}

/// What a file below `content/` is taken for, by its name.
enum Kind {
    Text,
    Picture,
    Other,
    Hidden,
}

impl Kind {
    fn of(path: &Utf8Path) -> Self {
        if is_hidden(path) {
            return Self::Hidden;
        }
        match path.extension() {
            Some("md" | "toml") => Self::Text,
            Some(e)
                if ["jpg", "jpeg", "png", "webp", "gif", "svg", "heic", "heif", "avif", "tif", "tiff", "bmp"]
                    .contains(&e.to_lowercase().as_str()) =>
            {
                Self::Picture
            }
            _ => Self::Other,
        }
    }
}

/// Files that computers leave behind, and those that an editor keeps open.
fn is_hidden(path: &Utf8Path) -> bool {
    let name = path.file_name().unwrap_or("");
    name.starts_with(['.', '~', '#'])
        || name.ends_with(['~', '#'])
        || ["Thumbs.db", "desktop.ini", "ehthumbs.db"].contains(&name)
        || name.ends_with(".swp")
}

/// Something to tell of a text, once its number is known.
#[derive(Clone)]
enum Told {
    Charset(&'static str, usize),
    Ready(Diagnostic),
}

impl Told {
    fn diagnostic(self, id: FileId, source: &Source) -> Diagnostic {
        match self {
            Told::Charset(set, offset) => not_utf8::diagnostic(id, &source.path, &source.text, set, offset),
            Told::Ready(diagnostic) => diagnostic,
        }
    }
}

struct Door<'a> {
    root: &'a Utf8Path,
    diagnostics: Vec<Diagnostic>,
}

impl Door<'_> {
    /// The ordinary files below a folder, as paths below the site's folder.
    fn walk(&mut self, folder: &str) -> Vec<Utf8PathBuf> {
        let start = self.root.join(folder);
        if fs::symlink_metadata(&start).is_err() {
            return Vec::new();
        }
        // A folder above it that is a link leads out of the site.
        let above = Utf8Path::new(folder).ancestors().skip(1).filter(|above| !above.as_str().is_empty());
        if let Some(link) = above.into_iter().find(|above| self.root.join(above).is_symlink()) {
            self.diagnostics.push(not_a_file(link.to_owned(), "a link"));
            return Vec::new();
        }
        let mut found = Vec::new();
        let visible = |e: &walkdir::DirEntry| {
            e.depth() == 0 || !e.file_type().is_dir() || !e.file_name().to_string_lossy().starts_with('.')
        };
        for entry in WalkDir::new(&start).follow_links(false).follow_root_links(false).into_iter().filter_entry(visible)
        {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = self.relative(error.path().unwrap_or(start.as_std_path()));
                    self.diagnostics.push(unreadable(&path, error.io_error()));
                    continue;
                }
            };
            let Some(path) = Utf8Path::from_path(entry.path()) else {
                let path = self.relative(entry.path());
                let message = format!("the name of `{path}` is not UTF-8, so it cannot be part of an address");
                self.diagnostics.push(
                    Diagnostic::new(&NAME_NOT_UTF8, message)
                        .at_path(path)
                        .help("rename the file, with plain letters if you can"),
                );
                continue;
            };
            let path = path.strip_prefix(self.root).unwrap_or(path).to_owned();
            if entry.file_type().is_file() {
                found.push(path);
            } else if !entry.file_type().is_dir() && !is_hidden(&path) {
                let what = if entry.file_type().is_symlink() { "a link" } else { "not an ordinary file" };
                self.diagnostics.push(not_a_file(path, what));
            }
        }
        found
    }

    /// A path for messages, below the site's folder, whatever its letters.
    fn relative(&self, path: &Path) -> Utf8PathBuf {
        let below = path.strip_prefix(self.root).unwrap_or(path);
        below.to_string_lossy().into_owned().into()
    }

    fn texts(&mut self, paths: &[Utf8PathBuf]) -> Vec<(Source, Option<Told>)> {
        paths.par_iter().map(|path| self.text(path)).collect()
    }

    fn text(&self, path: &Utf8Path) -> (Source, Option<Told>) {
        let broken = |text: String, told| (Source { is_broken: true, ..Source::new(path, text) }, Some(told));
        match bytes(&self.root.join(path), LARGEST_TEXT) {
            Ok(Some(bytes)) => match not_utf8::decode(bytes) {
                Decoded::Utf8(text) => (Source::new(path, text), None),
                Decoded::Other(text, set, offset) => broken(text, Told::Charset(set, offset)),
            },
            Ok(None) => broken(String::new(), Told::Ready(too_big(path, LARGEST_TEXT))),
            Err(error) => broken(String::new(), Told::Ready(unreadable(path, Some(&error)))),
        }
    }

    fn blobs(&mut self, paths: Vec<Utf8PathBuf>) -> Vec<(Utf8PathBuf, Arc<[u8]>)> {
        let mut read = Vec::with_capacity(paths.len());
        for path in paths {
            let largest = if matches!(path.extension(), Some("toml" | "html")) { LARGEST_TEXT } else { LARGEST_BLOB };
            match bytes(&self.root.join(&path), largest) {
                Ok(Some(bytes)) => read.push((path, Arc::from(bytes))),
                Ok(None) => self.diagnostics.push(too_big(&path, largest)),
                Err(error) => self.diagnostics.push(unreadable(&path, Some(&error))),
            }
        }
        read
    }
}

/// The bytes of a file; nothing if there are more than `most`.
fn bytes(path: &Utf8Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // The file may grow while it is read.
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

fn too_big(path: &Utf8Path, most: u64) -> Diagnostic {
    Diagnostic::new(&TOO_BIG, format!("`{path}` is larger than {} MB, and is not read", most >> 20)).at_path(path)
}

fn not_a_file(path: Utf8PathBuf, what: &str) -> Diagnostic {
    let message = format!("`{path}` is {what}, and is not read");
    Diagnostic::new(&NOT_A_FILE, message).at_path(path).help("put a copy of the file in its place")
}

fn unreadable(path: &Utf8Path, error: Option<&io::Error>) -> Diagnostic {
    let why = match error.map(io::Error::kind) {
        Some(io::ErrorKind::PermissionDenied) => "this computer does not let you read it".to_owned(),
        Some(io::ErrorKind::NotFound) => "it is not there any more".to_owned(),
        _ => error.map_or_else(|| "it leads in a circle".to_owned(), ToString::to_string),
    };
    Diagnostic::new(&UNREADABLE, format!("`{path}` cannot be read: {why}"))
        .at_path(path)
        .help("look at its permissions, or take it out of the folder")
}
