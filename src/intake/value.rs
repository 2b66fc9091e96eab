//! An answer as it stands in a record.

use super::named::linked;
use super::{Desk, Given};
use crate::amend;
use crate::issue_forms::Answer;
use crate::kinds::{FieldDef, FieldType};
use crate::mistakes::hidden_character;

/// The answer in these lines, for this field.
pub fn value(field: &FieldDef, answer: &Answer, lines: &[String], desk: &Desk) -> Given {
    let (Answer::One(choices) | Answer::Many(choices)) = answer else { return in_words(field, answer, lines, desk) };
    let (chosen, mut left) = chosen(lines, choices);
    let chosen = match answer {
        Answer::One(_) => {
            let mut chosen = chosen.into_iter();
            let first: Vec<String> = chosen.next().into_iter().collect();
            left.extend(chosen);
            first
        }
        _ => chosen,
    };
    let value = match (chosen.as_slice(), field.ty) {
        ([], _) => None,
        ([one], FieldType::YesNo) => Some(one.clone()),
        ([one], _) if !field.many => Some(amend::words(one)),
        (many, _) => Some(list(many)),
    };
    Given { value, words: chosen, left }
}

fn in_words(field: &FieldDef, answer: &Answer, lines: &[String], desk: &Desk) -> Given {
    let values: Vec<String> = match answer {
        Answer::Lines => lines.iter().map(|line| without_bullet(line)).filter(|line| !line.is_empty()).collect(),
        Answer::Text => vec![lines.join("\n")],
        _ => vec![lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")],
    };
    let (values, left) = match field.ty {
        // A line that is none of the sort belongs to somebody's letter.
        FieldType::Phone => values.into_iter().partition(|word| word.chars().filter(char::is_ascii_digit).count() >= 3),
        FieldType::Email => values.into_iter().partition(|word| word.contains('@')),
        FieldType::Url => values.into_iter().partition(|word| word.contains('.') && !word.trim().contains(' ')),
        FieldType::Number => values.into_iter().partition(|word| word.trim().parse::<i64>().is_ok()),
        FieldType::Link => {
            let mut found = Vec::new();
            let mut left = Vec::new();
            for word in values {
                match linked(field, &word, desk) {
                    Some(slug) => found.push(slug),
                    None => left.push(word),
                }
            }
            (found, left)
        }
        _ => (values, Vec::new()),
    };
    let value = match (values.as_slice(), field.ty) {
        ([], _) => None,
        ([one], FieldType::Number) => Some(one.trim().to_owned()),
        ([one], _) if !field.many => Some(string(one)),
        (many, _) => Some(list(many)),
    };
    Given { value, words: values, left }
}

/// The choices that were made, and the words that are none of them.
fn chosen(lines: &[String], choices: &[(String, String)]) -> (Vec<String>, Vec<String>) {
    let mut chosen: Vec<String> = Vec::new();
    let mut left = Vec::new();
    for line in lines {
        let line = match ticked(line) {
            Some((false, rest)) if choices.iter().any(|(_, label)| label.trim() == rest) => continue,
            Some((false, rest)) => {
                left.push(format!("[ ] {rest}"));
                continue;
            }
            Some((true, rest)) => rest.to_owned(),
            None => without_bullet(line),
        };
        let mut rest = line.as_str();
        while !rest.trim().is_empty() {
            rest = rest.trim_start_matches([',', ';', ' ']);
            // A name may have a comma in it, so the longest that fits is meant.
            let fits = |choice: &&(String, String)| {
                [&choice.0, &choice.1].into_iter().filter_map(|name| begins(rest, name.trim())).max()
            };
            let best =
                choices.iter().filter_map(|choice| Some((fits(&choice)?, choice))).max_by_key(|(length, _)| *length);
            let end = match best {
                Some((length, (value, _))) => {
                    if !chosen.contains(value) {
                        chosen.push(value.clone());
                    }
                    length
                }
                None => {
                    let end = rest.find([',', ';']).unwrap_or(rest.len());
                    left.extend(rest.get(..end).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned));
                    end
                }
            };
            rest = rest.get(end..).unwrap_or("");
        }
    }
    (chosen, left)
}

/// How long the name is with which a text begins, if it does and the name ends there.
fn begins(text: &str, name: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    for wanted in name.chars() {
        let (_, c) = characters.next()?;
        if c != wanted && !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = characters.as_str();
    let ends = rest.trim_start();
    (!name.is_empty() && (ends.is_empty() || ends.starts_with([',', ';']))).then_some(text.len() - rest.len())
}

/// `- [x] Repair`, ticked or not.
fn ticked(line: &str) -> Option<(bool, &str)> {
    let rest = line.trim().strip_prefix(['-', '*'])?.trim_start().strip_prefix('[')?;
    let (mark, rest) = rest.split_once(']')?;
    match mark.trim() {
        "" => Some((false, rest.trim())),
        "x" | "X" => Some((true, rest.trim())),
        _ => None,
    }
}

fn without_bullet(line: &str) -> String {
    let line = line.trim();
    ["- ", "* ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet)).unwrap_or(line).trim().to_owned()
}

fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| amend::words(word)).collect::<Vec<_>>().join(", "))
}

/// Words as they stand behind an `=`. Several lines stand on one, so that none of them ends the fields above the text.
pub fn string(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let text = hidden_character::without(text.trim());
    if !text.contains('\n') {
        return amend::words(&text);
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}
