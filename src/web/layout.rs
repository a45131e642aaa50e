//! What every page has around its content.

use std::sync::Arc;

use super::palette::Palette;
use super::pictures::Picture;
use super::state::App;
use super::structured::breadcrumbs::BreadcrumbList;
use super::structured::{JsonLd, Thing};
use super::{summary, urls};

/// What the site is called.
pub const SITE: &str = "Career Paths";

/// A part of the site, for the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Paths,
    Skills,
    Jobs,
    Faq,
    None,
}

/// A step of the breadcrumb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    pub name: String,
    pub url: String,
}

/// Head, navigation and breadcrumb of a page.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Of this page alone; the site's name is added.
    pub title: String,
    pub description: String,
    /// The one URL of the page, absolute.
    pub canonical: String,
    pub section: Section,
    /// Where the site is reached, without a slash at the end.
    site: String,
    /// Pages above this one, home first.
    pub trail: Vec<Crumb>,
    /// What this page is called as the last step of the trail; `None` for home, which has no trail, and for
    /// errors, which stand nowhere.
    pub here: Option<String>,
    /// What tells the title from that of a page that is about the same; no part of it when it is shared.
    pub mark: String,
    /// Number of the line colour; 0 for none.
    pub line: u8,
    /// Whether search engines may list the page.
    pub index: bool,
    /// The URL of a feed of what the page lists.
    pub feed: Option<String>,
    /// What the page says of itself to machines, besides where it stands.
    pub things: Vec<JsonLd>,
    /// Whether the search box stands in the head of the page; one that has it in its content needs no
    /// second one.
    pub search: bool,
    /// What others show beside a link to the page.
    pub picture: Arc<Picture>,
}

impl Layout {
    /// The layout of the page at `url`.
    pub fn new(app: &App, url: &str, section: Section, title: impl Into<String>) -> Self {
        let title = title.into();
        let home = Crumb { name: "Home".to_owned(), url: urls::HOME.to_owned() };
        Self {
            here: Some(title.clone()),
            title,
            mark: String::new(),
            description: String::new(),
            canonical: app.absolute(url),
            section,
            site: app.absolute(""),
            trail: vec![home],
            things: Vec::new(),
            line: 0,
            index: true,
            feed: None,
            search: true,
            picture: Picture::sign(app),
        }
    }

    /// What the page holds, for search engines and where it is shared; cut to what they show.
    #[must_use]
    pub fn describe(mut self, description: &str) -> Self {
        self.description = summary::fit(description);
        self
    }

    /// Adds a page above this one, the topmost first.
    #[must_use]
    pub fn under(mut self, name: &str, url: impl Into<String>) -> Self {
        self.trail.push(Crumb { name: name.to_owned(), url: url.into() });
        self
    }

    /// Names the page in the trail, where its title is too long for that.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.here = Some(name.to_owned());
        self
    }

    /// Shows no trail.
    #[must_use]
    pub fn without_trail(mut self) -> Self {
        self.here = None;
        self
    }

    /// Adds to the title what tells it from that of another page about the same.
    #[must_use]
    pub fn marked(mut self, mark: &str) -> Self {
        self.mark = format!(", {mark}");
        self
    }

    /// Tells machines what the page is, or is about.
    #[must_use]
    pub fn about(mut self, thing: Thing) -> Self {
        self.things.push(JsonLd::new(thing));
        self
    }

    /// Draws the page in the colour of a category's line.
    #[must_use]
    pub fn line(mut self, line: u8) -> Self {
        self.line = line;
        self
    }

    /// Gives the page another picture than that of the site.
    #[must_use]
    pub fn picture(mut self, picture: Arc<Picture>) -> Self {
        self.picture = picture;
        self
    }

    /// Names a feed of what the page lists.
    #[must_use]
    pub fn feed(mut self, url: &str) -> Self {
        self.feed = Some(url.to_owned());
        self
    }

    /// Keeps the page out of search engines.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.index = false;
        self
    }

    /// Leaves the search box to the content of the page.
    #[must_use]
    pub fn own_search(mut self) -> Self {
        self.search = false;
        self
    }

    /// What the site is called.
    pub fn site_name(&self) -> &'static str {
        SITE
    }

    /// The trail as machines read it, in absolute URLs.
    pub fn breadcrumbs(&self) -> Option<JsonLd> {
        let here = (self.here.clone()?, self.canonical.clone());
        let above = self.trail.iter().map(|step| (step.name.clone(), format!("{}{}", self.site, step.url)));
        Some(JsonLd::new(Thing::Breadcrumbs(BreadcrumbList::new(above.chain([here])))))
    }

    /// The looks that a visitor can choose: value and name, the browser's own choice first.
    pub fn themes(&self) -> [(&'static str, &'static str); 3] {
        [("", "System"), ("light", "Light"), ("dark", "Dark")]
    }

    /// The colors of the page, for the bars of the browser around it.
    pub fn palette(&self) -> &'static Palette {
        Palette::get()
    }

    /// Entries of the main navigation: name, URL, whether this page belongs there.
    pub fn navigation(&self) -> [(&'static str, &'static str, bool); 4] {
        [
            ("Paths", urls::PATHS, Section::Paths),
            ("Skills", urls::SKILLS, Section::Skills),
            ("Open positions", urls::JOBS, Section::Jobs),
            ("Questions", urls::FAQ, Section::Faq),
        ]
        .map(|(name, url, section)| (name, url, section == self.section))
    }
}
