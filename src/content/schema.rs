//! What each kind of content file may contain, and its JSON Schema.

use jiff::civil::Date;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::faq::Faq;
use crate::model::level::Years;
use crate::model::path::{Category, FEWEST_LEVELS, MOST_LEVELS, SharedTitle};
use crate::model::pay::Period;
use crate::model::skill::{Requirement, Skill};
use crate::model::slug::Slug;
use crate::model::source::Source;
use crate::model::stage::Stage;
use crate::model::wage::{Percentile, Release};

/// `sources.json`: where figures and facts come from.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourcesFile {
    #[serde(rename = "$schema", default)]
    pub schema: String,
    pub sources: Vec<Source>,
}

/// `categories.json`: the fields of work, in the order in which they are shown.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoriesFile {
    #[serde(rename = "$schema", default)]
    pub schema: String,
    #[schemars(length(min = 1))]
    pub categories: Vec<Category>,
}

/// `skills/{field}.json`: a part of the closed vocabulary of skills.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillsFile {
    #[serde(rename = "$schema", default)]
    pub schema: String,
    pub skills: Vec<Skill>,
}

/// `paths/{category}/{slug}.json`: one career path.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PathFile {
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// The file's own name without `.json`.
    pub slug: Slug,
    /// The usual name of the career.
    #[schemars(length(min = 2, max = 200))]
    pub name: String,
    /// One or two sentences that make one want to read on.
    #[schemars(length(min = 20, max = 240))]
    pub tagline: String,
    /// Codes of the Standard Occupational Classification (2018).
    #[schemars(length(min = 1, max = 6), inner(regex(pattern = "^[0-9]{2}-[0-9]{4}$")))]
    pub soc: Vec<String>,
    /// What employers call this job, without seniority words.
    #[schemars(length(min = 1, max = 250), inner(length(min = 2, max = 120)))]
    pub job_titles: Vec<String>,
    /// Titles that another path claims too, and first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared_titles: Vec<SharedTitle>,
    /// Lowest rung first.
    #[schemars(length(min = FEWEST_LEVELS, max = MOST_LEVELS))]
    pub levels: Vec<LevelEntry>,
    /// Questions whose answer does not follow from the ladder; those that do are generated.
    pub faqs: Vec<Faq>,
    /// Slugs of `sources.json`.
    #[schemars(length(min = 1))]
    pub sources: Vec<Slug>,
    /// The day on which someone last held the whole page against its sources.
    pub reviewed: Date,
    /// True where the text is kept word for word although it repeats itself.
    #[serde(default)]
    pub verbatim: bool,
    /// Why; needed with `verbatim`.
    #[schemars(length(min = 20, max = 300))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verbatim_reason: Option<String>,
}

/// One rung of a ladder.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelEntry {
    /// By which postings and filters speak of this rung; never lower than that of the rung below.
    pub stage: Stage,
    /// The trade's own word for this rung, as "Journeyman".
    #[schemars(length(min = 2, max = 40))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Job titles of this rung, the usual one first.
    #[schemars(length(min = 1, max = 6), inner(length(min = 2, max = 200)))]
    pub titles: Vec<String>,
    /// Usual years in the trade.
    pub years: Years,
    /// What the rung pays, and on whose word.
    pub pay: PayEntry,
    /// One or two sentences on what the rung is about.
    #[schemars(length(min = 20, max = 400))]
    pub summary: String,
    /// What one could be seen doing.
    #[schemars(length(min = 3, max = 10), inner(length(min = 20, max = 300)))]
    pub responsibilities: Vec<String>,
    /// What the rung newly needs, or needs better than the rung below.
    #[schemars(length(max = 15))]
    pub skills: Vec<Requirement>,
    /// What to concentrate on at this rung.
    #[schemars(length(min = 40, max = 900))]
    pub focus: String,
    /// How to get to the next rung; on the last rung left out.
    #[schemars(length(min = 40, max = 900))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance: Option<String>,
}

/// What a rung pays: a part of the wages of an occupation (`wage`, `from`, `to`), or figures of the
/// file's own with all that a reader must know of them.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PayEntry {
    /// SOC code of an occupation in `wages/`; its percentiles are the band.
    #[schemars(regex(pattern = "^[0-9]{2}-[0-9]{4}$"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wage: Option<String>,
    /// Percentile of `wage` at which the band begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Percentile>,
    /// Percentile of `wage` at which the band ends; left out where it has no upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Percentile>,
    /// Lower end, in whole units of `currency`.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// Upper end, at least `min`. Left out where only the lower end is known; then `open_top` must
    /// be true.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// True where pay goes beyond `max`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open_top: bool,
    /// ISO 4217 code, as `USD`.
    #[schemars(regex(pattern = "^[A-Z]{3}$"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What one amount pays for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Slug of the source in `sources.json` on which the figures stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Slug>,
    /// Which figures of the source these are.
    #[schemars(length(min = 10, max = 200))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Where they hold, as "United States".
    #[schemars(length(min = 2, max = 80))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Why the rung pays less than the one below, where it does.
    #[schemars(length(min = 30, max = 200))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower_because: Option<String>,
}

/// `wages/release.json`: what holds for every figure of the wage tables beside it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WagesFile {
    #[serde(rename = "$schema", default)]
    pub schema: String,
    pub release: Release,
}

/// A kind of content file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Sources,
    Categories,
    Skills,
    Path,
    Wages,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Sources, Self::Categories, Self::Skills, Self::Path, Self::Wages];

    /// Name of its schema file in `schema/`.
    pub fn schema_file(self) -> &'static str {
        match self {
            Self::Sources => "sources.schema.json",
            Self::Categories => "categories.schema.json",
            Self::Skills => "skills.schema.json",
            Self::Path => "path.schema.json",
            Self::Wages => "wages.schema.json",
        }
    }

    /// Its JSON Schema (draft 2020-12), made from the types above.
    pub fn schema(self) -> Value {
        let generator =
            SchemaSettings::draft2020_12().with_transform(RecursiveTransform(WithoutNull)).into_generator();
        let schema = match self {
            Self::Sources => generator.into_root_schema_for::<SourcesFile>(),
            Self::Categories => generator.into_root_schema_for::<CategoriesFile>(),
            Self::Skills => generator.into_root_schema_for::<SkillsFile>(),
            Self::Path => generator.into_root_schema_for::<PathFile>(),
            Self::Wages => generator.into_root_schema_for::<WagesFile>(),
        };
        schema.to_value()
    }
}

/// In content an unknown value is left out, never written as null; and a schema without
/// `null` names the type that was wanted when something else is given.
#[derive(Debug, Clone)]
struct WithoutNull;

impl Transform for WithoutNull {
    fn transform(&mut self, schema: &mut Schema) {
        let Some(object) = schema.as_object_mut() else { return };
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|kind| kind != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(options)) = object.get_mut("anyOf") {
            options.retain(|option| option["type"] != "null");
            if let [Value::Object(only)] = options.as_slice() {
                let only = only.clone();
                object.remove("anyOf");
                object.extend(only);
            }
        }
        if object.get("default").is_some_and(Value::is_null) {
            object.remove("default");
        }
    }
}
