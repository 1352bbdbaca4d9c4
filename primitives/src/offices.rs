//! Offices, elections and pledges, as these three and others see each other.

use crate::{
	ballot::{Method, Title},
	ElectionId, MandateId, OfficeId, PersonId, Ppm, UnitId,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::dispatch::DispatchResult;
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

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

/// How the people judge a mandate.
pub trait Ratings {
	/// The last valid rating of the mandate; none as long as no confidence round was valid.
	fn rating(mandate: MandateId) -> Option<Ppm>;
}

/// Nobody has been asked yet.
impl Ratings for () {
	fn rating(_: MandateId) -> Option<Ppm> {
		None
	}
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
}
