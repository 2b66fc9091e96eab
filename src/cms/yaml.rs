//! YAML as we write it: maps, lists, and every text in double quotes as JSON writes it, which YAML reads alike.

use crate::yaml_text::quoted;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Yaml {
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// Values in their order.
    List(Vec<Yaml>),
    /// Values by name, in their order.
    Map(Vec<(&'static str, Yaml)>),
}

impl Yaml {
    /// The lines of a map or a list, `depth` steps from the margin.
    fn write(&self, depth: usize, out: &mut String) {
        let margin = "  ".repeat(depth);
        match self {
            Yaml::Map(entries) => {
                for (i, (name, value)) in entries.iter().enumerate() {
                    // The first name of an item of a list stands behind its hyphen.
                    let margin = if i == 0 && out.ends_with("- ") { "" } else { margin.as_str() };
                    out.push_str(&format!("{margin}{name}:"));
                    value.write_behind(depth, out);
                }
            }
            Yaml::List(values) => {
                for value in values {
                    out.push_str(&format!("{margin}-"));
                    match value {
                        Yaml::Map(entries) if !entries.is_empty() => {
                            out.push(' ');
                            value.write(depth + 1, out);
                        }
                        _ => value.write_behind(depth, out),
                    }
                }
            }
            plain => out.push_str(&format!("{margin}{}\n", plain.in_line())),
        }
    }

    /// The value behind a colon or a hyphen.
    fn write_behind(&self, depth: usize, out: &mut String) {
        let goes_on = match self {
            Yaml::Map(entries) => !entries.is_empty(),
            Yaml::List(values) => !values.is_empty(),
            _ => false,
        };
        if goes_on {
            out.push('\n');
            self.write(depth + 1, out);
        } else {
            out.push_str(&format!(" {}\n", self.in_line()));
        }
    }

    fn in_line(&self) -> String {
        match self {
            Yaml::Text(text) => quoted(text),
            Yaml::Number(number) => number.to_string(),
            Yaml::YesNo(yes) => yes.to_string(),
            Yaml::List(_) => "[]".to_owned(),
            Yaml::Map(_) => "{}".to_owned(),
        }
    }
}

impl std::fmt::Display for Yaml {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = String::new();
        self.write(0, &mut out);
        f.write_str(&out)
    }
}

impl From<&str> for Yaml {
    fn from(text: &str) -> Self {
        Yaml::Text(text.to_owned())
    }
}

impl From<String> for Yaml {
    fn from(text: String) -> Self {
        Yaml::Text(text)
    }
}

impl From<bool> for Yaml {
    fn from(yes: bool) -> Self {
        Yaml::YesNo(yes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn maps_and_lists_lie_within_each_other() {
        let inner = Yaml::Map(vec![("label", "One: two # three".into()), ("value", Yaml::Number(1))]);
        let all = Yaml::Map(vec![
            ("name", "x".into()),
            ("options", Yaml::List(vec![inner.clone(), inner])),
            ("words", Yaml::List(vec!["a".into(), "b".into()])),
            ("none", Yaml::List(Vec::new())),
            ("last", true.into()),
        ]);
        assert_eq!(
            all.to_string(),
            "name: \"x\"\noptions:\n  - label: \"One: two # three\"\n    value: 1\n  - label: \"One: two # three\"\n    \
             value: 1\nwords:\n  - \"a\"\n  - \"b\"\nnone: []\nlast: true\n"
        );
    }

    proptest! {
        #[test]
        fn every_text_stands_on_one_line_and_reads_back_as_json(text in any::<String>()) {
            let written = quoted(&text);
            prop_assert!(!written.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')), "{written:?}");
            prop_assert_eq!(serde_json::from_str::<String>(&written).ok(), Some(text));
        }
    }
}
