//! Hostile content: whatever somebody writes or copies into a folder, the program ends in bounded time and memory, says what is
//! wrong and where, and publishes nothing that runs, breaks out or was not to be seen.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "these tests look at the disk, and say their figures"
)]

mod cases;
mod oracle;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cases::Case;
use support::folder::{Folder, Ran};
use wait4::Wait4 as _;

/// What lies beside the site's folder, and must not be found in any output.
const OUTSIDE: &str = "outside-canary-5417";

/// Longer than any case takes in a build for debugging on a busy machine.
const LONGEST: Duration = Duration::from_secs(30);

/// The families.
const FAMILIES: &[(&str, &str)] = &[
    ("markup", include_str!("cases/markup.txt")),
    ("addresses", include_str!("cases/addresses.txt")),
    ("fields", include_str!("cases/fields.txt")),
    ("letters", include_str!("cases/letters.txt")),
    ("templates", include_str!("cases/templates.txt")),
    ("limits", include_str!("cases/limits.txt")),
    ("files", include_str!("cases/files.txt")),
    ("pictures", include_str!("cases/pictures.txt")),
    ("config", include_str!("cases/config.txt")),
    ("privacy", include_str!("cases/privacy.txt")),
    ("mixtures", include_str!("cases/mixtures.txt")),
];

#[test]
fn every_hostile_folder_gets_the_behaviour_it_must_get() {
    let cases: Vec<Case> = match std::env::var("HOSTILE") {
        // A family that is being written.
        Ok(path) => cases::read("trial", &std::fs::read_to_string(path).expect("HOSTILE names a file of cases")),
        Err(_) => FAMILIES.iter().flat_map(|(family, text)| cases::read(family, text)).collect(),
    };
    let next = AtomicUsize::new(0);
    let worst = Mutex::new(Worst::default());
    let mut faults: Vec<String> = std::thread::scope(|scope| {
        let work = || {
            let mut faults = Vec::new();
            while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                faults.extend(tried(case, &worst).into_iter().map(|fault| format!("{}\n    {fault}", case.name)));
            }
            faults
        };
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a case stops no other")).collect()
    });
    faults.sort();
    let Worst { slowest, hungriest } = worst.into_inner().expect("a case stops no other");
    println!(
        "{} cases; the slowest took {:.2} s ({}), the hungriest {} MiB ({})",
        cases.len(),
        slowest.0.as_secs_f32(),
        slowest.1,
        hungriest.0 >> 20,
        hungriest.1
    );
    assert!(faults.is_empty(), "{} faults in {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

/// Builds a case over a site that is there, and says what is wrong with what came of it.
fn tried(case: &Case, worst: &Mutex<Worst>) -> Vec<String> {
    let folder = Folder::empty();
    std::fs::write(folder.above().join("secret.md"), OUTSIDE).expect("the folder is new");
    if case.keeps {
        folder.write("hereabouts.toml", "title = \"Before\"\n");
        folder.write("content/groups/before.md", "+++\ntitle = \"Before\"\n+++\nAs it was.\n");
        folder.run(&["build"]);
        std::fs::remove_file(folder.site.join("content/groups/before.md")).expect("it was just written");
    }
    let before = folder.all("public");
    folder.put(&case.files);
    let sources = sources(&folder);
    let (ran, took, memory) = limited(&folder, &["build"]);
    worst.lock().expect("a case stops no other").look(&case.name, took, memory);
    let mut faults = said_well(&ran);
    if !ran.code.is_some_and(|code| case.exits.contains(&code)) {
        faults.push(format!("it ended with {:?}: {:.400}", ran.code, ran.said()));
    }
    if took > LONGEST {
        faults.push(format!("it took {took:?}"));
    }
    let said = ran.said();
    for told in &case.told {
        let (place, rule) = told.split_once(' ').unwrap_or((told, ""));
        let is_place = place.contains(':') && !rule.is_empty() && !rule.contains(' ');
        let is_told = if is_place { is_told(&said, place, rule) } else { said.contains(told.as_str()) };
        if !is_told {
            faults.push(format!("nobody was told {told:?}: {said:.1200}"));
        }
    }
    let outputs = folder.all("public");
    let find = |needle: &[u8], bytes: &[u8]| bytes.windows(needle.len()).any(|part| part == needle);
    for needle in case.nowhere.iter().map(Vec::as_slice).chain([OUTSIDE.as_bytes()]) {
        for (path, _) in outputs.iter().filter(|(_, bytes)| find(needle, bytes)) {
            faults.push(format!("{path} holds {:?}", String::from_utf8_lossy(needle)));
        }
    }
    for text in &case.shown {
        let shows = |html: &[u8]| {
            let page = scraper::Html::parse_document(&String::from_utf8_lossy(html));
            page.root_element().text().collect::<String>().contains(text.as_str())
        };
        if !outputs.iter().any(|(path, bytes)| path.ends_with(".html") && shows(bytes)) {
            faults.push(format!("no page shows {text:?}"));
        }
    }
    if case.keeps && outputs != before {
        faults.push("the site that was there before is another".to_owned());
    }
    if (case.keeps || said.contains("Built ")) && !outputs.contains_key("index.html") {
        faults.push("there is no whole site".to_owned());
    }
    if self::sources(&folder) != sources {
        faults.push("a file outside of the output was touched".to_owned());
    }
    faults.extend(oracle::faults(&outputs));
    faults.truncate(8);
    faults
}

/// Everything but the output: what lies in the site's folder, and beside it.
fn sources(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let mut all = support::folder::all(folder.above());
    all.retain(|path, _| !path.starts_with("site/public") && !path.starts_with("site/.public"));
    all
}

/// What took most of the processor, and what most of the memory.
#[derive(Default)]
struct Worst {
    slowest: (Duration, String),
    hungriest: (u64, String),
}

impl Worst {
    fn look(&mut self, case: &str, took: Duration, memory: u64) {
        if took > self.slowest.0 {
            self.slowest = (took, case.to_owned());
        }
        if memory > self.hungriest.0 {
            self.hungriest = (memory, case.to_owned());
        }
    }
}

/// Runs the program with a gigabyte of memory, and half a minute of the processor; what it said, how much of the processor's
/// time it took, and how many bytes of memory it had at most.
fn limited(folder: &Folder, args: &[&str]) -> (Ran, Duration, u64) {
    let program = folder.program(args);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg("ulimit -v 1500000 2>/dev/null; ulimit -t 30; exec \"$0\" \"$@\"").arg(program.get_program());
    shell.args(program.get_args()).current_dir(&folder.site).env("NO_COLOR", "1").env("RUST_BACKTRACE", "0");
    // What it says goes into files, so that it can be waited for without reading meanwhile.
    let (out, err) = (folder.above().join("out"), folder.above().join("err"));
    let file = |path: &std::path::PathBuf| Stdio::from(std::fs::File::create(path).expect("the folder is ours"));
    let mut child = shell.stdin(Stdio::null()).stdout(file(&out)).stderr(file(&err)).spawn().expect("there is a shell");
    let used = child.wait4().expect("it is ours");
    let said = |path| String::from_utf8_lossy(&std::fs::read(path).expect("it was made")).into_owned();
    let ran = Ran { code: used.status.code(), out: said(&out), err: said(&err) };
    [out, err].iter().for_each(|path| std::fs::remove_file(path).expect("it was made"));
    (ran, used.rusage.utime + used.rusage.stime, used.rusage.maxrss)
}

/// What is wrong with what was said, whatever it is about.
fn said_well(ran: &Ran) -> Vec<String> {
    let said = ran.said();
    let mut faults = Vec::new();
    if said.contains("panicked") || ran.code.is_none() || ran.code.is_some_and(|code| code > 3) {
        faults.push(format!("it broke down: {:?} {said:.600}", ran.code));
    }
    if let Some(line) = said.lines().find(|line| line.chars().count() > 1000) {
        faults.push(format!("a line of {} letters: {line:.80}", line.chars().count()));
    }
    if said.lines().count() > 3000 {
        faults.push(format!("{} lines were said", said.lines().count()));
    }
    // A terminal must not be told to do anything.
    if let Some(c) = said.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        faults.push(format!("the control character {c:?} reached the terminal"));
    }
    if let Some(c) =
        said.chars().find(|c| ('\u{202a}'..='\u{202e}').contains(c) || ('\u{2066}'..='\u{2069}').contains(c))
    {
        faults.push(format!("{c:?}, which turns text around, reached the terminal"));
    }
    faults
}

/// Whether a rule was told at `path:line`.
fn is_told(said: &str, place: &str, rule: &str) -> bool {
    let mut lines = said.lines().peekable();
    while let Some(line) = lines.next() {
        let is_rule = line.contains(&format!("[{rule}]"));
        if is_rule
            && lines.peek().is_some_and(|next| {
                format!("{}:", next.trim().trim_start_matches("--> ")).contains(&format!("{place}:"))
            })
        {
            return true;
        }
    }
    false
}
