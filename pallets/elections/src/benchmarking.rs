//! Worst cases: a full slate, 16 of the longest pledges each, homes as deep below the unit as units
//! go, the longest record to be judged.
//!
//! No votes can be cast here, so the count that is read is an empty one; who comes where in it is
//! made up.

use super::*;
use crate::types::FIRST_ATTEMPT;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{EnsureOrigin, UnfilteredDispatchable},
	BoundedVec,
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_runtime::traits::Saturating;
use veche_primitives::{
	ballot::MAX_QUESTIONS,
	offices::{Elections as _, MAX_PLEDGES},
	polls::QuestionOutcome,
	SchemaId, MAX_TITLE, MAX_UNIT_DEPTH,
};

/// The certificate that is asked for.
const CERTIFICATE: SchemaId = 0;

fn title() -> Title {
	Title::truncate_from([b'x'].repeat(MAX_TITLE as usize))
}

/// Nomination opens at once and asks for a certificate.
fn params<T: Config>() -> Params<BlockNumberFor<T>> {
	Params {
		notice: 0u32.into(),
		nomination: 10u32.into(),
		certificate: Some(CERTIFICATE),
		..Params::default()
	}
}

fn candidacy_now<T: Config>() -> CandidacyOf<T> {
	Candidacy {
		name: title(),
		programme: H256::repeat_byte(1),
		stood: frame_system::Pallet::<T>::block_number(),
	}
}

/// Make the person a candidate of an election in nomination.
pub(crate) fn candidacy<T: Config>(person: PersonId) -> ElectionId {
	let before = Parameters::<T>::get();
	Parameters::<T>::put(params::<T>());
	let office = T::Offices::benchmark_office();
	let id = match Pallet::<T>::call(office, Cause::Founding) {
		Ok(id) => id,
		Err(error) => panic!("no election for a benchmark: {error:?}"),
	};
	Parameters::<T>::put(before);
	if let Err(error) = Pallet::<T>::put_on_list(id, person, candidacy_now::<T>()) {
		panic!("no candidacy for a benchmark: {error:?}");
	}
	id
}

/// An election in nomination, and the unit of its candidates' homes.
fn called<T: Config>() -> Result<(ElectionId, UnitId), BenchmarkError> {
	Parameters::<T>::put(params::<T>());
	let office = T::Offices::benchmark_office();
	let id = Pallet::<T>::call(office, Cause::Founding)?;
	let unit = stored::<T>(id)?.unit;
	let depth = T::Territory::lineage(unit).count() as u32;
	let home =
		(depth..MAX_UNIT_DEPTH).fold(unit, |above, _| T::Territory::benchmark_unit(Some(above)));
	Ok((id, home))
}

fn stored<T: Config>(id: ElectionId) -> Result<ElectionOf<T>, BenchmarkError> {
	Elections::<T>::get(id).ok_or(BenchmarkError::Stop("no election"))
}

/// A person who may be elected.
fn eligible<T: Config>(home: UnitId, seed: u32) -> (T::AccountId, PersonId) {
	let account: T::AccountId = account("candidate", seed, 0);
	let person = T::People::benchmark_person(&account, home);
	T::Credentials::benchmark_credential(person, CERTIFICATE);
	(account, person)
}

/// Put the person on the list with all pledges there can be.
fn enter<T: Config>(id: ElectionId, person: PersonId) -> Result<(), BenchmarkError> {
	Pallet::<T>::put_on_list(id, person, candidacy_now::<T>()).map_err(DispatchError::from)?;
	T::Pledges::benchmark_pledges(id, person)?;
	Ok(())
}

/// An election whose slate has room for `free` more.
fn with_candidates<T: Config>(free: u32) -> Result<(ElectionId, UnitId), BenchmarkError> {
	let (id, home) = called::<T>()?;
	for seed in free..MAX_CANDIDATES {
		let (_, person) = eligible::<T>(home, seed);
		enter::<T>(id, person)?;
	}
	Ok((id, home))
}

/// A person with the longest record that is looked at, all pledges there can be for every mandate
/// and none of them judged, who may not stand for the office all the same.
fn veteran<T: Config>(home: UnitId) -> Result<(PersonId, OfficeId), BenchmarkError> {
	let office = T::Offices::benchmark_office();
	let (_, person) = eligible::<T>(home, MAX_CANDIDATES);
	for mandate in T::Offices::benchmark_record(person, office) {
		T::Pledges::benchmark_pledges(ElectionId::MAX, person)?;
		T::Pledges::adopt(ElectionId::MAX, person, mandate, &[0; MAX_PLEDGES as usize]);
	}
	Ok((person, office))
}

/// Put the slate to the vote as it is. The election then, and its poll.
fn put_to_vote<T: Config>(id: ElectionId) -> Result<(ElectionOf<T>, PollId), BenchmarkError> {
	let election = end_of_nomination::<T>(id)?;
	Pallet::<T>::put_to_vote(id, election, 1, FIRST_ATTEMPT)?;
	Ok((stored::<T>(id)?, poll_of::<T>(id)?))
}

/// The nomination of the election has just ended.
fn end_of_nomination<T: Config>(id: ElectionId) -> Result<ElectionOf<T>, BenchmarkError> {
	let election = stored::<T>(id)?;
	let Phase::Nomination { until, .. } = election.phase else {
		return Err(BenchmarkError::Stop("no nomination"));
	};
	frame_system::Pallet::<T>::set_block_number(until);
	Agenda::<T>::remove(until, id);
	Ok(election)
}

fn poll_of<T: Config>(id: ElectionId) -> Result<PollId, BenchmarkError> {
	match stored::<T>(id)?.phase {
		Phase::Voting { poll, .. } => Ok(poll),
		_ => Err(BenchmarkError::Stop("no vote")),
	}
}

fn outcome(quorum_met: bool) -> PollOutcome {
	let question = QuestionOutcome {
		winner: Some(0),
		tied: BoundedVec::truncate_from((0..MAX_CANDIDATES as u8).collect()),
		by_lot: true,
	};
	PollOutcome {
		ballots: 1,
		electors: 1,
		quorum_met,
		goal_reached: false,
		questions: BoundedVec::truncate_from(
			(0..MAX_QUESTIONS).map(|_| question.clone()).collect(),
		),
	}
}

/// Run a free call as the chain does: once for trial, once in earnest.
fn run_free<T: Config>(call: Call<T>, who: T::AccountId) -> Result<(), BenchmarkError> {
	let origin: OriginFor<T> = RawOrigin::Signed(who).into();
	assert!(call.is_feeless(&origin));
	call.dispatch_bypass_filter(origin)
		.map_err(|error| error.error)?;
	Ok(())
}

#[benchmarks]
mod benches {
	use super::*;

	/// The last place on the list, by one whose last good mandate is the last that is looked at.
	///
	/// No such record can be made here, for how the people judged is not known here. So another
	/// person's, which is not good enough to the end, is looked at as often as the call does.
	#[benchmark]
	fn stand() -> Result<(), BenchmarkError> {
		let (election, home) = with_candidates::<T>(1)?;
		let (who, person) = eligible::<T>(home, 0);
		let (veteran, above) = veteran::<T>(home)?;
		let call = Call::<T>::stand {
			election,
			name: title(),
			programme: H256::repeat_byte(1),
		};

		#[block]
		{
			assert!(!T::Offices::may_stand(veteran, above));
			assert!(!T::Offices::may_stand(veteran, above));
			run_free::<T>(call, who)?;
		}

		assert_eq!(RunningOf::<T>::get(person), Some(election));
		Ok(())
	}

	/// From a full list.
	#[benchmark]
	fn withdraw_candidacy() -> Result<(), BenchmarkError> {
		let (election, home) = with_candidates::<T>(1)?;
		let (who, person) = eligible::<T>(home, 0);
		enter::<T>(election, person)?;
		let call = Call::<T>::withdraw_candidacy { election };

		#[block]
		{
			run_free::<T>(call, who)?;
		}

		assert_eq!(RunningOf::<T>::get(person), None);
		Ok(())
	}

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let (_, home) = called::<T>()?;
		// Somebody holds the certificate, so it exists.
		eligible::<T>(home, 0);
		let params = Params {
			quorum: veche_primitives::WHOLE,
			..params::<T>()
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, params);

		assert_eq!(Parameters::<T>::get(), params);
		Ok(())
	}

	/// The cursor passes as many empty blocks as it may.
	#[benchmark]
	fn idle() {
		let now = frame_system::Pallet::<T>::block_number().saturating_add(1_000u32.into());
		AgendaCursor::<T>::put(now.saturating_sub(500u32.into()));

		#[block]
		{
			Pallet::<T>::keep_agenda(now);
		}

		assert!(AgendaCursor::<T>::exists());
	}

	/// Nobody is struck, and the largest paper is put to the vote.
	#[benchmark]
	fn close_nomination() -> Result<(), BenchmarkError> {
		let (id, _) = with_candidates::<T>(0)?;
		end_of_nomination::<T>(id)?;

		#[block]
		{
			Pallet::<T>::close_nomination(id);
		}

		let poll = poll_of::<T>(id)?;
		assert_eq!(ByPoll::<T>::get(poll), Some(id));
		let slate = Slates::<T>::get(id);
		assert_eq!(slate.pledges.len() as u32, MAX_PLEDGE_OPTIONS);
		let is_known = |person: &PersonId| NameOf::<T>::contains_key(person);
		assert!(slate.candidates.iter().all(is_known));
		Ok(())
	}

	/// Everybody in the count is looked at, and nobody is a person in good standing.
	#[benchmark]
	fn renominate() -> Result<(), BenchmarkError> {
		let (id, _) = called::<T>()?;
		for absent in 1..=MAX_CANDIDATES {
			enter::<T>(id, PersonId::MAX.saturating_sub(absent))?;
		}
		let (election, poll) = put_to_vote::<T>(id)?;
		let outcome = outcome(true);
		let order = (0..MAX_CANDIDATES as u8).collect();

		#[block]
		{
			// As the callback does, but whatever the count says.
			ByPoll::<T>::remove(poll);
			let _ = Pallet::<T>::ranking(id, poll, &outcome);
			Pallet::<T>::decide(id, election, poll, Ok(order));
		}

		assert!(matches!(
			stored::<T>(id)?.phase,
			Phase::Nomination { round: 2, .. }
		));
		Ok(())
	}

	/// The largest paper is put to the vote again.
	#[benchmark]
	fn vote_again() -> Result<(), BenchmarkError> {
		let (id, _) = with_candidates::<T>(0)?;
		let (_, poll) = put_to_vote::<T>(id)?;
		let outcome = outcome(false);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Elections, poll, &outcome);
		}

		assert!(matches!(
			stored::<T>(id)?.phase,
			Phase::Voting { attempt: 2, .. }
		));
		Ok(())
	}

	/// Only the last in the count is a person in good standing.
	#[benchmark]
	fn install() -> Result<(), BenchmarkError> {
		let (id, home) = called::<T>()?;
		for absent in 1..MAX_CANDIDATES {
			enter::<T>(id, PersonId::MAX.saturating_sub(absent))?;
		}
		let (_, elected) = eligible::<T>(home, 0);
		enter::<T>(id, elected)?;
		let (election, poll) = put_to_vote::<T>(id)?;
		let outcome = outcome(true);
		let order = (0..MAX_CANDIDATES as u8).collect();

		#[block]
		{
			// As the callback does, but whatever the count says.
			ByPoll::<T>::remove(poll);
			let _ = Pallet::<T>::ranking(id, poll, &outcome);
			Pallet::<T>::decide(id, election, poll, Ok(order));
		}

		assert!(stored::<T>(id)?.phase.is_done());
		assert_eq!(RunningOf::<T>::get(elected), None);
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
