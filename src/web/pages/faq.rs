//! `/faq`: every question, by category and topic, or those that a visitor looks for.

use askama::Template;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::{CategoryEntry, PathEntry};
use crate::model::faq::{Faq, Topic};
use crate::web::error::{BadParameter, Error};
use crate::web::extract::{MAX_TEXT, Pairs, Parameters, Query};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::{assets, heading, number, urls};

/// Questions that are shown in full; of more the page shows the topics, and how many each holds.
const MAX_SHOWN: usize = 200;

/// Which questions are looked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words in the question or its answer.
    text: Option<String>,
    /// Slug of a category.
    category: Option<String>,
    topic: Option<Topic>,
}

impl Parameters for Filter {
    fn take(pairs: &mut Pairs) -> Self {
        Self {
            text: pairs.text("q"),
            category: pairs.text("category"),
            topic: pairs.choice("topic", &Topic::ALL, Topic::word),
        }
    }
}

impl Filter {
    fn is_set(&self) -> bool {
        self.text.is_some() || self.category.is_some() || self.topic.is_some()
    }

    fn admits(&self, entry: &PathEntry, faq: &Faq) -> bool {
        let words = self.text.as_deref().unwrap_or_default().to_lowercase();
        let text = || format!("{} {}", faq.question, faq.answer).to_lowercase();
        self.category.as_ref().is_none_or(|category| entry.category.slug.as_str() == category)
            && self.topic.is_none_or(|topic| faq.topic == topic)
            && (words.is_empty() || words.split_whitespace().all(|word| text().contains(word)))
    }

    /// "Questions and answers", with what is looked for.
    fn title(&self, catalogue: &Catalogue) -> String {
        let category = self.category.as_ref().and_then(|slug| catalogue.category(slug));
        let chosen = [category.map(|entry| entry.category.name.as_str()), self.topic.map(Topic::name)];
        heading::of_list("Questions and answers", self.text.as_deref(), &chosen)
    }

    /// Names a category that does not exist.
    fn check(&self, catalogue: &Catalogue) -> Result<(), Error> {
        match &self.category {
            Some(slug) if catalogue.category(slug).is_none() => {
                let known: Vec<&str> =
                    catalogue.categories.iter().map(|c| c.category.slug.as_str()).collect();
                let reason = format!("must be one of {}", known.join(", "));
                Err(Error::BadParameters(vec![BadParameter {
                    name: "category".to_owned(),
                    reason,
                    instead: None,
                }]))
            }
            _ => Ok(()),
        }
    }
}

/// The questions of a category on one topic, each with its path.
type OfTopic<'a> = (Topic, Vec<(&'a PathEntry, &'a Faq)>);

#[derive(Template)]
#[template(path = "pages/faq.html")]
struct FaqPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    filter: Filter,
    /// Questions that fit, by category and topic.
    categories: Vec<(&'a CategoryEntry, Vec<OfTopic<'a>>)>,
    found: usize,
}

impl<'a> FaqPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, filter: Filter) -> Self {
        // No FAQPage: the same questions and answers stand on the pages of their paths, and are to be marked
        // up once (Google Search Central, "FAQ structured data").
        let title = filter.title(catalogue);
        let layout = Layout::new(app, urls::FAQ, Section::Faq, &title).describe(&format!(
            "{title}: education, licenses, getting in, pay and moving on, on every career path."
        ));
        let topics = |category: &'a CategoryEntry| -> Vec<OfTopic<'a>> {
            let of = |topic: Topic| {
                let all = catalogue.paths_of(category).flat_map(|p| p.faqs.iter().map(move |faq| (p, faq)));
                all.filter(|(path, faq)| faq.topic == topic && filter.admits(path, faq)).collect::<Vec<_>>()
            };
            let all = Topic::ALL.into_iter().map(|topic| (topic, of(topic)));
            all.filter(|(_, faqs)| !faqs.is_empty()).collect()
        };
        let categories = catalogue.categories.iter().map(|category| (category, topics(category)));
        let categories: Vec<_> = categories.filter(|(_, topics)| !topics.is_empty()).collect();
        Self {
            layout: if filter.is_set() { layout.hidden() } else { layout },
            found: categories.iter().flat_map(|(_, topics)| topics).map(|(_, faqs)| faqs.len()).sum(),
            catalogue,
            categories,
            filter,
        }
    }

    /// What stands in the search box.
    fn typed(&self) -> &str {
        self.filter.text.as_deref().unwrap_or_default()
    }

    fn is_category(&self, entry: &CategoryEntry) -> bool {
        self.filter.category.as_deref() == Some(entry.category.slug.as_str())
    }

    fn is_topic(&self, topic: &Topic) -> bool {
        self.filter.topic == Some(*topic)
    }

    /// Whether questions and answers are shown, and not only their topics: where they have been narrowed
    /// down to few, or can't be further.
    fn in_full(&self) -> bool {
        let narrowest = self.filter.category.is_some() && self.filter.topic.is_some();
        self.filter.is_set() && self.found <= MAX_SHOWN || narrowest
    }
}

/// Answers `/faq`.
pub async fn get(app: App, Query(filter): Query<Filter>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    filter.check(catalogue)?;
    Page::html(&FaqPage::new(&app, catalogue, filter))
}
