//! All rules of the program, by name: what `hereabouts explain` and the manual's page show.

use std::sync::LazyLock;

use crate::diagnostic::Rule;
use crate::print::style::PRINT_SETTING;
use crate::print::told::{PRINT_CODE, PRINT_FAILED, PRINT_FONT, PRINT_LETTER, PRINT_PRODUCT};
use crate::{check, files, plan, theme, write};

/// Every rule, in the order of their names.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all = check::RULES.clone();
    all.extend([&plan::ADDRESS_TAKEN, &plan::ADDRESS_RESERVED]);
    all.extend([
        &theme::THEME_MISSING,
        &theme::THEME_BROKEN,
        &theme::THEME_UNUSED,
        &theme::THEME_VARIABLE,
        &theme::STATIC_IN_THE_WAY,
        &theme::STATIC_LEFT_OUT,
    ]);
    all.extend([&PRINT_CODE, &PRINT_FAILED, &PRINT_FONT, &PRINT_LETTER, &PRINT_PRODUCT, &PRINT_SETTING]);
    all.extend(files::RULES);
    all.extend(write::RULES);
    all.sort_by_key(|rule| rule.code);
    all
});

/// The rule with this name.
pub fn rule(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code == code)
}
