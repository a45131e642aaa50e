//! Fields of work, as far as made-up postings differ by them: which words end the names of employers, and
//! whether the work can be done at home.

use crate::model::path::Path;

/// A field of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Care,
    Commerce,
    Community,
    Digital,
    Hospitality,
    Learning,
    Research,
    Works,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 8] = [
        Self::Care,
        Self::Commerce,
        Self::Community,
        Self::Digital,
        Self::Hospitality,
        Self::Learning,
        Self::Research,
        Self::Works,
    ];

    /// The field of a path, by the major group of its first occupation (Standard Occupational
    /// Classification, 2018).
    pub fn of(path: &Path) -> Self {
        let group = path.soc.first().and_then(|code| code.split('-').next()).unwrap_or_default();
        match group {
            "15" | "27" => Self::Digital,
            "17" | "19" => Self::Research,
            "21" | "23" | "33" => Self::Community,
            "25" => Self::Learning,
            "29" | "31" | "39" => Self::Care,
            "35" | "37" => Self::Hospitality,
            "45" | "47" | "49" | "51" | "53" => Self::Works,
            _ => Self::Commerce,
        }
    }

    /// Words with which the names of its employers end.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Care => &["Clinic", "Hospital", "Care Center", "Medical Group", "Health House", "Practice"],
            Self::Commerce => &["Trading", "Partners", "Group", "Supply House", "Market", "Company"],
            Self::Community => &["Trust", "Community House", "Services", "Foundation", "Bureau", "Chambers"],
            Self::Digital => &["Software", "Labs", "Systems", "Studio", "Softworks", "Digital"],
            Self::Hospitality => &["Kitchen", "Hotels", "Inn", "Table", "Guesthouse", "Dining"],
            Self::Learning => &["School", "Academy", "Learning House", "College", "Schoolhouse", "Seminary"],
            Self::Research => {
                &["Instruments", "Dynamics", "Laboratory", "Design Office", "Materials", "Power"]
            }
            Self::Works => &["Works", "Foundry", "Builders", "Workshop", "Yard", "Contractors"],
        }
    }

    /// Whether its work is done at a desk, which may stand anywhere.
    pub fn is_desk(self) -> bool {
        matches!(self, Self::Commerce | Self::Digital | Self::Research)
    }
}
