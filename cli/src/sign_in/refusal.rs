//! Why somebody is not let in.

use crate::output::{hex, text};
use sp_core::H256;
use std::fmt;
use veche_primitives::PrecinctId;

/// Why somebody is not let in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// The file cannot be read.
	Unreadable(String),
	/// The answer is to the challenge of another service.
	OtherService(String),
	/// The answer is for another chain.
	OtherChain(H256),
	/// The answer is to another challenge of this service.
	OtherNonce,
	/// The challenge was answered before, ran out, or was never given out.
	UsedNonce,
	/// Too many challenges wait for an answer.
	Busy,
	/// The answer comes too late.
	Expired,
	/// The service asks for a person and got an alias, or the other way round.
	OtherKind,
	/// The signature or the ring proof does not hold for this challenge.
	BadProof,
	/// No person in good standing is behind the account.
	NotInStanding,
	/// The precinct is not part of the electorate the service admits.
	NotAdmitted(PrecinctId),
	/// The precinct's ring is not the one that is in force in finalised state.
	OtherRing(PrecinctId),
	/// The chain's commitment to a ring does not belong to its keys.
	FalseRing,
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Unreadable(why) => write!(
				f,
				"the file cannot be read ({}); take the service's challenge as it is, and the answer \
				 as `veche sign-in` wrote it",
				text(why.as_bytes())
			),
			Self::OtherService(service) => write!(
				f,
				"the answer is for the service {:?}; answer a challenge of this one",
				text(service.as_bytes())
			),
			Self::OtherChain(genesis) => write!(
				f,
				"it is for the chain {}; use a node of that chain, or a challenge for this one",
				hex(genesis)
			),
			Self::OtherNonce => {
				f.write_str("the answer is to another challenge; answer the newest one")
			}
			Self::UsedNonce => f.write_str(
				"this challenge was answered before, ran out or was never given out; ask the service \
				 for a new one",
			),
			Self::Busy => f.write_str("too many people sign in just now; try again in a minute"),
			Self::Expired => {
				f.write_str("the time to answer is over; ask the service for a new challenge")
			}
			Self::OtherKind => f.write_str(
				"the service looked up a person for an alias or an alias for a person; sign in as it \
				 asks, with `--as person` or `--as alias`",
			),
			Self::BadProof => f.write_str(
				"the proof does not hold for this challenge: something was changed, or it was made \
				 for another one; run `veche sign-in` again",
			),
			Self::NotInStanding => f.write_str(
				"no person in good standing is behind the account; have it attested or renewed by \
				 registrars",
			),
			Self::NotAdmitted(precinct) => write!(
				f,
				"precinct {precinct} is not part of the electorate this service admits; sign in with \
				 the unit or credential it names"
			),
			Self::OtherRing(precinct) => write!(
				f,
				"the ring of precinct {precinct} is not the one in force in finalised state: the roll \
				 has changed meanwhile; sign in again in a minute"
			),
			Self::FalseRing => f.write_str(
				"the node's commitment to the ring does not belong to its keys; let nobody in through \
				 this node, ask another one and report the case",
			),
		}
	}
}

impl std::error::Error for Refusal {}
