//! A file below `content/` that is not read.

use camino::Utf8Path;

use super::Site;
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// A file below `content/` that is not read.
pub static RULE: Rule = Rule {
    code: "file-kind",
    severity: Severity::Warning,
    title: "a file that is not read",
    explain: "Below `content/` lie records, which are text files whose names end in `.md` (or `.toml`), and the pictures \
that they show. A letter from a word processor is not a text file: copy its words into a new file in a plain text editor, \
and save that with the ending `.md`. If Windows hides endings, a file may be called `choir.md.txt` while you see `choir.md`. \
A file that readers should download belongs into `static/`.",
};

/// Every file below `content/` that is neither a record nor a picture.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    site.files.others.iter().filter(|path| path.starts_with("content")).filter_map(|path| look(path)).collect()
}

fn look(path: &Utf8Path) -> Option<Diagnostic> {
    let name = path.file_name()?;
    if name.starts_with(['.', '~']) || ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str()) {
        return None;
    }
    let ending = path.extension().unwrap_or("").to_lowercase();
    let stem = path.file_stem().unwrap_or(name);
    let ending = ending.as_str();
    let (what, help) = match ending {
        // A picture that no record shows is nobody's fault.
        "jpg" | "jpeg" | "png" | "webp" | "gif" | "svg" | "heic" | "heif" | "avif" | "tif" | "tiff" | "bmp" => {
            return None;
        }
        "docx" | "doc" | "odt" | "rtf" | "pages" | "wps" => {
            (format!("is a word-processor file (.{ending})"), format!("{PASTE}, such as `{}.md`", plain(stem)))
        }
        "pdf" => ("is a .pdf file".to_owned(), format!("{PASTE}; a file to download belongs into `static/`")),
        "xlsx" | "xls" | "ods" | "numbers" => (
            format!("is a spreadsheet (.{ending})"),
            "save it as .csv and run `hereabouts import`, or paste each line into a `.md` file of its own".to_owned(),
        ),
        "csv" | "tsv" => {
            let help = format!("run `hereabouts import {path}`, which makes a `.md` file of each line");
            (format!("is a table (.{ending})"), help)
        }
        "txt" if stem.to_lowercase().ends_with(".md") => {
            ("ends in .txt".to_owned(), format!("rename it to `{stem}`; it must end in `.md`"))
        }
        "txt" if stem.to_lowercase().ends_with(".toml") => {
            ("ends in .txt".to_owned(), format!("rename it to `{stem}`"))
        }
        "txt" | "text" | "markdown" | "mdown" | "mkd" | "mdx" => {
            (format!("ends in .{ending}"), format!("rename it to `{stem}.md`"))
        }
        "md" | "toml" => {
            ("has an ending in capital letters".to_owned(), format!("rename it to `{stem}.{ending}`, in small letters"))
        }
        "htm" | "html" => (format!("is a web page (.{ending})"), PASTE.to_owned()),
        "yaml" | "yml" | "json" => {
            (format!("is a .{ending} file"), format!("{PASTE}, with its fields between two lines `+++`"))
        }
        "" if plain(stem) == *stem => {
            ("has no ending".to_owned(), format!("if it is a record, rename it to `{stem}.md`"))
        }
        _ => {
            let help = "records are text files that end in `.md`; a file to download belongs into `static/`";
            (format!("is a .{ending} file"), help.to_owned())
        }
    };
    // The message alone must say what to do: it may be all that is shown.
    let short = if help.contains(".md") && !matches!(ending, "txt" | "md" | "toml") {
        ": only `.md` and `.toml` files are"
    } else {
        ""
    };
    Some(Diagnostic::new(&RULE, format!("`{name}` {what} and is not read{short}")).at_path(path).help(help))
}

const PASTE: &str = "paste the text into a `.md` file";

/// A file name without capital letters and spaces.
fn plain(stem: &str) -> String {
    let slug = crate::slug::slug(stem);
    if slug.is_empty() { "record".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::super::test_site::{said, site_with};
    use super::*;

    fn told(path: &str) -> String {
        site_with(&[], &[], &[path], |site| said(site, &check(site)).concat())
    }

    #[test]
    fn a_letter_from_a_word_processor_is_to_be_pasted() {
        assert_eq!(
            told("content/groups/Repair Cafe.docx"),
            "content/groups/Repair Cafe.docx:1:1 `Repair Cafe.docx` is a word-processor file (.docx) and is not read: only `.md` \
             and `.toml` files are | paste the text into a `.md` file, such as `repair-cafe.md`"
        );
    }

    #[test]
    fn a_hidden_second_ending_is_named() {
        assert_eq!(
            told("content/groups/choir.md.txt"),
            "content/groups/choir.md.txt:1:1 `choir.md.txt` ends in .txt and is not read | rename it to `choir.md`; it must end in `.md`"
        );
        assert!(told("content/groups/choir.markdown").contains("rename it to `choir.md`"));
        assert!(told("content/groups/choir.MD").contains("rename it to `choir.md`"));
    }

    #[test]
    fn what_computers_leave_behind_is_passed_over() {
        for path in [
            "content/.DS_Store",
            "content/~$letter.docx",
            "content/Thumbs.db",
            "content/desktop.ini",
            "content/tea.heic",
        ] {
            assert_eq!(told(path), "", "{path}");
        }
    }
}
