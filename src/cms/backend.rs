//! Where the site's files are kept, and how the editor signs in there.

use super::yaml::Yaml;
use crate::repository::{Forge, Repository};

/// What stands in place of a repository that nobody named.
const PLACEHOLDER: &str = "OWNER/REPOSITORY";

/// Whether it is still to be written in which repository the files are.
pub fn is_unnamed(settings: &str) -> bool {
    settings.contains(&format!("\"{PLACEHOLDER}\""))
}

/// The lines on the repository, with a word on what is still to be written.
pub fn lines(repository: Option<&Repository>) -> String {
    let (notes, entries) = match repository {
        None => (UNKNOWN, vec![("name", "github".into()), ("repo", PLACEHOLDER.into()), ("branch", "main".into())]),
        Some(repository) => known(repository),
    };
    let mut entries = entries;
    // Without a helper of its own a site can let people in by a token alone.
    entries.push(("auth_methods", Yaml::List(vec!["token".into()])));
    format!("{notes}{}", Yaml::Map(vec![("backend", Yaml::Map(entries))]))
}

const UNKNOWN: &str = "\
# Write your own repository in place of OWNER/REPOSITORY: github.com/our-town/directory is \"our-town/directory\".
# For GitLab and for Codeberg write other names, as the page on editing in a form of the manual says.
";

const GITHUB: &str = "\
# People sign in with an access token. If you have set up an OAuth helper, write its address here as base_url: \"https://…\",
# and take the lines of auth_methods out.
";

const APP: &str = "\
# People sign in with an access token. If you have entered this page there as an application, write its id here as
# app_id: \"…\", and take the lines of auth_methods out.
";

fn known(repository: &Repository) -> (&'static str, Vec<(&'static str, Yaml)>) {
    let Repository { place, forge, branch, .. } = repository;
    let (server, path) = (&place.server, &place.path);
    let common =
        |name: &str| vec![("name", name.into()), ("repo", path.clone().into()), ("branch", branch.clone().into())];
    match forge {
        Forge::Github => {
            let mut entries = common("github");
            if server != "github.com" {
                entries.push(("api_root", format!("https://{server}/api/v3").into()));
            }
            (GITHUB, entries)
        }
        Forge::Gitlab => {
            let mut entries = common("gitlab");
            entries.push(("auth_type", "pkce".into()));
            if server != "gitlab.com" {
                entries.push(("base_url", format!("https://{server}").into()));
                entries.push(("api_root", format!("https://{server}/api/v4").into()));
            }
            (APP, entries)
        }
        Forge::Forgejo => {
            let mut entries = common("gitea");
            entries.push(("base_url", format!("https://{server}").into()));
            entries.push(("api_root", format!("https://{server}/api/v1").into()));
            (APP, entries)
        }
    }
}

/// The text with the lines on the repository as they stand in `earlier`, which somebody may have filled in by hand.
pub fn kept(text: &str, earlier: &str) -> String {
    let own = block(earlier).and_then(|range| earlier.get(range)).filter(|own| !is_unnamed(own));
    match (own, block(text)) {
        (Some(own), Some(range)) => {
            let (before, after) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
            format!("{before}{own}{after}")
        }
        _ => text.to_owned(),
    }
}

/// From the line after the heading of the file to the first name at the margin behind `backend:`.
fn block(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find("\n\n").map(|i| i + 2)?;
    let mut is_within = false;
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if is_within && line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(start..at);
        }
        is_within |= line.starts_with("backend:");
        at += line.len();
    }
    None
}
