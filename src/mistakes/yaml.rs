//! Front matter in another style.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// Front matter in YAML.
pub static RULE: Rule = Rule {
    code: "yaml",
    severity: Severity::Error,
    title: "a file in another style (YAML)",
    explain: "Some other programs put the fields between lines `---` and write `title: Name`. That style is called \
YAML; records here are written with `+++` and `title = \"Name\"`. `hereabouts convert FILE` rewrites such a file.",
};

/// The file begins with `---`.
pub fn diagnostic(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(&RULE, "this file is in another style (YAML): it has `---` and `name: value` where records have `+++` and `name = \"value\"`")
        .at(at)
        .help(format!("run `hereabouts convert {path}`, or write `+++` for `---` and `=` for `:`"))
}
