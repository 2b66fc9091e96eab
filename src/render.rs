//! A page's HTML: its view, put into its template.

use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::plan::{Page, What};
use crate::theme::Theme;
use crate::view;
use crate::view::views::{Views, template};

/// What all pages share, made once for a build.
pub struct Shared {
    site: Value,
}

impl Shared {
    /// The site's own view.
    pub fn new(views: &Views) -> Self {
        Self { site: Value::from_serializable(&views.site()) }
    }
}

/// The HTML of a page, in UTF-8.
pub fn render(theme: &Theme, views: &Views, shared: &Shared, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let name = template(&page.what, views.config, views.directory);
    theme.render(&format!("{name}.html"), &context(&theme.words, views, shared, page))
}

/// What the template of a page sees.
pub fn context(words: &Value, views: &Views, shared: &Shared, page: &Page) -> Context {
    let root = "../".repeat(page.path.components().count().saturating_sub(1));
    let mut context = Context::new();
    // A shared value is only counted, not copied.
    context.insert_value("site", shared.site.clone());
    context.insert_value("t", words.clone());
    context.insert("page", &views.page(page));
    context.insert("root", &root);
    let mut put = |name: &'static str, view: &dyn erased::View| context.insert_value(name, view.value());
    match &page.what {
        What::Home => put("home", &views.home()),
        What::Kind(kind, part) => put("list", &views.kind_list(*kind, part, &root)),
        What::Type(kind, type_, part) => put("list", &views.type_list(*kind, *type_, part)),
        What::Category(category, part) => put("list", &views.category_list(*category, part)),
        What::Area(area, part) => put("list", &views.area_list(*area, part)),
        What::Categories => put("terms", &views.categories()),
        What::Areas => put("terms", &views.areas_page()),
        What::Record(id) => put("record", &views.record(*id, &root)),
        What::Offers(part) => put("exchange", &views.exchange(part)),
        What::Week => put("week", &views.week()),
        What::Find(part) => put("find", &views.find(part)),
        What::Text(page) => put("text", &views.text(*page)),
        What::Print(part) => put("print", &views.print(part)),
        What::MyList => put("my_list", &view::MyList { shards: crate::cards::shards(views.directory) }),
        What::NotFound => {}
        What::Redirect { title, to } => {
            put("redirect", &view::Redirect { to: view::Link { title: title.clone(), url: to.to_string() } })
        }
    }
    context
}

/// Any view, as a value for templates.
mod erased {
    use super::{Serialize, Value};

    pub trait View {
        fn value(&self) -> Value;
    }

    impl<T: Serialize> View for T {
        fn value(&self) -> Value {
            Value::from_serializable(self)
        }
    }
}
