//! Which names a site's own templates use, held against those that there are.
//!
//! Tera says nothing of `{% if record.phne %}`: a field that is not there counts as no. So the names
//! are looked at before the theme is used. Only what is surely wrong is told: where a template reckons
//! with values of its own, nothing is said.

use std::collections::{BTreeMap, BTreeSet};

use tera::{Context, Value};

use super::sample::SamplePage;
use super::{THEME_VARIABLE, Template};
use crate::diagnostic::{At, Diagnostic};
use crate::suggest::nearest;

/// Every name that stands for nothing in the templates that are not built in.
pub fn check(templates: &[Template], pages: &[SamplePage]) -> Vec<Diagnostic> {
    let mut given = Given::new();
    for template in templates {
        let scan = Scan::new(template, pages, Vec::new()).run();
        for (name, names) in scan.given {
            let known = given.entry(name).or_default();
            names.into_iter().for_each(|(name, shape)| give(known, name, shape));
        }
    }
    let names = |t: &Template| given.get(short_name(t)).cloned().unwrap_or_default();
    let own = templates.iter().filter(|t| t.is_own);
    own.flat_map(|template| Scan::new(template, pages, names(template)).run().found).collect()
}

/// What the places that include a template have there of their own: the names of loops and of `set`.
type Given = BTreeMap<String, Vec<(String, Shape)>>;

/// Adds a name to those that a part is given. What two places mean by it differently is not known.
fn give(known: &mut Vec<(String, Shape)>, name: String, shape: Shape) {
    let fields = |shape: &Shape| {
        shape.as_ref()?.as_map().map(|map| map.keys().map(ToString::to_string).collect::<BTreeSet<_>>())
    };
    match known.iter_mut().find(|(n, _)| *n == name) {
        Some((_, old)) if fields(old) != fields(&shape) => *old = None,
        Some(_) => {}
        None => known.push((name, shape)),
    }
}

/// A template's name without its layer.
fn short_name(template: &Template) -> &str {
    template.name.split_once('/').map_or("", |(_, name)| name)
}

/// Words of the language itself.
const KEYWORDS: [&str; 41] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "and",
    "or",
    "not",
    "is",
    "set",
    "set_global",
    "endset",
    "block",
    "endblock",
    "extends",
    "include",
    "component",
    "endcomponent",
    "filter",
    "endfilter",
    "raw",
    "endraw",
    "break",
    "continue",
    "true",
    "false",
    "none",
    "True",
    "False",
    "None",
    "loop",
    "super",
    "body",
    "__tera_context",
    "as",
    "import",
    "macro",
    "endmacro",
    "rest",
];

/// What is known of a name: its value in the sample, or nothing.
type Shape = Option<Value>;

struct Scan<'a> {
    template: &'a Template,
    contexts: Vec<&'a Context>,
    scopes: Vec<Vec<(String, Shape)>>,
    given: Given,
    found: Vec<Diagnostic>,
}

impl<'a> Scan<'a> {
    fn new(template: &'a Template, pages: &'a [SamplePage], names: Vec<(String, Shape)>) -> Self {
        let name = short_name(template).trim_end_matches(".html");
        let own: Vec<&Context> = pages.iter().filter(|p| p.template == name).map(|p| &p.context).collect();
        // A part that several pages share sees what any of them sees.
        let contexts = if own.is_empty() { pages.iter().map(|p| &p.context).collect() } else { own };
        Self { template, contexts, scopes: vec![names], given: Given::new(), found: Vec::new() }
    }

    fn run(mut self) -> Self {
        let text = &self.template.text;
        let mut at = 0;
        while let Some(open) = text[at..].find('{').map(|i| at + i) {
            let kind = text.as_bytes().get(open + 1).copied();
            let close = match kind {
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                Some(b'#') => "#}",
                _ => {
                    at = open + 1;
                    continue;
                }
            };
            let Some(end) = text[open + 2..].find(close).map(|i| open + 2 + i) else { break };
            match kind {
                Some(b'%') => self.statement(open + 2, end),
                Some(b'{') => self.expression(open + 2, end),
                _ => {}
            }
            at = end + 2;
        }
        self
    }

    fn statement(&mut self, start: usize, end: usize) {
        let text = &self.template.text[start..end];
        let inner = text.trim_matches(['-', ' ', '\n', '\t', '\r']);
        let offset = start + (inner.as_ptr() as usize - text.as_ptr() as usize);
        let stop = offset + inner.len();
        let (word, rest) = inner.split_once(|c: char| c.is_whitespace() || c == '(').unwrap_or((inner, ""));
        let rest_at = stop - rest.len();
        match word {
            "for" => {
                let Some((names, list)) = rest.split_once(" in ") else { return };
                let list_at = rest_at + names.len() + 4;
                self.expression(list_at, stop);
                let element =
                    self.shape_of_path(list.trim()).and_then(|v| v.as_array().and_then(|a| a.first().cloned()));
                let names: Vec<&str> = names.split(',').map(str::trim).collect();
                let shape = |i: usize| if names.len() == 1 && i == 0 { element.clone() } else { None };
                let scope = names.iter().enumerate().map(|(i, n)| ((*n).to_owned(), shape(i))).collect();
                self.scopes.push(scope);
            }
            "component" => {
                let names = rest.split(['(', ')', ',']).map(|a| a.split([':', '=']).next().unwrap_or("").trim());
                let mut scope: Vec<(String, Shape)> =
                    names.map(|n| (n.trim_start_matches(['@', '.']).to_owned(), None)).collect();
                scope.push(("body".to_owned(), None));
                self.scopes.push(scope);
            }
            "endfor" | "endcomponent" if self.scopes.len() > 1 => {
                self.scopes.pop();
            }
            "set" | "set_global" => {
                let (name, value) = rest.split_once('=').unwrap_or((rest, ""));
                let shape = self.shape_of_path(value.trim());
                if !value.is_empty() {
                    self.expression(stop - value.len(), stop);
                }
                if let Some(scope) = self.scopes.last_mut() {
                    scope.push((name.trim().to_owned(), shape));
                }
            }
            "include" => {
                let name = rest.trim().trim_matches(['"', '\'']).to_owned();
                let known = self.given.entry(name).or_default();
                self.scopes.iter().flatten().cloned().for_each(|(name, shape)| give(known, name, shape));
            }
            "extends" | "block" | "endblock" | "raw" | "endraw" | "filter" => {}
            _ => self.expression(offset, stop),
        }
    }

    /// Looks at every path in an expression: `record.title`, but not `| upper`, `f(…)`, `name=…`, `"words"`.
    fn expression(&mut self, start: usize, end: usize) {
        let text = &self.template.text[..end];
        let bytes = text.as_bytes();
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                quote @ (b'"' | b'\'' | b'`') => {
                    at += 2 + bytes.iter().skip(at + 1).take_while(|b| **b != quote).count();
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                    let stop = path_end(bytes, at);
                    let before = text[start..at].trim_end().chars().next_back();
                    let after = text[stop..end].trim_start();
                    let path = &text[at..stop];
                    let is_call = text[stop..end].starts_with('(');
                    let is_name = after.starts_with('=') && !after.starts_with("==");
                    let is_test =
                        text[start..at].trim_end().ends_with(" is") || text[start..at].trim_end().ends_with(" is not");
                    let is_component = before == Some('<') || text[start..at].trim_end().ends_with("</");
                    let in_list_of_names = before == Some('|') || is_test || is_component;
                    if !in_list_of_names && !is_call && !is_name && before != Some('.') {
                        self.path(path, at);
                    }
                    at = stop;
                }
                b'0'..=b'9' => {
                    at += bytes.iter().skip(at).take_while(|b| b.is_ascii_alphanumeric() || **b == b'.').count();
                }
                _ => at += 1,
            }
        }
    }

    /// Tells if a path stands for nothing.
    fn path(&mut self, path: &str, at: usize) {
        let plain = path.replace("?.", ".");
        let mut parts = plain.split('.');
        let root = parts.next().unwrap_or("");
        if KEYWORDS.contains(&root) {
            return;
        }
        let mut shape = match self.look_up(root) {
            Known::Nothing => {
                let names = self.names();
                let near = nearest(root, names.iter().map(String::as_str)).map(str::to_owned);
                self.tell(at, format!("there is nothing called `{root}`"), near);
                return;
            }
            Known::Unsure => return,
            Known::Value(shape) => shape,
        };
        let mut so_far = root.to_owned();
        for part in parts {
            let Some(map) = shape.as_map() else { return };
            match shape.get_from_path(part) {
                Some(next) => shape = next.clone(),
                None => {
                    let names: Vec<String> = map.keys().map(ToString::to_string).collect();
                    let near =
                        |name: &str| nearest(name, names.iter().map(String::as_str)).map(|n| format!("{so_far}.{n}"));
                    // Lists have names in the plural: `phne` may well be `phones`.
                    let near = near(part).or_else(|| near(&format!("{part}s")));
                    self.tell(at, format!("`{so_far}` has no `{part}`"), near);
                    return;
                }
            }
            so_far = format!("{so_far}.{part}");
        }
    }

    fn shape_of_path(&self, text: &str) -> Shape {
        let plain = text.replace("?.", ".");
        if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.') {
            return None;
        }
        let mut parts = plain.split('.');
        let Known::Value(mut shape) = self.look_up(parts.next()?) else { return None };
        for part in parts {
            shape = shape.get_from_path(part)?.clone();
        }
        Some(shape)
    }

    fn look_up(&self, name: &str) -> Known {
        for scope in self.scopes.iter().rev() {
            if let Some((_, shape)) = scope.iter().rev().find(|(n, _)| n == name) {
                return shape.clone().map_or(Known::Unsure, Known::Value);
            }
        }
        let mut values = self.contexts.iter().filter_map(|c| c.get(name));
        match values.next() {
            // Of several samples the fullest is the shape: what is none in one may be filled in another.
            Some(first) => Known::Value(values.fold(first.clone(), fuller)),
            None => Known::Nothing,
        }
    }

    fn names(&self) -> Vec<String> {
        let known = [
            "site", "page", "t", "root", "home", "list", "terms", "record", "exchange", "find", "text", "print",
            "my_list", "redirect",
        ];
        let there = known.iter().filter(|n| self.contexts.iter().any(|c| c.contains_key(n)));
        there.map(|n| (*n).to_owned()).chain(self.scopes.iter().flatten().map(|(n, _)| n.clone())).collect()
    }

    fn tell(&mut self, at: usize, message: String, near: Option<String>) {
        let text = &self.template.text;
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let line = 1 + text[..start].matches('\n').count();
        let column = 1 + text[start..at].chars().count();
        let words = text[start..].lines().next().unwrap_or("").to_owned();
        let place = At::Template { path: self.template.path.clone(), line, column, text: words };
        let (message, help) = match near {
            Some(near) => (format!("{message}; did you mean `{near}`?"), format!("write `{near}`")),
            None => (message, "the manual's page on themes lists all names".to_owned()),
        };
        self.found.push(Diagnostic { at: Some(place), ..Diagnostic::new(&THEME_VARIABLE, message).help(help) });
    }
}

/// What is known of a name.
enum Known {
    Value(Value),
    /// It is there, but what it holds is not known.
    Unsure,
    Nothing,
}

/// Of two samples of one view the one that has more in it; within them, field by field.
fn fuller(a: Value, b: &Value) -> Value {
    match (a.is_none(), a.as_array().map(<[Value]>::is_empty)) {
        (true, _) | (_, Some(true)) => b.clone(),
        _ => a,
    }
}

/// Where a path ends that begins at `start`.
fn path_end(bytes: &[u8], start: usize) -> usize {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let mut at = start;
    loop {
        at += match bytes.get(at..) {
            Some([b, ..]) if is_word(b) => 1,
            Some([b'.', b, ..]) if is_word(b) => 1,
            Some([b'?', b'.', b, ..]) if is_word(b) => 2,
            _ => return at,
        };
    }
}
