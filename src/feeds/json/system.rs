//! Hiring systems with JSON answers, told from one another by the fields of their postings.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

/// How the answers of a hiring system look.
#[derive(Debug, PartialEq, Eq)]
pub struct System {
    /// "Greenhouse".
    pub name: &'static str,
    /// As `--format` takes it.
    pub format: &'static str,
    /// Where the list of postings may stand; an answer may be a bare list too.
    pub lists: &'static [&'static str],
    /// The field of a posting that holds its id.
    pub id: &'static str,
    /// The field of a posting that holds its title.
    pub title: &'static str,
    /// Fields that postings of no other system have.
    pub marks: &'static [&'static str],
}

/// Greenhouse.
pub const GREENHOUSE: System = System {
    name: "Greenhouse",
    format: "greenhouse",
    lists: &["jobs"],
    id: "id",
    title: "title",
    marks: &["absolute_url", "internal_job_id", "first_published", "data_compliance"],
};

/// Lever.
pub const LEVER: System = System {
    name: "Lever",
    format: "lever",
    lists: &[],
    id: "id",
    title: "text",
    marks: &["hostedUrl", "categories", "descriptionBody"],
};

/// Ashby.
pub const ASHBY: System = System {
    name: "Ashby",
    format: "ashby",
    lists: &["jobs"],
    id: "id",
    title: "title",
    marks: &["jobUrl", "isListed", "secondaryLocations", "descriptionHtml"],
};

/// Workable.
pub const WORKABLE: System = System {
    name: "Workable",
    format: "workable",
    lists: &["jobs", "results"],
    id: "shortcode",
    title: "title",
    marks: &["shortcode"],
};

/// SmartRecruiters.
pub const SMART_RECRUITERS: System = System {
    name: "SmartRecruiters",
    format: "smartrecruiters",
    lists: &["content"],
    id: "id",
    title: "name",
    marks: &["releasedDate", "jobAd", "jobAdId", "typeOfEmployment", "refNumber"],
};

/// Recruitee.
pub const RECRUITEE: System = System {
    name: "Recruitee",
    format: "recruitee",
    lists: &["offers"],
    id: "id",
    title: "title",
    marks: &["careers_url", "careers_apply_url", "employment_type_code", "mailbox_email"],
};

const ALL: [&System; 6] = [&GREENHOUSE, &LEVER, &ASHBY, &WORKABLE, &SMART_RECRUITERS, &RECRUITEE];

/// Which of the fields that matter here an object has.
#[derive(Debug, Default)]
pub struct Fields(Vec<&'static str>);

impl Fields {
    /// The fields of an object; none where the text is no object.
    pub fn of(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// Whether the object has this field, be it null.
    pub fn have(&self, field: &str) -> bool {
        self.0.contains(&field)
    }

    /// Whether the object has what every posting of the system has.
    pub fn fit(&self, system: &System) -> bool {
        self.have(system.id) && self.have(system.title)
    }

    /// Whether the object has a field that only postings of the system have.
    pub fn are_marked(&self, system: &System) -> bool {
        system.marks.iter().any(|mark| self.have(mark))
    }

    /// The other system of which the object is a posting.
    pub fn other_than(&self, system: &System) -> Option<&'static System> {
        ALL.into_iter().find(|other| *other != system && self.fit(other) && self.are_marked(other))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some((key, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
                    let known = ALL.into_iter().flat_map(System::fields).find(|known| *known == key);
                    fields.0.extend(known.filter(|known| !fields.have(known)));
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

impl System {
    fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.id, self.title].into_iter().chain(self.marks.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Fields};

    #[test]
    fn postings_are_of_one_system_only() {
        for system in ALL {
            for mark in system.marks {
                let fields =
                    Fields::of(&format!("{{\"{}\":1,\"{}\":2,\"{mark}\":null}}", system.id, system.title));
                let of = ALL.into_iter().filter(|other| fields.fit(other) && fields.are_marked(other));
                assert_eq!(of.map(|system| system.name).collect::<Vec<_>>(), [system.name], "{mark}");
            }
        }
        assert_eq!(Fields::of("[\"id\", \"title\", \"jobUrl\"]").0, [""; 0]);
    }
}
