//! The search script, shorter over the line: without comments and needless spaces, and with short names inside.
//!
//! It reads that script of the built-in theme and no other: no template strings, no `eval`, no `with`, every
//! statement ended by a semicolon. A name is replaced only if the script declares it (`var`, `function`, a parameter),
//! never a property's, and everywhere by the same one that nothing else has, so that none comes to mean another thing.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// A piece of a script, and whether there was a space before it.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    sort: Sort,
    spaced: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A name, a keyword or a number.
    Word,
    /// A string or a regular expression.
    Fixed,
    /// One sign.
    Sign,
}

/// Says the same in fewer bytes.
pub fn shrink(script: &str) -> String {
    let tokens = tokens(script);
    let short = short_names(&tokens);
    let mut out = String::with_capacity(script.len() / 2);
    for (i, token) in tokens.iter().enumerate() {
        let text = short.get(token.text).filter(|_| is_variable(&tokens, i)).map_or(token.text, String::as_str);
        let joins_words = token.sort == Sort::Word && out.ends_with(is_of_word);
        let joins_signs = matches!(text, "+" | "-") && token.spaced && out.ends_with(text);
        if joins_words || joins_signs {
            out.push(' ');
        }
        // The last semicolon of a block says nothing, but for that of an empty loop.
        if text == "}" && out.ends_with(';') && !out.ends_with(");") {
            out.pop();
        }
        out.push_str(text);
    }
    out.push('\n');
    out
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

fn tokens(script: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = script;
    let mut spaced = false;
    while let Some(first) = rest.chars().next() {
        let before = tokens.last().map_or("", |t| t.text);
        let is_value = tokens.last().is_some_and(|t| t.sort != Sort::Sign) && !matches!(before, "return" | "typeof");
        let (sort, length) = if let Some(comment) = rest.strip_prefix("/*") {
            (None, comment.find("*/").map_or(rest.len(), |end| end + 4))
        } else if first.is_whitespace() {
            (None, first.len_utf8())
        } else if is_of_word(first) {
            (Some(Sort::Word), rest.find(|c| !is_of_word(c)).unwrap_or(rest.len()))
        } else if matches!(first, '"' | '\'') {
            (Some(Sort::Fixed), quoted(rest, first))
        } else if first == '/' && !is_value && !matches!(before, ")" | "]") {
            let end = quoted(rest, '/');
            (Some(Sort::Fixed), end + rest[end..].find(|c: char| !c.is_ascii_lowercase()).unwrap_or(0))
        } else {
            (Some(Sort::Sign), first.len_utf8())
        };
        let (text, after) = rest.split_at(length);
        tokens.extend(sort.map(|sort| Token { text, sort, spaced }));
        spaced = sort.is_none();
        rest = after;
    }
    tokens
}

/// The length of what stands in quotes, or between slashes, where a slash in brackets ends nothing.
fn quoted(text: &str, quote: char) -> usize {
    let (mut escaped, mut in_brackets) = (false, false);
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if quote == '/' => in_brackets = true,
            ']' => in_brackets = false,
            _ if c == quote && !in_brackets => return i + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Whether a word stands for a variable: not behind a full stop, and not before the colon of a property.
fn is_variable(tokens: &[Token], at: usize) -> bool {
    let text = |i: Option<usize>| i.and_then(|i| tokens.get(i)).map_or("", |t| t.text);
    let (before, after) = (text(at.checked_sub(1)), text(at.checked_add(1)));
    tokens[at].sort == Sort::Word && before != "." && !(after == ":" && matches!(before, "{" | ","))
}

/// The names that the script declares.
fn declared<'a>(tokens: &[Token<'a>]) -> HashSet<&'a str> {
    let mut names = HashSet::new();
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.sort == Sort::Word) {
        let mut rest = tokens[i + 1..].iter().peekable();
        match token.text {
            "var" => {
                let (mut depth, mut is_next) = (0, true);
                for token in rest {
                    match token.text {
                        "(" | "[" | "{" => depth += 1,
                        ")" | "]" | "}" if depth > 0 => depth -= 1,
                        ";" | ")" | "in" if depth == 0 => break,
                        "," if depth == 0 => is_next = true,
                        name if is_next && depth == 0 => {
                            names.insert(name);
                            is_next = false;
                        }
                        _ => {}
                    }
                }
            }
            "function" | "catch" => {
                names.extend(rest.next_if(|t| t.sort == Sort::Word).map(|t| t.text));
                let inside = rest.skip(1).take_while(|t| t.text != ")");
                names.extend(inside.filter(|t| t.sort == Sort::Word).map(|t| t.text));
            }
            _ => {}
        }
    }
    names
}

/// For each name a short one: the shortest for those that stand most often.
fn short_names<'a>(tokens: &[Token<'a>]) -> HashMap<&'a str, String> {
    let declared = declared(tokens);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut taken: HashSet<&str> = HashSet::from(["do", "if", "in"]);
    for (_, token) in tokens.iter().enumerate().filter(|(i, _)| is_variable(tokens, *i)) {
        if declared.contains(token.text) {
            *counts.entry(token.text).or_default() += 1;
        } else {
            taken.insert(token.text);
        }
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_unstable_by_key(|&(name, count)| (Reverse(count), name));
    const LETTERS: &str = "etnraoislcudpmhgfbvwyxkqzjTANESIROCLMPDUHBFGVWXKYQZJ_$";
    let one = LETTERS.chars().map(String::from);
    let two = LETTERS.chars().flat_map(|a| LETTERS.chars().map(move |b| format!("{a}{b}")));
    let free = one.chain(two).filter(|name| !taken.contains(name.as_str()));
    names.into_iter().map(|(name, _)| name).zip(free).collect()
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[test]
    fn comments_spaces_and_long_names_go() {
        let script =
            "/* Adds. */\nfunction sum(first, second) {\n  var result = first + second;\n  return result;\n}\n";
        assert_eq!(shrink(script), "function r(e,n){var t=e+n;return t}\n");
    }

    #[test]
    fn properties_keys_strings_expressions_and_what_others_declared_stay() {
        let script =
            "var size = { size: 1, other: size ? size : 2 }; window.size = size.size + \"size /* no */\" + name;";
        assert_eq!(shrink(script), "var e={size:1,other:e?e:2};window.size=e.size+\"size /* no */\"+name;\n");
        assert_eq!(shrink("var word = /[/\"]+ word/g, half = word / 2 / 3;"), "var e=/[/\"]+ word/g,t=e/2/3;\n");
    }

    #[test]
    fn what_would_run_together_stays_apart() {
        assert_eq!(shrink("var a1 = b + +c - -d; typeof a1; for (;;) { x(); while (y()); }"), {
            "var e=b+ +c- -d;typeof e;for(;;){x();while(y());}\n"
        });
    }

    #[test]
    fn a_short_name_is_none_that_stands_for_something_else() {
        assert_eq!(shrink("var long = e + t;"), "var n=e+t;\n");
    }
}
