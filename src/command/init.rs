//! `hereabouts init`: make a new site.

use camino::{Utf8Path, Utf8PathBuf};
use include_dir::{Dir, include_dir};

use super::Exit;
use crate::cli::{Format, Init};
use crate::config;
use crate::language::capital;
use crate::mistakes::quoted;
use crate::shell::Shell;
use crate::source::Files;
use crate::write::sources;

/// The sample neighbourhood: the very folder that is the sample of the repository.
static SAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/content");
static SAMPLE_FONTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/fonts");
const SAMPLE_CONFIG: &str = include_str!("../../hereabouts.toml");

/// What git need not keep.
const GITIGNORE: &str = "/public\n/.public.hereabouts-*\n/printed\n";

/// Makes a site, and never writes over anything.
pub fn run(options: &Init, shell: &Shell) -> Exit {
    let folder = &options.folder;
    if folder.is_file() {
        shell.note(&format!("There is a file called {folder}. Choose another name for the folder."));
        return Exit::Usage;
    }
    if folder.join(config::FILE).exists() {
        shell.note(&format!("There is a site in {folder}/ already. Nothing was written."));
        return Exit::Problems;
    }
    if !sources::is_empty(folder) && folder.join("content").exists() {
        shell.note(&format!(
            "There is a folder {folder}/content/ already. Nothing was written, so that nothing of it is lost."
        ));
        return Exit::Problems;
    }
    let mut kept = Vec::new();
    let mut written = 0;
    for (path, bytes) in files(options) {
        match sources::create(&folder.join(&path), &bytes) {
            Ok(true) => written += 1,
            Ok(false) => kept.push(path),
            Err(diagnostic) => {
                shell.report(&[*diagnostic], &Files::default(), Format::Text);
                return Exit::Disk;
            }
        }
    }
    let what = if options.bare { "an empty site" } else { "a site with a sample neighbourhood" };
    shell.say(&format!("Made {what} in {folder}/ ({written} files)."));
    for path in kept {
        shell.say(&format!("{folder}/{path} was there already, and was left as it is."));
    }
    shell.say("\nNext:");
    if folder != "." {
        shell.say(&format!("  cd {folder}"));
    }
    shell.say("  hereabouts serve                          look at it, and see each change as you save it");
    shell.say("  hereabouts new group \"Tea and Tunes\"      write your first record");
    if !options.bare {
        shell.say(
            "\nThe sample is there to read and to change. When you are ready for your own, delete what is in content/.",
        );
    }
    Exit::Well
}

/// The files of a new site.
fn files(options: &Init) -> Vec<(Utf8PathBuf, Vec<u8>)> {
    let own = |path: &str, text: String| (Utf8PathBuf::from(path), text.into_bytes());
    let mut files = vec![own(".gitignore", GITIGNORE.to_owned())];
    if options.bare {
        files.push(own(config::FILE, bare_config(&options.folder)));
        files.push(own("content/index.md", bare_home()));
        return files;
    }
    files.push(own(config::FILE, SAMPLE_CONFIG.to_owned()));
    sample(&SAMPLE, "content", &mut files);
    sample(&SAMPLE_FONTS, "fonts", &mut files);
    files
}

fn sample(dir: &Dir, folder: &str, files: &mut Vec<(Utf8PathBuf, Vec<u8>)>) {
    for file in dir.files() {
        #[expect(clippy::expect_used, reason = "the names in the sample are ASCII")]
        let path = Utf8Path::from_path(file.path()).expect("the names in the sample are ASCII");
        files.push((Utf8Path::new(folder).join(path), file.contents().to_vec()));
    }
    dir.dirs().for_each(|d| sample(d, folder, files));
}

/// A configuration with what is needed, and the rest to fill in.
fn bare_config(folder: &Utf8Path) -> String {
    let name = folder.file_name().unwrap_or("our-town").replace(['-', '_'], " ");
    let title: Vec<String> = name.split(' ').map(capital).collect();
    let title = quoted(title.join(" ").trim());
    format!(
        r#"# The settings of your directory. Only `title` is needed; lines that begin with # are notes.

title = {title}
# tagline = "A directory made by neighbours"

# The address at which it will stand, for links from elsewhere.
# base_url = "https://our-town.example/"

language = "en-GB"
country = "GB"
timezone = "Europe/London"

# Where neighbours write when something is wrong or missing.
# contact_email = "hello@our-town.example"

# The topics that records can have: short name = "Name for readers".
[categories]
company = "Company"
food = "Food"
growing = "Growing"
learning = "Learning"
repair = "Repair"

# The parts of your neighbourhood.
[areas]
# eastgate = "Eastgate"

# After how many months a record says "Not checked since …".
[freshness]
months = 6
"#
    )
}

fn bare_home() -> String {
    "+++\ntitle = \"What we have, near at hand\"\n+++\n\nPlaces, groups and people, gathered by those who live here.\n"
        .to_owned()
}
