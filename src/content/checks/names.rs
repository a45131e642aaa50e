//! Checks of names and references: everything named exists, and exists once.

use std::collections::{HashMap, HashSet};

use super::Files;
use crate::content::document::Source;
use crate::content::problem::{Problem, did_you_mean};
use crate::model::slug::Slug;
use crate::position::locate;

pub const UNIQUE_SLUGS: &str = "unique-slugs";
pub const FILE_NAME: &str = "file-name";
pub const KNOWN_CATEGORY: &str = "known-category";
pub const KNOWN_SKILL: &str = "known-skill";
pub const KNOWN_SOURCE: &str = "known-source";
pub const UNUSED_SOURCE: &str = "unused-source";
pub const KNOWN_OCCUPATION: &str = "known-occupation";
pub const UNUSED_SKILL: &str = "unused-skill";
pub const SKILL_NAMES: &str = "skill-names";
pub const JOB_TITLES: &str = "job-titles";

/// A name and where it stands.
struct Named<'a> {
    name: String,
    source: &'a Source,
    pointer: String,
}

impl<'a> Named<'a> {
    fn new(name: &str, source: &'a Source, pointer: String) -> Self {
        Self { name: name.to_owned(), source, pointer }
    }
}

/// Reports each name that stood before in the list.
fn once<'a>(check: &'static str, named: impl Iterator<Item = Named<'a>>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<String, Named<'a>> = HashMap::new();
    for here in named {
        if let Some(other) = first.get(&here.name) {
            let (line, _) = locate(&other.source.text, &other.pointer, false);
            problems.extend(here.source.problem(
                check,
                &here.pointer,
                format!("{:?} is taken by {}:{line}", here.name, other.source.name),
                "Keep one of the two or rename it".to_owned(),
            ));
        } else {
            first.insert(here.name.clone(), here);
        }
    }
}

/// Names of one kind that may be referred to.
struct Known<'a> {
    /// The check that speaks.
    check: &'static str,
    names: HashSet<&'a str>,
    /// What to do where no known name is near.
    help: &'static str,
}

impl Known<'_> {
    /// Reports a reference to `name` that leads nowhere, with the name that may be meant.
    fn require(
        &self,
        name: &str,
        source: &Source,
        pointer: &str,
        message: impl FnOnce() -> String,
        problems: &mut Vec<Problem>,
    ) {
        if !self.names.contains(name) {
            let help = did_you_mean(name, self.names.iter().copied()).unwrap_or_else(|| self.help.to_owned());
            problems.extend(source.problem(self.check, pointer, message(), help));
        }
    }
}

/// No two paths, skills, categories or sources share a slug.
pub fn unique_slugs(files: &Files, problems: &mut Vec<Problem>) {
    let paths = files
        .paths
        .iter()
        .map(|path| Named::new(path.document.value.slug.as_str(), &path.document.source, "/slug".to_owned()));
    once(UNIQUE_SLUGS, paths, problems);
    let of_skills = files.skills.iter().flat_map(|file| {
        slugs_in("skills", file.value.skills.iter().map(|skill| skill.slug.as_str()), &file.source)
    });
    once(UNIQUE_SLUGS, of_skills, problems);
    if let Some(file) = &files.categories {
        let slugs = file.value.categories.iter().map(|category| category.slug.as_str());
        once(UNIQUE_SLUGS, slugs_in("categories", slugs, &file.source), problems);
    }
    if let Some(file) = &files.sources {
        let slugs = file.value.sources.iter().map(|source| source.slug.as_str());
        once(UNIQUE_SLUGS, slugs_in("sources", slugs, &file.source), problems);
    }
}

fn slugs_in<'a>(
    list: &'a str,
    slugs: impl Iterator<Item = &'a str>,
    source: &'a Source,
) -> impl Iterator<Item = Named<'a>> {
    slugs.enumerate().map(move |(at, slug)| Named::new(slug, source, format!("/{list}/{at}/slug")))
}

/// A path's file is named after it, so that it can be found.
pub fn file_name(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        if path.document.value.slug.as_str() != path.stem {
            problems.extend(path.document.source.problem(
                FILE_NAME,
                "/slug",
                format!("the slug is not the file's name {:?}", path.stem),
                format!("Rename the file to {}.json, or correct the slug", path.document.value.slug),
            ));
        }
    }
}

/// A path's folder is a category.
pub fn known_category(files: &Files, problems: &mut Vec<Problem>) {
    let Some(categories) = &files.categories else { return };
    let known = Known {
        check: KNOWN_CATEGORY,
        names: categories.value.categories.iter().map(|category| category.slug.as_str()).collect(),
        help: "Add it to categories.json, or move the file",
    };
    for path in &files.paths {
        let message = || format!("its folder {:?} is no category", path.category);
        known.require(&path.category, &path.document.source, "", message, problems);
    }
}

/// Every skill that a rung asks for is in the vocabulary.
pub fn known_skills(files: &Files, problems: &mut Vec<Problem>) {
    if files.unreadable_skills || files.skills.is_empty() {
        return;
    }
    let skills = files.skills.iter().flat_map(|file| &file.value.skills);
    let known = Known {
        check: KNOWN_SKILL,
        names: skills.map(|skill| skill.slug.as_str()).collect(),
        help: "Add it to a file of skills/, or use one that is there",
    };
    for (source, pointer, skill) in required_skills(files) {
        let message = || format!("unknown skill {:?}", skill.as_str());
        known.require(skill.as_str(), source, &pointer, message, problems);
    }
}

fn required_skills(files: &Files) -> impl Iterator<Item = (&Source, String, &Slug)> {
    files.paths.iter().flat_map(|path| {
        path.document.value.levels.iter().enumerate().flat_map(move |(rank, level)| {
            level.skills.iter().enumerate().flat_map(move |(at, requirement)| {
                requirement.skills.iter().enumerate().map(move |(inner, skill)| {
                    let pointer = format!("/levels/{rank}/skills/{at}/skills/{inner}");
                    (&path.document.source, pointer, skill)
                })
            })
        })
    })
}

/// Whether every path is there as its file has it, so that what none of them names is unused.
fn all_paths_are_read(files: &Files) -> bool {
    !files.unreadable_paths && files.paths.iter().all(|path| path.document.source.replaced.is_empty())
}

/// The vocabulary holds nothing that no rung asks for.
pub fn unused_skills(files: &Files, problems: &mut Vec<Problem>) {
    if !all_paths_are_read(files) {
        return;
    }
    let used: HashSet<&Slug> = required_skills(files).map(|(_, _, skill)| skill).collect();
    for file in &files.skills {
        for (at, skill) in
            file.value.skills.iter().enumerate().filter(|(_, skill)| !used.contains(&skill.slug))
        {
            problems.extend(file.source.problem(
                UNUSED_SKILL,
                &format!("/skills/{at}"),
                format!("no rung of any path asks for {:?}", skill.slug.as_str()),
                "Remove it, or name it where it is needed".to_owned(),
            ));
        }
    }
}

/// Every source that a band or a path names is known.
pub fn known_sources(files: &Files, problems: &mut Vec<Problem>) {
    let Some(sources) = &files.sources else { return };
    let known = Known {
        check: KNOWN_SOURCE,
        names: sources.value.sources.iter().map(|source| source.slug.as_str()).collect(),
        help: "Add it to sources.json, or use one that is there",
    };
    for (source, pointer, slug) in named_sources(files) {
        let message = || format!("unknown source {:?}", slug.as_str());
        known.require(slug.as_str(), source, &pointer, message, problems);
    }
}

fn named_sources(files: &Files) -> impl Iterator<Item = (&Source, String, &Slug)> {
    files.paths.iter().flat_map(|path| {
        let file = &path.document.value;
        let of_pay = file.levels.iter().enumerate().filter_map(|(rank, level)| {
            Some((format!("/levels/{rank}/pay/source"), level.pay.source.as_ref()?))
        });
        let of_path = file.sources.iter().enumerate().map(|(at, slug)| (format!("/sources/{at}"), slug));
        of_pay.chain(of_path).map(|(pointer, slug)| (&path.document.source, pointer, slug))
    })
}

/// The sources, which the site lists, are those on which something stands.
pub fn unused_sources(files: &Files, problems: &mut Vec<Problem>) {
    let Some(sources) = files.sources.as_ref().filter(|_| all_paths_are_read(files)) else { return };
    let of_wages = files.release.iter().map(|release| &release.value.release.source);
    let used: HashSet<&Slug> = named_sources(files).map(|(_, _, slug)| slug).chain(of_wages).collect();
    for (at, source) in sources.value.sources.iter().enumerate() {
        if !used.contains(&source.slug) {
            problems.extend(sources.source.problem(
                UNUSED_SOURCE,
                &format!("/sources/{at}"),
                format!("no path, pay band or wage stands on {:?}", source.slug.as_str()),
                "Remove it, or name it where it is needed".to_owned(),
            ));
        }
    }
}

/// The release of the wages names a source, and every path's occupations are among them.
pub fn known_occupations(files: &Files, problems: &mut Vec<Problem>) {
    if let (Some(release), Some(sources)) = (&files.release, &files.sources) {
        let known = Known {
            check: KNOWN_OCCUPATION,
            names: sources.value.sources.iter().map(|source| source.slug.as_str()).collect(),
            help: "Add it to sources.json",
        };
        let slug = release.value.release.source.as_str();
        let message = || format!("unknown source {slug:?}");
        known.require(slug, &release.source, "/release/source", message, problems);
    }
    let Some(wages) = &files.wages else { return };
    let known = Known {
        check: KNOWN_OCCUPATION,
        names: wages.occupations.iter().map(|occupation| occupation.soc.as_str()).collect(),
        help: "Look the code up in wages/occupations.csv",
    };
    for path in &files.paths {
        let source = &path.document.source;
        let file = &path.document.value;
        for (at, soc) in file.soc.iter().enumerate() {
            let message = || format!("unknown occupation {soc}");
            known.require(soc, source, &format!("/soc/{at}"), message, problems);
        }
        for (rank, level) in file.levels.iter().enumerate() {
            let Some(soc) = level.pay.wage.as_ref().filter(|soc| !file.soc.contains(soc)) else { continue };
            problems.extend(source.problem(
                KNOWN_OCCUPATION,
                &format!("/levels/{rank}/pay/wage"),
                format!("{soc} is not among the occupations of this path"),
                "Add it to \"soc\", or use one that is there".to_owned(),
            ));
        }
    }
}

/// No name or alias means two skills.
pub fn skill_names(files: &Files, problems: &mut Vec<Problem>) {
    let names = files.skills.iter().flat_map(|file| {
        file.value.skills.iter().enumerate().flat_map(move |(at, skill)| {
            let name = Named::new(&skill.name.to_lowercase(), &file.source, format!("/skills/{at}/name"));
            let aliases = skill.aliases.iter().enumerate().map(move |(inner, alias)| {
                Named::new(&alias.to_lowercase(), &file.source, format!("/skills/{at}/aliases/{inner}"))
            });
            std::iter::once(name).chain(aliases)
        })
    });
    once(SKILL_NAMES, names, problems);
}

/// No job title belongs to two paths without one coming first, else a posting would stand on both.
pub fn job_titles(files: &Files, problems: &mut Vec<Problem>) {
    let titles =
        files.paths.iter().flat_map(|path| {
            let source = &path.document.source;
            path.document.value.job_titles.iter().enumerate().map(move |(at, title)| {
                Named::new(&title.to_lowercase(), source, format!("/job_titles/{at}"))
            })
        });
    once(JOB_TITLES, titles, problems);
    for path in files.paths.iter().filter(|_| !files.unreadable_paths) {
        for (at, shared) in path.document.value.shared_titles.iter().enumerate() {
            let first =
                files.paths.iter().map(|other| &other.document.value).find(|o| o.slug == shared.first);
            let claims = |title: &String| title.eq_ignore_ascii_case(&shared.title);
            if !first.is_some_and(|first| first.job_titles.iter().any(claims)) {
                problems.extend(
                    path.document.source.problem(
                        JOB_TITLES,
                        &format!("/shared_titles/{at}"),
                        format!("{} does not claim {:?}", shared.first, shared.title),
                        "Name the path among whose job titles it stands, or make it a job title of this one"
                            .to_owned(),
                    ),
                );
            }
        }
    }
}
