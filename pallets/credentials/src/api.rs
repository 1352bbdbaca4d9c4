//! What other pallets see of credentials.

use crate::*;

impl<T: Config> veche_primitives::credentials::Credentials for Pallet<T> {
	fn is_public(schema: SchemaId) -> bool {
		Schemas::<T>::get(schema).is_some_and(|schema| schema.publicity == Publicity::Public)
	}

	fn holds(person: PersonId, schema: SchemaId) -> bool {
		Self::is_in_force(person, schema)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_credential(person: PersonId, schema: SchemaId) {
		crate::benchmarking::credential::<T>(person, schema);
	}
}

impl<T: Config> OnStanding for Pallet<T> {
	fn lost(person: PersonId) {
		Self::note_standing(person);
	}

	fn regained(person: PersonId) {
		Self::note_standing(person);
	}
}
