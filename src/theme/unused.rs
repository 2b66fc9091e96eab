//! Files and words of a site's own theme that nothing uses, where the name can only be a slip.

use camino::{Utf8Path, Utf8PathBuf};

use super::Template;
use crate::diagnostic::{At, Diagnostic, Rule, Severity};
use crate::language::Language;
use crate::suggest::{is_slip, nearest};

/// A file or a word of the theme that nothing uses.
pub static THEME_UNUSED: Rule = Rule {
    code: "theme-unused",
    severity: Severity::Warning,
    title: "a file or a word of the theme that nothing uses",
    explain: "A template takes the place of a built-in one by having its name, and so does a word in `i18n/`. One whose name is \
nearly that of a built-in one changes nothing on the site. Give it the right name. The manual's page on themes lists the \
templates; all words stand in the built-in `i18n/en.toml`.",
};

/// The templates of the site's own that nothing uses and that are nearly called like a built-in one.
pub fn templates(templates: &[Template]) -> Vec<Diagnostic> {
    let name = |t: &Template| t.name.split_once('/').map_or(String::new(), |(_, name)| name.to_owned());
    let built_in: Vec<String> = templates.iter().filter(|t| !t.is_own).map(name).collect();
    let is_used = |own: &str| {
        let quoted = [format!("\"{own}\""), format!("'{own}'")];
        built_in.iter().any(|n| n == own)
            || templates.iter().any(|t| quoted.iter().any(|q| t.text.contains(q.as_str())))
    };
    let told = |template: &Template| {
        let own = name(template);
        let near = nearest(&own, built_in.iter().map(String::as_str)).filter(|near| is_slip(&own, near))?;
        let message = format!("nothing uses the template `{own}`; did you mean `{near}`?");
        let help = format!("rename the file to `{}`", template.path.with_file_name(near));
        Some(Diagnostic::new(&THEME_UNUSED, message).at_path(template.path.clone()).help(help))
    };
    templates.iter().filter(|t| t.is_own && !is_used(&name(t))).filter_map(told).collect()
}

/// Words named after the kinds, types, fields, sheets and languages of a site, of which there may be any.
const OPEN: [&str; 6] = ["kind.", "type.", "field.", "plural.", "sheet.", "view."];

/// The words in one of the site's own files that nothing uses and that are nearly called like a built-in one.
pub fn words(path: &Utf8Path, text: &str, built_in: &Language, templates: &[Template]) -> Vec<Diagnostic> {
    let Ok(table) = toml::from_str(text) else { return Vec::new() };
    let own = Language::new("", &[&table]);
    let is_used = |word: &str| {
        let named = format!("t.{word}");
        OPEN.iter().any(|open| word.starts_with(open)) || templates.iter().any(|t| t.text.contains(&named))
    };
    let unused = own.names().filter(|word| built_in.find(word).is_none() && !is_used(word));
    let told = |word: &str| {
        let near = nearest(word, built_in.names()).filter(|near| is_slip(word, near))?;
        let message = format!("nothing uses the word `{word}`; did you mean `{near}`?");
        let last = |word: &str| word.rsplit('.').next().unwrap_or("").to_owned();
        let at = place(path.to_owned(), text, &last(word));
        let help = format!("write `{} = \"…\"`", last(near));
        Some(Diagnostic { at: Some(at), ..Diagnostic::new(&THEME_UNUSED, message).help(help) })
    };
    unused.filter_map(told).collect()
}

/// The line on which a word is given.
fn place(path: Utf8PathBuf, text: &str, name: &str) -> At {
    let is_it = |line: &&str| line.split('=').next().is_some_and(|key| key.trim() == name) && line.contains('=');
    let (number, line) = text.lines().enumerate().find(|(_, line)| is_it(line)).unwrap_or((0, ""));
    At::Template { path, line: number + 1, column: 1, text: line.to_owned() }
}
