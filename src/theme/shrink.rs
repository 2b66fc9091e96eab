//! The search script, shorter over the line: without comments and needless spaces, and with short names inside.
//!
//! It reads that script of the built-in theme and no other: no template strings, no `eval`, no `with`, every
//! statement ended by a semicolon. A name is replaced only if the script declares it (`var`, `function`, a parameter),
//! never a property's; functions that do not see each other's names may use the same short one.

use std::collections::{BTreeSet, HashMap, HashSet};

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
    for (token, short) in tokens.iter().zip(&short) {
        let text = short.as_deref().unwrap_or(token.text);
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
    tokens.get(at).is_some_and(|t| t.sort == Sort::Word)
        && before != "."
        && !(after == ":" && matches!(before, "{" | ","))
}

/// A function, or the script itself.
#[derive(Default)]
struct Scope<'a> {
    /// The function around it; the script's own place is the first of all and is its own.
    outer: usize,
    /// What is declared in it.
    names: BTreeSet<&'a str>,
}

/// All functions, outer before inner, and for each token the one it stands in.
#[expect(
    clippy::indexing_slicing,
    reason = "`at` is the place of a token, brackets stand behind each function, and a scope's number is its place"
)]
fn scopes<'a>(tokens: &[Token<'a>]) -> (Vec<Scope<'a>>, Vec<usize>) {
    let mut scopes = vec![Scope::default()];
    let mut of = vec![0; tokens.len()];
    // Functions that are open, with the depth of their braces; and one whose brace is still to come.
    let (mut open, mut depth, mut comes) = (vec![(0, 0)], 0, None);
    let mut at = 0;
    while at < tokens.len() {
        let own = open.last().map_or(0, |&(scope, _)| scope);
        of[at] = own;
        match tokens[at].text {
            "var" => scopes[own].names.extend(variables(&tokens[at + 1..])),
            "function" | "catch" => {
                let start = at + tokens[at..].iter().position(|t| t.text == "(").unwrap_or(0);
                let end = start + tokens[start..].iter().position(|t| t.text == ")").unwrap_or(0);
                let words = |range: &[Token<'a>]| -> Vec<&'a str> {
                    range.iter().filter(|t| t.sort == Sort::Word).map(|t| t.text).collect()
                };
                of[at..=end].fill(own);
                scopes[own].names.extend(words(&tokens[at + 1..start]));
                let mut inner = own;
                if tokens[at].text == "function" {
                    inner = scopes.len();
                    scopes.push(Scope { outer: own, names: BTreeSet::new() });
                    comes = Some(inner);
                }
                of[start..=end].fill(inner);
                scopes[inner].names.extend(words(&tokens[start..end]));
                at = end;
            }
            "{" => {
                depth += 1;
                open.extend(comes.take().map(|scope| (scope, depth)));
            }
            "}" => {
                open.pop_if(|&mut (scope, at)| scope > 0 && at == depth);
                depth -= 1;
            }
            _ => {}
        }
        at += 1;
    }
    (scopes, of)
}

/// The names behind a `var`.
fn variables<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    let (mut names, mut depth, mut is_next) = (Vec::new(), 0, true);
    for token in tokens {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth > 0 => depth -= 1,
            ";" | ")" | "in" if depth == 0 => break,
            "," if depth == 0 => is_next = true,
            name if is_next && depth == 0 => {
                names.push(name);
                is_next = false;
            }
            _ => {}
        }
    }
    names
}

/// For each token a short name if it has one. Those of a function come in the order in which they stand there, so that
/// functions look alike, which packs well.
#[expect(
    clippy::indexing_slicing,
    reason = "`of` and `home` have a place for each token, and `own` and `taken` one for each scope"
)]
fn short_names(tokens: &[Token]) -> Vec<Option<String>> {
    let (scopes, of) = scopes(tokens);
    let mut own: Vec<Vec<&str>> = scopes.iter().map(|_| Vec::new()).collect();
    // What a function takes from those around it, so that nothing of its own may be called so.
    let mut taken: Vec<BTreeSet<(usize, &str)>> = scopes.iter().map(|_| BTreeSet::new()).collect();
    let mut others: HashSet<&str> = HashSet::from(["do", "if", "in"]);
    let mut home = vec![None; tokens.len()];
    for (i, token) in tokens.iter().enumerate().filter(|(i, _)| is_variable(tokens, *i)) {
        let mut scope = of[i];
        while scope > 0 && !scopes[scope].names.contains(token.text) {
            scope = scopes[scope].outer;
        }
        if !scopes[scope].names.contains(token.text) {
            others.insert(token.text);
            continue;
        }
        home[i] = Some(scope);
        if !own[scope].contains(&token.text) {
            own[scope].push(token.text);
        }
        let mut inner = of[i];
        while inner != scope {
            taken[inner].insert((scope, token.text));
            inner = scopes[inner].outer;
        }
    }
    const LETTERS: &str = "etnraoislcudpmhgfbvwyxkqzjTANESIROCLMPDUHBFGVWXKYQZJ_$";
    let mut short: HashMap<(usize, &str), String> = HashMap::new();
    for (scope, (names, taken)) in own.into_iter().zip(&taken).enumerate() {
        let outer: HashSet<&str> = taken.iter().filter_map(|name| short.get(name)).map(String::as_str).collect();
        let one = LETTERS.chars().map(String::from);
        let two = LETTERS.chars().flat_map(|a| LETTERS.chars().map(move |b| format!("{a}{b}")));
        let free = one.chain(two).filter(|name| !others.contains(name.as_str()) && !outer.contains(name.as_str()));
        let own: Vec<_> = names.into_iter().zip(free).map(|(name, short)| ((scope, name), short)).collect();
        short.extend(own);
    }
    tokens.iter().zip(home).map(|(token, home)| short.get(&(home?, token.text)).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[test]
    fn comments_spaces_and_long_names_go() {
        let script =
            "/* Adds. */\nfunction sum(first, second) {\n  var result = first + second;\n  return result;\n}\n";
        assert_eq!(shrink(script), "function e(e,t){var n=e+t;return n}\n");
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

    #[test]
    fn a_function_keeps_what_it_takes_from_outside() {
        let script = "var most = 1, far = 2; function add(one) { var own = one; return own + most + inner(one); \
                      function inner(two) { return two + own + far + window.top; } }";
        assert_eq!(shrink(script), {
            "var e=1,t=2;function n(n){var r=n;return r+e+a(n);function a(e){return e+r+t+window.top}}\n"
        });
    }
}
