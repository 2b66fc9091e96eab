//! A repository on a git host: what an address of it says, and the addresses of its pages there.

use crate::safe_url::encode_path;

/// The program that a git host runs, by which its addresses look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forge {
    /// GitHub.
    Github,
    /// GitLab, on gitlab.com or a server of one's own.
    Gitlab,
    /// Forgejo or Gitea, as on Codeberg.
    Forgejo,
}

impl Forge {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Github, Self::Gitlab, Self::Forgejo];

    /// Its name, as it is written in `hereabouts.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Forgejo => "forgejo",
        }
    }

    /// What a server of this name runs, as far as the name says.
    pub fn of_server(server: &str) -> Option<Self> {
        let begins = |words: &[&str]| words.iter().any(|word| server.starts_with(&format!("{word}.")));
        match server {
            "github.com" => Some(Self::Github),
            "gitlab.com" => Some(Self::Gitlab),
            "codeberg.org" => Some(Self::Forgejo),
            _ if begins(&["gitlab"]) => Some(Self::Gitlab),
            _ if begins(&["forgejo", "gitea", "codeberg"]) => Some(Self::Forgejo),
            _ => None,
        }
    }
}

/// Where on the web a repository lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The server, in small letters: `github.com`. With its port, if it has one.
    pub server: String,
    /// The owner, the groups between if there are any, and the name: `our-town/directory`.
    pub path: String,
}

/// Why an address is none of a repository on the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlace {
    /// It leads to a folder of this computer.
    Folder,
    /// It cannot be read.
    Unreadable,
}

impl Place {
    /// The place that an address names, in any of the ways in which git takes them:
    /// `https://github.com/our-town/directory.git`, `git@github.com:our-town/directory.git`, `ssh://…`.
    /// What one signs in with is passed over.
    ///
    /// # Errors
    /// Why there is none.
    pub fn read(address: &str) -> Result<Self, NoPlace> {
        let address = address.trim();
        let scheme = address.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
        let (server, path) = match scheme.as_ref().map(|(scheme, rest)| (scheme.as_str(), *rest)) {
            Some(("file", _)) => return Err(NoPlace::Folder),
            Some(("https" | "http" | "ssh" | "git" | "git+ssh" | "git+https", rest)) => {
                let is_web = scheme.as_ref().is_some_and(|(scheme, _)| scheme.starts_with("http"));
                let (server, path) = rest.split_once('/').ok_or(NoPlace::Unreadable)?;
                let server = server.rsplit_once('@').map_or(server, |(_, server)| server);
                // The port of the web is part of its address there; that of SSH is not.
                (if is_web { server } else { server.split(':').next().unwrap_or(server) }, path)
            }
            Some(_) => return Err(NoPlace::Unreadable),
            None => short(address)?,
        };
        let server = match server.to_ascii_lowercase().as_str() {
            // The same hosts, for those behind a wall.
            "ssh.github.com" | "www.github.com" => "github.com".to_owned(),
            "altssh.gitlab.com" | "www.gitlab.com" => "gitlab.com".to_owned(),
            server => server.to_owned(),
        };
        let path = path.split(['?', '#']).next().unwrap_or("").trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let is_server = !server.is_empty() && server.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
        let is_name = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.chars().all(|c| c.is_alphanumeric() || "-_.~%+".contains(c))
        };
        let is_whole = path.split('/').count() >= 2 && path.split('/').all(is_name);
        if is_server && is_whole { Ok(Self { server, path: path.to_owned() }) } else { Err(NoPlace::Unreadable) }
    }

    /// Whoever owns it, the first part of its path.
    pub fn owner(&self) -> &str {
        self.path.split('/').next().unwrap_or("")
    }

    /// Its name, the last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or("")
    }

    /// Its page, without a slash at its end.
    pub fn url(&self) -> String {
        format!("https://{}/{}", self.server, self.path)
    }
}

/// The short form that git takes: `git@github.com:our-town/directory.git`.
fn short(address: &str) -> Result<(&str, &str), NoPlace> {
    let (server, path) = address.split_once(':').ok_or(NoPlace::Folder)?;
    // `C:\directory` and `./a:b` are folders.
    if server.len() == 1 || server.contains(['/', '\\']) || path.starts_with('\\') {
        return Err(NoPlace::Folder);
    }
    let server = server.rsplit_once('@').map_or(server, |(_, server)| server);
    Ok((server, path))
}

/// A repository on a git host, and where in it a site lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Where it is.
    pub place: Place,
    /// What runs there.
    pub forge: Forge,
    /// The branch from which the site is made.
    pub branch: String,
    /// The site's folder within it; empty for the whole of it.
    pub folder: String,
}

impl Repository {
    /// The page on which somebody with an account there edits a file of the site.
    pub fn edit_url(&self, path: &str) -> String {
        let edit = match self.forge {
            Forge::Github => "edit",
            Forge::Gitlab => "-/edit",
            Forge::Forgejo => "_edit",
        };
        format!("{}/{edit}/{}/{}", self.place.url(), encode_path(&self.branch), encode_path(&self.within(path)))
    }

    /// The page for a new issue.
    pub fn issue_url(&self) -> String {
        let new = if self.forge == Forge::Gitlab { "-/issues/new" } else { "issues/new" };
        format!("{}/{new}", self.place.url())
    }

    /// The page on which one chooses among the issue forms.
    pub fn forms_url(&self) -> String {
        match self.forge {
            Forge::Gitlab => self.issue_url(),
            Forge::Github | Forge::Forgejo => format!("{}/choose", self.issue_url()),
        }
    }

    /// The path of a file of the site within the repository.
    pub fn within(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_remote_names_the_same_place() {
        for address in [
            "https://github.com/our-town/directory",
            "https://github.com/our-town/directory.git",
            "HTTPS://GitHub.com/our-town/directory/",
            "https://somebody:ghp_secret@github.com/our-town/directory.git",
            "git@github.com:our-town/directory.git",
            "github.com:our-town/directory",
            "ssh://git@github.com/our-town/directory.git",
            "ssh://git@ssh.github.com:443/our-town/directory.git",
            "git://github.com/our-town/directory.git",
        ] {
            let place = Place::read(address).expect(address);
            assert_eq!((place.server.as_str(), place.path.as_str()), ("github.com", "our-town/directory"), "{address}");
            assert_eq!((place.owner(), place.name()), ("our-town", "directory"));
        }
    }

    #[test]
    fn groups_within_groups_and_ports_stay() {
        let place = Place::read("https://git.example:8443/town/north/directory.git").unwrap();
        assert_eq!(place.url(), "https://git.example:8443/town/north/directory");
        assert_eq!((place.owner(), place.name()), ("town", "directory"));
    }

    #[test]
    fn what_is_no_repository_on_the_web_is_told_apart() {
        for folder in
            ["/srv/git/directory.git", "../directory", "file:///srv/directory.git", "C:\\directory", "./a:b/c"]
        {
            assert_eq!(Place::read(folder), Err(NoPlace::Folder), "{folder}");
        }
        for odd in [
            "https://github.com/",
            "https://github.com/alone",
            "git@github.com:",
            "https://github.com/a/../b",
            "ext::sh -c x",
            "https://git hub.com/a/b",
            "ftp://x/a/b",
        ] {
            assert_eq!(Place::read(odd), Err(NoPlace::Unreadable), "{odd}");
        }
    }

    #[test]
    fn pages_of_each_host_have_their_own_addresses() {
        let of = |forge| Repository {
            place: Place { server: "git.example".into(), path: "town/directory".into() },
            forge,
            branch: "main".into(),
            folder: "site".into(),
        };
        let path = "content/groups/café.md";
        assert_eq!(
            of(Forge::Github).edit_url(path),
            "https://git.example/town/directory/edit/main/site/content/groups/caf%C3%A9.md"
        );
        assert_eq!(
            of(Forge::Gitlab).edit_url(path),
            "https://git.example/town/directory/-/edit/main/site/content/groups/caf%C3%A9.md"
        );
        assert_eq!(
            of(Forge::Forgejo).edit_url(path),
            "https://git.example/town/directory/_edit/main/site/content/groups/caf%C3%A9.md"
        );
        assert_eq!(of(Forge::Gitlab).forms_url(), "https://git.example/town/directory/-/issues/new");
    }
}
