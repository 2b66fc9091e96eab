//! `hereabouts explain`: what a rule means, and what to do.

use super::Exit;
use crate::cli::Explain;
use crate::rules;
use crate::shell::Shell;
use crate::suggest::nearest;

/// Explains one rule, or lists all.
pub fn run(options: &Explain, shell: &Shell) -> Exit {
    let Some(code) = &options.rule else {
        let rules = &*rules::ALL;
        let width = rules.iter().map(|r| r.code.len()).max().unwrap_or(0);
        for rule in rules {
            shell.say(&format!("{:width$}  {:7}  {}", rule.code, rule.severity.word(), rule.title));
        }
        return Exit::Well;
    };
    match rules::rule(code) {
        Some(rule) => {
            shell.say(&format!("{} ({}): {}\n\n{}", rule.code, rule.severity.word(), rule.title, rule.explain));
            let other = if rule.severity == crate::diagnostic::Severity::Error { "warning" } else { "off" };
            shell.say(&format!(
                "\nTo change how it counts, write into hereabouts.toml:\n\n    [rules]\n    {} = \"{other}\"",
                rule.code
            ));
            Exit::Well
        }
        None => {
            let near = nearest(code, rules::ALL.iter().map(|r| r.code));
            let hint = near
                .map_or_else(|| "`hereabouts explain` lists them all.".to_owned(), |n| format!("Did you mean `{n}`?"));
            shell.note(&format!("There is no rule called `{code}`. {hint}"));
            Exit::Usage
        }
    }
}
