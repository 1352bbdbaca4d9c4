//! How fast this machine makes ballots, and how long a poll must stay open for them.

use super::people;
use crate::{
	ballots::{PollView, Prover, Wish},
	cores,
	ring::{self, Ring},
};
use anyhow::Result;
use sp_core::H256;
use std::time::Instant;
use veche_primitives::{
	ballot::{Choices, Paper},
	polls::{Institution, Phase, Poll},
	rolls::{Electorate, RingSize, RollEpoch},
};

/// How fast this machine makes ballots.
pub struct Speed {
	/// Seconds a ballot, all cores at work.
	pub ballot: f64,
	/// Cores.
	pub cores: usize,
	/// Whether the computer will have other things to do, whatever it looks like now.
	pub busy: bool,
}

impl Speed {
	/// Make a few ballots in a ring as large as those of the election.
	pub fn measure(seed: &[u8; 32], members: usize, busy: bool) -> Result<Self> {
		let cores = cores::count();
		let members = members.clamp(1, RingSize::Small.capacity() as usize);
		let entropy = |number| *people::derive(seed, "measure", number);
		let ring = Ring {
			precinct: 0,
			version: RollEpoch::default(),
			size: RingSize::Small,
			keys: cores::map(members, |number| ring::voting_key(&entropy(number))),
			commitment: Vec::new(),
		};
		let poll = PollView {
			id: 0,
			record: no_poll(),
			paper: no_paper(),
		};
		let prover = Prover::new(&ring)?;
		let make = |number: usize| {
			let entropy = entropy(number % members);
			let wish = Wish {
				entropy,
				choices: Choices::default(),
				counter: 1,
			};
			prover.ballot(&poll, H256::zero(), &wish).map(|_| ())
		};
		// The first one also builds tables that all others use.
		make(0)?;
		let begun = Instant::now();
		let count = cores * 3;
		cores::map(count, make)
			.into_iter()
			.collect::<Result<()>>()?;
		Ok(Self {
			ballot: begun.elapsed().as_secs_f64() / count as f64,
			cores,
			busy,
		})
	}

	/// Seconds for so many ballots, the node's own work on them included.
	pub fn seconds(&self, ballots: usize) -> f64 {
		ballots as f64 * (self.ballot + NODE / self.cores as f64)
	}

	/// Blocks of a second that the poll must stay open. On an ordinary computer `spare` of them are for
	/// other things than ballots, on a slow one more.
	pub fn window(&self, ballots: usize, spare: u32) -> u32 {
		let margin = if self.busy { BUSY_MARGIN } else { MARGIN };
		(self.seconds(ballots) * margin + f64::from(spare) * self.slowness()) as u32
	}

	/// How many times as long everything else takes as on an ordinary computer. Also one that is busy
	/// with other things is slow. A limit, since a single measurement may go astray, and nobody waits
	/// for ever.
	fn slowness(&self) -> f64 {
		if self.busy {
			return SLOWEST;
		}
		(self.ballot * self.cores as f64 / USUAL).clamp(1.0, SLOWEST)
	}
}

/// Seconds of one core that the node needs for a ballot.
const NODE: f64 = 0.06;
/// What is put on top of the measured time, since a machine may be busy with other things.
const MARGIN: f64 = 1.1;
/// The same when it is known to be.
const BUSY_MARGIN: f64 = 3.0;
/// The most that everything else is taken to be slower.
const SLOWEST: f64 = 1.5;
/// Seconds of one core for a ballot at most, where the spare blocks were tried.
const USUAL: f64 = 0.25;

fn no_poll() -> Poll<u32> {
	Poll {
		institution: Institution::Initiatives,
		electorate: Electorate::Unit(0),
		epoch: RollEpoch::default(),
		electors: 0,
		context: [0; 32],
		panel: false,
		questions: Default::default(),
		quorum: 0,
		majority: 0,
		goal: None,
		goal_reached: false,
		opens: 0,
		closes: 0,
		phase: Phase::Open,
	}
}

fn no_paper() -> Paper {
	Paper {
		title: Default::default(),
		text: H256::zero(),
		questions: Default::default(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn window_grows_with_the_voters_and_shrinks_with_the_cores() {
		let speed = |cores| Speed {
			ballot: 0.3 / cores as f64,
			cores,
			busy: false,
		};
		assert!(speed(2).window(661, 30) > speed(8).window(661, 30));
		assert!(speed(2).window(661, 30) > speed(2).window(66, 30));
		assert!(speed(8).window(3, 30) >= 30);
	}

	#[test]
	fn spare_blocks_are_more_on_a_slow_computer_but_at_most_half_as_many_again() {
		let spare = |core: f64| {
			let speed = Speed {
				ballot: core / 2.0,
				cores: 2,
				busy: false,
			};
			speed.window(0, 30)
		};
		assert_eq!([0.1, USUAL, 1.2 * USUAL, 9.0].map(spare), [30, 30, 36, 45]);
	}

	#[test]
	fn window_is_that_of_a_slow_computer_when_it_will_be_busy() {
		let speed = |busy| Speed {
			ballot: 0.05,
			cores: 2,
			busy,
		};
		assert_eq!(
			(speed(false).window(0, 30), speed(true).window(0, 30)),
			(30, 45)
		);
		assert!(speed(true).window(100, 0) > 2 * speed(false).window(100, 0));
	}
}
