//! Every scene with and without the rules, and the bar that shows how far it is.

use super::{
	measure::{Lives, Measure, Trial},
	page::{number, Table},
	public::Public,
	rules::{Rules, Variant},
	scenes::{Group, SIZES},
};
use indicatif::{ProgressBar, ProgressStyle};

/// A run of the simulation.
pub struct Study {
	trial: Trial,
	bar: ProgressBar,
}

impl Study {
	/// Begin, without knowing yet how much there is to do.
	pub fn new(trial: Trial) -> Self {
		let style = ProgressStyle::with_template("{msg:<28} {pos} settings tried, {elapsed}")
			.unwrap_or_else(|_| ProgressStyle::default_spinner());
		Self {
			trial,
			bar: ProgressBar::new_spinner().with_style(style),
		}
	}

	/// Say what is tried now.
	pub fn begin(&self, what: &str) {
		self.bar.set_message(what.to_owned());
	}

	/// Take the bar away.
	pub fn finish(&self) {
		self.bar.finish_and_clear();
	}

	/// Many mandates under this public and these rules.
	pub fn lives(&self, public: &Public, electors: u32, rules: &Rules) -> Lives {
		self.bar.inc(1);
		Lives::of(public, electors, rules, self.trial)
	}

	/// In how many of a hundred mandates it happens.
	pub fn percent(&self, public: &Public, electors: u32, rules: &Rules, measure: Measure) -> f64 {
		self.lives(public, electors, rules).percent(measure)
	}

	/// Whether it happens in most mandates. Tries a tenth of them.
	pub fn is_usual(
		&self,
		public: &Public,
		electors: u32,
		rules: &Rules,
		measure: Measure,
	) -> bool {
		self.bar.inc(1);
		let trial = Trial {
			mandates: self.trial.mandates.div_ceil(10),
			..self.trial
		};
		Lives::of(public, electors, rules, trial).percent(measure) > 50.0
	}

	/// All scenes of the group, in units of all sizes, with and without the rules.
	pub fn compare(&self, group: &Group) -> Vec<Outcome> {
		self.begin(group.title);
		let mut outcomes = Vec::new();
		for scene in &group.scenes {
			let tried = SIZES.map(|electors| {
				Variant::ALL
					.map(|variant| self.lives(&scene.public, electors, &variant.of(Rules::PRESET)))
			});
			outcomes.extend(scene.measures.iter().map(|measure| {
				Outcome {
					scene: scene.name.clone(),
					measure: *measure,
					is_plotted: scene.plotted == Some(*measure),
					percent: tried
						.each_ref()
						.map(|variants| variants.each_ref().map(|lives| lives.percent(*measure))),
				}
			}));
		}
		outcomes
	}
}

/// How often something happened under a public.
#[derive(Clone, Debug)]
pub struct Outcome {
	/// Under which.
	pub scene: String,
	/// What is counted.
	pub measure: Measure,
	/// Whether it is shown in the plot.
	pub is_plotted: bool,
	/// In how many of a hundred mandates, by size of the unit and variant of the rules.
	pub percent: [[f64; 4]; 3],
}

/// The outcomes as a table: a column for each variant, in each cell a number for each size.
pub fn table(outcomes: &[Outcome]) -> Table {
	let mut table = Table::new(["public", "what happens"]);
	table
		.head
		.extend(Variant::ALL.map(|variant| variant.name().to_owned()));
	let mut last = "";
	for outcome in outcomes {
		let name = if outcome.scene == last {
			""
		} else {
			&outcome.scene
		};
		last = &outcome.scene;
		let mut row = vec![name.to_owned(), outcome.measure.name().to_owned()];
		row.extend((0..Variant::ALL.len()).map(|variant| {
			let by_size = outcome.percent.map(|variants| number(variants[variant]));
			by_size.join(" · ")
		}));
		table.rows.push(row);
	}
	table
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::simulate::scenes;

	const TRIAL: Trial = Trial {
		mandates: 20,
		seed: 1,
	};

	#[test]
	fn rules_keep_an_apathetic_unit_from_sinking_one_whom_it_likes() {
		let group = scenes::groups()
			.into_iter()
			.find(|group| group.key == "apathetic");
		let outcomes = Study::new(TRIAL).compare(&group.expect("there is one"));
		let sunk = outcomes
			.iter()
			.filter(|outcome| outcome.measure == Measure::WrongSuspension);
		for outcome in sunk {
			let [both, no_turnout, no_margin, neither] = outcome.percent[0];
			assert_eq!((both, no_margin), (0.0, 0.0), "{}", outcome.scene);
			assert!(no_turnout <= neither && neither > 0.0, "{}", outcome.scene);
		}
	}

	#[test]
	fn a_scene_that_counts_twice_is_named_once() {
		let outcome = |measure| Outcome {
			scene: "all".into(),
			measure,
			is_plotted: false,
			percent: [[0.0, 1.0, 2.0, 3.0]; 3],
		};
		let table = table(&[outcome(Measure::Suspended), outcome(Measure::Flapping)]);
		assert_eq!(table.head.len(), 6);
		assert_eq!(table.rows[0][0], "all");
		assert_eq!(table.rows[1][0], "");
		assert_eq!(table.rows[1][3], "1.0 · 1.0 · 1.0");
	}
}
