//! Words that were left standing from a template.

use std::sync::LazyLock;

use memchr::memmem;

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::fields::{Field, FieldValue};
use crate::mistakes::shortened;
use crate::record::{Body, Record};
use crate::span::{Span, Spanned};

/// Words that were left standing from a template.
pub static RULE: Rule = Rule {
    code: "placeholder",
    severity: Severity::Warning,
    title: "words left over from a template",
    explain: "A form or an example has words in it that are meant to be written over: “Name of your group”, “Lorem ipsum”, \
`01234 567890`. When they are published, people ring a number that nobody has. Write what is true, or take the line out: \
a field that is not known is better left out than made up.",
};

/// Pieces of text that only a template has, in small letters.
const PHRASES: [&str; 23] = [
    "lorem ipsum",
    "name of your group",
    "name of the group here",
    "your group name",
    "your group's name",
    "your group’s name",
    "name of your organisation",
    "your organisation name",
    "your name here",
    "name goes here",
    "your summary here",
    "summary goes here",
    "your text here",
    "text goes here",
    "your description here",
    "description goes here",
    "your address here",
    "write your text",
    "type your text",
    "replace this text",
    "replace me",
    "change me",
    "sample text",
];

/// Whole values that only a template has, in small letters.
const VALUES: [&str; 31] = [
    "example@example.com",
    "name@example.com",
    "your@email.com",
    "you@example.com",
    "user@example.com",
    "someone@example.com",
    "email@example.com",
    "yourname@example.com",
    "your.name@example.com",
    "test@test.com",
    "http://example.com",
    "https://example.com",
    "http://www.example.com",
    "https://www.example.com",
    "https://yourwebsite.com",
    "https://www.yourwebsite.com",
    "https://www.yoursite.com",
    "title",
    "untitled",
    "new record",
    "summary",
    "description",
    "placeholder",
    "example",
    "test",
    "tbd",
    "todo",
    "...",
    "…",
    "?",
    "???",
];

/// Telephone numbers that only a template has.
const NUMBERS: [&str; 6] = ["01234567890", "0123456789", "01234567891", "00000000000", "0000000000", "1234567890"];

/// Every field, and the beginning of every text, in which a template still shows.
#[expect(
    clippy::indexing_slicing,
    reason = "there is a suspicion for each text, and a record's file is one of the texts"
)]
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let sources = &site.files.sources;
    let suspects: Vec<bool> = sources.iter().map(|s| is_suspect(&s.text.to_ascii_lowercase())).collect();
    let records = site.directory.records.iter();
    records.flat_map(|record| in_record(site, record, suspects[record.span.file.0 as usize])).collect()
}

/// `is_suspect` says whether anything in the record's file could be a piece of a template.
fn in_record(site: &Site, record: &Record, is_suspect: bool) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = in_value("title", &record.title, is_suspect).into_iter().collect();
    record.fields.0.iter().for_each(|field| in_field(field, is_suspect, &mut out));
    match &record.body {
        _ if !is_suspect => {}
        Some(Body::InField(text)) => out.extend(in_text(&text.value).map(|(found, _)| diagnostic(found, text.span))),
        Some(Body::InFile(span)) => {
            let text = &site.source(record).text[span.range()];
            out.extend(in_text(text).map(|(found, start)| {
                let start = span.start as usize + start;
                diagnostic(found, Span::new(span.file, start..start + found.len()))
            }));
        }
        None => {}
    }
    out
}

fn in_field(field: &Field, is_suspect: bool, out: &mut Vec<Diagnostic>) {
    let name = field.def.name.as_str();
    match &field.value {
        FieldValue::Words(words) => out.extend(words.iter().filter_map(|w| in_value(name, w, is_suspect))),
        FieldValue::Gifts(gifts) => out.extend(gifts.iter().filter_map(|g| in_value(name, &g.text, is_suspect))),
        FieldValue::Tables(tables) => {
            tables.iter().flat_map(|t| &t.0).for_each(|inner| in_field(inner, is_suspect, out))
        }
        FieldValue::WebLinks(links) => {
            let found = links.iter().find(|l| is_value(&l.url));
            out.extend(found.map(|l| diagnostic(&l.url, field.span)));
        }
        _ => {}
    }
}

fn in_value(name: &str, value: &Spanned<String>, is_suspect: bool) -> Option<Diagnostic> {
    let text = value.value.trim();
    // A type may well be called `example`, and a group's own other name may be "Test".
    let is_free = !matches!(name, "type" | "kind" | "slug" | "also" | "status" | "join" | "level");
    let digits = || text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = matches!(name, "phone" | "text") && NUMBERS.contains(&digits().as_str());
    let phrase = is_suspect && phrase(text).is_some()
        || (text.starts_with('[') || text.starts_with('<')) && text.ends_with([']', '>']) && !text.contains(['@', '/']);
    (is_free && (is_value(text) || number || phrase)).then(|| diagnostic(text, value.span))
}

fn is_value(text: &str) -> bool {
    let text = text.trim_end_matches('/');
    VALUES.iter().any(|value| text.eq_ignore_ascii_case(value)) || is_crosses(text)
}

/// `xxx`, `XX XX`
fn is_crosses(text: &str) -> bool {
    text.len() >= 3
        && text.bytes().all(|b| matches!(b, b'x' | b'X' | b' ' | b'-'))
        && text.to_ascii_lowercase().contains("xx")
}

/// The beginning of a text, as far as a template is looked for in it.
const BEGINNING: usize = 600;

/// The first piece of a text that only a template has, and where it begins.
fn in_text(text: &str) -> Option<(&str, usize)> {
    let end = text.char_indices().map(|(i, _)| i).nth(BEGINNING).unwrap_or(text.len());
    phrase(&text[..end])
}

/// Whether any of the longer searches could find something: nearly all texts have none of these.
fn is_suspect(lower: &str) -> bool {
    static SIGNS: LazyLock<[memmem::Finder; 9]> = LazyLock::new(|| {
        [" here", "ipsum", "your", "name of", "ple text", "this text", "e me", "todo", "xxx"].map(memmem::Finder::new)
    });
    SIGNS.iter().any(|sign| sign.find(lower.as_bytes()).is_some())
}

/// `Lorem ipsum`, `Insert the address here`, `TODO`, `xxx` within a text, and where it begins.
fn phrase(text: &str) -> Option<(&str, usize)> {
    // In ASCII alone, so that offsets stay as they are.
    let lower = text.to_ascii_lowercase();
    if !is_suspect(&lower) {
        return None;
    }
    if let Some((start, found)) = PHRASES.iter().find_map(|p| Some((lower.find(p)?, p))) {
        return Some((text[start..start + found.len()].trim_end(), start));
    }
    for (start, sentence) in sentences(text) {
        let small = sentence.to_ascii_lowercase();
        let is_order = ["insert ", "enter ", "write ", "type ", "add "].iter().any(|verb| small.starts_with(verb));
        if is_order && small.ends_with(" here") && sentence.len() < 80 {
            return Some((sentence, start));
        }
    }
    words(text).find(|(word, _)| {
        *word == "TODO" || (word.len() >= 3 && word.bytes().all(|b| b == b'x' || b == b'X') && !is_roman(word))
    })
}

/// XXX stands for thirty as well: "the XXX Games".
fn is_roman(word: &str) -> bool {
    word == "XXX"
}

/// The sentences of a text, without signs around them, and where they begin.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(['.', '\n', '!', '?', ':', '(', ')', '[', ']', '<', '>']).filter_map(|piece| {
        let sentence = piece.trim_matches(|c: char| !c.is_alphanumeric());
        (!sentence.is_empty()).then(|| (sentence.as_ptr() as usize - text.as_ptr() as usize, sentence))
    })
}

fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(|word| (word, word.as_ptr() as usize - text.as_ptr() as usize))
}

fn diagnostic(found: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{}` is still from the template", shortened(found)))
        .at(at)
        .help("write what is true, or take the line out if it is not known")
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site};
    use super::*;

    fn told(fields: &str, text: &str) -> Vec<String> {
        let record = format!("+++\n{fields}\n+++\n\n{text}\n");
        site(&[("content/groups/choir.md", &record)], |site| said(site, &check(site)))
    }

    #[test]
    fn words_from_a_template_are_told_where_they_stand() {
        assert_eq!(
            told("title = \"Name of your group\"", ""),
            ["content/groups/choir.md:2:9 `Name of your group` is still from the template | \
              write what is true, or take the line out if it is not known"]
        );
        for fields in [
            "summary = \"Your summary here\"",
            "phone = \"01234 567890\"",
            "email = \"example@example.com\"",
            "website = \"https://www.example.com/\"",
            "cost = \"TODO\"",
            "address = \"xxx\"",
            "when = \"Insert times here\"",
            "cost = \"…\"",
            "contact = { name = \"Your name here\" }",
        ] {
            assert_eq!(told(&format!("title = \"Choir\"\n{fields}"), "").len(), 1, "{fields}");
        }
        let lorem = told("title = \"Choir\"", "Lorem ipsum dolor sit amet.");
        assert!(lorem.concat().starts_with("content/groups/choir.md:5:1 `Lorem ipsum`"), "{lorem:?}");
        assert_eq!(told("title = \"Choir\"", "We sing.\n\nTODO: ask Joan").len(), 1);
    }

    #[test]
    fn real_words_and_the_examples_of_documentation_are_left_alone() {
        let fields = "title = \"Exeter Xmas Choir XXX\"\nemail = \"hello@choir.example\"\nwebsite = \"https://choir.example/\"\n\
            phone = \"01632 960140\"\nsummary = \"Come here and write here with friends.\"\ncontact = { email = \"hello@example.org\" }";
        assert_eq!(told(fields, "Write to us. Sing your heart out here."), Vec::<String>::new());
    }
}
