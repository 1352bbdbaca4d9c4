//! How far a bill has come, from its trial to the register of laws, in one word.

use crate::chain::{
	jury::{self, Class, Verdict, SEED_DELAY},
	laws::{self, Outcome},
};
use serde::Serialize;

/// How far a bill has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
	/// It looks for supporters.
	Petition,
	/// It found them and did not find enough.
	Lapsed,
	/// The roll is about to be frozen.
	Waiting,
	/// The roll is frozen; nobody knows the seed.
	Frozen,
	/// Tickets are handed in: by jurists, or by everybody.
	Claiming,
	/// Too few were.
	NoPanel,
	/// The panel votes.
	Trial,
	/// Too few of it did.
	NoQuorum,
	/// The panel said no.
	Rejected,
	/// The panel said yes to what cannot become law any more.
	Void,
	/// The panel said yes; the people have time to object.
	Passed,
	/// Some do: they look for supporters of a referendum.
	Objection,
	/// The people decide.
	Referendum,
	/// They said yes, or did not say no.
	Confirmed,
	/// It is law.
	InForce,
	/// The people struck it.
	Struck,
	/// It could not enter into force.
	Failed,
}

impl State {
	/// Of a bill in this phase of its trial; what came after it, if it has passed.
	pub fn new(
		phase: &jury::Phase,
		pending: Option<&laws::Phase>,
		outcome: Option<&Outcome>,
	) -> Self {
		match (phase, outcome, pending) {
			(jury::Phase::Petition { .. }, ..) => Self::Petition,
			(jury::Phase::Waiting { .. }, ..) => Self::Waiting,
			(jury::Phase::Frozen { .. }, ..) => Self::Frozen,
			(jury::Phase::Claiming { .. }, ..) => Self::Claiming,
			(jury::Phase::Trial { .. }, ..) => Self::Trial,
			(jury::Phase::Done(Verdict::Lapsed), ..) => Self::Lapsed,
			(jury::Phase::Done(Verdict::NoPanel), ..) => Self::NoPanel,
			(jury::Phase::Done(Verdict::NoQuorum), ..) => Self::NoQuorum,
			(jury::Phase::Done(Verdict::Rejected), ..) => Self::Rejected,
			(jury::Phase::Done(Verdict::Void), ..) => Self::Void,
			(jury::Phase::Done(Verdict::Passed), Some(outcome), _) => match outcome {
				Outcome::InForce { .. } => Self::InForce,
				Outcome::Struck { .. } => Self::Struck,
				Outcome::Failed(_) => Self::Failed,
			},
			(jury::Phase::Done(Verdict::Passed), None, pending) => match pending {
				Some(laws::Phase::Petition { .. }) => Self::Objection,
				Some(laws::Phase::Referendum { .. }) => Self::Referendum,
				Some(laws::Phase::Confirmed { .. }) => Self::Confirmed,
				Some(laws::Phase::Waiting) | None => Self::Passed,
			},
		}
	}

	/// In words.
	pub const fn words(self) -> &'static str {
		match self {
			Self::Petition => "looks for supporters",
			Self::Lapsed => "found too few supporters",
			Self::Waiting => "waits for the roll to be frozen",
			Self::Frozen => "waits for the seed; the roll is frozen",
			Self::Claiming => "seats are claimed",
			Self::NoPanel => "failed: too few claimed a seat",
			Self::Trial => "the panel votes",
			Self::NoQuorum => "failed: too few of the panel voted",
			Self::Rejected => "rejected by the panel",
			Self::Void => "passed by the panel, but it could not become law any more",
			Self::Passed => "passed by the panel; the people may object",
			Self::Objection => "passed by the panel; a petition for a referendum is under way",
			Self::Referendum => "passed by the panel; the people decide",
			Self::Confirmed => "passed by the panel; the people have been asked, and it stands",
			Self::InForce => "law",
			Self::Struck => "struck by the people",
			Self::Failed => "passed, but it could not enter into force; nothing of it was done",
		}
	}

	/// Whether nothing will change any more.
	pub const fn is_over(self) -> bool {
		matches!(
			self,
			Self::Lapsed
				| Self::NoPanel
				| Self::NoQuorum
				| Self::Rejected
				| Self::Void | Self::InForce
				| Self::Struck
				| Self::Failed
		)
	}
}

/// What a class is called.
pub const fn class_name(class: Class) -> &'static str {
	match class {
		Class::Statute => "statute",
		Class::Parameter => "parameter",
		Class::Upgrade => "upgrade",
		Class::Constitution => "constitution",
	}
}

/// The earliest block in which the seed of a bill can be drawn whose roll was frozen in the epoch
/// `frozen_in`. `epochs` have ended, the one under way began in block `began` and has `slots` slots,
/// each of which may bring a block.
pub fn seed_block(now: u32, frozen_in: u64, epochs: u64, began: u32, slots: u64) -> u32 {
	let missing = frozen_in.saturating_add(SEED_DELAY).saturating_sub(epochs);
	let blocks = missing.saturating_mul(slots);
	let block = u64::from(began).saturating_add(blocks);
	let next = now.saturating_add(1);
	u32::try_from(block).unwrap_or(u32::MAX).max(next)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain::Failure;

	#[test]
	fn state_of_a_trial_is_its_phase() {
		let of = |phase| State::new(&phase, None, None);
		assert_eq!(of(jury::Phase::Petition { poll: 1 }), State::Petition);
		assert_eq!(of(jury::Phase::Waiting { since: 1 }), State::Waiting);
		assert_eq!(of(jury::Phase::Done(Verdict::NoPanel)), State::NoPanel);
		assert_eq!(of(jury::Phase::Done(Verdict::Passed)), State::Passed);
	}

	#[test]
	fn state_of_a_passed_bill_is_what_the_people_do_with_it() {
		let passed = jury::Phase::Done(Verdict::Passed);
		let of = |pending| State::new(&passed, Some(&pending), None);
		assert_eq!(of(laws::Phase::Waiting), State::Passed);
		assert_eq!(of(laws::Phase::Petition { poll: 1 }), State::Objection);
		let referendum = laws::Phase::Referendum {
			poll: 1,
			required: true,
		};
		assert_eq!(of(referendum), State::Referendum);
		assert_eq!(of(laws::Phase::Confirmed { poll: 1 }), State::Confirmed);
		let of = |outcome| State::new(&passed, None, Some(&outcome));
		assert_eq!(of(Outcome::InForce { law: 1 }), State::InForce);
		assert_eq!(of(Outcome::Struck { poll: 1 }), State::Struck);
		let failed = Outcome::Failed(Failure::of_pallet(1, 1));
		assert_eq!(of(failed), State::Failed);
	}

	#[test]
	fn state_is_over_when_nothing_will_change() {
		for (state, over) in [
			(State::Petition, false),
			(State::Trial, false),
			(State::Passed, false),
			(State::Referendum, false),
			(State::Confirmed, false),
			(State::Rejected, true),
			(State::InForce, true),
			(State::Failed, true),
		] {
			assert_eq!(state.is_over(), over, "{state:?}");
		}
	}

	#[test]
	fn seed_is_drawn_when_three_more_epochs_are_over() {
		// Frozen in the epoch under way: that one and two more.
		assert_eq!(seed_block(110, 5, 5, 100, 20), 160);
		assert_eq!(seed_block(150, 5, 7, 140, 20), 160);
		// Late: the next block may be the one.
		assert_eq!(seed_block(150, 5, 8, 140, 20), 151);
		assert_eq!(seed_block(150, u64::MAX, 8, 140, u64::MAX), u32::MAX);
	}
}
