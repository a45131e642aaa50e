//! The page of an error: what happened, and where to go from here.

use askama::Template;
use percent_encoding::percent_decode_str;

use crate::web::error::{BadParameter, Error};
use crate::web::layout::{Layout, Section};
use crate::web::state::App;
use crate::web::suggestion::Suggestion;
use crate::web::trace::RequestId;
use crate::web::{assets, urls};

/// Names suggested for a page that is not there.
const SUGGESTIONS: usize = 5;

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    layout: Layout,
    status: u16,
    heading: &'a str,
    text: &'a str,
    parameters: &'a [BadParameter],
    /// The page without its parameters.
    plain_url: Option<&'a str>,
    suggestions: Vec<Suggestion>,
    /// Told for errors of ours, so that a report can be found in the log.
    id: Option<&'a str>,
}

/// The page of an error at the URL path `path`. Never fails: if the template does, the heading alone
/// is the page.
pub fn render(app: &App, error: &Error, path: &str, id: Option<&RequestId>) -> String {
    let (heading, text) = words(error);
    let ours = error.status().is_server_error();
    let page = ErrorPage {
        layout: Layout::new(app, path, Section::None, heading).without_trail().hidden(),
        status: error.status().as_u16(),
        heading,
        text,
        parameters: match error {
            Error::BadParameters(parameters) => parameters,
            _ => &[],
        },
        plain_url: matches!(error, Error::BadParameters(_)).then_some(path),
        suggestions: if matches!(error, Error::NotFound) { suggestions(app, path) } else { Vec::new() },
        id: id.map(RequestId::as_str).filter(|_| ours),
    };
    page.render().unwrap_or_else(|error| {
        tracing::error!(%error, "an error page could not be written");
        heading.to_owned()
    })
}

fn words(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::NotFound => ("This page is not here", "Nothing has this address, or not any more."),
        Error::Gone => (
            "This position is closed",
            "It was filled or taken down a while ago. What is open now stands under open positions.",
        ),
        Error::BadParameters(_) => (
            "This address has a mistake in it",
            "The page is there; something behind the question mark does not fit.",
        ),
        Error::MethodNotAllowed => {
            ("This page can only be read", "It answers GET and HEAD, and nothing else.")
        }
        Error::NotReady => {
            ("Just a moment", "The open positions are being put in order. Try again in a few seconds.")
        }
        Error::TimedOut => ("This took too long", "The site is busy. Try again in a moment."),
        Error::Database(_) | Error::Render(_) | Error::Panicked(_) => {
            ("Something went wrong on our side", "It is noted, and not your doing. Try again in a moment.")
        }
    }
}

/// What the last part of a URL may have meant.
fn suggestions(app: &App, path: &str) -> Vec<Suggestion> {
    let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    let text = percent_decode_str(last).decode_utf8_lossy().replace('-', " ");
    app.catalogue().near(&text).near.iter().take(SUGGESTIONS).map(Suggestion::new).collect()
}
