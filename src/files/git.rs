//! What git says of the folder in which a site lies. Only its files are read: git itself need not be there.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

use crate::git_config::{self, GitConfig};

/// The repository around a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Git {
    /// Its uppermost folder.
    pub root: Utf8PathBuf,
    /// The folder asked about, below that one; empty if it is that one.
    pub folder: Utf8PathBuf,
    /// What its configuration says.
    pub config: GitConfig,
    /// The branch on which one stands, if any.
    pub branch: Option<String>,
}

/// The repository in which `site` lies, if it lies in one.
pub fn around(site: &Utf8Path) -> Option<Git> {
    let (root, folder) = top(site)?;
    let own = own_folder(&root)?;
    // A worktree has its own branch, and shares the configuration.
    let shared = small(&own.join("commondir")).map_or_else(|| own.clone(), |path| own.join(path.trim()));
    let head = small(&own.join("HEAD")).unwrap_or_default();
    Some(Git {
        root,
        folder,
        config: git_config::read(&small(&shared.join("config")).unwrap_or_default()),
        branch: head.trim().strip_prefix("ref: refs/heads/").map(str::to_owned),
    })
}

/// The uppermost folder of the repository in which a folder lies, and where in it that one is, if it lies in one.
pub fn top(site: &Utf8Path) -> Option<(Utf8PathBuf, Utf8PathBuf)> {
    let site = site.canonicalize_utf8().ok()?;
    let root = site.ancestors().find(|folder| folder.join(".git").exists())?;
    Some((root.to_owned(), site.strip_prefix(root).unwrap_or(Utf8Path::new("")).to_owned()))
}

/// The folder in which git keeps what is its own: `.git`, or the one that a file of that name leads to.
fn own_folder(root: &Utf8Path) -> Option<Utf8PathBuf> {
    let git = root.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    Some(root.join(small(&git)?.trim().strip_prefix("gitdir:")?.trim()))
}

/// The text of a file that is not larger than any of git's.
fn small(path: &Utf8Path) -> Option<String> {
    let is_small = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= 1 << 20);
    if is_small { fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()) } else { None }
}
