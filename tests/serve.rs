//! `hereabouts serve`, driven as a library: what a browser gets, and what happens after a change.

#![expect(clippy::disallowed_methods, reason = "a test makes and changes a site, and looks at it as a browser does")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use hereabouts::serve::{Event, Failure, Options, Server};

/// Longer than any of this takes, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

const CHOIR: &str = "+++\ntitle = \"Eastgate Singers\"\nsummary = \"Songs.\"\nverified = 2026-11-01\n+++\nWe sing.\n";

struct Site {
    place: tempfile::TempDir,
    server: Server,
}

impl Site {
    fn new() -> Self {
        Self::with(|_| {}, false)
    }

    fn with(more: impl Fn(&Utf8Path), poll: bool) -> Self {
        let place = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(place.path()).unwrap();
        fs::write(root.join("hereabouts.toml"), "title = \"Millbrook & Eastgate\"\n").unwrap();
        fs::create_dir_all(root.join("content/groups")).unwrap();
        fs::write(root.join("content/groups/singers.md"), CHOIR).unwrap();
        more(root);
        let server = Server::start(options(root, poll)).ok().expect("the site is a site");
        Self { place, server }
    }

    fn path(&self, path: &str) -> Utf8PathBuf {
        Utf8Path::from_path(self.place.path()).unwrap().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn get(&self, path: &str) -> Answer {
        get(self.server.address, path)
    }

    /// Waits until a page says (or no longer says) something, as a browser does: by asking for news.
    fn wait(&self, path: &str, what: &str, good: impl Fn(&Answer, &serde_json::Value) -> bool) {
        let until = Instant::now() + DEADLINE;
        let (mut page, mut problems) = (String::new(), String::new());
        loop {
            let news = self.get(&format!("/.hereabouts/news?path={path}&page={page}&problems={problems}"));
            let news: serde_json::Value = serde_json::from_str(&news.text()).unwrap();
            if good(&self.get(path), &news) {
                return;
            }
            assert!(Instant::now() < until, "{what} never came");
            page = news["page"].as_str().unwrap().to_owned();
            problems = news["problems"].as_str().unwrap().to_owned();
        }
    }

    fn says(&self, path: &str, words: &str) {
        self.wait(path, words, |page, _| page.text().contains(words));
    }

    fn event(&self, wanted: impl Fn(&Event) -> bool) -> Event {
        loop {
            let event = self.server.events.recv_timeout(DEADLINE).expect("the event is told");
            if wanted(&event) {
                return event;
            }
        }
    }
}

fn options(root: &Utf8Path, poll: bool) -> Options {
    Options {
        root: root.to_owned(),
        port: 0,
        lan: false,
        drafts: true,
        today: "2026-11-21".parse().unwrap(),
        poll,
        rules: &hereabouts::rules::ALL,
        ctrl_c: false,
    }
}

struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn get(address: SocketAddr, path: &str) -> Answer {
    send(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
}

fn send(address: SocketAddr, request: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("an answer has a head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_lowercase(), v.to_owned())).collect();
    Answer { status, headers, body: bytes[end + 4..].to_vec() }
}

#[test]
fn a_page_is_served_with_and_without_its_ending() {
    let site = Site::new();
    let page = site.get("/groups/singers.html");
    assert_eq!((page.status, page.headers["content-type"].as_str()), (200, "text/html; charset=utf-8"));
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(page.text().contains("We sing."));
    assert_eq!(site.get("/groups/singers").text(), page.text());
    assert_eq!(site.get("/groups/%73ingers.html?x=1").text(), page.text());
    assert!(site.get("/groups/").text().contains("Eastgate Singers"));
    assert_eq!(site.get("/groups").headers["location"], "groups/");
    assert!(site.get("/").text().contains("Millbrook &amp; Eastgate"));
    assert_eq!(site.get("/theme/style.css").headers["content-type"], "text/css; charset=utf-8");
}

#[test]
fn what_is_not_there_is_the_sites_own_404_page() {
    let site = Site::new();
    let page = site.get("/groups/nobody.html");
    assert_eq!(page.status, 404);
    assert!(page.text().contains("<html"));
}

#[test]
fn no_address_leads_out_of_the_site() {
    let site = Site::with(|root| fs::write(root.join("secret.html"), "mine").unwrap(), false);
    let out = [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/groups/../../secret.html",
        "//etc/passwd",
        "/..%2fsecret.html",
        "/..%5csecret.html",
        "/%00",
        "/secret.html",
        "/hereabouts.toml",
        "/%ff%fe",
    ];
    for path in out {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_head_request_has_no_body_and_others_are_refused() {
    let site = Site::new();
    let address = site.server.address;
    let head =
        send(address, &format!("HEAD /groups/singers.html HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.headers["content-length"], site.get("/groups/singers.html").body.len().to_string());
    let post =
        send(address, &format!("POST / HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    assert_eq!(post.status, 405);
}

#[test]
fn a_name_from_elsewhere_is_not_answered() {
    let site = Site::new();
    let of = |host: &str| {
        send(site.server.address, &format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status
    };
    assert_eq!(
        (of("evil.example"), of("localhost:3000"), of("[::1]:3000"), of("kitchen.local:3000")),
        (403, 200, 200, 200)
    );
}

#[test]
fn a_malformed_request_harms_nobody() {
    let site = Site::new();
    for nonsense in [
        "\0\0\0\0\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "\u{16}\u{3}\u{1}hello",
    ] {
        let mut stream = TcpStream::connect(site.server.address).unwrap();
        stream.write_all(nonsense.as_bytes()).unwrap();
        drop(stream);
    }
    assert_eq!(site.get("/").status, 200);
}

#[test]
fn two_hundred_idle_connections_block_nobody() {
    let site = Site::new();
    let idle: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(site.server.address).unwrap()).collect();
    assert_eq!(site.get("/").status, 200);
    drop(idle);
}

#[test]
fn a_taken_port_gives_the_next_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let site = Site::new();
    let options = Options { port, ..options(&site.path(""), false) };
    let second = Server::start(options).ok().expect("another port is found");
    assert!(second.address.port() != port);
    assert!(second.address.ip().is_loopback());
}

#[test]
fn a_folder_that_is_no_site_is_not_served() {
    let place = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(place.path()).unwrap();
    match Server::start(options(root, false)) {
        Err(Failure::NoSite(_, told)) => assert_eq!(told[0].rule.code, "config-missing"),
        _ => panic!("it serves"),
    }
}

#[test]
fn the_script_is_in_the_page_under_serve_only() {
    let site = Site::new();
    let (files, diagnostics) = hereabouts::files::read(&site.path(""));
    let input = hereabouts::build::Input {
        files,
        diagnostics,
        today: "2026-11-21".parse().unwrap(),
        drafts: true,
        base_url: None,
        rules: &hereabouts::rules::ALL,
        earlier: Default::default(),
    };
    let built = hereabouts::build::build(input).ok().unwrap();
    for output in built.outputs() {
        let bytes = built.bytes(output).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("/.hereabouts/"), "{}", output.path());
    }
    for path in ["/", "/groups/singers", "/nowhere"] {
        assert!(site.get(path).text().contains("<script src=\"/.hereabouts/reload.js\" data-page="), "{path}");
    }
    assert_eq!(site.get("/.hereabouts/reload.js").status, 200);
    assert_eq!(site.get("/.hereabouts/panel.css").headers["content-type"], "text/css; charset=utf-8");
}

#[test]
fn a_saved_record_is_on_its_page_and_on_the_lists() {
    let site = Site::new();
    site.write("content/groups/singers.md", &CHOIR.replace("We sing.", "We hum.").replace("Songs.", "Tunes."));
    site.says("/groups/singers.html", "We hum.");
    assert!(site.get("/groups/").text().contains("Tunes."));
    site.write("content/groups/singers.md", &CHOIR.replace("Eastgate Singers", "Eastgate Hummers"));
    site.says("/groups/", "Eastgate Hummers");
}

#[test]
fn a_changed_page_is_news_only_to_those_who_look_at_it() {
    let site = Site::with(
        |root| fs::write(root.join("content/groups/chess.md"), "+++\ntitle = \"Chess\"\n+++\nBoards.\n").unwrap(),
        false,
    );
    let mark = |path: &str| {
        let news: serde_json::Value =
            serde_json::from_str(&site.get(&format!("/.hereabouts/news?path={path}&page=&problems=-")).text()).unwrap();
        news["page"].as_str().unwrap().to_owned()
    };
    let (chess, singers) = (mark("/groups/chess.html"), mark("/groups/singers"));
    site.write("content/groups/singers.md", &CHOIR.replace("We sing.", "We hum."));
    site.says("/groups/singers", "We hum.");
    assert_eq!(mark("/groups/chess.html"), chess);
    assert_ne!(mark("/groups/singers"), singers);
}

#[test]
fn a_file_that_is_renamed_over_another_is_read() {
    let site = Site::new();
    for words in ["We hum.", "We whistle.", "We listen."] {
        site.write("content/groups/.singers.md.new", &CHOIR.replace("We sing.", words));
        fs::rename(site.path("content/groups/.singers.md.new"), site.path("content/groups/singers.md")).unwrap();
        site.says("/groups/singers.html", words);
    }
}

#[test]
fn a_new_record_in_a_new_folder_is_found() {
    let site = Site::new();
    fs::create_dir_all(site.path("content/assets/places")).unwrap();
    site.write("content/assets/places/loom-hall.md", "+++\ntitle = \"Loom Hall\"\n+++\n");
    site.says("/assets/loom-hall.html", "Loom Hall");
}

#[test]
fn a_folder_may_go_and_come_back() {
    let site = Site::new();
    fs::rename(site.path("content"), site.path("elsewhere")).unwrap();
    site.wait("/groups/singers.html", "its going", |page, _| page.status == 404);
    fs::rename(site.path("elsewhere"), site.path("content")).unwrap();
    site.says("/groups/singers.html", "We sing.");
    site.write("content/groups/singers.md", &CHOIR.replace("We sing.", "We hum."));
    site.says("/groups/singers.html", "We hum.");
    fs::remove_dir_all(site.path("content/groups")).unwrap();
    site.wait("/groups/singers.html", "its going", |page, _| page.status == 404);
    fs::create_dir_all(site.path("content/groups")).unwrap();
    site.write("content/groups/singers.md", CHOIR);
    site.says("/groups/singers.html", "We sing.");
}

#[test]
fn a_broken_record_keeps_its_last_good_page_and_says_what_is_wrong() {
    let site = Site::new();
    assert!(site.get("/groups/singers.html").text().contains("We sing."));
    site.write("content/groups/singers.md", "+++\nsummary = \"Songs.\"\n+++\nWe hum.\n");
    site.wait("/groups/singers.html", "the problem", |page, news| {
        let told = news["list"]
            .as_array()
            .unwrap()
            .iter()
            .any(|p| p["at"].as_str().unwrap().starts_with("content/groups/singers.md:"));
        told && page.status == 200 && page.text().contains("We sing.")
    });
    let Event::Checked { new, .. } = site.event(|e| matches!(e, Event::Checked { new, .. } if !new.is_empty())) else {
        unreachable!()
    };
    assert!(new.iter().any(|p| p.file == "content/groups/singers.md" && p.is_error));
    site.write("content/groups/singers.md", &CHOIR.replace("We sing.", "We hum."));
    site.wait("/groups/singers.html", "the mended page", |page, news| {
        page.text().contains("We hum.") && news["list"].as_array().unwrap().is_empty()
    });
    site.event(|e| matches!(e, Event::Checked { mended, .. } if *mended > 0));
}

#[test]
fn a_record_that_is_deleted_while_broken_is_gone() {
    let site = Site::new();
    site.write("content/groups/singers.md", "+++\nsummary = \"Songs.\"\n+++\n");
    site.wait("/groups/singers.html", "the problem", |_, news| !news["list"].as_array().unwrap().is_empty());
    fs::remove_file(site.path("content/groups/singers.md")).unwrap();
    site.wait("/groups/singers.html", "its going", |page, _| page.status == 404);
}

#[test]
fn a_broken_configuration_keeps_the_last_good_site() {
    let site = Site::new();
    site.write("hereabouts.toml", "title = \n");
    site.wait("/", "the problem", |page, news| {
        !news["list"].as_array().unwrap().is_empty() && page.text().contains("Millbrook &amp; Eastgate")
    });
    site.write("content/groups/singers.md", &CHOIR.replace("We sing.", "We hum."));
    site.says("/groups/singers.html", "We hum.");
    fs::remove_file(site.path("hereabouts.toml")).unwrap();
    site.wait("/", "the problem", |page, news| {
        news["list"][0]["message"].as_str().is_some_and(|m| m.contains("is gone")) && page.status == 200
    });
    site.write("hereabouts.toml", "title = \"Millbrook alone\"\n");
    site.says("/", "Millbrook alone");
}

#[test]
fn a_template_of_the_sites_own_is_taken_up_and_left_again() {
    let site = Site::new();
    fs::create_dir_all(site.path("templates")).unwrap();
    site.write(
        "templates/record.html",
        "{% extends \"record.html\" %}{% block main %}Our own words{% endblock main %}",
    );
    site.says("/groups/singers.html", "Our own words");
    fs::remove_dir_all(site.path("templates")).unwrap();
    site.says("/groups/singers.html", "We sing.");
}

#[test]
fn a_thousand_changes_at_once_end_with_the_right_site() {
    let text = |i: usize, words: &str| format!("+++\ntitle = \"Group {i}\"\n+++\n{words} {i}.\n");
    let site = Site::with(
        |root| {
            (0..1000).for_each(|i| {
                fs::write(root.join(format!("content/groups/group-{i}.md")), text(i, "Old words")).unwrap()
            })
        },
        false,
    );
    (0..1000).for_each(|i| match i % 10 {
        0 => fs::remove_file(site.path(&format!("content/groups/group-{i}.md"))).unwrap(),
        _ => site.write(&format!("content/groups/group-{i}.md"), &text(i, "New words")),
    });
    site.write("content/groups/last.md", "+++\ntitle = \"Last\"\n+++\n");
    site.says("/groups/last.html", "Last");
    site.says("/groups/group-999.html", "New words 999.");
    site.wait("/groups/group-990.html", "its going", |page, _| page.status == 404);
    for i in (1..1000).filter(|i| i % 10 != 0) {
        assert!(site.get(&format!("/groups/group-{i}.html")).text().contains(&format!("New words {i}.")), "{i}");
    }
}

#[test]
fn without_a_word_from_the_computer_changes_are_looked_for() {
    let site = Site::with(|_| {}, true);
    site.write("content/groups/singers.md", &CHOIR.replace("We sing.", "We hum instead."));
    site.says("/groups/singers.html", "We hum instead.");
}

#[test]
fn other_files_are_no_change() {
    let site = Site::new();
    fs::create_dir_all(site.path("public/groups")).unwrap();
    site.write("public/groups/singers.html", "built");
    site.write("content/groups/.singers.md.swp", "swap");
    site.write("content/groups/singers.md~", "backup");
    site.write("content/groups/singers.md", &CHOIR.replace("We sing.", "We hum."));
    let Event::Ready { changed, .. } = site.event(|e| matches!(e, Event::Ready { .. })) else { unreachable!() };
    assert_eq!(changed, ["content/groups/singers.md"]);
}

/// What is shown at once after a change is what a whole new build would show.
#[test]
fn a_record_put_in_place_gives_the_pages_of_a_whole_build() {
    let build = |singers: &str| {
        let source = |path: &str, text: &str| hereabouts::source::Source::new(path, text);
        let sources = vec![
            source(
                "content/groups/chess.md",
                "+++\ntitle = \"Chess\"\npartner_of = [\"singers\"]\nwants = [\"songs to sing\"]\n+++\nBoards.\n",
            ),
            source("content/groups/singers.md", singers),
            source(
                "hereabouts.toml",
                "title = \"Millbrook\"\nbase_url = \"https://millbrook.example/\"\n[categories]\nmusic = \"Music\"\nwork = \"Work\"\n[areas]\nmill = \"Mill\"\n",
            ),
        ];
        let files = hereabouts::source::Files { sources, ..Default::default() };
        hereabouts::build::build(hereabouts::build::Input {
            files,
            diagnostics: Vec::new(),
            today: "2026-11-21".parse().unwrap(),
            drafts: true,
            base_url: None,
            rules: &hereabouts::rules::ALL,
            earlier: Default::default(),
        })
        .ok()
        .unwrap()
    };
    let pages = |built: &hereabouts::build::Built| {
        built.plan.pages.iter().map(|p| (p.path.clone(), built.render(p).unwrap())).collect::<Vec<_>>()
    };
    let head = "title = \"Singers\"\n";
    let rest = "categories = [\"music\"]\narea = \"mill\"\noffers = [\"songs for all\"]\n";
    let first = format!("+++\n{head}{rest}+++\nWe sing.\n");
    let plain = [
        "summary = \"Many songs.\"\n",
        "verified = 2026-11-20\n",
        "cost = \"free\"\nphone = \"01632 960001\"\n",
        "when = \"By appointment\"\naddress = \"1 Mill Lane\"\n",
    ];
    for field in plain {
        let text =
            format!("+++\n{head}{field}{rest}+++\nWe hum, and [play](chess.md).\n").replace("[play](chess.md)", "play");
        let mut built = build(&first);
        assert!(built.replace(&hereabouts::source::Source::new("content/groups/singers.md", text.as_str())), "{field}");
        assert_eq!(pages(&built), pages(&build(&text)), "{field}");
    }
    let joined = [
        first.replace("title", "when = \"Mondays 7pm-8pm\"\ntitle"),
        first.replace("\"Singers\"", "\"Hummers\""),
        first.replace("\"music\"", "\"work\""),
        first.replace("\"mill\"", "\"nowhere\""),
        first.replace("songs for all", "songs for some"),
        first.replace("We sing.", "[Chess](chess.md)"),
        first.replace(head, "title = \"Singers\"\npartner_of = [\"chess\"]\n"),
        first.replace(head, "title = \"Singers\"\ndraft = true\n"),
        first.replace(head, "title = \"Singers\"\nalso = [\"the choir\"]\n"),
        first.replace(head, "title = \"Singers\"\nstatus = \"closed\"\n"),
        first.replace(head, "title = \"Singers\"\naliases = [\"choir\"]\n"),
        first.replace(head, "title = \"Singers\"\nslug = \"choir\"\n"),
        first.replace(head, ""),
    ];
    for text in joined {
        assert!(
            !build(&first).replace(&hereabouts::source::Source::new("content/groups/singers.md", text.as_str())),
            "{text}"
        );
    }
}

/// As vim saves: it tries whether it may write, puts the old file aside, writes a new one, and deletes the old.
fn saved_as_vim(site: &Site, text: &str) {
    site.write("content/groups/4913", "");
    fs::remove_file(site.path("content/groups/4913")).unwrap();
    site.write("content/groups/.singers.md.swp", "b0VIM");
    fs::rename(site.path("content/groups/singers.md"), site.path("content/groups/singers.md~")).unwrap();
    site.write("content/groups/singers.md", text);
    fs::remove_file(site.path("content/groups/singers.md~")).unwrap();
    fs::remove_file(site.path("content/groups/.singers.md.swp")).unwrap();
}

/// As emacs saves: a link to nowhere says who works on it, and a copy is kept of what was not saved yet.
#[cfg(unix)]
fn saved_as_emacs(site: &Site, text: &str) {
    std::os::unix::fs::symlink("joan@loom.4711:1700000000", site.path("content/groups/.#singers.md")).unwrap();
    site.write("content/groups/#singers.md#", "+++\ntitle = \"Half");
    fs::copy(site.path("content/groups/singers.md"), site.path("content/groups/singers.md~")).unwrap();
    site.write("content/groups/singers.md", text);
    fs::remove_file(site.path("content/groups/#singers.md#")).unwrap();
    fs::remove_file(site.path("content/groups/.#singers.md")).unwrap();
}

/// As programs save that first empty the file: for a moment nothing stands in it.
fn saved_by_emptying(site: &Site, text: &str) {
    let mut file = fs::File::create(site.path("content/groups/singers.md")).unwrap();
    file.sync_all().unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

#[cfg(unix)]
#[test]
fn what_editors_do_when_they_save_shows_the_new_text_and_no_other_page() {
    let site = Site::new();
    let ways: [fn(&Site, &str); 3] = [saved_as_vim, saved_as_emacs, saved_by_emptying];
    for round in 0..3 {
        for (i, save) in ways.iter().enumerate() {
            let words = format!("We hum for the {round}{i}th time.");
            save(&site, &CHOIR.replace("We sing.", &words));
            site.says("/groups/singers.html", &words);
        }
    }
    for other in ["/groups/singers.md.html", "/groups/half.html", "/groups/4913.html"] {
        assert_eq!(site.get(other).status, 404, "{other}");
    }
    assert!(!site.get("/groups/").text().contains("Half"));
}

#[test]
fn hundreds_of_saves_without_a_pause_end_with_the_last() {
    let site = Site::new();
    for i in 0..300 {
        site.write("content/groups/singers.md", &CHOIR.replace("We sing.", &format!("We sing {i}.")));
    }
    site.says("/groups/singers.html", "We sing 299.");
    // And whoever looks meanwhile gets a page, old or new, and never half of one.
    let path = site.path("content/groups/singers.md");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for i in 0..300 {
                fs::write(&path, CHOIR.replace("We sing.", &format!("We whistle {i}."))).unwrap();
            }
        });
        while !writer.is_finished() {
            let page = site.get("/groups/singers.html");
            assert!(page.status == 200 && page.text().trim_end().ends_with("</html>"), "{}", page.text());
        }
    });
    site.says("/groups/singers.html", "We whistle 299.");
}

/// As `git checkout` does: files of the other branch are written one by one, others go, and the same back.
#[test]
fn going_to_another_branch_and_back_ends_with_the_site_of_that_branch() {
    let old =
        |i: usize| (format!("content/groups/old-{i}.md"), format!("+++\ntitle = \"Old {i}\"\n+++\nOn the one.\n"));
    let new =
        |i: usize| (format!("content/groups/new-{i}.md"), format!("+++\ntitle = \"New {i}\"\n+++\nOn the other.\n"));
    let site = Site::with(
        |root| {
            (0..500).map(old).for_each(|(path, text)| fs::write(root.join(path), text).unwrap());
        },
        false,
    );
    for _ in 0..2 {
        (0..500).map(old).for_each(|(path, _)| fs::remove_file(site.path(&path)).unwrap());
        (0..500).map(new).for_each(|(path, text)| site.write(&path, &text));
        site.says("/groups/new-499.html", "On the other.");
        site.wait("/groups/old-499.html", "its going", |page, _| page.status == 404);
        (0..500).map(new).for_each(|(path, _)| fs::remove_file(site.path(&path)).unwrap());
        (0..500).map(old).for_each(|(path, text)| site.write(&path, &text));
        site.says("/groups/old-499.html", "On the one.");
        site.wait("/groups/new-499.html", "its going", |page, _| page.status == 404);
    }
    for i in 0..500 {
        assert!(site.get(&format!("/groups/old-{i}.html")).text().contains("On the one."), "{i}");
        assert_eq!(site.get(&format!("/groups/new-{i}.html")).status, 404, "{i}");
    }
}
