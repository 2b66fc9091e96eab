//! `[kinds]`: kinds, types and fields of a site's own.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::{SETTING, label_of, plain, value_text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::fields::{Fields, Reader};
use crate::kinds::{FieldDef, FieldType, Kind, Kinds, Shown, Type};
use crate::mistakes::{private_field, wrong_type};
use crate::slug::{is_reserved, is_slug, slug};
use crate::span::Spanned;

/// `[kinds.group.fields.minibus]` adds a field to a kind; a name that no kind has makes a new kind.
pub(super) fn own_kinds(reader: &mut Reader, table: &DeTable, kinds: &mut Kinds) {
    let defs: Vec<Arc<FieldDef>> = [
        ("label", FieldType::Text, "\"Festival\""),
        ("plural", FieldType::Text, "\"Festivals\""),
        ("folder", FieldType::Text, "\"festivals\""),
        ("summary", FieldType::Text, "\"Days when the streets belong to everyone\""),
        ("icon", FieldType::Text, "\"star\""),
        ("colour", FieldType::Choice, "\"group\""),
        ("fields", FieldType::Table, "{ … }"),
        ("types", FieldType::Table, "{ … }"),
    ]
    .map(|(name, ty, example)| Arc::new(FieldDef { open: ty == FieldType::Table, ..plain(name, ty, example) }))
    .to_vec();
    for (key, value) in table {
        let name = key.get_ref().to_string();
        let Some(inner) = value.get_ref().as_table() else {
            let at = reader.span(value.span());
            reader.out.push(wrong_type::diagnostic(
                &plain(&name, FieldType::Table, "{ label = \"Festival\" }"),
                crate::fields::found(value.get_ref()),
                at,
            ));
            continue;
        };
        let mut plain_fields = DeTable::new();
        for (k, v) in inner.iter().filter(|(k, _)| !["fields", "types"].contains(&k.get_ref().as_ref())) {
            plain_fields.insert(k.clone(), v.clone());
        }
        let said = reader.fields(&plain_fields, &defs, "a kind", &|_| true);
        let text = |name: &str| said.text(name).map(str::to_owned);
        let i = kinds.called(&name).unwrap_or_else(|| {
            let label = text("label").unwrap_or_else(|| label_of(&name));
            let plural = text("plural").unwrap_or_else(|| format!("{label}s"));
            let wanted = folder(text("folder").as_deref(), text("plural").as_deref(), &name);
            let asked = said.words("folder").first().filter(|asked| slug(&asked.value) != asked.value);
            if let Some(asked) = asked {
                let message = format!("the folder of this kind is `{wanted}`: that is what an address can be made of");
                let help = format!("write `folder = \"{wanted}\"`");
                let diagnostic = Diagnostic::new(&SETTING, message).at(asked.span).help(help);
                reader.out.push(Diagnostic { severity: Severity::Warning, ..diagnostic });
            }
            let folder = if is_taken(&wanted, kinds) {
                let at = said.words("folder").first().map_or_else(|| reader.span(key.span()), |folder| folder.span);
                let message = format!("the folder `{wanted}` of this kind is already that of something else");
                let help = format!("write another one: `folder = \"{}-more\"`", slug(&name));
                reader.out.push(Diagnostic::new(&SETTING, message).at(at).help(help));
                let numbered = (2..).map(|n| format!("{wanted}-{n}"));
                numbered.into_iter().find(|folder| !is_taken(folder, kinds)).unwrap_or_default()
            } else {
                wanted
            };
            let (icon, colour) = ("star".to_owned(), "group".to_owned());
            kinds.add(Kind {
                name: Some(slug(&name)).filter(|n| !n.is_empty()).unwrap_or_else(|| folder.clone()),
                folder,
                label,
                plural,
                summary: String::new(),
                icon,
                colour,
                browse_by_type: false,
                types: Vec::new(),
                fields: Vec::new(),
            });
            kinds.all.len() - 1
        });
        #[expect(
            clippy::indexing_slicing,
            reason = "`i` is the place of a kind that was there, or of the one just added"
        )]
        let kind = &mut kinds.all[i];
        kind.label = text("label").unwrap_or_else(|| kind.label.clone());
        kind.plural = text("plural").unwrap_or_else(|| kind.plural.clone());
        kind.summary = text("summary").unwrap_or_else(|| kind.summary.clone());
        kind.icon = text("icon").filter(|icon| is_slug(icon)).unwrap_or_else(|| kind.icon.clone());
        kind.colour = text("colour").filter(|colour| is_slug(colour)).unwrap_or_else(|| kind.colour.clone());
        for odd in ["icon", "colour"].into_iter().flat_map(|name| said.words(name)).filter(|word| !is_slug(&word.value))
        {
            let message = format!(
                "`{}` is not the name of an icon or a colour of the theme",
                crate::mistakes::shortened(&odd.value)
            );
            let help = "use a name in small letters, such as `group` or `food`";
            reader.out.push(Diagnostic::new(&SETTING, message).at(odd.span).help(help));
        }
        if let Some(fields) = inner.get("fields").and_then(|v| v.get_ref().as_table()) {
            own_fields(reader, fields, kind);
        }
        if let Some(types) = inner.get("types").and_then(|v| v.get_ref().as_table()) {
            own_types(reader, types, kind);
        }
    }
}

fn own_fields(reader: &mut Reader, table: &DeTable, kind: &mut Kind) {
    const TYPES: [&str; 13] = [
        "text",
        "long-text",
        "number",
        "date",
        "yes-no",
        "choice",
        "email",
        "phone",
        "url",
        "link",
        "category",
        "area",
        "language",
    ];
    let defs: Vec<Arc<FieldDef>> = vec![
        Arc::new(FieldDef {
            choices: TYPES.map(str::to_owned).to_vec(),
            ..plain("type", FieldType::Choice, "\"text\"")
        }),
        Arc::new(plain("label", FieldType::Text, "\"Has a minibus\"")),
        Arc::new(plain("help", FieldType::Text, "\"Whether it has a minibus.\"")),
        Arc::new(plain("icon", FieldType::Text, "\"check\"")),
        Arc::new(FieldDef { many: true, ..plain("choices", FieldType::Text, "[\"one\", \"two\"]") }),
        Arc::new(plain("many", FieldType::YesNo, "true")),
        Arc::new(plain("required", FieldType::YesNo, "true")),
        Arc::new(plain("private", FieldType::YesNo, "true")),
    ];
    for (key, value) in table {
        let name = key.get_ref().to_string();
        let DeValue::Table(inner) = value.get_ref() else {
            let at = reader.span(value.span());
            reader.out.push(wrong_type::diagnostic(
                &plain(&name, FieldType::Table, "{ type = \"yes-no\", label = \"Has a minibus\" }"),
                crate::fields::found(value.get_ref()),
                at,
            ));
            continue;
        };
        if private_field::is_private(&name) {
            reader.out.push(private_field::diagnostic(&name, reader.span(key.span())));
            continue;
        }
        let said = reader.fields(inner, &defs, "a field", &|_| true);
        // What the program itself reads in a field stays readable: a title is words, and a category one of those there are.
        if let Some(built_in) = kind.field(&name) {
            let another = |asked: &&Spanned<String>| field_type(&asked.value) != Some(built_in.ty);
            let asked = said.words("type").first().filter(another).or_else(|| said.words("choices").first());
            if let Some(asked) = asked {
                let message = format!(
                    "`{name}` is a field that every {} has, and it keeps its type and its choices",
                    kind.label.to_lowercase()
                );
                let help = "choose another name for a field of your own, or take this line out";
                reader.out.push(Diagnostic::new(&SETTING, message).at(asked.span).help(help));
                continue;
            }
        }
        let private = said.yes_no("private") == Some(true);
        // Another label is all that a field which every record has can be given: how it is read, and whether it is shown, stays.
        if let Some(built_in) = kind.fields.iter_mut().find(|field| field.name == name) {
            let def = Arc::make_mut(built_in);
            let words = |field: &str, now: &str| said.text(field).unwrap_or(now).to_owned();
            (def.label, def.help, def.icon) =
                (words("label", &def.label), words("help", &def.help), words("icon", &def.icon));
            def.required |= said.yes_no("required") == Some(true);
            if private {
                (def.private, def.shown) = (true, Shown::Never);
            }
            continue;
        }
        let ty = said.text("type").and_then(field_type).unwrap_or_default();
        let def = FieldDef {
            label: said.text("label").map_or_else(|| label_of(&name), str::to_owned),
            help: said.text("help").unwrap_or("").to_owned(),
            icon: said.text("icon").unwrap_or("").to_owned(),
            choices: said.words("choices").iter().map(|w| w.value.clone()).collect(),
            many: said.yes_no("many") == Some(true),
            required: said.yes_no("required") == Some(true),
            private,
            shown: if private { Shown::Never } else { Shown::Facts },
            starter: true,
            ..plain(&name, ty, example_of(ty))
        };
        let before_body = kind.fields.len().saturating_sub(1);
        kind.fields.insert(before_body, Arc::new(def));
    }
}

fn field_type(name: &str) -> Option<FieldType> {
    use serde::Deserialize as _;
    use serde::de::IntoDeserializer as _;
    let name: serde::de::value::StrDeserializer<serde::de::value::Error> = name.into_deserializer();
    FieldType::deserialize(name).ok()
}

fn example_of(ty: FieldType) -> &'static str {
    match ty {
        FieldType::Number => "12",
        FieldType::Date => "2026-03-31",
        FieldType::YesNo => "true",
        FieldType::Url => "\"https://repair.example/\"",
        FieldType::Email => "\"hello@repair.example\"",
        FieldType::Phone => "\"01632 960140\"",
        _ => "\"…\"",
    }
}

fn own_types(reader: &mut Reader, table: &DeTable, kind: &mut Kind) {
    let defs: Vec<Arc<FieldDef>> = ["label", "plural", "folder", "summary", "icon", "colour"]
        .map(|name| Arc::new(plain(name, FieldType::Text, "\"…\"")))
        .to_vec();
    for (key, value) in table {
        let name = slug(key.get_ref());
        let said = match value.get_ref() {
            DeValue::Table(inner) => reader.fields(inner, &defs, "a type", &|_| true),
            _ => Fields::default(),
        };
        let label =
            said.text("label").map(str::to_owned).or_else(|| value_text(value)).unwrap_or_else(|| label_of(&name));
        let plural = said.text("plural").map_or_else(|| format!("{label}s"), str::to_owned);
        let known = kind.types.iter_mut().find(|known| known.name == name);
        let words = |field: &str, of_known: fn(&Type) -> &String, usual: &str| {
            said.text(field)
                .map_or_else(|| known.as_deref().map_or(usual, |known| of_known(known)).to_owned(), str::to_owned)
        };
        // Records lie in the folder of a type that is there already, whatever it is called.
        let stays = known.as_deref().filter(|_| said.text("folder").is_none()).map(|known| known.folder.clone());
        let own = Type {
            folder: stays.unwrap_or_else(|| folder(said.text("folder"), said.text("plural"), &name)),
            summary: words("summary", |known| &known.summary, ""),
            icon: words("icon", |known| &known.icon, &kind.icon),
            colour: words("colour", |known| &known.colour, &kind.colour),
            label,
            plural,
            name,
        };
        match known {
            Some(known) => *known = own,
            None => kind.types.push(own),
        }
    }
}

/// Whether the addresses below a folder belong to another kind, or to lists and files of the site's own.
fn is_taken(folder: &str, kinds: &Kinds) -> bool {
    const OWN: [&str; 9] = ["areas", "categories", "data", "map", "pages", "pictures", "printed", "search", "theme"];
    OWN.contains(&folder) || is_reserved(folder) || kinds.all.iter().any(|kind| kind.folder == folder)
}

/// A folder for addresses: the one that was asked for, or made from the plural, or from the name.
fn folder(asked: Option<&str>, plural: Option<&str>, name: &str) -> String {
    let plain = |text: &str| text.is_ascii().then(|| slug(text));
    let candidates = [asked.map(slug), plural.and_then(plain), Some(slug(name))];
    let found = candidates.into_iter().flatten().find(|folder| !folder.is_empty());
    found.unwrap_or_else(|| format!("kind-{}", name.chars().map(|c| c as u32).sum::<u32>()))
}
