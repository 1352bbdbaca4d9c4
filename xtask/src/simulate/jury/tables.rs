//! What is found, in tables.

use super::{
	chance::{at_least_of_many, at_least_once, at_most},
	coalition::{by_chance, draw, mean, quantile, Coalition, Trial},
	epoch::{claimed, PRIMARY, SEGMENT, SLOTS},
	fairness::{measure, Counted},
	panel::{least_yes, Class, Pool},
};
use crate::simulate::page::{number, with_commas, Table};
use veche_tally::Ppm;

/// Jurists who claim.
pub const JURISTS: u32 = 1_000;
/// Lobbies among the jurists.
const LOBBIES: [f64; 5] = [0.10, 0.20, 0.30, 1.0 / 3.0, 0.40];
/// Coalitions of validators.
const COALITIONS: [f64; 5] = [0.0, 0.10, 0.20, 1.0 / 3.0, 0.45];

/// All coalitions that are tried.
pub fn coalitions(trial: Trial) -> Vec<Coalition> {
	COALITIONS.map(|share| Coalition::new(share, trial)).into()
}

/// The numbers of the presets.
pub fn presets() -> Table {
	let mut table = Table::new(["rule"]);
	table
		.head
		.extend(Class::ALL.map(|class| class.name.to_owned()));
	let mut row = |name: &str, of: &dyn Fn(&Class) -> String| {
		table.row(name.to_owned(), Class::ALL.iter().map(of));
	};
	row("panel", &|class| class.panel.to_string());
	row("reserves", &|class| class.reserves.to_string());
	row("least panel", &|class| class.least_panel.to_string());
	row("quorum", &|class| share_of_million(class.quorum));
	row("majority", &|class| share_of_million(class.majority));
	row("pass it alone", &|class| class.pass().to_string());
	row("stop it alone", &|class| class.stop().to_string());
	table
}

/// How many contributions an epoch takes in, and how likely it takes in none.
pub fn epochs() -> Table {
	let mut table = Table::new([
		"slots",
		"primary blocks",
		"taken in",
		"adds nothing if nobody withholds",
	]);
	let withheld = [0.10, 0.20, 1.0 / 3.0, 0.45];
	table
		.head
		.extend(withheld.map(|share| format!("if {} withhold all", part(share))));
	for slots in [200, 600, 1_200, 1_600, 2_000, SLOTS] {
		let mean = f64::from(slots) * PRIMARY;
		let taken = (mean as usize - 1) / SEGMENT * SEGMENT;
		let mut cells = vec![format!("{mean:.0}"), taken.to_string()];
		let empty = |share: f64| percent(at_most(SEGMENT as u32, claimed(1.0 - share), slots));
		cells.push(empty(0.0));
		cells.extend(withheld.map(empty));
		table.row(with_commas(slots), cells);
	}
	table
}

/// Among how many seeds coalitions can choose.
pub fn choices(coalitions: &[Coalition]) -> Table {
	let mut table = Table::new([
		"coalition",
		"own ones in a row",
		"subsets of them",
		"seeds, if it acts at the end",
		"of 100 epochs, in 99 at most",
		"seeds, if it plans the whole epoch",
		"in 99 at most",
		"most",
	]);
	for coalition in coalitions {
		let Coalition {
			share,
			planned,
			at_the_end,
		} = coalition;
		let alone = claimed(*share) * (1.0 - claimed(1.0 - share)) / PRIMARY;
		let most = planned.iter().max().copied().unwrap_or_default();
		table.row(
			part(*share),
			[
				format!("{:.2}", alone / (1.0 - alone)),
				format!("{:.2}", (1.0 - alone) / (1.0 - 2.0 * alone)),
				format!("{:.2}", mean(at_the_end, |choices| choices as f64)),
				quantile(at_the_end, 0.99).to_string(),
				format!("{:.1}", mean(planned, |choices| choices as f64)),
				quantile(planned, 0.99).to_string(),
				most.to_string(),
			],
		);
	}
	table
}

/// What lobbies get with the help of coalitions, measured and at most.
pub fn gains(class: &Class, coalitions: &[Coalition], trial: Trial) -> Table {
	let mut table = Table::new([
		"jurists of the lobby",
		"coalition",
		"seats, measured",
		"passes alone, measured",
		"at most",
		"exact, nobody withholds",
		"binomial bound of that",
	]);
	for lobby in LOBBIES {
		let pool = Pool::new(JURISTS, lobby);
		let chance = by_chance(class, pool, class.pass());
		for coalition in coalitions {
			let gain = draw(class, pool, coalition, trial);
			table.row(
				part(lobby),
				[
					part(coalition.share),
					number(100.0 * gain.seats),
					percent(gain.captured),
					percent(coalition.bound(chance)),
					percent(chance),
					percent(at_least_of_many(class.pass(), lobby, class.panel)),
				],
			);
		}
	}
	table
}

/// How often lobbies can stop what all others want, when nobody withholds and at most.
pub fn stops(third: &Coalition) -> Table {
	let mut table = Table::new(["jurists of the lobby"]);
	table
		.head
		.extend(Class::ALL.map(|class| class.name.to_owned()));
	for lobby in LOBBIES {
		let cells = Class::ALL.each_ref().map(|class| {
			let chance = by_chance(class, Pool::new(JURISTS, lobby), class.stop());
			format!("{} · {}", percent(chance), percent(third.bound(chance)))
		});
		table.row(part(lobby), cells);
	}
	table
}

/// Other sizes and majorities, without withholding and with a third that withholds.
pub fn sizes(third: &Coalition) -> Table {
	let mut table = Table::new(["panel", "majority", "pass it alone"]);
	table
		.head
		.extend(LOBBIES.map(|lobby| format!("lobby {}", part(lobby))));
	for majority in [500_000, 666_667] {
		for panel in [15, 25, 35, 49, 63, 99] {
			let pass = least_yes(panel, majority);
			let cells = LOBBIES.map(|lobby| {
				let class = Class {
					panel,
					..Class::STATUTE
				};
				let chance = by_chance(&class, Pool::new(JURISTS, lobby), pass);
				format!("{} · {}", percent(chance), percent(third.bound(chance)))
			});
			let first = [share_of_million(majority), pass.to_string()];
			table.row(panel.to_string(), first.into_iter().chain(cells));
		}
	}
	table
}

/// What it means when only some of the others claim.
pub fn silence() -> Table {
	let mut table = Table::new(["others who claim"]);
	let lobbies = [0.02, 0.05, 0.10, 0.20];
	table
		.head
		.extend(lobbies.map(|lobby| format!("lobby {} of the roll", part(lobby))));
	for claiming in [1.0, 0.50, 0.25, 0.10, 0.05] {
		let cells = lobbies.map(|lobby| {
			let share = lobby / (lobby + (1.0 - lobby) * claiming);
			let passes =
				|class: &Class| percent(at_least_of_many(class.pass(), share, class.panel));
			let all = Class::ALL.each_ref().map(passes).join(" · ");
			format!("{}: {all}", part(share))
		});
		table.row(part(claiming), cells);
	}
	table
}

/// What it means to bring the same bill again and again.
pub fn tries(third: &Coalition) -> Table {
	let mut table = Table::new(["jurists of the lobby", "class", "one try"]);
	table
		.head
		.extend(["4 tries", "100 tries", "100 tries, a third withholds"].map(String::from));
	for lobby in LOBBIES {
		for class in &Class::ALL {
			let chance = by_chance(class, Pool::new(JURISTS, lobby), class.pass());
			let helped = third.bound(chance);
			let cells = [
				class.name.to_owned(),
				percent(chance),
				percent(at_least_once(chance, 4.0)),
				percent(at_least_once(chance, 100.0)),
				percent(at_least_once(helped, 100.0)),
			];
			table.row(part(lobby), cells);
		}
	}
	table
}

/// Whether the lot is even.
pub fn evenness(trial: Trial) -> Table {
	let mut table = Table::new([
		"counted",
		"chi-square",
		"degrees of freedom",
		"even lots that look less even",
	]);
	for counted in Counted::ALL {
		let found = measure(trial.bills, trial.seed, counted);
		table.row(
			counted.name().to_owned(),
			[
				format!("{:.1}", found.sum),
				found.degrees.to_string(),
				format!("{} %", number(100.0 * found.chance)),
			],
		);
	}
	table
}

/// A chance as a percentage, however small.
pub fn percent(chance: f64) -> String {
	let percent = 100.0 * chance;
	if percent == 0.0 {
		"0".to_owned()
	} else if percent < 1e-10 {
		"< 10⁻¹⁰".to_owned()
	} else if percent < 0.01 {
		// The digit and the power of ten, as rounding leaves them.
		let rounded = format!("{percent:.0e}");
		let (digit, power) = rounded.split_once('e').unwrap_or((&rounded, "0"));
		format!("{digit}·10{}", superscript(power))
	} else {
		number(percent)
	}
}

fn superscript(number: &str) -> String {
	let digit = |sign: char| match sign {
		'-' => '⁻',
		'0' => '⁰',
		'1' => '¹',
		'2' => '²',
		'3' => '³',
		sign => char::from_u32('⁰' as u32 + sign as u32 - '0' as u32).unwrap_or(sign),
	};
	number.chars().map(digit).collect()
}

/// A share, in words.
pub fn part(share: f64) -> String {
	if share == 0.0 {
		"nobody".to_owned()
	} else if (share - 1.0 / 3.0).abs() < 1e-9 {
		"a third".to_owned()
	} else if share > 0.999 {
		"all".to_owned()
	} else {
		format!("{:.0} %", 100.0 * share)
	}
}

fn share_of_million(share: Ppm) -> String {
	match share {
		666_667 => "two thirds".to_owned(),
		share => format!("{} %", f64::from(share) / 10_000.0),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn small_chances_are_powers_of_ten() {
		let written = [0.0, 0.5, 0.001, 0.000_03, 9.7e-6, 4e-9, 1e-20].map(percent);
		let expected = ["0", "50.0", "0.1", "3·10⁻³", "1·10⁻³", "4·10⁻⁷", "< 10⁻¹⁰"];
		assert_eq!(written, expected);
		assert_eq!(superscript("-124"), "⁻¹²⁴");
	}

	#[test]
	fn shares_are_spoken() {
		assert_eq!(
			[0.0, 0.2, 1.0 / 3.0, 1.0].map(part),
			["nobody", "20 %", "a third", "all"]
		);
		assert_eq!(
			[500_000, 666_667].map(share_of_million),
			["50 %", "two thirds"]
		);
	}

	#[test]
	fn every_row_of_every_table_is_as_long_as_its_head() {
		let trial = Trial { bills: 3, seed: 1 };
		let coalitions = coalitions(trial);
		let tables = [
			presets(),
			epochs(),
			choices(&coalitions),
			gains(&Class::STATUTE, &coalitions, trial),
			stops(&coalitions[3]),
			sizes(&coalitions[3]),
			silence(),
			tries(&coalitions[3]),
			evenness(trial),
		];
		for table in tables {
			assert!(!table.rows.is_empty());
			assert!(
				table.rows.iter().all(|row| row.len() == table.head.len()),
				"{table:?}"
			);
		}
	}

	#[test]
	fn short_epochs_take_in_nothing_when_a_third_withholds() {
		let empty = |slots, share: f64| at_most(SEGMENT as u32, claimed(1.0 - share), slots);
		assert!(empty(1_200, 0.0) < 0.01 && empty(1_200, 1.0 / 3.0) > 0.99);
		// The fewest that a real network may have, and those that the presets have.
		assert!(empty(2_000, 1.0 / 3.0) < 1e-7 && empty(SLOTS, 1.0 / 3.0) < 1e-9);
	}
}
