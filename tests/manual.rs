//! Every console block of the manual and of the README is run, and prints what stands there.

#[test]
fn the_manual_shows_what_the_program_prints() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md");
}
