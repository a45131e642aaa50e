//! Pages of the database that are not what SQLite wrote.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::{POSTING, data, feed, import, kills};
use crate::support::chance::Chance;
use crate::support::process::{Server, program};

/// `pragma page_size`, which is SQLite's default.
const PAGE: u64 = 4096;

/// Every kind of page of the site.
const PAGES: &[&str] = &[
    "/",
    "/paths",
    "/paths/potter",
    "/skills",
    "/jobs",
    "/jobs?q=potter",
    "/jobs?page=2",
    POSTING,
    "/jobs/90-potter-85-of-1",
    "/companies/clay-works",
    "/sitemaps/positions-0.xml",
    "/jobs.atom",
    "/readyz",
];

/// A sound database, closed, and its index.
fn sound(folder: &Path) {
    fs::write(folder.join("feed"), feed(400, 1)).unwrap();
    assert_eq!(import(folder, "feed").0, Some(0));
    let site = Server::start(folder, &["--data", &data()]);
    site.get_until("/jobs", "404 positions");
    site.stop("-TERM");
}

/// Overwrites up to so many pages, each in one of several ways.
fn damage(file: &Path, most: u64, chance: &mut Chance) {
    let disk = fs::File::options().read(true).write(true).open(file).unwrap();
    let pages = disk.metadata().unwrap().len() / PAGE;
    for _ in 0..=chance.below(most) {
        let at = chance.below(pages) * PAGE;
        let mut page = vec![0; PAGE as usize];
        disk.read_exact_at(&mut page, at).unwrap();
        match chance.below(4) {
            0 => page.fill(0),
            1 => page.fill_with(|| u8::try_from(chance.below(256)).unwrap()),
            2 => disk.read_exact_at(&mut page, chance.below(pages) * PAGE).unwrap(),
            _ => {
                for _ in 0..20 {
                    let bit = usize::try_from(chance.below(PAGE)).unwrap();
                    page[bit] ^= 0x15;
                }
            }
        }
        disk.write_all_at(&page, at).unwrap();
    }
}

/// Asks for everything: each is answered, if with an error.
fn assert_goes_on(site: &Server) -> usize {
    let mut failed = 0;
    for url in PAGES {
        let answer = site.get(url);
        let status: u32 = answer.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or_default();
        assert!([200, 301, 302, 307, 308, 404, 410, 500, 503].contains(&status), "{url}: {answer:.300}");
        failed += usize::from(status >= 500);
    }
    assert!(site.get("/healthz").starts_with("HTTP/1.1 200 OK"));
    failed
}

#[test]
fn a_damaged_database_is_refused_in_one_line_or_served_as_far_as_it_goes() {
    let (whole, mut chance) = (tempfile::tempdir().unwrap(), Chance::new());
    sound(whole.path());
    let (mut refused, mut served) = (0, 0);
    for round in 0..kills(18) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("career-paths.db");
        fs::copy(whole.path().join("career-paths.db"), &file).unwrap();
        if chance.below(2) == 0 {
            let index = "career-paths.db.search";
            crate::support::copy(&whole.path().join(index), &folder.path().join(index));
        }
        damage(&file, 3, &mut chance);
        let before = fs::read(&file).unwrap();
        let mut command = program();
        command.current_dir(folder.path()).args(["--listen", "127.0.0.1:0", "--data", &data()]);
        let log = match Server::try_start(command) {
            Ok(site) => {
                served += 1;
                assert_goes_on(&site);
                std::thread::sleep(std::time::Duration::from_millis(1_200));
                assert_goes_on(&site);
                site.stop("-TERM").1
            }
            Err((code, log)) => {
                refused += 1;
                assert_eq!(code, Some(1), "round {round}: {log}");
                let errors: Vec<&str> = log.lines().filter(|line| line.starts_with("error: ")).collect();
                // Of what is left of its head it may be another program's, or of another time.
                let told = |error: &str| error.contains("backup") || error.contains("another file");
                assert!(errors.len() == 1 && told(errors[0]), "round {round}: {log}");
                assert!(fs::read(&file).unwrap() == before, "round {round}: the file was changed\n{log}");
                log
            }
        };
        assert!(!log.contains("panicked at"), "round {round}: {log}");
    }
    println!("{refused} refused, {served} served");
}

#[test]
fn a_database_that_is_damaged_while_the_site_runs_is_told_and_not_written_any_more() {
    let (folder, mut chance) = (tempfile::tempdir().unwrap(), Chance::new());
    let mut failed = 0;
    for round in 0..kills(3) {
        let folder = folder.path().join(round.to_string());
        fs::create_dir(&folder).unwrap();
        sound(&folder);
        let site = Server::start(&folder, &["--data", &data(), "--cache", "0"]);
        let file = folder.join("career-paths.db");
        damage(&file, 60, &mut chance);
        failed += assert_goes_on(&site);
        std::thread::sleep(std::time::Duration::from_millis(2_200));
        assert_goes_on(&site);
        let (ready, before) = (site.get("/readyz"), fs::read(&file).unwrap());
        if ready.contains("restore it from a backup") {
            std::thread::sleep(std::time::Duration::from_millis(1_200));
            assert!(fs::read(&file).unwrap() == before, "nothing more is written");
        }
        let (_, log) = site.stop("-TERM");
        assert!(!log.contains("panicked at"), "{log}");
        if log.contains("malformed") {
            assert!(ready.contains("restore it from a backup"), "{ready}\n{log}");
        }
    }
    println!("{failed} pages failed");
}
