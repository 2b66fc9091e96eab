//! What somebody sent becomes the draft of a record: each answer in its field, and no word lost.

mod support;

use std::collections::BTreeMap;

use hereabouts::build::{self, Built};
use hereabouts::intake::{self, Desk, Draft, letter};
use hereabouts::issue_forms::{self, Answer, Answers, Form};
use hereabouts::kinds::FieldType;
use hereabouts::record;
use hereabouts::source::Source;
use hereabouts::span::FileId;
use proptest::prelude::*;

const TOWN: &str = "-- hereabouts.toml --\ntitle = \"Brookside\"\ncountry = \"GB\"\nbase_url = \"https://brookside.example/\"\n\
[areas]\nupper-end = \"Upper End\"\nlower = \"Lower, by the brook\"\n\
[categories]\nfood = \"Food\"\ngrowing = \"Food, growing\"\nrepair = \"Repair\"\n\
[kinds.walk]\nlabel = \"Walk\"\nplural = \"Walks\"\nfields.length = { type = \"number\", label = \"Miles\", starter = true }\nfields.dogs = { type = \"yes-no\", label = \"Dogs\", starter = true }\n\
-- content/assets/places/loom-hall.md --\n+++\ntitle = \"Loom Hall\"\nno = 101\nphone = \"01632 960101\"\n+++\n\
-- content/groups/repair-cafe.md --\n+++\ntitle = \"Repair Café\"\nno = 104\nwhen = \"First Saturday, 10am-12.30pm\"\nphone = \"01632 960140\"\n+++\n";

fn town() -> Built {
    let mut input = support::input(&support::parts(TOWN));
    input.drafts = true;
    build::build(input).unwrap_or_else(|_| panic!("there is a configuration"))
}

fn desk(built: &Built) -> Desk<'_> {
    Desk { config: &built.config, directory: &built.directory, language: &built.theme.language }
}

fn read_letter(text: &str) -> String {
    let built = town();
    letter::read(text.as_bytes().to_vec(), &|label| intake::is_label(label, &desk(&built)))
}

fn taken(text: &str) -> Draft {
    let built = town();
    intake::intake(&read_letter(text), None, &desk(&built)).expect("there is something in it")
}

#[test]
fn an_issue_becomes_a_draft_with_each_answer_in_its_field() {
    let draft = taken(
        "### Group: which one has changed?\n\n_No response_\n\n### Name\n\nKnit and Natter\n\n### Type\n\nClub\n\n\
         ### Topics\n\nFood, growing, Repair, Wool\n\n### When\n\nThursdays, 2pm-4pm\n\n### Meets at\n\nLoom Hall\n\n\
         ### Offers\n\n- needles\n- \"good\" tea\n\n### Telephone\n\n_No response_\n\n### Text\n\nBy the stove.\n\nSecond.\n\n### Anything else\n\nAsk Asha.\n",
    );
    assert_eq!(draft.folder, "content/groups");
    assert_eq!(draft.stem, "knit-and-natter");
    assert_eq!(
        draft.text,
        "+++\ntitle = \"Knit and Natter\"\ndraft = true\ntype = \"club\"\ncategories = [\"growing\", \"repair\"]\nwhen = [\"Thursdays, 2pm-4pm\"]\n\
         meets_at = \"loom-hall\"\noffers = [\"needles\", '\"good\" tea']\nnotes = [\"Topics: Wool\", \"Ask Asha.\"]\n+++\n\nBy the stove.\n\nSecond.\n"
    );
    assert!(draft.told.iter().any(|told| told.contains("`notes`")), "{:?}", draft.told);
}

#[test]
fn an_issue_that_was_copied_as_a_page_shows_it_is_read_too() {
    let draft = taken(
        "Group: which one has changed?\nNo response\n\nName\nTea Choir\n\nType\nClub\n\nWhen\nMondays 7pm-9pm\n\nTelephone\nNo response\n\nText\nWe sing.\n\nWhen\n\nit rains, inside.\n",
    );
    assert_eq!(
        draft.text,
        "+++\ntitle = \"Tea Choir\"\ndraft = true\ntype = \"club\"\nwhen = [\"Mondays 7pm-9pm\"]\n+++\n\nWe sing.\n\nWhen\n\nit rains, inside.\n"
    );
}

#[test]
fn fields_in_another_order_taken_out_or_renamed_lose_nothing() {
    let draft = taken(
        "Hello there\n\n### Text\n\nWe meet.\n\n### Colour of the door\n\ngreen\n\n### Name\n\nChoir\n\n### Joining\n\nwhenever you like\n",
    );
    for words in
        ["Hello there", "We meet.", "Colour of the door", "green", "title = \"Choir\"", "Joining: whenever you like"]
    {
        assert!(draft.text.contains(words), "{words}: {}", draft.text);
    }
    assert_eq!(draft.folder, "content/groups", "only a group asks how one joins");
}

#[test]
fn html_comments_and_code_of_somebody_stay_as_they_are() {
    let draft = taken(
        "### Group: which one has changed?\n\n<!-- Leave it empty if it is a new one. -->\n\n### Name\n\n<!-- The name people know it by. -->\nChoir\n\n### Text\n\n<b>Sing</b> &amp; <!-- hum --> on\n\n```\n### When\n\nMondays\n```\n",
    );
    assert!(
        draft.text.contains("<b>Sing</b> &amp; <!-- hum --> on\n\n```\n### When\n\nMondays\n```"),
        "{}",
        draft.text
    );
    assert!(!draft.text.contains("The name people know") && !draft.text.contains("Leave it empty"), "{}", draft.text);
}

#[test]
fn a_letter_about_a_record_says_what_is_other_than_before() {
    let built = town();
    let text = "From: Joan Baker <joan@baker.example>\nTo: hello@brookside.example\nSubject: =?utf-8?Q?About_=E2=80=9CRepair_Caf=C3=A9=E2=80=9D?=\nDate: Sat, 21 Nov 2026 10:00:00 +0000\n\
                Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nWe moved!\n\n> Which one: 104, https://brookside.example/groups/repair-cafe.html\n\
                > Name: Repair Caf=E9\n> When: Second Saturday, 10am-1pm\n> Telephone: 01632 960140\n\nBest, Joan\n";
    let draft = intake::intake(&read_letter(text), None, &desk(&built)).expect("there is something in it");
    assert_eq!(draft.about.map(|id| built.directory.record(id).slug.value.as_str()), Some("repair-cafe"));
    assert_eq!((draft.folder.as_str(), draft.stem.as_str()), ("content/groups", "repair-cafe-change"));
    assert!(
        draft
            .told
            .contains(&"when: was `First Saturday, 10am-12.30pm`, and is now `Second Saturday, 10am-1pm`".to_owned()),
        "{:?}",
        draft.told
    );
    assert!(!draft.told.iter().any(|told| told.starts_with("phone")), "{:?}", draft.told);
    for words in [
        "title = \"Repair Café\"",
        "From: Joan Baker joan@baker.example",
        "Date: 2026-11-21",
        "We moved!",
        "Best, Joan",
        "phone = [\"01632 960140\"]",
    ] {
        assert!(draft.text.contains(words), "{words}: {}", draft.text);
    }
}

#[test]
fn the_letter_that_a_page_begins_is_read_again() {
    let site = support::site(&TOWN.replace("[areas]", "contact_email = \"hello@brookside.example\"\n[areas]"));
    let body = body_of_the_letter(site.page("groups/repair-cafe.html"));
    assert!(body.contains("Which one: 104, https://brookside.example/groups/repair-cafe.html\nName: Repair Café\nWhen: First Saturday, 10am-12.30pm\n"), "{body}");
    let draft = taken(&body.replace("First", "Second"));
    assert_eq!(draft.told.iter().filter(|told| told.contains("was")).count(), 1, "{:?}", draft.told);
}

#[test]
fn whoever_knows_what_it_is_to_become_says_so() {
    let built = town();
    let draft = intake::intake("A man who mends clocks lives on Tenter Street.", Some("skill"), &desk(&built))
        .expect("it says something");
    assert_eq!(draft.folder, "content/assets/skills");
    assert!(
        draft.text.contains("title = \"Skill without a name\"") && draft.text.contains("A man who mends clocks"),
        "{}",
        draft.text
    );
    assert!(draft.told.contains(&"It says no name: write one into `title`.".to_owned()));
}

#[test]
fn the_hints_of_a_template_are_no_answers() {
    let built = town();
    let repository = hereabouts::repository::Repository {
        place: hereabouts::repository::Place::read("https://gitlab.com/our-town/directory").expect("it is one"),
        forge: hereabouts::repository::Forge::Gitlab,
        branch: "main".into(),
        folder: String::new(),
    };
    let files = issue_forms::files(&repository, &built.config);
    let (_, text) = files.iter().find(|(path, _)| path == ".gitlab/issue_templates/group.md").expect("groups have one");
    assert_eq!(intake::intake(text, None, &desk(&built)), None, "nothing was filled in");
    // In front of a hint, behind it on its line, and below it.
    let filled = text.replace("### Name\n\n", "### Name\n\nTea Choir ").replace("### Type\n\n", "### Type\n\nClub\n");
    let filled = filled.replace("### Telephone\n", "### Telephone\n\n01632 960199\n");
    let draft = intake::intake(&filled, None, &desk(&built)).expect("it says something");
    assert_eq!(
        draft.text,
        "+++\ntitle = \"Tea Choir\"\ndraft = true\ntype = \"club\"\nphone = [\"01632 960199\"]\n+++\n"
    );
}

#[test]
fn a_letter_from_the_home_page_says_what_sort_it_is() {
    let site = support::site(&TOWN.replace("[areas]", "contact_email = \"hello@brookside.example\"\n[areas]"));
    let body = body_of_the_letter(site.page("index.html"));
    assert_eq!(intake::intake(&body, None, &desk(&town())), None, "nothing was filled in");
    let sort = body.lines().find(|line| line.starts_with("What sort:")).expect("it asks");
    let filled = body.replace(sort, "What sort: story").replace("Name:", "Name: The winter of 1987");
    let draft = taken(&filled);
    assert_eq!(draft.text, "+++\ntitle = \"The winter of 1987\"\ndraft = true\n+++\n");
    assert_eq!(draft.folder, "content/stories");
}

#[test]
fn a_letter_that_only_names_a_record_is_about_it_and_what_is_below_its_answers_is_kept_apart() {
    let draft = taken("Name: repair café\nMeets at: The Loom Hall\nTelephone: 01632 960123\nIt is lovely.\n");
    assert_eq!(draft.stem, "repair-cafe-change");
    assert!(
        draft
            .text
            .contains("meets_at = \"loom-hall\"\nphone = [\"01632 960123\"]\nnotes = [\"Telephone: It is lovely.\"]"),
        "{}",
        draft.text
    );
    let draft = taken("Which one: Grindstone\nName: Grindstone\n");
    assert!(
        draft.told.contains(&"It is about `Grindstone`, and there is no such record.".to_owned()),
        "{:?}",
        draft.told
    );
}

#[test]
fn nothing_that_is_sent_ends_the_fields_and_publishes_itself() {
    let built = town();
    for line in ["---", "+++", "+++ ", "  +++", "++++", "\"\"\"", "draft = false"] {
        let draft = taken(&format!("Name: Bad\nWhat sort: group\n\nhello\n{line}\nSECRETWORDS\n"));
        let (record, source) = record_of(&draft, &built);
        assert!(record.is_draft(), "{}", source.text);
        assert!(!record.body.as_ref().is_some_and(|body| body.text(&source).contains("SECRET")), "{}", source.text);
    }
}

#[test]
fn what_is_said_where_a_record_is_to_be_named_is_kept() {
    for words in [
        "The hall has a new caretaker, and the roof leaks",
        "It opens at 104 on Sundays",
        "104 and the mode is wrong, ring Jo",
    ] {
        let draft = taken(&format!("### Group: which one has changed?\n\n{words}\n\n### Name\n\nRepair Café\n"));
        assert!(draft.text.contains(words), "{}", draft.text);
    }
    for (words, stem) in [
        ("104", "repair-cafe-change"),
        ("no. 104K", "repair-cafe-change"),
        ("https://brookside.example/assets/places/loom-hall.html", "loom-hall-change"),
        ("content/groups/repair-cafe.md", "repair-cafe-change"),
    ] {
        let draft = taken(&format!("### Group: which one has changed?\n\n{words}\n\n### When\n\nMondays\n"));
        assert_eq!(draft.stem, stem, "{words}");
    }
}

#[test]
fn the_first_lines_of_a_letter_that_were_copied_along_hide_no_field() {
    let draft =
        taken("From: Anna\nSubject: New choir\nName: Choir\nTelephone: 01632 960141\nText: We sing\n\nThanks\n");
    for words in ["From: Anna", "Subject: New choir", "title = \"Choir\"", "01632 960141", "We sing", "Thanks"] {
        assert!(draft.text.contains(words), "{words}: {}", draft.text);
    }
}

#[test]
fn what_came_with_a_letter_in_words_is_kept_and_the_rest_is_named() {
    let text = "From: Anna <a@x.example>, Bo <b@x.example>\nReply-To: c@x.example\nSubject: Choir\nDate: Sat, 21 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n\
                Content-Type: multipart/mixed; boundary=\"cut\"\n\n--cut\nContent-Type: text/plain\n\nName: Choir\n\n--cut\nContent-Type: text/plain; name=\"note.txt\"\nContent-Disposition: attachment; filename=\"note.txt\"\n\nWe sing on the bridge\n\n\
                --cut\nContent-Type: image/png; name=\"us.png\"\nContent-Disposition: attachment; filename=\"us.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n\n\
                --cut\nContent-Type: message/rfc822\n\nFrom: Cy <c@x.example>\nSubject: Before\nDate: Sat, 21 Nov 2026 09:00:00 +0000\n\nRing the bell twice\n\n--cut--\n";
    let draft = taken(text);
    for words in [
        "title = \"Choir\"",
        "a@x.example",
        "b@x.example",
        "Reply-To: c@x.example",
        "note.txt",
        "We sing on the bridge",
        "us.png",
        "Ring the bell twice",
    ] {
        assert!(draft.text.contains(words), "{words}: {}", draft.text);
    }
}

#[test]
fn nothing_makes_no_record() {
    let built = town();
    for text in ["", "\n \n", "### Name\n\n_No response_\n", "Name:\n"] {
        assert_eq!(intake::intake(text, None, &desk(&built)), None, "{text:?}");
    }
}

/// What stands in the letter that a page begins.
fn body_of_the_letter(page: &str) -> String {
    let body = page.split("&amp;body=").nth(1).and_then(|rest| rest.split('"').next()).expect("the page has a letter");
    percent_decoded(body)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).expect("digits"), 16).expect("digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("it was a text")
}

/// Words as somebody writes them on one line: no label, no mark of a list, no answer that a host makes up.
fn line() -> impl Strategy<Value = String> {
    "[A-Za-zäßéŁ'\"\\\\&<>(][A-Za-z0-9äßéŁ'\"\\\\&<>.,;()!?£+ -]{0,30}[a-zé.!?)]"
        .prop_map(|line| line.trim().to_owned())
}

fn answer(answer: &Answer, ty: FieldType) -> BoxedStrategy<Vec<String>> {
    let (number, link) = (ty == FieldType::Number, ty == FieldType::Link);
    let of_its_sort = match ty {
        FieldType::Phone => Some("01632 9601[0-9]{2}"),
        FieldType::Email => Some("[a-z]{1,9}@brookside\\.example"),
        FieldType::Url => Some("https://[a-z]{1,9}\\.example/[a-z]{0,5}"),
        _ => None,
    };
    if let Some(pattern) = of_its_sort {
        return prop::collection::vec(pattern.prop_map(String::from), 0..=1).boxed();
    }
    let values = |choices: &[(String, String)]| choices.iter().map(|(value, _)| value.clone()).collect::<Vec<_>>();
    match answer {
        Answer::One(choices) => prop::sample::subsequence(values(choices), 0..=1).boxed(),
        Answer::Many(choices) => {
            let all = values(choices);
            let most = all.len();
            prop::sample::subsequence(all, 0..=most).boxed()
        }
        _ if number => prop::collection::vec((1..400i64).prop_map(|n| n.to_string()), 0..=1).boxed(),
        _ if link => Just(Vec::new()).boxed(),
        Answer::Line => prop::collection::vec(line(), 0..=1).boxed(),
        Answer::Lines => prop::collection::vec(line(), 0..4).boxed(),
        Answer::Text => prop::collection::vec(line(), 0..4)
            .prop_map(|lines| if lines.is_empty() { lines } else { vec![lines.join("\n\n")] })
            .boxed(),
    }
}

/// Answers to every question of a form, and words for whoever reads it.
fn answers(form: &Form) -> BoxedStrategy<Answers> {
    let mut all: Vec<(String, BoxedStrategy<Vec<String>>)> = Vec::new();
    for ask in &form.asks {
        let strategy = match ask.field.name.as_str() {
            "title" => prop::collection::vec(line(), 1..=1).boxed(),
            _ => answer(&ask.answer, ask.field.ty),
        };
        all.push((ask.field.name.clone(), strategy));
    }
    all.push((issue_forms::MORE.to_owned(), prop::collection::vec(line(), 0..=1).boxed()));
    let (names, strategies): (Vec<String>, Vec<_>) = all.into_iter().unzip();
    strategies
        .prop_map(move |values| names.iter().cloned().zip(values).filter(|(_, v)| !v.is_empty()).collect())
        .boxed()
}

/// A label without an answer, or a name for which there is one.
fn is_only_a_label(part: &str) -> bool {
    part.starts_with('#') || part == "Which one: 104"
}

/// The record in a draft, as the program reads it.
fn record_of(draft: &Draft, built: &Built) -> (record::Record, Source) {
    let path = draft.folder.join(format!("{}.md", if draft.stem.is_empty() { "record" } else { &draft.stem }));
    let source = Source::new(path, draft.text.as_str());
    let (parsed, _) = record::parse(&source, FileId(0), &built.config.kinds, &built.config.custom());
    let record = parsed.records.into_iter().next().unwrap_or_else(|| panic!("no record: {}", draft.text));
    (record, source)
}

/// The fields of the record in a draft, in the words that stand in the file, and its text.
fn read(draft: &Draft, built: &Built) -> (BTreeMap<String, Vec<String>>, String) {
    let (record, source) = record_of(draft, built);
    let file: toml::Table = toml::from_str(draft.text.split("+++\n").nth(1).expect("there are fields"))
        .unwrap_or_else(|e| panic!("{e}: {}", draft.text));
    let words = |value: &toml::Value| match value {
        toml::Value::Array(all) => all.iter().map(|v| v.as_str().expect("words").to_owned()).collect(),
        toml::Value::String(one) => vec![one.clone()],
        toml::Value::Integer(n) => vec![n.to_string()],
        toml::Value::Boolean(yes) => vec![yes.to_string()],
        other => panic!("{other:?}"),
    };
    let mut fields: BTreeMap<String, Vec<String>> =
        file.iter().map(|(name, value)| (name.clone(), words(value))).collect();
    assert_eq!(fields.remove("draft"), Some(vec!["true".to_owned()]), "{}", draft.text);
    // Choices, and what the program understands, came through its own reader too.
    for (name, values) in &fields {
        if matches!(name.as_str(), "type" | "categories" | "area" | "join" | "lend" | "level") {
            let own: Vec<&str> = record.fields.words(name).iter().map(|w| w.value.as_str()).collect();
            assert_eq!(own, values.iter().map(String::as_str).collect::<Vec<_>>(), "{name}");
        }
    }
    let body = record.body.as_ref().map_or(String::new(), |body| body.text(&source).trim().to_owned());
    (fields, body)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever form was filled in, its issue gives back the record that was meant.
    #[test]
    fn every_form_gives_back_what_was_meant(seed in any::<prop::sample::Index>(), runner in any::<[u8; 32]>()) {
        let built = town();
        let forms = issue_forms::forms(&built.config);
        let form = seed.get(&forms);
        let mut random = proptest::test_runner::TestRunner::new_with_rng(
            ProptestConfig::default(),
            proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &runner),
        );
        let meant = answers(form).new_tree(&mut random).expect("there are answers").current();
        let text = issue_forms::body(form, &meant);
        let draft = intake::intake(&text, None, &desk(&built)).expect("it has a name");
        prop_assert_eq!(&draft.folder, &form.what.folder(&built.config.kinds), "{}", text);
        let (mut fields, body) = read(&draft, &built);
        let said = meant.get("body").map(|lines| lines.join("\n")).unwrap_or_default();
        prop_assert_eq!(body, said);
        let mut meant = meant.clone();
        meant.remove("body");
        let more = meant.remove(issue_forms::MORE);
        prop_assert_eq!(fields.remove("notes"), more, "{}", text);
        prop_assert_eq!(fields, meant, "{}", text);
    }

    /// Whatever somebody writes, each of its words is in the file.
    #[test]
    fn no_word_is_lost(parts in prop::collection::vec(prop_oneof![
        line(),
        Just("### Name".to_owned()),
        Just("### When".to_owned()),
        Just("### Topics".to_owned()),
        Just("### Joining".to_owned()),
        Just("### Something".to_owned()),
        Just("Name: X".to_owned()),
        Just("- [x] Repair".to_owned()),
        Just("- [ ] Repair, if there is room".to_owned()),
        Just("### Group: which one has changed?".to_owned()),
        Just("Which one: 104".to_owned()),
        Just("---".to_owned()),
        Just("+++".to_owned()),
        Just("From: Joan".to_owned()),
        Just("```".to_owned()),
        Just(String::new()),
        line().prop_map(|l| format!("> {l}")),
        line().prop_map(|l| format!("<p>{l}</p>")),
    ], 1..14)) {
        let built = town();
        let text = parts.join("\n");
        let answered = parts.iter().any(|part| !part.is_empty() && !is_only_a_label(part));
        let Some(draft) = intake::intake(&text, None, &desk(&built)) else {
            prop_assert!(!answered, "all of it is lost: {:?}", text);
            return Ok(());
        };
        let (record, source) = record_of(&draft, &built);
        prop_assert!(record.is_draft(), "{}", source.text);
        let (fields, body) = read(&draft, &built);
        let has = fields.values().flatten().map(String::as_str).chain([body.as_str()]).collect::<Vec<_>>().join("\n");
        for word in text.split(|c: char| c.is_whitespace() || ",;\"\\".contains(c)) {
            let word = word.trim_start_matches(['-', '#', '>', '*']).trim_matches(['[', ']', '`']);
            let is_ours = ["Name", "When", "Topics", "Joining", "Name:", "x", "", "Group:", "which", "one", "has", "changed?", "Which", "one:", "104"].contains(&word);
            prop_assert!(is_ours || has.contains(word) || has.to_lowercase().contains(&word.to_lowercase()), "{word:?} of {text:?} is not in {}", draft.text);
        }
    }
}

/// Forms of a site can be told apart by their names, and no two questions of one read alike.
#[test]
fn every_form_can_be_told_from_the_others() {
    let built = town();
    let forms = issue_forms::forms(&built.config);
    let changes: std::collections::BTreeSet<String> = forms.iter().map(|form| form.change().to_lowercase()).collect();
    assert_eq!(changes.len(), forms.len());
    for form in &forms {
        let labels: std::collections::BTreeSet<String> = form.asks.iter().map(|ask| ask.label.to_lowercase()).collect();
        assert_eq!(labels.len(), form.asks.len(), "{}", form.name);
        for hidden in ["person", "tellers", "contact", "notes", "verified", "consent"] {
            assert!(
                form.asks.iter().all(|ask| ask.field.name != hidden),
                "{} asks for {hidden} where all can read it",
                form.name
            );
        }
    }
}
