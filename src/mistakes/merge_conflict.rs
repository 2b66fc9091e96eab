//! The marks that git leaves where two people changed the same line.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::{FileId, Span};

/// Two versions of one place.
pub static RULE: Rule = Rule {
    code: "merge-conflict",
    severity: Severity::Error,
    title: "two people changed this at once",
    explain: "When two people change the same line at the same time, git keeps both versions between lines of \
`<<<<<<<`, `=======` and `>>>>>>>`. Keep the version that is right, and delete the other one and the three marker lines.",
};

/// Finds the marks of a conflict.
pub fn find(text: &str, file: FileId) -> Option<Diagnostic> {
    memchr::memmem::find(text.as_bytes(), b">>>>>>>")?;
    let mut first = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let at = Span::new(file, offset..offset + line.trim_end().len());
        offset += line.len();
        if line.starts_with("<<<<<<<") && first.is_none() {
            first = Some(at);
        } else if line.starts_with(">>>>>>>") {
            let first = first?;
            let diagnostic = Diagnostic::new(&RULE, "two people changed this at once, and both versions stand here");
            let help = "keep the version that is right; delete the other one and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
            return Some(diagnostic.at(first).also(at, "the two versions end here").help(help));
        }
    }
    None
}

/// `text` with the first of two versions, where there are two. The marks and the second become blank lines, so that
/// everything else stays where it is.
pub fn first_version(text: &str) -> Cow<'_, str> {
    let mut kept = String::with_capacity(text.len());
    let mut is_second = false;
    for line in text.split_inclusive('\n') {
        let is_mark = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
        if is_mark {
            is_second = line.starts_with(['|', '=']);
        }
        if is_mark || is_second {
            kept.extend(line.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        } else {
            kept.push_str(line);
        }
    }
    Cow::Owned(kept)
}
