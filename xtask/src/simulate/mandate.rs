//! One mandate, week by week, as the chain's calendar has it.

use super::{
	measure::Measure,
	public::Public,
	rules::{Capacity, Rules, FAST_PERIOD, GRACE, PERIOD, RECOVERY, TERM, VOTING},
};
use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha8Rng,
};
use veche_tally::{record, Ppm, Promises, Score, Verdict};

/// From this true support on, a suspension is wrong.
pub const CLEARLY_ABOVE_SUSPENSION: f64 = 0.25;
/// Up to this true support, a suspension is due.
pub const CLEARLY_BELOW_SUSPENSION: f64 = 0.15;
/// From this true support on, a recall is wrong.
pub const CLEARLY_ABOVE_REINSTATEMENT: f64 = 0.55;
/// Up to this true support, a reinstatement is wrong.
pub const CLEARLY_BELOW_REINSTATEMENT: f64 = 0.45;

/// What became of a mandate.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Life {
	/// Rounds that closed, repeats included.
	pub rounds: u32,
	/// Repeats among them.
	pub repeats: u32,
	/// How often the official was suspended.
	pub suspensions: u32,
	/// The week of the first suspension.
	pub first_suspension: Option<u32>,
	/// How often the official was reinstated.
	pub reinstatements: u32,
	/// Whether the mandate ended by recall.
	pub recalled: bool,
	/// Whether the official was suspended while supported by clearly more.
	pub wrongly_suspended: bool,
	/// Whether suspension was due when the people were asked.
	pub deserved_suspension: bool,
	/// Whether the recall stands on a wrong suspension, or ended clear support.
	pub wrongly_recalled: bool,
	/// Whether the official was reinstated while supported by clearly less.
	pub wrongly_reinstated: bool,
	/// The ratings, summed up.
	pub score: Score,
}

impl Life {
	/// Whether this happened.
	pub const fn has(&self, measure: Measure) -> bool {
		match measure {
			Measure::WrongSuspension => self.wrongly_suspended,
			Measure::MissedSuspension => self.deserved_suspension && self.suspensions == 0,
			Measure::WrongRecall => self.wrongly_recalled,
			Measure::WrongReinstatement => self.wrongly_reinstated,
			Measure::Flapping => self.suspensions > 1,
			Measure::Suspended => self.suspensions > 0,
			Measure::Reinstated => self.reinstatements > 0,
		}
	}

	/// The record at the end, of one who promised nothing.
	pub fn record(&self) -> Ppm {
		record(&self.score, &Promises::default(), self.recalled.into())
	}
}

/// A round under way.
struct Round {
	capacity: Capacity,
	support: f64,
	closes: u32,
	is_repeat: bool,
}

/// A suspension.
struct Suspension {
	deadline: u32,
	is_wrong: bool,
}

/// A mandate in force.
struct Mandate<'a> {
	public: &'a Public,
	electors: u32,
	rules: &'a Rules,
	chance: ChaCha8Rng,
	/// The unit's place in the calendar.
	offset: u32,
	/// Rounds called so far, to know how support swings.
	called: u32,
	round: Option<Round>,
	suspension: Option<Suspension>,
	life: Life,
}

/// Serve a term. Mandates with the same number are dealt the same chance, whatever the rules.
pub fn serve(public: &Public, electors: u32, rules: &Rules, seed: u64, number: u64) -> Life {
	let mut chance = ChaCha8Rng::seed_from_u64(seed);
	chance.set_stream(number);
	let offset = chance.next_u32() % PERIOD;
	let called = chance.next_u32() % 2;
	let mut mandate = Mandate {
		public,
		electors,
		rules,
		chance,
		offset,
		called,
		round: None,
		suspension: None,
		life: Life::default(),
	};
	for week in 0..TERM {
		mandate.close(week);
		mandate.meet_deadline(week);
		if mandate.life.recalled {
			break;
		}
		mandate.call(week);
	}
	mandate.life
}

impl Mandate<'_> {
	/// Close the round that is due, and draw the consequences.
	fn close(&mut self, week: u32) {
		let Some(round) = self.round.take_if(|round| round.closes == week) else {
			return;
		};
		let has_fallen = self.life.suspensions > 0;
		let answers =
			self.public
				.answer(round.support, has_fallen, self.electors, &mut self.chance);
		let verdict = self.rules.judge(&answers, round.capacity, round.is_repeat);
		self.life.rounds += 1;
		self.life.repeats += u32::from(round.is_repeat);
		if let Some(rating) = verdict.said() {
			let least = self.rules.round.min_turnout;
			self.life.score.add(rating, answers.turnout(), least);
		}
		match verdict {
			Verdict::Unclear(_) => {
				self.round = Some(Round {
					closes: week + VOTING,
					is_repeat: true,
					..round
				});
			}
			Verdict::Valid(rating) if self.rules.acts(round.capacity, rating) => {
				self.act(week, &round);
			}
			Verdict::Valid(_) | Verdict::TooFew => {}
		}
	}

	/// Suspend or reinstate.
	fn act(&mut self, week: u32, round: &Round) {
		match round.capacity {
			Capacity::Incumbent => {
				let is_wrong = round.support >= CLEARLY_ABOVE_SUSPENSION;
				self.suspension = Some(Suspension {
					deadline: week + RECOVERY,
					is_wrong,
				});
				self.life.suspensions += 1;
				self.life.first_suspension.get_or_insert(week);
				self.life.wrongly_suspended |= is_wrong;
			}
			Capacity::Suspended => {
				self.suspension = None;
				self.life.reinstatements += 1;
				self.life.wrongly_reinstated |= round.support <= CLEARLY_BELOW_REINSTATEMENT;
			}
		}
	}

	/// Recall at the deadline; a round under way is waited for.
	fn meet_deadline(&mut self, week: u32) {
		let Some(suspension) = &self.suspension else {
			return;
		};
		if week >= suspension.deadline && self.round.is_none() {
			let last = self.public.support(self.called.wrapping_sub(1), true);
			self.life.recalled = true;
			self.life.wrongly_recalled = suspension.is_wrong || last >= CLEARLY_ABOVE_REINSTATEMENT;
		}
	}

	/// Call a round if this is a date and none is under way.
	fn call(&mut self, week: u32) {
		let (capacity, period) = match self.suspension {
			Some(_) => (Capacity::Suspended, FAST_PERIOD),
			None => (Capacity::Incumbent, PERIOD),
		};
		let is_date = week % period == self.offset % period;
		let is_spared = capacity == Capacity::Incumbent && week < GRACE;
		if !is_date || is_spared || self.round.is_some() {
			return;
		}
		let support = self.public.support(self.called, self.life.suspensions > 0);
		self.called += 1;
		self.life.deserved_suspension |=
			capacity == Capacity::Incumbent && support <= CLEARLY_BELOW_SUSPENSION;
		self.round = Some(Round {
			capacity,
			support,
			closes: week + VOTING,
			is_repeat: false,
		});
	}
}

#[cfg(test)]
mod tests {
	use super::{super::public::Paid, *};

	const ELECTORS: u32 = 300;

	fn lives(public: Public, rules: Rules) -> Vec<Life> {
		(0..60)
			.map(|number| serve(&public, ELECTORS, &rules, 1, number))
			.collect()
	}

	#[test]
	fn one_whom_most_support_is_never_suspended_and_asked_about_fifteen_times() {
		for life in lives(Public::steady(0.6, 0.35), Rules::PRESET) {
			assert_eq!((life.suspensions, life.recalled), (0, false));
			assert!((14..=15).contains(&life.rounds), "{}", life.rounds);
			assert!(life.record() > 500_000);
		}
	}

	#[test]
	fn one_whom_nobody_supports_is_suspended_by_the_first_round_and_recalled_at_the_deadline() {
		for life in lives(Public::steady(0.0, 0.35), Rules::PRESET) {
			let first = life.first_suspension.expect("suspended");
			assert!((GRACE..GRACE + PERIOD + 2).contains(&first), "{first}");
			assert!(life.recalled && !life.wrongly_recalled && !life.wrongly_suspended);
			assert!(life.deserved_suspension && !life.has(Measure::MissedSuspension));
			assert!(life.record() < 250_000);
		}
	}

	#[test]
	fn one_who_wins_back_the_people_is_reinstated() {
		for life in lives(Public::forgiving(0.0, 0.9, 0.35), Rules::PRESET) {
			assert_eq!((life.suspensions, life.reinstatements), (1, 1));
			assert!(!life.recalled && !life.wrongly_reinstated);
		}
	}

	#[test]
	fn nothing_happens_where_too_few_answer() {
		for life in lives(Public::steady(0.0, 0.02), Rules::PRESET) {
			assert_eq!(life.suspensions, 0);
			assert!(life.has(Measure::MissedSuspension));
			assert_eq!(life.record(), 500_000);
		}
	}

	#[test]
	fn a_swing_from_one_end_to_the_other_flaps() {
		let swinging = Public::swinging([0.0, 1.0], 0.35);
		assert!(lives(swinging, Rules::PRESET)
			.iter()
			.all(|life| life.has(Measure::Flapping)));
	}

	#[test]
	fn a_wrong_suspension_makes_the_recall_wrong() {
		let sunk = Public::steady(0.4, 0.35).with_voters_paid(0.9, Paid::ToSink);
		for life in lives(sunk, Rules::PRESET) {
			assert!(life.has(Measure::WrongSuspension) && life.has(Measure::WrongRecall));
		}
	}

	#[test]
	fn a_close_result_costs_a_week_before_the_suspension() {
		let public = Public::steady(0.15, 1.0);
		let margin = Rules::PRESET.with_sure_turnout(1_000_000);
		let none = margin.with_margin(0);
		// All answer, so nothing is left to chance but the place in the calendar.
		for (with, without) in lives(public, margin).iter().zip(lives(public, none)) {
			assert_eq!(with.first_suspension, without.first_suspension);
		}
		let public = Public::steady(0.15, 0.9);
		for (with, without) in lives(public, margin).iter().zip(lives(public, none)) {
			let (with, without) = (with.first_suspension, without.first_suspension);
			assert_eq!(with, without.map(|week| week + VOTING));
		}
	}

	#[test]
	fn the_same_seed_gives_the_same_life_and_another_one_another() {
		let public = Public::steady(0.22, 0.35);
		let life = |seed, number| serve(&public, ELECTORS, &Rules::PRESET, seed, number);
		assert_eq!(life(1, 7), life(1, 7));
		assert_ne!(life(1, 7), life(1, 8));
		assert_ne!(life(1, 7), life(2, 7));
	}
}
