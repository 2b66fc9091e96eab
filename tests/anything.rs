//! Whatever stands in the files: nothing falls over, and the same files make the same site.

mod support;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hereabouts::config;
use hereabouts::diagnostic::Severity;
use hereabouts::fields::Custom;
use hereabouts::fix;
use hereabouts::kinds::Kinds;
use hereabouts::mistakes::not_utf8::{self, Decoded};
use hereabouts::source::{Files, Source};
use hereabouts::span::FileId;
use hereabouts::{build, record};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::{made, site_of};

/// Pieces of which people make records, and of which they make a mess.
const PIECES: &[&str] = &[
    "+++\n",
    "+++",
    "---\n",
    "++++\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "title = \"Choir\"\n",
    "title: Choir\n",
    "title",
    "=",
    ":",
    "\"",
    "\"\"\"",
    "'",
    "“",
    "”",
    "‘",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    "\\",
    "verified = 31/12/2025\n",
    "verified = 2025-12-31\n",
    "verified = \"03/04/2026\"\n",
    "[contact]\n",
    "[[record]]\n",
    "phone = 01632 960140\n",
    "phone = \"01632\n",
    "when = \"Tuesdays 7-9\"\n",
    "wants = [\"a piano\"\n",
    "website = www.choir.example\n",
    "location = \"53.7, -2.0\"\n",
    "categories = music\n",
    "draft = yes\n",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> theirs\n",
    "é",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "\0",
    "Ã©",
    "🌻",
    "1",
    "-",
    ".",
    "# Heading\n",
    "##Heading\n",
    "- item\n",
    "[words](hall.md)",
    "![](x.png)",
    "<b>",
    "<script>",
    "postcode = \"NE27 OHJ\"\n",
    "no name",
    "rooms = [{ title = \"Back\" }]\n",
    "a.b = 1\n",
    "x = { y = 1 }\n",
    "description = \"We mend.\"\n",
];

/// Pieces of Markdown and of what should never come through.
const MARKUP: &[&str] = &[
    "<script>",
    "</script>",
    "<script src=//x.example>",
    "<SCRIPT\n>",
    "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<iframe>",
    "</iframe>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "?>",
    "javascript:alert(1)",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](data:text/html,<script>)",
    "![a](x\" onerror=\"alert(1))",
    "<https://x.example/\"onclick=\"alert(1)>",
    "# H {#a onclick=alert(1)}",
    "\n",
    "\n\n",
    "    ",
    "`",
    "```\n",
    "> ",
    "- ",
    "| a | b |\n|---|---|\n",
    "[^1]",
    "[^1]: note\n",
    "*",
    "**",
    "_",
    "~~",
    "\\",
    "&lt;",
    "&#x3c;script&#x3e;",
    "\"",
    "'",
    "<",
    ">",
    "&",
    "=",
    "a",
    "é",
    "\u{2028}",
    "\0",
    "{{ record.title }}",
    "{% raw %}",
];

fn pieces(of: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![8 => select(of).prop_map(str::to_owned), 1 => "\\PC{0,6}"], 0..most)
        .prop_map(|parts| parts.concat())
}

/// One record file with this text.
fn parse(path: &str, text: &str) -> Vec<&'static str> {
    static KINDS: LazyLock<Kinds> = LazyLock::new(Kinds::built_in);
    let source = Source::new(path, text);
    let custom = Custom { country: "GB".to_owned(), ..Custom::default() };
    let (_, told) = record::parse(&source, FileId(0), &KINDS, &custom);
    // What is told can be shown: every place lies in the file.
    let files = Files { sources: vec![source], ..Files::default() };
    told.iter().for_each(|d| drop(hereabouts::diagnostic::report::text(d, &files, false)));
    told.iter().map(|d| d.rule.code).collect()
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_text_makes_the_program_fall_over(text in pieces(PIECES, 40)) {
        parse("content/groups/choir.md", &text);
        parse("content/groups/clubs.toml", &text);
        parse("content/pages/about.md", &text);
    }

    #[test]
    fn no_bytes_make_the_program_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        match not_utf8::decode(bytes) {
            Decoded::Utf8(text) => drop(parse("content/groups/choir.md", &text)),
            Decoded::Other(text, set, offset) => {
                not_utf8::diagnostic(FileId(0), "content/groups/choir.md".into(), &text, set, offset);
                parse("content/groups/choir.md", &text);
            }
        }
    }

    #[test]
    fn every_value_may_stand_in_every_field(name in select(fields()), value in prop_oneof![select(VALUES).prop_map(str::to_owned), "\"\\PC{0,12}\""]) {
        parse("content/assets/places/hall.md", &format!("+++\ntitle = \"Hall\"\n{name} = {value}\n+++\n"));
        parse("content/groups/choir.md", &format!("+++\ntitle = \"Choir\"\n{name} = {value}\n+++\n"));
    }
}

/// Values of every sort that TOML has, and a few that it has not.
const VALUES: &[&str] = &[
    "true",
    "0",
    "-1",
    "9223372036854775807",
    "99999999999999999999",
    "1e400",
    "nan",
    "inf",
    "0x1f",
    "2026-02-30",
    "2026-03-03",
    "07:32:00",
    "1979-05-27T07:32:00Z",
    "\"\"",
    "\" \"",
    "[]",
    "[[]]",
    "[1, \"a\"]",
    "{}",
    "{ text = 1 }",
    "{ title = \"a\", url = [] }",
    "[{ text = \"a\", until = 2026-01-01 }, 1]",
    "'''\n'''",
    "\"\"\"\n\"\"\"",
    "\"53.7,-2\"",
    "91",
    "\"no lift\"",
    "\"unknown: \"",
    "\"\\u0000\"",
    "£2",
    "www.x.example",
    "yes",
    "\"nan, nan\"",
    "\"1e999, 0\"",
];

/// The names of all fields.
fn fields() -> Vec<String> {
    let kinds = Kinds::built_in();
    let mut names: Vec<String> =
        kinds.all.iter().flat_map(|k| &k.fields).map(|f| f.name.clone()).filter(|n| n != "title").collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A site with groups that have these texts.
fn with(texts: &[String]) -> BTreeMap<String, Vec<u8>> {
    let mut files = support::parts(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"https://brookside.example/\"\n[categories]\nmusic = \"Music\"\n",
    );
    files.extend(
        texts.iter().enumerate().map(|(i, text)| (format!("content/groups/group-{i}.md"), text.clone().into_bytes())),
    );
    files
}

/// `text` in the quotes of TOML, which are those of JSON but for one sign.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is always JSON").replace('\u{7f}', "\\u007f")
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn any_config_is_read(text in pieces(PIECES, 40)) {
        config::read(&Source::new("hereabouts.toml", text.as_str()), FileId(0));
    }

    #[test]
    fn any_files_make_a_site_and_the_same_one_twice(texts in prop::collection::vec(pieces(PIECES, 24), 4..12)) {
        let files = with(&texts);
        let (once, twice) = (site_of(&files), site_of(&files));
        prop_assert!(once.outputs == twice.outputs && once.told == twice.told);
        prop_assert!(once.has("index.html"));
    }

    #[test]
    fn no_script_reaches_a_page(texts in prop::collection::vec((pieces(MARKUP, 8), pieces(MARKUP, 8), pieces(MARKUP, 16)), 4..12)) {
        let texts: Vec<String> = texts.iter().map(|(title, summary, body)| {
            let (title, summary) = (quoted(&format!("a{title}")), quoted(summary));
            format!("+++\ntitle = {title}\nsummary = {summary}\nalso = {summary}\noffers = {summary}\nalert = {summary}\ncost = {summary}\nwebsite = {summary}\nwhen = {summary}\n+++\n{body}\n")
        }).collect();
        let built = site_of(&with(&texts));
        for path in built.pages() {
            let html = built.page(path);
            let data = html.matches("<script type=\"application/ld+json\">").count();
            let own = html.matches("<script src=\"").count();
            prop_assert_eq!(html.to_lowercase().matches("<script").count(), data + own, "{}", path);
            for address in support::addresses(html) {
                let scheme = address.split([':', '/', '#', '?']).next().unwrap_or("").to_lowercase();
                let leaves = address[scheme.len()..].starts_with(':');
                prop_assert!(!leaves || ["http", "https", "mailto", "tel", "sms", "geo"].contains(&scheme.as_str()), "{path}: {address}");
            }
            for tag in tags(support::main_part(html)) {
                prop_assert!(!tag.to_lowercase().starts_with("iframe") && !tag.starts_with("style"), "{path}: <{tag}>");
                prop_assert!(names(tag).all(|name| !name.to_lowercase().starts_with("on")), "{path}: <{tag}>");
            }
        }
    }

    #[test]
    fn the_order_of_records_in_a_file_and_of_files_changes_nothing(order in prop::collection::vec(any::<Index>(), 8), alone in any::<bool>()) {
        let records = [
            "title = \"Zumba\"", "title = \"The Tenter Players\"\nmeets_at = \"loom-hall\"", "title = \"Brass Band\"\noffers = [\"marches\"]", "title = \"Choir\"\nrelated = [\"brass-band\"]\nwants = [\"marches to sing to\"]",
            "title = \"Loom Hall\"\ntype = \"club\"", "title = \"Émile’s Kitchen\"\nalso = [\"the soup kitchen\"]", "title = \"2nd Scouts\"", "title = \"chess\"",
        ];
        let mut left: Vec<&str> = records.to_vec();
        let shuffled: Vec<&str> = order.iter().map(|i| left.remove(i.index(left.len()))).collect();
        let file = |records: &[&str]| {
            let mut files = support::parts("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
            for (i, record) in records.iter().enumerate() {
                let name = if alone { format!("content/groups/file-{i}.toml") } else { "content/groups/all.toml".to_owned() };
                files.entry(name).or_default().extend(format!("[[record]]\n{record}\n").into_bytes());
            }
            files
        };
        let (plain, other) = (site_of(&file(&records)), site_of(&file(&shuffled)));
        prop_assert!(plain.outputs == other.outputs);
    }

    #[test]
    fn mends_come_to_an_end_and_bring_no_new_faults(texts in prop::collection::vec(pieces(PIECES, 20), 3..9)) {
        let errors = |files: &BTreeMap<String, Vec<u8>>| built(files).1;
        let mut files = with(&texts);
        let before = errors(&files);
        for _ in 0..12 {
            match mended(&files) {
                Some(better) => files = better,
                None => {
                    prop_assert!(errors(&files) <= before * 2, "{:?}", files.values().map(|b| String::from_utf8_lossy(b)).collect::<Vec<_>>());
                    return Ok(());
                }
            }
        }
        prop_assert!(false, "the mends never end: {:?}", files.values().map(|b| String::from_utf8_lossy(b)).collect::<Vec<_>>());
    }
}

/// The tags of a page, without their brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
}

/// The names of a tag's attributes.
fn names(tag: &str) -> impl Iterator<Item = &str> {
    tag.split('"').step_by(2).flat_map(str::split_whitespace).filter_map(|part| part.strip_suffix('='))
}

/// What is told of these files, and how many errors there are.
fn built(
    files: &BTreeMap<String, Vec<u8>>,
) -> (Result<build::Built, (Files, Vec<hereabouts::diagnostic::Diagnostic>)>, usize) {
    let built = build::build(support::input(files));
    let told = match &built {
        Ok(built) => &built.diagnostics,
        Err((_, told)) => told,
    };
    let errors = told.iter().filter(|d| d.severity == Severity::Error).count();
    (built, errors)
}

/// The files with all sure mends; nothing if there is nothing to mend.
fn mended(files: &BTreeMap<String, Vec<u8>>) -> Option<BTreeMap<String, Vec<u8>>> {
    let built = built(files).0.ok()?;
    let texts = fix::apply(&built.files, &built.diagnostics);
    let mut better = files.clone();
    for (id, text, _) in &texts {
        better.insert(built.files.source(*id).path.to_string(), text.clone().into_bytes());
    }
    (!texts.is_empty()).then_some(better)
}

#[test]
fn the_files_on_a_disk_make_the_site_that_the_same_files_in_memory_make() {
    let text = "-- content/groups/zumba.md --\n+++\ntitle = \"Zumba\"\n+++\n-- content/assets/places/hall.md --\n+++\ntitle = \"Hall\"\n+++\n-- templates/page.html --\n{% extends \"page.html\" %}\n-- static/a/b.txt --\nhello\n";
    let folder = support::folder::Folder::new(text);
    let root = camino::Utf8PathBuf::from_path_buf(folder.site.clone()).expect("the path is plain");
    let (files, diagnostics) = hereabouts::files::read(&root);
    let read = made(build::Input {
        files,
        diagnostics,
        today: support::TODAY,
        drafts: false,
        base_url: None,
        rules: &hereabouts::rules::ALL,
        earlier: Default::default(),
    });
    assert!(read.outputs == support::site(text).outputs);
}
