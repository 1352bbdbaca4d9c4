//! Worst cases: the biggest paper, the deepest unit below the one that is asked.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{EnsureOrigin, UnfilteredDispatchable},
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_core::H256;
use veche_primitives::{
	ballot::{Method, Question, Title, MAX_OPTIONS, MAX_QUESTIONS},
	MAX_TITLE, MAX_UNIT_DEPTH, WHOLE,
};

fn title() -> Title {
	Title::truncate_from([b'x'].repeat(MAX_TITLE as usize))
}

/// As many questions with as many options of the longest titles as a paper holds.
fn biggest_paper() -> Paper {
	let question = Question {
		title: title(),
		method: Method::Schulze,
		options: BoundedVec::truncate_from((0..MAX_OPTIONS).map(|_| title()).collect()),
	};
	Paper {
		title: title(),
		text: H256::repeat_byte(1),
		questions: BoundedVec::truncate_from(
			(0..MAX_QUESTIONS).map(|_| question.clone()).collect(),
		),
	}
}

/// The country, and a citizen whose home is as deep below it as units go.
fn country_and_citizen<T: Config>() -> (UnitId, T::AccountId) {
	let country = T::Territory::benchmark_unit(None);
	let home = (1..MAX_UNIT_DEPTH).fold(country, |above, _| {
		T::Territory::benchmark_unit(Some(above))
	});
	let account: T::AccountId = account("citizen", 0, 0);
	T::People::benchmark_person(&account, home);
	(country, account)
}

/// A petition on the biggest paper.
fn started<T: Config>() -> Result<Initiative<BlockNumberFor<T>>, BenchmarkError> {
	let (country, citizen) = country_and_citizen::<T>();
	Pallet::<T>::start(RawOrigin::Signed(citizen).into(), country, biggest_paper())?;
	latest::<T>()
}

fn latest<T: Config>() -> Result<Initiative<BlockNumberFor<T>>, BenchmarkError> {
	NextInitiative::<T>::get()
		.checked_sub(1)
		.and_then(Initiatives::<T>::get)
		.ok_or(BenchmarkError::Stop("no initiative"))
}

fn outcome(goal_reached: bool) -> PollOutcome {
	let question = veche_primitives::polls::QuestionOutcome {
		winner: Some(0),
		tied: BoundedVec::truncate_from((0..MAX_OPTIONS as u8).collect()),
		by_lot: true,
	};
	PollOutcome {
		ballots: 1,
		electors: 1,
		quorum_met: true,
		goal_reached,
		questions: BoundedVec::truncate_from(
			(0..MAX_QUESTIONS).map(|_| question.clone()).collect(),
		),
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn start() -> Result<(), BenchmarkError> {
		let (country, citizen) = country_and_citizen::<T>();
		let call = Call::<T>::start {
			unit: country,
			paper: biggest_paper(),
		};
		let origin: OriginFor<T> = RawOrigin::Signed(citizen).into();

		// The check whether the call is free is a trial run, which the call must pay for too.
		#[block]
		{
			assert!(call.is_feeless(&origin));
			call.dispatch_bypass_filter(origin)
				.map_err(|error| error.error)?;
		}

		assert_eq!(latest::<T>()?.state, State::Collecting);
		Ok(())
	}

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let params = Params {
			support: WHOLE,
			..Params::default()
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, params);

		assert_eq!(Parameters::<T>::get(), params);
		Ok(())
	}

	#[benchmark]
	fn put_to_vote() -> Result<(), BenchmarkError> {
		let petition = started::<T>()?.petition;
		let outcome = outcome(true);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Initiatives, petition, &outcome);
		}

		assert!(matches!(latest::<T>()?.state, State::Voting { .. }));
		Ok(())
	}

	#[benchmark]
	fn end() -> Result<(), BenchmarkError> {
		let petition = started::<T>()?.petition;
		Pallet::<T>::on_poll_closed(Institution::Initiatives, petition, &outcome(true));
		let State::Voting { poll } = latest::<T>()?.state else {
			return Err(BenchmarkError::Stop("no vote"));
		};
		let outcome = outcome(false);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Initiatives, poll, &outcome);
		}

		assert!(matches!(latest::<T>()?.state, State::Decided { .. }));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
