//! Front matter in YAML, as other programs write it: the plain lines and lists that people have, and
//! nothing that needs guessing.

use crate::mistakes::colon::value_of;
use crate::mistakes::quoted;

/// The same file with front matter in TOML; nothing if it has no YAML; the line, from 1, that is too
/// intricate.
pub fn convert(text: &str) -> Result<Option<String>, usize> {
    let body_start = text.trim_start_matches('\u{feff}');
    let mut lines = body_start.lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return Ok(None);
    }
    let mut fields = Vec::new();
    let mut end = None;
    for (i, line) in body_start.lines().enumerate().skip(1) {
        if ["---", "...", "+++"].contains(&line.trim_end()) {
            end = Some(i);
            break;
        }
        fields.push((i + 1, line));
    }
    let Some(end) = end else { return Err(1) };
    let mut out = String::from("+++\n");
    let mut fields = fields.into_iter().peekable();
    while let Some((number, line)) = fields.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            out.push('\n');
            continue;
        }
        if trimmed.starts_with('#') {
            out.push_str(trimmed);
            out.push('\n');
            continue;
        }
        let (name, value) = trimmed.split_once(':').ok_or(number)?;
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        if line.starts_with([' ', '\t']) || !plain || name.is_empty() {
            return Err(number);
        }
        let name = if ["tags", "tag", "category"].contains(&name) { "categories" } else { name };
        let value = without_comment(value.trim());
        if !value.is_empty() {
            out.push_str(&format!("{name} = {}\n", scalar(value).ok_or(number)?));
            continue;
        }
        let mut items = Vec::new();
        while let Some((number, item)) = fields.peek().and_then(|(n, l)| Some((*n, l.trim_start().strip_prefix("- ")?)))
        {
            items.push(scalar(without_comment(item.trim())).ok_or(number)?);
            fields.next();
        }
        // A name without a value is a field that is not known.
        let line =
            if items.is_empty() { format!("# {name} =\n") } else { format!("{name} = [{}]\n", items.join(", ")) };
        out.push_str(&line);
    }
    out.push_str("+++\n");
    for line in body_start.lines().skip(end + 1) {
        out.push_str(line);
        out.push('\n');
    }
    Ok(Some(out))
}

/// One value in TOML; nothing for what only YAML has.
fn scalar(value: &str) -> Option<String> {
    if value.starts_with(['{', '&', '*', '!', '|', '>', '%', '@']) {
        return None;
    }
    if let Some(inner) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        let items: Option<Vec<String>> =
            inner.split(',').map(str::trim).filter(|v| !v.is_empty()).map(scalar).collect();
        return Some(format!("[{}]", items?.join(", ")));
    }
    if let Some(inner) = value.strip_prefix('\'').and_then(|v| v.strip_suffix('\'')) {
        return Some(quoted(&inner.replace("''", "'")));
    }
    if value.starts_with('"') && value.ends_with('"') && value.len() > 1 {
        return Some(value.to_owned());
    }
    match value {
        "true" | "yes" | "True" | "Yes" => Some("true".to_owned()),
        "false" | "no" | "False" | "No" => Some("false".to_owned()),
        _ => Some(value_of(value)),
    }
}

fn without_comment(value: &str) -> &str {
    value.find(" #").map_or(value, |i| value[..i].trim_end())
}

#[cfg(test)]
mod tests {
    use super::convert;

    #[test]
    fn plain_yaml_becomes_toml() {
        let yaml = "---\ntitle: Repair Café\ncategories:\n  - repair\n  - \"company\"\nverified: 2026-03-03\nphone: 01632 960140 # the hall\ndraft: no\n---\n\nWe mend.\n";
        let toml = "+++\ntitle = \"Repair Café\"\ncategories = [\"repair\", \"company\"]\nverified = 2026-03-03\nphone = \"01632 960140\"\ndraft = false\n+++\n\nWe mend.\n";
        assert_eq!(convert(yaml), Ok(Some(toml.to_owned())));
        assert_eq!(convert(toml), Ok(None));
        assert_eq!(convert("---\ntitle: x\ncontact:\n  name: y\n---\n"), Err(4));
    }
}
