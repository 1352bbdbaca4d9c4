//! Offices, elections and pledges, as these three and others see each other. What the people think of
//! those in office is in [`crate::confidence`].

use crate::{
	ballot::{Method, Title},
	ElectionId, MandateId, OfficeId, PersonId, Ppm, UnitId, WHOLE,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::dispatch::DispatchResult;
use scale_info::TypeInfo;
use sp_runtime::{traits::AtLeast32BitUnsigned, DispatchError, SaturatedConversion};
pub use veche_tally::Promises;

/// Most pledges of one candidacy.
pub const MAX_PLEDGES: u32 = 16;
/// How many of those who came after the winner are remembered as in line for acting.
pub const MAX_IN_LINE: u32 = 8;

/// Why an election is held.
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
	PartialOrd,
	Ord,
	Debug,
)]
pub enum Cause {
	/// The office is new.
	#[codec(index = 0)]
	Founding,
	/// The term is over.
	#[codec(index = 1)]
	TermEnd,
	/// The holder died, resigned, rose to another office or lost the standing of a person.
	#[codec(index = 2)]
	Vacancy,
	/// The holder lost the people's confidence and did not regain it in time.
	#[codec(index = 3)]
	Recall,
}

/// What an election must know of the office it fills.
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
)]
pub struct Post<BlockNumber> {
	/// Whose people elect.
	pub unit: UnitId,
	/// How they choose among several candidates: plurality, approval or Schulze.
	pub method: Method,
	/// Blocks of a term.
	pub term: BlockNumber,
}

/// Who sits in an office: always exactly one of these.
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
)]
pub enum Seat {
	/// The elected.
	#[codec(index = 0)]
	Incumbent {
		/// In force.
		mandate: MandateId,
	},
	/// The elected has lost the people's confidence and may still regain it.
	#[codec(index = 1)]
	Suspended {
		/// In force, but not exercised.
		mandate: MandateId,
		/// Who acts meanwhile; none if nobody could be found.
		acting: Option<PersonId>,
	},
	/// Nobody holds the office, somebody acts until the election.
	#[codec(index = 2)]
	Acting {
		/// Who acts.
		person: PersonId,
	},
	/// Nobody holds the office, nobody acts until the election.
	#[codec(index = 3)]
	Vacant,
}

impl Seat {
	/// The mandate in force, if any.
	pub const fn mandate(&self) -> Option<MandateId> {
		match self {
			Self::Incumbent { mandate } | Self::Suspended { mandate, .. } => Some(*mandate),
			Self::Acting { .. } | Self::Vacant => None,
		}
	}

	/// Who acts, if anybody does.
	pub const fn acting(&self) -> Option<PersonId> {
		match self {
			Self::Suspended { acting, .. } => *acting,
			Self::Acting { person } => Some(*person),
			Self::Incumbent { .. } | Self::Vacant => None,
		}
	}

	/// The seat of an office without incumbent.
	pub const fn without_incumbent(acting: Option<PersonId>) -> Self {
		match acting {
			Some(person) => Self::Acting { person },
			None => Self::Vacant,
		}
	}
}

/// How a mandate ended.
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
)]
pub enum End {
	/// Its term was over.
	#[codec(index = 0)]
	Term,
	/// The person died or lost the standing of a person.
	#[codec(index = 1)]
	Lost,
	/// The person resigned.
	#[codec(index = 2)]
	Resigned,
	/// The person was elected to another office.
	#[codec(index = 3)]
	Rose,
	/// The people recalled the person.
	#[codec(index = 4)]
	Recalled,
	/// Somebody was elected before the term was over.
	#[codec(index = 5)]
	Replaced,
}

/// One person's holding of an office, kept for ever.
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
)]
pub struct Mandate<BlockNumber> {
	/// Which office.
	pub office: OfficeId,
	/// Who holds or held it.
	pub person: PersonId,
	/// The election that gave it.
	pub election: ElectionId,
	/// When it began.
	pub since: BlockNumber,
	/// When its term is over.
	pub until: BlockNumber,
	/// When and how it ended; none while it is in force.
	pub ended: Option<(BlockNumber, End)>,
}

impl<BlockNumber: AtLeast32BitUnsigned + Copy> Mandate<BlockNumber> {
	/// Whether at least this share of the term has been served by block `now`.
	pub fn has_served(&self, now: BlockNumber, share: Ppm) -> bool {
		let last = self.ended.map_or(now, |(at, _)| at);
		let served: u128 = last.saturating_sub(self.since).saturated_into();
		let term: u128 = self.until.saturating_sub(self.since).saturated_into();
		served.saturating_mul(WHOLE.into()) >= term.saturating_mul(share.into())
	}
}

/// Posts and those who hold them.
pub trait Offices<BlockNumber> {
	/// The post, none for an unknown office.
	fn post(office: OfficeId) -> Option<Post<BlockNumber>>;

	/// The office the person holds as incumbent (suspended or not), if any.
	fn held_by(person: PersonId) -> Option<OfficeId>;

	/// Whether the person's record below allows to stand for the office. For offices of the lowest
	/// units everybody's does. Bounded reads.
	fn may_stand(person: PersonId, office: OfficeId) -> bool;

	/// Begin the mandate of the elected. Ends whatever the office was before (mandate still running,
	/// suspension, acting, vacancy), and an earlier mandate of the person in another office, which
	/// falls vacant. `in_line` are those who came next in the count, best first; at most
	/// [`MAX_IN_LINE`] are kept.
	///
	/// # Errors
	/// When the office is unknown or numbers are used up. Nothing has changed then.
	fn install(
		office: OfficeId,
		person: PersonId,
		election: ElectionId,
		in_line: &[PersonId],
	) -> Result<MandateId, DispatchError>;

	/// An office of a unit with people, vacant. For benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_office() -> OfficeId;

	/// Give the person the longest record that is looked at to see whether he or she may stand for
	/// the office, all in vain; returns its mandates. Others may stand for the office no longer, if
	/// they have no record. For benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_record(person: PersonId, office: OfficeId) -> Vec<MandateId>;
}

/// Whoever holds elections.
pub trait Elections {
	/// Call an election for the office.
	///
	/// # Errors
	/// When one is under way for it, the office is unknown, or numbers are used up.
	fn call(office: OfficeId, cause: Cause) -> Result<ElectionId, DispatchError>;

	/// The election under way for the office.
	fn under_way(office: OfficeId) -> Option<ElectionId>;
}

/// Who sits in which office, for those who ask the people about them.
pub trait Mandates<BlockNumber> {
	/// Whose people the office serves, none for an unknown office.
	fn unit(office: OfficeId) -> Option<UnitId>;

	/// What the office is called, none for an unknown office.
	fn title(office: OfficeId) -> Option<Title>;

	/// Who sits in the office, none for an unknown office.
	fn seat(office: OfficeId) -> Option<Seat>;

	/// The mandate, in force or ended; none for an unknown one.
	fn mandate(mandate: MandateId) -> Option<Mandate<BlockNumber>>;

	/// At most `limit` mandates of the person, newest first.
	fn mandates_of(person: PersonId, limit: u32) -> Vec<MandateId>;

	/// Put the person in an office of the home unit, which is free of any other mandate, with
	/// somebody in line; returns the mandate. For benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_mandate(person: PersonId, home: UnitId) -> MandateId;
}

/// Who must know what becomes of offices. Each does a small, constant amount of work at once and
/// leaves the rest to its own calendar.
pub trait OnOffice {
	/// There is a new office.
	fn established(_office: OfficeId, _unit: UnitId) {}

	/// The mandate ended; the seat may still be as before.
	fn ended(_mandate: MandateId, _end: End) {}
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
impl OnOffice for Tuple {
	fn established(office: OfficeId, unit: UnitId) {
		for_tuples!( #( Tuple::established(office, unit); )* );
	}

	fn ended(mandate: MandateId, end: End) {
		for_tuples!( #( Tuple::ended(mandate, end); )* );
	}
}

/// How the people judge a mandate.
pub trait Ratings {
	/// The last valid rating of the mandate; none as long as no confidence round was valid.
	fn rating(mandate: MandateId) -> Option<Ppm>;

	/// The record of the mandate, by [`veche_tally::record`]: confidence, pledges and the holder's
	/// recalls. One half as long as nothing is known.
	fn record(mandate: MandateId) -> Ppm;
}

/// Nobody has been asked yet.
impl Ratings for () {
	fn rating(_: MandateId) -> Option<Ppm> {
		None
	}

	fn record(_: MandateId) -> Ppm {
		WHOLE / 2
	}
}

/// The names under which persons stood for office.
pub trait Names {
	/// The name on the last paper the person was on; none for one who never stood.
	fn name(person: PersonId) -> Option<Title>;
}

/// Candidacies, as whoever keeps promises asks for them.
pub trait Candidacies<BlockNumber> {
	/// If the person is a candidate of the election and nomination is still open: the term of the
	/// office in blocks.
	fn nominating(election: ElectionId, person: PersonId) -> Option<BlockNumber>;

	/// Make the person a candidate of an election in nomination; returns the election. For
	/// benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_candidacy(person: PersonId) -> ElectionId;
}

/// Promises of candidates and of those in office.
pub trait Pledges<BlockNumber> {
	/// The titles of a candidacy's pledges, in the candidate's order; at most [`MAX_PLEDGES`].
	fn titles(election: ElectionId, person: PersonId) -> Vec<Title>;

	/// The candidate was elected: the pledges become the mandate's checklist. `marks` says how many
	/// voters marked each, in the candidate's order; a missing one counts as none.
	fn adopt(election: ElectionId, person: PersonId, mandate: MandateId, marks: &[u32]);

	/// The candidacy ended without a mandate: its pledges are forgotten.
	fn forget(election: ElectionId, person: PersonId);

	/// Give the candidacy [`MAX_PLEDGES`] pledges with the longest titles. For benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_pledges(election: ElectionId, person: PersonId) -> DispatchResult;
}

/// How promises of a mandate were judged.
pub trait Judged {
	/// The weights of the mandate's pledges that were kept and broken; excused, lapsed and open ones
	/// count for nothing.
	fn promises(mandate: MandateId) -> Promises;
}

/// Who loses and regains confidence: what recall may do to a mandate, and nobody else.
pub trait Tenure {
	/// The mandate is suspended; whoever is next in line acts.
	///
	/// # Errors
	/// When the mandate is not in force or suspended already.
	fn suspend(mandate: MandateId) -> DispatchResult;

	/// The suspended mandate is in force again; the acting one steps back.
	///
	/// # Errors
	/// When the mandate is not suspended.
	fn reinstate(mandate: MandateId) -> DispatchResult;

	/// The suspended mandate ends by recall, and an election is called.
	///
	/// # Errors
	/// When the mandate is not suspended.
	fn recall(mandate: MandateId) -> DispatchResult;

	/// Whoever acts in the office has lost the people's confidence too: the next who can act does,
	/// or nobody. Who has stepped back so does not act in this office again before somebody is
	/// elected. Returns who acts now.
	///
	/// # Errors
	/// When nobody acts in the office.
	fn pass_on(office: OfficeId) -> Result<Option<PersonId>, DispatchError>;
}
