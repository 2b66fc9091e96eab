//! Words that mean the same: groups of phrases, those that come with the program and those of `[search.words]`.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::config::SETTING;
use crate::diagnostic::Diagnostic;
use crate::fields::Reader;

/// Phrases, of which one leads to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What somebody may ask for. All of them mean the same if there is nothing in `finds`.
    pub phrases: Vec<String>,
    /// What they get as well, while whoever asks for that gets nothing more.
    pub finds: Vec<String>,
}

const ENGLISH: &str = include_str!("search/words/en.toml");

/// The groups that come with the program for a language, by its tag.
pub fn built_in(language: &str) -> Vec<Group> {
    let main = language.split(['-', '_']).next().unwrap_or("");
    let text = if main.eq_ignore_ascii_case("en") { ENGLISH } else { "" };
    #[expect(clippy::expect_used, reason = "the groups that come with the program are tested")]
    let table = DeTable::parse(text).expect("the groups that come with the program are tested");
    let words = table.get_ref().get("words").and_then(|v| v.get_ref().as_table());
    words.map(|words| groups(words, &mut |_, _, _| {})).unwrap_or_default()
}

/// The groups of `[search.words]`. A group that means nothing is told and left out.
pub fn read(reader: &mut Reader, table: &DeTable) -> Vec<Group> {
    let mut told = Vec::new();
    let groups = groups(table, &mut |at, message, help| told.push((at, message, help)));
    for (at, message, help) in told {
        let at = reader.span(at);
        reader.out.push(Diagnostic::new(&SETTING, message).at(at).help(help));
    }
    groups
}

fn groups(table: &DeTable, tell: &mut dyn FnMut(Range<usize>, String, String)) -> Vec<Group> {
    let mut groups = Vec::with_capacity(table.len());
    for (key, value) in table {
        let name = key.get_ref().trim();
        if !name.chars().any(char::is_alphanumeric) {
            let help = "write the words between the quotes: `\"food bank\" = [\"food parcel\"]`";
            tell(key.span(), "a group of words has no name".to_owned(), help.to_owned());
            continue;
        }
        let help = || {
            format!(
                "write `\"{name}\" = [\"other words\", \"more words\"]` for words that mean the same, or `\"{name}\" = \
                 {{ finds = [\"other words\"] }}` if only those who ask for {name} are to find the others"
            )
        };
        let before = groups.len();
        match value.get_ref() {
            DeValue::Array(list) => {
                let mut phrases = vec![name.to_owned()];
                phrases.extend(words(list.iter(), name, tell));
                if phrases.len() > 1 {
                    groups.push(Group { phrases, finds: Vec::new() });
                }
            }
            DeValue::String(one) if !one.trim().is_empty() => {
                let phrases = vec![name.to_owned(), one.trim().to_owned()];
                groups.push(Group { phrases, finds: Vec::new() });
            }
            DeValue::Table(inner) => {
                for (other, _) in inner.iter().filter(|(k, _)| k.get_ref() != "finds") {
                    tell(other.span(), format!("`{}` means nothing in a group of words", other.get_ref()), help());
                }
                let finds = match inner.get("finds").map(|v| v.get_ref()) {
                    Some(DeValue::Array(list)) => words(list.iter(), name, tell),
                    Some(DeValue::String(one)) if !one.trim().is_empty() => vec![one.trim().to_owned()],
                    _ => Vec::new(),
                };
                if !finds.is_empty() {
                    groups.push(Group { phrases: vec![name.to_owned()], finds });
                }
            }
            _ => {}
        }
        if groups.len() == before {
            tell(value.span(), format!("`{name}` names no other words"), help());
        }
    }
    groups
}

fn words<'a>(
    list: impl Iterator<Item = &'a toml::Spanned<DeValue<'a>>>,
    name: &str,
    tell: &mut dyn FnMut(Range<usize>, String, String),
) -> Vec<String> {
    let mut words = Vec::new();
    for value in list {
        match value.get_ref().as_str().map(str::trim) {
            Some(phrase) if phrase.chars().any(char::is_alphanumeric) => words.push(phrase.to_owned()),
            _ => {
                let found = crate::fields::found(value.get_ref());
                let message = format!("in the group `{name}` stands {found}, and it needs words");
                tell(value.span(), message, format!("write it in quotes: `\"{name}\" = [\"other words\"]`"));
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_that_comes_with_the_program_can_be_read() {
        let table = DeTable::parse(ENGLISH).expect("it is TOML");
        let mut told = Vec::new();
        let words = table.get_ref().get("words").and_then(|v| v.get_ref().as_table()).expect("it has a table of words");
        let groups = groups(words, &mut |_, message, _| told.push(message));
        assert!(told.is_empty(), "{told:?}");
        assert!(groups.len() > 5 && groups == built_in("en-GB"));
        assert!(built_in("cy").is_empty());
    }
}
