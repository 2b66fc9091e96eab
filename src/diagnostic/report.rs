//! Diagnostics as people and programs read them: with the text at fault, in one line, as JSON, or beside
//! the lines of a pull request.

use std::borrow::Cow;
use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::{At, Diagnostic, Severity};
use crate::source::{Files, Source};
use crate::span::Span;

/// A diagnostic's place: path, line and column from 1.
pub fn place(diagnostic: &Diagnostic, files: &Files) -> (String, usize, usize) {
    match &diagnostic.at {
        Some(At::Span(span)) => {
            let source = files.source(span.file);
            let (line, column) = source.line_column(span.start as usize);
            (source.path.to_string(), line, column)
        }
        Some(At::Path(path)) => (path.to_string(), 1, 1),
        Some(At::Template { path, line, column, .. }) => (path.to_string(), *line, *column),
        None => (String::new(), 1, 1),
    }
}

/// The file at fault, as one says it; empty if it is none.
pub fn file(diagnostic: &Diagnostic, files: &Files) -> String {
    match &diagnostic.at {
        Some(At::Span(span)) => one_line(files.source(span.file).path.as_str()).into_owned(),
        Some(At::Path(path)) | Some(At::Template { path, .. }) => one_line(path.as_str()).into_owned(),
        None => String::new(),
    }
}

/// With the text at fault, as on a terminal.
pub fn text(diagnostic: &Diagnostic, files: &Files, styled: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        _ => Level::WARNING,
    };
    let message = one_line(&diagnostic.message);
    let title = level.primary_title(&*message).id(diagnostic.rule.code);
    let (path, line, column) = place(diagnostic, files);
    let path = one_line(&path).into_owned();
    let mut groups: Vec<Group> = Vec::new();
    let windows: Vec<(Window, &str, bool)> = match &diagnostic.at {
        Some(At::Span(span)) => {
            let main = (Window::around(files.source(span.file), *span), "", true);
            let also =
                diagnostic.also.iter().map(|l| (Window::around(files.source(l.at.file), l.at), l.text.as_str(), false));
            std::iter::once(main).chain(also).collect()
        }
        Some(At::Template { line, column, text, .. }) if !text.is_empty() => {
            vec![(Window::of_line(text, *line, *column), "", true)]
        }
        _ => Vec::new(),
    };
    let mut group = Group::with_title(title);
    if windows.is_empty() && !path.is_empty() {
        group = group.element(Origin::path(path.as_str()).line(line).char_column(column));
    }
    for (window, label, primary) in &windows {
        let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(window.at.clone());
        let annotation = if label.is_empty() { annotation } else { annotation.label(*label) };
        let path = if window.path.is_empty() { path.as_str() } else { window.path.as_str() };
        group = group
            .element(Snippet::source(window.text.as_str()).line_start(window.line).path(path).annotation(annotation));
    }
    groups.push(group);
    let help = diagnostic.help.as_deref().map(one_line);
    if let Some(help) = &help {
        groups.push(Group::with_title(Level::HELP.secondary_title(&**help)));
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let rendered = renderer.decor_style(DecorStyle::Ascii).render(&groups);
    // The colours are ours; what stands in files came through without its control characters of the first kind.
    harmless(&rendered, |c| c == '\n' || c == '\t' || c == '\u{1b}').into_owned()
}

/// Words on one line, so that nothing that is quoted begins a line of its own.
fn one_line(words: &str) -> Cow<'_, str> {
    let Some((end, _)) = words.char_indices().nth(LONGEST) else { return harmless(words, |_| false) };
    // The beginning and the end say the most.
    let tail = words.char_indices().rev().nth(LONGEST / 4).map_or(end, |(at, _)| at.max(end));
    let head = words.char_indices().nth(LONGEST * 3 / 4).map_or(end, |(at, _)| at);
    harmless(&format!("{} … {}", &words[..head], &words[tail..]), |_| false).into_owned().into()
}

/// The most letters of a message: whoever pasted a picture into a name does not want to read it.
const LONGEST: usize = 400;

/// Words without what would give a terminal orders or turn text around; each such character is shown as one that is unknown.
pub fn harmless(words: &str, is_kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    let harms = |c: char| {
        let turns =
            matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        (c.is_control() || turns) && !is_kept(c)
    };
    if words.chars().any(harms) {
        words.chars().map(|c| if harms(c) { '\u{fffd}' } else { c }).collect()
    } else {
        Cow::Borrowed(words)
    }
}

/// A line of a file, cut so that it fits a terminal, and where in it the fault is.
struct Window {
    path: String,
    line: usize,
    text: String,
    at: std::ops::Range<usize>,
}

impl Window {
    fn around(source: &Source, span: Span) -> Self {
        let (line, _) = source.line_column(span.start as usize);
        let text = source.line_at(span.start as usize);
        let line_start = text.as_ptr() as usize - source.text.as_ptr() as usize;
        let start = (span.start as usize).saturating_sub(line_start).min(text.len());
        let end = (span.end as usize).saturating_sub(line_start).clamp(start, text.len());
        let (text, at) = cut(text, start..end);
        Self { path: one_line(source.path.as_str()).into_owned(), line, text, at }
    }

    fn of_line(text: &str, line: usize, column: usize) -> Self {
        let start = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(i, _)| i);
        let end = text[start..]
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .map_or(text.len(), |i| start + i);
        let (text, at) = cut(text, start..end);
        Self { path: String::new(), line, text, at }
    }
}

/// A line of at most about 140 letters around `at`: nobody reads a pasted picture.
fn cut(text: &str, at: std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
    const MOST: usize = 140;
    let boundary = |mut i: usize| {
        while !text.is_char_boundary(i) {
            i -= 1;
        }
        i
    };
    let at = boundary(at.start.min(text.len()))..boundary(at.end.min(text.len()));
    // A zero-width mark-up character would shift the marks below the line; a byte-order mark is not shown.
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let from = if at.start > MOST / 2 && text.len() > MOST { boundary(at.start - MOST / 2) } else { bom };
    let to = boundary((from + MOST).min(text.len()));
    let to = if text.len() - to < 20 { text.len() } else { to };
    let before = if from > bom { "…" } else { "" };
    let after = if to < text.len() { "…" } else { "" };
    let start = at.start.max(from) - from + before.len();
    let end = at.end.clamp(at.start.max(from), to.max(at.start)) - from + before.len();
    (format!("{before}{}{after}", &text[from..to.max(from)]), start..end.max(start))
}

/// `file:line:column: severity: message`
pub fn short(diagnostic: &Diagnostic, files: &Files) -> String {
    let (path, line, column) = place(diagnostic, files);
    let path = one_line(&path);
    let message = one_line(&diagnostic.message);
    format!("{path}:{line}:{column}: {}: {message} [{}]", diagnostic.severity.word(), diagnostic.rule.code)
}

#[derive(Serialize)]
struct Json<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    severity: &'a str,
    rule: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

/// One JSON object on one line.
#[expect(clippy::expect_used, reason = "the object holds texts and numbers, which can always be written")]
pub fn json(diagnostic: &Diagnostic, files: &Files) -> String {
    let (file, line, column) = place(diagnostic, files);
    let help = diagnostic.help.as_deref().map(one_line);
    let object = Json {
        file: &file,
        line,
        column,
        severity: diagnostic.severity.word(),
        rule: diagnostic.rule.code,
        message: &one_line(&diagnostic.message),
        help: help.as_deref(),
    };
    serde_json::to_string(&object).expect("texts and numbers are always JSON")
}

/// What GitLab shows beside the lines of a merge request: a report in its code quality format, one JSON array.
/// <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>
pub fn gitlab(diagnostics: &[Diagnostic], files: &Files, within: &str) -> String {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let findings = diagnostics.iter().map(|diagnostic| {
        let (path, line, _) = place(diagnostic, files);
        let message = one_line(&diagnostic.message);
        let help = diagnostic.help.as_deref().map(|help| format!(": {}", one_line(help))).unwrap_or_default();
        // The same fault is known again when lines above it come and go; a second one like it in the file is another.
        let own = xxh3_64([diagnostic.rule.code, &path, &message].join("\n").as_bytes());
        let times = seen.entry(own).and_modify(|times| *times += 1).or_insert(0);
        serde_json::json!({
            "description": format!("{message}{help}"),
            "check_name": diagnostic.rule.code,
            "fingerprint": format!("{own:016x}{times:08x}"),
            "severity": if diagnostic.severity == Severity::Error { "major" } else { "minor" },
            "location": { "path": format!("{within}{path}"), "lines": { "begin": line } },
        })
    });
    serde_json::Value::Array(findings.collect()).to_string()
}

/// An annotation that GitHub shows at the line of a pull request.
pub fn github(diagnostic: &Diagnostic, files: &Files, within: &str) -> String {
    let (path, line, column) = place(diagnostic, files);
    let words = match &diagnostic.help {
        Some(help) => format!("{}\n{}", one_line(&diagnostic.message), one_line(help)),
        None => one_line(&diagnostic.message).into_owned(),
    };
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let level = diagnostic.severity.word();
    format!(
        "::{level} file={},line={line},col={column},title={}::{}",
        property(&format!("{within}{path}")),
        property(diagnostic.rule.code),
        data(&words)
    )
}
