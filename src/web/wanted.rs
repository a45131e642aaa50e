//! A search for open positions as its URL says it, and the URL of any search: parameters in one order,
//! what is not wanted left out.

use std::sync::LazyLock;

use form_urlencoded::Serializer;

use super::error::{BadParameter, Error};
use super::extract::{Pairs, Parameters};
use super::pagination::PageNumber;
use super::urls;
use crate::catalogue::Catalogue;
use crate::model::posting::{EmploymentType, WorkMode};
use crate::model::stage::Stage;
use crate::search::facet::{Facet, Filters, PAY_FROM, PAY_STATED, POSTED_WITHIN, STAGE_UNKNOWN};
use crate::search::find::Order;

/// What is searched for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The words that were typed; empty where none were.
    pub text: String,
    pub filters: Filters,
    pub order: Order,
    pub page: PageNumber,
}

/// The word for an order in URLs.
fn order_word(order: Order) -> &'static str {
    match order {
        Order::Relevance => "relevance",
        Order::Newest => "newest",
    }
}

/// The word for a stage in URLs; `None` is unknown.
pub fn stage_word(stage: Option<Stage>) -> &'static str {
    stage.map_or(STAGE_UNKNOWN, Stage::word)
}

/// The words of facets with a closed list of values, which hold for any content.
static CLOSED: LazyLock<Vec<(Facet, Vec<String>)>> = LazyLock::new(|| {
    let stages = Stage::OR_UNKNOWN.iter().map(|stage| stage_word(*stage).to_owned());
    vec![
        (Facet::Stage, stages.collect()),
        (Facet::WorkMode, WorkMode::ALL.iter().map(|mode| mode.word()).collect()),
        (Facet::EmploymentType, EmploymentType::ALL.iter().map(|kind| kind.word()).collect()),
        (Facet::Posted, POSTED_WITHIN.iter().map(u16::to_string).collect()),
    ]
});

impl Parameters for Wanted {
    fn take(pairs: &mut Pairs) -> Self {
        let text = pairs.words("q").unwrap_or_default();
        let mut filters = Filters::default();
        for facet in Facet::ALL {
            for value in pairs.all(facet.word()) {
                match fault(facet, &value) {
                    Some(fault) => pairs.reject(facet.word(), fault),
                    None => filters.add(facet, value),
                }
            }
        }
        let order = pairs.choice("sort", &[Order::Relevance, Order::Newest], order_word);
        let usual = usual(&text);
        Self { text, filters, order: order.unwrap_or(usual), page: PageNumber::take(pairs) }
    }
}

/// The order that needs not be named.
fn usual(text: &str) -> Order {
    if text.is_empty() { Order::Newest } else { Order::Relevance }
}

/// What is wrong with a value, as far as that can be told without the catalogue.
fn fault(facet: Facet, value: &str) -> Option<String> {
    if let Some((_, words)) = CLOSED.iter().find(|(known, _)| *known == facet) {
        return (!words.iter().any(|word| word == value))
            .then(|| format!("must be one of {}", words.join(", ")));
    }
    if facet == Facet::Pay {
        let amount = value.split_once('-').filter(|(currency, _)| {
            currency.len() == 3 && currency.bytes().all(|letter| letter.is_ascii_lowercase())
        });
        let known = amount.is_some_and(|(_, amount)| PAY_FROM.iter().any(|from| from.to_string() == amount));
        let amounts: Vec<String> = PAY_FROM.iter().map(u32::to_string).collect();
        return (!known && value != PAY_STATED).then(|| {
            format!("must be stated, or a currency and one of {}, as usd-{}", amounts.join(", "), PAY_FROM[2])
        });
    }
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    let fits = value.len() <= 200 && value.chars().all(letters);
    (!fits).then(|| {
        "must be of lower-case letters, digits and hyphens, as links of this site write it".to_owned()
    })
}

impl Wanted {
    /// Everything.
    pub fn all() -> Self {
        Self {
            text: String::new(),
            filters: Filters::default(),
            order: Order::Newest,
            page: PageNumber::first(),
        }
    }

    /// What has one value of a facet.
    pub fn of(facet: Facet, value: &str) -> Self {
        Self::all().and(facet, value)
    }

    /// What has this value of a facet besides.
    #[must_use]
    pub fn and(mut self, facet: Facet, value: &str) -> Self {
        self.filters.add(facet, value);
        self
    }

    /// The same with other filters, from the first page on.
    #[must_use]
    pub fn with(&self, filters: Filters) -> Self {
        Self { filters, page: PageNumber::first(), ..self.clone() }
    }

    /// The same with other words, from the first page on.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        let order = if self.order == usual(&self.text) { usual(text) } else { self.order };
        Self { text: text.to_owned(), order, page: PageNumber::first(), ..self.clone() }
    }

    /// The same in another order, from the first page on.
    #[must_use]
    pub fn with_order(&self, order: Order) -> Self {
        Self { order, page: PageNumber::first(), ..self.clone() }
    }

    /// The same in the order that needs not be named, from the first page on.
    #[must_use]
    pub fn in_usual_order(&self) -> Self {
        self.with_order(usual(&self.text))
    }

    /// Whether nothing is typed and nothing chosen.
    pub fn is_everything(&self) -> bool {
        self.text.is_empty() && self.filters.is_empty()
    }

    /// Fails where a path, a category or a skill is none of this site.
    pub fn check(&self, catalogue: &Catalogue) -> Result<(), Error> {
        let unknown = |(facet, value): (Facet, &str)| {
            let (known, what) = match facet {
                Facet::Path => (catalogue.path(value).is_some(), "path"),
                Facet::Category => (catalogue.category(value).is_some(), "category"),
                Facet::Skill => (catalogue.skill(value).is_some(), "skill"),
                _ => (true, ""),
            };
            (!known).then(|| BadParameter {
                name: facet.word().to_owned(),
                reason: format!("names no {what} of this site"),
                instead: Some((
                    "The same search without it".to_owned(),
                    self.with(self.filters.toggled(facet, value)).url(),
                )),
            })
        };
        let bad: Vec<BadParameter> = self.filters.each().filter_map(unknown).collect();
        if bad.is_empty() { Ok(()) } else { Err(Error::BadParameters(bad)) }
    }

    /// The parameters of this search in their one order, without the page; empty for everything.
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        for (facet, value) in self.filters.each() {
            query.append_pair(facet.word(), value);
        }
        if self.order != usual(&self.text) {
            query.append_pair("sort", order_word(self.order));
        }
        query.finish()
    }

    /// The URL of this search, of its first page.
    pub fn url(&self) -> String {
        with_query(urls::JOBS, &self.query())
    }

    /// The URL of this search as a feed, which is in the order of time whatever order the page is in.
    pub fn feed_url(&self) -> String {
        with_query(urls::JOBS_FEED, &self.in_usual_order().query())
    }
}

fn with_query(url: &str, query: &str) -> String {
    if query.is_empty() { url.to_owned() } else { format!("{url}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::{Order, Wanted, fault};
    use crate::search::facet::Facet;

    #[test]
    fn a_search_has_one_url() {
        let mut wanted = Wanted::of(Facet::Stage, "senior").with_text("R&D \"lab\"");
        wanted.filters.add(Facet::Path, "chemist");
        wanted.filters.add(Facet::Path, "baker");
        assert_eq!(wanted.url(), "/jobs?q=R%26D+%22lab%22&path=baker&path=chemist&stage=senior");
        assert_eq!(Wanted::all().url(), "/jobs");
        assert_eq!(Wanted::all().with_order(Order::Relevance).url(), "/jobs?sort=relevance");
        assert_eq!(
            wanted.with_order(Order::Newest).with_text("").url(),
            "/jobs?path=baker&path=chemist&stage=senior"
        );
    }

    #[test]
    fn values_are_of_their_form() {
        for (facet, value) in [
            (Facet::Pay, "usd-60000"),
            (Facet::Pay, "stated"),
            (Facet::Posted, "7"),
            (Facet::Stage, "unknown"),
            (Facet::Place, "us.new-york.new-york"),
        ] {
            assert_eq!(fault(facet, value), None, "{value}");
        }
        for (facet, value) in [
            (Facet::Pay, "usd-61000"),
            (Facet::Pay, "60000"),
            (Facet::Posted, "8"),
            (Facet::Stage, "boss"),
            (Facet::Place, "New York"),
            (Facet::WorkMode, "on_site"),
        ] {
            assert!(fault(facet, value).is_some(), "{value}");
        }
    }
}
