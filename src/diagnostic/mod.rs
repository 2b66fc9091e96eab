//! What we tell people: one [`Diagnostic`] for each fault, with what to type instead.

pub mod report;

use camino::Utf8PathBuf;

use crate::span::Span;

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not reported at all.
    Off,
    /// Worth a look; the record is published all the same.
    Warning,
    /// Something that people would expect on the site is not there; the exit code says so.
    Error,
}

impl Severity {
    /// The word that people read and write: `error`, `warning` or `off`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Off => "off",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A kind of fault, with everything there is to say about it in general.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, such as `quote-open`: what stands in brackets in a message and in `[rules]`.
    pub code: &'static str,
    /// How bad it is unless the configuration says otherwise.
    pub severity: Severity,
    /// The fault in a few words.
    pub title: &'static str,
    /// Why it matters and what to do, in Markdown: what `hereabouts explain` prints.
    pub explain: &'static str,
}

/// Where a fault is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// A piece of a text that was read.
    Span(Span),
    /// A file or folder as a whole: not read, or not a text.
    Path(Utf8PathBuf),
    /// A place in a template: path, line and column from 1, and the text of that line.
    Template { path: Utf8PathBuf, line: usize, column: usize, text: String },
}

/// A second place that has to do with a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub at: Span,
    /// What is there.
    pub text: String,
}

/// A mend that is sure: the bytes at `span` become `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What to replace; empty to put something in.
    pub span: Span,
    /// What to write there.
    pub text: String,
}

/// One fault, told to the person who can mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of fault.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// What is wrong, in plain words.
    pub message: String,
    /// Where.
    pub at: Option<At>,
    /// Other places that have to do with it.
    pub also: Vec<Label>,
    /// What to type instead.
    pub help: Option<String>,
    /// The mend, if it is sure.
    pub fix: Option<Edit>,
}

impl Diagnostic {
    /// A fault of this kind, at the kind's own severity, nowhere yet.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        let (message, severity) = (message.into(), rule.severity);
        Self { rule, severity, message, at: None, also: Vec::new(), help: None, fix: None }
    }

    /// … which stands at `span`.
    pub fn at(self, span: Span) -> Self {
        Self { at: Some(At::Span(span)), ..self }
    }

    /// … which is about a file or folder as a whole.
    pub fn at_path(self, path: impl Into<Utf8PathBuf>) -> Self {
        Self { at: Some(At::Path(path.into())), ..self }
    }

    /// … with a second place that has to do with it.
    pub fn also(mut self, at: Span, text: impl Into<String>) -> Self {
        self.also.push(Label { at, text: text.into() });
        self
    }

    /// … with what to type instead.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// … with a mend that is sure.
    pub fn fix(self, span: Span, text: impl Into<String>) -> Self {
        Self { fix: Some(Edit { span, text: text.into() }), ..self }
    }
}
