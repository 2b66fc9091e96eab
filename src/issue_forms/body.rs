//! Filled-in forms as text: as a git host shows an issue, and as a letter.

use std::collections::BTreeMap;

use super::{Answer, Form};

/// What stands behind the name of the sort, where it is asked which record has changed.
pub const CHANGE: &str = ": which one has changed?";
/// The question for all that no other one asks.
pub const MORE: &str = "Anything else";
/// In a letter: the record it is about.
pub const ABOUT: &str = "Which one";
/// In a letter about something new: what sort of record it is to be.
pub const SORT: &str = "What sort";
/// What a git host writes where nothing was answered.
pub const NO_ANSWER: &str = "_No response_";

/// Answers, by the names of their fields; of `MORE` by that word, and of the record that has changed by `CHANGE`.
pub type Answers = BTreeMap<String, Vec<String>>;

/// A form with these answers, as a git host shows the issue.
pub fn body(form: &Form, answers: &Answers) -> String {
    let mut parts = vec![(form.change(), text(answers.get(CHANGE), "\n"))];
    for ask in &form.asks {
        let given = answers.get(&ask.field.name);
        let words = match &ask.answer {
            Answer::One(choices) | Answer::Many(choices) => {
                let label = |value: &String| {
                    let choice = choices.iter().find(|(name, _)| name == value);
                    choice.map_or(value.clone(), |(_, label)| label.trim().to_owned())
                };
                given.map(|values| values.iter().map(label).collect::<Vec<_>>().join(", "))
            }
            Answer::Line => text(given, " "),
            Answer::Lines | Answer::Text => text(given, "\n"),
        };
        parts.push((ask.label.trim().to_owned(), words));
    }
    parts.push((MORE.to_owned(), text(answers.get(MORE), "\n")));
    let part = |(label, words): (String, Option<String>)| {
        let words = words.filter(|words| !words.trim().is_empty()).unwrap_or_else(|| NO_ANSWER.to_owned());
        format!("### {label}\n\n{}", words.trim())
    };
    parts.into_iter().map(part).collect::<Vec<_>>().join("\n\n")
}

/// Lines of a letter: each field on one of its own, what has several lines indented.
pub fn letter(lines: &[(String, Vec<String>)]) -> String {
    let mut letter = String::new();
    for (label, values) in lines {
        match values.as_slice() {
            [] => letter.push_str(&format!("{label}: \n")),
            [one] if !one.contains('\n') => letter.push_str(&format!("{label}: {one}\n")),
            many => {
                letter.push_str(&format!("{label}:\n"));
                for line in many.iter().flat_map(|value| value.lines()) {
                    letter.push_str(&format!("  {line}\n"));
                }
            }
        }
    }
    letter
}

fn text(values: Option<&Vec<String>>, between: &str) -> Option<String> {
    values.map(|values| values.join(between))
}
