//! One number of the rules after the other, over all that it might be.

use super::{
	mandate::Life,
	measure::Measure::{self, *},
	page::{number, with_commas, Table},
	public::{Paid, Public},
	rules::{Repeat, Rules, TERM},
	scenes::{percent, APATHETIC, BAD, FINE, LIKED, THIN, USUAL},
	study::Study,
};
use veche_tally::{Ppm, PPM};

/// The size of a unit in which chance plays no great part.
const TOWN: u32 = 3_000;
/// The size of one in which it does.
const VILLAGE: u32 = 300;
/// Least turnouts that are tried.
const MIN_TURNOUTS: [Ppm; 6] = [0, 50_000, 100_000, 150_000, 200_000, 250_000];

/// The share of all electors that must be paid to sink one who is liked, by how many others answer.
pub fn price(study: &Study) -> Table {
	study.begin("the price of an official");
	let mut table = by_min_turnout("others who answer");
	for turnout in [APATHETIC, 0.05, 0.10, 0.20, USUAL] {
		let cells = MIN_TURNOUTS.map(|least| {
			let rules = Rules::PRESET.with_min_turnout(least);
			let is_enough = |paid: u32| {
				let public = Public::steady(LIKED, turnout)
					.with_electors_paid(f64::from(paid) / 100.0, Paid::ToSink);
				study.is_usual(&public, TOWN, &rules, WrongSuspension)
			};
			format!("{} %", least_of_hundred(is_enough))
		});
		table.row(percent(turnout), cells);
	}
	table
}

/// The least of a hundred from which on it holds.
fn least_of_hundred(holds: impl Fn(u32) -> bool) -> u32 {
	let (mut low, mut high) = (1, 100);
	while low < high {
		let middle = (low + high) / 2;
		if holds(middle) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	low
}

/// How often one whom hardly anybody supports stays, by how many answer.
pub fn deafness(study: &Study) -> Table {
	study.begin("units that cannot remove");
	let mut table = by_min_turnout("answer");
	for turnout in [APATHETIC, 0.05, 0.08, 0.12, THIN, 0.20, 0.25, USUAL] {
		let public = Public::steady(BAD, turnout);
		let cells = MIN_TURNOUTS.map(|least| {
			let rules = Rules::PRESET.with_min_turnout(least);
			number(study.percent(&public, VILLAGE, &rules, MissedSuspension))
		});
		table.row(percent(turnout), cells);
	}
	table
}

fn by_min_turnout(first: &str) -> Table {
	let mut table = Table::new([first]);
	table.head.extend(MIN_TURNOUTS.map(|least| match least {
		0 => "no least turnout".to_owned(),
		least => share(least),
	}));
	table
}

/// What margin and repeats do and what they cost.
pub fn margins(study: &Study) -> Table {
	study.begin("margins");
	let mut table = Table::new([
		"what is repeated",
		"margin",
		"25 % support, 15 % answer: wrong suspension",
		"the same, 35 % answer",
		"after the fall 45 %, 35 % answer: wrong reinstatement",
		"after the fall 55 %, 15 % answer: wrong recall",
		"15 % support, 15 % answer: weeks to suspension",
		"25 % support, 35 % answer: repeats in a term",
	]);
	for repeat in [Repeat::EitherSide, Repeat::OnlyConsequences] {
		for margin in [0, 25_000, 50_000, 100_000, 150_000, 200_000] {
			let rules = Rules::PRESET.with_margin(margin).with_repeat(repeat);
			let happens = |public: Public, measure: Measure| {
				number(study.percent(&public, VILLAGE, &rules, measure))
			};
			let close = Public::steady(0.25, USUAL);
			let mut row = vec![repeat.name().to_owned(), points(margin)];
			row.extend([
				happens(Public::steady(0.25, THIN), WrongSuspension),
				happens(close, WrongSuspension),
				happens(Public::forgiving(BAD, 0.45, USUAL), WrongReinstatement),
				happens(Public::forgiving(BAD, 0.55, THIN), WrongRecall),
				weeks(study, &Public::steady(0.15, THIN), &rules),
				repeats(study, &close, &rules),
			]);
			table.rows.push(row);
		}
	}
	table
}

/// From which turnout on a close result counts at once.
pub fn sure_turnouts(study: &Study) -> Table {
	study.begin("sure turnouts");
	let turnouts = [0.20, USUAL, 0.50, 0.70];
	let mut table = Table::new(["sure from"]);
	for turnout in turnouts {
		table
			.head
			.push(format!("{} answer: wrong suspension", percent(turnout)));
	}
	table.head.push("35 % answer: repeats in a term".into());
	table
		.head
		.push("15 % support, 50 % answer: weeks to suspension".into());
	for sure in [
		100_000, 250_000, 400_000, 500_000, 600_000, 800_000, 1_000_000,
	] {
		let rules = Rules::PRESET.with_sure_turnout(sure);
		let mut cells = turnouts
			.map(|turnout| {
				let public = Public::steady(0.25, turnout);
				number(study.percent(&public, VILLAGE, &rules, WrongSuspension))
			})
			.to_vec();
		cells.push(repeats(study, &Public::steady(0.25, USUAL), &rules));
		cells.push(weeks(study, &Public::steady(0.15, 0.50), &rules));
		table.row(share(sure), cells);
	}
	table
}

/// What chance does in small units, with the sure turnout of the presets and, in the smaller ones,
/// with none.
pub fn sizes(study: &Study) -> Table {
	study.begin("sizes");
	let turnouts = [THIN, 0.25, USUAL, 0.50, 0.70];
	let mut table = Table::new(["electors", "sure from"]);
	table
		.head
		.extend(turnouts.map(|turnout| format!("{} answer", percent(turnout))));
	let preset = Rules::PRESET.round.sure_turnout;
	for (electors, sure) in [
		(20, preset),
		(20, PPM),
		(40, preset),
		(40, PPM),
		(100, preset),
		(100, PPM),
		(VILLAGE, preset),
		(VILLAGE, PPM),
		(1_000, preset),
		(TOWN, preset),
	] {
		let rules = Rules::PRESET.with_sure_turnout(sure);
		let cells = turnouts.map(|turnout| {
			let happens = |support| {
				let public = Public::steady(support, turnout);
				number(study.percent(&public, electors, &rules, WrongSuspension))
			};
			[FINE, 0.40, LIKED].map(happens).join(" · ")
		});
		let mut row = vec![with_commas(electors), share(sure)];
		row.extend(cells);
		table.rows.push(row);
	}
	table
}

/// What lies between the rating that suspends and the one that reinstates.
pub fn gaps(study: &Study) -> Table {
	study.begin("suspension to reinstatement");
	let publics = [
		("20 % support", Public::steady(0.20, USUAL)),
		(
			"17 % and 23 % in turn",
			Public::swinging([0.17, 0.23], USUAL),
		),
		(
			"15 % and 35 % in turn",
			Public::swinging([0.15, 0.35], USUAL),
		),
		(
			"15 % and 55 % in turn",
			Public::swinging([0.15, 0.55], USUAL),
		),
	];
	let mut table = Table::new(["reinstated from"]);
	table.head.extend(publics.map(|(name, _)| name.to_owned()));
	for reinstate_at in [200_000, 300_000, 400_000, 500_000, 600_000] {
		let rules = Rules::PRESET.with_reinstate_at(reinstate_at);
		let cells =
			publics.map(|(_, public)| number(study.percent(&public, VILLAGE, &rules, Flapping)));
		table.row(share(reinstate_at), cells);
	}
	table
}

/// What record a term leaves.
pub fn records(study: &Study) -> Table {
	study.begin("records");
	let turnouts = [APATHETIC, 0.12, 0.20, USUAL, 0.60];
	let mut table = Table::new(["public"]);
	table
		.head
		.extend(turnouts.map(|turnout| format!("{} answer", percent(turnout))));
	let mut row = |name: String, public: &dyn Fn(f64) -> Public| {
		let cells = turnouts.map(|turnout| {
			let lives = study.lives(&public(turnout), VILLAGE, &Rules::PRESET);
			let record = |life: &Life| f64::from(life.record()) / 10_000.0;
			let [low, middle, high] = [0.05, 0.5, 0.95].map(|part| lives.quantile(part, record));
			format!("{middle:.0} ({low:.0} to {high:.0})")
		});
		table.row(name, cells);
	};
	for support in [BAD, FINE, 0.50, 0.70, 0.90] {
		row(format!("{} support", percent(support)), &|turnout| {
			Public::steady(support, turnout)
		});
	}
	for (paid, name) in [(Paid::ToSink, "sink"), (Paid::ToLift, "lift")] {
		row(
			format!("50 % support, 10 % of the voters paid to {name}"),
			&|turnout| Public::steady(0.50, turnout).with_voters_paid(0.10, paid),
		);
	}
	table
}

/// Weeks until the first suspension, or the whole term without one.
fn weeks(study: &Study, public: &Public, rules: &Rules) -> String {
	let lives = study.lives(public, VILLAGE, rules);
	format!(
		"{:.1}",
		lives.mean(|life| life.first_suspension.unwrap_or(TERM).into())
	)
}

/// Repeats in a term.
fn repeats(study: &Study, public: &Public, rules: &Rules) -> String {
	let lives = study.lives(public, VILLAGE, rules);
	format!("{:.1}", lives.mean(|life| life.repeats.into()))
}

/// A share of the rules, in words.
fn share(share: Ppm) -> String {
	format!("{} %", f64::from(share) / 10_000.0)
}

/// A margin, in words.
fn points(margin: Ppm) -> String {
	match margin {
		0 => "none".to_owned(),
		margin => format!("{} points", f64::from(margin) / 10_000.0),
	}
}

/// The numbers that the presets have.
pub fn presets() -> Table {
	let Rules {
		round,
		repeat,
		suspend_below,
		reinstate_at,
	} = Rules::PRESET;
	let mut table = Table::new(["rule", "preset"]);
	table.row("least turnout".into(), [share(round.min_turnout)]);
	table.row("sure turnout".into(), [share(round.sure_turnout)]);
	table.row("margin".into(), [points(round.margin)]);
	table.row(
		"close results that are repeated".into(),
		[repeat.name().to_owned()],
	);
	table.row("suspended below".into(), [share(suspend_below)]);
	table.row("reinstated from".into(), [share(reinstate_at)]);
	table
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::simulate::measure::Trial;

	#[test]
	fn the_least_of_a_hundred_is_found() {
		assert_eq!(least_of_hundred(|share| share >= 17), 17);
		assert_eq!(least_of_hundred(|_| true), 1);
		assert_eq!(least_of_hundred(|_| false), 100);
	}

	#[test]
	fn shares_are_spoken_in_percent_and_margins_in_points() {
		assert_eq!(share(100_000), "10 %");
		assert_eq!(points(25_000), "2.5 points");
		assert_eq!(points(0), "none");
	}

	#[test]
	fn every_row_of_every_table_is_as_long_as_its_head() {
		let study = Study::new(Trial {
			mandates: 2,
			seed: 1,
		});
		let tables = [
			price,
			deafness,
			margins,
			sure_turnouts,
			sizes,
			gaps,
			records,
		];
		for table in tables.iter().map(|make| make(&study)).chain([presets()]) {
			assert!(!table.rows.is_empty());
			assert!(
				table.rows.iter().all(|row| row.len() == table.head.len()),
				"{table:?}"
			);
		}
	}

	#[test]
	fn a_higher_least_turnout_makes_officials_dearer_and_units_deafer() {
		let study = Study::new(Trial {
			mandates: 40,
			seed: 1,
		});
		let dear = |least: Ppm, paid| {
			let public = Public::steady(LIKED, APATHETIC).with_electors_paid(paid, Paid::ToSink);
			let rules = Rules::PRESET.with_min_turnout(least);
			study.percent(&public, TOWN, &rules, WrongSuspension)
		};
		assert_eq!((dear(100_000, 0.10), dear(200_000, 0.10)), (100.0, 0.0));
		let deaf = |least: Ppm| {
			let rules = Rules::PRESET.with_min_turnout(least);
			study.percent(&Public::steady(BAD, THIN), TOWN, &rules, MissedSuspension)
		};
		assert_eq!((deaf(100_000), deaf(200_000)), (0.0, 100.0));
	}
}
