//! `cargo xtask simulate jury`: what validators who withhold blocks can do for a lobby among the
//! jurists.
//!
//! In order: [`epoch`] says among how many seeds a coalition of validators can choose, [`panel`] who is
//! drawn under the one it takes, [`coalition`] counts over many bills; [`chance`] has the exact numbers
//! to compare with, [`fairness`] asks whether the lot is even; [`tables`] and [`picture`] write it down.

mod chance;
mod coalition;
mod epoch;
mod fairness;
mod panel;
mod picture;
mod tables;

use super::{
	page::{with_commas, Section},
	Findings,
};
use anyhow::{ensure, Result};
use coalition::{draw, Coalition, Trial};
use indicatif::{ProgressBar, ProgressStyle};
use panel::{Class, Pool};
use picture::{Measured, Part};

/// What `simulate jury` takes.
#[derive(clap::Args)]
pub struct Args {
	/// Bills for each class, lobby and coalition.
	#[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
	bills: u32,
	/// Where chance begins; the same seed gives the same numbers.
	#[arg(long, default_value_t = 1)]
	seed: u64,
	#[command(flatten)]
	pub output: super::Output,
}

/// Lobbies that are marked in the picture.
const MARKED: [f64; 8] = [0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50];

impl Args {
	/// How much is to be tried.
	pub fn trial(&self) -> Trial {
		Trial {
			bills: self.bills,
			seed: self.seed,
		}
	}
}

/// All that a run finds.
pub fn find(trial: Trial) -> Result<Findings> {
	let style = ProgressStyle::with_template("{msg:<28} {elapsed}")
		.unwrap_or_else(|_| ProgressStyle::default_spinner());
	let bar = ProgressBar::new_spinner().with_style(style);
	let begin = |what: &str| {
		bar.set_message(what.to_owned());
		bar.tick();
	};
	begin("epochs");
	let coalitions = tables::coalitions(trial);
	let is_third = |coalition: &&Coalition| (coalition.share - 1.0 / 3.0).abs() < 1e-9;
	let (honest, third) = (coalitions.first(), coalitions.iter().find(is_third));
	let (Some(honest), Some(third)) = (honest, third) else {
		anyhow::bail!("nobody and a third must be among the coalitions");
	};
	ensure!(honest.share == 0.0, "the first coalition must be nobody");
	let mut sections = vec![
		Section {
			key: "run",
			text: format!(
				"{} bills for each number, {} jurists who claim, seed {}.",
				with_commas(trial.bills),
				with_commas(tables::JURISTS),
				trial.seed
			),
		},
		Section::table("presets", &tables::presets()),
		Section::table("epochs", &tables::epochs()),
		Section::table("choices", &tables::choices(&coalitions)),
	];
	begin("evenness");
	sections.push(Section::table("even", &tables::evenness(trial)));
	let keys = ["statute", "parameter", "root"];
	for (key, class) in keys.into_iter().zip(&Class::ALL) {
		begin(class.name);
		sections.push(Section::table(
			key,
			&tables::gains(class, &coalitions, trial),
		));
	}
	begin("other numbers");
	sections.extend([
		Section::table("stops", &tables::stops(third)),
		Section::table("sizes", &tables::sizes(third)),
		Section::table("silence", &tables::silence()),
		Section::table("tries", &tables::tries(third)),
	]);
	begin("picture");
	let captured = |class: &Class, coalition: &Coalition| -> Vec<Measured> {
		let of = |share| draw(class, Pool::new(tables::JURISTS, share), coalition, trial).captured;
		MARKED.map(|share| (share, of(share))).into()
	};
	let parts = Class::ALL.each_ref().map(|class| Part {
		class,
		honest: captured(class, honest),
		withheld: captured(class, third),
	});
	let svg = picture::svg(&parts, third)?;
	bar.finish_and_clear();
	Ok(Findings { sections, svg })
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::simulate::page;
	use clap::Parser;

	#[derive(Parser)]
	struct Line {
		#[command(flatten)]
		args: Args,
	}

	#[test]
	fn ten_thousand_bills_are_tried_unless_told_otherwise() {
		let parse = |words: &[&str]| {
			let line = Line::try_parse_from([&["jury"], words].concat());
			line.map(|line| (line.args.bills, line.args.seed))
		};
		assert_eq!(parse(&[]).ok(), Some((10_000, 1)));
		assert_eq!(parse(&["--bills", "7", "--seed", "9"]).ok(), Some((7, 9)));
		assert!(parse(&["--bills", "0"]).is_err());
	}

	#[test]
	fn the_page_has_a_place_for_every_section_and_the_same_seed_gives_the_same_page() {
		let page = include_str!("../../../docs/jury-simulation.md");
		let trial = Trial { bills: 2, seed: 1 };
		let [one, other] = [find(trial), find(trial)].map(|found| found.expect("found"));
		let spliced = page::splice(page, &one.sections).expect("every place is there");
		assert_eq!(
			spliced.matches("<!-- simulated: ").count(),
			one.sections.len()
		);
		assert_eq!((one.sections, one.svg), (other.sections, other.svg));
	}
}
