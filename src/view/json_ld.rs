//! What search engines are told of a record, in the words of schema.org.

use serde_json::{Map, Value, json};

use super::place::{address, shown_point};
use super::views::{Views, canonical};
use crate::directory::{RecordId, kind_and_type};
use crate::plan;

impl Views<'_> {
    /// schema.org data of a record, safe to stand within a `<script>` element. Never a person.
    pub fn json_ld(&self, id: RecordId) -> String {
        let record = self.directory.record(id);
        let fields = &record.fields;
        let (kind, type_) = kind_and_type(record, self.config);
        let mut data = Map::new();
        data.insert("@context".into(), json!("https://schema.org"));
        data.insert("@type".into(), json!(schema_type(&kind.name, type_.map(|t| t.name.as_str()))));
        let name = if kind.name == "story" { "headline" } else { "name" };
        data.insert(name.into(), json!(record.title.value));
        if let Some(summary) = fields.text("summary") {
            data.insert("description".into(), json!(summary));
        }
        if let Some(base) = &self.config.base_url {
            let path = plan::record_path(self.directory, self.config, id);
            data.insert("url".into(), json!(format!("{base}{}", canonical(&path))));
            if let Some(picture) = self.picture(id) {
                data.insert("image".into(), json!(format!("{base}{}", picture.url)));
            }
        }
        let also: Vec<&str> = fields.words("also").iter().map(|w| w.value.as_str()).collect();
        if !also.is_empty() {
            data.insert("alternateName".into(), json!(also));
        }
        if kind.name == "story" {
            return script_safe(&Value::Object(data));
        }
        for (field, property) in [("phone", "telephone"), ("email", "email")] {
            if let Some(text) = fields.text(field) {
                data.insert(property.into(), json!(text));
            }
        }
        if let Some(website) = fields.text("website") {
            data.insert("sameAs".into(), json!(website));
        }
        if let Some(place) = self.directory.place_of(id) {
            let place_fields = &self.directory.record(place).fields;
            let lines = address(place_fields);
            let mut location = Map::new();
            if !lines.is_empty() {
                location.insert("address".into(), json!(lines.join(", ")));
            }
            if let Some((latitude, longitude)) = shown_point(place_fields) {
                location.insert(
                    "geo".into(),
                    json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude }),
                );
            }
            if place == id {
                data.extend(location);
            } else {
                location.insert("@type".into(), json!("Place"));
                location.insert("name".into(), json!(self.directory.record(place).title.value));
                data.insert("location".into(), Value::Object(location));
            }
        }
        script_safe(&Value::Object(data))
    }
}

/// The class of schema.org that fits best.
fn schema_type(kind: &str, type_: Option<&str>) -> &'static str {
    match (kind, type_) {
        ("asset", Some("place")) => "CivicStructure",
        ("asset", Some("nature")) => "Place",
        ("asset", Some("enterprise")) => "LocalBusiness",
        ("asset", Some("skill")) => "Service",
        ("asset", Some("thing")) => "Product",
        ("group", Some("sport")) => "SportsClub",
        ("group", Some("arts")) => "PerformingGroup",
        ("group", _) => "Organization",
        ("institution", Some("library")) => "Library",
        ("institution", Some("school")) => "School",
        ("institution", Some("college")) => "CollegeOrUniversity",
        ("institution", Some("health")) => "MedicalOrganization",
        ("institution", Some("faith")) => "PlaceOfWorship",
        ("institution", Some("council")) => "GovernmentOrganization",
        ("institution", Some("police-fire")) => "EmergencyService",
        ("institution", Some("business")) => "LocalBusiness",
        ("institution", Some("charity")) => "NGO",
        ("institution", _) => "Organization",
        ("story", _) => "Article",
        _ => "Thing",
    }
}

/// JSON that can neither end the element it stands in nor break a line of script.
pub fn script_safe(value: &Value) -> String {
    let json = value.to_string();
    let is_plain = |b: u8| !matches!(b, b'<' | b'>' | b'&' | 0xe2);
    if json.bytes().all(is_plain) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", c as u32)),
            c => safe.push(c),
        }
    }
    safe
}
