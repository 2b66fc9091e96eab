//! Where a record is, and what shows it.

use super::views::Views;
use super::{Picture, PictureVersion, Place};
use crate::directory::{self, RecordId};
use crate::fields::{FieldValue, Fields};
use crate::picture::{self, Ready};
use crate::safe_url::encode;

use camino::Utf8Path;

impl Views<'_> {
    /// Where the record is: its own address, or that of the place where it meets.
    pub fn place(&self, id: RecordId) -> Option<Place> {
        let at = self.directory.place_of(id)?;
        let record = self.directory.record(at);
        let elsewhere = (at != id).then(|| self.record_link(at));
        let address = self.address_of(at);
        let point = shown_point(&record.fields);
        let line = self.whole_line(id, at, &address);
        let label = encode(&record.title.value);
        let (geo, map) = match point {
            Some((lat, lon)) => {
                let geo = format!("geo:{lat},{lon}?q={lat},{lon}({label})");
                (Some(geo), Some(format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}")))
            }
            None if !address.is_empty() && is_exact(&record.fields) => {
                let query = encode(&address.join(", "));
                (
                    Some(format!("geo:0,0?q={query}")),
                    Some(format!("https://www.openstreetmap.org/search?query={query}")),
                )
            }
            None => (None, None),
        };
        let own = self.directory.record(id).fields.text("how_to_find");
        let shown = |f: &Fields| is_exact(f) || f.text("location_precision") == Some("street");
        let own = own.filter(|_| shown(&self.directory.record(id).fields));
        let of_place = record.fields.text("how_to_find").filter(|_| shown(&record.fields));
        let how_to_find = own.or(of_place).map(str::to_owned);
        if elsewhere.is_none() && address.is_empty() && geo.is_none() && how_to_find.is_none() {
            return None;
        }
        Some(Place { at: elsewhere, address, line, geo, map, how_to_find })
    }

    /// The lines of a place's address, without its own name, which many write as the first.
    fn address_of(&self, place: RecordId) -> Vec<String> {
        let record = self.directory.record(place);
        let mut address = address(&record.fields);
        if address.first().is_some_and(|line| line.eq_ignore_ascii_case(&record.title.value)) {
            address.remove(0);
        }
        address
    }

    /// The place's name, if the record is not the place itself, and its address on one line.
    fn whole_line(&self, id: RecordId, place: RecordId, address: &[String]) -> String {
        let name = (place != id).then(|| self.directory.record(place).title.value.as_str());
        let pieces: Vec<&str> = name.into_iter().chain(address.iter().map(String::as_str)).collect();
        pieces.join(", ")
    }

    /// Where the record is, whole, on one line; nothing if that is not known.
    pub fn place_words(&self, id: RecordId) -> Option<String> {
        let place = self.directory.place_of(id)?;
        Some(self.whole_line(id, place, &self.address_of(place))).filter(|line| !line.is_empty())
    }

    /// Where the record is, on one short line.
    pub fn place_line(&self, id: RecordId) -> Option<String> {
        let at = self.directory.place_of(id)?;
        let record = self.directory.record(at);
        let own_name = |line: &&str| line.eq_ignore_ascii_case(&record.title.value);
        let lines =
            record.fields.text("address").filter(|a| !is_withheld(a)).into_iter().flat_map(|a| a.split(['\n', ',']));
        let street = lines.map(str::trim).find(|line| !line.is_empty() && !own_name(line));
        match (at == id, street) {
            (true, street) => street.map(str::to_owned),
            (false, Some(street)) => {
                Some(self.language.filled("view.also_at", &[("title", &record.title.value), ("address", street)]))
            }
            (false, None) => Some(record.title.value.clone()),
        }
    }

    /// The record's picture, if its file is there and can be shown.
    pub fn picture(&self, id: RecordId) -> Option<Picture> {
        let record = self.directory.record(id);
        let ready = self.record_picture(id)?;
        let version =
            |v: &picture::ready::Version| PictureVersion { url: v.path.clone(), width: v.size.0, height: v.size.1 };
        Some(Picture {
            versions: ready.versions().iter().map(version).collect(),
            sizes: picture::ready::SIZES.to_owned(),
            alt: record.fields.text("image_alt").unwrap_or("").to_owned(),
            credit: self.picture_credit(id),
        })
    }

    /// Who made the record's picture, as one says it: "Picture: Joan", or "Photograph: Loom Hall" as it was written.
    pub fn picture_credit(&self, id: RecordId) -> Option<String> {
        let name = self.directory.record(id).fields.text("image_credit")?;
        let is_said = name.contains(':');
        Some(if is_said { name.to_owned() } else { self.language.filled("record.picture_by", &[("name", name)]) })
    }

    /// The files of the record's picture.
    pub fn record_picture(&self, id: RecordId) -> Option<&Ready> {
        let record = self.directory.record(id);
        let from = &self.files.source(record.span.file).path;
        self.find_picture(from, record.fields.text("image")?)
    }

    /// The picture that the file `from` calls `name`, if it is one that can be shown.
    pub fn find_picture(&self, from: &Utf8Path, name: &str) -> Option<&Ready> {
        let paths = directory::picture_paths(from, name);
        paths.into_iter().find_map(|path| self.pictures.get(&path)?.as_ref().ok())
    }
}

/// The lines of the address, the postcode last; none if it is withheld.
pub fn address(fields: &Fields) -> Vec<String> {
    let Some(text) = fields.text("address").or(Some("")).filter(|a| !is_withheld(a)) else { return Vec::new() };
    let lines = text.split('\n').flat_map(|l| l.split(',')).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty());
    let mut lines: Vec<String> = lines.collect();
    if let Some(code) = fields.text("postcode") {
        let there = lines.iter().any(|l| l.to_uppercase().replace(' ', "").contains(&code.replace(' ', "")));
        if !there {
            lines.push(code.to_owned());
        }
    }
    lines
}

/// Whether an address says that it is not to be shown, in whichever way somebody put it.
fn is_withheld(address: &str) -> bool {
    let mut letters = address.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).peekable();
    // All of these words begin with one of these letters, and few addresses do.
    if !letters.peek().is_some_and(|c| "wpchn".contains(*c)) {
        return false;
    }
    let letters: String = letters.collect();
    letters.starts_with("withheld")
        || ["private", "confidential", "hidden", "notpublic", "notpublished"].contains(&letters.as_str())
}

/// Whether the position may be shown as it is.
fn is_exact(fields: &Fields) -> bool {
    fields.text("location_precision").is_none_or(|p| p == "exact") && !fields.text("address").is_some_and(is_withheld)
}

/// Latitude and longitude, if they are known and may be shown.
pub fn shown_point(fields: &Fields) -> Option<(f64, f64)> {
    point(fields).filter(|_| is_exact(fields))
}

/// Latitude and longitude as they were written, in one field or in two.
pub fn point(fields: &Fields) -> Option<(f64, f64)> {
    if let Some(FieldValue::Point(lat, lon)) = fields.get("location").map(|f| &f.value) {
        return Some((*lat, *lon));
    }
    match (fields.get("lat").map(|f| &f.value), fields.get("lon").map(|f| &f.value)) {
        (Some(FieldValue::Degrees(lat)), Some(FieldValue::Degrees(lon))) => Some((*lat, *lon)),
        _ => None,
    }
}
