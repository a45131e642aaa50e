//! Settings: from the command line, else from the environment, else from a file, else as usual. A file's settings
//! have the names of the options of `serve`; they are put in place of what is usual, so that clap reads all of them
//! alike.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches};
use strsim::normalized_damerau_levenshtein;
use toml::de::{DeTable, DeValue};

use super::Cli;
use crate::position::line_and_column;

/// The file that is read where none is named, if it is there.
const FILE: &str = "career-paths.toml";

/// How alike two names are of which one may be meant for the other, from 0 to 1.
const ALIKE: f64 = 0.6;

/// What a file says: by name of the option its values.
#[derive(Debug, Default)]
pub struct Settings {
    file: Option<PathBuf>,
    values: BTreeMap<String, Vec<String>>,
}

/// The command line with all settings of the environment and of the file that it names. Where the command line itself
/// is wrong, or help is asked for, that is told and the process ends.
pub fn read() -> Result<Cli> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let mut matches = Cli::command().get_matches_from(&arguments);
    let settings = match matches.get_one::<PathBuf>("config") {
        Some(file) => Settings::open(file)?,
        None if Path::new(FILE).exists() => Settings::open(Path::new(FILE))?,
        None => Settings::default(),
    };
    if !settings.values.is_empty() {
        matches = settings.usual(Cli::command()).get_matches_from(arguments);
    }
    let mut cli = Cli::from_arg_matches(&matches).map_err(|error| error.exit()).unwrap_or_else(|never| never);
    if let Some(("config", matches)) = matches.subcommand() {
        cli.in_force = Some(settings.in_force(matches));
    }
    Ok(cli)
}

impl Settings {
    /// Reads a file. What it must not say is told with its line.
    fn open(file: &Path) -> Result<Self> {
        let shown = file.display();
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read the settings in {shown}"))?;
        let wrong = |at: usize, what: &str| {
            let (line, column) = line_and_column(&text, at);
            anyhow::anyhow!("{shown}:{line}:{column}: {what}")
        };
        let table = DeTable::parse(&text)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message()))?;
        let command = Cli::command();
        let mut values = BTreeMap::new();
        for (key, value) in table.into_inner() {
            let (name, at) = (key.get_ref().to_string(), value.span().start);
            let Some(setting) = settings(&command).find(|setting| setting.get_long() == Some(&*name)) else {
                bail!(wrong(key.span().start, &unknown(&command, &name)));
            };
            let many = matches!(setting.get_action(), ArgAction::Append);
            let given = texts(value.get_ref(), many)
                .ok_or_else(|| wrong(at, &format!("{name} must be {}", wanted(many))))?;
            check(&name, &given, !matches!(setting.get_action(), ArgAction::SetTrue))
                .map_err(|error| wrong(at, &error))?;
            values.insert(name, given);
        }
        Ok(Self { file: Some(file.to_owned()), values })
    }

    /// A command for which the settings of the file are what is usual.
    fn usual(&self, command: Command) -> Command {
        let command = command.mut_args(|argument| {
            // The variable tells it: what is an option of one command may be an argument of another.
            let variable = argument.get_env().and_then(OsStr::to_str);
            let name = variable.and_then(|variable| variable.strip_prefix("CAREER_PATHS_"));
            let name = name.map(|name| name.to_ascii_lowercase().replace('_', "-"));
            match name.and_then(|name| self.values.get(&name)) {
                Some(values) => argument.default_values(values.clone()),
                None => argument,
            }
        });
        command.mut_subcommands(|command| self.usual(command))
    }

    /// Every setting of `serve` with its origin, as a file of settings.
    fn in_force(&self, matches: &ArgMatches) -> String {
        let mut text = match &self.file {
            Some(file) => format!("# with the file {}\n", file.display()),
            None => {
                format!("# without a file; {FILE} in the current folder, or --config FILE, would be read\n")
            }
        };
        let command = Cli::command();
        for setting in settings(&command) {
            let (Some(name), Some(variable)) = (setting.get_long(), setting.get_env()) else { continue };
            let id = setting.get_id().as_str();
            let values: Vec<&OsStr> = matches.get_raw(id).into_iter().flatten().collect();
            let origin = match matches.value_source(id) {
                Some(ValueSource::CommandLine) => "command line".to_owned(),
                Some(ValueSource::EnvVariable) => format!("environment, {}", variable.display()),
                Some(_) if self.values.contains_key(name) => "file".to_owned(),
                Some(_) => "default".to_owned(),
                None => "not set".to_owned(),
            };
            let many = matches!(setting.get_action(), ArgAction::Append);
            // Writing to a string does not fail.
            let _ = match values.as_slice() {
                [] => writeln!(text, "# {name} =  # {origin}"),
                [one] if !many => writeln!(text, "{name} = {}  # {origin}", written(one)),
                all => {
                    let all: Vec<String> = all.iter().map(|value| written(value)).collect();
                    writeln!(text, "{name} = [{}]  # {origin}", all.join(", "))
                }
            };
        }
        text
    }
}

/// The options that may stand in a file: those that are variables too, but for the file itself.
fn settings(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| argument.get_env().is_some() && argument.get_id() != "config")
}

/// What is said of a name that is none.
fn unknown(command: &Command, name: &str) -> String {
    let likeness = |known: &&str| normalized_damerau_levenshtein(known, name);
    let nearest = settings(command)
        .filter_map(Arg::get_long)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
        .filter(|known| likeness(known) >= ALIKE);
    match nearest {
        Some(nearest) => format!("there is no setting {name}; did you mean {nearest}?"),
        None => format!("there is no setting {name}; `career-paths config` lists them"),
    }
}

fn wanted(many: bool) -> &'static str {
    if many { "a list of texts, as [\"10.0.0.0/8\"]" } else { "a text, a whole number, true or false" }
}

/// The values as they would be typed.
fn texts(value: &DeValue<'_>, many: bool) -> Option<Vec<String>> {
    match value {
        DeValue::String(text) => Some(vec![text.to_string()]),
        DeValue::Integer(number) if number.radix() == 10 => Some(vec![number.as_str().replace('_', "")]),
        DeValue::Boolean(truth) => Some(vec![truth.to_string()]),
        DeValue::Array(values) if many => {
            let texts: Option<Vec<Vec<String>>> =
                values.iter().map(|value| texts(value.get_ref(), false)).collect();
            Some(texts?.concat())
        }
        _ => None,
    }
}

/// Whether an option takes these values, whatever else is set.
fn check(name: &str, values: &[String], takes_value: bool) -> Result<(), String> {
    if !takes_value {
        // On the command line it stands alone.
        let known = values.iter().all(|value| matches!(&**value, "true" | "false"));
        return if known { Ok(()) } else { Err(format!("{name} must be true or false")) };
    }
    let typed = values.iter().map(|value| format!("--{name}={value}"));
    let alone = Cli::command().mut_args(|argument| argument.env(None::<&str>));
    match alone.try_get_matches_from(std::iter::once("career-paths".to_owned()).chain(typed)) {
        Ok(_) => Ok(()),
        Err(error) => {
            let text = error.to_string();
            Err(text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned())
        }
    }
}

/// A value as TOML.
fn written(value: &OsStr) -> String {
    let text = value.to_string_lossy();
    let plain = matches!(&*text, "true" | "false")
        || !text.is_empty()
            && text.len() < 10
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && !text.starts_with('0')
        || text == "0";
    if plain { text.into_owned() } else { toml::Value::from(text.into_owned()).to_string() }
}
