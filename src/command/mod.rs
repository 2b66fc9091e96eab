//! The commands: one function for each, in a file of its own. Each returns the exit code.

mod add;
mod build;
mod check;
mod cms;
mod convert;
mod explain;
mod fresh;
mod init;
mod intake;
mod new;
mod numbers;
mod print;
mod publish;
mod remove;
mod schema;
mod serve;
mod summary;
mod times;
mod verify;

use camino::{Utf8Path, Utf8PathBuf};

use crate::build::{Built, Input, build};
use crate::cli::{Cli, Command, Common, Format};
use crate::diagnostic::Diagnostic;
use crate::files;
use crate::picture::Earlier;
use crate::rules;
use crate::shell::{self, Shell};
use crate::source::Files;
use crate::write;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Well = 0,
    /// There are problems in the content.
    Problems = 1,
    /// What was typed makes no sense.
    Usage = 2,
    /// Something could not be read or written.
    Disk = 3,
}

/// Runs what was typed.
pub fn run(cli: Cli, shell: &Shell) -> Exit {
    let Cli { command, common } = cli;
    match command {
        Command::Init(options) => init::run(&options, shell),
        Command::New(options) => new::run(&options, &common, shell),
        Command::Check(options) => check::run(&options, &common, shell),
        Command::Build(options) => build::run(&options, &common, shell),
        Command::Serve(options) => serve::run(&options, &common, shell),
        Command::Print(options) => print::run(&options, &common, shell),
        Command::Add(options) => add::run(&options, &common, shell),
        Command::Verify(options) => verify::run(&options, &common, shell),
        Command::Remove(options) => remove::run(&options, &common, shell),
        Command::Times(options) => times::run(&options, &common, shell),
        Command::Explain(options) => explain::run(&options, shell),
        Command::Schema(options) => schema::run(&options, &common, shell),
        Command::Publish(options) => publish::run(&options, &common, shell),
        Command::Intake(options) => intake::run(&options, &common, shell),
        Command::Summary(options) => summary::run(&options, &common, shell),
        Command::Convert(options) => convert::run(&options, &common, shell),
    }
}

/// The site's folder, and everything in it that a build needs, with the pictures of the last one.
fn input(common: &Common, drafts: bool, base_url: Option<String>) -> (Utf8PathBuf, Input) {
    let (root, input) = files_alone(common, drafts, base_url);
    let earlier = write::pictures(&write::usual_output(&root));
    (root, Input { earlier, ..input })
}

/// The site, or nothing if there is none; then why is said.
fn built(input: Input, shell: &Shell) -> Option<Built> {
    let told = |(files, diagnostics): (Files, Vec<Diagnostic>)| {
        shell.report(&diagnostics, &files, Format::Text);
    };
    build(input).map_err(told).ok()
}

/// The site's folder, and what people wrote in it.
fn files_alone(common: &Common, drafts: bool, base_url: Option<String>) -> (Utf8PathBuf, Input) {
    let root = shell::site_folder(common.site.as_deref());
    let (files, diagnostics) = files::read(&root);
    let today = common.today.unwrap_or_else(shell::today);
    (root, Input { files, diagnostics, today, drafts, base_url, rules: &rules::ALL, earlier: Earlier::new() })
}

/// There is nothing here to work on: says what makes a folder a site.
fn no_site(shell: &Shell) -> Exit {
    shell.note(
        "There is no hereabouts.toml here, so this folder is not a site.\nMake one first: hereabouts init our-town",
    );
    Exit::Problems
}

/// Git hosts count the paths of files from the top of the repository.
fn count_paths(root: &Utf8Path, format: Format, shell: &Shell) {
    if matches!(format, Format::Github | Format::Gitlab) {
        shell.count_from(files::within(root));
    }
}
