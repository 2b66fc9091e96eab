//! Web addresses with a slip in them.

use super::{quoted, wrong_field};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::span::Spanned;

/// A web address with a slip in it.
pub static RULE: Rule = Rule {
    code: "web-address",
    severity: Severity::Warning,
    title: "a web address with a slip in it",
    explain: "A web address begins with `https://` and has no spaces: `https://repair.example/`. One without its beginning is \
read as if it had one. Two addresses stand in a list.",
};

/// The address as it is to be linked, if there is one, and what is to be said of it.
pub fn read(key: &str, value: &Spanned<String>) -> (Option<String>, Option<Diagnostic>) {
    let text = value.value.trim();
    if let Some(bare) = without_signs(text) {
        let message = "an address stands alone, without brackets around it".to_owned();
        let diagnostic =
            Diagnostic::new(&RULE, message).at(value.span).help(format!("write `{key} = {}`", quoted(bare)));
        return (Some(bare.to_owned()), Some(diagnostic.fix(value.span, quoted(bare))));
    }
    let diagnostic = |message: String| Diagnostic::new(&RULE, message).at(value.span);
    let error = |d: Diagnostic| Diagnostic { severity: Severity::Error, ..d };
    let parts: Vec<&str> = text.split([' ', ',', ';', '\n']).filter(|p| !p.is_empty()).collect();
    let addresses: Vec<&str> =
        parts.iter().copied().filter(|p| p.contains('.') && p.len() > 4 || p.contains("://")).collect();
    if parts.len() > 1 && addresses.len() > 1 {
        let list: Vec<String> = addresses.iter().map(|a| quoted(&with_scheme(a))).collect();
        let message = format!("there are {} addresses in one place", addresses.len());
        return (None, Some(error(diagnostic(message)).help(format!("write a list: `{key} = [{}]`", list.join(", ")))));
    }
    if text.contains('@') && !text.contains('/') {
        return (None, Some(wrong_field::diagnostic(key, value, "an e-mail address", "email")));
    }
    if text.chars().all(|c| c.is_ascii_digit() || " +()-".contains(c)) && !text.is_empty() {
        return (None, Some(wrong_field::diagnostic(key, value, "a telephone number", "phone")));
    }
    // Signs that no address has, and a beginning such as `x1://`, which nothing opens.
    let odd = text.contains(['<', '>', '"', '`', '{', '}', '\\']);
    let opens_nothing = text.chars().any(char::is_control) || other_scheme(text);
    // An address may have a semicolon or a comma of its own, as long as nothing stands apart.
    let several = parts.len() > 1 && (text.contains([' ', '\n']) || !addresses.iter().any(|a| a.starts_with("http")));
    if several || !text.contains('.') || odd || opens_nothing {
        let message = format!("`{}` is not a web address", super::shortened(text));
        let help = format!("write `{key} = \"https://…\"`; leave the line out if there is none");
        return (None, Some(error(diagnostic(message)).help(help)));
    }
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        let rest = lower.split_once("://").map_or("", |(_, r)| r);
        if rest.starts_with("http") && rest.contains("//") || rest.starts_with('/') || rest.starts_with('.') {
            let mended = with_scheme(
                rest.trim_start_matches("https:").trim_start_matches("http:").trim_start_matches(['/', '.']),
            );
            let message = format!("the beginning of `{text}` is not right");
            return (
                Some(mended.clone()),
                Some(diagnostic(message).help(format!("write `{key} = {}`", quoted(&mended)))),
            );
        }
        return (Some(text.to_owned()), None);
    }
    if let Some((scheme, _)) = lower.split_once(':').filter(|(s, _)| s.chars().all(|c| c.is_ascii_alphabetic())) {
        let slip = ["htp", "htt", "hhtp", "hhtps", "htps", "ttp", "ttps", "https;", "http;"].contains(&scheme);
        let bare = text.split_once(':').map_or("", |(_, r)| r).trim_start_matches('/');
        let mended = with_scheme(bare);
        if slip || scheme == "http" || scheme == "https" {
            let message = format!("the beginning of `{text}` is not right");
            return (
                Some(mended.clone()),
                Some(diagnostic(message).help(format!("write `{key} = {}`", quoted(&mended)))),
            );
        }
        let message = format!("an address that begins with `{scheme}:` is not linked");
        return (None, Some(error(diagnostic(message)).help("a web address begins with `https://`")));
    }
    let without_colon = ["https//", "http//", "https/", "http/"].iter().find_map(|start| text.strip_prefix(start));
    let mended = with_scheme(without_colon.unwrap_or(text));
    let message = format!("`{text}` is read as `{mended}`");
    let help = format!("write `{key} = {}`", quoted(&mended));
    (Some(mended.clone()), Some(diagnostic(message).help(help).fix(value.span, quoted(&mended))))
}

/// Whether an address begins as that of a program of its own does: `com.app://`, `ms-word:`. A host may have a port,
/// `repair.example:8080`; a plain word before the colon is judged elsewhere.
fn other_scheme(text: &str) -> bool {
    let head = text.split(['/', '?', '#']).next().unwrap_or("");
    let Some((scheme, rest)) = head.split_once(':') else { return false };
    let is_word = scheme.chars().all(|c| c.is_ascii_alphabetic());
    let is_port = scheme.contains('.') && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    !is_word && !is_port
}

/// `<https://repair.example/>` and `[Our site](https://repair.example/)` without what belongs into a text.
fn without_signs(text: &str) -> Option<&str> {
    let pointed = text.strip_prefix('<').and_then(|t| t.strip_suffix('>'));
    let markdown = || text.strip_prefix('[')?.strip_suffix(')')?.split_once("](").map(|(_, url)| url);
    let bare = pointed.or_else(markdown)?.trim();
    let plain = !bare.contains([' ', '<', '>', '(', ')', '"']);
    (plain && (bare.starts_with("https://") || bare.starts_with("http://"))).then_some(bare)
}

fn with_scheme(text: &str) -> String {
    if text.contains("://") { text.to_owned() } else { format!("https://{}", text.trim_start_matches('/')) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{FileId, Span};

    fn look(text: &str) -> (Option<String>, Option<&'static str>) {
        let (url, d) = read("website", &Spanned::new(text.to_owned(), Span::new(FileId(0), 0..1)));
        (url, d.map(|d| d.rule.code))
    }

    #[test]
    fn addresses_are_read_as_they_were_meant() {
        assert_eq!(look("https://repair.example/"), (Some("https://repair.example/".into()), None));
        assert_eq!(look("www.repair.example"), (Some("https://www.repair.example".into()), Some("web-address")));
        assert_eq!(look("http://http://repair.example"), (Some("https://repair.example".into()), Some("web-address")));
        assert_eq!(look("https:repair.example"), (Some("https://repair.example".into()), Some("web-address")));
        assert_eq!(look("hello@repair.example"), (None, Some("wrong-field")));
        assert_eq!(look("a.example and b.example.org"), (None, Some("web-address")));
        assert_eq!(look("javascript:alert(1.5)"), (None, Some("web-address")));
        for program in
            ["com.evil.app://run", "ms-word.x:ofe|u|https://evil.example/a", "java\tscript:alert.a(1)", "x1://a.b"]
        {
            assert_eq!(look(program), (None, Some("web-address")), "{program}");
        }
        assert_eq!(look("repair.example:8080/a").0, Some("https://repair.example:8080/a".into()));
        assert_eq!(look("ask us"), (None, Some("web-address")));
        assert_eq!(look("<https://x.example/\"a\">"), (None, Some("web-address")));
        assert_eq!(look("https://x.example/;id=7?a=b").1, None);
        assert_eq!(look("x1://repair.example"), (None, Some("web-address")));
    }
}
