//! Those who are asked: how many support, how many answer, and who of them is paid for it.

use rand_chacha::ChaCha8Rng;
use rand_distr::{Binomial, Distribution};
use veche_tally::Answers;

/// What the paid say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paid {
	/// No, to sink somebody.
	ToSink,
	/// Yes, to lift somebody.
	ToLift,
}

/// A people with an opinion about an official.
///
/// Support is the share of all electors who would say yes, and it is what the official deserves. It
/// takes turns between two shares from round to round; a repeat still finds that of the round it
/// repeats. Each elector who is not paid answers with the same chance, whatever the opinion; the
/// paid always answer, and say what they are paid for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Public {
	/// The chance that an elector answers.
	pub turnout: f64,
	/// The support until the official is suspended for the first time.
	pub before: [f64; 2],
	/// The support from then on.
	pub after: [f64; 2],
	/// Share of the electors who are paid.
	pub paid: f64,
	/// What the paid say.
	pub bidding: Paid,
	/// Whether they are paid only once the official has been suspended; until then they do not come.
	pub paid_after_fall: bool,
}

impl Public {
	/// One whose support never changes.
	pub const fn steady(support: f64, turnout: f64) -> Self {
		Self::changing([support; 2], [support; 2], turnout)
	}

	/// One who changes its mind about an official who has been suspended.
	pub const fn forgiving(before: f64, after: f64, turnout: f64) -> Self {
		Self::changing([before; 2], [after; 2], turnout)
	}

	/// One whose support swings from round to round.
	pub const fn swinging(support: [f64; 2], turnout: f64) -> Self {
		Self::changing(support, support, turnout)
	}

	/// One whose support swings, before and after the suspension.
	pub const fn changing(before: [f64; 2], after: [f64; 2], turnout: f64) -> Self {
		Self {
			turnout,
			before,
			after,
			paid: 0.0,
			bidding: Paid::ToSink,
			paid_after_fall: false,
		}
	}

	/// The same with this share of *those who answer* paid; as many answer as before.
	pub fn with_voters_paid(mut self, share: f64, bidding: Paid) -> Self {
		self.paid = share * self.turnout;
		self.turnout = (self.turnout - self.paid) / (1.0 - self.paid);
		self.bidding = bidding;
		self
	}

	/// The same with this share of *all electors* paid, who come on top of the others.
	pub const fn with_electors_paid(mut self, share: f64, bidding: Paid) -> Self {
		self.paid = share;
		self.bidding = bidding;
		self
	}

	/// The same, who are not paid before the official has been suspended.
	pub const fn once_fallen(mut self) -> Self {
		self.paid_after_fall = true;
		self
	}

	/// The support in this round, and whether there was a suspension before it.
	pub const fn support(&self, round: u32, has_fallen: bool) -> f64 {
		let shares = if has_fallen { self.after } else { self.before };
		shares[(round % 2) as usize]
	}

	/// What so many electors answer when this share of them supports.
	pub fn answer(
		&self,
		support: f64,
		has_fallen: bool,
		electors: u32,
		chance: &mut ChaCha8Rng,
	) -> Answers {
		let share = if has_fallen || !self.paid_after_fall {
			self.paid
		} else {
			0.0
		};
		let paid = part(electors, share);
		let free = electors - paid;
		let supporters = part(free, support);
		let mut yes = draw(supporters, self.turnout, chance);
		let mut no = draw(free - supporters, self.turnout, chance);
		match self.bidding {
			Paid::ToSink => no += paid,
			Paid::ToLift => yes += paid,
		}
		Answers { yes, no, electors }
	}
}

/// The share of so many people, to the nearest.
fn part(people: u32, share: f64) -> u32 {
	((f64::from(people) * share).round() as u32).min(people)
}

/// How many of these people come, each with the same chance.
fn draw(people: u32, share: f64, chance: &mut ChaCha8Rng) -> u32 {
	let comers = Binomial::new(people.into(), share.clamp(0.0, 1.0))
		.expect("the share is between nothing and the whole");
	u32::try_from(comers.sample(chance)).unwrap_or(people)
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::rand_core::SeedableRng;

	fn mean_answers(public: &Public, support: f64) -> (f64, f64) {
		let mut chance = ChaCha8Rng::seed_from_u64(1);
		let mut sum = (0.0, 0.0);
		for _ in 0..200 {
			let answers = public.answer(support, false, 1_000, &mut chance);
			sum.0 += f64::from(answers.yes) / 200.0;
			sum.1 += f64::from(answers.no) / 200.0;
		}
		sum
	}

	#[test]
	fn as_many_answer_as_the_turnout_says() {
		let (yes, no) = mean_answers(&Public::steady(0.4, 0.35), 0.4);
		assert!((yes - 140.0).abs() < 4.0, "{yes}");
		assert!((no - 210.0).abs() < 4.0, "{no}");
	}

	#[test]
	fn paid_voters_take_the_place_of_others() {
		let public = Public::steady(0.4, 0.35).with_voters_paid(0.2, Paid::ToSink);
		let (yes, no) = mean_answers(&public, 0.4);
		assert!((yes - 0.8 * 140.0).abs() < 4.0, "{yes}");
		assert!((yes + no - 350.0).abs() < 4.0, "{no}");
	}

	#[test]
	fn paid_electors_come_on_top() {
		let public = Public::steady(0.5, 0.02).with_electors_paid(0.1, Paid::ToLift);
		let (yes, no) = mean_answers(&public, 0.5);
		assert!((yes - 109.0).abs() < 2.0, "{yes}");
		assert!((no - 9.0).abs() < 2.0, "{no}");
	}

	#[test]
	fn those_paid_after_the_fall_do_not_come_before_it() {
		let mut chance = ChaCha8Rng::seed_from_u64(1);
		let public = Public::steady(0.5, 0.0)
			.with_electors_paid(0.1, Paid::ToLift)
			.once_fallen();
		assert_eq!(public.answer(0.5, false, 100, &mut chance).yes, 0);
		assert_eq!(public.answer(0.5, true, 100, &mut chance).yes, 10);
	}

	#[test]
	fn nobody_answers_when_nobody_comes_and_all_do_when_all_come() {
		let mut chance = ChaCha8Rng::seed_from_u64(1);
		let answers = Public::steady(0.3, 0.0).answer(0.3, false, 50, &mut chance);
		assert_eq!((answers.yes, answers.no), (0, 0));
		let answers = Public::steady(0.3, 1.0).answer(0.3, false, 50, &mut chance);
		assert_eq!((answers.yes, answers.no), (15, 35));
	}

	#[test]
	fn support_swings_from_round_to_round_and_changes_after_the_fall() {
		let public = Public::changing([0.1, 0.2], [0.5, 0.6], 0.35);
		assert_eq!(
			[0, 1, 2].map(|round| public.support(round, false)),
			[0.1, 0.2, 0.1]
		);
		assert_eq!(
			[0, 1, 2].map(|round| public.support(round, true)),
			[0.5, 0.6, 0.5]
		);
	}
}
