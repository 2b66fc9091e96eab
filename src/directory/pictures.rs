//! The pictures that records and pages show.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;

use super::{Directory, picture_paths};
use crate::source::Files;

impl Directory {
    /// The files that records and pages name as pictures, in fields, in texts and in links, by their paths.
    pub fn pictures<'f>(&self, files: &'f Files) -> BTreeMap<Utf8PathBuf, &'f Arc<[u8]>> {
        let records = self.records.iter().map(|r| (r.span.file, r.fields.text("image"), &r.scan));
        let pages = self.pages.iter().chain(&self.home).chain(self.intros.values());
        let all = records.chain(pages.map(|p| (p.span.file, None, &p.scan)));
        let mut used = BTreeMap::new();
        for (file, image, scan) in all {
            let from = &files.source(file).path;
            let pictures = scan.pictures.iter().map(|(picture, _)| picture.value.as_str());
            let names = image.into_iter().chain(pictures).chain(scan.links.iter().map(|link| link.value.as_str()));
            for path in names.flat_map(|name| picture_paths(from, name)) {
                if let Some(bytes) = files.blobs.get(&path).or_else(|| files.theme.get(&path)) {
                    used.insert(path, bytes);
                }
            }
        }
        used
    }
}
