//! A fence that is nearly, but not exactly, `+++`.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Span;

/// A fence of the wrong shape, or one too many.
pub static RULE: Rule = Rule {
    code: "fence-odd",
    severity: Severity::Error,
    title: "a fence that is not exactly `+++`",
    explain: "The fields of a record stand between two lines that are exactly `+++`: three plus signs and nothing \
else. `++`, `++++` or `---` will not do, nor will two fences in a row.",
};

/// Whether a line is meant as a fence but is not one.
pub fn looks_like(line: &str) -> bool {
    let line = line.trim();
    if !line.starts_with(['+', ' ', '-', '=', '_', '*']) {
        return false;
    }
    let plus = line.chars().filter(|&c| c == '+').count();
    let others = line.chars().filter(|c| !"+ -=_*".contains(*c)).count();
    plus >= 2 && others == 0 && line != "+++"
}

/// `found` should be exactly `+++`.
pub fn diagnostic(found: &str, at: Span) -> Diagnostic {
    let found = found.trim_end();
    let message = if found.trim() == "+++" {
        "there are spaces before `+++`; the line must be exactly `+++`".to_owned()
    } else {
        format!("this line is `{}`; it must be exactly `+++`", found.trim())
    };
    Diagnostic::new(&RULE, message).at(at).help("write `+++` and nothing else on this line").fix(at, "+++")
}

/// Both fences are of the same wrong shape: one fault, told at the first; `line` is that of the second.
pub fn both(found: &str, first: Span, line: usize) -> Diagnostic {
    diagnostic(found, first).help(format!("write `+++` and nothing else on this line, and on line {line}"))
}

/// Two fences stand in a row, so that no field is between them.
pub fn doubled(second: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "two lines `+++` stand in a row, so that the fields below them do not count")
        .at(second)
        .help("delete one of the two lines `+++`")
}
