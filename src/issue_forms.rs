//! Issue forms: what a neighbour with an account at the git host fills in to tell of something that is missing
//! or has changed. They come from the catalogue of kinds, as everything does that asks for fields.

mod ask;
mod body;
mod github;
mod gitlab;

pub use ask::{Answer, Ask, Form, form, forms};
pub use body::{ABOUT, Answers, CHANGE, MORE, NO_ANSWER, SORT, body, letter};
use camino::Utf8PathBuf;

use crate::config::Config;
use crate::repository::{Forge, Repository};

/// The files of the forms, by their paths from the top of the repository.
pub fn files(repository: &Repository, config: &Config) -> Vec<(Utf8PathBuf, String)> {
    let forms = forms(config);
    let one =
        |form: &Form| (Utf8PathBuf::from(path(repository.forge, &form.name)), text(repository.forge, form, config));
    let mut files: Vec<(Utf8PathBuf, String)> = forms.iter().map(one).collect();
    if repository.forge == Forge::Github || repository.forge == Forge::Forgejo {
        let path = path(repository.forge, "config");
        files.extend(github::chooser(config).map(|text| (path.into(), text)));
    }
    files
}

/// The path of a form, from the top of the repository.
pub fn path(forge: Forge, name: &str) -> String {
    match forge {
        Forge::Github => format!(".github/ISSUE_TEMPLATE/{name}.yml"),
        Forge::Forgejo => format!(".forgejo/issue_template/{name}.yml"),
        Forge::Gitlab => format!(".gitlab/issue_templates/{name}.md"),
    }
}

/// The lines by which the forms help to answer, wherever they stand.
pub fn hints(config: &Config) -> impl Iterator<Item = String> {
    let lines = |form: &Form| gitlab::template(form, config).lines().map(str::to_owned).collect::<Vec<_>>();
    let all = forms(config).iter().flat_map(lines).collect::<Vec<_>>();
    all.into_iter().filter(|line| line.starts_with("<!--"))
}

/// The sorts of records that there are, as a letter lists them.
pub fn sorts(config: &Config) -> String {
    let labels: Vec<String> = forms(config).into_iter().map(|form| form.label.to_lowercase()).collect();
    format!("({})", labels.join(", "))
}

/// What a question is called where a form is filled in by an address: other names mean something there already.
pub fn id(field: &str) -> String {
    format!("r-{field}")
}

/// The text of a form's file.
fn text(forge: Forge, form: &Form, config: &Config) -> String {
    match forge {
        Forge::Github => github::form(form, config, "description"),
        Forge::Forgejo => github::form(form, config, "about"),
        Forge::Gitlab => gitlab::template(form, config),
    }
}
