//! What is the same on every page, set into the built-in templates before they are compiled: the theme's
//! words, icons that are called by their name, and what one of these templates includes of another. A page
//! then costs only what differs on it, and comes out the same.

use crate::language::{Language, fill};

/// The beginning of an icon with a fixed name, and its end.
const ICON: (&str, &str) = ("<icon name=\"", "\" />");
/// The beginning of an include, and its end.
const INCLUDE: (&str, &str) = ("{% include \"", "\" %}");
/// How components ask for the words, as their last argument.
const WORDS: &str = ", @t)";
/// Stands for the beginning of an expression until all braces of the text are written otherwise.
const OPEN: char = '\u{0}';

/// What is known before any page is rendered.
pub struct Constants<'a> {
    /// The theme's words.
    pub language: &'a Language,
    /// What the icon component writes, with `{name}` in it, unless the site has one of its own.
    pub icon: Option<String>,
    /// The text of the template that a name stands for, if it is a built-in one.
    pub built_in: &'a dyn Fn(&str) -> Option<&'a str>,
}

impl Constants<'_> {
    /// `template` with each `{{ t.record.call }}`, each `{{ t.fresh.checked | fill(date=day) }}`, each
    /// `{{ <icon name="star" /> }}` and each `{% include "facts.html" %}` put in where that is sure.
    pub fn set(&self, template: &str) -> String {
        let mut out = String::with_capacity(template.len() + 1024);
        let mut rest = template;
        while let Some(open) = rest.find(['{']) {
            let end = match &rest[open..] {
                code if code.starts_with("{{") => "}}",
                code if code.starts_with(INCLUDE.0) => INCLUDE.1,
                _ => {
                    out.push_str(&rest[..=open]);
                    rest = &rest[open + 1..];
                    continue;
                }
            };
            let Some(close) = rest[open..].find(end).map(|i| open + i) else { break };
            out.push_str(&rest[..open]);
            let code = &rest[open..close + end.len()];
            match self.constant(code) {
                Some(text) => out.push_str(&text),
                None => out.push_str(code),
            }
            rest = &rest[close + end.len()..];
        }
        out.push_str(rest);
        // Components that asked for the words have no more use for them, unless a template of the site's own that
        // they include may have.
        let needs_words = out.contains(" t.") || out.contains(INCLUDE.0);
        if needs_words { out } else { out.replace(WORDS, ")") }
    }

    /// What stands for a piece of code on every page, if anything does.
    fn constant(&self, code: &str) -> Option<String> {
        if let Some(name) = code.strip_prefix(INCLUDE.0).and_then(|c| c.strip_suffix(INCLUDE.1)) {
            return (self.built_in)(name).map(|template| self.set(template));
        }
        // With a hyphen, `{{- … }}`, an expression takes away the space beside it.
        let expression = code.strip_prefix("{{ ")?.strip_suffix(" }}")?.trim();
        if let Some(name) = expression.strip_prefix(ICON.0).and_then(|e| e.strip_suffix(ICON.1)) {
            return self.icon.as_ref().map(|shape| fill(shape, &[("name", name)]));
        }
        let (word, filled) = match expression.split_once(" | ") {
            Some((word, filter)) => (word, filter.strip_prefix("fill(")?.strip_suffix(')')?),
            None => (expression, ""),
        };
        let text = plain(self.language.find(word.strip_prefix("t.")?)?)?;
        if filled.is_empty() {
            return Some(without_code(&text));
        }
        let arguments: Vec<(&str, String)> = filled.split(", ").map(argument).collect::<Option<_>>()?;
        let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, path)| (*name, path.as_str())).collect();
        Some(without_code(&fill(&text, &arguments)).replace(OPEN, "{{ "))
    }
}

/// What the icon component of the built-in templates writes, with `{name}` for its argument.
pub fn icon(components: &str) -> Option<String> {
    let body = components.split_once("{% component icon(name) -%}\n")?.1.split_once("\n{%- endcomponent")?.0;
    Some(body.replace("{{ name }}", "{name}"))
}

/// `date=day.long` as the name and the expression that shows it.
fn argument(argument: &str) -> Option<(&str, String)> {
    let (name, path) = argument.split_once('=')?;
    let is_path = path.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.');
    is_path.then(|| (name, format!("{OPEN}{path} }}}}")))
}

/// A text in which no brace begins code, whatever comes after it.
fn without_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.peek().copied() {
            None | Some('{' | '%' | '#' | OPEN) if c == '{' => out.push_str("&#123;"),
            _ => out.push(c),
        }
    }
    out
}

/// A text as it stands in HTML, with no space at its ends that the template language might take away.
fn plain(text: &str) -> Option<String> {
    let mut escaped = Vec::with_capacity(text.len());
    tera::escape_html(text, &mut escaped).ok()?;
    let escaped = String::from_utf8(escaped).ok()?;
    (!text.is_empty() && escaped.trim() == escaped && !escaped.contains(OPEN)).then_some(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_in(template: &str) -> String {
        let words =
            "[t]\ncall = \"Call & ask\"\nchecked = \"Checked {date} by {who}\"\nodd = \"{{ 1 }}\"\nspaced = \" a \"";
        let table: toml::Table = toml::from_str(&words.replace("[t]", "[r]")).expect("these words are TOML");
        let language = Language::new("en", &[&table]);
        let built_in = |name: &str| (name == "facts.html").then_some("<dl>{{ t.r.call }}</dl>");
        Constants { language: &language, icon: Some("<i>{name}</i>".into()), built_in: &built_in }.set(template)
    }

    #[test]
    fn words_stand_escaped_where_they_were_named() {
        assert_eq!(set_in("<b>{{ t.r.call }}</b>{{ page.title }}"), "<b>Call &amp; ask</b>{{ page.title }}");
    }

    #[test]
    fn blanks_in_words_become_expressions() {
        let filled = set_in("{{ t.r.checked | fill(date=day.long, who=by) }}");
        assert_eq!(filled, "Checked {{ day.long }} by {{ by }}");
    }

    #[test]
    fn icons_called_by_name_are_drawn() {
        assert_eq!(set_in("{{ <icon name=\"star\" /> }}{{ <icon name={x} /> }}"), "<i>star</i>{{ <icon name={x} /> }}");
    }

    #[test]
    fn braces_in_words_never_become_code() {
        assert_eq!(set_in("{{ t.r.odd }}"), "&#123;{ 1 }}");
    }

    #[test]
    fn components_that_need_no_words_any_more_do_not_ask_for_them() {
        assert_eq!(set_in("{% component a(b, @t) %}{{ t.r.call }}"), "{% component a(b) %}Call &amp; ask");
        let other = "{% component a(b, @t) %}{% if t.r.call %}";
        assert_eq!(set_in(other), other);
    }

    #[test]
    fn built_in_templates_stand_where_they_were_included_and_others_do_not() {
        assert_eq!(set_in("{ {% include \"facts.html\" %}"), "{ <dl>Call &amp; ask</dl>");
        assert_eq!(set_in("{% include \"own.html\" %}"), "{% include \"own.html\" %}");
    }

    #[test]
    fn whatever_is_not_sure_stays() {
        for template in [
            "{{ t.r.nothing }}",
            "{{- t.r.call -}}",
            "{{ t.r.spaced }}",
            "{{ t.r.checked | fill(date=n | count(word=\"x\")) }}",
            "{{ t.r.call | upper }}",
            "{{ open",
        ] {
            assert_eq!(set_in(template), template);
        }
    }
}
