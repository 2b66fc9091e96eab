//! Three pages of the manual come from the program itself: the fields, the rules, and what templates see.
//!
//! After a change to one of these, write the pages anew: `UPDATE=1 cargo test --test reference`.

#![expect(clippy::disallowed_methods, reason = "a test of the manual reads the manual")]

use std::fs;

use hereabouts::kinds::{FieldDef, Kinds};
use hereabouts::rules;

#[test]
fn the_manual_names_every_field() {
    holds("docs/fields.md", &fields());
}

#[test]
fn the_manual_explains_every_rule() {
    holds("docs/rules.md", &all_rules());
}

#[test]
fn the_manual_names_everything_that_a_template_sees() {
    holds(
        "docs/views.md",
        &views(concat!(
            include_str!("../src/view.rs"),
            include_str!("../src/view/coming.rs"),
            include_str!("../src/view/printed.rs")
        )),
    );
}

/// The page says what the program says, line by line; with `UPDATE` in the environment it is written.
fn holds(path: &str, expected: &str) {
    let file = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, expected).expect("the manual can be written");
        return;
    }
    let found = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    for (number, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{path}:{}: `UPDATE=1 cargo test --test reference` writes it anew", number + 1);
    }
    assert_eq!(found, expected, "{path}: `UPDATE=1 cargo test --test reference` writes it anew");
}

fn fields() -> String {
    let kinds = Kinds::built_in();
    let mut page = String::from(
        "# All fields\n\n\
         What one can write in a record, by kind. Only `title` is needed. The tests of the program write this page out of its \
         catalogue, so it is always as the program is; a site can [add fields of its own](configuration.md#fields-and-kinds-of-your-own).\n",
    );
    let is_common = |field: &&FieldDef| kinds.all.iter().all(|kind| kind.field(&field.name) == Some(*field));
    let common: Vec<&FieldDef> = kinds.all[0].fields.iter().map(|field| &**field).filter(is_common).collect();
    section("Every record", "Every record of every kind may have these.", &common, &mut page);
    for kind in &kinds.all {
        let own: Vec<&FieldDef> = kind.fields.iter().map(|field| &**field).filter(|field| !is_common(field)).collect();
        let mut about = format!("{}. In `content/{}/`.", kind.summary, kind.folder);
        if !kind.types.is_empty() {
            let names: Vec<String> = kind.types.iter().map(|a_type| a_type.name.clone()).collect();
            about.push_str(&format!(" Types: {}.", listed(&names)));
        }
        section(&kind.label, &about, &own, &mut page);
    }
    let of_pages: Vec<&FieldDef> = kinds.page.iter().map(|field| &**field).collect();
    section("Page", "Ordinary pages, in `content/pages/`: not records.", &of_pages, &mut page);
    page
}

fn section(heading: &str, about: &str, fields: &[&FieldDef], page: &mut String) {
    page.push_str(&format!("\n## {heading}\n\n{about}\n\n| field | what to write | example |\n|---|---|---|\n"));
    for field in fields {
        page.push_str(&row(field));
    }
}

fn row(field: &FieldDef) -> String {
    let mut name = format!("`{}`", field.name);
    if field.required {
        name.push_str(" (required)");
    }
    if field.many {
        name.push_str(" (one or many)");
    }
    let mut what = field.help.clone();
    if !field.choices.is_empty() {
        what.push_str(&format!(" One of: {}.", listed(&field.choices)));
    }
    if !field.types.is_empty() {
        what.push_str(&format!(" Only for: {}.", listed(&field.types)));
    }
    let example = format!("`{} = {}`", field.name, field.example);
    format!("| {name} | {} | {} |\n", cell(&what), cell(&example))
}

/// `a`, `b`, `c`
fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Words within a table.
fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}

fn all_rules() -> String {
    let mut page = String::from(
        "# All rules\n\n\
         What `check` looks for. `hereabouts explain RULE` prints the same words; [how to read a message](checking.md) says more, \
         and `[rules]` in `hereabouts.toml` makes a rule an error, a warning, or switches it off. The tests of the program write \
         this page out of the rules themselves.\n",
    );
    for rule in rules::ALL.iter() {
        page.push_str(&format!(
            "\n## {}\n\n*{}: {}*\n\n{}\n",
            rule.code,
            rule.severity.word(),
            rule.title,
            rule.explain
        ));
    }
    page
}

/// A table for each view, from the comments in `src/view.rs`, `src/view/coming.rs` and `src/view/printed.rs`.
fn views(source: &str) -> String {
    let mut page = String::from(
        "# What templates see\n\n\
         Every name that a template can write, by view. [Themes](themes.md) says which page gets which view. The tests of the \
         program write this page out of `src/view.rs`. An `url` is relative to the site's root: write it after `{{ root }}`.\n",
    );
    let mut about = String::new();
    for line in source.lines() {
        let line = line.trim();
        if let Some(words) = line.strip_prefix("/// ") {
            if !about.is_empty() {
                about.push(' ');
            }
            // A link of the code's documentation is only a name here.
            about.push_str(&words.replace("[`", "`").replace("`]", "`"));
        } else if let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")) {
            page.push_str(&format!("\n## {name}\n\n{about}\n\n| name | what it is | holds |\n|---|---|---|\n"));
            about.clear();
        } else if let Some((name, ty)) = line.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")) {
            page.push_str(&format!("| `{name}` | {} | {} |\n", cell(&about), holding(ty.trim_end_matches(','))));
            about.clear();
        } else if !line.starts_with("#[") {
            about.clear();
        }
    }
    page
}

/// A type, in words.
fn holding(ty: &str) -> String {
    let inner = |prefix: &str| ty.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    if let Some(ty) = inner("Option<") {
        return format!("{}, or none", holding(ty));
    }
    if let Some(ty) = inner("Vec<") {
        return format!("list of {}", holding(ty));
    }
    // Whether a view is made once for many pages makes no difference to a template.
    if let Some(ty) = inner("Made<") {
        return holding(ty);
    }
    match ty {
        "String" | "&'static str" => "text".to_owned(),
        "usize" | "u32" => "number".to_owned(),
        "bool" => "yes or no".to_owned(),
        "tera::Value" => "value".to_owned(),
        view => format!("[{view}](#{})", view.to_lowercase()),
    }
}
