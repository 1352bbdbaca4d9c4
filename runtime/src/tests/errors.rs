//! Whoever is refused is told what to do: clients show what the metadata says of an error.

use super::*;
use scale_info::{TypeDef, TypeInfo};

/// The errors of a pallet that name what is wrong and not what to do about it, which comes after a
/// colon.
fn without_advice<E: TypeInfo>() -> Vec<&'static str> {
	let TypeDef::Variant(errors) = E::type_info().type_def else {
		panic!("errors are variants");
	};
	assert!(!errors.variants.is_empty());
	let silent = errors
		.variants
		.into_iter()
		.filter(|error| !error.docs.join(" ").contains(": "));
	silent.map(|error| error.name).collect()
}

#[test]
fn errors_of_bills_and_laws_say_what_to_do() {
	let none: Vec<&str> = Vec::new();
	assert_eq!(without_advice::<pallet_jury::Error<Runtime>>(), none);
	assert_eq!(without_advice::<pallet_laws::Error<Runtime>>(), none);
}
