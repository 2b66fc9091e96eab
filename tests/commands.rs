//! The commands, as people type them: the real program in a folder.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests look at the disk")]

mod support;

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use serde_json::Value;
use support::folder::Folder;

const CHOIR: &str = "-- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\n+++\nWe sing.\n";

#[test]
fn init_makes_a_site_with_which_all_is_in_order() {
    let folder = Folder::empty();
    let ran = folder.run(&["init", "our-town"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.out.contains("hereabouts serve") && ran.out.contains("cd our-town"), "{}", ran.out);
    let check = folder.run(&["check", "--site", "our-town", "--strict", "--today", "2026-11-21"]);
    assert_eq!(check.code, Some(0), "{}", check.said());
    assert!(check.out.contains(": all is in order."), "{}", check.out);
}

#[test]
fn init_can_leave_the_sample_out() {
    let folder = Folder::empty();
    assert_eq!(folder.run(&["init", "our-town", "--bare"]).code, Some(0));
    assert_eq!(
        folder.all("our-town").into_keys().collect::<Vec<_>>(),
        [".gitignore", "content/index.md", "hereabouts.toml"]
    );
    assert!(folder.read("our-town/hereabouts.toml").contains("title = \"Our Town\""));
    let check = folder.run(&["check", "--site", "our-town"]);
    assert_eq!(check.code, Some(0), "{}", check.said());
    assert!(check.err.contains("there is no record below `content/` yet"), "{}", check.err);
}

#[test]
fn init_writes_over_nothing() {
    let folder = Folder::new(CHOIR);
    folder.write("town/.gitignore", "mine\n");
    folder.write("full/content/notes.md", "mine\n");
    let before = folder.all("");
    for (where_, code, why) in [
        (".", 1, "There is a site in ./ already"),
        ("full", 1, "full/content/ already"),
        ("content/groups/choir.md", 2, "There is a file called"),
    ] {
        let ran = folder.run(&["init", where_]);
        assert_eq!((ran.code, ran.err.contains(why)), (Some(code), true), "{where_}: {}", ran.said());
        assert!(folder.all("") == before, "{where_}: something was written");
    }
    let ran = folder.run(&["init", "town", "--bare"]);
    assert_eq!((ran.code, folder.read("town/.gitignore").as_str()), (Some(0), "mine\n"));
    assert!(ran.out.contains("town/.gitignore was there already"), "{}", ran.out);
}

#[test]
fn init_takes_a_name_with_letters_of_any_alphabet() {
    let folder = Folder::empty();
    for name in ["łódź", "مکتبہ", "st-john's"] {
        let ran = folder.run(&["init", name, "--bare"]);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.said());
        assert_eq!(folder.run(&["check", "--site", name]).code, Some(0), "{name}");
    }
}

#[test]
fn new_writes_a_record_with_its_fields_to_fill_in() {
    let folder = Folder::new(CHOIR);
    for (kind, name, path) in [
        ("group", "Knit & Natter", "content/groups/knit-and-natter.md"),
        ("place", "Loom \"Old\" Hall", "content/assets/places/loom-old-hall.md"),
        ("skill", "Mending", "content/assets/skills/mending.md"),
        ("library", "Millbrook Library", "content/institutions/millbrook-library.md"),
        ("story", "The flood", "content/stories/the-flood.md"),
        ("page", "About us", "content/pages/about-us.md"),
    ] {
        let ran = folder.run(&["new", kind, name]);
        assert_eq!((ran.code, ran.out.contains(path)), (Some(0), true), "{}", ran.said());
        assert!(folder.read(path).starts_with("+++\ntitle = "), "{}", folder.read(path));
    }
    let check = folder.run(&["check"]);
    assert_eq!(check.code, Some(0), "{}", check.said());
}

#[test]
fn every_note_in_a_new_record_is_a_line_that_can_be_used() {
    let folder = Folder::new(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[categories]\nrepair = \"Repair\"\n[areas]\neast = \"East\"\n",
    );
    for kind in ["group", "place", "thing", "skill", "enterprise", "nature", "institution", "story", "page"] {
        assert_eq!(folder.run(&["new", kind, &format!("A {kind}")]).code, Some(0));
        let path =
            folder.all("content").into_keys().find(|p| p.ends_with(&format!("/a-{kind}.md"))).expect("it was written");
        let text = folder.read(&format!("content/{path}"));
        let used: String = text
            .lines()
            .map(|l| l.strip_prefix("# ").filter(|l| l.contains(" = ")).unwrap_or(l).to_owned() + "\n")
            .collect();
        folder.write(&format!("content/{path}"), &used);
        let check = folder.run(&["check", "--format", "json"]);
        let faults: Vec<Value> = check.out.lines().map(|l| serde_json::from_str(l).expect("it is JSON")).collect();
        // The examples name records, topics and texts of another town.
        let foreign = [
            "unknown-link",
            "unknown-category",
            "unknown-area",
            "placeholder",
            "duplicate-record",
            "link-kind",
            "consent-missing",
        ];
        let odd: Vec<&Value> = faults.iter().filter(|f| !foreign.contains(&f["rule"].as_str().unwrap_or(""))).collect();
        assert!(odd.is_empty(), "{kind}:\n{used}\n{odd:#?}");
    }
}

#[test]
fn new_says_what_there_is_when_a_kind_is_not_known() {
    let folder = Folder::new(CHOIR);
    let ran = folder.run(&["new", "groop", "Knit and Natter"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("There is no kind or type called `groop`. Did you mean `group`?")
            && ran.err.contains("institution"),
        "{}",
        ran.err
    );
}

#[test]
fn new_writes_over_nothing() {
    let folder = Folder::new(CHOIR);
    let ran = folder.run(&["new", "group", "Choir"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("content/groups/choir.md")
            && folder.read("content/groups/choir.md").contains("Eastgate Singers"),
        "{}",
        ran.err
    );
}

#[test]
fn new_asks_for_a_name_of_which_an_address_can_be_made() {
    let ran = Folder::new(CHOIR).run(&["new", "group", "…"]);
    assert_eq!((ran.code, ran.err.contains("plain letters")), (Some(2), true), "{}", ran.err);
}

#[test]
fn explain_tells_of_one_rule_lists_all_and_suggests_the_nearest() {
    let folder = Folder::new(CHOIR);
    let one = folder.run(&["explain", "quote-open"]);
    assert!(
        one.code == Some(0)
            && one.out.starts_with("quote-open (error): ")
            && one.out.contains("quote-open = \"warning\""),
        "{}",
        one.said()
    );
    let all = folder.run(&["explain"]);
    assert_eq!(all.out.lines().count(), hereabouts::rules::ALL.len());
    let near = folder.run(&["explain", "quote-opne"]);
    assert_eq!(
        (near.code, near.err.as_str()),
        (Some(2), "There is no rule called `quote-opne`. Did you mean `quote-open`?\n")
    );
}

#[test]
fn schemas_are_json_and_know_the_fields_of_the_site() {
    let folder = Folder::new(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.group.fields.minibus]\ntype = \"yes-no\"\nlabel = \"Has a minibus\"\n",
    );
    let ran = folder.run(&["schema"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    let files = folder.all("schema");
    let schemas: Vec<(&String, Value)> = files
        .iter()
        .filter(|(p, _)| p.ends_with(".json"))
        .map(|(p, b)| (p, serde_json::from_slice(b).expect("it is JSON")))
        .collect();
    assert!(schemas.len() >= 4, "{:?}", files.keys());
    let group = schemas
        .iter()
        .find(|(path, _)| path.contains("group"))
        .map(|(_, schema)| schema.to_string())
        .expect("there is one for groups");
    assert!(group.contains("minibus") && group.contains("meets_at"), "{group}");
    let taplo: toml::Table = toml::from_str(&folder.read("schema/taplo.toml")).expect("it is TOML");
    assert!(!taplo.is_empty());
}

#[test]
fn convert_rewrites_files_of_another_style_and_leaves_the_others() {
    let folder = Folder::new(CHOIR);
    folder.write(
        "content/groups/repair.md",
        "---\ntitle: Repair Café\nphone: 01632 960140\ncategories:\n  - repair\n---\n\nWe mend.\n",
    );
    let ran = folder.run(&["convert"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert_eq!(
        folder.read("content/groups/repair.md"),
        "+++\ntitle = \"Repair Café\"\nphone = \"01632 960140\"\ncategories = [\"repair\"]\n+++\n\nWe mend.\n"
    );
    assert_eq!(folder.read("content/groups/choir.md"), "+++\ntitle = \"Eastgate Singers\"\n+++\nWe sing.\n");
    assert!(folder.run(&["convert"]).out.contains("No file is in another style."));
}

#[test]
fn convert_leaves_what_it_does_not_understand_and_says_which_line() {
    let folder = Folder::new(CHOIR);
    let text = "---\ntitle: Repair Café\ncontact:\n  name: Asha\n---\n";
    folder.write("content/groups/repair.md", text);
    let ran = folder.run(&["convert", "content/groups/repair.md"]);
    assert_eq!((ran.code, folder.read("content/groups/repair.md").as_str()), (Some(1), text));
    assert!(ran.err.contains("content/groups/repair.md:4:"), "{}", ran.err);
}

#[test]
fn the_exit_code_says_how_it_went() {
    let folder = Folder::new(CHOIR);
    assert_eq!(folder.run(&["check"]).code, Some(0));
    folder.write("content/groups/band.md", "+++\ntitle = \"Band\"\nimage = \"band.png\"\n+++\n");
    folder.write("content/groups/band.png", support::pictures::PNG);
    assert_eq!((folder.run(&["check"]).code, folder.run(&["check", "--strict"]).code), (Some(0), Some(1)));
    folder.write("content/groups/band.md", "+++\ntitel = \"Band\"\n+++\n");
    assert_eq!((folder.run(&["check"]).code, folder.run(&["build"]).code), (Some(1), Some(1)));
    assert_eq!(folder.run(&["chekc"]).code, Some(2));
    assert_eq!(folder.run(&["check", "--today", "yesterday"]).code, Some(2));
    assert_eq!(folder.run(&["build", "--output", "content"]).code, Some(3));
}

#[test]
fn a_faulty_record_is_left_out_and_the_site_is_built() {
    let folder = Folder::new(&format!("{CHOIR}-- content/groups/band.md --\n+++\ntitel = \"Band\"\n+++\n"));
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(folder.has("public/groups/choir.html") && !folder.has("public/groups/band.html"));
    assert!(ran.err.contains("content/groups/band.md:2:1") && ran.err.contains("did you mean `title`"), "{}", ran.err);
}

#[test]
fn faults_as_json_are_one_object_a_line_with_these_names() {
    let folder = Folder::new(&format!(
        "{CHOIR}-- content/groups/band.md --\n+++\ntitle = \"Band\"\nphne = \"1\"\nverified = 31/12/2025\n+++\n"
    ));
    let ran = folder.run(&["check", "--format", "json"]);
    assert_eq!(ran.err, "");
    let faults: Vec<Value> = ran.out.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect();
    assert_eq!(faults.len(), 2);
    for fault in &faults {
        let names: Vec<&String> = fault.as_object().expect("it is an object").keys().collect();
        assert_eq!(names, ["column", "file", "help", "line", "message", "rule", "severity"]);
    }
    assert_eq!(
        (&faults[1]["file"], &faults[1]["line"], &faults[1]["column"]),
        (&"content/groups/band.md".into(), &4.into(), &12.into())
    );
}

#[test]
fn faults_can_be_told_shortly_or_to_a_pull_request() {
    let folder =
        Folder::new(&format!("{CHOIR}-- content/groups/band.md --\n+++\ntitle = \"Band\"\nphne = \"1\"\n+++\n"));
    assert_eq!(
        folder.run(&["check", "--format", "short"]).out,
        "content/groups/band.md:3:1: error: no field of a group is called `phne`; did you mean `phone`? [unknown-field]\n"
    );
    assert_eq!(
        folder.run(&["check", "--format", "github"]).out,
        "::error file=content/groups/band.md,line=3,col=1,title=unknown-field::no field of a group is called `phne`; did you mean `phone`?%0Awrite `phone = …`\n"
    );
    let report: serde_json::Value =
        serde_json::from_str(&folder.run(&["check", "--format", "gitlab"]).out).expect("it is JSON");
    let finding = &report[0];
    assert_eq!(
        finding["description"],
        "no field of a group is called `phne`; did you mean `phone`?: write `phone = …`"
    );
    assert_eq!((&finding["check_name"], &finding["severity"]), (&"unknown-field".into(), &"major".into()));
    assert_eq!(finding["location"], serde_json::json!({ "path": "content/groups/band.md", "lines": { "begin": 3 } }));
    // It is known again when it moves, and no two are taken for one.
    folder.write("content/groups/band.md", "+++\ntitle = \"Band\"\ncost = \"Free\"\nphne = \"1\"\n[contact]\nnme = \"a\"\n[[rooms]]\nnme = 1\n[[rooms]]\nnme = 1\n+++\n");
    let later: serde_json::Value =
        serde_json::from_str(&folder.run(&["check", "--format", "gitlab"]).out).expect("it is JSON");
    let prints: Vec<&str> =
        later.as_array().expect("a list").iter().filter_map(|f| f["fingerprint"].as_str()).collect();
    assert!(prints.contains(&finding["fingerprint"].as_str().expect("it has one")), "{later}");
    let apart: std::collections::BTreeSet<_> = prints.iter().collect();
    assert!(prints.len() > 1 && apart.len() == prints.len(), "{later}");
}

#[test]
fn a_folder_without_faults_is_an_empty_report() {
    assert_eq!(Folder::new(CHOIR).run(&["check", "--format", "gitlab"]).out, "[]\n");
}

#[test]
fn a_mend_touches_only_the_lines_at_fault() {
    let folder = Folder::new("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
    let before = "+++\r\n# our choir   \r\ntitle: \"Eastgate Singers\"\r\nno=104\r\n\r\n   verified=31/12/2025\r\ncost =   \"Free\"   \r\n+++\r\n\r\nWe sing “loud”.  \r\n\r\n\r\n";
    folder.write("content/groups/choir.md", before);
    folder.write("content/groups/band.md", "+++\ntitle = \"Band\"\nno = 105\n+++");
    fs::set_permissions(folder.site.join("content/groups/choir.md"), fs::Permissions::from_mode(0o640))
        .expect("it is ours");
    let ran = folder.run(&["check", "--fix"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.out.contains("Mended content/groups/choir.md in 2 places."), "{}", ran.out);
    let expected = before.replace("title: \"", "title = \"").replace("31/12/2025", "2025-12-31");
    assert_eq!(folder.read("content/groups/choir.md"), expected);
    assert_eq!(folder.read("content/groups/band.md"), "+++\ntitle = \"Band\"\nno = 105\n+++");
    let rights = fs::metadata(folder.site.join("content/groups/choir.md")).expect("it is there").permissions().mode();
    assert_eq!(rights & 0o777, 0o640);
    assert_eq!(folder.all("content").into_keys().collect::<Vec<_>>(), ["groups/band.md", "groups/choir.md"]);
}

#[test]
fn a_mend_keeps_a_mark_at_the_start_of_the_file() {
    let folder = Folder::new("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
    folder.write("content/groups/choir.md", "\u{feff}+++\ntitle: \"Choir\"\nno = 101\n+++\n");
    folder.run(&["check", "--fix"]);
    assert_eq!(folder.read("content/groups/choir.md"), "\u{feff}+++\ntitle = \"Choir\"\nno = 101\n+++\n");
}

#[test]
fn a_mend_brings_a_file_of_another_character_set_into_utf_8() {
    let folder = Folder::new("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
    folder.write("content/groups/repair.md", b"+++\r\ntitle = \"Repair Caf\xe9\"\r\nno = 101\r\n+++\r\n");
    let ran = folder.run(&["check", "--fix"]);
    assert_eq!(
        (ran.code, folder.read("content/groups/repair.md").as_str()),
        (Some(0), "+++\r\ntitle = \"Repair Café\"\r\nno = 101\r\n+++\r\n"),
        "{}",
        ran.said()
    );
}

#[test]
fn a_top_heading_with_a_line_below_keeps_its_letters() {
    let folder = Folder::new("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
    for heading in ["When we meet\n============", "Éclairs\n=", "  # Where we meet"] {
        let text = format!("+++\ntitle = \"Choir\"\nno = 101\n+++\n\n{heading}\n\nHello.\n");
        folder.write("content/groups/choir.md", &text);
        let ran = folder.run(&["check", "--fix"]);
        assert_eq!(ran.code, Some(0), "{}", ran.said());
        assert_eq!(folder.read("content/groups/choir.md"), text.replace("# ", "## "), "{heading}");
    }
}

#[test]
fn what_is_in_doubt_is_not_mended() {
    let folder = Folder::new("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
    let text = "+++\ntitle = \"Choir\"\nphne = \"01632 960140\"\nwhen = \"Tuesdays 7-9\"\nmeets_at = \"hal\"\n+++\n";
    folder.write("content/groups/choir.md", text);
    folder.run(&["check", "--fix"]);
    assert_eq!(folder.read("content/groups/choir.md").matches("when = \"Tuesdays 7-9\"").count(), 1);
    assert_eq!(folder.read("content/groups/choir.md").matches("meets_at = \"hal\"").count(), 1);
}

#[test]
fn a_folder_that_is_no_site_is_told_what_to_do() {
    let folder = Folder::empty();
    for command in ["check", "build"] {
        let ran = folder.run(&[command]);
        assert_eq!(ran.code, Some(1), "{}", ran.said());
        assert!(
            ran.err.contains("config-missing") && ran.err.contains("hereabouts init our-town"),
            "{command}: {}",
            ran.err
        );
    }
    assert_eq!(folder.run(&["new", "group", "Choir"]).code, Some(1));
}

#[test]
fn a_configuration_with_a_slip_is_told_and_the_rest_of_it_counts() {
    let folder = Folder::new(&format!(
        "-- hereabouts.toml --\ntitle = \"Brookside\ntagline = \"Made by neighbours\"\n[categories]\nmusic = \"Music\"\n{CHOIR}"
    ));
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("hereabouts.toml:1:9"), "{}", ran.err);
    assert!(folder.has("public/groups/choir.html"));
}

#[test]
fn a_site_without_content_is_a_site() {
    let folder = Folder::new("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
    let check = folder.run(&["check"]);
    assert_eq!(
        (check.code, check.out.starts_with("Looked at 0 records: 1 warning.")),
        (Some(0), true),
        "{}",
        check.said()
    );
    fs::create_dir(folder.site.join("content")).expect("it is new");
    assert_eq!(folder.run(&["build"]).code, Some(0));
    assert!(folder.has("public/index.html"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_name_in_another_character_set_is_told() {
    let folder = Folder::new(CHOIR);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(folder.site.join("content/groups").join(name), "+++\ntitle = \"Café\"\n+++\n")
        .expect("it can be written");
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("name-not-utf8") && ran.err.contains("rename the file"), "{}", ran.err);
}

#[test]
fn a_folder_that_may_not_be_read_is_told() {
    let folder = Folder::new(CHOIR);
    if folder.is_roots() {
        return skipped("root may read everything");
    }
    folder.write("content/stories/flood.md", "+++\ntitle = \"Flood\"\n+++\n");
    let stories = folder.site.join("content/stories");
    fs::set_permissions(&stories, fs::Permissions::from_mode(0o000)).expect("it is ours");
    let ran = folder.run(&["check"]);
    fs::set_permissions(&stories, fs::Permissions::from_mode(0o755)).expect("it is ours");
    assert!(ran.code == Some(1) && ran.err.contains("unreadable"), "{}", ran.said());
}

#[test]
fn links_and_pipes_in_the_content_are_told_and_not_read() {
    let folder = Folder::new(CHOIR);
    fs::write(folder.above().join("secret.md"), "+++\ntitle = \"Secret\"\n+++\n").expect("it can be written");
    symlink("../../../secret.md", folder.site.join("content/groups/secret.md")).expect("links can be made");
    let piped =
        Command::new("mkfifo").arg(folder.site.join("content/groups/pipe.md")).status().is_ok_and(|s| s.success());
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert_eq!(ran.err.matches("warning[not-a-file]").count(), 1 + usize::from(piped), "{}", ran.err);
    assert!(!folder.has("public/groups/secret.html"));
}

#[test]
fn a_text_that_nobody_wrote_is_not_read() {
    let folder = Folder::new(CHOIR);
    folder.write("content/groups/huge.md", format!("+++\ntitle = \"Huge\"\n+++\n{}", "We sing. ".repeat(600_000)));
    let ran = folder.run(&["check"]);
    assert_eq!((ran.code, ran.err.contains("too-big") && ran.err.contains("4 MB")), (Some(1), true), "{}", ran.err);
}

#[test]
fn a_picture_that_is_none_is_told() {
    let folder = Folder::new(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nimage = \"choir.png\"\nimage_alt = \"Singers\"\n+++\n",
    );
    folder.write("content/groups/choir.png", "<html>404 Not Found</html>");
    let ran = folder.run(&["build"]);
    assert!(ran.err.contains("image-format"), "{}", ran.said());
}

#[test]
fn what_editors_and_computers_leave_behind_is_passed_over() {
    let folder = Folder::new(CHOIR);
    for name in [".DS_Store", "choir.md~", "#choir.md#", ".choir.md.swp", "Thumbs.db", ".git/config", "~$choir.md"] {
        folder.write(&format!("content/groups/{name}"), "left behind");
    }
    let ran = folder.run(&["check", "--strict"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
}

#[test]
fn the_help_fits_a_terminal_and_names_every_command() {
    let help = Folder::empty().run(&["--help"]);
    for command in ["init", "new", "check", "build", "serve", "explain", "schema", "convert"] {
        assert!(help.out.contains(&format!("  {command} ")), "{}", help.out);
    }
    assert!(help.out.lines().all(|l| l.chars().count() <= 100), "{}", help.out);
}

#[expect(clippy::disallowed_macros, reason = "a test that is left out says why")]
fn skipped(why: &str) {
    eprintln!("left out: {why}");
}

#[test]
fn times_tells_programs_what_was_read_asked_or_left_by_the_calendar_of_the_site() {
    let folder = Folder::new(&format!(
        "-- hereabouts.toml --\ntitle = \"T\"\n[calendar.terms]\n2026-27 = [\"2026-11-02 to 2026-12-04\"]\n{CHOIR}"
    ));
    let told = |words: &str| -> Value {
        let ran = folder.run(&["times", words, "--format", "json", "--today", "2026-11-21"]);
        assert_eq!(ran.code, Some(0), "{}", ran.said());
        serde_json::from_str(&ran.out).unwrap()
    };
    let read = told("Tuesdays 10am-12pm, term time only");
    assert_eq!(read["outcome"], "read");
    assert_eq!(read["sentence"], "Every Tuesday 10:00–12:00, in term time");
    assert_eq!(read["osm"], "Tu 10:00-12:00; SH off");
    assert_eq!(read["rrule"], serde_json::json!(["FREQ=WEEKLY;BYDAY=TU"]));
    assert_eq!(read["next"], serde_json::json!(["2026-11-24", "2026-12-01"]));
    assert_eq!(read["question"], Value::Null);
    let asked = told("Tuesdays 7-9");
    assert_eq!((&asked["outcome"], &asked["osm"]), (&"ask".into(), &"Tu 19:00-21:00".into()));
    assert_eq!(asked["question"], "`7-9`: is that 7pm-9pm? write am or pm");
    assert_eq!(asked["next"], serde_json::json!([]));
    let words = told("By appointment");
    assert_eq!((&words["outcome"], &words["sentence"]), (&"words".into(), &Value::Null));
}

#[test]
fn check_says_of_each_time_how_it_was_read_and_when_it_is_next() {
    let group = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nwhen = [\"Tuesdays 10am-12pm\", \"By appointment\"]\n+++\n";
    let folder = Folder::new(group);
    let ran = folder.run(&["check", "--times", "--today", "2026-11-21"]);
    let want = "content/groups/choir.md:3: Tuesdays 10am-12pm\n    Every Tuesday 10:00–12:00. Next: Tuesday 24 November 2026\n\
                content/groups/choir.md:3: By appointment\n    words, shown as they are written\n";
    assert!(ran.out.starts_with(want), "{}", ran.out);
    let short = folder.run(&["check", "--today", "2026-11-21"]);
    assert!(short.out.contains("Times: 1 read, 1 left as words."), "{}", short.out);
}

#[test]
fn print_says_what_it_could_not_print_and_makes_the_rest() {
    let folder = Folder::new("-- hereabouts.toml --\ntitle = \"Brookside\"\n[print]\nfirst = [\"qoir\"]\n");
    let ran = folder.run(&["print", "poster"]);
    assert!(ran.err.contains("There is no record to print yet"), "{}", ran.said());
    folder.write("content/groups/choir.md", "+++\ntitle = \"Choir\"\n+++\n");
    folder.write("content/groups/band.md", "+++\ntitle = \"Band\n+++\n");
    folder.write("print/book.toml", "[one-sheet]\ncolumns = 9\n");
    let ran = folder.run(&["print", "one-sheet", "one-sheet"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    for told in ["content/groups/band.md", "[print-product]", "[print-setting]"] {
        assert!(ran.err.contains(told), "{told}: {}", ran.said());
    }
    assert_eq!(
        ran.out.matches("Wrote printed/one-sheet.pdf: 2 pages.").count()
            + ran.out.matches("Wrote printed/one-sheet.pdf: 1 page.").count(),
        1,
        "{}",
        ran.said()
    );
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_a_pipe_or_a_folder_is_told_and_not_read() {
    let folder = Folder::new(CHOIR);
    fs::remove_file(folder.site.join("hereabouts.toml")).expect("it is there");
    let path = folder.site.join("hereabouts.toml");
    if Command::new("mkfifo").arg(&path).status().is_ok_and(|status| status.success()) {
        let ran = folder.run(&["build"]);
        assert_eq!(ran.code, Some(1), "{}", ran.said());
        assert!(ran.err.contains("`hereabouts.toml` is not an ordinary file"), "{}", ran.err);
        fs::remove_file(&path).expect("it was just made");
    }
    fs::create_dir(&path).expect("nothing is there");
    let ran = folder.run(&["check"]);
    assert!(ran.said().contains("`hereabouts.toml` is not an ordinary file"), "{}", ran.said());
}
