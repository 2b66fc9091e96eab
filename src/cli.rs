//! What one types: the commands and their options. The comments here are the help.

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config;
use crate::date::Date;
use crate::publish::Host;

/// Make a directory of what your neighbourhood has: text files in, a website and printable pages out.
#[derive(Debug, Parser)]
#[command(name = "hereabouts", version, max_term_width = 90, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options that all commands have.
    #[command(flatten)]
    pub common: Common,
}

/// Options that all commands have.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The folder of the site [default: this folder, or the nearest one above it that has a hereabouts.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub site: Option<Utf8PathBuf>,
    /// The day that counts as today, such as 2026-11-21
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new site in a folder, with a sample neighbourhood to change into your own
    Init(Init),
    /// Write a new record with its fields to fill in
    New(New),
    /// Say what is wrong in the files, and what to write instead
    Check(Check),
    /// Make the website
    Build(Build),
    /// Show the website on this computer while you write
    Serve(Serve),
    /// Make booklets, sheets and posters for printing
    Print(Print),
    /// Type in a sheet that somebody filled in on paper
    Add(Add),
    /// Write into the records that somebody checked them, by the numbers on slips
    Verify(Verify),
    /// Take a record out, with its pictures, and list where its name still stands
    Remove(Remove),
    /// Say how words such as "first Thursday, 7-9pm" are read as times
    Times(Times),
    /// Say more about a rule: what it means, and what to do
    Explain(Explain),
    /// Write descriptions of the fields, with which an editor helps while you type
    Schema(Schema),
    /// Write what a host needs to publish the site, and say what to click there
    Publish(Publish),
    /// Make the draft of a record from an issue or a letter that somebody sent
    Intake(Intake),
    /// Say how many records there are, what is new, and what is due for checking
    Summary(Summary),
    /// Rewrite files that have another style of front matter (YAML)
    Convert(Convert),
}

/// Make a new site.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make
    pub folder: Utf8PathBuf,
    /// Leave the sample records out
    #[arg(long)]
    pub bare: bool,
}

/// Write a new record.
#[derive(Debug, Args)]
pub struct New {
    /// What sort of record: a kind or a type, such as group, place, skill, library, story; or page
    pub kind: String,
    /// Its name, such as "Knit and Natter"
    pub name: String,
}

/// Say what is wrong.
#[derive(Debug, Args)]
pub struct Check {
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the mends that are sure into the files, and leave everything else as it is
    #[arg(long)]
    pub fix: bool,
    /// Say of each time how it was read, and when it is next
    #[arg(long)]
    pub times: bool,
    /// Look at drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
}

/// Make the website.
#[derive(Debug, Args)]
pub struct Build {
    /// The folder to write
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<Utf8PathBuf>,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The address at which the site will stand, if not the one in hereabouts.toml
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub base_url: Option<String>,
    /// How to say what is wrong
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
}

/// Show the website while you write.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port; if it is taken, the next free one
    #[arg(long, short, default_value_t = 3000)]
    pub port: u16,
    /// Let other devices in your network see it, such as your telephone
    #[arg(long)]
    pub lan: bool,
    /// Leave drafts out
    #[arg(long)]
    pub no_drafts: bool,
}

/// Make booklets, sheets and posters for printing.
#[derive(Debug, Args)]
pub struct Print {
    /// What to make, or `plan` to be told how much paper all of it takes. Without one: what `[print]` in
    /// hereabouts.toml names, or the booklet, large print and everything in brief. There are: book-a5, book-a5-sheets,
    /// pocket-a5, pocket-a5-sheets, book-a4, large-print, poster, leaflet, forms, slips, one-sheet
    pub products: Vec<String>,
    /// Only the records of this category
    #[arg(long)]
    pub category: Option<String>,
    /// Only the records of this area
    #[arg(long)]
    pub area: Option<String>,
    /// The paper that you have
    #[arg(long, value_enum, default_value_t = Paper::A4)]
    pub paper: Paper,
    /// The folder to write into [default: printed, in the folder of the site]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<Utf8PathBuf>,
}

/// Paper that a printer takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    /// A4, and A5 where it is folded
    A4,
    /// Letter, and half of it where it is folded
    Letter,
}

/// Type in a sheet that somebody filled in on paper.
#[derive(Debug, Args)]
pub struct Add {
    /// Which sheet: skill, group, institution or place
    pub sheet: String,
}

/// Write into the records that somebody checked them.
#[derive(Debug, Args)]
pub struct Verify {
    /// The numbers on the slips, with their letters, such as 104K 187M
    #[arg(required = true, value_name = "SLIP")]
    pub slips: Vec<String>,
    /// The day of the check, such as 2026-11-20 [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// How it was checked: phone, visit, email, web or in-person
    #[arg(long)]
    pub how: String,
    /// Who checked it: a role, not a name
    #[arg(long, value_name = "ROLE")]
    pub by: Option<String>,
    /// Something changed: say where to write it in
    #[arg(long)]
    pub changed: bool,
    /// It has closed
    #[arg(long)]
    pub closed: bool,
}

/// Take a record out, with its pictures, and list where its name still stands.
#[derive(Debug, Args)]
pub struct Remove {
    /// The record: its slug, its name or the number on its slip, such as 104K
    #[arg(value_name = "RECORD")]
    pub record: String,
    /// Only say what would be done
    #[arg(long)]
    pub dry_run: bool,
}

/// Say how words are read as times.
#[derive(Debug, Args)]
pub struct Times {
    /// The words, in quotes
    pub words: String,
    /// How to say it
    #[arg(long, value_enum, default_value_t = TimesFormat::Text)]
    pub format: TimesFormat,
}

/// The two ways of saying how words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TimesFormat {
    /// For people
    Text,
    /// For programs: one JSON object
    Json,
}

/// Say more about a rule.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's name, as it stands in brackets in a message; without one, all rules are listed
    pub rule: Option<String>,
}

/// Write descriptions of the fields.
#[derive(Debug, Args)]
pub struct Schema {
    /// The folder to write them into
    #[arg(default_value = "schema")]
    pub folder: Utf8PathBuf,
    /// Make a page instead, at admin/ on the site, on which people edit records in forms
    #[arg(long, conflicts_with = "folder")]
    pub cms: bool,
    /// Write over the files of that page, if they are there already and differ
    #[arg(long, requires = "cms")]
    pub overwrite: bool,
}

/// Write what a host needs.
#[derive(Debug, Args)]
pub struct Publish {
    /// Where the site is to stand [default: where the files are kept]
    #[arg(value_enum)]
    pub host: Option<Host>,
    /// Where the files are kept, such as https://github.com/our-town/directory [default: as git says]
    #[arg(long, value_name = "URL")]
    pub repository: Option<String>,
    /// The remote that is meant, where git has several
    #[arg(long, value_name = "NAME")]
    pub remote: Option<String>,
    /// A domain of your own, such as directory.our-town.org
    #[arg(long, value_name = "DOMAIN")]
    pub domain: Option<String>,
    /// The address of the program for Linux, ready made, for the host to fetch [default: built from its source]
    #[arg(long, value_name = "URL", requires = "sha256")]
    pub program: Option<String>,
    /// The SHA-256 of that program, so that nothing else is run in its place
    #[arg(long, value_name = "DIGITS", requires = "program")]
    pub sha256: Option<String>,
    /// Write files anew that are there already and say something else
    #[arg(long)]
    pub overwrite: bool,
    /// Leave the issue forms out
    #[arg(long, conflicts_with = "only_forms")]
    pub no_forms: bool,
    /// Write the issue forms alone
    #[arg(long)]
    pub only_forms: bool,
    /// Write nothing: look at a built site, and say what will go wrong on a host [default: public]
    #[arg(long, value_name = "DIR", num_args = 0..=1)]
    pub check: Option<Option<Utf8PathBuf>>,
}

/// Make a draft of what was sent.
#[derive(Debug, Args)]
pub struct Intake {
    /// The file with the text of the issue or the letter; - for what is pasted in
    pub file: Utf8PathBuf,
    /// What it is to become: a kind or a type, such as group or skill [default: what it says, or what fits best]
    #[arg(long)]
    pub kind: Option<String>,
}

/// Say what there is and what is new.
#[derive(Debug, Args)]
pub struct Summary {
    /// The folder of the site as it was before
    #[arg(long, value_name = "DIR")]
    pub since: Option<Utf8PathBuf>,
}

/// Rewrite files of another style.
#[derive(Debug, Args)]
pub struct Convert {
    /// The files [default: all below content/ that are in another style]
    pub files: Vec<Utf8PathBuf>,
}

/// How to say what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the text at fault and what to write instead
    Text,
    /// One line for each fault: file:line:column: severity: message
    Short,
    /// One JSON object on a line for each fault
    Json,
    /// Annotations in a pull request on GitHub
    Github,
    /// A code quality report for a merge request on GitLab
    Gitlab,
}

fn day(text: &str) -> Result<Date, String> {
    match crate::date::read(text) {
        crate::date::Reading::Day(day) => Ok(day),
        _ => Err("write a day as in 2026-11-21".to_owned()),
    }
}

fn web_address(text: &str) -> Result<String, String> {
    config::site_address(text).ok_or_else(|| "write an address such as https://our-town.example/".to_owned())
}
