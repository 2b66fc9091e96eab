//! A record in a file of its own, under a name that is free.

use camino::{Utf8Path, Utf8PathBuf};

use crate::build::Built;
use crate::diagnostic::Diagnostic;
use crate::slug::is_reserved;
use crate::write::sources;

/// Writes `text` into a new file in `folder`, called `stem` or, if that is taken, `stem-2` and so on; where it lies then.
pub fn write(
    root: &Utf8Path,
    built: &Built,
    folder: &Utf8Path,
    stem: &str,
    text: &str,
) -> Result<Utf8PathBuf, Box<Diagnostic>> {
    let names = std::iter::once(stem.to_owned()).chain((2..).map(|n| format!("{stem}-{n}")));
    let mut path = Utf8PathBuf::new();
    for name in names.filter(|name| is_free(built, name)) {
        path = folder.join(format!("{name}.md"));
        if sources::create(&root.join(&path), text.as_bytes())? {
            break;
        }
    }
    Ok(path)
}

/// Whether no record has this name for its address yet, and one may.
fn is_free(built: &Built, name: &str) -> bool {
    let is_taken = |path: &Utf8Path| path.starts_with("content") && path.file_stem() == Some(name);
    name != "index"
        && !is_reserved(name)
        && !built.directory.by_slug.contains_key(name)
        && !built.files.sources.iter().any(|source| is_taken(&source.path))
}
