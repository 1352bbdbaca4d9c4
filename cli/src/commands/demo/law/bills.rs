//! Two bills: one changes a number of the chain, the other is nothing but a text. And bills that
//! cannot be.

use super::house::{name, House, MIKOLA, STEFANIA, TAMASH, YANKA};
use crate::{
	chain::{
		call::{self, Call},
		jury::{self, Bill, Class, KeptCall, Phase, Record, JURY},
		At, Wait,
	},
	commands::demo::{
		acts::{self, hash, number},
		answers::percent,
		ballots::title,
		petition, scenes,
		stage::Stage,
	},
};
use anyhow::{Context as _, Result};
use codec::Compact;
use veche_primitives::{rolls::RollEpoch, BillId, OfficeId, PersonId, PollId, UnitId};

/// The bill that changes a number: submitted by an incumbent.
pub const NUMBER: usize = 0;
/// The statute: proposed by a citizen.
pub const BOOKS: usize = 1;

/// What is proposed, in words.
pub struct Draft {
	/// What it is called.
	pub title: &'static str,
	/// All of it.
	pub text: &'static str,
}

/// Both of them.
pub const DRAFTS: [Draft; 2] = [
	Draft {
		title: "Three in twenty to call a vote",
		text: "A vote that anyone may start is held when three in twenty of the unit's electors \
		       support it.\n",
	},
	Draft {
		title: "Open books",
		text: "1. What the council of Bezdzezh takes and spends is read out every Saturday at the \
		       shop.\n2. Whoever lives in the village may see every bill and every contract.\n",
	},
];

/// The share of supporters that an initiative needs, as the first bill wants it.
pub const WANTED: u32 = 150_000;

/// The numbers that govern initiatives, in the chain's order; the first is the share of supporters.
pub type Numbers = [u32; 6];

/// A bill that a panel will decide on.
pub struct Case {
	/// Its number.
	pub id: BillId,
	/// What is decided on.
	pub bill: Bill,
	/// The state of the rolls that is frozen for it.
	pub epoch: RollEpoch,
	/// The consensus' own number of the epoch in which they were frozen.
	pub frozen_in: u64,
}

/// The numbers that govern initiatives.
pub async fn numbers(at: &At) -> Result<Numbers> {
	let found = at.get("Initiatives", "Parameters", &[]).await?;
	found.context("the chain has no numbers for initiatives; build node and `veche` together")
}

/// The consensus' own number of the epoch under way.
pub async fn epoch_index(at: &At) -> Result<u64> {
	at.get_or_default("Babe", "EpochIndex", &[]).await
}

/// A bill with this draft.
fn bill(unit: UnitId, draft: &Draft, call: Option<&Call>) -> Result<Bill> {
	let class = match call {
		Some(_) => Class::Parameter,
		None => Class::Statute,
	};
	Ok(Bill {
		unit,
		class,
		title: title(draft.title),
		text: hash(draft.text),
		change: None,
		call: call.map(|call| KeptCall::new(&call.0)).transpose()?,
	})
}

/// The call that changes the share of supporters and nothing else.
async fn set_support(at: &At) -> Result<Call> {
	let [_, others @ ..] = numbers(at).await?;
	call::encode(at.metadata(), "Initiatives", "set_params", (WANTED, others))
}

/// Both bills are brought in, and the statute finds its supporters.
pub async fn bring_in(house: &House<'_>, stage: &mut Stage<'_>) -> Result<[Case; 2]> {
	let chain = house.chain;
	let at = chain.best().await?;
	let [number_draft, books_draft] = &DRAFTS;
	let number_bill = bill(house.country, number_draft, Some(&set_support(&at).await?))?;
	let books = bill(house.village, books_draft, None)?;
	let submit = jury::submit(at.metadata(), house.office, &number_bill)?;
	let propose = jury::propose(at.metadata(), &books)?;
	let (submitter, proposer) = (house.person(STEFANIA)?, house.person(TAMASH)?);
	let (submitted, proposed) = futures::try_join!(
		chain.submit_signed(submitter.identity.signer(), &submit, Wait::Block),
		chain.submit_signed(proposer.identity.signer(), &propose, Wait::Block),
	)?;
	type Submitted = (BillId, UnitId, Class, PersonId, OfficeId);
	type Proposed = (BillId, UnitId, Class, PersonId, PollId);
	let submitted: Submitted = (submitted.event(JURY, "Submitted"))
		.context("the chain does not tell the number of the bill that was submitted")?;
	let proposed: Proposed = (proposed.event(JURY, "Proposed"))
		.context("the chain does not tell the number of the bill that was proposed")?;
	let (first, second, petition) = (submitted.0, proposed.0, proposed.4);

	let at = chain.best().await?;
	let [before, ..] = numbers(&at).await?;
	stage.lines(&format!(
		"bill {first}  {}\n        parameter, for the whole country: initiatives need {} of the \
		 electors, now {}\n        submitted by {}, who is in office\n\
		 bill {second}  {}\n        statute, a text for the village\n        proposed by {}, a citizen",
		number_draft.title,
		percent(WANTED),
		percent(before),
		name(STEFANIA),
		books_draft.title,
		name(TAMASH)
	))?;
	let records = [at.bill(first).await?, at.bill(second).await?];
	let by = [number(&at, submitter).await?, number(&at, proposer).await?];
	stage.check(
		is_as_sent(&records[NUMBER], &number_bill, by[NUMBER], Some(house.office))
			&& is_as_sent(&records[BOOKS], &books, by[BOOKS], None),
		"both are on record as they were sent: whose law, class, title, hash of the text, call, and \
		 who brought them in",
	)?;

	let number_case = frozen(house, first, number_bill).await?;
	let supporters = petition::support(chain, petition, house.neighbours()).await?;
	stage.say(&format!(
		"What an incumbent submits goes to a panel at once; what a citizen proposes needs \
		 supporters first, anonymous ones: {supporters} of {} are enough here.",
		house.people.len()
	))?;
	Ok([number_case, frozen(house, second, books).await?])
}

fn is_as_sent(record: &Record, bill: &Bill, by: PersonId, office: Option<OfficeId>) -> bool {
	record.bill == *bill && record.by == by && record.office == office
}

/// Wait until the jurists' roll is frozen for a bill.
async fn frozen(house: &House<'_>, id: BillId, bill: Bill) -> Result<Case> {
	const PATIENCE: u32 = 30;
	let what = "the jurists' roll is frozen";
	let (mut at, epoch) = scenes::wait_for(house.chain, PATIENCE, what, async |at: At| {
		let frozen = frozen_for(&at, id).await?;
		Ok(frozen.map(|epoch| (at, epoch)))
	})
	.await?;
	// Back to the block in which it was.
	while at.number > 1 {
		let before = house.chain.at_number(at.number - 1).await?;
		if before.bill_count().await? <= id || frozen_for(&before, id).await?.is_none() {
			break;
		}
		at = before;
	}
	Ok(Case {
		id,
		bill,
		epoch,
		frozen_in: epoch_index(&at).await?,
	})
}

async fn frozen_for(at: &At, id: BillId) -> Result<Option<RollEpoch>> {
	Ok(match at.bill(id).await?.phase {
		Phase::Frozen { epoch, .. } => Some(epoch),
		_ => None,
	})
}

/// Bills that are refused at once.
pub async fn refused(house: &House<'_>, stage: &mut Stage<'_>) -> Result<()> {
	let chain = house.chain;
	stage.say(
		"What citizens do is free, but only what is sure to succeed. So that the chain itself says \
		 why it refuses, Eve lends those who try the impossible some coins for the fee.",
	)?;
	let borrowers = [STEFANIA, TAMASH, YANKA, MIKOLA].map(|player| house.person(player));
	let borrowers: Vec<_> = borrowers.into_iter().collect::<Result<_>>()?;
	acts::lend(chain, &borrowers).await?;

	let at = chain.best().await?;
	let set = set_support(&at).await?;
	let panels = (Class::Statute, at.jury_params(Class::Statute).await?);
	let panels = call::encode(at.metadata(), JURY, "set_params", panels)?;
	let mut batch = call::encode(at.metadata(), "Utility", "batch", Compact(1u32))?;
	batch.0.extend(&set.0);
	let [draft, _] = &DRAFTS;
	for (who, unit, call, pallet, error, what) in [
		(
			STEFANIA,
			house.country,
			&panels,
			"Laws",
			"CallNotOfClass",
			"a parameter bill that changes the size of panels, a matter of the constitution,",
		),
		(
			STEFANIA,
			house.country,
			&batch,
			"Laws",
			"CallNotOfClass",
			"a bill with its call wrapped in another one",
		),
		(
			TAMASH,
			house.country,
			&set,
			JURY,
			"NotIncumbent",
			"a bill submitted by right of an office by somebody who does not hold it",
		),
	] {
		let bill = bill(unit, draft, Some(call))?;
		let submit = jury::submit(at.metadata(), house.office, &bill)?;
		let refused = acts::refusal(chain, house.person(who)?, &submit).await?;
		acts::expect(refused, pallet, error, what, stage)?;
	}
	let bill = bill(house.village, draft, Some(&set))?;
	let propose = jury::propose(at.metadata(), &bill)?;
	let refused = acts::refusal(chain, house.person(TAMASH)?, &propose).await?;
	let what = "a bill of one village that would change a number for all";
	acts::expect(refused, "Laws", "WrongUnit", what, stage)
}

/// Whether the panel has passed a bill.
pub async fn is_passed(at: &At, id: BillId) -> Result<bool> {
	let phase = at.bill(id).await?.phase;
	Ok(phase == Phase::Done(jury::Verdict::Passed))
}

/// The hash of a bill's encoded call.
pub fn call_hash(bill: &Bill) -> Option<sp_core::H256> {
	bill.call.as_ref().map(KeptCall::hash)
}

#[cfg(test)]
mod tests {
	use super::*;
	use veche_primitives::{is_readable, MAX_TITLE};

	#[test]
	fn drafts_can_be_brought_in() {
		for draft in &DRAFTS {
			assert!(draft.title.len() <= MAX_TITLE as usize);
			assert!(is_readable(draft.title.as_bytes()));
			assert!(draft.text.ends_with('\n') && !draft.text.contains('\t'));
		}
	}

	#[test]
	fn bill_is_a_statute_without_a_call_and_keeps_a_short_call_itself() {
		let [number, books] = &DRAFTS;
		let call = Call(vec![34, 1, 5]);
		let with_call = bill(0, number, Some(&call)).unwrap();
		assert_eq!(with_call.class, Class::Parameter);
		assert_eq!(with_call.call, Some(KeptCall::Inline(vec![34, 1, 5])));
		assert_eq!(call_hash(&with_call), Some(hash_of(&call)));
		let text = bill(3, books, None).unwrap();
		assert_eq!((text.unit, text.class), (3, Class::Statute));
		assert_eq!((text.text, text.call), (hash(books.text), None));
	}

	fn hash_of(call: &Call) -> sp_core::H256 {
		sp_crypto_hashing::blake2_256(&call.0).into()
	}
}
