//! A whole site from a few texts, for the tests of the rules.

use std::sync::Arc;

use camino::Utf8PathBuf;

use super::Site;
use crate::config;
use crate::date::Date;
use crate::diagnostic::{At, Diagnostic};
use crate::directory;
use crate::picture::{self, Earlier};
use crate::record;
use crate::source::{Files, Source};
use crate::span::FileId;

/// The day on which all tests look.
pub const TODAY: Date = Date::constant(2026, 11, 21);

const CONFIG: &str = "title = \"Millbrook\"\nlanguage = \"en-GB\"\n\
[categories]\nfood = \"Food and growing\"\nrepair = \"Repair\"\n[areas]\neastgate = \"Eastgate\"\n";

/// A site of these texts, by their paths; with a configuration of its own if there is none among them.
pub fn site<T>(texts: &[(&str, &str)], look: impl FnOnce(&Site) -> T) -> T {
    site_with(texts, &[], &[], look)
}

/// The same, with pictures and with files that are not read.
pub fn site_with<T>(
    texts: &[(&str, &str)],
    blobs: &[(&str, &[u8])],
    others: &[&str],
    look: impl FnOnce(&Site) -> T,
) -> T {
    let mut sources: Vec<Source> = texts.iter().map(|&(path, text)| Source::new(path, text)).collect();
    if !texts.iter().any(|(path, _)| *path == config::FILE) {
        sources.push(Source::new(config::FILE, CONFIG));
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let blobs = blobs.iter().map(|&(path, bytes)| (Utf8PathBuf::from(path), Arc::from(bytes))).collect();
    let others = others.iter().map(|path| Utf8PathBuf::from(*path)).collect();
    let files = Files { sources, blobs, others, ..Files::default() };

    let (file, source) = files.find(config::FILE).expect("it was put in above");
    let (config, _) = config::read(source, file);
    let (mut records, mut pages) = (Vec::new(), Vec::new());
    for (i, source) in files.sources.iter().enumerate().filter(|(_, s)| s.path.starts_with("content")) {
        let (parsed, _) = record::parse(source, FileId(i as u32), &config.kinds, &config.custom());
        records.extend(parsed.records);
        pages.extend(parsed.pages);
    }
    let directory = directory::resolve(records, pages, &config, &files, false);
    let pictures = picture::ready::all(directory.pictures(&files), &Earlier::new());
    let (directory, config, files, pictures) = (&directory, &config, &files, &pictures);
    look(&Site { directory, config, files, pictures, today: TODAY, rules: &super::RULES })
}

/// Each diagnostic in one line: `path:line:column message | help`, then `→ fix` if there is one.
pub fn said(site: &Site, diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |d: &Diagnostic| {
        let place = match &d.at {
            Some(At::Span(span)) => {
                let source = site.files.source(span.file);
                let (line, column) = source.line_column(span.start as usize);
                format!("{}:{line}:{column}", source.path)
            }
            Some(At::Path(path)) => format!("{path}:1:1"),
            other => format!("{other:?}"),
        };
        let help = d.help.as_ref().map_or(String::new(), |h| format!(" | {h}"));
        let fix = d.fix.as_ref().map_or(String::new(), |f| format!(" → {}", f.text));
        format!("{place} {}{help}{fix}", d.message)
    };
    diagnostics.iter().map(line).collect()
}
