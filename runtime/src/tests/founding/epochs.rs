//! Founders cannot begin with epochs so short that lots can be foreseen or put off.
//!
//! The preset alone names nobody and is refused for that, so only a whole founding can tell.

use super::*;
use crate::constants::MIN_EPOCH_SLOTS;
use std::panic::catch_unwind;

/// The chain that the example founds, with so many slots an epoch; or why it cannot be.
fn founded_with(slots: u64) -> Result<sp_io::TestExternalities, String> {
	let mut founding = genesis(named::FOUNDING_RUNTIME_PRESET);
	merge(&mut founding, example());
	founding["timing"]["epochSlots"] = slots.into();
	let built = catch_unwind(|| chain(founding).expect("the rest is as in the example"));
	built.map_err(|panic| match panic.downcast::<String>() {
		Ok(words) => *words,
		Err(_) => "no words".into(),
	})
}

#[test]
fn founding_is_refused_when_epochs_are_short() {
	for slots in [2, 200, MIN_EPOCH_SLOTS - 1] {
		let Err(why) = founded_with(slots) else {
			panic!("{slots} slots are an epoch");
		};
		assert!(
			why.contains("only a network with development = true"),
			"{why}"
		);
	}
}

#[test]
fn founding_takes_epochs_of_the_least_length() {
	let founded = founded_with(MIN_EPOCH_SLOTS);
	let mut founded = founded.unwrap_or_else(|why| panic!("{why}"));
	founded.execute_with(|| {
		assert_eq!(timing::EpochSlots::<Runtime>::get(), MIN_EPOCH_SLOTS);
		assert!(!timing::Development::<Runtime>::get());
	});
}
