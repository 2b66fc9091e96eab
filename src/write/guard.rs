//! Where a site may be written: never over something that is not ours.

use std::collections::BTreeSet;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use walkdir::WalkDir;

use super::manifest::{self, Manifest};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A folder that may not be written.
pub static OUTPUT_REFUSED: Rule = Rule {
    code: "output-refused",
    severity: Severity::Error,
    title: "a folder that is not ours to write",
    explain: "The output folder belongs to the program: what is in it is replaced as a whole. So it must be a folder of its own, \
empty or made by an earlier build; never the folder of the site, one above it, `content/`, your home folder, or one that \
holds other files.",
};

fn refuse(path: &Utf8Path, why: &str) -> Box<Diagnostic> {
    let message = format!("`{path}` cannot be the output folder: {why}");
    Box::new(
        Diagnostic::new(&OUTPUT_REFUSED, message)
            .at_path(path)
            .help("choose a folder of its own, such as `--output public`"),
    )
}

/// The folder that `path` lies in.
pub fn parent(path: &Utf8Path) -> &Utf8Path {
    path.parent().filter(|p| !p.as_str().is_empty()).unwrap_or(Utf8Path::new("."))
}

/// Whether `path` may be the output of the site in `root`, by what it is called and what it is.
pub fn allow(path: &Utf8Path, root: &Utf8Path) -> Result<(), Box<Diagnostic>> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_symlink() => return Err(refuse(path, "it is a link")),
        Ok(found) if !found.is_dir() => return Err(refuse(path, "it is a file")),
        _ => {}
    }
    let real = resolve(path);
    let site = resolve(root);
    if real.parent().is_none() {
        return Err(refuse(path, "it is the root of the disk"));
    }
    if home().is_some_and(|home| real == home) {
        return Err(refuse(path, "it is your home folder"));
    }
    if real == site {
        return Err(refuse(path, "it is the folder of the site itself"));
    }
    if site.starts_with(&real) {
        return Err(refuse(path, "the site lies inside it"));
    }
    for own in ["content", "templates", "themes", "static", "i18n", ".git"] {
        if real.starts_with(site.join(own)) {
            return Err(refuse(path, &format!("it lies in `{own}/`, which the site is made from")));
        }
    }
    Ok(())
}

/// The path without links and dots, as far as it exists.
fn resolve(path: &Utf8Path) -> Utf8PathBuf {
    if let Ok(real) = path.canonicalize_utf8() {
        return real;
    }
    let above = resolve_parent(path);
    match path.file_name() {
        Some(name) => above.join(name),
        // `new/..` for a folder that is not there yet.
        None => above.parent().map_or(above.clone(), ToOwned::to_owned),
    }
}

fn resolve_parent(path: &Utf8Path) -> Utf8PathBuf {
    match path.parent() {
        Some(p) if p.as_str().is_empty() => Utf8Path::new(".").canonicalize_utf8().unwrap_or_default(),
        Some(p) => resolve(p),
        None => path.to_owned(),
    }
}

fn home() -> Option<Utf8PathBuf> {
    let home = std::env::home_dir()?;
    Utf8PathBuf::from_path_buf(home).ok()?.canonicalize_utf8().ok()
}

/// The manifest of what is in the output; nothing if it is empty or not there. Files that no build of
/// ours wrote are never put at risk.
pub fn ours(path: &Utf8Path) -> Result<Option<Manifest>, Box<Diagnostic>> {
    if !path.exists() {
        return Ok(None);
    }
    let known = Manifest::read(path);
    let empty = BTreeSet::new();
    let names: BTreeSet<&Utf8Path> = known.as_ref().map_or(empty, |m| m.entries.keys().map(Utf8Path::new).collect());
    for entry in WalkDir::new(path).min_depth(1) {
        let Ok(entry) = entry else { return Err(refuse(path, "there is something in it that cannot be read")) };
        if entry.file_type().is_dir() {
            continue;
        }
        let name = Utf8Path::from_path(entry.path()).and_then(|p| p.strip_prefix(path).ok());
        let ours = name.is_some_and(|n| names.contains(n) || n == manifest::NAME && known.is_some());
        if !ours {
            let name = name.map_or_else(|| entry.path().to_string_lossy().into_owned(), |n| n.to_string());
            let why = format!("there is a file in it that is not ours, `{name}`, and it would be lost");
            let help = "move the file (files to be published unchanged belong into `static/`), or choose another folder with `--output`";
            return Err(Box::new(refuse(path, &why).help(help)));
        }
    }
    Ok(known)
}
