//! A site from the bytes of its files, as the program would read them from a folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use hereabouts::check::{self, Site};
use hereabouts::config;
use hereabouts::date::Date;
use hereabouts::diagnostic::{At, Diagnostic};
use hereabouts::directory;
use hereabouts::mistakes::not_utf8::{self, Decoded};
use hereabouts::record;
use hereabouts::source::{Files, Source};
use hereabouts::span::FileId;

/// One thing that was told, as a person sees it.
pub struct Told {
    pub path: String,
    pub line: usize,
    pub column: usize,
    pub severity: &'static str,
    pub code: &'static str,
    pub message: String,
    pub help: String,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Told { path, line, column, severity, code, message, help } = self;
        write!(f, "{path}:{line}:{column}: {severity}[{code}]: {message}\n      help: {help}")
    }
}

/// Everything that `check` says of these files, by their paths.
pub fn check(files: &BTreeMap<String, Vec<u8>>, today: Date) -> Vec<Told> {
    let (files, mut told) = read(files);
    let (file, source) = files.find(config::FILE).expect("every test site has a configuration");
    let (config, slips) = config::read(source, file);
    told.extend(slips);
    let (mut records, mut pages) = (Vec::new(), Vec::new());
    for (id, source) in files.below("content") {
        let (parsed, slips) = record::parse(source, id, &config.kinds, &config.custom());
        told.extend(slips);
        records.extend(parsed.records);
        pages.extend(parsed.pages);
    }
    let directory = directory::resolve(records, pages, &config, &files, false);
    let pictures = hereabouts::picture::ready::all(directory.pictures(&files), &Default::default());
    told.extend(check::check(&Site {
        pictures: &pictures,
        directory: &directory,
        config: &config,
        files: &files,
        today,
        rules: &check::RULES,
    }));
    check::apply(&config, &files, told).iter().map(|d| seen(d, &files)).collect()
}

/// Sorts the files as the program's door does: texts, pictures, and what is not read.
fn read(all: &BTreeMap<String, Vec<u8>>) -> (Files, Vec<Diagnostic>) {
    let mut files = Files::default();
    let mut broken = Vec::new();
    for (path, bytes) in all {
        let path = Utf8PathBuf::from(path);
        match path.extension().unwrap_or("") {
            "md" | "toml" => match not_utf8::decode(bytes.clone()) {
                Decoded::Utf8(text) => files.sources.push(Source::new(path, text)),
                Decoded::Other(text, set, offset) => {
                    files.sources.push(Source { is_broken: true, ..Source::new(path.clone(), text) });
                    broken.push((path, set, offset));
                }
            },
            "jpg" | "JPG" | "jpeg" | "png" | "webp" | "gif" | "svg" | "heic" => {
                files.blobs.insert(path, Arc::from(bytes.as_slice()));
            }
            _ => files.others.push(path),
        }
    }
    files.sources.sort_by(|a, b| a.path.cmp(&b.path));
    let diagnostic = |(path, set, offset): &(Utf8PathBuf, &str, usize)| {
        let i = files.sources.iter().position(|s| s.path == *path).expect("it was put in above");
        not_utf8::diagnostic(FileId(i as u32), path, &files.sources[i].text, set, *offset)
    };
    let told = broken.iter().map(diagnostic).collect();
    (files, told)
}

fn seen(diagnostic: &Diagnostic, files: &Files) -> Told {
    let (path, line, column) = match &diagnostic.at {
        Some(At::Span(span)) => {
            let source = files.source(span.file);
            let (line, column) = source.line_column(span.start as usize);
            (source.path.to_string(), line, column)
        }
        Some(At::Path(path)) => (path.to_string(), 1, 1),
        Some(At::Template { path, line, column, .. }) => (path.to_string(), *line, *column),
        None => (String::new(), 1, 1),
    };
    Told {
        path,
        line,
        column,
        severity: diagnostic.severity.word(),
        code: diagnostic.rule.code,
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone().unwrap_or_default(),
    }
}
