//! What panels have passed and what became law, as a client reads it, and the one call there is.

use super::{
	call::{encode, Call},
	failure::Failure,
	jury::{Bill, Change, Class},
	offices::Text,
	At,
};
use crate::output::usage;
use anyhow::Result;
use codec::{Decode, Encode};
use serde::Serialize;
use sp_core::H256;
use subxt::Metadata;
use veche_primitives::{BillId, LawId, PollId, Ppm, UnitId};

/// The pallet.
pub const LAWS: &str = "Laws";

/// Most laws that the chain shows at once.
const MAX_PAGE: u32 = 64;

/// What the people are doing about a bill that a panel has passed.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
	/// Nobody has objected.
	#[codec(index = 0)]
	Waiting,
	/// A petition for a referendum collects supporters.
	#[codec(index = 1)]
	Petition {
		/// The poll that collects them.
		poll: PollId,
	},
	/// The people decide.
	#[codec(index = 2)]
	Referendum {
		/// The poll that decides.
		poll: PollId,
		/// Whether there is no law without it; else a petition has called it, and the panel's
		/// verdict stands unless enough people vote and more of them say no than yes.
		required: bool,
	},
	/// The people have had their say, and it stands.
	#[codec(index = 3)]
	Confirmed {
		/// The referendum.
		poll: PollId,
	},
}

/// A bill that a panel has passed and that is not yet law.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Passed {
	/// The bill.
	pub bill: Bill,
	/// The block in which the panel passed it.
	pub at: u32,
	/// The block at which it enters into force, unless the people are still asked then. A petition
	/// opens in the block after the one in which it is begun, and must be over by then.
	pub due: u32,
	/// The terms of its class on the day it passed.
	pub terms: Terms,
	/// What the people are doing about it.
	pub phase: Phase,
}

impl Passed {
	/// Whether it is early enough for a petition that is sent after this block.
	pub const fn can_be_petitioned(&self, now: u32) -> bool {
		// The next block is the first that can hold it, and the one after that the first in which it
		// is open.
		now.saturating_add(2) < self.due
	}
}

/// What became of a bill that a panel had passed.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
	/// It is law.
	#[codec(index = 0)]
	InForce {
		/// Its number in the register.
		law: LawId,
	},
	/// The people struck it.
	#[codec(index = 1)]
	Struck {
		/// The referendum.
		poll: PollId,
	},
	/// It could not enter into force. Nothing of it was done.
	#[codec(index = 2)]
	Failed(Failure),
}

/// An entry of the register of laws.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Law {
	/// Whose law it is.
	pub unit: UnitId,
	/// What it may do.
	pub class: Class,
	/// What it is called.
	pub title: Text,
	/// Hash of the full text, which is published elsewhere.
	pub text: H256,
	/// The bill it was.
	pub bill: BillId,
	/// Since which block it has been in force.
	pub since: u32,
	/// Hash of the encoded call that was made when it entered into force.
	pub call: Option<H256>,
	/// The referendum that let it stand.
	pub referendum: Option<PollId>,
	/// The earlier law it changed.
	pub change: Option<Change>,
	/// If it amends: the amendment of the same law before this one.
	pub follows: Option<LawId>,
	/// Its last amendment.
	pub amended_by: Option<LawId>,
	/// The law that ended it; none while it is in force.
	pub repealed_by: Option<LawId>,
}

impl Law {
	/// Whether it has not been repealed.
	pub const fn is_in_force(&self) -> bool {
		self.repealed_by.is_none()
	}
}

/// How long the people have to object to a bill of a class, and how they decide on it.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Terms {
	/// Blocks between a panel's verdict and force.
	pub delay: u32,
	/// Whether there is no law of the class without a referendum.
	pub referendum: bool,
	/// Share of the unit's electors who must support a petition for one.
	pub support: Ppm,
	/// Blocks a referendum stays open.
	pub voting: u32,
	/// Least turnout of a referendum, as a share of the unit's electors.
	pub quorum: Ppm,
	/// What a yes needs in a referendum without which there is no law: more than this share of yes
	/// and no together.
	pub majority: Ppm,
}

/// Begin a petition for a referendum on a bill that a panel has passed.
pub fn petition(metadata: &Metadata, bill: BillId) -> Result<Call> {
	encode(metadata, LAWS, "petition", bill)
}

impl At {
	/// How many laws there are: the number of the last one.
	pub async fn law_count(&self) -> Result<LawId> {
		self.get_or_default(LAWS, "LawCount", &[]).await
	}

	/// A law, in force or repealed; an error when there is no such one.
	pub async fn law(&self, id: LawId) -> Result<Law> {
		let found: Option<Law> = self.view(LAWS, "law", id).await?;
		found.ok_or_else(|| {
			usage(format!(
				"there is no law {id}; `veche law list` shows those that exist"
			))
		})
	}

	/// Laws of a unit, the oldest first, from its `from`-th on; at most `limit` and at most 64.
	pub async fn laws_of(&self, unit: UnitId, from: u32, limit: u32) -> Result<Vec<(LawId, Law)>> {
		self.view(LAWS, "laws_of", (unit, from, limit)).await
	}

	/// All laws of a unit, the oldest first.
	pub async fn all_laws_of(&self, unit: UnitId) -> Result<Vec<(LawId, Law)>> {
		let mut all = Vec::new();
		loop {
			let page = self
				.laws_of(unit, u32::try_from(all.len())?, MAX_PAGE)
				.await?;
			let is_last = page.len() < MAX_PAGE as usize;
			all.extend(page);
			if is_last {
				return Ok(all);
			}
		}
	}

	/// All laws, in order of their numbers.
	pub async fn all_laws(&self) -> Result<Vec<(LawId, Law)>> {
		let mut all: Vec<(LawId, Law)> = self.entries(LAWS, "Laws", &[]).await?;
		all.sort_by_key(|(number, _)| *number);
		Ok(all)
	}

	/// A bill that has passed and is not yet law.
	pub async fn pending(&self, bill: BillId) -> Result<Option<Passed>> {
		self.view(LAWS, "pending", bill).await
	}

	/// The block in which a bill that had passed ended, and how; none while it waits.
	pub async fn law_outcome(&self, bill: BillId) -> Result<Option<(u32, Outcome)>> {
		self.view(LAWS, "outcome", bill).await
	}

	/// The terms of a class, for bills that pass from now on.
	pub async fn law_terms(&self, class: Class) -> Result<Terms> {
		self.view(LAWS, "terms", class).await
	}

	/// The unit whose laws act on the chain, and no other's.
	pub fn country(&self) -> Result<UnitId> {
		self.constant(LAWS, "Country")
	}

	/// The longest encoded call of a bill, in bytes.
	pub fn max_call_size(&self) -> Result<u32> {
		self.constant(LAWS, "MaxCallSize")
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const TERMS: Terms = Terms {
		delay: 10,
		referendum: true,
		support: 20_000,
		voting: 30,
		quorum: 200_000,
		majority: 500_000,
	};

	#[test]
	fn law_is_read_as_the_chain_writes_it() {
		let bytes = [
			(5u32, 0u8, "Bridge".to_string()).encode(),
			([3u8; 32], 7u32, 90u32).encode(),
			Some([4u8; 32]).encode(),
			Some(6u32).encode(),
			Some(Change::Amends(1)).encode(),
			(Some(2u32), None::<u32>, Some(8u32)).encode(),
		]
		.concat();
		let read = Law::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!((read.unit, read.class), (5, Class::Statute));
		assert_eq!(read.referendum, Some(6));
		assert_eq!((read.bill, read.since), (7, 90));
		assert_eq!(read.call, Some(H256([4; 32])));
		assert_eq!(read.change, Some(Change::Amends(1)));
		assert_eq!((read.follows, read.amended_by), (Some(2), None));
		assert_eq!((read.repealed_by, read.is_in_force()), (Some(8), false));
	}

	#[test]
	fn passed_is_read_as_the_chain_writes_it() {
		let bill = Bill {
			unit: 5,
			class: Class::Constitution,
			title: b"Bridge".to_vec().try_into().unwrap(),
			text: H256([3; 32]),
			change: None,
			call: None,
		};
		let bytes = [
			bill.encode(),
			(90u32, 100u32).encode(),
			TERMS.encode(),
			(2u8, 6u32, true).encode(),
		]
		.concat();
		let read = Passed::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!(read.bill, bill);
		assert_eq!((read.at, read.due, read.terms), (90, 100, TERMS));
		let referendum = Phase::Referendum {
			poll: 6,
			required: true,
		};
		assert_eq!(read.phase, referendum);
		// Sent now it is in block 98 at the earliest, and open in block 99.
		assert!(read.can_be_petitioned(97) && !read.can_be_petitioned(98));
	}

	#[test]
	fn phase_has_the_numbers_of_the_chain() {
		let read = |bytes: Vec<u8>| Phase::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!(read(vec![0]), Phase::Waiting);
		assert_eq!(read((1u8, 6u32).encode()), Phase::Petition { poll: 6 });
		assert_eq!(read((3u8, 6u32).encode()), Phase::Confirmed { poll: 6 });
	}

	#[test]
	fn outcome_has_the_numbers_of_the_chain() {
		let read = |bytes: Vec<u8>| Outcome::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!(read((0u8, 4u32).encode()), Outcome::InForce { law: 4 });
		assert_eq!(read((1u8, 6u32).encode()), Outcome::Struck { poll: 6 });
		let failed = (2u8, 3u8, 42u8, [7u8, 0, 0, 0]).encode();
		assert_eq!(read(failed), Outcome::Failed(Failure::of_pallet(42, 7)));
	}
}
