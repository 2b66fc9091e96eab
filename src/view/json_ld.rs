//! What search engines are told of a record, in the words of schema.org.

use serde::Serialize;

use super::place::{address, shown_point};
use super::views::{Views, canonical};
use crate::directory::{RecordId, kind_and_type};
use crate::plan;
use crate::times::expand;
use crate::times::schema_org::{self, EventSchedule, OpeningHours};

/// A record in the words of schema.org, its properties in the order of their names.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    class: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    event: Vec<Event<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Coordinates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    opening_hours_specification: Vec<OpeningHours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Something that happens again and again.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(rename = "@type")]
    class: &'static str,
    event_schedule: Vec<EventSchedule>,
    name: &'a str,
    start_date: String,
}

/// A point on the map, in degrees.
#[derive(Serialize)]
struct Coordinates {
    #[serde(rename = "@type")]
    class: &'static str,
    latitude: f64,
    longitude: f64,
}

impl Views<'_> {
    /// schema.org data of a record, safe to stand within a `<script>` element. Never a person.
    pub fn json_ld(&self, id: RecordId) -> String {
        let record = self.directory.record(id);
        let fields = &record.fields;
        let (kind, type_) = kind_and_type(record, self.config);
        let title = Some(record.title.value.as_str());
        let is_story = kind.name == "story";
        let mut thing = Thing {
            context: Some("https://schema.org"),
            class: schema_type(&kind.name, type_.map(|t| t.name.as_str())),
            alternate_name: fields.words("also").iter().map(|w| w.value.as_str()).collect(),
            description: fields.text("summary"),
            headline: title.filter(|_| is_story),
            name: title.filter(|_| !is_story),
            ..Thing::default()
        };
        if let Some(base) = &self.config.base_url {
            let path = plan::record_path(self.directory, self.config, id);
            thing.url = Some(format!("{base}{}", canonical(&path)));
            thing.image = self.record_picture(id).map(|picture| format!("{base}{}", picture.widest().path));
        }
        if !is_story {
            thing.telephone = fields.text("phone");
            thing.email = fields.text("email");
            thing.same_as = fields.text("website");
            if self.is_active(id) {
                self.tell_times(&mut thing, id);
            }
            if let Some(place) = self.directory.place_of(id) {
                self.locate(&mut thing, id, place);
            }
        }
        script_safe(&thing)
    }

    /// Says when a record is open, and what happens there.
    fn tell_times<'a>(&'a self, thing: &mut Thing<'a>, id: RecordId) {
        let record = self.directory.record(id);
        let opens = self.directory.times(id).iter().filter(|timed| timed.field == "open");
        let opens: Option<Vec<_>> = opens
            .map(|timed| timed.schedule().map(schema_org::opening_hours).filter(|hours| !hours.is_empty()))
            .collect();
        thing.opening_hours_specification = opens.unwrap_or_default().concat();
        for timed in self.directory.times(id).iter().filter(|timed| timed.field == "when") {
            let session = timed.session.and_then(|n| record.fields.tables("sessions").get(n));
            let Some(schedule) = timed.schedule() else { continue };
            let (calendar, zone) = (&self.config.calendar, &self.config.timezone);
            let event_schedule = schema_org::schedules(schedule, self.today, calendar, zone);
            let Some((next, _)) = expand::next(schedule, self.today, calendar) else { continue };
            if !event_schedule.is_empty() {
                let name = session.and_then(|s| s.text("title")).unwrap_or(&record.title.value);
                thing.event.push(Event { class: "Event", event_schedule, name, start_date: next.to_string() });
            }
        }
    }

    /// Says where a record is: itself if it is the place, else at the place.
    fn locate<'a>(&'a self, thing: &mut Thing<'a>, id: RecordId, place: RecordId) {
        let place_record = self.directory.record(place);
        let lines = address(&place_record.fields);
        let address = (!lines.is_empty()).then(|| lines.join(", "));
        let geo = shown_point(&place_record.fields).map(|(latitude, longitude)| Coordinates {
            class: "GeoCoordinates",
            latitude,
            longitude,
        });
        if place == id {
            (thing.address, thing.geo) = (address, geo);
        } else {
            let name = Some(place_record.title.value.as_str());
            thing.location = Some(Box::new(Thing { class: "Place", address, geo, name, ..Thing::default() }));
        }
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
pub fn script_safe(value: &impl Serialize) -> String {
    #[expect(clippy::expect_used, reason = "only maps whose names are no texts, and the like, cannot be written")]
    let json = serde_json::to_string(value).expect("names are texts, and a text can always be written");
    let is_suspect = |b: u8| matches!(b, b'<' | b'>' | b'&' | 0xe2);
    // Without a way out, so that many bytes are looked at in one step.
    if !json.bytes().fold(false, |found, b| found | is_suspect(b)) {
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
