//! Times that say two things, or that say something and not enough.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;
use crate::times::{self, Outcome, Vocabulary};

/// Times that cannot be read for sure.
pub static RULE: Rule = Rule {
    code: "times-ask",
    severity: Severity::Warning,
    title: "a time that could be read in two ways",
    explain: "“7-9” is evening to some and morning to others, “every other Thursday” begins in one week or in the next, and \
nobody should stand before a closed door. So what is in doubt is asked about and stands in no calendar; on the page it is \
shown as you write it. Write am or pm behind a time, or the time from 0 to 24: `7pm-9pm`, `7-9pm`, `19:00-21:00`. What is no \
time, such as *after church*, has its place in the text of the record.",
};

/// What is to ask about the times in a field.
pub fn look(key: &str, value: &Spanned<String>, language: &str) -> Option<Diagnostic> {
    let Outcome::Ask(question) = times::read(&value.value, Vocabulary::of(language)) else { return None };
    let diagnostic = Diagnostic::new(&RULE, question.question).at(value.span);
    Some(match question.instead {
        Some(instead) => {
            let mut mended = value.value.clone();
            mended.replace_range(question.at, &instead);
            let other = match (instead.ends_with("pm"), instead.ends_with("am")) {
                (true, _) => ", or with am",
                (_, true) => ", or with pm",
                _ => "",
            };
            diagnostic.help(format!("write `{key} = \"{mended}\"`{other}"))
        }
        None => diagnostic,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{FileId, Span};

    #[test]
    fn the_question_comes_with_the_line_to_write() {
        let value = Spanned::new("Tuesdays 7-9".to_owned(), Span::new(FileId(0), 20..34));
        let told = look("when", &value, "en").unwrap();
        assert_eq!(told.message, "`7-9`: is that 7pm-9pm? write am or pm");
        assert_eq!(told.help.as_deref(), Some("write `when = \"Tuesdays 7pm-9pm\"`, or with am"));
        assert_eq!(look("when", &Spanned::new("Tuesdays 7-9pm".to_owned(), value.span), "en"), None);
    }
}
