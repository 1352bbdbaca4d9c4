//! `cargo xtask simulate`: what rules do to people who are made up.
//!
//! Recall, in order: [`public`] answers, [`rules`] judges, [`mandate`] serves a term of it, [`measure`]
//! counts over many; [`scenes`] names the publics, [`study`] tries them with and without the rules,
//! [`sweep`] tries other numbers; [`page`] and [`plot`] write it down. Juries are in [`jury`].

mod jury;
mod mandate;
mod measure;
mod page;
mod plot;
mod public;
mod rules;
mod scenes;
mod study;
mod sweep;

use anyhow::{Context, Result};
use clap::Subcommand;
use measure::Trial;
use page::Section;
use std::{
	fs,
	path::{Path, PathBuf},
};
use study::Study;

/// What `simulate` takes.
#[derive(clap::Args)]
pub struct Args {
	#[command(subcommand)]
	what: What,
}

#[derive(Subcommand)]
enum What {
	/// How often suspension, reinstatement and recall misfire, under honest, apathetic, bought and
	/// fickle publics. Prints tables, or writes them into a page.
	Recall(Recall),
	/// How often a lobby among the jurists decides alone, also when validators withhold blocks to have
	/// panels drawn by another seed. Prints tables, or writes them into a page.
	Jury(jury::Args),
}

/// What `simulate recall` takes.
#[derive(clap::Args)]
struct Recall {
	/// Mandates under each public, size of unit and set of rules.
	#[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
	mandates: u32,
	/// Where chance begins; the same seed gives the same numbers.
	#[arg(long, default_value_t = 1)]
	seed: u64,
	#[command(flatten)]
	output: Output,
}

/// Where it is written.
#[derive(clap::Args)]
struct Output {
	/// Write the picture there.
	#[arg(long, value_name = "FILE")]
	svg: Option<PathBuf>,
	/// Write the tables into this page, between its markers, instead of printing them.
	#[arg(long, value_name = "FILE")]
	markdown: Option<PathBuf>,
}

/// Simulate.
pub fn run(args: Args) -> Result<()> {
	match args.what {
		What::Recall(recall) => {
			let trial = Trial {
				mandates: recall.mandates,
				seed: recall.seed,
			};
			recall.output.put(|| find(trial))
		}
		What::Jury(jury) => jury.output.put(|| jury::find(jury.trial())),
	}
}

impl Output {
	/// Find something and write it down.
	fn put(&self, find: impl FnOnce() -> Result<Findings>) -> Result<()> {
		// Before the work, so that a wrong path does not cost it.
		let page = self.markdown.as_deref().map(read).transpose()?;
		let found = find()?;
		match (&self.markdown, page) {
			(Some(path), Some(page)) => write(path, &page::splice(&page, &found.sections)?)?,
			_ => found
				.sections
				.iter()
				.for_each(|section| println!("### {}\n\n{}", section.key, section.text)),
		}
		match &self.svg {
			Some(path) => write(path, &found.svg),
			None => Ok(()),
		}
	}
}

/// All that a run finds.
struct Findings {
	sections: Vec<Section>,
	svg: String,
}

fn find(trial: Trial) -> Result<Findings> {
	let study = Study::new(trial);
	let groups = scenes::groups();
	let outcomes: Vec<_> = groups.iter().map(|group| study.compare(group)).collect();
	let mut sections = vec![
		Section {
			key: "run",
			text: format!(
				"{} mandates for each number, seed {}.",
				page::with_commas(trial.mandates),
				trial.seed
			),
		},
		Section::table("presets", &sweep::presets()),
	];
	let compared = groups.iter().zip(&outcomes);
	sections.extend(
		compared.map(|(group, outcomes)| Section::table(group.key, &study::table(outcomes))),
	);
	sections.extend([
		Section::table("price", &sweep::price(&study)),
		Section::table("deafness", &sweep::deafness(&study)),
		Section::table("margins", &sweep::margins(&study)),
		Section::table("sure", &sweep::sure_turnouts(&study)),
		Section::table("sizes", &sweep::sizes(&study)),
		Section::table("gaps", &sweep::gaps(&study)),
		Section::table("records", &sweep::records(&study)),
	]);
	study.finish();
	let parts: Vec<_> = groups
		.iter()
		.zip(&outcomes)
		.map(|(group, outcomes)| plot::Part {
			title: group.title,
			outcomes,
		})
		.collect();
	Ok(Findings {
		sections,
		svg: plot::svg(&parts)?,
	})
}

fn read(path: &Path) -> Result<String> {
	fs::read_to_string(path).with_context(|| {
		format!(
			"cannot read {}; run this in the source tree, or leave out --markdown",
			path.display()
		)
	})
}

fn write(path: &Path, text: &str) -> Result<()> {
	fs::write(path, text)
		.with_context(|| format!("cannot write {}; is its folder there?", path.display()))?;
	eprintln!("{} written", path.display());
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	#[derive(Parser)]
	struct Line {
		#[command(flatten)]
		args: Args,
	}

	#[test]
	fn ten_thousand_mandates_are_tried_unless_told_otherwise() {
		let parse = |words: &[&str]| {
			let line = Line::try_parse_from([&["simulate", "recall"], words].concat());
			line.map(|line| match line.args.what {
				What::Recall(recall) => Some((recall.mandates, recall.seed)),
				What::Jury(_) => None,
			})
		};
		assert_eq!(parse(&[]).ok(), Some(Some((10_000, 1))));
		assert_eq!(
			parse(&["--mandates", "7", "--seed", "9"]).ok(),
			Some(Some((7, 9)))
		);
		assert!(parse(&["--mandates", "0"]).is_err());
	}

	#[test]
	fn the_page_has_a_place_for_every_section_and_the_same_seed_gives_the_same_page() {
		let page = include_str!("../../docs/recall-simulation.md");
		let trial = Trial {
			mandates: 2,
			seed: 1,
		};
		let [one, other] = [find(trial), find(trial)].map(|found| found.expect("found"));
		let spliced = page::splice(page, &one.sections).expect("every place is there");
		assert_eq!(
			spliced.matches("<!-- simulated: ").count(),
			one.sections.len()
		);
		assert_eq!((one.sections, one.svg), (other.sections, other.svg));
	}
}
