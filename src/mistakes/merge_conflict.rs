//! The marks that git leaves where two people changed the same line.

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
pub fn first_version(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    // Whether a line stands between the marks, and in the second version or what both came from.
    let (mut is_within, mut is_second) = (false, false);
    for line in text.split_inclusive('\n') {
        let opens = line.starts_with("<<<<<<<");
        let parts = is_within && (line.starts_with("=======") || line.starts_with("|||||||"));
        let closes = is_within && line.starts_with(">>>>>>>");
        is_within = (is_within || opens) && !closes;
        is_second = (is_second || parts) && is_within && !opens;
        if opens || parts || closes || is_second {
            kept.extend(line.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        } else {
            kept.push_str(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_versions_is_kept_and_nothing_else_is_taken_for_one() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\n>>>>>>> x\n=======\ne\n";
        let kept = first_version(text);
        assert_eq!(kept.len(), text.len());
        assert_eq!(kept.split_whitespace().collect::<Vec<_>>(), ["a", "b", "=======", "e"]);
    }
}
