//! Of a drawing in SVG that is let through nothing acts, and it asks for nothing from outside.
#![no_main]

use hereabouts::picture::svg::drawn;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|inside: &str| {
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">{inside}</svg>"
    );
    let Ok((bytes, size)) = drawn(text.as_bytes()) else { return };
    assert!(size.0 > 0 && size.1 > 0);
    let svg = String::from_utf8(bytes).expect("it was made from a text");
    let document = roxmltree::Document::parse(&svg).unwrap_or_else(|fault| panic!("{fault}: {svg}"));
    for node in document.descendants().filter(|node| node.is_element()) {
        let name = node.tag_name().name();
        assert_eq!(node.tag_name().namespace(), Some("http://www.w3.org/2000/svg"), "{svg}");
        assert!(
            !["script", "foreignObject", "image", "a", "animate", "set", "iframe", "handler"].contains(&name),
            "{svg}"
        );
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.to_ascii_lowercase().starts_with("on"), "{svg}");
            assert!(name != "href" || value.starts_with('#'), "{svg}");
            asks_for_nothing(value);
        }
        if name == "style" {
            asks_for_nothing(&node.descendants().filter_map(|inside| inside.text()).collect::<String>());
        }
    }
});

/// Every `url(…)` is that of a part.
fn asks_for_nothing(style: &str) {
    let style = style.to_ascii_lowercase();
    for (at, _) in style.match_indices("url") {
        let rest = style[at + 3..].trim_start();
        if let Some(to) = rest.strip_prefix('(') {
            assert!(to.trim_start().trim_start_matches(['"', '\'']).trim_start().starts_with('#'), "{style}");
        }
    }
    assert!(!style.contains("@import") && !style.contains('\\'), "{style}");
}
