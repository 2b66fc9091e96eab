//! How the site looks: templates, static files, icons and words, in layers. What a site has of its own
//! stands before its theme, and that before what is built in.

mod constants;
mod in_the_way;
mod layers;
mod names;
mod sample;
mod shrink;
mod unused;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use memchr::memmem;
use tera::{ErrorKind, Kwargs, State, Tera, Value};

use crate::config::Config;
use crate::diagnostic::{At, Diagnostic, Rule, Severity};
use crate::language::{self, Language};
use crate::print::style::Styles;
use crate::source::Files;

use constants::Constants;
pub use in_the_way::{STATIC_IN_THE_WAY, STATIC_LEFT_OUT, beside};
pub use layers::built_in;
pub use unused::THEME_UNUSED;

/// A theme that is not there.
pub static THEME_MISSING: Rule = Rule {
    code: "theme-missing",
    severity: Severity::Error,
    title: "a theme that is not there",
    explain: "`theme = \"river\"` in `hereabouts.toml` stands for the folder `themes/river/` beside it. Without such a folder the \
built-in theme is used; it is called `default`.",
};

/// A template that cannot be used.
pub static THEME_BROKEN: Rule = Rule {
    code: "theme-broken",
    severity: Severity::Error,
    title: "a template that cannot be used",
    explain: "A file in `templates/`, or another file of the site's own theme, has a slip in it. The built-in theme is used \
instead until it is mended, so the site stays whole. Templates are written in Tera.",
};

/// A name in a template that stands for nothing.
pub static THEME_VARIABLE: Rule = Rule {
    code: "theme-variable",
    severity: Severity::Error,
    title: "a name in a template that stands for nothing",
    explain: "A template writes `{{ record.title }}` to show a record's name. Names that stand for nothing would show nothing, or \
stop the page, so they are told when the theme is read. The manual's page on themes lists all names.",
};

/// Everything that makes the site look as it does.
pub struct Theme {
    tera: Tera,
    /// The words, in the site's language.
    pub language: Language,
    /// The words as templates see them.
    pub words: Value,
    /// The drawing of each icon, as it stands at the beginning of a page.
    symbols: BTreeMap<String, String>,
    /// How print looks.
    pub styles: Styles,
    /// Fonts for print beside those that come with the program.
    pub fonts: Vec<(Utf8PathBuf, Arc<[u8]>)>,
    /// Files that are copied unchanged, by their path in the output.
    pub statics: BTreeMap<Utf8PathBuf, Arc<[u8]>>,
}

impl Theme {
    /// The theme that the configuration names, with what the site has of its own. Where something of
    /// the site's own is broken it is told, and the built-in theme stands in.
    pub fn load(files: &Files, config: &Config) -> (Self, Vec<Diagnostic>) {
        let layers = layers::Layers::new(files, config);
        let mut diagnostics = layers.missing(config);
        let (language, words) = layers.language(&config.language, &mut diagnostics);
        let icons = layers.icons(&mut diagnostics);
        let styles = layers.print(&mut diagnostics);
        let templates = layers.templates();
        let words_value = Value::from_serializable(&words);
        let own = templates.iter().any(|t| t.is_own);
        diagnostics.extend(unused::templates(&templates));
        diagnostics.extend(layers.unused_words(&templates));
        let tera = match parse(&templates, &language) {
            Ok(tera) => {
                let faults = if own { tried(&tera, &templates, &language, &words_value) } else { Vec::new() };
                let broken = !faults.is_empty();
                diagnostics.extend(faults);
                if broken { None } else { Some(tera) }
            }
            Err(error) => {
                diagnostics.push(diagnostic(&error, &templates));
                None
            }
        };
        #[expect(clippy::expect_used, reason = "the built-in theme is tested")]
        let tera = tera.unwrap_or_else(|| {
            let built_in: Vec<_> = templates.iter().filter(|t| !t.is_own).cloned().collect();
            parse(&built_in, &language).expect("the built-in theme is tested")
        });
        (
            Self {
                tera,
                language,
                words: words_value,
                symbols: symbols(icons),
                styles,
                fonts: layers.fonts(),
                statics: layers.statics(),
            },
            diagnostics,
        )
    }

    /// The page that `template` makes of `context`, in UTF-8.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut html = Vec::with_capacity(USUAL_PAGE);
        self.tera.render_to(template, context, &mut html).map_err(|e| Box::new(diagnostic(&e, &[])))?;
        self.put_in_icons(&mut html);
        Ok(html)
    }

    /// Puts the icons that a page uses at its beginning, each once.
    #[expect(clippy::indexing_slicing, reason = "`html` has the mark at `at`, and behind it room for the drawings")]
    fn put_in_icons(&self, html: &mut Vec<u8>) {
        const MARK: &[u8] = b"<!--icons-->";
        let Some(at) = memmem::find(html, MARK) else { return };
        let sprite = self.sprite(html);
        let (old, rest) = (html.len(), at + MARK.len());
        html.extend_from_slice(&sprite);
        html.copy_within(rest..old, at + sprite.len());
        html[at..at + sprite.len()].copy_from_slice(&sprite);
        html.truncate(old - MARK.len() + sprite.len());
    }

    /// The drawings of the icons that a page uses.
    fn sprite(&self, html: &[u8]) -> Vec<u8> {
        const USE: &[u8] = b"href=\"#i-";
        let mut used: Vec<&[u8]> = Vec::with_capacity(32);
        for i in memmem::find_iter(html, USE) {
            let (_, behind) = html.split_at(i + USE.len());
            let name = memchr::memchr(b'"', behind).and_then(|end| behind.get(..end)).unwrap_or(behind);
            if let Err(place) = used.binary_search(&name) {
                used.insert(place, name);
            }
        }
        let mut sprite = Vec::with_capacity(4096);
        for name in used {
            let Ok(name) = std::str::from_utf8(name) else { continue };
            if sprite.is_empty() {
                sprite.extend_from_slice(b"<svg hidden width=\"0\" height=\"0\" aria-hidden=\"true\">");
            }
            match (self.symbols.get(name), self.symbols.get("star")) {
                (Some(known), _) => sprite.extend_from_slice(known.as_bytes()),
                (None, Some(star)) => sprite.extend_from_slice(star.replace("i-star", &format!("i-{name}")).as_bytes()),
                (None, None) => {}
            }
        }
        if !sprite.is_empty() {
            sprite.extend_from_slice(b"</svg>");
        }
        sprite
    }
}

/// The drawing of each icon, for the beginning of a page.
fn symbols(icons: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let symbol = |(name, shape): (String, String)| {
        let symbol = format!("<symbol id=\"i-{name}\" viewBox=\"0 0 24 24\">{shape}</symbol>");
        (name, symbol)
    };
    icons.into_iter().map(symbol).collect()
}

/// So many bytes are kept ready for a page.
const USUAL_PAGE: usize = 24 << 10;

/// A template of one layer.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its name for other templates, with its layer: `default/record.html`.
    pub name: String,
    /// Where it lies, for messages.
    pub path: Utf8PathBuf,
    /// What stands in it.
    pub text: String,
    /// Whether it is the site's own or of a theme of the site's.
    pub is_own: bool,
}

/// Tries a site's own templates on a full sample site: first the names in them, then each page once.
fn tried(tera: &Tera, templates: &[Template], language: &Language, words: &Value) -> Vec<Diagnostic> {
    let pages = sample::pages(language, words);
    let unknown = names::check(templates, &pages);
    if !unknown.is_empty() {
        return unknown;
    }
    let mut faults: Vec<Diagnostic> = Vec::new();
    for page in &pages {
        if let Err(error) = tera.render(&format!("{}.html", page.template), &page.context) {
            let fault = diagnostic(&error, templates);
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    faults
}

/// What the names of the layers' templates begin with, the nearest first.
const LAYERS: [&str; 3] = ["site/", "theme/", "default/"];

/// The built-in template in which the components are.
const COMPONENTS: &str = "default/components.html";

fn parse(templates: &[Template], language: &Language) -> Result<Tera, tera::Error> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes(LAYERS)?;
    register(&mut tera, language);
    let has_own_icon = templates.iter().any(|t| t.is_own && t.text.contains("component icon("));
    let components = templates.iter().find(|t| t.name == COMPONENTS).filter(|_| !has_own_icon);
    let built_in = |name: &str| {
        let mut layers = LAYERS.iter().map(|layer| format!("{layer}{name}"));
        let nearest = layers.find_map(|name| templates.iter().find(|t| t.name == name))?;
        (!nearest.is_own).then_some(nearest.text.as_str())
    };
    let icon = components.and_then(|t| constants::icon(&t.text));
    let constants = Constants { language, icon, built_in: &built_in };
    let text = |t: &Template| if t.is_own { t.text.clone() } else { constants.set(&t.text) };
    tera.add_raw_templates(templates.iter().map(|t| (t.name.as_str(), text(t))))?;
    Ok(tera)
}

/// The two filters that templates have beside Tera's own.
fn register(tera: &mut Tera, language: &Language) {
    // {{ t.fresh.checked | fill(date = day.long) }}
    tera.register_filter("fill", |text: &str, values: Kwargs, _: &State| -> String {
        let values: Vec<(String, String)> =
            values.iter().map(|(name, value)| (name.to_string(), plain(value))).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        language::fill(text, &values)
    });
    // {{ list.count | count(word = "records") }}
    let counting = language.counting();
    tera.register_filter("count", move |n: i64, values: Kwargs, _: &State| -> tera::TeraResult<String> {
        let word: String = values.must_get("word")?;
        Ok(counting.count(usize::try_from(n).unwrap_or(0), &word))
    });
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What Tera says of a template, as a diagnostic in that template's file.
fn diagnostic(error: &tera::Error, templates: &[Template]) -> Diagnostic {
    let file = |name: &str| {
        let known = templates.iter().find(|t| t.name == name).map(|t| t.path.clone());
        known.unwrap_or_else(|| layers::path_of(name))
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let text = templates.iter().find(|t| t.name == report.filename()).map(|t| t.text.clone());
            let line = report.span().start_line.max(1);
            let text = text.and_then(|t| t.lines().nth(line - 1).map(str::to_owned)).unwrap_or_default();
            let at = At::Template { path: file(report.filename()), line, column: report.span().start_col + 1, text };
            let message = report.message().lines().next().unwrap_or("this template cannot be read").to_owned();
            let help = "mend this line; until then the built-in templates are used";
            Diagnostic { at: Some(at), ..Diagnostic::new(&THEME_BROKEN, lower(&message)).help(help) }
        }
        ErrorKind::MissingParent { current, parent } => {
            Diagnostic::new(&THEME_BROKEN, format!("it extends `{parent}`, which is not there")).at_path(file(current))
        }
        ErrorKind::CircularExtend { tpl, .. } => Diagnostic::new(&THEME_BROKEN, "it extends itself")
            .at_path(file(tpl))
            .help("write `{% extends \"default/…\" %}` to build on the built-in template"),
        ErrorKind::CircularInclude { tpl, .. } => {
            Diagnostic::new(&THEME_BROKEN, "it includes itself").at_path(file(tpl))
        }
        ErrorKind::Msg(report) => from_report(report, &file),
        other => Diagnostic::new(&THEME_BROKEN, lower(&other.to_string())),
    }
}

/// What Tera says of several templates that do not fit together comes as a drawing:
/// `error: Block … is not defined`, then ` --> site/record.html:3:10`, then the line and the marks below it.
fn from_report(report: &str, file: &dyn Fn(&str) -> Utf8PathBuf) -> Diagnostic {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or("").trim_start_matches("error: ");
    let diagnostic = Diagnostic::new(&THEME_BROKEN, lower(message));
    let place = lines.next().and_then(|l| l.trim().strip_prefix("--> ")?.rsplit_once(':'));
    let Some((name, line)) = place.and_then(|(place, _)| place.rsplit_once(':')) else { return diagnostic };
    let text = report.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(" | ")).unwrap_or("").to_owned();
    let column = place.and_then(|(_, column)| column.parse().ok()).unwrap_or(1);
    Diagnostic {
        at: Some(At::Template { path: file(name), line: line.parse().unwrap_or(1), column, text }),
        ..diagnostic
    }
}

fn lower(message: &str) -> String {
    let mut letters = message.trim_end_matches('.').chars();
    letters.next().map_or(String::new(), |c| c.to_lowercase().chain(letters).collect())
}

/// Where a template of the site's own lies, by its name without a layer.
pub fn own_path(name: &str) -> Utf8PathBuf {
    Utf8Path::new("templates").join(name)
}
