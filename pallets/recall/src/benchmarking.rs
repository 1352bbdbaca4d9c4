//! Worst cases: an office of a unit as deep as units go, with somebody who acts beside the suspended.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{EnsureOrigin, UnfilteredDispatchable},
	BoundedVec,
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_runtime::traits::Saturating;
use veche_primitives::{
	confidence::{Asked, Capacity, Confidence, Recalls},
	WHOLE,
};

/// Somebody in office.
struct Official<T: Config> {
	account: T::AccountId,
	person: PersonId,
	office: OfficeId,
	mandate: MandateId,
}

impl<T: Config> Official<T> {
	/// In an office of a unit as deep as units go.
	fn new() -> Result<Self, BenchmarkError> {
		let root = T::Territory::benchmark_unit(None);
		let unit =
			(1..MAX_UNIT_DEPTH).fold(root, |above, _| T::Territory::benchmark_unit(Some(above)));
		let account: T::AccountId = account("official", 0, 0);
		let person = T::People::benchmark_person(&account, unit);
		let mandate = T::Mandates::benchmark_mandate(person, unit);
		let held = T::Mandates::mandate(mandate).ok_or(BenchmarkError::Stop("no mandate"))?;
		Ok(Self {
			account,
			person,
			office: held.office,
			mandate,
		})
	}

	/// The same, suspended; somebody acts.
	fn suspended() -> Result<Self, BenchmarkError> {
		let official = Self::new()?;
		official.rated(Capacity::Incumbent(official.mandate), 0);
		official
			.acting()
			.ok_or(BenchmarkError::Stop("nobody acts"))?;
		Ok(official)
	}

	/// The people rate the official.
	fn rated(&self, capacity: Capacity, rating: Ppm) {
		rate::<T>(self.office, self.person, capacity, rating);
	}

	/// Who acts in the office.
	fn acting(&self) -> Option<PersonId> {
		T::Mandates::seat(self.office)?.acting()
	}

	fn signed(&self) -> OriginFor<T> {
		RawOrigin::Signed(self.account.clone()).into()
	}

	/// The case that is open.
	fn case(&self) -> Result<CaseId, BenchmarkError> {
		OpenCases::<T>::get(self.mandate).ok_or(BenchmarkError::Stop("no case is open"))
	}
}

fn rate<T: Config>(office: OfficeId, person: PersonId, capacity: Capacity, rating: Ppm) {
	let asked = Asked {
		person,
		capacity,
		threshold: Pallet::<T>::threshold(office, capacity),
	};
	Pallet::<T>::rated(office, &asked, Some(rating));
}

/// A petition about the official, and its poll.
fn petition_about<T: Config>(official: &Official<T>) -> Result<PollId, BenchmarkError> {
	Pallet::<T>::petition(official.signed(), official.office)?;
	let begun = Petitions::<T>::get(official.office);
	Ok(begun.ok_or(BenchmarkError::Stop("no petition"))?.poll)
}

fn outcome(goal_reached: bool) -> PollOutcome {
	PollOutcome {
		ballots: 1,
		electors: 1,
		quorum_met: true,
		goal_reached,
		questions: BoundedVec::default(),
	}
}

#[benchmarks]
mod benches {
	use super::*;

	/// The longest explanation, instead of one as long.
	#[benchmark]
	fn explain() -> Result<(), BenchmarkError> {
		let official = Official::<T>::suspended()?;
		let words: Input = BoundedVec::truncate_from([b'x'].repeat(MAX_WORDS as usize));
		let (office, text) = (official.office, H256::repeat_byte(1));
		Pallet::<T>::explain(official.signed(), office, text, words.clone())?;
		let text = H256::repeat_byte(2);
		let call = Call::<T>::explain {
			office,
			text,
			words,
		};
		let origin = official.signed();

		// The check whether the call is free is a trial run, which the call must pay for too.
		#[block]
		{
			assert!(call.is_feeless(&origin));
			call.dispatch_bypass_filter(origin)
				.map_err(|error| error.error)?;
		}

		let case = Cases::<T>::get(official.case()?);
		let said = case.and_then(|case| case.explanation);
		assert_eq!(said.map(|said| said.text), Some(text));
		Ok(())
	}

	#[benchmark]
	fn petition() -> Result<(), BenchmarkError> {
		let official = Official::<T>::suspended()?;
		let office = official.office;
		let call = Call::<T>::petition { office };
		let origin = official.signed();

		// As above.
		#[block]
		{
			assert!(call.is_feeless(&origin));
			call.dispatch_bypass_filter(origin)
				.map_err(|error| error.error)?;
		}

		assert!(Petitions::<T>::contains_key(office));
		Ok(())
	}

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let params = Params {
			reinstate_at: WHOLE,
			..Params::default()
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Some(0), params);

		assert_eq!(LevelParameters::<T>::get(0), Some(params));
		Ok(())
	}

	/// The cursor passes as many empty blocks as it may.
	#[benchmark]
	fn idle() {
		let now = frame_system::Pallet::<T>::block_number().saturating_add(100_000u32.into());
		AgendaCursor::<T>::put(now.saturating_sub(500u32.into()));

		#[block]
		{
			Pallet::<T>::service(now);
		}

		assert!(AgendaCursor::<T>::get().is_some_and(|cursor| cursor < now));
	}

	#[benchmark]
	fn recall() -> Result<(), BenchmarkError> {
		let official = Official::<T>::suspended()?;
		let id = official.case()?;
		let at = DueAt::<T>::get(id).ok_or(BenchmarkError::Stop("nothing is due"))?;

		#[block]
		{
			Agenda::<T>::remove(at, id);
			Pallet::<T>::fall_due(id);
		}

		assert_eq!(Pallet::<T>::recalls(official.person), 1);
		Ok(())
	}

	#[benchmark]
	fn suspend() -> Result<(), BenchmarkError> {
		let official = Official::<T>::new()?;

		#[block]
		{
			official.rated(Capacity::Incumbent(official.mandate), 0);
		}

		official.case()?;
		Ok(())
	}

	#[benchmark]
	fn reinstate() -> Result<(), BenchmarkError> {
		let official = Official::<T>::suspended()?;

		#[block]
		{
			official.rated(Capacity::Suspended(official.mandate), WHOLE);
		}

		assert!(!OpenCases::<T>::contains_key(official.mandate));
		Ok(())
	}

	#[benchmark]
	fn pass_on() -> Result<(), BenchmarkError> {
		let official = Official::<T>::suspended()?;
		let acting = official
			.acting()
			.ok_or(BenchmarkError::Stop("nobody acts"))?;

		#[block]
		{
			rate::<T>(official.office, acting, Capacity::Acting, 0);
		}

		assert_ne!(official.acting(), Some(acting));
		Ok(())
	}

	/// The round asks about two.
	#[benchmark]
	fn fulfil() -> Result<(), BenchmarkError> {
		let official = Official::<T>::suspended()?;
		let poll = petition_about(&official)?;
		let outcome = outcome(true);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Recall, poll, &outcome);
		}

		assert!(T::Rounds::is_under_way(official.office));
		Ok(())
	}

	#[benchmark]
	fn lapse() -> Result<(), BenchmarkError> {
		let official = Official::<T>::suspended()?;
		let poll = petition_about(&official)?;
		let outcome = outcome(false);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Recall, poll, &outcome);
		}

		assert!(!Petitions::<T>::contains_key(official.office));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
