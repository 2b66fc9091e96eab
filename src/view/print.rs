//! The printable directory: everything a neighbour without a screen wants, on paper.

use super::facts::bare_address;
use super::views::Views;
use super::{Code, Print, PrintEntry, PrintIndex, PrintLine, PrintName, PrintSection, Term};
use crate::directory::RecordId;
use crate::plan::{self, Part, What};
use crate::qr;

impl Views<'_> {
    /// A part of the printable directory; the whole, if it is short.
    pub fn print(&self, part: &Part) -> Print {
        let order = &self.plan.printed;
        let shown = part.shown(order);
        // On paper in parts, the offers and wants stand with their records only.
        let whole = part.of == 1;
        let gifts =
            |all: &[crate::directory::GiftRef]| all.iter().filter(|_| whole).filter_map(|g| self.gift(*g)).collect();
        Print {
            code: self.config.base_url.as_deref().and_then(code),
            part: (part.of > 1).then(|| self.part_name(order, part)),
            parts: if part.of > 1 { self.parts(order, part) } else { Vec::new() },
            sections: self.print_sections(shown),
            index: self.index(shown),
            offers: gifts(&self.plan.offers),
            wants: gifts(&self.plan.wants),
            files: if part.number == 1 { self.printed.to_vec() } else { Vec::new() },
        }
    }

    /// Records in the order of the printed directory, in sections by kind and type.
    pub fn print_sections(&self, shown: &[RecordId]) -> Vec<PrintSection> {
        let mut sections: Vec<PrintSection> = Vec::new();
        for &id in shown {
            let list = self.list_of(id);
            if sections.last().is_none_or(|s| s.title != list.title) {
                let record = self.directory.record(id);
                let kind = self.config.kinds.kind(record.kind);
                let type_ = record.type_.filter(|_| kind.browse_by_type).map(|t| kind.type_(t));
                let (icon, colour) = type_.map_or((&kind.icon, &kind.colour), |t| (&t.icon, &t.colour));
                sections.push(PrintSection {
                    title: list.title,
                    icon: icon.clone(),
                    colour: colour.clone(),
                    entries: Vec::new(),
                });
            }
            if let Some(section) = sections.last_mut() {
                section.entries.push(self.printed(id));
            }
        }
        sections
    }

    /// The number of a record for print and telephone.
    pub fn no(&self, id: RecordId) -> Option<u32> {
        self.directory.record(id).fields.number("no").and_then(|no| u32::try_from(no).ok())
    }

    /// Where one finds a record by the shortest address there is: that of its number, or its page's. None where the site has
    /// no address of its own.
    pub fn short_address(&self, id: RecordId) -> Option<String> {
        match self.no(id) {
            Some(no) => self.address(format!("{no}.html")),
            None => self.address(plan::record_path(self.directory, self.config, id)),
        }
    }

    /// That address as a code.
    pub fn code(&self, id: RecordId) -> Option<Code> {
        code(&self.short_address(id)?)
    }

    fn part_name(&self, order: &[RecordId], part: &Part) -> String {
        let (Some(first), Some(last)) = (part.shown(order).first(), part.shown(order).last()) else {
            return part.number.to_string();
        };
        let (a, b) = (self.list_of(*first).title, self.list_of(*last).title);
        let letters = |id: &RecordId| self.directory.letter(*id).to_owned();
        if a == b { format!("{a} {}–{}", letters(first), letters(last)) } else { format!("{a} – {b}") }
    }

    fn parts(&self, order: &[RecordId], current: &Part) -> Vec<Term> {
        let pages = self.plan.pages.iter();
        let mut terms: Vec<(usize, Term)> = pages
            .filter_map(|page| match &page.what {
                What::Print(part) => {
                    let term = Term {
                        slug: part.number.to_string(),
                        title: self.part_name(order, part),
                        url: page.path.to_string(),
                        count: part.range.len(),
                        current: part.number == current.number,
                    };
                    Some((part.number, term))
                }
                _ => None,
            })
            .collect();
        terms.sort_by_key(|(number, _)| *number);
        terms.into_iter().map(|(_, term)| term).collect()
    }

    fn index(&self, shown: &[RecordId]) -> Vec<PrintIndex> {
        let mut shown = shown.to_vec();
        shown.sort_unstable();
        let mut index: Vec<PrintIndex> = Vec::new();
        for (category, term) in self.config.categories.iter().enumerate() {
            let here = self.directory.records_in_category(category).iter().filter(|id| shown.binary_search(id).is_ok());
            let name =
                |id: &RecordId| PrintName { title: self.directory.record(*id).title.value.clone(), no: self.no(*id) };
            let names: Vec<PrintName> = here.map(name).collect();
            if !names.is_empty() {
                index.push(PrintIndex { title: term.label.clone(), names });
            }
        }
        index
    }

    /// An entry on paper.
    pub fn printed(&self, id: RecordId) -> PrintEntry {
        let record = self.directory.record(id);
        let fields = &record.fields;
        let kind = self.config.kinds.kind(record.kind);
        let told = |name: &str| {
            let def = kind.field(name).filter(|def| !def.private)?;
            let values = self.fact_values(fields.get(name)?);
            let text = values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(", ");
            // On paper a label has little room.
            let short = self.language.find(&["view.print.", name].concat());
            let label = short.map_or_else(|| self.field_label(def), str::to_owned);
            (!text.is_empty()).then(|| PrintLine { name: name.to_owned(), label, text })
        };
        let medium = if self.on_paper { "print" } else { "both" };
        let named = if self.may_be_named(fields, medium) { ["person", "tellers"].as_slice() } else { &[] };
        let mut lines: Vec<PrintLine> = named.iter().copied().chain(["when_happened"]).filter_map(told).collect();
        let line = |name: &str, words: Vec<String>, separator: &str| {
            let is_first = |(i, word): &(usize, &String)| !words.iter().take(*i).any(|before| before == *word);
            let words: Vec<&str> = words.iter().enumerate().filter(is_first).map(|(_, word)| word.as_str()).collect();
            let label = || self.language.text(&["view.print.", name].concat()).to_owned();
            let text = words.join(separator);
            (!words.is_empty()).then(|| PrintLine { name: name.to_owned(), label: label(), text })
        };
        let words = |field: &str| fields.words(field).iter().map(|w| w.value.trim().to_owned()).collect::<Vec<_>>();
        let sessions = fields.tables("sessions").iter().filter_map(|s| {
            Some(match (s.text("title"), s.text("when")?) {
                (Some(title), when) => format!("{title}: {when}"),
                (None, when) => when.to_owned(),
            })
        });
        lines.extend(line("when", self.when(id).map(str::to_owned).chain(sessions).collect(), "; "));
        lines.extend(line("where", self.place_words(id).into_iter().collect(), ""));
        let contact = self.contact(fields, medium);
        let named = contact.as_ref().filter(|c| !c.name.is_empty()).map(|c| c.name.clone());
        let via = self.directory.linked(id, "via").next().map(|to| self.directory.record(to));
        lines.extend(line("ask_for", via.map(|to| to.title.value.clone()).or(named).into_iter().collect(), ""));
        let phones =
            words("phone").into_iter().chain(contact.as_ref().and_then(|c| c.phone.as_ref()).map(|p| p.text.clone()));
        let mut phones: Vec<String> = phones.collect();
        // Who is asked for through another record is rung there.
        if phones.is_empty() && fields.text("text").is_none() && fields.text("email").is_none() {
            phones.extend(via.and_then(|to| to.fields.text("phone")).map(|phone| phone.trim().to_owned()));
        }
        lines.extend(line("call", phones, ", "));
        lines.extend(line("text", words("text"), ", "));
        let emails = words("email").into_iter().chain(contact.as_ref().and_then(|c| c.email.clone()));
        lines.extend(line("write", emails.collect(), ", "));
        lines.extend(line("web", words("website").iter().map(|w| bare_address(w)).collect(), ", "));
        lines.extend(line("cost", words("cost"), "; "));
        lines.extend(["hire", "deposit"].into_iter().filter_map(told));
        lines.extend(line(
            "access",
            fields.words("access").iter().map(|w| self.access_words(&w.value)).collect(),
            ", ",
        ));
        let gift = |is_offer| self.gifts_of(id, is_offer).into_iter().map(|g| g.text).collect::<Vec<_>>();
        lines.extend(line("offers", gift(true), "; "));
        lines.extend(line("wants", gift(false), "; "));
        let mut more: Vec<PrintLine> = MORE.into_iter().filter_map(told).collect();
        let checked = self.checked(record);
        let text = match (checked.day, checked.state) {
            (None, _) => self.language.text("fresh.never").to_owned(),
            (Some(day), state) => {
                let form = if state == "fresh" { "fresh.checked" } else { "fresh.old" };
                self.language.filled(form, &[("date", &self.language.day_long(day))])
            }
        };
        // A sentence of its own, without a word in front.
        let mut check =
            |name: &str| more.push(PrintLine { name: name.to_owned(), label: String::new(), text: text.clone() });
        check("checked");
        if checked.state != "fresh" {
            check("unchecked");
        }
        let status = fields.text("status").filter(|s| *s != "active");
        PrintEntry {
            id,
            no: self.no(id),
            title: record.title.value.clone(),
            url: plan::record_path(self.directory, self.config, id).into(),
            kind: self.looks(id).label.to_owned(),
            summary: fields.text("summary").map(str::to_owned),
            lines,
            more,
            freshness: self.made_freshness(id),
            status: status.map(|s| self.language.text(&format!("view.status.{s}")).to_owned()),
        }
    }
}

/// Fields that stand on paper only where a style asks for them.
pub const MORE: [&str; 9] =
    ["who_for", "ages", "join", "first_visit", "how_to_find", "access_notes", "quantity", "lend", "languages"];

/// An address as a code.
fn code(address: &str) -> Option<Code> {
    let (side, black) = qr::squares(address, usize::MAX)?;
    Some(Code { side, path: qr::strokes(side, &black) })
}
