//! What was sent, cut at its labels.

use std::collections::BTreeSet;

use crate::issue_forms::NO_ANSWER;

/// What stands below a label, or behind it on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The label as it was written.
    pub label: String,
    /// The lines below it; none if nothing was answered. Lines between them may be empty.
    pub lines: Vec<String>,
}

/// What there is to know of the labels.
pub struct Labels<'a> {
    /// Whether it means something.
    pub is_known: &'a dyn Fn(&str) -> bool,
    /// Whether what belongs to it may go on for paragraphs.
    pub is_long: &'a dyn Fn(&str) -> bool,
    /// Lines that the program wrote itself.
    pub ours: &'a BTreeSet<String>,
}

/// What stands below no label, and the sections.
pub fn sections(text: &str, labels: &Labels) -> (Vec<String>, Vec<Section>) {
    let text = without_ours(&text.replace("\r\n", "\n").replace('\r', "\n"), labels);
    let shape = shape(&text, labels);
    let is_form = shape != Shape::Letter;
    let mut loose: Vec<String> = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut fence: Option<String> = None;
    // In a letter a field ends with its paragraph: what follows is a greeting, say.
    let mut is_over = true;
    for line in text.lines() {
        let line = if is_form { line } else { unquoted(line) };
        let started = match &fence {
            Some(_) => None,
            None if shape == Shape::Form => heading(line).map(|label| (label, "")),
            None if shape == Shape::Shown => Some((line.trim(), "")),
            None => line.split_once(':').filter(|(label, _)| !label.starts_with(char::is_whitespace)),
        };
        // A label that was there already is part of what somebody wrote.
        let is_new = |label: &str| sections.iter().all(|s| !s.label.trim().eq_ignore_ascii_case(label.trim()));
        if let Some((label, rest)) = started.filter(|(label, _)| (labels.is_known)(label) && is_new(label)) {
            let first = Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty());
            sections.push(Section { label: label.to_owned(), lines: first.into_iter().collect() });
            is_over = false;
            continue;
        }
        fence = turned(fence, line);
        let is_indented = line.starts_with("  ");
        let line = if is_form { line.trim_end() } else { line.strip_prefix("  ").unwrap_or(line).trim_end() };
        match sections.last_mut().filter(|_| !is_over) {
            Some(section) => {
                let after_gap = section.lines.last().is_some_and(|last| last.is_empty()) && !line.is_empty();
                if is_form || !after_gap || is_indented || (labels.is_long)(&section.label) {
                    section.lines.push(line.to_owned());
                } else {
                    is_over = true;
                    loose.extend([String::new(), line.to_owned()]);
                }
            }
            None => loose.push(line.to_owned()),
        }
    }
    for section in &mut sections {
        section.lines = trimmed(&section.lines);
        if let [only] = section.lines.as_slice()
            && [NO_ANSWER, "No response"].contains(&only.trim())
        {
            section.lines.clear();
        }
    }
    (trimmed(&loose), sections)
}

/// How the labels stand in what was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// As headings: `### Name`.
    Form,
    /// On lines of their own, as a page shows the headings of an issue.
    Shown,
    /// In front of a colon.
    Letter,
}

fn shape(text: &str, labels: &Labels) -> Shape {
    let counted = |is_one: &dyn Fn(&str) -> bool| text.lines().filter(|line| is_one(line)).count();
    let before_colon = |line: &str| line.split_once(':').is_some_and(|(label, _)| (labels.is_known)(label));
    if counted(&|line| heading(line).is_some_and(labels.is_known)) > 0 {
        Shape::Form
    } else if counted(&|line| (labels.is_known)(line.trim())) > 1 && counted(&before_colon) == 0 {
        Shape::Shown
    } else {
        Shape::Letter
    }
}

/// `### Name` is `Name`.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_end().trim_start_matches('#');
    let depth = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&depth) && rest.starts_with(' ')).then(|| rest.trim())
}

/// A letter that is answered has a mark in front of each line.
fn unquoted(line: &str) -> &str {
    let mut rest = line;
    while let Some(inner) = rest.trim_start().strip_prefix('>') {
        rest = inner;
    }
    if rest.len() == line.len() { line } else { rest.strip_prefix(' ').unwrap_or(rest) }
}

/// Whether one stands within a block of code: headings there are none.
fn turned(fence: Option<String>, line: &str) -> Option<String> {
    let mark = |c: char| line.trim_start().chars().take_while(|&x| x == c).collect::<String>();
    let longest = [mark('`'), mark('~')].into_iter().find(|mark| mark.len() >= 3);
    match (fence, longest) {
        (None, Some(mark)) => Some(mark),
        (Some(open), Some(mark)) if mark.starts_with(&open) => None,
        (fence, _) => fence,
    }
}

/// Without the lines that are no words of whoever sent it: the hints of a template, the sentence a letter begins with.
fn without_ours(text: &str, labels: &Labels) -> String {
    let mut text = text.to_owned();
    // A hint may stand behind an answer on its line.
    for hint in
        labels.ours.iter().filter(|line| line.starts_with("<!--") && text.contains(line.as_str())).collect::<Vec<_>>()
    {
        text = text.replace(hint.as_str(), "");
    }
    let is_ours = |line: &str| labels.ours.contains(unquoted(line).trim());
    text.lines().filter(|line| line.trim().is_empty() || !is_ours(line)).collect::<Vec<_>>().join("\n")
}

fn trimmed(lines: &[String]) -> Vec<String> {
    let is_blank = |line: &String| line.trim().is_empty();
    let start = lines.iter().position(|line| !is_blank(line)).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !is_blank(line)).map_or(start, |i| i + 1);
    lines.get(start..end).unwrap_or_default().to_vec()
}
