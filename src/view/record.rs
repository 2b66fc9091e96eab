//! One record, whole.

use super::facts::bare_address;
use super::views::Views;
use super::{Contact, Fact, FactValue, Link, Linked, Phone, Record, Session, Status};
use crate::directory::RecordId;
use crate::fields::Fields;
use crate::mistakes::phone_format;
use crate::plan;
use crate::record;

impl Views<'_> {
    /// The view of a record, for a page from which `root` leads to the site's root.
    pub fn record(&self, id: RecordId, root: &str) -> Record {
        let record = self.directory.record(id);
        let fields = &record.fields;
        let looks = self.looks(id);
        let type_link = record.type_.map(|t| Link {
            title: self.type_plural(record.kind, t),
            url: plan::type_path(self.config, record.kind, t).into(),
        });
        let mut facts = self.facts(id);
        facts.splice(0..0, self.people(record));
        let mut view = Record {
            slug: record.slug.value.clone(),
            title: record.title.value.clone(),
            no: self.no(id),
            code: self.code(id),
            also: fields.words("also").iter().map(|w| w.value.trim().to_owned()).collect(),
            kind: self.made_list_of(id),
            label: looks.label.to_owned(),
            type_link,
            icon: looks.icon.to_owned(),
            colour: looks.colour.to_owned(),
            summary: fields.text("summary").map(str::to_owned),
            body: self.html(record.body.as_ref(), record.span.file, root),
            alert: fields
                .text("alert")
                .filter(|_| fields.date("alert_until").is_none_or(|until| until >= self.today))
                .map(str::to_owned),
            status: self.status(id),
            image: self.picture(id),
            phones: self.phones(fields, "phone", "tel"),
            texts: self.phones(fields, "text", "sms"),
            emails: fields.words("email").iter().map(|w| w.value.clone()).collect(),
            websites: websites(fields),
            contact: self.contact(fields, "web"),
            when: self.whens(id, None),
            calendar: crate::events::path(self, id).map(Into::into),
            sessions: self.sessions(id, fields),
            place: self.place(id),
            facts,
            categories: self.directory.categories(id).iter().map(|&c| self.made_category(c)).collect(),
            areas: self.directory.areas(id).iter().map(|&a| self.made_area(a)).collect(),
            offers: self.gifts_of(id, true),
            wants: self.gifts_of(id, false),
            linked: self.linked(id),
            freshness: self.made_freshness(id),
            source: self.source(fields),
            suggest: Vec::new(),
            json_ld: self.json_ld(id),
        };
        view.suggest = self.suggest(id, &view);
        view
    }

    /// The people behind a skill or a story, if they agreed to be named.
    fn people(&self, record: &record::Record) -> Vec<Fact> {
        if !self.may_be_named(&record.fields, "web") {
            return Vec::new();
        }
        let kind = self.config.kinds.kind(record.kind);
        let fact = |name: &str| {
            let field = record.fields.get(name)?;
            let values = record.fields.words(name).iter().map(|w| FactValue {
                text: w.value.clone(),
                url: None,
                inside: false,
                note: None,
            });
            let label = kind.field(name).map_or_else(String::new, |d| self.field_label(d));
            Some(Fact { key: name.to_owned(), label, icon: field.def.icon.clone(), values: values.collect() })
        };
        ["person", "tellers"].into_iter().filter_map(fact).collect()
    }

    /// Whether the people behind a record have agreed to be named, on the "web", in "print", or in "both".
    pub(super) fn may_be_named(&self, fields: &Fields, medium: &str) -> bool {
        let agreed = fields.date("consent").is_some_and(|day| day <= self.today);
        agreed && fields.text("consent_scope").is_none_or(|scope| scope == medium || scope == "both")
    }

    fn phones(&self, fields: &Fields, field: &str, scheme: &str) -> Vec<Phone> {
        // Three digits and more; stars and hashes give orders to the telephone itself.
        let rings = |w: &&crate::span::Spanned<String>| {
            w.value.bytes().filter(u8::is_ascii_digit).count() >= 3 && !w.value.contains(['*', '#'])
        };
        fields.words(field).iter().filter(rings).map(|w| self.phone(w.value.trim(), scheme)).collect()
    }

    fn phone(&self, text: &str, scheme: &str) -> Phone {
        Phone { text: text.to_owned(), url: format!("{scheme}:{}", phone_format::dialled(text, &self.config.country)) }
    }

    /// Whom to ask, on the "web", or where a page is on the web and on paper ("both"); nothing of it if it is
    /// not public.
    pub fn contact(&self, fields: &Fields, medium: &str) -> Option<Contact> {
        let contact = fields.tables("contact").first()?;
        if contact.yes_no("public") == Some(false) {
            return None;
        }
        let named = contact.text("name").filter(|_| self.may_be_named(fields, medium));
        let name = match (named, contact.text("role")) {
            (Some(name), Some(role)) => format!("{name} ({role})"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => String::new(),
        };
        let phone = contact
            .text("phone")
            .filter(|p| p.bytes().any(|b| b.is_ascii_digit()))
            .map(|p| self.phone(p.trim(), "tel"));
        let email = contact.text("email").map(str::to_owned);
        (!name.is_empty() || phone.is_some() || email.is_some()).then_some(Contact { name, phone, email })
    }

    fn sessions(&self, id: RecordId, fields: &Fields) -> Vec<Session> {
        let text = |t: &Fields, name: &str| t.text(name).map(str::to_owned);
        let at = |t: &Fields| {
            let slug = crate::directory::link_target(t.text("at")?);
            self.directory.by_slug.get(&slug).map(|&id| self.record_link(id))
        };
        let session = |(number, t): (usize, &Fields)| Session {
            title: text(t, "title"),
            when: self.whens(id, Some(number)).into_iter().next(),
            at: at(t),
            cost: text(t, "cost"),
            who_for: text(t, "who_for"),
        };
        fields.tables("sessions").iter().enumerate().map(session).collect()
    }

    fn status(&self, id: RecordId) -> Option<Status> {
        let fields = &self.directory.record(id).fields;
        let slug = fields.text("status").filter(|s| *s != "active")?;
        let on = fields.date("closed_on").filter(|_| slug == "closed" || slug == "moved");
        let sentence = match on {
            Some(day) => self
                .language
                .filled(&format!("view.status_sentence.{slug}_on"), &[("date", &self.language.day_long(day))]),
            None => self.language.text(&format!("view.status_sentence.{slug}")).to_owned(),
        };
        let successor = self.directory.linked(id, "successor").next().map(|to| self.record_link(to));
        Some(Status { slug: slug.to_owned(), sentence, successor })
    }

    /// Other records in both directions, by the way in which they are linked. What says least comes last,
    /// and only of records that were not named yet.
    fn linked(&self, id: RecordId) -> Vec<Linked> {
        let says_little = |field: &str| matches!(field, "related" | "where");
        let from = self.directory.links_from(id).iter().filter(|l| l.field != "successor").map(|l| (l, ""));
        let to = self.directory.links_to(id).iter().map(|l| (l, "_back"));
        let (little, telling): (Vec<_>, Vec<_>) = from.chain(to).partition(|(l, _)| says_little(&l.field));
        let mut groups: Vec<(String, Vec<RecordId>)> = Vec::new();
        for (link, way) in telling.into_iter().chain(little) {
            if says_little(&link.field) && groups.iter().any(|(_, records)| records.contains(&link.record)) {
                continue;
            }
            let label = self.link_label(id, &link.field, way);
            match groups.iter_mut().find(|(l, _)| *l == label) {
                Some((_, records)) if records.contains(&link.record) => {}
                Some((_, records)) => records.push(link.record),
                None => groups.push((label, vec![link.record])),
            }
        }
        let links = |records: Vec<RecordId>| records.into_iter().map(|r| self.made_card(r)).collect();
        groups.into_iter().map(|(label, records)| Linked { label, links: links(records) }).collect()
    }

    /// "Meets at", or from the other side ("_back") "Meeting here"; for a field of the site's own its label.
    fn link_label(&self, id: RecordId, field: &str, way: &str) -> String {
        let name = if field == "at" { "sessions_at" } else { field };
        if let Some(label) = self.language.find(&format!("view.link.{name}{way}")) {
            return label.to_owned();
        }
        let kind = self.config.kinds.kind(self.directory.record(id).kind);
        kind.field(field).map_or_else(|| field.to_owned(), |d| d.label.clone())
    }

    fn source(&self, fields: &Fields) -> Option<String> {
        let source = fields.text("source")?;
        Some(match fields.text("source_licence") {
            Some(licence) => self.language.filled("view.source", &[("source", source), ("licence", licence)]),
            None => self.language.filled("view.source_plain", &[("source", source)]),
        })
    }
}

/// Its own pages, links, and social pages.
fn websites(fields: &Fields) -> Vec<Link> {
    let own = fields.words("website").iter().map(|w| Link { title: bare_address(&w.value), url: w.value.clone() });
    let links = fields
        .web_links("links")
        .iter()
        .map(|l| Link { title: l.label.clone().unwrap_or_else(|| bare_address(&l.url)), url: l.url.clone() });
    let social = fields.tables("social").iter().flat_map(|t| t.0.iter()).filter_map(|f| {
        let url = match &f.value {
            crate::fields::FieldValue::Words(words) => words.first()?.value.clone(),
            _ => return None,
        };
        let mut name = f.def.name.clone();
        name[..1].make_ascii_uppercase();
        Some(Link { title: name, url })
    });
    own.chain(links).chain(social).collect()
}
