//! How a site changes its looks: a block, a template, a theme, a word, an icon.

mod support;

use std::collections::BTreeSet;

use support::site;

/// A choir, in a site with these files beside.
fn with(files: &str) -> support::Built {
    let config =
        if files.contains("-- hereabouts.toml --") { "" } else { "-- hereabouts.toml --\ntitle = \"Brookside\"\n" };
    site(&format!(
        "{config}-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\nphone = \"01632 960140\"\n+++\nWe sing.\n{files}"
    ))
}

#[test]
fn a_site_changes_one_block_of_a_page_in_four_lines() {
    for name in ["default/record.html", "record.html"] {
        let built = with(&format!(
            "-- templates/record.html --\n{{% extends \"{name}\" %}}\n{{% block story %}}\n<p>{{{{ record.title }}}} says: come in!</p>\n{{% endblock story %}}\n"
        ));
        assert_eq!(built.said(), [""; 0], "{name}");
        let words = built.words("groups/choir.html");
        assert!(
            words.contains("Choir says: come in!") && words.contains("01632 960140") && !words.contains("We sing."),
            "{words}"
        );
    }
}

#[test]
fn a_site_replaces_a_whole_template() {
    let built = with(
        "-- content/stories/flood.md --\n+++\ntitle = \"The flood\"\n+++\n-- templates/record.html --\n<!doctype html>\n<title>{{ page.title }}</title>\n<main>{{ record.title }} of {{ site.title }}</main>\n",
    );
    assert_eq!((built.said(), built.words("groups/choir.html")), (vec![], "Choir of Brookside".to_owned()));
    assert!(built.words("stories/flood.html").contains("Home Stories The flood"), "a story has a template of its own");
}

#[test]
fn a_site_shows_a_component_of_its_own_in_every_list() {
    let built = with(
        "-- templates/own.html --\n{% component tile(tile, @root) %}<li>our {{ tile.title }}</li>{% endcomponent tile %}\n",
    );
    assert_eq!(built.said(), [""; 0]);
}

const RIVER: &str = "-- hereabouts.toml --\ntitle = \"Brookside\"\ntheme = \"river\"\n\
    -- themes/river/templates/record.html --\n{% extends \"record.html\" %}\n{% block story %}<p>By the river: {{ record.title }}.</p>{% endblock story %}\n\
    -- themes/river/static/style.css --\nbody { color: navy }\n-- themes/river/static/otter.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";

#[test]
fn a_theme_has_templates_and_static_files_of_its_own_over_the_built_in_ones() {
    let built = with(RIVER);
    assert_eq!(built.said(), [""; 0]);
    assert!(built.words("groups/choir.html").contains("By the river: Choir."));
    assert_eq!(built.page("theme/style.css"), "body { color: navy }\n");
    assert!(built.has("theme/otter.svg") && built.has("theme/hereabouts.js"));
}

#[test]
fn what_a_site_has_of_its_own_stands_before_its_theme_and_that_before_what_is_built_in() {
    let built = with(&format!(
        "{RIVER}-- templates/record.html --\n{{% extends \"record.html\" %}}\n{{% block heading %}}<h1>Our {{{{ record.title }}}}</h1>{{% endblock heading %}}\n-- static/otter.svg --\n<svg/>\n"
    ));
    assert_eq!(built.said(), [""; 0]);
    let words = built.words("groups/choir.html");
    assert!(
        words.contains("Our Choir") && words.contains("By the river: Choir.") && words.contains("01632 960140"),
        "{words}"
    );
    assert_eq!(built.page("otter.svg"), "<svg/>\n");
}

#[test]
fn a_template_with_a_slip_is_told_with_its_line_and_the_built_in_one_stands_in() {
    let built = with(
        "-- templates/record.html --\n{% extends \"record.html\" %}\n{% block story %}\n{{ record.title }\n{% endblock story %}\n",
    );
    assert_eq!(built.rules, ["theme-broken"]);
    assert!(built.said()[0].starts_with("templates/record.html:3:"), "{}", built.said()[0]);
    assert!(built.words("groups/choir.html").contains("We sing."));
}

#[test]
fn a_block_that_is_never_ended_is_told() {
    let built = with("-- templates/page.html --\n{% extends \"page.html\" %}\n{% block body %}\n<p>Hello\n");
    assert_eq!(built.rules, ["theme-broken"]);
    assert!(built.said()[0].starts_with("templates/page.html:"), "{}", built.said()[0]);
}

#[test]
fn a_block_that_the_template_below_does_not_have_is_told_where_it_stands() {
    let built = with(
        "-- templates/record.html --\n{% extends \"record.html\" %}\n{% block stroy %}Hello{% endblock stroy %}\n",
    );
    assert_eq!(
        built.said(),
        ["templates/record.html:2:10: error: block `stroy` is not defined in any parent template [theme-broken]"]
    );
}

#[test]
fn a_template_that_builds_on_nothing_or_on_itself_is_told() {
    let nothing = with("-- templates/record.html --\n{% extends \"river/record.html\" %}\n");
    assert_eq!(nothing.rules, ["theme-broken"]);
    assert!(nothing.said()[0].starts_with("templates/record.html:"), "{}", nothing.said()[0]);
    let itself = with("-- templates/record.html --\n{% extends \"site/record.html\" %}\n");
    assert_eq!(itself.rules, ["theme-broken"]);
    assert!(itself.said()[0].starts_with("templates/record.html:"), "{}", itself.said()[0]);
}

#[test]
fn a_name_that_stands_for_nothing_is_told_with_the_nearest_one() {
    for (line, near) in [
        ("{{ record.phne }}", "record.phones"),
        ("{% if record.titel %}x{% endif %}", "record.title"),
        ("{{ recrod.title }}", "record"),
        ("{{ site.tagine }}", "site.tagline"),
        ("{% for offer in record.ofers %}{{ offer.text }}{% endfor %}", "record.offers"),
        ("{{ t.record.wehn }}", "t.record.when"),
    ] {
        let built = with(&format!(
            "-- templates/record.html --\n{{% extends \"record.html\" %}}\n{{% block story %}}{line}{{% endblock story %}}\n"
        ));
        assert_eq!(built.rules, ["theme-variable"], "{line}");
        assert!(built.said()[0].starts_with("templates/record.html:2:"), "{}", built.said()[0]);
        assert!(built.told_in_full[0].contains(&format!("write `{near}`")), "{line}: {}", built.told_in_full[0]);
        assert!(built.words("groups/choir.html").contains("We sing."), "{line}");
    }
}

#[test]
fn a_name_is_known_only_in_the_template_of_its_page() {
    let built = with(
        "-- templates/list.html --\n{% extends \"list.html\" %}\n{% block heading %}{{ record.title }}{% endblock heading %}\n",
    );
    assert_eq!(built.rules, ["theme-variable"]);
}

#[test]
fn a_theme_that_is_not_there_is_told_with_the_nearest_one() {
    let built = with(
        "-- hereabouts.toml --\ntitle = \"Brookside\"\ntheme = \"rivr\"\n-- themes/river/static/style.css --\nbody { color: navy }\n",
    );
    assert_eq!(built.rules, ["theme-missing"]);
    assert!(built.told_in_full[0].contains("theme = \"river\""), "{}", built.told_in_full[0]);
    assert!(built.page("theme/style.css").contains("--paper"));
}

#[test]
fn a_site_says_a_word_otherwise() {
    let built = with("-- i18n/en.toml --\n[nav]\nfind = \"Look\"\n");
    assert_eq!(built.said(), [""; 0]);
    let words = support::words(built.page("index.html"));
    assert!(words.contains("Look") && words.contains("My list"), "{words}");
}

#[test]
fn a_file_of_words_with_a_slip_is_told_with_its_line() {
    let built = with("-- i18n/en.toml --\n[nav]\nfind = \"Look\nprint = \"Print\"\n");
    assert_eq!(built.rules, ["theme-broken"]);
    assert!(built.said()[0].starts_with("i18n/en.toml:2:"), "{}", built.said()[0]);
    assert!(built.page("index.html").contains("My list"));
}

#[test]
fn a_site_draws_an_icon_of_its_own() {
    let built = with("-- icons.toml --\ngroup = \"<path d=\\\"M1 1h22\\\"/>\"\n");
    assert_eq!(built.said(), [""; 0]);
    assert!(
        built
            .page("groups/choir.html")
            .contains("<symbol id=\"i-group\" viewBox=\"0 0 24 24\"><path d=\"M1 1h22\"/></symbol>")
    );
}

#[test]
fn each_icon_that_a_page_uses_is_drawn_in_it_once() {
    let built = with("");
    for path in built.pages() {
        let html = built.page(path);
        let used: BTreeSet<&str> =
            html.match_indices("href=\"#i-").filter_map(|(i, _)| html[i + 9..].split('"').next()).collect();
        for icon in used {
            assert_eq!(html.matches(&format!("<symbol id=\"i-{icon}\"")).count(), 1, "{path}: {icon}");
        }
    }
}

const WELSH: &str = "[plural.records]\none = \"{n} cofnod\"\ntwo = \"{n} gofnod\"\nmany = \"{n} chofnod\"\nother = \"{n} cofnod arall\"\n[nav]\nfind = \"Chwilio\"\n";

#[test]
fn a_language_counts_in_its_own_forms_and_says_in_english_what_it_has_no_words_for() {
    let groups = |n: usize| (0..n).map(|i| format!("[[record]]\ntitle = \"Côr {i}\"\n")).collect::<String>();
    let counted = |n: usize| {
        let built = site(&format!(
            "-- hereabouts.toml --\ntitle = \"Llanfair\"\nlanguage = \"cy\"\n-- i18n/cy.toml --\n{WELSH}-- content/groups/corau.toml --\n{}",
            groups(n)
        ));
        assert_eq!(built.said(), [""; 0]);
        let html = built.page("groups/index.html").to_owned();
        assert!(html.contains("<html lang=\"cy\"") && html.contains("Chwilio") && html.contains("My list"), "{html}");
        support::words(support::main_part(&html))
    };
    for (n, words) in [(1, "1 cofnod "), (2, "2 gofnod "), (6, "6 chofnod "), (7, "7 cofnod arall ")] {
        assert!(counted(n).contains(words), "{}", counted(n));
    }
}

#[test]
fn a_tag_with_a_region_takes_the_words_of_its_language_too() {
    let built = site(&format!(
        "-- hereabouts.toml --\ntitle = \"Llanfair\"\nlanguage = \"cy-GB\"\n-- i18n/cy.toml --\n{WELSH}"
    ));
    assert!(built.page("index.html").contains("Chwilio"));
}

/// The built-in templates, by their names.
fn templates() -> Vec<(String, String)> {
    let files = hereabouts::theme::built_in();
    let templates = files.iter().filter_map(|(path, bytes)| {
        Some((path.strip_prefix("templates").ok()?.to_string(), String::from_utf8_lossy(bytes).into_owned()))
    });
    templates.collect()
}

#[test]
fn the_built_in_templates_vouch_only_for_html_that_the_generator_made() {
    let vouched: Vec<String> = templates()
        .iter()
        .flat_map(|(_, text)| {
            text.split("{{")
                .filter(|p| p.contains("| safe"))
                .map(|p| p.split('|').next().unwrap_or("").trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let vouched: BTreeSet<&str> = vouched.iter().map(String::as_str).collect();
    assert_eq!(vouched, BTreeSet::from(["home.body", "list.body", "record.body", "record.json_ld", "text.body"]));
    for (name, text) in templates() {
        assert!(!text.contains("autoescape") && !text.contains("|safe"), "{name}");
    }
}

#[test]
fn the_built_in_templates_use_only_names_that_there_are() {
    // As templates of the site's own they are looked at like those.
    let own: String = templates().iter().map(|(name, text)| format!("-- templates/{name} --\n{text}\n")).collect();
    let built = with(&own);
    let unknown: Vec<&str> = built.told.iter().map(String::as_str).collect();
    assert_eq!(unknown, [""; 0]);
}

#[test]
fn a_part_sees_what_the_loop_around_it_goes_through() {
    let list = "{% extends \"default/list.html\" %}{% block cards %}{% for item in list.cards %}{% include \"line.html\" %}{% endfor %}{% endblock cards %}";
    let right = with(&format!(
        "-- templates/list.html --\n{list}\n-- templates/line.html --\n<p>{{{{ item.card.title }}}}</p>\n"
    ));
    assert_eq!(right.said(), [""; 0]);
    let wrong = with(&format!(
        "-- templates/list.html --\n{list}\n-- templates/line.html --\n<p>{{{{ item.card.titel }}}}</p>\n"
    ));
    assert!(
        wrong.said()[0].contains("`item.card` has no `titel`; did you mean `item.card.title`?"),
        "{:?}",
        wrong.said()
    );
}

#[test]
fn a_template_or_a_word_that_is_nearly_called_like_a_built_in_one_is_told() {
    let template = with("-- templates/recrod.html --\n{% extends \"default/record.html\" %}\n");
    assert_eq!(
        template.said(),
        [
            "templates/recrod.html:1:1: warning: nothing uses the template `recrod.html`; did you mean `record.html`? [theme-unused]"
        ]
    );
    let word = with("-- i18n/en.toml --\n[nav]\nprint = \"On paper\"\nfnd = \"Look\"\n");
    assert_eq!(
        word.said(),
        ["i18n/en.toml:3:1: warning: nothing uses the word `nav.fnd`; did you mean `nav.find`? [theme-unused]"]
    );
}

#[test]
fn a_part_or_a_word_of_the_sites_own_that_its_templates_use_is_welcome() {
    let built = with(
        "-- i18n/en.toml --\n[nav]\nfund = \"Give\"\n-- templates/cards.html --\n<p>{{ t.nav.fund }}</p>\n\
         -- templates/home.html --\n{% extends \"default/home.html\" %}{% block about %}{% include \"cards.html\" %}{% endblock about %}\n",
    );
    assert_eq!(built.said(), [""; 0]);
}

#[test]
fn a_copy_of_any_built_in_template_as_the_sites_own_changes_nothing() {
    let content = "-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\noffers = [\"songs for every feast\"]\nverified = 2026-01-01\n+++\n\
                   -- content/groups/hall.md --\n+++\ntitle = \"Hall\"\nwants = [\"songs for a feast\"]\n+++\n";
    let pages = |own: &str| {
        let built = with(&format!("{own}{content}"));
        assert_eq!(built.said(), [""; 0], "{own}");
        // A word that is looked up page by page may leave the space beside it.
        ["index.html", "offers.html", "groups/choir.html", "groups/index.html", "find.html", "print.html"]
            .map(|path| built.page(path).split_whitespace().collect::<String>())
    };
    let usual = pages("");
    for (name, text) in templates() {
        assert_eq!(pages(&format!("-- templates/{name} --\n{text}\n")), usual, "{name}");
    }
}

#[test]
fn a_part_that_two_loops_include_is_not_held_against_one_of_them() {
    let built = with(
        "-- templates/list.html --\n{% extends \"default/list.html\" %}{% block cards %}{% for it in list.cards %}{% include \"one.html\" %}{% endfor %}{% endblock cards %}\n\
         -- templates/home.html --\n{% extends \"default/home.html\" %}{% block newest %}{% for it in home.categories %}{% include \"one.html\" %}{% endfor %}{% endblock newest %}\n\
         -- templates/one.html --\n<p>{% if it.slug %}{{ it.title }}{% endif %}{% if it.card %}{{ it.card.title }}{% endif %}</p>\n",
    );
    assert_eq!(built.said(), [""; 0]);
}
