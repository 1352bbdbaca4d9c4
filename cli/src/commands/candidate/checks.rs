//! What the chain would say to a candidate, found out before it is asked.

use crate::{
	chain::{
		elections::{Election, Phase},
		At,
	},
	commands::{
		citizen::{refusal, Citizen},
		office::unit_name,
	},
};
use anyhow::Result;
use std::collections::HashMap;
use veche_primitives::{ballot::MAX_OPTIONS, ElectionId, PersonId, Stratum};

fn refused(error: &str, advice: impl Into<String>) -> anyhow::Error {
	refusal("Elections", error, advice)
}

/// Whether candidates may stand.
pub fn nominating(id: ElectionId, election: &Election, block: u32) -> Result<()> {
	closed(id, election, block).map_or(Ok(()), |(error, advice)| Err(refused(error, advice)))
}

/// Whether candidates may enter pledges.
pub fn entering(id: ElectionId, election: &Election, block: u32) -> Result<()> {
	closed(id, election, block).map_or(Ok(()), |(_, advice)| {
		Err(refusal("Pledges", "NotNominating", advice))
	})
}

/// Why nomination is not open in the next block, the first that can hold a transaction sent now.
fn closed(id: ElectionId, election: &Election, block: u32) -> Option<(&'static str, String)> {
	let next = block.saturating_add(1);
	match election.phase {
		Phase::Nomination { opens, .. } if next < opens => Some((
			"NominationNotOpen",
			format!("nomination opens at block {opens}, now is block {block}; go on then"),
		)),
		Phase::Nomination { until, .. } if next < until => None,
		Phase::Nomination { until, .. } => Some((
			"NominationOver",
			format!(
				"nomination ended at block {until}; if nobody is elected it opens again: `veche \
				 election watch {id}`"
			),
		)),
		Phase::Voting { poll, .. } => Some((
			"NominationOver",
			format!(
				"the people vote already, in poll {poll}; if nobody is elected, nomination opens \
				 again: `veche election watch {id}`"
			),
		)),
		Phase::Done { .. } => Some((
			"NominationOver",
			format!(
				"somebody is elected (`veche election show {id}`); the next election comes at the end \
				 of the term: `veche office show {}`",
				election.office
			),
		)),
	}
}

/// Whether this citizen may stand.
pub async fn standing(
	at: &At,
	id: ElectionId,
	election: &Election,
	citizen: &Citizen,
) -> Result<()> {
	let person = citizen.person;
	if citizen.stratum == Stratum::Observer {
		let advice = "observers hold no office; only citizens can stand";
		return Err(refused("Observer", advice));
	}
	match at.candidacy_of(person).await? {
		Some(other) if other == id => {
			let advice = format!(
				"person {person} stands already; to change the pledges use `veche candidate pledge \
				 {id}`"
			);
			return Err(refused("AlreadyCandidate", advice));
		}
		Some(other) => {
			let advice = format!(
				"person {person} stands in election {other}, and nobody stands in two; `veche \
				 candidate withdraw {other}` first"
			);
			return Err(refused("AlreadyCandidate", advice));
		}
		None => (),
	}
	let mut known = HashMap::new();
	if !at
		.is_within(citizen.home, election.unit, &mut known)
		.await?
	{
		let (home, unit) = (
			unit_name(at, citizen.home).await?,
			unit_name(at, election.unit).await?,
		);
		let advice = format!(
			"person {person} is registered in {home}, outside {unit}; stand in {home} or a unit \
			 above it: `veche election list --unit {home}`"
		);
		return Err(refused("OutsideUnit", advice));
	}
	if let Some(schema) = election.terms.certificate {
		if !at.is_qualified(person, schema).await? {
			let advice = format!(
				"candidates must hold the credential of schema {schema}, and person {person} does not \
				 hold it now; see `veche credential show {person}`, then accept it, get it from its \
				 issuer or have it extended"
			);
			return Err(refused("NoCertificate", advice));
		}
	}
	if !at.may_stand(person, election.office).await? {
		let advice = format!(
			"office {} asks for a record: a mandate one level down or in this unit, held for the \
			 required part of its term, not ended by recall, not rated under the bar; stand for an \
			 office below first",
			election.office
		);
		return Err(refused("NoRecord", advice));
	}
	if at.slate(id).await?.candidates.len() >= MAX_OPTIONS as usize {
		let advice = format!(
			"election {id} has {MAX_OPTIONS} candidates, as many as fit on a paper; stand if one \
			 withdraws"
		);
		return Err(refused("TooManyCandidates", advice));
	}
	Ok(())
}

/// Whether the person stands in the election; else that pallet's error says so.
pub async fn candidate(
	at: &At,
	id: ElectionId,
	person: PersonId,
	(pallet, error): (&str, &str),
) -> Result<()> {
	if at.candidacy(id, person).await?.is_none() {
		let advice = format!(
			"person {person} does not stand in election {id}; `veche candidate show {id}` tells who \
			 does, `veche candidate stand {id}` makes a candidate"
		);
		return Err(refusal(pallet, error, advice));
	}
	Ok(())
}

/// Whether a candidacy may still be withdrawn: until the vote is announced.
pub fn withdrawing(id: ElectionId, election: &Election) -> Result<()> {
	match election.phase {
		Phase::Nomination { .. } => Ok(()),
		_ => Err(refused(
			"TooLate",
			format!(
				"the paper of election {id} is fixed; who is elected against their will can resign: \
				 `veche office resign {}`",
				election.office
			),
		)),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain::elections::{QuorumRule, Terms};
	use veche_primitives::{ballot::Method, offices::Cause};

	fn election(phase: Phase) -> Election {
		Election {
			office: 2,
			unit: 9,
			method: Method::Plurality,
			term: 5000,
			cause: Cause::TermEnd,
			called: 90,
			terms: Terms {
				notice: 10,
				nomination: 20,
				voting: 50,
				quorum: 0,
				repeat_quorum: 0,
				majority: 0,
				after_repeat: QuorumRule::Accept,
				certificate: None,
			},
			phase,
		}
	}

	fn said(phase: Phase, block: u32) -> String {
		nominating(3, &election(phase), block)
			.err()
			.map_or(String::new(), |error| error.to_string())
	}

	#[test]
	fn nominating_is_judged_by_the_block_that_would_hold_the_transaction() {
		let open = Phase::Nomination {
			opens: 100,
			until: 120,
			round: 1,
		};
		assert!(said(open, 98).contains("NominationNotOpen"));
		assert_eq!(said(open, 99), "");
		assert_eq!(said(open, 118), "");
		assert!(said(open, 119).contains("NominationOver"));
	}

	#[test]
	fn nominating_says_what_to_do_when_it_is_over() {
		let voting = Phase::Voting {
			poll: 5,
			attempt: 1,
			round: 1,
		};
		assert!(said(voting, 130).contains("in poll 5"));
		let done = Phase::Done {
			poll: 5,
			mandate: 0,
		};
		assert!(said(done, 200).contains("`veche office show 2`"));
		let error = entering(3, &election(done), 200).unwrap_err();
		assert!(error.to_string().starts_with("Pledges.NotNominating: "));
	}

	#[test]
	fn withdrawing_is_possible_until_the_vote_is_announced() {
		let over = Phase::Nomination {
			opens: 100,
			until: 120,
			round: 1,
		};
		assert!(withdrawing(3, &election(over)).is_ok());
		let voting = Phase::Voting {
			poll: 5,
			attempt: 2,
			round: 1,
		};
		let error = withdrawing(3, &election(voting)).unwrap_err();
		assert!(error.to_string().contains("TooLate"), "{error}");
	}
}
