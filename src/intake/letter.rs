//! A letter as a mail program keeps it: who wrote it and when, and its text.

use mail_parser::{Message, MessageParser, MimeHeaders};

use crate::mistakes::not_utf8::{self, Decoded};

/// The text of what was sent. Of a letter with its envelope, the lines that say who wrote it stand in front, and
/// what is in no words (pictures, say) is named. `is_label` tells the names of fields.
pub fn read(bytes: Vec<u8>, is_label: &dyn Fn(&str) -> bool) -> String {
    if has_envelope(&String::from_utf8_lossy(&bytes), is_label)
        && let Some(message) = MessageParser::default().parse(&bytes)
    {
        return in_words(&message);
    }
    match not_utf8::decode(bytes) {
        Decoded::Utf8(text) | Decoded::Other(text, ..) => text,
    }
}

/// Whether it begins with lines such as `From: …` and `Subject: …`, and an empty one below them.
fn has_envelope(text: &str, is_label: &dyn Fn(&str) -> bool) -> bool {
    let head = || text.lines().take_while(|line| !line.trim().is_empty());
    let is_header = |line: &str| {
        let name = line.split(':').next().unwrap_or("");
        line.starts_with([' ', '\t'])
            || line.contains(':') && !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic())
    };
    let has = |name: &str| head().any(|line| line.to_ascii_lowercase().starts_with(name));
    let first = text.lines().find(|line| !line.starts_with("From ")).unwrap_or("");
    // Whoever copied the first lines along with the text wrote no envelope.
    let is_ours = |line: &str| line.split(':').next().is_some_and(is_label);
    !head().any(is_ours)
        && is_header(first)
        && head().skip(1).all(is_header)
        && has("from:")
        && (has("subject:") || has("date:"))
}

fn in_words(message: &Message) -> String {
    let mut lines = Vec::new();
    for (name, people) in [("From", message.from()), ("Reply-To", message.reply_to())] {
        let all = people.into_iter().flat_map(|people| people.iter());
        let one = |person: &mail_parser::Addr| {
            [person.name(), person.address()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        lines.extend(all.map(one).filter(|one| !one.is_empty()).map(|one| format!("{name}: {one}")));
    }
    lines.extend(message.date().map(|date| format!("Date: {:04}-{:02}-{:02}", date.year, date.month, date.day)));
    lines.extend(message.subject().map(|subject| format!("Subject: {subject}")));
    lines.push(String::new());
    let texts = (0..message.text_body_count()).filter_map(|i| message.body_text(i));
    lines.extend(texts.map(|text| text.into_owned()));
    for part in message.attachments() {
        lines.push(format!("\nWith it came: {}", part.attachment_name().unwrap_or("a part without a name")));
        match (part.message(), part.text_contents()) {
            (Some(inner), _) => lines.push(in_words(inner)),
            (None, Some(text)) => lines.push(text.to_owned()),
            (None, None) => {}
        }
    }
    lines.join("\n")
}
