//! What a build wrote: which files, and what was in them. Kept in the output, so that the next build
//! knows what changed, and which files are ours to delete.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// The manifest's name in the output.
pub const NAME: &str = ".hereabouts-manifest";

/// The first line: what it is, and in which form.
const HEAD: &str = "hereabouts manifest 1";

/// A file, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    size: u64,
    hash: u128,
}

impl Entry {
    /// The entry of a file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, hash: xxh3_128(bytes) }
    }
}

/// The files of an output.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// What the site was made from.
    pub fingerprint: u128,
    /// How many records it has, if there was nothing to tell of any: then a build of the same files has
    /// nothing to do and nothing to say.
    pub in_order: Option<usize>,
    /// The files, by their path in the output, as text: paths take longer to compare.
    pub entries: BTreeMap<String, Entry>,
    /// When it was written: it was written last, so a file that is younger was changed by somebody else.
    pub written: Option<SystemTime>,
}

/// More bytes than a manifest has.
const LARGEST: u64 = 256 << 20;

/// What stands in an ordinary file of so many bytes at most. A link, a pipe or a device is not read: somebody else made it.
fn ordinary(path: &Utf8Path, most: u64) -> Option<Vec<u8>> {
    let data = fs::symlink_metadata(path).ok()?;
    if data.is_file() && data.len() <= most { fs::read(path).ok() } else { None }
}

impl Manifest {
    /// The manifest in `output`, if there is one that can be read.
    pub fn read(output: &Utf8Path) -> Option<Self> {
        let path = output.join(NAME);
        let text = String::from_utf8(ordinary(&path, LARGEST)?).ok()?;
        let mut lines = text.lines();
        let mut head = lines.next()?.strip_prefix(HEAD)?.split_whitespace();
        let fingerprint = u128::from_str_radix(head.next()?, 16).ok()?;
        let in_order = head.next().and_then(|n| n.parse().ok());
        let mut entries = BTreeMap::new();
        for line in lines {
            let mut parts = line.splitn(3, ' ');
            let hash = u128::from_str_radix(parts.next()?, 16).ok()?;
            let size = parts.next()?.parse().ok()?;
            entries.insert(parts.next()?.into(), Entry { size, hash });
        }
        let written = fs::metadata(&path).ok()?.modified().ok();
        Some(Self { fingerprint, in_order, entries, written })
    }

    /// Writes it into `folder`.
    pub fn write(&self, folder: &Utf8Path) -> io::Result<()> {
        let in_order = self.in_order.map_or_else(|| "-".to_owned(), |records| records.to_string());
        let mut text = format!("{HEAD} {:032x} {in_order}\n", self.fingerprint);
        for (path, entry) in &self.entries {
            text.push_str(&format!("{:032x} {} {path}\n", entry.hash, entry.size));
        }
        fs::write(folder.join(NAME), text)
    }

    /// The files in a folder of the output; none of them if one is no longer as it was written.
    pub fn files_in(&self, output: &Utf8Path, folder: &str) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
        let inside = self.entries.range(format!("{folder}/")..format!("{folder}0"));
        let read = |(path, entry): (&String, &Entry)| {
            let bytes = ordinary(&output.join(path), entry.size).filter(|bytes| Entry::of(bytes) == *entry)?;
            Some((Utf8PathBuf::from(path), Arc::from(bytes)))
        };
        inside.map(read).collect::<Option<_>>().unwrap_or_default()
    }

    /// Whether the file is still as it was written. A file that is younger than the manifest (it was
    /// checked out anew, say) is looked into.
    pub fn is_untouched(&self, output: &Utf8Path, path: &str, entry: &Entry) -> bool {
        let file = output.join(path);
        let Ok(metadata) = fs::symlink_metadata(&file) else { return false };
        if !metadata.is_file() || metadata.len() != entry.size {
            return false;
        }
        let old = metadata.modified().ok().zip(self.written).is_some_and(|(file, manifest)| file <= manifest);
        old || fs::read(&file).is_ok_and(|bytes| Entry::of(&bytes) == *entry)
    }
}
