//! `/skills/{skill}`: who needs a skill, and how well.

use askama::Template;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::{PathEntry, SkillEntry};
use crate::catalogue::skill_use::SkillUse;
use crate::model::skill::Skill;
use crate::search::facet::Facet;
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::results::Results;
use crate::web::state::App;
use crate::web::structured::Thing;
use crate::web::structured::term::DefinedTerm;
use crate::web::wanted::Wanted;
use crate::web::{assets, number, urls};

/// Openings that name it and are listed.
const NAMING: u32 = 10;

#[derive(Template)]
#[template(path = "pages/skill.html")]
struct SkillPage<'a> {
    layout: Layout,
    entry: &'a SkillEntry,
    /// The paths that ask for it, by category.
    uses: Vec<Vec<(&'a SkillUse, &'a PathEntry)>>,
    companions: Vec<&'a SkillEntry>,
    /// The newest openings whose adverts name it.
    naming: Vec<PostingCard>,
    /// How many there are in all.
    open: u32,
    /// The search for all of them.
    search: String,
}

impl<'a> SkillPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, entry: &'a SkillEntry, results: &Results) -> Self {
        let skill = &entry.skill;
        let uses: Vec<(&SkillUse, &PathEntry)> =
            entry.uses.iter().filter_map(|u| Some((u, catalogue.path(u.path.as_str())?))).collect();
        let wanted = Wanted::of(Facet::Skill, skill.slug.as_str());
        Self {
            layout: layout(app, skill, uses.len()).feed(&wanted.feed_url()),
            uses: uses
                .chunk_by(|(_, a), (_, b)| a.path.category == b.path.category)
                .map(<[_]>::to_vec)
                .collect(),
            naming: if results.index.is_some() { results.cards(app, catalogue) } else { Vec::new() },
            open: results.found.total,
            search: wanted.url(),
            companions: entry.companions.iter().filter_map(|c| catalogue.skill(c.skill.as_str())).collect(),
            entry,
        }
    }

    /// Levels of the longest ladder that asks for it.
    fn most_rungs(&self) -> usize {
        self.uses.iter().flatten().map(|(skill_use, _)| skill_use.rungs.len()).max().unwrap_or(0)
    }

    /// Rungs that name it themselves.
    fn naming_rungs(&self) -> usize {
        let rungs = self.uses.iter().flatten().flat_map(|(skill_use, _)| &skill_use.rungs);
        rungs.flatten().filter(|demand| !demand.kept).count()
    }

    fn paths(&self) -> usize {
        self.uses.iter().map(Vec::len).sum()
    }
}

fn layout(app: &App, skill: &Skill, paths: usize) -> Layout {
    let title = format!("{}: who needs it", skill.name);
    let paths = number::counted(paths, "career path");
    Layout::new(app, &urls::skill(&skill.slug), Section::Skills, title)
        .describe(&format!("{} On {paths}, with how well each level needs it.", skill.description))
        .under("Skills", urls::SKILLS)
        .named(&skill.name)
        .about(Thing::Term(DefinedTerm::whole(app, skill)))
}

/// Answers `/skills/{skill}`.
pub async fn get(app: App, Segment(slug): Segment, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let entry = catalogue.skill(&slug).ok_or(Error::NotFound)?;
    let wanted = Wanted::of(Facet::Skill, &slug);
    let results = Results::find(&app, &wanted, NAMING).await?;
    Page::html(&SkillPage::new(&app, catalogue, entry, &results))
}
