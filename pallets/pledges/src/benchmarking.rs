//! Worst cases: as many pledges as can be, with the longest titles, in place of as many others.

use super::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_support::{dispatch::CheckIfFeeless, traits::UnfilteredDispatchable};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_core::H256;
use sp_runtime::traits::One;
use veche_primitives::{offices::MAX_PLEDGES, UnitId, MAX_TITLE};

/// The first unit of every preset.
const HOME: UnitId = 0;

/// As many promises as can be, with the longest titles.
pub(crate) fn longest<T: Config>() -> Promises<BlockNumberFor<T>> {
	let promise = Promise {
		title: Title::truncate_from(vec![b'x'; MAX_TITLE as usize]),
		text: H256::repeat_byte(1),
		due: One::one(),
	};
	Promises::truncate_from(vec![promise; MAX_PLEDGES as usize])
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn enter() -> Result<(), BenchmarkError> {
		let candidate: T::AccountId = account("candidate", 0, 0);
		let person = T::People::benchmark_person(&candidate, HOME);
		let election = T::Candidacies::benchmark_candidacy(person);
		Pallet::<T>::benchmark_pledges(election, person)?;
		let call = Call::<T>::enter {
			election,
			pledges: Sent::truncate_from(longest::<T>().into_inner()),
		};
		let origin: OriginFor<T> = RawOrigin::Signed(candidate).into();

		// The check whether the call is free is a trial run, which the call must pay for too.
		#[block]
		{
			assert!(call.is_feeless(&origin));
			call.dispatch_bypass_filter(origin)
				.map_err(|error| error.error)?;
		}

		assert_eq!(Entered::<T>::get(election, person), longest::<T>());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
