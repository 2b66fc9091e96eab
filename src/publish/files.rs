//! The files that a host needs: one, and for GitHub a second that runs by the clock.

use super::{Host, Made, Program, Site, address};
use crate::mistakes::quoted;
use crate::slug::slug;
use crate::yaml_text;

/// The files that the host of a site needs.
///
/// # Errors
/// What the host needs and this site cannot give, in a sentence.
pub fn files(site: &Site) -> Result<Vec<Made>, String> {
    let folder = site.repository.folder.as_str();
    let below = if folder.is_empty() { String::new() } else { format!("/{folder}") };
    let public = if folder.is_empty() { "public".to_owned() } else { format!("{folder}/public") };
    let option = if folder.is_empty() { String::new() } else { format!(" --site=\"{folder}\"") };
    if let Some(odd) = folder.chars().find(|c| "\"\\$`'{}:#".contains(*c) || c.is_control()) {
        return Err(format!(
            "The site lies in the folder `{folder}`, and a workflow cannot say `{odd}` in a name. Give the folder another name."
        ));
    }
    let place = address(site);
    let own = site.own_address.filter(|own| !address::is_example(own)).unwrap_or("");
    let name = if site.host == Host::Cloudflare { worker(site)? } else { String::new() };
    let words = [
        ("branch", yaml_text::quoted(&pattern(&site.repository.branch))),
        ("site", option),
        ("below", below),
        ("public", yaml_text::quoted(&public)),
        ("source", yaml_text::quoted(&format!("{public}/"))),
        ("index", format!("\"{public}/index.html\"")),
        ("folder", quoted(if folder.is_empty() { "." } else { folder })),
        ("runner", if site.repository.place.server == "codeberg.org" { "codeberg-small" } else { "docker" }.to_owned()),
        ("address", yaml_text::quoted(place.known().unwrap_or(own))),
        ("name", quoted(&name)),
    ];
    let (path, text) = match site.host {
        Host::Github => (".github/workflows/hereabouts.yml", include_str!("hosts/github.yml")),
        Host::Gitlab => (".gitlab-ci.yml", include_str!("hosts/gitlab.yml")),
        Host::Codeberg => (".forgejo/workflows/hereabouts.yml", include_str!("hosts/forgejo.yml")),
        Host::Netlify => ("netlify.toml", include_str!("hosts/netlify.toml")),
        Host::Cloudflare => ("wrangler.toml", include_str!("hosts/wrangler.toml")),
    };
    let (program, more) = program(site);
    let text = text.replace("{{program}}", filled(program, &more).trim_end_matches('\n'));
    let text = filled(&text, &words);
    let mut made = vec![(path.into(), text)];
    if site.host == Host::Github {
        made.push((
            ".github/workflows/hereabouts-nightly.yml".into(),
            include_str!("hosts/github-nightly.yml").to_owned(),
        ));
    }
    Ok(made)
}

/// The lines by which a host gets the program.
fn program(site: &Site) -> (&'static str, Vec<(&'static str, String)>) {
    match site.program {
        Program::File { url, sha256 } => {
            let text = match site.host {
                Host::Github => include_str!("hosts/github-program.yml"),
                Host::Gitlab => include_str!("hosts/gitlab-program.yml"),
                Host::Codeberg => include_str!("hosts/forgejo-program.yml"),
                Host::Netlify | Host::Cloudflare => include_str!("hosts/netlify-program.sh"),
            };
            (text, vec![("url", url.clone()), ("sha256", sha256.clone())])
        }
        Program::Source(version) => {
            let text = match site.host {
                Host::Github => include_str!("hosts/github-cargo.yml"),
                Host::Gitlab => include_str!("hosts/gitlab-cargo.yml"),
                Host::Codeberg => include_str!("hosts/forgejo-cargo.yml"),
                Host::Netlify => include_str!("hosts/netlify-cargo.sh"),
                Host::Cloudflare => include_str!("hosts/cloudflare-cargo.sh"),
            };
            (text, vec![("version", version.clone())])
        }
    }
}

/// The name of a branch where a pattern is expected: no sign in it means anything but itself.
fn pattern(branch: &str) -> String {
    let is_sign = |c: char| "*?+[]!\\".contains(c);
    branch.chars().flat_map(|c| is_sign(c).then_some('\\').into_iter().chain([c])).collect()
}

/// A text with words in the place of their names, in one pass: a word may look like a name.
fn filled(text: &str, words: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let known = after
            .split_once("}}")
            .and_then(|(name, after)| words.iter().find(|(known, _)| *known == name).map(|(_, word)| (word, after)));
        filled.push_str(before);
        rest = match known {
            Some((word, after)) => {
                filled.push_str(word);
                after
            }
            None => {
                filled.push_str("{{");
                after
            }
        };
    }
    filled + rest
}

/// The name of a site at Cloudflare, out of the repository's, or out of the title.
fn worker(site: &Site) -> Result<String, String> {
    let cut = |text: &str| {
        let name: String =
            slug(text).chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-').take(50).collect();
        name.trim_matches('-').to_owned()
    };
    let named = [cut(site.repository.place.name()), cut(site.title)].into_iter().find(|name| !name.is_empty());
    named.ok_or_else(|| {
        "Cloudflare needs a name of the letters a to z, and neither the repository nor the site has one. Rename the repository.".to_owned()
    })
}
