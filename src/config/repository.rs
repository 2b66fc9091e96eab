//! `[repository]`: where the files are kept, and how a reader tells of a change.
//!
//! ```toml
//! [repository]
//! url = "https://github.com/our-town/directory"
//! branch = "main"
//! suggest = ["mail", "form"]
//! ```

use std::sync::Arc;

use toml::de::DeTable;

use super::{SETTING, plain};
use crate::diagnostic::Diagnostic;
use crate::fields::Reader;
use crate::kinds::{FieldDef, FieldType};
use crate::repository::{Forge, Place, Repository};

/// A way in which a reader tells of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A letter with the fields filled in, to `contact_email`.
    Mail,
    /// An issue form with the fields filled in, for those with an account at the git host.
    Form,
    /// The page on which the git host edits the file.
    Edit,
}

impl Way {
    const ALL: [Self; 3] = [Self::Mail, Self::Form, Self::Edit];

    /// Its name, as it is written in `hereabouts.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Form => "form",
            Self::Edit => "edit",
        }
    }
}

/// Reads the table: the repository if its address can be read, and the ways that are wanted, if any are named.
pub fn read(reader: &mut Reader, table: &DeTable) -> (Option<Repository>, Option<Vec<Way>>) {
    let choice = |name: &str, choices: Vec<&str>, many: bool| {
        let choices = choices.into_iter().map(str::to_owned).collect();
        Arc::new(FieldDef { choices, many, ..plain(name, FieldType::Choice, "\"mail\"") })
    };
    let defs = [
        Arc::new(plain("url", FieldType::Url, "\"https://github.com/our-town/directory\"")),
        choice("host", Forge::ALL.map(Forge::word).to_vec(), false),
        Arc::new(plain("branch", FieldType::Text, "\"main\"")),
        Arc::new(plain("folder", FieldType::Text, "\"directory\"")),
        choice("suggest", Way::ALL.map(Way::word).to_vec(), true),
    ];
    let fields = reader.fields(table, &defs, "`repository`", &|_| true);
    let named = |way: &Way| fields.words("suggest").iter().position(|word| word.value == way.word());
    let is_empty = table.get("suggest").and_then(|v| v.get_ref().as_array()).is_some_and(|all| all.is_empty());
    let ways = (is_empty || fields.get("suggest").is_some()).then(|| {
        let mut ways: Vec<Way> = Way::ALL.into_iter().filter(|way| named(way).is_some()).collect();
        ways.sort_by_key(named);
        ways
    });
    let Some(url) = fields.words("url").first() else { return (None, ways) };
    let tell = |message: String, help: &str| Diagnostic::new(&SETTING, message).at(url.span).help(help.to_owned());
    let Ok(place) = Place::read(&url.value) else {
        let message = format!(
            "`{}` is not the address of a repository",
            crate::mistakes::shortened(url.value.rsplit('@').next().unwrap_or(""))
        );
        let help = "write the address of its page, such as `url = \"https://github.com/our-town/directory\"`";
        reader.out.push(tell(message, help));
        return (None, ways);
    };
    let said = fields.text("host").and_then(|word| Forge::ALL.into_iter().find(|forge| forge.word() == word));
    let Some(forge) = said.or_else(|| Forge::of_server(&place.server)) else {
        let message =
            format!("`{}` does not say what sort of git host it is", crate::mistakes::shortened(&place.server));
        let help = "write `host = \"gitlab\"`, `\"forgejo\"` or `\"github\"` below it";
        reader.out.push(tell(message, help));
        return (None, ways);
    };
    let branch = fields.text("branch").map_or_else(|| "main".to_owned(), str::to_owned);
    let folder = fields.text("folder").unwrap_or("").trim_matches('/').to_owned();
    (Some(Repository { place, forge, branch, folder }), ways)
}
