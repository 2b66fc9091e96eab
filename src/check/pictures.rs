//! The pictures that records and pages show, and the files that they mean.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use unicode_normalization::UnicodeNormalization;

use super::Site;
use crate::directory::{find_picture, picture_paths};
use crate::kinds::FieldType;
use crate::markdown::Scan;
use crate::mistakes::quoted;
use crate::source::Source;
use crate::span::{Span, Spanned};

/// A picture that a record or page shows.
pub struct Use<'a> {
    /// The file in which it is named.
    pub source: &'a Source,
    /// What was written, and where.
    pub name: &'a Spanned<String>,
    /// The field it stands in; none in a text.
    pub field: Option<&'a str>,
    /// What it shows, in words; in a text only whether there are any.
    pub words: Option<&'a Spanned<String>>,
    /// Whether it has words.
    pub has_words: bool,
}

/// What a picture's name leads to.
pub enum Found<'a> {
    /// This picture.
    Picture(&'a Arc<[u8]>),
    /// A file that is there but is not read as a picture.
    NotRead(&'a Utf8Path),
    /// A picture on another site.
    Outside,
    /// No file.
    Nothing,
}

/// Every picture that a record or page shows.
pub fn uses<'a>(site: &Site<'a>) -> Vec<Use<'a>> {
    let mut uses = Vec::new();
    for record in &site.directory.records {
        let source = site.source(record);
        for field in record.fields.0.iter().filter(|f| f.def.ty == FieldType::Picture) {
            let name = field.def.name.as_str();
            let words = record.fields.words("image_alt").first();
            for file in record.fields.words(name) {
                uses.push(Use { source, name: file, field: Some(name), words, has_words: words.is_some() });
            }
        }
        uses.extend(in_text(source, &record.scan));
    }
    for page in site.pages() {
        uses.extend(in_text(site.files.source(page.span.file), &page.scan));
    }
    uses
}

/// The pictures in one text.
fn in_text<'a>(source: &'a Source, scan: &'a Scan) -> impl Iterator<Item = Use<'a>> {
    let used = move |(name, has_words): &'a (Spanned<String>, bool)| Use {
        source,
        name,
        field: None,
        words: None,
        has_words: *has_words,
    };
    scan.pictures.iter().map(used)
}

/// Every picture that is shown and is there, with its bytes.
pub fn present<'a>(site: &Site<'a>) -> impl Iterator<Item = (Use<'a>, &'a Arc<[u8]>)> {
    let found = uses(site).into_iter().map(|used| {
        let found = find(site, &used);
        (used, found)
    });
    found.filter_map(|(used, found)| match found {
        Found::Picture(bytes) => Some((used, bytes)),
        _ => None,
    })
}

/// The paths that a picture's name may mean.
pub fn candidates(used: &Use) -> Vec<Utf8PathBuf> {
    picture_paths(&used.source.path, &used.name.value)
}

/// Where the picture lies that a name means, if it is there.
pub fn path(site: &Site, used: &Use) -> Option<Utf8PathBuf> {
    find_picture(site.files, &used.source.path, &used.name.value).map(|(path, _)| path)
}

/// The file that a picture's name means.
pub fn find<'a>(site: &Site<'a>, used: &Use) -> Found<'a> {
    let written = used.name.value.trim();
    if written.contains("://") || written.starts_with("//") {
        return Found::Outside;
    }
    let files = site.files;
    let paths = candidates(used);
    if let Some((_, bytes)) = find_picture(files, &used.source.path, &used.name.value) {
        return Found::Picture(bytes);
    }
    let unread = |p: &Utf8PathBuf| files.others.iter().find(|o| *o == p).map(|o| o.as_path());
    let text = |p: &Utf8PathBuf| files.find(p.as_str()).map(|(_, source)| source.path.as_path());
    match paths.iter().find_map(|p| unread(p).or_else(|| text(p))) {
        Some(path) => Found::NotRead(path),
        None => Found::Nothing,
    }
}

/// A name without what a slip of the keyboard changes: letter case, and the form of an accent.
pub fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Where the name itself stands, and how another one is written there; nothing if that is not sure.
pub fn change(used: &Use, name: &str) -> Option<(Span, String)> {
    match used.field {
        Some(_) => Some((used.name.span, quoted(name))),
        None => Some((address_within(used.source, used.name)?, name.replace(' ', "%20"))),
    }
}

/// Where the address of a link or picture in a text stands within it: `[words](address)`.
pub fn address_within(source: &Source, link: &Spanned<String>) -> Option<Span> {
    let whole = source.text.get(link.span.range())?;
    let start = whole.rfind(&format!("]({}", link.value))? + "](".len();
    let start = link.span.start as usize + start;
    Some(Span::new(link.span.file, start..start + link.value.len()))
}
