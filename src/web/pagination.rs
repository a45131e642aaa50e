//! Pages of a list.

use std::num::NonZeroU32;

use super::error::{BadParameter, Error};
use super::extract::{Pairs, Parameters};
use super::urls;

/// The parameter of a list in pages.
#[derive(Debug, Clone, Copy)]
pub struct PageNumber(pub NonZeroU32);

impl Parameters for PageNumber {
    fn take(pairs: &mut Pairs) -> Self {
        Self(pairs.value("page", "a whole number from 1 on").unwrap_or(NonZeroU32::MIN))
    }
}

impl PageNumber {
    /// The first page.
    pub const fn first() -> Self {
        Self(NonZeroU32::MIN)
    }

    /// How many entries stand before this page.
    pub fn offset(self, size: u32) -> u64 {
        u64::from(self.0.get() - 1) * u64::from(size)
    }
}

/// One page among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    list: String,
    /// From 1.
    pub page: u32,
    pub pages: u32,
}

impl Pagination {
    /// The place of a page in the list at the URL `list`, which has `total` entries. Fails if there
    /// is no such page; an empty list has one.
    pub fn new(list: String, page: PageNumber, size: u32, total: u64) -> Result<Self, Error> {
        let pages = u32::try_from(total.div_ceil(u64::from(size))).unwrap_or(u32::MAX).max(1);
        let page = page.0.get();
        if page > pages {
            let reason = if pages == 1 {
                "must be 1, since there is one page".to_owned()
            } else {
                format!("must be at most {pages}, the last page")
            };
            let bad = BadParameter { name: "page".to_owned(), reason, instead: None };
            return Err(Error::BadParameters(vec![bad]));
        }
        Ok(Self { list, page, pages })
    }

    /// The page before this one.
    pub fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| urls::page(&self.list, self.page - 1))
    }

    /// The page after this one.
    pub fn next(&self) -> Option<String> {
        (self.page < self.pages).then(|| urls::page(&self.list, self.page + 1))
    }

    /// What else the way to a neighbor is to robots: pages of a search are not to be read by them, see
    /// `/robots.txt`.
    pub fn follow(&self) -> &'static str {
        if self.list.starts_with(urls::JOBS) { " nofollow" } else { "" }
    }

    /// The title of this page, so that no two pages of a list have the same.
    pub fn title(&self, list: &str) -> String {
        if self.page > 1 { format!("{list}, page {}", self.page) } else { list.to_owned() }
    }

    /// The URL of this page.
    pub fn url(&self) -> String {
        urls::page(&self.list, self.page)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::{PageNumber, Pagination};

    fn page(number: u32, total: u64) -> Option<Pagination> {
        let number = PageNumber(NonZeroU32::new(number).unwrap());
        Pagination::new("/jobs".to_owned(), number, 20, total).ok()
    }

    #[test]
    fn neighbours_and_bounds() {
        let middle = page(2, 41).unwrap();
        assert_eq!(middle.previous().as_deref(), Some("/jobs"));
        assert_eq!(middle.next().as_deref(), Some("/jobs?page=3"));
        assert_eq!(page(3, 41).unwrap().next(), None);
        assert_eq!(page(4, 41), None);
        assert_eq!(page(1, 0).unwrap().pages, 1);
        assert_eq!(page(2, 0), None);
    }
}
