//! `FAQPage`: questions with their answers.

use serde::Serialize;

use crate::model::faq::Faq;

/// The questions of a page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename = "FAQPage", rename_all = "camelCase")]
pub struct FaqPage {
    main_entity: Vec<Question>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Question {
    name: String,
    accepted_answer: Answer,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
struct Answer {
    text: String,
}

impl FaqPage {
    /// These questions, all of which stand on the page.
    pub fn new(faqs: &[Faq]) -> Self {
        let question = |faq: &Faq| Question {
            name: faq.question.clone(),
            accepted_answer: Answer { text: faq.answer.clone() },
        };
        Self { main_entity: faqs.iter().map(question).collect() }
    }
}
