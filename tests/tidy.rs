//! What a reader of the source may rely on.
#![expect(clippy::disallowed_methods, reason = "these tests read the source")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use hereabouts::date::Date;
use hereabouts::diagnostic::report;
use hereabouts::kinds::Kinds;
use hereabouts::{build, files, rules, theme};

/// The modules, the lowest first. A module uses those of its own layer and of lower ones only.
const LAYERS: [&[&str]; 10] = [
    &[
        "date",
        "diagnostic",
        "digits",
        "git_config",
        "icalendar",
        "language",
        "number",
        "picture",
        "qr",
        "repository",
        "safe_url",
        "slug",
        "source",
        "span",
        "suggest",
        "words",
        "yaml_text",
        "collate",
    ],
    &["config", "fields", "front_matter", "kinds", "markdown", "mistakes", "thesaurus", "times", "toml_text"],
    &["amend", "cms", "import", "issue_forms", "publish", "record", "schema", "sheets", "starter"],
    &["directory", "filled", "intake", "numbering", "removal"],
    &["check"],
    &["plan"],
    &["cards", "events", "feed", "fix", "print", "render", "search", "summary", "theme", "view"],
    &["build"],
    &["files", "serve", "write"],
    &["cli", "command", "main", "rules", "shell"],
];

/// `lib` is no step of the way: it only names the modules.
const OUTSIDE: [&str; 1] = ["lib"];

/// Each file below `src/` with its text, by its path within it.
fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, within: &str, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
            let name = entry.file_name().into_string().expect("the names are plain");
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{within}{name}/"), found);
            } else if name.ends_with(".rs") {
                found
                    .insert(format!("{within}{name}"), fs::read_to_string(entry.path()).expect("the file can be read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    assert!(found.len() > 50, "the source was not found");
    found
}

/// The module of a file: `check/mod.rs` and `check/image_gps.rs` are both of `check`.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or("")
}

/// The part of a file that is the program, without its tests and its comments.
fn program(text: &str) -> String {
    let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    program.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that a text names as `crate::…`.
fn uses(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (i, mark) in text.match_indices("crate::") {
        let rest = &text[i + mark.len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or(""),
            None => rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or(""),
        };
        used.extend(
            names
                .split(',')
                .map(|n| n.trim().split("::").next().unwrap_or("").to_owned())
                .filter(|n| n.starts_with(|c: char| c.is_ascii_lowercase())),
        );
    }
    used
}

#[test]
fn each_module_looks_only_downward() {
    let layer = |module: &str| LAYERS.iter().position(|l| l.contains(&module));
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = module(&path);
        if OUTSIDE.contains(&own) {
            continue;
        }
        let Some(own_layer) = layer(own) else {
            wrong.push(format!("{path} stands in no layer"));
            continue;
        };
        for used in uses(&program(&text)).iter().filter(|u| !OUTSIDE.contains(&u.as_str())) {
            match layer(used) {
                None => wrong.push(format!("{path} uses {used}, which stands in no layer")),
                Some(theirs) if theirs > own_layer => {
                    wrong.push(format!("{path} (layer {own_layer}) uses {used} (layer {theirs})"))
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_module_of_the_library_stands_in_a_layer_and_each_in_the_table_is_there() {
    let there: BTreeSet<String> = sources().keys().map(|p| module(p).to_owned()).collect();
    let table: BTreeSet<String> = LAYERS.iter().copied().flatten().chain(&OUTSIDE).map(|m| (*m).to_owned()).collect();
    let missing: Vec<&String> = there.difference(&table).collect();
    assert!(missing.is_empty(), "in no layer: {missing:?}");
}

#[test]
fn each_file_says_what_it_is_and_can_be_read_in_one_go() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 600, "{path} has {lines} lines");
        assert!(
            text.starts_with("//! ") && (lines < 10 || text.lines().next().is_some_and(|l| l.len() > 20)),
            "{path} does not say what it is"
        );
    }
}

#[test]
fn nothing_is_left_to_be_done_and_nothing_is_taken_for_granted() {
    for (path, text) in sources() {
        for (number, line) in program(&text).lines().enumerate() {
            for word in [".unwrap()", "todo!(", "unimplemented!(", "dbg!(", "unreachable!(", "panic!("] {
                assert!(!line.contains(word) || path == "check/test_site.rs", "{path}:{}: {}", number + 1, line.trim());
            }
        }
        let notes = text.lines().filter_map(|l| l.split_once("//")).map(|(_, note)| note);
        for note in notes {
            assert!(
                !["TODO", "FIXME"].iter().any(|word| note.trim_start_matches(['/', '!', ' ']).starts_with(word)),
                "{path}: {note}"
            );
        }
    }
}

/// The text of every file below `tests/`, and of the tests within `src/`.
fn tests() -> String {
    let mut all = String::new();
    fn walk(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
            if entry.path().is_dir() {
                // What the packages of the browser tests say is not ours.
                if !entry.path().ends_with("node_modules") {
                    walk(&entry.path(), all);
                }
            } else if !entry.path().ends_with("tidy.rs") {
                all.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
            }
        }
    }
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut all);
    for text in sources().values() {
        all.push_str(text.split_once("#[cfg(test)]\nmod tests {").map_or("", |(_, tests)| tests));
    }
    all
}

#[test]
fn each_rule_has_a_test_and_says_what_to_do() {
    let tests = tests();
    let mut lacking = Vec::new();
    let own: BTreeSet<String> =
        sources().iter().filter(|(_, text)| text.contains("#[cfg(test)]")).map(|(path, _)| path.clone()).collect();
    for rule in rules::ALL.iter() {
        let file = rule.code.replace('-', "_");
        let in_its_file = own.contains(&format!("check/{file}.rs")) || own.contains(&format!("mistakes/{file}.rs"));
        if !in_its_file && !tests.contains(rule.code) {
            lacking.push(rule.code);
        }
        let ends_with_lines = rule.explain.lines().last().is_some_and(|l| l.starts_with("    "));
        let says = rule.explain.len() > 60
            && (ends_with_lines || rule.explain.ends_with(['.', '?', '!']))
            && !rule.title.ends_with('.');
        assert!(says, "{}: {}", rule.code, rule.explain);
    }
    assert!(lacking.is_empty(), "no test speaks of {lacking:?}");
}

#[test]
fn each_rule_stands_in_the_list_once() {
    let codes: BTreeSet<&str> = rules::ALL.iter().map(|r| r.code).collect();
    assert_eq!(codes.len(), rules::ALL.len());
    let written: BTreeSet<String> = sources()
        .values()
        .flat_map(|text| {
            text.match_indices("code: \"")
                .filter_map(|(i, m)| text[i + m.len()..].split('"').next())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let known: BTreeSet<String> = codes.iter().map(|c| (*c).to_owned()).collect();
    assert_eq!(written, known);
}

#[test]
fn each_field_that_a_template_may_see_says_what_it_is() {
    let sources = sources();
    let text =
        [sources["view.rs"].as_str(), sources["view/coming.rs"].as_str(), sources["view/printed.rs"].as_str()].concat();
    let lines: Vec<&str> = text.lines().collect();
    let mut fields = 0;
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| l.starts_with("    pub ") || l.starts_with("pub struct"))
    {
        let above = lines[..i].iter().rev().find(|l| !l.trim().starts_with("#["));
        assert!(above.is_some_and(|l| l.trim().starts_with("/// ")), "{line}");
        fields += 1;
    }
    assert!(fields > 150, "{fields}");
}

#[test]
fn the_sample_is_in_order_on_any_day() {
    let root = camino::Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    for today in [Date::constant(2026, 11, 21), Date::constant(2027, 12, 31), Date::constant(2040, 2, 29)] {
        let (files, diagnostics) = files::read(root);
        let built = build::build(build::Input {
            files,
            diagnostics,
            today,
            drafts: true,
            base_url: None,
            rules: &rules::ALL,
            earlier: Default::default(),
        })
        .unwrap_or_else(|_| panic!("the sample has a configuration"));
        let told: Vec<String> = built.diagnostics.iter().map(|d| report::short(d, &built.files)).collect();
        // Terms are written down for some years ahead, and some things end.
        let comes = |told: &&String| ["[calendar-missing]", "[times-past]"].iter().any(|rule| told.contains(rule));
        let told: Vec<&String> = told.iter().filter(|told| today.year() < 2030 || !comes(told)).collect();
        assert_eq!(told, [""; 0], "{today}");
        assert!(built.directory.records.len() > 80, "the sample was not found");
    }
}

/// The names of all English words: `nav.find`.
fn english() -> BTreeSet<String> {
    fn flatten(prefix: &str, table: &toml::Table, names: &mut BTreeSet<String>) {
        for (name, value) in table {
            let name = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            match value {
                toml::Value::Table(inner) => flatten(&name, inner, names),
                _ => drop(names.insert(name)),
            }
        }
    }
    let files = theme::built_in();
    let text = files
        .iter()
        .find(|(path, _)| path.as_str() == "i18n/en.toml")
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .expect("there is English");
    let mut names = BTreeSet::new();
    flatten("", &toml::from_str(&text).expect("it is TOML"), &mut names);
    names
}

#[test]
fn there_are_english_words_for_everything_that_the_program_says_on_pages() {
    let english = english();
    let mut lacking = BTreeSet::new();
    for (path, text) in sources().iter().filter(|(path, _)| *path != "language.rs") {
        let text = program(text);
        for call in [
            "language.text(\"",
            "language.filled(\"",
            "language.find(\"",
            "language.text(&format!(\"",
            "language.filled(&format!(\"",
        ] {
            for name in text.match_indices(call).filter_map(|(i, m)| text[i + m.len()..].split('"').next()) {
                // Of a name that is put together, the part that is written must be there.
                let there = match name.split_once('{') {
                    Some((start, _)) => english.iter().any(|n| n.starts_with(start)),
                    None => english.contains(name),
                };
                if !there {
                    lacking.insert(format!("{path}: {name}"));
                }
            }
        }
        for name in text.match_indices("language.count(").filter_map(|(i, _)| text[i..].split('"').nth(1)) {
            if !english.contains(&format!("plural.{name}.other")) {
                lacking.insert(format!("{path}: plural.{name}"));
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn there_are_english_words_for_every_value_that_a_page_may_show() {
    let english = english();
    let kinds = Kinds::built_in();
    let mut lacking = Vec::new();
    let mut want = |name: String| {
        if !english.contains(&name) {
            lacking.push(name);
        }
    };
    let choices = |field: &str| kinds.all[0].field(field).map(|f| f.choices.clone()).unwrap_or_default();
    let plain = |word: &String| word.replace('-', "_");
    choices("status").iter().filter(|s| *s != "active").for_each(|s| want(format!("view.status_sentence.{s}")));
    choices("status").iter().for_each(|s| want(format!("view.status.{s}")));
    choices("verified_how").iter().for_each(|h| want(format!("view.how.{}", plain(h))));
    choices("access").iter().for_each(|a| {
        ["yes", "no", "unknown"].iter().for_each(|form| want(format!("view.access.{}.{form}", plain(a))))
    });
    (1..=12).for_each(|m| want(format!("view.month_long.m{m}")));
    (1..=12).for_each(|m| want(format!("view.month_short.m{m}")));
    for field in kinds.all.iter().flat_map(|k| &k.fields) {
        if field.ty == hereabouts::kinds::FieldType::Choice && field.shown == hereabouts::kinds::Shown::Facts {
            field.choices.iter().for_each(|c| want(format!("view.{}.{}", field.name, plain(c))));
        }
        if field.ty == hereabouts::kinds::FieldType::Link && field.name != "successor" {
            want(format!("view.link.{}", field.name));
            want(format!("view.link.{}_back", field.name));
        }
    }
    lacking.sort();
    lacking.dedup();
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn there_are_english_words_for_everything_that_the_templates_say() {
    let english = english();
    let mut lacking = BTreeSet::new();
    for (path, bytes) in theme::built_in().into_iter().filter(|(path, _)| path.starts_with("templates")) {
        let text = String::from_utf8_lossy(bytes);
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        for (i, _) in text.match_indices("t.").filter(|(i, _)| !text[..*i].ends_with(is_word)) {
            let name = text[i + 2..].split(|c| !is_word(c)).next().unwrap_or("").trim_end_matches('.');
            // A table, of which the template takes what it needs.
            let table = || english.iter().any(|word| word.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')));
            if !english.contains(name) && !table() {
                lacking.insert(format!("{path}: {name}"));
            }
        }
        for name in text.match_indices("count(word=\"").filter_map(|(i, m)| text[i + m.len()..].split('"').next()) {
            if !english.contains(&format!("plural.{name}.other")) {
                lacking.insert(format!("{path}: plural.{name}"));
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn each_kind_and_type_has_its_names_and_its_icon() {
    let files = theme::built_in();
    let icons = files
        .iter()
        .find(|(path, _)| path.as_str() == "icons.toml")
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .expect("there are icons");
    let icons: toml::Table = toml::from_str(&icons).expect("it is TOML");
    let style = files
        .iter()
        .find(|(path, _)| path.as_str() == "static/style.css")
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .expect("there is a style");
    for kind in Kinds::built_in().all {
        let types = kind.types.iter().map(|t| (&t.label, &t.plural, &t.icon, &t.colour));
        for (label, plural, icon, colour) in types.chain([(&kind.label, &kind.plural, &kind.icon, &kind.colour)]) {
            assert!(!label.is_empty() && !plural.is_empty() && icons.contains_key(icon), "{label}: {icon}");
            assert!(style.contains(&format!(".k-{colour}")), "{label}: {colour}");
        }
        for field in kind.fields.iter().filter(|f| !f.icon.is_empty()) {
            assert!(icons.contains_key(&field.icon), "{}: {}", field.name, field.icon);
        }
    }
}
