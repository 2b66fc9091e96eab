//! A built site as it lies in its folder, for `publish --check`.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use walkdir::WalkDir;

use crate::publish::inspect::Folder;

/// The built site in a folder; nothing if there is no such folder.
pub fn published(folder: &Utf8Path) -> Option<Folder> {
    if !folder.is_dir() {
        return None;
    }
    let mut found = Folder { files: Vec::new(), odd: Vec::new(), base_url: None };
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        let Ok(path) = Utf8PathBuf::from_path_buf(entry.path().to_owned()) else {
            found.odd.push(entry.path().to_string_lossy().into_owned());
            continue;
        };
        let path = path.strip_prefix(folder).map_or(path.as_str(), Utf8Path::as_str).replace('\\', "/");
        match entry.metadata() {
            Ok(file) if file.is_file() => found.files.push((path, file.len())),
            Ok(file) if file.is_dir() => {}
            _ => found.odd.push(path),
        }
    }
    let home = fs::read_to_string(folder.join("index.html")).unwrap_or_default();
    found.base_url = canonical(&home).map(|path| path.replace("&amp;", "&"));
    Some(found)
}

/// The address that a page says it has.
fn canonical(page: &str) -> Option<&str> {
    let link = page.split("<link ").find(|link| link.starts_with("rel=\"canonical\""))?;
    link.split_once("href=\"")?.1.split('"').next()
}
