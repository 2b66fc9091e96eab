//! Issue templates as GitLab reads them: Markdown with a heading for each question.

use super::{Answer, Form, MORE, github};
use crate::config::Config;

/// The text of a template. What helps to answer stands in comments, which are not shown once it is sent.
pub fn template(form: &Form, config: &Config) -> String {
    let mut text = format!("<!-- {} -->\n", note(&github::words_in_front(config)));
    text.push_str(&format!("\n### {}\n\n<!-- Leave it empty if it is a new one. -->\n", form.change()));
    for ask in &form.asks {
        let choices = match &ask.answer {
            Answer::One(choices) => format!(" One of: {}.", labels(choices)),
            Answer::Many(choices) => format!(" Any of: {}.", labels(choices)),
            Answer::Lines => " One on each line.".to_owned(),
            Answer::Line | Answer::Text => String::new(),
        };
        text.push_str(&format!("\n### {}\n\n<!-- {}{} -->\n", ask.label, note(ask.help), note(&choices)));
    }
    text.push_str(&format!("\n### {MORE}\n\n<!-- It is not printed. -->\n"));
    text
}

fn labels(choices: &[(String, String)]) -> String {
    choices.iter().map(|(_, label)| label.trim()).collect::<Vec<_>>().join(", ")
}

/// Words that do not end the comment in which they stand.
fn note(words: &str) -> String {
    words.replace("--", "- -").replace(['<', '>'], " ").replace('\n', " ")
}
