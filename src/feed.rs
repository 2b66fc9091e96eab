//! What other programs read: the sitemap, the rules for robots, and the feed of what is new.

use crate::date::Date;
use crate::directory::RecordId;
use crate::markdown::escape;
use crate::plan::{Page, What};
use crate::view::views::{Views, canonical};

/// A sitemap may not have more addresses than this.
const MOST: usize = 50_000;

/// `sitemap.xml`, if the site has an address.
pub fn sitemap(views: &Views) -> Option<String> {
    let base = views.config.base_url.as_deref()?;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let listed = |page: &&Page| !matches!(page.what, What::NotFound | What::Redirect { .. } | What::MyList);
    for page in views.plan.pages.iter().filter(listed).take(MOST) {
        out.push_str("<url><loc>");
        escape(base, &mut out);
        escape(canonical(&page.path), &mut out);
        out.push_str("</loc>");
        if let What::Record(id) = page.what
            && let Some(day) = changed(views, id)
        {
            out.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    Some(out)
}

/// `robots.txt`: everybody may read everything.
pub fn robots(views: &Views) -> String {
    let sitemap =
        views.config.base_url.as_deref().map_or_else(String::new, |base| format!("Sitemap: {base}sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// `CNAME`, for hosts that want to be told a site's own domain.
pub fn cname(views: &Views) -> Option<String> {
    let (host, path) = views.config.base_url.as_deref()?.split_once("://")?.1.split_once('/')?;
    let shared = ["github.io", "gitlab.io", "codeberg.page", "netlify.app", "pages.dev", "localhost"];
    let own = path.is_empty()
        && !host.contains(':')
        && !shared.iter().any(|s| host == *s || host.ends_with(&format!(".{s}")));
    own.then(|| format!("{host}\n"))
}

/// The Atom feed of what was checked, changed or closed last, if the site has an address.
pub fn atom(views: &Views) -> Option<String> {
    let base = views.config.base_url.as_deref()?;
    let mut newest: Vec<(Date, RecordId)> =
        views.directory.ids().filter_map(|id| Some((changed(views, id)?, id))).collect();
    newest.sort_by_key(|&(day, id)| (std::cmp::Reverse(day), id));
    newest.truncate(50);
    let updated = newest.first().map_or(Date::constant(2000, 1, 1), |n| n.0);
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    element("title", &views.config.title, &mut out);
    if let Some(tagline) = &views.config.tagline {
        element("subtitle", tagline, &mut out);
    }
    element("id", base, &mut out);
    element("updated", &moment(updated), &mut out);
    out.push_str("<author>");
    element("name", &views.config.title, &mut out);
    out.push_str("</author>\n");
    link("alternate", base, &mut out);
    link("self", &format!("{base}feed.xml"), &mut out);
    for (day, id) in newest {
        let record = views.directory.record(id);
        let page = views.record_link(id);
        let url = format!("{base}{}", canonical(camino::Utf8Path::new(&page.url)));
        out.push_str("<entry>\n");
        element("title", &page.title, &mut out);
        element("id", &url, &mut out);
        element("updated", &moment(day), &mut out);
        link("alternate", &url, &mut out);
        if let Some(summary) = record.fields.text("summary") {
            element("summary", summary, &mut out);
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    Some(out)
}

/// The day of the last thing that a person did to a record.
fn changed(views: &Views, id: RecordId) -> Option<Date> {
    let fields = &views.directory.record(id).fields;
    ["verified", "closed_on"].into_iter().filter_map(|f| fields.date(f)).filter(|d| *d <= views.today).max()
}

/// A day as a moment: records know no hours, and noon is the same day everywhere.
fn moment(day: Date) -> String {
    format!("{day}T12:00:00Z")
}

fn element(name: &str, text: &str, out: &mut String) {
    out.push_str(&format!("<{name}>"));
    // Characters that XML has no place for.
    let plain: String = text.chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect();
    escape(&plain, out);
    out.push_str(&format!("</{name}>\n"));
}

fn link(rel: &str, href: &str, out: &mut String) {
    out.push_str(&format!("<link rel=\"{rel}\" href=\""));
    escape(href, out);
    out.push_str("\"/>\n");
}
