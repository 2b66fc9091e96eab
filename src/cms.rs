//! Forms for records in a browser: what Sveltia CMS and Decap CMS need to know, out of the catalogue.

mod backend;
mod field;
mod shape;
mod yaml;

use std::collections::BTreeSet;
use std::sync::Arc;

use camino::Utf8PathBuf;

pub use backend::{is_unnamed, kept};

use crate::config::Config;
use crate::kinds::{FieldDef, Kind, Type};
use crate::repository::Repository;
use crate::source::Files;
use shape::Written;
use yaml::Yaml;

/// Where the page and its settings lie. What is in `static/` is copied to the site as it is.
pub const CONFIG: &str = "static/admin/config.yml";
/// The page itself.
pub const PAGE: &str = "static/admin/index.html";

/// The two files, and what there is to tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The settings.
    pub config: String,
    /// The page.
    pub page: String,
    /// Fields that are in no form, as a record writes them in a way that the editor would lose.
    pub left_out: Vec<LeftOut>,
}

/// A field that is not in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The name of the field.
    pub field: String,
    /// What the form is for: "Places".
    pub of: String,
    /// The first record that writes it so.
    pub path: Utf8PathBuf,
}

/// What one form is for.
struct Form<'a> {
    name: String,
    folder: String,
    label: &'a str,
    label_singular: &'a str,
    summary: &'a str,
    fields: Vec<&'a Arc<FieldDef>>,
    types: &'a [Type],
}

/// The page with its settings for a site, which is kept in a repository if one is known.
pub fn files(config: &Config, files: &Files, repository: Option<&Repository>) -> Made {
    let forms = forms(config);
    let folders: Vec<String> = forms.iter().map(|f| f.folder.clone()).collect();
    let within = |path: &str| match repository.map(|r| r.folder.trim_matches('/')) {
        Some(folder) if !folder.is_empty() => format!("{folder}/{path}"),
        _ => path.to_owned(),
    };
    let mut left_out = Vec::new();
    let mut collections = vec![pages_of_the_site(config, &within)];
    for form in &forms {
        let written = shape::below(files, &form.folder, &folders);
        collections.push(collection(form, &written, config, &within, &mut left_out));
    }
    let mut settings = vec![
        ("media_folder", within("content/pictures").into()),
        ("public_folder", "/pictures".into()),
        ("app_title", config.title.clone().into()),
        ("slug", Yaml::Map(vec![("encoding", "unicode".into()), ("clean_accents", true.into())])),
        ("editor", Yaml::Map(vec![("preview", false.into())])),
        ("output", Yaml::Map(vec![("omit_empty_optional_fields", true.into())])),
        ("collections", Yaml::List(collections)),
    ];
    if let Some(address) = &config.base_url {
        settings.insert(0, ("site_url", address.clone().into()));
    }
    Made { config: format!("{HEADING}{}{}", backend::lines(repository), Yaml::Map(settings)), page: page(), left_out }
}

const HEADING: &str = "\
# What Sveltia CMS, at admin/ on the site, needs to know to show a form for each record.
# Made by `hereabouts schema --cms` out of hereabouts.toml. Once fields, topics or areas have changed, run it again with
# --overwrite: it makes all of this file anew but the lines on the repository, which stay as you wrote them.

";

/// The name of the form for words that belong to no record.
const OWN: &str = "words";

/// The exact version of the editor, and the sum of its file: a browser runs no other.
const VERSION: &str = "0.221.1";
const SUM: &str = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6";

fn page() -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>Edit</title>\n\
         <link rel=\"cms-config-url\" type=\"application/yaml\" href=\"config.yml\">\n</head>\n<body>\n\
         <noscript>This page needs scripts.</noscript>\n\
         <script src=\"https://unpkg.com/@sveltia/cms@{VERSION}/dist/sveltia-cms.js\"\n  integrity=\"{SUM}\"\n  \
         crossorigin=\"anonymous\"></script>\n</body>\n</html>\n"
    )
}

/// A form for each kind, or for each type of a kind that readers browse by its types, and one for pages.
fn forms(config: &Config) -> Vec<Form<'_>> {
    let mut forms = Vec::new();
    for kind in &config.kinds.all {
        if kind.browse_by_type && !kind.types.is_empty() {
            forms.extend(kind.types.iter().map(|type_| of_type(kind, type_)));
        } else {
            forms.push(of_kind(kind));
        }
    }
    forms.push(Form {
        name: "pages".to_owned(),
        folder: "content/pages".to_owned(),
        label: "Pages",
        label_singular: "Page",
        summary: "Pages that are not records, such as the one about the directory",
        fields: config.kinds.page.iter().filter(|f| field::is_asked(f)).collect(),
        types: &[],
    });
    let mut taken = BTreeSet::from([OWN.to_owned()]);
    for form in &mut forms {
        while !taken.insert(form.name.clone()) {
            form.name.push_str("-more");
        }
    }
    forms
}

fn of_kind(kind: &Kind) -> Form<'_> {
    let has_types = !kind.types.is_empty();
    Form {
        name: kind.folder.clone(),
        folder: format!("content/{}", kind.folder),
        label: &kind.plural,
        label_singular: &kind.label,
        summary: &kind.summary,
        fields: kind.fields.iter().filter(|f| field::is_asked(f) && (has_types || f.name != "type")).collect(),
        types: &kind.types,
    }
}

fn of_type<'a>(kind: &'a Kind, type_: &'a Type) -> Form<'a> {
    let fits = |f: &FieldDef| f.types.is_empty() || f.types.contains(&type_.name);
    Form {
        name: format!("{}-{}", kind.folder, type_.folder),
        folder: format!("content/{}/{}", kind.folder, type_.folder),
        label: &type_.plural,
        label_singular: &type_.label,
        summary: &type_.summary,
        // The folder says what type it is.
        fields: kind.fields.iter().filter(|f| field::is_asked(f) && fits(f) && f.name != "type").collect(),
        types: &[],
    }
}

fn collection(
    form: &Form,
    written: &[Written],
    config: &Config,
    within: &dyn Fn(&str) -> String,
    left_out: &mut Vec<LeftOut>,
) -> Yaml {
    let mut fields = Vec::new();
    for def in &form.fields {
        match shape::lost(def, written) {
            Some(path) => {
                left_out.push(LeftOut { field: def.name.clone(), of: form.label.to_owned(), path: path.to_owned() })
            }
            None => fields.push(field::widget(def, shape::items(def, written), form.types, config)),
        }
    }
    if !form.fields.iter().any(|f| f.name == "body") {
        fields.push(body());
    }
    let is_deep = |w: &Written| w.path.parent().is_some_and(|folder| folder != form.folder.as_str());
    let mut entries = vec![
        ("name", form.name.clone().into()),
        ("label", form.label.into()),
        ("label_singular", form.label_singular.into()),
    ];
    if !form.summary.is_empty() {
        entries.push(("description", form.summary.into()));
    }
    entries.extend([
        ("folder", within(&form.folder).into()),
        ("create", true.into()),
        ("slug", "{{slug}}".into()),
        ("extension", "md".into()),
        ("format", "toml-frontmatter".into()),
        // A picture lies beside its record.
        ("media_folder", "".into()),
        ("public_folder", "".into()),
    ]);
    if written.iter().any(is_deep) {
        let nested = vec![("depth", Yaml::Number(10)), ("subfolders", false.into())];
        entries.push(("nested", Yaml::Map(nested)));
    }
    if form.name != "pages" {
        let is_there = |name: &&str| !left_out.iter().any(|l| l.of == form.label && l.field == **name);
        let sorts = ["title", "verified"].iter().filter(|name| is_there(name)).map(|name| (*name).into());
        entries.push(("sortable_fields", Yaml::List(sorts.collect())));
    }
    entries.push(("fields", Yaml::List(fields)));
    Yaml::Map(entries)
}

/// The fields of the words on the home page and above lists.
fn words(config: &Config) -> Vec<Yaml> {
    let asked = ["title", "summary"];
    let fields = config.kinds.page.iter().filter(|f| asked.contains(&f.name.as_str()));
    let fields = fields.map(|f| {
        let optional = FieldDef { required: false, ..(**f).clone() };
        field::widget(&optional, shape::Items::Words, &[], config)
    });
    fields.chain([body()]).collect()
}

fn body() -> Yaml {
    Yaml::Map(vec![
        ("name", "body".into()),
        ("label", "Text".into()),
        ("required", false.into()),
        ("widget", "markdown".into()),
    ])
}

/// The words on the home page and above each list.
fn pages_of_the_site(config: &Config, within: &dyn Fn(&str) -> String) -> Yaml {
    let file = |name: &str, label: &str, path: String| {
        Yaml::Map(vec![
            ("name", name.into()),
            ("label", label.into()),
            ("file", within(&path).into()),
            ("media_folder", "".into()),
            ("public_folder", "".into()),
            ("fields", Yaml::List(words(config))),
        ])
    };
    let lists = config.kinds.all.iter().map(|kind| {
        let path = format!("content/{}/index.md", kind.folder);
        file(&format!("above-{}", kind.folder), &format!("Above the list: {}", kind.plural), path)
    });
    let home = file("home", "On the home page", "content/index.md".to_owned());
    Yaml::Map(vec![
        ("name", OWN.into()),
        ("label", "Words on the site".into()),
        ("description", "The words on the home page and above each list".into()),
        ("format", "toml-frontmatter".into()),
        ("files", Yaml::List(std::iter::once(home).chain(lists).collect())),
    ])
}
