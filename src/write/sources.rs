//! Writing what people write: records that `new` begins, mends that `check --fix` makes.

use std::fs::{self, File};
use std::io::{self, Write};

use camino::Utf8Path;

use super::{cannot_write, guard};
use crate::diagnostic::Diagnostic;

/// Puts `text` in the place of the file `path` of the site in `root`, in one step, with the same rights as before.
pub fn replace(root: &Utf8Path, path: &Utf8Path, text: &str) -> Result<(), Box<Diagnostic>> {
    let file = root.join(path);
    let ready = guard::parent(&file).join(format!(".{}.hereabouts-new", file.file_name().unwrap_or("file")));
    let put = || -> io::Result<()> {
        let mut new = File::create(&ready)?;
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        if let Ok(old) = fs::metadata(&file) {
            fs::set_permissions(&ready, old.permissions())?;
        }
        fs::rename(&ready, &file)
    };
    put().map_err(|e| {
        let _ = fs::remove_file(&ready);
        cannot_write(&file, &e)
    })
}

/// Writes a file that is not there yet, with the folders it lies in; `Ok(false)` if there is one already.
pub fn create(path: &Utf8Path, bytes: &[u8]) -> Result<bool, Box<Diagnostic>> {
    let fault = |e: &io::Error| cannot_write(path, e);
    fs::create_dir_all(guard::parent(path)).map_err(|e| fault(&e))?;
    match File::options().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(bytes).map_err(|e| fault(&e))?;
            Ok(true)
        }
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(e) => Err(fault(&e)),
    }
}

/// Whether a file says exactly this.
pub fn says(path: &Utf8Path, text: &str) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes())
}

/// Takes the file `path` of the site in `root` away.
pub fn remove(root: &Utf8Path, path: &Utf8Path) -> Result<(), Box<Diagnostic>> {
    let file = root.join(path);
    match fs::remove_file(&file) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(cannot_write(&file, &e)),
    }
}

/// Whether a folder is not there, or has nothing in it.
pub fn is_empty(folder: &Utf8Path) -> bool {
    !folder.exists() || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Writes a file that the program makes, whether or not it is there already.
pub fn make(path: &Utf8Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let put = || -> io::Result<()> {
        fs::create_dir_all(guard::parent(path))?;
        fs::write(path, bytes)
    };
    put().map_err(|e| cannot_write(path, &e))
}
