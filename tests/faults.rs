//! Whatever happens to a build while it runs: it is killed, others run beside it, files change under its hands, the computer
//! gives it little. The site is the old one or the new one, never half of each.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests look at the disk, and end programs")]

mod support;

use std::fs;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, yield_now};

use support::folder::{Folder, Ran};

const TOWN: &str = "-- hereabouts.toml --\ntitle = \"Millbrook\"\n\
    -- content/groups/choir.md --\n+++\ntitle = \"Eastgate Singers\"\ncost = \"Free\"\n+++\nWe sing.\n\
    -- content/groups/repair.md --\n+++\ntitle = \"Repair Café\"\n+++\nWe mend.\n\
    -- content/assets/places/hall.md --\n+++\ntitle = \"Loom Hall\"\n+++\nA kettle.\n";

/// So many builds are ended before they are done; more if `KILLS` says so.
const KILLS: usize = 200;

fn left_over(folder: &Folder) -> Vec<String> {
    let names = fs::read_dir(&folder.site).expect("it is there").flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with("hereabouts-new") || name.ends_with("hereabouts-old")).collect()
}

/// Lets a build go on until it begins to write if it is to, and then for so many turns; how many it went on.
fn go_on(child: &mut Child, writes: impl Fn() -> bool, turns: usize) -> usize {
    while !writes() {
        if child.try_wait().expect("it is ours").is_some() {
            return 0;
        }
        yield_now();
    }
    for turn in 0..turns {
        if child.try_wait().expect("it is ours").is_some() {
            return turn;
        }
        yield_now();
    }
    turns
}

#[test]
fn a_build_ended_at_any_moment_leaves_the_old_site_or_the_new_one() {
    let kills = std::env::var("KILLS").map_or(KILLS, |kills| kills.parse().expect("KILLS is a number"));
    let folder = Folder::new(TOWN);
    let stage = folder.site.join(".public.hereabouts-new");
    let start = || folder.program(&["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    // Every page bears the site's title, so that every page changes.
    let contents = ["Millbrook", "Eastgate"].map(|title| format!("title = \"{title}\"\n"));
    let mut wholes = Vec::new();
    let mut turns = 0;
    for content in &contents {
        folder.write("hereabouts.toml", content);
        turns = go_on(&mut start(), || stage.exists(), usize::MAX).max(100);
        wholes.push(folder.all("public"));
    }
    assert!(wholes[0] != wholes[1], "the two sites are the same");
    let mut caught = 0;
    // The same moments in every run of this test, spread without a pattern.
    let mut chance: u64 = 5417;
    for i in 0..kills {
        chance = chance.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let turns = (chance >> 33) as usize % turns;
        folder.write("hereabouts.toml", &contents[i % 2]);
        let mut child = start();
        // One in four is ended while it still reads.
        let reads = i % 4 == 3;
        go_on(&mut child, || reads || stage.exists(), turns);
        let signal = ["-KILL", "-TERM", "-INT"][i % 3];
        // It may just have ended by itself.
        Command::new("kill")
            .args([signal, &child.id().to_string()])
            .stderr(Stdio::null())
            .status()
            .expect("there is a kill");
        child.wait().expect("it is ours");
        caught += left_over(&folder).len();
        let now = folder.all("public");
        assert!(
            wholes.contains(&now),
            "ended for the {i}th time ({signal}), the site is neither the old nor the new one"
        );
        if i % 10 == 9 {
            let ran = folder.run(&["build"]);
            assert_eq!(ran.code, Some(0), "{}", ran.said());
            assert!(folder.all("public") == wholes[i % 2], "the build after the {i}th time is not whole");
            assert_eq!(left_over(&folder), [""; 0]);
        }
    }
    assert!(caught > kills / 20, "only {caught} builds were ended while they wrote");
}

#[test]
fn two_to_eight_builds_at_once_all_end_well_and_leave_a_whole_site() {
    let folder = Folder::new(TOWN);
    let urls: Vec<String> = (0..8).map(|i| format!("https://{i}.example/")).collect();
    let whole = |url: &String| {
        let ran = folder.run(&["build", "--base-url", url]);
        assert_eq!(ran.code, Some(0), "{}", ran.said());
        folder.all("public")
    };
    let wholes: Vec<_> = urls.iter().map(whole).collect();
    for many in [2, 3, 5, 8] {
        let start = |url: &String| {
            let mut program = folder.program(&["build", "--base-url", url]);
            program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs")
        };
        let children: Vec<Child> = urls.iter().take(many).map(start).collect();
        for child in children {
            let ran = Ran::of(child.wait_with_output().expect("it is ours"));
            assert_eq!(ran.code, Some(0), "{}", ran.said());
        }
        assert!(wholes[..many].contains(&folder.all("public")), "the site of {many} builds is mixed");
        assert_eq!(left_over(&folder), [""; 0]);
    }
}

#[test]
fn files_that_change_while_they_are_read_break_nothing() {
    let folder = Folder::new(TOWN);
    let record = |i: usize, words: &str| {
        (format!("content/groups/group-{i}.md"), format!("+++\ntitle = \"Group {i}\"\n+++\n{words}\n"))
    };
    (0..60).map(|i| record(i, "As it was.")).for_each(|(path, text)| folder.write(&path, text));
    let done = AtomicBool::new(false);
    scope(|scope| {
        scope.spawn(|| {
            let mut round = 0;
            while !done.load(Ordering::Relaxed) {
                for i in 0..60 {
                    let (path, text) = record(i, &"Longer than it was. ".repeat(round % 90));
                    let here = folder.site.join(&path);
                    // Written over, written beside and moved over, gone and come back, or for a while a folder.
                    match (i + round) % 4 {
                        0 => folder.write(&path, &text),
                        1 => {
                            folder.write("content/groups/.new", &text);
                            fs::rename(folder.site.join("content/groups/.new"), &here).expect("both are there");
                        }
                        2 => {
                            fs::remove_file(&here).expect("it is there");
                            folder.write(&path, &text);
                        }
                        _ => {
                            fs::remove_file(&here).expect("it is there");
                            fs::create_dir(&here).expect("nothing is there");
                            fs::remove_dir(&here).expect("it is empty");
                            folder.write(&path, &text);
                        }
                    }
                }
                round += 1;
            }
        });
        for _ in 0..12 {
            let ran = folder.run(&["build"]);
            assert!(matches!(ran.code, Some(0 | 1)), "{:?}: {}", ran.code, ran.said());
            assert!(folder.has("public/groups/choir.html"), "{}", ran.said());
        }
        done.store(true, Ordering::Relaxed);
    });
    let ran = folder.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    let after = folder.all("public");
    fs::remove_dir_all(folder.site.join("public")).expect("it is there");
    folder.run(&["build"]);
    assert!(folder.all("public") == after, "the last build did not see the last state of the files");
}

/// Runs a build in a shell that first does something to itself.
fn after(folder: &Folder, first: &str) -> Ran {
    let program = folder.program(&["build"]);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{first}; exec \"$0\" \"$@\"")).arg(program.get_program()).args(program.get_args());
    Ran::of(shell.current_dir(&folder.site).env("NO_COLOR", "1").output().expect("there is a shell"))
}

#[test]
fn thirty_two_open_files_are_enough() {
    let folder = Folder::new(TOWN);
    for i in 0..300 {
        folder.write(&format!("content/groups/group-{i}.md"), format!("+++\ntitle = \"Group {i}\"\n+++\nWords.\n"));
    }
    let ran = after(&folder, "ulimit -n 32");
    assert_eq!(ran.code, Some(0), "{}", ran.said());
    assert!(folder.has("public/groups/group-299.html"));
}

#[test]
fn too_few_open_files_are_told_and_the_site_stays() {
    let folder = Folder::new(TOWN);
    assert_eq!(folder.run(&["build"]).code, Some(0));
    let before = folder.all("public");
    folder.write("hereabouts.toml", "title = \"Eastgate\"\n");
    let ran = after(&folder, "ulimit -n 5");
    assert_eq!(ran.code, Some(3), "{}", ran.said());
    assert!(ran.err.contains("error[") && !ran.said().contains("panicked"), "{}", ran.said());
    assert!(folder.all("public") == before);
}

#[test]
fn a_working_folder_that_is_gone_is_told() {
    let folder = Folder::new(TOWN);
    let ran = after(&folder, "mkdir gone && cd gone && rmdir ../gone");
    assert!(matches!(ran.code, Some(1..=3)), "{:?}: {}", ran.code, ran.said());
    assert!(!ran.said().contains("panicked") && ran.err.contains("folder"), "{}", ran.said());
}

#[test]
fn a_site_can_be_made_on_any_day_that_a_clock_may_show() {
    let text = format!(
        "{TOWN}-- content/groups/band.md --\n+++\ntitle = \"Band\"\nwhen = \"Tuesdays 7pm-9pm\"\nverified = 2026-05-01\nconsent = 2026-05-01\n+++\nWe play.\n"
    );
    let folder = Folder::new(&text);
    for today in
        ["0000-01-01", "0001-01-01", "1900-02-28", "1969-12-31", "1970-01-01", "2038-01-19", "2400-02-29", "9999-12-31"]
    {
        // What an earlier day made counts for nothing; a day that is refused made nothing.
        let _ = fs::remove_dir_all(folder.site.join("public"));
        let ran = folder.run(&["build", "--today", today]);
        let refused = ran.code == Some(2) && ran.err.contains(today);
        let made = matches!(ran.code, Some(0 | 1)) && folder.has("public/groups/band.html");
        assert!(refused || made, "{today}: {:?} {}", ran.code, ran.said());
        assert!(!ran.said().contains("panicked"), "{today}: {}", ran.said());
    }
}
