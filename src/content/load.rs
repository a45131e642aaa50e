//! From files to checked content.

use std::collections::BTreeMap;

use anyhow::Result;

use super::checks::{self, Files, PathDocument};
use super::problem::{Problem, Problems};
use super::schema::{FileKind, PathFile, PostingEntry};
use super::structure::Form;
use super::tree::Tree;
use crate::model::content::Content;
use crate::model::path::Path;
use crate::model::posting::{Posted, Posting, PostingKey};
use crate::model::slug::Slug;

/// Reads and checks a whole set of files. The error is [`Problems`] where the content is faulty,
/// with every problem of every file.
pub fn load(tree: &Tree) -> Result<Content> {
    let mut problems = Vec::new();
    let files = read(tree, &mut problems)?;
    for (_, check) in checks::ALL {
        check(&files, &mut problems);
    }
    if problems.is_empty() {
        Ok(assemble(files))
    } else {
        problems.sort();
        problems.dedup();
        Err(Problems(problems).into())
    }
}

fn read(tree: &Tree, problems: &mut Vec<Problem>) -> Result<Files> {
    let mut forms = BTreeMap::new();
    for kind in FileKind::ALL {
        forms.insert(kind.schema_file(), Form::new(kind.schema())?);
    }
    let form = |kind: FileKind| &forms[kind.schema_file()];
    let mut files = Files::default();
    for (name, bytes) in &tree.files {
        let full = format!("{}/{name}", tree.name);
        let place: Vec<&str> = name.split('/').collect();
        match place.as_slice() {
            ["sources.json"] => {
                files.sources = form(FileKind::Sources).read(full, bytes, problems);
            }
            ["categories.json"] => {
                files.categories = form(FileKind::Categories).read(full, bytes, problems);
            }
            ["skills.json"] => {
                files.skills = form(FileKind::Skills).read(full, bytes, problems);
            }
            ["paths", category, file] => {
                let (category, stem) = ((*category).to_owned(), file.trim_end_matches(".json").to_owned());
                let document = form(FileKind::Path).read::<PathFile>(full, bytes, problems);
                files.unreadable_paths |= document.is_none();
                files.paths.extend(document.map(|document| PathDocument { category, stem, document }));
            }
            ["postings", _] => {
                files.postings.extend(form(FileKind::Postings).read(full, bytes, problems));
            }
            _ => problems.push(whole_file(
                full,
                "no kind of content file has this place".to_owned(),
                "Paths go to paths/CATEGORY/SLUG.json, postings to postings/NAME.json".to_owned(),
            )),
        }
    }
    for wanted in ["sources.json", "categories.json", "skills.json"] {
        if !tree.files.contains_key(wanted) {
            problems.push(whole_file(
                format!("{}/{wanted}", tree.name),
                "this file is missing".to_owned(),
                "Every set of content needs it".to_owned(),
            ));
        }
    }
    if !tree.files.keys().any(|name| name.starts_with("paths/")) {
        problems.push(whole_file(
            format!("{}/paths", tree.name),
            "there is no path".to_owned(),
            "Add at least one file paths/CATEGORY/SLUG.json".to_owned(),
        ));
    }
    Ok(files)
}

fn whole_file(file: String, message: String, help: String) -> Problem {
    Problem { file, line: 1, column: 1, field: String::new(), check: "files", message, help }
}

fn assemble(files: Files) -> Content {
    let categories = files.categories.map(|file| file.value.categories).unwrap_or_default();
    let mut paths: Vec<Path> = files.paths.into_iter().filter_map(path).collect();
    let place = |slug: &Slug| categories.iter().position(|category| category.slug == *slug);
    paths.sort_by_key(|path| (place(&path.category), path.name.clone()));
    Content {
        sources: files.sources.map(|file| file.value.sources).unwrap_or_default(),
        categories,
        skills: files.skills.map(|file| file.value.skills).unwrap_or_default(),
        paths,
        postings: files
            .postings
            .into_iter()
            .flat_map(|file| file.value.postings.into_iter().map(posting))
            .collect(),
    }
}

/// `None` only for a folder whose name is no slug, which a check has rejected before.
fn path(file: PathDocument) -> Option<Path> {
    let PathFile {
        schema: _,
        slug,
        name,
        tagline,
        soc,
        job_titles,
        levels,
        faqs,
        sources,
        reviewed,
        verbatim: _,
        verbatim_reason: verbatim,
    } = file.document.value;
    let category = file.category.parse().ok()?;
    Some(Path { slug, category, name, tagline, soc, job_titles, levels, faqs, sources, reviewed, verbatim })
}

fn posting(entry: PostingEntry) -> Posting {
    let approximate = entry.posted_approximate;
    Posting {
        key: PostingKey { source: entry.source, board: entry.board, native_id: entry.native_id },
        title: entry.title,
        company: entry.company,
        places: entry.places,
        work_mode: entry.work_mode,
        employment_type: entry.employment_type,
        posted: entry.posted_at.map(|on| Posted { on, approximate }),
        excerpt: entry.excerpt,
        apply_url: entry.apply_url,
        listed_under: entry.listed_under,
        views: entry.views,
    }
}
