//! `hereabouts schema`: descriptions of the fields, for editors.

use super::{Exit, cms};
use crate::cli::{Common, Format, Schema};
use crate::config;
use crate::files;
use crate::kinds::Kinds;
use crate::schema;
use crate::shell::{self, Shell};
use crate::source::Files;
use crate::write::sources;

/// Writes one JSON Schema for each kind, and a settings file that tells taplo which belongs to which folder.
pub fn run(options: &Schema, common: &Common, shell: &Shell) -> Exit {
    if options.cms {
        return cms::run(options, common, shell);
    }
    let root = shell::site_folder(common.site.as_deref());
    let (files, _) = files::read(&root);
    let config = files.find(config::FILE).map(|(id, source)| config::read(source, id).0);
    let built_in = Kinds::built_in();
    let kinds = config.as_ref().map_or(&built_in, |c| &c.kinds);
    for (name, text) in schema::files(kinds, config.as_ref()) {
        if let Err(diagnostic) = sources::make(&options.folder.join(&name), text.as_bytes()) {
            shell.report(&[*diagnostic], &Files::default(), Format::Text);
            return Exit::Disk;
        }
        shell.say(&format!("Wrote {}", options.folder.join(name)));
    }
    shell.say(
        "\nEditors that know TOML (with taplo, such as Even Better TOML) now help while you type in `.toml` records.",
    );
    shell.say(&format!("Copy {}/taplo.toml beside hereabouts.toml to switch it on.", options.folder));
    Exit::Well
}
