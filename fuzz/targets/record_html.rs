//! A record's text becomes HTML in which nothing acts: what it says is parsed as a browser would, and every element,
//! attribute and address is judged.
#![no_main]

#[expect(dead_code, reason = "one page needs less of it than a whole site")]
#[path = "../../tests/hostile/oracle.rs"]
mod oracle;

use hereabouts::markdown::{self, Resolve};
use hereabouts::picture::ready::Shown;
use libfuzzer_sys::fuzz_target;

/// Leads wherever it is asked to, as nothing in the program does: what is written must be harmless by itself.
struct Anywhere;

impl Resolve for Anywhere {
    fn link(&self, to: &str) -> Option<String> {
        Some(format!("../{to}"))
    }

    fn picture(&self, file: &str) -> Option<Shown> {
        Some(Shown { url: format!("pictures/{file}"), widths: None, size: (640, 480) })
    }
}

fuzz_target!(|text: &str| {
    let html = markdown::html(text, &Anywhere);
    let faults = oracle::page(&html);
    assert!(faults.is_empty(), "{faults:?}\n{html}");
    assert!(html.len() <= 200 * text.len() + 2_000_000, "{} bytes of {}", html.len(), text.len());
    markdown::plain(text);
});
