//! Benchmarks: longest texts, deepest unit.

use crate::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;

fn longest_code(letter: u8) -> Code {
	Code::truncate_from(vec![letter; MAX_CODE as usize])
}

fn longest_name(letter: u8) -> Name {
	Name::truncate_from(vec![letter; MAX_NAME as usize])
}

/// A unit with room for exactly one below it.
fn deep_unit<T: Config>() -> UnitId {
	let root = Pallet::<T>::benchmark_unit(None);
	(2..MAX_UNIT_DEPTH).fold(root, |above, _| Pallet::<T>::benchmark_unit(Some(above)))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn add_unit() -> Result<(), BenchmarkError> {
		let parent = deep_unit::<T>();
		let origin = T::TerritoryOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("no origin"))?;

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			Some(parent),
			UnitKind::Workplace,
			longest_code(b'C'),
			longest_name(b'm'),
		);

		assert!(Codes::<T>::contains_key(longest_code(b'C')));
		Ok(())
	}

	#[benchmark]
	fn rename_unit() -> Result<(), BenchmarkError> {
		let unit = deep_unit::<T>();
		let origin = T::TerritoryOrigin::try_successful_origin()
			.map_err(|_| BenchmarkError::Stop("no origin"))?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, unit, longest_name(b'r'));

		assert_eq!(
			Units::<T>::get(unit).map(|unit| unit.name),
			Some(longest_name(b'r'))
		);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
