//! One record as its author wrote it, and the ordinary pages beside the records.

mod keep_back;

use std::ops::Range;
use std::sync::Arc;

use camino::Utf8Path;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{At, Diagnostic};
use crate::fields::{Custom, FieldValue, Fields, Reader};
use crate::front_matter;
use crate::kinds::{FieldDef, Kinds};
use crate::language::capital;
use crate::markdown::{self, Scan};
use crate::mistakes::{
    empty_file, hidden_character, merge_conflict, mojibake, not_a_choice, number_range, private_field, summary_long,
    title_empty_slug, title_missing,
};
use crate::slug::slug;
use crate::source::Source;
use crate::span::{FileId, Span, Spanned};
use crate::toml_text;

/// The folder that people write in.
pub const CONTENT: &str = "content";

/// The text of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// It stands in the file, below the front matter.
    InFile(Span),
    /// It stands in a field of a `.toml` file.
    InField(Spanned<String>),
}

impl Body {
    /// The Markdown.
    pub fn text<'a>(&'a self, source: &'a Source) -> &'a str {
        match self {
            Body::InFile(span) => &source.text[span.range()],
            Body::InField(text) => &text.value,
        }
    }
}

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Where it stands: its file, and in it the place that stands for the whole record.
    pub span: Span,
    /// Its kind, as a number in [`Kinds::all`].
    pub kind: usize,
    /// Its type, as a number in the kind's types.
    pub type_: Option<usize>,
    /// The last part of its address. Unique in the site; made from the file's name, so that renaming a
    /// group does not break the links on last year's leaflet.
    pub slug: Spanned<String>,
    /// Its name.
    pub title: Spanned<String>,
    /// All its fields but the title and the text.
    pub fields: Fields,
    /// Its text.
    pub body: Option<Body>,
    /// What the text has in it that matters to other records.
    pub scan: Scan,
}

impl Record {
    /// Whether the author wants it kept off the site for now.
    pub fn is_draft(&self) -> bool {
        self.fields.yes_no("draft") == Some(true)
    }

    /// The records that it names in its fields: the field, and the name as it was written.
    pub fn links(&self) -> impl Iterator<Item = (&FieldDef, &Spanned<String>)> {
        use crate::kinds::FieldType::{Link, Table};
        let own = self.fields.0.iter().filter(|f| f.def.ty == Link);
        let in_tables = self.fields.0.iter().filter(|f| f.def.ty == Table).flat_map(|f| match &f.value {
            FieldValue::Tables(tables) => tables.as_slice(),
            _ => &[],
        });
        let inner = in_tables.flat_map(|t| t.0.iter()).filter(|f| f.def.ty == Link);
        own.chain(inner).flat_map(|f| match &f.value {
            FieldValue::Words(words) => words.iter().map(|w| (&*f.def, w)).collect::<Vec<_>>(),
            _ => Vec::new(),
        })
    }
}

/// What an ordinary page is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The words on the home page.
    Home,
    /// The words above the list of a kind, by its number.
    Intro(usize),
    /// A page of its own.
    Page,
}

/// An ordinary page, or words above a list.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPage {
    /// Where it stands.
    pub span: Span,
    /// What it is for.
    pub role: Role,
    /// The last part of its address.
    pub slug: Spanned<String>,
    /// Its heading.
    pub title: Spanned<String>,
    /// Its other fields.
    pub fields: Fields,
    /// Its text.
    pub body: Option<Body>,
    /// What the text has in it that matters to the rest of the site.
    pub scan: Scan,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed {
    /// Records.
    pub records: Vec<Record>,
    /// Ordinary pages.
    pub pages: Vec<TextPage>,
}

/// What lies where below `content/`.
enum Place {
    Records {
        kind: usize,
        type_: Option<usize>,
    },
    Page(Role),
    /// Of no kind that the folder names: the record must say so itself.
    Anywhere,
}

/// Reads one file below `content/`. Whatever can be read is kept; every fault is told.
pub fn parse(source: &Source, file: FileId, kinds: &Kinds, custom: &Custom) -> (Parsed, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let mut parsed = Parsed::default();
    if source.is_broken {
        return (parsed, out);
    }
    if source.text.bytes().all(|b| b == 0) && !source.text.is_empty() {
        return (parsed, vec![empty_file::zeros(file)]);
    }
    if source.text.trim_start_matches('\u{feff}').trim().is_empty() {
        return (parsed, vec![empty_file::diagnostic(file)]);
    }
    if let Some(conflict) = merge_conflict::find(&source.text, file) {
        return (parsed, vec![conflict]);
    }
    out.extend(hidden_character::find(&source.text, file));
    out.extend(mojibake::find(&source.text, file));

    let place = place(&source.path, kinds);
    let mut reading = Reading { source, file, kinds, custom, out };
    if source.path.extension() == Some("toml") {
        reading.toml_file(&place, &mut parsed);
    } else {
        let (parts, diagnostics) = front_matter::split(source, file);
        reading.out.extend(diagnostics);
        if let Some(parts) = parts {
            reading.markdown_file(&place, parts, &mut parsed);
        }
    }
    (parsed, reading.out)
}

/// The kind and the type that the folders name.
fn place(path: &Utf8Path, kinds: &Kinds) -> Place {
    let mut parts: Vec<&str> = path.strip_prefix(CONTENT).unwrap_or(path).iter().collect();
    let name = parts.pop().unwrap_or("");
    let is_index = name == "index.md";
    match parts.as_slice() {
        [] if is_index => Place::Page(Role::Home),
        ["pages", ..] => Place::Page(Role::Page),
        [folder, rest @ ..] => match kinds.in_folder(folder) {
            Some(kind) if is_index && rest.is_empty() => Place::Page(Role::Intro(kind)),
            Some(kind) => {
                let type_ = rest.iter().rev().find_map(|folder| kinds.kind(kind).type_called(folder));
                Place::Records { kind, type_ }
            }
            None => Place::Anywhere,
        },
        [] => Place::Anywhere,
    }
}

struct Reading<'a> {
    source: &'a Source,
    file: FileId,
    kinds: &'a Kinds,
    custom: &'a Custom,
    out: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn markdown_file(&mut self, place: &Place, parts: front_matter::Parts, parsed: &mut Parsed) {
        let text = toml_text::with_line_feeds(&self.source.text[parts.fields.clone()]);
        let read = toml_text::read(self.source, self.file, &text, parts.fields.start, &mut self.out);
        let fence = parts.fields.start.saturating_sub(4)..parts.fields.start.saturating_sub(1);
        let span = Span::new(self.file, fence);
        let has_text = !self.source.text[parts.body.clone()].trim().is_empty();
        let body = has_text.then(|| Body::InFile(Span::new(self.file, parts.body)));
        let sound = |at: Span| read.is_sound(at);
        let whole = Whole {
            table: &read.table,
            base: parts.fields.start,
            span,
            sound: &sound,
            broken: !read.faulty.is_empty(),
            body,
            from_file_name: true,
            said: vec![parts.fields],
        };
        self.one(place, whole, parsed);
    }

    fn toml_file(&mut self, place: &Place, parsed: &mut Parsed) {
        let text = toml_text::with_line_feeds(&self.source.text);
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let read = toml_text::read(self.source, self.file, &text[start..], start, &mut self.out);
        let sound = |at: Span| read.is_sound(at);
        let broken = !read.faulty.is_empty();
        let nearly = |(key, value): (&crate::fields::Key, &crate::fields::Value)| {
            let name = key.get_ref().as_ref();
            let table = name == "record" && value.get_ref().is_table();
            let list = name == "records" && (value.get_ref().is_array() || value.get_ref().is_table());
            (table || list).then(|| (name.to_owned(), value.span()))
        };
        if let Some((name, at)) = read.table.iter().find_map(nearly).filter(|_| !broken) {
            let at = Span::new(self.file, start + at.start..start + at.end);
            let message = "several records in one file stand each below a line `[[record]]`";
            let help = format!("write `[[record]]`, with two brackets and no s, instead of `[{name}]` or `[[{name}]]`");
            self.out.push(Diagnostic::new(&crate::mistakes::table_open::RULE, message).at(at).help(help));
            return;
        }
        let many = read.table.get("record").map(|v| v.get_ref());
        let Some(DeValue::Array(records)) = many else {
            let span = Span::new(self.file, start..start);
            self.one(
                place,
                Whole {
                    table: &read.table,
                    base: start,
                    span,
                    sound: &sound,
                    broken,
                    body: None,
                    from_file_name: true,
                    said: std::iter::once(0..self.source.text.len()).collect(),
                },
                parsed,
            );
            return;
        };
        for (key, _) in read.table.iter().filter(|(key, _)| key.get_ref() != "record") {
            let at = Span::new(self.file, start + key.span().start..start + key.span().end);
            let name = key.get_ref();
            if sound(at) {
                let diagnostic = crate::mistakes::unknown_field::diagnostic(
                    name,
                    at,
                    "a file of several records",
                    std::iter::empty(),
                );
                self.out.push(diagnostic.help("put it below one of the lines `[[record]]`"));
            }
        }
        let starts: Vec<usize> = records.iter().map(|record| start + record.span().start).collect();
        if records.is_empty() {
            self.out.push(empty_file::diagnostic(self.file));
        }
        for (i, record) in records.iter().enumerate() {
            let at = Span::new(self.file, start + record.span().start..start + record.span().end);
            // What stands above all of them was meant for each.
            let above = 0..starts.first().copied().unwrap_or(0);
            let end = starts.get(i + 1).copied().unwrap_or(self.source.text.len());
            let said = vec![above, start + record.span().start..end];
            match record.get_ref() {
                DeValue::Table(table) => {
                    let whole = Whole {
                        table,
                        base: start,
                        span: at,
                        sound: &sound,
                        broken,
                        body: None,
                        from_file_name: false,
                        said,
                    };
                    self.one(place, whole, parsed);
                }
                other => {
                    let def = FieldDef {
                        name: "record".into(),
                        ty: crate::kinds::FieldType::Table,
                        example: "{ title = \"…\" }".into(),
                        ..FieldDef::default()
                    };
                    self.out.push(crate::mistakes::wrong_type::diagnostic(&def, crate::fields::found(other), at));
                }
            }
        }
    }

    /// One record or page, from its table.
    fn one(&mut self, place: &Place, whole: Whole, parsed: &mut Parsed) {
        if let Place::Page(role) = place {
            let kinds = self.kinds;
            if let Some(page) = self.page(role.clone(), &whole, &kinds.page) {
                parsed.pages.push(page);
            }
            return;
        }
        let Some((kind, type_)) = self.kind(place, &whole) else { return };
        let kinds = self.kinds;
        let def = kinds.kind(kind);
        let what = format!("{} {}", article(&def.label), def.label.to_lowercase());
        let (mut fields, custom_body) = self.fields(&whole, &def.fields, &what);
        let Some(title) = take_text(&mut fields, "title") else {
            self.title_missing(&whole);
            return;
        };
        let type_ = self.type_(kind, &fields).or(type_);
        let slug = self.slug(&whole, &fields, &title);
        self.out.extend(title_empty_slug::look(&title, &slug.value));
        if let Some(summary) = fields.words("summary").first() {
            self.out.extend(summary_long::look(summary));
        }
        self.out.extend(number_range::keep(&mut fields));
        self.keep_private(kind, type_, &mut fields);
        self.keep_back(&whole, &def.fields, &mut fields);
        // What a site declared private goes no further than this.
        fields.0.retain(|f| !f.def.private);
        self.one_text(whole.body.as_ref(), custom_body.as_ref());
        let body = whole.body.or(custom_body);
        let scan = self.scan(body.as_ref(), &title.value);
        parsed.records.push(Record { span: whole.span, kind, type_, slug, title, fields, body, scan });
    }

    /// A text in the field `body` and one below the second fence: only the latter is shown.
    fn one_text(&mut self, below: Option<&Body>, field: Option<&Body>) {
        if let (Some(Body::InFile(_)), Some(Body::InField(field))) = (below, field) {
            let message = "the text in `body` is not shown, since there is a text below the second `+++`";
            let help = "put the words of both below the second `+++`, and take the line `body` out";
            self.out.push(Diagnostic::new(&crate::mistakes::duplicate_field::RULE, message).at(field.span).help(help));
        }
    }

    fn page(&mut self, role: Role, whole: &Whole, defs: &[Arc<FieldDef>]) -> Option<TextPage> {
        let (mut fields, custom_body) = self.fields(whole, defs, "a page");
        let Some(title) = take_text(&mut fields, "title") else {
            self.title_missing(whole);
            return None;
        };
        self.keep_back(whole, defs, &mut fields);
        let slug = self.slug(whole, &fields, &title);
        let body = whole.body.clone().or(custom_body);
        let scan = self.scan(body.as_ref(), &title.value);
        Some(TextPage { span: whole.span, role, slug, title, fields, body, scan })
    }

    fn fields(&mut self, whole: &Whole, defs: &[Arc<FieldDef>], what: &str) -> (Fields, Option<Body>) {
        let mut reader = Reader {
            source: self.source,
            file: self.file,
            base: whole.base,
            custom: self.custom,
            out: std::mem::take(&mut self.out),
        };
        let before = reader.out.len();
        let mut fields = reader.fields(whole.table, defs, what, whole.sound);
        // What stands in a line that could not be read has been told.
        let told = reader.out.split_off(before).into_iter();
        reader.out.extend(told.filter(|d| !matches!(d.at, Some(At::Span(at)) if !(whole.sound)(at))));
        self.out = reader.out;
        let body = fields.0.iter().position(|f| f.def.name == "body").map(|i| fields.0.remove(i)).and_then(|f| match f
            .value
        {
            FieldValue::Words(mut words) => words.pop().map(Body::InField),
            _ => None,
        });
        (fields, body)
    }

    fn title_missing(&mut self, whole: &Whole) {
        // A title that could not be read has been told already.
        if !whole.broken && !whole.table.contains_key("title")
            || whole
                .table
                .get("title")
                .is_some_and(|v| v.get_ref().as_str().is_some_and(|t| t.trim().is_empty()) && !whole.broken)
        {
            let typed =
                ["Title", "TITLE", "title ", "name", "titel", "tilte"].iter().any(|t| whole.table.contains_key(*t));
            let name = self.name_from_file();
            let empty = whole
                .table
                .get("title")
                .map(|v| Span::new(self.file, whole.base + v.span().start..whole.base + v.span().end));
            match empty {
                Some(at) => self.out.push(title_missing::empty(at, &name)),
                None if !typed => self.out.push(title_missing::diagnostic(whole.span, &name)),
                None => {}
            }
        }
    }

    /// "repair cafe", from the file's name.
    fn name_from_file(&self) -> String {
        capital(&self.source.path.file_stem().unwrap_or("").replace(['-', '_'], " "))
    }

    fn kind(&mut self, place: &Place, whole: &Whole) -> Option<(usize, Option<usize>)> {
        let named = whole.table.get("kind").and_then(|v| {
            Some(Spanned::new(
                v.get_ref().as_str()?.trim().to_lowercase(),
                Span::new(self.file, whole.base + v.span().start..whole.base + v.span().end),
            ))
        });
        let from_folder = match place {
            Place::Records { kind, type_ } => Some((*kind, *type_)),
            _ => None,
        };
        let Some(named) = named else {
            if from_folder.is_none() {
                self.out.push(self.no_kind(whole.span));
            }
            return from_folder;
        };
        let known = self.kinds.called(&named.value).or_else(|| self.kinds.in_folder(&named.value));
        match (known, from_folder) {
            (Some(kind), Some((folder, type_))) if kind == folder => Some((kind, type_)),
            (Some(kind), _) => Some((kind, None)),
            (None, _) => {
                let names: Vec<&str> = self.kinds.all.iter().map(|k| k.name.as_str()).collect();
                self.out.push(not_a_choice::diagnostic("kind", &named, &names));
                None
            }
        }
    }

    fn no_kind(&self, at: Span) -> Diagnostic {
        let mut parts = self.source.path.iter().skip(1);
        let folder = parts.next().filter(|_| parts.next().is_some());
        let near = folder.and_then(|f| crate::suggest::nearest(f, self.kinds.all.iter().map(|k| k.folder.as_str())));
        if let (Some(folder), Some(near)) = (folder, near) {
            let message = format!(
                "the folder is called `{folder}`, and should be called `{near}`: so nobody knows what sort of record this is"
            );
            return Diagnostic::new(&NO_KIND, message)
                .at(at)
                .help(format!("rename the folder to `{near}`, or move the file into `content/{near}/`"));
        }
        let folders: Vec<String> = self.kinds.all.iter().map(|k| format!("`content/{}/`", k.folder)).collect();
        Diagnostic::new(&NO_KIND, "this record lies in no folder of a kind, so nobody knows what sort of record it is")
            .at(at)
            .help(format!("move it into {}, or into `content/pages/` if it is an ordinary page", folders.join(", ")))
    }

    fn type_(&mut self, kind: usize, fields: &Fields) -> Option<usize> {
        let said = fields.words("type").first()?;
        let kind = self.kinds.kind(kind);
        let word = said.value.trim().to_lowercase();
        let by_label = kind.types.iter().position(|t| t.label.to_lowercase() == word || slug(&word) == t.name);
        let found = kind.type_called(&word).or(by_label);
        if found.is_none() {
            let names: Vec<&str> = kind.types.iter().map(|t| t.name.as_str()).collect();
            let key = format!("type of {}", kind.label.to_lowercase());
            self.out.push(not_a_choice::diagnostic(&key, said, &names));
        }
        found
    }

    /// From the field, or from the file's name; several records in one file have only their names.
    fn slug(&mut self, whole: &Whole, fields: &Fields, title: &Spanned<String>) -> Spanned<String> {
        if let Some(slug) = fields.words("slug").first() {
            return slug.clone();
        }
        let name = if whole.from_file_name { self.source.path.file_stem().unwrap_or("") } else { &title.value };
        let made = slug(name);
        // A name in another script alone: something stable and typeable all the same.
        let made = if made.is_empty() { format!("record-{:x}", fingerprint(name)) } else { made };
        Spanned::new(made, title.span)
    }

    /// A skill has no address: it would tell where somebody lives.
    fn keep_private(&mut self, kind: usize, type_: Option<usize>, fields: &mut Fields) {
        let kind = self.kinds.kind(kind);
        if kind.name != "asset" || type_.is_none_or(|t| kind.type_(t).name != "skill") {
            return;
        }
        for name in ["address", "postcode", "location", "lat", "lon"] {
            if let Some(i) = fields.0.iter().position(|f| f.def.name == name) {
                let field = fields.0.remove(i);
                self.out.push(private_field::address_of_a_skill(name, field.key));
            }
        }
    }

    fn scan(&mut self, body: Option<&Body>, title: &str) -> Scan {
        match body {
            Some(Body::InFile(span)) => {
                let text = &self.source.text[span.range()];
                markdown::scan(text, self.file, span.start as usize, title, &mut self.out)
            }
            // Offsets within a quoted text are not those of the file: all its faults stand at its beginning.
            Some(Body::InField(text)) => {
                let mut found = Vec::new();
                let mut scan = markdown::scan(&text.value, self.file, 0, title, &mut found);
                self.out.extend(found.into_iter().map(|d| Diagnostic { fix: None, ..d }.at(text.span)));
                scan.links.iter_mut().for_each(|l| l.span = text.span);
                scan.pictures.iter_mut().for_each(|(p, _)| p.span = text.span);
                scan
            }
            None => Scan::default(),
        }
    }
}

/// The table of one record and what goes with it.
struct Whole<'a> {
    table: &'a DeTable<'a>,
    base: usize,
    span: Span,
    sound: &'a dyn Fn(Span) -> bool,
    /// Whether any line of it could not be read.
    broken: bool,
    body: Option<Body>,
    from_file_name: bool,
    /// Where its fields stand in the file.
    said: Vec<Range<usize>>,
}

/// A record in a folder that belongs to no kind.
pub static NO_KIND: crate::diagnostic::Rule = crate::diagnostic::Rule {
    code: "no-kind",
    severity: crate::diagnostic::Severity::Error,
    title: "a record that lies in no folder of a kind",
    explain: "What sort of record a file is comes from its folder: `content/groups/`, `content/assets/places/`, and so on. A file \
elsewhere can say it itself: `kind = \"group\"`.",
};

fn take_text(fields: &mut Fields, name: &str) -> Option<Spanned<String>> {
    let i = fields.0.iter().position(|f| f.def.name == name)?;
    match fields.0.remove(i).value {
        // A name stands on one line, wherever it is shown.
        FieldValue::Words(words) => {
            words.into_iter().next().map(|w| Spanned::new(w.value.trim().replace(['\r', '\n'], " "), w.span))
        }
        _ => None,
    }
}

/// Whether a field is written in the record's file, even if it could not be read.
pub fn is_written(source: &Source, record: &Record, field: &str) -> bool {
    written_line(source, record, field).is_some()
}

/// The line of the record's file in which a field is written, without its end, even if it could not be read.
pub fn written_line(source: &Source, record: &Record, field: &str) -> Option<Range<usize>> {
    let text = &source.text;
    let start = record.span.start as usize;
    let end = match &record.body {
        Some(Body::InFile(body)) => body.start as usize,
        // Where there are several records in a file, this one ends where the next begins.
        _ => {
            text[start..].match_indices("[[record]]").map(|(i, _)| start + i).find(|&i| i > start).unwrap_or(text.len())
        }
    };
    let is_it =
        |l: &str| l.trim_start().strip_prefix(field).is_some_and(|rest| rest.trim_start().starts_with(['=', ':']));
    let line = text[start..end].lines().find(|l| is_it(l))?;
    let at = line.as_ptr() as usize - text.as_ptr() as usize;
    Some(at..at + line.len())
}

/// "a", or "an" before a vowel.
pub fn article(word: &str) -> &'static str {
    if word.starts_with(['A', 'E', 'I', 'O', 'U', 'a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// A number that stands for a name: the same on every machine and in every version (FNV-1a).
fn fingerprint(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
