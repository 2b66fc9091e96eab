//! `schema --cms`: a page on which people edit records in forms.
#![cfg(unix)]

mod support;

use hereabouts::cms::{self, Made};
use hereabouts::config;
use hereabouts::kinds::Kinds;
use hereabouts::repository::{Forge, Place, Repository};
use serde_json::{Map, Value, json};
use support::folder::Folder;
use support::{input, parts, site};

/// The two files for the site in `text`.
fn made(text: &str, repository: Option<&Repository>) -> Made {
    let files = input(&parts(text)).files;
    let (id, source) = files.find(config::FILE).expect("each site has one");
    let (config, _) = config::read(source, id);
    cms::files(&config, &files, repository)
}

/// The settings of the site in `text`.
fn settings(text: &str) -> Value {
    read(&made(text, None).config)
}

/// YAML as the program writes it: names, hyphens, and JSON behind them.
fn read(text: &str) -> Value {
    let indented = |line: &str| (line.len() - line.trim_start().len(), line.trim_start().to_owned());
    let is_line = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let mut lines: Vec<(usize, String)> = text.lines().filter(is_line).map(indented).collect();
    let mut at = 0;
    let value = block(&mut lines, &mut at);
    assert_eq!(at, lines.len(), "{:?}", lines.get(at));
    value
}

fn block(lines: &mut [(usize, String)], at: &mut usize) -> Value {
    let margin = lines[*at].0;
    let is_list = lines[*at].1.starts_with('-');
    let (mut map, mut list) = (Map::new(), Vec::new());
    while *at < lines.len() && lines[*at].0 == margin && lines[*at].1.starts_with('-') == is_list {
        if is_list {
            let item = lines[*at].1[1..].trim_start().to_owned();
            if item.starts_with(|c: char| c.is_ascii_lowercase()) {
                lines[*at] = (margin + 2, item);
                list.push(block(lines, at));
            } else {
                list.push(plain(&item));
                *at += 1;
            }
            continue;
        }
        let (name, rest) =
            lines[*at].1.split_once(':').map(|(n, r)| (n.to_owned(), r.trim().to_owned())).expect("a name");
        *at += 1;
        let value = if rest.is_empty() { block(lines, at) } else { plain(&rest) };
        assert!(map.insert(name, value).is_none(), "a name stands twice");
    }
    if is_list { list.into() } else { map.into() }
}

fn plain(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// The form called `name`.
fn form<'v>(settings: &'v Value, name: &str) -> &'v Value {
    let all = settings["collections"].as_array().expect("there are forms");
    all.iter().find(|c| c["name"] == name).unwrap_or_else(|| panic!("no form is called {name}"))
}

/// The field called `name` of a form.
fn field<'v>(form: &'v Value, name: &str) -> &'v Value {
    form["fields"].as_array().and_then(|all| all.iter().find(|f| f["name"] == name)).unwrap_or(&Value::Null)
}

#[test]
fn every_field_of_every_kind_is_in_a_form() {
    let settings = settings("");
    for kind in Kinds::built_in().all {
        let names: Vec<String> = match kind.browse_by_type {
            true => kind.types.iter().map(|t| format!("{}-{}", kind.folder, t.folder)).collect(),
            false => vec![kind.folder.clone()],
        };
        for def in &kind.fields {
            let left = ["kind", "slug", "aliases", "no", "id"].contains(&def.name.as_str())
                || def.name == "type" && (kind.browse_by_type || kind.types.is_empty());
            for name in &names {
                let type_ = kind.types.iter().find(|t| name.ends_with(&format!("-{}", t.folder)));
                let fits = def.types.is_empty() || type_.is_some_and(|t| def.types.contains(&t.name));
                let found = field(form(&settings, name), &def.name);
                if left || !fits {
                    assert_eq!(*found, Value::Null, "{name}: {}", def.name);
                } else {
                    assert_eq!(found["label"], *def.label, "{name}: {}", def.name);
                    assert_eq!(found["required"], def.name == "title", "{name}: {}", def.name);
                    assert!(found["widget"].is_string(), "{name}: {}", def.name);
                }
            }
        }
        for name in &names {
            let fields = form(&settings, name)["fields"].as_array().expect("it has fields");
            assert_eq!(
                (&fields[0]["name"], &fields[fields.len() - 1]["widget"]),
                (&json!("title"), &json!("markdown"))
            );
        }
    }
}

#[test]
fn each_sort_of_field_has_the_form_that_fits_it() {
    let settings = settings(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[categories]\nrepair = \"Repair\"\n[areas]\neastgate = \"Eastgate\"\n",
    );
    let groups = form(&settings, "groups");
    assert_eq!((&groups["folder"], &groups["format"]), (&json!("content/groups"), &json!("toml-frontmatter")));
    let option = |value: &str, label: &str| json!({ "label": label, "value": value });
    for (name, about, is) in [
        ("type", "options", json!(null)),
        ("categories", "options", json!([option("repair", "Repair")])),
        ("area", "multiple", json!(true)),
        ("verified", "widget", json!("datetime")),
        ("verified", "type", json!("date")),
        ("verified", "time_format", json!(false)),
        ("draft", "default", json!(false)),
        ("members_about", "value_type", json!("int")),
        ("lat", "max", json!(90)),
        ("image", "widget", json!("image")),
        ("social", "widget", json!("keyvalue")),
        ("offers", "widget", json!("list")),
        ("address", "widget", json!("text")),
        ("meets_at", "widget", json!("string")),
    ] {
        match is {
            Value::Null => assert!(field(groups, name)[about].as_array().is_some_and(|all| all.len() > 10)),
            is => assert_eq!(field(groups, name)[about], is, "{name}"),
        }
    }
    let inner = |name: &str, inner: &str| field(field(groups, name), inner).clone();
    // Leaving `public` out publishes a contact, and so does a form that nobody touched.
    assert_eq!(inner("contact", "public")["default"], true);
    assert_eq!(inner("rooms", "capacity")["widget"], "number");
    assert_eq!(inner("links", "url")["required"], true);
    assert!(field(groups, "status")["options"].as_array().is_some_and(|all| all.contains(&option("paused", "Paused"))));
}

#[test]
fn hints_speak_of_a_form_and_not_of_a_file() {
    let settings = settings("");
    let groups = form(&settings, "groups");
    let hint = |name: &str| field(groups, name)["hint"].as_str().unwrap_or("").to_owned();
    assert_eq!(hint("phone"), "A number to ring. Such as: 01632 960140");
    assert_eq!(hint("draft"), "Keeps the record off the site for now.");
    assert!(hint("notes").contains("never published"));
    assert!(hint("meets_at").ends_with("or the name of its file. Such as: loom-hall"), "{}", hint("meets_at"));
    let all = settings.to_string();
    assert!(!["in quotes", "= false", "hereabouts.toml"].iter().any(|words| all.contains(words)), "{all}");
}

const OWN: &str = r##"-- hereabouts.toml --
title = "Brook \"side\": #1\nand more"
base_url = "https://brook.example/"
[categories]
repair = "Fish & \"chips\": #1 – Ĉu"
[kinds.group.fields.minibus]
type = "yes-no"
label = "Has a minibus"
help = "Whether it has one: \"yes\" or 'no' # always"
[kinds.group.fields.keyholder]
private = true
[kinds.group.fields."not a. name"]
label = "Odd"
[kinds.festival]
plural = "Festivals"
[kinds.festival.fields.season]
type = "choice"
choices = ["spring", "late-summer"]
required = true
[kinds.institution.types.museum]
label = "Museum"
"##;

#[test]
fn kinds_types_and_fields_of_a_sites_own_are_there_whatever_their_words() {
    let settings = settings(OWN);
    assert_eq!(settings["app_title"], "Brook \"side\": #1\nand more");
    assert_eq!(settings["site_url"], "https://brook.example/");
    let groups = form(&settings, "groups");
    assert_eq!(field(groups, "categories")["options"][0]["label"], "Fish & \"chips\": #1 – Ĉu");
    let minibus = field(groups, "minibus");
    assert_eq!(minibus["hint"], "Whether it has one: \"yes\" or 'no' # always");
    // Who did not say has not said no.
    assert_eq!(minibus["options"][1], json!({ "label": "No", "value": false }));
    assert_eq!(field(groups, "keyholder")["hint"], "It stays in the file, and is never published.");
    assert_eq!(*field(groups, "not a. name"), Value::Null);
    let festivals = form(&settings, "festivals");
    assert_eq!(field(festivals, "season")["options"][1], json!({ "label": "Late summer", "value": "late-summer" }));
    assert_eq!(field(festivals, "season")["required"], true);
    let types = field(form(&settings, "institutions"), "type")["options"].to_string();
    assert!(types.contains("Museum"), "{types}");
}

#[test]
fn what_a_form_would_lose_is_in_no_form() {
    let made = made(
        "-- content/groups/a.md --\n+++\ntitle = \"A\"\nwants = [\"chairs\"]\nlinks = [\"https://a.example\"]\n+++\n\
         -- content/groups/b.md --\n+++\ntitle = \"B\"\nwants = [{ text = \"lamps\", until = 2026-12-31 }]\nphone = \"01632 960001\"\n+++\n\
         -- content/groups/sports/c.md --\n+++\ntitle = \"C\"\nlocation = [53.7, -2.0]\nalso = [1987]\ncost = [\"Free\"]\n+++\n\
         -- content/stories/d.md --\n+++\ntitle = \"D\"\nwants = [{ text = \"lamps\" }]\n+++\n",
        None,
    );
    let told: Vec<(&str, &str)> = made.left_out.iter().map(|l| (l.field.as_str(), l.path.as_str())).collect();
    let c = "content/groups/sports/c.md";
    assert_eq!(told, [("also", c), ("location", c), ("wants", "content/groups/b.md")]);
    let settings = read(&made.config);
    let groups = form(&settings, "groups");
    assert_eq!(*field(groups, "wants"), Value::Null);
    assert_eq!((&field(groups, "links")["widget"], &field(groups, "links")["fields"]), (&json!("list"), &Value::Null));
    assert_eq!(groups["nested"], json!({ "depth": 10, "subfolders": false }));
    // Where all records write tables, so does the form.
    assert_eq!(field(field(form(&settings, "stories"), "wants"), "until")["type"], "date");
}

#[test]
fn a_repository_that_is_known_stands_in_the_settings() {
    let repository = |forge, server: &str| Repository {
        place: Place { server: server.to_owned(), path: "our-town/directory".to_owned() },
        forge,
        branch: "main".to_owned(),
        folder: "site".to_owned(),
    };
    let backend = |host, server: &str| read(&made("", Some(&repository(host, server))).config);
    let github = backend(Forge::Github, "github.com");
    assert_eq!(
        github["backend"],
        json!({ "name": "github", "repo": "our-town/directory", "branch": "main", "auth_methods": ["token"] })
    );
    assert_eq!(form(&github, "groups")["folder"], "site/content/groups");
    assert_eq!(form(&github, "words")["files"][0]["file"], "site/content/index.md");
    assert_eq!(github["media_folder"], "site/content/pictures");
    let codeberg = &backend(Forge::Forgejo, "codeberg.org")["backend"];
    assert_eq!((&codeberg["name"], &codeberg["api_root"]), (&json!("gitea"), &json!("https://codeberg.org/api/v1")));
    let gitlab = &backend(Forge::Gitlab, "git.example")["backend"];
    assert_eq!((&gitlab["auth_type"], &gitlab["base_url"]), (&json!("pkce"), &json!("https://git.example")));
}

#[test]
fn nothing_is_written_over_that_somebody_changed() {
    let folder = Folder::new("");
    let first = folder.run(&["schema", "--cms"]);
    assert_eq!(first.code, Some(0), "{}", first.said());
    assert!(first.out.contains("Wrote static/admin/config.yml\nWrote static/admin/index.html\n"), "{}", first.out);
    let again = folder.run(&["schema", "--cms"]);
    assert_eq!(
        (again.code, again.out.contains("static/admin/config.yml is as it is.")),
        (Some(0), true),
        "{}",
        again.said()
    );

    let changed = folder.read("static/admin/config.yml").replace("label: \"Groups\"", "label: \"Clubs\"");
    folder.write("static/admin/config.yml", &changed);
    let refused = folder.run(&["schema", "--cms"]);
    assert_eq!(refused.code, Some(1), "{}", refused.said());
    assert!(
        refused.err.contains("another static/admin/config.yml") && refused.err.contains("--overwrite"),
        "{}",
        refused.err
    );
    assert_eq!(folder.read("static/admin/config.yml"), changed);
    assert_eq!(folder.run(&["schema", "--cms", "--overwrite"]).code, Some(0));
    assert!(folder.read("static/admin/config.yml").contains("label: \"Groups\""));
    assert_eq!(folder.run(&["schema", "--overwrite"]).code, Some(2));
}

#[test]
fn nothing_is_written_through_a_link() {
    let folder = Folder::new("-- mine.txt --\nmine\n-- static/admin/note.txt --\n\n");
    std::os::unix::fs::symlink(folder.site.join("mine.txt"), folder.site.join("static/admin/config.yml"))
        .expect("links");
    for args in [&["schema", "--cms"][..], &["schema", "--cms", "--overwrite"]] {
        let ran = folder.run(args);
        assert_eq!((ran.code, folder.read("mine.txt").as_str()), (Some(1), "mine\n"), "{}", ran.said());
    }
}

#[test]
fn what_somebody_wrote_of_the_repository_stays() {
    let folder = Folder::new("");
    folder.run(&["schema", "--cms"]);
    let own = folder
        .read("static/admin/config.yml")
        .replace("OWNER/REPOSITORY\"", "us/ours\"\n  base_url: \"https://in.example\"");
    folder.write("static/admin/config.yml", &own);
    let again = folder.run(&["schema", "--cms"]);
    assert!(again.out.contains("static/admin/config.yml is as it is."), "{}", again.said());
    assert!(!again.out.contains("Until the repository is named"), "{}", again.said());
    folder.write("hereabouts.toml", "title = \"Brookside\"\n[areas]\nmill = \"Mill\"\n");
    assert_eq!(folder.run(&["schema", "--cms"]).code, Some(1));
    assert_eq!(folder.run(&["schema", "--cms", "--overwrite"]).code, Some(0));
    let now = folder.read("static/admin/config.yml");
    assert!(now.contains("repo: \"us/ours\"\n  base_url: \"https://in.example\"") && now.contains("Mill"), "{now}");
}

#[test]
fn the_page_is_copied_and_is_in_no_sitemap_and_no_search() {
    let config = "-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"https://brook.example/\"\n";
    let record = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n";
    let files = made(config, None);
    let built = site(&format!(
        "{config}{record}-- static/admin/index.html --\n{}-- static/admin/config.yml --\n{}",
        files.page, files.config
    ));
    assert_eq!(built.told, [""; 0]);
    assert_eq!(built.page("admin/index.html"), files.page);
    assert!(files.page.contains("noindex") && files.page.contains("integrity=\"sha384-"));
    assert!(built.has("admin/config.yml"));
    let elsewhere = |path: &str| path != "admin/index.html" && built.page(path).contains("admin/");
    let texts = built.outputs.keys().filter(|p| [".xml", ".html", ".js", ".json"].iter().any(|end| p.ends_with(end)));
    assert_eq!(texts.filter(|p| elsewhere(p)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn dates_are_read_alike_however_a_program_writes_them() {
    for date in [
        "2026-05-21",
        "\"2026-05-21\"",
        "2026-05-21T00:00:00.000Z",
        "\"2026-05-21T00:00:00.000Z\"",
        "\"2026-05-21T00:00:00.000+01:00\"",
        "\"2026-05-21T00:00\"",
    ] {
        let built = site(&format!("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nverified = {date}\n+++\n"));
        assert_eq!(built.told, [""; 0], "{date}");
        assert!(built.words("groups/choir.html").contains("Checked 21 May 2026"), "{date}");
    }
    let wrong = site("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nverified = \"2026-05-21Tuesday\"\n+++\n");
    assert_eq!(wrong.rules_told(), ["bad-date"]);
}

#[test]
fn a_record_that_an_editor_saved_makes_the_same_page() {
    let site = |record: &str| {
        site(&format!(
            "-- hereabouts.toml --\ntitle = \"Brookside\"\n[areas]\nmill = \"Mill\"\n[categories]\nrepair = \"Repair\"\n\
             -- content/assets/places/hall.md --\n+++\ntitle = \"Hall\"\n+++\n\
             -- content/groups/mending.md --\n{record}"
        ))
    };
    let by_hand = site(
        "+++\n# Our own words.\ntitle = \"Mending\"\nno = 104\narea = \"mill\"\nwhen = \"Tuesdays 6pm-7pm\"\nmeets_at = \"hall\"\n\
         phone = \"01632 960140\"\nwants = [{ text = \"lamps\", categories = [\"repair\"], until = 2026-12-31 }]\n\
         contact = { role = \"the secretary\" }\nsessions = [{ title = \"Beginners\", when = \"Mondays 6pm-7pm\" }]\n\
         verified = 2026-05-01\n+++\nWe mend.\n",
    );
    let saved = site(
        "+++\ntitle = \"Mending\"\narea = [ \"mill\" ]\nwhen = [ \"Tuesdays 6pm-7pm\" ]\nmeets_at = \"hall\"\n\
         phone = [ \"01632 960140\" ]\nverified = \"2026-05-01\"\ndraft = false\nno = 104\n\n[[sessions]]\ntitle = \"Beginners\"\n\
         when = \"Mondays 6pm-7pm\"\n\n[[wants]]\ntext = \"lamps\"\ncategories = [ \"repair\" ]\nuntil = \"2026-12-31\"\n\n[social]\n\n\
         [contact]\nrole = \"the secretary\"\npublic = true\n+++\n\nWe mend.\n",
    );
    assert_eq!((by_hand.said(), saved.said()), (vec![], vec![]));
    assert_eq!(saved.page("groups/mending.html"), by_hand.page("groups/mending.html"));
}

/// What editors write for fields that nobody filled in.
const EMPTY: &str = "\
summary = \"\"\ncategories = []\narea = []\nalso = [\"\"]\nwhen = \"\"\nopen = []\nmeets_at = \"\"\nrelated = []\nlat = \"\"\nlon = \"\"
location = \"\"\nphone = []\nemail = \"\"\nwebsite = []\nlinks = [{ label = \"\", url = \"\" }]\nsocial = {}\ndraft = false
offers = [{ text = \"\", categories = [], until = \"\" }]\nwants = [{}]\nrooms = [{ title = \"\", capacity = \"\" }, {}]\nimage = \"\"
status = \"\"\nclosed_on = \"\"\nconsent = \"\"\nverify_every = \"\"\nmembers_about = \"\"\njoin = \"\"\nnotes = []\ntype = \"\"
[contact]\nname = \"\"\nphone = \"\"\n[[sessions]]\ntitle = \"\"\nwhen = \"\"\n";

#[test]
fn what_is_empty_counts_as_not_there() {
    let record = |more: &str| format!("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n{more}+++\n\nWe sing.\n");
    let (bare, empty) = (site(&record("")), site(&record(EMPTY)));
    assert_eq!(empty.told, [""; 0]);
    assert_eq!(empty.page("groups/choir.html"), bare.page("groups/choir.html"));
}

#[test]
fn a_slip_in_a_table_that_is_otherwise_empty_is_still_told() {
    let site = site(
        "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nwants = [{ txt = \"chairs\" }]\n[contact]\nphon = \"\"\n+++\n",
    );
    assert_eq!(site.rules_told(), ["unknown-field", "wrong-type"]);
}
