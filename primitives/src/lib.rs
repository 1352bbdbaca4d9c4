//! The words everybody shares: ids, the ballot, and the traits through which pallets meet.
//!
//! No pallet names another pallet. One asks through a trait from here for exactly what it needs, and
//! the runtime ties the knot. Clients (the `veche` command, auditors) use the same types, so that
//! what is signed, stored and recounted is one definition.
//!
//! - [`ballot`]: the paper, the ballot and what its proof binds.
//! - [`people`]: who is a person, as other pallets may ask it.
//! - [`credentials`]: what a person is qualified for.
//! - [`rolls`]: electorates, roll epochs, precincts, proof checks.
//! - [`offices`]: posts, mandates, elections and pledges.
//! - [`confidence`]: what the people think of those in office, and what hangs on it.
//! - [`laws`]: bills, the panel drawn by lot, and what a law may do.
//! - [`polls`]: how an institution opens a poll and hears its outcome.
//! - [`territory`]: which units exist.
//! - [`calendar`]: work that falls due on a block, done in bounded steps and never skipped.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod ballot;
pub mod calendar;
pub mod confidence;
pub mod credentials;
pub mod laws;
pub mod offices;
pub mod people;
pub mod polls;
pub mod rolls;
pub mod territory;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A recognised unique human.
pub type PersonId = u32;
/// A node of the territory tree.
pub type UnitId = u32;
/// A named group of electors that is not a unit: the holders of a credential.
pub type GroupId = u32;
/// A poll, numbered from 0 in the order of opening.
pub type PollId = u32;
/// A part of a roll small enough to be one ring.
pub type PrecinctId = u32;
/// An initiative, numbered from 0.
pub type InitiativeId = u32;
/// A kind of credential, numbered from 0. Holders of an anonymous one are the group of this number.
pub type SchemaId = u32;
/// A post of a unit, numbered from 0.
pub type OfficeId = u32;
/// One person's holding of an office, numbered from 0.
pub type MandateId = u32;
/// An election, numbered from 0.
pub type ElectionId = u32;
/// A bill, numbered from 0.
pub type BillId = u32;
/// A law in force or once in force, numbered from 1 as in the register.
pub type LawId = u32;

/// Public voting key: a compressed Bandersnatch point, only ever used inside ring proofs.
pub type VotingKey = [u8; 32];
/// A voter's pseudonym in one proof context: the hash of the ring-VRF output.
pub type Alias = [u8; 32];
/// Keyed image of a document number, computed by registrars; equal for the same human.
pub type UniquenessTag = [u8; 32];
/// Proof that somebody holds the secret of a voting key (a thin VRF signature).
pub type Possession = [u8; 64];
/// A share in parts per million.
pub type Ppm = u32;

/// The whole: 1,000,000 parts per million.
pub const WHOLE: Ppm = 1_000_000;

/// How many levels the territory tree may have, the country included.
pub const MAX_UNIT_DEPTH: u32 = 8;

/// Longest title of a poll, question or option, in bytes of UTF-8.
pub const MAX_TITLE: u32 = 96;

/// The place of the next entry in a list that so far has this many.
pub fn take_place(count: &mut u32) -> u32 {
	let place = *count;
	*count = count.saturating_add(1);
	place
}

/// The last `limit` of so many places, last first.
pub fn newest(count: u32, limit: u32) -> impl Iterator<Item = u32> {
	(count.saturating_sub(limit)..count).rev()
}

/// Whether the bytes are a text that says something: UTF-8, and not only white space.
pub fn is_readable(text: &[u8]) -> bool {
	core::str::from_utf8(text).is_ok_and(|text| !text.trim().is_empty())
}

/// Pool priorities of general transactions, highest first.
///
/// Ballots rank below everything that keeps the chain alive and above plain transfers, whose
/// priority is made of fee and tip.
pub mod priority {
	/// A ballot or a batch of them.
	pub const BALLOT: u64 = 1_000_000_000;
}

/// Custom validity codes of general transactions (`InvalidTransaction::Custom`), one table for the
/// whole chain. Clients turn them into words with [`refusal::explain`].
pub mod refusal {
	use veche_tally::ChoiceError;

	/// No poll has this number.
	pub const POLL_UNKNOWN: u8 = 1;
	/// The poll has not opened yet.
	pub const POLL_NOT_OPEN: u8 = 2;
	/// The poll is closed.
	pub const POLL_CLOSED: u8 = 3;
	/// The precinct is not part of the poll's electorate.
	pub const PRECINCT_OUTSIDE: u8 = 4;
	/// The precinct had no ring in the poll's roll epoch.
	pub const PRECINCT_EMPTY: u8 = 5;
	/// The proof does not hold for this ballot.
	pub const BAD_PROOF: u8 = 6;
	/// The number of answers is not the number of questions.
	pub const WRONG_ANSWER_COUNT: u8 = 7;
	/// An answer is of another kind than the question's method.
	pub const WRONG_KIND: u8 = 8;
	/// An answer names an option that is not on the paper.
	pub const OPTION_OUT_OF_RANGE: u8 = 9;
	/// A ranking names an option twice.
	pub const REPEATED_OPTION: u8 = 10;
	/// The alias is not on the list the poll admits.
	pub const ALIAS_NOT_ADMITTED: u8 = 11;
	/// The batch holds no ballot.
	pub const BATCH_EMPTY: u8 = 12;
	/// No ballot of the batch can be counted.
	pub const BATCH_ALL_BAD: u8 = 13;
	/// The ballot's format version is not known to this runtime.
	pub const UNKNOWN_VERSION: u8 = 14;
	/// The counter is not higher than that of the ballot already counted.
	pub const STALE_COUNTER: u8 = 15;
	/// More options are marked than a voter may mark on one paper.
	pub const TOO_MANY_MARKS: u8 = 16;
	/// The alias sat on the poll's panel, and a reserve took its place.
	pub const ALIAS_REPLACED: u8 = 17;
	/// The alias is a reserve of the poll's panel that has not been called.
	pub const ALIAS_STANDS_BY: u8 = 18;

	/// No bill has this number.
	pub const BILL_UNKNOWN: u8 = 32;
	/// The bill takes no tickets: its panel is not being drawn yet, or has been.
	pub const TICKETS_CLOSED: u8 = 33;
	/// The alias has a ticket for this bill already.
	pub const TICKET_TWICE: u8 = 34;
	/// The ticket is higher than all that are kept.
	pub const TICKET_TOO_HIGH: u8 = 35;
	/// The precinct is not part of those among whom the bill's panel is drawn.
	pub const TICKET_OUTSIDE: u8 = 36;
	/// The precinct had no ring in the frozen roll.
	pub const TICKET_EMPTY: u8 = 37;
	/// The proof does not hold for this ticket.
	pub const TICKET_BAD_PROOF: u8 = 38;

	/// The code for an answer that cannot be counted.
	pub const fn of_answer(error: ChoiceError) -> u8 {
		match error {
			ChoiceError::OptionOutOfRange => OPTION_OUT_OF_RANGE,
			ChoiceError::RepeatedOption => REPEATED_OPTION,
			ChoiceError::TooManyMarks => TOO_MANY_MARKS,
			_ => WRONG_KIND,
		}
	}

	/// What a refusal code means and what to do next, in plain words.
	pub fn explain(code: u8) -> &'static str {
		match code {
			POLL_UNKNOWN => "no poll has this number; `veche poll list` shows those that exist",
			POLL_NOT_OPEN => "the poll has not opened yet; `veche poll show` says when it does",
			POLL_CLOSED => "the poll is closed; `veche poll show` has the result",
			PRECINCT_OUTSIDE => "your precinct is not part of this poll's electorate",
			PRECINCT_EMPTY => {
				"your precinct had no ring in this poll's roll epoch; vote in a later poll"
			},
			BAD_PROOF => {
				"the proof does not hold for this ballot: wrong ring, poll, chain, or a changed choice"
			},
			WRONG_ANSWER_COUNT => "answer every question of the paper, no more and no fewer",
			WRONG_KIND => "an answer does not fit its question's method; see `veche poll show`",
			OPTION_OUT_OF_RANGE => "an answer names an option that is not on the paper",
			REPEATED_OPTION => "a ranking names the same option twice",
			ALIAS_NOT_ADMITTED => "this poll admits only the drawn panel",
			ALIAS_REPLACED => {
				"this alias had not voted by half-time, and a reserve took its place on the panel"
			}
			ALIAS_STANDS_BY => {
				"this alias is a reserve that has not been called: at half-time as many are as had not voted"
			}
			BATCH_EMPTY => "the batch holds no ballot",
			BATCH_ALL_BAD => "no ballot of the batch can be counted",
			UNKNOWN_VERSION => "the ballot's format is not known to the chain; update `veche`",
			STALE_COUNTER => "a ballot with this or a higher counter is already counted",
			BILL_UNKNOWN => "no bill has this number; `veche bill show` shows those that exist",
			TICKETS_CLOSED => "the bill takes no tickets now; `veche bill show` says when it does",
			TICKET_TWICE => "your ticket for this bill is in already",
			TICKET_TOO_HIGH => "your ticket is higher than all that are kept: you are not drawn",
			TICKET_OUTSIDE => "your precinct is not part of the roll that the panel is drawn from; `veche bill show` names it",
			TICKET_EMPTY => "your precinct had no ring in the frozen roll: you cannot be drawn for this bill",
			TICKET_BAD_PROOF => {
				"the proof does not hold for this ticket: wrong bill, seed, roll epoch, precinct or chain"
			}
			TOO_MANY_MARKS => {
				"more than 3 options are marked on the paper; mark at most 3 over all its questions \
				 that ask for marks"
			},
			_ => "refused for a reason this version does not know; update `veche`",
		}
	}
}

/// Where a person lives with regard to the state they govern: what is coerced together.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Stratum {
	/// In the home country.
	Home,
	/// Abroad.
	Diaspora,
	/// An international observer: may validate and audit, never vote.
	Observer,
}
