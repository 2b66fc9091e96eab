//! From a folder in git to a site on a host: which files are written, what is said, and what is left alone.

mod support;

use support::folder::{Folder, Ran};

const TOWN: &str = "-- hereabouts.toml --\n# Ours.\ntitle = \"Brookside\"\ncontact_email = \"hello@brookside.example\"\n\n[areas]\nlower = \"Lower\"\n\
-- content/groups/choir.md --\n+++\ntitle = \"Choir\"\n+++\n";

/// The site, in a repository with this configuration of git.
fn town(git: &str) -> Folder {
    let folder = Folder::new(TOWN);
    folder.write(".git/config", git);
    folder.write(".git/HEAD", "ref: refs/heads/main\n");
    folder
}

fn remote(url: &str) -> String {
    format!("[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {url}\n[branch \"main\"]\n\tremote = origin\n")
}

fn published(git: &str, args: &[&str]) -> (Folder, Ran) {
    let folder = town(git);
    let ran = folder.run(&[&["publish"], args].concat());
    (folder, ran)
}

#[test]
fn the_address_is_worked_out_from_the_remote() {
    for (url, args, address) in [
        ("https://github.com/Our-Town/Directory.git", &[][..], "https://our-town.github.io/Directory/"),
        ("git@github.com:our-town/our-town.github.io.git", &[], "https://our-town.github.io/"),
        ("ssh://git@codeberg.org/our-town/directory.git", &[], "https://our-town.codeberg.page/directory/"),
        ("https://codeberg.org/our-town/pages", &[], "https://our-town.codeberg.page/"),
        ("https://codeberg.org/our.town/directory", &[], "https://pages.codeberg.org/our.town/directory/"),
        (
            "https://github.com/our-town/directory",
            &["--domain", "directory.our-town.org"],
            "https://directory.our-town.org/",
        ),
        ("https://gitlab.com/our/town/directory", &["--domain", "https://our-town.org"], "https://our-town.org/"),
    ] {
        let (folder, ran) = published(&remote(url), args);
        assert_eq!(ran.code, Some(0), "{url}: {}", ran.said());
        assert!(ran.out.contains(&format!("The site stands at {address}\n")), "{url}: {}", ran.out);
        assert!(folder.read("hereabouts.toml").contains(&format!("base_url = \"{address}\"\n")), "{url}");
    }
}

#[test]
fn each_host_gets_its_one_file() {
    for (url, host, file) in [
        ("https://github.com/our-town/directory", "github", ".github/workflows/hereabouts.yml"),
        ("https://gitlab.com/our-town/directory", "gitlab", ".gitlab-ci.yml"),
        ("https://git.our-town.org/our-town/directory", "gitlab", ".gitlab-ci.yml"),
        ("https://codeberg.org/our-town/directory", "codeberg", ".forgejo/workflows/hereabouts.yml"),
        ("https://github.com/our-town/directory", "netlify", "netlify.toml"),
        ("https://gitlab.com/our-town/directory", "cloudflare", "wrangler.toml"),
    ] {
        let (folder, ran) = published(&remote(url), &[host]);
        assert_eq!(ran.code, Some(0), "{host}: {}", ran.said());
        assert!(ran.out.starts_with(&format!("Wrote {file}\n")), "{host}: {}", ran.out);
        let text = folder.read(file);
        assert!(!text.contains("{{") || host != "netlify" && !text.replace("${{", "").contains("{{"), "{host}: {text}");
        assert!(text.contains("hereabouts build"), "{host}: {text}");
        assert!(ran.out.contains("When it does not work:"), "{host}");
    }
}

#[test]
fn what_is_there_already_is_left_as_it_is_until_one_asks_for_it() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.write(".github/workflows/hereabouts.yml", "name: mine\n");
    let ran = folder.run(&["publish"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    assert!(
        ran.out.contains(
            ".github/workflows/hereabouts.yml is there already and says something else: it was left as it is."
        ),
        "{}",
        ran.out
    );
    assert_eq!(folder.read(".github/workflows/hereabouts.yml"), "name: mine\n");
    let ran = folder.run(&["publish", "--overwrite"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.out.contains("Wrote .github/workflows/hereabouts.yml anew"), "{}", ran.out);
    assert!(
        folder.read(".github/ISSUE_TEMPLATE/config.yml").contains("url: \"https://our-town.github.io/directory/\""),
        "the address that is new"
    );
    let before = (folder.all("."), folder.read("hereabouts.toml"));
    let ran = folder.run(&["publish"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.out.contains(".github/workflows/hereabouts.yml is as it should be"), "{}", ran.out);
    assert_eq!((folder.all("."), folder.read("hereabouts.toml")), before, "a second time changes nothing");
}

#[test]
fn the_configuration_keeps_what_somebody_wrote() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.run(&["publish"]);
    let text = folder.read("hereabouts.toml");
    assert!(
        text.starts_with(
            "# Ours.\ntitle = \"Brookside\"\nbase_url = \"https://our-town.github.io/directory/\"\ncontact_email"
        ),
        "{text}"
    );
    assert!(
        text.contains(
            "\n[repository]\nurl = \"https://github.com/our-town/directory\"\nsuggest = [\"mail\", \"form\"]\n"
        ),
        "{text}"
    );
    let own = TOWN.replace("contact_email", "base_url = \"https://brookside.org.uk/\"\ncontact_email");
    let folder = Folder::new(&own);
    folder.write(".git/config", remote("https://github.com/our-town/directory"));
    let ran = folder.run(&["publish"]);
    assert!(folder.read("hereabouts.toml").contains("base_url = \"https://brookside.org.uk/\"\n"));
    assert!(ran.out.contains("Write brookside.org.uk under \"Custom domain\""), "{}", ran.out);
}

#[test]
fn the_page_of_a_record_then_leads_to_the_form_and_to_the_file() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.run(&["publish"]);
    let text = folder.read("hereabouts.toml").replace("\"form\"]", "\"form\", \"edit\"]");
    folder.write("hereabouts.toml", text);
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    let page = folder.read("public/groups/choir.html");
    for part in [
        "href=\"mailto:hello@brookside.example?subject=About%20%E2%80%9CChoir%E2%80%9D&amp;body=",
        "href=\"https://github.com/our-town/directory/issues/new?template=group.yml&amp;title=Group%3A%20Choir&amp;r-change=https%3A%2F%2Four-town.github.io%2Fdirectory%2Fgroups%2Fchoir.html&amp;r-title=Choir\"",
        "href=\"https://github.com/our-town/directory/edit/main/content/groups/choir.md\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let home = folder.read("public/index.html");
    assert!(
        home.contains("href=\"https://github.com/our-town/directory/issues/new/choose\"")
            && home.contains("id=\"add\""),
        "{home}"
    );
    assert!(folder.read(".github/ISSUE_TEMPLATE/group.yml").contains("id: \"r-title\""));
}

#[test]
fn an_address_that_another_host_gave_is_no_domain_of_ones_own() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.run(&["publish", "github"]);
    let ran = folder.run(&["publish", "netlify"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(
        !ran.out.contains("github.io") && ran.out.contains("write it as base_url into hereabouts.toml"),
        "{}",
        ran.out
    );
}

#[test]
fn a_domain_that_is_asked_for_takes_the_place_of_the_address_before() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.run(&["publish"]);
    let ran = folder.run(&["publish", "--domain", "directory.our-town.org", "--overwrite"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(folder.read("hereabouts.toml").contains("base_url = \"https://directory.our-town.org/\""), "{}", ran.out);
    let ran = folder.run(&["publish", "--domain", "our-town.org/directory"]);
    assert_eq!(ran.code, Some(2), "{}", ran.said());
}

#[test]
fn what_the_configuration_says_of_the_repository_counts() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.run(&["publish"]);
    folder.write(".git/HEAD", "ref: refs/heads/fix-typo\n");
    let ran = folder.run(&["publish"]);
    assert!(ran.out.contains(".github/workflows/hereabouts.yml is as it should be"), "{}", ran.out);
    let ran = folder.run(&["publish", "--repository", "https://codeberg.org/our-town/directory"]);
    assert!(
        ran.out.contains("hereabouts.toml: [repository] still says https://github.com/our-town/directory"),
        "{}",
        ran.out
    );
    // Without git, the branch and the folder are what it says.
    let text = "\n[repository]\nurl = \"https://github.com/our-town/directory\"\nbranch = \"live\"\nfolder = \"site\"\n[areas]";
    let folder = Folder::new(&TOWN.replace("\n[areas]", text));
    folder.run(&["publish"]);
    let text = folder.read(".github/workflows/hereabouts.yml");
    assert!(text.contains("branches: [\"live\"]") && text.contains("--site=\"site\""), "{text}");
}

#[test]
fn forms_can_be_written_anew_alone() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.write(".github/workflows/hereabouts.yml", "name: mine\n");
    folder.write(".github/ISSUE_TEMPLATE/group.yml", "old\n");
    let ran = folder.run(&["publish", "--only-forms", "--overwrite"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert_eq!(folder.read(".github/workflows/hereabouts.yml"), "name: mine\n");
    assert!(folder.read(".github/ISSUE_TEMPLATE/group.yml").starts_with("# Written by"));
    assert!(!folder.read("hereabouts.toml").contains("[repository]") && !ran.out.contains("To publish"), "{}", ran.out);
}

#[test]
fn whoever_wants_no_suggestions_has_none() {
    let folder = Folder::new(&TOWN.replace(
        "\n[areas]",
        "\n[repository]\nurl = \"https://github.com/our-town/directory\"\nsuggest = []\n[areas]",
    ));
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    let (page, home) = (folder.read("public/groups/choir.html"), folder.read("public/index.html"));
    assert!(
        !page.contains("Suggest a change") && !home.contains("id=\"add\"") && !home.contains("index.html#add"),
        "{page}"
    );
}

#[test]
fn a_branch_with_any_name_is_meant_by_just_that_name() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.write(".git/HEAD", "ref: refs/heads/!c++\n");
    folder.run(&["publish"]);
    let text = folder.read(".github/workflows/hereabouts.yml");
    assert!(text.contains(r#"branches: ["\\!c\\+\\+"]"#), "{text}");
}

#[test]
fn a_site_below_the_top_of_its_repository_is_said_by_its_folder() {
    let folder = Folder::empty();
    for (path, bytes) in support::parts(TOWN) {
        folder.write(&format!("our site/{path}"), bytes);
    }
    folder.write(".git/config", remote("https://github.com/our-town/directory"));
    folder.write(".git/HEAD", "ref: refs/heads/trunk\n");
    let ran = folder.run(&["--site", "our site", "publish"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    let text = folder.read(".github/workflows/hereabouts.yml");
    for part in
        ["branches: [\"trunk\"]", "hereabouts check --site=\"our site\" --format github", "path: \"our site/public\""]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(folder.read("our site/hereabouts.toml").contains("branch = \"trunk\"\nfolder = \"our site\"\n"));
    folder.write("our site/content/groups/choir.md", "+++\ntitle = \"Choir\"\nwen = \"Mondays\"\n+++\n");
    let ran = folder.run(&["--site", "our site", "check", "--format", "github"]);
    assert!(ran.out.contains("::error file=our site/content/groups/choir.md,line=3,"), "{}", ran.out);
    let ran = folder.run(&["--site", "our site", "check", "--format", "gitlab"]);
    assert!(ran.out.contains("\"path\":\"our site/content/groups/choir.md\""), "{}", ran.out);
}

#[test]
fn a_program_that_is_fetched_is_held_to_its_sum() {
    let sum = "A3".repeat(32);
    let args = ["--program", "https://example.org/hereabouts-linux", "--sha256", &sum];
    for host in ["github", "netlify", "cloudflare"] {
        let (folder, ran) = published(&remote("https://github.com/our-town/directory"), &[&[host], &args[..]].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.said());
        let all = [".github/workflows/hereabouts.yml", "netlify.toml", "wrangler.toml"];
        let text = all.iter().filter(|file| folder.has(file)).map(|file| folder.read(file)).collect::<String>();
        assert!(
            text.contains(&"a3".repeat(32))
                && text.contains("https://example.org/hereabouts-linux")
                && text.contains("sha256sum --check"),
            "{host}: {text}"
        );
        assert!(!text.contains("cargo install"), "{host}: {text}");
    }
    for (url, sum) in [
        ("http://example.org/x", &sum[..]),
        ("https://example.org/x\"; rm", &sum),
        ("https://example.org/hereabouts", "12"),
    ] {
        let (folder, ran) =
            published(&remote("https://github.com/our-town/directory"), &["--program", url, "--sha256", sum]);
        assert_eq!(ran.code, Some(2), "{url} {sum}: {}", ran.said());
        assert!(!folder.has(".github"), "nothing is written");
    }
}

#[test]
fn whatever_is_missing_or_unclear_is_said_and_nothing_is_written() {
    let two = "[remote \"one\"]\nurl = https://github.com/a/b\n[remote \"two\"]\nurl = https://github.com/c/d\n";
    for (git, args, words) in [
        ("", &[][..], "This repository has no remote"),
        (&remote("/srv/git/directory.git"), &[], "The remote `origin` is a folder of this computer."),
        (
            &remote("https://joan:hunter2@github.com/"),
            &[],
            "The address of the remote `origin` is not that of a repository.",
        ),
        (
            &remote("https://git.our-town.org/our-town/directory"),
            &[],
            "it is not known what publishes them from there.\nSay where the site is to stand: hereabouts publish github|gitlab|codeberg|netlify|cloudflare",
        ),
        (
            &remote("https://gitlab.com/our-town/directory"),
            &["github"],
            "GitHub Pages publishes what is kept there, and these files are kept at https://gitlab.com/our-town/directory.\nTry: hereabouts publish gitlab",
        ),
        (
            two,
            &[],
            "This repository has several remotes: one, two.\nSay which one is meant: hereabouts publish --remote one",
        ),
        (two, &["--remote", "three"], "There is no remote called `three`. There are: one, two."),
        (two, &["--repository", "nonsense"], "`nonsense` is not the address of a repository."),
        (
            two,
            &["--repository", "https://joan:hunter2@github.com/a"],
            "`github.com/a` is not the address of a repository.",
        ),
        (two, &["--remote", "one", "--domain", "a.github.io"], "`a.github.io` is not a domain of your own."),
        (two, &["--check", "--domain", "our-town.org:80"], "`our-town.org:80` is not a domain of your own."),
        (two, &["--remote", "one", "--domain", "not a domain"], "`not a domain` is not a domain of your own."),
        (&remote("https://github.com/町/ディレクトリ"), &["cloudflare"], ""),
    ] {
        let (folder, ran) = published(git, args);
        if words.is_empty() {
            // The title gives a name where the repository's has no plain letter.
            assert!(folder.read("wrangler.toml").contains("name = \"brookside\""), "{}", folder.read("wrangler.toml"));
            continue;
        }
        assert!(matches!(ran.code, Some(1 | 2)), "{words}: {}", ran.said());
        assert!(ran.err.contains(words), "{words}: {}", ran.said());
        assert!(!ran.said().contains("hunter2"), "no password is shown");
        assert_eq!(
            folder.read("hereabouts.toml"),
            String::from_utf8(support::parts(TOWN)["hereabouts.toml"].clone()).unwrap()
        );
        for file in [".github", ".gitlab-ci.yml", ".forgejo", "netlify.toml", "wrangler.toml"] {
            assert!(!folder.has(file), "{words}: {file}");
        }
    }
    let folder = Folder::new(TOWN);
    let ran = folder.run(&["publish"]);
    assert!(ran.err.contains("This folder is in no git repository"), "{}", ran.said());
    let ran = folder.run(&["publish", "--repository", "https://github.com/our-town/directory"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(folder.has(".github/workflows/hereabouts.yml"));
    let ran = Folder::empty().run(&["publish"]);
    assert!(ran.err.contains("this folder is not a site"), "{}", ran.said());
}

#[test]
fn of_several_remotes_the_one_that_fits_is_taken() {
    let git = "[remote \"backup\"]\nurl = https://codeberg.org/a/b\n[remote \"origin\"]\nurl = https://github.com/c/d\n[remote \"other\"]\nurl = https://github.com/e/f\n";
    for (args, url) in [
        (&[][..], "https://github.com/c/d"),
        (&["codeberg"], "https://codeberg.org/a/b"),
        (&["--remote", "other"], "https://github.com/e/f"),
    ] {
        let (folder, ran) = published(git, args);
        assert_eq!(ran.code, Some(0), "{}", ran.said());
        assert!(folder.read("hereabouts.toml").contains(&format!("url = \"{url}\"")), "{args:?}: {}", ran.out);
    }
}

#[test]
fn a_built_site_is_looked_over_before_it_goes_out() {
    let folder = town(&remote("https://github.com/our-town/directory"));
    folder.run(&["publish"]);
    let ran = folder.run(&["publish", "--check"]);
    assert!(ran.err.contains("Make the site first: hereabouts build"), "{}", ran.said());
    folder.run(&["build"]);
    let ran = folder.run(&["publish", "--check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.out.contains("nothing stands in the way of publishing it with GitHub Pages."), "{}", ran.out);
    let ran = folder.run(&["publish", "--check", "public"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());

    // What hosts drop, and an address that does not fit.
    folder.write("public/.secret/x.txt", "x");
    folder.write("public/_drafts/x.html", "x");
    folder.write("public/_worker.js", "x");
    folder.write("public/Groups.html", "x");
    folder.write("public/groups.html", "x");
    #[cfg(unix)]
    std::os::unix::fs::symlink("index.html", folder.site.join("public/link.html")).expect("links can be made");
    let ran = folder.run(&["publish", "--check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    for words in [
        ".secret/x.txt begins with a dot",
        "Groups.html and groups.html differ in capitals only",
        "link.html is no file",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(!ran.out.contains("_drafts"), "with .nojekyll GitHub keeps them: {}", ran.out);
    let ran = folder.run(&["publish", "cloudflare", "--check"]);
    assert!(ran.out.contains("_worker.js: Cloudflare takes a file of this name for a program"), "{}", ran.out);
    #[expect(clippy::disallowed_methods, reason = "this test takes a file away")]
    std::fs::remove_file(folder.site.join("public/.nojekyll")).expect("the file is there");
    let ran = folder.run(&["publish", "--check"]);
    for words in ["There is no .nojekyll", "_drafts/x.html has a name with `_` in front"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    folder.run(&["build", "--base-url", "https://our-town.github.io/", "--output", "other"]);
    let ran = folder.run(&["publish", "--check", "other"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    assert!(ran.out.contains("The pages say that they stand at https://our-town.github.io/, but they will at https://our-town.github.io/directory/."), "{}", ran.out);
}

#[test]
fn too_many_and_too_large_files_are_told_for_the_host_that_minds() {
    use hereabouts::publish::Host;
    use hereabouts::publish::inspect::{Folder, Weight, inspect};
    let mut files: Vec<(String, u64)> = (0..20_000).map(|n| (format!("groups/{n:05}.html"), 60_000)).collect();
    files.extend([
        ("index.html".into(), 1),
        ("404.html".into(), 1),
        (".nojekyll".into(), 0),
        ("big.pdf".into(), 26 << 20),
    ]);
    let folder = Folder { files, odd: Vec::new(), base_url: Some("https://our-town.org/".into()) };
    let faults = |host| {
        inspect(&folder, host, None)
            .into_iter()
            .filter(|(w, _)| *w == Weight::Fault)
            .map(|(_, t)| t)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        faults(Some(Host::Cloudflare)),
        ["20004 files; Cloudflare takes 20000.", "big.pdf has 26 MB; Cloudflare takes no file above 25 MB."]
    );
    assert_eq!(faults(Some(Host::Github)), ["The site has 1171 MB; GitHub Pages take 1,000 MB."]);
    assert_eq!(faults(Some(Host::Netlify)), Vec::<String>::new());
    assert_eq!(faults(None).len(), 3);
}

#[test]
fn a_summary_says_what_is_new_has_changed_or_is_gone() {
    let before = Folder::new(TOWN);
    before.write("content/groups/old.md", "+++\ntitle = \"Old\"\n+++\n");
    before.write(
        "content/groups/chess.md",
        "+++\ntitle = \"Chess\"\nwhen = \"Mondays 7pm\"\nverified = 2026-11-01\n+++\nBoards.\n",
    );
    let now = Folder::new(TOWN);
    now.write("content/groups/new.md", "+++\ntitle = \"New_one\"\n+++\n");
    now.write("content/groups/sketch.md", "+++\ntitle = \"Sketch\"\ndraft = true\n+++\n");
    now.write("content/groups/chess.md", "+++\ntitle = \"Chess\"\nwhen = \"Tuesdays 7pm\"\nverified = 2026-11-01\nphone = \"01632 960101\"\n+++\nBoards.\n");
    // Within tables too; and who is a draft again is not named.
    for (folder, phone) in [(&before, "960222"), (&now, "960333")] {
        folder.write("content/groups/bridge.md", format!("+++\ntitle = \"Bridge\"\nverified = 2026-11-01\n\n[contact]\nrole = \"secretary\"\nphone = \"01632 {phone}\"\n+++\n"));
        let draft = if phone == "960333" { "draft = true\n" } else { "" };
        folder.write("content/groups/withdrawn.md", format!("+++\ntitle = \"Withdrawn\"\n{draft}+++\n"));
    }
    let ran = now.run(&["summary", "--since", before.site.to_str().expect("a plain path")]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert_eq!(
        ran.out,
        "## Brookside\n\n4 records: 4 groups. 2 drafts besides.\n\n### New (1)\n\n- New\\_one\n\n### Changed (2)\n\n- Bridge: contact.phone\n- Chess: phone, when\n\n### Gone (1)\n\n- Old\n\n\
         ### Due for checking (2)\n\n- Choir: not checked yet\n- New\\_one: not checked yet\n"
    );
    let ran = now.run(&["summary", "--since", now.site.to_str().expect("a plain path")]);
    assert!(ran.out.contains("No record is new or has changed."), "{}", ran.out);
    let ran = now.run(&["summary", "--since", "nowhere"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.err.contains("There is no site in nowhere"), "{}", ran.err);
}

#[test]
fn what_was_sent_is_written_as_a_draft_beside_what_is_there() {
    let folder = Folder::new(TOWN);
    folder.write(
        "issue.md",
        "### Group: which one has changed?\n\nChoir\n\n### Name\n\nChoir\n\n### When\n\nMondays 7pm-9pm\n",
    );
    let ran = folder.run(&["intake", "issue.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(ran.out.starts_with("Wrote content/groups/choir-change.md, a draft: nothing of it is published yet.\nIt is about content/groups/choir.md."), "{}", ran.out);
    assert!(ran.out.contains("when: was nothing, and is now `Mondays 7pm-9pm`"), "{}", ran.out);
    let ran = folder.run(&["intake", "issue.md"]);
    assert!(ran.out.starts_with("Wrote content/groups/choir-change-2.md"), "nothing is written over: {}", ran.out);
    let ran = folder.run(&["intake", "issue.md", "--kind", "nonsense"]);
    assert_eq!(ran.code, Some(2), "{}", ran.said());
    assert!(ran.err.contains("There is no kind or type called `nonsense`.\nThere are: place, thing,"), "{}", ran.err);
    let ran = folder.run(&["intake", "nowhere.md"]);
    assert_eq!(ran.code, Some(3), "{}", ran.said());
    assert!(ran.err.contains("There is no file nowhere.md."), "{}", ran.err);
    // A name that would be the words above a list is none for a record.
    folder.write("issue.md", "Name: Index\nWhat sort: group\n");
    let ran = folder.run(&["intake", "issue.md"]);
    assert!(ran.out.starts_with("Wrote content/groups/index-2.md"), "{}", ran.out);
    folder.write("empty.md", "\n");
    let ran = folder.run(&["intake", "empty.md"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
}

/// The manual shows the whole of it once.
#[test]
fn the_first_evening_shows_what_is_printed() {
    let page = include_str!("../docs/first-evening.md");
    let shown = page
        .split("$ hereabouts publish github\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("it is there");
    let folder = Folder::empty();
    folder.run(&["init", "--bare", "our-town"]);
    folder.write("our-town/.git/config", remote("https://github.com/our-town/directory"));
    folder.write("our-town/.git/HEAD", "ref: refs/heads/main\n");
    let ran = folder.run(&["--site", "our-town", "publish", "github"]);
    assert_eq!(ran.out, shown);
}
