//! What the documents say can be done, can be done: commands parse, verbs, tests, numbers, items
//! and files that are named exist, and the bytes that auditors are told are those of the chain.

use clap::{Command, CommandFactory, Parser};
use codec::Encode;
use sp_core::H256;
use std::{
	collections::HashMap,
	fs,
	path::{Path, PathBuf},
};
use veche_cli::cli::Cli;
use veche_primitives::{
	ballot::{context, message, possession_message, Choice, Choices, Ranking},
	laws::{jury_context, ticket_message},
	polls::digest,
	rolls::RollEpoch,
};

/// A document: its lines in shell blocks, and those outside of any block, each with its place.
struct Document {
	path: PathBuf,
	shell: Vec<(String, String)>,
	prose: Vec<(String, String)>,
}

fn root() -> PathBuf {
	"..".into()
}

/// The README, the changelog and everything in `docs`.
fn documents() -> Vec<Document> {
	let docs = fs::read_dir(root().join("docs")).unwrap();
	let mut paths: Vec<PathBuf> = docs.map(|entry| entry.unwrap().path()).collect();
	paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
	paths.extend(["README.md", "CHANGELOG.md"].map(|name| root().join(name)));
	paths.sort();
	paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> Document {
	let text = fs::read_to_string(&path).unwrap();
	let name = path.file_name().unwrap().to_string_lossy().into_owned();
	let (mut shell, mut prose) = (Vec::new(), Vec::new());
	let mut block: Option<String> = None;
	for (number, line) in (1..).zip(text.lines()) {
		let place = format!("{name}:{number}");
		match (line.trim_start().strip_prefix("```"), block.as_deref()) {
			(Some(_), Some(_)) => block = None,
			(Some(language), None) => block = Some(language.trim().to_string()),
			(None, Some("sh")) => shell.push((place, line.trim().to_string())),
			(None, Some(_)) => (),
			(None, None) => prose.push((place, line.to_string())),
		}
	}
	Document { path, shell, prose }
}

/// The code spans of all documents, each with its place and the text that follows it.
fn spans(documents: &[Document]) -> Vec<(String, String, String)> {
	let mut spans = Vec::new();
	for (place, line) in documents.iter().flat_map(|document| &document.prose) {
		let mut parts = line.split('`').skip(1);
		while let (Some(span), Some(after)) = (parts.next(), parts.next()) {
			spans.push((place.clone(), span.to_string(), after.to_string()));
		}
	}
	spans
}

/// The words of a command line, as a shell splits it. Whatever a shell would act on itself must be
/// quoted.
fn words(line: &str) -> Vec<String> {
	let mut words = Vec::new();
	let mut word: Option<String> = None;
	let mut quote = None;
	for sign in line.chars() {
		match quote {
			Some(open) if sign == open => quote = None,
			Some(_) => word.get_or_insert_default().push(sign),
			None if sign == '\'' || sign == '"' => {
				quote = Some(sign);
				word.get_or_insert_default();
			}
			None if sign == '#' && word.is_none() => break,
			None if sign.is_whitespace() => words.extend(word.take()),
			None => {
				assert!(!"<>|&;$*?".contains(sign), "quote {sign:?} in: {line}");
				word.get_or_insert_default().push(sign);
			}
		}
	}
	assert!(quote.is_none(), "a quote is left open in: {line}");
	words.extend(word);
	words
}

/// What is wrong with a command as prose names it: an unknown verb or flag.
fn misnamed(span: &str) -> Option<String> {
	let whole = Cli::command();
	let mut command: Command = whole.clone();
	for word in span.split_whitespace().skip(1) {
		if let Some(flag) = word.strip_prefix("--") {
			let flag = flag.split('=').next().unwrap_or_default();
			let mut known = command.get_arguments().chain(whole.get_arguments());
			if !known.any(|argument| argument.get_long() == Some(flag)) {
				return Some(format!("no flag --{flag}"));
			}
		} else if command.has_subcommands() {
			let verbs: Vec<&str> = word.split('|').collect();
			if let Some(unknown) = verbs
				.iter()
				.find(|verb| command.find_subcommand(verb).is_none())
			{
				return Some(format!("no verb {unknown}"));
			}
			command = command.find_subcommand(verbs[0]).unwrap().clone();
		}
	}
	None
}

/// The Rust sources below a folder.
fn sources(folder: &Path) -> String {
	let mut all = String::new();
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		if path.is_dir() {
			all += &sources(&path);
		} else if path.extension().is_some_and(|extension| extension == "rs") {
			all += &fs::read_to_string(&path).unwrap();
		}
	}
	all
}

fn all_sources() -> String {
	let rooms = [
		"primitives",
		"tally",
		"pallets",
		"runtime",
		"node",
		"cli",
		"xtask",
	];
	rooms.map(|room| sources(&root().join(room))).concat()
}

/// The verbs of `cargo xtask`.
fn xtask_verbs() -> Vec<String> {
	let main = fs::read_to_string(root().join("xtask/src/main.rs")).unwrap();
	let (_, after) = main.split_once("enum Verb {").unwrap();
	let (body, _) = after.split_once("\n}").unwrap();
	let lines = body.lines().map(str::trim);
	let variants = lines.filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()));
	variants
		.map(|line| {
			line.chars()
				.take_while(char::is_ascii_alphanumeric)
				.collect::<String>()
		})
		.map(|name| name.to_lowercase())
		.collect()
}

fn is_identifier(text: &str) -> bool {
	!text.is_empty()
		&& text
			.chars()
			.all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
}

#[track_caller]
fn assert_none(problems: Vec<String>) {
	assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn words_stay_whole_when_they_are_quoted() {
	let line = "veche vote 3 --key ann '2>1=3' \"a b\"  # a remark";
	assert_eq!(
		words(line),
		["veche", "vote", "3", "--key", "ann", "2>1=3", "a b"]
	);
}

#[test]
fn misnamed_tells_when_a_verb_or_flag_is_unknown() {
	assert_eq!(misnamed("veche key new|card NAME --json"), None);
	assert!(misnamed("veche key steal").is_some());
	assert!(misnamed("veche audit 3 --trust").is_some());
}

#[test]
fn commands_are_accepted_when_a_document_shows_them() {
	let mut problems = Vec::new();
	let mut shown = 0;
	for (place, line) in documents().iter().flat_map(|document| &document.shell) {
		if line == "veche" || line.starts_with("veche ") {
			shown += 1;
			if let Err(error) = Cli::try_parse_from(words(line)) {
				problems.push(format!("{place}: {line}\n{error}"));
			}
		}
	}
	assert!(shown > 30, "only {shown} commands were found");
	assert_none(problems);
}

#[test]
fn commands_have_known_verbs_when_prose_names_them() {
	let commands = spans(&documents())
		.into_iter()
		.filter(|(_, span, _)| span.starts_with("veche "));
	let wrong = commands.filter_map(|(place, span, _)| {
		misnamed(&span).map(|problem| format!("{place}: `{span}`: {problem}"))
	});
	assert_none(wrong.collect());
}

#[test]
fn xtask_verbs_exist_when_a_document_names_them() {
	let verbs = xtask_verbs();
	assert!(verbs.contains(&"demo".to_string()), "{verbs:?}");
	let documents = documents();
	let shell = documents.iter().flat_map(|document| document.shell.clone());
	let prose = spans(&documents)
		.into_iter()
		.map(|(place, span, _)| (place, span));
	let mut problems = Vec::new();
	for (place, line) in shell.chain(prose) {
		let Some(rest) = line.strip_prefix("cargo xtask ") else {
			continue;
		};
		let verb = rest.split_whitespace().next().unwrap_or_default();
		if verb != "…" && !verbs.iter().any(|known| known == verb) {
			problems.push(format!("{place}: {line}"));
		}
	}
	assert_none(problems);
}

#[test]
fn links_lead_to_files_when_they_are_relative() {
	let mut problems = Vec::new();
	for document in documents() {
		let folder = document.path.parent().unwrap();
		for (place, line) in &document.prose {
			for link in line.split("](").skip(1) {
				let target = link.split([')', '#']).next().unwrap_or_default();
				if !target.contains("://") && !folder.join(target).exists() {
					problems.push(format!("{place}: {target}"));
				}
			}
		}
	}
	assert_none(problems);
}

#[test]
fn tests_exist_when_the_table_of_invariants_names_them() {
	let sources = all_sources();
	let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
	let (_, after) = text.split_once("## Invariants").unwrap();
	let (table, _) = after.split_once("\n## ").unwrap();
	let names = table.split('`').skip(1).step_by(2);
	let names: Vec<&str> = names
		.filter(|name| is_identifier(name) && name.contains('_'))
		.collect();
	assert!(names.len() > 10, "{names:?}");
	let missing = names
		.into_iter()
		.filter(|name| !sources.contains(&format!("fn {name}(")));
	assert_none(missing.map(String::from).collect());
}

#[test]
fn numbers_are_those_of_the_code_when_a_document_names_the_constant() {
	let sources = all_sources();
	let mut constants: HashMap<&str, &str> = HashMap::new();
	for declared in sources.split("const ").skip(1) {
		let Some((name, rest)) = declared.split_once(": ") else {
			continue;
		};
		let value = rest
			.split_once(" = ")
			.and_then(|(_, value)| value.split_once(';'));
		if let Some((value, _)) = value.filter(|_| is_identifier(name)) {
			constants.entry(name).or_insert(value);
		}
	}
	let mut problems = Vec::new();
	let mut compared = 0;
	for (place, name, after) in spans(&documents()) {
		let shown = after
			.strip_prefix(" (")
			.and_then(|rest| rest.split_once(')'));
		let Some((shown, _)) = shown else { continue };
		let digits = shown.replace(',', "");
		let constant = is_identifier(&name) && name == name.to_uppercase();
		if constant && !digits.is_empty() && digits.chars().all(|sign| sign.is_ascii_digit()) {
			compared += 1;
			let value = constants
				.get(name.as_str())
				.map(|value| value.replace('_', ""));
			if value.as_ref() != Some(&digits) {
				problems.push(format!("{place}: {name} is {value:?}, not {shown}"));
			}
		}
	}
	assert!(compared > 10, "only {compared} numbers were compared");
	assert_none(problems);
}

#[test]
fn items_exist_when_a_document_names_them_with_their_pallet() {
	let pallets = [
		"Territory",
		"Identity",
		"Rolls",
		"Polls",
		"Initiatives",
		"Credentials",
		"Offices",
		"Elections",
		"Pledges",
		"Reputation",
		"Recall",
		"Jury",
		"Laws",
	];
	let sources: HashMap<&str, String> = pallets
		.into_iter()
		.map(|name| {
			(
				name,
				sources(&root().join("pallets").join(name.to_lowercase())),
			)
		})
		.collect();
	let mut problems = Vec::new();
	let mut found = 0;
	for (place, span, _) in spans(&documents()) {
		let Some((pallet, item)) = span.split_once('.') else {
			continue;
		};
		let Some(source) = sources.get(pallet).filter(|_| is_identifier(item)) else {
			continue;
		};
		found += 1;
		let forms = [
			format!("fn {item}("),
			format!("type {item}<"),
			format!("\t{item} {{"),
		];
		if !forms.iter().any(|form| source.contains(form)) {
			problems.push(format!("{place}: {span}"));
		}
	}
	assert!(found > 30, "only {found} items were found");
	assert_none(problems);
}

#[test]
fn bytes_for_auditors_are_right_when_made_by_the_chains_own_code() {
	let genesis = H256([0x11; 32]);
	let epoch = RollEpoch {
		turn: 5,
		revision: 1,
	};
	let ranking = Ranking::from_ranks([vec![1], vec![0, 2]]).unwrap();
	let choices = vec![
		Choice::One(0),
		Choice::Approve(0b101),
		Choice::Rank(ranking),
	];
	let choices = Choices::try_from(choices).unwrap();
	let values = [
		("choices", choices.encode()),
		("context", context(genesis, 3).to_vec()),
		(
			"message",
			message(genesis, 3, epoch, 7, &choices, 2).to_vec(),
		),
		(
			"digest",
			digest(H256::zero(), &[0x22; 32], 2, &choices).0.to_vec(),
		),
		(
			"possession",
			possession_message(genesis, &[0x33; 32]).to_vec(),
		),
		("jury", jury_context(genesis, 3, H256([0x44; 32])).to_vec()),
		("ticket", ticket_message(genesis, 3, epoch, 7).to_vec()),
	];
	let text = fs::read_to_string(root().join("docs/audit.md")).unwrap();
	let wrong = values.into_iter().filter_map(|(name, value)| {
		let row = format!("| {name} | `{}` |", hex::encode(value));
		(!text.contains(&row)).then_some(row)
	});
	assert_none(wrong.collect());
}
