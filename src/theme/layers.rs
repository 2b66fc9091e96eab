//! The layers of a theme: what the site has of its own, its theme, and what is built in.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use include_dir::{Dir, include_dir};

use super::shrink::shrink;
use super::{THEME_BROKEN, THEME_MISSING, Template, unused};
use crate::config::Config;
use crate::diagnostic::{At, Diagnostic};
use crate::language::Language;
use crate::print::style::Styles;
use crate::source::Files;
use crate::suggest::nearest;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of the built-in theme, by their path within it.
pub fn built_in() -> BTreeMap<&'static Utf8Path, &'static [u8]> {
    fn walk<'a>(dir: &'a Dir<'a>, files: &mut BTreeMap<&'a Utf8Path, &'a [u8]>) {
        for file in dir.files() {
            #[expect(clippy::expect_used, reason = "the names in the built-in theme are ASCII")]
            let path = Utf8Path::from_path(file.path()).expect("the names in the built-in theme are ASCII");
            files.insert(path, file.contents());
        }
        dir.dirs().for_each(|d| walk(d, files));
    }
    let mut files = BTreeMap::new();
    walk(&BUILT_IN, &mut files);
    files
}

/// The three layers.
pub struct Layers<'a> {
    files: &'a Files,
    built_in: BTreeMap<&'static Utf8Path, &'static [u8]>,
    /// `themes/river`, if the site names a theme of its own.
    theme: Option<Utf8PathBuf>,
}

impl<'a> Layers<'a> {
    /// The layers of a site.
    pub fn new(files: &'a Files, config: &Config) -> Self {
        let theme = (config.theme.value != "default").then(|| Utf8Path::new("themes").join(&config.theme.value));
        Self { files, built_in: built_in(), theme }
    }

    /// Says so if the theme is not there.
    pub fn missing(&self, config: &Config) -> Vec<Diagnostic> {
        let Some(theme) = &self.theme else { return Vec::new() };
        if self.files.theme.keys().any(|path| path.starts_with(theme)) {
            return Vec::new();
        }
        let names: Vec<&str> = self
            .files
            .theme
            .keys()
            .filter_map(|p| p.strip_prefix("themes").ok()?.components().next().map(|c| c.as_str()))
            .collect();
        let near = nearest(&config.theme.value, names.into_iter().chain(["default"]));
        let message = format!("there is no folder `{theme}/`, so the built-in theme is used");
        let help = near.map_or_else(
            || "write `theme = \"default\"`, or make the folder".to_owned(),
            |n| format!("did you mean `theme = \"{n}\"`?"),
        );
        vec![Diagnostic::new(&THEME_MISSING, message).at(config.theme.span).help(help)]
    }

    /// The files of a folder of the theme (`templates`, `i18n` …), the built-in ones first, each with
    /// its layer and its name within the folder.
    fn folder<'s>(
        &'s self,
        folder: &'s str,
    ) -> impl Iterator<Item = (&'static str, &'s Utf8Path, Utf8PathBuf, &'s [u8])> + 's {
        let built_in = self.built_in.iter().filter_map(move |(path, bytes)| {
            let name = path.strip_prefix(folder).ok()?;
            Some(("default", name, Utf8Path::new("themes/default").join(path), *bytes))
        });
        let below = move |layer: &'static str, base: Utf8PathBuf| {
            self.files.theme.iter().filter_map(move |(path, bytes)| {
                let name = path.strip_prefix(&base).ok()?;
                Some((layer, name, path.clone(), &**bytes))
            })
        };
        let theme = self.theme.iter().flat_map(move |t| below("theme", t.join(folder)));
        built_in.chain(theme).chain(below("site", folder.into()))
    }

    /// All templates.
    pub fn templates(&self) -> Vec<Template> {
        let mut templates = Vec::new();
        for (layer, name, path, bytes) in self.folder("templates") {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let text = if layer == "default" { text } else { self.extends_what_is_below(layer, name.as_str(), text) };
            templates.push(Template { name: format!("{layer}/{name}"), path, text, is_own: layer != "default" });
        }
        templates
    }

    /// `{% extends "record.html" %}` in a layer's own `record.html` means the one of the layer below.
    fn extends_what_is_below(&self, layer: &str, name: &str, text: String) -> String {
        let in_theme =
            |n: &str| self.theme.as_ref().is_some_and(|t| self.files.theme.contains_key(&t.join("templates").join(n)));
        let below = if layer == "site" && in_theme(name) { "theme" } else { "default" };
        let itself = [format!("extends \"{name}\""), format!("extends '{name}'")];
        itself.iter().fold(text, |text, own| text.replacen(own.as_str(), &format!("extends \"{below}/{name}\""), 1))
    }

    /// The words in the site's language, English where it has none; and as one table for templates.
    pub fn language(&self, tag: &str, diagnostics: &mut Vec<Diagnostic>) -> (Language, toml::Table) {
        let main = tag.split(['-', '_']).next().unwrap_or("en");
        let wanted = ["en.toml".to_owned(), format!("{main}.toml"), format!("{tag}.toml")];
        let mut tables = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for file in wanted {
            if seen.contains(&file) {
                continue;
            }
            tables.extend(self.tables("i18n", &file, diagnostics));
            seen.push(file);
        }
        let language = Language::new(tag, &tables.iter().collect::<Vec<_>>());
        let mut all = toml::Table::new();
        tables.into_iter().for_each(|table| merge(&mut all, table));
        (language, all)
    }

    /// Words of the site's own that nothing uses.
    pub fn unused_words(&self, templates: &[Template]) -> Vec<Diagnostic> {
        let english = self.built_in.get(Utf8Path::new("i18n/en.toml")).map(|bytes| String::from_utf8_lossy(bytes));
        let english = english.and_then(|text| toml::from_str(&text).ok()).unwrap_or_default();
        let english = Language::new("en", &[&english]);
        let own = self.folder("i18n").filter(|(layer, ..)| *layer != "default");
        own.flat_map(|(_, _, path, bytes)| unused::words(&path, &String::from_utf8_lossy(bytes), &english, templates))
            .collect()
    }

    /// How print looks, layer by layer.
    pub fn print(&self, diagnostics: &mut Vec<Diagnostic>) -> Styles {
        let files = self.folder("print").filter(|(_, name, ..)| *name == "book.toml");
        let layers: Vec<(Utf8PathBuf, String)> =
            files.map(|(_, _, path, bytes)| (path, String::from_utf8_lossy(bytes).into_owned())).collect();
        Styles::read(&layers, diagnostics)
    }

    /// The fonts that the site or its theme brings, for print.
    pub fn fonts(&self) -> Vec<(Utf8PathBuf, Arc<[u8]>)> {
        let own = self.folder("fonts").filter(|(layer, name, ..)| {
            *layer != "default" && name.extension().is_some_and(|e| ["ttf", "otf"].contains(&e.to_lowercase().as_str()))
        });
        own.map(|(_, _, path, bytes)| (path, Arc::from(bytes))).collect()
    }

    /// The shapes of the icons.
    pub fn icons(&self, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
        let tables = self.tables("", "icons.toml", diagnostics);
        let pairs = tables.into_iter().flatten().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned())));
        pairs.collect()
    }

    fn tables(&self, folder: &str, file: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<toml::Table> {
        let mut tables = Vec::new();
        for (_, _, path, bytes) in self.folder(folder).filter(|(_, name, ..)| *name == file) {
            let text = String::from_utf8_lossy(bytes);
            match toml::from_str(&text) {
                Ok(table) => tables.push(table),
                Err(error) => diagnostics.push(unreadable(path, &text, &error)),
            }
        }
        tables
    }

    /// Files that no template has a part in: the theme's below `theme/`, the site's own at the root. They are copied
    /// unchanged, but for the two long scripts as they come with the program, which go out short.
    pub fn statics(&self) -> BTreeMap<Utf8PathBuf, Arc<[u8]>> {
        let mut statics = BTreeMap::new();
        for (layer, name, _, bytes) in self.folder("static") {
            let path = if layer == "site" { name.to_owned() } else { Utf8Path::new("theme").join(name) };
            let own = self.built_in.get(Utf8Path::new("static").join(name).as_path());
            let is_long = matches!(name.as_str(), "search.js" | "hereabouts.js") && own == Some(&bytes);
            let script = is_long.then(|| std::str::from_utf8(bytes).ok()).flatten();
            let bytes = script.map_or_else(|| Arc::from(bytes), |script| Arc::from(shrink(script).into_bytes()));
            statics.insert(path, bytes);
        }
        statics
    }
}

fn unreadable(path: Utf8PathBuf, text: &str, error: &toml::de::Error) -> Diagnostic {
    let start = error.span().map_or(0, |s| s.start).min(text.len());
    let before = text.get(..start).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(1, |l| l.chars().count() + 1);
    let words = text.lines().nth(line - 1).unwrap_or("").to_owned();
    let at = At::Template { path, line, column, text: words };
    Diagnostic {
        at: Some(at),
        ..Diagnostic::new(&THEME_BROKEN, "this line cannot be read").help("a word is written `name = \"words\"`")
    }
}

fn merge(into: &mut toml::Table, from: toml::Table) {
    for (name, value) in from {
        match (into.get_mut(&name), value) {
            (Some(toml::Value::Table(old)), toml::Value::Table(new)) => merge(old, new),
            (_, value) => {
                into.insert(name, value);
            }
        }
    }
}

/// Where a template lies, by its name with its layer.
pub fn path_of(name: &str) -> Utf8PathBuf {
    match name.split_once('/') {
        Some(("site", name)) => super::own_path(name),
        Some(("default", name)) => Utf8Path::new("themes/default/templates").join(name),
        _ => name.into(),
    }
}
