//! What people write, and what the program takes it for.

mod support;

use support::{site, site_of, site_with_drafts};

/// A choir in a file with this text.
fn choir(text: &str) -> support::Built {
    site(&format!("-- content/groups/choir.md --\n{text}"))
}

#[test]
fn a_text_file_is_a_record_with_its_fields_above_and_its_words_below() {
    let built = choir("+++\ntitle = \"Eastgate Singers\"\ncost = \"Free\"\n+++\n\nWe sing in *four* parts.\n");
    assert_eq!(built.said(), [""; 0]);
    let words = built.words("groups/choir.html");
    assert!(
        words.contains("Eastgate Singers") && words.contains("Cost Free") && words.contains("We sing in four parts."),
        "{words}"
    );
}

#[test]
fn a_toml_file_is_one_record_with_its_words_in_a_field() {
    let built =
        site("-- content/groups/choir.toml --\ntitle = \"Eastgate Singers\"\nbody = \"We sing in *four* parts.\"\n");
    assert!(built.page("groups/choir.html").contains("<p>We sing in <em>four</em> parts.</p>"));
}

#[test]
fn several_records_stand_in_one_file_and_are_called_after_their_titles() {
    let built = site(
        "-- content/groups/clubs.toml --\n[[record]]\ntitle = \"Chess at the Mill\"\n[[record]]\ntitle = \"Whist Drive\"\nslug = \"whist\"\n",
    );
    assert_eq!(built.said(), [""; 0]);
    assert_eq!(built.below("groups/"), ["groups/chess-at-the-mill.html", "groups/index.html", "groups/whist.html"]);
}

#[test]
fn what_stands_above_the_first_of_several_records_is_told() {
    let built = site("-- content/groups/clubs.toml --\ncost = \"Free\"\n[[record]]\ntitle = \"Whist Drive\"\n");
    assert_eq!(built.rules, ["unknown-field"]);
    assert!(built.told_in_full[0].contains("[[record]]"), "{}", built.told_in_full[0]);
}

#[test]
fn line_ends_marks_and_tabs_of_any_editor_make_the_same_page() {
    let plain = "+++\ntitle = \"Eastgate Singers\"\ncost = \"Free\"\n+++\n\nWe sing.\n\n- alto\n- bass\n";
    let expected = choir(plain);
    let variants = [
        ("line ends of Windows", plain.replace('\n', "\r\n")),
        ("line ends of old", plain.replace('\n', "\r")),
        ("a mark at the start", format!("\u{feff}{plain}")),
        ("a mark, and line ends of Windows", format!("\u{feff}{}", plain.replace('\n', "\r\n"))),
        ("tabs", plain.replace(" = ", "\t=\t")),
        ("no line end at the end", plain.trim_end().to_owned()),
        ("spaces behind the fences", plain.replace("+++\n", "+++ \n")),
    ];
    for (what, text) in variants {
        let mut files = support::parts("-- hereabouts.toml --\ntitle = \"Brookside\"\n");
        files.insert("content/groups/choir.md".to_owned(), text.into_bytes());
        let built = site_of(&files);
        assert_eq!(built.said(), [""; 0], "{what}");
        assert_eq!(built.words("groups/choir.html"), expected.words("groups/choir.html"), "{what}");
    }
}

#[test]
fn the_configuration_may_begin_with_a_mark_and_end_its_lines_as_windows_does() {
    let built = site(
        "-- hereabouts.toml --\n\u{feff}title = \"Brookside\"\r\n[categories]\r\nmusic = \"Music\"\r\n-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\ncategories = \"music\"\n+++\n",
    );
    assert_eq!(built.said(), [""; 0]);
    assert!(built.has("categories/music.html"));
}

#[test]
fn the_address_comes_from_the_file_and_not_from_the_title() {
    let built = site("-- content/groups/Repair Café.md --\n+++\ntitle = \"The Mending Morning\"\n+++\n");
    assert_eq!(built.below("groups/"), ["groups/index.html", "groups/repair-cafe.html"]);
}

#[test]
fn an_address_that_was_written_counts_more_than_the_name_of_the_file() {
    let built = site("-- content/groups/singers.md --\n+++\ntitle = \"Choir\"\nslug = \"choir\"\n+++\n");
    assert_eq!(built.below("groups/"), ["groups/choir.html", "groups/index.html"]);
}

#[test]
fn a_name_in_another_script_has_an_address_that_stays_the_same() {
    let built = site("-- content/groups/مکتبہ.md --\n+++\ntitle = \"مکتبہ\"\n+++\n");
    assert_eq!(built.below("groups/record-"), ["groups/record-16fdc1e0.html"]);
}

#[test]
fn a_folder_called_after_a_type_gives_its_records_that_type() {
    let built = site(
        "-- content/assets/places/hall.md --\n+++\ntitle = \"Loom Hall\"\n+++\n-- content/assets/things/ladder.md --\n+++\ntitle = \"A good ladder\"\n+++\n",
    );
    assert!(built.links("assets/places/index.html").contains(&"Loom Hall -> ../../assets/hall.html".to_owned()));
    assert!(built.links("assets/things/index.html").contains(&"A good ladder -> ../../assets/ladder.html".to_owned()));
}

#[test]
fn a_folder_of_another_name_within_a_kind_is_only_for_keeping_order() {
    let built = site("-- content/groups/east/choir.md --\n+++\ntitle = \"Choir\"\n+++\n");
    assert_eq!((built.said(), built.has("groups/choir.html")), (vec![], true));
}

#[test]
fn the_field_type_counts_more_than_the_folder() {
    let built = site("-- content/assets/places/orchard.md --\n+++\ntitle = \"Orchard\"\ntype = \"nature\"\n+++\n");
    assert_eq!(built.below("assets/"), ["assets/index.html", "assets/nature/index.html", "assets/orchard.html"]);
}

#[test]
fn a_type_may_be_called_by_its_name_for_readers() {
    let built = site("-- content/assets/shop.md --\n+++\ntitle = \"Cog and Chain\"\ntype = \"Local trade\"\n+++\n");
    assert_eq!((built.said(), built.has("assets/enterprises/index.html")), (vec![], true));
}

#[test]
fn a_record_elsewhere_may_say_its_kind_itself() {
    let built = site("-- content/new/tea.md --\n+++\nkind = \"group\"\ntitle = \"Tea Dance\"\n+++\n");
    assert_eq!((built.said(), built.has("groups/tea.html")), (vec![], true));
}

#[test]
fn a_record_of_no_kind_is_told_and_left_out() {
    let built = site("-- content/tea.md --\n+++\ntitle = \"Tea Dance\"\n+++\n");
    assert_eq!(built.rules, ["no-kind"]);
    assert_eq!(built.where_is("Tea Dance"), [""; 0]);
}

#[test]
fn a_folder_that_is_nearly_called_like_a_kind_is_told_with_its_name() {
    let built = site("-- content/group/tea.md --\n+++\ntitle = \"Tea Dance\"\n+++\n");
    assert!(built.told_in_full[0].contains("rename the folder to `groups`"), "{}", built.told_in_full[0]);
}

#[test]
fn a_site_adds_a_field_of_its_own() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.group.fields.minibus]\ntype = \"yes-no\"\nlabel = \"Has a minibus\"\n\
         -- content/groups/scouts.md --\n+++\ntitle = \"Scouts\"\nminibus = true\n+++\n",
    );
    assert_eq!(built.said(), [""; 0]);
    assert!(built.words("groups/scouts.html").contains("Has a minibus Yes"), "{}", built.words("groups/scouts.html"));
}

#[test]
fn a_field_of_another_kind_is_not_known_here() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.group.fields.minibus]\ntype = \"yes-no\"\n\
         -- content/institutions/school.md --\n+++\ntitle = \"School\"\nminibus = true\n+++\n",
    );
    assert_eq!(built.rules, ["unknown-field"]);
}

#[test]
fn a_private_field_of_a_sites_own_is_in_no_output() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\nbase_url = \"https://brookside.example/\"\n[kinds.group.fields.key_safe]\ntype = \"text\"\nlabel = \"Key safe\"\nprivate = true\n\
         -- content/groups/scouts.md --\n+++\ntitle = \"Scouts\"\nkey_safe = \"seven four one\"\n+++\n",
    );
    assert_eq!((built.said(), built.where_is("seven four one")), (vec![], vec![]));
}

#[test]
fn a_field_that_a_site_wants_to_have_is_told_where_it_is_missing() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.group.fields.leader]\ntype = \"text\"\nrequired = true\n\
         -- content/groups/scouts.md --\n+++\ntitle = \"Scouts\"\n+++\n",
    );
    assert_eq!(built.rules, ["required-field"]);
}

#[test]
fn a_site_adds_a_kind_of_its_own() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.festival]\nlabel = \"Festival\"\nplural = \"Festivals\"\n[kinds.festival.fields.first_held]\ntype = \"number\"\nlabel = \"First held\"\n\
         -- content/festivals/lantern-night.md --\n+++\ntitle = \"Lantern Night\"\nfirst_held = 1987\n+++\n",
    );
    assert_eq!(built.said(), [""; 0]);
    assert_eq!(built.below("festivals/"), ["festivals/index.html", "festivals/lantern-night.html"]);
    assert!(built.words("festivals/lantern-night.html").contains("First held 1987"));
}

#[test]
fn a_site_adds_a_type_of_its_own() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[kinds.group.types.choir]\nlabel = \"Choir\"\nplural = \"Choirs\"\n\
         -- content/groups/choirs/singers.md --\n+++\ntitle = \"Eastgate Singers\"\n+++\n",
    );
    assert_eq!((built.said(), built.has("groups/choirs/index.html")), (vec![], true));
}

#[test]
fn one_value_and_a_list_of_one_are_the_same() {
    let with = |line: &str| {
        site(&format!(
            "-- hereabouts.toml --\ntitle = \"Brookside\"\n[categories]\nmusic = \"Music\"\n-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n{line}\n+++\n"
        ))
    };
    for (one, list) in [
        ("categories = \"music\"", "categories = [\"music\"]"),
        ("offers = \"a concert\"", "offers = [\"a concert\"]"),
        ("when = \"Tuesdays 7pm-9pm\"", "when = [\"Tuesdays 7pm-9pm\"]"),
    ] {
        assert_eq!(with(one).outputs, with(list).outputs, "{one}");
    }
}

#[test]
fn a_category_may_be_called_by_its_name_for_readers() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\n[categories]\nfood = \"Food and growing\"\n-- content/groups/pantry.md --\n+++\ntitle = \"Pantry\"\ncategories = \"food and Growing\"\n+++\n",
    );
    assert_eq!((built.said(), built.has("categories/food.html")), (vec![], true));
}

#[test]
fn index_files_put_words_above_the_home_page_and_the_lists() {
    let built = site(
        "-- content/index.md --\n+++\ntitle = \"What we have\"\n+++\nWelcome, neighbour.\n\
         -- content/groups/index.md --\n+++\ntitle = \"Our groups\"\n+++\nAsk any of them.\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n",
    );
    assert!(
        built.words("index.html").contains("What we have") && built.words("index.html").contains("Welcome, neighbour.")
    );
    assert!(
        built.words("groups/index.html").contains("Our groups")
            && built.words("groups/index.html").contains("Ask any of them.")
    );
}

#[test]
fn ordinary_pages_stand_in_their_order_at_the_foot_of_every_page() {
    let built = site(
        "-- content/pages/privacy.md --\n+++\ntitle = \"Privacy\"\norder = 2\n+++\n-- content/pages/about.md --\n+++\ntitle = \"Who we are\"\norder = 1\n+++\nNeighbours.\n",
    );
    let html = built.page("index.html");
    assert!(
        html.find("about.html\">Who we are").expect("it is linked")
            < html.find("privacy.html\">Privacy").expect("it is linked")
    );
    assert!(built.words("about.html").contains("Neighbours."));
}

#[test]
fn a_draft_is_on_the_site_only_when_drafts_are_asked_for() {
    let text = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\ndraft = true\n+++\n-- content/pages/plans.md --\n+++\ntitle = \"Plans\"\ndraft = true\n+++\n";
    let (without, with) = (site(text), site_with_drafts(text));
    assert_eq!((without.has("groups/choir.html"), without.has("plans.html")), (false, false));
    assert_eq!((with.has("groups/choir.html"), with.has("plans.html")), (true, true));
}

#[test]
fn an_unknown_field_is_told_and_the_rest_is_published() {
    let built = choir("+++\ntitle = \"Choir\"\nphne = \"01632 960140\"\ncost = \"Free\"\n+++\n");
    assert_eq!(built.rules, ["unknown-field"]);
    assert!(built.words("groups/choir.html").contains("Cost Free"));
}

#[test]
fn a_line_that_cannot_be_read_costs_only_that_line() {
    let built = choir("+++\ntitle = \"Choir\"\ncost = \"Free\nphone = \"01632 960140\"\n+++\n\nWe sing.\n");
    assert_eq!(built.rules, ["quote-open"]);
    assert!(built.words("groups/choir.html").contains("We sing."));
}

#[test]
fn a_record_without_a_name_is_left_out_and_the_others_stay() {
    let built = site(
        "-- content/groups/choir.md --\n+++\ncost = \"Free\"\n+++\n-- content/groups/band.md --\n+++\ntitle = \"Band\"\n+++\n",
    );
    assert_eq!(built.rules, ["title-missing"]);
    assert_eq!(built.below("groups/"), ["groups/band.html", "groups/index.html"]);
}

#[test]
fn an_address_that_cannot_stand_in_one_is_told() {
    let built = choir("+++\ntitle = \"Choir\"\nslug = \"Our Choir!\"\n+++\n");
    assert_eq!(built.rules, ["slug-form"]);
    assert!(built.has("groups/choir.html"));
}

#[test]
fn a_line_that_is_nothing_in_particular_is_told() {
    let built = choir("+++\ntitle = \"Choir\"\ncontact = { role \"secretary\" }\n+++\n");
    assert_eq!(built.rules, ["unreadable-line"]);
}

#[test]
fn every_fault_of_every_file_is_told_in_one_run() {
    let built = site(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\ntagine = \"Made by neighbours\"\n\
         -- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nverified = 31/12/2025\nphne = \"01632 960140\"\n+++\n\
         -- content/groups/band.md --\n+++\ntitle: \"Band\"\n+++\n",
    );
    assert_eq!(built.rules_told(), ["bad-date", "colon", "unknown-field"]);
    assert_eq!(built.told.len(), 4, "{:#?}", built.told);
}

#[test]
fn the_address_of_a_skill_is_not_read() {
    let built = site(
        "-- content/assets/skills/mending.md --\n+++\ntitle = \"Mending\"\naddress = \"4 Tenter Street\"\npostcode = \"MB1 2AB\"\n+++\n",
    );
    assert_eq!(built.rules, ["private-field", "private-field"]);
    assert_eq!((built.where_is("Tenter"), built.where_is("MB1 2AB")), (vec![], vec![]));
}

#[test]
fn a_file_of_records_with_the_wrong_heading_is_told_once() {
    for heading in ["[records]", "[[records]]", "[record]"] {
        let built = site(&format!("-- content/assets/things/shed.toml --\n{heading}\ntitle = \"Urn\"\n"));
        let said = built.said().join("\n");
        assert!(built.said().len() == 1 && said.contains("[[record]]"), "{heading}: {said}");
    }
}

#[test]
fn a_slip_in_a_draft_is_told_only_where_drafts_are_shown() {
    let text = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\ndraft = true\nverifed = 2026-01-01\n+++\n";
    assert!(!site(text).rules_told().contains(&"unknown-field"));
    assert!(support::site_with_drafts(text).rules_told().contains(&"unknown-field"));
}

#[test]
fn a_name_that_was_meant_for_a_field_which_is_there_is_not_mended_into_a_second_one() {
    let built =
        site("-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nwhen = \"Tuesday 7pm\"\nwen = \"Friday\"\n+++\n");
    assert_eq!(built.rules_told(), ["unknown-field"]);
}

#[test]
fn a_setting_that_means_nothing_is_told_at_its_line() {
    let address =
        site("-- hereabouts.toml --\ntitle = \"Millbrook\"\nbase_url = \"https://millbrook.example/?page=1\"\n");
    assert!(address.said().iter().any(|s| s.starts_with("hereabouts.toml:2:12")), "{:?}", address.said());
    assert!(!address.has("sitemap.xml"));
    let built = site("-- hereabouts.toml --\ntitle = \"Millbrook\"\nlanguage = \"British\"\n[freshness]\nmonths = 0\n");
    let said = built.said();
    assert!(said.iter().any(|s| s.starts_with("hereabouts.toml:2:12") && s.contains("[setting]")), "{said:?}");
    assert!(said.iter().any(|s| s.starts_with("hereabouts.toml:4:10") && s.contains("[setting]")), "{said:?}");
}

#[test]
fn a_brace_that_is_never_closed_is_told_where_it_opens_and_once() {
    let social =
        choir("+++\ntitle = \"Singers\"\nsocial = { facebook = \"https://sing.example/\"\nwhen = \"Mondays\"\n+++\n");
    let said = social.said();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("content/groups/choir.md:3:10: error: the brace `{` that opens on line 3"), "{said:?}");
    let list =
        choir("+++\ntitle = \"Singers\"\noffers = [\n  { text = \"songs\"\n  \"tea\",\n]\ncost = \"Free\"\n+++\n");
    let said = list.said();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("content/groups/choir.md:4:3"), "{said:?}");
}

#[test]
fn a_brace_left_open_in_one_of_several_records_leaves_the_others_alone() {
    let built = site(
        "-- content/groups/clubs.toml --\n[[record]]\ntitle = \"Chess\"\ncost = \"Free\"\n[[record]]\ntitle = \"Whist\"\ncontact = { role = \"host\"\n[[record]]\ntitle = \"Darts\"\n",
    );
    assert_eq!(built.rules, ["brace-open"], "{:?}", built.said());
    let below = built.below("groups/");
    assert!(below.contains(&"groups/chess.html") && below.contains(&"groups/whist.html"), "{below:?}");
    assert!(built.words("groups/chess.html").contains("Free"));
}
