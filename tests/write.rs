//! How a site comes to lie on the disk: whole or not at all, and nothing touched that did not change.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests look at the disk")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use support::folder::{Folder, Ran, all, program};

const TOWN: &str = "-- hereabouts.toml --\ntitle = \"Millbrook\"\n\
    -- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\ncost = \"Free\"\n+++\nWe sing.\n\
    -- content/groups/repair.md --\n+++\ntitle = \"Repair Café\"\n+++\nWe mend.\n\
    -- content/assets/places/hall.md --\n+++\ntitle = \"Loom Hall\"\n+++\nA kettle.\n";

fn built(folder: &Folder, args: &[&str]) -> Ran {
    let ran = folder.run(&[&["build"], args].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    ran
}

/// What is known of each file in a folder without reading it: its number on the disk, its size, its times.
fn marks(folder: &Path) -> BTreeMap<String, (u64, u64, i64, i64)> {
    let of = |path: &String| {
        let m = fs::metadata(folder.join(path)).expect("it was just listed");
        (m.ino(), m.len(), m.mtime(), m.mtime_nsec())
    };
    all(folder).keys().map(|path| (path.clone(), of(path))).collect()
}

fn changed(
    before: &BTreeMap<String, (u64, u64, i64, i64)>,
    after: &BTreeMap<String, (u64, u64, i64, i64)>,
) -> Vec<String> {
    after.iter().filter(|(path, mark)| before.get(*path) != Some(mark)).map(|(path, _)| path.clone()).collect()
}

/// What a build leaves beside its output, apart from the file that it locks.
fn left_over(folder: &Path) -> Vec<String> {
    let names =
        fs::read_dir(folder).expect("it is there").flatten().map(|e| e.file_name().to_string_lossy().into_owned());
    names.filter(|n| n.ends_with("hereabouts-new") || n.ends_with("hereabouts-old")).collect()
}

#[test]
fn the_first_build_writes_everything_and_the_second_nothing() {
    let folder = Folder::new(TOWN);
    let first = built(&folder, &[]);
    assert!(folder.has("public/groups/choir.html") && folder.has("public/theme/style.css"));
    assert!(
        first.out.starts_with("Built 3 records into public/ in ") && first.out.contains(" files."),
        "{}",
        first.out
    );
    let before = marks(&folder.site.join("public"));
    let second = built(&folder, &[]);
    assert!(second.out.contains("nothing had changed"), "{}", second.out);
    assert_eq!(changed(&before, &marks(&folder.site.join("public"))), [""; 0]);
    assert_eq!(left_over(&folder.site), [""; 0]);
}

#[test]
fn a_build_on_another_day_that_changes_no_page_writes_nothing() {
    let folder = Folder::new(TOWN);
    built(&folder, &[]);
    let before = marks(&folder.site.join("public"));
    let ran = Ran::of(
        Command::new(env!("CARGO_BIN_EXE_hereabouts"))
            .args(["build", "--today", "2026-06-02"])
            .current_dir(&folder.site)
            .output()
            .expect("it runs"),
    );
    assert!(ran.out.contains("nothing had changed"), "{}", ran.out);
    assert_eq!(changed(&before, &marks(&folder.site.join("public"))), [""; 0]);
}

#[test]
fn what_did_not_change_is_not_touched_when_one_record_does() {
    let folder = Folder::new(TOWN);
    built(&folder, &[]);
    let before = marks(&folder.site.join("public"));
    folder.write("content/groups/choir.md", "+++\ntitle = \"Eastgate Singers\"\ncost = \"50p\"\n+++\nWe sing.\n");
    let ran = built(&folder, &[]);
    let after = marks(&folder.site.join("public"));
    let changed = changed(&before, &after);
    let changed: Vec<&str> = changed.iter().map(|path| support::unnumbered(path)).collect();
    assert_eq!(
        changed,
        [
            ".hereabouts-manifest",
            "find.html", // what one may choose by: nothing is free any more
            "groups/choir.html",
            "print.html",
            "search/all.js",
            "search/boot.js",
        ]
    );
    // The index has a new name; under its old one it goes.
    assert!(ran.out.contains(&format!("5 of {} files had changed, 1 went.", after.len() - 1)), "{}", ran.out);
}

#[test]
fn the_page_of_a_record_that_went_goes_too() {
    let folder = Folder::new(TOWN);
    built(&folder, &[]);
    fs::remove_file(folder.site.join("content/groups/repair.md")).expect("it is there");
    let ran = built(&folder, &[]);
    assert!(!folder.has("public/groups/repair.html") && ran.out.contains(", 2 went"), "{}", ran.out);
}

#[test]
fn a_page_that_somebody_changed_by_hand_is_put_right() {
    let folder = Folder::new(TOWN);
    built(&folder, &[]);
    let whole = folder.all("public");
    folder.write("public/groups/choir.html", "<p>Gone!</p>");
    fs::remove_file(folder.site.join("public/find.html")).expect("it is there");
    built(&folder, &[]);
    assert!(folder.all("public") == whole, "not every file is as it was");
}

#[test]
fn a_file_that_is_not_ours_is_named_and_nothing_of_it_or_of_the_site_is_lost() {
    let folder = Folder::new(TOWN);
    built(&folder, &[]);
    folder.write("public/groups/minutes.odt", "Minutes of the meeting");
    folder.write("content/groups/choir.md", "+++\ntitle = \"Singers\"\n+++\n");
    let before = folder.all("public");
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("groups/minutes.odt") && ran.err.contains("static/"), "{}", ran.err);
    assert!(folder.all("public") == before, "something was written");
}

#[test]
fn a_folder_full_of_other_files_is_refused() {
    let folder = Folder::new(TOWN);
    fs::create_dir(folder.above().join("Documents")).expect("it is new");
    fs::write(folder.above().join("Documents/letter.txt"), "Dear Joan").expect("it can be written");
    let ran = folder.run(&["build", "--output", "../Documents"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("letter.txt"), "{}", ran.err);
    assert_eq!(all(&folder.above().join("Documents")).into_keys().collect::<Vec<_>>(), ["letter.txt"]);
}

#[test]
fn places_that_are_not_for_a_site_are_refused() {
    let folder = Folder::new(TOWN);
    folder.write("notes.txt", "Ask Joan");
    fs::create_dir_all(folder.above().join("elsewhere")).expect("it is new");
    symlink(folder.above().join("elsewhere"), folder.site.join("link")).expect("links can be made");
    let before = all(folder.above());
    for (output, why) in [
        (".", "it is the folder of the site itself"),
        ("..", "the site lies inside it"),
        ("/", "it is the root of the disk"),
        ("content", "it lies in `content/`"),
        ("content/groups", "it lies in `content/`"),
        ("static", "it lies in `static/`"),
        ("templates/out", "it lies in `templates/`"),
        ("new/../content", "it lies in `content/`"),
        ("new/..", "it is the folder of the site itself"),
        ("notes.txt", "it is a file"),
        ("link", "it is a link"),
    ] {
        let ran = folder.run(&["build", "--output", output]);
        assert_eq!(ran.code, Some(3), "{output}: {}", ran.said());
        assert!(ran.err.contains("output-refused") && ran.err.contains(why), "{output}: {}", ran.err);
    }
    let home = Ran::of(
        folder
            .program(&["build", "--output", "../elsewhere"])
            .env("HOME", folder.above().join("elsewhere"))
            .output()
            .expect("it runs"),
    );
    assert_eq!(home.code, Some(3));
    assert!(home.err.contains("it is your home folder"), "{}", home.err);
    assert!(all(folder.above()) == before, "something was written");
}

#[test]
fn a_build_cleans_up_after_one_that_was_killed_between_its_steps() {
    let folder = Folder::new(TOWN);
    built(&folder, &[]);
    let whole = folder.all("public");
    // On systems that cannot exchange two folders: the old site was put aside, the new one not yet in its place.
    fs::rename(folder.site.join("public"), folder.site.join(".public.hereabouts-old")).expect("it is there");
    folder.write(".public.hereabouts-new/index.html", "half a si");
    let ran = built(&folder, &[]);
    assert!(ran.out.contains("nothing had changed"), "{}", ran.out);
    assert!(folder.all("public") == whole, "not every file is as it was");
    assert_eq!(left_over(&folder.site), [""; 0]);
}

#[test]
fn the_bytes_are_the_same_wherever_and_however_the_program_runs() {
    let folder = Folder::new(TOWN);
    let mut seen: Option<BTreeMap<String, Vec<u8>>> = None;
    let site = folder.site.to_str().expect("the path is plain");
    for (i, (threads, zone, here)) in
        [("1", "UTC", true), ("4", "Pacific/Kiritimati", true), ("2", "America/Los_Angeles", false)]
            .into_iter()
            .enumerate()
    {
        let output = format!("../out-{i}");
        let mut command = if here {
            folder.program(&["build", "--output", &output])
        } else {
            program(&["build", "--site", site, "--output", &format!("{site}/{output}")])
        };
        if !here {
            command.current_dir("/");
        }
        let ran = Ran::of(
            command
                .env("RAYON_NUM_THREADS", threads)
                .env("TZ", zone)
                .env("LANG", "tr_TR.UTF-8")
                .output()
                .expect("it runs"),
        );
        assert_eq!(ran.code, Some(0), "{}", ran.said());
        let now = all(&folder.above().join(format!("out-{i}")));
        assert!(seen.get_or_insert_with(|| now.clone()) == &now, "threads {threads}, zone {zone}");
    }
}

#[test]
fn a_site_is_found_from_a_folder_within_it() {
    let folder = Folder::new(TOWN);
    let ran = Ran::of(program(&["build"]).current_dir(folder.site.join("content/groups")).output().expect("it runs"));
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(folder.has("public/index.html"));
}

#[test]
fn an_output_that_cannot_be_made_is_told_once() {
    let folder = Folder::new(TOWN);
    folder.write("notes.txt", "Ask Joan");
    let ran = folder.run(&["build", "--output", "notes.txt/public"]);
    assert_eq!((ran.code, ran.err.matches("error[").count()), (Some(3), 1), "{}", ran.err);
    assert!(ran.err.contains("`notes.txt` cannot be written: a file stands where a folder should be"), "{}", ran.err);
    assert_eq!(folder.read("notes.txt"), "Ask Joan");
}

#[test]
fn a_folder_that_may_only_be_read_is_told_once() {
    let folder = Folder::new(TOWN);
    if folder.is_roots() {
        return skipped("root may write everywhere");
    }
    let locked = folder.above().join("locked");
    fs::create_dir(&locked).expect("it is new");
    fs::set_permissions(&locked, std::os::unix::fs::PermissionsExt::from_mode(0o555)).expect("it is ours");
    let ran = folder.run(&["build", "--output", "../locked/public"]);
    assert_eq!((ran.code, ran.err.matches("error").count()), (Some(3), 1), "{}", ran.err);
}

#[test]
fn a_full_disk_is_told_and_the_old_site_stays() {
    let folder = Folder::new(TOWN);
    let disk = folder.above().join("disk");
    fs::create_dir(&disk).expect("it is new");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=600k", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|m| m.status.success()) {
        return skipped("no small disk can be made here");
    }
    let checked = std::panic::catch_unwind(|| {
        let output = disk.join("public");
        let output = output.to_str().expect("the path is plain");
        built(&folder, &["--output", output]);
        let before = all(&disk.join("public"));
        for i in 0..200 {
            folder.write(
                &format!("content/groups/walk-{i}.md"),
                format!("+++\ntitle = \"Walk number {i}\"\n+++\n{}\n", "Along the brook. ".repeat(100)),
            );
        }
        let ran = folder.run(&["build", "--output", output]);
        assert_eq!(ran.code, Some(3), "{}", ran.said());
        assert!(ran.err.contains("the disk is full"), "{}", ran.err);
        assert_eq!(ran.err.matches("cannot-write").count(), 1, "{}", ran.err);
        assert!(all(&disk.join("public")) == before, "the old site is not whole");
        assert_eq!(left_over(&disk), [""; 0]);
    });
    let gone = Command::new("umount").arg(&disk).status().expect("what mounts can unmount");
    assert!(gone.success() && checked.is_ok());
}

#[test]
fn nobody_who_stops_reading_makes_the_program_fall_over() {
    let folder = Folder::new(&format!("{TOWN}-- content/groups/band.md --\n+++\ntitel = \"Band\"\n+++\n"));
    for args in [&["explain"][..], &["check", "--format", "json"], &["check"], &["build"]] {
        let mut child = folder.program(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stdout.take());
        let ran = Ran::of(child.wait_with_output().expect("it is ours"));
        assert!(
            !ran.err.contains("panicked") && ran.code.is_some_and(|c| c < 3),
            "{args:?}: {:?} {}",
            ran.code,
            ran.err
        );
    }
}

#[test]
fn a_static_file_is_copied_byte_for_byte() {
    let folder = Folder::new(TOWN);
    let bytes: Vec<u8> = (0..=255).collect();
    folder.write("static/downloads/Minutes of May.bin", &bytes);
    built(&folder, &[]);
    assert_eq!(folder.all("public")["downloads/Minutes of May.bin"], bytes);
}

#[expect(clippy::disallowed_macros, reason = "a test that is left out says why")]
fn skipped(why: &str) {
    eprintln!("left out: {why}");
}

#[test]
fn a_content_folder_that_was_emptied_takes_no_site_away() {
    let folder = Folder::new(TOWN);
    built(&folder, &[]);
    let before = marks(&folder.site.join("public"));
    fs::remove_dir_all(folder.site.join("content")).expect("it is there");
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.said());
    assert!(ran.err.contains("there is no record") && ran.err.contains("left as it was"), "{}", ran.err);
    assert!(marks(&folder.site.join("public")) == before);
}

/// What may lie beside an output in a repository that somebody else can write to.
#[test]
fn links_and_pipes_beside_the_output_lead_nowhere_and_stop_nothing() {
    let folder = Folder::new(TOWN);
    let outside = folder.above().join("outside");
    fs::create_dir(&outside).expect("the folder is ours");
    fs::write(outside.join("book.toml"), "secret-line").expect("the folder is ours");
    let before = all(&outside);
    let link = |to: &Path, name: &str| symlink(to, folder.site.join(name)).expect("links can be made");
    link(&outside, ".public.hereabouts-new");
    link(&outside, "print");
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(!ran.said().contains("secret-line") && ran.err.contains("`print` is a link"), "{}", ran.said());
    assert!(folder.has("public/groups/choir.html"));
    let whole = folder.all("public");

    fs::remove_file(folder.site.join(".public.hereabouts-lock")).expect("a build leaves it");
    link(&outside.join("new"), ".public.hereabouts-lock");
    folder.write("hereabouts.toml", "title = \"Eastgate\"\n");
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(3), "{}", ran.said());
    assert!(ran.err.contains("it is a link, a pipe or a folder; delete it"), "{}", ran.err);
    assert!(folder.all("public") == whole);
    fs::remove_file(folder.site.join(".public.hereabouts-lock")).expect("it was just made");

    let manifest = folder.site.join("public/.hereabouts-manifest");
    fs::remove_file(&manifest).expect("a build leaves it");
    if Command::new("mkfifo").arg(&manifest).status().is_ok_and(|status| status.success()) {
        // It is not read, and so nothing is known of the files beside it.
        assert!(folder.run(&["check"]).code.is_some());
        let ran = folder.run(&["build"]);
        assert!(matches!(ran.code, Some(0 | 3)), "{}", ran.said());
    }
    assert!(all(&outside) == before, "something was written outside");
}
