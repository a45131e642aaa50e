//! The place for which a visitor wants to see pay.

use super::error::{BadParameter, Error};
use super::extract::{Pairs, Parameters};
use super::urls;
use crate::catalogue::Catalogue;
use crate::model::slug::Slug;
use crate::model::wage::Area;

/// The parameter of a page that shows pay by place: `place`, the code of an area as `US-CA`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What was given, if anything.
    code: Option<String>,
}

impl Parameters for Place {
    fn take(pairs: &mut Pairs) -> Self {
        Self { code: pairs.text("place") }
    }
}

impl Place {
    /// The area that is meant, the nation unless another was asked for; `None` where the site knows no
    /// wages by place. A code that is no area's is an error that names the nearest one, with the page
    /// of `path` there.
    pub fn find<'a>(&self, catalogue: &'a Catalogue, path: &Slug) -> Result<Option<&'a Area>, Error> {
        let Some(code) = &self.code else { return Ok(catalogue.areas().first()) };
        if let Some(area) = catalogue.area(code) {
            return Ok(Some(area));
        }
        let nearest = catalogue.nearest_area(code);
        let reason = match nearest {
            Some(area) => {
                format!("names no place with wage figures; the nearest is {} ({})", area.code, area.name)
            }
            None => "can not be used: this site has no wages by place".to_owned(),
        };
        Err(Error::BadParameters(vec![BadParameter {
            name: "place".to_owned(),
            reason,
            instead: nearest.map(|area| (area.name.clone(), urls::path_in(path, &area.code))),
        }]))
    }
}
