//! By what results are narrowed.

/// A property of postings with a closed list of values, each with a word of its own in URLs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Category,
    Path,
    Stage,
    Skill,
    /// `us`, `us.texas`, `us.texas.austin`.
    Place,
    WorkMode,
    EmploymentType,
    Company,
    /// `stated`, and `usd-60000` for at least so much a year.
    Pay,
    /// `7` for the last seven days; the only one whose values shift with the day.
    Posted,
}

impl Facet {
    /// All of them, in the order in which they stand in URLs.
    pub const ALL: [Self; 10] = [
        Self::Category,
        Self::Path,
        Self::Stage,
        Self::Skill,
        Self::Place,
        Self::WorkMode,
        Self::EmploymentType,
        Self::Company,
        Self::Pay,
        Self::Posted,
    ];

    /// Those that are columns of the index, as against [`Self::Posted`], the last one.
    pub const COLUMNS: [Self; 9] = {
        let [a, b, c, d, e, f, g, h, i, _] = Self::ALL;
        [a, b, c, d, e, f, g, h, i]
    };

    /// The word for it in URLs and in the index.
    pub fn word(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Path => "path",
            Self::Stage => "stage",
            Self::Skill => "skill",
            Self::Place => "place",
            Self::WorkMode => "mode",
            Self::EmploymentType => "type",
            Self::Company => "company",
            Self::Pay => "pay",
            Self::Posted => "posted",
        }
    }

    /// Its place in [`Self::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Days for [`Facet::Posted`].
pub const POSTED_WITHIN: [u16; 5] = [1, 3, 7, 14, 30];

/// Yearly amounts, in units of their currency, for [`Facet::Pay`].
pub const PAY_FROM: [u32; 8] = [30_000, 45_000, 60_000, 80_000, 100_000, 125_000, 150_000, 200_000];

/// The value of [`Facet::Pay`] for any stated pay.
pub const PAY_STATED: &str = "stated";

/// The value of [`Facet::Stage`] for what states none.
pub const STAGE_UNKNOWN: &str = "unknown";

/// The values that are wanted of each facet; of several within one facet, any does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filters([Vec<String>; Facet::ALL.len()]);

impl Filters {
    /// What is wanted of a facet, in alphabetical order; empty where nothing is.
    pub fn of(&self, facet: Facet) -> &[String] {
        &self.0[facet.index()]
    }

    /// Adds a value; one that is there already stays there once.
    pub fn add(&mut self, facet: Facet, value: impl Into<String>) {
        let values = &mut self.0[facet.index()];
        values.push(value.into());
        values.sort();
        values.dedup();
    }

    /// The same with a value more, or with one less where it is there.
    #[must_use]
    pub fn toggled(&self, facet: Facet, value: &str) -> Self {
        let mut other = self.clone();
        let values = &mut other.0[facet.index()];
        match values.iter().position(|known| known == value) {
            Some(at) => {
                values.remove(at);
            }
            None => other.add(facet, value),
        }
        other
    }

    /// The same with another choice for a facet.
    #[must_use]
    pub fn with(&self, facet: Facet, values: Vec<String>) -> Self {
        let mut other = self.clone();
        other.0[facet.index()] = values;
        other
    }

    /// Every value that is wanted, in the order of URLs.
    pub fn each(&self) -> impl Iterator<Item = (Facet, &str)> {
        Facet::ALL
            .into_iter()
            .flat_map(|facet| self.of(facet).iter().map(move |value| (facet, value.as_str())))
    }

    /// Whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }
}

#[cfg(test)]
mod tests {
    use super::{Facet, Filters};

    #[test]
    fn facets_stand_where_they_say() {
        for (at, facet) in Facet::ALL.into_iter().enumerate() {
            assert_eq!(facet.index(), at);
        }
        assert!(Facet::COLUMNS.iter().all(|column| *column != Facet::Posted));
        assert_eq!(Facet::COLUMNS.len() + 1, Facet::ALL.len());
    }

    #[test]
    fn values_stand_once_and_in_order() {
        let mut filters = Filters::default();
        for value in ["b", "a", "b"] {
            filters.add(Facet::Path, value);
        }
        assert_eq!(filters.of(Facet::Path), ["a", "b"]);
        assert_eq!(filters.toggled(Facet::Path, "a").of(Facet::Path), ["b"]);
        assert_eq!(filters.toggled(Facet::Stage, "lead").each().count(), 3);
    }
}
