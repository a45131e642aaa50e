//! Asks a running site for search pages of many kinds over one connection, and prints how long each kind
//! takes, from the first byte of the request to the last of the answer. The words come from the site's own
//! postings, so that any set of postings will do.
//!
//! Usage: cargo run --release --example search -- ADDRESS

#![expect(clippy::print_stdout, reason = "the table is its result")]

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Different queries of each kind.
const QUERIES: usize = 40;

/// How often each is asked, after once to warm up.
const TIMES: usize = 10;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

struct Site {
    address: String,
    connection: BufReader<TcpStream>,
}

impl Site {
    fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { address: address.to_owned(), connection: BufReader::new(stream) })
    }

    fn get(&mut self, url: &str) -> Result<(String, Duration)> {
        let begin = Instant::now();
        let request = format!("GET {url} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.connection.get_mut().write_all(request.as_bytes())?;
        let (mut length, mut status) = (0, String::new());
        loop {
            let mut line = String::new();
            self.connection.read_line(&mut line)?;
            if status.is_empty() {
                status = line.trim().to_owned();
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.connection.read_exact(&mut body)?;
        let took = begin.elapsed();
        if !status.contains(" 200 ") {
            return Err(format!("{url} answers {status}").into());
        }
        Ok((String::from_utf8_lossy(&body).into_owned(), took))
    }

    /// How many positions a search finds, and the plain text of its page of results.
    fn search(&mut self, query: &str) -> Result<(u64, String)> {
        let (page, _) = self.get(&format!("/jobs?{query}"))?;
        let head = page.split_once("<h2 id=\"results\">").map_or("", |(_, rest)| rest);
        let digits: String = head.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
        let excerpts = page.split("class=\"excerpt\">").skip(1).filter_map(|part| part.split_once("</p>"));
        let text: Vec<String> =
            excerpts.map(|(text, _)| text.replace("<mark>", "").replace("</mark>", "")).collect();
        Ok((digits.replace(',', "").parse().unwrap_or(0), text.join(" | ")))
    }
}

/// Words by how common they are, and phrases of two.
#[derive(Debug, Default)]
struct Words {
    total: u64,
    rare: Vec<String>,
    common: Vec<String>,
    most: Vec<String>,
    phrases: Vec<String>,
}

impl Words {
    fn learn(site: &mut Site) -> Result<Self> {
        let mut words = Self { total: site.search("sort=newest")?.0, ..Self::default() };
        let (mut seen, mut phrases) = (BTreeSet::new(), BTreeSet::new());
        for page in (1..=60).filter(|page| u64::from(page * 20_u32) < words.total.min(10_000)) {
            let (_, text) = site.search(&format!("page={page}"))?;
            for part in text.split(['|', '.', ',', ';', ':', '(', ')']) {
                let list: Vec<String> = part
                    .split_whitespace()
                    .filter(|word| word.len() > 3 && word.chars().all(|c| c.is_ascii_alphabetic()))
                    .map(str::to_lowercase)
                    .collect();
                phrases.extend(list.windows(2).map(|pair| format!("%22{}+{}%22", pair[0], pair[1])));
                seen.extend(list);
            }
        }
        for word in spread(seen, 400) {
            let (count, _) = site.search(&format!("q=%22{word}%22"))?;
            let share = count * 1_000 / words.total.max(1);
            match share {
                0 if count > 0 => words.rare.push(word),
                30..=400 => words.common.push(word),
                600.. => words.most.push(word),
                _ => {}
            }
        }
        words.phrases = spread(phrases, QUERIES);
        Ok(words)
    }
}

/// So many of a list, from all over it.
fn spread(all: BTreeSet<String>, most: usize) -> Vec<String> {
    let step = (all.len() / most).max(1);
    all.into_iter().step_by(step).take(most).collect()
}

/// So many pairs or triples of words.
fn together(words: &[String], count: usize) -> Vec<String> {
    (0..words.len().min(QUERIES))
        .map(|at| {
            let picked = (0..count).map(|next| words[(at * 7 + next * 3) % words.len()].as_str());
            picked.collect::<Vec<_>>().join("+")
        })
        .collect()
}

/// The kinds of queries by name.
fn kinds(words: &Words) -> Vec<(&'static str, Vec<String>)> {
    let of = |words: &[String], suffix: &str| -> Vec<String> {
        words.iter().take(QUERIES).map(|word| format!("q={word}{suffix}")).collect()
    };
    let frequent: Vec<String> = words.most.iter().chain(&words.common).cloned().collect();
    let begun: Vec<String> = frequent.iter().map(|word| word[..4].to_owned()).collect();
    let wrong: Vec<String> = frequent
        .iter()
        .filter(|word| word.len() > 6)
        .map(|word| format!("{}{}{}{}", &word[..3], &word[4..5], &word[3..4], &word[5..]))
        .collect();
    let last = words.total.min(10_000) / 20;
    let filters = "&stage=senior&stage=mid&mode=remote";
    vec![
        ("nothing typed", vec![String::new(), "sort=relevance".to_owned()]),
        (
            "nothing typed, filters",
            vec![filters[1..].to_owned(), "posted=30".to_owned(), "pay=stated".to_owned()],
        ),
        ("rare word", of(&words.rare, "")),
        ("rare word, filters", of(&words.rare, filters)),
        ("common word", of(&words.common, "")),
        ("common word, filters", of(&words.common, filters)),
        ("common word, newest", of(&words.common, "&sort=newest")),
        ("word in most", of(&words.most, "")),
        ("word in most, filters", of(&words.most, filters)),
        ("word in most, newest", of(&words.most, "&sort=newest")),
        ("two words", of(&together(&frequent, 2), "")),
        ("two words, filters", of(&together(&frequent, 2), filters)),
        ("three words", of(&together(&frequent, 3), "")),
        ("common and rare", of(&together(&[&words.rare[..], &frequent[..]].concat(), 2), "")),
        ("phrase", of(&words.phrases, "")),
        ("phrase, filters", of(&words.phrases, filters)),
        ("unfinished word", of(&begun, "")),
        ("word with a typo", of(&wrong, "")),
        ("one word excluded", of(&frequent.iter().map(|word| format!("-{word}")).collect::<Vec<_>>(), "")),
        ("last page, newest", vec![format!("page={last}")]),
        ("last page, words", of(&words.most, &format!("&page={}", last / 2))),
    ]
}

fn main() -> Result<()> {
    let address = std::env::args().nth(1).ok_or("give the address of a running site, as 127.0.0.1:8080")?;
    let mut site = Site::open(&address)?;
    let words = Words::learn(&mut site)?;
    println!(
        "{} positions; {} rare words, {} common ones, {} in most",
        words.total,
        words.rare.len(),
        words.common.len(),
        words.most.len()
    );
    println!("| kind | queries | median ms | p99 ms | most ms |\n|---|---|---|---|---|");
    let mut all = Vec::new();
    for (name, queries) in kinds(&words) {
        let mut took = Vec::new();
        for query in &queries {
            let url = if query.is_empty() { "/jobs".to_owned() } else { format!("/jobs?{query}") };
            for time in 0..=TIMES {
                let (_, duration) = site.get(&url)?;
                if time > 0 {
                    took.push(duration);
                }
            }
        }
        print(name, queries.len(), &mut took);
        all.append(&mut took);
    }
    print("all", 0, &mut all);
    Ok(())
}

fn print(name: &str, queries: usize, took: &mut [Duration]) {
    took.sort();
    let at = |share: usize| took.get((took.len() * share / 100).min(took.len().saturating_sub(1)));
    let show = |duration: Option<&Duration>| duration.map_or(f64::NAN, |d| d.as_secs_f64() * 1_000.0);
    println!("| {name} | {queries} | {:.2} | {:.2} | {:.2} |", show(at(50)), show(at(99)), show(took.last()));
}
