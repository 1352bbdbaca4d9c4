//! Worst cases: an office as deep in the territory as units go, at a level with numbers of its own,
//! whose incumbent is suspended while somebody acts: two are asked about.
//!
//! No votes can be cast here, so the count that is read is an empty one; what is made of it is made
//! up, and such that nothing hangs on it.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;
use sp_runtime::Saturating;
use veche_primitives::WHOLE;

/// Known to nobody: as good as a person who has lost standing.
const NOBODY: PersonId = PersonId::MAX;
/// Electors on the roll.
const ELECTORS: u32 = 1_000;

/// A unit as deep below its root as units go.
fn deepest<T: Config>() -> UnitId {
	let root = T::Territory::benchmark_unit(None);
	(1..MAX_UNIT_DEPTH).fold(root, |above, _| T::Territory::benchmark_unit(Some(above)))
}

/// An office whose incumbent is suspended while somebody acts.
fn suspended<T: Config>() -> Result<OfficeId, BenchmarkError> {
	let unit = deepest::<T>();
	let lowest = MAX_UNIT_DEPTH.saturating_sub(1) as u8;
	LevelParameters::<T>::insert(lowest, Params::<BlockNumberFor<T>>::default());
	let mandate = T::Mandates::benchmark_mandate(NOBODY, unit);
	let held = T::Mandates::mandate(mandate).ok_or(BenchmarkError::Stop("no mandate"))?;
	let capacity = Capacity::Incumbent(mandate);
	let asked = Asked {
		person: NOBODY,
		capacity,
		threshold: T::Confidence::threshold(held.office, capacity),
	};
	// Whoever watches over the people's confidence suspends whom nobody supports.
	T::Confidence::rated(held.office, &asked, Some(0));
	match T::Mandates::seat(held.office) {
		Some(Seat::Suspended {
			acting: Some(_), ..
		}) => Ok(held.office),
		_ => Err(BenchmarkError::Stop("nobody is suspended and acted for")),
	}
}

/// Nobody supports the suspended, everybody who acts: all stays as it is.
fn all_stays() -> [Answers; 2] {
	let answers = |yes, no| Answers {
		yes,
		no,
		electors: ELECTORS,
	};
	[answers(0, ELECTORS), answers(ELECTORS, 0)]
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let params = Params {
			rule: ConfidenceRule {
				min_turnout: 0,
				sure_turnout: WHOLE,
				margin: WHOLE,
			},
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
	fn call_round() -> Result<(), BenchmarkError> {
		let office = suspended::<T>()?;
		let date = Dates::<T>::get(office).ok_or(BenchmarkError::Stop("no date"))?;
		frame_system::Pallet::<T>::set_block_number(date);

		#[block]
		{
			// As the calendar does.
			Agenda::<T>::remove(date, office);
			Pallet::<T>::fall_due(office);
		}

		let asked = Current::<T>::get(office).map(|round| round.asked.len());
		assert_eq!(asked, Some(2));
		Ok(())
	}

	#[benchmark]
	fn settle() -> Result<(), BenchmarkError> {
		let office = suspended::<T>()?;
		Pallet::<T>::hold(office)?;
		let round = Current::<T>::get(office).ok_or(BenchmarkError::Stop("no round"))?;

		#[block]
		{
			// As the callback does, but whatever the count says.
			let taken = Pallet::<T>::take_round(round.poll);
			let (office, round) = taken.ok_or(BenchmarkError::Stop("no round waits"))?;
			let _ = Pallet::<T>::answers(&round, ELECTORS);
			Pallet::<T>::settle(office, round, &all_stays());
		}

		assert_eq!(Pallet::<T>::rounds(office, 1).len(), 1);
		assert!(!Pallet::<T>::is_under_way(office));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
