//! A site's folder that is kept in mind: when files change, only those are read again.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};

use super::{Door, Kind, LARGEST_BLOB, THEME_FOLDERS, Told, bytes, is_hidden, too_big, unreadable};
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::record::CONTENT;
use crate::source::Files;
use crate::span::FileId;

/// When a file was last written, and how long it is: if neither has changed, nor has the file.
type Stamp = (Option<SystemTime>, u64);

/// A site's folder as it was when it was last looked at.
pub struct Folder {
    root: Utf8PathBuf,
    files: Files,
    stamps: BTreeMap<Utf8PathBuf, Stamp>,
    /// What there is to tell of single files, by path.
    told: BTreeMap<Utf8PathBuf, Told>,
    /// What there is to tell of folders, and of what is no file.
    walked: Vec<Diagnostic>,
}

impl Folder {
    /// Reads a site's folder: the same files as [`read`](super::read) reads.
    pub fn open(root: &Utf8Path) -> Self {
        let mut folder = Self {
            root: root.to_owned(),
            files: Files::default(),
            stamps: BTreeMap::new(),
            told: BTreeMap::new(),
            walked: Vec::new(),
        };
        folder.look();
        folder
    }

    /// The files.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// What there is to tell of reading them.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let of_file = |(path, told): (&Utf8PathBuf, &Told)| match self.files.find(path.as_str()) {
            Some((id, source)) => told.clone().diagnostic(id, source),
            None => told.clone().diagnostic(FileId(0), &crate::source::Source::new(path.clone(), "")),
        };
        self.walked.iter().cloned().chain(self.told.iter().map(of_file)).collect()
    }

    /// Looks through the whole folder, and reads what is new or has changed; the paths of that, and of
    /// what is gone. Files whose length and time are the same are not opened.
    pub fn look(&mut self) -> Vec<Utf8PathBuf> {
        let mut door = Door { root: &self.root, diagnostics: Vec::new() };
        let mut paths: Vec<Utf8PathBuf> =
            [CONTENT].iter().chain(&THEME_FOLDERS).flat_map(|folder| door.walk(folder)).collect();
        paths.push(config::FILE.into());
        self.walked = door.diagnostics;
        let stamps: BTreeMap<Utf8PathBuf, Stamp> = paths
            .into_iter()
            .filter(|p| !is_hidden(p))
            .filter_map(|p| Some((stamp(&self.root, &p)?, p)))
            .map(|(s, p)| (p, s))
            .collect();
        let gone = self.stamps.keys().filter(|path| !stamps.contains_key(*path));
        let new = stamps.iter().filter(|(path, stamp)| self.stamps.get(*path) != Some(stamp)).map(|(path, _)| path);
        let changed: Vec<Utf8PathBuf> = gone.chain(new).cloned().collect();
        // Noted before they are read: a file that changes in between is read once more the next time.
        self.stamps = stamps;
        self.read_again(&changed)
    }

    /// Reads these texts again if all of them were there before and still are; else nothing happens, and
    /// the whole folder must be looked at. The paths of those that say something else now. What came and went
    /// in between, as when an editor writes another file first, does not count.
    pub fn texts(&mut self, paths: &[Utf8PathBuf]) -> Option<Vec<Utf8PathBuf>> {
        let was_there =
            |path: &Utf8PathBuf| self.stamps.range(path.clone()..).next().is_some_and(|(p, _)| p.starts_with(path));
        let is_there = |path: &Utf8PathBuf| fs::symlink_metadata(self.root.join(path)).is_ok();
        let paths: Vec<Utf8PathBuf> = paths.iter().filter(|p| was_there(p) || is_there(p)).cloned().collect();
        let is_text =
            |path: &Utf8PathBuf| self.files.find(path.as_str()).is_some() && stamp(&self.root, path).is_some();
        paths.iter().all(is_text).then(|| self.read_again(&paths))
    }

    /// Reads files again; which of them are not as they were.
    fn read_again(&mut self, paths: &[Utf8PathBuf]) -> Vec<Utf8PathBuf> {
        let (texts, others): (Vec<&Utf8PathBuf>, Vec<&Utf8PathBuf>) = paths.iter().partition(|p| is_text(p));
        let mut changed = Vec::new();
        let (there, gone): (Vec<&Utf8PathBuf>, Vec<&Utf8PathBuf>) =
            texts.into_iter().partition(|p| stamp(&self.root, p).is_some());
        let there: Vec<Utf8PathBuf> = there.into_iter().cloned().collect();
        let read = Door { root: &self.root, diagnostics: Vec::new() }.texts(&there);
        let mut added = Vec::new();
        for (source, told) in read {
            match told {
                Some(told) => self.told.insert(source.path.clone(), told),
                None => self.told.remove(&source.path),
            };
            match self.files.find(source.path.as_str()) {
                Some((_, old)) if old.text == source.text && old.is_broken == source.is_broken => {}
                Some((id, _)) => {
                    changed.push(source.path.clone());
                    *self.files.source_mut(id) = source;
                }
                None => {
                    changed.push(source.path.clone());
                    added.push(source);
                }
            }
        }
        if !gone.is_empty() {
            let gone: std::collections::BTreeSet<&Utf8PathBuf> = gone.into_iter().collect();
            self.files.sources.retain(|s| !gone.contains(&s.path));
            self.told.retain(|path, _| !gone.contains(path));
            changed.extend(gone.into_iter().cloned());
        }
        if !added.is_empty() {
            self.files.sources.append(&mut added);
            self.files.sources.sort_by(|a, b| a.path.cmp(&b.path));
        }
        for path in others {
            self.read_other(path);
            changed.push(path.clone());
        }
        changed
    }

    /// A picture, a file of the theme, or one that is only known by name.
    fn read_other(&mut self, path: &Utf8Path) {
        let below_content = path.starts_with(CONTENT);
        self.files.others.retain(|p| p != path);
        self.files.blobs.remove(path);
        self.files.theme.remove(path);
        self.told.remove(path);
        if stamp(&self.root, path).is_none() {
            return;
        }
        if below_content && !matches!(Kind::of(path), Kind::Picture) {
            let at = self.files.others.partition_point(|p| p.as_path() < path);
            self.files.others.insert(at, path.to_owned());
            return;
        }
        let blobs = if below_content { &mut self.files.blobs } else { &mut self.files.theme };
        match bytes(&self.root.join(path), LARGEST_BLOB) {
            Ok(Some(bytes)) => {
                blobs.insert(path.to_owned(), Arc::from(bytes));
            }
            Ok(None) => {
                self.told.insert(path.to_owned(), Told::Ready(too_big(path, LARGEST_BLOB)));
            }
            Err(error) => {
                self.told.insert(path.to_owned(), Told::Ready(unreadable(path, Some(&error))));
            }
        }
    }
}

/// Whether a path is one of the texts that people write.
fn is_text(path: &Utf8Path) -> bool {
    path == config::FILE || path.starts_with(CONTENT) && matches!(Kind::of(path), Kind::Text)
}

/// When an ordinary file was last written; nothing for what is none.
fn stamp(root: &Utf8Path, path: &Utf8Path) -> Option<Stamp> {
    // The configuration may be a link; what is published may not.
    let data = if path == config::FILE { fs::metadata(root.join(path)) } else { fs::symlink_metadata(root.join(path)) };
    let data = data.ok().filter(fs::Metadata::is_file)?;
    Some((data.modified().ok(), data.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(folder: &Folder, root: &Utf8Path) {
        let (files, diagnostics) = crate::files::read(root);
        let texts =
            |f: &Files| f.sources.iter().map(|s| (s.path.clone(), s.text.clone(), s.is_broken)).collect::<Vec<_>>();
        assert_eq!(texts(folder.files()), texts(&files));
        assert_eq!(folder.files().blobs, files.blobs);
        assert_eq!(folder.files().theme, files.theme);
        assert_eq!(folder.files().others, files.others);
        assert_eq!(folder.diagnostics(), diagnostics);
    }

    #[test]
    fn looking_again_is_the_same_as_reading_anew() {
        let place = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(place.path()).unwrap();
        let write = |path: &str, text: &[u8]| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("hereabouts.toml", b"title = \"Millbrook\"");
        write("content/groups/choir.md", b"+++\ntitle = \"Choir\"\n+++\n");
        write("content/groups/choir.jpg", b"not a picture");
        write("static/map.txt", b"here");
        let mut folder = Folder::open(root);
        same(&folder, root);
        assert!(folder.look().is_empty());
        write("content/groups/chess.md", b"+++\ntitle = \"Schach f\xfcr alle\"\n+++\n");
        write("content/groups/notes.docx", b"words");
        write("content/groups/choir.md", b"+++\ntitle = \"Evening choir\"\n+++\n");
        write("static/map.txt", b"there");
        assert_eq!(folder.look().len(), 4);
        same(&folder, root);
        fs::remove_file(root.join("content/groups/choir.md")).unwrap();
        fs::remove_file(root.join("content/groups/choir.jpg")).unwrap();
        assert_eq!(folder.look().len(), 2);
        same(&folder, root);
        write("content/groups/chess.md", b"+++\ntitle = \"Chess for all\"\n+++\n");
        assert_eq!(folder.texts(&["content/groups/chess.md".into()]).unwrap().len(), 1);
        assert_eq!(folder.texts(&["content/groups/sedHx2.md".into()]), Some(Vec::new()));
        write("content/groups/choir.md", b"+++\ntitle = \"Choir\"\n+++\n");
        assert_eq!(folder.texts(&["content/groups/choir.md".into()]), None);
        folder.look();
        fs::rename(root.join("content/groups"), root.join("content/clubs")).unwrap();
        assert_eq!(folder.texts(&["content/groups".into()]), None);
        folder.look();
        same(&folder, root);
        fs::remove_dir_all(root.join("content")).unwrap();
        folder.look();
        same(&folder, root);
    }
}
