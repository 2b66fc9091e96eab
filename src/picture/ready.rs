//! Pictures ready to be published: upright, in two widths, and without a word of who took them, where and when.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::pixels::{Pixels, Unreadable, unpacked};
use super::{Kind, look, svg};
use crate::slug::slug;

/// The widths in dots: one for a telephone, one for a large screen and for paper.
pub const WIDTHS: [u32; 2] = [640, 1280];

/// The ending of drawings that are sharp in every width.
const SVG: &str = "svg";

/// Counts up when pictures are made in another way, so that those of earlier builds are made anew.
const METHOD: u64 = 1;

/// A narrow version is kept if it takes no more than this part of the bytes of the wide one.
const WORTH: f32 = 0.8;

/// Pictures with more dots than this are unpacked one at a time, so that they share the memory of one.
const LARGE: u64 = 16_000_000;

/// The pictures of an earlier build by their paths, all of them: one that is among them need not be made again.
pub type Earlier = BTreeMap<Utf8PathBuf, Arc<[u8]>>;

/// A picture in one width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Where it is published.
    pub path: String,
    /// Width and height in dots.
    pub size: (u32, u32),
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// A picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// The narrowest first; there is at least one.
    versions: Vec<Version>,
}

impl Ready {
    /// All of its versions, the narrowest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// What a page says of it; addresses begin with `root`.
    pub fn shown(&self, root: &str) -> Shown {
        let address = |version: &Version| format!("{root}{}", version.path);
        let widths = self.versions.iter().map(|version| format!("{} {}w", address(version), version.size.0));
        let widths: Vec<String> = widths.collect();
        Shown {
            url: address(self.versions.first().unwrap_or(self.widest())),
            widths: if widths.len() > 1 { Some(widths.join(", ")) } else { None },
            size: self.widest().size,
        }
    }

    /// Whether it is made of dots, as pictures on paper are; else it is a drawing in SVG.
    pub fn has_dots(&self) -> bool {
        !self.widest().path.ends_with(SVG)
    }

    /// The widest one.
    #[expect(clippy::expect_used, reason = "a picture is made, or kept from an earlier build, with its widest version")]
    pub fn widest(&self) -> &Version {
        self.versions.last().expect("there is at least one")
    }

    /// The narrowest one that has so many dots across, or else the widest.
    pub fn at_least(&self, width: f32) -> &Version {
        self.versions.iter().find(|version| version.size.0 as f32 >= width).unwrap_or_else(|| self.widest())
    }
}

/// A picture as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The address of the narrowest version.
    pub url: String,
    /// The addresses of all versions with their widths, for `srcset`; none if there is one only.
    pub widths: Option<String>,
    /// Width and height of the widest version.
    pub size: (u32, u32),
}

/// How wide pictures stand on a page, for `sizes`: as wide as a small screen, and as the lines of text on a large one.
pub const SIZES: &str = "(min-width: 46em) 42em, 100vw";

/// The pictures of a site by the paths of their files, each ready or with the reason why it cannot be shown.
pub type Pictures = BTreeMap<Utf8PathBuf, Result<Ready, Unreadable>>;

/// All files of pictures, by their paths in the output.
pub fn files(pictures: &Pictures) -> Earlier {
    let versions = pictures.values().flatten().flat_map(Ready::versions);
    versions.map(|version| (version.path.clone().into(), Arc::clone(&version.bytes))).collect()
}

/// Makes pictures ready, several at a time.
pub fn all<'a>(files: impl IntoIterator<Item = (Utf8PathBuf, &'a Arc<[u8]>)>, earlier: &Earlier) -> Pictures {
    let one_large = Mutex::new(());
    let files: Vec<(Utf8PathBuf, &Arc<[u8]>)> = files.into_iter().collect();
    files
        .into_par_iter()
        .map(|(path, bytes)| {
            let ready = ready(&path, bytes, earlier, &one_large);
            (path, ready)
        })
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

/// Makes one picture ready.
fn ready(path: &Utf8Path, bytes: &[u8], earlier: &Earlier, one_large: &Mutex<()>) -> Result<Ready, Unreadable> {
    let picture = look(bytes);
    if !picture.kind.is_accepted() {
        return Err(Unreadable::Sort);
    }
    if picture.kind == Kind::Svg {
        return drawing(path, bytes);
    }
    let Some(size) = picture.shown_size() else { return Err(Unreadable::Broken) };
    let stem = published(path, bytes);
    let sizes = sizes(size);
    if let Some(ready) = kept(&stem, &sizes, earlier) {
        return Ok(ready);
    }
    let is_large = u64::from(size.0) * u64::from(size.1) > LARGE;
    // A thread that failed while it held the turn leaves nothing behind that could be wrong.
    let _turn = is_large.then(|| one_large.lock().unwrap_or_else(PoisonError::into_inner));
    let mut pixels = unpacked(bytes)?;
    let has_few_colours = picture.kind != Kind::Jpeg && pixels.has_few_colours();
    let flat = |(width, height): (u32, u32)| if picture.orientation >= 5 { (height, width) } else { (width, height) };
    let mut ending = None;
    let mut versions = Vec::new();
    for &size in sizes.iter().rev() {
        pixels = pixels.resized(flat(size))?;
        let upright = pixels.clone().turned(picture.orientation);
        // Made smaller, edges get colours in between, which take more bytes than they are worth.
        let is_blurred = has_few_colours && !upright.has_few_colours();
        let upright = if is_blurred { upright.with_few_colours() } else { upright };
        let (bytes, its_ending) = packed(&upright, picture.kind, ending)?;
        ending = Some(its_ending);
        let path = version_path(&stem, size.0, its_ending);
        versions.push(Version { path, size, bytes: bytes.into() });
    }
    versions.reverse();
    // A narrow version of a drawing may take as many bytes as the wide one.
    if let [narrow, wide, ..] = &versions[..]
        && narrow.bytes.len() as f32 > wide.bytes.len() as f32 * WORTH
    {
        versions.remove(0);
    }
    Ok(Ready { versions })
}

/// A drawing in SVG as one version: it is sharp in every width.
fn drawing(path: &Utf8Path, bytes: &[u8]) -> Result<Ready, Unreadable> {
    let (bytes, size) = svg::drawn(bytes)?;
    let path = version_path(&published(path, &bytes), size.0, SVG);
    Ok(Ready { versions: vec![Version { path, size, bytes: bytes.into() }] })
}

/// The sizes in which a picture of this size is published, the narrowest first: never wider than it is, and of a very high one
/// never higher than twice the width.
fn sizes((width, height): (u32, u32)) -> Vec<(u32, u32)> {
    let fit = |most: u32| {
        let scale = (f64::from(most) / f64::from(width)).min(f64::from(most) * 2.0 / f64::from(height)).min(1.0);
        let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
        (scaled(width), scaled(height))
    };
    let [small, large] = WIDTHS.map(fit);
    // A second one that is hardly smaller is not worth its place.
    if f64::from(small.0) * 1.25 > f64::from(large.0) { vec![large] } else { vec![small, large] }
}

/// A picture as a file, and its ending: drawings as PNG, unless that takes twice the bytes; photographs as JPEG.
fn packed(pixels: &Pixels, kind: Kind, ending: Option<&'static str>) -> Result<(Vec<u8>, &'static str), Unreadable> {
    let is_photograph = kind == Kind::Jpeg || (kind == Kind::Webp && pixels.is_opaque());
    match ending {
        Some("png") => return Ok((pixels.png()?, "png")),
        Some(ending) => return Ok((pixels.jpeg()?, ending)),
        None if is_photograph => return Ok((pixels.jpeg()?, "jpg")),
        None => {}
    }
    let png = pixels.png()?;
    if !pixels.is_opaque() {
        return Ok((png, "png"));
    }
    let jpeg = pixels.jpeg()?;
    Ok(if png.len() > jpeg.len() * 2 { (jpeg, "jpg") } else { (png, "png") })
}

/// The versions as an earlier build made them: the widest, and the narrow one if it was worth its place.
fn kept(stem: &str, sizes: &[(u32, u32)], earlier: &Earlier) -> Option<Ready> {
    let version = |&size: &(u32, u32)| {
        ["jpg", "png"].into_iter().find_map(|ending| {
            let path = version_path(stem, size.0, ending);
            let bytes = earlier.get(Utf8Path::new(&path))?;
            Some(Version { path, size, bytes: Arc::clone(bytes) })
        })
    };
    let (widest, narrow) = sizes.split_last()?;
    let widest = version(widest)?;
    Some(Ready { versions: narrow.iter().filter_map(version).chain([widest]).collect() })
}

/// The folder of the output in which pictures lie.
pub const FOLDER: &str = "pictures";

/// Where a picture is published, without its width and ending. The name holds what is in the file: another picture is another
/// address, and so browsers may keep what they have.
fn published(source: &Utf8Path, bytes: &[u8]) -> String {
    let inside = source.strip_prefix("content").or_else(|_| source.strip_prefix("static")).unwrap_or(source);
    let folders = inside.parent().into_iter().flat_map(Utf8Path::iter).map(slug).filter(|s| !s.is_empty());
    let mut path: String =
        std::iter::once(FOLDER.to_owned()).chain(folders).flat_map(|part| [part, "/".into()]).collect();
    let name = slug(inside.file_stem().unwrap_or_default());
    path.push_str(if name.is_empty() { "picture" } else { &name });
    format!("{path}-{:08x}", xxh3_64_with_seed(bytes, METHOD) >> 32)
}

fn version_path(stem: &str, width: u32, ending: &str) -> String {
    format!("{stem}-{width}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::super::{look, samples};
    use super::*;

    fn one(path: &str, bytes: &[u8], earlier: &Earlier) -> Result<Ready, Unreadable> {
        let bytes: Arc<[u8]> = Arc::from(bytes);
        all([(path.into(), &bytes)], earlier).remove(Utf8Path::new(path)).unwrap()
    }

    /// A photograph of this size.
    fn photograph(width: u32, height: u32) -> Vec<u8> {
        let dots = (0..width * height).flat_map(|n| [(n % width / 8) as u8, (n / width / 8) as u8, 90]);
        Pixels::opaque((width, height), &dots.collect::<Vec<u8>>()).jpeg().unwrap()
    }

    #[test]
    fn a_photograph_is_published_in_two_widths_and_a_small_one_as_it_is() {
        let ready = one("content/groups/Tea Party.JPG", &photograph(2000, 1500), &Earlier::new()).unwrap();
        let versions: Vec<(&str, (u32, u32))> = ready.versions().iter().map(|v| (v.path.as_str(), v.size)).collect();
        let [(small, (640, 480)), (large, (1280, 960))] = versions[..] else { panic!("{versions:?}") };
        assert!(small.starts_with("pictures/groups/tea-party-") && small.ends_with("-640.jpg"), "{small}");
        assert!(large.ends_with("-1280.jpg"));
        for version in ready.versions() {
            assert_eq!(look(&version.bytes).size, Some(version.size));
        }
        assert_eq!(one("content/a.png", &samples::png(), &Earlier::new()).unwrap().widest().size, (8, 6));
        assert_eq!(sizes((700, 500)), [(700, 500)]);
        assert_eq!(sizes((300, 9000)), [(43, 1280), (85, 2560)]);
    }

    #[test]
    fn nothing_is_left_of_what_a_camera_wrote_and_the_picture_stands_upright() {
        let exif = samples::position();
        for bytes in [samples::jpeg(Some(&exif)), samples::webp(&exif), samples::png()] {
            let ready = one("content/a.jpg", &bytes, &Earlier::new()).unwrap();
            let copy = &ready.widest().bytes;
            let picture = look(copy);
            assert_eq!((picture.has_position, picture.orientation), (false, 1));
            for word in ["Joan", "Exif", "xpacket", "GPS"] {
                assert!(memchr::memmem::find(copy, word.as_bytes()).is_none(), "{word} in {:?}", picture.kind);
            }
        }
        assert_eq!(one("a.jpg", &samples::jpeg(Some(&exif)), &Earlier::new()).unwrap().widest().size, (6, 8));
    }

    #[test]
    fn a_picture_of_an_earlier_build_is_taken_and_one_of_another_file_is_not() {
        let first = one("content/a.jpg", &photograph(900, 600), &Earlier::new());
        let mut pictures = Pictures::from([("content/a.jpg".into(), first)]);
        let mut earlier = files(&pictures);
        let mark: Arc<[u8]> = Arc::from(&b"as it was"[..]);
        earlier.values_mut().for_each(|bytes| *bytes = Arc::clone(&mark));
        let again = one("content/a.jpg", &photograph(900, 600), &earlier).unwrap();
        assert!(again.versions().iter().all(|version| version.bytes == mark));
        let other = one("content/a.jpg", &photograph(900, 601), &earlier).unwrap();
        assert!(other.versions().iter().all(|version| version.bytes != mark));
        pictures.clear();
        assert!(files(&pictures).is_empty());
    }

    #[test]
    fn a_drawing_in_svg_is_published_as_what_draws_and_is_not_for_paper() {
        let ready =
            one("a.svg", b"<svg width='4' height='3'><!-- Joan --><path d='M0 0'/></svg>", &Earlier::new()).unwrap();
        let version = ready.widest();
        assert!(version.path.starts_with("pictures/a-") && version.path.ends_with("-4.svg"), "{}", version.path);
        assert_eq!((version.size, ready.has_dots()), ((4, 3), false));
        assert!(memchr::memmem::find(&version.bytes, b"Joan").is_none());
        assert!(one("a.png", &samples::png(), &Earlier::new()).unwrap().has_dots());
    }

    #[test]
    fn a_drawing_stays_sharp_and_a_photograph_that_was_saved_as_png_becomes_small() {
        assert!(one("a.png", &samples::png(), &Earlier::new()).unwrap().widest().path.ends_with(".png"));
        // Light that falls off to one side, with the grain of a film.
        let noise =
            (0..600u32 * 400 * 3).map(|n| (n % 1800 / 10) as u8 + (xxh3_64_with_seed(&n.to_le_bytes(), 0) % 12) as u8);
        let pixels = Pixels::opaque((600, 400), &noise.collect::<Vec<u8>>());
        let photograph = pixels.png().unwrap();
        assert!(one("a.png", &photograph, &Earlier::new()).unwrap().widest().path.ends_with(".jpg"));
    }
}
