//! A name with nothing after the `=`.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// Nothing after the `=`.
pub static RULE: Rule = Rule {
    code: "no-value",
    severity: Severity::Error,
    title: "nothing after the `=`",
    explain: "A field that is not known is left out whole; there is no need to keep an empty line for it. Delete the line, put a \
`#` before it, or write the value.",
};

/// `phone =`
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let value = line.value()?;
    if !value.is_empty() && !value.starts_with('#') {
        return None;
    }
    let key = line.key()?;
    let message = format!("nothing stands after `{key} =`");
    let help = format!("write the value, or delete the line if it is not known; `# {key} =` keeps it as a note");
    Some(Diagnostic::new(&RULE, message).at(line.span_of(key)).help(help))
}
