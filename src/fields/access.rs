//! What helps people in, and whether it is there: "lift", "no lift", "unknown: lift".

/// What `access` says: whether it is there, is not there, or is not known; and the thing.
pub fn access(text: &str) -> (AccessState, &str) {
    let text = text.trim();
    let strip = |prefix: &str| {
        text.get(..prefix.len()).filter(|p| p.eq_ignore_ascii_case(prefix)).map(|_| text[prefix.len()..].trim())
    };
    if let Some(rest) = strip("unknown:").or_else(|| strip("unknown ")) {
        (AccessState::Unknown, rest)
    } else if let Some(rest) = strip("no ").or_else(|| strip("not ")) {
        (AccessState::No, rest)
    } else {
        (AccessState::Yes, text)
    }
}

/// Whether something that helps people in is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessState {
    /// It is there.
    Yes,
    /// It is not there.
    No,
    /// Nobody has looked.
    Unknown,
}
