//! The fonts of the press: those that come with the program, and after them those in the site's `fonts/`. Fonts of the
//! computer are never used, so that the same directory gives the same bytes everywhere.

use std::sync::Arc;

use camino::Utf8PathBuf;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{FontContext, LayoutContext};

use super::text::Ink;

/// The family that comes with the program: Atkinson Hyperlegible Next, under the SIL Open Font Licence.
pub const FAMILY: &str = "Atkinson Hyperlegible Next";

const FILES: [&[u8]; 3] = [
    include_bytes!("../../themes/default/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../../themes/default/fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
    include_bytes!("../../themes/default/fonts/AtkinsonHyperlegibleNext-ExtraBold.ttf"),
];

/// What it takes to set text.
pub struct Fonts {
    pub(super) fonts: FontContext,
    pub(super) layout: LayoutContext<Ink>,
    /// The families, in the order in which a letter is looked for.
    pub(super) families: Vec<String>,
    /// Whether lines begin at the right.
    pub(super) is_rtl: bool,
    /// Files that are no fonts.
    pub unread: Vec<Utf8PathBuf>,
}

impl Fonts {
    /// The fonts that come with the program, and a site's own.
    pub fn new(own: &[(Utf8PathBuf, Arc<[u8]>)]) -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        for file in FILES {
            collection.register_fonts(Blob::new(Arc::new(file)), None);
        }
        let mut families = vec![FAMILY.to_owned()];
        let mut unread = Vec::new();
        for (path, bytes) in own {
            let added = collection.register_fonts(Blob::new(Arc::new(Arc::clone(bytes))), None);
            if added.is_empty() {
                unread.push(path.clone());
            }
            for (family, _) in added {
                let name = collection.family_name(family).unwrap_or_default().to_owned();
                if !families.contains(&name) {
                    families.push(name);
                }
            }
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, layout: LayoutContext::new(), families, is_rtl: false, unread }
    }
}
