//! A field that nobody knows.

use super::Line;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::fields::switches::KEEPS_BACK;
use crate::kinds::FieldDef;
use crate::span::Span;
use crate::suggest::nearest;

/// A field that nobody knows.
pub static RULE: Rule = Rule {
    code: "unknown-field",
    severity: Severity::Error,
    title: "a field that nobody knows",
    explain: "A field whose name is not known would be silently lost, so it is said instead. The field reference in the manual \
lists all names. A site can add its own fields in `hereabouts.toml`:\n\n\
    [kinds.group.fields.minibus]\n    type = \"yes-no\"\n    label = \"Has a minibus\"",
};

/// Words that people use for a field, and the field they mean.
const MEANT: [(&str, &str); 38] = [
    ("name", "title"),
    ("description", "body"),
    ("tags", "categories"),
    ("category", "categories"),
    ("topic", "categories"),
    ("topics", "categories"),
    ("areas", "area"),
    ("neighbourhood", "area"),
    ("telephone", "phone"),
    ("tel", "phone"),
    ("mobile", "phone"),
    ("phone_number", "phone"),
    ("sms", "text"),
    ("e-mail", "email"),
    ("mail", "email"),
    ("url", "website"),
    ("web", "website"),
    ("homepage", "website"),
    ("link", "links"),
    ("time", "when"),
    ("times", "when"),
    ("date", "when"),
    ("day", "when"),
    ("opening_hours", "open"),
    ("hours", "open"),
    ("opening", "open"),
    ("venue", "meets_at"),
    ("price", "cost"),
    ("fee", "cost"),
    ("photo", "image"),
    ("picture", "image"),
    ("alt", "image_alt"),
    ("coordinates", "location"),
    ("latitude", "lat"),
    ("longitude", "lon"),
    ("checked", "verified"),
    ("language", "languages"),
    ("accessibility", "access"),
];

/// So many names are listed.
const FEW: usize = 12;

/// What people look for in `[print]`, and what stands in `print/book.toml`.
const LOOKS: [&str; 8] = ["paper", "margins", "columns", "text", "size", "font_size", "colour", "fields"];

/// `meets at = "loom-hall"`: a name with a space in it.
pub fn recognise(line: &Line) -> Option<Diagnostic> {
    let key = line.key()?;
    let words: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
    let plain = |word: &&str| word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if !(2..=3).contains(&words.len()) || !words.iter().all(plain) {
        return None;
    }
    let mended = words.join("_").to_lowercase();
    let at = line.span_of(key);
    let message = format!("the name of a field has no spaces: `{key}` should be `{mended}`");
    Some(Diagnostic::new(&RULE, message).at(at).help(format!("write `{mended} = …`")).fix(at, mended))
}

/// `name`, at `at`, is no field of `what`.
pub fn diagnostic<'a>(
    name: &str,
    at: Span,
    what: &str,
    fields: impl Iterator<Item = &'a FieldDef> + Clone,
) -> Diagnostic {
    let names = || fields.clone().map(|f| f.name.as_str());
    let lower = name.to_lowercase().replace(' ', "_");
    let back = KEEPS_BACK.iter().any(|(said, _)| *said == lower).then_some("draft");
    let meant = MEANT.iter().find(|(said, _)| *said == lower).map(|&(_, field)| field).or(back);
    let meant = meant.filter(|field| names().any(|name| name == *field));
    match nearest(name, names()).or(meant) {
        Some("body") => {
            let message = format!("no field of {what} is called `{name}`: the text stands below the second `+++`");
            Diagnostic::new(&RULE, message)
                .at(at)
                .help("move the words below the second `+++`; in a `.toml` file the field is called `body`")
        }
        Some(near) => {
            let small = if near == name.to_lowercase() { " (names of fields are in small letters)" } else { "" };
            let message = format!("no field of {what} is called `{name}`; did you mean `{near}`?{small}");
            let sure = strsim::osa_distance(&lower, near) <= 2;
            let help = match near {
                "draft" => "to keep a record back, write `draft = true`; to show it, take the line out".to_owned(),
                near => format!("write `{near} = …`"),
            };
            let diagnostic = Diagnostic::new(&RULE, message).at(at).help(help);
            if sure { diagnostic.fix(at, near) } else { diagnostic }
        }
        None => {
            let is_print = || names().any(|name| name == "products") && LOOKS.contains(&lower.as_str());
            // A table of the configuration, and no record.
            let is_table = what.starts_with("the ") || what.starts_with('`');
            let help = match names().count() {
                _ if is_print() => "how print looks stands in a file of its own, `print/book.toml`".to_owned(),
                1..=FEW if is_table => {
                    let all: Vec<String> = names().map(|name| format!("`{name}`")).collect();
                    format!("take the line out; there are {}", all.join(", "))
                }
                _ if is_table => {
                    "take the line out; the page on configuration in the manual lists what there is".to_owned()
                }
                _ => "take the line out, put it into the text, or declare the field in `hereabouts.toml`".to_owned(),
            };
            Diagnostic::new(&RULE, format!("no field of {what} is called `{name}`")).at(at).help(help)
        }
    }
}

/// The same, where the field that was most likely meant stands in the record already: then a second one
/// of that name would be no mend.
pub fn unless_there(diagnostic: Diagnostic, name: &str, is_there: impl Fn(&str) -> bool) -> Diagnostic {
    let meant = diagnostic.help.as_deref().and_then(|h| h.strip_prefix("write `")?.strip_suffix(" = …`"));
    let Some(meant) = meant.filter(|m| is_there(m)).map(str::to_owned) else { return diagnostic };
    let help = format!("`{meant}` stands here already: put what `{name}` says into it, or take this line out");
    Diagnostic { fix: None, ..diagnostic }.help(help)
}
