//! Public acts of persons: many at once, one after the other, those that must be refused, and those
//! that an election waits for.

use super::{people::Person, scenes::wait_for, stage::Stage};
use crate::{
	chain::{
		call::{self, Call},
		elections::Phase,
		At, Chain, Refused, Wait,
	},
	identity::Identity,
};
use anyhow::{bail, Context as _, Result};
use codec::Compact;
use futures::future::try_join_all;
use sp_core::H256;
use veche_primitives::{ElectionId, OfficeId, PersonId, PollId};

/// Blocks by which the chain may be late: a limit against waiting for ever.
const PATIENCE: u32 = 120;

/// What Eve lends for fees: ten coins.
const LOAN: u128 = 10_000_000_000_000;

/// Let everybody act at once, and wait until all acts are in blocks.
pub async fn all(chain: &Chain, acts: &[(&Person, Call)]) -> Result<()> {
	let sent = acts
		.iter()
		.map(|(who, call)| chain.submit_signed(who.identity.signer(), call, Wait::Block));
	try_join_all(sent).await?;
	Ok(())
}

/// Let one account act again and again, and wait until all acts are in blocks.
pub async fn serial(chain: &Chain, who: &Identity, calls: &[Call]) -> Result<()> {
	let nonce = chain.next_nonce(&who.account()).await?;
	let sent = calls
		.iter()
		.zip(nonce..)
		.map(|(call, nonce)| chain.submit_numbered(who.signer(), call, nonce, Wait::Block));
	try_join_all(sent).await?;
	Ok(())
}

/// Let Eve, an ordinary account with coins, lend some to each for fees.
pub async fn lend(chain: &Chain, whom: &[&Person]) -> Result<()> {
	/// An account named by its key.
	const BY_KEY: u8 = 0;
	let at = chain.best().await?;
	let mut calls = Vec::new();
	for who in whom {
		let transfer = (BY_KEY, who.identity.account(), Compact(LOAN));
		calls.push(call::encode(
			at.metadata(),
			"Balances",
			"transfer_keep_alive",
			transfer,
		)?);
	}
	serial(chain, &Identity::development("//Eve")?, &calls).await
}

/// Send an act that the chain must refuse: why it did, none if it was done.
pub async fn refusal(chain: &Chain, who: &Person, call: &Call) -> Result<Option<Refused>> {
	let sent = chain.submit_signed(who.identity.signer(), call, Wait::Block);
	match sent.await {
		Ok(_) => Ok(None),
		Err(error) => Ok(Some(error.downcast::<Refused>()?)),
	}
}

/// Check that it was refused with this error.
pub fn expect(
	refused: Option<Refused>,
	pallet: &str,
	error: &str,
	what: &str,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let as_expected = matches!(
		&refused,
		Some(Refused::Failed(by, why, _)) if by == pallet && why == error
	);
	let answer = match refused {
		Some(refused) => format!("is refused. The chain says: {refused}"),
		None => "was not refused".into(),
	};
	stage.check(as_expected, &format!("{what} {answer}"))
}

/// Wait until a round of nomination still lasts so many blocks. Returns where it ends.
pub async fn nomination(chain: &Chain, election: ElectionId, least: u32) -> Result<u32> {
	let terms = chain.best().await?.election(election).await?.terms;
	let patience = terms.nomination.saturating_mul(3);
	wait_for(
		chain,
		patience,
		"nomination is open",
		async |at: At| match at.election(election).await?.phase {
			Phase::Nomination { opens, until, .. } => {
				let open = at.number >= opens && until.saturating_sub(at.number) >= least;
				Ok(open.then_some(until))
			}
			_ => bail!("election {election} is in nomination no more, and nobody has stood"),
		},
	)
	.await
}

/// Wait until the election is put to the vote; the poll.
pub async fn called(chain: &Chain, election: ElectionId) -> Result<PollId> {
	wait_for(
		chain,
		PATIENCE,
		"the vote is called",
		async |at: At| match at.election(election).await?.phase {
			Phase::Nomination { .. } => Ok(None),
			Phase::Voting { poll, .. } => Ok(Some(poll)),
			Phase::Done { .. } => bail!("election {election} is over before anybody voted"),
		},
	)
	.await
}

/// The election under way for an office.
pub async fn under_way(chain: &Chain, office: OfficeId) -> Result<ElectionId> {
	wait_for(chain, PATIENCE, "an election is called", async |at: At| {
		at.under_way(office).await
	})
	.await
}

/// A person's number.
pub async fn number(at: &At, who: &Person) -> Result<PersonId> {
	let found = at.person_of(&who.identity.account()).await?;
	found.context("somebody who was attested is no person; look at the node's log")
}

/// The hash under which a text is known that is published elsewhere.
pub fn hash(text: &str) -> H256 {
	sp_crypto_hashing::blake2_256(text.as_bytes()).into()
}
