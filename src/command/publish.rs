//! `hereabouts publish`: write what a host needs, and say what to click there.

use camino::{Utf8Path, Utf8PathBuf};

use super::{Exit, no_site};
use crate::cli::{Common, Format, Publish};
use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::files::{self, git};
use crate::issue_forms;
use crate::publish::inspect::{Weight, inspect};
use crate::publish::{self, Host, Made, Program, Setting, Site};
use crate::repository::{Forge, NoPlace, Place, Repository};
use crate::shell::{self, Shell};
use crate::source::{Files, Source};
use crate::write::{self, sources};

/// Writes the files, or looks at a built site.
pub fn run(options: &Publish, common: &Common, shell: &Shell) -> Exit {
    let root = shell::site_folder(common.site.as_deref());
    let (files, _) = files::read(&root);
    let Some((id, source)) = files.find(config::FILE) else {
        return no_site(shell);
    };
    let (config, told) = config::read(source, id);
    let found = found(&root, options, &config);
    if let Some(asked) = options.domain.as_deref().filter(|asked| domain(asked).is_none()) {
        shell.note(&format!("`{asked}` is not a domain of your own. Write it as in: --domain directory.our-town.org"));
        return Exit::Usage;
    }
    if let Some(folder) = &options.check {
        let folder = folder.clone().unwrap_or_else(|| write::usual_output(&root));
        return look(&folder, options, found.ok().as_ref(), &config, shell);
    }
    if told.iter().any(|d| d.severity == crate::diagnostic::Severity::Error) {
        shell.report(&told, &files, Format::Text);
        shell.note("Nothing was written: hereabouts.toml is to be right first.");
        return Exit::Problems;
    }
    let found = match found {
        Ok(found) => found,
        Err(words) => {
            shell.note(&format!("{words}\nNothing was written."));
            return Exit::Problems;
        }
    };
    let Some(program) = program(options) else {
        shell.note("`--program` takes an address that begins with https:// and has no `?` or `&` in it, and `--sha256` the 64 digits that stand beside it in the release.");
        return Exit::Usage;
    };
    let own = options.domain.as_deref().and_then(domain);
    let site = Site {
        host: found.host,
        repository: &found.repository,
        own_address: own.as_deref().or(config.base_url.as_deref()),
        title: &config.title,
        program: &program,
    };
    let mut made = match publish::files(&site) {
        Ok(_) if options.only_forms => Vec::new(),
        Ok(made) => made,
        Err(words) => {
            shell.note(&format!("{words}\nNothing was written."));
            return Exit::Problems;
        }
    };
    if !options.no_forms {
        made.extend(issue_forms::files(&found.repository, &as_published(&config, &site)));
    }
    match put(&found.top, &made, options.overwrite, shell) {
        Ok(kept) => {
            if options.only_forms {
                return if kept { Exit::Problems } else { Exit::Well };
            }
            if let Err(diagnostic) = set(&root, source, &config, &site, shell) {
                shell.report(&[*diagnostic], &files, Format::Text);
                return Exit::Disk;
            }
            say(&site, shell);
            if kept { Exit::Problems } else { Exit::Well }
        }
        Err(diagnostic) => {
            shell.report(&[*diagnostic], &Files::default(), Format::Text);
            Exit::Disk
        }
    }
}

/// Where a site is kept, and where it is published.
struct Found {
    host: Host,
    repository: Repository,
    /// The uppermost folder of the repository, on this computer.
    top: Utf8PathBuf,
}

/// Finds out where the site is kept: as it was typed, as the configuration says, or as git does.
fn found(root: &Utf8Path, options: &Publish, config: &Config) -> Result<Found, String> {
    let git = git::around(root);
    let top = git.as_ref().map_or_else(|| root.to_owned(), |git| git.root.clone());
    let folder = git.as_ref().map_or_else(String::new, |git| {
        git.folder.components().map(|part| part.as_str()).collect::<Vec<_>>().join("/")
    });
    let branch = git.as_ref().and_then(|git| git.branch.clone()).unwrap_or_else(|| "main".to_owned());
    let (place, forge) = match (&options.repository, &config.repository, &options.remote) {
        (Some(url), _, _) => (typed(url)?, None),
        (None, Some(known), None) => (known.place.clone(), Some(known.forge)),
        _ => (remote(git.as_ref(), options)?, None),
    };
    let known = config.repository.as_ref().filter(|_| options.repository.is_none() && options.remote.is_none());
    let branch = known.map_or(branch, |known| known.branch.clone());
    let folder = known.filter(|_| git.is_none()).map_or(folder, |known| known.folder.clone());
    let asked = options.host;
    let forge = forge.or_else(|| Forge::of_server(&place.server)).or(match asked {
        Some(Host::Github) => Some(Forge::Github),
        Some(Host::Gitlab) => Some(Forge::Gitlab),
        Some(Host::Codeberg) => Some(Forge::Forgejo),
        _ => None,
    });
    let host = asked.or_else(|| Host::of(&place));
    let words: Vec<&str> = Host::ALL.iter().map(|host| host.word()).collect();
    let (Some(host), Some(forge)) = (host, forge) else {
        return Err(format!(
            "The files are kept at {}, and it is not known what publishes them from there.\nSay where the site is to stand: hereabouts publish {}",
            place.url(),
            words.join("|")
        ));
    };
    if !host.takes(forge) {
        return Err(format!(
            "{} publishes what is kept there, and these files are kept at {}.\nTry: hereabouts publish {}",
            host.name(),
            place.url(),
            Host::of(&place).unwrap_or(Host::Netlify).word()
        ));
    }
    Ok(Found { host, repository: Repository { place, forge, branch, folder }, top })
}

fn typed(url: &str) -> Result<Place, String> {
    Place::read(url).map_err(|_| {
        format!(
            "`{}` is not the address of a repository. Write it as in: --repository https://github.com/our-town/directory",
            crate::mistakes::shortened(url.rsplit('@').next().unwrap_or(url))
        )
    })
}

/// The place of the remote that is meant.
fn remote(git: Option<&git::Git>, options: &Publish) -> Result<Place, String> {
    let help = "Put the folder into a repository at GitHub, GitLab or Codeberg first, or say where it will be:\n  hereabouts publish --repository https://github.com/our-town/directory";
    let Some(git) = git else {
        return Err(format!(
            "This folder is in no git repository, so it is not known where its files are kept.\n{help}"
        ));
    };
    let remotes = &git.config.remotes;
    let names = || remotes.iter().map(|r| r.name.as_str()).collect::<Vec<_>>().join(", ");
    if let Some(name) = &options.remote {
        let one = remotes.iter().find(|r| r.name == *name);
        let one = one.ok_or_else(|| format!("There is no remote called `{name}`. There are: {}.", names()))?;
        return place(&one.name, &one.url);
    }
    if remotes.is_empty() {
        return Err(format!("This repository has no remote: nothing says where its files are kept.\n{help}"));
    }
    let upstream = git.branch.as_ref().and_then(|branch| git.config.upstreams.get(branch));
    let fits = |url: &str| {
        Place::read(url).ok().is_some_and(|place| {
            options.host.is_none_or(|host| Forge::of_server(&place.server).is_some_and(|forge| host.takes(forge)))
        })
    };
    let fitting: Vec<_> = remotes.iter().filter(|r| fits(&r.url)).collect();
    let one = match (remotes.as_slice(), fitting.as_slice()) {
        ([one], _) => Some(one),
        (_, [one]) => Some(*one),
        _ => {
            let by_name = |name: &str| fitting.iter().copied().find(|r| r.name == name);
            by_name("origin").or_else(|| by_name(upstream?))
        }
    };
    match one {
        Some(one) => place(&one.name, &one.url),
        None => Err(format!(
            "This repository has several remotes: {}.\nSay which one is meant: hereabouts publish --remote {}",
            names(),
            remotes.first().map_or("origin", |r| r.name.as_str())
        )),
    }
}

/// The address may hold a password, so it is not shown.
fn place(name: &str, url: &str) -> Result<Place, String> {
    Place::read(url).map_err(|why| match why {
        NoPlace::Folder => {
            format!("The remote `{name}` is a folder of this computer. A site is published from a git host.")
        }
        NoPlace::Unreadable => {
            format!("The address of the remote `{name}` is not that of a repository. `git remote -v` shows it.")
        }
    })
}

/// Where the workflow gets the program from: as it was typed, as it was built to say, or from its source.
fn program(options: &Publish) -> Option<Program> {
    let built_in = option_env!("HEREABOUTS_PROGRAM").zip(option_env!("HEREABOUTS_SHA256"));
    match (&options.program, &options.sha256, built_in) {
        (Some(url), Some(sha256), _) => Program::file(url, sha256),
        (None, None, Some((url, sha256))) => Program::file(url, sha256),
        _ => Some(Program::Source(env!("CARGO_PKG_VERSION").to_owned())),
    }
}

/// `directory.our-town.org`, or that with `https://` in front, as an address.
fn domain(text: &str) -> Option<String> {
    let text = text.trim();
    let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let address = config::site_address(&address)?;
    let server = publish::inspect::server(&address);
    let is_part = |part: &str| {
        !part.is_empty() && !part.starts_with('-') && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let has_path = address.matches('/').count() > 3;
    let is_own = publish::is_own(&address) && !address.trim_start_matches("https://").contains(':');
    (is_own && !has_path && server.contains('.') && server.split('.').all(is_part)).then_some(address)
}

/// The configuration as it will be, with the address at which the site will stand.
fn as_published(config: &Config, site: &Site) -> Config {
    let stands = publish::address(site);
    let own = config.base_url.as_deref().filter(|own| !publish::is_example(own));
    Config { base_url: stands.known().or(own).map(str::to_owned), ..config.clone() }
}

/// Writes each file that is not there yet; whether one was left that says something else.
fn put(top: &Utf8Path, made: &[Made], overwrite: bool, shell: &Shell) -> Result<bool, Box<Diagnostic>> {
    let mut kept = false;
    for (path, text) in made {
        let whole = top.join(path);
        if sources::create(&whole, text.as_bytes())? {
            shell.say(&format!("Wrote {path}"));
        } else if sources::says(&whole, text) {
            shell.say(&format!("{path} is as it should be"));
        } else if overwrite {
            sources::replace(top, path, text)?;
            shell.say(&format!("Wrote {path} anew"));
        } else {
            kept = true;
            shell.say(&format!("{path} is there already and says something else: it was left as it is. With --overwrite it is written anew"));
        }
    }
    Ok(kept)
}

/// Writes into the configuration what it does not say yet, and says what it says otherwise.
fn set(root: &Utf8Path, source: &Source, config: &Config, site: &Site, shell: &Shell) -> Result<(), Box<Diagnostic>> {
    let stands = publish::address(site);
    if let Some(before) = config.repository.as_ref().filter(|before| before.place != site.repository.place) {
        shell.say(&format!(
            "{}: [repository] still says {}, and pages lead there: change it if the files have moved",
            config::FILE,
            before.place.url()
        ));
    }
    let (text, told) = publish::settings(&source.text, config, site.repository, &stands);
    if source.is_broken || told.is_empty() {
        return Ok(());
    }
    sources::replace(root, &source.path, &text)?;
    for setting in told {
        shell.say(&match setting {
            Setting::BaseUrl(address) => format!("{}: base_url is now {address}", config::FILE),
            Setting::Repository(url) => format!("{}: [repository] is now {url}", config::FILE),
        });
    }
    Ok(())
}

/// What to click, and what to look at.
fn say(site: &Site, shell: &Shell) {
    let (steps, amiss) = publish::clicks(site);
    shell.say(&format!("\nTo publish it with {}:", site.host.name()));
    for (i, step) in steps.iter().enumerate() {
        shell.say(&format!("{}. {step}", i + 1));
    }
    shell.say("\nWhen it does not work:");
    for line in amiss {
        shell.say(&format!("- {line}"));
    }
}

/// Looks at a built site.
fn look(folder: &Utf8Path, options: &Publish, found: Option<&Found>, config: &Config, shell: &Shell) -> Exit {
    let Some(built) = files::published(folder) else {
        shell.note(&format!("There is no folder {folder}. Make the site first: hereabouts build"));
        return Exit::Problems;
    };
    let set_up = |found: &Found| {
        let has = |host: Host, file: &str| found.top.join(file).is_file().then_some(host);
        has(Host::Netlify, "netlify.toml").or(has(Host::Cloudflare, "wrangler.toml")).unwrap_or(found.host)
    };
    let host = options.host.or(found.map(set_up));
    let program = Program::Source(String::new());
    let own = options.domain.as_deref().and_then(domain);
    let expected = found.map(|found| Site {
        host: host.unwrap_or(found.host),
        repository: &found.repository,
        own_address: own.as_deref().or(config.base_url.as_deref()),
        title: &config.title,
        program: &program,
    });
    let expected = expected.map(|site| publish::address(&site));
    let told = inspect(&built, host, expected.as_ref().and_then(|address| address.known()));
    for (_, words) in &told {
        shell.say(words);
    }
    let on = host.map_or("any host", Host::name);
    let size: u64 = built.files.iter().map(|(_, size)| size).sum();
    if told.iter().any(|(weight, _)| *weight == Weight::Fault) {
        return Exit::Problems;
    }
    shell.say(&format!(
        "{folder}: {} files, {} MB; nothing stands in the way of publishing it with {on}.",
        built.files.len(),
        size.div_ceil(1 << 20)
    ));
    Exit::Well
}
