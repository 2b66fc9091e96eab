//! What is the same on every page, set into the built-in templates before they are compiled: the theme's
//! words, and icons that are called by name. A page then costs only what differs on it. The pages come out
//! the same; lines stay where they are.

use crate::language::{Language, fill};

/// The beginning of an icon with a fixed name, and its end.
const ICON: (&str, &str) = ("<icon name=\"", "\" />");

/// `template` with each `{{ t.record.call }}`, each `{{ t.fresh.checked | fill(date=day) }}` and each
/// `{{ <icon name="star" /> }}` put in where that is sure. `icon` is what
/// the icon component writes, with `{name}` in it, unless the site has one of its own.
pub fn set(template: &str, language: &Language, icon: Option<&str>) -> String {
    let mut out = String::with_capacity(template.len() + 1024);
    let mut rest = template;
    while let Some(open) = rest.find("{{") {
        let Some(close) = rest[open..].find("}}").map(|i| open + i) else { break };
        let expression = &rest[open + 2..close];
        out.push_str(&rest[..open]);
        match constant(expression, language, icon) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&rest[open..close + 2]),
        }
        rest = &rest[close + 2..];
    }
    out.push_str(rest);
    out
}

/// What the icon component of the built-in templates writes, with `{name}` for its argument.
pub fn icon(components: &str) -> Option<String> {
    let body = components.split_once("{% component icon(name) -%}\n")?.1.split_once("\n{%- endcomponent")?.0;
    Some(body.replace("{{ name }}", "{name}"))
}

/// The text that stands for an expression on every page, if one does.
fn constant(expression: &str, language: &Language, icon: Option<&str>) -> Option<String> {
    // With a hyphen, `{{- … }}`, an expression takes away the space beside it.
    let expression = expression.strip_prefix(' ')?.strip_suffix(' ')?.trim();
    if let Some(name) = expression.strip_prefix(ICON.0).and_then(|e| e.strip_suffix(ICON.1)) {
        return icon.map(|shape| fill(shape, &[("name", name)]));
    }
    let (word, filled) = match expression.split_once(" | ") {
        Some((word, filter)) => (word, Some(filter.strip_prefix("fill(")?.strip_suffix(')')?)),
        None => (expression, None),
    };
    let text = language.find(word.strip_prefix("t.")?)?;
    let mut escaped = Vec::with_capacity(text.len());
    tera::escape_html(text, &mut escaped).ok()?;
    let escaped = String::from_utf8(escaped).ok()?;
    if !is_plain(&escaped) {
        return None;
    }
    let Some(arguments) = filled else { return Some(escaped) };
    let arguments: Vec<(&str, String)> = arguments.split(", ").map(argument).collect::<Option<_>>()?;
    let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, path)| (*name, path.as_str())).collect();
    Some(fill(&escaped, &arguments))
}

/// `date=day.long` as the name and the expression that shows it.
fn argument(argument: &str) -> Option<(&str, String)> {
    let (name, path) = argument.split_once('=')?;
    let is_path = path.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.');
    is_path.then(|| (name, format!("{{{{ {path} }}}}")))
}

/// Whether a text means nothing to the template language, wherever it stands.
fn is_plain(text: &str) -> bool {
    let holds_code = ["{{", "{%", "{#", "}}", "%}", "#}"].iter().any(|mark| text.contains(mark));
    !holds_code && text.trim() == text && !text.is_empty() && !text.ends_with('{')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_in(template: &str) -> String {
        let words =
            "[t]\ncall = \"Call & ask\"\nchecked = \"Checked {date} by {who}\"\nodd = \"{{ 1 }}\"\nspaced = \" a \"";
        let table: toml::Table = toml::from_str(&words.replace("[t]", "[r]")).expect("these words are TOML");
        set(template, &Language::new("en", &[&table]), Some("<i>{name}</i>"))
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
    fn whatever_is_not_sure_stays() {
        for template in [
            "{{ t.r.nothing }}",
            "{{- t.r.call -}}",
            "{{ t.r.odd }}",
            "{{ t.r.spaced }}",
            "{{ t.r.checked | fill(date=n | count(word=\"x\")) }}",
            "{{ t.r.call | upper }}",
            "{{ open",
        ] {
            assert_eq!(set_in(template), template);
        }
    }
}
