//! From files to checked content.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use anyhow::Result;
use jiff::civil::Date;

use super::checks::{self, Files, PathDocument};
use super::pay::resolve;
use super::problem::{Problem, Problems, Severity};
use super::schema::{FileKind, LevelEntry, PathFile, WagesFile};
use super::structure::Form;
use super::tree::Tree;
use super::wages;
use crate::model::content::Content;
use crate::model::level::Level;
use crate::model::path::Path;
use crate::model::slug::Slug;
use crate::model::wage::Wages;

/// Reads a whole set of files and looks for what makes it unfit to be shown. The error is
/// [`Problems`] where there is such a thing, with every problem of every file.
pub fn load(tree: &Tree) -> Result<Content> {
    let mut problems = Vec::new();
    let files = read(tree, &mut problems)?;
    examine(&files, &mut problems, |severity| severity == Severity::Error);
    if problems.is_empty() { Ok(assemble(files)) } else { Err(Problems(problems).into()) }
}

/// Everything that is wrong with a whole set of files as of `today`, poor quality and things to look
/// at included; the content too unless something makes it unfit to be shown.
pub fn check(tree: &Tree, today: Date) -> Result<(Option<Content>, Problems)> {
    let mut problems = Vec::new();
    let mut files = read(tree, &mut problems)?;
    files.today = Some(today);
    examine(&files, &mut problems, |_| true);
    let fit = problems.iter().all(|problem| problem.severity != Severity::Error);
    Ok((fit.then(|| assemble(files)), Problems(problems)))
}

fn examine(files: &Files, problems: &mut Vec<Problem>, wanted: impl Fn(Severity) -> bool) {
    for (_, severity, check) in checks::ALL {
        if wanted(*severity) {
            let before = problems.len();
            check(files, problems);
            problems[before..].iter_mut().for_each(|problem| problem.severity = *severity);
        }
    }
    problems.sort();
    problems.dedup();
}

/// The forms of all kinds of files, by the names of their schemas. To make them takes longer than to read a
/// small set of files, so it is done once.
fn forms() -> Result<&'static BTreeMap<&'static str, Form>> {
    static FORMS: OnceLock<BTreeMap<&'static str, Form>> = OnceLock::new();
    if let Some(forms) = FORMS.get() {
        return Ok(forms);
    }
    let form = |kind: FileKind| Ok((kind.schema_file(), Form::new(kind.schema())?));
    let forms = FileKind::ALL.into_iter().map(form).collect::<Result<_>>()?;
    Ok(FORMS.get_or_init(|| forms))
}

fn read(tree: &Tree, problems: &mut Vec<Problem>) -> Result<Files> {
    let forms = forms()?;
    let form = |kind: FileKind| &forms[kind.schema_file()];
    let mut files = Files::default();
    let mut tables = BTreeMap::new();
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
            ["skills", _] => {
                let document = form(FileKind::Skills).read(full, bytes, problems);
                files.unreadable_skills |= document.is_none();
                files.skills.extend(document);
            }
            ["paths", category, file] => {
                let (category, stem) = ((*category).to_owned(), file.trim_end_matches(".json").to_owned());
                let document = form(FileKind::Path).read::<PathFile>(full, bytes, problems);
                files.unreadable_paths |= document.is_none();
                files.paths.extend(document.map(|document| PathDocument { category, stem, document }));
            }
            ["wages", "release.json"] => {
                files.release = form(FileKind::Wages).read::<WagesFile>(full, bytes, problems);
            }
            ["wages", table] if wages::is_table(table) => {
                tables.insert((*table).to_owned(), bytes.clone());
            }
            // Read as a feed, as all postings are.
            ["postings", file] if file.ends_with(".ndjson") => {}
            _ => problems.push(whole_file(
                full,
                "no kind of content file has this place".to_owned(),
                "Paths go to paths/CATEGORY/SLUG.json, skills to skills/NAME.json, postings to postings/NAME.ndjson",
            )),
        }
    }
    require(tree, problems);
    if tree.files.keys().any(|name| name.starts_with("wages/")) {
        let release = files.release.as_ref().map(|file| &file.value.release);
        files.wages = wages::read(&format!("{}/wages", tree.name), release, &tables, problems);
        files.faulty_wages = files.wages.is_none();
    }
    Ok(files)
}

/// Reports the files without which there is no content.
fn require(tree: &Tree, problems: &mut Vec<Problem>) {
    let mut wanted = vec!["sources.json", "categories.json"];
    if tree.files.keys().any(|name| name.starts_with("wages/")) {
        wanted.push("wages/release.json");
    }
    for name in wanted {
        if !tree.files.contains_key(name) {
            let message = "this file is missing".to_owned();
            problems.push(whole_file(format!("{}/{name}", tree.name), message, "The content needs it"));
        }
    }
    for (folder, noun, example) in
        [("skills", "no skill", "skills/NAME.json"), ("paths", "no path", "paths/CATEGORY/SLUG.json")]
    {
        if !tree.files.keys().any(|name| name.starts_with(&format!("{folder}/"))) {
            let (file, message) = (format!("{}/{folder}", tree.name), format!("there is {noun}"));
            problems.push(whole_file(file, message, &format!("Add at least one file {example}")));
        }
    }
}

fn whole_file(file: String, message: String, help: &str) -> Problem {
    Problem {
        file,
        line: 1,
        column: 1,
        field: String::new(),
        check: "files",
        message,
        help: help.to_owned(),
        severity: Severity::Error,
    }
}

fn assemble(files: Files) -> Content {
    let categories = files.categories.map(|file| file.value.categories).unwrap_or_default();
    let wages = files.wages;
    let mut paths: Vec<Path> =
        files.paths.into_iter().filter_map(|file| path(file, wages.as_ref())).collect();
    let place = |slug: &Slug| categories.iter().position(|category| category.slug == *slug);
    paths.sort_by_key(|path| (place(&path.category), path.name.clone()));
    let mut skills: Vec<_> = files.skills.into_iter().flat_map(|file| file.value.skills).collect();
    skills.sort_by(|a, b| a.slug.cmp(&b.slug));
    Content {
        sources: files.sources.map(|file| file.value.sources).unwrap_or_default(),
        categories,
        skills,
        paths,
        wages,
    }
}

/// `None` only for what a check has rejected before: a folder whose name is no slug, pay that can't
/// be resolved.
fn path(file: PathDocument, wages: Option<&Wages>) -> Option<Path> {
    let PathFile {
        schema: _,
        slug,
        name,
        tagline,
        soc,
        job_titles,
        shared_titles,
        levels,
        faqs,
        sources,
        reviewed,
        verbatim: _,
        verbatim_reason: verbatim,
    } = file.document.value;
    let category = file.category.parse().ok()?;
    let levels = levels.into_iter().map(|entry| level(entry, wages)).collect::<Option<_>>()?;
    Some(Path {
        slug,
        category,
        name,
        tagline,
        soc,
        job_titles,
        shared_titles,
        levels,
        faqs,
        sources,
        reviewed,
        verbatim,
    })
}

fn level(entry: LevelEntry, wages: Option<&Wages>) -> Option<Level> {
    Some(Level {
        pay: resolve(&entry.pay, wages).ok()?,
        stage: entry.stage,
        label: entry.label,
        titles: entry.titles,
        years: entry.years,
        summary: entry.summary,
        responsibilities: entry.responsibilities,
        skills: entry.skills,
        focus: entry.focus,
        advance: entry.advance,
    })
}
