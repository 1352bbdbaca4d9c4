//! The publics that are tried, and what may go wrong under each.

use super::{
	measure::Measure::{self, *},
	public::{Paid, Public},
};

/// Electors of the units.
pub const SIZES: [u32; 3] = [300, 3_000, 30_000];
/// The turnout of those who care.
pub const USUAL: f64 = 0.35;
/// The turnout of those who care a little.
pub const THIN: f64 = 0.15;
/// The turnout of those who do not care.
pub const APATHETIC: f64 = 0.02;
/// The support of one whom somebody pays to sink: little, but enough.
pub const FINE: f64 = 0.30;
/// The support of one whom somebody pays to lift.
pub const BAD: f64 = 0.10;
/// The support of one who is liked.
pub const LIKED: f64 = 0.60;
/// Shares that are paid.
const PAID: [f64; 3] = [0.05, 0.10, 0.20];

/// A public, and what is counted under it.
#[derive(Clone, Debug)]
pub struct Scene {
	/// In a few words.
	pub name: String,
	/// Who is asked.
	pub public: Public,
	/// What is counted.
	pub measures: Vec<Measure>,
	/// Which of them is shown in the plot.
	pub plotted: Option<Measure>,
}

impl Scene {
	fn new(name: String, public: Public, measures: &[Measure]) -> Self {
		Self {
			name,
			public,
			measures: measures.to_vec(),
			plotted: None,
		}
	}

	fn plotted(mut self) -> Self {
		self.plotted = self.measures.first().copied();
		self
	}
}

/// Scenes of one kind.
#[derive(Clone, Debug)]
pub struct Group {
	/// What its place in the page is called.
	pub key: &'static str,
	/// What it is called in the plot.
	pub title: &'static str,
	/// Its scenes.
	pub scenes: Vec<Scene>,
}

/// All that is tried with and without the rules.
pub fn groups() -> Vec<Group> {
	let group = |key, title, scenes| Group { key, title, scenes };
	vec![
		group("honest", "honest, 35 % answer", honest(USUAL)),
		group("thin", "honest, 15 % answer", honest(THIN)),
		group("apathetic", "apathetic, 2 % answer", apathetic()),
		group(
			"bought-voters",
			"bought, of those who answer (35 %)",
			bought_voters(),
		),
		group(
			"bought-electors",
			"bought, of all electors, beside 2 % who answer",
			bought_electors(),
		),
		group("flapping", "flapping, 35 % answer", flapping()),
	]
}

/// Everybody says what they think.
fn honest(turnout: f64) -> Vec<Scene> {
	let steady = |support: f64| {
		let measures: &[Measure] = if support <= 0.15 {
			&[MissedSuspension]
		} else if support < 0.25 {
			&[Suspended]
		} else {
			&[WrongSuspension, WrongRecall]
		};
		let scene = Scene::new(
			format!("{} support", percent(support)),
			Public::steady(support, turnout),
			measures,
		);
		let is_plotted = [0.15, 0.25, 0.30].contains(&support);
		if is_plotted {
			scene.plotted()
		} else {
			scene
		}
	};
	let forgiving = |support: f64| {
		let measures: &[Measure] = if support <= 0.45 {
			&[WrongReinstatement]
		} else if support < 0.55 {
			&[Reinstated]
		} else {
			&[WrongRecall]
		};
		let scene = Scene::new(
			format!(
				"{} support, after the fall {}",
				percent(BAD),
				percent(support)
			),
			Public::forgiving(BAD, support, turnout),
			measures,
		);
		let is_plotted = [0.45, 0.55].contains(&support);
		if is_plotted {
			scene.plotted()
		} else {
			scene
		}
	};
	let steady = [0.10, 0.15, 0.18, 0.20, 0.22, 0.25, 0.30, 0.40, LIKED].map(steady);
	let forgiving = [0.40, 0.45, 0.48, 0.50, 0.52, 0.55, LIKED].map(forgiving);
	steady.into_iter().chain(forgiving).collect()
}

/// Hardly anybody answers.
fn apathetic() -> Vec<Scene> {
	let scene = |support, measures: &[Measure]| {
		Scene::new(
			format!("{} support", percent(support)),
			Public::steady(support, APATHETIC),
			measures,
		)
	};
	vec![
		scene(BAD, &[MissedSuspension]).plotted(),
		scene(FINE, &[WrongSuspension, WrongRecall]).plotted(),
		scene(LIKED, &[WrongSuspension, WrongRecall]).plotted(),
	]
}

/// Of those who answer anyway, some are paid.
fn bought_voters() -> Vec<Scene> {
	let sunk = |share: f64| {
		let public = Public::steady(FINE, USUAL).with_voters_paid(share, Paid::ToSink);
		let name = format!("{} support, {} paid to sink", percent(FINE), percent(share));
		Scene::new(name, public, &[WrongSuspension, WrongRecall]).plotted()
	};
	let lifted = |share: f64| {
		let public = Public::steady(BAD, USUAL).with_voters_paid(share, Paid::ToLift);
		let name = format!("{} support, {} paid to lift", percent(BAD), percent(share));
		Scene::new(name, public, &[MissedSuspension]).plotted()
	};
	// The money comes once the fall has shown that it is needed.
	let brought_back = |share: f64| {
		let public = Public::forgiving(BAD, 0.40, USUAL)
			.with_voters_paid(share, Paid::ToLift)
			.once_fallen();
		let name = format!(
			"after the fall {}, {} paid to lift",
			percent(0.40),
			percent(share)
		);
		Scene::new(name, public, &[WrongReinstatement])
	};
	let all = [PAID.map(sunk), PAID.map(lifted), PAID.map(brought_back)];
	all.into_iter().flatten().collect()
}

/// Hardly anybody answers but those who are paid for it.
fn bought_electors() -> Vec<Scene> {
	let sunk = |share: f64| {
		let public = Public::steady(LIKED, APATHETIC).with_electors_paid(share, Paid::ToSink);
		let name = format!(
			"{} support, {} paid to sink",
			percent(LIKED),
			percent(share)
		);
		Scene::new(name, public, &[WrongSuspension, WrongRecall]).plotted()
	};
	let lifted = |share: f64| {
		let public = Public::steady(BAD, APATHETIC).with_electors_paid(share, Paid::ToLift);
		let name = format!("{} support, {} paid to lift", percent(BAD), percent(share));
		Scene::new(name, public, &[MissedSuspension])
	};
	let all = [PAID.map(sunk), PAID.map(lifted)];
	all.into_iter().flatten().collect()
}

/// The people change their minds from round to round.
fn flapping() -> Vec<Scene> {
	let scene = |name: &str, before, after, measures: &[Measure]| {
		let public = Public::changing(before, after, USUAL);
		Scene::new(name.into(), public, measures)
	};
	let (low, middle, wide) = ([0.17, 0.23], [0.45, 0.55], [0.15, 0.55]);
	vec![
		scene("17 % and 23 % in turn", low, low, &[Flapping, Suspended]).plotted(),
		scene(
			"17 % and 23 %, after the fall 45 % and 55 %",
			low,
			middle,
			&[WrongReinstatement, Reinstated],
		)
		.plotted(),
		scene(
			"15 % and 55 % in turn",
			wide,
			wide,
			&[Flapping, Suspended, Reinstated],
		)
		.plotted(),
	]
}

/// A share in words.
pub fn percent(share: f64) -> String {
	format!("{:.0} %", 100.0 * share)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn no_two_scenes_of_a_group_have_the_same_name_and_each_counts_something() {
		for group in groups() {
			let mut names: Vec<_> = group.scenes.iter().map(|scene| &scene.name).collect();
			names.sort();
			names.dedup();
			assert_eq!(names.len(), group.scenes.len(), "{}", group.key);
			assert!(group.scenes.iter().all(|scene| !scene.measures.is_empty()));
		}
	}

	#[test]
	fn only_clear_cases_are_called_misfires() {
		for scene in groups().iter().flat_map(|group| &group.scenes) {
			let shares = || scene.public.before.into_iter();
			if scene.measures.contains(&WrongSuspension) {
				assert!(shares().all(|support| support >= 0.25), "{}", scene.name);
			}
			if scene.measures.contains(&MissedSuspension) {
				assert!(shares().all(|support| support <= 0.15), "{}", scene.name);
			}
		}
	}
}
