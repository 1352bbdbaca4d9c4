//! What a person is qualified for, as other pallets may ask it.

use crate::{PersonId, SchemaId};

/// Marks that people hold: diplomas, certificates, trades.
pub trait Credentials {
	/// Whether the schema exists and anybody may see who holds it.
	fn is_public(schema: SchemaId) -> bool;

	/// Whether the person holds a credential of the schema now: accepted, not withdrawn, not sealed
	/// away, not expired, and the issuer not suspended.
	fn holds(person: PersonId, schema: SchemaId) -> bool;

	/// Let the person hold a public credential of the schema. For benchmarks of pallets that stand
	/// on credentials.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_credential(person: PersonId, schema: SchemaId);
}
