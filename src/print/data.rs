//! What a printed file tells, as data: whoever has the PDF alone can still take the entries into another program.

use serde_json::{Value, json};

use crate::directory::RecordId;
use crate::view::views::Views;

/// What the attached file is called.
pub const NAME: &str = "directory.json";

/// Records as JSON, with nothing but what is printed of them; and what they have in common, if they are not all.
pub fn data(views: &Views, about: Option<&str>, records: &[RecordId]) -> Vec<u8> {
    let sections = views.print_sections(records);
    let sections: Vec<Value> = sections
        .iter()
        .map(|section| {
            let entries: Vec<Value> = section
                .entries
                .iter()
                .map(|entry| {
                    let lines: serde_json::Map<String, Value> =
                        entry.lines.iter().map(|line| (line.name.clone(), json!(line.text))).collect();
                    json!({
                        "no": entry.no,
                        "title": entry.title,
                        "kind": entry.kind,
                        "summary": entry.summary,
                        "url": views.address(&entry.url),
                        "status": entry.status,
                        "lines": lines,
                    })
                })
                .collect();
            json!({"title": section.title, "entries": entries})
        })
        .collect();
    let all = json!({
        "site": views.config.title,
        "about": about,
        "edition": views.edition().map(|day| day.to_string()),
        "sections": sections,
    });
    format!("{all:#}\n").into_bytes()
}
