//! A link to what a visitor may mean.

use super::urls;
use crate::catalogue::near::{Kind, Near};

/// A path, category or skill whose name is near to what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub name: String,
    pub url: String,
    /// "Career path".
    pub kind: &'static str,
}

impl From<Near> for Suggestion {
    fn from(near: Near) -> Self {
        let (kind, url) = match near.kind {
            Kind::Path => ("Career path", urls::path(&near.slug)),
            Kind::Category => ("Category", urls::category(&near.slug)),
            Kind::Skill => ("Skill", urls::skill(&near.slug)),
        };
        Self { name: near.name, url, kind }
    }
}
