//! The pictures that records and pages show.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use super::{Directory, picture_paths};
use crate::markdown::Scan;
use crate::record::Record;
use crate::source::Files;
use crate::span::FileId;

/// Pictures by the paths of their files.
pub type Found<'f> = BTreeMap<Utf8PathBuf, &'f Arc<[u8]>>;

/// The picture that the file `from` calls `written`, if it is there.
pub fn find_picture<'f>(files: &'f Files, from: &Utf8Path, written: &str) -> Option<(Utf8PathBuf, &'f Arc<[u8]>)> {
    let bytes = |path: &Utf8Path| files.blobs.get(path).or_else(|| files.theme.get(path));
    picture_paths(from, written).into_iter().find_map(|path| bytes(&path).map(|bytes| (path, bytes)))
}

/// The pictures that a record names, in its field, in its text and in links.
pub fn of_record<'f>(record: &Record, files: &'f Files) -> Found<'f> {
    named(record.span.file, record.fields.text("image"), &record.scan, files)
}

fn named<'f>(file: FileId, image: Option<&str>, scan: &Scan, files: &'f Files) -> Found<'f> {
    let from = &files.source(file).path;
    let pictures = scan.pictures.iter().map(|(picture, _)| picture.value.as_str());
    let names = image.into_iter().chain(pictures).chain(scan.links.iter().map(|link| link.value.as_str()));
    names.filter_map(|name| find_picture(files, from, name)).collect()
}

impl Directory {
    /// The pictures that records and pages name. A record that is not published, as another has its address, names none.
    pub fn pictures<'f>(&self, files: &'f Files) -> Found<'f> {
        let of_records = self.records.iter().flat_map(|record| of_record(record, files));
        of_records.chain(self.pictures_of_pages(files)).collect()
    }

    /// The pictures that ordinary pages name, and the words on the home page and above lists.
    pub fn pictures_of_pages<'f>(&self, files: &'f Files) -> Found<'f> {
        let pages = self.pages.iter().chain(&self.home).chain(self.intros.values());
        pages.flat_map(|page| named(page.span.file, None, &page.scan, files)).collect()
    }
}
