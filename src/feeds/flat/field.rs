//! Names under which flat feeds (NDJSON, CSV, XML) give the parts of a posting.

/// A part of a posting. Where several mean the same, the one that stands first here is preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Source,
    Platform,
    Board,
    NativeId,
    Reference,
    Id,
    Guid,
    Requisition,
    Title,
    Name,
    Company,
    Places,
    Locations,
    Location,
    City,
    Region,
    Country,
    CountryCode,
    WorkMode,
    LocationType,
    Arrangement,
    Remote,
    EmploymentType,
    ContractTime,
    ContractType,
    Kind,
    Pay,
    Salary,
    SalaryMin,
    SalaryMax,
    SalaryCurrency,
    SalaryPeriod,
    PostedAt,
    PostedApproximate,
    ValidThrough,
    FirstSeen,
    ClosedAt,
    Url,
    ApplyUrl,
    DescriptionHtml,
    Description,
    DescriptionText,
    Excerpt,
    ListedUnder,
    Views,
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = Self::Views as usize + 1;

    /// Longest name that is looked up, in letters and digits.
    const MAX_NAME: usize = 32;

    /// What a name means, whether written `posted_at`, `postedAt` or `Posted At`; `None` for names that
    /// are not known.
    pub fn of(name: &str) -> Option<Self> {
        let mut letters = [0; Self::MAX_NAME];
        let mut length = 0;
        for byte in name.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' ')) {
            *letters.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        }
        let letters = letters.get(..length)?;
        Self::of_text(letters).or_else(|| Self::of_terms(letters)).or_else(|| Self::of_key(letters))
    }

    fn of_text(letters: &[u8]) -> Option<Self> {
        Some(match letters {
            b"title" | b"jobtitle" | b"positiontitle" => Self::Title,
            b"name" => Self::Name,
            b"company" | b"companyname" | b"employer" | b"employername" | b"hiringorganization" => {
                Self::Company
            }
            b"places" => Self::Places,
            b"locations" => Self::Locations,
            b"location" | b"joblocation" | b"locationname" => Self::Location,
            b"city" | b"town" | b"locality" => Self::City,
            b"region" | b"state" | b"province" => Self::Region,
            b"country" | b"countryname" => Self::Country,
            b"countrycode" => Self::CountryCode,
            b"descriptionhtml" | b"htmldescription" => Self::DescriptionHtml,
            b"description" | b"jobdescription" | b"content" | b"body" => Self::Description,
            b"descriptiontext" | b"descriptionplain" | b"plaintextdescription" => Self::DescriptionText,
            b"excerpt" | b"summary" | b"snippet" => Self::Excerpt,
            _ => return None,
        })
    }

    fn of_terms(letters: &[u8]) -> Option<Self> {
        Some(match letters {
            b"workmode" | b"workplacetype" | b"workplace" | b"remotetype" => Self::WorkMode,
            b"locationtype" => Self::LocationType,
            b"arrangement" | b"workarrangement" => Self::Arrangement,
            b"remote" | b"isremote" | b"telecommuting" | b"telecommute" => Self::Remote,
            b"employmenttype" | b"jobtype" | b"commitment" => Self::EmploymentType,
            b"contracttime" => Self::ContractTime,
            b"contracttype" => Self::ContractType,
            b"type" => Self::Kind,
            b"pay" => Self::Pay,
            b"salary" | b"salarytext" | b"salaryrange" | b"compensation" | b"payrange" => Self::Salary,
            b"salarymin" | b"minsalary" | b"mincompensation" | b"compensationmin" | b"salaryfrom" => {
                Self::SalaryMin
            }
            b"salarymax" | b"maxsalary" | b"maxcompensation" | b"compensationmax" | b"salaryto" => {
                Self::SalaryMax
            }
            b"salarycurrency" | b"currency" | b"compensationcurrency" => Self::SalaryCurrency,
            b"salaryperiod"
            | b"payperiod"
            | b"compensationtimeframe"
            | b"salaryunit"
            | b"salaryinterval"
            | b"salaryfrequency" => Self::SalaryPeriod,
            _ => return None,
        })
    }

    fn of_key(letters: &[u8]) -> Option<Self> {
        Some(match letters {
            b"source" => Self::Source,
            b"platform" => Self::Platform,
            b"board" => Self::Board,
            b"nativeid" => Self::NativeId,
            b"referencenumber" | b"jobreference" | b"reference" | b"referenceid" => Self::Reference,
            b"id" => Self::Id,
            b"guid" | b"uuid" | b"jobid" | b"jobkey" => Self::Guid,
            b"requisitionid" => Self::Requisition,
            b"postedat" | b"posted" | b"date" | b"dateposted" | b"posteddate" | b"pubdate" | b"published"
            | b"publishedat" | b"publicationdate" | b"publisheddate" => Self::PostedAt,
            b"postedapproximate" => Self::PostedApproximate,
            b"validthrough"
            | b"expirationdate"
            | b"expirydate"
            | b"expire"
            | b"expires"
            | b"expiresat"
            | b"closingdate"
            | b"deadline"
            | b"applicationdeadline" => Self::ValidThrough,
            b"firstseen" | b"firstseenat" => Self::FirstSeen,
            b"closedat" => Self::ClosedAt,
            b"url" | b"link" | b"joburl" | b"absoluteurl" => Self::Url,
            b"applyurl" | b"applicationurl" | b"applylink" => Self::ApplyUrl,
            b"listedunder" => Self::ListedUnder,
            b"views" => Self::Views,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn names_are_known_in_every_spelling() {
        for name in ["posted_at", "postedAt", "Posted At", "POSTED-AT", "pubDate"] {
            assert_eq!(Field::of(name), Some(Field::PostedAt), "{name}");
        }
        for name in ["", "_", "titles", "lastSeen", &"x".repeat(100)] {
            assert_eq!(Field::of(name), None, "{name}");
        }
    }
}
