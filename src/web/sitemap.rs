//! Sitemaps: which there are, what they are called, and the pages of the catalogue that they name.

use super::state::App;
use super::urls;

/// Pages that one sitemap may name (sitemaps.org).
pub const MOST_PAGES: usize = 50_000;

/// What a sitemap names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Pages of the site itself: lists, categories, paths, skills.
    Catalogue,
    /// Openings in a range of ids, and the companies whose first opening is among them. Apart, the companies
    /// of a range would often be none, and a sitemap that names nothing is none.
    Positions,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Catalogue, Self::Positions];

    fn word(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Positions => "positions",
        }
    }
}

/// One sitemap: of what, and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    pub kind: Kind,
    pub number: i64,
}

impl Shard {
    /// Where it stands.
    pub fn url(self) -> String {
        urls::sitemap(self.kind.word(), self.number)
    }

    /// The sitemap that is called so: "positions-12.xml", and no other spelling of it.
    pub fn named(name: &str) -> Option<Self> {
        let (word, number) = name.strip_suffix(".xml")?.split_once('-')?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word)?;
        let shard = Self { kind, number: number.parse().ok().filter(|number| *number >= 0)? };
        shard.url().ends_with(&format!("/{name}")).then_some(shard)
    }
}

/// A page that a sitemap names.
#[derive(Debug)]
pub struct Listed {
    pub url: String,
    /// The day of its last change, where that is known.
    pub changed: Option<String>,
}

impl Listed {
    /// A page of which nobody knows when it last changed.
    pub fn undated(app: &App, url: &str) -> Self {
        Self { url: app.absolute(url), changed: None }
    }
}

/// Every page of the catalogue.
pub fn catalogue_pages(app: &App) -> Vec<Listed> {
    let catalogue = app.catalogue();
    let lists = [urls::HOME, urls::PATHS, urls::SKILLS, urls::FAQ, urls::JOBS, urls::ABOUT, urls::PRIVACY];
    let mut pages: Vec<Listed> = lists.into_iter().map(|url| Listed::undated(app, url)).collect();
    let categories = catalogue.categories.iter().map(|entry| urls::category(&entry.category.slug));
    pages.extend(categories.map(|url| Listed::undated(app, &url)));
    pages.extend(catalogue.paths.iter().map(|entry| Listed {
        changed: Some(entry.path.reviewed.to_string()),
        ..Listed::undated(app, &urls::path(&entry.path.slug))
    }));
    let skills = catalogue.skills.iter().map(|entry| urls::skill(&entry.skill.slug));
    pages.extend(skills.map(|url| Listed::undated(app, &url)));
    pages
}

#[cfg(test)]
mod tests {
    use super::{Kind, Shard};

    #[test]
    fn a_sitemap_has_one_name() {
        let shard = Shard { kind: Kind::Positions, number: 12 };
        assert_eq!(shard.url(), "/sitemaps/positions-12.xml");
        assert_eq!(Shard::named("positions-12.xml"), Some(shard));
        let others = [
            "positions-012.xml",
            "positions-+1.xml",
            "positions--1.xml",
            "positions.xml",
            "paths-0.xml",
            "x",
        ];
        for name in others {
            assert_eq!(Shard::named(name), None, "{name}");
        }
    }
}
