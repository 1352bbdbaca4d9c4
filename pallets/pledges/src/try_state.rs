//! The invariants.

use super::*;
use frame_support::ensure;
use sp_runtime::{traits::Zero, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// The invariants of the pallet's storage.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for (election, person, promises) in Entered::<T>::iter() {
			ensure!(!promises.is_empty(), "an empty list takes up storage");
			let readable = promises.iter().all(Promise::is_readable);
			ensure!(readable, "a promise has a title that cannot be shown");
			ensure!(
				promises.iter().all(|promise| !promise.due.is_zero()),
				"a promise is due before anybody takes office"
			);
			if let Some(term) = T::Candidacies::nominating(election, person) {
				ensure!(
					promises.iter().all(|promise| promise.is_due_within(term)),
					"a promise is due after the term"
				);
			}
		}
		for (_, pledged) in Checklist::<T>::iter() {
			ensure!(!pledged.is_empty(), "an empty checklist takes up storage");
			ensure!(
				pledged.iter().all(|pledge| pledge.weight > 0),
				"a pledge weighs nothing"
			);
		}
		Ok(())
	}
}
