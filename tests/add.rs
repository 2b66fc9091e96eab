//! Sheets that were filled in on paper: what `hereabouts add` asks, writes, and keeps to itself.
#![cfg(unix)]

mod support;

use std::io::Write;
use std::process::Stdio;

use hereabouts::filled::{self, Desk, judge};
use hereabouts::sheets::{Answer, Ask, Choice, Sheet, sheets};
use hereabouts::{build, files, rules};
use proptest::prelude::*;
use proptest::sample::select;
use support::folder::{Folder, Ran};

const SITE: &str = "-- hereabouts.toml --\ntitle = \"Brookside\"\nlanguage = \"en-GB\"\ncountry = \"GB\"\n\
    [areas]\neastgate = \"Eastgate\"\ntown-end = \"Town End\"\n[print]\nlast_no = 130\n\
    -- content/assets/places/loom-hall.md --\n+++\ntitle = \"Loom Hall\"\nno = 101\naddress = \"1 Weaver Street\"\n+++\n\
    -- content/institutions/loom-hall-trust.md --\n+++\ntitle = \"Loom Hall Trust\"\nno = 102\n+++\n\
    -- content/groups/eastgate-singers.md --\n+++\ntitle = \"Eastgate Singers\"\nno = 103\n+++\n";

/// The program with these lines typed in.
fn add(folder: &Folder, sheet: &str, typed: &str) -> Ran {
    let mut program = folder.program(&["add", sheet]);
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program can be started");
    // It may end before it has read everything.
    let _ = child.stdin.take().expect("it was asked for").write_all(typed.as_bytes());
    Ran::of(child.wait_with_output().expect("the program ends"))
}

/// The sheet called `name`, as this site has it.
fn sheet(folder: &Folder, name: &str) -> Sheet {
    let root = camino::Utf8Path::from_path(&folder.site).expect("the path is plain");
    let (files, diagnostics) = files::read(root);
    let input = build::Input {
        files,
        diagnostics,
        today: support::TODAY,
        drafts: true,
        base_url: None,
        rules: &rules::ALL,
        earlier: Default::default(),
    };
    let Ok(built) = build::build(input) else { panic!("the site has a configuration") };
    let all = sheets(&built.config, &built.theme.language);
    all.into_iter().find(|sheet| sheet.name == name).expect("there is such a sheet")
}

/// The lines to type for the answers to these questions; all others are left out.
fn typed(sheet: &Sheet, answers: &[(&str, &str)]) -> String {
    let answer = |ask: &Ask| answers.iter().find(|(name, _)| *name == ask.name).map_or("", |(_, answer)| *answer);
    sheet.asks().map(|ask| answer(ask).to_owned() + "\n").collect()
}

#[test]
fn a_sheet_becomes_a_record_that_is_in_order() {
    let folder = Folder::new(SITE);
    let answers = [
        ("title", "Tuesday \"Night\" Stitchers"),
        ("summary", "Quilts, gossip and biscuits."),
        ("when", "Tuesdays 2pm-4pm"),
        ("where", "Loom Hall"),
        ("access", "1 5"),
        ("phone", "01632 960140"),
        ("offers", "a long-arm machine; patience"),
        ("wants", "fabric"),
        ("contact", "Bea"),
        ("consent", "1"),
        ("area", "2"),
        ("date", "20 May 2026"),
    ];
    let ran = add(&folder, "group", &typed(&sheet(&folder, "group"), &answers));
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.out.ends_with("\nWrote content/groups/tuesday-night-stitchers.md, number 131\n"), "{}", ran.out);
    assert_eq!(
        folder.read("content/groups/tuesday-night-stitchers.md"),
        "+++\ntitle = 'Tuesday \"Night\" Stitchers'\nno = 131\nsummary = \"Quilts, gossip and biscuits.\"\n\
         area = \"town-end\"\nwhen = \"Tuesdays 2pm-4pm\"\nmeets_at = \"loom-hall\"\n\
         access = [\"step-free\", \"hearing-loop\"]\nphone = \"01632 960140\"\ncontact = { name = \"Bea\" }\n\
         offers = [\"a long-arm machine\", \"patience\"]\nwants = \"fabric\"\nverified = 2026-05-20\n\
         verified_how = \"in-person\"\nconsent = 2026-05-20\nconsent_scope = \"both\"\n+++\n"
    );
    assert!(folder.read("hereabouts.toml").contains("last_no = 131"));
    let check = folder.run(&["check", "--strict"]);
    assert_eq!(check.code, Some(0), "{}", check.said());
}

#[test]
fn an_odd_answer_is_told_at_once_and_kept_if_it_is_given_twice() {
    let folder = Folder::new(SITE);
    let answers = [
        ("title", "Quiz"),
        ("when", "Thursdays 7-9\nThursdays 7-9pm"),
        ("phone", "1632 960140\n"),
        ("email", "quiz at post\nquiz at post"),
        ("access", "1 12\n1 2"),
        ("consent", "4\n2"),
        ("date", "2027-01-01\nsome day"),
    ];
    let ran = add(&folder, "group", &typed(&sheet(&folder, "group"), &answers));
    for said in [
        "`7-9`: is that 7pm-9pm? write am or pm. Type it once more; the same again is kept as it is.",
        "`1632 960140` has lost its first 0. Type",
        "`12` is none of them: type numbers from 1 to 9, such as 1 3 5. Type",
        "`4` is none of them: type one number from 1 to 3. Type",
        "1 January 2027 is still to come. Type",
        "Kept as a note.",
    ] {
        assert!(ran.out.contains(said), "{said}\n{}", ran.out);
    }
    let text = folder.read("content/groups/quiz.md");
    assert!(
        text.contains("when = \"Thursdays 7-9pm\"\naccess = [\"step-free\", \"lift\"]\nphone = \"1632 960140\"\n"),
        "{text}"
    );
    assert!(text.contains("At which e-mail address?: quiz at post") && text.contains("some day"), "{text}");
    assert!(text.contains("verified = 2026-06-01\n"), "{text}");
    assert_eq!(folder.run(&["check"]).code, Some(0));
}

#[test]
fn a_person_is_named_only_as_far_as_they_agreed() {
    for (ticked, published, named, draft) in
        [("1", true, true, false), ("2", true, false, false), ("3", false, false, true), ("", false, false, true)]
    {
        let folder = Folder::new(SITE);
        let answers = [
            ("hands", "5"),
            ("heart", "2"),
            ("groups", "Eastgate Singers"),
            ("consent", ticked),
            ("person", "Joaquim Vale"),
            ("phone", "01632 960777"),
            ("email", "vale@post.example"),
        ];
        let ran = add(&folder, "skill", &typed(&sheet(&folder, "skill"), &answers));
        assert_eq!(ran.code, Some(0), "{}", ran.said());
        let text = folder.read("content/assets/skills/mending-bicycles.md");
        for kept in
            ["Joaquim Vale", "01632 960777", "vale@post.example", "company for older people", "eastgate-singers"]
        {
            assert!(text.contains(kept), "{ticked}: {kept}\n{text}");
        }
        assert_eq!((text.contains("draft = true"), text.contains("\nconsent = ")), (draft, named), "{ticked}: {text}");
        let built = folder.run(&["build"]);
        assert_eq!(built.code, Some(0), "{}", built.said());
        let all: String =
            folder.all("public").into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
        assert_eq!(all.contains("ending bicycles"), published, "{ticked}");
        for private in ["Joaquim", "960777", "vale@post"] {
            assert_eq!(all.contains(private), named, "{ticked}: {private}");
        }
    }
}

#[test]
fn a_name_that_is_not_to_be_printed_is_noticed_in_other_answers() {
    let folder = Folder::new(SITE);
    let answers = [("best", "Ask Joaquim about gears"), ("consent", "2"), ("person", "Joaquim")];
    let ran = add(&folder, "skill", &typed(&sheet(&folder, "skill"), &answers));
    assert!(ran.out.contains("`Joaquim` is not to be printed, and stands in another answer too"), "{}", ran.out);
    assert!(folder.read("content/assets/skills/ask-joaquim-about-gears.md").contains("draft = true"));
}

#[test]
fn nothing_is_written_over_and_a_sheet_may_end_early() {
    let folder = Folder::new(SITE);
    let before = folder.read("content/groups/eastgate-singers.md");
    let ran = add(&folder, "group", "Eastgate Singers\nWe sing.");
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(
        ran.out.contains("There is a record of that name already: content/groups/eastgate-singers.md."),
        "{}",
        ran.out
    );
    assert!(folder.read("content/groups/eastgate-singers-2.md").contains("summary = \"We sing.\""));
    assert_eq!(folder.read("content/groups/eastgate-singers.md"), before);
    let files = folder.all("");
    let ran = add(&folder, "group", "");
    assert_eq!((ran.code, ran.err.trim()), (Some(1), "Nothing was written: the record has no name yet."));
    let ran = add(&folder, "grup", "");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("There is no sheet called `grup`. Did you mean `group`?"), "{}", ran.err);
    assert!(folder.all("") == files);
}

/// What stands in a record's file: every word of its fields, and its text.
fn said(text: &str) -> Vec<String> {
    fn walk(value: &toml::Value, all: &mut Vec<String>) {
        match value {
            toml::Value::String(text) => all.push(text.clone()),
            toml::Value::Array(list) => list.iter().for_each(|v| walk(v, all)),
            toml::Value::Table(table) => table.values().for_each(|v| walk(v, all)),
            toml::Value::Datetime(day) => all.push(day.to_string()),
            _ => {}
        }
    }
    let (fields, body) = text.strip_prefix("+++\n").and_then(|t| t.split_once("\n+++\n")).expect("it has two parts");
    let table: toml::Table = toml::from_str(fields).unwrap_or_else(|e| panic!("{e}\n{text}"));
    let mut all = vec![body.replace("\\[", "[").replace("\\<", "<")];
    walk(&toml::Value::Table(table), &mut all);
    all
}

/// What a record must say for this answer to be in it: one of each list.
fn wanted(ask: &Ask, answer: &str) -> Vec<Vec<String>> {
    let either = |c: &Choice| vec![c.value.clone(), c.label.clone()];
    let pieces = |by: &[char]| -> Vec<String> {
        answer.split(|c| by.contains(&c)).map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect()
    };
    match &ask.answer {
        // How much may be printed is asked about in other tests.
        Answer::One(_) if ask.field == "consent" => Vec::new(),
        Answer::One(choices) | Answer::Many(choices) => pieces(&[' '])
            .iter()
            .map(|piece| {
                let ticked = piece.parse::<usize>().ok().and_then(|n| choices.get(n - 1));
                ticked.map_or_else(|| vec![piece.clone(), piece.to_lowercase()], either)
            })
            .collect(),
        Answer::Lines(_) if ask.field == "verified" => {
            let day = match hereabouts::date::read(answer) {
                hereabouts::date::Reading::Day(day) | hereabouts::date::Reading::Either(day, _) => day.to_string(),
                _ => answer.to_owned(),
            };
            vec![vec![day]]
        }
        Answer::Lines(_) => pieces(&[';']).into_iter().map(|p| vec![hereabouts::slug::slug(&p), p]).collect(),
    }
}

#[test]
fn of_thirty_sheets_not_one_answer_is_lost() {
    let folder = Folder::new(SITE);
    let all = [
        ("group", include_str!("fixtures/sheets/group.tsv")),
        ("institution", include_str!("fixtures/sheets/institution.tsv")),
        ("place", include_str!("fixtures/sheets/place.tsv")),
        ("skill", include_str!("fixtures/sheets/skill.tsv")),
    ];
    let mut written = 0;
    let mut private = Vec::new();
    for (name, table) in all {
        let mut rows = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let asks = rows.next().expect("the first line names the questions");
        let sheet = sheet(&folder, name);
        for row in rows {
            let answers: Vec<(&str, String)> =
                asks.iter().zip(&row).map(|(ask, cell)| (*ask, cell.replace(" ↵ ", "\n").replace('↵', "\n"))).collect();
            let borrowed: Vec<(&str, &str)> = answers.iter().map(|(ask, answer)| (*ask, answer.as_str())).collect();
            let typed = typed(&sheet, &borrowed);
            let ran = add(&folder, name, &typed);
            assert_eq!(ran.out.matches("> ").count(), typed.lines().count(), "{row:?}\n{}", ran.out);
            if row.iter().all(|cell| cell.is_empty()) {
                assert_eq!(ran.code, Some(1), "an empty sheet is no record");
                continue;
            }
            assert_eq!(ran.code, Some(0), "{row:?}\n{}", ran.said());
            let path = ran.out.split("\nWrote ").nth(1).and_then(|t| t.split(',').next()).expect("it says where");
            let text = folder.read(path);
            let said = said(&text);
            for ask in sheet.asks() {
                let answer = answers.iter().find(|(name, _)| *name == ask.name).map_or("", |(_, a)| a.as_str());
                let last = answer.lines().last().unwrap_or("").trim();
                for either in wanted(ask, last) {
                    let there = |words: &String| !words.is_empty() && said.iter().any(|s| s.contains(words));
                    assert!(either.iter().any(there), "{path}: {either:?} is lost\n{text}");
                }
            }
            let cell = |ask: &str| answers.iter().find(|(name, _)| *name == ask).map_or("", |(_, a)| a.as_str());
            if cell("consent") != "1" {
                private
                    .extend([cell("person"), cell("contact")].map(str::to_owned).into_iter().filter(|n| n.len() > 3));
            }
            written += 1;
        }
    }
    assert_eq!(written, 30);
    let check = folder.run(&["check", "--drafts"]);
    assert_eq!(check.code, Some(0), "{}", check.said());
    let built = folder.run(&["build"]);
    assert_eq!(built.code, Some(0), "{}", built.said());
    let published: String =
        folder.all("public").into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(private.len() > 8, "{private:?}");
    for name in private.iter().filter(|name| !name.starts_with("the ")) {
        assert!(!published.contains(name.as_str()), "{name} is published");
    }
}

/// Pieces of which people make answers, and of which they make a mess.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\\n",
    "#",
    "=",
    "+++",
    "[",
    "]",
    "{",
    "}",
    "<b>",
    "](javascript:x)",
    "![",
    "`",
    "***",
    "; ",
    ", ",
    " ",
    "1",
    "2 3",
    "99",
    "Tuesdays 7-9",
    "01632 960140",
    "asha@post.example",
    "https://a.example/?a=1&b",
    "2026-05-20",
    "Eastgate",
    "Loom Hall",
    "سوق",
    "\u{200f}",
    "\u{202e}",
    "\u{200b}",
    "\t",
    "\r",
    "\u{7f}",
    "é",
    "ﬁ",
    "𝔊",
    "Ã©",
    "withheld",
    "{ name = \"x\" }",
    "public = true",
    "\"\"\"",
    "'''",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_a_whole_record_comes_of_it_and_says_it_all(
        name in select(&["skill", "group", "institution", "place"][..]),
        lines in prop::collection::vec(prop::collection::vec(select(PIECES), 0..4), 25),
        consent in select(&["1", "2", "3", ""][..]),
    ) {
        let built = built();
        let all = sheets(&built.config, &built.theme.language);
        let sheet = all.iter().find(|sheet| sheet.name == name).expect("there is such a sheet");
        let desk = Desk { config: &built.config, directory: &built.directory, today: support::TODAY };
        let typed: Vec<(&Ask, String)> = sheet.asks().zip(&lines).map(|(ask, pieces)| match ask.field.as_str() {
            "consent" => (ask, consent.to_owned()),
            "title" => (ask, format!("A{}", pieces.concat())),
            _ => (ask, pieces.concat()),
        }).collect();
        let answers: Vec<_> = typed.iter().map(|(ask, line)| (*ask, judge(sheet, ask, line, &desk).0)).collect();
        let ready = filled::ready(sheet, &answers, &desk).expect("it has a name");
        let text = ready.text(Some(131));
        let source = hereabouts::source::Source::new(ready.folder.join("a.md"), text.as_str());
        let file = hereabouts::span::FileId(0);
        let (parsed, told) =
            hereabouts::record::parse(&source, file, &built.config.kinds, &built.config.custom());
        let errors: Vec<_> = told.iter().filter(|d| d.severity == hereabouts::diagnostic::Severity::Error).collect();
        prop_assert!(parsed.records.len() == 1 && errors.is_empty(), "{errors:?}\n{text}");
        let said = said(&text);
        for (_, given) in &answers {
            for words in given.words.iter().chain(&given.note) {
                prop_assert!(said.iter().any(|s| s.contains(words.as_str())), "{words:?} is lost\n{text}");
            }
        }
        let record = &parsed.records[0];
        let person = answers.iter().find(|(ask, _)| ask.field == "person");
        if consent != "1" && person.is_some_and(|(_, given)| !given.is_empty()) {
            prop_assert!(record.fields.get("person").is_none() && record.fields.get("phone").is_none(), "{text}");
        }
        for contact in record.fields.tables("contact").iter().filter(|_| consent != "1") {
            prop_assert_eq!(contact.yes_no("public"), Some(false));
        }
        prop_assert!((consent == "1") == (record.fields.date("consent").is_some()));
    }
}

/// The site in memory.
fn built() -> build::Built {
    let Ok(built) = build::build(support::input(&support::parts(SITE))) else { panic!("the site has a configuration") };
    built
}
