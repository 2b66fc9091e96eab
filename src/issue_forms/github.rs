//! Issue forms as GitHub and Forgejo read them.

use super::{Answer, Ask, Form, MORE, id};
use crate::config::Config;
use crate::yaml_text::quoted;

/// The text of a form; `about` is what the forge calls its second line.
pub fn form(form: &Form, config: &Config, about: &str) -> String {
    let mut text =
        "# Written by `hereabouts publish` from the kinds of the directory; --overwrite writes it anew.\n".to_owned();
    text.push_str(&format!("name: {}\n", quoted(&form.label)));
    let summary = if form.summary.is_empty() { form.label.as_str() } else { form.summary };
    text.push_str(&format!(
        "{about}: {}\n",
        quoted(&format!("Tell of one that is missing, or has changed: {summary}."))
    ));
    text.push_str(&format!("title: {}\n", quoted(&format!("{}: ", form.label))));
    text.push_str("body:\n");
    text.push_str(&format!("  - type: markdown\n    attributes:\n      value: {}\n", quoted(&words_in_front(config))));
    text.push_str(&element(
        "input",
        &id("change"),
        &form.change(),
        "Leave it empty if it is a new one. If it is about one that is there, its address or its number.",
        None,
        false,
    ));
    for ask in &form.asks {
        text.push_str(&question(ask));
    }
    text.push_str(&element(
        "textarea",
        &id("more"),
        MORE,
        "Anything else that whoever types it in should know. It is not printed.",
        None,
        false,
    ));
    text
}

/// What stands above the questions: everybody can read what is written here.
pub fn words_in_front(config: &Config) -> String {
    let mail = config
        .contact_email
        .as_ref()
        .map_or(String::new(), |to| format!(" What is not for everybody, send to {to} instead."));
    format!(
        "Write what you know, and leave the rest empty: somebody at {} reads it and puts it in.\n\n**Everybody can read what you write here.** Leave out names, telephone numbers and addresses of people who have not agreed to it.{mail}",
        config.title
    )
}

/// The file beside the forms: whoever has no form that fits writes a letter, or begins with an empty page.
pub fn chooser(config: &Config) -> Option<String> {
    let to = config.base_url.as_ref()?;
    let text =
        "# Written by `hereabouts publish`; --overwrite writes it anew.\nblank_issues_enabled: true\ncontact_links:\n";
    Some(format!(
        "{text}  - name: {}\n    url: {}\n    about: {}\n",
        quoted(&format!("Look at {}", config.title)),
        quoted(to),
        quoted("See whether it is there already.")
    ))
}

fn question(ask: &Ask) -> String {
    let id = &id(&ask.field.name);
    let help = |more: &str| if more.is_empty() { ask.help.to_owned() } else { format!("{} {more}", ask.help) };
    let required = ask.field.required;
    match &ask.answer {
        Answer::Line => element("input", id, ask.label, &help(""), None, required),
        Answer::Lines => element("textarea", id, ask.label, &help("One on each line."), None, required),
        Answer::Text => element("textarea", id, ask.label, &help(""), None, required),
        Answer::One(choices) => element("dropdown", id, ask.label, &help(""), Some((choices, false)), required),
        Answer::Many(choices) => element("dropdown", id, ask.label, &help(""), Some((choices, true)), required),
    }
}

type Choices<'a> = (&'a [(String, String)], bool);

fn element(sort: &str, id: &str, label: &str, help: &str, choices: Option<Choices>, required: bool) -> String {
    let mut text =
        format!("  - type: {sort}\n    id: {}\n    attributes:\n      label: {}\n", quoted(id), quoted(label));
    if !help.trim().is_empty() {
        text.push_str(&format!("      description: {}\n", quoted(help)));
    }
    if let Some((choices, many)) = choices {
        if many {
            text.push_str("      multiple: true\n");
        }
        text.push_str("      options:\n");
        choices.iter().for_each(|(_, label)| text.push_str(&format!("        - {}\n", quoted(label.trim()))));
    }
    if required {
        text.push_str("    validations:\n      required: true\n");
    }
    text
}
