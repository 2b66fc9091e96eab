//! Changing the places of two folders, so that there is no moment without a whole site.

use std::fs::{self, File};
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use super::guard::parent;

/// Where the new site is made ready: beside the output, so that it is on the same disk.
pub fn stage_path(output: &Utf8Path) -> Utf8PathBuf {
    beside(output, "new")
}

/// Where the old site waits to be deleted, on systems that cannot exchange two folders.
fn old_path(output: &Utf8Path) -> Utf8PathBuf {
    beside(output, "old")
}

/// The file that a build holds locked.
pub fn lock_path(output: &Utf8Path) -> Utf8PathBuf {
    beside(output, "lock")
}

fn beside(output: &Utf8Path, what: &str) -> Utf8PathBuf {
    parent(output).join(format!(".{}.hereabouts-{what}", output.file_name().unwrap_or("public")))
}

/// Puts right what a build left behind that was killed.
pub fn recover(output: &Utf8Path) -> io::Result<()> {
    let old = old_path(output);
    if old.exists() && !output.exists() {
        // Killed between the two renames: the old site goes back to its place.
        fs::rename(&old, output)?;
    }
    for left in [old, stage_path(output)] {
        match fs::symlink_metadata(&left) {
            Ok(found) if found.is_dir() => fs::remove_dir_all(left)?,
            // A link or a file is none of ours, and would lead what is written elsewhere.
            Ok(_) => fs::remove_file(left)?,
            Err(_) => {}
        }
    }
    Ok(())
}

/// Waits until what was written has reached the disk, so that losing power cannot leave empty files.
pub fn settle(stage: &Utf8Path) -> io::Result<()> {
    let folder = File::open(stage)?;
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(&folder)?;
    #[cfg(not(target_os = "linux"))]
    drop(folder);
    Ok(())
}

/// Puts the folder `stage` in the place of `output`, and deletes what was there.
pub fn exchange(stage: &Utf8Path, output: &Utf8Path) -> io::Result<()> {
    if !output.exists() {
        return fs::rename(stage, output);
    }
    if swap(stage, output).is_ok() {
        return fs::remove_dir_all(stage);
    }
    let old = old_path(output);
    fs::rename(output, &old)?;
    if let Err(error) = fs::rename(stage, output) {
        fs::rename(&old, output)?;
        return Err(error);
    }
    fs::remove_dir_all(old)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(a: &Utf8Path, b: &Utf8Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a.as_std_path(), CWD, b.as_std_path(), RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_: &Utf8Path, _: &Utf8Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
